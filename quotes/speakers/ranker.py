"""
The ranker: how likely each candidate is whom a source means, by boosted trees over named features.

The trees in ``learned/speakers/ranker.json`` were learnt from annotated articles (``quotes.training.speakers``, see the
model card).  Their sum is the log-odds that an annotator would have given the candidate's name; a feature that a
candidate lacks counts as 0.  Candidates meet only in features that say so ("nearer", "agreeing nearer").
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
from attrs import frozen

from quotes.speakers.answers import Candidate, Choice
from quotes.speakers.features import Features
from quotes.speakers.referents import Query

Array = np.ndarray[Any, np.dtype[Any]]
#: How many features are named to whoever asks why.
_REASONS = 4
#: The columns of a tree's nodes.
_COLUMNS = ("feature", "threshold", "yes", "no", "value")


#: From a query, its candidates and their features to choices, the likeliest first.
Rank = Callable[[Query, Sequence[Candidate], Sequence[Features]], Sequence[Choice]]


@frozen(slots=False, eq=False)
class Ranker:
    """
    Trees as arrays [trees, nodes]: a node asks whether its feature is at most a threshold and goes on to *yes* or *no*;
    a leaf goes on to itself and adds its value.

    *names* number the features, *start* are the log-odds before any tree, *depth* is the length of the longest way.
    """

    names: Sequence[str]
    start: float
    depth: int
    feature: Array
    threshold: Array
    yes: Array
    no: Array
    value: Array

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Ranker":
        """The ranker that a file describes, whose trees are those of ``attribution.scorer``."""
        trees = content["trees"]
        width = max(len(tree["feature"]) for tree in trees)
        own = np.arange(width)
        columns = {name: np.zeros((len(trees), width)) for name in _COLUMNS}
        for row, tree in enumerate(trees):
            for name in _COLUMNS:
                columns[name][row, : len(tree[name])] = tree[name]
        leaf = (columns["feature"] < 0) | (own >= np.array([[len(tree["feature"])] for tree in trees]))
        whole = {name: np.where(leaf, own, columns[name]).astype(np.int64) for name in ("yes", "no")}
        feature = np.where(leaf, 0, columns["feature"]).astype(np.int64)
        deepest = max(map(_depth, trees))
        return cls(
            content["names"],
            content["start"],
            deepest,
            feature,
            columns["threshold"],
            whole["yes"],
            whole["no"],
            columns["value"],
        )

    def __call__(
        self,
        query: Query,  # noqa: ARG002 - as every Rank has it
        found: Sequence[Candidate],
        seen: Sequence[Features],
    ) -> list[Choice]:
        """The candidates with their probabilities, the likeliest first."""
        if not found:
            return []
        chances = 1 / (1 + np.exp(-self.odds(self.rows(seen))))
        order = np.argsort(-chances, kind="stable")
        return [Choice(found[i], float(chances[i]), seen[i]) for i in order]

    def rows(self, seen: Sequence[Features]) -> Array:
        """Features as an array [candidates, features]."""
        table = np.zeros((len(seen), len(self.names)), np.float32)
        known, width = self._columns, len(self.names)
        shown = [
            (row * width + known[name], value)
            for row, each in enumerate(seen)
            for name, value in each.items()
            if name in known
        ]
        if shown:
            places, values = zip(*shown, strict=True)
            table.put(places, values)
        return table

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    def odds(self, rows: Array) -> Array:
        """The log-odds of each row [candidates]."""
        node = np.repeat(self._roots[None, :], len(rows), axis=0)
        first = np.arange(len(rows))[:, None] * rows.shape[1]
        for _ in range(self.depth):
            asks = rows.take(self.feature.take(node) + first) <= self.threshold.take(node)
            node = self._next.take(2 * node + asks)
        result: Array = self.start + self.value.take(node).sum(axis=1)
        return result

    @cached_property
    def _roots(self) -> Array:
        """Where each tree begins [trees] when the nodes of all trees are counted through."""
        roots: Array = np.arange(len(self.feature)) * self.feature.shape[1]
        return roots

    @cached_property
    def _next(self) -> Array:
        """Where each node of all, counted through, leads: to its *no*, then to its *yes* [2 * trees * nodes]."""
        ways = np.stack([self.no, self.yes], axis=2) + self._roots[:, None, None]
        flat: Array = ways.reshape(-1)
        return flat

    def reasons(self, seen: Features, other: Features) -> tuple[str, ...]:
        """The features that set a candidate apart from another: those without which its log-odds would fall most."""
        names = [name for name in self._columns if seen.get(name, 0.0) != other.get(name, 0.0)]
        changed = [{**seen, name: other.get(name, 0.0)} for name in names]
        odds = self.odds(self.rows([seen, *changed]))
        gains = sorted(zip(odds[0] - odds[1:], names, strict=True), reverse=True)
        return tuple(name for gain, name in gains[:_REASONS] if gain > 0)


def _depth(tree: Mapping[str, Sequence[int]], node: int = 0) -> int:
    """How many questions the longest way through a tree asks."""
    if tree["feature"][node] < 0:
        return 0
    return 1 + max(_depth(tree, tree["yes"][node]), _depth(tree, tree["no"][node]))


@cache
def ranker() -> Ranker:
    """The ranker that comes with the package; read at the first call."""
    return Ranker.of(json.loads(files("quotes.learned.speakers").joinpath("ranker.json").read_text(encoding="utf-8")))
