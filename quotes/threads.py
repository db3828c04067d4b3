"""
One thread for all arithmetic, set in this place only.

The networks are too small to share: several threads that wait for each other take many times as long, and whoever wants
more processors reads more documents at once (``--jobs``).
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from threadpoolctl import ThreadpoolController


@contextmanager
def one_thread() -> Iterator[None]:
    """
    Numpy's and torch's libraries on one thread each; what the caller had set is set again afterwards.

    Torch is not imported for it: it counts only where it was imported before.
    """
    torch = sys.modules.get("torch")
    with _libraries(torch is not None).limit(limits=1):
        before = torch.get_num_threads() if torch else 1
        if torch:
            torch.set_num_threads(1)
        try:
            yield
        finally:
            if torch:
                torch.set_num_threads(before)


@lru_cache
def _libraries(with_torch: bool) -> ThreadpoolController:
    """
    The libraries of this process that have threads of their own.

    They are looked for once, and once more when torch has come with some: a search takes longer than a short text.
    """
    return ThreadpoolController()
