"""Files and standard input are opened: what is compressed is unpacked, and no more is read than an article can have."""

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from quotes.errors import UnreadableDocument
from quotes.text.files import LONGEST, STDIN, why_unreadable

_GZIP = b"\x1f\x8b"
#: So many bytes tell what a file is.
PEEK = 65_536
#: A file of one article holds no more bytes than this: pages are far larger than their text.
LONGEST_FILE = 40_000_000
#: A JSON array of articles is in memory as a whole, some times over, and so is Parquet from a pipe; JSON Lines, CSV and
#: files of Parquet may be as long as they like.
LONGEST_ARRAY = 400_000_000


@contextmanager
def opened(path: str) -> Iterator[io.BufferedReader]:
    """A file, or standard input, without its compression."""
    if path == STDIN:
        yield _unpacked(sys.stdin.buffer)
        return
    # A path may also be what the shell made of <(command), which pathlib would do no better.
    with open(path, "rb") as file:  # noqa: PTH123
        yield _unpacked(file)


def _unpacked(file: BinaryIO) -> io.BufferedReader:
    """A stream as it is, or unpacked where it begins like gzip."""
    buffered = file if hasattr(file, "peek") else io.BufferedReader(cast("io.RawIOBase", file))
    if buffered.peek(2).startswith(_GZIP):
        return io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=buffered)), PEEK)
    return io.BufferedReader(cast("io.RawIOBase", buffered), PEEK)


def lines_of(path: str) -> Iterator[bytes]:
    """The lines of a file, unpacked where it is gzipped; UnreadableDocument where it cannot be had."""
    try:
        with opened(path) as file:
            yield from file
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableDocument(path, why_unreadable(error)) from error


def numbered_lines(path: str) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that are not blank, with their numbers from 1; UnreadableDocument as `lines_of`."""
    return ((number, line) for number, line in enumerate(lines_of(path), 1) if line.strip())


def whole(file: BinaryIO, path: str, limit: int = LONGEST_FILE) -> bytes:
    """All of a file, but no more than a file of one article can hold."""
    data = file.read(limit + 1)
    if len(data) > limit:
        expected = f"an article of at most {LONGEST:,} characters; split it into articles"
        if limit == LONGEST_ARRAY:
            expected = "articles that memory can hold as a whole; write one object a line (JSON Lines)"
        raise UnreadableDocument(path, f"has more than {limit:,} bytes, expected {expected}")
    return data


def stem_and_suffix(path: str) -> tuple[str, str]:
    """A path without its endings, and the ending that says what it holds, in small letters."""
    stem, suffix = os.path.splitext(path)  # noqa: PTH122 - keeps the path as it was given
    if suffix.casefold() == ".gz":
        stem, suffix = os.path.splitext(stem)  # noqa: PTH122
    return stem, suffix.casefold()
