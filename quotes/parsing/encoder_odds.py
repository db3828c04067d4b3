"""The roles of attribution that the encoder reads in words that are parsed already."""

from collections.abc import Callable, Sequence
from typing import Protocol

from attrs import evolve

from quotes.learned.encoder import Words
from quotes.learned.reader import Odds
from quotes.parsing import Parse, Sentence
from quotes.text.marks import mask, quoted_spans


def words_of(parse: Parse) -> list[Words]:
    """The sentences of a parse as the encoder takes them."""
    quoted = quoted_spans(parse.text, parse.document.paragraphs)
    inside = mask(len(parse.text), tuple(each.span for each in quoted))
    found, paragraph = [], None
    for sentence in parse.sentences:
        marks = [inside[word.span.start] for word in sentence.words]
        found.append(Words([word.text for word in sentence.words], marks, opens=sentence.paragraph != paragraph))
        paragraph = sentence.paragraph
    return found


class HasOdds(Protocol):
    """What was read of a sentence, as far as its words' odds go."""

    @property
    def odds(self) -> Odds:
        """Words × columns, in tenths."""
        ...


OddsReader = Callable[[Sequence[Words]], Sequence[HasOdds]]


def sentence_with_odds(sentence: Sentence, read: HasOdds) -> Sentence:
    """The sentence with the odds (`Word.odds`) that were read of its words, all else as it is."""
    rows = zip(sentence.words, read.odds.tolist(), strict=True)
    return evolve(sentence, words=tuple(evolve(word, odds=tuple(odds)) for word, odds in rows))


def with_odds(parse: Parse, reader: OddsReader) -> Parse:
    """The parse with the odds (`Word.odds`) that the reader gives its words, all else as it is."""
    pairs = zip(parse.sentences, reader(words_of(parse)), strict=True)
    return evolve(parse, sentences=tuple(sentence_with_odds(*each) for each in pairs))
