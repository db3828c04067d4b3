"""Python's collector of garbage rests while something is loaded, and is as it was afterwards."""

import gc
import subprocess
import sys

import pytest

from quotes.collector import paused


def fail_while_paused() -> None:
    """Fail while the collector rests."""
    with paused():
        assert not gc.isenabled()
        raise ValueError("odd")


def test_it_rests_while_something_is_loaded() -> None:
    """On before, off inside, on afterwards, also where something went wrong inside."""
    assert gc.isenabled()
    with pytest.raises(ValueError, match="odd"):
        fail_while_paused()
    assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_off() -> None:
    """A caller's choice is not changed."""
    gc.disable()
    try:
        with paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_is_loaded_is_left_alone() -> None:
    """What a process of ours holds when it has loaded is in no further round; what comes later is."""
    code = """
import gc
from quotes.collector import keep_what_is_loaded
loaded = [[] for _ in range(1000)]
keep_what_is_loaded()
assert gc.get_freeze_count() > 1000 and gc.isenabled()
later = [[] for _ in range(1000)]
assert sum(map(len, (gc.get_objects(generation=number) for number in range(3)))) < 10_000
"""
    subprocess.run([sys.executable, "-c", code], check=True)
