"""Records and their JSON."""

import io
import json
from typing import get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quotes import loads
from quotes.errors import InvalidRecord
from quotes.records import ERROR_FORMAT, FORMAT, Content, Quotation, as_line, quoted_text, record_id, surroundings
from quotes.terms import Attitude, Basis, CueKind, HopRole, ResolvedBy, SpeakerKind, Type
from quotes.text import Document
from quotes.text.spans import Span
from quotes.validation import schema

_SPANS = st.builds(lambda start, size: Span(start, start + size), st.integers(min_value=0), st.integers(min_value=1))
st.register_type_strategy(Span, _SPANS)
_CONTENTS = st.builds(Content, spans=st.lists(_SPANS, min_size=1).map(tuple))
quotations = st.builds(Quotation, content=_CONTENTS, confidence=st.floats(0, 1))


@given(quotations)
def test_a_record_comes_back_from_its_line(quotation: Quotation) -> None:
    """What `as_json` writes, `from_json` reads, whatever the fields hold."""
    assert Quotation.from_json(json.loads(as_line(quotation.as_json()))) == quotation


@given(st.text(alphabet=st.characters()))
def test_a_line_is_one_line_of_utf8(text: str) -> None:
    """Any text, unpaired surrogates and odd line ends included, is one line that UTF-8 can hold."""
    line = as_line({"text": text})
    assert json.loads(line.encode()) == {"text": text}
    assert line.splitlines() == [line.removesuffix("\n")]


def test_lines_and_an_open_file_are_read_alike(quotation: Quotation) -> None:
    """What is said of a document that failed is no record."""
    lines = as_line(quotation.as_json()) + as_line({"format": ERROR_FORMAT, "document": {"id": "lost.txt"}})
    assert loads(lines) == loads(io.StringIO(lines)) == [quotation]


def test_json_has_the_fields_of_the_design_in_its_order(quotation: Quotation) -> None:
    """Field names and their order are fixed."""
    record = quotation.as_json()
    assert " ".join(record) == (
        "format id document type attitude content cue source speaker medium chain parent confidence provenance"
    )
    assert " ".join(record["document"]) == "id uri sha256 title published byline dateline agency publisher language"
    assert " ".join(record["speaker"]) == "name kind entity role affiliation resolved_by"
    assert record["format"] == FORMAT
    assert record["medium"] is None
    assert record["cue"] == {"text": "added", "lemma": "add", "spans": [[111, 116]], "kind": "verb"}
    assert record["chain"][1] == {"name": "Lusa", "role": "agency", "basis": "frame", "spans": [[17, 21]]}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"format": "quotation/9"}, "expected the format 'quotation/1', found 'quotation/9'"),
        ({"colour": "red"}, "colour"),
        ({"confidence": "high"}, "expected float, found 'high'"),
        ({"id": 7}, "expected str, found 7"),
        ({"source": {"text": "he", "spans": [[1, 2, 3]]}}, "with 0 <= start < end, found [1, 2, 3]"),
        ({"speaker": None}, "speaker"),
    ],
)
def test_another_thing_is_refused_with_its_place(
    quotation: Quotation, change: dict[str, object], expected: str
) -> None:
    """An unknown, missing or mistyped field is an error that names file, line and field."""
    with pytest.raises(InvalidRecord) as caught:
        Quotation.from_json({**quotation.as_json(), **change}, "records.jsonl", 3)
    assert str(caught.value).startswith("records.jsonl:3: ")
    assert expected in str(caught.value)


def test_a_missing_field_is_named(quotation: Quotation) -> None:
    """A record without its content is refused, and the message says what is missing."""
    record = quotation.as_json()
    del record["content"]
    with pytest.raises(InvalidRecord, match="content"):
        Quotation.from_json(record)


def test_ids_depend_on_text_and_content_alone(document: Document, quotation: Quotation) -> None:
    """The same words in the same text have the same id whatever the file is called; other spans have another."""
    spans = quotation.content.spans
    assert record_id(evolve(document, id="copy.txt").sha256, spans) == quotation.id
    assert record_id(document.sha256, spans[:1]) != quotation.id
    assert record_id("0" * 64, (Span(0, 5),)) == "280ef16e6e6396a4"


def test_several_spans_are_joined_with_an_ellipsis() -> None:
    """One span is quoted as it stands, two with " … " in between."""
    assert quoted_text("“A,” he said, “B.”", (Span(0, 4),)) == "“A,”"
    assert quoted_text("“A,” he said, “B.”", (Span(0, 4), Span(14, 18))) == "“A,” … “B.”"


def test_surroundings_end_with_the_text() -> None:
    """Prefix and suffix are 32 code points each, fewer at the edges of the text."""
    text = "a" * 40 + "“B”" + "c" * 5
    assert surroundings(text, (Span(40, 43),)) == ("a" * 32, "c" * 5)


@pytest.mark.parametrize(
    ("terms", "place"),
    [
        (Type, "properties/type"),
        (Attitude, "properties/attitude"),
        (CueKind, "$defs/cue/properties/kind"),
        (SpeakerKind, "$defs/speaker/properties/kind"),
        (ResolvedBy, "$defs/speaker/properties/resolved_by"),
        (HopRole, "$defs/hop/properties/role"),
        (Basis, "$defs/hop/properties/basis"),
    ],
)
def test_types_and_schema_have_the_same_terms(terms: object, place: str) -> None:
    """What mypy holds a field to is what the schema says to machines."""
    found = schema()
    for part in place.split("/"):
        found = found[part]
    assert tuple(found["enum"]) == get_args(terms)


def test_a_term_that_no_set_has_is_refused(quotation: Quotation) -> None:
    """A record with a role that chains do not have is refused with its field and what would be right."""
    value = quotation.as_json()
    value["chain"][0]["role"] = "witness"
    with pytest.raises(InvalidRecord, match="expected 'speaker' or 'relay' or"):
        Quotation.from_json(value)
