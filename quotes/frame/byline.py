"""Who wrote the article, and which agency a byline names instead."""

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from quotes.frame.model import Found
from quotes.frame.names import is_outlet_shaped
from quotes.frame.page import LONGEST_NOTE, PERSON, UPPER, Page, is_date_line, is_person, person
from quotes.frame.places import is_place
from quotes.spans import Span, trimmed

_BY = re.compile(
    r"[(\[]?(?:(?:(?:Written|Reported|Compiled|Edited and written|Story|Report|Words|Text|Posted|Published|Submitted|"
    r"Filed|Uploaded|POSTED|PUBLISHED)\s+)?(?:By|BY|by)\s*:?|(?:Author|AUTHOR)s?\s*:)\s+(?=\S)"
)
_ARTICLE_BY = re.compile(
    r"[(\[]?This (?:article|story|report|piece) was (?:written|compiled|reported)(?: from reports)? by\s+",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
#: A weekday before a date; "Sunday" is a given name too.
_WEEKDAY = rf"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?,? (?=\d|{_MONTH} ?\d)"
#: Where the names of a byline end: a bar, a dash between spaces, a date, "Published", "Updated".
_AFTER_NAMES = re.compile(
    rf"\s*(?:[|•·]|\S*@\S|\s[-–—]+\s|\b(?:First )?(?:Published|PUBLISHED|Updated|UPDATED|Posted|POSTED|Last)\b|"
    rf"\bon (?=\d|[A-Z])|\b{_WEEKDAY}|\b{_MONTH} \d|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|\d{{1,4}}[:/-]\d).*$",
    re.DOTALL,
)
_DATE_CELL = re.compile(rf"\b(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}),? \d{{4}}|\b\d{{4}}-\d\d-\d\d")
_BETWEEN_NAMES = re.compile(r"\s*[,;&/]\s*(?:and\s+)?|\s+(?:and|AND|with|WITH)\s+")
_STAFF = (
    r"(?:(?:our|own|a|the|chief|senior|special|political|foreign|diplomatic|national|state|city|web|online|"
    r"digital|news|sports?|business|"
    r"economics?|staff|contributing|white house|investigative)\s+)*"
    r"(?:staff(?: and (?:news )?agencies| reporters?| writers?| correspondents?)?|correspondents?|reporters?|"
    r"writers?|editors?|desk|bureau|team|"
    r"newsroom|contributors?|columnists?|journalists?|agencies|wires?|wire services?|news service|agency)"
)
_GUEST = re.compile(r"\b(?:contributing|guest|freelance|former|co-author)\b", re.IGNORECASE)
_ROLE = re.compile(rf"{_STAFF}(?:\s+(?:in|at|for|of)\s+.+)?", re.IGNORECASE)
_ROLE_AT_END = re.compile(rf"\s+(?:in\s+[{UPPER}][\w ,.’'-]+|(?i:{_STAFF}))$")
#: What stands between a name and a role or date.
_BARS = re.compile(r"[|•·]|(?<=\s)[-–—](?=\s)")
#: The kinds of nouns that stand behind names as titles; given and family names are in the same list.
_TITLE_KINDS = frozenset({"office", "person", "title", "unnamed", "body", "group"})
#: The names of a byline with all titles are no longer.
_BYLINE_WORDS = 30
#: Jane Doe is a world traveller and journalist for The Harbour Post. She covers …
_AUTHOR_NOTE = re.compile(
    rf"(?P<name>{PERSON}),? (?:(?:is|was|has been|serves as|works as) (?:an? |the |our )?[^.!?]{{0,140}}?"
    r"\b(?:journalist|reporter|correspondent|writer|editor|columnist|contributor|commentator|blogger|author|"
    r"intern|producer)\b|(?:covers|writes about|reports on) [^.!?]{1,140}?(?= for )|(?:writes|reports)(?= for ))"
    rf"(?:(?<!author)(?: (?:based )?in [\w ]{{2,30}})? (?:for|at|with|from|"
    rf"of) (?P<outlet>(?:[Tt]he )?[{UPPER}][\w&’'-]*(?: (?:(?:of|and|the|in|&) )?[{UPPER}][\w&’'-]*){{0,5}}))?",
)
#: An author's note stands at the very end.
_NOTE_LINES = 3


@frozen
class Byline:
    """The people and the agencies of one byline, each with its span; *span* is the whole line."""

    span: Span
    people: tuple[Span, ...]
    outlets: tuple[Span, ...]


@frozen
class AuthorNote:
    """A note on the author at the end of an article; *span* is the whole paragraph."""

    span: Span
    name: Span
    outlet: Span | None


# Several finders ask; one page is worked on at a time.
@lru_cache(maxsize=1)
def bylines(page: Page) -> tuple[Byline, ...]:
    """The bylines at the head and the end of the page."""
    found = (_by_line(page, n) or _name_and_role(page, n) or _name_alone(page, n) for n in page.edges)
    return tuple(each for each in found if each is not None)


def _by_line(page: Page, number: int) -> Byline | None:
    """ "By Jane Doe and John Roe, Staff Writers", "By ANI Published Date - 08:45 AM"."""
    line = page.line(number)
    start = _ARTICLE_BY.match(line) or _BY.match(line)
    if start is None or len(line.split()) > _BYLINE_WORDS:
        return None
    names = _AFTER_NAMES.sub("", line[start.end() :]).rstrip(" .)]")
    return _classified(page, page.paragraphs[number], page.paragraphs[number].start + start.end(), names)


def _name_and_role(page: Page, number: int) -> Byline | None:
    """ "Jane Doe | Staff reporter", "Jane Doe, Reuters", "Jane Doe, Abuja", "Jane Doe - March 3, 2023": at the head."""
    line = page.line(number)
    cells = re.split(r"\s*[|,•·]\s*|\s+[-–—]\s+", line)
    if number >= page.lead or len(cells) < 2 or not is_person(cells[0]) or page.outlet(cells[0]):
        return None
    is_dated = _DATE_CELL.search(line, len(cells[0])) is not None
    is_named = _is_given(page, cells[0]) or (number + 1 == page.lead and not is_place(cells[0]))
    is_local = len(cells) == 2 and is_place(cells[1]) and is_named
    if not (_ROLE.fullmatch(cells[1]) or page.outlet(cells[1]) or is_dated or is_local):
        return None
    end = len(cells[0]) if is_dated else line.index(cells[1]) + len(cells[1])
    return _classified(page, page.paragraphs[number], page.paragraphs[number].start, _BARS.sub(",", line[:end]))


def _name_alone(page: Page, number: int) -> Byline | None:
    """ "Jane Doe in Porto" on a line before the story, with a date, a role or an outlet on the next."""
    span, line = page.paragraphs[number], page.line(number)
    if number + 1 >= page.lead or len(line.split()) > _BYLINE_WORDS or page.outlet(line):
        return None
    below = page.line(number + 1)
    cell = re.split(r"\s*[|,•·(]\s*", below)[0]
    is_below = is_date_line(below) or is_role(below) or page.outlet(cell) or is_outlet_shaped(cell)
    found = _classified(page, span, span.start, line) if is_below and _is_given(page, line) else None
    return found if found and found.people else None


def _is_given(page: Page, name: str) -> bool:
    """Does a name begin with a given name?  Sections ("Middle East") have the shape of names too."""
    given = page.lexicon.role(name.split(maxsplit=1)[0].casefold()) if name else None
    return given is not None and given.kind == "given"


def is_role(line: str) -> bool:
    """Is a line nothing but the role of whoever is named above: "Staff Writer"?"""
    return len(line) <= LONGEST_NOTE and _ROLE.fullmatch(line) is not None


def _classified(page: Page, span: Span, start: int, names: str) -> Byline | None:
    """People and outlets among *names*, which begin at *start*; None where the first is neither."""
    whole = trimmed(page.text, Span(start, start + len(names)), " .,")
    if page.outlet(names) is not None:
        return Byline(span, (), (whole,))
    people: list[Span] = []
    outlets: list[Span] = []
    for n, part in enumerate(_parts(names, start)):
        name, outlet = _name_and_outlet(page, part)
        if name and _is_title(page, name.of(page.text)):
            # "Jane Doe, Chief Economist": from here on the list holds titles.
            break
        people += [name] if name and not (people and is_place(name.of(page.text))) else []
        outlets += [outlet] if outlet else []
        if n == 0 and not (name or outlet or _ROLE.fullmatch(part.of(page.text))):
            return None
    return Byline(span, tuple(people), tuple(outlets)) if names else None


def _is_title(page: Page, words: str) -> bool:
    """Does the last word name an office ("Chief Economist") rather than a person ("Jane Lee")?"""
    role = page.lexicon.role(words.rsplit(maxsplit=1)[-1].casefold())
    return role is not None and role.kind in _TITLE_KINDS


def _parts(names: str, start: int) -> Iterator[Span]:
    """The single names of a list."""
    at = 0
    for match in _BETWEEN_NAMES.finditer(names):
        yield Span(start + at, start + match.start())
        at = match.end()
    yield Span(start + at, start + len(names))


def _name_and_outlet(page: Page, part: Span) -> tuple[Span | None, Span | None]:
    """Person and outlet of one name in a byline: "JANE DOE Associated Press", "Reuters", "Jane Doe in Seoul"."""
    words = _ROLE_AT_END.sub("", part.of(page.text))
    if page.outlet(words):
        return None, Span(part.start, part.start + len(words))
    for space in re.finditer(r" ", words):
        if page.outlet(words[space.end() :]) and is_person(words[: space.start()]):
            return (
                Span(part.start, part.start + space.start()),
                Span(part.start + space.end(), part.start + len(words)),
            )
    return (Span(part.start, part.start + len(words)) if is_person(words) else None), None


# Several finders ask; one page is worked on at a time.
@lru_cache(maxsize=1)
def author_notes(page: Page) -> tuple[AuthorNote, ...]:
    """The notes on authors at the end of the page; somebody the story has named before is not its author."""
    found = []
    for span in page.paragraphs[-_NOTE_LINES:]:
        match = _AUTHOR_NOTE.match(page.text, span.start, min(span.end, span.start + LONGEST_NOTE))
        if match is not None and not _is_in_story(page, match["name"], span.start):
            # A guest writes for many; only what employs the author says where this text stands.
            outlet = Span(*match.span("outlet")) if match["outlet"] and not _GUEST.search(match[0]) else None
            found.append(AuthorNote(span, Span(*match.span("name")), outlet))
    return tuple(found)


def _is_in_story(page: Page, name: str, end: int) -> bool:
    """Does the story itself speak of that person?"""
    return bool(page.prose) and name in page.text[page.paragraphs[page.lead].start : end]


def by_line(page: Page) -> Found | None:
    """The people in a byline: "BY JANE DOE and JOHN ROE" is Jane Doe and John Roe."""
    for byline in bylines(page):
        if byline.people:
            names = [person(each.of(page.text)) for each in byline.people]
            value = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
            return Found(value, byline.people, "by_line")
    return None


def author_note(page: Page) -> Found | None:
    """The author of a note at the end: "Jane Doe is a journalist for The Harbour Post."."""
    notes = author_notes(page)
    return Found(notes[0].name.of(page.text), (notes[0].name,), "author_note") if notes else None


FINDERS = (by_line, author_note)
