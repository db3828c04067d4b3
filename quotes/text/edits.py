"""
Edits that make a text plainer, and the way back from a place in the edited text to the place in the given one.
"""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from attrs import field, frozen

from quotes.text.spans import Span


@frozen
class Edit:
    """The code points of *span* become *text*; where that is empty, they go."""

    span: Span
    text: str = ""


def _in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits in the order of the text, without those that overlap one before them."""
    kept: list[Edit] = []
    for each in sorted(edits, key=lambda edit: edit.span):
        if not kept or kept[-1].span.end <= each.span.start:
            kept.append(each)
    return tuple(kept)


@frozen(slots=False)
class Edits:
    """
    Edits of one text.

    >>> edits = Edits([Edit(Span(0, 6), '"'), Edit(Span(8, 9))])
    >>> edits.of("&quot;We*")
    '"We'
    >>> edits.back(Span(0, 3))
    Span(start=0, end=8)
    """

    edits: tuple[Edit, ...] = field(converter=_in_order)

    def of(self, text: str) -> str:
        """The edited text."""
        pieces, end = [], 0
        for each in self.edits:
            pieces += [text[end : each.span.start], each.text]
            end = each.span.end
        return "".join([*pieces, text[end:]])

    def back(self, span: Span) -> Span:
        """Where a span of the edited text stood before; what was taken out around it stays out."""
        start = self._start_back(span.start)
        return Span(start, self._end_back(span.end) if len(span) > 0 else start)

    def forth(self, span: Span) -> Span:
        """Where a span of the text before stands in the edited one; empty where all of it was taken out."""
        start, end = self._forth(span.start, at_end=False), self._forth(span.end, at_end=True)
        return Span(start, max(start, end))

    @cached_property
    def _old(self) -> list[int]:
        """Where each edit starts in the text before."""
        return [each.span.start for each in self.edits]

    @cached_property
    def _new(self) -> list[Span]:
        """Where what each edit wrote stands in the edited text."""
        found, shift = [], 0
        for each in self.edits:
            start = each.span.start + shift
            found.append(Span(start, start + len(each.text)))
            shift += len(each.text) - len(each.span)
        return found

    @cached_property
    def _new_starts(self) -> list[int]:
        return [each.start for each in self._new]

    def _start_back(self, position: int) -> int:
        number = bisect_right(self._new_starts, position) - 1
        if number < 0:
            return position
        edit, new = self.edits[number], self._new[number]
        return edit.span.start if position < new.end else edit.span.end + position - new.end

    def _end_back(self, position: int) -> int:
        """Behind the code point before *position*, so that what was taken out there stays out."""
        number = bisect_right(self._new_starts, position - 1) - 1
        if number < 0:
            return position
        edit, new = self.edits[number], self._new[number]
        return edit.span.end if position - 1 < new.end else edit.span.end + position - new.end

    def _forth(self, position: int, *, at_end: bool) -> int:
        number = bisect_right(self._old, position - at_end) - 1
        if number < 0:
            return position
        edit, new = self.edits[number], self._new[number]
        if position - at_end < edit.span.end:
            return new.end if at_end else new.start
        return new.end + position - edit.span.end
