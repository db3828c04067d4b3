"""Trees that learn from all articles, and first, where asked, articles read by trees that have not seen them."""

import argparse
import json
import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from quotes.records import Quotation, as_line
from quotes.training.annotated import Article
from quotes.training.trees import Example, Growth, fitted

log = logging.getLogger("quotes.training")

#: Reads the records of an article.
Read = Callable[[Article], Iterable[Quotation]]


@frozen
class Recipe:
    """
    How trees grow, into how many folds articles are cut, what reads an article with the trees of a file, and what
    learns them from examples.
    """

    growth: Growth
    folds: int
    reader: Callable[[dict[str, Any]], Read]
    fit: Callable[[Sequence[Example], Growth], dict[str, Any]] = fitted


def learn(
    recipe: Recipe,
    found: Sequence[Article],
    seen: Sequence[Sequence[Example]],
    others: Sequence[Example],
    options: argparse.Namespace,
) -> None:
    """
    Write the trees that learn from all to *options.trees*, and records of held-out articles to *options.held_out*.

    *seen* are the examples of each article in *found*; trees of every fold learn from *others* as well.
    """
    log.info("%d examples in %d articles, %d others", sum(map(len, seen)), len(found), len(others))
    if options.held_out:
        _write_held_out(recipe, found, seen, others, options.held_out)
    trees = recipe.fit([*others, *(each for one in seen for each in one)], recipe.growth)
    options.trees.write_text(json.dumps(trees, separators=(",", ":")) + "\n", encoding="utf-8")
    log.info("wrote %d trees", len(trees["trees"]))


def _write_held_out(
    recipe: Recipe,
    found: Sequence[Article],
    seen: Sequence[Sequence[Example]],
    others: Sequence[Example],
    path: Path,
) -> None:
    """The records of each article, by trees that have learnt from the other folds and *others* only."""
    with path.open("w", encoding="utf-8") as out:
        for fold in range(recipe.folds):
            kept = [each for number, one in enumerate(seen) if number % recipe.folds != fold for each in one]
            read = recipe.reader(recipe.fit([*others, *kept], recipe.growth))
            for article in found[fold :: recipe.folds]:
                out.writelines(as_line(record.as_json()) for record in read(article))
