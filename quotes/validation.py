"""
Checks that records are what the schema says, and that each quoted text stands where its spans say.

The only door to jsonschema, which is an extra: a plain installation writes records but does not check them.
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from attrs import frozen

from quotes.errors import InvalidRecord, MissingExtra
from quotes.inputs import article_at, numbered_lines, text_at
from quotes.records import (
    ERROR_FORMAT,
    DocumentInfo,
    Quotation,
    carried_text,
    json_object,
    quoted_text,
    record_id,
    surroundings,
)
from quotes.text.spans import Spans, holds

_SCHEMA = "schemas/quotation.schema.json"
#: Texts kept in memory (the records of one document usually stand together); digits of a digest that a message shows.
_KEPT_TEXTS, _SHOWN_DIGITS = 8, 12


@frozen
class Checked:
    """
    What was found out about one line; *compared* says whether its document's text could be looked at.

    *is_again* is true where something was said of that line before: that a parent lacks is known at the end.
    """

    problems: tuple[InvalidRecord, ...]
    compared: bool = False
    is_again: bool = False


def schema() -> dict[str, Any]:
    """The JSON Schema of a record: inside the installed package, or beside it in a checkout."""
    package = files("quotes")
    inside = package.joinpath(_SCHEMA)
    place = inside if inside.is_file() else Path(str(package)).parent / _SCHEMA
    found: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return found


def check(records: Path, texts: Path | None = None) -> Iterator[Checked]:
    """
    What is wrong with each line of a file of records, in the order of the lines; blank ones are passed over.

    The texts are those that records carry, else they are looked for in *texts* by document.id, then at document.uri.
    MissingExtra without jsonschema, UnreadableDocument where the file cannot be read.
    """
    try:
        from jsonschema import Draft202012Validator
    except ImportError as error:
        raise MissingExtra("validate", "`quotes validate`") from error

    def checked(line: int, reasons: Iterable[str], compared: bool = False, is_again: bool = False) -> Checked:
        return Checked(tuple(InvalidRecord(str(records), line, each) for each in reasons), compared, is_again)

    validator, find_text = Draft202012Validator(schema()), lru_cache(_KEPT_TEXTS)(_text)
    known: set[tuple[str, str]] = set()
    children: list[tuple[int, str, str]] = []
    for number, line in numbered_lines(str(records)):
        try:
            value = json_object(line, str(records), number)
            if value.get("format") == ERROR_FORMAT:
                continue
            if reasons := [f"{each.json_path}: {each.message}" for each in validator.iter_errors(value)]:
                yield checked(number, reasons)
                continue
            quotation = Quotation.from_json(value, str(records), number)
        except InvalidRecord as error:
            yield Checked((error,))
            continue
        text, problem = find_text(quotation.document, texts)
        against = _against(quotation, text) if text is not None else [problem] if problem else []
        yield checked(number, [*_inside(quotation), *against], text is not None)
        sha256 = quotation.document.sha256
        known.add((sha256, quotation.id))
        if quotation.parent is not None:
            children.append((number, sha256, quotation.parent))
    for number, sha256, parent in children:
        if (sha256, parent) not in known:
            reason = f"expected the parent {parent!r} among the records of the same document"
            yield checked(number, [reason], is_again=True)


def _text(about: DocumentInfo, texts: Path | None) -> tuple[str | None, str]:
    """The text that records of a document quote; None where it is not found, and why where only another one is."""
    if about.text is not None:
        text = carried_text(about)
        return text, "" if text is not None else "$.document.text: expected the text of document.sha256"
    places = [*([str(texts / Path(about.id).name)] if texts else []), *([about.uri] if about.uri else [])]
    for place in places:
        if (text := text_at(place, about.sha256)) is not None:
            return text, ""
    for other in filter(None, map(article_at, places)):
        wanted, there = about.sha256[:_SHOWN_DIGITS], other.sha256[:_SHOWN_DIGITS]
        changed = f"expected the text with {wanted}…, found {there}… in {other.uri}: it has changed"
        return None, f"$.document.sha256: {changed}"
    return None, ""


def _inside(quotation: Quotation) -> Iterator[str]:
    """What is wrong with a record in itself."""
    expected = record_id(quotation.document.sha256, quotation.content.spans)
    if quotation.id != expected:
        yield f"$.id: expected {expected!r} (the digest of document and content), found {quotation.id!r}"
    for name, spans in _all_spans(quotation):
        edges = [0, *(edge for each in spans for edge in (each.start, each.end))]
        if edges != sorted(edges):
            yield f"{name}: expected spans in text order that share nothing, found {_shown(spans)}"
    for each in quotation.content.quoted:
        if not holds(quotation.content.spans, (each,)):
            yield f"$.content.quoted: expected parts of the content, found {_shown((each,))}"


def _against(quotation: Quotation, text: str) -> Iterator[str]:
    """Where a record's spans lie outside of its text, or its words are not those of the text."""
    outside = [(name, spans) for name, spans in _all_spans(quotation) if spans and spans[-1].end > len(text)]
    for name, spans in outside:
        yield f"{name}: expected spans inside the text of {len(text):,} characters, found {_shown(spans)}"
    if outside:
        return
    for name, part in _parts(quotation):
        if part.text != (there := quoted_text(text, part.spans)):
            yield f"{name}.text: expected {there!r}, which stands at {_shown(part.spans)}, found {part.text!r}"
    trace = quotation.provenance
    around = surroundings(text, quotation.content.spans)
    for name, found, there in zip(("prefix", "suffix"), (trace.prefix, trace.suffix), around, strict=True):
        if found != there:
            yield f"$.provenance.{name}: expected {there!r}, found {found!r}"


def _parts(quotation: Quotation) -> Iterator[tuple[str, Any]]:
    for name in ("content", "cue", "source", "medium"):
        if (part := getattr(quotation, name)) is not None:
            yield f"$.{name}", part


def _all_spans(quotation: Quotation) -> Iterator[tuple[str, Spans]]:
    """All spans of a record with the name of their field."""
    yield from ((f"{name}.spans", part.spans) for name, part in _parts(quotation))
    yield "$.content.quoted", quotation.content.quoted
    yield from ((f"$.chain[{i}].spans", hop.spans) for i, hop in enumerate(quotation.chain))


def _shown(spans: Spans) -> str:
    return json.dumps([[each.start, each.end] for each in spans])
