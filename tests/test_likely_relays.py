"""Relays as they are weighed: what is asked of, and what stays."""

import json
from importlib.resources import files
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution import Statement, find_statements
from quotes.attribution.relays.likely import bearers, hop_places
from quotes.attribution.scorer import Features, shipped
from quotes.learned.boosted import Forest
from quotes.page.frame import Frame
from quotes.words.lexicon import lexicon
from tests.casefiles import Case, cases_in

CASES = cases_in("relays")
CARRIER = Forest.shipped("attribution", "relays.json")


def _case(title: str) -> Case:
    return next(each for each in CASES if each.title == title)


def _statements(case: Case, chance: float) -> tuple[Statement, ...]:
    """The statements of a case where every name carries them with the same probability."""

    def carries(_: Features) -> float:
        return chance

    return find_statements(case.parse, Frame(), lexicon(), evolve(shipped(), carries=carries))


def test_a_relay_that_is_not_likely_goes() -> None:
    """Whatever rule found it."""
    kept = {case.title for case in CASES for each in _statements(case, 0.1) if each.relays}
    assert kept == set()


def test_a_name_that_no_rule_found_needs_more() -> None:
    """At 0.45 the rules' relays stay, and no other name becomes one; at 0.9 all names do."""
    case = _case("told an outlet")
    assert [len(each.relays) for each in _statements(case, 0.45)] == [1]
    for each in CASES:
        few, many = _statements(each, 0.45), _statements(each, 0.9)
        assert [one.relays for one in few] == [
            one.relays[: len(two.relays)] for one, two in zip(many, few, strict=True)
        ]


@pytest.mark.parametrize("chance", [0.45, 0.9])
def test_the_names_of_relays_are_apart(chance: float) -> None:
    """No word names two relays of a statement, and what names a source is asked of only where a rule took it."""
    for case in CASES:
        for each in _statements(case, chance):
            names = sorted(relay.name for relay in each.relays)
            assert all(one.end <= other.start for one, other in pairwise(names)), case.title


def test_sources_are_not_asked_of() -> None:
    """ "The company said Reuters had reported it": whether a speaker passed it on is the chain's business."""
    for case in CASES:
        found = _statements(case, 0.45)
        hops = hop_places(found, Frame())
        for statement in found:
            for each in bearers(statement, case.parse, hops, lexicon()):
                assert each.relay is not None or not any(each.span.overlaps(span) for span in hops.near((each.span,)))


@given(st.dictionaries(st.sampled_from(CARRIER.names), st.floats(-50, 50), max_size=20))
def test_what_the_trees_say_is_a_probability(found: Features) -> None:
    """Whatever the features are."""
    assert 0 < CARRIER(found) < 1


def test_the_file_of_the_trees_is_theirs() -> None:
    """Every tree asks of features that there are."""
    content = json.loads(files("quotes.learned").joinpath("attribution", "relays.json").read_text(encoding="utf-8"))
    assert CARRIER.names == content["names"] == sorted(set(content["names"]))
    assert all(max(tree["feature"]) < len(content["names"]) for tree in content["trees"])
    assert "rule" in content["names"]
