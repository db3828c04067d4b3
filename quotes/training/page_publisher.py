"""
Learn how much each kind of evidence says on who publishes a page: ``python -m quotes.training.page_publisher GOLD…``.

Every page is one choice among the candidates of ``quotes.page.publisher`` and nobody; the weights of the candidates'
facts maximise the probability of the right one (a conditional logit with an L2 penalty).  ``--folds N`` only measures:
each page is read with weights that were learned from the other folds.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from attrs import frozen

from quotes.page.page import Page
from quotes.page.publisher import Candidate, candidates, key, score
from quotes.text import Document
from quotes.words.lexicon import Lexicon, lexicon

#: Chosen by folds on gold/train and gold/pages, of 0.01, 0.03 and 0.1.
PENALTY = 0.001
#: A real page counts as much as so many invented ones.
_REAL_TIMES = 4
_STEPS, _RATE = 600, 2.5
#: Pages on which two candidates are right, the agency as publisher and the site's name, have one target each.
_PLACES = 3


@frozen
class Choice:
    """A page's candidates and the number of the right one; None where the page names nobody."""

    doc: str
    candidates: tuple[Candidate, ...]
    right: int | None
    gold: str | None


def choices(folders: Iterable[Path], words: Lexicon) -> list[tuple[Choice, ...]]:
    """Each page of *folders*, and once more without its address where it has one, as most pages have none."""
    found: list[tuple[Choice, ...]] = []
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        if gold.get("publisher_in_text") is not False:
            page = Page(Document(gold["doc"], text), words)
            named = candidates(page)
            others = candidates(page, without="address")
            whole = _choice(gold["doc"], named, gold["publisher"], words)
            found.append((whole,) if len(others) == len(named) else (whole, _without(whole, others, words)))
    return found


def invented(path: Path, words: Lexicon) -> list[tuple[Choice, ...]]:
    """The invented pages of a case file: title, text and what is found, each closed by a line with a full stop."""
    blocks = path.read_text(encoding="utf-8").partition("\n\n")[2].partition("\n\n")[2]
    found: list[tuple[Choice, ...]] = []
    for block in blocks.rstrip().removesuffix("\n.").split("\n.\n\n"):
        title, text, answer = block.split("\n.\n")
        rows = (
            row.removeprefix("publisher: ").rsplit(" · ")[0]
            for row in answer.split("\n")
            if row.startswith("publisher: ")
        )
        found.append((_choice(title, candidates(Page(Document(title, text), words)), next(rows, None), words),))
    return found


def _choice(doc: str, named: tuple[Candidate, ...], gold: str | None, words: Lexicon) -> Choice:
    right = next((n for n, each in enumerate(named) if gold and _is_same(each.name, gold, words)), None)
    return Choice(doc, named, right, gold)


def _without(whole: Choice, others: tuple[Candidate, ...], words: Lexicon) -> Choice:
    """A page without its address: it names nobody where no other place names the publisher."""
    found = _choice(whole.doc, others, whole.gold, words)
    return found if found.right is not None else Choice(whole.doc, others, None, None)


def _is_same(name: str, gold: str, words: Lexicon) -> bool:
    known, wanted = words.outlet(name), words.outlet(gold)
    return key(name).removesuffix("news") == key(gold).removesuffix("news") or (known is not None and known == wanted)


def learned(real: Sequence[Choice], more: Sequence[Choice] = ()) -> dict[str, float]:
    """The weight of each fact; a *real* page counts as much as several of the invented ones."""
    pages = [each for each in [*real] * _REAL_TIMES + [*more] if each.right is not None or each.gold is None]
    facts = sorted({fact for page in pages for each in page.candidates for fact in each.facts} | {"any"})
    place = {fact: n for n, fact in enumerate(facts)}
    rows = []
    for page in pages:
        table = np.zeros((len(page.candidates) + 1, len(facts)))
        for n, each in enumerate(page.candidates):
            table[n, [place[fact] for fact in each.facts] + [place["any"]]] = 1
        rows.append((table, len(page.candidates) if page.right is None else page.right))
    most = max(len(table) for table, _ in rows)
    tables = np.zeros((len(rows), most, len(facts)))
    absent = np.full((len(rows), most), -np.inf)
    for n, (table, _) in enumerate(rows):
        tables[n, : len(table)] = table
        absent[n, : len(table)] = 0
    wanted = sum(table[right] for table, right in rows)
    weights = np.zeros(len(facts))
    for _ in range(_STEPS):
        scores = tables @ weights + absent
        chance = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        slope = (np.einsum("pc,pcf->f", chance, tables) - wanted) / len(rows)
        weights -= _RATE * (slope + PENALTY * weights)
    return {fact: round(float(weight), _PLACES) for fact, weight in zip(facts, weights, strict=True)}


def answer(page: Choice, weights: dict[str, float]) -> str | None:
    """The best candidate's name, None where none has more than nobody."""
    best = max(((score(each, weights), -n) for n, each in enumerate(page.candidates)), default=None)
    return page.candidates[-best[1]].name if best is not None and best[0] > 0 else None


def main() -> None:
    """Read the command line; write the weights, or print the measure by folds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("quotes/learned/page/publisher.json"))
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--invented", type=Path, help="a case file whose pages are learned from too")
    parser.add_argument("--short", type=Path, nargs="*", default=[], help="folders of short invented texts")
    options = parser.parse_args()
    words = lexicon()
    pages = choices(options.gold, words)
    more = [page for each in invented(options.invented, words) for page in each] if options.invented else []
    more += [each for page in choices(options.short, words) for each in page]
    if not options.folds:
        options.out.write_text(
            json.dumps({"weights": learned([each for page in pages for each in page], more)}, indent=1) + "\n",
            encoding="utf-8",
        )
        return
    right = 0
    for fold in range(options.folds):
        weights = learned([each for n, page in enumerate(pages) if n % options.folds != fold for each in page], more)
        for each, *_ in pages[fold :: options.folds]:
            got = answer(each, weights)
            is_right = got is None if each.gold is None else got is not None and _is_same(got, each.gold, words)
            right += is_right
            if not is_right:
                sys.stdout.write(f"{each.doc} · {each.gold} · {got}\n")
    sys.stdout.write(f"right on {right} of {len(pages)} pages\n")


if __name__ == "__main__":
    main()
