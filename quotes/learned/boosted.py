"""
Gradient-boosted trees (Friedman 2001) as the files of weights hold them, ready to be asked: for the scorer of
candidates of attribution and for the ranker of speakers.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from itertools import chain
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

#: A number holds the leaves of a tree as so many bits.
_MOST_LEAVES = 64
_ALL = (1 << _MOST_LEAVES) - 1


@frozen
class Tree:
    """
    A decision tree as columns, one entry a node; node 0 is the root.

    A node asks whether *feature* (its index among the names of all) is at most *threshold* and goes on to *yes* or
    *no*; a leaf has feature -1 and adds *value*.
    """

    feature: Sequence[int]
    threshold: Sequence[float]
    yes: Sequence[int]
    no: Sequence[int]
    value: Sequence[float]

    def leaves(self, node: int = 0) -> list[int]:
        """The nodes that are the leaves below a node, in the order from *yes* to *no*."""
        if self.feature[node] < 0:
            return [node]
        return [*self.leaves(self.yes[node]), *self.leaves(self.no[node])]


class Columns(dict[str, int]):
    """The numbers of columns by the names of features; what no tree asks for goes into one behind the last."""

    def __missing__(self, _: str) -> int:
        return len(self)


@frozen
class Questions:
    """
    The questions of all trees, one after another, with what a "no" rules out.

    Arrays [questions]: is *feature* (the last is always 0) at most *threshold*?  A "no" leaves the leaves of its tree
    whose bits are in *left*.  *first* [trees] says where the questions of a tree begin, *values* [trees, leaves] what
    its leaves add.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    left: NDArray[np.uint64]
    first: NDArray[np.intp]
    values: NDArray[np.float64]

    @classmethod
    def of(cls, trees: Sequence[Tree], features: int) -> "Questions":
        """Those of *trees* over so many features; ValueError for a tree with more leaves than a number has bits."""
        asked: list[tuple[int, float, int]] = []
        first, values = [], np.zeros((len(trees), _MOST_LEAVES))
        for row, tree in enumerate(trees):
            leaves = tree.leaves()
            if len(leaves) > _MOST_LEAVES:
                raise ValueError(f"tree {row} has {len(leaves)} leaves, {_MOST_LEAVES} are the most")
            values[row, : len(leaves)] = [tree.value[each] for each in leaves]
            first.append(len(asked))
            asked.append((features, 0.0, _ALL))  # a tree without questions has one that is always answered "yes"
            for node in (each for each, feature in enumerate(tree.feature) if feature >= 0):
                out = sum(1 << leaves.index(each) for each in tree.leaves(tree.yes[node]))
                asked.append((tree.feature[node], tree.threshold[node], _ALL ^ out))
        return cls(
            np.array([each for each, _, _ in asked], np.intp),
            np.array([each for _, each, _ in asked], np.float64),
            np.array([each for _, _, each in asked], np.uint64),
            np.array(first, np.intp),
            values,
        )

    def of_rows(self, rows: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
        """
        What each tree adds for the features of each row [rows, trees].

        All questions are asked at once; of the leaves that no "no" rules out the first is the one to which the tree
        leads (Lucchese and others 2015, "QuickScorer").
        """
        if not len(self.first):
            return np.zeros((len(rows), 0))
        padded = np.hstack([rows, np.zeros((len(rows), 1), rows.dtype)])
        yes = padded.take(self.feature, axis=1) <= self.threshold
        left = np.bitwise_and.reduceat(np.where(yes, np.uint64(_ALL), self.left), self.first, axis=1)
        lowest = np.frexp((left & (~left + np.uint64(1))).astype(np.float64))[1] - 1
        added: NDArray[np.float64] = self.values[np.arange(len(self.first)), lowest]
        return added


@frozen(slots=False)
class Forest:
    """The names of the features in the order in which the trees number them, and log-odds before any tree."""

    names: Sequence[str]
    start: float
    trees: Sequence[Tree]

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Forest":
        """The forest that a file describes."""
        return cls(content["names"], content["start"], [Tree(**each) for each in content["trees"]])

    @classmethod
    def shipped(cls, room: str, name: str) -> "Forest":
        """The forest that comes with the package, in a file of that name in the folder of a room."""
        return cls.of(json.loads(files("quotes.learned").joinpath(room, name).read_text(encoding="utf-8")))

    def __call__(self, found: Mapping[str, float]) -> float:
        """The probability for these features; one that is not among them counts as 0."""
        return self.chances([found])[0]

    def chances(self, found: Sequence[Mapping[str, float]]) -> list[float]:
        """The probability for each of several."""
        width = len(self.names) + 1
        rows = np.zeros((len(found), width))
        places = (row * width + self._columns[name] for row, each in enumerate(found) for name in each)
        rows.put([*places], [*chain.from_iterable(each.values() for each in found)])
        sums = (sum(each.tolist()) for each in self._questions.of_rows(rows[:, :-1]))
        return [1.0 / (1.0 + math.exp(-self.start - each)) for each in sums]

    @cached_property
    def _columns(self) -> Columns:
        return Columns({name: number for number, name in enumerate(self.names)})

    @cached_property
    def _questions(self) -> Questions:
        return Questions.of(self.trees, len(self.names))
