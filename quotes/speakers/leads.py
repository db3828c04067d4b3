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
    Who is named first behind a lead that only describes the first speaker, with a title, and acts there.

    "A harbour engineer said the quay was unsafe. **Ana Reis**, head of the crew, said …"
    """
    phrase = query.phrase
    if phrase is None or context.history or phrase.words[0].text.casefold() not in {"a", "an"}:
        return None
    role = phrase.role
    if role is None or role.kind not in HUMAN or role.gender is not None or role.noun in _HIDDEN:
        return None
    behind = sorted(context.cast.people, key=lambda each: each.start)
    if any(each.mentions[0].sentence <= phrase.sentence for each in behind):
        return None  # a prosecutor asked for two years for **Rui Prata**
    return next((each for each in behind if _is_introduced(each, phrase.sentence + _REACH, context)), None)


def _is_introduced(figure: Figure, end: int, context: Context) -> bool:
    """Whether somebody is named in full, with a title, and acts, all up to the sentence of that number."""
    sentences = context.parse.sentences
    if figure.mentions[0].sentence > end or not figure.mentions[0].titles or not is_full(figure.name):
        return False
    near = (sentences[m.sentence].top_of(m.span) for m in figure.mentions if m.sentence <= end)
    return any(top is not None and top.relation in {"nsubj", "root"} for top in near)
