"""What is shown of a long run: documents, words a second and the time left, where somebody sits at a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    left = [TextColumn("left"), TimeRemainingColumn()] if total else []
    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("documents, {task.fields[speed]} words/s,"),
        TimeElapsedColumn(),
        *left,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
    )
    task, began = bar.add_task("", total=total, speed="0"), time.monotonic()

    def tick(documents: int, words: int) -> None:
        seconds = time.monotonic() - began
        if seconds >= _PATIENCE:
            bar.start()  # which it does once
            bar.update(task, completed=documents, speed=f"{words / seconds:,.0f}")

    try:
        yield tick
    finally:
        bar.stop()
