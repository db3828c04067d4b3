"""The shape of a person's name, for texts that nothing has parsed."""

import re

from quotes.text.letters import CAPITAL
from quotes.words.classes import one_of

_PARTICLE = one_of("particles of surnames")
_NAME_WORD = rf"(?:(?:al-|el-|Al-|d['’])?{CAPITAL}[\w.'’-]*)"
#: "Jane Doe", "J. R. Roe", "Lea van den Berg", "JANE O’NEIL"
PERSON = rf"{_NAME_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_NAME_WORD}){{1,4}}"
_PERSON = re.compile(PERSON)
_POSSESSIVE_OR_FIGURE = re.compile(r"['’]s\b|\d")


def is_person(words: str) -> bool:
    """True where *words* have the shape of a person's name: "Lea van den Berg"."""
    return _PERSON.fullmatch(words) is not None and _POSSESSIVE_OR_FIGURE.search(words) is None


def person(words: str) -> str:
    """A person's name as usually written: "JANE DOE" is Jane Doe."""
    if not words.isupper():
        return words
    lower = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), words)
    return re.sub(r"\b(Mc|[OD]['’])([a-z])", lambda m: m[1] + m[2].upper(), lower)
