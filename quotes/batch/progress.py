"""What is shown of a long run: documents, words a second and the time left, where somebody sits at a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import define

if TYPE_CHECKING:
    from rich.progress import Progress

#: Seconds before anything is shown: a short run needs no more than its last line.
_PATIENCE = 2.0

#: Takes how many documents are done, and how many words this run has read.
Tick = Callable[[int, int], None]


@contextmanager
def progress(total: int | None, wanted: bool = True) -> Iterator[Tick]:
    """
    A function to call after each document; it shows how far the run is, on standard error.

    *total* is the number of documents, None where nobody knows it: then there is no time left to tell.  Where standard
    error is no terminal, or nobody wants it, nothing is shown.
    """
    if not (wanted and sys.stderr.isatty()):
        yield lambda *_: None
        return
    shown = _Shown(total, time.monotonic())
    try:
        yield shown.tick
    finally:
        if shown.bar is not None:
            shown.bar.stop()


@define
class _Shown:
    """How far a run is, and the bar that shows it when the run has taken a while."""

    total: int | None
    began: float
    bar: "Progress | None" = None

    def tick(self, documents: int, words: int) -> None:
        """So many are done."""
        seconds = time.monotonic() - self.began
        if self.bar is None and seconds >= _PATIENCE:
            self.bar = _bar(self.total)
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], completed=documents, speed=f"{words / seconds:,.0f}")


def _bar(total: int | None) -> "Progress":
    """A bar on standard error that goes away at the end; messages appear above it."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    time_left = [TextColumn("left"), TimeRemainingColumn()] if total else []
    bar = Progress(
        *(BarColumn(), MofNCompleteColumn(), TextColumn("documents, {task.fields[speed]} words/s,")),
        *(TimeElapsedColumn(), *time_left),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
    )
    bar.add_task("", total=total, speed="0")
    bar.start()
    return bar
