"""
Cases that anyone can read and write (``cases/NAME.md``), and the frozen parses of their texts (``parses/NAME.conllu``).

    title
    .
    the text, of one or more paragraphs
    .
    what is expected, line by line
    .

The paragraph before the title says why the case is there, if the title does not.  Cases under the heading "# open" are
right but fail so far; their paragraph says why.  `freeze.py` parses the texts that have no parse yet.
"""

from pathlib import Path

import pytest
from attrs import frozen

from quotes.parsing import Parse
from quotes.parsing.conllu import loads
from quotes.text import Document
from quotes.text.plain import plain
from quotes.training import cases

HERE = Path(__file__).parent


@frozen
class Case:
    """A text and what is expected of it; *open* says why the case fails so far, *heading* is the one above it."""

    file: str
    title: str
    text: str
    expected: str
    open: str = ""
    heading: str = ""

    @property
    def read(self) -> str:
        """The text as it is read."""
        return plain(Document(self.title, self.text)).text

    @property
    def parse(self) -> Parse:
        """The frozen parse of the text."""
        return loads(parses_in(self.file)[self.title], plain(Document(self.title, self.text)))


def cases_in(file: str) -> list[Case]:
    """The cases of ``cases/FILE.md`` in order."""
    found, heading = [], ""
    for case in cases.cases_in(HERE / "cases" / f"{file}.md"):
        heading = next((each for each in reversed(case.above) if each.startswith("#")), heading)
        reason = case.above[-1] if heading == "# open" else ""
        found.append(Case(file, case.title, case.text, case.expected, reason, heading))
    return found


def parses_in(file: str) -> dict[str, str]:
    """The CoNLL-U of each case of a file, by title."""
    return cases.parses_in(HERE / "parses" / f"{file}.conllu")


def each_case(*files: str) -> pytest.MarkDecorator:
    """Run a test for every case of the files, those under "# open" as expected failures."""
    found = [
        pytest.param(case, id=f"{file}: {case.title}", marks=pytest.mark.xfail(reason=case.open) if case.open else ())
        for file in files
        for case in cases_in(file)
    ]
    return pytest.mark.parametrize("case", found)
