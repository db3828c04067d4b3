"""The cases that anyone can read and write (``tests/cases/NAME.md``), with the parses that are frozen beside them."""

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from quotes.parsing import Parse
from quotes.parsing.conllu import loads
from quotes.text import Document

_DOCUMENT = "# newdoc id = "


@frozen
class Case:
    """A title, a text and what is expected of it, and the paragraphs *above* the title."""

    title: str
    text: str
    expected: str
    above: tuple[str, ...]


def cases_in(path: Path) -> Iterator[Case]:
    """The cases of a file in order: title, text and what is expected stand there between lines with a full stop."""
    parts = re.split(r"^\.\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for heading, text, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        *above, title = re.split(r"\n{2,}", heading.strip())
        yield Case(title, text.rstrip("\n"), expected.rstrip("\n"), tuple(above))


def parses_in(path: Path) -> dict[str, str]:
    """The CoNLL-U of each document of a file, by title; none where the file is missing."""
    pieces = path.read_text(encoding="utf-8").split(_DOCUMENT)[1:] if path.exists() else []
    return {each.partition("\n")[0]: f"{_DOCUMENT}{each.rstrip()}\n\n" for each in pieces}


def parsed_cases(path: Path) -> Iterator[tuple[Parse, str]]:
    """The parse of each case of a file, which stands in ``../parses``, and what it expects."""
    parses = parses_in(path.parents[1] / "parses" / f"{path.stem}.conllu")
    for case in cases_in(path):
        yield loads(parses[case.title], Document(case.title, case.text)), case.expected
