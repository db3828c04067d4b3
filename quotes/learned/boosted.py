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

#: All leaves of a tree, as bits; it has at most 62.
_ALL = (1 << 62) - 1


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

    def leaves(self) -> list[int]:
        """The leaves as they hang from left to right, yes before no."""
        found, ahead = [], [0]
        while ahead:
            node = ahead.pop()
            if self.feature[node] < 0:
                found.append(node)
            else:
                ahead += [self.no[node], self.yes[node]]
        return found

    def asked(self) -> list[tuple[int, float, int]]:
        """
        Of each node that asks its feature, its threshold, and as bits the leaves that stay possible after a no.

        A tree of one leaf asks what nothing says no to.
        """
        below = {node: 1 << bit for bit, node in enumerate(self.leaves())}
        found = []
        for node in reversed(range(len(self.feature))):  # a node stands before those that it leads to
            if self.feature[node] >= 0:
                below[node] = below[self.yes[node]] | below[self.no[node]]
                found.append((self.feature[node], self.threshold[node], _ALL ^ below[self.yes[node]]))
        return found or [(0, math.inf, _ALL)]


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
        """
        What each tree adds for the features of each row [rows, trees].

        No tree is walked down: all nodes are asked at once, each that says no rules out the leaves below its yes, and
        of those left the first is the one (Lucchese and others 2015, "QuickScorer").
        """
        feature, threshold, spared, starts, value, first = self._nodes
        left = np.where(rows.take(feature, axis=1) > threshold, spared, _ALL)
        left = np.bitwise_and.reduceat(left, starts, axis=1)
        leaf = np.frexp((left & -left).astype(np.float64))[1] - 1
        found: NDArray[np.float64] = value.take(first + leaf)
        return found

    @cached_property
    def _columns(self) -> Columns:
        return Columns({name: number for number, name in enumerate(self.names)})

    @cached_property
    def _nodes(self) -> tuple[NDArray[Any], ...]:
        """
        Of all trees one after the other: what each node asks and the leaves that its no leaves open, where the nodes
        of each tree start; the values of the leaves, and where those of each tree start.
        """
        asked = [each.asked() for each in self.trees]
        leaves = [each.leaves() for each in self.trees]
        columns: list[NDArray[Any]] = [
            np.array([node[n] for nodes in asked for node in nodes], kind) for n, kind in enumerate((int, float, int))
        ]
        value = np.array([tree.value[each] for tree, own in zip(self.trees, leaves, strict=True) for each in own])
        starts, first = (np.cumsum([0, *map(len, parts)])[:-1] for parts in (asked, leaves))
        return *columns, starts, value, first
