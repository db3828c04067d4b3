"""
What a file holds, by its first bytes, and the rows of files of many articles: JSON Lines, JSON arrays, CSV.

Each row is a document, or says why it is none.
"""

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO

from quotes.errors import UnreadableDocument, why_no_json
from quotes.inputs.fields import Fields, chosen, document_of, has_text, told
from quotes.inputs.ninjs import article_of, is_ninjs
from quotes.inputs.opening import LONGEST_ARRAY, PEEK, whole
from quotes.inputs.parquet import AS_WINDOWS, BadRow, columns
from quotes.inputs.web_pages import LOOKS_LIKE_HTML
from quotes.records import is_own
from quotes.text import Document
from quotes.text.files import UTF16_MARKS

Tell = Callable[[str], None]
#: Fields of CSV files may be as long as an article.
_LONGEST_FIELD = 10_000_000
#: Where so many rows have no text, and none has one, the others hardly have.
_TRIED = 20
_LINE_END = re.compile(r"[\r\n]")


def kind_of(head: bytes, path: str) -> str:
    """What a file is, by its first bytes; by its name only where a table looks like text."""
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    text = head.decode("utf-16" if head.startswith(UTF16_MARKS) else "utf-8", "replace")
    if LOOKS_LIKE_HTML.match(text):
        return "html"
    if (start := text.lstrip("\ufeff \t\r\n")).startswith(("{", "[")):
        return _kind_of_json(start) or "text"
    return "csv" if path.casefold().removesuffix(".gz").endswith((".csv", ".tsv")) or _is_table(text) else "text"


def _kind_of_json(text: str) -> str | None:
    """JSON Lines where the first line is a whole object, else JSON; None where it only begins like it."""
    first, _, rest = text.partition("\n")
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        is_json = re.match(r'[\[{]\s*(?:["{\[}\]]|$)', text) is not None
        is_cut = len(text) >= PEEK // 2 and not rest
        return ("jsonl" if is_cut and first.startswith("{") else "json") if is_json else None
    if not isinstance(value, dict):
        return "json" if isinstance(value, list) and not rest.strip() else None
    return "json" if is_ninjs(value) and not rest.strip() else "jsonl"


def _is_table(text: str) -> bool:
    """Whether it begins with a line of short names, one of them that of a text."""
    head = _LINE_END.split(text, maxsplit=1)[0].strip("\ufeff ")
    names = [each.strip("\" '").casefold() for each in head.split(_delimiter(head))]
    return len(names) > 1 and bool({"text", "body", "content", "article"} & set(names)) and max(map(len, names)) < 30


def rows_of(
    file: io.BufferedReader, path: str, kind: str, fields: Fields
) -> tuple[Iterator[tuple[int, Any]], list[str], str]:
    """
    The numbered rows of a file of a *kind* (``jsonl``, ``json``, ``ninjs``, ``csv``, ``parquet``), what stands at the
    head of their columns, where they have a head, and the encoding; a row that cannot be read is a bad row.  Of an
    object without the text that *fields* ask for, the articles inside it are the rows.

    UnreadableDocument where the file is of another kind, MissingExtra for Parquet without pyarrow.
    """
    match kind:
        case "jsonl":
            if file.peek(2).startswith(UTF16_MARKS):
                raise UnreadableDocument(path, "is JSON in UTF-16; save it as UTF-8")
            return _rows_or_inside(_lines(file), fields), [], "utf-8"
        case "csv":
            table, encoding = _table(file)
            return _cells(table, path), _head(table, path), encoding
        case "parquet":
            names, rows = columns(file, path)
            return rows, names, "utf-8"
    return _values(whole(file, path, LONGEST_ARRAY), path, fields), [], "utf-8"


def tell_encoding(encoding: str, path: str, tell: Tell) -> None:
    """Name an encoding that is not the usual one."""
    if encoding != "utf-8":
        tell(f"{path}: read as {encoding}")


def _lines(file: BinaryIO) -> Iterator[tuple[int, Any]]:
    """Each line with its number, as JSON has it or as a bad row."""
    for number, line in enumerate(file, 1):
        if line.strip():
            try:
                yield number, json.loads(line.decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                yield number, BadRow(why_no_json(error))


def _rows_or_inside(rows: Iterator[tuple[int, Any]], fields: Fields) -> Iterator[tuple[int, Any]]:
    """The rows as they are; but of one object alone the articles inside it, as where it stands on many lines."""
    first = next(rows, None)
    inside = _inside(first[1], fields) if first is not None else []
    second = next(rows, None) if inside else None
    if inside and second is None:
        yield from enumerate(inside, 1)
    else:
        yield from chain(filter(None, (first, second)), rows)


def _values(data: bytes, path: str, fields: Fields) -> Iterator[tuple[int, Any]]:
    """The values of an array, the articles inside an object, or the object itself, numbered from 1."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(path, f"is no JSON ({error}); expected an object or an array of objects") from error
    if isinstance(value, dict):
        value = _inside(value, fields) or [value]
    if not isinstance(value, list):
        found = type(value).__name__
        raise UnreadableDocument(path, f"holds one JSON value ({found}); expected an object or an array of objects")
    yield from enumerate(value, 1)


def is_article(value: Any, fields: Fields) -> bool:
    """Whether a value of JSON is a news item of ninjs, or an object with a text that is no record of ours."""
    return is_ninjs(value) or (isinstance(value, dict) and not is_own(value) and has_text(value, fields))


def _inside(value: Any, fields: Fields) -> list[Any]:
    """The articles inside an object that is none, as APIs answer: its first array that holds one; else nothing."""
    if not isinstance(value, dict) or is_article(value, fields):
        return []
    lists = (each for each in value.values() if isinstance(each, list))
    return next((each for each in lists if any(is_article(item, fields) for item in each)), [])


def _table(file: io.BufferedReader) -> tuple["csv.DictReader[str]", str]:
    """The rows of a table one by one, and the encoding that they are read in: UTF-8, Windows-1252, UTF-16."""
    csv.field_size_limit(_LONGEST_FIELD)
    encoding = _encoding(file.peek(PEEK))
    if encoding == "utf-16":
        # A line end is no byte of its own there; only spreadsheets write such tables, and they are small.
        decoded = iter([file.read().decode(encoding, "replace")])
    else:
        decoded = codecs.iterdecode(file, encoding, AS_WINDOWS)
    # Lines may also end as old Macs end them, with a carriage return alone.
    lines = (line for each in decoded for line in io.StringIO(each, newline=""))
    head = next(lines, "").removeprefix("\ufeff")
    return csv.DictReader(chain([head] if head else [], lines), delimiter=_delimiter(head)), encoding


def _head(table: "csv.DictReader[str]", path: str) -> list[str]:
    """The names of the fields, as the first line has them; UnreadableDocument where it is no line of a table."""
    try:
        return [each for each in table.fieldnames or () if each]
    except csv.Error as error:
        raise UnreadableDocument(path, f"is no CSV ({error}); expected a line with the names of the fields") from error


def _cells(table: "csv.DictReader[str]", path: str) -> Iterator[tuple[int, Any]]:
    """The rows below the head with their numbers; a comma in a text without quotation marks would cut it: a bad row."""
    number = 1
    try:
        for number, row in enumerate(table, 2):
            cut = BadRow("has more cells than the first line has names; expected texts with commas in quotation marks")
            yield number, cut if None in row else row
    except csv.Error as error:
        yield table.line_num, BadRow(f"is no CSV ({error}); the rows below it were not read")
    if table.line_num <= 1:
        expected = "expected a line with the names of the fields, and articles below"
        raise UnreadableDocument(path, f"has no rows; {expected}")


def _encoding(head: bytes) -> str:
    if head.startswith(UTF16_MARKS):
        return "utf-16"
    try:
        # The last character may be cut.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(head: str) -> str:
    """What parts the cells: whichever of the usual signs the first line has most of."""
    return max(",;\t", key=head.count)


def documents(
    rows: Iterable[tuple[int, Any]], path: str, fields: Fields, tell: Tell, head: Iterable[str] = ()
) -> Iterator[Document | UnreadableDocument]:
    """A document, or an error value, for each row; the *head*, or the rows so far, decide what the fields are."""
    names: dict[str, str] = {}
    if head:
        names = chosen(fields, head, path)
        tell(f"{path}: {told(names)}")
    tried = 0
    for number, row in rows:
        place = f"{path}:{number}"
        try:
            if is_ninjs(row):
                yield article_of(row, place)
                continue
            _check(row, place)
            if not head:
                tried += not names
                before, names = names, _with_row(names, row, fields, place)
                if new := {own: name for own, name in names.items() if before.get(own) != name}:
                    tell(f"{path}: {told(new)}")
            yield document_of(row, names, place.rpartition("/")[2], place)
        except UnreadableDocument as error:
            yield error
            if tried == _TRIED and not names:
                yield UnreadableDocument(path, f"has no text in its first {tried} rows; the rows below were not read")
                return


def _with_row(names: Mapping[str, str], row: Mapping[str, Any], fields: Fields, place: str) -> dict[str, str]:
    """The fields of the rows so far and of this one, since JSON leaves out what is empty; that of the text stays."""
    found = chosen(fields, [*names.values(), *row], place, are_all=False)
    return {**found, "text": names.get("text", found["text"])}


def _check(row: Any, place: str) -> None:
    """UnreadableDocument for a row that is no article."""
    if isinstance(row, BadRow):
        raise UnreadableDocument(place, row.reason)
    if not isinstance(row, Mapping):
        raise UnreadableDocument(place, f"expected a JSON object, found {type(row).__name__}")
    if is_own(row):
        raise UnreadableDocument(place, "is a record of `quotes extract`, expected an article")
