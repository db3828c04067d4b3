"""Articles whose parses are read again: their words alone, as a tokenizer cuts them, or with what a reader says."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

import numpy as np
from attrs import evolve

from quotes.learned.encoder import Words
from quotes.learned.meaning import Vectors
from quotes.learned.reader import Odds, SentenceReading
from quotes.parsing import Parse
from quotes.parsing.sentences import Cut, Tagged, cut, encoder_words, parsed
from quotes.parsing.stanza_parser import Processors
from quotes.text import Document
from quotes.threads import one_thread


class HasOdds(Protocol):
    """What was read of a sentence, as far as its words' odds go."""

    @property
    def odds(self) -> Odds:
        """Words × columns, in tenths."""
        ...


OddsReader = Callable[[Sequence[Words]], Sequence[HasOdds]]


def words_of(parse: Parse) -> list[Words]:
    """The sentences of a parse as the encoder takes them."""
    rows = ((s.paragraph, [w.text for w in s.words], [w.span for w in s.words]) for s in parse.sentences)
    return encoder_words(parse.document, rows)


def with_odds(parse: Parse, reader: OddsReader) -> Parse:
    """The parse with the odds (`Word.odds`) that the reader gives its words, all else as it is."""
    return _with(parse, ([{"odds": tuple(row)} for row in each.odds.tolist()] for each in reader(words_of(parse))))


def with_vectors(parse: Parse, rows: Iterable[Vectors]) -> Parse:
    """The parse with what the words of each sentence ask for and offer (`Word.vectors`), all else as it is."""
    return _with(parse, ([{"vectors": row.tobytes()} for row in each] for each in rows))


def _with(parse: Parse, read: Iterable[Sequence[dict[str, Any]]]) -> Parse:
    """The parse with other values of the words of each sentence."""
    found = []
    for sentence, rows in zip(parse.sentences, read, strict=True):
        words = tuple(evolve(word, **values) for word, values in zip(sentence.words, rows, strict=True))
        found.append(evolve(sentence, words=words))
    return evolve(parse, sentences=tuple(found))


def segmented(pipeline: Any, document: Document) -> Parse:
    """The words and sentences of a document, without tags and trees, as a pipeline with a tokenizer cuts them."""
    with one_thread():
        sentences = cut(document, Processors(pipeline).tokenize)
    return parsed(document, sentences, map(_untagged, sentences))


def _untagged(sentence: Cut) -> Tagged:
    size = len(sentence.forms)
    none = [""] * size
    unread = np.zeros((size, 0), np.int8)
    reading = SentenceReading(["X"] * size, none, none, [0] * size, ["dep"] * size, unread, unread)
    return Tagged(reading, sentence.forms)
