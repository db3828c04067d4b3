"""
The door to Stanza: a document in, our own parse out; no network.  Outside of this room only training imports it.

Our own sets are run by a loop of our own (`own`), Stanza's by its pipeline; both see a plain view of each paragraph.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve, frozen

from quotes.learned.reader import SentenceReading
from quotes.models import AnySet, ModelSet, shipped_set
from quotes.parsing import Parse
from quotes.parsing.loading import is_on_gpu, load, load_reader, load_tagger
from quotes.parsing.segmentation import Part, Sentences, Token, is_contracted
from quotes.parsing.sentences import Cut, Tagged, cut, encoder_words, parsed
from quotes.text import Document
from quotes.text.spans import Span
from quotes.threads import one_thread


class StanzaParser:
    """
    Parses documents with one set of models, loaded once.

    Of our own sets Stanza runs tokenizer and lemmatizer, the encoder's one pass gives tags, tree and roles, a tagger
    the names.  Stanza's own sets run whole, and the encoder of the shipped set adds the roles of attribution.
    """

    def __init__(self, models: AnySet, device: str = "cpu") -> None:
        """
        Load the set onto a device: ``cpu``, ``cuda``, or ``auto``, which is a GPU if there is one.

        DamagedModel where a file is not what the manifest says, MissingModel where there is none, WrongUsage where
        there is no GPU.
        """
        on_gpu = is_on_gpu(device)
        models.check()
        self.models = models
        #: Name and digest of the models, as records state them.
        self.name = f"{models.name} sha256:{models.digest}"
        with one_thread():  # two that wait for each other take twice the processor's time where others run
            self._reader = load_reader(models if isinstance(models, ModelSet) else shipped_set(), on_gpu)
            pipeline = load(models, on_gpu)
            self._engine: Any = Processors(pipeline)
            if isinstance(models, ModelSet):
                from quotes.parsing.own import OwnLoop

                self._engine = OwnLoop(pipeline.processors, load_tagger(models))

    def __call__(self, document: Document) -> Parse:
        """Parse *document*, paragraph by paragraph."""
        with one_thread():
            sentences = cut(document, self._engine.tokenize)
            rows = ((each.paragraph, each.texts, each.spans) for each in sentences)
            readings = self._reader(encoder_words(document, rows))
            return parsed(document, sentences, self._engine.tagged(sentences, readings))


@frozen
class Processors:
    """Cuts and tags with the processors of one of Stanza's pipelines."""

    pipeline: Any

    def tokenize(self, texts: Sequence[str]) -> list[Sentences]:
        """The sentences of each text."""
        pieces = self.pipeline.bulk_process(list(texts), processors="tokenize,mwt")
        return [[[_token(each) for each in sentence.tokens] for sentence in piece.sentences] for piece in pieces]

    def tagged(self, sentences: Sequence[Cut], readings: Sequence[SentenceReading]) -> Iterator[Tagged]:
        """What Stanza says of each sentence, and the odds that the encoder reads; names are tagged on words too."""
        from stanza.models.common.doc import Document as StanzaDocument

        rows = [[{"id": n, "text": form} for n, form in enumerate(each.forms, 1)] for each in sentences]
        document = self.pipeline.process(StanzaDocument(rows), processors="pos,lemma,depparse,ner") if rows else None
        for found, read in zip(document.sentences if document else (), readings, strict=True):
            words = found.words
            reading = evolve(
                read,
                upos=[word.upos or "X" for word in words],
                xpos=[word.xpos or "" for word in words],
                feats=[word.feats or "" for word in words],
                heads=[word.head or 0 for word in words],
                deprels=[word.deprel or "dep" for word in words],
            )
            names = [(range(each.tokens[0].id[0] - 1, each.tokens[-1].id[0]), each.type) for each in found.ents]
            yield Tagged(reading, [word.lemma or word.text for word in words], names)


def _token(token: Any) -> Token:
    """
    Our view of one of Stanza's tokens.

    One that was expanded although nothing is contracted in it ("Its" into "It s") is one word again.
    """
    whole = Span(token.start_char, token.end_char)
    if len(token.words) == 1 or not is_contracted(token.text):
        return Token(token.text, (Part(token.text, whole),))
    parts = (
        Part(word.text, whole, is_written=False)
        if word.start_char is None
        else Part(word.text, Span(word.start_char, word.end_char))
        for word in token.words
    )
    return Token(token.text, tuple(parts))
