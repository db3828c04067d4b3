"""One scale of confidence, whatever found a statement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution import RULES
from quotes.attribution.calibration import Calibration
from quotes.attribution.rules import Rule, SurfaceRule

SHIPPED = Calibration.shipped()
UNCOUNTED = Rule("uncounted", "what nobody has counted", "*An example.*")


def test_rules_that_were_counted_are_rules_of_the_surface() -> None:
    """A rule that was renamed would silently get the share of all others."""
    surface = {name for name, rule in RULES.items() if isinstance(rule, SurfaceRule)}
    assert set(SHIPPED.rules) <= surface


def test_a_rule_that_was_not_counted_is_as_sure_as_the_others() -> None:
    """The share of all rules of the surface together."""
    assert SHIPPED.of_rule(UNCOUNTED) == SHIPPED.others


@pytest.mark.parametrize("scale", ["scorer", "lexicon"])
@given(st.floats(0, 1), st.floats(0, 1))
def test_what_is_surer_stays_surer(scale: str, left: float, right: float) -> None:
    """Each map is monotone, and gives shares."""
    low, high = (SHIPPED.of_candidate(scale, each) for each in sorted((left, right)))  # type: ignore[arg-type]
    assert 0 <= low <= high <= 1


def test_between_two_knots_a_line() -> None:
    """Half-way between what was said lies half-way between what was right; level outside."""
    calibration = Calibration(maps={"scorer": ((0.2, 0.4), (0.6, 0.8))})
    assert calibration.of_candidate("scorer", 0.4) == pytest.approx(0.6)
    assert calibration.of_candidate("scorer", 0.1) == 0.4
    assert calibration.of_candidate("scorer", 0.9) == 0.8
    assert calibration.of_candidate("lexicon", 0.9) == 0.9
