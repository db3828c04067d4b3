"""
Spans of a document's text: half-open ranges ``[start, end)`` of code points.

Every place that a record names is such a span, and ``text[start:end]`` is what the record quotes.
"""

from collections.abc import Iterable

from attrs import frozen

#: What may hang at the edge of a phrase without belonging to it.
EDGE_PUNCTUATION = " \t\r\n\u00a0\u202f\u200b\ufeff,;:–—-"
#: What ends a sentence: not part of an indirect content (the annotation guidelines leave final punctuation out).
FINAL_PUNCTUATION = ".!?…"


@frozen(order=True)
class Span:
    """The code points ``start`` to ``end`` (exclusive) of a text."""

    start: int
    end: int

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
    return Span(min(each.start for each in listed), max(each.end for each in listed))


def merged(spans: Iterable[Span]) -> Spans:
    """The same code points as sorted spans that neither overlap nor touch."""
    result: list[Span] = []
    for span in sorted(each for each in spans if len(each) > 0):
        if result and span.start <= result[-1].end:
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


def overlap(left: Iterable[Span], right: Iterable[Span]) -> int:
    """How many code points the two sets of spans share; each set without overlaps of its own."""
    others = tuple(right)
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in others)


def trimmed(text: str, span: Span, characters: str = EDGE_PUNCTUATION) -> Span:
    """*span* without the *characters* at its two ends; empty (at its start) where nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    return Span(start, end)
