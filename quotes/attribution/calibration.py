"""
One scale of confidence: the share of records that are right, whatever found them.

A rule that reads the surface has the share of its records that were right.  A candidate is as sure as the scorer says,
or the lexicon where the scorer was not asked; a monotone map for each of the two, fitted by isotonic regression
(Zadrozny and Elkan 2002), makes a share of that.  The numbers are ``learned/attribution/confidence.json``: ``python
-m quotes.training.attribution`` counts them on articles that an encoder and a scorer read which had not learnt them.
"""

import json
from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files
from typing import Final, Literal

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from quotes.attribution.rules import Rule

#: What says how sure a statement is.
Scale = Literal["rule", "scorer", "lexicon"]
#: Knots of a monotone map: what was said, and which share of it was right.
Knots = tuple[tuple[float, float], ...]
_FILE: Final = "learned/attribution/confidence.json"


@frozen(slots=False)
class Calibration:
    """
    What the numbers of each scale come to.

    *rules* are the shares that were right of each rule's statements, by its name; *others* is that of a rule that
    answered on no counted article.  Without *maps* the numbers of a scale stay as they are.
    """

    rules: Mapping[str, float] = field(factory=dict)
    others: float = 1.0
    maps: Mapping[str, Knots] = field(factory=dict)

    def of_rule(self, rule: Rule) -> float:
        """The confidence of a statement that *rule* found on the surface, from 0 to 1."""
        return self.rules.get(rule.name, self.others)

    def of_candidate(self, scale: Scale, said: float) -> float:
        """
        The confidence of a candidate of which its scale says *said*, from 0 to 1.

        It is the height of the line through the knots; level before the first and behind the last.
        """
        if scale not in self.maps:
            return said
        heard, right = self._knots[scale]
        return float(np.interp(said, heard, right))

    @cached_property
    def _knots(self) -> Mapping[str, NDArray[np.float64]]:
        """What was said on each scale and which share of it was right [2, knots]."""
        return {scale: np.array(knots).T for scale, knots in self.maps.items()}

    @classmethod
    def shipped(cls) -> "Calibration":
        """That which comes with the package."""
        value = json.loads(files("quotes").joinpath(_FILE).read_text(encoding="utf-8"))
        rules = {name: share for name, (share, _) in value["rules"].items()}
        return cls(rules, value["others"], {scale: tuple(map(tuple, knots)) for scale, knots in value["maps"].items()})
