"""Quotation marks on the text: the cases of ``cases/marks.md``, and what holds for any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.text import Document
from quotes.text.marks import Quoted, quoted_spans
from quotes.text.spans import Span
from tests.casefiles import Case, each_case

MARKS = ["“", "”", "„", "«", "»", '"', "``", "''", "‘", "’", "'"]
#: Texts full of marks in all places, with paragraphs.
TEXTS = st.text() | st.lists(
    st.sampled_from(
        [*MARKS, "a", "crews", "We are shut", "5", "s ", " ", " ", ",", ".", "—", "(", ")", "\n\n", "\r\n\r\n"]
    )
).map("".join)


def _quoted(text: str) -> tuple[Quoted, ...]:
    return quoted_spans(text, Document("text", text).paragraphs)


def _shown(found: tuple[Quoted, ...], text: str) -> list[str]:
    lines, before = [], None
    for each in found:
        goes_on = "+ " if each.run == before and each.depth == 0 else ""
        before = each.run if each.depth == 0 else before
        lines.append("  " * each.depth + goes_on + each.span.of(text) + ("" if each.closed else " …"))
    return lines


@each_case("marks")
def test_case(case: Case) -> None:
    """The text has the quotations that the case gives."""
    assert _shown(_quoted(case.text), case.text) == case.expected.splitlines()


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“We are shut,” he said.", "We are shut,"),
        ("``Shut,'' he said.", "Shut,"),
        ("“Shut, he said.", "Shut, he said."),
    ],
)
def test_inner(text: str, inner: str) -> None:
    """The inside of a quotation is what stands between the marks that are there."""
    assert _quoted(text)[0].inner(text).of(text) == inner


@given(TEXTS)
def test_spans_lie_in_one_paragraph(text: str) -> None:
    """A quotation stands in the text, inside the paragraph that it names, and is not empty."""
    paragraphs = Document("text", text).paragraphs
    for each in _quoted(text):
        assert len(each.span) > 0
        assert paragraphs[each.paragraph].covers(each.span)
        assert each.span.covers(each.inner(text))


@given(TEXTS)
def test_quotations_are_sorted_and_do_not_cross(text: str) -> None:
    """Quotations come in order; those of depth 0 are apart, and each of depth 1 lies inside one of them."""
    found = _quoted(text)
    assert [each.span for each in found] == sorted((each.span for each in found), key=lambda s: (s.start, -s.end))
    outer = [each.span for each in found if each.depth == 0]
    assert all(left.end <= right.start for left, right in pairwise(outer))
    assert all(any(span.covers(each.span) for span in outer) for each in found if each.depth == 1)


@given(TEXTS)
def test_runs_are_neighbours(text: str) -> None:
    """The pieces of one quotation stand in paragraphs that follow each other, and only the last can be closed."""
    outer = [each for each in _quoted(text) if each.depth == 0]
    for left, right in pairwise(outer):
        if left.run == right.run:
            assert right.paragraph == left.paragraph + 1
            assert not left.closed
        else:
            assert all(each.run != left.run for each in outer[outer.index(right) :])


@given(st.from_regex(r"[a-z]{1,9}( [a-z]{1,9}){3,9}", fullmatch=True), st.sampled_from(["“”", "«»", '""', "‘’"]))
def test_marks_around_words(words: str, marks: str) -> None:
    """Whatever words stand between a pair of marks are found as one quotation, marks included."""
    text = f"He said: {marks[0]}{words}{marks[1]} and left."
    assert [each.span for each in _quoted(text)] == [Span(9, 11 + len(words))]


@given(TEXTS)
def test_texts_without_marks_have_no_quotations(text: str) -> None:
    """Without marks there are no quotations."""
    for mark in [*MARKS, "‟", "`"]:
        text = text.replace(mark, "")
    assert _quoted(text) == ()


def test_a_lone_mark_reopens_nothing() -> None:
    """A paragraph of one mark that opens no quotation ends the run before it."""
    assert [each.run for each in _quoted('“We are shut\n\n"\n\n“We are dry')] == [0, 1]
