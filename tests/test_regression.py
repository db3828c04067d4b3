"""The regression file: its format, what counts as a change, and how a change is shown."""

import re
from pathlib import Path

import pytest
from attrs import evolve

from quotes.records import Quotation
from tests import regression
from tests.regression import Work, comparable, differences, read_digests, write_digests


def test_digests_of_the_repository_are_one_for_each_article() -> None:
    """A set and an article, then sixteen hexadecimal digits; the models are named."""
    models, digests = read_digests()
    assert re.fullmatch(r"[\w-]+ sha256:[0-9a-f]{12}", models)
    assert {name.partition("/")[0] for name in digests} == set(regression.SETS)
    assert [each for each in digests.values() if not re.fullmatch(r"[0-9a-f]{16}", each)] == []


def test_digests_are_read_as_they_were_written(tmp_path: Path) -> None:
    """Models and digests, sorted, so that a new article has one place."""
    write_digests("compact-en-3 sha256:0123456789ab", {"dev/two": "2" * 16, "dev/one": "1" * 16}, tmp_path / "file")
    models, digests = read_digests(tmp_path / "file")
    assert models == "compact-en-3 sha256:0123456789ab"
    assert list(digests.items()) == [("dev/one", "1" * 16), ("dev/two", "2" * 16)]


def test_place_and_versions_are_no_change(quotation: Quotation) -> None:
    """The same article in another folder, read by another version, has the same digest if the record is the same."""
    moved = evolve(
        quotation,
        document=evolve(quotation.document, uri="elsewhere/market.txt"),
        provenance=evolve(quotation.provenance, extractor="quotes 9.9.9", stanza="9.9", models="large-en-1"),
    )
    assert comparable(moved.as_json()) == comparable(quotation.as_json())


def test_differences_name_the_field(quotation: Quotation, inner: Quotation) -> None:
    """A statement lost, one won, and one with another speaker."""
    other = evolve(quotation, speaker=evolve(quotation.speaker, name="the crews"))
    before, now, found = (comparable(each.as_json()) for each in (quotation, other, inner))
    assert list(differences([before], [before])) == []
    assert list(differences([before], [now]))[1:] == ["    speaker.name: 'Rui Prata' → 'the crews'"]
    assert [line[:2] for line in differences([before], [found])] == ["- ", "+ "]


def test_records_of_any_earlier_run_can_be_read_again(tmp_path: Path, quotation: Quotation) -> None:
    """Under their digest; what was never made here is None."""
    records = [comparable(quotation.as_json())]
    work = Work(tmp_path, "compact-en-3 sha256:0123456789ab")
    assert work.read(work.keep(records)) == records
    assert work.read("0" * 16) is None


def test_without_the_gold_nothing_is_compared(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A clone alone: it says what is missing, and exits with 2."""
    monkeypatch.setitem(regression.SETS, "dev", tmp_path / "nowhere")
    assert regression.main(["--check", "--sets", "dev"]) == 2
    assert capsys.readouterr().err == f"skipped: no gold at {tmp_path / 'nowhere'}\n"
