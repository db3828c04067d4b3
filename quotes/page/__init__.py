"""
Page: the frame, that is what stands around the story, found in the text alone, without a model.

Theory of operation.  A ``Page`` splits the document into *head* (what stands before the first paragraph that reads like
a sentence), story and *tail*.  For byline, dateline, agency and date there is a list of finders, ``FINDERS``, from the
most to the least certain; each is one way in which pages say such a thing, and the first that answers wins (that of the
byline chooses its line by learned weights).  The publisher is found before them, weighed by networks among all names of
the page, and the headline last, from what is left.  What is found, ``Found``, holds the value in its usual wording, the
spans where the text says so (none where the caller said it), and the name of the finder.  Agency and publisher come out
under the name that the lexicon calls usual, an unknown name in the words of the text; capitals of names and places
("LUSAKA") are undone.  Then all the lines that finders read, and the junk that pages put around every story, become
``furniture``; photo captions are kept apart, because a credit below a photo is not the article's.

What the story itself says never makes a frame: "told Reuters" is a relay, not the agency.
"""

from collections.abc import Callable, Iterator

from attrs import evolve

from quotes.page import byline, credit, dateline, dates
from quotes.page.byline import bylines
from quotes.page.captions import captions
from quotes.page.dateline import dateline_of
from quotes.page.frame import Found, Frame
from quotes.page.furniture import furniture, unlikely
from quotes.page.headline import headline
from quotes.page.interview import turns
from quotes.page.notices import author_notes
from quotes.page.page import Page
from quotes.page.publisher import publisher as publisher_of
from quotes.text import Document
from quotes.text.spans import merged
from quotes.words.lexicon import Lexicon

__all__ = ["FINDERS", "Found", "Frame", "frame_of"]

Finder = Callable[[Page], Iterator[Found]]

#: Per field that has them, from the most to the least certain: the first finder that answers wins.
FINDERS: dict[str, tuple[Finder, ...]] = {
    "byline": byline.FINDERS,
    "dateline": dateline.FINDERS,
    "agency": credit.FINDERS,
    "published": dates.FINDERS,
}


def frame_of(document: Document, lexicon: Lexicon) -> Frame:
    """The frame of *document*; spans are code points of its text.  Any string has one, if an empty one."""
    page = page_of(document, lexicon)
    publisher = publisher_of(page)
    page = evolve(page, publisher=publisher.value if publisher is not None else None)
    found = {field: first(page, finders) for field, finders in FINDERS.items()}
    found["publisher"] = publisher
    pictures = tuple(page.paragraphs[number] for number in sorted(page.pictures))
    around = furniture(page, tuple(found.values()))
    own = tuple(each.value for each in (found["publisher"], found["byline"]) if each is not None)
    above = headline(page, (*pictures, *around))
    kept = above.spans if above is not None else ()
    doubtful = (page.paragraphs[number] for number in sorted(page.doubtful - page.pictures))
    around = merged((*around, *(each for each in doubtful if not any(each.overlaps(span) for span in kept))))
    return Frame(
        headline=above,
        captions=pictures,
        furniture=around,
        turns=turns(page, own, (*pictures, *around, *kept)),
        **found,
    )


def page_of(document: Document, lexicon: Lexicon) -> Page:
    """The page of *document* with its captions, notes, bylines and dateline, as the finders of its fields read it."""
    page = Page(document, lexicon)
    page = evolve(page, doubtful=unlikely(page))
    page = evolve(page, pictures=captions(page) | _aside(page))
    page = evolve(page, notes=author_notes(page), dateline=dateline_of(page))
    return evolve(page, bylines=bylines(page))


def _aside(page: Page) -> frozenset[int]:
    """The numbers of the paragraphs that the document itself puts aside."""
    aside = page.document.aside
    return frozenset(n for n, each in enumerate(page.paragraphs) if any(part.covers(each) for part in aside))


def first(page: Page, finders: tuple[Finder, ...]) -> Found | None:
    """The first answer of the first finder that has one."""
    return next((found for finder in finders for found in finder(page)), None)
