"""Counted: sources that only say that two speak ("the two", "both men"), or which of two ("the latter")."""

import re

from quotes.naming.nominals import Phrase
from quotes.naming.people import Figure
from quotes.naming.titles import is_human
from quotes.speakers.answers import NAMED, Context, new_figure
from quotes.text.spans import Span

#: What says that two speak, perhaps with their kind: "the two **countries**".
_TWO = re.compile(r"(?i)both\s(?P<kind>\w+)|the\s(?:duo|pair|couple|two(?:\s(?P<sort>\w+))?)")
_LATTER = re.compile(r"(?i)(?:the\s)?latter")


def counted(phrase: Phrase, context: Context) -> Figure | None:
    """Whom a phrase means that says that two speak, or which of two; None for other phrases, and where none fit."""
    if _LATTER.fullmatch(phrase.text):
        return _last(phrase, context)
    two = _TWO.fullmatch(phrase.text)
    if two is None:
        return None
    if _is_described(phrase, context):
        return None
    either = not (two["kind"] or two["sort"]) or (phrase.role is not None and phrase.role.kind == "group")  # "men"
    persons = None if either else is_human(phrase.role, phrase.words[-1].lemma.casefold())
    named = [(group.before(phrase.span.start), group) for group in context.cast.groups if len(group.members) == 2]
    fitting = [(m[-1].span, group) for m, group in named if m and persons in {None, group.members[0].kind == "person"}]
    if not fitting:
        return None
    _, last = max(fitting, key=lambda each: each[0])
    return new_figure(phrase, last.name, "plural")


def _is_described(phrase: Phrase, context: Context) -> bool:
    """Whether two were called by the noun of a phrase before: "**Two boys** were rescued. … Both boys said"."""
    noun = phrase.words[-1].text.casefold()
    before = (each.name.casefold().split() for each in context.cast.nominals if each.start < phrase.span.start)
    return any(name[0] == "two" and noun in name for name in before)


def _last(phrase: Phrase, context: Context) -> Figure | None:
    """Who is named last in the sentence of a phrase or in the one before: "Reis met **Rui Prata**. The latter"."""
    for sentence in reversed(context.parse.sentences[max(0, phrase.sentence - 1) : phrase.sentence + 1]):
        before = Span(sentence.span.start, min(sentence.span.end, phrase.span.start))
        for kinds in (("person",), NAMED):
            if found := context.cast.within(before, *kinds):
                return found[-1][1]
    return None
