"""A place as it is usually written, where a dateline has it in capitals: "RIO DE JANEIRO" is Rio de Janeiro."""

import re

from quotes.words.classes import word_class
from quotes.words.places import listed_place

#: Letters that stay capitals in a place's name.
_LETTERS = word_class("letters of places")
#: Words within a name that are small in usual writing ("PUERTO DEL CARMEN").
_SMALL_WORDS = word_class("small words of place names")
#: States and provinces in so few letters are written in capitals ("AUSTIN, TX").
_CODE = 3
_BETWEEN_PARTS = re.compile(r"( ?[,/\[\]] ?| and )")
#: The word in capitals, what stands small before it as in "McALLEN" not included.
_SHOUTED = re.compile(r"(?<![^\W\d_])(?:Mc|Mac)?([^\W\d_a-zß-öø-ÿ]{2,}(?:['’]S\b)?)")


def usual(place: str) -> str:
    """A place as usually written: "RIO DE JANEIRO" is Rio de Janeiro, "RENO, Nev." and "AUSTIN, TX" are not shouted."""
    parts = _BETWEEN_PARTS.split(place)
    return "".join(_usual_part(part, is_first=n == 0) if n % 2 == 0 else part for n, part in enumerate(parts))


def _usual_part(part: str, *, is_first: bool) -> str:
    """A town or a region: "LUSAKA" is Lusaka; a region's letters stay."""
    if part != part.upper() and not _SHOUTED.match(part):
        return part
    known = listed_place(part)
    if known is not None or (not is_first and len(part) <= _CODE):
        return part if known is None else known.replace("'", "’") if "’" in part else known
    return _SHOUTED.sub(lambda match: _usual_word(match, is_first=match.start() == 0), part)


def _usual_word(match: re.Match[str], *, is_first: bool) -> str:
    """A word in capitals in small letters but the first."""
    word = match[1]
    if word in _LETTERS:
        return match[0]
    small = word.casefold()
    return small if small in _SMALL_WORDS and not is_first else match[0][: -len(word)] + word.capitalize()
