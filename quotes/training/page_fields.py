"""What learning a field of a page's frame begins with: the options of its command, and the pages of case files."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from quotes.training.cases import cases_in

#: Before the lines of whole pages in case files stands what they are.
_MARKS = re.compile(r"^[|!] ", re.MULTILINE)


def options_of(description: str | None, out: Path) -> argparse.Namespace:
    """The command line: folders of gold, *out* for the file to write, case files, whole pages, and folds to measure."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, help="folders of annotated pages")
    parser.add_argument("--out", type=Path, default=out)
    parser.add_argument("--cases", type=Path, nargs="*", default=[], help="case files of what stands around a story")
    parser.add_argument("--pages", type=Path, nargs="*", default=[], help="files of whole invented pages")
    parser.add_argument("--folds", type=int, default=0)
    return parser.parse_args()


def invented_pages(path: Path, field: str) -> Iterator[tuple[str, str, str | None]]:
    """Title, text without its marks and expected *field* of each page of a case file; None where it has none."""
    start = f"{field}: "
    for case in cases_in(path):
        rows = (row.removeprefix(start) for row in case.expected.split("\n") if row.startswith(start))
        yield case.title, _MARKS.sub("", case.text), next((row.rsplit(" · ")[0] for row in rows), None)
