"""Spans: what merging, cutting and trimming must never change."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.text.spans import Span, cover, merged, overlap, trimmed, without

_edges = st.integers(0, 30)
one_span = st.builds(lambda a, b: Span(min(a, b), max(a, b)), _edges, _edges)
many_spans = st.lists(one_span, max_size=6)


def points(spans: object) -> set[int]:
    """The code points that spans hold, counted one by one."""
    return {i for each in spans for i in range(each.start, each.end)}  # type: ignore[attr-defined]


@given(many_spans)
def test_merged_spans_hold_the_same_points(spans: list[Span]) -> None:
    """Merging keeps every code point, and the result is in order with gaps in between."""
    result = merged(spans)
    assert points(result) == points(spans)
    assert all(a.end < b.start for a, b in itertools.pairwise(result))
    assert merged(result) == result


@given(many_spans, many_spans)
def test_without_takes_out_just_the_holes(spans: list[Span], holes: list[Span]) -> None:
    """What is left is what the holes do not hold, in order and without empty pieces."""
    result = without(spans, holes)
    assert points(result) == points(spans) - points(holes)
    assert list(result) == sorted(result)
    assert all(len(each) > 0 for each in result)


@given(many_spans, many_spans)
def test_overlap_counts_shared_points(left: list[Span], right: list[Span]) -> None:
    """The overlap of two sets is the number of code points in both."""
    assert overlap(merged(left), merged(right)) == len(points(left) & points(right))


@given(st.text(alphabet="ab ,;“”\u00a0\r\n"), one_span)
def test_trimmed_leaves_no_edge_punctuation(text: str, span: Span) -> None:
    """Trimming takes from the two ends alone, all that may go, and never a letter."""
    span = Span(min(span.start, len(text)), min(span.end, len(text)))
    result = trimmed(text, span)
    assert span.covers(result)
    assert result.of(text) == span.of(text).strip(" ,;\u00a0\r\n")


@given(st.lists(one_span, min_size=1, max_size=6))
def test_cover_reaches_from_the_first_to_the_last(spans: list[Span]) -> None:
    """The cover holds each span, and both its ends are ends of spans."""
    whole = cover(spans)
    assert all(whole.covers(each) for each in spans)
    assert whole.start in {each.start for each in spans}
    assert whole.end in {each.end for each in spans}


def test_nothing_has_no_cover() -> None:
    """There is no span of no spans."""
    with pytest.raises(ValueError, match="empty"):
        cover([])


@given(one_span, one_span)
def test_overlapping_is_mutual(left: Span, right: Span) -> None:
    """Two spans overlap if they share a code point, from either side."""
    if len(left) and len(right):
        assert left.overlaps(right) == right.overlaps(left) == bool(points([left]) & points([right]))
