"""
Text: documents, that is files and streams become text that is never changed again; spans in it, quotation marks.

``Document.text`` is what the file holds, line ends and all; every span of every record counts code points in it.
After this stage nothing opens a file but the lexicon, the models and the command line.
"""

import hashlib
import re
from functools import cached_property

from attrs import field, frozen

from quotes.text.spans import Span, Spans, trimmed

#: A line break of any system, and what Unicode adds to them.
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n\v\f\x85\u2028\u2029])[^\S\r\n]*(?:\r\n|[\r\n\v\f\x85\u2028\u2029])")
#: A block of lines counts as wrapped by hand when it has that many lines ...
_WRAPPED_LINES = 3
#: ... and no line but the last is shorter than this or longer than that: e-mail and wire copy wrap at 60 to 80.
_WRAPPED_SHORTEST, _WRAPPED_LONGEST = 45, 100
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
    captions, paragraphs in another language.  *with_text* has the records carry the text along.
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

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8; the same text has the same record ids whatever its file is called."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

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


def _blocks(text: str) -> list[Span]:
    """What lies between blank lines."""
    edges = [0, *(edge for m in _BLANK_LINE.finditer(text) for edge in (m.start(), m.end())), len(text)]
    return [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Was this block broken into lines by hand, so that its line breaks mean nothing?"""
    if len(lines) < _WRAPPED_LINES:
        return False
    lengths = [len(line.of(text).rstrip()) for line in lines[:-1]]
    return min(lengths) >= _WRAPPED_SHORTEST and max([*lengths, len(lines[-1])]) <= _WRAPPED_LONGEST
