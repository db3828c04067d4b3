"""The commands of `python -m quotes.training`."""

import argparse
import json
import logging
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
from attrs import frozen

from quotes.errors import QuotesError
from quotes.learned.encoder import Encoder
from quotes.learned.reader import Reader
from quotes.models import ENCODER, MEANING, SHIPPED, ModelSet, locate
from quotes.parsing.best_tree import best_tree
from quotes.parsing.conllu import dumps, loads
from quotes.parsing.loading import load_files
from quotes.parsing.stanza_parser import StanzaParser
from quotes.training import evaluate, fine_tuning, silver
from quotes.training.annotated import by_fold, unparsed
from quotes.training.corpora import CorpusError
from quotes.training.pack import LICENCES, pack
from quotes.training.prepare import TREEBANKS, prepare
from quotes.training.recipes import STAGES
from quotes.training.reread import segmented, with_odds
from quotes.training.run import TrainingError, train
from quotes.training.teacher import MPNet, Teacher, mpnet

log = logging.getLogger("quotes.training")


@frozen
class Work:
    """The folders of one training run, and its options."""

    folder: Path
    corpora: Path
    gold: Path
    tiny: bool
    threads: int
    #: What training reads, the words of annotated articles, raw news as labelled.
    data: Path
    words: Path
    silver: Path
    #: Weights, logs and records, and what is shipped.
    runs: Path
    set: Path

    def weights(self, name: str) -> Path:
        """The weights that training leaves under that name."""
        return _required(self.runs / f"{name}.pt", f"train {name}")

    def tuned(self, base: fine_tuning.Base, kind: fine_tuning.Kind, labelled: Path | None = None, **fold: Any) -> Path:
        """The weights of a network that is fine-tuned from that base, with *labelled* news if there is any."""
        torch.set_num_threads(self.threads)
        words = _required(self.words, "words")
        places = fine_tuning.Places(self.data / "train.conllu", words, self.corpora, self.gold, labelled)
        return fine_tuning.fine_tune(base, places, self.runs, kind, **fold)


def _required(path: Path, command: str) -> Path:
    """The path; TrainingError that names the command where what that should have written is missing."""
    if not path.exists():
        raise TrainingError(f"{path}: not there yet; write it with `python -m quotes.training {command}`")
    return path


def run_prepare(work: Work, options: argparse.Namespace) -> None:
    """Treebanks to training files."""
    if not (work.corpora / "ud").is_dir():
        raise CorpusError(f"{work.corpora}: expected the folder `ud` in it; name the place with --corpora")
    log.info("wrote %s", prepare(work.corpora, work.data))


def run_words(work: Work, options: argparse.Namespace) -> None:
    """Annotated articles to their words, by the tokenizer of this run, or the shipped one where there is none yet."""
    stages = [STAGES[name] for name in ("tokenizer", "mwt")]
    weights = [work.runs / f"{each.name}.pt" for each in stages]
    if not all(path.is_file() for path in weights):
        weights = [locate(SHIPPED).folder / each.file for each in stages]
    pipeline = load_files({Path(each.file).stem: path for each, path in zip(stages, weights, strict=True)})
    work.words.mkdir(parents=True, exist_ok=True)
    for article in unparsed(work.corpora, work.gold):
        path = work.words / f"{article.parse.document.id}.conllu"
        if not path.is_file():
            path.write_text(dumps(segmented(pipeline, article.parse.document)), encoding="utf-8")
    log.info("words are in %s, by the tokenizer in %s", work.words, weights[0])


def run_train(work: Work, options: argparse.Namespace) -> None:
    """Training files to weights: of Stanza's networks by Stanza, of the encoder and its teacher by fine-tuning."""
    _required(work.data / "train.conllu", "prepare")
    for name in options.part:
        log.info("training %s", name)
        if name == fine_tuning.TEACHER.name:
            path = work.tuned(fine_tuning.tiny() if work.tiny else mpnet(), fine_tuning.TEACHER)
        elif name == fine_tuning.ENCODER.name:
            path = _encoder(work, options)
        else:
            stage = STAGES[name].made_tiny if work.tiny else STAGES[name]
            path = train(stage, work.data, work.runs, threads=work.threads)
        log.info("wrote %s", path)


def _encoder(work: Work, options: argparse.Namespace) -> Path:
    """The weights of the encoder, of one that goes on, or of a fold's."""
    fold = {"fold": options.fold, "folds": options.folds}
    if options.start is not None:
        labelled = _required(work.silver, "silver")
        return work.tuned(fine_tuning.earlier(options.start), fine_tuning.AGAIN, labelled, **fold)
    base = fine_tuning.tiny() if work.tiny else fine_tuning.minilm()
    return work.tuned(base, fine_tuning.ENCODER if options.fold is None else fine_tuning.FOLD, **fold)


def run_silver(work: Work, options: argparse.Namespace) -> None:
    """Raw news to what the shipped set and the teacher read in it."""
    teacher = Teacher.load(work.weights(fine_tuning.TEACHER.name), Encoder if work.tiny else MPNet)
    silver.write(silver.raw(work.corpora, work.gold), work.silver, StanzaParser(locate(SHIPPED)), teacher)
    log.info("labelled news is in %s", work.silver)


def run_odds(work: Work, options: argparse.Namespace) -> None:
    """Parses of annotated articles with the odds of the fold's encoder, which has not learnt them."""
    encoder, readers = fine_tuning.FOLD.name, []
    for fold in range(options.folds):
        path = work.runs / f"{fine_tuning.name_of(encoder, fold, options.folds)}.pt"
        command = f"train --folds {options.folds} --fold {fold} {encoder}"
        readers.append(Reader.load(_required(path, command), best_tree))
    _required(work.set / "manifest.json", "pack")
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
    sources = {each.file: work.weights(name) for name, each in STAGES.items()}
    about: dict[str, Any] = {
        "name": options.name,
        "version": options.version,
        "language": "en",
        "stanza": version("stanza"),
        "processors": ["tokenize", "mwt", "pos", "lemma", "depparse", "ner"],
        "licences": dict(LICENCES),
        "scores": {},
    }
    sources[ENCODER] = work.weights(fine_tuning.ENCODER.name)
    if (meaning := work.runs / MEANING).exists():
        sources[MEANING] = meaning
    log.info("wrote %s", pack(sources, work.set, about))


def run_evaluate(work: Work, options: argparse.Namespace) -> None:
    """Scores of a set: printed, and for our own set written into its manifest."""
    folder = options.set or work.set
    treebanks = {name: work.data / f"dev-{name}.conllu" for name in TREEBANKS}
    scores = evaluate.score_set(ModelSet(folder), treebanks, work.corpora / "ner" / "dev.tsv.gz")
    sys.stdout.write(evaluate.table(scores) + "\n")
    if folder == work.set:
        manifest = folder / "manifest.json"
        content = json.loads(manifest.read_text(encoding="utf-8")) | {"scores": scores}
        manifest.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


COMMANDS: Mapping[str, Callable[[Work, argparse.Namespace], None]] = {
    "prepare": run_prepare,
    "words": run_words,
    "train": run_train,
    "silver": run_silver,
    "odds": run_odds,
    "pack": run_pack,
    "evaluate": run_evaluate,
}


def parser() -> argparse.ArgumentParser:
    """The command line."""
    common = argparse.ArgumentParser(add_help=False)
    option = common.add_argument
    option("--work", type=Path, default=Path("training"), help="folder for all that is written")
    option("--corpora", type=Path, default=Path("../shared/corpora"), help="folder with ud/, ner/, polnear/ and coref/")
    option("--gold", type=Path, default=Path("../shared/gold"), help="folder with train/ and pages/")
    option("--tiny", action="store_true", help="run a few steps of everything")
    option("--threads", type=int, default=1, help="processor cores for a training stage")
    top = argparse.ArgumentParser(prog="python -m quotes.training", description=sys.modules["quotes.training"].__doc__)
    top.formatter_class = argparse.RawDescriptionHelpFormatter
    subparsers = top.add_subparsers(dest="command", required=True)
    commands = {name: subparsers.add_parser(name, parents=[common], help=run.__doc__) for name, run in COMMANDS.items()}
    for name in ("train", "odds"):
        commands[name].add_argument("--folds", type=int, default=3, help="number of the folds of articles")
    option = commands["train"].add_argument
    option("part", nargs="+", choices=[*STAGES, fine_tuning.ENCODER.name, fine_tuning.TEACHER.name])
    option("--fold", type=int, help="leave out this one's articles (from 0), to read them for the scorer")
    option("--start", type=Path, help="let the encoder in this file go on, with what `silver` has labelled")
    commands["odds"].add_argument("--parses", type=Path, help="folder of NAME.conllu, WORK/parses if not given")
    commands["pack"].add_argument("--name", default="compact-en", help="name of the set")
    commands["pack"].add_argument("--version", type=int, default=1, help="version of the set")
    commands["evaluate"].add_argument("--set", type=Path, help="evaluate the set in this folder instead of our own")
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    options = parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    below = {name: options.work / name for name in ("data", "words", "silver", "runs", "set")}
    work = Work(options.work, options.corpora, options.gold, options.tiny, options.threads, **below)
    try:
        COMMANDS[options.command](work, options)
    except QuotesError as error:
        sys.stderr.write(f"error: {error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
