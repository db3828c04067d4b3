"""The agency, or the outlet of origin, that the article is credited to."""

import re
from collections.abc import Iterator

from quotes.frame.byline import bylines
from quotes.frame.dateline import dateline_of
from quotes.frame.model import Found
from quotes.frame.names import is_outlet_shaped
from quotes.frame.notices import copyright_holders
from quotes.frame.page import LONGEST_NOTE, UPPER, Page
from quotes.frame.publisher import FIRST_FINDERS as PUBLISHER_FINDERS
from quotes.frame.publisher import name_at
from quotes.lexicon import folded
from quotes.spans import Span, trimmed

#: The name of an outlet that the lexicon need not know.
_NAME = rf"(?:[Tt]he )?[{UPPER}][\w&.’'-]*(?: (?:(?:of|and|the|in|for|&) )?[{UPPER}][\w&’'-]*){{0,5}}"
#: … resolutions. (Yonhap) / … resolutions. [Reuters]
_IN_BRACKETS = re.compile(r"(?:^|(?<=[.!?…\"”’')»])\s*)[(\[](?P<name>[^()\[\]]{2,80})[)\]]\.?$")
#: … on Monday. – AFP / … on Monday. -- The Straits Times/Asia News Network
_AFTER_DASH = re.compile(r"(?:^|(?<=[.!?…\"”’')»])\s*)(?:—|–|―|--?|â€”)\s*(?P<name>[^—–.!?]{2,60})$")
#: … on Monday. EFE / … on Monday. PTI ABC XYZ: an agency's letters, then those of its desk
_BARE = re.compile(r"(?<=[.!?…\"”’')»])\s+(?P<name>[A-Z]{2,6})(?: [A-Z]{2,4}){0,3}$")
_SOURCE = re.compile(
    r"(?:Translated from [A-Z]\w+\.\s+)?[(\[]?(?:News )?(?:Source|Sources|SOURCE|Credit|Agency|Agencies|Courtesy|"
    r"Origin)\s*[:–—-]\s*(?P<name>[^\n|]{2,80}?)[)\]]?\.?"
    r"(?:\s*(?:\||\b(?:Editor|Time|Published|Updated|Date)\s?:|(?:19|20)\d\d\b).*)?"
)
_INPUTS = re.compile(
    rf"\b(?:[Ww]ith|[Aa]dditional)\s+(?:(?:agency|additional|wire)\s+)?(?:inputs?|input)\s+(?:from|"
    rf"by)\s+(?P<name>{_NAME}(?:(?:/| and |, ){_NAME})*)"
)
_INPUTS_AFTER = re.compile(rf"\b[Ww]ith (?P<name>{_NAME}) inputs?\b")
_REPORTING = re.compile(r"[(\[]?(?:Additional )?[Rr]eporting by [^;()]{2,200}? (?:for|of) (?P<name>[^;,()]{2,60})")
#: This story has been published from a syndicated feed - ANI.
_FEED = re.compile(
    rf"\b(?:agency|syndicated|wire|news)[\w -]{{0,30}} feed\s*(?:of|from|by|[-–—:(])\s*(?:the )?(?P<name>{_NAME})"
    rf"|\b(?:generated|taken|sourced|received|published|syndicated) (?:from|via) (?:the )?(?P<origin>{_NAME})"
)
_REPRINT = re.compile(
    rf"(?:\b(?:originally|first|previously)\s+(?:been )?(?:published|appeared|posted|printed|ran)|\brepublished|"
    rf"\breprinted|\breproduced)"
    rf"\s+(?:with permission )?(?:by|in|on|at|from)\s+(?:the website (?:of )?)?(?P<name>{_NAME})"
)
_ABOUT_THIS_TEXT = re.compile(
    r"[(\[*]?(?:This|The|An earlier version of this|Read the original|Originally|First|Republished|Reprinted|©|\*)\b",
    re.IGNORECASE,
)
_STORY_WORD = re.compile(
    r"\b(?:article|story|piece|post|column|report|text|essay|content|interview|version|item|originally|"
    r"republished|reprinted)\b",
    re.IGNORECASE,
)
#: "Agencies" and the like credit nobody in particular.
_NOBODY = frozenset(
    {"agencies", "agency", "staff", "wire", "wires", "news agencies", "agency feed", "web desk", "staff and agencies"}
)
#: A line of nothing but a credit is short.
_CREDIT_WORDS = 12
#: "Source: Harbour Post" is a name, "Source: figures of the port authority for 2023" a note to a chart.
_NAME_WORDS = 6


def agency_byline(page: Page) -> Found | None:
    """An outlet in the byline: "By ANI", "By Jane Doe, Associated Press"; not the paper's own name."""
    for byline in bylines(page):
        for span in byline.outlets:
            if found := _known(page, span, "agency_byline"):
                return found
    return None


def agency_line(page: Page) -> Found | None:
    """A line that begins with an agency's name and holds no sentence: "PTI | New Delhi | Updated: May 3"."""
    for number in page.edges:
        line = page.line(number)
        cell = re.split(r"\s*[|,•·–—]\s*", line)[0]
        outlet = page.outlet(cell)
        # In the tail a name stands alone; at the head place and date may follow.
        if (
            outlet
            and outlet.kind == "agency"
            and (number < page.lead or cell == line)
            and len(line.split()) <= _CREDIT_WORDS
        ):
            start = page.paragraphs[number].start
            if found := _known(page, Span(start, start + len(cell)), "agency_line"):
                return found
    return None


def dateline_credit(page: Page) -> Found | None:
    """The agency of the dateline: "PYONGYANG (KCNA) — …"."""
    dateline = dateline_of(page)
    if dateline is None or dateline.credit is None:
        return None
    return _known(page, dateline.credit, "dateline_credit") or _named(page, dateline.credit, "dateline_credit")


def closing_credit(page: Page) -> Found | None:
    """An outlet in brackets or after a dash at the end of the story: "… on Monday. (Yonhap)", "… on Monday. – AFP"."""
    return next((found for _, found in closing_credits(page) if found is not None), None)


def closing_credits(page: Page) -> Iterator[tuple[Span, Found | None]]:
    """Each credit at the end of a story, brackets or dash included, with what it names (None for its own paper)."""
    for number in reversed(page.tail or page.head):
        span = page.paragraphs[number]
        if (number < page.last and page.line(number)[:1] not in "([—–-") or number in page.pictures:
            continue
        start = max(span.start, span.end - LONGEST_NOTE)
        for shape in (_IN_BRACKETS, _AFTER_DASH, _BARE):
            match = shape.search(page.text[start : span.end])
            if match is not None and (shape is not _BARE or _is_agency(page, match["name"])):
                name = Span(*match.span("name")).shifted(start)
                found = _known(page, name, "closing_credit") or _at_domain(page, name) or _new_name(page, name)
                if found is not None or page.outlets(match["name"]):
                    yield trimmed(page.text, Span(match.start() + start, span.end), " "), found


def _is_agency(page: Page, words: str) -> bool:
    """Is this an agency's name that means nothing else?"""
    outlet = page.lexicon.outlet(words)
    return outlet is not None and outlet.kind == "agency" and not outlet.needs_context(words)


def _at_domain(page: Page, span: Span) -> Found | None:
    """A credit by web address: "(hrw.org)"."""
    words = span.of(page.text).replace(" ", "")
    name = name_at(page, words) if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", words) and not words[0].isdigit() else None
    return Found(name, (span,), "closing_credit") if name else None


def _new_name(page: Page, span: Span) -> Found | None:
    """An outlet's name that the lexicon lacks but whose last word shows it: "– Harbour News Agency"."""
    is_name = is_outlet_shaped(span.of(page.text), doubtful=True)
    return _named(page, span, "closing_credit") if is_name else None


def source_line(page: Page) -> Found | None:
    """A line that names its source: "Source: Donga"."""
    for number in page.edges:
        match = _SOURCE.fullmatch(page.line(number))
        if match is None or len(match["name"].split()) > _NAME_WORDS:
            continue
        span = Span(*match.span("name")).shifted(page.paragraphs[number].start)
        address = re.match(r"(?:https?://|www\.)\S+", match["name"])
        if address is not None:
            name = name_at(page, address[0])
            return Found(name, (span,), "source_line") if name else None
        if found := _known(page, span, "source_line") or _named(page, span, "source_line"):
            return found
    return None


def credit_in_note(page: Page) -> Found | None:
    """
    A note that names the agency.

    "(With inputs from ANI)", "(Reporting by Jane Doe for Reuters)", "published from a syndicated feed - ANI"
    """
    for number in page.edges:
        for shape in (_INPUTS, _INPUTS_AFTER, _REPORTING, _FEED):
            match = shape.search(page.line(number))
            is_note = shape is not _FEED or _ABOUT_THIS_TEXT.match(page.line(number))
            if match and is_note and (found := _known(page, _name_span(page, number, match), "credit_in_note")):
                return found
    return None


def reprint(page: Page) -> Found | None:
    """The outlet of origin of a reprint: "This article was originally published by The Harbour Post."."""
    for number in page.edges:
        line = page.line(number)
        match = _REPRINT.search(line) if _ABOUT_THIS_TEXT.match(line) and _STORY_WORD.search(line) else None
        if match is not None:
            span = _name_span(page, number, match)
            if found := _known(page, span, "reprint") or _named(page, span, "reprint"):
                return found
    return None


def copyright_of_another(page: Page) -> Found | None:
    """A copyright line of an agency, or of another than the publisher: "Copyright 2023 The Associated Press."."""
    publisher = _publisher(page)
    for span in copyright_holders(page):
        outlet = page.outlet(span.of(page.text))
        if outlet and (outlet.kind == "agency" or publisher) and (found := _known(page, span, "copyright_of_another")):
            return found
    return None


def _name_span(page: Page, number: int, match: re.Match[str]) -> Span:
    group = match.lastgroup or "name"
    return Span(*match.span(group)).shifted(page.paragraphs[number].start)


def _publisher(page: Page) -> str | None:
    """Who publishes, as far as that is known without credits."""
    found = (finder(page) for finder in PUBLISHER_FINDERS)
    return next((each.value for each in found if each is not None), None)


def _known(page: Page, span: Span, rule: str) -> Found | None:
    """A credit with the first outlet that it names; a paper (no agency) that names itself credits nobody."""
    publisher = _publisher(page)
    for outlet in page.outlets(span.of(page.text)):
        if outlet.kind == "agency" or publisher is None or not _is_own(outlet.name, publisher):
            return Found(outlet.name, (span,), rule)
    return None


def _is_own(name: str, publisher: str) -> bool:
    """Is this the publisher itself, perhaps by its last word ("TIMES" in the Harbour Times)?"""
    return f" {folded(publisher)}".endswith(f" {folded(name)}")


def _named(page: Page, span: Span, rule: str) -> Found | None:
    """A credit in the words of the text, where the lexicon does not know the name."""
    words = span.of(page.text)
    publisher = _publisher(page)
    if page.outlets(words) or not words[:1].isupper() or folded(words) in _NOBODY:
        return None
    return None if publisher and folded(words) == folded(publisher) else Found(words, (span,), rule)


FINDERS = (
    agency_byline,
    dateline_credit,
    closing_credit,
    agency_line,
    source_line,
    credit_in_note,
    reprint,
    copyright_of_another,
)
