"""The style and type checks, as part of the test run."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "check",
    [
        ["ruff", "check", "quotes", "tests"],
        ["ruff", "format", "--check", "quotes", "tests"],
        ["mypy", "--strict"],
    ],
    ids=" ".join,
)
def test_style(check: list[str]) -> None:
    """Linter, formatter and strict type check have nothing to say."""
    done = subprocess.run([sys.executable, "-m", *check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
