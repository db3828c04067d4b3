"""Annotated articles with their parses: what the labeller and the scorer learn from."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonlines
from attrs import frozen

from quotes.models import locate
from quotes.parsing import Parse
from quotes.parsing.conllu import dumps, loads
from quotes.parsing.stanza_parser import StanzaParser
from quotes.text import Document
from quotes.text.spans import Span, Spans, merged


@frozen
class Annotation:
    """One annotated attribution."""

    cue: Spans
    source: Spans
    content: Spans


@frozen
class Article:
    """A parsed article with what annotators drew in it."""

    parse: Parse
    drawn: tuple[Annotation, ...]


def articles(path: Path, work: Path) -> Iterator[Article]:
    """
    The articles of a JSON Lines file (.gz) with doc, text and attributions.

    Each is parsed once; the parse is kept as CoNLL-U in the folder *work*.
    """
    work.mkdir(parents=True, exist_ok=True)
    parser: StanzaParser | None = None
    with gzip.open(path, "rt", encoding="utf-8") as lines, jsonlines.Reader(lines) as reader:
        for value in reader.iter(type=dict):
            document = Document(value["doc"], value["text"])
            kept = work / f"{document.id}.conllu"
            if not kept.exists():
                parser = parser or StanzaParser(locate())
                kept.write_text(dumps(parser(document)), encoding="utf-8")
            parse = loads(kept.read_text(encoding="utf-8"), document)
            yield Article(parse, tuple(_annotation(each) for each in value["attributions"]))


def _annotation(value: dict[str, Any]) -> Annotation:
    return Annotation(*(merged(Span(*each) for each in value[role]) for role in ("cue", "source", "content")))
