"""The lines that pages put around every story, by kind: ``quotes/words/data/furniture.jsonl``."""

import re
from functools import cache, cached_property, lru_cache
from typing import Literal, get_args

from attrs import field, frozen, validators

from quotes.words.tables import entries, listed

#: What stands below a line: anything, the headlines of other stories, or nothing of it any more.
Below = Literal["anything", "headlines", "nothing"]
_BULLET = r"[\s•·*>»«\-–—|]*"
#: A label is no longer than this.
_LABEL = 80
#: So much of a page's lines is asked for again.
_KEPT = 1 << 14


@frozen(slots=False)
class Junk:
    """
    A kind of line that is no story, as a regular expression over the whole of it, and such lines.

    ``{bullet}`` in *written* are the marks that may stand before the words; *below* is what follows such a line.
    """

    written: str
    examples: tuple[str, ...] = field(converter=listed)
    below: Below = field(default="anything", validator=validators.in_(get_args(Below)))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, for capitals and small letters alike."""
        return re.compile(self.written.replace("{bullet}", _BULLET), re.IGNORECASE | re.DOTALL)


@cache
def junk() -> tuple[Junk, ...]:
    """All kinds of lines that are no story; raises InvalidLexicon where an entry is broken."""
    return tuple(entries("furniture.jsonl", Junk))


def below(line: str) -> Below:
    """What stands below a line: "headlines" below "Related stories", "nothing" below "Leave a reply"."""
    kind = kind_of(line) if len(line) <= _LABEL else None
    return kind.below if kind is not None else "anything"


@lru_cache(maxsize=_KEPT)
def kind_of(line: str) -> Junk | None:
    """The first kind that a line is of; None for a line of none."""
    return next((each for each in junk() if each.pattern.fullmatch(line)), None)
