"""
Edits that make a text plainer, and the way back from a place in the edited text to the place in the given one.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
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
        start = _moved(span.start, self._new, self._old)
        return Span(start, _moved(span.end, self._new, self._old, at_end=True) if len(span) > 0 else start)

    def forth(self, span: Span) -> Span:
        """Where a span of the text before stands in the edited one; empty where all of it was taken out."""
        start, end = _moved(span.start, self._old, self._new), _moved(span.end, self._old, self._new, at_end=True)
        return Span(start, max(start, end))

    @cached_property
    def _old(self) -> list[Span]:
        """Where each edit stands in the text before."""
        return [each.span for each in self.edits]

    @cached_property
    def _new(self) -> list[Span]:
        """Where what each edit wrote stands in the edited text."""
        found, shift = [], 0
        for each in self.edits:
            start = each.span.start + shift
            found.append(Span(start, start + len(each.text)))
            shift += len(each.text) - len(each.span)
        return found


def _moved(position: int, one: Sequence[Span], other: Sequence[Span], *, at_end: bool = False) -> int:
    """
    Where a position in the text with the spans *one* stands in the text that has *other* in their places.

    *at_end* asks for the place behind the code point before *position*, else for that of the code point behind it; so
    what was taken out around a span stays out.
    """
    number = bisect_right(one, position - at_end, key=lambda span: span.start) - 1
    if number < 0:
        return position
    here, there = one[number], other[number]
    if position - at_end < here.end:
        return there.end if at_end else there.start
    return there.end + position - here.end
