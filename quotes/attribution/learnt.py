"""What was learnt from annotated articles: the network that labels words, the trees that score candidates."""

from collections.abc import Callable
from functools import cache

from attrs import frozen

from quotes.attribution.labels import Labelling, labeller
from quotes.attribution.scorer import Features, scorer


@frozen
class Learnt:
    """A network that labels words and trees that score candidates; training puts others in their place."""

    label: Labelling
    score: Callable[[Features], float]


@cache
def shipped() -> Learnt:
    """Those that come with the package; read at the first call."""
    return Learnt(labeller(), scorer())
