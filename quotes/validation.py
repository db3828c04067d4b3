"""
Checks that records are what the schema says, and that each quoted text stands where its spans say.

The only door to jsonschema, which is an extra: a plain installation writes records but does not check them.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from attrs import frozen

from quotes.errors import InvalidRecord, MissingExtra, UnreadableDocument
from quotes.inputs import article_at, opened, text_in_rows
from quotes.records import ERROR_FORMAT, DocumentInfo, Quotation, json_object, quoted_text, record_id, surroundings
from quotes.text import Document
from quotes.text.files import why_unreadable
from quotes.text.spans import Spans, holds

_SCHEMA = "schemas/quotation.schema.json"
#: Texts kept in memory: the records of one document usually stand together.
_KEPT_TEXTS = 8
#: Digits of a digest that a message shows.
_SHOWN_DIGITS = 12


@frozen
class Checked:
    """What was found out about one line; *compared* says whether its document's text could be looked at."""

    problems: tuple[InvalidRecord, ...]
    compared: bool = False


def schema() -> dict[str, Any]:
    """The JSON Schema of a record: inside the installed package, or beside it in a checkout."""
    package = files("quotes")
    inside = package.joinpath(_SCHEMA)
    place = inside if inside.is_file() else Path(str(package)).parent / _SCHEMA
    found: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return found


def check(records: Path, texts: Path | None = None) -> Iterator[Checked]:
    """
    What is wrong with each line of a file of records, in the order of the lines.

    The texts are those that records carry, else they are looked for in *texts* by document.id, then at document.uri.
    MissingExtra without jsonschema, UnreadableDocument where the file cannot be read.
    """
    broken_by_schema = _schema_check()
    find_text = lru_cache(_KEPT_TEXTS)(_find_text)
    known: set[tuple[str, str]] = set()
    children: list[tuple[int, str, str]] = []
    for number, line in enumerate(_lines(records), 1):
        try:
            value = json_object(line, str(records), number)
        except InvalidRecord as error:
            yield Checked((error,))
            continue
        if value.get("format") == ERROR_FORMAT:
            continue
        if reasons := broken_by_schema(value):
            yield _checked(records, number, reasons)
            continue
        quotation = Quotation.from_json(value, str(records), number)
        about = quotation.document
        document = _carried(about) or find_text(about.id, about.uri, about.sha256, texts)
        reasons = [*_inside(quotation), *_against(quotation, document)]
        yield _checked(records, number, reasons, isinstance(document, Document))
        known.add((about.sha256, quotation.id))
        if quotation.parent is not None:
            children.append((number, about.sha256, quotation.parent))
    for number, sha256, parent in children:
        if (sha256, parent) not in known:
            reason = f"expected the parent {parent!r} among the records of the same document"
            yield _checked(records, number, [reason])


def _lines(records: Path) -> Iterator[bytes]:
    """The lines of a file, unpacked where it is gzipped."""
    try:
        with opened(str(records)) as lines:
            yield from lines
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableDocument(str(records), why_unreadable(error)) from error


def _checked(path: Path, line: int, reasons: Iterable[str], compared: bool = False) -> Checked:
    """The outcome for one line."""
    return Checked(tuple(InvalidRecord(str(path), line, each) for each in reasons), compared)


def _schema_check() -> Callable[[dict[str, Any]], list[str]]:
    """A function from a record to what the schema has against it."""
    try:
        from jsonschema import Draft202012Validator
    except ImportError as error:
        raise MissingExtra("validate", "`quotes validate`") from error
    validator = Draft202012Validator(schema())
    return lambda record: [f"{each.json_path}: {each.message}" for each in validator.iter_errors(record)]


def _inside(quotation: Quotation) -> Iterator[str]:
    """What is wrong with a record in itself."""
    expected = record_id(quotation.document.sha256, quotation.content.spans)
    if quotation.id != expected:
        yield f"$.id: expected {expected!r} (the digest of document and content), found {quotation.id!r}"
    for name, spans in _all_spans(quotation):
        if not _in_order(spans):
            yield f"{name}: expected spans in text order that are not empty and share nothing, found {_shown(spans)}"
    for each in quotation.content.quoted:
        if not holds(quotation.content.spans, (each,)):
            yield f"$.content.quoted: expected parts of the content, found {_shown((each,))}"


def _against(quotation: Quotation, document: Document | str | None) -> Iterator[str]:
    """What is wrong with a record that quotes this document; a string says that the text is another one."""
    if isinstance(document, str):
        yield document
    elif document is not None:
        text = document.text
        outside = [(name, spans) for name, spans in _all_spans(quotation) if spans and spans[-1].end > len(text)]
        for name, spans in outside:
            yield f"{name}: expected spans inside the text of {len(text):,} characters, found {_shown(spans)}"
        if not outside:
            yield from _wording(quotation, text)


def _wording(quotation: Quotation, text: str) -> Iterator[str]:
    """Where a record's words are not those of the text."""
    for name, part in _parts(quotation):
        if part.text != (there := quoted_text(text, part.spans)):
            yield f"{name}.text: expected {there!r}, which stands at {_shown(part.spans)}, found {part.text!r}"
    trace = quotation.provenance
    around = zip(("prefix", "suffix"), surroundings(text, quotation.content.spans), strict=True)
    for name, there in around:
        if (found := getattr(trace, name)) != there:
            yield f"$.provenance.{name}: expected {there!r}, found {found!r}"


def _parts(quotation: Quotation) -> Iterator[tuple[str, Any]]:
    """The fields that quote the text."""
    for name in ("content", "cue", "source", "medium"):
        if (part := getattr(quotation, name)) is not None:
            yield f"$.{name}", part


def _all_spans(quotation: Quotation) -> Iterator[tuple[str, Spans]]:
    """All spans of a record with the name of their field."""
    yield from ((f"{name}.spans", part.spans) for name, part in _parts(quotation))
    yield "$.content.quoted", quotation.content.quoted
    yield from ((f"$.chain[{i}].spans", hop.spans) for i, hop in enumerate(quotation.chain))


def _in_order(spans: Spans) -> bool:
    """True where each span holds something and begins where the one before it has ended, or later."""
    edges = [0, *(edge for each in spans for edge in (each.start, each.end))]
    return edges == sorted(edges) and all(len(each) > 0 for each in spans)


def _shown(spans: Spans) -> str:
    """Spans as the record writes them."""
    return json.dumps([[each.start, each.end] for each in spans])


def _carried(about: DocumentInfo) -> Document | str | None:
    """The document whose text a record carries along; a reason where the digest is not that text's."""
    if about.text is None:
        return None
    document = Document(about.id, about.text, about.uri)
    return document if document.sha256 == about.sha256 else "$.document.text: expected the text of document.sha256"


def _find_text(name: str, uri: str | None, sha256: str, texts: Path | None) -> Document | str | None:
    """The document with that digest; None where no text is found, and a reason where it is only another one."""
    places = [str(texts / Path(name).name)] if texts is not None else []
    found = [each for each in map(article_at, [*places, *([uri] if uri else [])]) if each is not None]
    same = next((each for each in found if each.sha256 == sha256), None)
    if same is None and uri is not None and (text := text_in_rows(uri, sha256)) is not None:
        return Document(name, text, uri)
    if same is not None or not found:
        return same
    wanted, there = sha256[:_SHOWN_DIGITS], found[0].sha256[:_SHOWN_DIGITS]
    return f"$.document.sha256: expected the text with {wanted}…, found {there}… in {found[0].uri}: it has changed"
