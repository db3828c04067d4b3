"""`quotes show` against stored screens, and the screens of the README against what its commands print."""

import os
import re
from pathlib import Path

import pytest
from attrs import evolve
from rich.cells import cell_len
from typer.testing import CliRunner

from quotes.cli import app
from quotes.records import Quotation
from quotes.report.show import shown
from tests.chromium import missing
from tests.fakes import TEXT
from tests.reports import NAMES, sample
from tests.screens import FOLDER, PICTURE, README, SCREEN, TOP, WIDTH, screen_of, take_picture, with_screens


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_shown_as_it_is_stored(name: str) -> None:
    """What changes here is seen by people; `python -m tests.screens --write` stores it anew."""
    stored = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert screen_of(name) == stored
    assert max(map(cell_len, stored.splitlines())) <= WIDTH


@pytest.mark.parametrize("name", NAMES[:3])
def test_colour_changes_no_word(name: str) -> None:
    """On a terminal the marks are escape codes; without them and without brackets the words are the same."""
    article = sample(name)
    assert article.text is not None
    coloured = shown(list(article.quotations), article.text, WIDTH, colour=True)
    assert "\x1b[" in coloured
    bare = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    # Brackets stand for colours; the samples themselves have none but those of the numbers.
    assert "".join(re.sub(r"[{}<>*]", "", screen_of(name)).split()) == "".join(re.sub(r"[{}<>*]", "", bare).split())


def test_wide_characters_fill_two_columns() -> None:
    """A line of wide characters is broken by what it fills on the screen: four columns and a space each."""
    plain = shown([], "漢字 " * 60, 40, colour=False)
    assert max(map(cell_len, plain.splitlines())) == 8 * cell_len("漢字 ") - 1


@pytest.mark.parametrize("colour", [False, True])
def test_no_text_commands_the_terminal(quotation: Quotation, colour: bool) -> None:
    """Escape codes in a text or a name are left out; what they would have coloured stays as words."""
    code = "\x1b[31m\x1b]0;title\x07"
    bad = evolve(quotation, chain=tuple(evolve(each, name=code + each.name) for each in quotation.chain))
    words = shown([bad], TEXT.replace("We are", f"We {code} are"), WIDTH, colour)
    assert "\x1b[31m" not in words
    assert "\x07" not in words
    assert "Rui Prata" in words


def test_piped_output_has_no_escape_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file or another program gets are words and brackets alone, also where colours are forced elsewhere."""
    monkeypatch.chdir(TOP)
    monkeypatch.setitem(os.environ, "FORCE_COLOR", "1")
    result = CliRunner().invoke(app, ["show", "samples/harbour.jsonl", "--width", "60"])
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert max(map(cell_len, result.stdout.splitlines())) <= 60


def test_screens_of_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the README shows below a command is what it prints; `python -m tests.screens --write` renews it."""
    monkeypatch.chdir(TOP)
    readme = README.read_text(encoding="utf-8")
    assert len(SCREEN.findall(readme)) >= 2
    assert with_screens(readme) == readme


def test_the_picture_of_the_readme_can_be_taken(tmp_path: Path) -> None:
    """The command that made it makes one of the same size."""
    if why := missing():
        pytest.skip(why)
    take_picture(tmp_path / "pictures" / "report.png", tmp_path)
    sizes = [path.read_bytes()[16:24] for path in (PICTURE, tmp_path / "pictures" / "report.png")]
    assert sizes[0] == sizes[1]
    assert PICTURE.name in README.read_text(encoding="utf-8")
