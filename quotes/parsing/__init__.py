"""
Our own small view of a parse: words, sentences, entities.  The wall between Stanza and everything else.

A rule sees only these frozen values, so it can be tested on a parse that was frozen into a file, in milliseconds
and without a model.  Word numbers are those of CoNLL-U: from 1 within the sentence, 0 is the root's head.
Spans are code points of ``document.text``, as `plain` left it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from operator import attrgetter
from typing import Protocol

from attrs import field, frozen

from quotes.text import Document
from quotes.text.spans import Nearby, Span, cover

_START, _END, _NUMBER = attrgetter("span.start"), attrgetter("span.end"), attrgetter("number")


@frozen
class Word:
    """One syntactic word ("don't" is two)."""

    number: int
    span: Span
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    #: Tenths of log-odds of its roles in attribution (columns: ``learned.columns.COLUMNS``); empty where unread.
    odds: tuple[int, ...] = ()
    #: What it asks for as the head of a source and offers as that of a mention, signed bytes: ``learned.meaning``.
    vectors: bytes = b""
    #: The relation without its subtype: ``acl`` of ``acl:relcl``.
    relation: str = field(init=False, eq=False, repr=False)

    @relation.default
    def _without_subtype(self) -> str:
        return self.deprel.partition(":")[0]

    def has(self, feature: str) -> bool:
        """True where *feature*, such as ``VerbForm=Ger``, is among the word's features."""
        return feature in self.feats.split("|")


@frozen(slots=False)
class Sentence:
    """A sentence with its tree; *paragraph* is the number of its paragraph in the document."""

    number: int
    paragraph: int
    span: Span
    words: tuple[Word, ...]
    #: Number ranges of the words that one token of the text holds ("don't": (2, 3)).
    multiword: tuple[tuple[int, int], ...] = ()

    @cached_property
    def _children(self) -> dict[int, list[Word]]:
        """The dependents of each number."""
        table: dict[int, list[Word]] = {}
        for word in self.words:
            table.setdefault(word.head, []).append(word)
        return table

    @cached_property
    def _by_lemma(self) -> dict[str, list[Word]]:
        table: dict[str, list[Word]] = {}
        for word in self.words:
            table.setdefault(word.lemma.casefold(), []).append(word)
        return table

    def with_lemma(self, lemma: str) -> list[Word]:
        """The words of a lemma (case folded) in text order."""
        return self._by_lemma.get(lemma, [])

    def word(self, number: int) -> Word | None:
        """The word with that number, or None (for 0, the head of the root)."""
        return self.words[number - 1] if 0 < number <= len(self.words) else None

    def head(self, word: Word) -> Word | None:
        """The word that *word* depends on, or None for the root."""
        return self.word(word.head)

    def top_of(self, span: Span) -> Word | None:
        """The first word of a span whose head lies outside of it, or None where the span has no words."""
        if span not in self._tops:
            words = self.overlapping(span)
            inside = {each.number for each in words}
            self._tops[span] = next((each for each in words if each.head not in inside), None)
        return self._tops[span]

    @cached_property
    def _tops(self) -> dict[Span, Word | None]:
        """What `top_of` found: the same mentions are asked for again and again."""
        return {}

    def children(self, word: Word, *relations: str) -> list[Word]:
        """The dependents of *word* in text order; only those in *relations* (with or without subtype) if given."""
        found = self._children.get(word.number, ())
        return [each for each in found if not relations or each.deprel in relations or each.relation in relations]

    def child(self, word: Word, *relations: str) -> Word | None:
        """The first dependent of *word* in one of *relations*, or None."""
        for each in self._children.get(word.number, ()):
            if not relations or each.deprel in relations or each.relation in relations:
                return each
        return None

    def subtree(self, word: Word, prune: Callable[[Word], bool] | None = None) -> list[Word]:
        """*word* and all below it, in text order, without the branches whose top *prune* names."""
        found, seen = [word], {word.number}
        for each in found:  # grows on the way
            for below in self._children.get(each.number, ()):
                # A circle in a foreign parse ends here.
                if below.number not in seen and (prune is None or not prune(below)):
                    seen.add(below.number)
                    found.append(below)
        return sorted(found, key=_NUMBER)

    def ancestors(self, word: Word) -> Iterator[Word]:
        """The heads of *word*, from the nearest up to the root."""
        seen = {word.number}
        up = self.head(word)
        while up is not None and up.number not in seen:
            seen.add(up.number)
            yield up
            up = self.head(up)

    def highest(self, word: Word, goes_on: Callable[[Word, Word], bool]) -> Word:
        """*word*, or the last of its ancestors that *goes_on* (of the word below and the one above) leads to."""
        for above in self.ancestors(word):
            if not goes_on(word, above):
                break
            word = above
        return word

    def overlapping(self, *spans: Span) -> list[Word]:
        """The words that share at least one code point with one of *spans*, in text order."""
        if len(spans) != 1:
            return [each for each in self.words if any(span.overlaps(each.span) for span in spans)]
        (span,) = spans
        first, end = bisect_right(self.words, span.start, key=_END), bisect_left(self.words, span.end, key=_START)
        return list(self.words[first:end])

    def between(self, span: Span) -> list[Word]:
        """The words that lie wholly inside *span*."""
        first, end = bisect_left(self.words, span.start, key=_START), bisect_right(self.words, span.end, key=_END)
        return list(self.words[first:end])


@frozen
class Entity:
    """A name in the text: ``kind`` is ``person``, ``organization``, ``location``, ``group`` (NORP) or ``misc``."""

    span: Span
    kind: str


@frozen(slots=False)
class Parse:
    """The parse of one document."""

    document: Document
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...] = field(default=())

    @property
    def text(self) -> str:
        """The document's text, to which all spans refer."""
        return self.document.text

    def sentences_in(self, span: Span) -> list[Sentence]:
        """The sentences that share at least one code point with *span*."""
        first = bisect_right(self.sentences, span.start, key=_END)
        last = bisect_left(self.sentences, span.end, key=_START)
        return [each for each in self.sentences[first:last] if each.span.overlaps(span)]

    def sentence_behind(self, position: int) -> Sentence | None:
        """The first sentence that ends behind *position*, a code point of the text; None behind the last one."""
        index = bisect_right(self.sentences, position, key=_END)
        return self.sentences[index] if index < len(self.sentences) else None

    def entities_in(self, span: Span) -> list[Entity]:
        """The names that lie inside *span*."""
        return [each for each in self.entities_near(span) if span.covers(each.span)]

    def entities_near(self, span: Span) -> list[Entity]:
        """The names that overlap or touch *span*, and some close by, in the order of `entities`."""
        return self._nearby_entities.near((span,))

    @cached_property
    def _nearby_entities(self) -> Nearby[Entity]:
        return Nearby((each, (each.span,)) for each in self.entities)

    def inside_sentences(self, text: str) -> list[Span]:
        """Where a word of just these letters stands that is not the first of its sentence."""
        return self._inside_sentences.get(text, [])

    @cached_property
    def _inside_sentences(self) -> dict[str, list[Span]]:
        table: dict[str, list[Span]] = {}
        for word in (word for sentence in self.sentences for word in sentence.words[1:]):
            table.setdefault(word.text, []).append(word.span)
        return table


class Parser(Protocol):
    """
    Anything that parses documents: Stanza's pipeline (`StanzaParser`), a reader of frozen parses, another tool.

    Called with a Document it returns the Parse of that document, whose spans are code points of the document's text.
    """

    @property
    def name(self) -> str:
        """What made the parse, as records name it in ``provenance.models``: "compact-en-7 sha256:…"."""
        ...

    def __call__(self, document: Document) -> Parse:
        """The parse of *document*, with Universal Dependencies relations and features."""
        ...


def phrase_span(words: Iterable[Word]) -> Span:
    """The span from the first to the last of *words*."""
    return cover(each.span for each in words)
