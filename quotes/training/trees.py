"""
Trees of LightGBM as plain numbers: those of a ``Scorer``, each candidate by itself, and those of the ``Ranker``, the
candidates of a source against each other.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import lightgbm
import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quotes.attribution.scorer import Features
from quotes.training.recipes import SEED

Array = NDArray[np.float64]
Gradients = Callable[[Array, lightgbm.Dataset], tuple[Array, Array]]

#: Less than any chance that matters.
_TINY = 1e-6


@frozen
class Growth:
    """
    How trees grow; the defaults are the scorer's.

    Features of fewer candidates than *least_seen* cost time and space and gain nothing there (40, 100 and 200 were
    tried).  Log loss on a quarter of the training articles held out was least so: 0.3206, against 0.3304 with half as
    many trees of half as many leaves and 0.3507 of a logistic regression; twice as many leaves gain 0.002 more.
    """

    trees: int = 300
    leaves: int = 31
    rate: float = 0.05
    least_in_leaf: int = 60
    decay: float = 20.0
    least_seen: int = 200
    depth: int | None = None
    bins: int = 255
    features: float = 1.0


@frozen
class Example:
    """
    A candidate as the trees see it, whether an annotator drew it, and how much it counts.

    *first* marks the first of the candidates of which one is chosen, for trees that rank them (``ranked``).
    """

    features: Features
    right: bool
    weight: float = 1.0
    first: bool = False


def fitted(examples: Sequence[Example], growth: Growth = Growth()) -> dict[str, Any]:
    """What ``quotes/learned/attribution/scorer.json`` holds: names of features, log-odds to start from, trees."""
    return _grown(examples, growth, "binary", [each.right for each in examples], [each.weight for each in examples])


def ranked(examples: Sequence[Example], growth: Growth) -> dict[str, Any]:
    """
    What ``quotes/learned/speakers/ranker.json`` holds: trees whose sums are the logits of the candidates of a group.

    The loss is the cross-entropy of a softmax over the group and one more, "none of these", whose logit is 0 (ListNet's
    top-one probability, Cao and others 2007); of several right candidates it counts what they have together.
    """
    return _grown(examples, growth, _gradients(examples), [0] * len(examples))


def _grown(
    examples: Sequence[Example],
    growth: Growth,
    objective: str | Gradients,
    labels: Sequence[int],
    weights: Sequence[float] | None = None,
) -> dict[str, Any]:
    names, table = _table(examples, growth)
    options = {
        "objective": objective,
        "learning_rate": growth.rate,
        "num_leaves": growth.leaves,
        "max_depth": growth.depth or -1,
        "min_data_in_leaf": growth.least_in_leaf,
        "lambda_l2": growth.decay,
        "max_bin": growth.bins,
        "feature_fraction_bynode": growth.features,
        "seed": SEED,
        "deterministic": True,
        "num_threads": 1,
        "verbosity": -1,
    }
    grown = lightgbm.train(options, lightgbm.Dataset(table, labels, weight=weights), growth.trees).dump_model()
    return {"names": names, "start": 0.0, "trees": [_flat(each["tree_structure"]) for each in grown["tree_info"]]}


def _gradients(examples: Sequence[Example]) -> Gradients:
    """The first and second derivatives of the loss of ``ranked`` by the logits."""
    right = np.array([each.right for each in examples], np.float64)
    weight = np.array([each.weight for each in examples])
    starts = np.flatnonzero([each.first for each in examples])
    group = np.repeat(np.arange(len(starts)), np.diff([*starts, len(right)]))

    def derivatives(logits: Array, _: lightgbm.Dataset) -> tuple[Array, Array]:
        highest = np.maximum(np.maximum.reduceat(logits, starts), 0)
        shares = np.exp(logits - highest[group])
        chance = shares / (np.add.reduceat(shares, starts) + np.exp(-highest))[group]
        of_right = chance * right
        wanted = of_right / np.maximum(np.add.reduceat(of_right, starts), _TINY)[group]
        return weight * (chance - wanted), weight * np.maximum(chance * (1 - chance), _TINY)

    return derivatives


def _table(examples: Sequence[Example], growth: Growth) -> tuple[list[str], NDArray[np.float32]]:
    """The names of the features that are seen often enough, and their values [examples, features]."""
    seen = Counter(name for each in examples for name in each.features)
    names = sorted(name for name, count in seen.items() if count >= min(growth.least_seen, len(examples)))
    column = {name: index for index, name in enumerate(names)}
    table = np.zeros((len(examples), len(names)), np.float32)
    for row, each in enumerate(examples):
        for name, value in each.features.items():
            if name in column:
                table[row, column[name]] = value
    return names, table


def _flat(root: dict[str, Any]) -> dict[str, list[Any]]:
    """The nested nodes of a tree of LightGBM as ``quotes.learned.boosted.Tree`` has them."""
    columns: dict[str, list[Any]] = {name: [] for name in ("feature", "threshold", "yes", "no", "value")}

    def put(node: dict[str, Any]) -> int:
        number = len(columns["feature"])
        leaf = "leaf_value" in node
        columns["feature"].append(-1 if leaf else node["split_feature"])
        columns["threshold"].append(0 if leaf else round(node["threshold"], 4))
        columns["value"].append(round(node["leaf_value"], 4) if leaf else 0)
        columns["yes"].append(0)
        columns["no"].append(0)
        if not leaf:
            columns["yes"][number], columns["no"][number] = put(node["left_child"]), put(node["right_child"])
        return number

    put(root)
    return columns
