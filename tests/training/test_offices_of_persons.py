"""Roles and affiliations, counted against what articles tell."""

from typing import Any

import pytest

from quotes.records import Speaker
from quotes.training.corpora import rows_of
from quotes.training.offices_of_persons import OFFICES, lines_of, verdicts

TOLD: dict[str, Any] = {"role": ["harbour master", "pilot"], "affiliation": ["Port of Faro", None]}


def _speaker(role: str | None, affiliation: str | None) -> Speaker:
    return Speaker("Rui Prata", "person", "e1", role, affiliation, "name")


@pytest.mark.parametrize(
    ("role", "affiliation", "expected"),
    [
        ("Harbour master", "the Port of Faro", {("role", "right"): 1, ("affiliation", "right"): 1}),
        ("mayor", "Faro", {("role", "wrong"): 1, ("affiliation", "wrong"): 1}),
        (None, None, {("role", "open"): 1, ("affiliation", "none"): 1}),
    ],
)
def test_verdicts(role: str | None, affiliation: str | None, expected: dict[tuple[str, str], float]) -> None:
    """Case and article do not matter; what is not told may be told in vain where the article may be read so."""
    assert dict(verdicts(TOLD, [_speaker(role, affiliation)])) == expected


def test_a_person_counts_once() -> None:
    """Two records of one person, one of them right."""
    found = verdicts(TOLD, [_speaker("pilot", None), _speaker("mayor", None)])
    assert lines_of(found)[0] == "role: 50.0% of 1 given right, 50.0% of 1 told"


def test_rows_are_whole() -> None:
    """Each person stands once, with what may be said of them; each part has as many."""
    rows = list(rows_of(OFFICES))
    assert len({(each["doc"], each["name"]) for each in rows}) == len(rows)
    assert all(each["role"] and each["affiliation"] for each in rows)
