"""
Sources that name somebody: a person of the cast by a full or a short name, a family, a name that only the source has.

    Foreign Minister Sergey Malkov — Malkov — Ana Reis and Rui Prata — the Wanjalas
"""

import re

from quotes.naming.body_names import proper
from quotes.naming.nominals import Phrase, spoken_of
from quotes.naming.people import is_full
from quotes.naming.person_mentions import BODY, EntityKind
from quotes.naming.titles import HUMAN, role_of
from quotes.parsing import Word
from quotes.speakers.answers import Answer, Context, new_figure
from quotes.terms import ResolvedBy
from quotes.text.spans import Span
from quotes.words.classes import word_class

#: What ends the words that belong to a name: "the mayor of Faro**,** Ana Reis".
_SEGMENT_ENDS = ",;(—–"
#: What begins a time behind a name: "Ana Reis **last** week".
_TIMED = word_class("adjectives of time")
#: What goes on with a clause is no name, though a headline has it in capitals: "Doctor **Who** Fled".
_WHO = frozenset(("who", "whose", "which"))
#: The country before a name: "**Russia's** Gazprom".
_NATIONAL = re.compile(r"^[A-Z][\w-]+(?: [A-Z][\w-]+)?['’]s (?=[A-Z])")


def by_person(phrase: Phrase, context: Context) -> Answer | None:
    """ "Foreign Minister Sergey Malkov", "Malkov", "The mayor of Faro, Ana Reis": the person."""
    named = [(m, f) for m, f in context.cast.within(phrase.span, "person") if _is_core(m.span, phrase, context)]
    if named:
        mention, figure = named[0]
        way: ResolvedBy = "name" if is_full(mention.name) or not is_full(figure.name) else "alias"
        return Answer(figure, way, mention.titles[0] if mention.titles else None)
    return None


def _is_core(name: Span, phrase: Phrase, context: Context) -> bool:
    """Whether the phrase is about the name: "mayor **Ana Reis**"; not "**Prata**'s aide", "lawyer for **Prata**"."""
    text = context.parse.text
    if re.match(r"['’]s?\s+\w", text[name.end : phrase.span.end]):
        return False
    start = max(text.rfind(mark, phrase.span.start, name.start) for mark in _SEGMENT_ENDS) + 1
    before = [w for w in phrase.words if max(start, phrase.span.start) <= w.span.start and w.span.end <= name.start]
    if any(
        w.lemma in {"who", "whose", "which", "whom", "where", "include"} or w.xpos == "WDT" or w.text == "including"
        for w in phrase.words
        if w.span.end <= name.start
    ):
        return False
    title = role_of([w.text for w in before], context.lexicon)
    before = before[: len(before) - len(title.noun.split())] if title is not None and " of " in title.noun else before
    last = max((i for i, w in enumerate(before) if w.upos == "CCONJ"), default=-1)
    if any(before[i - 1].xpos in {"NNS", "NNPS"} for i in range(1, last) if before[i].upos == "ADP"):
        return False  # "lawyers for Prata and Reis"
    linking = [i for i, w in enumerate(before) if _is_linking(w, text) and i > last]
    if not all(_is_inside_title(before, i, name, context) for i in linking):
        return False
    after = phrase.word_behind(name.end)
    timed = after is not None and after.lemma in _TIMED
    return after is None or timed or after.upos not in {"NOUN", "PROPN", "ADJ"} or after.text[:1] == "'"


def _is_linking(word: Word, text: str) -> bool:
    """Whether a word begins what is no title: "**of**", "**said**"; not "**acting** mayor", "president-**elect**"."""
    if word.upos == "VERB" and (
        word.deprel in {"amod", "compound"} or text[word.span.start - 1 : word.span.start] == "-"
    ):
        return False
    return word.upos in {"ADP", "VERB", "SCONJ"} and word.xpos != "VBN"


def _is_inside_title(before: list[Word], at: int, name: Span, context: Context) -> bool:
    """
    Whether a preposition is in the title before a name: "Ambassador **to** Peru Ana Reis", "Bank **of** Faro head".

    Not in "a lawyer **for** Ana Reis", "the wife **of** Governor Prata".
    """
    if before[at].upos != "ADP":
        return False
    span = before[at].span
    if any(e.span.covers(span) and e.kind == "organization" for e in context.parse.entities_near(span)):
        return True
    holder = role_of([w.text for w in before[:at]], context.lexicon)
    behind = [w for w in before[at + 1 :] if w.upos != "DET"]
    if holder is None or holder.kind not in HUMAN - {"kin"} or before[at - 1].xpos == "NNS" or not behind:
        return False
    other = role_of([w.text for w in behind], context.lexicon)
    first = context.lexicon.role(name.of(context.parse.text).split()[0].casefold())
    given = first is not None and first.kind == "given"
    capital = behind[-1].text[:1].isupper()
    body = other is not None and other.kind in BODY and " " in name.of(context.parse.text)
    return (capital or given or body) and not (other is not None and other.kind in HUMAN)


def by_unsure_name(phrase: Phrase, context: Context) -> Answer | None:
    """ "Henley", where Paul and Laura Henley were both spoken of: the speaker stays open between the two."""
    unsure = context.cast.unsure_in(phrase.span)
    if unsure is None or not _is_core(unsure.mention.span, phrase, context):
        return None
    return Answer(
        None, "none", candidates=unsure.candidates, reason=f"“{unsure.mention.name}” could be several persons"
    )


def by_name_unseen(phrase: Phrase, context: Context) -> Answer | None:
    """
    A name that is nowhere in the cast, since only capital letters tell that it is one: "Warra Minerals".

    Neither what a headline calls a person ("**Baker** Says Oven Was Cold") nor one letter ("**A**: I did.") is one.
    """
    words = [w for w in phrase.core if w.text not in {".", "-", "'s", "’s"}]
    capital = [w for w in words if w.text[:1].isupper()]
    if (
        not words
        or phrase.is_plural
        or phrase.goes_on
        or len(capital) < len(words)
        or (len(words) < 2 and words[0].upos not in {"PROPN", "X"})
        or phrase.words[0].text.islower()
        or any(w.text.casefold() in _WHO for w in words[1:])
        or _is_role(phrase, words[0], context)
        or len(phrase.text) == 1
    ):
        return None
    whole = proper(spoken_of(phrase, context.parse)).split(",")[0]
    name = _NATIONAL.sub("", whole) if phrase.role is None else whole
    outlet = context.lexicon.outlet(name)
    if outlet is not None:
        return Answer(new_figure(phrase, outlet.name, "outlet"), "name")
    kind: EntityKind = "person" if 2 <= len(words) <= 4 and phrase.role is None and name == whole else "body"
    return Answer(new_figure(phrase, name, kind), "name")


def _is_role(phrase: Phrase, first: Word, context: Context) -> bool:
    """Whether it only says what a person is: "**Doctor** Who Fled", "**Baker**"; not "Mr. **Cook**"."""
    title = context.lexicon.role(first.text.casefold())
    titled = title is not None and title.kind == "title"
    return phrase.role is not None and phrase.role.kind in HUMAN and not titled
