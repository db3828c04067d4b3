"""Articles with their statements marked."""

import pytest

from quotes.report.marked import in_order, marked
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
