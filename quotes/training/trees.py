"""Trees of ``quotes.attribution.scorer`` and ``quotes.speakers.ranker``: learnt by scikit-learn, plain numbers."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import frozen
from sklearn.ensemble import HistGradientBoostingClassifier

from quotes.attribution.scorer import Features
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
    seen = Counter(name for each in examples for name in each.features)
    names = sorted(name for name, count in seen.items() if count >= min(growth.least_seen, len(examples)))
    column = {name: index for index, name in enumerate(names)}
    table = np.zeros((len(examples), len(names)), np.float32)
    for row, each in enumerate(examples):
        for name, value in each.features.items():
            if name in column:
                table[row, column[name]] = value
    model = HistGradientBoostingClassifier(
        max_iter=growth.trees,
        learning_rate=growth.rate,
        max_leaf_nodes=growth.leaves,
        max_depth=growth.depth,
        min_samples_leaf=growth.least_in_leaf,
        l2_regularization=growth.decay,
        max_bins=growth.bins,
        max_features=growth.features,
        early_stopping=False,
        random_state=SEED,
    )
    model.fit(table, [each.right for each in examples], sample_weight=[each.weight for each in examples])
    # scikit-learn keeps the fitted trees where its own predictions read them, and offers no other way to them.
    columns = [_columns(stage[0].nodes) for stage in model._predictors]
    return {"names": names, "start": round(float(model._baseline_prediction.item()), 4), "trees": columns}


def _columns(nodes: "np.ndarray[Any, np.dtype[np.void]]") -> dict[str, list[Any]]:
    """The nodes of one tree as ``quotes.attribution.scorer.Tree`` has them."""
    leaf = nodes["is_leaf"].astype(bool)
    return {
        "feature": np.where(leaf, -1, nodes["feature_idx"]).tolist(),
        "threshold": np.where(leaf, 0, nodes["num_threshold"].round(4)).tolist(),
        "yes": nodes["left"].tolist(),
        "no": nodes["right"].tolist(),
        "value": np.where(leaf, nodes["value"].round(4), 0).tolist(),
    }
