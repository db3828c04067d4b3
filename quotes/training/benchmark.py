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
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import define, field

from quotes import Extractor, pipeline
from quotes.collector import keep_what_is_loaded
from quotes.learned.encoder import Encoder
from quotes.learned.reader import Reader
from quotes.models import SHIPPED
from quotes.parsing.loading import load_files
from quotes.parsing.own.lemmas import Lemmatizer
from quotes.parsing.own.tokens import Tokenizer
from quotes.parsing.stanza_parser import StanzaParser
from quotes.text import Document
from quotes.text.files import read_document
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
            theirs += seconds(lambda group=group: [bare(each.text) for each in group])  # type: ignore[misc]
            with as_a_command():
                ours += seconds(lambda group=group, read=extractor.extract: [read(each) for each in group])  # type: ignore[misc]
        words = words_in(documents)
        yield _MICRO * theirs / words, _MICRO * ours / words


@define
class Watch:
    """Adds up the time of the processor that functions take while it looks on."""

    spent: dict[str, float] = field(factory=dict)

    @contextmanager
    def looking_at(self, stages: Sequence[tuple[str, Any, str]]) -> Iterator[None]:
        """Time those functions, and leave them as they were."""
        before = [(owner, name, getattr(owner, name)) for _, owner, name in stages]
        try:
            for (stage, owner, name), (_, _, function) in zip(stages, before, strict=True):
                setattr(owner, name, self._timed(stage, function))
            yield
        finally:
            for owner, name, function in before:
                setattr(owner, name, function)

    def _timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        self.spent[stage] = 0.0

        def timed(*given: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return function(*given, **named)
            finally:
                self.spent[stage] += time.process_time() - start

        return timed


def stages(documents: Sequence[Document], extractor: Extractor) -> dict[str, float]:
    """Microseconds a word of each stage."""
    watch = Watch()
    with watch.looking_at(STAGES):
        for each in documents:
            extractor.extract(each)
    spent = {stage: _MICRO * each / words_in(documents) for stage, each in watch.spent.items()}
    return {**spent, "everything after the parse": spent["whole"] - spent["parse"]}


def grown(documents: Sequence[Document], characters: int) -> Document:
    """One document of about so many characters, made of the articles one after the other, again and again."""
    texts = [each.text for each in documents]
    found: list[str] = []
    while sum(map(len, found)) < characters:
        found.append(texts[len(found) % len(texts)])
    return Document(f"{characters}", "\n\n".join(found)[:characters])


def growth(documents: Sequence[Document], extractor: Extractor) -> dict[str, float]:
    """Microseconds a word of more and more articles, and of longer and longer ones."""
    found = {}
    for count in _MANY:
        many = [documents[number % len(documents)] for number in range(count)]
        spent = seconds(lambda many=many: [extractor.extract(each) for each in many])  # type: ignore[misc]
        found[f"{count} articles"] = _MICRO * spent / words_in(many)
    for size in _LONG:
        document = grown(documents, size * _KILO)
        spent = seconds(lambda document=document: extractor.extract(document))  # type: ignore[misc]
        found[f"one of {size} KB"] = _MICRO * spent / words_in([document])
    return found


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
    documents = [read_document(str(path)) for path in sorted(given.folder.glob("*.txt"))]
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
