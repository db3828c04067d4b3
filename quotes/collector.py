"""
Python's collector of circular garbage, and what it need not look at.

It walks through all that there is again and again: while models are loaded, at every few hundredth object that is made
of a document, and when the process ends.  What is loaded stays to the end, so a process of our own shows it nothing of
that: a tenth of all time, and a third of a second at the end.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: So many new objects between two of its rounds (Python's own number is 700): some articles' worth, a few megabytes.
_BETWEEN_ROUNDS = 10_000


@contextmanager
def paused() -> Iterator[None]:
    """No rounds while something is loaded; the collector is as it was afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def keep_what_is_loaded() -> None:
    """
    Leave out of all further rounds what this process holds now, and have fewer of them.

    For a process that is ours from start to end: a caller's objects would never be freed either where they point at
    each other in a circle.
    """
    gc.freeze()
    gc.set_threshold(_BETWEEN_ROUNDS, *gc.get_threshold()[1:])
