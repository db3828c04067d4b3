"""Whole invented pages as people paste them (``cases/pages.md``): their fields, and that only the story is read."""

from collections.abc import Iterator

import pytest
from attrs import frozen

from quotes.page import Frame, frame_of
from quotes.text import Document
from quotes.text.spans import Span
from quotes.words.lexicon import lexicon
from tests.casefiles import cases_in

FIELDS = ("headline", "byline", "dateline", "agency", "publisher", "published")
#: What does not come out yet, by page and field.
OPEN = {
    ("hindustan", "publisher"),
    ("bbclike", "publisher"),
    ("dailysabah", "dateline"),
    ("dawn", "publisher"),
    ("ghana", "byline"),
    ("conversation", "headline"),
    ("conversation", "publisher"),
}


@frozen
class Pasted:
    """A page without its marks, the lines of its story, those of others, and its fields."""

    name: str
    text: str
    story: tuple[Span, ...]
    others: tuple[Span, ...]
    fields: dict[str, str]


def pasted() -> Iterator[Pasted]:
    """All pages of the file."""
    for case in cases_in("pages"):
        text, spans = "", {"| ": [], "! ": []}
        for line in case.text.split("\n"):
            plain = line[2:] if line[:2] in spans else line
            if plain != line:
                spans[line[:2]].append(Span(len(text), len(text) + len(plain)))
            text += f"{plain}\n"
        fields = dict(row.split(": ", 1) for row in case.expected.split("\n"))
        yield Pasted(case.title, text, tuple(spans["| "]), tuple(spans["! "]), fields)


PAGES = tuple(pasted())


def framed(page: Pasted) -> Frame:
    """The frame of a page."""
    return frame_of(Document(page.name, page.text), lexicon())


@pytest.mark.parametrize(
    ("page", "field"),
    [(page, field) for page in PAGES for field in FIELDS],
    ids=lambda each: getattr(each, "name", each),
)
def test_field(page: Pasted, field: str, request: pytest.FixtureRequest) -> None:
    """Every field is what the page says, and nothing where it says nothing."""
    if (page.name, field) in OPEN:
        request.applymarker(pytest.mark.xfail(strict=True))
    found = getattr(framed(page), field)
    assert (found.value if found is not None else None) == page.fields.get(field)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_only_the_story_is_read(page: Pasted) -> None:
    """What others say on the page is furniture, and no line of the story is."""
    frame = framed(page)
    passed_over = (*frame.furniture, *frame.captions)
    assert [line.of(page.text) for line in page.others if not any(each.covers(line) for each in passed_over)] == []
    assert [line.of(page.text) for line in page.story if any(each.covers(line) for each in passed_over)] == []
