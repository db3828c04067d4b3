"""
Learn what speaks for a line that may say who wrote a page: ``python -m quotes.training.bylines GOLD…``.

Every page is one choice among the lines that name somebody and none; the weights of the lines' facts maximise the
probability of the right one (a conditional logit with an L2 penalty).  ``--folds N`` only measures: each page is read
with weights that were learned from the other folds, those of a file of whole pages with weights from the other files.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from attrs import frozen
from scipy.sparse import csr_matrix

from quotes.page import page_of
from quotes.page.byline import names_of, possible_bylines, score
from quotes.page.publisher import key
from quotes.text import Document
from quotes.training.by_folds import write_json
from quotes.training.page_fields import invented_pages, options_of
from quotes.words.lexicon import Lexicon, lexicon

#: Chosen by folds on gold/train and gold/pages, of 0.0003, 0.0005, 0.001, 0.002 and 0.004.
PENALTY = 0.001
#: A page of the cases counts as much as so many others (by three times, one of the 325 is read wrongly).
_TIMES_OF_CASES = 5
_STEPS, _RATE = 1500, 2.5
_PLACES = 3


@frozen
class Option:
    """A line that names somebody: the names, and what speaks for and against it."""

    value: str
    facts: frozenset[str]


@frozen
class Choice:
    """A page's options, the number of the right one (None where the page names nobody), and who wrote it."""

    doc: str
    options: tuple[Option, ...]
    right: int | None
    gold: str | None
    times: int = 1


def annotated(folder: Path, words: Lexicon) -> Iterator[Choice]:
    """The choices of the pages of a folder."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        yield _choice(Document(gold["doc"], text), gold["byline"], words)


def invented(path: Path, words: Lexicon, times: int) -> Iterator[Choice]:
    """The choices of the pages of a case file."""
    for title, text, name in invented_pages(path, "byline"):
        yield _choice(Document(title, text), name, words, times)


def _choice(document: Document, gold: str | None, words: Lexicon, times: int = 1) -> Choice:
    page = page_of(document, words)
    lines = (each for each in possible_bylines(page) if each.people)
    options = tuple(Option(names_of(page, each.people), each.facts) for each in lines)
    right = next((n for n, each in enumerate(options) if gold and _is_same(each.value, gold)), None)
    return Choice(document.id, options, right, gold, times)


def _is_same(names: str, gold: str) -> bool:
    return key(names).replace("and", "") == key(gold).replace("and", "")


def learned(choices: Iterable[Choice]) -> dict[str, float]:
    """The weight of each fact."""
    pages = [each for one in choices if one.right is not None or one.gold is None for each in [one] * one.times]
    facts = sorted({fact for page in pages for each in page.options for fact in each.facts} | {"any"})
    place = {fact: n for n, fact in enumerate(facts)}
    # One row for each candidate of a page, behind them an empty one for nobody.
    rows = [
        [place[fact] for fact in each] for page in pages for each in (*((*o.facts, "any") for o in page.options), ())
    ]
    sizes = np.array([len(page.options) + 1 for page in pages])
    starts = np.cumsum(sizes) - sizes
    table = csr_matrix(
        (np.ones(sum(map(len, rows))), [n for row in rows for n in row], np.cumsum([0, *map(len, rows)])),
        (len(rows), len(facts)),
    )
    right = starts + [len(page.options) if page.right is None else page.right for page in pages]
    wanted = np.asarray(table[right].sum(axis=0)).ravel()
    weights = np.zeros(len(facts))
    for _ in range(_STEPS):
        scores = table @ weights
        chance = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        chance /= np.repeat(np.add.reduceat(chance, starts), sizes)
        weights -= _RATE * ((table.T @ chance - wanted) / len(pages) + PENALTY * weights)
    return {fact: round(float(weight), _PLACES) for fact, weight in zip(facts, weights, strict=True)}


def is_right(page: Choice, weights: dict[str, float]) -> bool:
    """Whether the best option names who wrote the page, or none is good enough where it names nobody."""
    scored = [(score(each.facts, weights), each) for each in page.options]
    best, chosen = max(scored, key=lambda each: each[0], default=(0.0, None))
    if chosen is None or best <= 0:
        return page.gold is None
    return page.gold is not None and _is_same(chosen.value, page.gold)


def main() -> None:
    """Read the command line; write the weights, or print the measure by folds."""
    options = options_of(__doc__, Path("quotes/learned/page/byline.json"))
    words = lexicon()
    pages = [each for folder in options.gold for each in annotated(folder, words)]
    cases = [each for path in options.cases for each in invented(path, words, _TIMES_OF_CASES)]
    whole = {path.stem: [*invented(path, words, 1)] for path in options.pages}
    if not options.folds:
        weights = learned([*pages, *cases, *(each for part in whole.values() for each in part)])
        write_json({"weights": weights}, options.out)
        return
    parts = {f"fold {n}": pages[n :: options.folds] for n in range(options.folds)} | whole
    right = Counter[str]()
    for name, left in parts.items():
        weights = learned([*cases, *(each for other, part in parts.items() if other != name for each in part)])
        for each in left:
            right[name] += is_right(each, weights)
            if not is_right(each, weights):
                is_there = "among the candidates" if each.right is not None else "no candidate"
                sys.stdout.write(f"{each.doc} · {each.gold} · {is_there}\n")
    sys.stdout.writelines(f"{name}: right on {right[name]} of {len(part)} pages\n" for name, part in parts.items())


if __name__ == "__main__":
    main()
