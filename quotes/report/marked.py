"""An article with its statements marked: the pieces of its text, and what each of them is part of."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import frozen

from quotes.records import Quotation
from quotes.text import Document
from quotes.text.spans import Span

#: What a piece may be part of, the one that is shown where several fit first.
PARTS = ("cue", "source", "content")


@frozen
class Piece:
    """
    A stretch of text inside which nothing changes.

    *part* is ``cue``, ``source``, ``content`` or None, *numbers* are those of the statements that it belongs to, from
    1; *opens* are the numbers of those whose content begins with it.
    """

    text: str
    part: str | None
    numbers: tuple[int, ...]
    opens: tuple[int, ...]


@frozen
class Paragraph:
    """One paragraph as pieces, and the numbers of the statements whose content begins in it."""

    pieces: tuple[Piece, ...]
    numbers: tuple[int, ...]


def in_order(quotations: Iterable[Quotation]) -> list[Quotation]:
    """The statements in the order in which their contents begin."""
    return sorted(quotations, key=lambda each: each.content.spans[0])


def marked(text: str, quotations: list[Quotation]) -> tuple[Paragraph, ...]:
    """The paragraphs of *text* with the parts of *quotations*, which are numbered from 1 in their order."""
    spans = [
        (span, part, number)
        for number, each in enumerate(quotations, 1)
        for part, owner in (("cue", each.cue), ("source", each.source), ("content", each.content))
        if owner is not None
        for span in owner.spans
    ]
    starts = {number: each.content.spans[0].start for number, each in enumerate(quotations, 1)}
    return tuple(_paragraph(text, each, spans, starts) for each in Document("text", text).paragraphs)


def _paragraph(text: str, within: Span, spans: list[tuple[Span, str, int]], starts: dict[int, int]) -> Paragraph:
    """One paragraph, cut wherever a part begins or ends."""
    inside = [each for each in spans if each[0].overlaps(within)]
    edges = {edge for span, _, _ in inside for edge in (span.start, span.end) if within.start < edge < within.end}
    cuts = sorted({within.start, within.end, *edges})
    pieces = tuple(_piece(text, Span(a, b), inside, starts) for a, b in pairwise(cuts))
    return Paragraph(pieces, tuple(number for piece in pieces for number in piece.opens))


def _piece(text: str, span: Span, inside: list[tuple[Span, str, int]], starts: dict[int, int]) -> Piece:
    """One piece with what covers it."""
    covering = [(part, number) for whole, part, number in inside if whole.covers(span)]
    part = next((each for each in PARTS if any(each == found for found, _ in covering)), None)
    opens = tuple(number for number, start in starts.items() if start == span.start)
    return Piece(span.of(text), part, tuple(_once(number for _, number in covering)), opens)


def _once(numbers: Iterable[int]) -> Iterator[int]:
    """Each number once, in order."""
    yield from sorted(set(numbers))
