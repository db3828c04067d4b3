"""
Runs the stages of a recipe in Stanza's own training modules, each in a process of its own.

A finished stage leaves a small record next to its weights, and is not run again; so a run that was interrupted goes on
where it stopped when the same command is given again.  The parser goes on in the middle of a stage, because Stanza
keeps a checkpoint for it; the other stages start over.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from attrs import asdict, frozen

from quotes.errors import QuotesError
from quotes.training.prepare import sha256
from quotes.training.recipes import Recipe, Stage


class TrainingError(QuotesError):
    """A training module stopped with an error; the message names its log."""


@frozen
class Task:
    """What a stage is asked to do: its command line, and the digests of the files that the command line names."""

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


def train(recipe: Recipe, data: Path, out: Path, vectors: Path, *, threads: int = 1) -> Path:
    """
    Run the stages of *recipe* that are not finished yet and return the path of the resulting weights.

    *data* is what `prepare` wrote, *vectors* the word vector table; weights, logs and records go to *out*.
    """
    out.mkdir(parents=True, exist_ok=True)
    for stage in recipe.stages:
        run_stage(stage, {"data": str(data), "out": str(out), "vectors": str(vectors)}, out, threads=threads)
    return out / f"{recipe.stages[-1].name}.pt"


def run_stage(stage: Stage, places: Mapping[str, str], out: Path, *, threads: int) -> Finished:
    """Run one stage, unless its record says that it is finished, with the same command line and the same inputs."""
    target = device()
    arguments = stage.arguments(places) + (["--cpu"] if target == "cpu" else [])
    task = Task(stage.name, arguments, {each: sha256(Path(each)) for each in arguments if Path(each).is_file()})
    record, log, weights = (out / f"{stage.name}.{kind}" for kind in ("json", "log", "pt"))
    if (done := finished(record)) and done.task == task and weights.is_file():
        return done
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
    done = Finished(task, round(time.monotonic() - start, 1), target)
    record.write_text(json.dumps(asdict(done), indent=1) + "\n", encoding="utf-8")
    return done


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
