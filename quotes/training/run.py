"""
Runs stages in Stanza's own training modules, each in a process of its own.

A finished stage leaves a small record next to its weights, and is not run again; so a run that was interrupted goes on
where it stopped when the same command is given again, with the stage that was not finished.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from attrs import asdict, frozen

from quotes.errors import QuotesError
from quotes.models import sha256_of
from quotes.training.recipes import Stage
from quotes.training.treebank import CorpusError


class TrainingError(QuotesError):
    """A training module stopped with an error; the message names its log."""


@frozen
class Task:
    """What a stage is asked to do: its command line or settings, and the digests of the files that it reads."""

    stage: str
    arguments: list[str]
    inputs: dict[str, str]


@frozen
class Finished:
    """What a finished stage says of itself: the task, the seconds that it took (wall clock), and where it ran."""

    task: Task
    seconds: float
    device: str


def device() -> str:
    """`cuda` where there is a graphics processor that torch can use, else `cpu`."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def train(stage: Stage, data: Path, out: Path, *, threads: int = 1) -> Path:
    """
    Run a stage, unless its record says that it is finished, with the same command line and the same inputs.

    *data* is what `prepare` wrote; weights, log and record go to *out*.  The path of the weights is returned.
    """
    out.mkdir(parents=True, exist_ok=True)
    target = device()
    arguments = stage.arguments({"data": str(data), "out": str(out)}) + (["--cpu"] if target == "cpu" else [])
    task = Task(stage.name, arguments, {each: digest(Path(each)) for each in arguments if Path(each).is_file()})
    record, log, weights = (out / f"{stage.name}.{kind}" for kind in ("json", "log", "pt"))
    if (done := finished(record)) and done.task == task and weights.is_file():
        return weights
    _forget_other_task(task, out)
    start = time.monotonic()
    with log.open("a", encoding="utf-8") as lines:
        code = subprocess.run(
            [sys.executable, "-u", "-m", stage.module, *arguments],
            stdout=lines,
            stderr=subprocess.STDOUT,
            env={**os.environ, "OMP_NUM_THREADS": str(threads)},
            check=False,
        ).returncode
    if code or not weights.is_file():
        raise TrainingError(f"{stage.module} left no weights (exit code {code}); see the end of {log}")
    finish(record, Finished(task, round(time.monotonic() - start, 1), target))
    return weights


def _forget_other_task(task: Task, out: Path) -> None:
    """Remove weights and checkpoint of another task: Stanza would go on from them in silence, with the new options."""
    started = out / f"{task.stage}.started"
    content = json.dumps(asdict(task))
    if not started.is_file() or started.read_text(encoding="utf-8") != content:
        for left in (f"{task.stage}.pt", f"{task.stage}_checkpoint.pt", f"{task.stage}.json"):
            (out / left).unlink(missing_ok=True)
    started.write_text(content, encoding="utf-8")


def finished(record: Path) -> Finished | None:
    """The record of a finished stage, or None where there is none."""
    if not record.is_file():
        return None
    content = json.loads(record.read_text(encoding="utf-8"))
    return Finished(Task(**content["task"]), content["seconds"], content["device"])


def finish(record: Path, done: Finished) -> None:
    """Write the record of a finished stage."""
    record.write_text(json.dumps(asdict(done), indent=1) + "\n", encoding="utf-8")


def digest(path: Path) -> str:
    """The sha256 of a file, or of the names and sha256s of a folder's files; CorpusError where there is neither."""
    if path.is_dir():
        lines = (f"{each.relative_to(path)} {sha256_of(each)}\n" for each in sorted(path.rglob("*")) if each.is_file())
        return hashlib.sha256("".join(lines).encode()).hexdigest()
    if not path.is_file():
        raise CorpusError(
            f"{path}: not there; name the place of the corpora with --corpora, of the articles with --gold"
        )
    return sha256_of(path)
