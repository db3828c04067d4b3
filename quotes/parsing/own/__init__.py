"""
How our own sets parse: a document through Stanza's tokenizer and lemmatizer and the encoder's one pass, and no Stanza
document in between.

Words, sentences and lemmas are those that Stanza's pipeline gives of the same weights.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from quotes.learned.encoder import Words
from quotes.learned.reader import Reader, SentenceReading
from quotes.parsing import Parse, Sentence, Word
from quotes.parsing.entity_labels import ENTITY_KINDS, name_words
from quotes.parsing.entity_names import Name, entities_of
from quotes.parsing.own.lemmas import Lemmatizer
from quotes.parsing.own.tagger import Tagger
from quotes.parsing.own.tokens import Part, Token, Tokenizer
from quotes.parsing.plain_view import view
from quotes.parsing.segmentation import mended
from quotes.text import Document
from quotes.text.marks import mask
from quotes.text.spans import Span


@frozen
class _Cut:
    """
    A sentence before it is tagged: its tokens, and of each word the form that models see, its span, and its text.

    A word whose letters are not those of the text ("ca" of "can't") stands where its token does.
    """

    paragraph: int
    tokens: Sequence[Token]
    forms: Sequence[str]
    spans: Sequence[Span]
    texts: Sequence[str]


class OwnLoop:
    """Parses documents with the models of one of our own sets."""

    def __init__(self, processors: dict[str, Any], reader: Reader) -> None:
        self._tokenize = Tokenizer(processors["tokenize"], processors["mwt"])
        self._lemmatize = Lemmatizer(processors["lemma"])
        self._tag = Tagger(processors["ner"]) if "ner" in processors else None
        self._reader = reader

    def __call__(self, document: Document) -> Parse:
        """The parse of a document."""
        cut = list(self._cut(document))
        readings = self._reader(_words(document, cut))
        pairs = [
            pair for each, read in zip(cut, readings, strict=True) for pair in zip(each.forms, read.upos, strict=True)
        ]
        lemmas = iter(self._lemmatize(pairs))
        sentences = [_sentence(*each, lemmas) for each in zip(range(len(cut)), cut, readings, strict=True)]
        found = _names_read(cut, readings) if self._tag is None else _names_tagged(cut, self._tag)
        return Parse(document, tuple(sentences), entities_of(document, sentences, found))

    def _cut(self, document: Document) -> Iterator[_Cut]:
        """The sentences of a document, mended."""
        views = view(document.text)
        found = self._tokenize([each.of(views) for each in document.paragraphs])
        for number, (paragraph, sentences) in enumerate(zip(document.paragraphs, found, strict=True)):
            for tokens in mended(sentences):
                words = [(part, token) for token in tokens for part in token.words]
                spans = [_span(*each).shifted(paragraph.start) for each in words]
                known = zip(words, spans, strict=True)
                texts = [part.text if part.start is None else span.of(document.text) for (part, _), span in known]
                yield _Cut(number, tokens, [part.text for part, _ in words], spans, texts)


def _names_tagged(cut: Sequence[_Cut], tagger: Tagger) -> Iterator[Name]:
    """The names that the tagger finds in the words."""
    for number, (each, found) in enumerate(zip(cut, tagger([each.forms for each in cut]), strict=True)):
        for words, label in found:
            yield from _named(number, words, label, each.forms)


def _names_read(cut: Sequence[_Cut], readings: Sequence[SentenceReading]) -> Iterator[Name]:
    """The names that the encoder read: each from a word where one begins to the last that goes on with it."""
    for number, (each, read) in enumerate(zip(cut, readings, strict=True)):
        starts = [n for n, label in enumerate(read.names) if label.startswith("B-")]
        for first in starts:
            end = first + 1
            while end < len(read.names) and read.names[end].startswith("I-"):
                end += 1
            yield from _named(number, range(first, end), read.names[first][2:], each.forms)


def _named(sentence: int, words: range, label: str, forms: Sequence[str]) -> Iterator[Name]:
    """A name under the label of a tagger, where that is one of a name."""
    if label in ENTITY_KINDS:
        named = words[name_words(label, [forms[n] for n in words])]
        yield Name(sentence, named.start, named.stop, ENTITY_KINDS[label])


def _span(part: Part, token: Token) -> Span:
    """Where a word stands in its paragraph."""
    if part.start is None or part.end is None:
        return Span(token.start, token.end)
    return Span(part.start, part.end)


def _words(document: Document, cut: Sequence[_Cut]) -> list[Words]:
    """The sentences as the encoder takes them."""
    inside = mask(len(document.text), tuple(each.span for each in document.quoted))
    found, paragraph = [], -1
    for each in cut:
        found.append(Words(each.texts, [inside[span.start] for span in each.spans], opens=each.paragraph != paragraph))
        paragraph = each.paragraph
    return found


def _sentence(number: int, cut: _Cut, read: SentenceReading, lemmas: Iterator[str]) -> Sentence:
    """Our view of one sentence."""
    columns = (cut.spans, cut.texts, read.upos, read.xpos, read.feats, read.heads, read.deprels, read.odds.tolist())
    words = tuple(
        Word(place, span, text, next(lemmas), upos, xpos, "" if feats == "_" else feats, head, deprel, tuple(odds))
        for place, (span, text, upos, xpos, feats, head, deprel, odds) in enumerate(zip(*columns, strict=True), 1)
    )
    multiword, first = [], 1
    for token in cut.tokens:
        if len(token.words) > 1:
            multiword.append((first, first + len(token.words) - 1))
        first += len(token.words)
    return Sentence(number, cut.paragraph, Span(words[0].span.start, words[-1].span.end), words, tuple(multiword))
