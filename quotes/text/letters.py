"""Letters, as classes of patterns."""

from collections.abc import Iterable
from itertools import groupby

#: The scripts in which names stand in English text: Latin with all its additions, Greek, Cyrillic.
_SCRIPTS = (range(0x41, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))


def _ranges(letters: Iterable[int]) -> str:
    """The letters as the inside of a pattern's class, neighbours as a range."""
    runs = (list(run) for _, run in groupby(enumerate(letters), lambda each: each[1] - each[0]))
    return "".join(chr(run[0][1]) + (f"-{chr(run[-1][1])}" if len(run) > 1 else "") for run in runs)


#: A capital letter: "[{UPPER}]" is one of them.
UPPER = _ranges(code for script in _SCRIPTS for code in script if chr(code).isupper())
