"""
One thread for all arithmetic, set in this place only.

The networks are too small to share: several threads that wait for each other take many times as long, and whoever wants
more processors reads more documents at once (``--jobs``).
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from threading import Lock

from threadpoolctl import ThreadpoolController


@contextmanager
def one_thread() -> Iterator[None]:
    """
    Numpy's and torch's libraries on one thread each; what the caller had set is set again afterwards.

    Torch is not imported for it: it counts only where it was imported before.
    """
    torch = sys.modules.get("torch")
    with _LIMITED.entered(_libraries(torch is not None)):
        before = torch.get_num_threads() if torch else 1
        if torch:
            torch.set_num_threads(1)
        try:
            yield
        finally:
            if torch:
                torch.set_num_threads(before)


class _Limited:
    """
    Libraries on one thread while the caller's threads are in here.

    Some have one number for the whole process: who came in second has seen nothing but ones, so that who leaves last
    sets what the first has seen.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._first = ExitStack()

    @contextmanager
    def entered(self, libraries: ThreadpoolController) -> Iterator[None]:
        """One more of them is inside."""
        with self._lock:
            limit = libraries.limit(limits=1)
            if self._inside == 0:
                self._first.callback(limit.restore_original_limits)
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                limit.restore_original_limits()
                self._inside -= 1
                if self._inside == 0:
                    self._first.close()


_LIMITED = _Limited()


@lru_cache
def _libraries(with_torch: bool) -> ThreadpoolController:
    """
    The libraries of this process that have threads of their own.

    They are looked for once, and once more when torch has come with some: a search takes longer than a short text.
    """
    return ThreadpoolController()
