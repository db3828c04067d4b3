"""What tests of reports share: the samples as articles, and an article that attacks its reader."""

import json
from pathlib import Path

from attrs import evolve

from quotes.records import Quotation
from quotes.report.view import Article
from tests.fakes import ADDED, TEXT

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.jsonl"))
ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'"


def sample(name: str) -> Article:
    """A sample's records and its text."""
    lines = (SAMPLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    text = (SAMPLES / f"{name}.txt").read_bytes().decode()
    return Article(tuple(Quotation.from_json(json.loads(line)) for line in lines), text)


def attacking() -> Article:
    """An article whose title, address and speaker would be markup, were they not escaped."""
    about = evolve(ADDED.document, title=ATTACK, url="javascript:alert(1)", publisher=ATTACK)
    return Article(
        (evolve(ADDED, document=about, speaker=evolve(ADDED.speaker, name=ATTACK, role=ATTACK)),), TEXT + ATTACK
    )
