"""The commands of `python -m quotes.training`."""

import argparse
import json
import logging
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
from attrs import frozen

from quotes.errors import QuotesError
from quotes.learned.encoder import Encoder
from quotes.learned.reader import Reader
from quotes.models import ENCODER, SHIPPED, ModelSet, locate
from quotes.parsing.best_tree import best_tree
from quotes.parsing.conllu import dumps, loads
from quotes.parsing.loading import load_files
from quotes.parsing.sentences import with_odds
from quotes.parsing.stanza_parser import StanzaParser, segmented
from quotes.training import card, evaluate, fine_tuning, silver
from quotes.training.annotated import by_fold, unparsed
from quotes.training.licences import NON_COMMERCIAL_GENRES
from quotes.training.pack import pack
from quotes.training.prepare import TREEBANKS, prepare
from quotes.training.recipes import FILES, SIZES
from quotes.training.run import TrainingError, train
from quotes.training.teacher import MPNet, Teacher, mpnet
from quotes.training.treebank import CorpusError

log = logging.getLogger("quotes.training")


@frozen
class Work:
    """The folders of one training run, and its options."""

    folder: Path
    corpora: Path
    gold: Path
    size: str
    threads: int
    #: What training reads, the words of annotated articles, raw news as labelled.
    data: Path
    words: Path
    silver: Path
    #: Weights, logs and records, and what is shipped.
    runs: Path
    set: Path

    @property
    def base(self) -> Callable[[], fine_tuning.Base]:
        """What the encoder starts from."""
        return fine_tuning.minilm if self.size == "full" else fine_tuning.tiny

    def weights(self, name: str) -> Path:
        """The weights that training leaves under that name."""
        path = self.runs / f"{name}.pt"
        if not path.is_file():
            raise TrainingError(f"{path}: no weights yet; make them with `python -m quotes.training train {name}`")
        return path


def run_prepare(work: Work, options: argparse.Namespace) -> None:
    """Treebanks to training files."""
    if not (work.corpora / "ud").is_dir():
        raise CorpusError(f"{work.corpora}: expected the folder `ud` in it; name the place with --corpora")
    log.info("wrote %s", prepare(work.corpora, work.data, frozenset(options.leave_out)))


def run_words(work: Work, options: argparse.Namespace) -> None:
    """Annotated articles to their words, by the tokenizer of this run, or the shipped one where there is none yet."""
    own = all((work.runs / f"{name}.pt").is_file() for name in ("tokenizer", "mwt"))
    shipped = locate(SHIPPED).folder
    weights = {FILES[each]: work.weights(each) if own else shipped / FILES[each] for each in ("tokenizer", "mwt")}
    pipeline = load_files({name.removesuffix(".pt"): path for name, path in weights.items()})
    work.words.mkdir(parents=True, exist_ok=True)
    for article in unparsed(work.corpora, work.gold):
        path = work.words / f"{article.parse.document.id}.conllu"
        if not path.is_file():
            path.write_text(dumps(segmented(pipeline, article.parse.document)), encoding="utf-8")
    log.info("words are in %s, by the tokenizer in %s", work.words, weights["tokenize.pt"])


def run_train(work: Work, options: argparse.Namespace) -> None:
    """Training files to weights: of Stanza's networks by Stanza, of the encoder by fine-tuning."""
    _require(work.data / "train.conllu", "prepare")
    for name in options.part:
        log.info("training %s", name)
        if name in _FINE_TUNED:
            path = _FINE_TUNED[name](work, options)
        else:
            path = train(SIZES[work.size][name], work.data, work.runs, threads=work.threads)
        log.info("wrote %s", path)


def _fine_tuned(work: Work, options: argparse.Namespace) -> Path:
    """The weights of the encoder, or of a fold's."""
    kind, base = fine_tuning.FOLD if options.fold is not None else fine_tuning.ENCODER, work.base
    labelled = None
    if options.start is not None:
        kind, base, labelled = fine_tuning.AGAIN, partial(fine_tuning.earlier, options.start), work.silver
        _require(labelled, "silver")
    return _learnt(work, base, kind, labelled, fold=options.fold, folds=options.folds)


def _taught(work: Work, options: argparse.Namespace) -> Path:
    """The weights of the teacher."""
    return _learnt(work, mpnet if work.size == "full" else fine_tuning.tiny, fine_tuning.TEACHER)


#: What is fine-tuned here, by name.
_FINE_TUNED: Mapping[str, Callable[[Work, argparse.Namespace], Path]] = {
    fine_tuning.ENCODER.name: _fine_tuned,
    fine_tuning.TEACHER.name: _taught,
}


def _learnt(
    work: Work, base: Callable[[], fine_tuning.Base], kind: fine_tuning.Kind, labelled: Path | None = None, **fold: Any
) -> Path:
    _require(work.words, "words")
    torch.set_num_threads(work.threads)
    places = fine_tuning.Places(work.data / "train.conllu", work.words, work.corpora, work.gold, labelled)
    return fine_tuning.fine_tune(base(), places, work.runs, kind, **fold)


def _require(path: Path, command: str) -> None:
    """TrainingError that names the command, where what it should have written is missing."""
    if not path.exists():
        raise TrainingError(f"{path}: not there yet; write it with `python -m quotes.training {command}`")


def run_silver(work: Work, options: argparse.Namespace) -> None:
    """Raw news to what the shipped set and the teacher read in it."""
    encoder = MPNet if work.size == "full" else Encoder
    teacher = Teacher.load(work.weights(fine_tuning.TEACHER.name), encoder)
    silver.write(silver.raw(work.corpora, work.gold), work.silver, StanzaParser(locate(SHIPPED)), teacher)
    log.info("labelled news is in %s", work.silver)


def run_odds(work: Work, options: argparse.Namespace) -> None:
    """Parses of annotated articles with the odds of the fold's encoder, which has not learnt them."""
    encoder = fine_tuning.FOLD.name
    names = [fine_tuning.name_of(encoder, fold, options.folds) for fold in range(options.folds)]
    for fold, name in enumerate(names):
        _require(work.runs / f"{name}.pt", f"train --folds {options.folds} --fold {fold} {encoder}")
    _require(work.set / "manifest.json", "pack")
    readers = [Reader.load(work.runs / f"{name}.pt", best_tree) for name in names]
    parser = StanzaParser(ModelSet(work.set))
    parses = options.parses or work.folder / "parses"
    parses.mkdir(parents=True, exist_ok=True)
    for fold, article in by_fold(unparsed(work.corpora, work.gold), options.folds):
        document = article.parse.document
        path = parses / f"{document.id}.conllu"
        parse = loads(path.read_text(encoding="utf-8"), document) if path.is_file() else parser(document)
        path.write_text(dumps(with_odds(parse, readers[fold])), encoding="utf-8")
    log.info("parses are in %s", parses)


def run_pack(work: Work, options: argparse.Namespace) -> None:
    """Weights to the set that is shipped."""
    sources = {file: work.weights(name) for name, file in FILES.items()} | {
        ENCODER: work.weights(fine_tuning.ENCODER.name)
    }
    about: dict[str, Any] = {
        "name": options.name,
        "version": options.version,
        "language": "en",
        "stanza": version("stanza"),
        "processors": ["tokenize", "mwt", "pos", "lemma", "depparse", "ner"],
        "licences": dict(card.LICENCES),
        "scores": {},
    }
    log.info("wrote %s", pack(sources, work.set, about))


def run_evaluate(work: Work, options: argparse.Namespace) -> None:
    """Scores of a set: printed, and for our own set written into its manifest and card."""
    folder = options.set or work.set
    treebanks = {name: work.data / f"dev-{name}.conllu" for name in TREEBANKS}
    treebanks |= {path.stem: path for path in options.also}
    scores = evaluate.score_set(ModelSet(folder), treebanks, work.corpora / "ner" / "dev.tsv.gz")
    sys.stdout.write(evaluate.table(scores) + "\n")
    if folder == work.set:
        manifest = folder / "manifest.json"
        content = json.loads(manifest.read_text(encoding="utf-8")) | {"scores": scores}
        manifest.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        card.write_card(folder / "README.md", work.data, work.runs, manifest, scores)


def run_all(work: Work, options: argparse.Namespace) -> None:
    """Everything that is shipped, in the order in which one needs the other."""
    run_prepare(work, options)
    run_train(work, argparse.Namespace(part=[*FILES]))
    run_words(work, options)
    run_train(work, argparse.Namespace(part=[fine_tuning.ENCODER.name], start=None, fold=None, folds=options.folds))
    run_pack(work, options)
    run_evaluate(work, options)


COMMANDS: Mapping[str, Callable[[Work, argparse.Namespace], None]] = {
    "prepare": run_prepare,
    "words": run_words,
    "train": run_train,
    "silver": run_silver,
    "odds": run_odds,
    "pack": run_pack,
    "evaluate": run_evaluate,
    "all": run_all,
}


def parser() -> argparse.ArgumentParser:
    """The command line."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--work", type=Path, default=Path("training"), help="folder for all that is written")
    common.add_argument(
        "--corpora", type=Path, default=Path("../shared/corpora"), help="folder with ud/, ner/, polnear/ and coref/"
    )
    common.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder with train/ and pages/")
    common.add_argument("--size", choices=[*SIZES], default="full", help="`tiny` runs a few steps of everything")
    common.add_argument("--threads", type=int, default=1, help="processor cores for a training stage")
    common.add_argument(
        "--leave-out",
        nargs="*",
        default=sorted(NON_COMMERCIAL_GENRES),
        metavar="GENRE",
        help="genres not to use",
    )
    common.add_argument("--folds", type=int, default=3, help="number of the folds that articles are cut into")
    common.add_argument("--fold", type=int, help="leave out this one's articles (from 0), to read them for the scorer")
    common.add_argument("--parses", type=Path, help="for `odds`: folder of NAME.conllu, WORK/parses if not given")
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
            command.add_argument("part", nargs="+", choices=[*FILES, *_FINE_TUNED])
            command.add_argument(
                "--start", type=Path, help="let the encoder in this file go on, with what `silver` has labelled"
            )
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    options = parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    below = {name: options.work / name for name in ("data", "words", "silver", "runs", "set")}
    work = Work(options.work, options.corpora, options.gold, options.size, options.threads, **below)
    try:
        COMMANDS[options.command](work, options)
    except QuotesError as error:
        sys.stderr.write(f"error: {error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
