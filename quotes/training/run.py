"""
Runs stages in Stanza's own training modules, each in a process of its own.

A finished stage leaves a small record next to its weights and is not run again, so a run that was interrupted goes on
with the stage that was not finished when the same command is given again.
"""

import json
import logging
import os
import subprocess
import sys
import time
from pathlib import Path

from attrs import asdict, frozen

from quotes.errors import QuotesError
from quotes.training.corpora import digest
from quotes.training.recipes import Stage

log = logging.getLogger("quotes.training")


@frozen
class TrainingError(QuotesError):
    """A training module stopped with an error; the message names its log."""

    reason: str


@frozen
class Task:
    """What is asked of a stage: its command line or settings, and the digests of the files that it reads."""

    stage: str
    arguments: list[str]
    inputs: dict[str, str]

    @property
    def content(self) -> str:
        """The task as the text of a record."""
        return json.dumps(asdict(self), indent=1) + "\n"

    def is_done(self, weights: Path) -> bool:
        """True where the record beside the weights says that this task made them."""
        record = weights.with_suffix(".json")
        return weights.is_file() and record.is_file() and record.read_text(encoding="utf-8") == self.content

    def finish(self, weights: Path) -> None:
        """Write the record beside the weights."""
        weights.with_suffix(".json").write_text(self.content, encoding="utf-8")


def train(stage: Stage, data: Path, out: Path, *, threads: int = 1) -> Path:
    """
    Run a stage, unless its record says that it is finished, with the same command line and the same inputs.

    *data* is what `prepare` wrote; weights, log and record go to *out*.  The path of the weights is returned.
    """
    out.mkdir(parents=True, exist_ok=True)
    arguments = stage.arguments(data, out)
    inputs = {each: digest(Path(each)) for each in arguments if Path(each).is_file()}
    task, weights = Task(stage.name, arguments, inputs), out / f"{stage.name}.pt"
    if task.is_done(weights):
        return weights
    # Stanza would go on in silence from the weights or the checkpoint of another task.
    for left in (weights, out / f"{stage.name}_checkpoint.pt"):
        left.unlink(missing_ok=True)
    start, lines = time.monotonic(), weights.with_suffix(".log")
    with lines.open("w", encoding="utf-8") as file:
        command = [sys.executable, "-u", "-m", stage.module, *arguments]
        settings = {**os.environ, "OMP_NUM_THREADS": str(threads)}
        code = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT, env=settings, check=False).returncode
    if code or not weights.is_file():
        raise TrainingError(f"{stage.module} left no weights (exit code {code}); see the end of {lines}")
    task.finish(weights)
    log.info("%s took %.1f minutes", stage.name, (time.monotonic() - start) / 60)
    return weights
