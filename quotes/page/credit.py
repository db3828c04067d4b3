"""The agency, or the outlet of origin, that the article is credited to."""

import re
from collections.abc import Iterator

from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.page.addresses import name_at, ordinary_words
from quotes.page.date_shapes import dates_in, is_date_line
from quotes.page.dateline import AGENCY_WORDS, CALL_SIGN, agency_and_town
from quotes.page.frame import Found
from quotes.page.notices import copyright_holders
from quotes.page.page import DEPARTMENT, HEADING_WORDS, LONGEST_NOTE, Page, is_prose
from quotes.page.publisher import key
from quotes.page.self_phrases import names_beside
from quotes.text.spans import Span, trimmed
from quotes.words.classes import one_of, word_class
from quotes.words.lexicon import folded

#: … resolutions. (Yonhap) / … resolutions. [Reuters]
_IN_BRACKETS = re.compile(r"(?:^|(?<=[.!?…\"”’')»])\s*)[(\[](?P<name>[^()\[\]]{2,80})[)\]]\.?$")
#: … on Monday. – AFP / … on Monday. -- The Straits Times/Asia News Network / … on Monday. — LDF, Harbour News
_AFTER_DASH = re.compile(
    r"(?:^|(?<=[.!?…\"”’')»])\s*)(?:—|–|―|--?|â€”)\s*(?:[A-Z]{2,4}(?:/[A-Z]{2,4})*, )?(?P<name>[^—–.!?]{2,60}?)"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}\.?)?$"
)
#: … on Monday. EFE / … on Monday. REUTERS / … on Monday. PTI ABC XYZ: an agency's letters, then those of its desk
_BARE = re.compile(r"(?<=[.!?…\"”’')»])\s+(?:\(end\)\s*)?(?P<name>[A-Z]{2,10}|(?<=\) )[A-Z]\w+)(?: [A-Z]{2,4}){0,3}$")
#: … on Monday./Lusa / … on Monday. /ritzau/
_AFTER_SLASH = re.compile(
    r"(?:^(?=/.*/$)|(?<=[.!?…\"”’')»])\s*)/(?P<name>[A-Z][\w-]{1,20}(?=/?$)|\w[\w-]{1,20}(?=/$))/?$"
)
#: Lusa/ar: an agency, then the letters of editors / Lusa/ar/2018
_BEFORE_DESK = re.compile(r"^(?P<name>[A-Z][\w-]*)(?:/(?:[a-z]{2,4}|(?:19|20)\d\d))+$")
#: jd/rr (AFP, Reuters): the letters of editors, then the agencies
_DESK = re.compile(r"[a-z]{2,4}(?:/[a-z]{2,4}){0,3}\s*\((?P<name>[^()]{2,60})\)$")
#: … on Monday. Source: Lusa / … on Monday. (Source: Lusa)
_SOURCE_AT_END = re.compile(
    r"(?<=[.!?…\"”’')»])\s*[(\[]?(?:Source|SOURCE|Via|via|Courtesy|Credit)\s?:\s?(?P<name>[^.!?:()\[\]]{2,60})[)\]]?\.?$"
)
_SOURCE = re.compile(
    r"(?:Translated from [A-Z]\w+\.\s+)?[(\[]?(?:News )?(?:Source|Sources|SOURCE|Credit|Agency|Agencies|Courtesy|"
    r"Origin|[Vv]ia|VIA|[Hh]/[Tt]|Hat tip|Original(?: source| article)?|Text|Story by|Report by|Article by|Text by|"
    r"Author(?:s)?(?: of (?:the |this )?article)?)"
    r"(?:\s*[:–—-]\s*|(?<=[Tt]) (?:to )?|(?<=by) |(?<=[Vv]ia) |(?<=tip) (?:to )?)(?P<name>[^\n|]{2,80}?)[)\]]?\.?"
    r"(?:[\s,.;]*(?:\||\b(?:Photo|Photos|Editor|Time|Published|Updated|Date)\s?:|(?:19|20)\d\d\b).*)?"
)
#: Reporting by Jane Doe in Lisbon; editing by John Roe, Reuters
_REPORTED = re.compile(
    r"^[(\[]?(?:(?:Additional )?[Rr]eporting|[Ww]riting|[Ee]diting) by [^()]{2,240}?"
    r"[,;–—/|-]\s*(?P<name>[^,;()]{2,40}?)[)\]]?\.?$"
)
#: - With AFP / By Harbour News with Lusa
_WITH = re.compile(r"(?:[–—-]+\s*|[Bb]y [^.|]{2,40} )?[Ww]ith (?P<name>[A-Z][^.,|]{1,40})")
_ABOUT_THIS_TEXT = re.compile(
    r"[(\[*]?(?:This|The|An earlier version of this|Read the original|Originally|First|Republished|Reprinted|©|\*|"
    r"Disclaimer|Translat(?:ed|ion)|Read more|Published|Adapted)\b",
    re.IGNORECASE,
)
_STORY_WORD = re.compile(rf"\b{one_of('words for the text itself')}\b", re.IGNORECASE)
#: Labels behind which persons and readers stand too.
_OF_PERSONS = re.compile(rf"[(\[]?{one_of('labels of persons and outlets')}\b", re.IGNORECASE)
#: How a credit closes a story.
_CLOSING = (_IN_BRACKETS, _AFTER_DASH, _SOURCE_AT_END, _DESK, _BEFORE_DESK, _AFTER_SLASH, _BARE)
_SITE = re.compile(r"[A-Za-z][\w-]*(?:\.[\w-]+)+")
#: Harbour Post and news agencies
_AND_OTHERS = re.compile(r",? (?:and|with|&) (?:news |wire )?(?:agencies|services|wires|staff)$", re.IGNORECASE)
#: The letters of an agency that no list knows, at the end of a story: "… on Monday. — VNS"
_LETTERS = re.compile(r"[A-Z]{3,6}")
#: "Agencies" and the like credit nobody in particular.
_NOBODY = word_class("credits to nobody")
#: What ends a line behind a bar or a comma, or stands between two bars.
_CELL = re.compile(r"(?<=[|•·,])\s*(?P<name>[^|•·,]+?)(?=\s*(?:[|•·]|$))")
#: A line of nothing but a credit is short.
_CREDIT_WORDS = 12
#: A name of so few letters that means something else too is a button.
_BUTTON = 2
#: Notes stand no farther below the story's last line.
_BELOW = 20
#: "Source: Harbour Post" is a name, "Source: figures of the port authority for 2023" a note to a chart.
_NAME_WORDS = 6


def agency_byline(page: Page) -> Iterator[Found]:
    """An outlet in the byline: "By ANI", "By Jane Doe, Associated Press"; not the paper's own name."""
    for byline, span in ((each, span) for each in page.bylines for span in each.outlets):
        words = span.of(page.text)
        # "By Jane Doe Lagoon Log" in another paper; "By Jane Doe, Harbour Post, and John Roe, Lagoon Log" in this one.
        is_alone = page.publisher is not None and page.publisher not in page.text[byline.span.start : span.start]
        is_other = bool(byline.people) and is_alone and is_outlet_shaped(words, doubtful=True)
        is_new = is_other or AGENCY_WORDS.search(words) is not None
        yield from _credited(page, span, "agency_byline", new=is_new)


def agency_line(page: Page) -> Iterator[Found]:
    """A line that begins with an agency's name and holds no sentence: "PTI | New Delhi | Updated: May 3", "AP Faro"."""
    for number in sorted({*page.edges, *page.closing}):
        line, start = page.lines[number], page.paragraphs[number].start
        if number in page.pictures or len(line.split()) > _CREDIT_WORDS:
            continue
        beside = agency_and_town(page, line)
        date = next((span.start for span, _ in dates_in(line)), len(line))
        cell = re.split(r"\s*[|,•·–—/]\s*|\s+(?=\d)", line[:date].rstrip())[0]
        name = beside[0] if beside else Span(0, len(cell))
        outlet = page.outlet(name.of(line))
        # In the tail a name stands alone or before the date; at the head place and date may follow.
        is_dated = name.end < len(line) and is_date_line(line[name.end :])
        # In the tail "RSS" alone is a button.
        bare = DEPARTMENT.sub("", name.of(line))
        is_plain = outlet is not None and not outlet.needs_context(bare)
        # "AA" at the head is a button for larger letters.
        is_above = number < page.lead and (is_plain or _is_letters(name.of(line)))
        is_sure = is_dated or beside or is_above or (is_plain and name.end == len(line))
        if outlet and outlet.kind == "agency" and is_sure:
            yield Found(outlet.name, (name.shifted(start),), "agency_line")


def agency_cell(page: Page) -> Iterator[Found]:
    """An agency behind a bar or a comma, above the story: "The Jetty | May 3, 2024 | Kyodo", "Jane Doe, Reuters"."""
    for number in (each for each in page.edges if each < page.lead and each not in page.pictures):
        line, start = page.lines[number], page.paragraphs[number].start
        if len(line.split()) > _CREDIT_WORDS or is_prose(line):
            continue
        for cell in _CELL.finditer(line):
            outlet = page.outlet(cell["name"])
            is_plain = outlet is not None and not outlet.needs_context(cell["name"])
            if outlet is not None and outlet.kind == "agency" and is_plain and not _is_own(page, outlet.name):
                yield Found(outlet.name, (Span(*cell.span("name")).shifted(start),), "agency_cell")


def _is_letters(words: str) -> bool:
    """Whether an agency is named by its letters, and they spell nothing else: "UNI", not "AA", "APP" or "Report"."""
    return len(words) > _BUTTON and words.isupper() and words.casefold() not in ordinary_words()


def dateline_credit(page: Page) -> Iterator[Found]:
    """The agency of the dateline, or the paper that credits itself: "PYONGYANG (KCNA) — …", "Harbour News – …"."""
    dateline = page.dateline
    if dateline is not None and dateline.credit is not None:
        # A station's call sign is its own.
        is_new = CALL_SIGN.fullmatch(dateline.credit.of(page.text)) is None
        yield from _credited(page, dateline.credit, "dateline_credit", new=is_new)
    elif dateline is not None and dateline.own is not None:
        outlet = page.lexicon.outlet(dateline.own.of(page.text))
        yield from [Found(outlet.name, (dateline.own,), "dateline_credit")] if outlet is not None else []


def closing_credit(page: Page) -> Iterator[Found]:
    """An outlet in brackets or after a dash at the end of the story: "… on Monday. (Yonhap)", "… on Monday. – AFP"."""
    return (found for _, found in closing_credits(page) if found)


def closing_credits(page: Page) -> Iterator[tuple[Span, Found | None]]:
    """Each credit at the end of a story, brackets or dash included, with what it names (None for its own paper)."""
    for number in reversed(page.closing or page.head):
        span = page.paragraphs[number]
        if (number < page.last and page.lines[number][:1] not in "([—–-/") or number in page.pictures:
            continue
        start = max(span.start, span.end - LONGEST_NOTE)
        for shape in _CLOSING:
            match = shape.search(page.text[start : span.end])
            is_apart = shape is _SOURCE_AT_END and number not in page.prose
            if match is not None and not is_apart and (shape is not _BARE or page.is_agency(match["name"])):
                name = Span(*match.span("name")).shifted(start)
                letters = shape in {_IN_BRACKETS, _AFTER_DASH} and _LETTERS.fullmatch(match["name"])
                is_new = is_outlet_shaped(match["name"], doubtful=True) or bool(letters)
                found = next(_credited(page, name, "closing_credit", new=is_new), None)
                if found is not None or page.outlets(match["name"]):
                    yield trimmed(page.text, Span(match.start() + start, span.end), " "), found


def source_line(page: Page) -> Iterator[Found]:
    """A line that names its source: "Source: Donga", "Source: Polish daily Fakt, citing the police"."""
    for number in sorted({*page.edges, *page.closing}):
        line = page.lines[number]
        match = _SOURCE.fullmatch(line) if len(line) <= LONGEST_NOTE else None
        if match is None or _is_bibliography(page, line, match["name"]):
            continue
        # "(Source: MGN)" above a story is whose picture it is.
        is_picture = number < page.lead and line[:1] == "("
        is_sure = _OF_PERSONS.match(line) is None and not is_picture
        is_new = len(match["name"].split()) <= _NAME_WORDS and (is_sure or is_outlet_shaped(match["name"]))
        name = Span(*match.span("name")).shifted(page.paragraphs[number].start)
        yield from _credited(page, name, "source_line", new=is_new)


def _is_bibliography(page: Page, line: str, names: str) -> bool:
    """Whether a line lists what a writer has read: "Sources: Harbour Post, The Jetty"; agencies are credited so too."""
    return line.startswith("Sources") and not any(each.kind == "agency" for each in page.outlets(names))


def credit_in_note(page: Page) -> Iterator[Found]:
    """
    A note that names the agency, or the outlet that has published the text first.

    "(With inputs from ANI)", "(Reporting by Jane Doe for Reuters)", "AFP contributed to this report.", "published from
    a syndicated feed - ANI", "This article was originally published by The Harbour Post."
    """
    for number in sorted({*page.edges, *page.closing, *_below(page)}):
        for name, is_new in _in_note(page.lines[number][:LONGEST_NOTE]):
            span = name.shifted(page.paragraphs[number].start)
            yield from _credited(page, span, "credit_in_note", new=is_new)


def _below(page: Page) -> Iterator[int]:
    """The numbers of the lines below the lead that are not the story's, up to those of the end of the page."""
    return (n for n in range(page.lead, min(len(page.paragraphs), page.last + _BELOW)) if n not in page.prose)


def _in_note(line: str) -> Iterator[tuple[Span, bool]]:
    """The names that a note credits, each with whether the lexicon need not know it."""
    for phrase, name in names_beside(line):
        is_provided = phrase.kind == "feed" and line.startswith("©")
        if phrase.kind == "input" or (phrase.kind == "feed" and not is_provided and _ABOUT_THIS_TEXT.match(line)):
            yield name, False
        elif is_provided or (phrase.kind in {"origin", "copied"} and _is_about_this_text(line)):
            yield name, True
    for match in filter(None, (_REPORTED.match(line), _WITH.fullmatch(line))):
        yield Span(*match.span("name")), False


def copyright_of_agency(page: Page) -> Iterator[Found]:
    """A copyright line of an agency, in its own words: "Copyright 2023 The Associated Press."."""
    for span in copyright_holders(page):
        if page.is_agency(span.of(page.text)):
            yield Found(span.of(page.text), (span,), "copyright_of_agency")


def _is_about_this_text(line: str) -> bool:
    """True where a note begins like one on where this text comes from: "This article was …", "Translated from …"."""
    return _ABOUT_THIS_TEXT.match(line) is not None and _STORY_WORD.search(line) is not None


def _credited(page: Page, span: Span, rule: str, *, new: bool = False) -> Iterator[Found]:
    """
    A credit with the first outlet that it names; the paper itself ("TIMES" of Harbour Times) is none.

    That at a web address ("hrw.org"), or the words of the text where a *new* name may stand there.
    """
    words = _AND_OTHERS.sub("", span.of(page.text))
    known = page.outlets(words) if folded(words) not in HEADING_WORDS else []
    for outlet in known:
        if outlet.kind == "agency" or (outlet.kind != "photo agency" and not _is_own(page, outlet.name)):
            yield Found(outlet.name, (span,), rule)
    site = name_at(page, words) if not known and _SITE.fullmatch(words) else None
    is_name = words[:1].isupper() and folded(words) not in _NOBODY and not _is_own(page, words)
    if site or (new and is_name and not known):
        yield Found(site or words, (span,), rule)


def _is_own(page: Page, name: str) -> bool:
    """Whether a name is the paper's own: "TIMES" and "HarbourTimes" of Harbour Times, "JBN News" of JBN."""
    publisher = page.publisher or ""
    is_end = f" {folded(publisher)}".endswith(f" {folded(name)}")
    return key(publisher) != "" and (is_end or key(name).startswith(key(publisher)))


FINDERS = (
    agency_byline,
    dateline_credit,
    closing_credit,
    agency_line,
    agency_cell,
    source_line,
    credit_in_note,
    copyright_of_agency,
)
