"""A place where a page may name its publisher, and how the words that stand there become a name."""

import re
from collections.abc import Iterator

from attrs import frozen

from quotes.naming.outlet_shapes import is_outlet_shaped, usual_name
from quotes.page.addresses import HUMP, name_at
from quotes.page.byline import WRITER
from quotes.page.page import HEADING_WORDS, Page
from quotes.text.spans import Span
from quotes.words.classes import word_class
from quotes.words.lexicon import Outlet


@frozen
class Evidence:
    """A place where the publisher may be named: the *name* in its usual wording, where, and of which *kind*."""

    kind: str
    name: str
    span: Span


#: Before a name: "Download AP News", "On Subah News".
_BEFORE = re.compile(r"(?:As|On|In|Download|Follow|Join|Get|From|By|by|More from|Read|Watch|Visit|Support) (?=[A-Z])")
_POSSESSIVE = re.compile(r"['’]s?$")
#: No part of an outlet's name.
_NO_NAME = re.compile(r"[,:;|]| [-–—] |^(?:About|Contact|From|Source|Via|Follow|More|Related)\b")
_IN_A_NAME = 6
#: Below an outlet's name stands a headline.
_LINES_ABOVE_LEAD = 2
#: Behind the name of a company: "Al Jazeera Media Network", "KGO-TV", "opposingviews.com".
COMPANY = re.compile(
    r"(?:[, ]+(?:media(?: network| group)?|network|interactive|publishing|publications|newspapers?|group|digital|"
    r"holdings|company|corporation|corp|inc|llc|ltd|limited|unless|and its|or its|newsletters?|e-?paper|podcasts?|"
    r"apps?|whatsapp|google news)\b.*|-TV|\.com)+$",
    re.IGNORECASE,
)
NO_OUTLETS = word_class("words of pages that name no outlet")
#: What labels are made of: "Business", "Latest News".
_LABELS = HEADING_WORDS | NO_OUTLETS | {"&", "and"}


def named(page: Page, kind: str, span: Span, *, is_sure: bool = False) -> Iterator[Evidence]:
    """The evidence that the words of *span* give: a known outlet's name, or with *is_sure* any name, else a shape."""
    words = span.of(page.text).strip(" \t.,;:|/_-–—'\"“”’()[]<>")
    if not words or span.of(page.text).rstrip().endswith(":"):
        return  # "Journal Reference:" leads to something
    words = _POSSESSIVE.sub("", words.rpartition(" From ")[2]).removeprefix("the ")
    words = _BEFORE.sub("", words, count=1) if _BEFORE.match(words) and page.outlet(words) is None else words
    label = _is_label(words.removeprefix("The ").split())
    outlet = page.outlet(words) or page.outlet(COMPANY.sub("", words)) or joined(page, words)
    if outlet is not None and (not label or words.startswith("The ")):
        yield Evidence(kind, outlet.name, span)
        return
    if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}", words):
        yield from (Evidence(kind, site, span) for site in [name_at(page, words)] if site is not None)
        return
    name = COMPANY.sub("", words).strip(" ,.-")
    is_owner = name.casefold().removeprefix("the ") in word_class("media owners")
    is_headline = kind.startswith("alone") and page.lead < _LINES_ABOVE_LEAD
    label = label or (" " not in name and _is_label(HUMP.sub(" ", name).split()))  # "CrimeHeadlines"
    if not name or label or is_owner or is_headline or _NO_NAME.search(name) or WRITER.search(name):
        return
    if len(name.split()) <= _IN_A_NAME and (is_sure or is_outlet_shaped(name, doubtful=True) or _is_odd(name)):
        yield Evidence(kind, usual_name(name), span)


def _is_label(words: list[str]) -> bool:
    """Whether words say what stands below them, and name no outlet: "Business", "Latest News"."""
    return all(_plain(word) in _LABELS for word in words)


def _plain(word: str) -> str:
    return word.casefold().strip(".’'()")


def joined(page: Page, words: str) -> Outlet | None:
    """A known outlet written in one word: "TheJapanNews", "HawaiiNewsNow"."""
    parted = HUMP.sub(" ", words)
    return page.lexicon.outlet(parted) if parted != words and " " not in words else None


def _is_odd(name: str) -> bool:
    """Whether one word is written as only names are: "247Sports", "MacRumors", "WSVN"."""
    return " " not in name and name[1:] != name[1:].lower() and len(name) > 3
