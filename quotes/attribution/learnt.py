"""What was learnt from annotated articles: the trees that score candidates, and what their scores come to."""

from collections.abc import Callable
from functools import cache

from attrs import field, frozen

from quotes.attribution.calibration import Calibration
from quotes.attribution.scorer import Features, scorer


@frozen
class Learnt:
    """Trees that score candidates, and the scale of confidence; training puts others in their place."""

    score: Callable[[Features], float]
    calibration: Calibration = field(factory=Calibration)


@cache
def shipped() -> Learnt:
    """Those that come with the package; read at the first call."""
    return Learnt(scorer(), Calibration.shipped())
