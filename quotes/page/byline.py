"""Who wrote the article, and which agency a byline names instead."""

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import evolve, frozen

from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.naming.person_shapes import is_person, person
from quotes.page.author_notes import author_notes, is_in_story
from quotes.page.frame import Found
from quotes.page.page import LONGEST_NOTE, Page, is_date_line
from quotes.text.letters import UPPER
from quotes.text.spans import Span, Spans, trimmed
from quotes.words.calendar import MONTH_LETTERS
from quotes.words.places import is_place

_BY = re.compile(
    r"[(\[]?(?:(?:(?:Interview|INTERVIEW|Analysis|ANALYSIS|(?:A |An )?(?:column|essay|interview|analysis)|Written|"
    r"Reported|Compiled|Edited and written|Story|Report|Words|Text|Posted|Published|Submitted|Filed|Uploaded|POSTED|"
    r"PUBLISHED)\s+)?(?:By|BY|by)\s*:?|"
    r"(?:Author|AUTHOR|Text|TEXT|Words|WORDS|Story|STORY|Reporter|REPORTER|Writer|Correspondent)s?\s*:)\s+(?=\S)"
)
#: From Jane Doe, Abuja
_FROM = re.compile(r"(?:From|FROM)\s+(?=\S)")
_ARTICLE_BY = re.compile(
    r"[(\[]?This (?:article|story|report|piece) was (?:written|compiled|reported)(?: from reports)? by\s+",
    re.IGNORECASE,
)
_MONTH = rf"(?:{MONTH_LETTERS.title()})[a-z]*\.?"
#: A weekday before a date; "Sunday" is a given name too.
_WEEKDAY = rf"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?,? (?=\d|{_MONTH} ?\d)"
_OUTLET_IN_BRACKETS = re.compile(r"(?P<name>[^()]{3,60}) \((?P<outlet>[^()]{2,50})\)")
#: Where the names of a byline end: a bar, a dash between spaces, a date, "Published", "Updated".
_AFTER_NAMES = re.compile(
    rf"\s*(?:[|•·]|\S*@\S|\s[-–—]+\s|\b(?:First )?(?:Published|PUBLISHED|Updated|UPDATED|Posted|POSTED|Last)\b|"
    rf"\bon (?=\d|[A-Z])|\b{_WEEKDAY}|\b{_MONTH} \d|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|\d{{1,4}}[:/-]\d).*$",
    re.DOTALL,
)
_DATE_CELL = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:st|nd|rd|th)?,? \d{{4}}|\b\d{{4}}-\d\d-\d\d|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th) {_MONTH},? \d{{4}}|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}"
)
#: September 3, 2022 by Jane Doe / 3 March 2024 | Jane Doe: the date comes first
_DATE_FIRST = re.compile(
    rf"(?:(?:Posted|Published|Updated|Submitted)(?: on|:)?\s+)?(?:{_WEEKDAY})?(?:{_DATE_CELL.pattern})"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?(?:\s*[,|•·]\s*|\s+[-–—/]\s+|\s+)"
)
_BETWEEN_NAMES = re.compile(r"\s*[,;&/]\s*(?:(?:and|with|AND|WITH)\s+)?|\s+(?:and|AND|with|WITH|for|FOR)\s+")
_STAFF = (
    r"(?:(?:our|own|a|the|chief|senior|special|political|foreign|diplomatic|national|state|city|web|online|"
    r"digital|news|sports?|business|"
    r"economics?|staff|contributing|white house|investigative)\s+)*"
    r"(?:staff(?: and (?:news )?agencies| reporters?| writers?| correspondents?)?|correspondents?|reporters?|"
    r"writers?|editors?|desk|bureau|team|"
    r"newsroom|contributors?|columnists?|journalists?|agencies|wires?|wire services?|news service|agency)"
)
#: Who works together at an outlet: "By Harbour Dispatch staff" names no person.
_STAFF_AT_END = re.compile(r"\s+(?:staff|newsroom|team|desk|bureau|newsdesk|news desk|web desk)$", re.IGNORECASE)
#: A section or a topic above a story has the shape of a name too: "Climate Change".
_NAME_ALONE_WORDS = 4
_ROLE = re.compile(rf"{_STAFF}(?:\s+(?:in|at|for|of)\s+.+)?", re.IGNORECASE)
_ROLE_AT_END = re.compile(rf"\s+(?:in\s+[{UPPER}][\w ,.’'-]+|(?i:{_STAFF}))$")
#: The role of somebody at a desk that has a name of its own ("Coastal News Fund Reporter").
WRITER = re.compile(r" (?:Reporter|Correspondent|Writer|Editor|Columnist|Journalist|Contributor|Fellow|Producer)$")
#: (Reporting by Jane Doe and John Roe in Lisbon; editing by Lea Poe)
_REPORTING_BY = re.compile(
    r"[(\[—–-]*\s*[Rr]eporting by (?P<names>[^;()\[\]]{3,240}?)(?=\s*(?:;|[)\]]|\.?$|,? [Ee]diting|,? [Ww]riting))"
)
#: What stands between a name and a role or date.
_BARS = re.compile(r"[|•·]|(?<=\s)[-–—](?=\s)")
#: The kinds of nouns that stand behind names as titles; given and family names are in the same list.
_TITLE_KINDS = frozenset({"office", "person", "title", "unnamed", "body", "group"})
#: The names of a byline with all titles are no longer.
_BYLINE_WORDS = 30


@frozen
class Byline:
    """The people and the agencies of one byline, each with its span; *span* is the whole line."""

    span: Span
    people: tuple[Span, ...]
    outlets: tuple[Span, ...]


#: A byline as it was marked in a page, up to the first bar.
_MARKED = re.compile(r"[Bb]y (?P<names>[^|/]+)")


# Several finders ask; one page is worked on at a time.
@lru_cache(maxsize=1)
def bylines(page: Page) -> tuple[Byline, ...]:
    """The bylines at the head and the end of the page."""
    finders = (_by_line, _role_and_outlet, _name_and_role, _name_and_brackets, _name_behind_date, _name_alone)
    found = (next((each for finder in finders if (each := finder(page, n))), None) for n in page.edges)
    return tuple(each for each in found if each is not None)


def _by_line(page: Page, number: int) -> Byline | None:
    """ "By Jane Doe and John Roe, Staff Writers", "By ANI Published Date - 08:45 AM", "March 3, 2022 by Jane Doe"."""
    line = page.line(number)
    dated = _DATE_FIRST.match(line) if number < page.lead else None
    at = dated.end() if dated else 0
    start = _ARTICLE_BY.match(line) or _BY.match(line, at) or _from(page, number)
    if start is None or len(line.split()) > _BYLINE_WORDS:
        return None
    names = _AFTER_NAMES.sub("", line[start.end() :]).rstrip(" .)]")
    found = _classified(page, page.paragraphs[number], page.paragraphs[number].start + start.end(), names)
    return found and evolve(found, outlets=(*found.outlets, *_agency_cells(page, number, start.end() + len(names))))


def _from(page: Page, number: int) -> re.Match[str] | None:
    """ "From Jane Doe, Abuja", but not "From Cradle To Grave"."""
    match = _FROM.match(page.line(number))
    return match if match and number < page.lead and _is_given(page, page.line(number)[match.end() :]) else None


def _agency_cells(page: Page, number: int, start: int) -> Iterator[Span]:
    """The agency in a cell of its own behind the names: "By Jane Doe | The Associated Press", "… | Source: PTI"."""
    at = page.paragraphs[number].start
    for cell in re.finditer(r"(?:\s*(?:Source|Agency|Via)\s?:)?(?P<name>[^|•·]+)", page.line(number)[start:]):
        outlet = page.outlet(cell["name"])
        if outlet is not None and outlet.kind == "agency":
            yield trimmed(page.text, Span(*cell.span("name")).shifted(at + start), " ")


def _role_and_outlet(page: Page, number: int) -> Byline | None:
    """ "Staff writer, with CNA", "Staff and AFP", "Our correspondent / Reuters": nobody by name, and an outlet."""
    line, span = page.line(number), page.paragraphs[number]
    if number >= page.lead or len(line.split()) > _BYLINE_WORDS:
        return None
    first, *rest = _parts(line, span.start)
    outlets = tuple(each for each in rest if page.outlet(each.of(page.text)) is not None)
    return Byline(span, (), outlets) if outlets and _ROLE.fullmatch(first.of(page.text)) else None


def _name_behind_date(page: Page, number: int) -> Byline | None:
    """ "22 January 2024 | Jane Doe": at the head."""
    line = page.line(number)
    date = _DATE_FIRST.match(line) if number < page.lead else None
    if date is None or not is_person(line[date.end() :]) or not _is_name(page, line[date.end() :], number):
        return None
    start = page.paragraphs[number].start + date.end()
    return _classified(page, page.paragraphs[number], start, line[date.end() :])


def _name_and_role(page: Page, number: int) -> Byline | None:
    """ "Jane Doe | Staff reporter", "Jane Doe, Reuters", "Jane Doe, Abuja", "Jane Doe - March 3, 2023": at the head."""
    line = page.line(number)
    cells = re.split(r"\s*[|,•·]\s*|\s+[-–—]\s+", line)
    if number >= page.lead or len(cells) < 2 or not is_person(cells[0]) or page.outlet(cells[0]):
        return None
    is_dated = _DATE_CELL.search(line, len(cells[0])) is not None and not is_outlet_shaped(cells[0])
    is_named = _is_name(page, cells[0], number) or (number + 1 == page.lead and not is_place(cells[0]))
    is_local = len(cells) == 2 and is_place(cells[1]) and is_named
    is_label = any(map(page.means_else, cells[0].split()))
    if not (_ROLE.fullmatch(cells[1]) or page.outlet(cells[1]) or (is_dated and not is_label) or is_local):
        return None
    end = len(cells[0]) if is_dated else line.index(cells[1]) + len(cells[1])
    return _classified(page, page.paragraphs[number], page.paragraphs[number].start, _BARS.sub(",", line[:end]))


def _name_and_brackets(page: Page, number: int) -> Byline | None:
    """ "Jane Doe (AFP)": at the head."""
    match = _OUTLET_IN_BRACKETS.fullmatch(page.line(number)) if number < page.lead else None
    if match is None or page.outlet(match["outlet"]) is None or is_outlet_shaped(match["name"]):
        return None
    if not is_person(match["name"]):
        return None
    span = page.paragraphs[number]
    return Byline(
        span, (Span(*match.span("name")).shifted(span.start),), (Span(*match.span("outlet")).shifted(span.start),)
    )


def _name_alone(page: Page, number: int) -> Byline | None:
    """ "Jane Doe in Porto" on a line before the story, with a date, a role or an outlet on the next."""
    span, line = page.paragraphs[number], page.line(number)
    if number >= page.lead or len(line.split()) > _BYLINE_WORDS or page.outlet(line):
        return None
    if number + 1 == page.lead:
        # Right above the story, below the headline: "Jane Doe".
        is_sure = is_person(line) and _is_given(page, line) and _is_name(page, line, number) and number > 0
        return _classified(page, span, span.start, line) if is_sure and len(line.split()) <= _NAME_ALONE_WORDS else None
    below = page.line(number + 1)
    cell = re.split(r"\s*[|,•·(]\s*", below)[0]
    is_below = is_date_line(below) or is_role(below) or page.outlet(cell) or is_outlet_shaped(cell)
    found = _classified(page, span, span.start, line) if is_below and _is_name(page, line, number) else None
    return found if found and found.people else None


def _is_name(page: Page, words: str, number: int) -> bool:
    """Is this a person, by a known given name or because it stands below a headline and means nothing else?"""
    if _is_given(page, words):
        return True
    name = re.split(r"\s*,\s*|\s+(?:in|and|with)\s+", words)[0]
    is_below_headline = any(len(page.line(n).split()) > _NAME_ALONE_WORDS for n in range(min(number, page.lead)))
    is_short = len(name.split()) <= _NAME_ALONE_WORDS and is_person(name)
    return is_short and is_below_headline and not is_place(name) and not any(map(page.means_else, name.split()))


def _is_given(page: Page, name: str) -> bool:
    """Does a name begin with a given name?  Sections ("Middle East") have the shape of names too."""
    given = page.lexicon.role(name.split(maxsplit=1)[0].casefold()) if name else None
    return given is not None and given.kind == "given"


def is_role(line: str) -> bool:
    """True for a line that is nothing but the role of whoever is named above: "Staff Writer"."""
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
        if name and (_is_title(page, name.of(page.text)) or (n and WRITER.search(part.of(page.text)))):
            # "Jane Doe, Chief Economist", "Jane Doe, City Desk Reporter": from here on the list holds titles.
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
    if page.outlet(words) or (is_outlet_shaped(words) and not _is_given(page, words)):
        return None, Span(part.start, part.start + len(words))
    if _STAFF_AT_END.search(part.of(page.text)) and not _is_given(page, words):
        return None, None
    for space in re.finditer(r" ", words):
        if page.outlet(words[space.end() :]) and is_person(words[: space.start()]):
            return (
                Span(part.start, part.start + space.start()),
                Span(part.start + space.end(), part.start + len(words)),
            )
    return (Span(part.start, part.start + len(words)) if is_person(words) else None), None


def by_line(page: Page) -> Found | None:
    """The people in a byline: "BY JANE DOE and JOHN ROE" is Jane Doe and John Roe."""
    for byline in bylines(page):
        if byline.people:
            return _people(page, byline.people, "by_line")
    return None


def reporting_note(page: Page) -> Found | None:
    """Who reported, by a note at the end: "(Reporting by Jane Doe in Lisbon; editing by John Roe)" is Jane Doe."""
    for number in page.tail:
        match = _REPORTING_BY.match(page.line(number)) if len(page.paragraphs[number]) <= LONGEST_NOTE else None
        if match is not None:
            start = page.paragraphs[number].start + match.start("names")
            named = _classified(page, page.paragraphs[number], start, match["names"])
            if named is not None and named.people:
                return _people(page, named.people, "reporting_note")
    return None


def _people(page: Page, spans: Spans, rule: str) -> Found:
    """ "JANE DOE" and "JOHN ROE" are Jane Doe and John Roe."""
    names = [person(each.of(page.text)) for each in spans]
    return Found(" and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names), spans, rule)


def author_note(page: Page) -> Found | None:
    """The author of a note at the end: "Jane Doe is a journalist for The Harbour Post."."""
    notes = author_notes(page)
    return Found(notes[0].name.of(page.text), (notes[0].name,), "author_note") if notes else None


def sign_off(page: Page) -> Found | None:
    """A name alone at the very end of whom the story has not spoken: "Jane Doe"."""
    last = len(page.paragraphs) - 1
    name = page.line(last).lstrip("—–- ").rstrip(".") if page.paragraphs else ""
    if last <= page.last or last in page.pictures or not is_person(name):
        return None
    is_name = _is_given(page, name) and len(name.split()) <= _NAME_ALONE_WORDS and not page.outlet(name)
    # Where links follow the story, so may names of other stories' people.
    is_alone = last == page.last + 1 and not is_in_story(page, name, page.paragraphs[last].start)
    return Found(person(name), (page.paragraphs[last],), "sign_off") if is_name and is_alone else None


def given(page: Page) -> Found | None:
    """The people of the line that a page marks as its byline, whatever else they could be: "By Cyrus Engineer"."""
    line = page.document.byline or ""
    start = page.text.find(line)
    match = _MARKED.match(line)
    if match is None or start < 0:
        return None
    people = [each for each in _parts(match["names"], start + match.start("names")) if is_person(each.of(page.text))]
    people = [each for each in people if not page.outlet(each.of(page.text))]
    return _people(page, tuple(people), "metadata") if people else None


FINDERS = (by_line, given, author_note, reporting_note, sign_off)
