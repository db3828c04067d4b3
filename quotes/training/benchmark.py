"""
How fast `quotes` is, against a bare Stanza pipeline and as what it is given grows.

    python -m quotes.training.benchmark                     # articles of samples/, all tables
    python -m quotes.training.benchmark FOLDER --pairs 5 --only pairs,stages

The bare pipeline has Stanza's own processors (tokenize, mwt, pos, lemma, depparse, ner) with the weights of compact-en
3, which stand in the history of this repository.  Machines differ and are never quiet, so the two are timed in turn,
group of articles after group, on one thread and in the time of the processor; what counts is the ratio within a pair.
"""

import argparse
import gc
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from quotes import Extractor, pipeline, read
from quotes.collector import keep_what_is_loaded
from quotes.learned.encoder import Encoder
from quotes.learned.reader import Reader
from quotes.models import SHIPPED
from quotes.parsing.loading import load_files
from quotes.parsing.own.lemmas import Lemmatizer
from quotes.parsing.own.tokens import Tokenizer
from quotes.parsing.stanza_parser import StanzaParser
from quotes.text import Document
from quotes.threads import one_thread

#: The last commit that holds the weights of compact-en 3, and where.
COMMIT, PLACE = "14626c9", "quotes/models/compact-en"
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
_VECTORS = "pretrain.pt"
#: Articles of a group.
_GROUP = 10
#: How many articles, and how many thousand characters in one, growth is measured at.
_MANY, _LONG = (10, 100, 1000), (10, 30, 300, 1000)
_MICRO, _KILO, _MEGABYTE = 1e6, 1000, 1024
#: Stages and what of them is timed: each an owner and the name of a function of it.
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("whole", Extractor, "extract"),
    ("parse", StanzaParser, "__call__"),
    ("— tokens and sentences", Tokenizer, "__call__"),
    ("— encoder with its heads", Reader, "__call__"),
    ("— — its pass alone", Encoder, "forward"),
    ("— lemmas", Lemmatizer, "__call__"),
    ("page", pipeline, "frame_of"),
    ("statements", pipeline, "find_statements"),
    ("cast", pipeline, "cast_of"),
    ("speakers", pipeline, "resolve_speakers"),
    ("chains", pipeline, "chains"),
)


def words_in(documents: Sequence[Document]) -> int:
    """Words of some articles, as white space parts them."""
    return sum(len(each.text.split()) for each in documents)


def bare_pipeline(folder: Path) -> Any:
    """
    Stanza's pipeline with the weights of compact-en 3, which are put into *folder* if they are not there.

    CalledProcessError where this is no clone with its history.
    """
    for name in (*(f"{each}.pt" for each in PROCESSORS), _VECTORS):
        if not (folder / name).exists():
            shown = subprocess.run(["git", "show", f"{COMMIT}:{PLACE}/{name}"], capture_output=True, check=True)
            (folder / name).write_bytes(shown.stdout)
    vectors = folder / _VECTORS
    tables = {f"{each}_pretrain_path": str(vectors) for each in ("pos", "depparse")}
    return load_files({each: folder / f"{each}.pt" for each in PROCESSORS}, vectors, **tables)


def seconds(call: Callable[[], object]) -> float:
    """The time of the processor that a call takes."""
    start = time.process_time()
    call()
    return time.process_time() - start


@contextmanager
def as_a_command() -> Iterator[None]:
    """In here the collector of garbage is as in the process of a command, which keeps what is loaded out of its way."""
    before = gc.get_threshold()
    keep_what_is_loaded()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def pairs(documents: Sequence[Document], bare: Any, models: str, count: int) -> Iterator[tuple[float, float]]:
    """
    For each pair: microseconds a word of the bare pipeline and of `quotes`, in turn by groups of articles.

    The models are loaded for each pair, so that no lemma is at hand from the one before.
    """
    for _ in range(count):
        extractor = Extractor(models)
        theirs = ours = 0.0
        for group in (documents[first : first + _GROUP] for first in range(0, len(documents), _GROUP)):
            theirs += seconds(partial(list, map(bare, [each.text for each in group])))
            with as_a_command():
                ours += seconds(partial(_read, extractor, group))
        words = words_in(documents)
        yield _MICRO * theirs / words, _MICRO * ours / words


@contextmanager
def watched() -> Iterator[dict[str, float]]:
    """The time of the processor that each of STAGES takes in here, added up."""
    spent: dict[str, float] = {stage: 0.0 for stage, _, _ in STAGES}

    def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return function(*given, **named)
            finally:
                spent[stage] += time.process_time() - start

        return call

    with ExitStack() as stack:
        for stage, owner, name in STAGES:
            stack.enter_context(patch.object(owner, name, timed(stage, getattr(owner, name))))
        yield spent


def stages(documents: Sequence[Document], extractor: Extractor) -> dict[str, float]:
    """Microseconds a word of each stage."""
    with watched() as spent:
        _read(extractor, documents)
    found = {stage: _MICRO * each / words_in(documents) for stage, each in spent.items()}
    return {**found, "everything after the parse": found["whole"] - found["parse"]}


def growth(documents: Sequence[Document], extractor: Extractor) -> dict[str, float]:
    """Microseconds a word of more and more articles, and of longer and longer ones, made of these again and again."""
    grown = {f"{count} articles": list(islice(cycle(documents), count)) for count in _MANY}
    for size in _LONG:
        text = "\n\n".join(islice(cycle([each.text for each in documents]), size))[: size * _KILO]
        grown[f"one of {size} KB"] = [Document(f"{size}", text)]
    spent = {name: seconds(partial(_read, extractor, many)) for name, many in grown.items()}
    return {name: _MICRO * spent[name] / words_in(many) for name, many in grown.items()}


def _read(extractor: Extractor, documents: Sequence[Document]) -> None:
    for each in documents:
        extractor.extract(each)


def tiny(extractor: Extractor, count: int = 200) -> float:
    """Documents of one statement that are read in a second of the processor."""
    texts = [f"“Boat {n} is late,” harbour master Rui Prata said on Monday." for n in range(count)]
    return count / seconds(lambda: [extractor.extract(each) for each in texts])


def starts() -> dict[str, float]:
    """Seconds of the processor, children's included, from start to end of some small runs, and their peak in MB."""
    with TemporaryDirectory() as folder:
        article = Path(folder, "tiny.txt")
        article.write_text("“The port is open,” Rui Prata said.", encoding="utf-8")
        runs = {
            "import torch": ["-c", "import torch"],
            "quotes --help": ["-m", "quotes", "--help"],
            "one tiny document": ["-m", "quotes", "extract", str(article)],
        }
        for arguments in runs.values():
            _of_child([sys.executable, *arguments])  # so that compiled modules are there, as after an installation
        return {name: _of_child([sys.executable, *arguments]) for name, arguments in runs.items()}


def _of_child(command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, capture_output=True, env=settings)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _table(title: str, rows: dict[str, float], unit: str) -> None:
    _say(f"\n| {title} | {unit} |\n| --- | --- |")
    for name, value in rows.items():
        _say(f"| {name} | {value:,.4g} |")


def _show_pairs(documents: Sequence[Document], weights: Path, models: str, count: int) -> None:
    weights.mkdir(parents=True, exist_ok=True)
    bare = bare_pipeline(weights)
    for each in documents[:2]:
        bare(each.text)
    found = list(pairs(documents, bare, models, count))
    for theirs, ours in found:
        _say(f"bare {theirs:.0f}, quotes {ours:.0f} µs a word: {theirs / ours:.2f} times")
    _say(f"median of {len(found)} pairs: {statistics.median(theirs / ours for theirs, ours in found):.2f} times")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m quotes.training.benchmark", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folder", nargs="?", type=Path, default=Path("samples"), help="articles, one text file each")
    parser.add_argument("--pairs", type=int, default=5, help="how often the two are compared")
    parser.add_argument("--models", default=SHIPPED, help="the set that quotes runs with")
    parser.add_argument("--weights", type=Path, default=Path("training/compact-en-3"), help="where compact-en 3 goes")
    parser.add_argument("--only", default="pairs,stages,tiny,starts,growth", help="which of these tables")
    given = parser.parse_args(arguments)
    wanted = set(given.only.split(","))
    documents = list(read(str(given.folder)))
    extractor = Extractor(given.models)
    with one_thread():
        for each in documents[:2]:
            extractor.extract(each)
        _say(f"{len(documents)} articles, {words_in(documents):,} words")
        if "pairs" in wanted:
            _show_pairs(documents, given.weights, given.models, given.pairs)
        with as_a_command():
            if "stages" in wanted:
                _table("stage", stages(documents, extractor), "µs a word")
            if "tiny" in wanted:
                _say(f"\n{tiny(extractor):.0f} tiny documents a second")
            if "starts" in wanted:
                _table("run", starts(), "seconds of the processor")
            if "growth" in wanted:
                _table("growth", growth(documents, extractor), "µs a word")
    _say(f"\npeak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
