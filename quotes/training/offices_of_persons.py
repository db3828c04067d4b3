"""
How well records say what a speaker is, and of which body or place.

    python -m quotes.training.offices_of_persons PARSES

reads the articles of the gold folders and of raw news whose persons `OFFICES` tells of, each with its parse from the
folder PARSES (``NAME.conllu``; what has none is left out).  Printed are, of roles and of affiliations, in percent: how
many of those that records give are right, and how many are given rightly of those that the articles tell.  A person
counts once, however many statements are theirs.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from quotes.pipeline import records_of
from quotes.records import Speaker
from quotes.training.annotated import articles
from quotes.training.corpora import rows_of
from quotes.words.lexicon import lexicon

#: What articles tell of some of their speakers (SOURCES.md).
OFFICES = Path(__file__).with_name("offices_of_persons.jsonl")
_FIELDS = ("role", "affiliation")


def verdicts(told: dict[str, Any], speakers: Sequence[Speaker]) -> Counter[tuple[str, str]]:
    """For each field how much of somebody's records is right, wrong, open or rightly none: shares that sum up to 1."""
    found = Counter[tuple[str, str]]()
    for field in _FIELDS:
        for speaker in speakers:
            found[field, _verdict(getattr(speaker, field), told[field])] += 1 / len(speakers)  # type: ignore[assignment]
    return found


def _verdict(given: str | None, told: Iterable[str | None]) -> str:
    right = {_plain(each) for each in told}
    if given is None:
        return "none" if None in right else "open"
    return "right" if _plain(given) in right else "wrong"


def _plain(value: str | None) -> str | None:
    """A value for comparison: no case, no article, plain marks."""
    if value is None:
        return None
    words = value.replace("’", "'").casefold().strip(" .'").split()
    return " ".join(words[words[0] in {"the", "a", "an"} :])


def lines_of(found: Counter[tuple[str, str]]) -> list[str]:
    """What is printed: "role: 94.1% of 102 right, 82.1% of 117 told"."""
    lines = []
    for field in _FIELDS:
        right, wrong, left = (found[field, each] for each in ("right", "wrong", "open"))
        given, told = right + wrong, right + wrong + left
        shares = [100 * right / max(1, each) for each in (given, told)]
        lines.append(f"{field}: {shares[0]:.1f}% of {given:.0f} given right, {shares[1]:.1f}% of {told:.0f} told")
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("parses", type=Path, help="a folder of NAME.conllu")
    options.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="folder with text/")
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder with train/ and pages/")
    asked = options.parse_args(arguments)
    told: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(OFFICES):
        told.setdefault(row["doc"], []).append(row)
    parts: dict[str, Counter[tuple[str, str]]] = {}
    for article in articles(asked.corpora, asked.gold, asked.parses):
        rows = told.get(article.parse.document.id, [])
        speakers = [each.speaker for each in records_of(article.parse, lexicon(), "frozen")] if rows else []
        for row in rows:
            theirs = [each for each in speakers if each.name == row["name"]]
            parts.setdefault(row["part"], Counter()).update(verdicts(row, theirs))
    for part, found in sorted(parts.items()):
        sys.stdout.write("".join(f"{part}: {line}\n" for line in lines_of(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
