"""
Who is meant: documents with mentions of entities, from which the encoder learns its vectors of phrases and mentions.

GUM's and LitBank's coreference, GAP's pronouns between two names, and of the gold articles the source phrases with all
mentions of their speakers' names.  A mention stands for its head: in trees the word whose own head lies outside, else
the last word before "of", "who", a comma and their like.  Words are counted from 0 through the document.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from attrs import frozen

from quotes.learned.encoder import Words
from quotes.training.annotated import UNKNOWN, Article
from quotes.training.corpora import open_text
from quotes.training.reread import words_of
from quotes.training.treebank import Row, commercially_usable, documents, quoted, read, worded

#: What ends the part of a phrase that has its head.
_AFTER_HEAD = frozenset(("of", "in", "who", "which", "that", ",", "from", "with", "to", "at", "on", "for", "whose"))
_ENTITIES = re.compile(r"Entity=([^|]*)")
#: Brackets: does it open, the entity, does it close.  GUM has "(12-person-giv:act-…", with ")" at once or "12)" later.
_GUM_BRACKET = re.compile(r"(\(?)(\d+)(?:-[^()]*)?(\)?)")
_LITBANK_BRACKET = re.compile(r"(\(?)(\d+)(\)?)")
_TOKEN = re.compile(r"\w+(?:[-.]\w+)*|[^\w\s]")
#: Articles with fewer mentions teach nothing.
_LEAST_MENTIONS = 3

#: A mention: the number of its head, and the entity it means.
Mention = tuple[int, str]


@frozen
class Document:
    """Sentences with their mentions in the order of the text."""

    sentences: Sequence[Words]
    mentions: Sequence[Mention]


@frozen
class Choice:
    """A passage with a pronoun and two names, each the number of its last word; *right* is 0, 1, or 2 for neither."""

    sentences: Sequence[Words]
    pronoun: int
    names: tuple[int, int]
    right: int


def gum(path: Path) -> Iterator[Document]:
    """The documents of GUM's treebank file, less the genres that are left out."""
    for document in documents(commercially_usable(read(path))):
        found: list[Mention] = []
        before = 0
        for sentence in document:
            rows = sentence.words
            found += [(before + head_of(rows, *span), entity) for entity, *span in gum_spans(rows)]
            before += len(rows)
        yield Document(worded(document), sorted(found))


def gum_spans(rows: Sequence[Row]) -> Iterator[tuple[str, int, int]]:
    """The mentions of a sentence: entity, first and last word."""
    entities = (_ENTITIES.search(row.misc) for row in rows)
    return _bracketed(_GUM_BRACKET.findall(each[1] if each else "") for each in entities)


def _bracketed(words: Iterable[Iterable[tuple[str, str, str]]]) -> Iterator[tuple[str, int, int]]:
    """What brackets enclose: entity, first and last word; of a word's brackets: opens, entity, closes."""
    opened: dict[str, list[int]] = {}
    for index, brackets in enumerate(words):
        for opens, entity, closes in brackets:
            if opens:
                opened.setdefault(entity, []).append(index)
            if closes and opened.get(entity):
                yield entity, opened[entity].pop(), index


def head_of(rows: Sequence[Row], first: int, last: int) -> int:
    """The word of the span whose head is none of its words."""
    outside = (n for n in range(first, last + 1) if not first + 1 <= int(rows[n].head) <= last + 1)
    return next(outside, last)


def litbank(path: Path) -> Iterator[Document]:
    """The documents of LitBank: token, tab, bracketed numbers of entities; blank lines between sentences."""
    sentences: list[Words] = []
    found: list[Mention] = []
    rows: list[tuple[str, str]] = []
    before = 0
    for raw in (*open_text(path), "", "# doc"):
        line = raw.rstrip("\n")
        if line.startswith("# doc"):
            if sentences:
                yield Document(sentences, sorted(found))
            sentences, found, before = [], [], 0
        elif line:
            text, brackets = line.split("\t")
            rows.append((text, brackets))
        elif rows:
            texts = [text for text, _ in rows]
            for entity, first, last in _bracketed(_LITBANK_BRACKET.findall(brackets) for _, brackets in rows):
                found.append((before + first + _head_word(texts[first : last + 1]), entity))
            sentences.append(Words(texts, quoted(texts)[0]))
            before += len(texts)
            rows = []


def _head_word(texts: Sequence[str]) -> int:
    """
    The number of a phrase's head where there is no tree.

    >>> _head_word("the mayor of Lisbon".split())
    1
    """
    return next((n - 1 for n in range(1, len(texts)) if texts[n].lower() in _AFTER_HEAD), len(texts) - 1)


def gap(path: Path) -> Iterator[Choice]:
    """GAP's passages, cut into words, and into sentences at their full stops."""
    for row in csv.DictReader(open_text(path), delimiter="\t", quoting=csv.QUOTE_NONE):
        tokens = list(_TOKEN.finditer(row["Text"]))
        stops = {number + 1 for number, token in enumerate(tokens) if token[0] in ".!?"}
        sentences = []
        for first, last in pairwise(sorted({0, *stops, len(tokens)})):
            texts = [token[0] for token in tokens[first:last]]
            sentences.append(Words(texts, quoted(texts)[0], opens=not first))
        pronoun, *names = (_last_word(tokens, row, column) for column in ("Pronoun", "A", "B"))
        right = next((n for n, name in enumerate("AB") if row[f"{name}-coref"].upper() == "TRUE"), 2)
        yield Choice(sentences, pronoun, (names[0], names[1]), right)


def _last_word(tokens: Sequence[re.Match[str]], row: dict[str, str], column: str) -> int:
    """The number of the last word of the phrase in a column."""
    end = int(row[f"{column}-offset"]) + len(row[column])
    return max(number for number, token in enumerate(tokens) if token.start() < end)


def gold(article: Article) -> Document | None:
    """A gold article's source phrases and the mentions of its speakers' names; None where there are too few."""
    words = [word for sentence in article.parse.sentences for word in sentence.words]
    texts = [word.text for word in words]
    spoken = [(each.speaker, each.source[:1]) for each in article.drawn if each.speaker not in {None, UNKNOWN}]
    found: set[Mention] = set()
    for speaker, source in spoken:
        within = [number for number, word in enumerate(words) if any(each.covers(word.span) for each in source)]
        if within:
            found.add((within[_head_word([texts[number] for number in within])], speaker))
    speakers = {speaker for speaker, _ in spoken}
    last_names = [each.split()[-1] for each in speakers]
    for speaker in speakers:
        name = speaker.split()
        found |= {(number, speaker) for number in _ends(texts, name)}
        if len(name) == 2 and last_names.count(name[-1]) == 1:
            found |= {(number, speaker) for number in _ends(texts, name[-1:])}
    if len(found) < _LEAST_MENTIONS:
        return None
    return Document(words_of(article.parse), sorted(found))


def _ends(texts: Sequence[str], name: Sequence[str]) -> Iterator[int]:
    """Where the words of a name stand one after the other: the last word of each."""
    for first in range(len(texts) - len(name) + 1):
        if texts[first : first + len(name)] == name:
            yield first + len(name) - 1
