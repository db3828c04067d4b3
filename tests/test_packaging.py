"""What is packed into a wheel and a source archive, read from the build's own configuration."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

import quotes

TOP = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel() -> set[str]:
    """The files that a wheel of this tree has."""
    return {each.distribution_path for each in WheelBuilder(str(TOP)).recurse_included_files()}


def test_the_wheel_has_what_runs(wheel: set[str]) -> None:
    """Code, words, schema, models, and the mark that says it is typed."""
    assert {"quotes/cli.py", "quotes/py.typed", "quotes/schemas/quotation.schema.json"} <= wheel
    assert {"quotes/words/data/cues.jsonl", "quotes/models/compact-en/manifest.json"} <= wheel
    assert {f"quotes/report/templates/{name}" for name in ("page.html", "report.css", "report.js")} <= wheel
    assert [each for each in wheel if not each.startswith("quotes/")] == []


def test_the_wheel_has_no_training(wheel: set[str]) -> None:
    """What makes the models stays in the repository."""
    assert [each for each in wheel if "training" in each] == []
    assert (TOP / "quotes" / "training").is_dir()


def test_nothing_that_is_packed_imports_training(wheel: set[str]) -> None:
    """So nothing is missing where only the wheel is installed."""
    for name in sorted(each for each in wheel if each.endswith(".py")):
        for node in ast.walk(ast.parse((TOP / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not f"{node.module}.{node.names[0].name}".startswith("quotes.training"), name


def test_the_source_archive_can_be_tested() -> None:
    """It has the tests with their cases, samples and pinned versions."""
    files = {each.relative_path for each in SdistBuilder(str(TOP)).recurse_included_files()}
    assert {"tests/conftest.py", "tests/cases/quotations.md", "samples/harbour.txt", "constraints.txt"} <= files


def test_one_version() -> None:
    """The build's version is the package's."""
    assert WheelBuilder(str(TOP)).metadata.version == quotes.__version__


def test_claimed_pythons_are_those_that_the_workflow_tests() -> None:
    """The classifiers and the workflow's matrix name the same versions, and the first is the least that is required."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    claimed = re.findall(r"Python :: (3\.\d+)", " ".join(project["classifiers"]))
    workflow = (TOP / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    (matrix,) = re.findall(r"python: \[(.*)\]", workflow)
    assert re.findall(r"3\.\d+", matrix) == claimed
    assert project["requires-python"] == f">={claimed[0]}"
