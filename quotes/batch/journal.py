"""
Which documents are complete in a file of records that still grows, so that a run can go on where another one ended.

Beside the records stands a journal: a first line with the settings of the run, then a line for each document whose
records are all written, with the place where they end.  A line counts where it is whole and the records are there.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
from attrs import define, field, frozen

from quotes.text import Document

Settings = Mapping[str, Any]


@frozen
class Piece:
    """The records of one document: bytes ``[start, end)`` of the file, and what was counted."""

    start: int
    end: int
    counts: Counter[str]


@define
class Journal:
    """
    What a journal says: the settings, the pieces by their documents' digests, and where all that is complete ends.

    *end* is a place in the records, *size* one in the journal; what stands behind them is torn.
    """

    settings: Settings
    pieces: dict[str, Piece] = field(factory=dict)
    end: int = 0
    size: int = 0


def digest(document: Document) -> str:
    """What tells a document from others: its text and all that is known of it."""
    known = attrs.asdict(document, filter=lambda attribute, _: attribute.name != "text")
    key = json.dumps([document.sha256, known], sort_keys=True, default=str)
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def heading(settings: Settings) -> bytes:
    """The first line of a journal."""
    return _line({"format": "journal/1", "settings": dict(settings)})


def entry(document: str | None, end: int, counts: Counter[str]) -> bytes:
    """The line of a document whose records end there; without a digest where it failed, so that it is read again."""
    return _line({"document": document, "end": end, "counts": {name: n for name, n in counts.items() if n}})


def read_journal(path: Path, records: int) -> Journal | None:
    """
    The journal in the file *path*, as far as it is whole and speaks of no more than so many bytes of *records*.

    None where there is none.
    """
    journal = None
    try:
        with path.open("rb") as file:
            for line in file:
                match _object(line):
                    case {"format": "journal/1", "settings": dict(settings)} if journal is None:
                        journal = Journal(settings)
                    case {"document": str() | None as key, "end": int(end), "counts": dict(counts)} if (
                        journal is not None and journal.end <= end <= records
                    ):
                        if key is not None:
                            journal.pieces[key] = Piece(journal.end, end, Counter(counts))
                        journal.end = end
                    case _:
                        break
                journal.size += len(line)
    except OSError:
        return None
    return journal


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True).encode("ascii") + b"\n"


def _object(line: bytes) -> Any:
    """What JSON stands on a whole line; None where there is none."""
    try:
        return json.loads(line) if line.endswith(b"\n") else None
    except (ValueError, RecursionError):
        return None
