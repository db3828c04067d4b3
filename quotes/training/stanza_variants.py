"""
A Stanza pipeline whose tags, trees and names are the encoder's: processor variants ``pos``, ``depparse`` and ``ner``
with ``encoder``, for code that wants Stanza's documents.

The first of the three that meets a document reads it, the others take what was read.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stanza.pipeline import ner_processor
from stanza.pipeline.processor import ProcessorVariant, register_processor_variant
from stanza.pipeline.registry import NAME_TO_PROCESSOR_CLASS

from quotes.learned.encoder import Words
from quotes.learned.reader import Reader, SentenceReading
from quotes.parsing.loading import load_files
from quotes.text.marks import mask, quoted_spans
from quotes.text.spans import Span

_VARIANT = "encoder"
_PROCESSORS = ("pos", "depparse", "ner")


def pipeline(reader: Reader, weights: Mapping[str, Path]) -> Any:
    """A pipeline of the processors that *weights* has files for, and of the variants that read with the encoder."""
    options: dict[str, Any] = {f"{name}_with_{_VARIANT}": True for name in _PROCESSORS}
    options |= {f"{name}_{_VARIANT}": reader for name in _PROCESSORS}
    return load_files(weights, also=_PROCESSORS, **options)


def words_of(doc: Any) -> list[Words]:
    """The sentences of a Stanza document, a paragraph or words as they are, as the encoder takes them."""
    text = doc.text or ""
    inside = mask(len(text), tuple(each.span for each in quoted_spans(text, (Span(0, len(text)),))))
    found = []
    for number, sentence in enumerate(doc.sentences):
        # A word that is not written as it is read ("ca" of "can't") stands where its token does.
        starts = [word.parent.start_char if word.start_char is None else word.start_char for word in sentence.words]
        texts = [word.text for word in sentence.words]
        found.append(Words(texts, [inside[start or 0] for start in starts], opens=not number))
    return found


class _Variant(ProcessorVariant):  # type: ignore[misc]  # Stanza has no types
    """What the three variants share: who reads, and what was read."""

    OVERRIDE = True
    REQUIRES_DEFAULT = frozenset(("tokenize",))

    def __init__(self, config: dict[str, Any]) -> None:
        self._reader: Reader = config[_VARIANT]

    def process(self, document: Any) -> Any:
        """Annotate one document."""
        if getattr(document, "readings", None) is None:
            # Stanza's documents have no place for it.
            document.readings = self._reader(words_of(document))
        for sentence, found in zip(document.sentences, document.readings, strict=True):
            self.annotate(sentence, found)
        return document

    def annotate(self, sentence: Any, read: SentenceReading) -> None:
        """Write what was read into a Stanza sentence."""
        raise NotImplementedError


@register_processor_variant("pos", _VARIANT)
class Tags(_Variant):
    """Universal and Penn tags and features."""

    def annotate(self, sentence: Any, read: SentenceReading) -> None:
        """Write the tags into the words."""
        for word, upos, xpos, feats in zip(sentence.words, read.upos, read.xpos, read.feats, strict=True):
            word.upos, word.xpos, word.feats = upos, xpos, None if feats == "_" else feats


@register_processor_variant("depparse", _VARIANT)
class Trees(_Variant):
    """Heads and relations."""

    def annotate(self, sentence: Any, read: SentenceReading) -> None:
        """Write the tree into the words."""
        for word, head, deprel in zip(sentence.words, read.heads, read.deprels, strict=True):
            word.head, word.deprel = head, deprel
        sentence.build_dependencies()


@register_processor_variant("ner", _VARIANT)
class Names(_Variant):
    """Names, on tokens: "Kato's" is as much of a name as its first word."""

    def process(self, document: Any) -> Any:
        """Annotate one document, and gather its names."""
        super().process(document).build_ents()
        return document

    def annotate(self, sentence: Any, read: SentenceReading) -> None:
        """Write the labels of the first words into the tokens, in the scheme that Stanza's documents have."""
        firsts = [read.names[token.words[0].id - 1] for token in sentence.tokens]
        for token, label, after in zip(sentence.tokens, firsts, [*firsts[1:], "O"], strict=True):
            token.ner = _bioes(label, after)


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
