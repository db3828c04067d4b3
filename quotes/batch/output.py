"""Where records go: standard output, or a file that has its name when it is complete."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from quotes.batch.messages import message
from quotes.errors import WrongUsage
from quotes.records import as_line

Write = Callable[[dict[str, Any]], None]


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
