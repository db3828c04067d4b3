"""Outlets by name: what a description calls one, which two names are one, which kinds a name or a noun may mean."""

import re

from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon, Outlet, folded
from quotes.words.places import country_code, is_place

#: Nouns of a phrase that describes an outlet and may hold its name.
_OUTLET_NOUNS = word_class("nouns of outlet descriptions")
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
#: Those whose name is the word beside them; "Lagoa radio" and "Lagoa news agency" may be longer names.
_PAPERS = word_class("outlet nouns beside a name")

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


def outlet_within(words: str, lexicon: Lexicon) -> str | None:
    """The outlet that a description names: "semi-official Tasnim news agency" is Tasnim, "a local paper" none."""
    if lexicon.outlet(words) is not None or not any(each.casefold() in _OUTLET_NOUNS for each in words.split()):
        return None
    each = words.split()
    for length in range(len(each) - 1, 0, -1):
        for start in range(len(each) - length + 1):
            name = " ".join(each[start : start + length])
            outlet = lexicon.outlet(name) if name[0].isupper() else None
            if outlet is not None and not outlet.needs_context(name):
                return outlet.name
    return _name_beside_kind(each, lexicon)


def _name_beside_kind(words: list[str], lexicon: Lexicon) -> str | None:
    """A name that no list knows, by the noun beside it: "Lanterna newspaper", "local daily Lanterna"."""
    kinds = [number for number, word in enumerate(words) if word in _PAPERS]
    if not kinds:
        return None
    after = words[kinds[-1] + 1 :]
    if after:
        return " ".join(after) if all(word[0].isupper() or word[0].isdigit() for word in after) else None
    before = words[: kinds[-1]]
    is_name = bool(before) and all(word[0].isupper() for word in before) and not is_place(" ".join(before))
    return " ".join(before) if is_name and lexicon.role(before[-1].casefold()) is None else None


def same_outlet(left: str, right: str, lexicon: Lexicon) -> bool:
    """True where two names call one outlet: "Yonhap" and "Yonhap News Agency", "AP" and "The Associated Press"."""
    if folded(left) == folded(right):
        return True
    known, other = lexicon.outlet(left), lexicon.outlet(right)
    if known is None or other is None:
        return bool(_telling(left)) and _telling(left) == _telling(right)
    # "BBC Hausa" and "BBC Hausa Service" are one service under two names.
    return known == other or bool(_forms(known) & _forms(other))


def _telling(name: str) -> list[str]:
    """The words that tell an outlet from others: "WQLN 7News" is WQLN, "lagoonlog.com" Lagoonlog."""
    words = _WORD.findall(folded(name).removeprefix("www."))
    return [each for each in words if each not in _UNTELLING and not _NUMBERED_NEWS.fullmatch(each)]


def _forms(outlet: Outlet) -> frozenset[str]:
    """The full names of an outlet, folded."""
    return frozenset(map(folded, (outlet.name, *outlet.aliases)))
