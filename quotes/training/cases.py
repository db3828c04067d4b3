"""The cases that anyone can read and write (``tests/cases/NAME.md``), with the parses that are frozen beside them."""

import re
from collections.abc import Iterator
from pathlib import Path

from quotes.parsing import Parse
from quotes.parsing.conllu import loads
from quotes.text import Document


def parsed_cases(path: Path) -> Iterator[tuple[Parse, str]]:
    """
    The parse of each case of a file and what it expects.

    A title, a text and what is expected stand there between lines with a full stop, and the parses in ``../parses``.
    """
    parts = re.split(r"^\.\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    frozen_parses = (path.parents[1] / "parses" / f"{path.stem}.conllu").read_text(encoding="utf-8")
    parses = {each.partition("\n")[0]: each for each in frozen_parses.split("# newdoc id = ")[1:]}
    for above, text, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        title = above.strip().split("\n\n")[-1]
        yield (
            loads(f"# newdoc id = {parses[title].rstrip()}\n\n", Document(title, text.rstrip("\n"))),
            expected.rstrip("\n"),
        )
