"""Records that were stored: reading them again, and finding one among them."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from quotes.errors import InvalidRecord, UnreadableDocument, WrongUsage
from quotes.records import Quotation, json_object
from quotes.text.files import read_document

#: What `--errors record` writes for a document that failed.
ERROR_FORMAT = "error/1"
#: How the formats begin that a file of records holds.
_OWN_FORMATS = ("quotation/", "error/")
#: So many ids are named where a beginning fits several.
_NAMED_IDS = 4


@frozen
class Found:
    """The quotations of one file, and its *text*: None where the file holds records."""

    quotations: tuple[Quotation, ...]
    text: str | None


def read_records(path: Path) -> Iterator[Quotation]:
    """
    The records of a file, without the lines of documents that failed and without blank ones.

    InvalidRecord, with the line, where another one holds no record; UnreadableDocument where the file cannot be read.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise UnreadableDocument(str(path), f"cannot be read ({error.strerror})") from error
    for number, line in enumerate(lines, 1):
        if line.strip() and (value := json_object(line, str(path), number)).get("format") != ERROR_FORMAT:
            quotation = Quotation.from_json(value, str(path), number)
            if not quotation.content.spans:
                raise InvalidRecord(str(path), number, "expected a content of at least one span, found none")
            yield quotation


def holds_records(path: str) -> bool:
    """Whether a file holds records rather than articles, as far as its first line tells."""
    try:
        with Path(path).open("rb") as file:
            value = json.loads(file.readline())
    except (OSError, ValueError):
        return False
    return isinstance(value, dict) and str(value.get("format", "")).startswith(_OWN_FORMATS)


def by_document(found: Iterable[Found]) -> Iterator[Found]:
    """
    The quotations of each document together, with its text; of a text without any, the text alone.

    That is the one read, the one that the records carry, or that of the file that they name if it is unchanged; None
    where there is none of these.
    """
    for one in found:
        groups: dict[tuple[str, str], list[Quotation]] = {}
        for each in one.quotations:
            groups.setdefault((each.document.id, each.document.sha256), []).append(each)
        if not groups and one.text is not None:
            yield one
        for group in groups.values():
            yield Found(tuple(group), one.text if one.text is not None else _text_of(group[0]))


def _text_of(quotation: Quotation) -> str | None:
    """The text of a record's document, if it is at hand and unchanged."""
    about = quotation.document
    if about.text is not None or about.uri is None:
        return about.text
    try:
        document = read_document(about.uri)
    except UnreadableDocument:
        return None
    return document.text if document.sha256 == about.sha256 else None


def with_id(found: Iterable[Found], beginning: str | None) -> Iterator[tuple[Quotation, str | None]]:
    """
    The quotation whose id begins so, with its text; all of them where *beginning* is None.

    WrongUsage where no id begins so, or several do.
    """
    listed = [(each, one.text) for one in found for each in one.quotations]
    if beginning is None:
        return iter(listed)
    fitting = [(each, text) for each, text in listed if each.id.startswith(beginning)]
    ids = sorted({each.id for each, _ in fitting})
    if not ids:
        raise WrongUsage(f"no record with the id {beginning!r} among the {len(listed)} of this file")
    if len(ids) > 1:
        named = ", ".join(ids[:_NAMED_IDS]) + (", …" if len(ids) > _NAMED_IDS else "")
        raise WrongUsage(f"{beginning!r} begins {len(ids)} ids ({named}); give more of it")
    return iter(fitting)
