"""Trees of LightGBM as plain numbers, each candidate by itself: those of a ``Forest``."""

from collections.abc import Sequence
from typing import Any

import lightgbm
from attrs import frozen

from quotes.attribution.scorer import Features
from quotes.training.feature_table import tabulated
from quotes.training.recipes import SEED


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
    """A candidate as the trees see it, whether an annotator drew it, and how much it counts."""

    features: Features
    right: bool
    weight: float = 1.0


def fitted(examples: Sequence[Example], growth: Growth = Growth()) -> dict[str, Any]:
    """What ``quotes/learned/attribution/scorer.json`` holds: names of features, log-odds to start from, trees."""
    names, table = tabulated([each.features for each in examples], growth.least_seen)
    labels, weights = [each.right for each in examples], [each.weight for each in examples]
    options = {
        "objective": "binary",
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
