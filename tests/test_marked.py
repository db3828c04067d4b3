"""Articles with their statements marked."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quotes.records import Content
from quotes.report.marked import in_order, marked
from quotes.text import Document
from quotes.text.spans import Span
from tests.fakes import ADDED
from tests.reports import NAMES, sample


@pytest.mark.parametrize("name", NAMES)
def test_pieces_are_the_text(name: str) -> None:
    """Marks change no word: the pieces of a paragraph are the paragraph, and each statement opens once."""
    article = sample(name)
    assert article.text is not None
    paragraphs = marked(article.text, in_order(article.quotations))
    assert all("".join(piece.text for piece in each.pieces) in article.text for each in paragraphs)
    numbers = [number for each in paragraphs for number in each.numbers]
    assert sorted(numbers) == list(range(1, len(article.quotations) + 1))


def test_a_piece_belongs_to_all_that_covers_it() -> None:
    """A statement inside another one: its cue is a part of the outer content too, and bears both numbers."""
    article = sample("estate")
    quotations = in_order(article.quotations)
    inner = next(each for each in quotations if each.parent is not None and each.cue is not None)
    outer = next(each for each in quotations if each.id == inner.parent)
    assert article.text is not None
    both = {quotations.index(inner) + 1, quotations.index(outer) + 1}
    pieces = [piece for paragraph in marked(article.text, quotations) for piece in paragraph.pieces]
    assert any(both <= set(each.numbers) and each.parts[0] == "cue" for each in pieces)
    assert any(both <= set(each.numbers) and each.part == "content" for each in pieces)


@given(st.lists(st.tuples(st.integers(0, 39), st.integers(1, 40)), min_size=1, max_size=8))
def test_a_letter_belongs_to_what_covers_it(places: list[tuple[int, int]]) -> None:
    """However contents overlap, also across paragraphs, each letter has the numbers of those whose spans hold it."""
    text = "abcdefghi jklm.\n\nnopq rstu vwxyz.\n\nabcdefghi"
    spans = sorted(Span(start, min(start + length, 42)) for start, length in places)
    contents = [Content(each.of(text), (each,), ()) for each in spans]
    quotations = [evolve(ADDED, content=each, cue=None, source=None) for each in contents]
    letters = [
        (letter, piece.numbers)
        for paragraph in marked(text, quotations)
        for piece in paragraph.pieces
        for letter in piece.text
    ]
    inside = [place for each in Document("text", text).paragraphs for place in range(each.start, each.end)]
    assert letters == [
        (text[place], tuple(n for n, each in enumerate(spans, 1) if each.start <= place < each.end)) for place in inside
    ]
