"""
What stands around the story, on the invented pages and articles in ``samples/pages`` and ``samples/articles``.

They were written and annotated before anybody saw what the extractor makes of them, and nothing is learnt from them.
The floors lie a page or two below what was measured when they were set; who betters a figure raises its floor.
"""

import json
from pathlib import Path

import pytest

from quotes.evaluation.names import same_name
from quotes.page import frame_of
from quotes.text import Document
from quotes.words.lexicon import lexicon

SAMPLES = Path(__file__).parent.parent / "samples"
#: What gold calls the fields of a frame.
FIELDS = {"publisher": "publisher", "agency": "agency", "byline": "byline", "dateline": "dateline", "date": "published"}


def right(folder: str, field: str) -> tuple[int, list[str]]:
    """On how many texts of a folder a field is right, and what it is on the others."""
    count, wrong = 0, []
    for path in sorted((SAMPLES / folder).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))[field]
        document = Document(path.stem, path.with_suffix(".txt").read_bytes().decode())
        found = getattr(frame_of(document, lexicon()), FIELDS[field])
        got = found.value if found is not None else None
        if got == gold or (got is not None and gold is not None and same_name(got, gold)):
            count += 1
        else:
            wrong.append(f"{path.stem}: expected {gold}, found {got}")
    return count, wrong


@pytest.mark.parametrize(
    ("folder", "field", "floor"),
    [
        ("pages", "publisher", 34),  # of 44, measured 36
        ("pages", "agency", 41),  # 43
        ("pages", "byline", 37),  # 39
        ("pages", "dateline", 40),  # 42
        ("pages", "date", 41),  # 42
        ("articles", "publisher", 17),  # of 24, measured 19
        ("articles", "agency", 22),  # 22
        ("articles", "byline", 21),  # 22
        ("articles", "dateline", 22),  # 23
        ("articles", "date", 21),  # 22
    ],
)
def test_enough_pages_are_right(folder: str, field: str, floor: int) -> None:
    """As many as the floor says, or more."""
    count, wrong = right(folder, field)
    assert count >= floor, "\n".join(wrong)
