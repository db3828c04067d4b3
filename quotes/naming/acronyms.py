"""Acronyms: whether a few letters stand for a name, by the first letters of its words or by what a text tells."""

import re
from collections.abc import Iterable
from functools import lru_cache

from quotes.naming.body_names import without_legal_form

#: What acronyms pass over.
_SMALL = frozenset({"of", "for", "the", "and", "in", "&"})
_SHAPE = re.compile(r"[A-Z](?:&?[A-Z]\.?|[a-z](?=[a-z]?[A-Z.]|$)|[. ]){1,8}")
#: So many letters may leave out the first words of a name: the country of a ministry.
_FEW = 3
#: So many of the last letters tell which names an acronym may stand for.
_TAIL = 2
#: Answers about names that are kept: those of a long document are asked for again and again.
_KEPT = 1 << 14


def initials(words: Iterable[str]) -> str:
    """The first letters of words that are not small: "AG" of "Attorney General", "SP" of "superintendent of police"."""
    return "".join(each[0].upper() for each in words if each and each.casefold() not in _SMALL)


@lru_cache(maxsize=_KEPT)
def _spellings(name: str) -> frozenset[str]:
    """
    What the initials of a name make, with and without its legal form: all, without small words, or only of the words
    with a capital.
    """
    found: set[str] = set()
    for each in {name, without_legal_form(name)}:
        words = [word for word in re.split(r"[\s-]+", each) if word]
        capitals = [word for word in words if word[0].isupper()]
        found |= {initials(words), initials(capitals), "".join(word[0] for word in capitals)}
    return frozenset(found)


def tails(name: str) -> frozenset[str]:
    """The last two letters of all acronyms of a name; one of them is the `tail` of each."""
    return frozenset(each[-_TAIL:] for each in _spellings(name))


def tail(short: str) -> str:
    """The last two letters of an acronym."""
    return "".join(filter(str.isupper, short))[-_TAIL:]


@lru_cache(maxsize=_KEPT)
def is_acronym(short: str, name: str, *, told: bool = False) -> bool:
    """
    True where *short* is made of the initials of *name*: "NTC", "National Tide Center"; "R&P", "Reis & Prata Co.".

    Three letters may leave out the first words.  Where the text has *told* so, in a bracket behind the name, they may
    not, and all letters but the first may come from within words: "STATIN", "Statistical Institute of Jamaica".  That
    is the algorithm of Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions in
    biomedical text".
    """
    letters = "".join(filter(str.isupper, short))
    if len(letters) > 1 and _SHAPE.fullmatch(short) is not None:
        spelt = _spellings(name)
        if letters in spelt or (not told and len(letters) >= _FEW and any(each.endswith(letters) for each in spelt)):
            return True
    return told and _is_spelt_within(short, name)


def _is_spelt_within(short: str, name: str) -> bool:
    """True where *name* has the letters of *short* from the end backwards, the first at the beginning of a word."""
    at = len(name) - 1
    for number in reversed(range(len(short))):
        letter = short[number].casefold()
        if not letter.isalnum():
            continue
        while at >= 0 and (name[at].casefold() != letter or (number == 0 and at > 0 and name[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return False
        at -= 1
    return True
