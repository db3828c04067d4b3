"""Copyright lines and notices of reuse, which name a publisher in one text and an agency in another."""

import re
from collections.abc import Iterator

from quotes.frame.page import LONGEST_NOTE, Page
from quotes.spans import Span, trimmed

_SIGN = r"(?:copyright|©|\(c\)|&copy;)"
#: Copyright 2023 The Associated Press. All rights reserved. / © Reuters 2023 / (c) 2023, The Harbour Post
_COPYRIGHT = re.compile(
    rf"[(\[]?{_SIGN}(?:[\s:]*{_SIGN})*[\s:,]*(?:(?:19|20)\d\d(?:\s?[-–]\s?\d{{2,4}})?)?[\s,"
    rf"]*(?:by\s+)?(?P<holder>[^.,;|()\[\]©]{{2,60}})",
    re.IGNORECASE,
)
#: What follows the holder's name without being part of it.
_AFTER_HOLDER = re.compile(
    r"\s*(?:\b(?:19|20)\d\d\b|[-–—]|\ball rights\b|\bno part\b|\bthis (?:material|subject|content)\b|"
    r"\bdistributed by\b|\bvia\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_NO_NAME = re.compile(
    r"(?:all rights|notice|law|infringement|violation|protected|the author|by the author)\b.*", re.IGNORECASE
)


def is_copyright(line: str) -> bool:
    """Does a paragraph begin like a copyright line?"""
    return _COPYRIGHT.match(line[:LONGEST_NOTE]) is not None


def copyright_holders(page: Page) -> Iterator[Span]:
    """The names in the copyright lines of the page."""
    for span in page.paragraphs:
        match = _COPYRIGHT.match(page.text, span.start, min(span.end, span.start + LONGEST_NOTE))
        if match is None:
            continue
        holder = _AFTER_HOLDER.sub("", match["holder"])
        found = trimmed(page.text, Span(match.start("holder"), match.start("holder") + len(holder)))
        name = found.of(page.text)
        if name[:1].isupper() and not _NO_NAME.fullmatch(name):
            yield found
