"""Annotated articles with their parses: the encoder learns roles and mentions from them, the scorer its trees."""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jsonlines
from attrs import evolve, frozen

from quotes.parsing import Parse
from quotes.parsing.conllu import loads
from quotes.text import Document
from quotes.text.spans import Span, Spans, merged
from quotes.training import silver

#: The gold folders to learn from.
GOLD = ("train", "pages")
#: Articles of the raw news that were annotated here, by the number that `silver.raw` gives them, without their texts.
RAW_NEWS = Path(__file__).with_name("raw_news.jsonl")
#: Invented texts of a few sentences, in which something stands that is easily read wrongly, annotated likewise, and how
#: their names begin.
EXAMPLES, _EXAMPLE = Path(__file__).with_name("examples.jsonl"), "example-"
#: Who speaks, and which words are relays, in articles of PolNeAR, whose annotators did not say (SOURCES.md).
SPEAKERS = Path(__file__).with_name("speakers_of_polnear.jsonl")
#: What stands for a speaker whom an article does not name.
UNKNOWN = "unknown"


@frozen
class Annotation:
    """
    One annotated attribution, and in which words a *relay* is told.

    *speaker* is a name, `UNKNOWN` where the article does not tell, None where nobody looked.
    """

    cue: Spans
    source: Spans
    content: Spans
    relay: Spans = ()
    speaker: str | None = None


@frozen
class Article:
    """
    A parsed article with what annotators drew in it; *statements* where they took statements only, no attitudes.

    *speakers* where they said who speaks, and drew relays: all but most of PolNeAR's.
    """

    parse: Parse
    drawn: tuple[Annotation, ...]
    statements: bool
    speakers: bool = True

    @property
    def is_example(self) -> bool:
        """True for the short invented texts."""
        return self.parse.document.id.startswith(_EXAMPLE)


def arguments(description: str | None, *, cases: str | None = None) -> argparse.ArgumentParser:
    """
    The command line of what learns trees from annotated articles that are parsed already.

    It takes files of invented cases too where *cases* names one of them, for its help.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parses", type=Path, help="a folder of NAME.conllu, one for each article to learn from")
    parser.add_argument("trees", type=Path, help="the file to write")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="folder with polnear/")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder with train/ and pages/")
    parser.add_argument("--held-out", type=Path, help="write the records of articles read without having learnt them")
    if cases is not None:
        parser.add_argument("--cases", type=Path, nargs="*", default=[], help=f"files of cases, {cases}")
    return parser


def unparsed(corpora: Path, gold: Path) -> Iterator[Article]:
    """
    The articles of PolNeAR's train split, of the gold folders, of raw news (`RAW_NEWS`), then short invented ones
    (`EXAMPLES`), each with a parse of no sentences.
    """
    told = _told()
    with gzip.open(corpora / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for value in jsonlines.Reader(lines).iter(type=dict):
            drawn, more = _drawn(value), told.get(value["doc"])
            drawn = drawn if more is None else _with_speakers(drawn, more)
            parse = Parse(Document(value["doc"], value["text"]), ())
            yield Article(parse, drawn, statements=False, speakers=more is not None)
    for path in (each for folder in GOLD for each in sorted((gold / folder).glob("*.json"))):
        value = json.loads(path.read_text(encoding="utf-8"))
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
            yield Article(Parse(Document(value["doc"], file.read()), ()), _drawn(value), statements=True)
    yield from _of_raw_news(corpora, gold)
    with EXAMPLES.open(encoding="utf-8") as lines:
        for value in jsonlines.Reader(lines).iter(type=dict):
            yield Article(Parse(Document(value["doc"], value["text"]), ()), _drawn(value), statements=True)


def _of_raw_news(corpora: Path, gold: Path) -> Iterator[Article]:
    """The annotated articles of raw news, as far as their text is the one that was annotated."""
    with RAW_NEWS.open(encoding="utf-8") as lines:
        drawn = {value["doc"]: value for value in jsonlines.Reader(lines).iter(type=dict)}
    for document in silver.raw(corpora, gold):
        value = drawn.get(document.id)
        if value and value["sha256"] == document.sha256:
            yield Article(Parse(document, ()), _drawn(value), statements=True)


def articles(corpora: Path, gold: Path, parses: Path) -> Iterator[Article]:
    """
    The articles of PolNeAR's train split, then those of the gold folders, as far as they have a parse.

    A parse is ``NAME.conllu`` in the folder *parses*.
    """
    for each in unparsed(corpora, gold):
        path = parses / f"{each.parse.document.id}.conllu"
        if path.is_file():
            yield evolve(each, parse=loads(path.read_text(encoding="utf-8"), each.parse.document))


def by_fold(found: Iterable[Article], folds: int) -> Iterator[tuple[int, Article]]:
    """Each article with the number of the fold that leaves it out: of PolNeAR's and of the gold ones each in turn."""
    seen = Counter[bool]()
    for each in found:
        yield seen[each.statements] % folds, each
        seen[each.statements] += 1


def _drawn(value: dict[str, Any]) -> tuple[Annotation, ...]:
    return tuple(_annotation(each) for each in value["attributions"])


def _annotation(value: dict[str, Any]) -> Annotation:
    cue, source, content = (_spans(value[role]) for role in ("cue", "source", "content"))
    evidence = (each["evidence"] for each in value.get("relays", ()) if each.get("evidence"))
    return Annotation(cue, source, content, _spans(evidence), value.get("speaker"))


def _told() -> dict[str, dict[str, Any]]:
    """What `SPEAKERS` says, by article."""
    with SPEAKERS.open(encoding="utf-8") as lines:
        return {value["doc"]: value for value in jsonlines.Reader(lines).iter(type=dict)}


def _with_speakers(drawn: Sequence[Annotation], told: dict[str, Any]) -> tuple[Annotation, ...]:
    """An article's annotations with what `SPEAKERS` says of them, by their numbers."""
    relays = told.get("relays", {})
    return tuple(
        evolve(each, speaker=told["speakers"].get(str(number)), relay=_spans(relays.get(str(number), ())))
        for number, each in enumerate(drawn)
    )


def _spans(pairs: Iterable[Iterable[int]]) -> Spans:
    return merged(Span(*each) for each in pairs)
