"""
The ranker: how likely each candidate is whom a source means, by networks over named features.

The networks in ``learned/speakers/ranker.npz`` were learnt from annotated articles (``quotes.training.speakers``, see
the model card).  A candidate has a logit in a softmax over all candidates of the query and "none of these", whose logit
is 0; a feature that a candidate lacks counts as 0.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from attrs import frozen

from quotes.learned.network import Networks
from quotes.speakers.answers import Candidate, Choice
from quotes.speakers.meant import asked_by, offered_by
from quotes.speakers.query import Query
from quotes.speakers.wording import Features

#: From a query, its candidates and their features to choices, the likeliest first.
Rank = Callable[[Query, Sequence[Candidate], Sequence[Features]], Sequence[Choice]]


@frozen
class Ranker:
    """The networks, asked for the speaker of a source."""

    networks: Networks

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Ranker":
        """The ranker that a file describes."""
        return cls(Networks.of(content))

    def __call__(self, query: Query, found: Sequence[Candidate], seen: Sequence[Features]) -> list[Choice]:
        """The candidates with their probabilities, the likeliest first."""
        if not found:
            return []
        chances = self.networks.chances(seen, asked_by(query.head), offered_by(found))
        order = np.argsort(-chances, kind="stable")
        return [Choice(found[i], float(chances[i]), seen[i]) for i in order]


@cache
def ranker() -> Ranker:
    """The ranker that comes with the package; read at the first call."""
    return Ranker(Networks.shipped("speakers", "ranker.npz"))
