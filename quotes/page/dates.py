"""When the article was published, as an ISO date."""

import re
from collections.abc import Iterator
from datetime import date

from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.page.addresses import addresses
from quotes.page.byline import bylines
from quotes.page.dateline import dateline_of
from quotes.page.frame import Found
from quotes.page.page import LONGEST_NOTE, Page
from quotes.text.spans import Span
from quotes.words.calendar import DAY_LETTERS, MONTH_LETTERS, SHORT_MONTHS
from quotes.words.places import is_place

#: Newspapers on the web are no older, and no article comes from far in the future.
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_MONTH = rf"(?P<month>{MONTH_LETTERS})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = rf"\b(?:{DAY_LETTERS})[a-z]*\b"
#: 2023-10-19, 2023/10/19, 2023.10.19
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.])(?P<number>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)")
#: /2024/jan/17/ in a web address, 2024-Jan-17
_YEAR_AND_NAME_FIRST = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}})(?P<mark>[-/]){_MONTH}(?P=mark)(?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE
)
#: Oct. 19, 2023 / October 19th 2023
_MONTH_FIRST = re.compile(rf"\b{_MONTH} {_DAY},? (?P<year>\d{{4}})\b", re.IGNORECASE)
#: 19 October 2023 / 19-Oct-2023
_DAY_FIRST = re.compile(rf"\b{_DAY}\.?[ -](?:of )?{_MONTH},?[ -](?P<year>\d{{4}})\b", re.IGNORECASE)
#: Mon - 25 September 23
_SHORT_YEAR = re.compile(rf"{_WEEKDAY}[ ,.-]+{_DAY} {_MONTH},? (?P<short>\d{{2}})\b", re.IGNORECASE)
#: 19/10/2023: which is the day must be plain
_FIGURES = re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)")
#: ?ud=20220715000436, /20220719/, article-20220719.html
_DIGITS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)(?=\d{6}(?!\d)|\d{4}(?!\d)|(?!\d))")
_SHAPES = (_YEAR_FIRST, _YEAR_AND_NAME_FIRST, _MONTH_FIRST, _DAY_FIRST, _SHORT_YEAR, _FIGURES)

_LABEL = re.compile(
    r"\b(?P<first>(?:first |originally )?(?:publish(?:ed)?|posted|issued|uploaded|released|created|filed)|"
    r"publi(?:cation|sh|shed|shing) date|date|pub date)"
    r"\b|\b(?P<later>(?:last )?(?:updated?|modified|edited|revised))\b",
    re.IGNORECASE,
)
_BY_SOMEBODY = re.compile(r"(?:posted |written |published )?by\b", re.IGNORECASE)
#: Between "Published" and the date stand a time and a weekday at most.
_LABEL_REACH = 45
#: What may stand beside a date in a line that is nothing but a date.
_BESIDE_DATE = re.compile(
    rf"{_WEEKDAY}|\b\d{{1,2}}[:.]\d{{2}}(?::\d\d)?(?:[ap]m)?\b|\b\d{{1,2}} ?[ap]\.?m\b\.?|"
    rf"\b(?:[ap]\.?m\b\.?|at|on|today|(?:gmt|utc)(?:[+-]\d{{1,2}}(?::?\d\d)?)?|[acemnpwh]?[sd]t|ist|kst|jst|"
    rf"sgt|hkt|bst|cet|cest|eat|wat|cat|sast|pkt|wib|myt|pht|msk|nzst|nzdt|hrs?|h|uhr|local time)\b"
    r"|\b\d+ min(?:ute)?s? read\b|\bp(?:age|\.) ?[a-z]?\d+|[\W_]",
    re.IGNORECASE,
)
#: Behind a date: "March 3, 2024 10:20 AM Updated a day ago"
_LATER_VERSION = re.compile(r"\b(?:last )?(?:updated?|modified)\b.*", re.IGNORECASE | re.DOTALL)
#: Between the cells of a line with a date: "February 21, 2024 / 6:15 PM / Harbour News"
_BETWEEN_CELLS = re.compile(r"([|•·]|\s/\s)")


def dates_in(text: str, start: int = 0) -> Iterator[tuple[Span, str]]:
    """The plain dates of *text* in order, each with its span (moved by *start*) and in ISO form."""
    found = []
    for shape in _SHAPES:
        for match in shape.finditer(text):
            iso = _iso(match)
            if iso is not None:
                found.append((Span(match.start(), match.end()).shifted(start), iso))
    yield from sorted(found)


def _iso(match: re.Match[str]) -> str | None:
    """The date that a match names, or None where there is no such day or it could be two."""
    parts = match.groupdict()
    year = int(parts.get("year") or "20" + parts["short"])
    if "a" in parts:
        month, day = _month_and_day(int(parts["a"]), int(parts["b"]), parts["mark"])
    elif "month" in parts:
        month, day = SHORT_MONTHS.index(parts["month"].lower()) + 1, int(parts["day"])
    else:
        month, day = int(parts["number"]), int(parts["day"])
    try:
        return date(year, month, day).isoformat() if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _month_and_day(a: int, b: int, mark: str) -> tuple[int, int]:
    """Month and day of "19/10"; zeros, which are no date, where either could be the month and no full stop shows it."""
    months = len(SHORT_MONTHS)
    if a > months or a == b or mark == ".":
        return b, a
    return (a, b) if b > months else (0, 0)


def given(page: Page) -> Found | None:
    """What the caller or the page's metadata say."""
    dates = [iso for _, iso in dates_in(page.document.published or "")]
    rule = "metadata" if "published" in page.document.metadata else "given"
    return Found(dates[0], (), rule) if dates else None


def labelled_date(page: Page) -> Found | None:
    """A date with a word for it: "Published : Oct. 19, 2023 - 22:12", " date 2023-10-19"."""
    candidates = (each for number in page.ends for each in _labelled(page, number))
    return next((found for is_later, found in candidates if not is_later), None)


def updated_date(page: Page) -> Found | None:
    """The date of a later version, where the text gives no other: "UPDATED Feb 21, 2024, 06:15 PM"."""
    candidates = (each for number in page.ends for each in _labelled(page, number))
    return next((found for is_later, found in candidates if is_later), None)


def _labelled(page: Page, number: int) -> Iterator[tuple[bool, Found]]:
    """The labelled dates of one paragraph, and whether the label is for a later version ("Updated")."""
    span, line = page.paragraphs[number], page.line(number)[:LONGEST_NOTE]
    for label in _LABEL.finditer(line):
        if label.start() > 0 and (number in page.prose or _in_a_sentence(line, label)):
            continue
        reach = line[label.end() : label.end() + _LABEL_REACH]
        for place, iso in dates_in(reach, span.start + label.end()):
            whole = Span(span.start + label.start(), place.end)
            is_later = label["later"] is not None
            yield is_later, Found(iso, (whole,), "updated_date" if is_later else "labelled_date")
            break


def _in_a_sentence(line: str, label: re.Match[str]) -> bool:
    """Is the label a word of the story ("The report was published on …"), and not at the head of a line or cell?"""
    before = line[: label.start()].rstrip()
    return bool(before) and before[-1].isalpha() and not line[label.start()].isupper()


def date_line(page: Page) -> Found | None:
    """A line or a cell of a line before the story that holds a date only: "Jane Doe | March 3, 2023 | 10:20 am"."""
    for number in page.head:
        span = page.paragraphs[number]
        start = span.start
        for cell in _BETWEEN_CELLS.split(page.line(number)[:LONGEST_NOTE]):
            for place, iso in dates_in(cell, start):
                rest = cell[: place.start - start] + _LATER_VERSION.sub("", cell[place.end - start :])
                if not _BESIDE_DATE.sub("", rest) or _is_name_or_place(rest):
                    return Found(iso, (place,), "date_line")
            start += len(cell)
    return None


def _is_name_or_place(words: str) -> bool:
    """What stands with the date in one cell: "Harbour Mirror, Friday 3 March 2023", "Faro, 3 March 2023"."""
    name = re.sub(rf"{_WEEKDAY}|^[\s,]+|[\s,]+$", "", words, flags=re.IGNORECASE).strip(" ,")
    return is_outlet_shaped(name) or is_place(name)


def byline_date(page: Page) -> Found | None:
    """A date behind the names of a byline at the head: "Jane Doe - March 4, 2024"."""
    for byline in bylines(page):
        if byline.span.start < page.start:
            for place, iso in dates_in(byline.span.of(page.text), byline.span.start):
                return Found(iso, (place,), "byline_date")
    for number in page.head:
        # "by Ana on June 8, 2023" names nobody in full.
        if _BY_SOMEBODY.match(page.line(number)):
            for place, iso in dates_in(page.line(number)[:LONGEST_NOTE], page.paragraphs[number].start):
                return Found(iso, (place,), "byline_date")
    return None


def address_date(page: Page) -> Found | None:
    """A date in the article's own web address: "https://www.example.com/news/2022/7/14/title"."""
    for address, span in addresses(page):
        for shape in (_YEAR_FIRST, _YEAR_AND_NAME_FIRST, _DIGITS):
            for match in shape.finditer(address):
                iso = _iso(match)
                if iso is not None:
                    place = Span(match.start(), match.end()).shifted(span.start) if span else None
                    return Found(iso, (place,) if place else (), "address_date")
    return None


def dateline_date(page: Page) -> Found | None:
    """The date of a dateline that has a year: "CAIRO - 26 July 2022: …"."""
    dateline = dateline_of(page)
    if dateline is None:
        return None
    found = list(dates_in(dateline.span.of(page.text), dateline.span.start))
    return Found(found[0][1], (found[0][0],), "dateline_date") if found else None


FINDERS = (given, labelled_date, date_line, byline_date, address_date, dateline_date, updated_date)
