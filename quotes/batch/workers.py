"""
Worker processes: each loads once and reads one document at a time; outcomes come in the order of the documents.

A worker that the system ends (for want of memory, say) takes nothing with it but the document it was reading, which
another one reads once more.  Workers are started afresh rather than forked: a fork of a process in which torch has run
may hang.  A thread of ours waits for each.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any

from attrs import define, field

from quotes.batch.messages import message
from quotes.batch.outcomes import Outcome
from quotes.errors import LostWorkers, QuotesError, UnreadableDocument
from quotes.text import Document

#: Documents for each worker that are read from the input or done before their turn: enough that a long one among short
#: ones keeps nobody waiting, few enough to hold.
_AHEAD = 8
#: So many times a worker may be ended while it reads the same document, or in a row while it loads.
_DEATHS = 2

#: What makes a worker's reader, in that worker; it must survive pickling.
Load = Callable[[], Callable[[Document], Outcome]]


def outcomes(
    documents: Iterable[Document | UnreadableDocument], load: Load, jobs: int
) -> Iterator[tuple[Document | UnreadableDocument, Outcome]]:
    """
    Each document with its outcome, read by up to *jobs* worker processes, in the order of *documents*.

    QuotesError where one was raised in a worker that is no failure of a document; LostWorkers where the workers are
    ended while they load.
    """
    workers = [_Worker(load, jobs) for _ in range(jobs)]
    idle = list(workers)

    def read(document: Document | UnreadableDocument) -> Outcome:
        if isinstance(document, UnreadableDocument):
            return Outcome(failure=document)
        worker = idle.pop()
        try:
            return worker.read(document)
        finally:
            idle.append(worker)

    threads = ThreadPoolExecutor(jobs, initializer=_pass_over_interrupts)
    row: deque[tuple[Document | UnreadableDocument, Future[Outcome]]] = deque()
    try:
        for each in documents:
            row.append((each, threads.submit(read, each)))
            while row and (row[0][1].done() or len(row) >= jobs * _AHEAD):
                document, outcome = row.popleft()
                yield document, outcome.result()
        yield from ((document, outcome.result()) for document, outcome in row)
    finally:
        for worker in workers:
            worker.stop()
        threads.shutdown(cancel_futures=True)
        for worker in workers:
            worker.bury()


@define(eq=False)
class _Worker:
    """A process, started when there is something to read, and our end of the line to it."""

    load: Load
    jobs: int
    process: Any = None
    line: Connection | None = None
    is_stopped: bool = False
    lock: Lock = field(factory=Lock)

    def read(self, document: Document) -> Outcome:
        """What the process makes of a document; it fails where that ends one process after the other."""
        name, how = document.uri or document.id, ""
        for deaths in range(_DEATHS):
            if deaths and not self.is_stopped:
                message(f"{name}: the process that read it was ended ({how}); it is read once more")
            if self.process is None:
                self._begin()
            try:
                assert self.line is not None
                self.line.send(document)
                answer: Outcome = self._hear()
            except (EOFError, OSError):
                how = self.bury()
            else:
                return answer
        reason = f"ended the process that read it {_DEATHS} times ({how}); give fewer --jobs, or split it"
        return Outcome(failure=UnreadableDocument(name, reason))

    def stop(self) -> None:
        """End the process, and let no other be started."""
        with self.lock:
            self.is_stopped = True
            if self.process is not None:
                self.process.terminate()

    def bury(self) -> str:
        """How the process ended: by a signal, SIGKILL being what the system sends where memory runs out, or itself."""
        with self.lock:
            if self.process is None or self.line is None:
                return "never started"
            self.line.close()
            self.process.join()
            code, self.process = self.process.exitcode, None
        if code is None or code >= 0:
            return f"exit code {code}"
        name = signal.Signals(-code).name
        return f"{name}: out of memory?" if name == "SIGKILL" else name

    def _begin(self) -> None:
        """Start a process that loads; LostWorkers where that is ended again and again."""
        how = ""
        for _ in range(_DEATHS):
            with self.lock:
                if self.is_stopped:
                    break
                context = multiprocessing.get_context("spawn")
                self.line, theirs = context.Pipe()
                self.process = context.Process(target=_serve, args=(theirs, self.load), daemon=True)
                self.process.start()
                theirs.close()
            try:
                self._hear()
            except (EOFError, OSError):
                how = self.bury()
            else:
                return
        raise LostWorkers(self.jobs, how)

    def _hear(self) -> Any:
        """What the process says next; an error that ends the run is raised."""
        assert self.line is not None
        said = self.line.recv()
        if isinstance(said, QuotesError):
            raise said
        return said


def _pass_over_interrupts() -> None:
    """Processes that this thread starts never see ^C, which a terminal sends to all: who started them ends them."""
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        resource_tracker.ensure_running()  # it unblocks what is blocked when it is started
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _serve(line: Connection, load: Load) -> None:
    """What a worker does: load, say so, then answer each document with its outcome until nobody asks any more."""
    with suppress(EOFError, OSError):
        try:
            read = load()
            line.send(None)
            while True:
                line.send(read(line.recv()))
        except QuotesError as error:
            line.send(error)
