"""Annotated articles with their parses: the encoder learns roles and mentions from them, the scorer its trees."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from quotes.evaluation.matching import LEAST_JACCARD, Letters, jaccard, one_to_one
from quotes.parsing import Parse
from quotes.parsing.conllu import loads
from quotes.text import Document
from quotes.text.spans import Span, Spans, merged
from quotes.training import silver
from quotes.training.corpora import rows_of

#: The gold folders to learn from.
GOLD = ("train", "pages")
#: Articles of the raw news that were annotated here, by the number that `silver.raw` gives them, without their texts.
RAW_NEWS = Path(__file__).with_name("raw_news.jsonl")
#: Items of a broadcaster's news, likewise, by the number that `silver.radio` gives them.
RADIO_NEWS = Path(__file__).with_name("radio_news.jsonl")
#: Articles of a business newspaper, likewise, by the number that `silver.business` gives them.
BUSINESS_NEWS = Path(__file__).with_name("business_news.jsonl")
#: All of them.
_BY_NUMBER = (RAW_NEWS, RADIO_NEWS, BUSINESS_NEWS)
#: Invented texts of a few sentences, in which something stands that is easily read wrongly, annotated likewise, and how
#: their names begin.
EXAMPLES, _EXAMPLE = Path(__file__).with_name("examples.jsonl"), "example-"
_RADIO = "radio-"
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

    @property
    def is_radio(self) -> bool:
        """True for the items of a broadcaster's news."""
        return self.parse.document.id.startswith(_RADIO)


def unparsed(corpora: Path, gold: Path) -> Iterator[Article]:
    """
    The articles of PolNeAR's train split, of the gold folders, of raw news (`RAW_NEWS`, `RADIO_NEWS`,
    `BUSINESS_NEWS`), then short invented ones (`EXAMPLES`), each with a parse of no sentences.
    """
    told = {each["doc"]: each for each in rows_of(SPEAKERS)}
    for value in rows_of(corpora / "polnear" / "train.jsonl.gz"):
        more = told.get(value["doc"])
        drawn = _drawn(value) if more is None else _with_speakers(_drawn(value), more)
        parse = Parse(Document(value["doc"], value["text"]), ())
        yield Article(parse, drawn, statements=False, speakers=more is not None)
    for path in (each for folder in GOLD for each in sorted((gold / folder).glob("*.json"))):
        value, text = json.loads(path.read_text(encoding="utf-8")), path.with_suffix(".txt").read_bytes().decode()
        yield _statements(Document(value["doc"], text), value)
    annotated = {each["doc"]: each for path in _BY_NUMBER for each in rows_of(path)}
    for document in chain(silver.raw(corpora, gold), silver.radio(corpora), silver.business(corpora)):
        value = annotated.get(document.id, {})
        # The annotations are of this very text.
        if value.get("sha256") == document.sha256:
            yield _statements(document, value)
    for value in rows_of(EXAMPLES):
        yield _statements(Document(value["doc"], value["text"]), value)


def articles(corpora: Path, gold: Path, parses: Path) -> Iterator[Article]:
    """The same articles, as far as they have a parse: ``NAME.conllu`` in the folder *parses*."""
    for each in unparsed(corpora, gold):
        path = parses / f"{each.parse.document.id}.conllu"
        if path.is_file():
            yield evolve(each, parse=loads(path.read_text(encoding="utf-8"), each.parse.document))


def alike(left: Sequence[Letters], right: Sequence[Letters]) -> Iterator[tuple[int, int]]:
    """The places of contents that are one statement on both sides, the most alike first, one to one."""
    shares = ((jaccard(one, other), n, m) for n, one in enumerate(left) for m, other in enumerate(right))
    return one_to_one(((-share,), n, m) for share, n, m in shares if share >= LEAST_JACCARD)


def by_fold(found: Iterable[Article], folds: int) -> Iterator[tuple[int, Article]]:
    """Each article with the number of the fold that leaves it out: of PolNeAR's and of the gold ones each in turn."""
    seen = Counter[bool]()
    for each in found:
        yield seen[each.statements] % folds, each
        seen[each.statements] += 1


def _statements(document: Document, value: dict[str, Any]) -> Article:
    return Article(Parse(document, ()), _drawn(value), statements=True)


def _drawn(value: dict[str, Any]) -> tuple[Annotation, ...]:
    return tuple(map(_annotation, value["attributions"]))


def _annotation(value: dict[str, Any]) -> Annotation:
    cue, source, content = (_spans(value[role]) for role in ("cue", "source", "content"))
    evidence = (each["evidence"] for each in value.get("relays", ()) if each.get("evidence"))
    return Annotation(cue, source, content, _spans(evidence), value.get("speaker"))


def _with_speakers(drawn: Sequence[Annotation], told: dict[str, Any]) -> tuple[Annotation, ...]:
    """An article's annotations with what `SPEAKERS` says of them, by their numbers."""
    relays = told.get("relays", {})
    return tuple(
        evolve(each, speaker=told["speakers"].get(str(number)), relay=_spans(relays.get(str(number), ())))
        for number, each in enumerate(drawn)
    )


def _spans(pairs: Iterable[Iterable[int]]) -> Spans:
    return merged(Span(*each) for each in pairs)
