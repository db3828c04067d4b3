"""
Gradient-boosted trees (Friedman 2001) as the files of weights hold them, ready to be asked.
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


class Columns(dict[str, int]):
    """The numbers of columns by the names of features."""

    def __missing__(self, _: str) -> int:
        return len(self)

    def rows(self, found: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """Features as an array [rows, columns]; one that has no column is left out, one that is missing counts as 0."""
        width = len(self) + 1  # what has no column goes into one behind the last
        table = np.zeros((len(found), width))
        places = np.fromiter(chain.from_iterable(map(self.__getitem__, each) for each in found), np.intp)
        starts = np.repeat(np.arange(len(found)) * width, [len(each) for each in found])
        table.put(places + starts, np.fromiter(chain.from_iterable(each.values() for each in found), np.float64))
        return table[:, :-1]


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
        sums = (sum(each.tolist()) for each in self.added(self._columns.rows(found)))
        return [1.0 / (1.0 + math.exp(-self.start - each)) for each in sums]

    def added(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """What each tree adds for the features of each row [rows, trees]; all trees are walked down at once."""
        feature, threshold, yes, no, value, roots = self._nodes
        numbers, starts = rows.ravel(), rows.shape[1] * np.arange(len(rows))[:, None]
        at = np.tile(roots, (len(rows), 1))
        while True:
            is_yes = numbers.take(feature.take(at) + starts) <= threshold.take(at)
            further = np.where(is_yes, yes.take(at), no.take(at))
            if np.array_equal(further, at):
                found: NDArray[np.float64] = value.take(at)
                return found
            at = further

    @cached_property
    def _columns(self) -> Columns:
        return Columns({name: number for number, name in enumerate(self.names)})

    @cached_property
    def _nodes(self) -> tuple[NDArray[Any], ...]:
        """The columns of all trees' nodes one tree after the other, and their roots; a leaf leads on to itself."""
        sizes = [len(each.feature) for each in self.trees]
        roots = np.cumsum([0, *sizes])[:-1]
        feature, threshold, yes, no, value = (
            np.array([number for each in self.trees for number in getattr(each, name)], kind)
            for name, kind in (("feature", int), ("threshold", float), ("yes", int), ("no", int), ("value", float))
        )
        first, own = np.repeat(roots, sizes), np.arange(len(feature))
        yes, no = (np.where(feature < 0, own, first + each) for each in (yes, no))
        return np.maximum(feature, 0), threshold, yes, no, value, roots
