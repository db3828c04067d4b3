"""
How our own sets parse: a document through Stanza's tokenizer and lemmatizer, the encoder's one pass and the tagger of
names, and no Stanza document in between.

Words, sentences and lemmas are those that Stanza's pipeline gives of the same weights.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quotes.learned.reader import SentenceReading
from quotes.parsing.own.lemmas import Lemmatizer
from quotes.parsing.own.tagger import Tagger
from quotes.parsing.own.tokens import Tokenizer
from quotes.parsing.sentences import Cut, Tagged


class OwnLoop:
    """Cuts and tags with the models of one of our own sets."""

    def __init__(self, processors: Mapping[str, Any], tagger: Tagger) -> None:
        self.tokenize = Tokenizer(processors["tokenize"], processors["mwt"])
        self._lemmatize = Lemmatizer(processors["lemma"])
        self._tag = tagger

    def tagged(self, sentences: Sequence[Cut], readings: Sequence[SentenceReading]) -> Iterator[Tagged]:
        """What the encoder reads, with lemmas and the tagger's names."""
        both = list(zip(sentences, readings, strict=True))
        lemmas = iter(
            self._lemmatize([pair for each, read in both for pair in zip(each.forms, read.upos, strict=True)])
        )
        found = self._tag([each.forms for each in sentences])
        for (each, read), names in zip(both, found, strict=True):
            yield Tagged(read, [next(lemmas) for _ in each.forms], names)
