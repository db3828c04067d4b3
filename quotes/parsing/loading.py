"""Stanza's pipelines, loaded from the files of a set; Stanza's own packages, fetched when that is asked for."""

import logging
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from quotes.errors import DamagedModel, FetchFailed, QuotesError, WrongUsage
from quotes.models import ENCODER, TAGGER, AnySet, ModelSet, official
from quotes.models.official import PROCESSORS as STANZA_PROCESSORS
from quotes.models.official import StanzaSet

#: Where the networks may run.
_DEVICES = ("cpu", "cuda", "auto")
#: Words in a batch of the dependency parser: padding makes large batches slow (three times faster than the default).
_PARSER_BATCH_WORDS = 400
#: Characters of the longest token that keeps its text; Stanza calls longer ones <UNK>.
LONGEST_TOKEN = 4000
#: Where torch keeps what stands for a function that its compiler leaves alone.
_SWITCHED_OFF = "__dynamo_disable"
#: What Stanza imports for graphs and downloads, a tenth of the time from start to the first record.
_PUT_OFF = ("networkx", "requests")

#: oneDNN, by which torch multiplies, keeps code for each size of a product, for 1,024 of them if nobody says otherwise:
#: with so many 300 articles take 1,180 MB, with 64 they take 778 in the same time.
_PRODUCTS = "ONEDNN_PRIMITIVE_CACHE_CAPACITY"
_PRODUCTS_KEPT = 64
os.environ.setdefault(_PRODUCTS, str(_PRODUCTS_KEPT))

if TYPE_CHECKING:
    from quotes.learned.reader import Reader
    from quotes.parsing.own.tagger import Tagger


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


def is_on_gpu(device: str) -> bool:
    """Whether the networks are to run on a GPU; WrongUsage where one is asked for and there is none."""
    import torch

    if device not in _DEVICES:
        raise WrongUsage(f"device: expected {', '.join(_DEVICES)}, found {device!r}")
    there = device != "cpu" and torch.cuda.is_available()
    if device == "cuda" and not there:
        raise WrongUsage("torch finds no GPU here, or is a build without CUDA; give the device `auto` or `cpu`")
    return there


def load(models: AnySet, on_gpu: bool = False) -> Any:
    """
    A Stanza pipeline from the files of a set, and no network attempt.

    Of our own sets it has tokenizer and lemmatizer alone and runs on the processor: they are too small for a GPU.

    DamagedModel where Stanza refuses a file, such as one with anything but tensors and plain values in it: pickled
    code is not run.
    """
    logging.getLogger("stanza").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", module="stanza")
    with _refusing(models, models.folder):
        if isinstance(models, StanzaSet):
            return _pipeline(models.folder, models.vectors, processors=models.processors, use_gpu=on_gpu)
        return load_files(models.weights, lemma_pretagged=True)


@contextmanager
def _refusing(models: AnySet, path: Path) -> Iterator[None]:
    """DamagedModel for whatever the file *path*, if it is not what it should be, makes Stanza and torch raise."""
    try:
        yield
    except ImportError as error:  # Stanza's most accurate packages rest on a transformer
        raise DamagedModel(path, f"needs more ({error})", "pip install 'stanza[transformers]'") from error
    except Exception as error:
        raise models.damaged(path, f"cannot be loaded ({_in_short(error)})") from error


def load_reader(models: ModelSet, on_gpu: bool = False) -> "Reader":
    """The encoder of one of our own sets; DamagedModel where a file is not what it should be."""
    _put_off()
    from quotes.learned.meaning import Meaning
    from quotes.learned.reader import Reader
    from quotes.parsing.best_tree import best_tree

    meaning = None
    if models.meaning is not None:
        with _refusing(models, models.meaning):
            meaning = Meaning.load(models.meaning)
    path = models.folder / ENCODER
    with _refusing(models, path):
        return Reader.load(path, best_tree, "cuda" if on_gpu else "cpu", meaning)


def load_tagger(models: ModelSet) -> "Tagger":
    """The tagger of names of one of our own sets; DamagedModel where its file is no tagger."""
    from quotes.parsing.own.tagger import Tagger

    path = models.folder / TAGGER
    with _refusing(models, path):
        return Tagger.load(path)


def load_files(weights: Mapping[str, Path], vectors: Path | None = None, **options: Any) -> Any:
    """
    A pipeline of the processors that *weights* has files for (`tokenize`, `mwt`, `lemma`, and `ner`, which needs
    *vectors*).

    Without a tokenizer it takes words as they are: lists of words, or a document that has them.
    """
    _put_off()
    from quotes.learned.reader import Unfilled

    options |= {f"{name}_model_path": str(path) for name, path in weights.items()}
    tables = [vectors] if vectors is not None and "ner" in weights else []
    if tables:
        options["ner_pretrain_path"] = str(vectors)
    if "tokenize" not in weights:
        options["tokenize_pretokenized"] = True
    with tempfile.TemporaryDirectory() as scratch, Unfilled():
        resources = Path(scratch, "resources.json")
        resources.write_text("{}", encoding="utf-8")  # Stanza asks for one; with every path given, an empty one does
        ordered = [name for name in STANZA_PROCESSORS if name in {"tokenize", *weights}]
        return _pipeline(
            Path(scratch),
            tables,
            processors=",".join(ordered),
            resources_filepath=str(resources),
            allow_unknown_language=True,
            **options,
        )


def _pipeline(folder: Path, vectors: list[Path], *, use_gpu: bool = False, **options: Any) -> Any:
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
            tokenize_max_seqlen=LONGEST_TOKEN,
            depparse_batch_size=_PARSER_BATCH_WORDS,
            **options,
        )


def _put_off() -> None:
    """Have what Stanza imports, and nothing here uses, loaded only when it is looked into."""
    for name in _PUT_OFF:
        sys.modules.setdefault(name, _PutOff(name))


class _PutOff(ModuleType):
    """Stands for a module until something in it is asked for (importlib's own way loads one when it is imported)."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


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
