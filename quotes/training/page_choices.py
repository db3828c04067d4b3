"""
Learn what speaks for a place of a page that could hold a field: ``python -m quotes.training.page_choices FIELD GOLD…``.

FIELD is ``publisher`` or ``byline``.  Every page is one choice among the field's candidates and none; the weights of
the candidates' facts maximise the probability of the right one (a conditional logit with an L2 penalty).  ``--folds N``
only measures: each page is read with weights that were learned from the other folds.
"""

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from attrs import evolve, frozen
from scipy.sparse import csr_matrix

from quotes.page import page_of
from quotes.page.byline import names_of, possible_bylines
from quotes.page.choice import best
from quotes.page.page import Page
from quotes.page.publisher import candidates, key
from quotes.text import Document
from quotes.training.cases import cases_in
from quotes.training.layouts import layouts
from quotes.training.renaming import invented_name, renamed
from quotes.words.lexicon import Lexicon, lexicon

#: Chosen by folds on gold/train and gold/pages, of 0.0003, 0.0005, 0.001, 0.002 and 0.004.
PENALTY = 0.001
#: A text, and an invented page, count as much as so many layouts of a raw page or texts under another name.
_TIMES, _INVENTED_TIMES = 3, 7
_STEPS, _RATE = 1500, 2.5
_MARKS = re.compile(r"^[|!] ", re.MULTILINE)
_PLACES = 3


@frozen
class Option:
    """A candidate of any field: its value and what speaks for and against it."""

    value: str
    facts: frozenset[str]


@frozen
class Choice:
    """A page's candidates and the number of the right one; None where the page names nobody."""

    doc: str
    options: tuple[Option, ...]
    right: int | None
    gold: str | None
    times: int = _TIMES


@frozen
class Field:
    """A field of the page: its *options*, by the ways to leave some out, and when two values are the same."""

    options: tuple[Callable[[Page], tuple[Option, ...]], ...]
    is_same: Callable[[str, str, Lexicon], bool]


def _publishers(page: Page) -> tuple[Option, ...]:
    return tuple(Option(each.name, each.facts) for each in candidates(page))


def _publishers_without_address(page: Page) -> tuple[Option, ...]:
    return tuple(Option(each.name, each.facts) for each in candidates(page, without="address"))


def _authors(page: Page) -> tuple[Option, ...]:
    lines = (each for each in possible_bylines(page) if each.people)
    return tuple(Option(names_of(page, each.people), each.facts) for each in lines)


def _is_same_outlet(name: str, gold: str, words: Lexicon) -> bool:
    known, wanted = words.outlet(name), words.outlet(gold)
    return key(name).removesuffix("news") == key(gold).removesuffix("news") or (known is not None and known == wanted)


def _is_same_name(name: str, gold: str, words: Lexicon) -> bool:
    return key(name).replace("and", "") == key(gold).replace("and", "")


#: Most pages have no address, so each counts once more without it where it has one.
FIELDS = {
    "publisher": Field((_publishers, _publishers_without_address), _is_same_outlet),
    "byline": Field((_authors,), _is_same_name),
}


def choices(field: str, folders: Iterable[Path], words: Lexicon) -> list[tuple[Choice, ...]]:
    """The choices of each page of *folders*, the whole page first; behind them, for the publisher, those of layouts."""
    found: list[tuple[Choice, ...]] = []
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        raw = path.with_suffix(".html.gz")
        texts = [path.with_suffix(".txt").read_bytes().decode("utf-8")]
        if field == "publisher" and raw.exists():
            texts += layouts(gzip.decompress(raw.read_bytes()).decode("utf-8", "replace"))
        whole, *others = (_of_page(field, Document(gold["doc"], text), gold[field], words) for text in texts)
        if field == "publisher" and gold[field]:
            others += [_under_another_name(gold["doc"], n, text, gold[field], words) for n, text in enumerate(texts)]
        pages = [whole, *(tuple(evolve(each, times=1) for each in page) for page in others)]
        if field == "publisher" and gold.get("publisher_in_text") is False:
            # The text does not tell; a layout with the window's title may.
            pages = [tuple(each for each in page if each.right is not None) for page in pages[1:]]
        if any(pages):
            found.append(tuple(each for page in pages for each in page))
    return found


def _under_another_name(doc: str, number: int, text: str, publisher: str, words: Lexicon) -> tuple[Choice, ...]:
    """The choices of a page as an outlet that nobody knows would have it, half of them below its name."""
    name = invented_name(f"{doc} {number}")
    logo = random.Random(f"{number} {doc}").choice(["", "", f"{name}\n\n", f"{name.upper()}\n\n"])
    return _of_page("publisher", Document(doc, logo + renamed(text, publisher, name, words)), name, words)


def invented(field: str, path: Path, words: Lexicon) -> Iterator[Choice]:
    """
    The invented pages of a case file: title, text and what is found, each closed by a line with a full stop.

    The marks "| " and "! " before the lines of whole pages are no part of them.
    """
    start = f"{field}: "
    for case in cases_in(path):
        rows = (row.removeprefix(start).rsplit(" · ")[0] for row in case.expected.split("\n") if row.startswith(start))
        yield _of_page(field, Document(case.title, _MARKS.sub("", case.text)), next(rows, None), words)[0]


def _of_page(field: str, document: Document, gold: str | None, words: Lexicon) -> tuple[Choice, ...]:
    page = page_of(document, words)
    whole, *others = (_choice(document.id, each(page), gold, FIELDS[field], words) for each in FIELDS[field].options)
    # What has fewer options names nobody where the right one is among those left out.
    return (whole, *(_or_nobody(each) for each in others if len(each.options) < len(whole.options)))


def _choice(doc: str, options: tuple[Option, ...], gold: str | None, field: Field, words: Lexicon) -> Choice:
    right = next((n for n, each in enumerate(options) if gold and field.is_same(each.value, gold, words)), None)
    return Choice(doc, options, right, gold)


def _or_nobody(choice: Choice) -> Choice:
    return choice if choice.right is not None else Choice(choice.doc, choice.options, None, None)


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


def answer(page: Choice, weights: dict[str, float]) -> str | None:
    """The best candidate's value, None where none has more than nobody."""
    chosen = best(page.options, weights)
    return chosen.value if chosen is not None else None


def main() -> None:
    """Read the command line; write the weights, or print the measure by folds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("field", choices=sorted(FIELDS))
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("quotes/learned/page"))
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument(
        "--invented", type=Path, nargs="*", default=[], help="case files whose pages are learned from too"
    )
    parser.add_argument("--short", type=Path, nargs="*", default=[], help="folders of short invented texts")
    options = parser.parse_args()
    words, field = lexicon(), options.field
    pages = choices(field, options.gold, words)
    more = [each for path in options.invented for each in invented(field, path, words)]
    more += [each for page in choices(field, options.short, words) for each in page]
    more = [evolve(each, times=_INVENTED_TIMES) for each in more]
    if not options.folds:
        weights = learned([*(each for page in pages for each in page), *more])
        text = json.dumps({"weights": weights}, indent=1) + "\n"
        (options.out / f"{field}.json").write_text(text, encoding="utf-8")
        return
    right = 0
    for fold in range(options.folds):
        kept = (page for n, page in enumerate(pages) if n % options.folds != fold)
        weights = learned([*(each for page in kept for each in page), *more])
        for each, *_ in pages[fold :: options.folds]:
            got = answer(each, weights)
            is_right = got is each.gold is None or (got and each.gold and FIELDS[field].is_same(got, each.gold, words))
            right += bool(is_right)
            if not is_right:
                is_there = "among the candidates" if each.right is not None else "no candidate"
                sys.stdout.write(f"{each.doc} · {each.gold} · {got} · {is_there}\n")
    sys.stdout.write(f"right on {right} of {len(pages)} pages\n")


if __name__ == "__main__":
    main()
