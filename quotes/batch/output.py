"""
Where records go: standard output, or a file that has its name when it is complete.

**Nothing is lost.**  FILE.part grows document by document, FILE.journal says which documents are complete in it, and
FILE.lock keeps a second run away.  A run that is ended, however, leaves all complete documents; the next one drops what
is torn behind them, reads the others, and writes FILE in the order of the input: byte for byte what one undisturbed
run writes.
"""

import os
import sys
from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

from attrs import define, field
from filelock import FileLock, Timeout

from quotes.batch.journal import Journal, Piece, Settings, digest, entry, heading, read_journal
from quotes.batch.messages import message
from quotes.batch.outcomes import Outcome
from quotes.errors import OutputFailed, UnreadableDocument, WrongUsage
from quotes.text import Document

AnyDocument = Document | UnreadableDocument


class Output(Protocol):
    """Where the records of one document after the other are put."""

    #: What was counted for documents that an earlier run completed, as far as they were met again.
    before: Counter[str]

    def rest(self, documents: Iterable[AnyDocument]) -> Iterator[AnyDocument]:
        """Those documents whose records are not there yet."""

    def append(self, document: AnyDocument, outcome: Outcome, /) -> None:
        """Put the records of one document there, all or none; OutputFailed where that cannot be done."""


@contextmanager
def sink(path: Path | None, settings: Callable[[], Settings], resume: bool = False) -> Iterator[Output]:
    """
    Where records go: standard output, a device, or a file that has its name when it is complete.

    *settings* says what the records depend on besides the documents: a run that is resumed must have the same.
    WrongUsage where the file cannot be written, is being written by another run, or holds the beginning of another.
    """
    if path is None:
        yield Stream(sys.stdout.buffer, "standard output")
    elif path.exists() and not path.is_file():
        with _opened(path, "wb") as device:
            yield Stream(device, str(path))
    else:
        with _locked(path), _records_file(path, settings(), resume) as file:
            yield file


@define
class Stream:
    """Records that leave at once, document by document, and cannot be looked at again."""

    stream: BinaryIO
    name: str
    before: Counter[str] = field(factory=Counter)

    def rest(self, documents: Iterable[AnyDocument]) -> Iterator[AnyDocument]:
        """All of them."""
        return iter(documents)

    def append(self, _: AnyDocument, outcome: Outcome, /) -> None:
        """Write and flush them; BrokenPipeError where nobody reads on, OutputFailed where there is no room."""
        try:
            self.stream.write(outcome.lines)
            self.stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            leave_closed_pipe()
            raise OutputFailed(self.name, f"{error.strerror}; with -o FILE a run can be resumed") from error


@define(eq=False)
class RecordsFile:
    """A file of records that grows in FILE.part, and its journal."""

    path: Path
    part: FileIO
    journal: FileIO
    #: What earlier runs completed and this one has not met yet.
    known: dict[bytes, Piece]
    #: Where the complete documents end in FILE.part, and how many they are.
    end: int
    complete: int
    before: Counter[str] = field(factory=Counter)
    #: Start and end in FILE.part of each document's records, in the order of the input.
    pieces: "array[int]" = field(factory=lambda: array("Q"))
    #: The places in *pieces* of the documents that are being read.
    open: deque[int] = field(factory=deque)

    def rest(self, documents: Iterable[AnyDocument]) -> Iterator[AnyDocument]:
        """Those documents that are not complete yet; those that failed are tried again."""
        for document in documents:
            piece = self.known.pop(digest(document), None) if isinstance(document, Document) and self.known else None
            self.pieces.extend((piece.start, piece.end) if piece else (0, 0))
            if piece:
                self.before += piece.counts
            else:
                self.open.append(len(self.pieces) - 2)
                yield document

    def append(self, document: AnyDocument, outcome: Outcome, /) -> None:
        """Add them to FILE.part, then the document to the journal; OutputFailed where that cannot be done."""
        end = self.end + len(outcome.lines)
        key = digest(document) if isinstance(document, Document) and outcome.failure is None else None
        try:
            _write(self.part, outcome.lines)
            if key or outcome.lines:
                _write(self.journal, entry(key, end, outcome.counts))
        except OSError as error:
            raise OutputFailed(str(beside(self.path, "part")), _strerror(error)) from error
        place = self.open.popleft()
        self.pieces[place : place + 2] = array("Q", (self.end, end))
        self.end = end
        self.complete += key is not None

    def finish(self) -> None:
        """Give the file its name, the records in the order of the input; OutputFailed where that cannot be done."""
        part, journal = beside(self.path, "part"), beside(self.path, "journal")
        if self.known:
            message(f"{len(self.known)} documents of the earlier run are no longer among the inputs and left out")
        try:
            if self._is_in_order():
                os.fsync(self.part.fileno())
                part.replace(self.path)
            else:
                self._arrange()
                part.unlink()
            journal.unlink()
        except OSError as error:
            raise OutputFailed(str(error.filename or self.path), _strerror(error)) from error

    def leave(self) -> None:
        """After an early end: say what is complete and how to go on, or leave no file where nothing is."""
        part, journal = beside(self.path, "part"), beside(self.path, "journal")
        with suppress(OSError):  # what is torn is dropped by the next run, if not by this one
            self.part.truncate(self.end)
        if self.complete:
            message(f"the records of {self.complete} documents are complete in {part}; go on with --resume")
        else:
            part.unlink(missing_ok=True)
            journal.unlink(missing_ok=True)

    def _is_in_order(self) -> bool:
        """Whether the pieces of the input, one after the other, make up FILE.part as it is."""
        end = 0
        for start, stop in zip(self.pieces[::2], self.pieces[1::2], strict=True):
            if start < stop:
                if start != end:
                    return False
                end = stop
        return end == self.end

    def _arrange(self) -> None:
        """Write the file anew, piece by piece in the order of the input."""
        ordered = beside(self.path, "ordered")
        with ordered.open("wb") as file, beside(self.path, "part").open("rb") as part:
            for start, end in zip(self.pieces[::2], self.pieces[1::2], strict=True):
                part.seek(start)
                file.write(part.read(end - start))
            file.flush()
            os.fsync(file.fileno())
        ordered.replace(self.path)


@contextmanager
def _records_file(path: Path, settings: Settings, resume: bool) -> Iterator[RecordsFile]:
    """FILE.part with what is complete in it; it becomes FILE at the end, and stays where the end comes early."""
    part, journal = beside(path, "part"), beside(path, "journal")
    known = _known(part, journal, settings, resume)
    if known is None:
        known = Journal(settings, size=len(heading(settings)))
        with _opened(journal, "wb") as file:
            try:
                _write(file, heading(settings))
            except OSError as error:
                raise OutputFailed(str(journal), _strerror(error)) from error
        _opened(part, "wb").close()
    with _opened(part, "r+b") as records, _opened(journal, "r+b") as lines:
        for each, size in ((records, known.end), (lines, known.size)):
            each.truncate(size)
            each.seek(size)
        found = RecordsFile(path, records, lines, known.pieces, known.end, len(known.pieces))
        try:
            yield found
            found.finish()
        except BaseException:
            found.leave()
            raise


def _known(part: Path, journal: Path, settings: Settings, resume: bool) -> Journal | None:
    """What an earlier run completed; None where there is nothing, WrongUsage where it is not to be gone on with."""
    size = part.stat().st_size if part.exists() else 0
    if not resume:
        if size:
            raise WrongUsage(f"{part} holds what an earlier run completed; go on with --resume, or remove it")
        return None
    known = read_journal(journal, size) if part.exists() else None
    if known is None:
        if size:
            raise WrongUsage(f"--resume: {part} has no journal beside it; remove it to begin anew")
        return None
    if known.settings != settings:
        raise WrongUsage(f"--resume: {part} was made with other settings ({_differences(known.settings, settings)})")
    return known


def _differences(before: Settings, now: Settings) -> str:
    """Which settings differ, in words."""
    names = [each for each in {**before, **now} if before.get(each) != now.get(each)]
    return "; ".join(f"{each}: {before.get(each)!r}, now {now.get(each)!r}" for each in names)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Nobody else writes that file in the meantime; WrongUsage where somebody does."""
    if not path.parent.is_dir():
        raise WrongUsage(f"--output: {path}: cannot be written (no such folder as {path.parent})")
    lock = beside(path, "lock")
    try:
        held = FileLock(lock).acquire(timeout=0)
    except Timeout as error:
        raise WrongUsage(f"--output: {path}: another run is writing it; wait for it, or name another file") from error
    except OSError as error:
        raise WrongUsage(f"--output: {path}: cannot be written ({_strerror(error)})") from error
    with held:
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def beside(path: Path, kind: str) -> Path:
    """The file of that kind beside the one that is written: FILE.part, FILE.journal, …"""
    return path.with_name(f"{path.name}.{kind}")


def _opened(path: Path, mode: Literal["wb", "r+b"]) -> FileIO:
    """The file, without a buffer: what was written is there, whatever ends the run.  WrongUsage where it cannot be."""
    try:
        return path.open(mode, buffering=0)
    except OSError as error:
        raise WrongUsage(f"--output: {path}: cannot be written ({_strerror(error)})") from error


def _write(file: FileIO, data: bytes) -> None:
    """Write all of *data*; the system may take a part of it at a time."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]


def _strerror(error: OSError) -> str:
    return error.strerror or str(error)


def leave_closed_pipe() -> None:
    """Nobody takes what is written any more: Python must not complain when it flushes."""
    with suppress(OSError, ValueError):  # standard output that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
