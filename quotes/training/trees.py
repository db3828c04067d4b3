"""The trees of ``quotes.attribution.scorer``, learnt by scikit-learn and stored as plain numbers."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import frozen
from sklearn.ensemble import HistGradientBoostingClassifier

from quotes.attribution.scorer import Features
from quotes.training.recipes import SEED

#: Features of fewer candidates than this cost time and space and gain nothing (40, 100 and 200 were tried).
_LEAST_SEEN = 200
#: The least log loss on a quarter of the training articles held out: 0.3206, against 0.3304 with half as many trees of
#: half as many leaves and 0.3507 of a logistic regression; twice as many leaves gain 0.002 more.
_TREES, _LEAVES, _RATE = 300, 31, 0.05
_LEAST_IN_LEAF, _DECAY = 60, 20.0


@frozen
class Example:
    """A candidate as the trees see it, and whether an annotator drew it."""

    features: Features
    right: bool


def fitted(examples: Sequence[Example], *, trees: int = _TREES) -> dict[str, Any]:
    """What ``quotes/learned/attribution/scorer.json`` holds: names of features, log-odds to start from, trees."""
    seen = Counter(name for each in examples for name in each.features)
    names = sorted(name for name, count in seen.items() if count >= min(_LEAST_SEEN, len(examples)))
    column = {name: index for index, name in enumerate(names)}
    table = np.zeros((len(examples), len(names)), np.float32)
    for row, each in enumerate(examples):
        for name, value in each.features.items():
            if name in column:
                table[row, column[name]] = value
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        learning_rate=_RATE,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=_LEAST_IN_LEAF,
        l2_regularization=_DECAY,
        early_stopping=False,
        random_state=SEED,
    )
    model.fit(table, [each.right for each in examples])
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
