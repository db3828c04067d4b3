"""
Many documents: reading them one after the other, counting, and going on where one fails.

Here stands what the commands share; the command line itself says only which options there are.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from attrs import define, evolve, field, frozen

from quotes.errors import InvalidRecord, QuotesError, UnreadableDocument, WrongUsage
from quotes.records import Quotation, as_line, json_object
from quotes.text import Document
from quotes.text.files import read_documents

#: What `--errors record` writes for a document that failed.
ERROR_FORMAT = "error/1"
#: How files of records are told from texts.
_RECORDS = ".jsonl"
#: So many ids are named where a beginning fits several.
_NAMED_IDS = 4

Write = Callable[[dict[str, Any]], None]


@frozen
class Found:
    """The quotations of one file, and its *text*: None where the file holds records."""

    quotations: tuple[Quotation, ...]
    text: str | None


def message(text: str) -> None:
    """A line for people, on standard error."""
    sys.stderr.write(f"quotes: {text}\n")
    sys.stderr.flush()


def show(text: str) -> None:
    """Text on standard output in UTF-8, whatever the terminal thinks."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def extractor(models: str) -> Any:
    """The extractor with that model set; imported and loaded here because both take seconds."""
    from quotes import Extractor

    return Extractor(models)


@define
class Run:
    """One run over documents: what it was asked for, and what it has counted so far."""

    models: str
    errors: str = "skip"
    min_confidence: float = 0.0
    attitudes: Collection[str] = ()
    counts: Counter[str] = field(factory=Counter)
    _loaded: Any = None

    def write_all(self, documents: Iterable[Document | UnreadableDocument], write: Write) -> None:
        """Write the records of each document when it is done; UnreadableDocument at the first failure if so asked."""
        for _, records in self.extracted(documents, write):
            for each in records:
                write(each.as_json())

    def read_all(self, paths: Iterable[str]) -> Iterator[Found]:
        """
        The quotations of texts (files, folders, ``-``), which are extracted, and of files of records (``*.jsonl``).

        InvalidRecord where a line of the latter is none.
        """
        for path in paths:
            if path.lower().endswith(_RECORDS):
                yield Found(tuple(read_records(Path(path))), None)
                continue
            for document, records in self.extracted(read_documents([path])):
                yield Found(tuple(records), document.text)

    def extracted(
        self, documents: Iterable[Document | UnreadableDocument], write: Write | None = None
    ) -> Iterator[tuple[Document, list[Quotation]]]:
        """Each document with its quotations; those that fail are counted and said, and written if so asked."""
        for document in documents:
            try:
                whole, records = self._records(document)
            except UnreadableDocument as error:
                self._failed(document, error, write)
                continue
            yield whole, records
            self.counts["documents"] += 1
            self.counts["quotations"] += len(records)

    def _records(self, document: Document | UnreadableDocument) -> tuple[Document, list[Quotation]]:
        """The quotations of one document; whatever goes wrong inside it is its own failure, not that of the run."""
        if isinstance(document, UnreadableDocument):
            raise document
        if self._loaded is None:
            self._loaded = extractor(self.models)
        try:
            found = self._loaded.extract(document)
        except QuotesError:
            raise
        except Exception as error:
            reason = f"failed ({type(error).__name__}: {error}); please report it with the text"
            raise UnreadableDocument(document.uri or document.id, reason) from error
        wanted = of_attitudes(found, self.attitudes)
        kept = confident(wanted, self.min_confidence)
        self.counts["other attitudes"] += len(found) - len(wanted)
        self.counts["left out"] += len(wanted) - len(kept)
        return document, kept

    def _failed(self, document: Document | UnreadableDocument, error: UnreadableDocument, write: Write | None) -> None:
        """Say what failed, and do about it what ``--errors`` says."""
        if self.errors == "fail":
            raise error
        self.counts["failed"] += 1
        message(str(error))
        if self.errors == "record" and write is not None:
            name = document.id if isinstance(document, Document) else Path(error.path).name
            write({"format": ERROR_FORMAT, "document": {"id": name, "uri": error.path}, "error": error.reason})

    def summary(self) -> str:
        """The line at the end."""
        line = f"{self.counts['quotations']} quotations in {self.counts['documents']} documents"
        if self.counts["other attitudes"]:
            line += f", {self.counts['other attitudes']} of another attitude left out"
        if self.counts["left out"]:
            line += f", {self.counts['left out']} below the confidence of {self.min_confidence:g} left out"
        return line + (f", {self.counts['failed']} documents failed" if self.counts["failed"] else "")


def confident(quotations: list[Quotation], least: float) -> list[Quotation]:
    """Those with at least that confidence, and those inside which one of them stands: no parent may be missing."""
    known = {each.id: each for each in quotations}
    kept = {each.id for each in quotations if each.confidence >= least}
    waiting = list(kept)
    while waiting:
        parent = known[waiting.pop()].parent
        if parent in known and parent not in kept:
            kept.add(parent)
            waiting.append(parent)
    return [each for each in quotations if each.id in kept]


def of_attitudes(quotations: list[Quotation], attitudes: Collection[str]) -> list[Quotation]:
    """
    Those of the *attitudes*, all where none is given.

    A statement inside one that goes stands inside the next one around that, so that no parent is missing:
    "Prata **thinks** the mayor **said** …" keeps what the mayor said as a statement of its own.
    """
    if not attitudes:
        return quotations
    known = {each.id: each for each in quotations}
    gone = {each.id for each in quotations if each.attitude not in attitudes}

    def around(parent: str | None) -> str | None:
        while parent is not None and parent in gone:
            parent = known[parent].parent
        return parent

    return [evolve(each, parent=around(each.parent)) for each in quotations if each.id not in gone]


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


@contextmanager
def sink(output: Path | None) -> Iterator[Write]:
    """
    Where records go: standard output, or a file that has its name when it is complete.

    Until then it is FILE.part, and so it stays where the run is ended early: nothing written is lost.  WrongUsage where
    the file cannot be written.
    """
    if output is None:
        yield writer(sys.stdout.buffer)
        return
    device = output.exists() and not output.is_file()
    part = output if device else output.with_name(output.name + ".part")
    try:
        file = part.open("wb")
    except OSError as error:
        raise WrongUsage(f"--output: {part}: cannot be written ({error.strerror})") from error
    with file:
        try:
            yield writer(file)
        except BaseException:
            _keep_or_remove(part, file)
            raise
    if not device:
        part.replace(output)


def _keep_or_remove(part: Path, file: BinaryIO) -> None:
    """After an early end: say where the records are, or leave no file without any."""
    if file.tell():
        message(f"the records written so far are in {part}")
    elif part.is_file():
        part.unlink()


def writer(stream: BinaryIO) -> Write:
    """A function that writes one record, at once: who reads along sees each document when it is done."""

    def write(record: dict[str, Any]) -> None:
        stream.write(as_line(record).encode("utf-8"))
        stream.flush()

    return write


def leave_closed_pipe() -> None:
    """The reader has enough (``| head``): that is no failure, and Python must not complain when it flushes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
