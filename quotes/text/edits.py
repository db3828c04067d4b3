"""
Edits that make a text plainer, and the way back from a place in the edited text to the place in the given one.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from attrs import field, frozen

from quotes.text.spans import Span


@frozen
class Edit:
    """The code points of *span* become *text*; where that is empty, they go."""

    span: Span
    text: str = ""


@frozen
class Original:
    """
    The text that a plain one was made of, and where each code point of the plain one begins and ends in it.

    >>> text, original = Original.of("&quot;We*").edited("&quot;We*", [Edit(Span(0, 6), '"'), Edit(Span(8, 9))])
    >>> text, original.given(Span(0, 3)), original.read(Span(6, 9))
    ('"We', Span(start=0, end=8), Span(start=1, end=3))
    """

    text: str
    _starts: "array[int]" = field(eq=False, repr=False)
    _ends: "array[int]" = field(eq=False, repr=False)

    @classmethod
    def of(cls, text: str) -> "Original":
        """That of a text that is plain as it is."""
        return cls(text, array("i", range(len(text) + 1)), array("i", range(1, len(text) + 1)))

    def edited(self, text: str, edits: Iterable[Edit]) -> "tuple[str, Original]":
        """The plain text after edits of it, less those that overlap one before them, and its original."""
        pieces, starts, ends, done = [], array("i"), array("i"), 0
        for each in sorted(edits, key=lambda edit: edit.span):
            start, end, size = each.span.start, each.span.end, len(each.text)
            if start >= done:
                pieces += [text[done:start], each.text]
                starts += self._starts[done:start] + array("i", [self._starts[start]] * size)
                ends += self._ends[done:start] + array("i", [self._ends[end - 1]] * size)
                done = end
        starts += self._starts[done:]
        ends += self._ends[done:]
        return "".join([*pieces, text[done:]]), Original(self.text, starts, ends)

    def given(self, span: Span) -> Span:
        """Where a span of the plain text stands in the given one; what was taken out around it stays out."""
        start = self._starts[span.start]
        return Span(start, self._ends[span.end - 1] if len(span) > 0 else start)

    def read(self, span: Span) -> Span:
        """Where a span of the given text stands in the plain one; empty where nothing of it is left."""
        start = bisect_right(self._ends, span.start)
        return Span(start, max(start, bisect_left(self._starts, span.end, hi=len(self._ends))))
