"""The line of a page that says who wrote the article, as the reader sees it: persons and agencies, with their roles."""

import re
from typing import Any

from quotes.inputs.metadata import Metadata, iso_day, key_of, plain

#: Elements that hold a byline, by what pages call them.
_CLASS = re.compile(r"(?:^|[_\s-])(?:by-?lines?|author(?:s|-name|-wrapper|-meta)?|writer)(?:$|[_\s\d-])", re.IGNORECASE)
_CLASS_IN_CAMELS = re.compile(r"(?:Byline|Author)(?:$|[A-Z_\s-])")
#: Inside these stands something else than the story; authors are those of that, or are told about at length.
ELSEWHERE = re.compile(
    r"comments?\b|^comment|related|recommend|sidebar|(?<!post-)footer|promo\b|teaser|flyout|newsletter|trending|"
    r"most-?(?:read|popular)|\bbio\b|author-?box|about-?the-?author|more-?from|avatar",
    re.IGNORECASE,
)
#: Bylines are one line; what is longer tells about the author.
_LONGEST = 200
#: Addresses of pages about authors.
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|contributors?|newsteam|journalists?|reporters?|writers?|staff|by|profiles?)/[\w.-]{4,}/?$"
)
#: Who wrote it is not said by these.
_NOBODY = re.compile(
    r"(?:by )?(?:the )?(?:(?:[\w-]+ ){0,3}(?:staff|staff (?:reports?|reporters?|writers?)|"
    r"(?:news|web|online|digital) ?desk|newsroom|editors?|editorial (?:team|board))|"
    r"admin|administrator|webmaster|guest|super user|unknown|anonymous)",
    re.IGNORECASE,
)
#: So many characters below the headline is beyond an article's head: subtitle, picture, buttons, first paragraphs.
_FAR = 1500
#: A part of the publisher's name that is shorter than this may be chance.
_SHORT = 2
#: More authors than these are a page's, not an article's.
_SEVERAL = 4
#: Words that pages put before the names once more: "Author: Jane Doe", "By By Jane Doe".
_LABELS = re.compile(r"(?:authors?:?|by:?)\s*(?:\|\s*)?(?=by\b)|authors?:?\s+(?:\|\s*)?", re.IGNORECASE)
_UNSEEN = frozenset(("script", "style", "noscript", "template"))
#: The text that a reader sees.
_SHOWN = f".//text()[not({' or '.join(f'ancestor::{each}' for each in sorted({*_UNSEEN, 'button', 'svg'}))})]"
#: How many elements up an element may stand inside something else.
_LEVELS = 6
#: Buttons and counts that stand in the same line.
_BUTTON = re.compile(
    r"@\w+|send an? e-?mail|e-?mail(?: .*)?|link copied.*|comments?|\d+ min(?:ute)?s? read|follow(?: .*)?|share.*|"
    r"view author archive|get author rss feed|updated?:?|published:?|posted:?|contributor|image|photo|[|/•·,–—-]|"
    r"\d+|save|print|listen|subscribe.*|bookmark.*|[\W_]+",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(r"(?:\b(?:by|and|with|from|von)|[,&/:])$", re.IGNORECASE)
_BEHIND_NAME = re.compile(r"(?:and\b|with\b|[,&])", re.IGNORECASE)
_BY = re.compile(r"(?:by|posted by|written by|words by|from|reported by|story by|published by)\b", re.IGNORECASE)
#: A line without a name of its own says so too.
_SAYS_BY = re.compile(r"\s*By(?: [A-Z][\w.’'-]+){2,4}\s*")
#: "Story by Jane Doe", "Posted on March 3 by Jane Doe" say so themselves.
_HAS_BY = re.compile(r"\bby\b", re.IGNORECASE)


def byline(tree: Any, head: Metadata) -> str | None:
    """
    Who wrote the page: its own line where it shows one, else one made of the authors in its head.

    "By Jane Doe | Lagoon Log".  Where the line stands far below the headline and lacks an author of the head, it is
    another article's.
    """
    line, distance = _seen(tree)
    authors = tuple(each for each in head.authors if not _is_own(each, head.publisher))
    held = [each for each in authors if line and key_of(each) in key_of(line)]
    # An element may hold one author of several.
    is_part = 0 < len(held) < len(authors) <= _SEVERAL
    if authors and (line is None or is_part or (distance > _FAR and not held)):
        line = f"By {', '.join(authors[:-1])} and {authors[-1]}" if len(authors) > 1 else f"By {authors[0]}"
    if line is None or _NOBODY.fullmatch(line) or _is_own(_BY.sub("", line, count=1), head.publisher):
        return None
    return _apart(line, head.publisher)


def _is_own(name: str, publisher: str | None) -> bool:
    """Whether an author is the publisher itself: "By Harbour Post" in the Harbour Post."""
    own, other = key_of(publisher or ""), key_of(name)
    return len(other) > _SHORT and other in own


def _apart(line: str, publisher: str | None) -> str:
    """The line with the publisher behind a bar rather than among the names: "By Jane Doe, Harbour Post Business"."""
    *names, last = line.split(", ")
    is_publisher = bool(publisher) and key_of(publisher or "") in key_of(last)
    return f"{', '.join(names)} | {last}" if names and is_publisher else line


def _seen(tree: Any) -> tuple[str | None, int]:
    """
    The first line that stands where bylines do, and how many characters of text lie between the headline and it.

    Above the headline stand menus, with authors of their own.
    """
    heading = next(iter(tree.xpath("//h1")), None)
    distance, is_below = 0, heading is None
    for each in tree.iter():
        is_below = is_below or each is heading
        if not isinstance(each.tag, str) or each.tag in _UNSEEN:
            continue
        if _is_byline(each) and not is_elsewhere(each) and (words := _words(each)):
            words = _LABELS.sub("", words)
            return words if _HAS_BY.search(words) else f"By {words}", distance if is_below else _FAR + 1
        distance += len((each.text or "").strip()) if is_below else 0
    return None, 0


def _is_byline(element: Any) -> bool:
    """Whether the element is called a byline."""
    if element.tag in {"meta", "link", "img", "html", "body"}:
        return False
    kind = " ".join(element.get(each) or "" for each in ("class", "data-testid", "data-component"))
    if element.tag == "a" and _AUTHOR_PAGE.search(element.get("href") or ""):
        return True
    if element.tag not in {"a", "li"} and _SAYS_BY.fullmatch(element.text or ""):
        return True
    is_marked = "author" in (element.get("rel") or "").split() or element.get("itemprop") in {"author", "creator"}
    return is_marked or _CLASS.search(kind) is not None or _CLASS_IN_CAMELS.search(kind) is not None


def is_elsewhere(element: Any) -> bool:
    """Whether the element stands in a comment, a list of other articles or a note on the author."""
    around = [element, *list(element.iterancestors())[:_LEVELS]]
    return any(
        each.tag in {"footer", "aside", "nav"}
        or any(
            ELSEWHERE.search(name) and not _CLASS.search(name)
            for name in f"{each.get('class') or ''} {each.get('id') or ''}".split()
        )
        for each in around
        if each.tag not in {"body", "html"}
    )


def _words(element: Any) -> str | None:
    """The words of the line without buttons, what stands in elements of its own behind a bar; None where too long."""
    pieces = [plain(each) for each in element.xpath(_SHOWN) if each.strip()]
    line = ""
    for stated in pieces:
        piece = stated.lstrip("/|•· ") if _BEFORE_NAME.search(stated) else stated.strip("/|•· ")
        if not piece or _BUTTON.fullmatch(piece) or (iso_day(piece) and not _HAS_BY.search(piece)):
            continue
        joined = not line or _BEFORE_NAME.search(line) or _BEHIND_NAME.match(piece)
        line = f"{line} {piece}" if joined else f"{line} | {piece}"
    line = plain(line.replace(" ,", ",")).strip("|, ")
    has_letters = any(each.isalpha() for each in _BY.sub("", line))
    return line if has_letters and len(line) <= _LONGEST else None
