"""The days of the week and the months in English, in small letters: the one place where they are spelt."""

from collections.abc import Iterable
from typing import Final

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
#: Their first three letters, by which dates shorten them.
SHORT_DAYS: Final = tuple(each[:3] for each in DAYS)
SHORT_MONTHS: Final = tuple(each[:3] for each in MONTHS)


def one_of(words: Iterable[str]) -> str:
    """
    The body of a regular expression that matches any of *words*, which hold no signs of expressions.

    >>> one_of(SHORT_DAYS)
    'mon|tue|wed|thu|fri|sat|sun'
    """
    return "|".join(words)


#: Months and days in full, and as dates shorten them, for expressions that ignore case or write them with a capital.
MONTH_LETTERS: Final = one_of(SHORT_MONTHS)
DAY_LETTERS: Final = one_of(SHORT_DAYS)
MONTH_NAMES: Final = one_of(each.title() for each in MONTHS)
DAY_NAMES: Final = one_of(each.title() for each in DAYS)
