"""What learns from all articles, and first, where asked, articles read by what has not seen them."""

import argparse
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from attrs import frozen

from quotes.records import Quotation, as_line
from quotes.training.annotated import Article

log = logging.getLogger("quotes.training")

E = TypeVar("E")
W = TypeVar("W")
T = TypeVar("T")


def command_line(description: str | None, *, held_out: bool = True) -> argparse.ArgumentParser:
    """The command line of what learns from annotated articles that are parsed already; by folds where *held_out*."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parses", type=Path, help="a folder of NAME.conllu, one for each article to learn from")
    parser.add_argument("weights", type=Path, help="the file to write")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="folder with polnear/")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder with train/ and pages/")
    if held_out:
        parser.add_argument("--held-out", type=Path, help="write records of articles read without having learnt them")
    return parser


def write_json(content: Any, path: Path) -> None:
    """Write weights as one line of JSON."""
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")


@frozen
class Recipe(Generic[E, W, T]):
    """
    Into how many folds articles are cut, how examples are learnt, what is made of the weights, the records that are
    read with it in an article, and how weights are written.
    """

    folds: int
    fit: Callable[[Sequence[E]], W]
    made: Callable[[W], T]
    read: Callable[[Article, T], Iterable[Quotation]]
    write: Callable[[W, Path], None] = write_json

    def learn(
        self,
        found: Sequence[Article],
        seen: Sequence[Sequence[E]],
        others: Sequence[E],
        options: argparse.Namespace,
    ) -> None:
        """
        Write what is learnt from all to *options.weights*, and records of held-out articles to *options.held_out*.

        *seen* are the examples of each article in *found*; every fold learns from *others* as well.
        """
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
        log.info("%d examples in %d articles, %d others", sum(map(len, seen)), len(found), len(others))
        if options.held_out:
            with options.held_out.open("w", encoding="utf-8") as out:
                out.writelines(as_line(each.as_json()) for each in self._held_out(found, seen, others))
        self.write(self.fit([*others, *(each for one in seen for each in one)]), options.weights)

    def _held_out(
        self, found: Sequence[Article], seen: Sequence[Sequence[E]], others: Sequence[E]
    ) -> Iterator[Quotation]:
        """The records of each article, by what has learnt from the other folds and *others* only."""
        for fold in range(self.folds):
            kept = [each for number, one in enumerate(seen) if number % self.folds != fold for each in one]
            made = self.made(self.fit([*others, *kept]))
            for article in found[fold :: self.folds]:
                yield from self.read(article, made)
