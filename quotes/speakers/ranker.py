"""
The ranker: how likely each candidate is whom a source means, by boosted trees over named features.

The trees in ``learned/speakers/ranker.json`` were learnt from annotated articles (``quotes.training.speakers``, see the
model card).  Their sum is the candidate's logit in a softmax over all candidates of the query and "none of these",
whose logit is 0; a feature that a candidate lacks counts as 0.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain
from typing import Any

import numpy as np
from attrs import frozen

from quotes.learned.boosted import Columns, Questions, Tree
from quotes.speakers.answers import Candidate, Choice
from quotes.speakers.features import Features
from quotes.speakers.referents import Query

Array = np.ndarray[Any, np.dtype[Any]]

#: From a query, its candidates and their features to choices, the likeliest first.
Rank = Callable[[Query, Sequence[Candidate], Sequence[Features]], Sequence[Choice]]


@frozen(slots=False, eq=False)
class Ranker:
    """The names of the features in the order in which the trees number them, and log-odds before any tree."""

    names: Sequence[str]
    start: float
    questions: Questions

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Ranker":
        """The ranker that a file describes."""
        names = content["names"]
        return cls(names, content["start"], Questions.of([Tree(**each) for each in content["trees"]], len(names)))

    def __call__(
        self,
        query: Query,  # noqa: ARG002 - as every Rank has it
        found: Sequence[Candidate],
        seen: Sequence[Features],
    ) -> list[Choice]:
        """The candidates with their probabilities, the likeliest first."""
        if not found:
            return []
        logits = self.odds(self.rows(seen))
        shares = np.exp(logits - max(logits.max(), 0))
        chances = shares / (shares.sum() + np.exp(-max(logits.max(), 0)))
        order = np.argsort(-chances, kind="stable")
        return [Choice(found[i], float(chances[i]), seen[i]) for i in order]

    def rows(self, seen: Sequence[Features]) -> Array:
        """Features as an array [candidates, features]."""
        width = len(self.names) + 1
        table = np.zeros((len(seen), width), np.float32)
        places = np.fromiter(chain.from_iterable(map(self._columns.__getitem__, each) for each in seen), np.intp)
        starts = np.repeat(np.arange(len(seen)) * width, [len(each) for each in seen])
        table.put(places + starts, np.fromiter(chain.from_iterable(each.values() for each in seen), np.float64))
        return table[:, :-1]

    @cached_property
    def _columns(self) -> Columns:
        return Columns({name: number for number, name in enumerate(self.names)})

    def odds(self, rows: Array) -> Array:
        """The log-odds of each row [candidates]."""
        result: Array = self.start + self.questions.of_rows(rows).sum(axis=1)
        return result


@cache
def ranker() -> Ranker:
    """The ranker that comes with the package; read at the first call."""
    return Ranker.of(json.loads(files("quotes.learned.speakers").joinpath("ranker.json").read_text(encoding="utf-8")))
