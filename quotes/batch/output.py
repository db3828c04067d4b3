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
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal

from attrs import define, field
from filelock import FileLock, Timeout

from quotes.batch.journal import Journal, Piece, Settings, digest, entry, heading, read_journal
from quotes.batch.messages import message
from quotes.batch.outcomes import Outcome
from quotes.errors import OutputFailed, UnreadableDocument, WrongUsage
from quotes.text import Document
from quotes.text.plurals import counted

AnyDocument = Document | UnreadableDocument


@define
class Stream:
    """Records that leave at once, document by document, and cannot be looked at again."""

    stream: BinaryIO
    name: str
    #: What was counted for documents that an earlier run completed, as far as they were met again: here none.
    before: Counter[str] = field(factory=Counter)

    def rest(self, documents: Iterable[AnyDocument]) -> Iterator[AnyDocument]:
        """Those documents whose records are not there yet: all of them."""
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
    known: dict[str, Piece]
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
        """Add all records of a document to FILE.part, then it to the journal; OutputFailed where that cannot be."""
        end = self.end + len(outcome.lines)
        key = digest(document) if isinstance(document, Document) and outcome.failure is None else None
        with room_for(beside(self.path, "part")):
            _write(self.part, outcome.lines)
            if key or outcome.lines:
                _write(self.journal, entry(key, end, outcome.counts))
        place = self.open.popleft()
        self.pieces[place : place + 2] = array("Q", (self.end, end))
        self.end = end
        self.complete += key is not None

    def finish(self) -> None:
        """Give the file its name, the records in the order of the input; OutputFailed where that cannot be done."""
        if self.known:
            gone = counted(len(self.known), "document")
            message(f"no longer among the inputs, and left out: {gone} of the earlier run")
        part = beside(self.path, "part")
        begins, ends = (start for start, _ in self._written()), (end for _, end in self._written())
        with room_for(self.path):
            if all(here == there for here, there in zip(chain([0], ends), chain(begins, [self.end]), strict=True)):
                os.fsync(self.part.fileno())
                part.replace(self.path)
            else:  # pieces of the earlier run have gone, or stand elsewhere now
                self._arranged().replace(self.path)
                part.unlink()
            beside(self.path, "journal").unlink()

    def leave(self) -> None:
        """After an early end: say what is complete and how to go on, or leave no file where nothing is."""
        part = beside(self.path, "part")
        with suppress(OSError):  # what is torn is dropped by the next run, if not by this one
            self.part.truncate(self.end)
        if self.complete:
            message(f"the records of {counted(self.complete, 'document')} are complete in {part}; go on with --resume")
        else:
            part.unlink(missing_ok=True)
            beside(self.path, "journal").unlink(missing_ok=True)

    def _written(self) -> Iterator[tuple[int, int]]:
        """The pieces that hold something, in the order of the input."""
        both = zip(self.pieces[::2], self.pieces[1::2], strict=True)
        return ((start, end) for start, end in both if start < end)

    def _arranged(self) -> Path:
        """A file with the pieces of FILE.part in the order of the input."""
        ordered = beside(self.path, "ordered")
        with ordered.open("wb") as file, beside(self.path, "part").open("rb") as part:
            for start, end in self._written():
                part.seek(start)
                file.write(part.read(end - start))
            file.flush()
            os.fsync(file.fileno())
        return ordered


Output = Stream | RecordsFile


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


@contextmanager
def _records_file(path: Path, settings: Settings, resume: bool) -> Iterator[RecordsFile]:
    """FILE.part with what is complete in it; it becomes FILE at the end, and stays where the end comes early."""
    part, journal = beside(path, "part"), beside(path, "journal")
    known = _known(part, journal, settings, resume)
    if known is None:
        known = Journal(settings, size=len(heading(settings)))
        with _opened(journal, "wb") as file, room_for(journal):
            _write(file, heading(settings))
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
    if size and not resume:
        raise WrongUsage(f"{part} holds what an earlier run completed; go on with --resume, or remove it")
    known = read_journal(journal, size) if resume and part.exists() else None
    if size and known is None:
        raise WrongUsage(f"--resume: {part} has no journal beside it; remove it to begin anew")
    if known is not None and known.settings != settings:
        before = known.settings
        names = [each for each in {**before, **settings} if before.get(each) != settings.get(each)]
        differ = "; ".join(f"{each}: {before.get(each)!r}, now {settings.get(each)!r}" for each in names)
        raise WrongUsage(f"--resume: {part} was made with other settings ({differ})")
    return known


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Nobody else writes that file in the meantime; WrongUsage where somebody does."""
    if not path.parent.is_dir():
        raise _not_written(path, f"no such folder as {path.parent}")
    lock = beside(path, "lock")
    try:
        held = FileLock(lock).acquire(timeout=0)
    except Timeout as error:
        raise WrongUsage(f"--output: {path}: another run is writing it; wait for it, or name another file") from error
    except OSError as error:
        raise _not_written(path, _strerror(error)) from error
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
        raise _not_written(path, _strerror(error)) from error


def _not_written(path: Path, reason: str) -> WrongUsage:
    return WrongUsage(f"--output: {path}: cannot be written ({reason})")


@contextmanager
def room_for(path: Path) -> Iterator[None]:
    """OutputFailed, which names the file, where the system cannot write it any more."""
    try:
        yield
    except OSError as error:
        raise OutputFailed(str(error.filename or path), _strerror(error)) from error


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
