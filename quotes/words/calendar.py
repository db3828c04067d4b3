"""The days of the week and the months in English, in small letters: the one place where they are spelt."""

from typing import Final

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
#: Their first three letters, by which dates shorten them.
SHORT_DAYS: Final = tuple(each[:3] for each in DAYS)
SHORT_MONTHS: Final = tuple(each[:3] for each in MONTHS)


#: Months and days in full, and as dates shorten them, for expressions that ignore case or write them with a capital.
MONTH_LETTERS: Final = "|".join(SHORT_MONTHS)
DAY_LETTERS: Final = "|".join(SHORT_DAYS)
MONTH_NAMES: Final = "|".join(each.title() for each in MONTHS)
DAY_NAMES: Final = "|".join(each.title() for each in DAYS)
