"""The role nouns: every entry is found in its examples, and each example's noun leads back to an entry."""

import re

import pytest

from quotes.naming.titles import role_called, role_of
from quotes.words.lexicon import Role, lexicon
from quotes.words.tables import entries

KINDS = frozenset(
    "title office person kin unnamed group body outlet media document nationality capital given family".split()
)
ROLES = tuple(entries("roles.jsonl", Role))


def test_every_entry_is_well_formed() -> None:
    """A known kind and gender, and a noun in lower case."""
    assert {each.kind for each in ROLES} <= KINDS
    assert {each.gender for each in ROLES} <= {None, "m", "f"}
    assert [each.noun for each in ROLES if each.noun != each.noun.casefold()] == []


def test_every_entry_stands_in_its_examples() -> None:
    """At least one, and as a whole word."""
    assert [each.noun for each in ROLES if not each.examples] == []
    found = [(each.noun, example) for each in ROLES for example in each.examples if not _names(example, each.noun)]
    assert found == []


def _names(example: str, noun: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(noun)}(?!\w)", example.casefold()) is not None


def test_nouns_are_unique() -> None:
    """One noun, one entry."""
    nouns = [each.noun for each in ROLES]
    assert len(nouns) == len(set(nouns))


def test_every_entry_ends_its_noun_phrase() -> None:
    """The noun is found at the end of a phrase; a longer entry that ends in it goes first."""
    nouns = [each.noun for each in ROLES if each.kind in {"office", "person", "body"}]
    found = {noun: role_of(["veteran", *noun.split()], lexicon()) for noun in nouns}
    assert [noun for noun, role in found.items() if role is None or not role.noun.endswith(noun)] == []


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
