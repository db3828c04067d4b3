"""The commands of `python -m quotes.training`."""

import argparse
import json
import logging
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attrs import frozen

from quotes.errors import QuotesError
from quotes.training import card, evaluate, newswire, silver, vectors
from quotes.training.licences import NON_COMMERCIAL_GENRES
from quotes.training.pack import pack
from quotes.training.prepare import TREEBANKS, prepare
from quotes.training.recipes import PROCESSORS, SIZES, Recipe
from quotes.training.retag import fold, interleaved, retag, stanza_tagger
from quotes.training.run import TrainingError, train
from quotes.training.treebank import CorpusError, read, write
from quotes.training.weight_files import load

log = logging.getLogger("quotes.training")


@frozen
class Work:
    """The folders of one training run, and its options."""

    folder: Path
    corpora: Path
    size: str
    threads: int

    @property
    def data(self) -> Path:
        """What training reads."""
        return self.folder / "data"

    @property
    def runs(self) -> Path:
        """Weights, logs and records."""
        return self.folder / "runs"

    @property
    def set(self) -> Path:
        """What is shipped."""
        return self.folder / "set"

    @property
    def vectors(self) -> Path:
        """The word vector table, in single precision."""
        return self.runs / "vectors.pt"

    @property
    def recipes(self) -> Mapping[str, Recipe]:
        """How each processor is trained at this size."""
        return SIZES[self.size]

    def weights(self, processor: str) -> Path:
        """The weights that training a processor leaves."""
        path = self.runs / f"{self.recipes[processor].stages[-1].name}.pt"
        if not path.is_file():
            raise TrainingError(f"{path}: no weights yet; make them with `python -m quotes.training train {processor}`")
        return path


def run_prepare(work: Work, options: argparse.Namespace) -> None:
    """Corpora to training files."""
    if not (work.corpora / "ud").is_dir():
        raise CorpusError(f"{work.corpora}: expected the folders `ud` and `ner` in it; name the place with --corpora")
    log.info("wrote %s", prepare(work.corpora, work.data, frozenset(options.leave_out)))


def run_vectors(work: Work, options: argparse.Namespace) -> None:
    """Raw text to the word vector table; or a table that is given, made ready for training."""
    work.runs.mkdir(parents=True, exist_ok=True)
    if options.vectors:
        vectors.widen(options.vectors, work.vectors)
    elif not work.vectors.is_file():
        settings = vectors.Settings() if work.size == "full" else vectors.Settings(dimensions=8, epochs=1)
        vectors.train(work.corpora / "text" / "english.txt.gz", work.vectors, settings)
    log.info("word vectors are in %s", work.vectors)


def run_train(work: Work, options: argparse.Namespace) -> None:
    """Training files to weights, by Stanza."""
    for processor in options.processor:
        _require(work.data / "train.conllu", "prepare")
        if processor == "parser":
            _require(work.data / "train-retagged.conllu", "retag")
        if processor == "ner":
            _require(work.data / "ner-mixed.json", "silver")
        if processor in ("tagger", "parser", "teachers", "ner"):
            _require(work.vectors, "vectors")
        log.info("training %s", processor)
        path = train(work.recipes[processor], work.data, work.runs, work.vectors, threads=work.threads)
        log.info("wrote %s", path)


def _require(path: Path, command: str) -> None:
    """TrainingError that names the command, where what it should have written is missing."""
    if not path.is_file():
        raise TrainingError(f"{path}: not there yet; write it with `python -m quotes.training {command}`")


def run_retag(work: Work, options: argparse.Namespace) -> None:
    """Predicted tags for the parser to learn from."""
    lemma = work.weights("lemmatizer")
    tagger = stanza_tagger(work.weights("tagger"), lemma, work.vectors)
    retag(work.data / "dev-sample.conllu", work.data / "dev-sample-retagged.conllu", tagger)
    target = work.data / "train-retagged.conllu"
    if options.folds == 1:
        retag(work.data / "train.conllu", target, tagger)
        return
    sentences = list(read(work.data / "train.conllu"))
    parts = []
    for number in range(options.folds):
        data, runs = work.data / f"fold-{number}", work.runs / f"fold-{number}"
        learn, tag = fold(sentences, number, options.folds)
        write(data / "train.conllu", learn)
        write(data / "dev-sample.conllu", read(work.data / "dev-sample.conllu"))
        weights = train(work.recipes["tagger"], data, runs, work.vectors, threads=work.threads)
        parts.append(stanza_tagger(weights, lemma, work.vectors)(tag))
    write(target, interleaved(parts))


def run_silver(work: Work, options: argparse.Namespace) -> None:
    """Names in unannotated news, labelled by the teachers, for the last tagger to learn from."""
    teachers = [work.runs / f"{stage.name}.pt" for stage in work.recipes["teachers"].stages]
    for path in teachers:
        _require(path, "train teachers")
    taggers = silver.Taggers(teachers, work.vectors)
    splitter = load({"tokenize": work.weights("tokenizer"), "mwt": work.weights("mwt")}, work.vectors)
    articles = (silver.words(splitter, each) for each in silver.news(work.corpora))
    labelled = (sentence for each in articles if each for sentence in silver.labelled(each, taggers(each)))
    annotated = newswire.load(work.data / "ner-train.json")
    count = newswire.write(work.data / "ner-mixed.json", silver.mixed(annotated, labelled))
    log.info("wrote %d sentences", count)


def run_pack(work: Work, options: argparse.Namespace) -> None:
    """Weights to the set that is shipped."""
    recipes = work.recipes.items()
    sources = {recipe.file: work.weights(processor) for processor, recipe in recipes if recipe.file}
    about: dict[str, Any] = {
        "name": options.name,
        "version": options.version,
        "language": "en",
        "stanza": version("stanza"),
        "processors": ["tokenize", "mwt", "pos", "lemma", "depparse", "ner"],
        "licences": dict(card.LICENCES),
        "scores": {},
    }
    log.info("wrote %s", pack({**sources, "pretrain.pt": work.vectors}, work.set, about))


def run_evaluate(work: Work, options: argparse.Namespace) -> None:
    """Scores of a set: printed, and for our own set written into its manifest and card."""
    folder = options.set or work.set
    treebanks = {name: work.data / f"dev-{name}.conllu" for name in TREEBANKS}
    treebanks |= {path.stem: path for path in options.also}
    scores = evaluate.score_set(folder, treebanks, work.corpora / "ner" / "dev.tsv.gz")
    sys.stdout.write(evaluate.table(scores) + "\n")
    if folder == work.set:
        manifest = folder / "manifest.json"
        content = json.loads(manifest.read_text(encoding="utf-8")) | {"scores": scores}
        manifest.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        card.write_card(folder / "README.md", work.data, work.runs, manifest, scores)


def run_all(work: Work, options: argparse.Namespace) -> None:
    """Everything, in the order in which one needs the other."""
    run_prepare(work, options)
    run_vectors(work, options)
    run_train(work, argparse.Namespace(processor=["tokenizer", "mwt", "tagger", "lemmatizer", "teachers"]))
    run_retag(work, options)
    run_silver(work, options)
    run_train(work, argparse.Namespace(processor=["parser", "ner"]))
    run_pack(work, options)
    run_evaluate(work, options)


COMMANDS: Mapping[str, Callable[[Work, argparse.Namespace], None]] = {
    "prepare": run_prepare,
    "vectors": run_vectors,
    "train": run_train,
    "retag": run_retag,
    "silver": run_silver,
    "pack": run_pack,
    "evaluate": run_evaluate,
    "all": run_all,
}


def parser() -> argparse.ArgumentParser:
    """The command line."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--work", type=Path, default=Path("training"), help="folder for all that is written")
    common.add_argument(
        "--corpora", type=Path, default=Path("../shared/corpora"), help="folder with ud/, ner/ and text/"
    )
    common.add_argument("--vectors", type=Path, help="for `vectors` and `all`: a table to take instead of training one")
    common.add_argument("--size", choices=[*SIZES], default="full", help="`tiny` runs a few steps of everything")
    common.add_argument("--threads", type=int, default=1, help="processor cores for a training stage")
    common.add_argument(
        "--leave-out",
        nargs="*",
        default=sorted(NON_COMMERCIAL_GENRES),
        metavar="GENRE",
        help="genres not to use",
    )
    common.add_argument("--folds", type=int, default=1, help="jackknife the tagger over so many folds (1: do not)")
    common.add_argument("--name", default="compact-en", help="name of the set")
    common.add_argument("--version", type=int, default=1, help="version of the set")
    common.add_argument("--set", type=Path, help="evaluate the set in this folder instead of our own")
    common.add_argument("--also", type=Path, nargs="*", default=[], help="more CoNLL-U files to evaluate on")
    top = argparse.ArgumentParser(prog="python -m quotes.training", description=sys.modules["quotes.training"].__doc__)
    top.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = top.add_subparsers(dest="command", required=True)
    for name, run in COMMANDS.items():
        command = commands.add_parser(name, parents=[common], help=run.__doc__)
        if name == "train":
            command.add_argument("processor", nargs="+", choices=PROCESSORS)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    options = parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    work = Work(options.work, options.corpora, options.size, options.threads)
    try:
        COMMANDS[options.command](work, options)
    except QuotesError as error:
        sys.stderr.write(f"error: {error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
