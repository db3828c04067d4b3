"""Trees that learn from all articles, and first, where asked, articles read by trees that have not seen them."""

import argparse
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from attrs import frozen

from quotes.records import Quotation, as_line
from quotes.training.annotated import Article
from quotes.training.trees import Example, Growth, fitted

log = logging.getLogger("quotes.training")

T = TypeVar("T")


def command_line(description: str | None, *, held_out: bool = True) -> argparse.ArgumentParser:
    """The command line of what learns from annotated articles that are parsed already; by folds where *held_out*."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parses", type=Path, help="a folder of NAME.conllu, one for each article to learn from")
    parser.add_argument("trees", type=Path, help="the file to write")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="folder with polnear/")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder with train/ and pages/")
    if held_out:
        parser.add_argument("--held-out", type=Path, help="write records of articles read without having learnt them")
    return parser


@frozen
class Recipe(Generic[T]):
    """
    How trees grow, into how many folds articles are cut, what is made of the trees of a file, and the records that are
    read with it in an article; *fit* learns trees from examples.
    """

    growth: Growth
    folds: int
    made: Callable[[dict[str, Any]], T]
    read: Callable[[Article, T], Iterable[Quotation]]
    fit: Callable[[Sequence[Example], Growth], dict[str, Any]] = fitted

    def learn(
        self,
        found: Sequence[Article],
        seen: Sequence[Sequence[Example]],
        others: Sequence[Example],
        options: argparse.Namespace,
    ) -> None:
        """
        Write the trees that learn from all to *options.trees*, and records of held-out articles to *options.held_out*.

        *seen* are the examples of each article in *found*; trees of every fold learn from *others* as well.
        """
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
        log.info("%d examples in %d articles, %d others", sum(map(len, seen)), len(found), len(others))
        if options.held_out:
            with options.held_out.open("w", encoding="utf-8") as out:
                out.writelines(as_line(each.as_json()) for each in self._held_out(found, seen, others))
        trees = self.fit([*others, *(each for one in seen for each in one)], self.growth)
        options.trees.write_text(json.dumps(trees, separators=(",", ":")) + "\n", encoding="utf-8")
        log.info("wrote %d trees", len(trees["trees"]))

    def _held_out(
        self, found: Sequence[Article], seen: Sequence[Sequence[Example]], others: Sequence[Example]
    ) -> Iterator[Quotation]:
        """The records of each article, by trees that have learnt from the other folds and *others* only."""
        for fold in range(self.folds):
            kept = [each for number, one in enumerate(seen) if number % self.folds != fold for each in one]
            made = self.made(self.fit([*others, *kept], self.growth))
            for article in found[fold :: self.folds]:
                yield from self.read(article, made)
