"""
The only door to Stanza: a document in, our own parse out; no network, unless `fetch` is called.

Our own sets are run by a loop of our own (`own`), Stanza's by its pipeline; both see a plain view of each paragraph.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from quotes.models import AnySet, ModelSet, shipped_set
from quotes.parsing import Parse, Sentence, Word
from quotes.parsing.entity_labels import ENTITY_KINDS, name_words
from quotes.parsing.entity_names import Name, entities_of
from quotes.parsing.loading import is_on_gpu, load, load_reader
from quotes.parsing.plain_view import view
from quotes.parsing.segmentation import resegment
from quotes.text import Document
from quotes.text.spans import Span, Spans
from quotes.threads import one_thread


class StanzaParser:
    """
    Parses documents with one set of models, loaded once.

    Of our own sets Stanza runs tokenizer and lemmatizer, and the encoder's one pass gives tags, tree, names and roles.
    Stanza's own sets run whole, and the encoder of the shipped set adds the roles of attribution.
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
        self._reader = load_reader(models if isinstance(models, ModelSet) else shipped_set(), on_gpu)
        self._pipeline = load(models, on_gpu)
        self._parse = self._own_loop() if isinstance(models, ModelSet) else self._by_pipeline

    def __call__(self, document: Document) -> Parse:
        """Parse *document*, paragraph by paragraph."""
        if not document.paragraphs:
            return Parse(document, ())
        with one_thread():
            return self._parse(document)

    def _own_loop(self) -> Callable[[Document], Parse]:
        from quotes.parsing.own import OwnLoop

        return OwnLoop(self._pipeline.processors, self._reader)

    def _by_pipeline(self, document: Document) -> Parse:
        """The parse by the processors of one of Stanza's sets; the encoder adds the odds."""
        from quotes.parsing.encoder_odds import sentence_with_odds
        from quotes.parsing.variants import read, words_of

        pieces = _tokenized(self._pipeline, document)
        texts = [each.of(document.text) for each in document.paragraphs]
        marks = _by_paragraph(document)
        read(pieces, [words_of(*each) for each in zip(pieces, texts, marks, strict=True)], self._reader)
        self._pipeline.bulk_process(pieces, processors="pos,lemma,depparse")
        readings = (found for piece in pieces for found in piece.readings)
        sentences = [sentence_with_odds(*each) for each in zip(_sentences(pieces, document), readings, strict=True)]
        return Parse(document, tuple(sentences), entities_of(document, sentences, self._names(pieces)))

    def _names(self, pieces: list[Any]) -> Iterator[Name]:
        """The names that Stanza's tagger finds in the words."""
        from stanza.models.common.doc import Document as StanzaDocument

        worded = [
            StanzaDocument(
                [
                    [{"id": i, "text": w.text, **_place(w)} for i, w in enumerate(sentence.words, 1)]
                    for sentence in piece.sentences
                ],
                text=piece.text,
            )
            for piece in pieces
        ]
        self._pipeline.bulk_process(worded, processors="ner")
        sentences = (sentence for piece in worded for sentence in piece.sentences)
        for number, sentence in enumerate(sentences):
            for found in sentence.ents:
                if found.type in ENTITY_KINDS and found.start_char is not None:
                    yield _name(number, found)


def segmented(pipeline: Any, document: Document) -> Parse:
    """The words and sentences of a document, without tags and trees, as a pipeline with a tokenizer cuts them."""
    if not document.paragraphs:
        return Parse(document, ())
    with one_thread():
        return Parse(document, tuple(_sentences(_tokenized(pipeline, document), document)))


def _tokenized(pipeline: Any, document: Document) -> list[Any]:
    """The paragraphs of a document as Stanza's documents, cut into words and sentences."""
    views = view(document.text)
    paragraphs = [each.of(views) for each in document.paragraphs]
    pieces: list[Any] = pipeline.bulk_process(paragraphs, processors="tokenize,mwt")
    for piece in pieces:
        resegment(piece)
    return pieces


def _sentences(pieces: list[Any], document: Document) -> list[Sentence]:
    """Our view of the sentences of all paragraphs."""
    found: list[Sentence] = []
    for number, (piece, paragraph) in enumerate(zip(pieces, document.paragraphs, strict=True)):
        for parsed in piece.sentences:
            found.append(_sentence(parsed, len(found), number, paragraph.start, document.text))
    return found


def _by_paragraph(document: Document) -> list[Spans]:
    """For each paragraph what lies inside quotation marks there, counted from the paragraph's start."""
    found: list[list[Span]] = [[] for _ in document.paragraphs]
    for each in document.quoted:
        found[each.paragraph].append(each.span.shifted(-document.paragraphs[each.paragraph].start))
    return [tuple(each) for each in found]


def _place(word: Any) -> dict[str, int]:
    """Where a word stands; one whose letters are not those of the text stands where its token does."""
    known = word if word.start_char is not None else word.parent
    return {"start_char": known.start_char, "end_char": known.end_char}


def _name(sentence: int, found: Any) -> Name:
    """Our view of one name that Stanza found in the sentence of that number."""
    first = found.tokens[0].id[0] - 1
    named = range(first, first + len(found.tokens))[name_words(found.type, [each.text for each in found.tokens])]
    return Name(sentence, named.start, named.stop, ENTITY_KINDS[found.type])


@cache
def stanza_version() -> str:
    """The version of Stanza, read without importing it."""
    from importlib.metadata import version

    return version("stanza")


def _sentence(parsed: Any, number: int, paragraph: int, shift: int, text: str) -> Sentence:
    """Our view of one Stanza sentence."""
    words: list[Word] = []
    multiword: list[tuple[int, int]] = []
    for token in parsed.tokens:
        if len(token.words) > 1:
            multiword.append((token.words[0].id, token.words[-1].id))
        for word in token.words:
            known = word.start_char is not None
            span = Span(*_place(word).values()).shifted(shift)
            words.append(
                Word(
                    number=word.id,
                    span=span,
                    text=span.of(text) if known else word.text,
                    lemma=word.lemma or word.text,
                    upos=word.upos or "X",
                    xpos=word.xpos or "",
                    feats=word.feats or "",
                    head=word.head or 0,
                    deprel=word.deprel or "dep",
                )
            )
    span = Span(words[0].span.start, words[-1].span.end)
    return Sentence(number, paragraph, span, tuple(words), tuple(multiword))
