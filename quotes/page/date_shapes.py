"""The ways in which pages write dates, and the lines that hold nothing else."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from quotes.text.spans import Span
from quotes.words.calendar import DAY_LETTERS, MONTH_LETTERS, SHORT_DAYS, SHORT_MONTHS

#: Newspapers on the web are no older, and no article comes from far in the future.
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
#: No label with its date is longer.
_LONGEST = 400
#: How many lines are remembered: each is looked at by several finders of a page.
_KEPT = 1 << 14
_MONTH = rf"(?P<month>{MONTH_LETTERS})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = rf"\b(?:{DAY_LETTERS})[a-z]*\b"
#: 2023-10-19, 2023/10/19, 2023.10.19
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.])(?P<number>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)")
#: /2024/jan/17/ in a web address, 2024-Jan-17
_YEAR_AND_NAME_FIRST = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}})(?P<mark>[-/]){_MONTH}(?P=mark)(?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE
)
#: Behind a year: "2 Sep 2024Updated 16:20"
_END = r"(?!\d|(?-i:[a-z]))"
#: Oct. 19, 2023 / October 19th 2023 / Oct 19,2023
_MONTH_FIRST = re.compile(rf"\b{_MONTH} {_DAY}(?:, ?| )(?P<year>\d{{4}}){_END}", re.IGNORECASE)
#: 19 October 2023 / 19-Oct-2023
_DAY_FIRST = re.compile(rf"\b{_DAY}\.?[ -](?:of )?{_MONTH},?[ -](?P<year>\d{{4}}){_END}", re.IGNORECASE)
#: Mon - 25 September 23
_SHORT_YEAR = re.compile(rf"{_WEEKDAY}[ ,.-]+{_DAY} {_MONTH},? (?P<short>\d{{2}})\b", re.IGNORECASE)
#: 19/10/2023, 11/18/19, Fri, 02/03/2024: which is the day must be plain
_FIGURES = re.compile(
    rf"(?:\b(?P<weekday>(?i:{DAY_LETTERS}))[a-z]*[ ,.-]+)?"
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?:(?P<year>\d{4})|(?P<short>\d\d))(?![\d/.-]\d|\d)"
)
#: ?ud=20220715000436, /20220719/, article-20220719.html
_DIGITS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)(?=\d{6}(?!\d)|\d{4}(?!\d)|(?!\d))")
#: /19/07/2023/title
_DAY_FIRST_IN_PATH = re.compile(r"/(?P<a>\d\d)(?P<mark>/)(?P<b>\d\d)/(?P<year>\d{4})(?=/)")
IN_ADDRESS = (_YEAR_FIRST, _YEAR_AND_NAME_FIRST, _DAY_FIRST_IN_PATH, _DIGITS)
_SHAPES = (_YEAR_FIRST, _YEAR_AND_NAME_FIRST, _MONTH_FIRST, _DAY_FIRST, _SHORT_YEAR, _FIGURES)

#: What may stand beside a date in a line that is nothing but a date: weekday, hour, time zone, how old it is.
BESIDE_DATE = re.compile(
    rf"{_WEEKDAY}|\b\d{{1,2}}[:.]\d{{2}}(?::\d\d)?(?:[ap]m)?\b|\b\d{{1,2}} ?[ap]\.?m\b\.?|\b\d{{4}}(?= ?(?:hours|gmt))|"
    r"\b(?:[ap]\.?m\b\.?|as of|at|on|today|(?:gmt|utc)(?:[+-]\d{1,2}(?::?\d\d)?)?|(?-i:[A-Z]{1,4}T)|uk|hrs?|h|uhr|"
    r"local time|ago)\b|\b\d+ (?:min(?:ute)?s?|hours?|days?)\b(?:(?: to)? read\b)?|\bp(?:age|\.) ?[a-z]?\d+|[\W_]",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"\b(?P<first>(?:first |originally )?(?:publish(?:ed)?|posted|issued|uploaded|released|created|filed)|"
    r"publi(?:cation|sh|shed|shing) date|pub date|original|online|date)"
    r"\b|(?:\b|(?<=\d))(?P<later>(?:last )?(?:updated?|modified|edited|revised))(?:\b|(?=\d))",
    re.IGNORECASE,
)
#: A date line has at least one of these.
_FIGURE = re.compile(r"\d{4}|\d{1,2}[:/.]\d\d|\d+ (?:hours?|min)")
_BARE = re.compile(rf"\b(?:{MONTH_LETTERS})[a-z]*\b\.?|\b(?:by|time)\b|\b\d+(?:st|nd|rd|th|am|pm)?\b", re.IGNORECASE)


def dates_in(text: str, start: int = 0, *, day_first: bool | None = None) -> Iterator[tuple[Span, str]]:
    """
    The plain dates of *text* in order, each with its span (moved by *start*) and in ISO form.

    *day_first* says how "02/03/2024" is read where its weekday does not tell; None leaves it out.
    """
    found = []
    for shape in _SHAPES:
        for match in shape.finditer(text):
            iso = iso_of(match, day_first)
            if iso is not None:
                found.append((Span(match.start(), match.end()).shifted(start), iso))
    yield from sorted(found)


def is_day_first(text: str) -> bool | None:
    """Whether dates in figures have the day first in *text*, by the first of which that is plain: "19/10/2023"."""
    found = ((match, iso_of(match)) for match in _FIGURES.finditer(text) if match["a"] != match["b"])
    return next((int(iso[-2:]) == int(match["a"]) for match, iso in found if iso is not None), None)


def iso_of(match: re.Match[str], day_first: bool | None = None) -> str | None:
    """The date that a match of one of the shapes names, or None where there is no such day or it could be two."""
    parts = match.groupdict()
    year = int(parts.get("year") or "20" + parts["short"])
    if "a" in parts:
        return _of_figures(year, int(parts["a"]), int(parts["b"]), parts, day_first)
    if "month" in parts:
        return _iso(year, SHORT_MONTHS.index(parts["month"].lower()) + 1, int(parts["day"]))
    return _iso(year, int(parts["number"]), int(parts["day"]))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _of_figures(year: int, a: int, b: int, parts: dict[str, str | None], day_first: bool | None) -> str | None:
    """The day of "19/10/2023": the only reading that is one, or that falls on its weekday; after a full stop "b.a"."""
    readings = {True: _iso(year, b, a), False: _iso(year, a, b)}
    if parts["mark"] == ".":
        return readings[True]
    days = {each for each in readings.values() if each is not None}
    if parts.get("weekday"):
        number = SHORT_DAYS.index((parts["weekday"] or "").lower())
        days = {each for each in days if date.fromisoformat(each).weekday() == number} or days
    only = next(iter(days), None) if len(days) == 1 else None
    return only if only or day_first is None else readings[day_first]


@lru_cache(maxsize=_KEPT)
def is_date_line(line: str) -> bool:
    """
    True for a line, or a cell of one, that holds nothing but a date or a time with its label.

    "Published : Oct. 19, 2023 - 22:12"
    """
    if len(line) > _LONGEST or _FIGURE.search(line) is None:
        return False
    return not BESIDE_DATE.sub("", _BARE.sub("", LABEL.sub("", BESIDE_DATE.sub(" ", line))))
