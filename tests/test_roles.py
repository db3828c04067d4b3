"""The role nouns: every entry is found in its examples, and each example's noun leads back to an entry."""

import re

import pytest

from quotes.speakers.titles import role_called, role_of
from quotes.words.lexicon import Role, lexicon
from quotes.words.tables import entries

KINDS = frozenset(
    "title office person kin unnamed group body outlet media document nationality capital given family".split()
)
ROLES = tuple(entries("roles.jsonl", Role))


@pytest.mark.parametrize("entry", ROLES, ids=lambda entry: entry.noun)
def test_entry(entry: Role) -> None:
    """A known kind, at least one example, and the noun stands in each of them."""
    assert entry.kind in KINDS
    assert entry.examples
    assert entry.noun == entry.noun.casefold()
    assert entry.gender in {None, "m", "f"}
    for example in entry.examples:
        assert re.search(rf"(?<!\w){re.escape(entry.noun)}(?!\w)", example.casefold()), example


def test_nouns_are_unique() -> None:
    """One noun, one entry."""
    nouns = [each.noun for each in ROLES]
    assert len(nouns) == len(set(nouns))


@pytest.mark.parametrize("entry", [each for each in ROLES if each.kind in {"office", "person", "body"}], ids=str)
def test_entry_ends_its_noun_phrase(entry: Role) -> None:
    """The noun is found at the end of a phrase; a longer entry that ends in it goes first."""
    found = role_of(["veteran", *entry.noun.split()], lexicon())
    assert found is not None
    assert found.noun.endswith(entry.noun)


def test_countries_of_nationalities_and_capitals() -> None:
    """Both say which country, and only they do."""
    assert all((each.of is not None) == (each.kind in {"nationality", "capital"}) for each in ROLES)


@pytest.mark.parametrize(
    ("noun", "singular"), [("ministers", "minister"), ("policemen", "policeman"), ("agencies", "agency")]
)
def test_plurals(noun: str, singular: str) -> None:
    """A plural leads to the entry of its singular."""
    entry = role_called(noun, lexicon())
    assert entry is not None
    assert entry.noun == singular


def test_longest_role_first() -> None:
    """ "foreign minister" is found before "minister"."""
    entry = role_of(["Norwegian", "Foreign", "Minister"], lexicon())
    assert entry is not None
    assert entry.noun == "foreign minister"
