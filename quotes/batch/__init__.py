"""
Many documents: reading them in this process or in several, counting, and going on where one fails.

Here stands what the commands share; the command line itself says only which options there are.

- `outcomes`: one document becomes an outcome, with those of its quotations that are kept.
- `workers`: processes that read side by side, outcomes in the order of the input.
- `ray_engine`: actors on several machines, records in shards.
- `output`, `journal`: where records go, and how a run goes on where another one ended.
- `progress`: what is shown of a long run; `messages`: what is said; `stored`: records read again.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from attrs import define, evolve, field

from quotes.batch.journal import Settings
from quotes.batch.messages import message
from quotes.batch.outcomes import Outcome, Reader
from quotes.batch.output import AnyDocument, Output
from quotes.batch.progress import Tick
from quotes.batch.ray_engine import ReadInput, extract_with_ray
from quotes.batch.stored import Found, read_records, record_files
from quotes.batch.workers import outcomes
from quotes.collector import keep_what_is_loaded
from quotes.errors import UnreadableDocument
from quotes.inputs import Reading, read_inputs
from quotes.models import locate
from quotes.records import ERROR_FORMAT, as_line
from quotes.text import Document
from quotes.text.plurals import counted
from quotes.version import __version__


def extractor(models: str, device: str = "cpu") -> Any:
    """
    The extractor with that model set; imported and loaded here because both take seconds.

    The process is taken to be ours: what is loaded stays to its end.
    """
    from quotes import Extractor

    loaded = Extractor(models, device=device)
    keep_what_is_loaded()
    return loaded


@define
class Run:
    """One run over documents: what it was asked for, and what it has counted so far."""

    models: str
    errors: str = "skip"
    min_confidence: float = 0.0
    attitudes: Collection[str] = ()
    device: str = "cpu"
    #: How many processes read; 1 is this one.
    jobs: int = 1
    counts: Counter[str] = field(factory=Counter)

    def write_all(self, documents: Iterable[AnyDocument], output: Output, tick: Tick | None = None) -> None:
        """
        Put the records of each document where they go when it is done, in the order of *documents*.

        *tick* is told how far it is after each.  UnreadableDocument at the first failure if so asked.
        """
        for document, outcome in self._outcomes(output.rest(documents)):
            settled = self.settle(document, outcome)
            if settled.failure is not None:
                message(str(settled.failure))
            output.append(document, settled)
            self.counts += settled.counts
            if tick is not None:
                done = self.counts + output.before
                tick(done["documents"] + done["failed"], self.counts["words"])
        if output.before:
            message(f"complete before: {counted(output.before['documents'], 'document')}")
            self.counts += output.before

    def write_shards(self, inputs: Sequence[str], read: ReadInput, folder: Path) -> None:
        """Put the records of all *inputs* into shards in a folder, read by actors of Ray on as many machines."""
        self.settings()  # where models are missing, that is said before anything is started
        self.counts += extract_with_ray(inputs, read, self._reader(), self.settle, self.jobs, folder)

    def settle(self, document: AnyDocument, outcome: Outcome) -> Outcome:
        """What is written and counted of a document: where it failed, what ``--errors`` says, which may end the run."""
        if outcome.failure is None:
            return outcome
        if self.errors == "fail":
            raise outcome.failure
        lines = _error_line(document, outcome.failure) if self.errors == "record" else b""
        return evolve(outcome, lines=lines, counts=Counter(failed=1))

    def read_all(self, paths: Iterable[str]) -> Iterator[Found]:
        """
        The quotations of texts (files, folders, ``-``), which are extracted, and of files of records.

        InvalidRecord where a line of the latter is none.
        """
        reader = self._reader()
        for path in paths:
            if files := record_files(path):
                yield from (Found(tuple(record for _, record in read_records(file)), None) for file in files)
                continue
            for document in read_inputs([path], Reading(), message):
                try:
                    if isinstance(document, UnreadableDocument):
                        raise document
                    quotations, counts = reader.quotations(document)
                except UnreadableDocument as error:
                    self.settle(document, Outcome(failure=error))
                    message(str(error))
                    self.counts["failed"] += 1
                else:
                    yield Found(tuple(quotations), document.text)
                    self.counts += counts

    def text_of(self, found: Found) -> str | None:
        """The text of what was found; None where it is not at hand: then the document is said, and counts as failed."""
        if found.text is None:
            about = found.quotations[0].document
            why = "is not the text that its records quote, or not there; extract it again, or with --with-text"
            message(f"{about.uri or about.id}: {why}")
            self.counts["failed"] += 1
        return found.text

    def settings(self) -> Settings:
        """What the records depend on besides the documents; MissingModel where there are no such models."""
        models = locate(self.models)
        return {
            "quotes": __version__,
            "models": f"{models.name} sha256:{models.digest}",
            "device": self.device,
            "errors": self.errors,
            "min_confidence": self.min_confidence,
            "attitudes": sorted(self.attitudes),
        }

    @property
    def exit_code(self) -> int:
        """1 where documents failed, else 0."""
        return int(self.counts["failed"] > 0)

    def summary(self) -> str:
        """The line at the end."""
        line = f"{counted(self.counts['quotations'], 'quotation')} in {counted(self.counts['documents'], 'document')}"
        if self.counts["other attitudes"]:
            line += f", {self.counts['other attitudes']} of another attitude left out"
        if self.counts["left out"]:
            line += f", {self.counts['left out']} below the confidence of {self.min_confidence:g} left out"
        return line + (f", {counted(self.counts['failed'], 'document')} failed" if self.counts["failed"] else "")

    def _reader(self) -> Reader:
        """What reads one document; it loads the models for the first."""
        return Reader(partial(extractor, self.models, self.device), self.min_confidence, self.attitudes)

    def _outcomes(self, documents: Iterable[AnyDocument]) -> Iterator[tuple[AnyDocument, Outcome]]:
        """Each document with what became of it, read here or by workers."""
        reader = self._reader()
        if self.jobs > 1:
            yield from outcomes(documents, reader.ready, self.jobs)
            return
        for each in documents:
            yield each, Outcome(failure=each) if isinstance(each, UnreadableDocument) else reader(each)


def _error_line(document: AnyDocument, error: UnreadableDocument) -> bytes:
    """What stands among the records for a document that failed, where ``--errors`` says so."""
    name = document.id if isinstance(document, Document) else Path(error.path).name
    about = {"id": name, "uri": error.path}
    return as_line({"format": ERROR_FORMAT, "document": about, "error": error.reason}).encode("utf-8")
