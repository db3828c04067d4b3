"""
The choice among the lines of a page that could be its byline: by what speaks for each, with learned weights.

A line has *facts* ("by, above the story", "given name"); its score is the sum of the learned weights of its facts, and
the best line counts where its score is above zero, that of none.  The weights are ``quotes/learned/page/byline.json``,
made by ``python -m quotes.training.bylines``.
"""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Protocol, TypeVar


class HasFacts(Protocol):
    """Anything to choose among."""

    @property
    def facts(self) -> frozenset[str]:
        """What speaks for it and against it."""


Candidate = TypeVar("Candidate", bound=HasFacts)


def best(candidates: Iterable[Candidate], weights: dict[str, float]) -> Candidate | None:
    """The candidate with the highest score, the first of several; None where none has more than zero."""
    chosen = max(candidates, key=lambda each: score(each, weights), default=None)
    return chosen if chosen is not None and score(chosen, weights) > 0 else None


def score(candidate: HasFacts, weights: dict[str, float]) -> float:
    """The sum of the weights of a candidate's facts, and of the weight that every candidate bears."""
    return weights.get("any", 0.0) + sum(weights.get(each, 0.0) for each in sorted(candidate.facts))


@cache
def weights_of(field: str) -> dict[str, float]:
    """The learned weight of each fact for a field."""
    text = files("quotes.learned").joinpath("page", f"{field}.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)["weights"]
    return found
