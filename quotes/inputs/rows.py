"""Files of many articles: JSON Lines, JSON arrays, CSV.  Each row is a document, or says why it is none."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from quotes.errors import UnreadableDocument
from quotes.inputs.encodings import plain_text
from quotes.inputs.fields import Fields, chosen, document_of, told
from quotes.inputs.ninjs import article_of, is_ninjs
from quotes.text import Document

Tell = Callable[[str], None]
#: Fields of CSV files may be as long as an article.
_LONGEST_FIELD = 10_000_000
#: What `quotes extract` prints is no article.
_OWN_FORMATS = ("quotation/", "error/")


def json_lines(file: BinaryIO, path: str, fields: Fields, tell: Tell) -> Iterator[Document | UnreadableDocument]:
    """The articles of a file with one JSON object a line; a line that is none is an error value in its place."""
    yield from _documents(objects_of_lines(file), path, fields, tell)


def json_values(data: bytes, path: str, fields: Fields, tell: Tell) -> Iterator[Document | UnreadableDocument]:
    """The articles of one JSON object or an array of them."""
    yield from _documents(objects_of_json(data, path), path, fields, tell)


def csv_rows(data: bytes, path: str, fields: Fields, tell: Tell) -> Iterator[Document | UnreadableDocument]:
    """The articles of a table with a line of names at its head; cells are parted by commas, semicolons or tabs."""
    rows = table(data)
    try:
        yield from _documents(enumerate(rows, 2), path, fields, tell)
        if rows.line_num <= 1:
            yield UnreadableDocument(
                path, "has no rows; expected a line with the names of the fields, and articles below"
            )
    except csv.Error as error:
        yield UnreadableDocument(f"{path}:{rows.line_num}", f"is no CSV ({error})")


def objects_of_lines(file: BinaryIO) -> Iterator[tuple[int, Any]]:
    """Each line with its number, as JSON has it or as the error that it is."""
    for number, line in enumerate(file, 1):
        if line.strip():
            try:
                yield number, json.loads(line.decode("utf-8-sig"))
            except ValueError as error:
                yield number, error


def objects_of_json(data: bytes, path: str) -> Iterator[tuple[int, Any]]:
    """The values of an array, of the first array of objects in an object, or the object itself, numbered from 1."""
    text, _ = plain_text(data, path)
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except ValueError as error:
        raise UnreadableDocument(path, f"is no JSON ({error}); expected an object or an array of objects") from error
    if isinstance(value, dict) and is_ninjs(value):
        value = [value]
    elif isinstance(value, dict):
        value = next((each for each in value.values() if _is_list_of_objects(each)), [value])
    yield from enumerate(value, 1)


def table(data: bytes) -> "csv.DictReader[str]":
    """The rows of a table."""
    text, _ = plain_text_of_table(data)
    csv.field_size_limit(_LONGEST_FIELD)
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    return csv.DictReader(lines, delimiter=delimiter(lines[0] if lines else ""))


def plain_text_of_table(data: bytes) -> tuple[str, str]:
    """The text of a table, which may be longer than an article."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def delimiter(head: str) -> str:
    """What parts the cells: whichever of the usual signs the first line has most of."""
    return max(",;\t", key=head.count)


def _documents(
    rows: Iterable[tuple[int, Any]], path: str, fields: Fields, tell: Tell
) -> Iterator[Document | UnreadableDocument]:
    """A document, or an error value, for each row; the first good one decides what the fields are."""
    names: dict[str, str] | None = None
    for number, row in rows:
        place = f"{path}:{number}"
        try:
            if is_ninjs(row):
                yield article_of(row, place)
                continue
            _check(row, place)
            if names is None:
                names = chosen(fields, row, path)
                tell(f"{path}: {told(names)}")
            yield document_of(row, names, place.rpartition("/")[2], place)
        except UnreadableDocument as error:
            yield error
            if names is None and error.path == path:
                return


def _check(row: Any, place: str) -> None:
    """UnreadableDocument for a row that is no article."""
    if isinstance(row, Exception):
        raise UnreadableDocument(place, f"expected one JSON object in UTF-8 ({row})")
    if not isinstance(row, Mapping):
        raise UnreadableDocument(place, f"expected a JSON object, found {type(row).__name__}")
    if str(row.get("format", "")).startswith(_OWN_FORMATS):
        raise UnreadableDocument(place, "is a record of `quotes extract`, expected an article")


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
