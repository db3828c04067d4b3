"""
How likely each word is part of a cue, of a source, of a content or of a relay: what the encoder says, as arrays.

It knows no rules and no lists, so it finds what they lack ("sends a clear message that", "is of the view that").  What
it says is one feature among others for the scorer, and where it is sure of a cue, its words become a candidate.  The
parse carries it, in tenths of log-odds (`Word.odds`); a parse that nothing was read of has the lowest odds everywhere.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quotes.learned.columns import COLUMNS, POLNEAR, ROLES, STATEMENTS
from quotes.parsing import Sentence, Word

Array = NDArray[np.floating[Any]]
#: For each word of a sentence, yes or no.
Mask = NDArray[np.bool_]
#: Numbers of the first and the last word.
Run = tuple[int, int]

_TENTHS = 10.0
#: Log-odds where nothing was read.
_UNREAD = -9.9
#: Of 29 credits with lower log-odds in 712 articles 26 were none.
_NO_CUE = -2.0
#: Of 45 headlines with a name and a colon 40 of 41 with as much on average are said by it, none of four with less;
#: topics ("Premier League: Olhao hold Lagos") have -1 to -4.
_SAID = -0.5


@frozen(eq=False)
class Labels:
    """
    Log-odds of each word of a sentence to be inside of a cue, a source, a content, and to begin a content.

    They are those of annotators who take attitudes too; *statements* has those of annotators who take statements only,
    by role.
    """

    cue: Array
    source: Array
    content: Array
    content_begins: Array
    statements: Mapping[str, Array]

    def may_be_cue(self, words: Sequence[Word]) -> bool:
        """False where all of these words of the sentence are far from being a cue, by either guideline."""
        odds = np.maximum(self.cue, self.statements["cue"])[[word.number - 1 for word in words]]
        return bool((odds > _NO_CUE).any() or (odds == _UNREAD).all())

    def may_be_said(self, words: Sequence[Word]) -> bool:
        """False where these words of the sentence are on the whole no content."""
        odds = self.content[[word.number - 1 for word in words]]
        return bool(odds.mean() >= _SAID or (odds == _UNREAD).all())


def labels_of(sentence: Sentence) -> Labels:
    """What the parse carries for a sentence."""
    if any(len(word.odds) != len(COLUMNS) for word in sentence.words):
        rows = np.full((len(sentence.words), len(COLUMNS)), _UNREAD)
    else:
        rows = np.array([word.odds for word in sentence.words], np.float64).reshape(-1, len(COLUMNS)) / _TENTHS
    column = dict(zip(COLUMNS, rows.T, strict=True))
    return Labels(
        cue=column[POLNEAR, "cue", False],
        source=column[POLNEAR, "source", False],
        content=column[POLNEAR, "content", False],
        content_begins=column[POLNEAR, "content", True],
        statements={role: column[STATEMENTS, role, False] for role in ROLES},
    )


def runs(wanted: Mask, leap: int, wall: Mask) -> list[Run]:
    """The runs of *wanted* words, by number; up to *leap* others are leapt over, but no *wall*."""
    found: list[Run] = []
    for at in np.flatnonzero(wanted).tolist():
        number = at + 1
        if found and at - found[-1][1] <= leap and not wall[found[-1][1] : at].any():
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def mean_of(odds: Array, positions: Sequence[int], nothing: float) -> float:
    """The mean of the log-odds at these positions, counted from 0; *nothing* where there are none."""
    return float(odds[list(positions)].mean()) if positions else nothing
