"""
What people see, stored: `quotes show` of each sample (``tests/screens/``), and the screens of the README.

Run from the top of the repository: ``python -m tests.screens --write``.  A block of the README that begins with a
``$`` holds a command and what it prints; the picture of a report is made anew where there is a browser.
"""

import re
import sys
from pathlib import Path

from typer.testing import CliRunner

from quotes.cli import app
from quotes.report.html import report
from quotes.report.show import shown
from tests.chromium import chromium
from tests.reports import NAMES, sample

TOP = Path(__file__).parents[1]
README = TOP / "README.md"
FOLDER = Path(__file__).parent / "screens"
PICTURE = TOP / "docs" / "report.png"
#: A command in the README and what it prints, which may be cut by head.
SCREEN = re.compile(
    r"(?<=```text\n)\$ quotes (?P<command>[^|\n]+?)(?: \| head -n (?P<lines>\d+))?\n.*?(?=```)", re.DOTALL
)
#: How wide the stored pictures are.
WIDTH = 80
#: The article that the picture shows, and the size of a window.
_SHOWN, _WINDOW = "dam", {"width": 1180, "height": 640}


def screen_of(name: str) -> str:
    """A sample as `quotes show` prints it where there is no terminal."""
    article = sample(name)
    assert article.text is not None
    return shown(list(article.quotations), article.text, WIDTH, colour=False)


def with_screens(readme: str) -> str:
    """The README with what its commands print now; they are run in the top of the repository."""
    return SCREEN.sub(lambda block: f"{block[0].partition(chr(10))[0]}\n{_printed(block)}", readme)


def _printed(block: re.Match[str]) -> str:
    """What the command of a block prints."""
    result = CliRunner().invoke(app, block["command"].split(), env={"COLUMNS": None})
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines(keepends=True)
    return "".join(lines[: int(block["lines"])] if block["lines"] else lines)


def take_picture(picture: Path, folder: Path) -> None:
    """The report of a sample as a browser shows it, the first statements marked as a reviewer would."""
    page = folder / "report.html"
    page.write_text(report([sample(_SHOWN)], "Who said what"), encoding="utf-8")
    with chromium() as browser:
        shown_page = browser.new_page(viewport=_WINDOW)
        shown_page.goto(f"{page.as_uri()}#a1")
        shown_page.hover("mark.content[data-of~='q1-2']")
        picture.parent.mkdir(exist_ok=True)
        shown_page.screenshot(path=str(picture))


def main() -> None:
    """Write all stored screens anew."""
    if sys.argv[1:] != ["--write"]:
        sys.exit(f"usage: python -m tests.screens --write\n{__doc__}")
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        (FOLDER / f"{name}.txt").write_text(screen_of(name), encoding="utf-8")
    README.write_text(with_screens(README.read_text(encoding="utf-8")), encoding="utf-8")
    take_picture(PICTURE, FOLDER)
    (FOLDER / "report.html").unlink()


if __name__ == "__main__":
    main()
