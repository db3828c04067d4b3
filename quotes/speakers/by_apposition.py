"""
Sources that describe who is named right beside them.

    The head of the agency, Ana Reis, — the builder, Faro Lines
"""

import re

from quotes.naming.body_names import is_company
from quotes.naming.nominals import Phrase
from quotes.naming.people import Figure
from quotes.naming.person_mentions import BODY, Mention
from quotes.naming.titles import HUMAN, is_closed
from quotes.speakers.answers import Answer, Context
from quotes.terms import ResolvedBy
from quotes.text.spans import Span
from quotes.words.classes import word_class

#: What says where a body has its seat, or whose it is: "Porto-**based** Faro Lines".
_SEATED = word_class("words of a seat")
#: What stands between a description and a name: "the builder**, Porto-based** Faro Lines".
_COMMA = re.compile(
    rf",\s+(?:the\s+)?(?:[A-Z][\w.-]*(?: [\w.-]+){{0,2}}-(?:{'|'.join(sorted(_SEATED))})\s+)?(?:the\s+)?"
)
#: The same behind a clause, where a short title may stand: "the nurse who treated her**, Dr.** Ana Reis".
_TITLED = re.compile(r",\s+(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?(?=[A-Z])")
#: ", Prof. " and the capital letter of the name have nine code points.
_LONGEST_TITLE = 9


def by_apposition(phrase: Phrase, context: Context) -> Answer | None:
    """ "The builder, **Faro Lines**"; "the head of the agency" before ", **Ana Reis**,": who is named beside it."""
    if not phrase.core or phrase.is_plural or phrase.goes_on or not _describes(phrase):
        return None
    if not phrase.is_definite and not (phrase.role is not None and phrase.role.kind in BODY):
        return None
    text, end = context.parse.text, phrase.span.end
    starts = [m.end() for m in _COMMA.finditer(text, phrase.core[-1].span.end, end + 2)]
    if phrase.rest:
        behind = phrase.rest[-1].span.end
        starts += [m.end() for m in _TITLED.finditer(text, behind, behind + _LONGEST_TITLE)]
    starts += [phrase.core[-1].span.end + 1] if phrase.core[-1].text.islower() else []
    for mention, figure in (each for start in starts for each in _named_at(start, context)):
        whole = is_closed(text, mention.span.end) or mention.span.start < end <= mention.span.end
        if whole and figure.kind in _kinds(phrase, context):
            return _named(mention, figure)
    return None


def _named_at(start: int, context: Context) -> list[tuple[Mention, Figure]]:
    """The mentions by name that begin just there in the text, with whom they name."""
    found = context.cast.within(Span(start, start + 1), "person", "body")
    return [(m, f) for m, f in found if m.span.start == start and not m.name.islower()]


def _named(mention: Mention, figure: Figure) -> Answer:
    """Somebody by a mention, with the title that stands there."""
    way: ResolvedBy = "name" if mention.name == figure.name else "alias"
    return Answer(figure, way, mention.titles[0] if mention.titles else None)


def _describes(phrase: Phrase) -> bool:
    """Whether it is a description and no name: "the builder", "the Foreign Minister"; not "the Senate"."""
    office = phrase.role is not None and phrase.role.kind in HUMAN
    return phrase.core[-1].text.islower() or office


def _kinds(phrase: Phrase, context: Context) -> frozenset[str]:
    """What a phrase can describe: "the mayor" a person, "the agency" a body, "the operator" either."""
    if phrase.role is None or is_company(frozenset({phrase.role.noun}), context.lexicon):
        return frozenset({"person", "body"})
    return frozenset({"person"}) if phrase.role.kind in HUMAN else frozenset({"body"})
