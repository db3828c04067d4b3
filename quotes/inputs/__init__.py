"""
Inputs: files, folders and streams of all kinds become documents.

What a file is, its content says, whatever its name: a page begins with tags, JSON Lines with an object, a news item has
the fields of ninjs, a web archive begins with ``WARC/``, Parquet with ``PAR1``; compressed files are opened.
``Reading.format`` says it where that fails.  What cannot be read is an error value in its place, and the run goes on.

    read_inputs(["page.html", "feed.jsonl.gz", "news/"], Reading(), tell=print)

Documents in another language than English are passed over, and *tell* is told; paragraphs in another one are put aside.
"""

import gzip
import io
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from attrs import evolve, field, frozen

from quotes.errors import UnreadableDocument, WrongUsage
from quotes.inputs.again import text_in_rows
from quotes.inputs.encodings import html_text, plain_text
from quotes.inputs.fields import Fields
from quotes.inputs.language import foreign, is_english
from quotes.inputs.opening import PEEK, lines_of, numbered_lines, opened, stem_and_suffix, whole
from quotes.inputs.rows import Tell, documents, is_article, kind_of, rows_of, tell_encoding
from quotes.inputs.warc import archived_pages
from quotes.inputs.web_pages import extract_html
from quotes.text import Document
from quotes.text.files import LONGEST, STDIN, STDIN_NAME, why_unreadable
from quotes.text.plurals import counted

__all__ = [
    "Fields",
    "Reading",
    "article_at",
    "check_published",
    "extract_html",
    "how_many",
    "lines_of",
    "numbered_lines",
    "read_inputs",
    "text_at",
]

#: Names of files that are looked at in folders; .gz may follow.
_SUFFIXES = tuple(".txt .html .htm .xhtml .jsonl .ndjson .json .csv .tsv .parquet .warc".split())
#: In folders, a .json or .jsonl file is read only where it holds articles.
_MAYBE = (".jsonl", ".ndjson", ".json")
#: Texts in folders that are not read: people expect them to be.
_CLOSED = tuple(".pdf .doc .docx .odt .rtf .epub".split())
#: What such a file is by its content.
_JSON = ("jsonl", "json")
#: Files of these names hold many articles.
_MANY = frozenset((".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".warc"))
#: The language of what is not in English, as a BCP 47 tag.
_UNDETERMINED = "und"
#: So many files that are passed over are named.
_NAMED = 3
_NAME_END = re.compile(r"(?:\.(?:txt|html?|xhtml))?(?:\.gz)?$", re.IGNORECASE)


@frozen
class Reading:
    """How inputs are read, and what the caller knows of all of them."""

    #: ``auto``, or one of ``text``, ``html``, ``jsonl``, ``json``, ``ninjs``, ``csv``, ``parquet``, ``warc``.
    format: str = "auto"
    fields: Fields = field(factory=Fields)
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    any_language: bool = False
    with_text: bool = False


def check_published(published: str | None) -> None:
    """WrongUsage where what the caller gives for a date is none."""
    if published is not None:
        try:
            date.fromisoformat(published)
        except ValueError:
            raise WrongUsage(f"published: expected a date such as 2024-03-02, found {published!r}") from None


def read_inputs(
    paths: Iterable[str], how: Reading, tell: Tell = lambda _: None
) -> Iterator[Document | UnreadableDocument]:
    """
    The documents of files, folders (what can be read below them, sorted) and ``-`` (standard input), one by one.

    *tell* takes what people should know: guessed fields, encodings, what is passed over.
    """
    for path in paths:
        for each in _files(path, how, tell):
            found = [each] if isinstance(each, UnreadableDocument) else _documents(each, how, tell)
            yield from _chosen(found, how, tell)


def how_many(paths: Iterable[str], how: Reading) -> int | None:
    """How many documents `read_inputs` will give, those included that cannot be read; None where nobody knows."""
    listed = [each for path in paths for each in (_files(path, how, lambda _: None) if path != STDIN else [path])]
    names = [each for each in listed if isinstance(each, str)]
    if STDIN in names or any(stem_and_suffix(each)[1] in _MANY for each in names):
        return None
    return len(listed)


def article_at(path: str) -> Document | None:
    """The article in a file, read as `read_inputs` reads it; None where it cannot be read or holds more than one."""
    if not Path(path).is_file() or stem_and_suffix(path)[1] in _MANY:
        return None
    found = next(iter(_documents(path, Reading(), lambda _: None)), None)
    return found if isinstance(found, Document) else None


def text_at(uri: str, sha256: str) -> str | None:
    """The text of that digest at a place that a record names, such as "feed.jsonl:7"; None where it is not there."""
    document = article_at(uri)
    return document.text if document is not None and document.sha256 == sha256 else text_in_rows(uri, sha256)


def _documents(path: str, how: Reading, tell: Tell) -> Iterator[Document | UnreadableDocument]:
    try:
        with opened(path) as file:
            yield from _read(file, path, how, tell)
    except UnreadableDocument as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield UnreadableDocument(path, f"is a gzip file that ends early or is damaged ({error}); fetch it again")
    except (OSError, ValueError) as error:
        yield UnreadableDocument(path, why_unreadable(error))


def _read(file: io.BufferedReader, path: str, how: Reading, tell: Tell) -> Iterator[Document | UnreadableDocument]:
    name, uri = (STDIN_NAME, None) if path == STDIN else (Path(path).name, path)
    match kind_of(file.peek(PEEK), path) if how.format == "auto" else how.format:
        case "jsonl" | "json" | "ninjs" | "csv" | "parquet" as kind:
            rows, head, encoding = rows_of(file, path, kind, how.fields)
            tell_encoding(encoding, path, tell)
            yield from documents(rows, path, how.fields, tell, head)
        case "warc":
            yield from archived_pages(file, path)
        case "html":
            text, encoding = html_text(whole(file, path), path)
            tell_encoding(encoding, path, tell)
            try:
                yield extract_html(text, url=how.url, id=name, uri=uri)
            except UnreadableDocument as error:
                raise UnreadableDocument(path, error.reason) from error
        case _:
            text, encoding = plain_text(whole(file, path, 4 * LONGEST), path)
            tell_encoding(encoding, path, tell)
            yield Document(name, text, uri)


def _chosen(
    documents: Iterable[Document | UnreadableDocument], how: Reading, tell: Tell
) -> Iterator[Document | UnreadableDocument]:
    """The documents with what the caller knows of them, without those in another language."""
    for each in documents:
        if isinstance(each, UnreadableDocument):
            yield each
            continue
        document = _with_given(each, how)
        if is_english(document, aside := foreign(document)):
            yield evolve(document, aside=(*document.aside, *aside)) if aside and not how.any_language else document
        elif how.any_language:
            yield evolve(document, language=_UNDETERMINED)
        else:
            tell(f"{document.uri or document.id}: is not in English and is passed over; --any-language reads it")


def _with_given(document: Document, how: Reading) -> Document:
    """What the caller says counts more than what the document says of itself."""
    given = {name: value for name in ("publisher", "url", "published") if (value := getattr(how, name)) is not None}
    return evolve(
        document,
        metadata=tuple(each for each in document.metadata if each not in given),
        with_text=how.with_text,
        **given,
    )


def _files(path: str, how: Reading, tell: Tell) -> Iterator[str | UnreadableDocument]:
    """The file itself, or those below a folder in the order of their paths, each article once."""
    if path == STDIN or not Path(path).is_dir():
        yield path
        return
    errors: list[OSError] = []
    every = sorted(
        file
        for folder, _, names in os.walk(path, onerror=errors.append)
        for file in (os.path.join(folder, name) for name in names)  # noqa: PTH118 - keeps the path as it was given
        if Path(file).is_file() or Path(file).is_symlink()
    )
    found = [each for each in every if stem_and_suffix(each)[1] in _SUFFIXES]
    yield from (UnreadableDocument(str(each.filename), why_unreadable(each)) for each in errors)
    texts = {_NAME_END.sub("", each) for each in found if stem_and_suffix(each)[1] == ".txt"}
    kept = [each for each in found if _is_read(each, texts, how.fields)]
    _tell_passed(sorted(set(found) - set(kept)), "no JSON of articles, pages whose text is beside them", path, tell)
    closed = [each for each in every if stem_and_suffix(each)[1] in _CLOSED]
    _tell_passed(closed, "save them as text, such as with pdftotext, or as pages", path, tell)
    yield from kept
    if not found and not errors:
        wanted = ", ".join(_SUFFIXES)
        yield UnreadableDocument(path, f"is a folder without texts; expected files in it or below: {wanted} (or .gz)")


def _tell_passed(files: list[str], why: str, path: str, tell: Tell) -> None:
    """Say which files of a folder are passed over, if there are any."""
    if files:
        named = ", ".join(files[:_NAMED]) + (", …" if len(files) > _NAMED else "")
        tell(f"{path}: {counted(len(files), 'file')} passed over ({why}): {named}")


def _is_read(path: str, texts: set[str], fields: Fields) -> bool:
    """Whether a file of a folder is read: a text, a page without its text beside it, JSON that holds articles."""
    stem, suffix = stem_and_suffix(path)
    if suffix in {".html", ".htm", ".xhtml"}:
        return _NAME_END.sub("", path) not in texts
    return suffix not in _MAYBE or (stem not in texts and _holds_articles(path, fields))


def _holds_articles(path: str, fields: Fields) -> bool:
    """Whether a JSON file holds articles rather than records or something else, as its first row tells."""
    try:
        with opened(path) as file:
            kind = kind_of(file.peek(PEEK), path)
            rows = rows_of(file, path, kind, fields)[0] if kind in _JSON else iter(())
            return any(is_article(row, fields) for _, row in islice(rows, 1))
    except (OSError, ValueError, EOFError, RecursionError, UnreadableDocument, zlib.error):
        return False
