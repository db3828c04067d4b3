"""The invented pages that publishers and bylines are learned from, and learning from them."""

import re
from pathlib import Path

import pytest

from quotes.training import bylines, publishers
from quotes.training.cases import Case, cases_in
from quotes.words.lexicon import lexicon

PAGES = sorted((Path(publishers.__file__).parent / "pages").glob("*.md"))
FIELDS = {"headline", "byline", "dateline", "agency", "publisher", "published"}


@pytest.mark.parametrize("case", [each for path in PAGES for each in cases_in(path)], ids=lambda case: case.title)
def test_a_page_has_a_story_and_known_fields(case: Case) -> None:
    """Lines of a story, its headline among the lines of the page, and a date in ISO form if there is one."""
    lines = case.text.split("\n")
    fields = dict(row.split(": ", 1) for row in case.expected.split("\n"))
    assert sum(line.startswith("| ") for line in lines) >= 3
    assert fields.keys() <= FIELDS
    assert fields["headline"] in {re.sub(r"^[|!] ", "", line).strip() for line in lines}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", fields.get("published", "2024-03-01"))


def test_publishers_are_learned_from_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network of some files of pages names the publishers of most of them."""
    monkeypatch.setattr(publishers, "_NETWORKS", 1)
    readings = [each for path in PAGES[1:6] for each in publishers.invented(path, lexicon(), 1.0)]
    networks = publishers.Networks.of(publishers.learned(readings, lexicon()))
    assert sum(each.is_right(networks, lexicon()) for each in readings) > len(readings) / 2


def test_bylines_are_learned_from_pages() -> None:
    """Weights of one file of pages name who wrote most of them."""
    choices = [*bylines.invented(PAGES[0], lexicon(), 1)]
    weights = bylines.learned(choices)
    assert sum(bylines.is_right(each, weights) for each in choices) > len(choices) / 2
