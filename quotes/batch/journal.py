"""
Which documents are complete in a file of records that still grows, so that a run can go on where another one ended.

Beside the records stands a journal: a first line with the settings of the run, then a line for each document whose
records are all written, with the place where they end.  A line counts where it is whole and the records are there.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import attrs
from attrs import field, frozen

from quotes.text import Document

_FORMAT = "journal/1"

Settings = Mapping[str, Any]


@frozen
class Piece:
    """The records of one document: bytes ``[start, end)`` of the file, and what was counted."""

    start: int
    end: int
    counts: Counter[str]


@frozen
class Journal:
    """
    What a journal says: the settings, the pieces by their documents' digests, and where all that is complete ends.

    *end* is a place in the records, *size* one in the journal; what stands behind them is torn.
    """

    settings: Settings
    pieces: dict[bytes, Piece] = field(factory=dict)
    end: int = 0
    size: int = 0


def digest(document: Document) -> bytes:
    """What tells a document from others: its text and all that is known of it."""
    known = attrs.asdict(document, filter=lambda attribute, _: attribute.name != "text")
    key = json.dumps([document.sha256, known], sort_keys=True, default=str)
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:16]


def heading(settings: Settings) -> bytes:
    """The first line of a journal."""
    return _line({"format": _FORMAT, "settings": dict(settings)})


def entry(document: bytes | None, end: int, counts: Counter[str]) -> bytes:
    """The line of a document whose records end there; without a digest where it failed, so that it is read again."""
    counted = {name: number for name, number in counts.items() if number}
    return _line({"document": document.hex() if document else None, "end": end, "counts": counted})


def read_journal(path: Path, records: int) -> Journal | None:
    """
    The journal in the file *path*, as far as it is whole and speaks of no more than so many bytes of *records*.

    None where there is none.
    """
    try:
        with path.open("rb") as file:
            return _read(file, records)
    except OSError:
        return None


def _read(file: BinaryIO, records: int) -> Journal | None:
    first = next(file, b"")
    said = _object(first)
    if said.get("format") != _FORMAT:
        return None
    pieces: dict[bytes, Piece] = {}
    end, size = 0, len(first)
    for key, piece, length in _entries(file):
        if not end <= piece.end <= records:
            break
        if key is not None:
            pieces[key] = Piece(end, piece.end, piece.counts)
        end, size = piece.end, size + length
    return Journal(said["settings"], pieces, end, size)


def _entries(file: BinaryIO) -> Iterator[tuple[bytes | None, Piece, int]]:
    """The lines of documents, up to the first that is torn: digest, piece without its start, and length of the line."""
    for line in file:
        match _object(line):
            case {"document": str(key), "end": int(end), "counts": dict(counts)}:
                yield bytes.fromhex(key), Piece(0, end, Counter(counts)), len(line)
            case {"document": None, "end": int(end)}:
                yield None, Piece(0, end, Counter()), len(line)
            case _:
                return


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True).encode("ascii") + b"\n"


def _object(line: bytes) -> dict[str, Any]:
    """The object on a whole line; an empty one where there is none."""
    try:
        value = json.loads(line) if line.endswith(b"\n") else None
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
