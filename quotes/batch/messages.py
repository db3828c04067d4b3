"""What a command says to people, and what it shows them."""

import sys


def message(text: str) -> None:
    """A line for people, on standard error."""
    sys.stderr.write(f"quotes: {text}\n")
    sys.stderr.flush()


def show(text: str) -> None:
    """Text on standard output in UTF-8, whatever the terminal thinks."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
