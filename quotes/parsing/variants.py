"""
Tags, tree and names of the one encoder as processor variants that Stanza knows: ``pos``, ``depparse`` and ``ner`` with
``encoder``.

A Stanza pipeline that is given ``pos_with_encoder=True`` and a reader as ``pos_encoder`` (likewise for the other two)
runs the encoder where Stanza would run its own networks, and gives a Stanza document as always.  The first of the three
that meets a document reads it, the others take what was read: the documents of one call are the paragraphs of one
article and are read together.
"""

from collections.abc import Sequence
from typing import Any

from stanza.pipeline import ner_processor
from stanza.pipeline.processor import ProcessorVariant, register_processor_variant
from stanza.pipeline.registry import NAME_TO_PROCESSOR_CLASS

from quotes.learned.encoder import Words
from quotes.learned.reader import Reader, SentenceReading
from quotes.text.marks import mask, quoted_spans
from quotes.text.spans import Span, Spans

VARIANT = "encoder"
PROCESSORS = ("pos", "depparse", "ner")
#: What stands for a class of features that is empty.
_NO_FEATURES = "_"


def words_of(doc: Any, text: str | None = None, quoted: Spans | None = None) -> list[Words]:
    """
    The sentences of a Stanza document, a paragraph, as the encoder takes them.

    *text* is what the document was made from where its own text is a plainer view of it, of the same length; *quoted*
    are the spans inside of quotation marks, which are looked up in the text where they are not given.
    """
    text = doc.text if text is None else text
    if text is None:  # a document of given words
        sentences = [[word.text for word in each.words] for each in doc.sentences]
        return [Words(each, [0] * len(each), opens=not number) for number, each in enumerate(sentences)]
    if quoted is None:
        quoted = tuple(each.span for each in quoted_spans(text, (Span(0, len(text)),)))
    inside = mask(len(text), quoted)
    found = []
    for number, sentence in enumerate(doc.sentences):
        # A word that is not written as it is read ("ca" of "can't") stands where its token does.
        places = [(word, word if word.start_char is not None else word.parent) for word in sentence.words]
        texts = [word.text if word is not at else text[at.start_char : at.end_char] for word, at in places]
        found.append(Words(texts, [inside[at.start_char] for _, at in places], opens=not number))
    return found


def read(docs: Sequence[Any], words: Sequence[Sequence[Words]], reader: Reader) -> None:
    """Read the paragraphs of one article, and leave with each Stanza document, as ``readings``, what was read of it."""
    found = iter(reader([sentence for each in words for sentence in each]))
    for doc, sentences in zip(docs, words, strict=True):
        # Stanza's documents have no place for it.
        doc.readings = [next(found) for _ in sentences]


class _Variant(ProcessorVariant):  # type: ignore[misc]  # Stanza has no types
    """What the three variants share: who reads, and what was read."""

    OVERRIDE = True
    REQUIRES_DEFAULT = frozenset(("tokenize",))

    def __init__(self, config: dict[str, Any]) -> None:
        self._reader: Reader = config[VARIANT]

    def process(self, document: Any) -> Any:
        """Annotate one document."""
        return self.bulk_process([document])[0]

    def bulk_process(self, docs: list[Any]) -> list[Any]:
        """Annotate the paragraphs of one article."""
        if any(getattr(doc, "readings", None) is None for doc in docs):
            read(docs, [words_of(doc) for doc in docs], self._reader)
        for doc in docs:
            for sentence, found in zip(doc.sentences, doc.readings, strict=True):
                self.annotate(sentence, found)
            self.finish(doc)
        return docs

    def annotate(self, sentence: Any, read: SentenceReading) -> None:
        """Write what was read into a Stanza sentence."""
        raise NotImplementedError

    def finish(self, doc: Any) -> None:
        """Do what is left when all sentences are annotated."""


@register_processor_variant("pos", VARIANT)
class Tags(_Variant):
    """Universal and Penn tags and features."""

    def annotate(self, sentence: Any, read: SentenceReading) -> None:
        """Write the tags into the words."""
        for word, upos, xpos, feats in zip(sentence.words, read.upos, read.xpos, read.feats, strict=True):
            word.upos, word.xpos, word.feats = upos, xpos, None if feats == _NO_FEATURES else feats


@register_processor_variant("depparse", VARIANT)
class Trees(_Variant):
    """Heads and relations."""

    def annotate(self, sentence: Any, read: SentenceReading) -> None:
        """Write the tree into the words."""
        for word, head, deprel in zip(sentence.words, read.heads, read.deprels, strict=True):
            word.head, word.deprel = head, deprel
        sentence.build_dependencies()


@register_processor_variant("ner", VARIANT)
class Names(_Variant):
    """Names, on tokens: "Kato's" is as much of a name as its first word."""

    def annotate(self, sentence: Any, read: SentenceReading) -> None:
        """Write the labels of the first words into the tokens, in the scheme that Stanza's documents have."""
        firsts = [read.names[token.words[0].id - 1] for token in sentence.tokens]
        for token, label, after in zip(sentence.tokens, firsts, [*firsts[1:], "O"], strict=True):
            token.ner = _bioes(label, after)

    def finish(self, doc: Any) -> None:
        """Gather the names of the document."""
        doc.build_ents()


def _bioes(label: str, after: str) -> str:
    """
    A BIO label in the scheme that also marks last and single words.

    >>> _bioes("B-Person", "I-Person"), _bioes("I-Person", "O"), _bioes("B-Person", "B-Person")
    ('B-Person', 'E-Person', 'S-Person')
    """
    if label == "O" or after == f"I-{label[2:]}":
        return label
    return f"{'S' if label.startswith('B') else 'E'}-{label[2:]}"


class NamesProcessor(ner_processor.NERProcessor):  # type: ignore[misc]
    """Stanza's own processor, which of version 1.15 looks for networks of its own even where a variant stands in."""

    def _set_up_final_config(self, config: dict[str, Any]) -> None:
        if hasattr(self, "_variant"):
            self._config = config
        else:
            super()._set_up_final_config(config)

    def __str__(self) -> str:
        return "NERProcessor(encoder)" if hasattr(self, "_variant") else str(super().__str__())

    def bulk_process(self, docs: list[Any]) -> list[Any]:
        """Annotate some documents."""
        process = self._variant.bulk_process if hasattr(self, "_variant") else super().bulk_process
        found: list[Any] = process(docs)
        return found


# Not by `register_processor`, which would list the name a second time.
NAME_TO_PROCESSOR_CLASS["ner"] = NamesProcessor
