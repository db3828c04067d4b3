"""When the article was published, as an ISO date."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from quotes.naming.outlet_shapes import SECTION_WORDS, is_outlet_shaped
from quotes.page.addresses import addresses
from quotes.page.date_shapes import BESIDE_DATE, IN_ADDRESS, LABEL, dates_in, iso_of
from quotes.page.frame import Found
from quotes.page.page import LONGEST_NOTE, Page
from quotes.text.spans import Span
from quotes.words.calendar import DAY_LETTERS
from quotes.words.places import is_place

_BY_SOMEBODY = re.compile(r"(?:posted |written |published )?by\b", re.IGNORECASE)
#: Between "Published" and the date stand a time and a weekday at most.
_LABEL_REACH = 45
#: Behind a date: "March 3, 2024 10:20 AM Updated a day ago"
_LATER_VERSION = re.compile(r"(?:\b|(?<=\d))(?:last )?(?:updated?|modified)(?:\b|(?=\d)).*", re.IGNORECASE | re.DOTALL)
_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening)) \($")
#: The day stands in one of so many first paragraphs.
_LEADS = 2
#: A page says what day it is in one of its first lines.
_TODAYS_LINES = 2
_TODAYS = re.compile(rf"(?:today is )?(?:{DAY_LETTERS})[a-z]*\W", re.IGNORECASE)
#: A line with a date and other words is one that tells when the story appeared if it has no more than so many.
_DATED_WORDS = 12
#: Between the cells of a line with a date: "February 21, 2024 / 6:15 PM / Harbour News"
_BETWEEN_CELLS = re.compile(r"([|•·]|\s/\s)")


def given(page: Page) -> Iterator[Found]:
    """What the caller or the page's metadata say, in any form of ISO 8601 or of pages."""
    rule = "metadata" if "published" in page.document.metadata else "given"
    stated = page.document.published or ""
    try:
        days = [date.fromisoformat(stated).isoformat()]
    except ValueError:
        days = [iso for _, iso in dates_in(stated)]
    return (Found(iso, (), rule) for iso in days)


def labelled_date(page: Page) -> Iterator[Found]:
    """A date with a word for it: "Published : Oct. 19, 2023 - 22:12", " date 2023-10-19"."""
    return (each for each in _labelled(page) if each.rule == "labelled_date")


def updated_date(page: Page) -> Iterator[Found]:
    """The date of a later version, where the text gives no other: "UPDATED Feb 21, 2024, 06:15 PM"."""
    return (each for each in _labelled(page) if each.rule == "updated_date")


def _labelled(page: Page) -> Iterator[Found]:
    """The dates with a label before them, or a line above that is one, by whether it is for a later version."""
    for number in page.edges:
        span, line = page.paragraphs[number], page.lines[number][:LONGEST_NOTE]
        above = _label_above(page, number)
        for place, iso in dates_in(line[:_LABEL_REACH], span.start) if above else ():
            yield Found(iso, (place,), f"{above}_date")
        for label in LABEL.finditer(line):
            if label.start() == 0 or number not in page.prose:
                reach = line[label.end() : label.end() + _LABEL_REACH]
                for place, iso in islice(dates_in(reach, span.start + label.end()), 1):
                    yield Found(iso, (Span(span.start + label.start(), place.end),), f"{_kind(label)}_date")


def _kind(label: re.Match[str]) -> str:
    return "updated" if label["later"] else "labelled"


def _label_above(page: Page, number: int) -> str | None:
    """The kind of the label that the line above is and nothing else: "Updated:"."""
    label = LABEL.match(page.lines[number - 1]) if number else None
    is_alone = label is not None and page.lines[number - 1][label.end() :].strip(" :").casefold() in {"", "on"}
    return _kind(label) if label is not None and is_alone else None


def date_line(page: Page) -> Iterator[Found]:
    """
    A line or a cell of a line before the story that holds a date only: "Jane Doe | March 3, 2023 | 10:20 am".

    What a page says of today in its first lines comes last: "Friday, June 7, 2024".
    """
    found = [*_date_lines(page)]
    first = page.paragraphs[:_TODAYS_LINES]
    todays = [each for each in found if any(p.covers(each.spans[0]) and _TODAYS.match(p.of(page.text)) for p in first)]
    yield from (*(each for each in found if each not in todays), *todays)


def _date_lines(page: Page) -> Iterator[Found]:
    """The same in the order of the lines."""
    for number in page.head:
        span = page.paragraphs[number]
        start = span.start
        if _label_above(page, number) == "updated":
            continue
        for cell in _BETWEEN_CELLS.split(page.lines[number][:LONGEST_NOTE]):
            for place, iso in dates_in(cell, start):
                rest = cell[: place.start - start] + _LATER_VERSION.sub("", cell[place.end - start :])
                if not BESIDE_DATE.sub("", rest) or _is_name_or_place(page, BESIDE_DATE.sub(" ", rest)):
                    yield Found(iso, (place,), "date_line")
            start += len(cell)


def _is_name_or_place(page: Page, words: str) -> bool:
    """What stands with the date in one cell: "Harbour Mirror, Friday 3 March 2023", "Faro, 3 March 2023"."""
    name = words.strip(" ,").removesuffix(" of")  # "Business News of 3 March 2023"
    return is_outlet_shaped(name) or is_place(name) or page.outlet(name) is not None or name.casefold() in SECTION_WORDS


def byline_date(page: Page) -> Iterator[Found]:
    """A date behind the names of a byline at the head: "Jane Doe - March 4, 2024"."""
    for byline in page.bylines:
        if byline.span.start < page.start:
            for place, iso in dates_in(byline.span.of(page.text), byline.span.start):
                yield Found(iso, (place,), "byline_date")
    for number in page.head:
        # "by Ana on June 8, 2023" names nobody in full.
        if _BY_SOMEBODY.match(page.lines[number]):
            for place, iso in dates_in(page.lines[number][:LONGEST_NOTE], page.paragraphs[number].start):
                yield Found(iso, (place,), "byline_date")


def address_date(page: Page) -> Iterator[Found]:
    """A date in the article's own web address: "https://www.example.com/news/2022/7/14/title"."""
    for address, span in addresses(page):
        for shape in IN_ADDRESS:
            for match in shape.finditer(address):
                iso = iso_of(match)
                if iso is not None:
                    place = Span(match.start(), match.end()).shifted(span.start) if span else None
                    yield Found(iso, (place,) if place else (), "address_date")


def today_in_lead(page: Page) -> Iterator[Found]:
    """The day that the lead calls today: "Police today (March 3, 2023) said …"."""
    for number in page.prose[:_LEADS]:
        line = page.lines[number][:LONGEST_NOTE]
        for place, iso in dates_in(line):
            if _TODAY.search(line[: place.start]):
                yield Found(iso, (place.shifted(page.paragraphs[number].start),), "today_in_lead")


def dateline_date(page: Page) -> Iterator[Found]:
    """The date of a dateline that has a year: "CAIRO - 26 July 2022: …"."""
    dateline = page.dateline
    for place, iso in dates_in(dateline.span.of(page.text), dateline.span.start) if dateline is not None else ():
        yield Found(iso, (place,), "dateline_date")


def dated_line(page: Page) -> Iterator[Found]:
    """The only date of a short line right above the story, among other words: "Society 14.02.2024 Views: 204"."""
    for number in reversed(page.head):
        line, start = page.lines[number], page.paragraphs[number].start
        dates = [*dates_in(line[:LONGEST_NOTE], start)]
        is_later = any(label["later"] for label in LABEL.finditer(line))
        is_short = len(line.split()) <= _DATED_WORDS and number not in page.pictures and not is_later
        if len(dates) == 1 and is_short:
            yield Found(dates[0][1], (dates[0][0],), "dated_line")


FINDERS = (
    given,
    labelled_date,
    date_line,
    byline_date,
    address_date,
    dateline_date,
    today_in_lead,
    dated_line,
    updated_date,
)
