"""
Worker processes: each loads once and reads one document at a time; outcomes come in the order of the documents.

A worker that the system ends (for want of memory, say) takes nothing with it but the document it was reading, which
another worker reads once more.  Workers are started afresh rather than forked: a fork of a process in which torch has
run may hang.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from attrs import define, field

from quotes.batch.messages import message
from quotes.batch.outcomes import Outcome
from quotes.errors import LostWorkers, QuotesError, UnreadableDocument
from quotes.text import Document

#: Documents for each worker that are read from the input or done before their turn: enough that a long one among short
#: ones keeps nobody waiting, few enough to hold.
_AHEAD = 8
#: So many times a worker may be ended while it reads the same document, or workers in a row while they load.
_DEATHS = 2
#: What a worker says when it has loaded.
_READY = "ready"

#: What makes a worker's reader, in that worker; it must survive pickling.
Load = Callable[[], Callable[[Document], Outcome]]


@define(eq=False)
class _Task:
    """A document on its way, in its place among the others."""

    document: Document | UnreadableDocument
    outcome: Outcome | None = None
    deaths: int = 0


@define(eq=False)
class _Worker:
    """A process with our end of the line to it, and what it is reading."""

    process: Any
    line: Connection
    loaded: bool = False
    task: _Task | None = None


def outcomes(
    documents: Iterable[Document | UnreadableDocument], load: Load, jobs: int
) -> Iterator[tuple[Document | UnreadableDocument, Outcome]]:
    """
    Each document with its outcome, read by up to *jobs* worker processes, in the order of *documents*.

    QuotesError where one was raised in a worker that is no failure of a document; LostWorkers where the workers are
    ended while they load.
    """
    source = iter(documents)
    pool = _Pool(load, jobs)
    row: deque[_Task] = deque()
    with pool.open():
        while True:
            row.extend(pool.take(source, jobs * _AHEAD - len(row)))
            while row and (outcome := row[0].outcome) is not None:
                yield row.popleft().document, outcome
            if row:
                pool.work()
            elif not (more := pool.take(source, 1)):
                return
            else:
                row.extend(more)


@define(eq=False)
class _Pool:
    """The workers, and the tasks that wait for one."""

    load: Load
    jobs: int
    workers: list[_Worker] = field(factory=list)
    waiting: deque[_Task] = field(factory=deque)
    #: Workers in a row that were ended while they loaded.
    stillborn: int = 0

    @contextmanager
    def open(self) -> Iterator[None]:
        """End all workers at the end, whatever it is."""
        try:
            yield
        finally:
            for each in self.workers:
                each.process.terminate()
            for each in self.workers:
                each.process.join()
                each.line.close()

    def take(self, source: Iterator[Document | UnreadableDocument], number: int) -> list[_Task]:
        """Up to *number* new tasks; those whose document could not be opened are done, the others wait."""
        tasks = []
        for _ in range(number):
            document = next(source, None)
            if document is None:
                break
            task = _Task(document)
            if isinstance(document, UnreadableDocument):
                task.outcome = Outcome(failure=document)
            else:
                self.waiting.append(task)
            tasks.append(task)
        return tasks

    def work(self) -> None:
        """Give the idle something to read, and wait until a worker says something or is ended."""
        self._start()
        for worker in self.workers:
            if worker.loaded and worker.task is None and self.waiting:
                worker.task = self.waiting.popleft()
                with suppress(OSError):  # it was ended; the line says so below
                    worker.line.send(worker.task.document)
        lines = {each.line: each for each in self.workers}
        for line in wait(list(lines)):
            worker = lines[line]  # type: ignore[index]  # what we gave is what we get
            try:
                self._said(worker, worker.line.recv())
            except (EOFError, OSError):
                self._ended(worker)

    def _start(self) -> None:
        """As many workers as there is work for, and no more than were asked for."""
        free = sum(each.task is None for each in self.workers)
        for _ in range(min(self.jobs - len(self.workers), len(self.waiting) - free)):
            self.workers.append(_started(self.load))

    def _said(self, worker: _Worker, said: object) -> None:
        """A worker has loaded, has read its document, or found that none can be read."""
        match said:
            case QuotesError():
                raise said
            case Outcome() if worker.task is not None:
                worker.task.outcome = said
                worker.task = None
            case _:
                worker.loaded = True
                self.stillborn = 0

    def _ended(self, worker: _Worker) -> None:
        """A worker was ended by the system: its document is read once more, and fails when that ends one again."""
        worker.process.join()
        self.workers.remove(worker)
        how = _how(worker.process.exitcode)
        worker.line.close()
        if not worker.loaded:
            self.stillborn += 1
            if self.stillborn >= _DEATHS:
                raise LostWorkers(self.jobs, how)
        if (task := worker.task) is None:
            return
        task.deaths += 1
        document = task.document
        assert isinstance(document, Document)
        name = document.uri or document.id
        if task.deaths < _DEATHS:
            message(f"{name}: the process that read it was ended ({how}); it is read once more")
            self.waiting.appendleft(task)
            return
        reason = f"ended the process that read it {task.deaths} times ({how}); give fewer --jobs, or split it"
        task.outcome = Outcome(failure=UnreadableDocument(name, reason))


def _how(code: int | None) -> str:
    """How a process ended: by a signal, SIGKILL being what the system sends where memory runs out, or by itself."""
    if code is None or code >= 0:
        return f"exit code {code}"
    name = signal.Signals(-code).name
    return f"{name}: out of memory?" if name == "SIGKILL" else name


def _started(load: Load) -> _Worker:
    """A new worker, which has not loaded yet."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, load), daemon=True)
    with _no_interrupts():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """A process that is started in here never sees ^C, which a terminal sends to all: who started it ends it."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not in the main thread, which is the one that ^C reaches
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(line: Connection, load: Load) -> None:
    """What a worker does: load, then answer each document with its outcome until nobody asks any more."""
    with suppress(EOFError, OSError):
        try:
            read = load()
            line.send(_READY)
            while True:
                line.send(read(line.recv()))
        except QuotesError as error:
            line.send(error)
