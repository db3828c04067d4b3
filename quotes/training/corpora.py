"""The files of corpora: lines, rows of JSON, digests."""

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonlines
from attrs import frozen

from quotes.errors import QuotesError
from quotes.models import sha256_of


@frozen
class CorpusError(QuotesError):
    """A corpus is missing or not in its format; the message names the file, the line and what was expected there."""

    reason: str


def open_text(path: Path) -> Iterator[str]:
    """The lines of a text file, unpacked when its name ends in .gz."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from lines


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON Lines (plain or .gz)."""
    yield from jsonlines.Reader(open_text(path)).iter(type=dict)


def digest(path: Path) -> str:
    """The sha256 of a file, or of the names and sha256s of a folder's files; CorpusError where there is neither."""
    if path.is_dir():
        lines = (f"{each.relative_to(path)} {sha256_of(each)}\n" for each in sorted(path.rglob("*")) if each.is_file())
        return hashlib.sha256("".join(lines).encode()).hexdigest()
    if not path.is_file():
        raise CorpusError(
            f"{path}: not there; name the place of the corpora with --corpora, of the articles with --gold"
        )
    return sha256_of(path)
