"""
Spans of a document's text: half-open ranges ``[start, end)`` of code points.

Every place that a record names is such a span, and ``text[start:end]`` is what the record quotes.
"""

from collections.abc import Iterable
from typing import Generic, TypeVar

from attrs import frozen

T = TypeVar("T")

#: With so few spans each pair is looked at: to sort them takes longer.
_FEW = 4

#: What may hang at the edge of a phrase without belonging to it.
EDGE_PUNCTUATION = " \t\r\n\u00a0\u202f\u200b\ufeff,;:–—-"
#: What ends a sentence: not part of an indirect content (the annotation guidelines leave final punctuation out).
FINAL_PUNCTUATION = ".!?…"


@frozen
class Span:
    """The code points ``start`` to ``end`` (exclusive) of a text; in order by start, then by end."""

    start: int
    end: int

    def __lt__(self, other: "Span") -> bool:
        return self.start < other.start or (self.start == other.start and self.end < other.end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """True where *other* lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> "Span":
        """The same span in a text that has *by* more code points before it."""
        return Span(self.start + by, self.end + by)


Spans = tuple[Span, ...]


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of *spans*; ValueError where there are none."""
    listed = list(spans)
    if len(listed) == 1:  # as mostly
        return listed[0]
    return Span(min(each.start for each in listed), max(each.end for each in listed))


def merged(spans: Iterable[Span], gap: int = 0) -> Spans:
    """The same code points as sorted spans that neither overlap nor touch; with a *gap* those that lie so near too."""
    result: list[Span] = []
    for span in sorted(each for each in spans if len(each) > 0):
        if result and span.start <= result[-1].end + gap:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def without(spans: Iterable[Span], holes: Iterable[Span]) -> Spans:
    """What is left of *spans* outside of *holes*, sorted."""
    left = list(merged(spans))
    for hole in holes:
        left = [
            piece
            for span in left
            for piece in (
                (Span(span.start, min(span.end, hole.start)), Span(max(span.start, hole.end), span.end))
                if span.overlaps(hole)
                else (span,)
            )
            if piece.start < piece.end
        ]
    return tuple(sorted(left))


def holds(outer: Iterable[Span], inner: Iterable[Span]) -> bool:
    """True where each of *inner* stands within one of *outer*."""
    wholes = tuple(outer)
    return all(any(whole.covers(each) for whole in wholes) for each in inner)


def size(spans: Iterable[Span]) -> int:
    """How many code points spans have together."""
    return sum(map(len, spans))


def overlap(left: Iterable[Span], right: Iterable[Span]) -> int:
    """How many code points the two sets of spans share; each set without overlaps of its own."""
    some, others = tuple(left), tuple(right)
    if len(some) <= _FEW or len(others) <= _FEW:
        return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)
    some, others = tuple(sorted(some)), tuple(sorted(others))
    shared = n = m = 0
    while n < len(some) and m < len(others):
        one, other = some[n], others[m]
        shared += max(0, min(one.end, other.end) - max(one.start, other.start))
        n, m = (n + 1, m) if one.end <= other.end else (n, m + 1)
    return shared


class Nearby(Generic[T]):
    """
    Values by the spans where they stand, so that those near a place are found without a look at all of them.

    >>> names = Nearby([("Rui Prata", (Span(0, 9),)), ("Ana Reis", (Span(5000, 5008),))])
    >>> names.near((Span(4, 6),))
    ['Rui Prata']
    """

    #: Code points of a block; values that share a block are near.
    _BLOCK = 512

    def __init__(self, values: Iterable[tuple[T, Iterable[Span]]] = ()) -> None:
        """Keep each value with its spans."""
        self._count = 0
        self._blocks: dict[int, list[tuple[int, T]]] = {}
        for value, spans in values:
            self.add(value, spans)

    def add(self, value: T, spans: Iterable[Span]) -> None:
        """Keep one more value, which stands in *spans*."""
        for block in self._of(spans):
            self._blocks.setdefault(block, []).append((self._count, value))
        self._count += 1

    def near(self, spans: Iterable[Span]) -> list[T]:
        """All values that overlap or touch one of *spans*, and others close by, in the order in which they came."""
        blocks = self._of(spans)
        if len(blocks) == 1:  # as mostly; its values are in order and stand there once
            return [value for _, value in self._blocks.get(blocks.pop(), ())]
        found = {number: value for block in blocks for number, value in self._blocks.get(block, ())}
        return [found[number] for number in sorted(found)]

    def _of(self, spans: Iterable[Span]) -> set[int]:
        """The numbers of the blocks that hold the spans and the code points right beside them."""
        size = self._BLOCK
        return {n for each in spans for n in range((each.start - 1) // size, (each.end + 1) // size + 1)}


def nearby(spans: Iterable[Span]) -> Nearby[Span]:
    """Spans by where they stand."""
    return Nearby((each, (each,)) for each in spans)


def trimmed(text: str, span: Span, characters: str = EDGE_PUNCTUATION) -> Span:
    """*span* without the *characters* at its two ends; empty (at its end) where nothing is left."""
    words = span.of(text)
    start = span.end - len(words.lstrip(characters))
    return Span(start, start + len(words.strip(characters)))
