"""`quotes validate`: the schema, and the text that a record quotes."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator

from quotes.errors import MissingExtra
from quotes.records import Quotation, as_line
from quotes.text import Document
from quotes.validation import check, schema


@pytest.fixture
def texts(tmp_path: Path, document: Document) -> Path:
    """A folder with the article."""
    (tmp_path / document.id).write_text(document.text, encoding="utf-8", newline="")
    return tmp_path


@pytest.fixture
def problems(tmp_path: Path) -> Callable[..., list[str]]:
    """A function from lines to what is wrong with them."""

    def found(*lines: str, texts: Path | None = None) -> list[str]:
        path = tmp_path / "records.jsonl"
        path.write_text("".join(lines), encoding="utf-8")
        return [str(each).removeprefix(f"{path}:") for line in check(path, texts) for each in line.problems]

    return found


def test_the_schema_is_a_schema() -> None:
    """It is valid JSON Schema 2020-12."""
    Draft202012Validator.check_schema(schema())


#: What the record's document has only where it is known or asked for.
OPTIONAL = {"url", "text"}


def test_every_field_has_a_description_and_is_required() -> None:
    """The schema says of every field what it holds, and allows no other one; two of the document may lack."""
    for each in (schema(), *schema()["$defs"].values()):
        assert "description" in each
        if "properties" in each:
            assert [name for name in each["properties"] if name in each["required"]] == each["required"]
            assert set(each["properties"]) - set(each["required"]) in (set(), OPTIONAL)
            assert each["additionalProperties"] is False


def test_schema_and_classes_name_the_same_fields(quotation: Quotation) -> None:
    """The record that the classes write has the schema's fields, in its order."""
    record, defs = quotation.as_json(), schema()["$defs"]
    assert list(record) == schema()["required"]
    for name in ("document", "content", "cue", "source", "speaker", "provenance"):
        assert list(record[name]) == defs[name]["required"]
    assert list(record["chain"][0]) == defs["hop"]["required"]


def test_a_record_may_carry_its_text(quotation: Quotation, tmp_path: Path) -> None:
    """What a record quotes is compared with the text that it carries, and that with its digest."""
    text = "x" * 3
    about = evolve(quotation.document, text=text, uri=None, url="https://harbourpost.example/1")
    path = tmp_path / "records.jsonl"
    path.write_text(as_line(evolve(quotation, document=about).as_json()), encoding="utf-8")
    (line,) = check(path)
    assert [each.reason for each in line.problems] == ["$.document.text: expected the text of document.sha256"]


def test_a_right_record_is_accepted(quotation: Quotation, inner: Quotation, texts: Path) -> None:
    """Records that fit schema and text are compared with it and have no problem."""
    path = texts / "records.jsonl"
    path.write_text(as_line(quotation.as_json()) + as_line(inner.as_json()), encoding="utf-8")
    assert [(each.problems, each.compared) for each in check(path, texts)] == [((), True)] * 2


def test_without_its_text_a_record_is_not_compared(quotation: Quotation, tmp_path: Path) -> None:
    """Where the text is out of reach the schema alone is checked."""
    path = tmp_path / "records.jsonl"
    path.write_text(as_line(quotation.as_json()), encoding="utf-8")
    assert [(each.problems, each.compared) for each in check(path, tmp_path)] == [((), False)]


def test_a_text_is_found_where_its_uri_says(quotation: Quotation, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder of texts document.uri is looked up from where one stands."""
    monkeypatch.chdir(texts)
    path = Path("records.jsonl")
    path.write_text(as_line(quotation.as_json()), encoding="utf-8")
    assert [each.compared for each in check(path)] == [True]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("format", "quotation/2", "1: $.format: 'quotation/1' was expected"),
        ("type", "spoken", "1: $.type: 'spoken' is not one of ['direct', 'mixed', 'indirect']"),
        ("attitude", None, "1: $.attitude: None is not one of"),
        ("cue.kind", "gesture", "$.cue"),
        ("speaker.kind", "robot", "1: $.speaker.kind: 'robot' is not one of"),
        ("speaker.resolved_by", "luck", "1: $.speaker.resolved_by: 'luck' is not one of"),
        ("confidence", 1.5, "1: $.confidence: 1.5 is greater than the maximum of 1"),
        ("colour", "red", "1: $: Additional properties are not allowed ('colour' was unexpected)"),
        ("content.spans", [], "1: $.content.spans: [] should be non-empty"),
        ("content.spans", [[3]], "1: $.content.spans[0]: [3] is too short"),
        ("document.sha256", "abc", "1: $.document.sha256: 'abc' does not match"),
        ("id", "0" * 16, "1: $.id: expected "),
        ("content.quoted", [[0, 6]], "1: $.content.quoted: expected parts of the content, found [[0, 6]]"),
        (
            "source.spans",
            [[9, 9]],
            "found [9, 9] @ $.source.spans[0]",
        ),
        ("source.spans", [[9, 900]], "1: $.source.spans: expected spans inside the text of 145 characters, found"),
        ("cue.text", "said", "1: $.cue.text: expected 'added', which stands at [[111, 116]], found 'said'"),
        ("provenance.prefix", "", "1: $.provenance.prefix: expected 'rbour master Rui Prata said."),
        ("provenance.suffix", "", "1: $.provenance.suffix: expected ' 🐟\\r\\n', found ''"),
        ("parent", "f" * 16, "1: expected the parent 'ffffffffffffffff' among the records of the same document"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    quotation: Quotation, texts: Path, problems: Callable[..., list[str]], field: str, value: object, expected: str
) -> None:
    """Each kind of mistake has a message with line, field, and what was expected."""
    record = quotation.as_json()
    *rooms, last = field.split(".")
    place = record
    for room in rooms:
        place = place[room]
    place[last] = value
    found = problems(as_line(record), texts=texts)
    assert any(expected in each for each in found), found


def test_a_changed_text_is_noticed(quotation: Quotation, texts: Path, problems: Callable[..., list[str]]) -> None:
    """A text with another digest is not the one that the record quotes."""
    (texts / quotation.document.id).write_text("Another text.", encoding="utf-8")
    (found,) = problems(as_line(quotation.as_json()), texts=texts)
    assert found.startswith(f"1: $.document.sha256: expected the text with {quotation.document.sha256[:12]}…")
    assert "market.txt: it has changed" in found


def test_lines_that_are_no_records(problems: Callable[..., list[str]], quotation: Quotation) -> None:
    """What is not JSON, or no object, is reported by line, but for blank lines; the others are still checked."""
    found = problems("{\n", "[1]\n", as_line(quotation.as_json()), "\n", "said\n")
    assert [each.partition("(")[0] for each in found] == [
        "1: expected one JSON object in UTF-8 ",
        "2: expected a JSON object, found list",
        "5: expected one JSON object in UTF-8 ",
    ]


def test_lines_of_failed_documents_are_passed_over(problems: Callable[..., list[str]]) -> None:
    """What `--errors record` writes between the records is no mistake."""
    assert problems(json.dumps({"format": "error/1", "document": {"id": "a", "uri": "a"}, "error": "is empty"})) == []


def test_without_the_extra_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A plain installation says how to get what checking needs."""
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    with pytest.raises(MissingExtra, match=r"pip install 'quotes\[validate\]'"):
        list(check(tmp_path / "records.jsonl"))
