"""Records that were stored: reading them again, and finding one among them."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from quotes.errors import UnreadableDocument, WrongUsage
from quotes.inputs import lines_of, numbered_lines, text_at
from quotes.records import ERROR_FORMAT, Quotation, carried_text, is_own, json_object
from quotes.text.files import STDIN

#: So many ids are named where a beginning fits several.
_NAMED_IDS = 4


@frozen
class Found:
    """The quotations of one file, and its *text*: None where the file holds records."""

    quotations: tuple[Quotation, ...]
    text: str | None


def objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The JSON objects of a file with their lines, blank lines left out; InvalidRecord where a line is none."""
    for number, line in numbered_lines(str(path)):
        yield number, json_object(line, str(path), number)


def read_records(path: Path) -> Iterator[tuple[int, Quotation]]:
    """
    The records of a file with their lines, without the lines of documents that failed and without blank ones.

    InvalidRecord, with the line, where another one holds no record; UnreadableDocument where the file cannot be read.
    """
    for number, value in objects(path):
        if value.get("format") != ERROR_FORMAT:
            yield number, Quotation.from_json(value, str(path), number)


def record_files(path: str) -> list[Path]:
    """The files of records that a path means: itself, or all files of a folder that holds nothing else."""
    if path == STDIN:
        return []  # it can be read only once, and is read as articles
    place = Path(path)
    files = sorted(each for each in place.rglob("*") if each.is_file()) if place.is_dir() else [place]
    return files if all(map(_holds_records, files)) else []


def _holds_records(path: Path) -> bool:
    """Whether a file holds records, not articles, as far as its first line tells; of none there may be no line."""
    try:
        line = next(lines_of(str(path)), b"")
        if not line and ".jsonl" in path.suffixes:
            return True
        value = json.loads(line)
    except (UnreadableDocument, ValueError, RecursionError):
        return False
    return isinstance(value, dict) and is_own(value)


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
            yield Found(tuple(group), one.text if one.text is not None else text_of(group[0]))


def text_of(quotation: Quotation) -> str | None:
    """
    The text of a record's document: the one that it carries, or that at its place; None where neither is its own.

    Its place is a file, or a row of one: "feed.jsonl:7".
    """
    about = quotation.document
    if about.text is not None:
        return carried_text(about)
    return None if about.uri is None else text_at(about.uri, about.sha256)


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
