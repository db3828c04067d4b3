"""
The text of a record found again: in the file that the record names, by the digest that it states.

A file may hold many articles: "feed.jsonl:7" names a row, whichever of its fields has the text.
"""

import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from quotes.errors import UnreadableDocument
from quotes.inputs.fields import Fields
from quotes.inputs.ninjs import article_of, is_ninjs
from quotes.inputs.opening import PEEK, opened
from quotes.inputs.rows import kind_of, rows_of
from quotes.inputs.warc import archived_pages
from quotes.text import Document


def text_in_rows(uri: str, sha256: str) -> str | None:
    """The text of that digest in the file of many articles that *uri* names; None where there is none."""
    path, _, row = uri.rpartition(":")
    file = Path(path if row.isdecimal() and Path(path).is_file() else uri)
    if not file.is_file():
        return None
    try:
        return _texts(str(file), file.stat().st_mtime_ns).get(sha256)
    except (OSError, ValueError, EOFError, RecursionError, UnreadableDocument, zlib.error):
        return None


@lru_cache(maxsize=1)
def _texts(path: str, changed: int) -> dict[str, str]:
    """All texts of a file by their digests; the last file stays in memory, since its records stand together."""
    return {Document("", each).sha256: each for each in _texts_of(path)}


def _texts_of(path: str) -> Iterator[str]:
    """What may be the text of an article in a file of many, each once or more."""
    with opened(path) as file:
        kind = kind_of(file.peek(PEEK), path)
        if kind == "warc":
            yield from (each.text for each in archived_pages(file, path) if isinstance(each, Document))
            return
        if kind not in {"html", "text"}:
            for _, row in rows_of(file, path, kind, Fields())[0]:
                yield from _texts_of_row(row, path)


def _texts_of_row(row: Any, path: str) -> Iterator[str]:
    """Each string of a row as a text; a digest tells which one was read, whatever its field is called."""
    from quotes.inputs.web_pages import without_tags

    if is_ninjs(row):
        try:
            yield article_of(row, path).text
        except UnreadableDocument:
            return
        return
    yield from map(without_tags, _strings(row))


def _strings(value: Any) -> Iterator[str]:
    """All strings in a value that are no mere blanks."""
    match value:
        case str() if value.strip():
            yield value
        case Mapping():
            for each in value.values():
                yield from _strings(each)
        case list():
            for each in value:
                yield from _strings(each)
