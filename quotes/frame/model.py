"""What stands around a story: who wrote it, whose copy it is, who publishes it, where and when."""

from attrs import frozen

from quotes.spans import Span, Spans


@frozen
class Found:
    """
    One field of the frame: its value in the usual wording, where it stands, by which rule it was found.

    No span where the caller said it.
    """

    value: str
    spans: Spans
    rule: str


@frozen
class Frame:
    """
    The frame of one document.

    *published* is a date in ISO form.  *captions* are photo captions with their credits, *furniture* is page junk
    ("Link copied", web addresses, "Read more", bylines, credits): statements are not looked for in either.
    """

    headline: Found | None = None
    byline: Found | None = None
    dateline: Found | None = None
    agency: Found | None = None
    publisher: Found | None = None
    published: Found | None = None
    captions: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
