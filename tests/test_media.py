"""Platforms, documents and venues: every entry is found in its examples, and nowhere else by accident."""

import re
from collections.abc import Iterator

import pytest

from quotes.words.lexicon import Medium, folded, lexicon

KINDS = frozenset(("platform", "document", "venue"))
MEDIA = lexicon().media
EXAMPLES = [(entry, example) for entry in MEDIA for example in entry.examples]
_LONGEST_NAME = 2


def _found(sentence: str) -> Iterator[Medium]:
    """The media that a sentence names, the longest name first where two begin at the same word."""
    words = re.findall(r"[\w-]+", sentence)
    at = 0
    while at < len(words):
        names = [" ".join(words[at : at + length]) for length in range(_LONGEST_NAME, 0, -1)]
        medium = next((found for name in names if (found := lexicon().medium(name)) is not None), None)
        if medium is not None:
            yield medium
        at += len(medium.name.split()) if medium is not None else 1


def test_entries_are_sorted_and_unique() -> None:
    """By name, case aside; each name once, as the lexicon compares names."""
    names = [each.name for each in MEDIA]
    assert names == sorted(names, key=str.casefold)
    assert len({folded(each) for each in names}) == len(names)


def test_every_entry_is_well_formed() -> None:
    """A known kind and an example; only platforms have proper names."""
    assert {each.kind for each in MEDIA} <= KINDS
    assert [each.name for each in MEDIA if not each.examples] == []
    assert [each.name for each in MEDIA if not each.name.islower() and each.kind != "platform"] == []


def test_every_example_is_found_by_its_entry() -> None:
    """The example names its medium, and the lexicon finds that entry under the words."""
    assert [example for entry, example in EXAMPLES if entry not in _found(example)] == []


@pytest.mark.parametrize("name", ["THE Press Conference", "a press  conference", "Press conference"])
def test_case_and_article_do_not_matter(name: str) -> None:
    """A medium is found however it is written."""
    medium = lexicon().medium(name)
    assert medium is not None
    assert medium.name == "press conference"


@pytest.mark.parametrize("name", ["harbour", "Tuesday", "the mayor", "Lisbon", "bridge", "the agency", "a mistake"])
def test_other_things_are_no_media(name: str) -> None:
    """Places, people, times and bodies are none."""
    assert lexicon().medium(name) is None
