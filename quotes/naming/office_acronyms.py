"""
Acronyms of offices: persons who are spoken of by the initials of what they are.

    superintendent of police (SP) Rui Prata … the SP said — Attorney General Ana Reis … the AG
"""

import re
from collections.abc import Iterator

from attrs import evolve

from quotes.naming.acronyms import initials
from quotes.naming.people import Figure
from quotes.naming.person_mentions import Mention
from quotes.naming.titles import HUMAN, role_of
from quotes.parsing import Parse
from quotes.text.spans import Nearby, Span, nearby
from quotes.words.lexicon import Lexicon

_BRACKET = re.compile(r"(?<=\s)\(([A-Z]{2,5})\)")
_WORD = re.compile(r"[\w’'-]+")
#: What stands between the bracket and a name: "(SP) Rui Prata", "(SP) Mr. Rui Prata".
_GAPS = (re.compile(r"\s+"), re.compile(r"\s+[A-Z][a-z]*\.?\s+"))
#: How many code points before a bracket may hold the office, and how many words it has.
_LONGEST_OFFICE, _MOST_WORDS = 90, 6


def with_office_acronyms(people: tuple[Figure, ...], parse: Parse, lexicon: Lexicon) -> tuple[Figure, ...]:
    """The persons of a document, each also with the places where it is called by the initials of its office."""
    bearers: dict[str, set[int]] = {}
    for short, number in (*_beside(people, parse, lexicon), *_of_titles(people, parse, lexicon)):
        bearers.setdefault(short, set()).add(number)
    alone = {short: next(iter(numbers)) for short, numbers in bearers.items() if len(numbers) == 1}
    added: dict[int, list[Mention]] = {}
    taken = nearby([m.span for f in people for m in f.mentions])
    for sentence in parse.sentences if alone else ():
        for before, word, after in zip(sentence.words, sentence.words[1:], (*sentence.words[2:], None), strict=False):
            bearer = alone.get(word.text)
            named = after is not None and after.upos == "PROPN"
            if bearer is None or before.text.casefold() != "the" or named or _overlaps(word.span, taken):
                continue
            if word.span.start > people[bearer].start:
                added.setdefault(bearer, []).append(Mention(word.span, sentence.number, "person", word.text))
    return tuple(
        evolve(f, mentions=tuple(sorted((*f.mentions, *added[i]), key=lambda m: m.span))) if i in added else f
        for i, f in enumerate(people)
    )


def _beside(people: tuple[Figure, ...], parse: Parse, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """Acronyms in brackets with whose they are: before the name or, behind a comma, after it."""
    starts = {mention.span.start: number for number, each in enumerate(people) for mention in each.mentions}
    ends = {mention.span.end: number for number, each in enumerate(people) for mention in each.mentions}
    for bracket in _BRACKET.finditer(parse.text):
        office = _office_before(bracket, parse.text, lexicon)
        if office is None:
            continue
        gaps = (gap.match(parse.text, bracket.end()) for gap in _GAPS)
        held = [starts.get(gap.end()) for gap in gaps if gap is not None]
        yield from (
            (bracket[1], number) for number in (*held, ends.get(office.start - len(", "))) if number is not None
        )


def _of_titles(people: tuple[Figure, ...], parse: Parse, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """Initials of stated offices with whose they are; none that a bracket explains as something else."""
    others = {each[1] for each in _BRACKET.finditer(parse.text) if _office_before(each, parse.text, lexicon) is None}
    for number, figure in enumerate(people):
        offices = {office for title in figure.titles for office in (title.role or "", title.noun)}
        for short in {initials(re.split(r"[\s-]+", each)) for each in offices} - others:
            if len(short) > 1 and lexicon.outlet(short) is None:
                yield short, number


def _overlaps(span: Span, taken: Nearby[Span]) -> bool:
    return any(span.overlaps(each) for each in taken.near((span,)))


def _office_before(bracket: re.Match[str], text: str, lexicon: Lexicon) -> Span | None:
    """Where the office stands whose initials the bracket has: "**superintendent of police** (SP)"; else None."""
    found = list(_WORD.finditer(text, max(0, bracket.start() - _LONGEST_OFFICE), bracket.start()))[-_MOST_WORDS:]
    for first in range(len(found) - 1):
        words = [each[0] for each in found[first:]]
        head = words[: words.index("of")] if "of" in words[1:] else words
        roles = (role_of(words, lexicon), role_of(head, lexicon)) if initials(words) == bracket[1] else ()
        if any(role is not None and role.kind in HUMAN for role in roles):
            return Span(found[first].start(), bracket.start())
    return None
