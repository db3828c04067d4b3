"""
Plain text: bytes become the text of a document, or say why they cannot.

**Offsets.**  The text is what Python reads with ``open(path, encoding="utf-8", newline="")``: line ends stay as they
are, and a UTF-8 byte order mark stays as the first code point (U+FEFF), so that spans agree with every other tool that
reads the file so.  The mark of a UTF-16 file belongs to its encoding and is no part of the text.
"""

import codecs
import re

from quotes.errors import UnreadableDocument

#: Code points that a document may have.  The longest news texts (full transcripts, live blogs) stay far below it, and
#: the memory of a parse grows with the text: what is longer is a file of many articles, or no article.
LONGEST = 1_000_000
#: Text that holds more control characters than this is data of another kind.
_CONTROL_SHARE = 0.1
#: Text in Windows-1252 is written in Latin letters, few of them with accents; more bytes outside ASCII than this are
#: another encoding, or no text.
_ACCENTED_SHARE = 0.3
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_OUTSIDE_ASCII = re.compile(rb"[\x80-\xff]")
_BLANK = re.compile(r"[\s\u200b\ufeff]*")
#: What UTF-16 begins with.
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: What stands for standard input on the command line, and its name in the records.
STDIN, STDIN_NAME = "-", "stdin"


def decoded(data: bytes, path: str) -> tuple[str, str]:
    """
    The text of *data* and its encoding: UTF-16 with its mark, UTF-8, or Windows-1252 (the usual one of old pages).

    UnreadableDocument, which names *path*, where it is none of them, blank, or too long.
    """
    text, encoding = _as_utf16(data, path) if data.startswith(UTF16_MARKS) else _as_utf8(data, path)
    if len(text) > LONGEST:
        expected = f"an article of at most {LONGEST:,} characters; split it into articles"
        raise UnreadableDocument(path, f"has {len(text):,} characters, expected {expected}")
    if _BLANK.fullmatch(text):
        raise UnreadableDocument(path, "is empty; expected the text of an article")
    if "\0" in text or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise UnreadableDocument(path, "is not text (it holds control characters); expected plain text in UTF-8")
    return text, encoding


def _as_utf16(data: bytes, path: str) -> tuple[str, str]:
    try:
        return data.decode("utf-16"), "utf-16"
    except UnicodeDecodeError as error:
        raise UnreadableDocument(path, f"begins like UTF-16 but is broken at byte {error.start:,}") from error


def _as_utf8(data: bytes, path: str) -> tuple[str, str]:
    """
    The text of bytes without a mark.

    Broken UTF-8 is told from Windows-1252 by what else there is: text in UTF-8 has more whole characters outside
    ASCII than broken ones.
    """
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        guess = data.decode("utf-8", "replace")
        broken, outside = guess.count("\ufffd"), len(re.findall(r"[^\x00-\x7f]", guess))
        if outside - broken > broken:
            raise UnreadableDocument(path, f"is UTF-8 but broken at byte {error.start:,}; save it again") from error
    try:
        if len(_OUTSIDE_ASCII.findall(data)) <= _ACCENTED_SHARE * len(data):
            return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        pass
    raise UnreadableDocument(path, "is not text in a known encoding; save it as UTF-8")


def why_unreadable(error: Exception) -> str:
    """Why something cannot be opened, in plain words."""
    match error:
        case FileNotFoundError():
            return "no such file or folder"
        case PermissionError():
            return "may not be read (permission denied)"
    return f"cannot be read ({getattr(error, 'strerror', None) or error})"
