"""The samples' expected records, field by field."""

from pathlib import Path

import pytest

from quotes import Extractor
from quotes.validation import check
from tests.samples import FOLDER, OPEN, differences


def test_samples_differ_only_where_it_is_known(extractor: Extractor) -> None:
    """Each difference from the hand-made records stands in samples/open.md; a new one is a loss, a gone one a gain."""
    known = OPEN.read_text(encoding="utf-8").splitlines()
    now = differences(extractor)
    losses = "\n".join(f"- {line}" for line in now if line not in known)
    gains = "\n".join(f"+ {line}" for line in known if line not in now)
    assert not losses, f"lost against samples/open.md:\n{losses}"
    assert not gains, f"won; run `python -m tests.samples --write`:\n{gains}"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_expected_records_are_valid(path: Path) -> None:
    """What the samples expect is itself valid: schema, ids, and text[start:end] of everything quoted."""
    problems = [str(problem) for checked in check(path, FOLDER) for problem in checked.problems]
    assert problems == []
