"""Bytes become text: the mark at their beginning, what the page declares, UTF-8, Windows-1252, in that order."""

import codecs
import re
from contextlib import suppress

from quotes.errors import UnreadableDocument
from quotes.text.files import decoded

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
#: A declaration stands among the first bytes of a page.
_HEAD = 4096
#: What pages call Latin-1 browsers read as Windows-1252, and so do we.
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def html_text(data: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """
    The text of an HTML page and the encoding that it was read in; *declared* is what the server said.

    A page that declares another encoding than it has is read in UTF-8 where that fits all its bytes.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                reason = f"begins like {encoding} but is broken at byte {error.start:,}"
                raise UnreadableDocument(name, reason) from error
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    match = _DECLARED.search(data[:_HEAD])
    for each in (declared, match[1].decode("ascii") if match else None):
        encoding = _MEANT.get((each or "").casefold(), (each or "").casefold())
        with suppress(LookupError):  # where nobody knows it
            if encoding and encoding.replace("_", "-") not in {"utf-8", "utf8"}:
                return data.decode(encoding, "replace"), encoding
    if match is not None or declared is not None:
        # It says UTF-8 and nearly is: a few broken bytes cost a few letters.
        broken = data.decode("utf-8", "replace")
        if broken.count("\ufffd") * 3 <= len(re.findall(r"[^\x00-\x7f]", broken)):
            return broken, "utf-8 with broken bytes"
    return data.decode("cp1252", "replace"), "cp1252"


#: RSS and Atom.
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
#: How files begin that people take for texts, and what they are.
_NO_TEXT = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, OpenDocument or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "an RTF file",
    b"<?xml": "XML, but no page",
}


def plain_text(data: bytes, name: str) -> tuple[str, str]:
    """A plain text and its encoding; UnreadableDocument where it is none, which says what it is if that is known."""
    if data.lstrip().startswith(b"<") and _FEED.search(data[:_HEAD]):
        raise UnreadableDocument(
            name, "is a feed, which holds teasers; expected an article: fetch the pages it links to"
        )
    for beginning, what in _NO_TEXT.items():
        if data.removeprefix(codecs.BOM_UTF8).startswith(beginning):
            raise UnreadableDocument(name, f"is {what}; save its article as plain text or as a web page")
    return decoded(data, name)
