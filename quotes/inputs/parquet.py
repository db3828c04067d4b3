"""Parquet: each row of a file of columns is a document; the only door to pyarrow, which is an extra."""

import codecs
import gzip
import io
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from quotes.errors import MissingExtra, UnreadableDocument
from quotes.inputs.opening import LONGEST_ARRAY, whole

#: So many rows are in memory at a time, and so many bytes of each stored column.
_ROWS, _BYTES = 64, 1_048_576
#: The name of the handler below among Python's own.
AS_WINDOWS = "quotes.cp1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 are Windows-1252: tables are put together from many sources."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(AS_WINDOWS, _as_windows)


@frozen
class BadRow:
    """A row that holds no article, and why."""

    reason: str


def columns(file: io.BufferedReader, path: str) -> tuple[list[str], Iterator[tuple[int, Any]]]:
    """
    The names of the columns, and each row with its number from 1; what cannot be read is a bad row in its place.

    UnreadableDocument where the file is no Parquet or has no rows, MissingExtra without pyarrow.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise MissingExtra("parquet", "reading Parquet files") from error
    # The list of what stands where is at the end of the file, where a pipe has no way back from.
    streamed = isinstance(file.raw, gzip.GzipFile) or not file.seekable()
    try:
        table = ParquetFile(io.BytesIO(whole(file, path, LONGEST_ARRAY)) if streamed else file, buffer_size=_BYTES)
    except (ArrowException, OSError) as error:
        raise UnreadableDocument(path, f"is no Parquet, or a broken one ({error}); make or fetch it again") from error
    if not table.metadata.num_rows:
        raise UnreadableDocument(path, "has no rows; expected an article in each")

    def rows() -> Iterator[tuple[int, Any]]:
        number = 0
        try:
            for batch in table.iter_batches(_ROWS, use_threads=False):
                for at in range(len(batch)):
                    number += 1
                    yield number, _row(batch.slice(at, 1))
        except (ArrowException, OSError) as error:
            yield number + 1, BadRow(f"is broken Parquet ({error}); the rows from here on were not read")

    return table.schema_arrow.names, rows()


def _row(batch: Any) -> dict[str, Any] | BadRow:
    """The one row of a batch as JSON would have it: dates in words, bytes as the text that old writers mean by them."""
    try:
        (row,) = batch.to_pylist()
        return {name: _as_in_json(value) for name, value in row.items()}
    except ValueError as error:
        return BadRow(f"expected texts in UTF-8 and dates ({error})")


def _as_in_json(value: Any) -> Any:
    match value:
        case bytes():
            return value.decode(errors=AS_WINDOWS)
        case None | str() | bool() | int() | float() | list() | dict():
            return value
    return str(value)
