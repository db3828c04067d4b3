"""
Countries, their adjectives and capitals, and the cities and regions that stand in datelines, from ``data/``.

A name that is also an everyday word or a given name is left out, or marked as ambiguous.
"""

from functools import cache
from typing import Final, Literal

from attrs import field, frozen, validators

from quotes.words.tables import entries, listed, rows

PlaceKind = Literal["city", "region", "abbreviation"]
COUNTRIES_FILE: Final = "countries.jsonl"
PLACES_FILE: Final = "places.tsv"


@frozen
class Country:
    """
    A country, with its ISO 3166 letters (XK for Kosovo; parts of the United Kingdom have GB).

    *also* are its other names, *adjectives* its adjectives and nouns for its people in small letters, *capitals* the
    spellings of its capital; *ambiguous* names ("Chad") are other words too and alone name no place.
    """

    name: str
    code: str = field(validator=validators.matches_re("[A-Z]{2}"))
    also: tuple[str, ...] = field(converter=listed, default=())
    adjectives: tuple[str, ...] = field(converter=listed, default=())
    capitals: tuple[str, ...] = field(converter=listed, default=())
    ambiguous: tuple[str, ...] = field(converter=listed, default=())


@frozen
class Place:
    """A city, a region (a state, a province, a territory), or the abbreviation of a region ("Calif.")."""

    name: str
    kind: PlaceKind = field(validator=validators.in_(("city", "region", "abbreviation")))


@cache
def countries() -> tuple[Country, ...]:
    """All countries; raises InvalidLexicon where an entry is broken."""
    return tuple(entries(COUNTRIES_FILE, Country))


@cache
def cities() -> dict[str, str]:
    """The known cities as usually written, by their small letters."""
    return {each.name.casefold(): each.name for each in rows(PLACES_FILE, Place) if each.kind == "city"}


@cache
def regions() -> dict[str, str]:
    """The known countries and regions, short forms included, as usually written, by their small letters."""
    parts = (each.name for each in rows(PLACES_FILE, Place) if each.kind != "city")
    whole = (name for each in countries() for name in (each.name, *each.also) if name not in each.ambiguous)
    return {name.casefold(): name for name in (*whole, *parts)}


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): each.code for each in countries() for name in (each.name, *each.also)}


@cache
def words_of_country(name: str) -> frozenset[str]:
    """The words of a country's names and adjectives, in small letters: "french" for France; its own, where unknown."""
    found = [each for each in countries() if name in (each.name, *each.also)]
    names = (text for each in found for text in (each.name, *each.also, *each.adjectives))
    return frozenset(word for text in (name, *names) for word in text.casefold().split())


def country_code(name: str) -> str | None:
    """The ISO letters of the country of that name, whatever its case, or None: "Czech Republic" is CZ."""
    return _codes().get(name.casefold())


def _straight(words: str) -> str:
    """A name with the apostrophes of the lists: "St. John's"."""
    return words.replace("’", "'")


def listed_place(name: str) -> str | None:
    """The place of that name as usually written, whatever its case, or None: "RIO DE JANEIRO" is Rio de Janeiro."""
    plain = _straight(name).casefold()
    return cities().get(plain) or regions().get(plain)


def is_place(words: str) -> bool:
    """True for a known city, a country, or some town with a known region behind it ("Sambalpur, India")."""
    plain = _straight(words).replace("[", ", ").replace("]", "")
    parts = [" ".join(part.split()).casefold() for part in plain.split(",")]
    return parts[0] in cities() or parts[0] in regions() or (len(parts) > 1 and parts[-1] in regions())


def is_town(words: str) -> bool:
    """True for a known city, whatever region stands behind it, and not for a region ("Africa" is a section too)."""
    town, *behind = [" ".join(part.split()).casefold() for part in _straight(words).split(",")]
    return town in cities() and all(each in regions() for each in behind)
