"""What the README promises: its commands and its library call."""

import json
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import quotes
from quotes.cli import app

TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
PATHS = sorted(
    {each for each in re.findall(r"(?:tests|quotes|samples)/[\w/.-]*\w", CONTRIBUTING) if "NAME" not in each}
)
SHELL = [block.strip() for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)]


def test_ci_runs_the_readme_s_test_command() -> None:
    """CI and a newcomer run the same line."""
    assert SHELL[1] in (TOP / ".ci" / "run").read_text(encoding="utf-8")


def test_first_command_extracts_a_sample_that_is_there() -> None:
    """README's first command ends in an extraction of a shipped sample."""
    command, sample = SHELL[0].split()[-2:]
    assert command == "extract"
    assert (TOP / sample).is_file()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"^quotes (\w+)", SHELL[2], re.MULTILINE))))
def test_each_command_of_the_readme_has_help(command: str) -> None:
    """No command is shown that does not exist."""
    assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


@pytest.mark.parametrize("path", PATHS)
def test_each_file_of_the_way_in_is_there(path: str) -> None:
    """CONTRIBUTING names no file or folder that does not exist."""
    assert (TOP / path).exists()


def test_library_call_of_the_readme(extractor: quotes.Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """README's few lines of Python run as they stand and name the publisher that they give."""
    text = (TOP / "samples" / "dam.txt").read_text(encoding="utf-8")
    monkeypatch.setattr("quotes._loaded", lambda models, device: extractor)
    printed: list[str] = []
    code = re.search(r"```python\n(.*?)\n\nextractor = ", README, re.DOTALL)
    assert code is not None
    exec(code[1], {"text": text, "print": lambda *words: printed.append(" ".join(words))})
    assert any(line.endswith("ANI→Telangana Today") for line in printed)


def test_plug_in_of_the_readme(extractor: quotes.Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """README's plug-in turns a page into records that carry its address."""
    monkeypatch.setattr("quotes.Extractor", lambda: extractor)
    code = re.search(r"```python\n(import quotes\n\nextractor = .*?)```", README, re.DOTALL)
    assert code is not None
    names: dict[str, Any] = {}
    exec(code[1], names)
    story = "<p>“We were lucky,” harbour master Rui Prata said on Monday.</p><p>The ferries stay in port.</p>"
    page = f"<html><body><article><h1>Port to reopen</h1>{story}</article></body></html>"
    (record,) = names["on_publish"](page, "https://harbourpost.example/port")
    assert (record["speaker"]["name"], record["document"]["url"]) == ("Rui Prata", "https://harbourpost.example/port")


def test_many_documents_of_the_readme(extractor: quotes.Extractor, tmp_path: Path) -> None:
    """README's loop over a folder prints what cannot be read and what was said in the rest, read one by one."""
    said = "“We were lucky,” harbour master Rui Prata said on Monday.\n"
    (tmp_path / "a.txt").write_text(said, encoding="utf-8")
    (tmp_path / "b.txt").touch()
    (tmp_path / "c.txt").write_text(said, encoding="utf-8")
    code = re.search(r"^(for quotation in extractor\.extract_all.*?\n)records", README, re.DOTALL | re.MULTILINE)
    assert code is not None
    printed: list[str] = []
    names = {
        "extractor": extractor,
        "quotes": quotes,
        "print": lambda *words: printed.append(" ".join(map(str, words))),
    }
    exec(code[1].replace('"news/"', repr(str(tmp_path))), names)
    assert printed == [
        "a.txt “We were lucky,”",
        f"{tmp_path / 'b.txt'}: is empty; expected the text of an article",
        "c.txt “We were lucky,”",
    ]
    with pytest.raises(quotes.QuotesError):
        list(quotes.read(str(tmp_path)))


def test_database_of_the_readme(tmp_path: Path) -> None:
    """README's commands for a database run as they stand, and find who spoke and which outlets carried it."""
    if find_spec("sqlite_utils") is None:
        pytest.skip("sqlite-utils is not installed (extra dev)")
    block = next(each for each in SHELL if each.startswith("pip install datasette"))
    commands = [each for each in block.splitlines() if not each.startswith(("pip ", "datasette "))]
    records = "".join((TOP / "samples" / f"{name}.jsonl").read_text(encoding="utf-8") for name in ("dam", "harbour"))
    (tmp_path / "records.jsonl").write_text(records, encoding="utf-8")
    script = f'sqlite-utils() {{ "{sys.executable}" -m sqlite_utils "$@"; }}\n' + "\n".join(commands)
    done = subprocess.run(["bash", "-ec", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    speakers, outlets = (
        json.loads(f"[{each}]") for each in re.findall(r"^\[(.*?)\]$", done.stdout, re.DOTALL | re.MULTILINE)
    )
    counted = Counter(json.loads(line)["speaker"]["name"] for line in records.splitlines())
    assert {each["speaker_name"]: each["count(*)"] for each in speakers} == counted
    assert {"Reuters", "ANI", "Lusa"} <= {each["outlet"] for each in outlets}
    with closing(sqlite3.connect(tmp_path / "news.db")) as database:
        found = database.execute(
            "select count(*) from quotations_fts where quotations_fts match 'lighthouse'"
        ).fetchone()
    assert found[0] > 0


def test_record_of_the_readme_is_one_of_the_sample(extractor: quotes.Extractor) -> None:
    """The shortened record that the README shows is what the sample gives."""
    shown = re.search(r"```json\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    record = json.loads(shown[1])
    text = (TOP / "samples" / "harbour.txt").read_bytes().decode()
    found = next(each.as_json() for each in extractor.extract(text, id="harbour.txt") if each.id == record["id"])
    for name in ("type", "content", "cue", "source"):
        assert found[name] == record[name]
    assert found["speaker"]["name"] == record["speaker"]["name"]
    assert [hop["name"] for hop in found["chain"]] == [hop["name"] for hop in record["chain"]]
