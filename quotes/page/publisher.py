"""The outlet that publishes this text."""

import re
from collections.abc import Iterator

from quotes.page.addresses import ADDRESS_LINE, addresses, name_at
from quotes.page.author_notes import author_notes
from quotes.page.byline import WRITER, bylines, is_role
from quotes.page.dateline import dateline_of
from quotes.page.frame import Found
from quotes.page.notices import copyright_holders
from quotes.page.outlet_shapes import SECTION_WORDS, is_outlet_shaped, usual_name
from quotes.page.own_words import own_address, own_words
from quotes.page.page import HEAD_LINES, LABEL_WORDS, LONGEST_NOTE, UPPER, Page, is_date_line, is_person, without_place
from quotes.text.spans import Span, trimmed
from quotes.words.lexicon import Outlet, folded

_NOT_EDITED = re.compile(
    rf"\bnot been (?:edited|modified|reviewed|created|checked|altered) by (?P<name>(?:[Tt]he )?[{UPPER}][\w&’'.-]*"
    rf"(?: [{UPPER}][\w&’'-]*){{0,4}}?)(?=(?:['’]s?)?(?: (?:staff|team|desk|editors?|editorial|newsroom|and|"
    rf"or)\b|[.,)]|$))"
)
#: Whoever has a staff that edits is an outlet, whatever its name: "edited by The Daily Lamp staff"
_STAFF_BEHIND = re.compile(r"(?:['’]s?)? (?:staff|team|desk|editors?|editorial|newsroom)\b")
#: An outlet's name alone at the top stands among the first lines: logo, section, headline.
_NAME_LINES = 3
#: A headline stands between an outlet's name alone and the lead; so long a name without article is one itself.
_LINES_ABOVE_LEAD, _SURE_WORDS = 2, 3
#: What may stand behind the name in its line, after a bar, a comma, a dash or in brackets: its address, its edition.
_BESIDE_NAME = re.compile(r"(?P<name>[^|•·,()–—]{2,50}?)(?:\s*[|•·,]\s*|\s+[-–—]\s+|\s*(?=\())(?P<rest>[^|•·]{3,60})")
_EDITION = re.compile(r".*\b(?:edition|issue|no\.|vol\.|volume|est\.|since|founded|online)\b.*", re.IGNORECASE)
#: What papers and weblogs say of themselves below their name: "A weblog about ports", "All the news since 1921".
_MOTTO = re.compile(
    r"(?:An?|The|Your|Our|All|News|Independent|Since|Est\.?|Founded)\b.*"
    r"\b(?:we?blog|blog|news(?:paper|letter|letters)?|magazine|journal(?:ism)?|daily|weekly|monthly|voice|stories|notes|"
    r"reporting|(?:19|20)\d\d|1[6-8]\d\d)\b.*"
    # Notes from a windscreen / Thoughts and stories on trains
    r"|(?:Notes|Thoughts|Dispatches|Letters|Tales|Stories|News|Views|Musings|Observations|Ramblings|Essays|Adventures|"
    r"Reflections|Reporting|Journalism|Jottings|Scribbles|Writings?|Rants|Opinions|Commentary|Life|Adrift|Words)"
    r"(?:,? (?:and|&) \w+)? (?:from|of|on|about|for|by|in|at) .*"
)
#: Where in the site the article stands, below the name: "Home » News » Regional".
_WAY = re.compile(rf"(?:Home|HOME)(?:\s*[»>/›|•·]\s*[{UPPER}][\w&’' -]{{1,30}}){{1,5}}")
#: What weblogs put below a story and papers do not.
_WEBLOG = re.compile(
    r"(?:(?:proudly )?powered by (?:wordpress|blogger|ghost|substack|jekyll|hugo|tumblr)|blog at wordpress|"
    r"leave a (?:reply|comment)|post a comment|(?:newer|older) posts?|blogroll|posted by [\w .]+ at \d|"
    r"filed under:|posted in [\w ,&]+$|about (?:me|the blogger)$|view my complete profile|email this\s?blogthis|"
    r"more (?:on|from) this blog|h/t\b)",
    re.IGNORECASE,
)
#: Papers have one of these too; so many show a weblog.
_WEBLOG_MARKS = 2
#: Headlines have at least so many words.
_HEADLINE_WORDS = 4
#: Cells of a byline and of the line below; "Special to the Harbour Post".
_BYLINE_CELLS = re.compile(r"\s*[|•·,/]\s*|\s+[-–—]\s+|\s+(?:of|for|at)\s+(?=[Tt]he )")
_FOR = re.compile(r"(?:(?:[Ss]pecial|[Ee]xclusive) (?:to|for)|[Ff]or|[Oo]f) (?:the )?(?=[A-Z])|the (?=[A-Z])")
_STAFF_WORDS = re.compile(r"\s+(?:staff|news|team)(?:\s+(?:reporter|writer|correspondent))?$|['’]s$", re.IGNORECASE)
_MOTTO_WORDS, _TITLED_WORDS = 14, 5
#: Words no longer than this may be small in a name ("Notes from the Pier").
_SMALL_WORD = 4
#: The Harbour Post | World / Harbour Echo » News » Local: sections stand behind the name
_SECTIONS = re.compile(
    rf"(?P<name>[^|•·»>/]{{2,50}}?)"
    rf"(?:(?:\s*[|•·»>]\s*|\s+/\s+)[{UPPER}][\w&’'-]*(?: (?:[{UPPER}&][\w&’'-]*|and|of)){{0,3}})+"
)
#: Ferries to sail again | The Harbour Post / Ferries to sail again | World | The Harbour Post
_TITLE_CELLS = re.compile(r"(?P<title>[^|•·»]+?)(?:\s*[|•·»]\s*[^|•·»]{2,30}?){0,2}\s*[|•·»]\s*(?P<name>[^|•·»]{2,50})")
#: Ferries to sail again - The Harbour Post
_TITLE_DASH = re.compile(r"(?P<title>.+)\s+[-–—]\s+(?P<name>[^|•·»]{2,50})")
#: What stands before the first bar is a headline rather than a section or a person from so many words on.
_TITLE_WORDS = 4
#: Published in Dawn, March 4th, 2024
_PUBLISHED_IN = re.compile(
    rf"Published (?:in|by|on) (?P<name>(?:[Tt]he )?[{UPPER}][\w&’' -]{{2,40}}), [\w .,]*\d{{4}}\.?$"
)
_CELL = re.compile(r"(?:[^|•·/]|(?<! )/|/(?! ))+")


def given(page: Page) -> Found | None:
    """What the page's metadata say, in its own words, or the caller: a name, or a web address."""
    if page.document.publisher and "publisher" in page.document.metadata:
        return Found(page.document.publisher, (), "metadata")
    if page.document.publisher:
        outlet = page.outlet(page.document.publisher)
        return Found(outlet.name if outlet else page.document.publisher, (), "given")
    name = name_at(page, page.document.url) if page.document.url else None
    return Found(name, (), "given") if name else None


def outlet_line(page: Page) -> Found | None:
    """A first line that is an outlet's name alone; agencies credit rather than publish."""
    for number in range(min(_NAME_LINES, len(page.paragraphs), HEAD_LINES)):
        line = without_place(_name_of_line(page, number).of(page.text))
        outlet = page.lexicon.outlet(line)
        is_staff = folded(line) == "newsroom"
        if outlet and outlet.kind != "agency" and not is_staff and not _is_section(outlet, line):
            return Found(outlet.name, (page.paragraphs[number],), "outlet_line")
    return None


def _name_of_line(page: Page, number: int) -> Span:
    """The line, at the very top without date, address, edition or section: "Harbour Mirror | 3 March 2024"."""
    span = page.paragraphs[number]
    sections = _SECTIONS.fullmatch(page.line(number)[:LONGEST_NOTE]) if number == 0 else None
    if sections is not None:
        return Span(*sections.span("name")).shifted(span.start)
    match = _BESIDE_NAME.fullmatch(page.line(number)[:LONGEST_NOTE]) if number == 0 else None
    if match is None:
        return Span(span.start, min(span.end, span.start + LONGEST_NOTE))
    rest = match["rest"].strip("()")
    is_beside = is_date_line(rest) or ADDRESS_LINE.fullmatch(rest) or _EDITION.fullmatch(rest)
    return Span(*match.span("name")).shifted(span.start) if is_beside else span


def _is_section(outlet: Outlet, line: str) -> bool:
    """ "Science" or "Nation" alone is the name of a section, "The Nation" is not."""
    has_article = folded(line) != line.casefold()
    is_short = " " not in line and outlet.name.casefold() == f"the {line.casefold()}"
    return not has_article and (is_short or outlet.needs_context(line))


def name_line(page: Page) -> Found | None:
    """
    The very first line where it has the shape of an outlet's name, or is one by the motto below it.

    "The Lagoon Log" above a headline; "Harbour Notes" above "A weblog about ports and ships" or "Home » News"
    """
    if page.lead < _LINES_ABOVE_LEAD:
        return None
    span = _name_of_line(page, 0)
    name = span.of(page.text)
    # "Island Woman Sues Post" is a headline.
    capitals = [word for word in name.split() if word[0].isupper()]
    is_short = len(capitals) <= _SURE_WORDS or name.casefold().startswith("the ")
    has_motto = is_titled(name) and _is_motto(page.line(1))
    is_above = has_motto or _is_above_way(page, name) or _is_above_label(page, name) or _is_weblog(page, name)
    if page.outlet(name) or not (is_above or (is_short and is_outlet_shaped(name))):
        return None
    return Found(usual_name(name), page.paragraphs[: 1 + has_motto], "name_line")


def is_titled(name: str) -> bool:
    """Are these a few words with capitals and without an end, as names are written?"""
    words = name.split()
    is_capital = all(word[0].isupper() or word[0].isdigit() for word in words if len(word) > _SMALL_WORD)
    return 0 < len(words) <= _TITLED_WORDS and is_capital and name[0].isupper() and name[-1].isalnum()


def _is_section_name(name: str) -> bool:
    """ "World News", "Opinion": a section or a label."""
    return all(word.casefold() in SECTION_WORDS | LABEL_WORDS or word == "&" for word in name.split())


def _is_above_way(page: Page, name: str) -> bool:
    """Does the way to the article within the site stand below: "Home » News » Regional"?"""
    return is_titled(name) and not _is_section_name(name) and _WAY.fullmatch(page.line(1)) is not None


def _is_above_label(page: Page, name: str) -> bool:
    """Does nothing but the label of a kind of story stand below a likely name: "Pier & Harbour Week" — "Interview"?"""
    is_label = _is_section_name(page.line(1)) and page.lead > _LINES_ABOVE_LEAD
    return is_label and is_outlet_shaped(name, doubtful=True)


def _is_weblog(page: Page, name: str) -> bool:
    """Is this the name of a weblog, by what it puts below the story, and a headline stands below the name?"""
    if not is_titled(name) or _is_section_name(name) or (is_person(name) and "by" in page.line(1).casefold()):
        return False
    marks = sum(_WEBLOG.match(page.line(n)[:LONGEST_NOTE]) is not None for n in range(page.last, len(page.paragraphs)))
    own = {byline.span for byline in bylines(page)}
    below = next((n for n in page.head[1:] if len(page.line(n).split()) >= _HEADLINE_WORDS), None)
    return (
        marks >= _WEBLOG_MARKS and below is not None and not any(page.paragraphs[n] in own for n in range(1, below + 1))
    )


def _is_motto(line: str) -> bool:
    """What papers and weblogs say of themselves: no headline, which has a verb."""
    return len(line.split()) <= _MOTTO_WORDS and _MOTTO.fullmatch(line) is not None


def title_cell(page: Page) -> Found | None:
    """An outlet's name behind the headline in a page's title: "Ferries to sail again | The Harbour Post"."""
    return next((found for _, found in title_cells(page)), None)


def title_cells(page: Page) -> Iterator[tuple[Span, Found]]:
    """Each such name among the first lines, with the bar before it and whatever stands between the two."""
    for number in page.head[:_NAME_LINES]:
        line = page.line(number)[:LONGEST_NOTE]
        match = _TITLE_CELLS.fullmatch(line) or _after_dash(page, line)
        outlet = page.outlet(match["name"]) if match else None
        if match is None or len(match["title"].split()) < _TITLE_WORDS or (outlet and outlet.kind == "agency"):
            continue
        if outlet or is_outlet_shaped(match["name"]):
            start = page.paragraphs[number].start
            name = Span(*match.span("name")).shifted(start)
            found = Found(outlet.name if outlet else usual_name(match["name"]), (name,), "title_cell")
            yield Span(match.end("title"), match.end()).shifted(start), found


def _after_dash(page: Page, line: str) -> re.Match[str] | None:
    """A name behind a title's last dash; one that lists know or the story names is whom the headline has it from."""
    match = _TITLE_DASH.fullmatch(line)
    if match is None or page.outlet(match["name"]) or any(match["name"] in page.line(each) for each in page.prose):
        return None
    return match


def date_cell(page: Page) -> Found | None:
    """A known outlet in a cell beside the date: "By Jane Doe | China Daily | Updated: 2023-05-06"."""
    for number in page.head:
        cells = list(_CELL.finditer(page.line(number)[:LONGEST_NOTE]))
        if not any(is_date_line(cell[0].strip()) for cell in cells):
            continue
        for cell in cells:
            words = cell[0].strip()
            outlet = page.lexicon.outlet(words)
            if outlet and outlet.kind != "agency" and not _is_section(outlet, words):
                span = Span(*cell.span()).shifted(page.paragraphs[number].start)
                return Found(outlet.name, (trimmed(page.text, span, " "),), "date_cell")
    return None


def name_beside_date(page: Page) -> Found | None:
    """A line that has the shape of an outlet's name below the headline, beside the line of the date."""
    for number in page.head[1:]:
        line = page.line(number)
        beside = [each for each in (number - 1, number + 1) if each in page.head]
        is_short = len(line.split()) <= _SURE_WORDS or line.casefold().startswith("the ")
        if (
            is_short
            and is_outlet_shaped(line)
            and not page.outlet(line)
            and any(is_date_line(page.line(n)) for n in beside)
        ):
            return Found(usual_name(line), (page.paragraphs[number],), "name_beside_date")
    return None


def name_by_byline(page: Page) -> Found | None:
    """
    A name of an outlet's shape in the byline or below it.

    "By Jane Doe | Lagoon Log"; "By Jane Doe" above "Lagoon Log", "Lagoon Log staff writer", "Special to the Lagoon Log"
    """
    own = {byline.span for byline in bylines(page)}
    for number in page.head:
        is_own = page.paragraphs[number] in own
        if not is_own and (number == 0 or page.paragraphs[number - 1] not in own):
            continue
        for cell in _cells(page.paragraphs[number], page.line(number)[:LONGEST_NOTE], 1 if is_own else 0):
            words = cell.of(page.text)
            is_name = is_outlet_shaped(words) and not is_role(words) and not WRITER.search(words)
            if is_name and page.outlet(words) is None and not words.endswith(("Agency", "Wire", "Service")):
                return Found(usual_name(words), (cell,), "name_by_byline")
    return None


def _cells(line: Span, words: str, first: int) -> Iterator[Span]:
    """The cells of a line from number *first* on, without "special to" before and "staff writer" behind."""
    ends = [0, *(match.end() for match in _BYLINE_CELLS.finditer(words))]
    stops = [*(match.start() for match in _BYLINE_CELLS.finditer(words)), len(words)]
    for start, stop in list(zip(ends, stops, strict=True))[first:]:
        before = _FOR.match(words, start, stop)
        begin = before.end() if before else start
        cell = _STAFF_WORDS.sub("", words[begin:stop].rstrip(" .)"))
        if cell:
            yield Span(begin, begin + len(cell)).shifted(line.start)


def address_line(page: Page) -> Found | None:
    """A first line with the article's web address: "https://www.koreaherald.com/…" is The Korea Herald."""
    for address, span in addresses(page):
        name = name_at(page, address)
        if name is not None and span is not None:
            return Found(name, (span,), "address_line")
    return None


def published_in(page: Page) -> Found | None:
    """A line at the end that names the paper and the day: "Published in Dawn, March 4th, 2024"."""
    for number in page.edges:
        match = _PUBLISHED_IN.match(page.line(number))
        outlet = page.outlet(match["name"]) if match else None
        if match and (outlet or is_outlet_shaped(match["name"])):
            span = Span(*match.span("name")).shifted(page.paragraphs[number].start)
            return Found(outlet.name if outlet else usual_name(match["name"]), (span,), "published_in")
    return None


def author_note(page: Page) -> Found | None:
    """The employer in a note on the author: "Jane Doe is a journalist for The Harbour Post."."""
    for note in author_notes(page):
        if note.outlet is not None:
            words = note.outlet.of(page.text)
            outlet = page.outlet(words)
            return Found(outlet.name if outlet else words, (note.outlet,), "author_note")
    return None


def disclaimer(page: Page) -> Found | None:
    """Whoever says that it has not edited an agency's text: "(… this story has not been edited by NDTV staff …)"."""
    for number in page.edges:
        match = _NOT_EDITED.search(page.line(number))
        outlet = page.outlet(match["name"]) if match else None
        is_sure = match is not None and _STAFF_BEHIND.match(page.line(number), match.end()) is not None
        if match and (outlet.kind != "agency" if outlet else is_sure or is_outlet_shaped(match["name"])):
            name = outlet.name if outlet else match["name"]
            return Found(name, (Span(*match.span("name")).shifted(page.paragraphs[number].start),), "disclaimer")
    return None


def own_name_before_lead(page: Page) -> Found | None:
    """An outlet that puts its name where others put the place: "TODAY NICARAGUA – …"."""
    dateline = dateline_of(page)
    if dateline is None or dateline.own is None:
        return None
    words = dateline.own.of(page.text)
    outlet = page.lexicon.outlet(words)
    return Found(outlet.name if outlet else usual_name(words), (dateline.own,), "own_name_before_lead")


def copyright_line(page: Page) -> Found | None:
    """The holder of the copyright, unless that is an agency: "© 2023 The Harbour Post. All rights reserved."."""
    for span in copyright_holders(page):
        words = span.of(page.text)
        outlet = page.outlet(words)
        if outlet is None or outlet.kind != "agency":
            return Found(outlet.name if outlet else usual_name(words), (span,), "copyright_line")
    return None


#: What says who publishes, without the copyright line: that may be another's.
FIRST_FINDERS = (
    given,
    outlet_line,
    address_line,
    title_cell,
    name_line,
    date_cell,
    name_beside_date,
    name_by_byline,
    published_in,
    author_note,
    own_words,
    disclaimer,
    own_name_before_lead,
)
FINDERS = (*FIRST_FINDERS, copyright_line, own_address)
