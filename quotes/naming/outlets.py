"""Outlets by name: which two names are one, which kinds a name or a noun may mean."""

import re

from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon, folded
from quotes.words.places import country_code

_AIRED, _PRINTED, _WIRED = (
    frozenset(("broadcaster", "state media")),
    frozenset(("newspaper", "magazine", "site", "state media")),
    frozenset(("agency", "state media", "site")),
)
_ANY = _AIRED | _PRINTED | _WIRED
#: Which kinds of outlets a noun alone may mean.
KINDS_BY_NOUN = {
    **dict.fromkeys(word_class("nouns of broadcasters"), _AIRED),
    **dict.fromkeys(word_class("nouns of papers"), _PRINTED),
    **dict.fromkeys(("agency", "newswire"), _WIRED),
    **dict.fromkeys(word_class("nouns of any outlet"), _ANY),
}
#: What names of broadcasters hold and those of papers do not.
_ON_AIR = word_class("words of broadcasters' names")

#: What an outlet's name has beside what tells it from others, that of its address included.
_UNTELLING = word_class("untelling words of outlet names")
_NUMBERED_NEWS = re.compile(r"\d+(?:news|tv)|(?:news|tv)\d+")
_WORD = re.compile(r"\w+")


def country_of(adjective: str, lexicon: Lexicon) -> str | None:
    """The letters of the country whose adjective or capital this is: "british" is GB, "us" is US, "lisbon" is PT."""
    role = lexicon.role(adjective)
    country = role.of if role is not None and role.of is not None else adjective
    return country_code(country) if country else None


def has_shape_of(name: str, kinds: frozenset[str]) -> bool:
    """True for a name that no list knows with the shape of one of *kinds*: "Radio Lagoa" for one on the air."""
    is_on_air = any(word in _ON_AIR for word in folded(name).split())
    return is_outlet_shaped(name) and (kinds is _ANY or is_on_air == (kinds is _AIRED))


def same_outlet(left: str, right: str, lexicon: Lexicon) -> bool:
    """True where two names call one outlet: "Yonhap" and "Yonhap News Agency", "AP" and "The Associated Press"."""
    if folded(left) == folded(right):
        return True
    known, other = lexicon.outlet(left), lexicon.outlet(right)
    if known is None or other is None:
        return bool(_telling(left)) and _telling(left) == _telling(right)
    return known == other


def _telling(name: str) -> list[str]:
    """The words that tell an outlet from others: "WQLN 7News" is WQLN, "lagoonlog.com" Lagoonlog."""
    words = _WORD.findall(folded(name).removeprefix("www."))
    return [each for each in words if each not in _UNTELLING and not _NUMBERED_NEWS.fullmatch(each)]
