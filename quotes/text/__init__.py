"""
Text: documents, that is files and streams become text that is never changed again; spans in it, quotation marks.

``Document.text`` is what is read: what the file holds, line ends and all, or what `plain` made of it.  The spans of
records count code points in ``given_text``, the text as it came.
After this stage nothing opens a file but the lexicon, the models and the command line.
"""

import hashlib
import re
from functools import cached_property
from itertools import pairwise

from attrs import field, frozen

from quotes.text.edits import Original
from quotes.text.marks import Quoted, quoted_spans
from quotes.text.spans import Span, Spans, trimmed

#: A line: what stands between the line breaks of any system, and of Unicode.
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n\v\f\x85\u2028\u2029])[^\S\r\n]*(?:\r\n|[\r\n\v\f\x85\u2028\u2029])")
#: A block of lines counts as wrapped by hand when it has that many lines ...
_WRAPPED_LINES = 3
#: ... and no line but the last is shorter than this or longer than that: e-mail and wire copy wrap at 60 to 80.
_WRAPPED_SHORTEST, _WRAPPED_LONGEST = 45, 100
#: A line that is no prose: a capital where no sentence begins, or nothing but names, places and a date.
_BYLINE = re.compile(r"By:? (?=[A-Z])|by (?:(?:[A-Z][\w.’'-]*,?|of|and|\d+)(?: |$)){2,8}(?:on \d.*)?$")
#: How far before a paragraph its marks of quoting are looked for.
_LONGEST_QUOTING = 16
#: White space of all kinds, the two invisible characters that text files begin and break with included.
_SPACE = "".join(map(chr, (*range(0x09, 0x0E), *range(0x1C, 0x21), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200C))))
_SPACE += "\u2028\u2029\u202f\u205f\u3000\ufeff"


@frozen(slots=False)
class Document:
    """
    An article as it came.

    *publisher*, *url*, *published*, *title* and *byline* are what the caller or the page's metadata know about it
    (*metadata* names the fields that come from there); what the text itself says is the frame's work.  *id* names it in
    the records (a file name), *uri* says where it came from.  Nobody's statement is looked for in what is *aside*:
    captions, paragraphs in another language.  *language* is a BCP 47 tag, "und" for what is not in English.
    *with_text* has the records carry the text along.  *original* is what the text came as, where that was made plain
    (`quotes.text.plain`).
    """

    id: str
    text: str
    uri: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str = field(default="en")
    title: str | None = None
    byline: str | None = None
    aside: Spans = ()
    metadata: tuple[str, ...] = ()
    with_text: bool = False
    original: Original | None = None

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the given text in UTF-8; the same text has the same ids whatever its file is called."""
        return hashlib.sha256(self.given_text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def given_text(self) -> str:
        """The text as it came."""
        return self.text if self.original is None else self.original.text

    def given(self, span: Span) -> Span:
        """Where a span of the text stands in the text as it came."""
        return span if self.original is None else self.original.given(span)

    def read(self, span: Span) -> Span:
        """Where a span of the text as it came stands in the text; empty where nothing of it is left."""
        return span if self.original is None else self.original.read(span)

    def is_set_off(self, paragraph: Span) -> bool:
        """Whether the paragraph stands behind marks of quoting: "> We are shut." """
        if self.original is None:
            return False
        start = self.original.given(paragraph).start
        before = self.original.text[max(0, start - _LONGEST_QUOTING) : start]
        return before.rstrip(" \t").endswith((">", "&gt;"))

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """
        The paragraphs without the white space around them.

        A blank line always ends one.  A single line break does so too, except in text that was wrapped by hand.
        """
        found = []
        for block in _blocks(self.text):
            lines = [Span(m.start(), m.end()).shifted(block.start) for m in _LINE.finditer(block.of(self.text))]
            found.extend([block] if _is_wrapped(self.text, lines) else lines)
        cut = (trimmed(self.text, each, _SPACE) for each in found)
        return tuple(each for each in cut if len(each) > 0)

    @cached_property
    def quoted(self) -> tuple[Quoted, ...]:
        """What stands inside quotation marks, in order: see ``quotes.text.marks``."""
        return quoted_spans(self.text, self.paragraphs)


def _blocks(text: str) -> list[Span]:
    edges = [0, *(edge for m in _BLANK_LINE.finditer(text) for edge in (m.start(), m.end())), len(text)]
    return [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether this block was broken into lines by hand, so that its line breaks mean nothing."""
    lengths = [len(line.of(text).rstrip()) for line in lines]
    if any(_is_byline(line.of(text), before.of(text)) for before, line in pairwise(lines)):
        return False
    if len(lines) >= _WRAPPED_LINES and min(lengths[:-1]) >= _WRAPPED_SHORTEST and max(lengths) <= _WRAPPED_LONGEST:
        return True
    return len(lines) > 1 and max(lengths) <= _WRAPPED_LONGEST and _is_filled([line.of(text).strip() for line in lines])


def _is_byline(line: str, before: str) -> bool:
    """Whether a line below a headline says who wrote what follows: "By Ana Reis – 3 March", "by Ana Reis, Lisbon"."""
    return before.rstrip()[-1:].isalnum() and _BYLINE.match(line.strip()) is not None


def _is_filled(lines: list[str]) -> bool:
    """
    Whether lines were filled up to one width: none has room for the first word of the next, and words run on.

    "The commission said that the quay would ⏎ close": no line of a list, of a poem or of a menu.
    """
    width = max(map(len, lines))
    pairs = list(pairwise(lines))
    return (
        width >= _WRAPPED_SHORTEST
        and all(len(line) + 1 + len(after.split(maxsplit=1)[0]) > width for line, after in pairs if after)
        and any(line[-1:].isalnum() and after[:1].islower() for line, after in pairs)
    )
