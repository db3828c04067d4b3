"""Stages run once, and again from the start when anything about them changed."""

from pathlib import Path

import pytest

from quotes.training.recipes import Stage
from quotes.training.run import TrainingError, train

#: Stands in for a Stanza module: counts its runs, says whether it found a checkpoint, leaves weights and a checkpoint.
TRAINER = """
import pathlib, sys
options = dict(zip(sys.argv[1::2], sys.argv[2::2]))
out = pathlib.Path(options["--save_dir"])
checkpoint = out / (options["--name"] + "_checkpoint.pt")
with (out / "runs.txt").open("a") as runs:
    runs.write(options["--name"] + (" resumed" if checkpoint.exists() else "") + "\\n")
checkpoint.write_text("")
if options["--name"] == "bad":
    sys.exit("out of luck")
(out / (options["--name"] + ".pt")).write_text(options["--lr"])
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with training data, and a training module on the path."""
    (tmp_path / "invented_trainer.py").write_text(TRAINER, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "train.conllu").write_text("one", encoding="utf-8")
    return tmp_path


def stage(name: str, lr: float = 0.1, **more: str) -> Stage:
    """A stage of the invented trainer."""
    options = {"name": name, "lr": lr, "train_file": "{data}/train.conllu", **more}
    return Stage("invented_trainer", name, "", options)


def runs(work: Path, *stages: Stage) -> list[str]:
    """Train the stages and say which ran since the last time."""
    log = work / "out" / "runs.txt"
    log.unlink(missing_ok=True)
    for each in stages:
        assert train(each, work, work / "out") == work / "out" / f"{each.name}.pt"
    return log.read_text(encoding="utf-8").splitlines() if log.is_file() else []


def test_a_finished_stage_is_not_run_again(work: Path) -> None:
    """A finished stage is not run again."""
    assert runs(work, stage("a"), stage("b")) == ["a", "b"]
    assert runs(work, stage("a"), stage("b")) == []


def test_changed_options_run_it_again_from_the_start(work: Path) -> None:
    """Changed options run it again, and not on from the checkpoint that the other options left."""
    runs(work, stage("a"))
    assert runs(work, stage("a", lr=0.2)) == ["a"]


def test_changed_data_runs_it_again(work: Path) -> None:
    """Changed data run it again, and what reads its weights too."""
    stages = (stage("a"), stage("b", reads="{out}/a.pt"))
    runs(work, *stages)
    (work / "train.conllu").write_text("two", encoding="utf-8")
    assert runs(work, *stages) == ["a", "b"]


def test_a_stage_that_fails_names_its_log(work: Path) -> None:
    """A stage that fails names its log, where the reason stands."""
    with pytest.raises(TrainingError, match=r"exit code 1.*bad\.log"):
        runs(work, stage("bad"))
    assert "out of luck" in (work / "out" / "bad.log").read_text(encoding="utf-8")
