"""
Gold: what people found in a text, read from one of three forms; which one it is, its content says.

* **attributions**: JSON Lines (also gzipped, or a folder of such files), a document a line, as PolNeAR is passed on:
  ``{"doc": …, "text": …, "attributions": [{"source": [[0, 3]], "cue": …, "content": …}]}``.
* **articles**: a folder of ``NAME.json``, each with its ``NAME.txt``; its attributions have ``speaker``, ``relays``
  (objects with a ``name``) and ``chain`` (names) as well, and are statements only.
* **records**: what `quotes extract` printed (also a folder of such files), corrected by hand, or downloaded from a
  report; their texts may be in them.

Spans are ``[start, end)`` in code points of the text as it stands in its file.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any, TypeVar

from attrs import frozen

from quotes.batch.stored import objects, read_records, text_of
from quotes.errors import InvalidRecord, UnreadableDocument
from quotes.inputs import Reading, lines_of, read_inputs
from quotes.records import ERROR_FORMAT, FORMAT, Quotation, json_object, quoted_text
from quotes.text import Document
from quotes.text.spans import Span, Spans

T = TypeVar("T")

_TEXT = ".txt"
#: The attitude of what somebody is said to have said.
_SAID = "assertion"
_EXPECTED = (
    'expected gold: lines with "doc" and "attributions", a folder of NAME.json beside NAME.txt, '
    f'or records with the format "{FORMAT}"'
)


@frozen
class Attribution:
    """Who said what by one person's reading; *speaker*, *relays* and *chain* are empty where the gold has none."""

    source: Spans
    cue: Spans
    content: Spans
    speaker: str = ""
    relays: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()


@frozen
class Article:
    """A document with all its attributions; *name* is its file name without ``.txt``."""

    name: str
    document: Document
    attributions: tuple[Attribution, ...]


@frozen
class Gold:
    """
    Articles with what people found in them.

    *attitudes* are those that were annotated, none where the gold does not tell them apart; *chains* says whether it
    has speakers, relays and chains.
    """

    articles: tuple[Article, ...]
    attitudes: frozenset[str] = frozenset()
    chains: bool = False


def read_gold(path: Path, texts: Path | None = None) -> Gold:
    """
    The gold in a file or folder; texts that it does not carry are looked for in *texts*, then beside it.

    InvalidRecord, with file and line, where it has none of the three forms or breaks its own; UnreadableDocument where
    a file cannot be read or a text is missing.
    """
    folders = [*([texts] if texts else []), path if path.is_dir() else path.parent]
    files = _files_in(path) if path.is_dir() else [path]
    if not files:
        raise UnreadableDocument(str(path), f"is a folder without gold; {_EXPECTED}")
    chains = files[0].suffix == ".json"
    values = [each for file in files for each in _objects(file)]
    file, line, first = values[0] if values else (path, 1, {})
    if first.get("format") in {FORMAT, ERROR_FORMAT}:
        return _records_gold(files, folders)
    if not chains and not {"doc", "attributions"} <= first.keys():
        found = f"found {', '.join(map(repr, first))}" if first else "found nothing"
        raise InvalidRecord(str(file), line, f"{_EXPECTED}; {found}")
    articles: dict[str, Article] = {}
    for file, line, value in values:
        each = _article(value, file, line, folders, chains=chains)
        if each.name in articles:
            raise InvalidRecord(str(file), line, f"expected each document once, found {each.name!r} again")
        articles[each.name] = each
    return Gold(tuple(articles.values()), frozenset((_SAID,) if chains else ()), chains)


def _files_in(folder: Path) -> list[Path]:
    """The files of gold in a folder: articles where there are any, else files of lines."""
    return sorted(folder.glob("*.json")) or sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")])


def _objects(path: Path) -> Iterator[tuple[Path, int, dict[str, Any]]]:
    """The JSON objects of a file with their lines; a file that ends in .json is one object."""
    if path.suffix == ".json":
        yield path, 1, json_object(b"".join(lines_of(str(path))), str(path), 1)
    else:
        yield from ((path, line, value) for line, value in objects(path))


def name_of(id: str) -> str:
    """The name of a document: its file name without ``.txt``; a web address is one as it stands."""
    if "://" in id:
        return id
    return PurePath(id).name.removesuffix(_TEXT)


def check_words(record: Quotation, document: Document, path: Path, line: int) -> None:
    """InvalidRecord where a record's words do not stand in the text at its spans: it was made from another text."""
    for name in ("content", "cue", "source"):
        part = getattr(record, name)
        if part is not None and part.text != (there := quoted_text(document.text, part.spans)):
            reason = f"$.{name}.text: expected {there!r}, which stands there in the gold's text, found {part.text!r}"
            raise InvalidRecord(str(path), line, reason)


def _article(value: dict[str, Any], path: Path, line: int, folders: list[Path], *, chains: bool) -> Article:
    """One gold document; its text is in it, or in a file."""
    name, text = value.get("doc"), value.get("text")
    if not isinstance(name, str) or not isinstance(value.get("attributions"), list):
        raise InvalidRecord(str(path), line, 'expected a document with "doc" (its name) and "attributions" (a list)')
    name = name_of(name)
    document = Document(name, text) if isinstance(text, str) else _text(name, path, folders)
    return Article(name, document, _attributions(value, document, path, line, chains=chains))


def _records_gold(files: Iterable[Path], folders: list[Path]) -> Gold:
    documents: dict[str, Document] = {}
    found: dict[str, list[Quotation]] = {}
    for path in files:
        for line, record in read_records(path):
            name = name_of(record.document.id)
            if name not in documents:
                text = text_of(record)
                uri = record.document.uri
                documents[name] = _text(name, path, folders, uri) if text is None else Document(name, text)
            check_words(record, documents[name], path, line)
            found.setdefault(name, []).append(record)
    articles = (Article(name, documents[name], tuple(map(attribution_of, each))) for name, each in found.items())
    attitudes = frozenset(record.attitude for each in found.values() for record in each)
    return Gold(tuple(articles), attitudes, chains=True)


def attribution_of(record: Quotation) -> Attribution:
    """What a record says, in the words of the gold."""
    return Attribution(
        source=record.source.spans if record.source else (),
        cue=record.cue.spans if record.cue else (),
        content=record.content.spans,
        speaker=record.speaker.name,
        relays=tuple(hop.name for hop in record.chain if hop.role == "relay"),
        chain=tuple(hop.name for hop in record.chain),
    )


def _text(name: str, gold: Path, folders: Iterable[Path], uri: str | None = None) -> Document:
    """The document of that name in the first folder that has it, or at *uri*; UnreadableDocument where none has."""
    places = [*(folder / f"{name}{_TEXT}" for folder in folders), *([Path(uri)] if uri else [])]
    for place in places:
        if place.is_file():
            (found,) = read_inputs([str(place)], Reading("text", any_language=True))
            if isinstance(found, UnreadableDocument):
                raise found
            return found
    looked = ", ".join(dict.fromkeys(map(str, places)))
    raise UnreadableDocument(str(gold), f"the text of {name!r} is missing (looked for {looked}); give --texts DIR")


def _attributions(
    value: dict[str, Any], document: Document, path: Path, line: int, *, chains: bool
) -> tuple[Attribution, ...]:
    """The attributions of one gold document; InvalidRecord says which of them is wrong and how."""
    found = []
    for number, each in enumerate(value["attributions"]):
        try:
            found.append(_attribution(_checked(each, dict, "expected an object"), len(document.text), chains))
        except ValueError as error:
            raise InvalidRecord(str(path), line, f"$.attributions[{number}]: {error}") from error
    return tuple(found)


def _attribution(value: dict[str, Any], length: int, chains: bool) -> Attribution:
    """One attribution; a null speaker is an empty name."""
    source, cue, content = (tuple(_spans(value, role, length)) for role in ("source", "cue", "content"))
    if not chains:
        return Attribution(source, cue, content)
    relays = (_checked(each, dict, "expected an object").get("name") for each in _listed(value, "relays"))
    return Attribution(
        *(source, cue, content),
        speaker=_name(value.get("speaker") or ""),
        relays=tuple(map(_name, relays)),
        chain=tuple(map(_name, _listed(value, "chain"))),
    )


def _checked(value: object, kind: type[T], expected: str) -> T:
    if isinstance(value, kind):
        return value
    raise ValueError(f"{expected}, found {value!r}")


def _name(value: object) -> str:
    return _checked(value, str, "expected a name")


def _listed(value: dict[str, Any], field: str) -> list[Any]:
    return _checked(value.get(field), list, f"{field}: expected a list")


def _spans(value: dict[str, Any], role: str, length: int) -> Iterator[Span]:
    """The spans of one role, null for none; ValueError where one of them is none of a text of that *length*."""
    for span in _listed(value, role) if value.get(role) is not None else ():
        match span:
            case [int(start), int(end)] if 0 <= start <= end <= length:
                yield Span(start, end)
            case _:
                raise ValueError(
                    f"{role}: expected [start, end] inside a text of {length:,} characters, found {span!r}"
                )
