"""
Word classes: sets of words that a rule asks for by name, each with a definition, in ``data/classes.jsonl``.

Verbs and nouns stand there as lemmas, words of other kinds as they are written, all in small letters but names.  What
is grammar (pronouns, auxiliaries, prepositions, conjunctions) stays with the rule that needs it.
"""

import re
from functools import cache
from typing import Final, Literal, get_args

from attrs import Attribute, field, frozen, validators

from quotes.words.tables import entries, listed

FILE: Final = "classes.jsonl"
#: What the words of a class may be.
ClassKind = Literal[
    "verb", "noun", "adjective", "name", "abbreviation", "contraction", "function word", "phrase", "suffix"
]


def _are_sorted(_: object, attribute: "Attribute[tuple[str, ...]]", value: tuple[str, ...]) -> None:
    """Raise ValueError where a word stands twice or out of order, so that a new one has one place."""
    if list(value) != sorted(set(value)):
        raise ValueError(f"{attribute.name} must be sorted, and each there once")


@frozen
class WordClass:
    """Words that do the same in a sentence; *definition* says what, with an example."""

    name: str = field(validator=validators.min_len(1))
    kind: ClassKind = field(validator=validators.in_(get_args(ClassKind)))
    definition: str = field(validator=validators.min_len(1))
    words: tuple[str, ...] = field(converter=listed, validator=[validators.min_len(1), _are_sorted])


@cache
def classes() -> dict[str, WordClass]:
    """All word classes by name; raises InvalidLexicon where an entry is broken."""
    return {each.name: each for each in entries(FILE, WordClass)}


@cache
def word_class(*names: str) -> frozenset[str]:
    """
    The words of the class of that name, or of all classes of those names.

    Raises KeyError where there is no class of a name.

    >>> "fail" in word_class("words of not saying")
    True
    """
    return frozenset(word for name in names for word in classes()[name].words)


def one_of(name: str) -> str:
    """The words of a class as a group of a regular expression, the longer ones first."""
    return f"(?:{'|'.join(map(re.escape, sorted(word_class(name), key=lambda word: (-len(word), word))))})"
