"""Leads: whom the first sentences of an article only describe ("a harbour engineer"), to name them right after."""

from quotes.naming.people import Figure, is_full
from quotes.naming.titles import HUMAN
from quotes.speakers.answers import Context
from quotes.speakers.referents import Query
from quotes.words.classes import word_class

#: So many sentences behind a lead a name still tells who was meant.
_REACH = 4
#: Who is seldom named at all.
_HIDDEN = word_class("nouns of the unnamed")


def named_after(query: Query, context: Context) -> Figure | None:
    """
    Who is named first behind a lead that only describes the first speaker, as the subject and with a title.

    "A harbour engineer said the quay was unsafe. **Ana Reis**, head of the crew, said …"
    """
    phrase = query.phrase
    if phrase is None or context.history or phrase.words[0].text.casefold() not in {"a", "an"}:
        return None
    role = phrase.role
    if role is None or role.kind not in HUMAN or role.gender is not None or role.noun in _HIDDEN:
        return None
    first = min(context.cast.people, key=lambda each: each.start, default=None)
    if first is None or not is_full(first.name) or not first.mentions[0].titles or first.start < phrase.span.start:
        return None
    sentence = context.parse.sentences[first.mentions[0].sentence]
    top = sentence.top_of(first.mentions[0].span)
    subject = top is not None and top.relation in {"nsubj", "root"}
    return first if subject and sentence.number - phrase.sentence <= _REACH else None
