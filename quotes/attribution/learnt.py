"""What was learnt from annotated articles: trees that score candidates and relays, and what the scores come to."""

from collections.abc import Callable
from functools import cache

from attrs import field, frozen

from quotes.attribution.calibration import Calibration
from quotes.attribution.relays.likely import Carries
from quotes.attribution.scorer import Features
from quotes.learned.boosted import Forest


@frozen
class Learnt:
    """
    Trees that score candidates and those that weigh relays, and the scale of confidence; training puts others in their
    place.
    """

    score: Callable[[Features], float]
    calibration: Calibration = field(factory=Calibration)
    carries: Carries = field(factory=lambda: Forest.shipped("attribution", "relays.json"))


@cache
def shipped() -> Learnt:
    """Those that come with the package; read at the first call."""
    return Learnt(Forest.shipped("attribution", "scorer.json"), Calibration.shipped())
