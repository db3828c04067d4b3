"""The command line: what goes where, and with which exit code.  No models: a stub stands in for the extractor."""

import gzip
import io
import json
import os
import re
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from typer.testing import CliRunner, Result

import quotes
from quotes import batch, cli
from quotes.batch.outcomes import Reader, confident
from quotes.batch.output import Stream
from quotes.errors import MissingModel
from quotes.models import SHIPPED, ModelSet, locate
from quotes.records import Content, Quotation, as_line
from quotes.text import Document
from tests.fakes import stub

DOCUMENT = Document("a", "A.")
GOOD = "“We are ready,” the harbour master said. “So are the crews.”\r\n"


Quotes = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Quotes:
    """A function that runs a command with the stub, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(batch, "extractor", stub)
    return lambda *args, **rest: CliRunner().invoke(cli.app, [str(each) for each in args], **rest)


@pytest.fixture
def good(tmp_path: Path) -> str:
    """A text of two quotations."""
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8", newline="")
    return path.name


@pytest.fixture
def stored(tmp_path: Path, quotation: Quotation, inner: Quotation) -> str:
    """A file of two records, a plan among them, and of a document that failed."""
    lines = [quotation.as_json(), {"format": "error/1"}, evolve(inner, attitude="eventuality").as_json()]
    (tmp_path / "stored.jsonl").write_text("".join(map(as_line, lines)), encoding="utf-8")
    return "stored.jsonl"


def records(result: Result) -> list[dict[str, Any]]:
    """What stands on standard output: nothing but JSON, a record a line."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def contents(result: Result) -> list[str]:
    """The contents of the records on standard output."""
    return [each["content"]["text"] for each in records(result)]


def test_records_and_nothing_else_on_standard_output(run: Quotes, good: str) -> None:
    """Records go to standard output, the summary to standard error, and all went well."""
    result = run("extract", good)
    assert contents(result) == ["“We are ready,”", "“So are the crews.”"]
    assert result.stderr == "quotes: 2 quotations in 1 document\n"
    assert result.exit_code == 0


def test_quiet_says_nothing(run: Quotes, good: str) -> None:
    """With -q there is no summary."""
    assert run("extract", "-q", good).stderr == ""


def test_what_the_caller_knows_reaches_the_records(run: Quotes, good: str) -> None:
    """Publisher and date are those given."""
    result = run("extract", good, "--publisher", "Harbour Gazette", "--published", "2024-03-02")
    about = records(result)[0]["document"]
    assert (about["publisher"], about["published"], about["id"]) == ("Harbour Gazette", "2024-03-02", good)


def test_standard_input(run: Quotes) -> None:
    """A dash, or no path at all where something is piped in, reads standard input."""
    for args in (["-"], []):
        result = run("extract", *args, input=GOOD)
        assert [each["document"]["id"] for each in records(result)] == ["stdin", "stdin"]


def test_a_run_over_bad_files_goes_on(run: Quotes, good: str, tmp_path: Path) -> None:
    """Each bad file is named with its reason, the good one's records are complete, and the exit code is 1."""
    (tmp_path / "empty.txt").touch()
    (tmp_path / "bytes.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "odd.txt").write_text("I stumble.", encoding="utf-8")
    (tmp_path / "long.txt").write_text("and so on " * 200_000, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    result = run("extract", "missing.txt", "empty.txt", "bytes.txt", "odd.txt", "long.txt", "folder", good)
    assert contents(result) == ["“We are ready,”", "“So are the crews.”"]
    assert result.exit_code == 1
    *said, summary = result.stderr.splitlines()
    assert [each.split(": ")[1] for each in said] == [
        "missing.txt",
        "empty.txt",
        "bytes.txt",
        "odd.txt",
        "long.txt",
        "folder",
    ]
    assert "failed (IndexError: list index out of range); please report it" in said[3]
    assert summary == "quotes: 2 quotations in 1 document, 6 documents failed"


def test_control_characters_and_odd_marks_are_no_failure(run: Quotes, tmp_path: Path) -> None:
    """A bell in the text, unbalanced marks and other oddities come through unchanged."""
    text = "“A \x07 bell,” he said. “Never closed \u2028 \ud7ff ’’ »\r\n"
    (tmp_path / "odd.txt").write_text(text, encoding="utf-8", newline="")
    result = run("extract", "odd.txt")
    assert result.exit_code == 0
    assert records(result)[0]["content"]["text"] == "“A \x07 bell,”"


def test_errors_fail_stops_at_the_first(run: Quotes, good: str) -> None:
    """With --errors fail what came before is printed, what comes after is not looked at."""
    result = run("extract", "--errors", "fail", good, "missing.txt", good)
    assert len(records(result)) == 2
    assert result.stderr == "quotes: missing.txt: no such file or folder\n"
    assert result.exit_code == 1


def test_errors_record_writes_a_line(run: Quotes, good: str, tmp_path: Path) -> None:
    """With --errors record the failure stands among the records, in its place."""
    (tmp_path / "odd.txt").write_text("I stumble.", encoding="utf-8")
    result = run("extract", "--errors", "record", "a/missing.txt", "odd.txt", good)
    first, second, *rest = records(result)
    assert first == {
        "format": "error/1",
        "document": {"id": "missing.txt", "uri": "a/missing.txt"},
        "error": "no such file or folder",
    }
    assert second["document"] == {"id": "odd.txt", "uri": "odd.txt"}
    assert len(rest) == 2
    assert result.exit_code == 1


def test_less_certain_records_are_left_out_and_counted(run: Quotes, good: str) -> None:
    """The summary says how many were below --min-confidence."""
    result = run("extract", "--min-confidence", "0.9", good)
    assert contents(result) == ["“So are the crews.”"]
    assert "1 quotation in 1 document, 1 below the confidence of 0.9 left out" in result.stderr


def test_attitudes_that_are_not_wanted_are_left_out_and_counted(run: Quotes, good: str) -> None:
    """--attitude keeps what it names, and may name several."""
    result = run("extract", "--attitude", "belief", "--attitude", "fact", good)
    assert (result.stdout, result.stderr) == (
        "",
        "quotes: 0 quotations in 1 document, 2 of another attitude left out\n",
    )
    both = run("extract", "--attitude", "belief", "--attitude", "assertion", good)
    assert contents(both) == ["“We are ready,”", "“So are the crews.”"]
    assert both.stderr == "quotes: 2 quotations in 1 document\n"


def test_the_parent_of_a_kept_record_is_kept(quotation: Quotation, inner: Quotation) -> None:
    """A record never refers to one that was left out."""
    other = evolve(quotation, id="0" * 16)
    assert confident([quotation, inner, other], 0.95) == [quotation, inner]


def test_output_has_its_name_when_it_is_complete(run: Quotes, good: str, tmp_path: Path) -> None:
    """With -o the records are in the file, none on standard output, and no .part is left."""
    result = run("extract", good, "-o", "out.jsonl")
    assert result.stdout == ""
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == [good, "out.jsonl"]


def test_an_interrupted_run_keeps_what_it_has(run: Quotes, good: str, tmp_path: Path) -> None:
    """On ^C the records so far stay in FILE.part, the message says so, and the exit code is 130."""
    (tmp_path / "slow.txt").write_text("interrupt", encoding="utf-8")
    result = run("extract", good, "slow.txt", "-o", "out.jsonl")
    assert result.exit_code == 130
    assert result.stderr.splitlines() == [
        "quotes: the records of 1 document are complete in out.jsonl.part; go on with --resume",
        "quotes: interrupted",
    ]
    assert len((tmp_path / "out.jsonl.part").read_text(encoding="utf-8").splitlines()) == 2
    assert not (tmp_path / "out.jsonl").exists()


def test_a_run_that_ends_before_its_first_record_leaves_no_file(run: Quotes, tmp_path: Path) -> None:
    """No empty .part is left behind."""
    run("extract", "--errors", "fail", "missing.txt", "-o", "out.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_output_into_a_missing_folder_is_a_usage_error(run: Quotes, good: str) -> None:
    """Where the file cannot be written nothing is extracted."""
    result = run("extract", good, "-o", "nowhere/out.jsonl")
    assert result.exit_code == 2
    assert "nowhere/out.jsonl: cannot be written (no such folder as nowhere)" in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["extract", "--errors", "ignore", "a.txt"],
        ["extract", "--input-format", "pdf", "a.txt"],
        ["extract", "--published", "yesterday", "a.txt"],
        ["extract", "--min-confidence", "2", "a.txt"],
        ["extract", "--attitude", "wish", "a.txt"],
        ["evaluate", "gold.jsonl"],
        ["extract", "--colour", "a.txt"],
        ["chain"],
        ["explain"],
        ["parse"],
        ["sing"],
        [],
    ],
)
def test_usage_errors(run: Quotes, args: list[str]) -> None:
    """What the command line does not know is exit code 2 with usage on standard error."""
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == "" or not args


def test_nothing_given_at_a_terminal_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a path, and with nobody piping, the command does not wait for typing."""
    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", terminal)
    with pytest.raises(cli.typer.BadParameter, match="expected files or folders"):
        cli._given(None)


def test_a_damaged_model_ends_the_run(run: Quotes, tmp_path: Path, good: str) -> None:
    """What is no failure of one document is not taken for one: exit code 3, and the way out."""
    (tmp_path / "bad.txt").write_text("damaged", encoding="utf-8")
    result = run("extract", "bad.txt", good)
    assert result.exit_code == 3
    assert "mend it with `cp elsewhere/ner.pt ner.pt`" in result.stderr


def test_a_missing_model_is_named(run: Quotes, good: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown model set is exit code 3."""

    def missing(name: str, device: str) -> None:
        raise MissingModel(name, (Path("models"),))

    monkeypatch.setattr(batch, "extractor", missing)
    result = run("extract", "--models", "tiny", good)
    assert result.exit_code == 3
    assert "no model set 'tiny'" in result.stderr


def test_chains_of_a_text(run: Quotes, good: str) -> None:
    """A text is extracted; the table alone goes to standard output."""
    result = run("chain", good)
    assert result.stdout.splitlines() == [
        "2  Rui Prata → Lusa",
        "   “We are ready,”      direct    ¶ 2",
        "   “So are the crews.”  direct    ¶ 2",
    ]
    assert result.stderr == "quotes: 2 statements by 1 chain\n"
    assert result.exit_code == 0


@pytest.mark.parametrize("command", ["chain", "show", "explain", "report"])
def test_standard_input_is_looked_at_as_well(run: Quotes, good: str, stored: str, tmp_path: Path, command: str) -> None:
    """A text that is piped in is extracted; records that are piped in are said to be no article."""
    result = run(command, "-", input=GOOD)
    assert (result.exit_code, result.stdout) == (0, run(command, good).stdout.replace(f"{good}, ", "stdin, "))
    piped = run(command, "-", input=(tmp_path / stored).read_bytes())
    assert piped.exit_code == 1
    assert "-:1: is a record of `quotes extract`, expected an article" in piped.stderr


def test_chains_as_json(run: Quotes, good: str) -> None:
    """With --json each chain is one object, with its statements."""
    [found] = records(run("chain", "--json", good))
    assert found["chain"] == ["Rui Prata", "Lusa"]
    assert found["count"] == 2
    assert found["statements"][0] == {
        "id": records(run("extract", good))[0]["id"],
        "document": good,
        "paragraph": 1,
        "type": "direct",
        "attitude": "assertion",
        "text": "“We are ready,”",
    }


def test_chains_are_as_wide_as_the_terminal(run: Quotes, tmp_path: Path) -> None:
    """What does not fit is cut off at a word."""
    (tmp_path / "long.txt").write_text(f"“We are {'very ' * 50}ready,” he said.", encoding="utf-8")
    [_, line] = run("chain", "long.txt", env={"COLUMNS": "70"}).stdout.splitlines()
    assert len(line) == 70
    assert "very very…  " in line


def test_chains_of_records(run: Quotes, stored: str) -> None:
    """A file of records is read, not extracted; what is believed or planned counts with --all only."""
    result = run("chain", stored)
    assert result.stdout.splitlines()[0] == "1  Rui Prata → Lusa"
    assert "1 statement by 1 chain; 1 of belief, knowledge or plans left out, which --all shows" in result.stderr
    assert run("chain", "--all", stored).stdout.splitlines()[0] == "2  Rui Prata → Lusa"


def test_records_may_be_packed_or_many_files(run: Quotes, stored: str, tmp_path: Path) -> None:
    """A gzipped file of records is one, and so is a folder of nothing else, such as the shards of a run on Ray."""
    data = (tmp_path / stored).read_bytes()
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(data))
    (tmp_path / "shards").mkdir()
    for name in ("1.jsonl", "2.jsonl"):
        (tmp_path / "shards" / name).write_bytes(data)
    assert run("chain", "packed.jsonl.gz").stdout == run("chain", stored).stdout
    assert run("chain", "shards").stdout.startswith("2  Rui Prata → Lusa")


def test_chains_go_on_over_bad_files(run: Quotes, good: str) -> None:
    """A text that cannot be read is named, the others count, and the exit code is 1."""
    result = run("chain", "missing.txt", good)
    assert result.exit_code == 1
    assert result.stdout.startswith("2  Rui Prata → Lusa\n")
    assert "missing.txt: no such file or folder" in result.stderr


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "expected one JSON object in UTF-8"),
        ("[]", "expected a JSON object, found list"),
        ("{}", "expected the format 'quotation/1', found None"),
    ],
)
def test_a_line_that_is_no_record(run: Quotes, stored: str, tmp_path: Path, line: str, reason: str) -> None:
    """Exit code 4, with file and line."""
    with (tmp_path / stored).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = run("chain", stored)
    assert result.exit_code == 4
    assert result.stderr.startswith(f"quotes: {stored}:5: {reason}")


def test_a_record_without_content(run: Quotes, quotation: Quotation, tmp_path: Path) -> None:
    """A content without a place is no content: exit code 4."""
    empty = evolve(quotation, content=Content("", (), ()))
    (tmp_path / "empty.jsonl").write_text(as_line(empty.as_json()), encoding="utf-8")
    result = run("explain", "empty.jsonl")
    assert result.exit_code == 4
    assert "empty.jsonl:1: expected a content of at least one span" in result.stderr


def test_a_report_as_one_page(run: Quotes, stored: str, tmp_path: Path) -> None:
    """What ends in .html is one page with all statements."""
    result = run("report", stored, "-o", "report.html", "--title", "Fish & chips")
    assert (result.exit_code, result.stderr) == (0, "quotes: report.html: 1 article\n")
    assert ">Fish &amp; chips</h1>" in (tmp_path / "report.html").read_text("utf-8")


def test_a_report_as_a_folder(run: Quotes, stored: str, good: str, tmp_path: Path) -> None:
    """Any other name is a folder with an index; one that holds something is left alone."""
    result = run("report", stored, good, "-o", "news")
    assert (result.exit_code, result.stderr) == (0, "quotes: news/index.html: 2 articles\n")
    files = sorted(each.relative_to(tmp_path / "news").as_posix() for each in (tmp_path / "news").rglob("*.*"))
    assert files == [
        *("articles/1-market.html", "articles/2-good.html", "index.html", "nameless.html"),
        *("outlets.csv", "outlets.html", "speakers/1-rui-prata.html"),
    ]
    again = run("report", stored, "-o", "news")
    assert again.exit_code == 2
    assert "news: is there already; name a page (*.html) or a new folder" in again.stderr


def test_a_report_holds_whatever_a_record_may_hold(run: Quotes, quotation: Quotation, tmp_path: Path) -> None:
    """Half a surrogate pair, which JSON can carry and no file, costs a letter and not the report."""
    odd = evolve(quotation, speaker=evolve(quotation.speaker, name="Rui \ud800 Prata"))
    (tmp_path / "odd.jsonl").write_text(as_line(odd.as_json()), encoding="utf-8")
    assert run("report", "odd.jsonl").exit_code == 0
    assert "Rui ? Prata" in (tmp_path / "report.html").read_text("utf-8")


def test_an_article_without_statements_is_shown(run: Quotes, tmp_path: Path) -> None:
    """Where nobody says anything, the article is all there is to show, and the report has no part of it."""
    (tmp_path / "calm.txt").write_text("The sea was calm.\n", encoding="utf-8")
    assert run("show", "calm.txt").stdout == "The sea was calm.\n"
    assert run("report", "calm.txt").stderr == "quotes: report.html: 0 articles; 1 without statements left out\n"


def test_explain_one_record_of_a_text(run: Quotes, good: str) -> None:
    """The beginning of an id is enough."""
    first = records(run("extract", good))[0]["id"]
    result = run("explain", good, "--id", first[:6])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [f"{first}  good.txt, paragraph 2", "  Said        “We are ready,”"]


def test_explain_all_records_of_a_file(run: Quotes, stored: str) -> None:
    """Without --id each record is explained, a blank line between them."""
    result = run("explain", stored)
    assert result.exit_code == 0
    assert result.stdout.count("\n\n") == 1
    assert result.stdout.count("The rule broken_quotation found it") == 2


@pytest.mark.parametrize(
    ("beginning", "reason"), [("zz", "no record with the id 'zz' among the 2 of this file"), ("", "'' begins 2 ids (")]
)
def test_explain_an_id_that_is_none(run: Quotes, stored: str, beginning: str, reason: str) -> None:
    """An unknown id, and one that fits several records, are exit code 2."""
    result = run("explain", stored, "--id", beginning)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert reason in result.stderr


@pytest.mark.parametrize("path", ["missing.txt", "missing.jsonl"])
def test_explain_without_a_file(run: Quotes, path: str) -> None:
    """A missing file is exit code 1."""
    result = run("explain", path, "--id", "a")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"quotes: {path}: ")


def test_records_of_a_page_are_checked_and_shown_with_the_page(run: Quotes, tmp_path: Path) -> None:
    """Spans count in the article's own paragraphs: where the page is still there, they are found in it again."""
    story = "<h1>Port to reopen</h1><p>“We are ready,” the harbour master said on Monday.</p><p>Ferries wait.</p>"
    (tmp_path / "page.html").write_text(f"<html><body><article>{story}</article></body></html>", encoding="utf-8")
    run("extract", "page.html", "-o", "out.jsonl")
    result = run("validate", "out.jsonl")
    assert (result.exit_code, result.stderr) == (
        0,
        "quotes: out.jsonl: 1 record, 0 of them invalid; 1 compared with their texts\n",
    )
    assert "[1]{“We are ready,”}" in run("show", "out.jsonl").stdout
    assert run("evaluate", "out.jsonl", "out.jsonl").exit_code == 0


def test_parse_prints_conllu(run: Quotes, good: str, tmp_path: Path) -> None:
    """The parse of each article goes to standard output; a file that cannot be read is exit code 1."""
    assert run("parse", good).stdout == "# newdoc id = good.txt\n"
    (tmp_path / "feed.jsonl").write_text('{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n', encoding="utf-8")
    assert run("parse", "feed.jsonl").stdout == "# newdoc id = a\n# newdoc id = b\n"
    result = run("parse", "missing.txt")
    assert result.exit_code == 1
    assert result.stderr == "quotes: missing.txt: no such file or folder\n"


def test_validate_accepts_what_extract_prints(run: Quotes, good: str) -> None:
    """The round trip from text to records to their check."""
    run("extract", good, "missing.txt", "--errors", "record", "-o", "out.jsonl")
    result = run("validate", "out.jsonl")
    assert result.exit_code == 0
    assert result.stderr == "quotes: out.jsonl: 2 records, 0 of them invalid; 2 compared with their texts\n"


def test_validate_says_which_line_is_wrong(run: Quotes, good: str, tmp_path: Path) -> None:
    """An invalid record is exit code 4, with file and line."""
    run("extract", good, "-o", "out.jsonl")
    path = tmp_path / "out.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"mixed"', '"x"').replace("So are", "So were"), "utf-8")
    result = run("validate", "out.jsonl")
    assert result.exit_code == 4
    assert "out.jsonl:2: $.content.text: expected '“So are the crews.”', which stands at" in result.stderr


def test_validate_counts_each_record_once(run: Quotes, inner: Quotation, tmp_path: Path) -> None:
    """One whose parent is not there is one record, said at the end, and a blank line is none."""
    other = evolve(inner, parent=None)
    (tmp_path / "out.jsonl").write_text("\n".join(as_line(each.as_json()) for each in (other, inner)), encoding="utf-8")
    result = run("validate", "out.jsonl")
    assert result.exit_code == 4
    *_, problem, summary = result.stderr.splitlines()
    assert problem.startswith("out.jsonl:3: expected the parent")
    assert summary == "quotes: out.jsonl: 2 records, 1 of them invalid; 0 compared with their texts"


def test_validate_with_texts_wants_each_of_them(run: Quotes, good: str, tmp_path: Path) -> None:
    """Texts that are not where they are said to be: exit code 4; a folder that is not there is a usage error."""
    run("extract", good, "-o", "out.jsonl")
    (tmp_path / good).unlink()
    (tmp_path / "texts").mkdir()
    assert run("validate", "out.jsonl").exit_code == 0
    result = run("validate", "out.jsonl", "--texts", "texts")
    assert result.exit_code == 4
    assert "0 of them invalid; 0 compared with their texts" in result.stderr
    result = run("validate", "out.jsonl", "--texts", "nowhere")
    assert result.exit_code == 2
    assert "nowhere: no such folder" in result.stderr


def test_validate_without_records(run: Quotes) -> None:
    """A missing file is exit code 1."""
    result = run("validate", "missing.jsonl")
    assert result.exit_code == 1
    assert result.stderr == "quotes: missing.jsonl: no such file or folder\n"


def test_models_are_listed(run: Quotes) -> None:
    """Name, size, licences, scores and place of the shipped set, whose files are whole."""
    result = run("models")
    assert result.exit_code == 0
    assert result.stdout.startswith("compact-en\n  version   ")
    for word in ("size", "licences", "scores", "path", "check"):
        assert f"  {word} " in result.stdout


def test_a_damaged_set_is_told(run: Quotes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A set whose files are not those of its manifest is exit code 3."""
    manifest = (locate(SHIPPED).folder / "manifest.json").read_text(encoding="utf-8")
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    monkeypatch.setattr(cli, "installed", lambda: [ModelSet(tmp_path)])
    result = run("models")
    assert result.exit_code == 3
    assert "is missing; mend it with" in result.stderr


def test_version(run: Quotes) -> None:
    """One line."""
    assert run("--version").stdout == f"quotes {quotes.__version__}\n"


@pytest.mark.parametrize("command", ["extract", "chain", "explain", "parse", "validate", "evaluate", "models"])
def test_every_command_has_help(run: Quotes, command: str) -> None:
    """Help says what a command does, in a sentence."""
    result = run(command, "--help")
    assert result.exit_code == 0
    assert re.search(r"^  [A-Z].*\.$", result.stdout, re.MULTILINE)


def python(code: str, **rest: Any) -> subprocess.Popen[bytes]:
    """Another interpreter that runs *code*."""
    command = [sys.executable, "-c", textwrap.dedent(code)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **rest)


@pytest.mark.parametrize("code", ["import quotes", "import quotes.cli", "import quotes.validation"])
def test_imports_are_light(code: str) -> None:
    """Neither the library nor the command line imports torch or Stanza before it parses something."""
    heavy = "{'torch', 'stanza', 'numpy', 'jsonschema'}"
    process = python(f"{code}\nimport sys\nprint(*({heavy} & set(sys.modules)))")
    assert process.communicate() == (b"\n", b"")


def test_help_is_light() -> None:
    """`quotes --help` comes without torch and Stanza."""
    process = python(
        """
        import sys
        from quotes.cli import app
        app(["--help"], standalone_mode=False)
        sys.exit(len({"torch", "stanza"} & set(sys.modules)))
        """
    )
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert b"extract" in out


#: An extractor that prints records as long as one reads them.
ENDLESS = """
    import signal
    from quotes import batch, cli
    # A shell that runs the tests in the background has told them to ignore ^C, and children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from quotes.text import Document
    class Record:
        id, parent, confidence = "a", None, 1
        def as_json(self): return {"text": "x" * 10_000}
    class Endless:
        def extract(self, document): return [Record()] * 10
    batch.extractor = lambda models, device: Endless()
    cli.read_inputs = lambda *given: iter(lambda: Document("a", "A."), None)
    cli.app(["extract", "-"])
"""


@pytest.fixture
def endless() -> Iterator[subprocess.Popen[bytes]]:
    """A run that has begun to print and does not end by itself."""
    process = python(ENDLESS, stdin=subprocess.DEVNULL)
    with process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b'{"text"')
        yield process
        process.kill()


def test_a_closed_pipe_is_no_error(endless: subprocess.Popen[bytes]) -> None:
    """Where the reader has enough (`| head -1`) the run ends well, and says how far it came."""
    assert endless.stdout is not None
    assert endless.stderr is not None
    endless.stdout.close()
    said = rb"quotes: nobody reads on; written: \d+ quotations? in \d+ documents?\n"
    assert re.fullmatch(said, endless.stderr.read())
    assert endless.wait() == 0


def test_an_interrupt_is_exit_code_130(endless: subprocess.Popen[bytes]) -> None:
    """^C ends a run with a short message and no traceback."""
    os.kill(endless.pid, signal.SIGINT)
    _, err = endless.communicate()
    assert err == b"quotes: interrupted\n"
    assert endless.returncode == 130


def test_records_are_utf8_whatever_the_terminal_says(quotation: Quotation) -> None:
    """Unpaired surrogates and emoji leave as JSON that any reader takes."""
    text = evolve(quotation, provenance=evolve(quotation.provenance, reason="🐟 \udc80"))
    extractor = type("Fixed", (), {"extract": lambda self, document: [text]})
    stream = io.BytesIO()
    Stream(stream, "stream").append(DOCUMENT, Reader(extractor)(DOCUMENT))
    assert '"🐟 \\udc80"'.encode() in stream.getvalue()


def test_the_package_runs_as_a_module() -> None:
    """`python -m quotes` is the command line too."""
    done = subprocess.run([sys.executable, "-m", "quotes", "--version"], capture_output=True, check=True)
    assert done.stdout == f"quotes {quotes.__version__}\n".encode()
