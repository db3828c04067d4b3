"""Arithmetic runs on one thread, and what the caller had set is set again."""

import subprocess
import sys
from threading import Event, Thread

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from quotes.threads import one_thread


def threads() -> set[int]:
    """How many threads each library with threads of its own may use."""
    return {each["num_threads"] for each in threadpool_info()}


def stumble() -> None:
    """Fail while there is one thread."""
    with one_thread():
        assert threads() == {1}
        raise ValueError("odd")


def test_one_thread_inside_and_the_caller_s_outside() -> None:
    """Two threads before, one inside, two afterwards, also where something went wrong inside."""
    assert np.ones((2, 2)).sum() == 4
    with threadpool_limits(2):
        outside = threads()
        with pytest.raises(ValueError, match="odd"):
            stumble()
        assert threads() == outside


def test_the_last_of_several_threads_sets_back_what_the_first_saw() -> None:
    """One who comes in while another is inside, and leaves after it, does not leave everything on one thread."""
    second_is_in, first_is_out = Event(), Event()

    def second() -> None:
        with one_thread():
            second_is_in.set()
            first_is_out.wait()

    with threadpool_limits(2):
        outside = threads()
        other = Thread(target=second)
        with one_thread():
            other.start()
            second_is_in.wait()
        first_is_out.set()
        other.join()
        assert threads() == outside


def test_torch_counts_where_it_was_imported() -> None:
    """Torch's own number is one inside and what it was outside; without torch nothing imports it."""
    code = """
import sys
from quotes.threads import one_thread
with one_thread():
    assert "torch" not in sys.modules
import torch
torch.set_num_threads(2)
with one_thread():
    assert torch.get_num_threads() == 1
assert torch.get_num_threads() == 2
"""
    subprocess.run([sys.executable, "-c", code], check=True)
