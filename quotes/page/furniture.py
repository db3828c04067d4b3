"""What a page holds besides the story: addresses, buttons, notices, credits, bylines, dates."""

import re
from collections.abc import Iterator

from attrs import frozen

from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.naming.person_shapes import is_person
from quotes.page.addresses import is_address_line
from quotes.page.byline import is_role
from quotes.page.credit import closing_credits, is_about_this_text
from quotes.page.date_shapes import is_date_line
from quotes.page.frame import Found
from quotes.page.notices import is_copyright
from quotes.page.page import LONGEST_NOTE, Page
from quotes.text.letters import UPPER
from quotes.text.spans import Span, Spans, merged, trimmed
from quotes.words.places import is_place


@frozen
class Junk:
    """A kind of line that is no story: *pattern* covers the whole of the line, *examples* are such lines."""

    pattern: re.Pattern[str]
    examples: tuple[str, ...]


def _junk(pattern: str, *examples: str) -> Junk:
    return Junk(re.compile(pattern, re.IGNORECASE | re.DOTALL), examples)


_BULLET = r"[\s•·*>»«\-–—|]*"
JUNK = (
    _junk(
        rf"{_BULLET}(?:link )?copied!?(?: to clipboard)?|{_BULLET}(?:copy link|copy url)", "• Link copied", "Copy link"
    ),
    _junk(rf"{_BULLET}exit mobile version", "Exit mobile version"),
    _junk(
        rf"{_BULLET}(?:advertisements?|advertising|ad|sponsored(?: content)?|promoted|paid content|"
        rf"story continues below.*|"
        r"(?:article|story) continues (?:after|below).*|scroll (?:down )?to continue.*|continue reading.*|"
        r"read full (?:story|article).*)[:.]?",
        "ADVERTISEMENT",
        "Story continues below advertisement",
    ),
    _junk(
        rf"{_BULLET}[\[(]?(?:also read|also see|also watch|read also|read more|read next|read this|see also|"
        rf"must read|more on this|more from|"
        r"related(?: stor(?:y|ies)| articles?| news| topics?| posts?| links?)?|recommended(?: stories)?|"
        r"don['’]t miss|you may also like|trending|most read|"
        r"watch|listen|in pictures|explore more|topics|tags|keywords|filed under|categories|category|see more|"
        r"view more|explained)\s?[|:–—-].*",
        "Also read: Harbour strike enters third week",
        "READ MORE: What we know about the strike",
        "Tags: harbour, strike",
    ),
    _junk(
        rf"{_BULLET}(?:also read|read more|see also|related|related stories|related news|related articles|"
        rf"recommended stories|more stories|trending|trending now|"
        r"most read|most popular|latest news|top stories|more news|topics|tags|comments?|no comments|"
        r"post a comment|leave a (?:comment|reply)|next|previous|"
        r"home|back to top|menu|search|log in|sign in|register|subscribe|newsletter|print|email|e-mail|save|"
        r"share|listen|like|follow|"
        r"full text|abstract|text size|font size|loading|show more|close|skip to (?:main )?content)[.:!]?",
        "Related Stories",
        "Share",
    ),
    _junk(
        rf"{_BULLET}(?:share|tweet|pin|post|save|print|email|like|forward) (?:this|on|to|via|it|article|"
        rf"story).{{0,80}}",
        "Share this article on Facebook",
    ),
    _junk(
        rf"{_BULLET}(?:share|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|email|print|copy|"
        rf"instagram|youtube|pocket|flipboard|messenger)"
        r"(?:[\s,|/·•]+(?:share|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|email|print|copy|"
        r"link|instagram|youtube|pocket|flipboard|messenger))+",
        "Facebook Twitter WhatsApp Email",
    ),
    _junk(
        rf"{_BULLET}(?:follow|find|join|like|add|contact|reach|e-?mail|write to) (?:us|me|him|her|them|"
        rf"the (?:author|writer|reporter)|[\w .’']{{1,60}}) ?(?:directly )?(?:\b(?:on|at|via)\b|@).{{0,160}}",
        "Follow us on Twitter @harbourpost.",
        "Follow Jane Doe on Twitter @janedoe.",
    ),
    _junk(
        rf"{_BULLET}(?:sign up|subscribe|click here|tap here|download|get (?:the|our|all)|stay (?:up to date|"
        rf"informed|tuned|connected)|for (?:the latest|more) (?:news|stories|updates|"
        r"information)|to read (?:more|the full)|support our|donate|become a (?:member|subscriber)|"
        r"already a subscriber|don['’]t have an account|catch (?:the|all)|"
        r"join our|enable notifications|we use cookies|by clicking|by subscribing).{0,260}",
        "Sign up to get our newsletter every morning.",
        "Click here to read the full report",
    ),
    _junk(
        rf"{_BULLET}(?:read|see) (?:the )?(?:rest|full|whole|original|complete)(?: of)?(?: the| this)? ?(?:story|"
        rf"article|report|interview|piece|statement|text)?\b.{{0,60}}",
        "Read the rest of the story here.",
    ),
    _junk(
        r"(?:twitter|x|email|e-mail|instagram|facebook|tel|phone|contact)\s?:\s?\S+(?: \S+){0,3}",
        "Twitter: @janedoe.",
        "EMAIL: jane@example.com.",
    ),
    _junk(r"@\w{2,30}\.?|[\w.+-]+@[\w-]+\.[\w.-]+|(?:#\w+\s*)+", "@janedoe", "news@example.com", "#harbour #strike"),
    _junk(
        r"\d+\s*(?:shares?|comments?|views?|likes?|min(?:ute)?s?(?: read)?|mins read)|reading time:?.{0,30}|.{0,"
        r"20}\bmin(?:ute)?s? read",
        "3 min read",
        "12 Comments",
    ),
    _junk(r"[\W_]+|enditem\.?|\(?ends?\)?\.?|-?\s?30\s?-|---+ ?ends? ?---+|xxx+", "***", "Enditem"),
    _junk(
        r"[(\[*]*(?:disclaimer\b|this (?:story|article|report|post|news|copy|item|piece|content|text|material|"
        r"subject)[\w ,]{0,40}\b(?:has|have|had|is|was|may|will|can|cannot|first|originally)\b.{0,60}\b"
        r"(?:auto-?|published|generated|edited|updated|corrected|appeared|feed|reproduced|redistributed|printed|"
        r"broadcast|rewritten|republished|syndicated|part of a)"
        r"|except for the headline|(?:the|an) (?:earlier|previous) version of this|editor['’]?s?['’]? note\b.{0,"
        r"40}\bthis (?:story|article)|"
        r"the views expressed|views expressed|opinions expressed|the opinions expressed|all rights reserved|"
        r"no part of this|reproduction|unauthori[sz]ed|"
        r"republished|reprinted|originally published|first published).*",
        "Disclaimer: This post has been auto-published from an agency feed without any modifications to the text.",
        "This story has been published from a wire agency feed without modifications to the text.",
        "(Except for the headline, this story has not been edited by our staff.)",
        "This article was originally published by The Harbour Post.",
    ),
    _junk(
        r"[(\[*—–-]*\s?(?:(?:additional |with )?reporting by|additional reporting|edited by|editing by|"
        r"writing by|compiled by|translated by|with (?:agency |additional |wire )?inputs?|with reporting|"
        r"contributing|contributors?)\b.{0,240}"
        r"|[(\[]?with (?:an? )?(?:[\w,&/ -]{2,40} inputs?|(?:additional )?reports? (?:from|by) .{2,50}?)[)\]]?\.?",
        "(Reporting by Jane Doe; editing by John Roe)",
        "(With inputs from ANI)",
        "(With PTI inputs)",
    ),
    _junk(
        r"(?:for )?immediate release|(?:press|news|media) (?:release|statement|advisory)|"
        r"embargoed (?:until|till|for).{0,80}"
        r"|(?:media |press )?(?:contact|inquiries|enquiries)s?\s?:.{0,120}",
        "FOR IMMEDIATE RELEASE",
        "EMBARGOED UNTIL 10 A.M., APRIL 9, 2024",
        "Media contact: Jane Doe, 202-555-0134",
    ),
    _junk(
        r"[\w.’' -]{3,60}? (?:can|may) be (?:reached|contacted) (?:at|by|via|on)\b.{0,160}",
        "Jane Doe can be reached at jane@example.com.",
    ),
    _junk(r"(?:proudly )?powered by [\w. ]{2,40}|blog at wordpress\.com.{0,40}", "Powered by WordPress"),
    _junk(r"our standards\s?:.{0,80}", "Our Standards: The Harbour Wire Trust Principles."),
    _junk(
        r"[=/-]*\s?[a-z]{2,6}(?:/[a-z]{2,4}|/\d{4,})+|/[a-z]{2,4}|=+\s?\w+", "jd/rr", "JD/6042321", "/atm", "==Kyodo"
    ),
    _junk(
        r"[^.!?]{3,200}? contributed (?:reporting|to this (?:report|story|article))\b.{0,80}"
        r"|[\w.’' -]{3,60} reported from [^!?]{3,200}",
        "Jane Doe contributed to this report.",
        "Doe reported from Lisbon.",
    ),
    _junk(
        r"(?:news )?(?:sources?|credit|agency|agencies|courtesy|origin|h/t|via)\s?[:–—]\s?.{2,80}",
        "Source: The Harbour Post",
    ),
)
_BEFORE_NAME = re.compile(r"(?:[|•·»]|[-–—])\s*$")
_DATE_LABEL = re.compile(r"date \d{4}-\d\d-\d\d\b")
#: Between the cells of an imprint.
_CELLS = re.compile(r"\s*[|•·,/]\s*|\s+(?=\()|\s+[-–—]\s+")
#: The finders whose answer takes up a line of the page.
_LINE_RULES = frozenset(
    [
        "agency_line",
        "source_line",
        "place_cell",
        "place_line",
        "place_beside_agency",
        "date_line",
        "byline_date",
        "sign_off",
        "published",
        "offer",
        "about",
        "staff",
        "site",
        "dated cell",
        "alone first",
        "alone top",
        "alone head",
        "alone below",
    ]
)
#: The finders whose answer stands in a note, which takes up its paragraph where no story is before it.
_NOTE_RULES = ("credit_in_note", "reprint")
_SENTENCE_END = re.compile(r"[.!?][\"”’')]?\s")
#: Home > News > Texas, and the same without marks before a headline that stands below once more.
_TRAIL = re.compile(rf"(?:Home|HOME)\b(?:\s*(?:[>/»›|:]|\s)\s*[{UPPER}][\w&’'-]*){{1,8}}")
_BREADCRUMBS = re.compile(r"[^>»›]{2,30}(?:\s?[>»›]\s?[^>»›]{2,60}){1,6}")


def furniture(page: Page, fields: tuple[Found | None, ...]) -> Spans:
    """All that is no story, as sorted spans; *fields* are what was found (dates, names), whose lines belong to it."""
    found = [*_lines(page), *_around_fields(page, fields), *_in_lines(page)]
    return merged(found)


def _lines(page: Page) -> Iterator[Span]:
    """Whole paragraphs of junk; captions are not among them."""
    edges = {*page.head, *page.tail}
    for number, span in enumerate(page.paragraphs):
        if number not in edges and number in page.prose and not _is_notice(page, number):
            continue
        if number not in page.pictures and is_junk(page, number):
            yield span


def _is_notice(page: Page, number: int) -> bool:
    """Could this paragraph, though a sentence inside the story, be a notice?"""
    return page.line(number)[:1] in "([*" or is_address_line(page.line(number))


def is_junk(page: Page, number: int) -> bool:
    """True for a paragraph that pages put around every story."""
    line = page.line(number)
    if is_address_line(line) or is_date_line(line):
        return True
    if len(line) > LONGEST_NOTE:
        return is_copyright(line) or line.startswith(("Disclaimer", "DISCLAIMER"))
    return is_copyright(line) or any(each.pattern.fullmatch(line) for each in JUNK) or _is_imprint(page, number)


def _is_imprint(page: Page, number: int) -> bool:
    """Before or after the story, nothing but outlets, roles, dates, places and names: "WAM | Gulf", "AFP/Jane Doe"."""
    line = page.line(number)
    if page.last >= number >= page.lead:
        return False
    if page.outlet(line) or (number < page.lead and is_role(line)):
        return True
    cells = [each.strip(" ()[]=") for each in _CELLS.split(line)]
    return any(page.outlet(each) for each in cells) and all(_is_imprint_cell(page, each) for each in cells)


def _is_imprint_cell(page: Page, words: str) -> bool:
    """What an imprint has beside the outlet's name; a section's name is one word."""
    is_name = is_person(words) or is_outlet_shaped(words) or page.outlet(words) is not None
    return " " not in words or is_name or is_date_line(words) or is_place(words)


def _around_fields(page: Page, fields: tuple[Found | None, ...]) -> Iterator[Span]:
    """The lines of bylines, of author's notes, and of credits that have a line of their own."""
    yield from (each.span for each in page.bylines)
    yield from (each.span for each in page.notes)
    for found in fields:
        if found is not None and found.rule in _LINE_RULES:
            yield from (each for each in page.paragraphs if any(each.covers(span) for span in found.spans))
        if found is not None and found.rule == "title":
            yield from (_behind_title(page, span) for span in found.spans)
        if found is not None and found.rule in _NOTE_RULES:
            yield from (each for each in page.paragraphs if _is_note(page, each, found.spans))


def _behind_title(page: Page, name: Span) -> Span:
    """An outlet's name behind a headline, with the bar or the dash before it."""
    mark = _BEFORE_NAME.search(page.text[max(0, name.start - 5) : name.start])
    return Span(name.start - (len(mark[0]) if mark else 0), name.end)


def _is_note(page: Page, paragraph: Span, spans: Spans) -> bool:
    """A paragraph that is a note with these spans in it: "… said on Monday. (With inputs from ANI)" is story too."""
    held = [span for span in spans if paragraph.covers(span)]
    line = paragraph.of(page.text)
    if not held or len(paragraph) > LONGEST_NOTE:
        return False
    return is_about_this_text(line) or _SENTENCE_END.search(line[: held[0].start - paragraph.start]) is None


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
    span, line = page.paragraphs[number], page.line(number)
    if len(line) <= LONGEST_NOTE and (_BREADCRUMBS.fullmatch(line) or _TRAIL.fullmatch(line)):
        return span
    for below in page.head:
        title = page.line(below)
        if below > number and len(title) < len(line) and line.endswith(title) and _TRAIL.match(line):
            return trimmed(page.text, Span(span.start, span.end - len(title)), " ")
    return None
