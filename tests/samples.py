"""
The samples against what is made of their frozen parses, as lines that a person can read.

Run from the top of the repository: ``python -m tests.samples [--write]``.  The parses are frozen, because processors
round differently, and a word on the edge is read one way here and another way there.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import jsonlines

from quotes import read
from quotes.parsing import Parse
from quotes.parsing.conllu import loads
from quotes.pipeline import records_of
from quotes.records import Quotation
from quotes.text.plain import plain
from quotes.text.spans import overlap
from quotes.words.lexicon import lexicon
from tests.casefiles import parses_in

FOLDER = Path(__file__).parents[1] / "samples"
OPEN = FOLDER / "open.md"
#: Two contents that share this much of their letters are the same statement.
_SAME = 0.5


def differences() -> list[str]:
    """All differences between the expected records of the samples and those of their parses, sample by sample."""
    found: list[str] = []
    for path in sorted(FOLDER.glob("*.jsonl")):
        with jsonlines.open(path) as lines:
            expected = [Quotation.from_json(line, str(path), number) for number, line in enumerate(lines, 1)]
        extracted = records_of(parse_of(path.with_suffix(".txt")), lexicon(), "frozen")
        found.extend(f"{path.stem}: {line}" for line in compared(expected, extracted))
    return found


def parse_of(path: Path) -> Parse:
    """The frozen parse of a sample."""
    (document,) = read(str(path))
    return loads(parses_in(FOLDER.name)[document.id], plain(document))


def compared(expected: list[Quotation], extracted: Iterable[Quotation]) -> list[str]:
    """What differs in one document: statements lost, statements too many, and each field that is not as expected."""
    rest = [each for each in extracted if each.attitude == "assertion"]
    lines = []
    for want in expected:
        got = _nearest(want, rest)
        if got is None:
            lines.append(f"lost: {_short(want)}")
            continue
        rest.remove(got)
        for name, left, right in zip(_FIELDS, _fields(want), _fields(got), strict=True):
            if left != right:
                lines.append(f"{_short(want)}: {name}: expected {left!r}, found {right!r}")
    return [*lines, *(f"too many: {_short(each)}" for each in rest)]


def _nearest(want: Quotation, among: list[Quotation]) -> Quotation | None:
    """The record that shares most of its content, if it is the same statement at all."""
    shares = [(_shared(want, each), index) for index, each in enumerate(among)]
    share, index = max(shares, default=(0.0, -1))
    return among[index] if share >= _SAME else None


_FIELDS = ("type", "content", "cue", "source", "speaker", "medium", "chain", "nested")


def _fields(record: Quotation) -> tuple[object, ...]:
    """What is compared: the words, not the bookkeeping (ids, confidence, provenance)."""
    return (
        record.type,
        record.content.text,
        record.cue.text if record.cue else None,
        record.source.text if record.source else None,
        record.speaker.name,
        record.medium.text.removeprefix("a ").removeprefix("the ") if record.medium else None,
        " → ".join(f"{hop.name} ({hop.role})" for hop in record.chain),
        record.parent is not None,
    )


def _shared(left: Quotation, right: Quotation) -> float:
    """The share of letters that two contents have in common, of all that either has."""
    common = overlap(left.content.spans, right.content.spans)
    total = sum(map(len, left.content.spans)) + sum(map(len, right.content.spans)) - common
    return common / total


def _short(record: Quotation) -> str:
    words = record.content.text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def main() -> None:
    """Print gains and losses against ``open.md``; with ``--write``, rewrite it."""
    now = differences()
    before = OPEN.read_text(encoding="utf-8").splitlines() if OPEN.exists() else []
    gains = [f"+ {line}" for line in before if line not in now]
    losses = [f"- {line}" for line in now if line not in before]
    if "--write" in sys.argv[1:]:
        OPEN.write_text("".join(f"{line}\n" for line in now), encoding="utf-8")
    sys.stdout.write(f"{len(gains)} gains and {len(losses)} losses, {len(now)} differences in all\n")
    sys.stdout.writelines(f"{line}\n" for line in gains + losses)


if __name__ == "__main__":
    main()
