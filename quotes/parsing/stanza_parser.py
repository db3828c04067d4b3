"""
The only door to Stanza: a document in, our own parse out; no network, unless `fetch` is called.

Stanza sees a *view* of each paragraph: a text of the same length in which the marks that the treebanks hardly know
(curly quotation marks, typographic apostrophes, exotic spaces) stand as their plain twins.  Since the lengths agree,
its offsets are ours.
"""

import logging
import re
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from quotes.errors import DamagedModel, FetchFailed, QuotesError, WrongUsage
from quotes.models import AnySet, official
from quotes.models.official import PROCESSORS, StanzaSet
from quotes.parsing import Entity, Parse, Sentence, Word
from quotes.parsing.entity_labels import ENTITY_KINDS, name_words
from quotes.parsing.entity_names import Name, agreed
from quotes.text import Document
from quotes.text.spans import Span
from quotes.threads import one_thread
from quotes.words.classes import word_class

#: Words in a batch of the dependency parser: padding makes large batches slow (three times faster than the default).
_PARSER_BATCH_WORDS = 400
#: Longer "sentences" (tables, text without full stops) are parsed in pieces: the parser's memory is quadratic in the
#: length (1,500 words take 6.8 GB, 250 well under half a gigabyte).
_LONGEST_SENTENCE_WORDS = 250
#: Characters of the longest token that keeps its text; Stanza calls longer ones <UNK>.
_LONGEST_TOKEN = 4000
#: Processors that look words up in the vector table.
_WITH_VECTORS = ("pos", "depparse", "ner")

#: Where torch keeps what stands for a function that its compiler leaves alone.
_SWITCHED_OFF = "__dynamo_disable"

#: Same length, plainer characters.
_VIEW = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‛", "'"),
        "―": "—",
        "‐": "-",
        "‑": "-",
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u200b\ufeff\u200e\u200f\u2028\u2029", " "),
        **{chr(code): " " for code in (*range(0x20), *range(0x7F, 0xA0))},
    }
)
_TEX_OPENING, _TEX_CLOSING = re.compile("``"), re.compile("''")
_CLOSERS = frozenset(('"', "'", ")", "]", "}", ".", ",", "!", "?"))
_DASHES = frozenset(("-", "--", "–", "—"))
#: A dateline before its dash has at most so many tokens ("COLOMBO, Sri Lanka, July 14 (Reuters) -").
_LONGEST_DATELINE = 12
#: Abbreviations that stand before a name and end no sentence.
_TITLES = word_class("abbreviated titles")
#: Contractions that are written without an apostrophe.
_FUSED = word_class("fused words")


def view(text: str) -> str:
    """The text as the parser sees it: of the same length, with plain quotation marks and spaces."""
    return _TEX_CLOSING.sub('" ', _TEX_OPENING.sub(' "', text)).translate(_VIEW)


class StanzaParser:
    """Parses documents with one set of models, loaded once."""

    def __init__(self, models: AnySet, device: str = "cpu") -> None:
        """
        Load the set onto a device: ``cpu``, ``cuda``, or ``auto``, which is a GPU if there is one.

        DamagedModel where a file is not what the manifest says, MissingModel where there is none, WrongUsage where
        there is no GPU.
        """
        on_gpu = _on_gpu(device)
        models.check()
        self.models = models
        #: Name and digest of the models, as records state them.
        self.name = f"{models.name} sha256:{models.digest}"
        self._pipeline = _load(models, on_gpu)

    def __call__(self, document: Document) -> Parse:
        """Parse *document*, paragraph by paragraph."""
        if not document.paragraphs:
            return Parse(document, ())
        with one_thread():
            return self._parsed(document)

    def _parsed(self, document: Document) -> Parse:
        paragraphs = document.paragraphs
        views = view(document.text)
        pieces = self._pipeline.bulk_process([each.of(views) for each in paragraphs], processors="tokenize,mwt")
        for piece in pieces:
            _resegment(piece)
        self._pipeline.bulk_process(pieces, processors="pos,lemma,depparse")
        sentences: list[Sentence] = []
        for number, (piece, paragraph) in enumerate(zip(pieces, paragraphs, strict=True)):
            for parsed in piece.sentences:
                sentences.append(_sentence(parsed, len(sentences), number, paragraph.start, document.text))
        return Parse(document, tuple(sentences), self._entities(pieces, paragraphs))

    def _entities(self, pieces: list[Any], paragraphs: tuple[Span, ...]) -> tuple[Entity, ...]:
        """Names, tagged on words rather than tokens: "Kato's" is no name, "Kato" is."""
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
        placed = [
            (sentence, paragraph.start)
            for piece, paragraph in zip(worded, paragraphs, strict=True)
            for sentence in piece.sentences
        ]
        names = (
            _name(number, found)
            for number, (sentence, _) in enumerate(placed)
            for found in sentence.ents
            if found.type in ENTITY_KINDS and found.start_char is not None
        )
        words = [[token.text for token in sentence.tokens] for sentence, _ in placed]
        return tuple(_entity(name, *placed[name.sentence]) for name in agreed(words, names))


def _place(word: Any) -> dict[str, int]:
    """Where a word stands; one whose letters are not those of the text stands where its token does."""
    known = word if word.start_char is not None else word.parent
    return {"start_char": known.start_char, "end_char": known.end_char}


def _name(sentence: int, found: Any) -> Name:
    """Our view of one name that Stanza found in the sentence of that number."""
    first = found.tokens[0].id[0] - 1
    named = range(first, first + len(found.tokens))[name_words(found.type, [each.text for each in found.tokens])]
    return Name(sentence, named.start, named.stop, ENTITY_KINDS[found.type])


def _entity(name: Name, sentence: Any, shift: int) -> Entity:
    """A name with its place in the document."""
    start, end = sentence.tokens[name.first].start_char, sentence.tokens[name.end - 1].end_char
    return Entity(Span(start, end).shifted(shift), name.kind)


@cache
def stanza_version() -> str:
    """The version of Stanza, read without importing it."""
    from importlib.metadata import version

    return version("stanza")


def fetch(package: str = official.DEFAULT) -> StanzaSet:
    """
    Download one of Stanza's packages into its usual place, as far as it is not there, and check it.

    FetchFailed where that fails; MissingModel where there is no package of that name.
    """
    from stanza.resources.common import download, download_resources_json

    models = StanzaSet(official.home(), package)
    place = str(models.folder)
    try:
        download_resources_json(place)
        # Not the package as Stanza packs it: that has sentiment and constituents too, twice as much.
        download(official.LANGUAGE, place, package=None, processors=models.downloads, download_json=False)
    except QuotesError:
        raise
    except Exception as error:  # what Stanza, requests and the model hub raise has nothing in common
        raise FetchFailed(f"{official.LANGUAGE}:{package}", models.folder, _in_short(error)) from error
    models.check()
    return models


def _in_short(error: Exception) -> str:
    """The kind of an error and the first line of what it says."""
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}".rstrip(": ")


def _on_gpu(device: str) -> bool:
    """Are the networks to run on a GPU?  WrongUsage where there is none."""
    import torch

    there = device != "cpu" and torch.cuda.is_available()
    if device == "cuda" and not there:
        raise WrongUsage("torch finds no GPU here, or is a build without CUDA; give the device `auto` or `cpu`")
    return there


def _load(models: AnySet, on_gpu: bool = False) -> Any:
    """
    A Stanza pipeline from the files of a set, with one vector table for all, and no network attempt.

    DamagedModel where Stanza refuses a file, such as one with anything but tensors and plain values in it: pickled
    code is not run.
    """
    logging.getLogger("stanza").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", module="stanza")
    try:
        return _load_official(models, on_gpu) if isinstance(models, StanzaSet) else _load_set(models.folder, on_gpu)
    except ImportError as error:  # Stanza's most accurate packages rest on a transformer
        raise DamagedModel(models.folder, f"needs more ({error})", "pip install 'stanza[transformers]'") from error
    except Exception as error:  # whatever a file that is not what it should be makes Stanza and torch raise
        raise models.damaged(models.folder, f"cannot be loaded ({_in_short(error)})") from error


def _load_set(folder: Path, on_gpu: bool) -> Any:
    """The pipeline of one of our own sets: a file for each processor, and the vectors."""
    return load_files({name: folder / f"{name}.pt" for name in PROCESSORS}, folder / "pretrain.pt", use_gpu=on_gpu)


def load_files(weights: Mapping[str, Path], vectors: Path, **options: Any) -> Any:
    """
    A pipeline of the processors that *weights* has files for (`tokenize`, `mwt`, `pos`, `lemma`, `depparse`, `ner`).

    Without a tokenizer it takes words as they are: lists of words, or a document that has them.
    """
    readers = [name for name in _WITH_VECTORS if name in weights]
    options |= {f"{name}_model_path": str(path) for name, path in weights.items()}
    options |= {f"{name}_pretrain_path": str(vectors) for name in readers}
    if "tokenize" not in weights:
        options["tokenize_pretokenized"] = True
    with tempfile.TemporaryDirectory() as scratch:
        resources = Path(scratch, "resources.json")
        resources.write_text("{}", encoding="utf-8")  # Stanza asks for one; with every path given, an empty one does
        return _pipeline(
            Path(scratch),
            [vectors] if readers else [],
            processors=",".join(dict.fromkeys(("tokenize", *weights))),
            resources_filepath=str(resources),
            allow_unknown_language=True,
            **options,
        )


def _load_official(models: StanzaSet, on_gpu: bool) -> Any:
    """The pipeline of one of Stanza's packages: it finds the files itself."""
    return _pipeline(models.folder, models.vectors, processors=models.processors, use_gpu=on_gpu)


def _pipeline(folder: Path, vectors: list[Path], *, use_gpu: bool | None = False, **options: Any) -> Any:
    """A pipeline with the options that all sets share."""
    import stanza
    from stanza.models.common.foundation_cache import FoundationCache
    from stanza.models.common.pretrain import Pretrain

    cache = FoundationCache(local_files_only=True)
    for path in map(str, vectors):
        table = cache.pretrains[path] = Pretrain(path)
        table._emb = table.emb.float()  # half precision on disk only: the networks compute in single precision
    with _no_compiler():
        return stanza.Pipeline(
            official.LANGUAGE,
            dir=str(folder),
            package=None,
            download_method=None,
            foundation_cache=cache,
            use_gpu=use_gpu,
            verbose=False,
            tokenize_max_seqlen=_LONGEST_TOKEN,
            depparse_batch_size=_PARSER_BATCH_WORDS,
            **options,
        )


@contextmanager
def _no_compiler() -> Iterator[None]:
    """
    Stanza makes optimizers even to predict, and the first one makes torch import its compiler, only to switch it off
    for one function: a third of the time to load a set.  In here that function says that it is switched off already.
    """
    import torch

    function = getattr(torch.optim.Optimizer.add_param_group, "__wrapped__", None)
    if function is None or hasattr(function, _SWITCHED_OFF):
        yield
        return
    setattr(function, _SWITCHED_OFF, function)
    try:
        yield
    finally:
        delattr(function, _SWITCHED_OFF)


def _resegment(piece: Any) -> None:
    """Mend the sentences of a freshly tokenized Stanza document: join what was torn, cut what is too long to parse."""
    from stanza.models.common.doc import Sentence as StanzaSentence

    joined: list[list[Any]] = []
    for sentence in piece.sentences:
        if joined and _belong_together(joined[-1], sentence.tokens):
            joined[-1] = [*joined[-1], *sentence.tokens]
        else:
            joined.append(list(sentence.tokens))
    runs = [run for tokens in joined for run in _pieces(tokens)]
    piece.sentences = [StanzaSentence(_renumbered(run), doc=piece) for run in runs]
    piece.num_tokens = sum(len(each.tokens) for each in piece.sentences)
    piece.num_words = sum(len(each.words) for each in piece.sentences)


def _belong_together(left: list[Any], right: list[Any]) -> bool:
    """
    Did the splitter tear one sentence in two?

    "Sen. | J. D. Vance", "“Who pays?” | asked Prata", "LISBON (Lusa) — | The port", "… it is. | ”"
    """
    last: str = left[-1].text
    start: str = right[0].text
    end = last
    if end == "." and len(left) > 1:
        end = left[-2].text + end  # "Gov" and "." may be two tokens
    if all(token.text in _CLOSERS for token in right):
        return True
    if end.casefold() in _TITLES or (len(end) == 2 and end[0].isupper() and end[1] == "."):
        return start[:1].isupper()
    if len(left) <= _LONGEST_DATELINE and last in _DASHES:
        return True
    return start[:1].islower() and (last in _CLOSERS - {"."} or last[-1:].isalnum())


def _pieces(tokens: list[Any]) -> Iterator[list[Any]]:
    """Runs of at most so many words, cut at a clause mark if there is one in the second half."""
    run: list[Any] = []
    words = 0
    for token in tokens:
        run.append(token)
        words += len(token.words)
        at_mark = token.text in {".", ";", "!", "?", ":", "|"} and words > _LONGEST_SENTENCE_WORDS // 2
        if at_mark or words >= _LONGEST_SENTENCE_WORDS - 1:
            yield run
            run, words = [], 0
    if run:
        yield run


def _renumbered(tokens: list[Any]) -> list[dict[str, Any]]:
    """
    The entries of a sentence of these tokens, numbered from 1; a multi-word token's entry stands before its words.

    A token that was expanded although nothing is contracted in it ("Its" into "It s") is one word again.
    """
    entries: list[dict[str, Any]] = []
    number = 0
    for token in tokens:
        whole = {"text": token.text, "start_char": token.start_char, "end_char": token.end_char}
        if len(token.words) > 1 and _is_contracted(token.text):
            entries.append({"id": (number + 1, number + len(token.words)), **whole})
            for word in token.words:
                number += 1
                place = {} if word.start_char is None else {"start_char": word.start_char, "end_char": word.end_char}
                entries.append({"id": number, "text": word.text, **place})
        else:
            number += 1
            entries.append({"id": number, **whole})
    return entries


def _is_contracted(token: str) -> bool:
    return "'" in token or token.casefold() in _FUSED


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
