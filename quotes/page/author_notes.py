"""Notes on the author at the end of an article: who wrote it, and for whom."""

import re

from quotes.naming.person_shapes import PERSON
from quotes.page.frame import AuthorNote
from quotes.page.page import LONGEST_NOTE, Page
from quotes.text.letters import CAPITAL
from quotes.text.spans import Span
from quotes.words.classes import one_of

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
