"""What stands around a story: who wrote it, whose copy it is, who publishes it, where and when."""

from attrs import frozen

from quotes.text.spans import Span, Spans


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
class AuthorNote:
    """A note on the author at the end of an article; *span* is the whole paragraph."""

    span: Span
    name: Span
    outlet: Span | None


@frozen
class Byline:
    """
    A line that could say who wrote the article: its people and agencies, each with its span; *span* is the whole line.

    *facts* are what speaks for it and against it, *rule* is how the names were found.
    """

    span: Span
    people: Spans
    outlets: Spans
    facts: frozenset[str]
    rule: str = "by_line"


@frozen
class Dateline:
    """What stands before the lead: a *place*, or the outlet's *own* name, or neither; *credit* names the agency."""

    span: Span
    place: Span | None
    own: Span | None
    credit: Span | None


@frozen
class Turn:
    """
    What one person says in a conversation.

    *name* is the label, None for answers below questions; *span* reaches from it over all paragraphs of the turn,
    *words* are those of each paragraph, *colon* stands behind the name if there is one.
    """

    name: Span | None
    span: Span
    words: Spans = ()
    colon: Span | None = None


@frozen
class Frame:
    """
    The frame of one document.

    *published* is a date in ISO form.  *captions* are photo captions with their credits, *furniture* is page junk
    ("Link copied", web addresses, "Read more", bylines, credits): statements are not looked for in either.  *turns* are
    those of an interview or a transcript.
    """

    headline: Found | None = None
    byline: Found | None = None
    dateline: Found | None = None
    agency: Found | None = None
    publisher: Found | None = None
    published: Found | None = None
    captions: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    turns: tuple[Turn, ...] = ()
