"""`quotes show` against stored screens, and the screens of the README against what its commands print."""

import os
import re
from pathlib import Path

import pytest
from attrs import evolve
from rich.cells import cell_len
from typer.testing import CliRunner

from quotes.cli import app
from quotes.records import Quotation, as_line
from quotes.report.show import shown
from quotes.text.spans import Span
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


def rows(folder: Path) -> tuple[Path, Path]:
    """A feed of two samples, and records of its rows that carry no text."""
    feed, records = folder / "feed.jsonl", folder / "records.jsonl"
    articles = [sample(name) for name in NAMES[:2]]
    feed.write_text("".join(as_line({"body": each.text}) for each in articles), encoding="utf-8")
    lines = []
    for number, each in enumerate(articles, 1):
        about = evolve(each.quotations[0].document, id=f"feed.jsonl:{number}", uri=f"{feed}:{number}")
        lines += [as_line(evolve(record, document=about).as_json()) for record in each.quotations]
    records.write_text("".join(lines), encoding="utf-8")
    return feed, records


def test_articles_of_rows_are_shown_below_their_names(tmp_path: Path) -> None:
    """Records of a feed find its rows again; each article stands below a line that names it, as wide as the rest."""
    _, records = rows(tmp_path)
    result = CliRunner().invoke(app, ["show", str(records), "--width", "60"])
    assert result.exit_code == 0, result.stderr
    heads = [line for line in result.stdout.splitlines() if line.endswith("─")]
    assert [head.split()[0].rstrip(",") for head in heads] == ["feed.jsonl:1", "feed.jsonl:2"]
    assert {cell_len(head) for head in heads} == {60}
    pictures = re.split(r"^feed\.jsonl:.*─\n", result.stdout, flags=re.MULTILINE)
    assert [each.strip() for each in pictures[1:]] == [
        shown(list(each.quotations), each.text or "", 60, colour=False).strip() for each in map(sample, NAMES[:2])
    ]


def test_a_text_that_is_gone_costs_its_article_alone(tmp_path: Path) -> None:
    """What was changed is said with its place and the way out; the rest is shown."""
    feed, records = rows(tmp_path)
    feed.write_text("\n" + feed.read_text(encoding="utf-8").split("\n")[1] + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["show", str(records)])
    assert result.exit_code == 1
    assert f"{feed}:1: is not the text that its records quote, or not there; extract it again" in result.stderr
    assert sample(NAMES[1]).quotations[0].chain[0].name in result.stdout


def test_explanations_quote_the_row(tmp_path: Path) -> None:
    """What a record does not hold is quoted from its row: the agency that stands around the story."""
    _, records = rows(tmp_path)
    ids = [each.id for each in sample(NAMES[0]).quotations]
    result = CliRunner().invoke(app, ["explain", str(records), "--id", ids[0]])
    assert result.exit_code == 0
    assert "what the record does not hold" not in result.stdout


def test_no_records_are_nothing_to_show(tmp_path: Path) -> None:
    """Where nothing was said the file of records is empty: that is no failure."""
    empty, page = tmp_path / "records.jsonl", tmp_path / "report.html"
    empty.touch()
    assert CliRunner().invoke(app, ["show", str(empty)]).exit_code == 0
    assert CliRunner().invoke(app, ["report", str(empty), "-o", str(page)]).exit_code == 0
    assert "0 statements" in page.read_text(encoding="utf-8")


def test_a_report_of_nothing_overwrites_none(tmp_path: Path) -> None:
    """Where the records cannot be read, an older report stays as it is."""
    page = tmp_path / "report.html"
    page.write_text("older", encoding="utf-8")
    result = CliRunner().invoke(app, ["report", str(tmp_path / "gone.jsonl"), "-o", str(page)])
    assert (result.exit_code, page.read_text(encoding="utf-8")) == (1, "older")


@pytest.mark.parametrize("command", ["show", "report", "explain", "chain"])
def test_spans_that_lie_in_no_text_are_refused(tmp_path: Path, quotation: Quotation, command: str) -> None:
    """A record that somebody wrote by hand is named with its line."""
    records = tmp_path / "records.jsonl"
    bad = evolve(quotation, content=evolve(quotation.content, spans=(Span(9, 3),)))
    records.write_text(as_line(bad.as_json()), encoding="utf-8")
    result = CliRunner().invoke(app, [command, str(records)])
    assert result.exit_code == 4
    reason = "expected a span [start, end) with 0 <= start < end, found [9, 3] @ $.content.spans[0]"
    assert result.stderr == f"quotes: {records}:1: {reason}\n"
