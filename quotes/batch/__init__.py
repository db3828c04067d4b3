"""
Many documents: reading them one after the other, counting, and going on where one fails.

Here stands what the commands share; the command line itself says only which options there are.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import define, field

from quotes.batch.messages import message
from quotes.batch.output import Write
from quotes.batch.selection import confident, of_attitudes
from quotes.batch.stored import ERROR_FORMAT, Found, read_records
from quotes.errors import QuotesError, UnreadableDocument
from quotes.records import Quotation
from quotes.text import Document
from quotes.text.files import read_documents

#: How files of records are told from texts.
_RECORDS = ".jsonl"


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
