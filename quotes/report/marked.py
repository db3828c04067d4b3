"""An article with its statements marked: the pieces of its text, and what each of them is part of."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, starmap

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

    *parts* are those of `PARTS` that it belongs to, in that order, *numbers* those of the statements, from 1; *opens*
    are the numbers of those whose content begins with it.
    """

    text: str
    parts: tuple[str, ...]
    numbers: tuple[int, ...]
    opens: tuple[int, ...]

    @property
    def part(self) -> str | None:
        """The one part that is shown where only one can be."""
        return self.parts[0] if self.parts else None


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
    paragraphs = Document("text", text).paragraphs
    starts = [each.start for each in paragraphs]
    inside: list[list[_Part]] = [[] for _ in paragraphs]
    opening: dict[int, list[int]] = {}
    for number, each in enumerate(quotations, 1):
        opening.setdefault(each.content.spans[0].start, []).append(number)
        for part in _parts(each, number):
            first = max(0, bisect_right(starts, part.span.start) - 1)
            for place in range(first, bisect_left(starts, part.span.end)):
                inside[place].append(part)
    return tuple(_paragraph(text, *each, opening) for each in zip(paragraphs, inside, strict=True))


@frozen
class _Part:
    """A stretch that is one of `PARTS` of a statement."""

    span: Span
    part: str
    number: int


def _parts(quotation: Quotation, number: int) -> Iterator[_Part]:
    for part in PARTS:
        if (owner := getattr(quotation, part)) is not None:
            yield from (_Part(span, part, number) for span in owner.spans)


def _paragraph(text: str, within: Span, inside: list[_Part], opening: dict[int, list[int]]) -> Paragraph:
    """One paragraph, cut wherever a part begins or ends; one sweep from its beginning to its end."""
    begin, end = defaultdict(list), defaultdict(list)
    for each in inside:
        if each.span.overlaps(within):
            begin[max(each.span.start, within.start)].append(each)
            end[each.span.end].append(each)
    cuts = sorted({within.start, within.end, *begin, *(edge for edge in end if edge < within.end)})
    covering: dict[_Part, None] = {}
    pieces = []
    for span in starmap(Span, pairwise(cuts)):
        for each in end[span.start]:
            covering.pop(each, None)
        covering.update(dict.fromkeys(begin[span.start]))
        pieces.append(_piece(text, span, covering, opening))
    return Paragraph(tuple(pieces), tuple(number for piece in pieces for number in piece.opens))


def _piece(text: str, span: Span, covering: Iterable[_Part], opening: dict[int, list[int]]) -> Piece:
    found = {each.part for each in covering}
    numbers = tuple(sorted({each.number for each in covering}))
    return Piece(span.of(text), tuple(filter(found.__contains__, PARTS)), numbers, tuple(opening.get(span.start, ())))
