"""JSON Lines as evaluation reads them, plain or gzipped: each value with its line, each record with checked words."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.batch.stored import ERROR_FORMAT
from quotes.errors import InvalidRecord, UnreadableDocument
from quotes.records import Quotation, json_object, quoted_text
from quotes.text import Document

_GZIP = b"\x1f\x8b"


def content_of(path: Path) -> bytes:
    """What a file holds, unpacked where it is gzipped; UnreadableDocument where it cannot be had."""
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if data.startswith(_GZIP) else data
    except (OSError, EOFError) as error:
        raise UnreadableDocument(str(path), f"cannot be read ({getattr(error, 'strerror', None) or error})") from error


def objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The JSON objects of a file with their lines, blank lines left out; InvalidRecord where a line is none."""
    for number, line in enumerate(content_of(path).split(b"\n"), 1):
        if line.strip():
            yield number, json_object(line, str(path), number)


def records(path: Path) -> Iterator[tuple[int, Quotation]]:
    """The records of a file with their lines; those of documents that failed are none.  InvalidRecord as above."""
    for number, value in objects(path):
        if value.get("format") != ERROR_FORMAT:
            record = Quotation.from_json(value, str(path), number)
            if not record.content.spans:
                raise InvalidRecord(str(path), number, "expected a content of at least one span, found none")
            yield number, record


def check_words(record: Quotation, document: Document, path: Path, line: int) -> None:
    """InvalidRecord where a record's words do not stand in the text at its spans: it was made from another text."""
    for name in ("content", "cue", "source"):
        part = getattr(record, name)
        if part is not None and part.text != (there := quoted_text(document.text, part.spans)):
            reason = f"$.{name}.text: expected {there!r}, which stands there in the gold's text, found {part.text!r}"
            raise InvalidRecord(str(path), line, reason)
