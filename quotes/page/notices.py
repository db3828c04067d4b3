"""
Copyright lines, which name a publisher in one text and an agency in another, and notes on authors at the end of an
article: who wrote it, and for whom.
"""

import re
from collections.abc import Iterator

from quotes.naming.person_names import PERSON
from quotes.page.frame import AuthorNote
from quotes.page.page import LONGEST_NOTE, Page
from quotes.text.letters import CAPITAL
from quotes.text.spans import Span, trimmed
from quotes.words.classes import one_of

_SIGN = r"(?:copyright|©|\(c\)|&copy;)"
#: Copyright 2023 The Associated Press. All rights reserved. / © Reuters 2023 / (c) 2023, The Harbour Post
_COPYRIGHT = re.compile(
    rf"[(\[]?{_SIGN}(?:[\s:]*{_SIGN})*[\s:,]*(?:(?:(?:19|20)\d\d|\d)\b(?:\s?[-–]\s?(?:\d{{2,4}})?)?)?[\s,–—|-"
    rf"]*(?:by\s+)?(?P<holder>[^.,;|()\[\]©]{{2,60}})",
    re.IGNORECASE,
)
#: The Harbour Post © 2023
_SIGN_BEHIND = re.compile(
    rf"(?P<holder>[^.,;|()\[\]©]{{3,60}}?),? {_SIGN},? (?:19|20)\d\d(?:\.?$|(?=\s*[|•·]))", re.IGNORECASE
)
#: The contents of this site are © 2023 Harbour Post.
_DATED_SIGN = re.compile(r"©\s?(?:19|20)\d\d")
#: What follows the holder's name without being part of it.
_AFTER_HOLDER = re.compile(
    r"\s*(?:\b(?:19|20)\d\d\b|\s-|[–—]|\ball rights\b|\bno part\b|\bthis (?:material|subject|content)\b|"
    r"\b(?:(?:Pvt\.? )?Ltd|(?:Private )?Limited|Inc|LLC|GmbH|plc|Pty|Corp|B\.?V|S\.?A|AG|Co)\b"
    r"(?=\.|\s*$|\s+(?:Ltd|Inc|All|\d))|"
    r"\bdistributed by\b|\bvia\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_NO_NAME = re.compile(
    r"(?:all rights|notice|law|infringement|violation|protected|the author|by the author)\b.*", re.IGNORECASE
)

_GUEST = re.compile(rf"\b{one_of('words of guest authors')}\b", re.IGNORECASE)
#: Jane Doe is a world traveller and journalist for The Harbour Post. She covers …
_AUTHOR_NOTE = re.compile(
    rf"(?P<name>{PERSON}),? (?:(?:is|was|has been|serves as|works as) (?:an? |the |our )?[^.!?]{{0,140}}?"
    rf"\b{one_of('nouns of authors')}\b"
    r"|(?:covers|writes about|reports on) [^.!?]{1,140}?(?= for )|(?:writes|reports)(?= for ))"
    rf"(?:(?<!author)(?: (?:based )?in [\w ]{{2,30}})? (?:for|at|with|from|"
    rf"of) (?P<outlet>(?:[Tt]he )?{CAPITAL}[\w&’'-]*(?: (?:(?:of|and|the|in|&) )?{CAPITAL}[\w&’'-]*){{0,5}}))?",
)
_ABOUT_AUTHOR = re.compile(
    r"(?:About the (?:author|writer|reporter)|The (?:author|writer))s?\s*[:,–—-]?\s+", re.IGNORECASE
)
#: An author's note stands at the very end.
_NOTE_LINES = 3


def copyright_holders(page: Page) -> Iterator[Span]:
    """The names in the copyright lines of the page, and behind a dated sign among the last lines."""
    for number, span in enumerate(page.paragraphs):
        end = min(span.end, span.start + LONGEST_NOTE)
        match = _COPYRIGHT.match(page.text, span.start, end) or _SIGN_BEHIND.match(page.text, span.start, end)
        sign = _DATED_SIGN.search(page.text, span.start, end) if match is None and number in page.tail else None
        match = _COPYRIGHT.match(page.text, sign.start(), end) if sign is not None else match
        if match is None:
            continue
        holder = _AFTER_HOLDER.sub("", match["holder"])
        found = trimmed(page.text, Span(match.start("holder"), match.start("holder") + len(holder)))
        name = found.of(page.text)
        is_name = name[:1].isupper() or page.outlet(name) is not None
        if is_name and not _NO_NAME.fullmatch(name):
            yield found


def author_notes(page: Page) -> tuple[AuthorNote, ...]:
    """The notes on authors at the end of the page; somebody the story has named before is not its author."""
    found = []
    for span in page.paragraphs[-_NOTE_LINES:]:
        label = _ABOUT_AUTHOR.match(page.text, span.start, span.end)
        start = label.end() if label else span.start
        match = _AUTHOR_NOTE.match(page.text, start, min(span.end, span.start + LONGEST_NOTE))
        if match is not None and match["name"] not in page.text[page.start : span.start]:
            # A guest writes for many; only what employs the author says where this text stands.
            outlet = Span(*match.span("outlet")) if match["outlet"] and not _GUEST.search(match[0]) else None
            found.append(AuthorNote(span, Span(*match.span("name")), outlet))
    return tuple(found)
