"""
What a page holds besides the story: addresses, buttons, notices, credits, bylines, dates, and other stories.

A headline of another story within this one does not end like a sentence; one alone in small letters may be a paragraph
that lost its full stop, so it counts only below a label ("RELATED STORIES"), beside another, in title case, or behind
the story's last paragraph.  What other lines are hardly the story's, trees say (``lines``).
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.naming.person_names import is_person
from quotes.page.addresses import is_address_line
from quotes.page.byline import is_role
from quotes.page.credit import closing_credits
from quotes.page.date_shapes import is_date_line
from quotes.page.frame import Found
from quotes.page.junk import below, kind_of
from quotes.page.lines import chances
from quotes.page.page import LONGEST_NOTE, QUOTED, Page, is_title_case
from quotes.text.letters import CAPITAL
from quotes.text.spans import Span, Spans, merged, trimmed
from quotes.words.places import is_place

#: A line that is less likely one of the story's is none (by folds of sites, of the raw pages of gold with their menus
#: statements have F1 88.7, by the rules alone 85.5, and 92.6 of gold/pages as text, of which those were made).
_LEAST = 0.2
_BEFORE_NAME = re.compile(r"(?:[|•·»]|[-–—])\s*$")
_DATE_LABEL = re.compile(r"date \d{4}-\d\d-\d\d\b")
#: Between the cells of an imprint.
_CELLS = re.compile(r"\s*[|•·,/]\s*|\s+(?=\()|\s+[-–—]\s+")
#: The finders whose answer takes up a line of the page.
_LINE_RULES = frozenset(
    "agency_line,source_line,place_line,date_line,byline_date,published,offer,about,staff,site,dated cell,alone first,"
    "logo,alone top,alone head,alone below".split(",")
)
#: Home > News > Texas, and the same without marks before a headline that stands below once more.
_TRAIL = re.compile(rf"(?:Home|HOME)\b(?:\s*(?:[>/»›|:]|\s)\s*{CAPITAL}[\w&’'-]*){{1,8}}")
_BREADCRUMBS = re.compile(r"[^>»›«]{2,30}(?:\s?[>»›]\s?[^>»›«]{2,60}){1,6}")

#: A line that ends like this goes on, or is a sentence.
_CLOSED = re.compile(r"[.!?…:,;][\"”’'»)\]]*$")
#: Two sentences, or one and its credit: "“We are shut,” he said. REUTERS".
_SENTENCE_WITHIN = re.compile(r"(?<![A-Z])[.!?][\"”’')]*\s")
#: What stands below "She listed three reasons:" is this story's.
_LIST = re.compile(r"[•·*–—-]\s|\d+[.)]\s")
#: A headline has so many words.
_FEWEST, _MOST = 4, 20
#: "Prata: We are shut" is a turn of an interview where the same name labels another line.
_LABEL = re.compile(r"[^:]{2,40}:\s")


def furniture(page: Page, fields: tuple[Found | None, ...]) -> Spans:
    """All that is no story, as sorted spans; *fields* are what was found (dates, names), whose lines belong to it."""
    return merged((*_lines(page), *_around_fields(page, fields), *_in_lines(page)))


def _lines(page: Page) -> Iterator[Span]:
    """Whole paragraphs of junk; captions are not among them."""
    edges = {*page.head, *page.tail}
    yield from (page.paragraphs[number] for number in _other_headlines(page) | page.apart)
    yield from page.paragraphs[page.end :]
    for number, span in enumerate(page.paragraphs):
        is_story = number not in edges and number in page.prose
        if not is_story and number not in page.pictures and is_junk(page, number):
            yield span


def unlikely(page: Page) -> frozenset[int]:
    """The numbers of the paragraphs that are hardly the story's, by how they look and what is around them."""
    found = frozenset(number for number, chance in enumerate(chances(page.lines)) if chance < _LEAST)
    return found - page.signatures - frozenset(_listed_with_story(page, found))


def _listed_with_story(page: Page, doubtful: frozenset[int]) -> Iterator[int]:
    """The lines of lists of which any line is the story's: a list is all of it or nothing."""
    for is_list, run in groupby(range(len(page.lines)), lambda n: _LIST.match(page.lines[n]) is not None):
        numbers = tuple(run)
        if is_list and not doubtful.issuperset(numbers):
            yield from numbers


def is_junk(page: Page, number: int) -> bool:
    """True for a paragraph that pages put around every story."""
    line = page.lines[number]
    if is_address_line(line) or is_date_line(line):
        return True
    if len(line) > LONGEST_NOTE:
        return line.startswith(("Disclaimer", "DISCLAIMER"))
    return kind_of(line) is not None or _is_imprint(page, number)


def _is_imprint(page: Page, number: int) -> bool:
    """Before or after the story, nothing but outlets, roles, dates, places and names: "WAM | Gulf", "AFP/Jane Doe"."""
    line = page.lines[number]
    if page.last >= number >= page.lead:
        return False
    if page.outlet(line) or (number < page.lead and is_role(line)):
        return True
    cells = [each.strip(" ()[]=") for each in _CELLS.split(line)]
    kinds = (is_person, is_outlet_shaped, page.outlet, is_date_line, is_place)
    # A section's name is one word.
    return any(map(page.outlet, cells)) and all(" " not in each or any(kind(each) for kind in kinds) for each in cells)


def _around_fields(page: Page, fields: tuple[Found | None, ...]) -> Iterator[Span]:
    """The lines of bylines, of author's notes, and of credits that have a line of their own."""
    yield from (each.span for each in page.bylines)
    yield from (each.span for each in page.notes)
    for found in fields:
        if found is not None and found.rule in _LINE_RULES:
            yield from (each for each in page.paragraphs if any(each.covers(span) for span in found.spans))
        if found is not None and found.rule == "title":
            yield from (_behind_title(page, span) for span in found.spans)


def _behind_title(page: Page, name: Span) -> Span:
    """An outlet's name behind a headline, with the bar or the dash before it."""
    mark = _BEFORE_NAME.search(page.text[max(0, name.start - 5) : name.start])
    return Span(name.start - (len(mark[0]) if mark else 0), name.end)


def _in_lines(page: Page) -> Iterator[Span]:
    """Parts of lines: dateline, closing credit, label with a date, breadcrumbs before a headline."""
    dateline = page.dateline
    if dateline is not None:
        yield dateline.span
    yield from (span for span, _ in closing_credits(page))
    for number in page.head or range(min(1, len(page.paragraphs))):
        span = page.paragraphs[number]
        label = _DATE_LABEL.match(page.text, span.start, span.end)
        if label is not None:
            yield Span(*label.span())
        crumbs = _breadcrumbs(page, number)
        if crumbs is not None:
            yield crumbs


def _breadcrumbs(page: Page, number: int) -> Span | None:
    """ "Home News Texas" before a headline that the page repeats, "Home > News > Texas" alone."""
    span, line = page.paragraphs[number], page.lines[number]
    if len(line) <= LONGEST_NOTE and (_BREADCRUMBS.fullmatch(line) or _TRAIL.fullmatch(line)):
        return span
    for other in page.head:
        title = page.lines[other]
        if other > number and len(title) < len(line) and line.endswith(title) and _TRAIL.match(line):
            return trimmed(page.text, Span(span.start, span.end - len(title)), " ")
    return None


def _other_headlines(page: Page) -> frozenset[int]:
    """The numbers of the paragraphs that are headlines of other stories, below the first paragraph of this one."""
    labels = Counter(match[0] for n in range(len(page.paragraphs)) if (match := _LABEL.match(page.lines[n])))
    above = {page.lines[n] for n in page.head}
    story = frozenset((*page.prose, *page.pictures, *page.signatures))
    shaped = set()
    for number in range(page.lead + 1, len(page.paragraphs)):
        line = page.lines[number]
        label = _LABEL.match(line)
        is_turn = label is not None and labels[label[0]] > 1
        if number not in story and line not in above and not is_turn and _is_shaped(line):
            shaped.add(number)
    alone = (n for n in shaped if n > page.last or is_title_case(page.lines[n]) or shaped & {n - 1, n + 1})
    return frozenset((*alone, *_below_labels(page)))


def _is_shaped(line: str) -> bool:
    """Whether a line has the length of a headline, and ends like no sentence."""
    if len(line) > LONGEST_NOTE or not _FEWEST <= len(line.split()) <= _MOST or _CLOSED.search(line):
        return False
    return not (_SENTENCE_WITHIN.search(line) or QUOTED.fullmatch(line) or _LIST.match(line))


def _below_labels(page: Page) -> Iterator[int]:
    """The lines below "Related stories", up to the next that reads like prose."""
    prose, is_below = frozenset(page.prose), False
    for number in range(page.lead + 1, len(page.paragraphs)):
        is_below = is_below and number not in prose
        if is_below:
            yield number
        is_below = is_below or (number not in prose and below(page.lines[number]) == "headlines")
