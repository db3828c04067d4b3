"""
The ranker: how likely each candidate is whom a source means, by networks over named features.

The networks in ``learned/speakers/ranker.npz`` were learnt from annotated articles (``quotes.training.speakers``, see
the model card).  A candidate has a logit in a softmax over all candidates of the query and "none of these", whose logit
is 0; a feature that a candidate lacks counts as 0.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from attrs import frozen

from quotes.learned.boosted import Columns
from quotes.learned.network import Array, Networks, whole
from quotes.speakers.answers import Candidate, Choice
from quotes.speakers.features import Features
from quotes.speakers.meant import asked_by, offered_by
from quotes.speakers.referents import Query

#: From a query, its candidates and their features to choices, the likeliest first.
Rank = Callable[[Query, Sequence[Candidate], Sequence[Features]], Sequence[Choice]]


@frozen(slots=False, eq=False)
class Ranker:
    """The names of the features in the order in which the networks have them."""

    names: Sequence[str]
    networks: Networks

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Ranker":
        """The ranker that a file describes."""
        return cls(*whole(content))

    def __call__(self, query: Query, found: Sequence[Candidate], seen: Sequence[Features]) -> list[Choice]:
        """The candidates with their probabilities, the likeliest first."""
        if not found:
            return []
        logits = self.networks.logits(self.rows(seen), asked_by(query.head), offered_by(found))
        shares = np.exp(logits - max(logits.max(), 0))
        chances = shares / (shares.sum() + np.exp(-max(logits.max(), 0)))
        order = np.argsort(-chances, kind="stable")
        return [Choice(found[i], float(chances[i]), seen[i]) for i in order]

    def rows(self, seen: Sequence[Features]) -> Array:
        """Features as an array [candidates, features]."""
        return self._columns.rows(seen).astype(np.float32)

    @cached_property
    def _columns(self) -> Columns:
        return Columns({name: number for number, name in enumerate(self.names)})


@cache
def ranker() -> Ranker:
    """The ranker that comes with the package; read at the first call."""
    with as_file(files("quotes.learned.speakers").joinpath("ranker.npz")) as path, np.load(path) as content:
        return Ranker.of(content)
