"""
The record: what `quotes extract` prints, one JSON object a line, one line a quotation.

`schemas/quotation.schema.json` says the same to machines.  In JSON a span is ``[start, end]``; here it is a Span, and
``text[start:end]`` of the document's text is what the record quotes, always.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, TypeVar, get_args, get_origin

import cattrs
from attrs import field, frozen
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from quotes.errors import InvalidRecord, why_no_json
from quotes.terms import Attitude, Basis, CueKind, HopRole, ResolvedBy, SpeakerKind, Type, Weighed
from quotes.text import Document
from quotes.text.spans import Span, Spans

#: The version of the record; a change that breaks readers counts it up.
FORMAT = "quotation/1"
#: What `quotes extract --errors record` writes for a document that failed.
ERROR_FORMAT = "error/1"
#: How both begin, whatever their version.
_OWN_FORMATS = tuple(each.partition("/")[0] + "/" for each in (FORMAT, ERROR_FORMAT))
#: Hex digits of an id: 64 bits, so that two of a billion quotations share one with a chance of one in forty.
_ID_DIGITS = 16
#: Code points before and after the content that a record carries, to find its place again in an edited article: what
#: the Web Annotation model's text quote selectors usually have.
_CONTEXT = 32
#: Stands between the pieces of a broken quotation: “A” … “B”.
_GAP = " … "
#: What JSON lets pass but a line of UTF-8 must not hold: unpaired surrogates, and what some readers take for line ends.
_UNSAFE = re.compile("[\ud800-\udfff\x85\u2028\u2029]")

T = TypeVar("T")

#: The attitude of a statement that the text says was not made: a refusal, a denial of having said so, a hypothesis.
UNSAID: Final = "unsaid"


@frozen
class DocumentInfo:
    """
    The article: its name and place, the digest of its text, and what its frame says; null where it says nothing.

    *url* is its web address and *text* the text in which the spans count; both only where they are known or asked for.
    """

    id: str
    uri: str | None
    sha256: str
    title: str | None
    #: A date in ISO form.
    published: str | None
    byline: str | None
    dateline: str | None
    agency: str | None
    publisher: str | None
    language: str
    url: str | None = None
    text: str | None = None


@frozen
class Content:
    """What was said; *quoted* are the parts that stand inside quotation marks, marks included."""

    text: str
    spans: Spans
    quoted: Spans


@frozen
class Cue:
    """The words that signal it."""

    text: str
    lemma: str
    spans: Spans
    kind: CueKind


@frozen
class Source:
    """The phrase in the text that names who said it."""

    text: str
    spans: Spans


@frozen
class Speaker:
    """Who said it; *entity* is the same for all records of a document with this speaker."""

    name: str
    kind: SpeakerKind
    entity: str | None
    role: str | None
    affiliation: str | None
    resolved_by: ResolvedBy


@frozen
class Medium:
    """The platform, document or venue of the statement."""

    text: str
    spans: Spans


@frozen
class Hop:
    """One station of the way from the speaker to the reader; without *spans* where the text does not name it."""

    name: str
    role: HopRole
    basis: Basis
    spans: Spans


@frozen
class Provenance:
    """
    How the record came about.

    *prefix* and *suffix* are the 32 code points before and after the content, *reason* says why a speaker is unknown
    or unresolved, *candidates* are the names that were equally good.  *weighed*, which no file of records holds, are
    names that the source could have meant, the speaker first.
    """

    rule: str
    paragraph: int
    sentences: tuple[int, ...]
    prefix: str
    suffix: str
    extractor: str
    stanza: str
    models: str
    reason: str | None = None
    candidates: tuple[str, ...] = ()
    weighed: tuple[Weighed, ...] = field(default=(), eq=False)


@frozen
class Quotation:
    """One statement of one document; *parent* is the id of the statement inside which this one stands."""

    id: str
    document: DocumentInfo
    type: Type
    attitude: Attitude
    content: Content
    cue: Cue | None
    source: Source | None
    speaker: Speaker
    medium: Medium | None
    chain: tuple[Hop, ...]
    parent: str | None
    confidence: float
    provenance: Provenance

    def as_json(self) -> dict[str, Any]:
        """The record as JSON has it: plain dicts, lists, strings, numbers and None."""
        return {"format": FORMAT, **_CONVERTER.unstructure(self)}

    @classmethod
    def from_json(cls, value: dict[str, Any], path: str = "record", line: int = 1) -> "Quotation":
        """The quotation that `as_json` wrote; InvalidRecord, with *path* and *line*, where it is another thing."""
        fields = dict(value)
        if (found := fields.pop("format", None)) != FORMAT:
            raise InvalidRecord(path, line, f"expected the format {FORMAT!r}, found {found!r}")
        try:
            record = _CONVERTER.structure(fields, cls)
        except cattrs.BaseValidationError as error:
            raise InvalidRecord(path, line, "; ".join(cattrs.transform_error(error, format_exception=_said))) from error
        if not record.content.spans:
            raise InvalidRecord(path, line, "expected a content of at least one span, found none")
        return record


def carried_text(about: DocumentInfo) -> str | None:
    """The text that records carry of their document; None where they carry none, or one with another digest."""
    is_its_own = about.text is not None and Document(about.id, about.text).sha256 == about.sha256
    return about.text if is_its_own else None


def is_own(value: Mapping[str, Any]) -> bool:
    """Whether an object of JSON is what `quotes extract` writes, a record or a document that failed, of any version."""
    return str(value.get("format", "")).startswith(_OWN_FORMATS)


def json_object(data: bytes, path: str, line: int) -> dict[str, Any]:
    """The one JSON object that *data* holds; InvalidRecord, with *path* and *line*, where it is another thing."""
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise InvalidRecord(path, line, why_no_json(error)) from error
    if not isinstance(value, dict):
        raise InvalidRecord(path, line, f"expected a JSON object, found {type(value).__name__}")
    return value


def as_line(record: dict[str, Any]) -> str:
    """One line of JSON with its line end; UTF-8 can hold it, and any reader of lines finds it whole."""
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(record, ensure_ascii=False)) + "\n"


def record_id(sha256: str, content_spans: Spans) -> str:
    """The id of a quotation: the same for the same text and content on every run and machine."""
    key = json.dumps([sha256, [[each.start, each.end] for each in content_spans]])
    return hashlib.sha256(key.encode()).hexdigest()[:_ID_DIGITS]


def quoted_text(text: str, spans: Spans) -> str:
    """What a record quotes of *text*: the words of one span as they stand, those of several with " … " in between."""
    return _GAP.join(each.of(text) for each in spans)


def chain_text(names: Iterable[str]) -> str:
    """The names of a chain's hops as one line: "Kim Jong Un → CNN → ANI"."""
    return " → ".join(names)


def surroundings(text: str, spans: Spans) -> tuple[str, str]:
    """The prefix and the suffix of a content: up to 32 code points before its first and after its last."""
    start, end = spans[0].start, spans[-1].end
    return text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]


def _span(value: object, _: type) -> Span:
    """A span from ``[start, end]``."""
    match value:
        case [int(start), int(end)] if 0 <= start < end:
            return Span(start, end)
    raise ValueError(f"expected a span [start, end) with 0 <= start < end, found {value!r}")


def _exactly(value: object, kind: type[T]) -> T:
    """A plain value that already is of its kind: "3" is no number, but 1 is a float."""
    if isinstance(value, (kind, int) if kind is float else kind) and not isinstance(value, bool):
        return kind(value)  # type: ignore[call-arg]
    raise ValueError(f"expected {kind.__name__}, found {value!r}")


def _is_closed(kind: Any) -> bool:
    """True for a Literal, whose values are the words of a closed set."""
    return bool(get_origin(kind) == Literal)


def _term(value: object, terms: Any) -> object:
    if value in get_args(terms):
        return value
    raise ValueError(f"expected {' or '.join(map(repr, get_args(terms)))}, found {value!r}")


def _said(error: BaseException, kind: type | None) -> str:
    """What is wrong with one field: our own words where we have some, else those of cattrs."""
    return str(error) if type(error) is ValueError else cattrs.v.format_exception(error, kind)


def _converter() -> cattrs.Converter:
    """Attrs values to JSON and back, without any guessing."""
    converter = cattrs.Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(
        DocumentInfo,
        make_dict_unstructure_fn(
            DocumentInfo, converter, url=override(omit_if_default=True), text=override(omit_if_default=True)
        ),
    )
    converter.register_unstructure_hook(Span, lambda span: [span.start, span.end])
    converter.register_structure_hook(Span, _span)
    converter.register_structure_hook_func(_is_closed, _term)
    for kind in (str, int, float):
        converter.register_structure_hook(kind, _exactly)
    unwritten = override(omit=True)
    converter.register_unstructure_hook(Provenance, make_dict_unstructure_fn(Provenance, converter, weighed=unwritten))
    converter.register_structure_hook(
        Provenance,
        make_dict_structure_fn(Provenance, converter, _cattrs_forbid_extra_keys=True, weighed=unwritten),
    )
    return converter


_CONVERTER = _converter()
