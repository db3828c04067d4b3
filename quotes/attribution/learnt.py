"""What was learnt from annotated articles: the trees that score candidates."""

from collections.abc import Callable
from functools import cache

from attrs import frozen

from quotes.attribution.scorer import Features, scorer


@frozen
class Learnt:
    """Trees that score candidates; training puts others in their place."""

    score: Callable[[Features], float]


@cache
def shipped() -> Learnt:
    """Those that come with the package; read at the first call."""
    return Learnt(scorer())
