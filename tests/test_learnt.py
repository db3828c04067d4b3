"""The scorer's trees: small ones by hand, and those that come with the package."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.reading import read
from quotes.attribution.scorer import features
from quotes.learned.boosted import Forest, Tree
from quotes.page.frame import Frame
from quotes.parsing import Parse
from quotes.words.lexicon import lexicon
from tests.casefiles import cases_in

SCORER = Forest.shipped("attribution", "scorer.json")
#: "Is the number at most 2?", then "Is the fact so?"
TREE = Tree(
    feature=(0, -1, 1, -1, -1),
    threshold=(2, 0, 0.5, 0, 0),
    yes=(1, 0, 3, 0, 0),
    no=(2, 0, 4, 0, 0),
    value=(0, -1, 0, 1, 3),
)


def _parse(title: str) -> Parse:
    return next(each for each in cases_in("labelled") if each.title == title).parse


@pytest.mark.parametrize(
    ("row", "expected"),
    [((1.0, 0.0), -1), ((2.0, 1.0), -1), ((3.0, 0.0), 1), ((3.0, 1.0), 3)],
)
def test_a_tree_leads_to_a_leaf(row: tuple[float, float], expected: float) -> None:
    """At most the threshold is yes."""
    assert Forest(("number", "fact"), 0.0, (TREE, TREE)).added(np.array([row])).tolist() == [[expected, expected]]


def test_a_tree_without_questions_has_one_answer() -> None:
    """Nothing is asked where a tree is a leaf; where there is no tree, nothing is answered."""
    forest = Forest(("number", "fact"), 0.0, (Tree((-1,), (0,), (0,), (0,), (2.5,)), TREE))
    assert forest.added(np.array([[3.0, 1.0]])).tolist() == [[2.5, 3]]
    assert Forest((), 0.0, ()).added(np.zeros((1, 0))).tolist() == [[]]


def test_a_scorer_adds_its_trees() -> None:
    """Missing features count as 0; the sum is the log-odds."""
    found = Forest(("number", "fact"), 0.5, (TREE, TREE))
    assert found({"number": 3.0}) == pytest.approx(1 / (1 + np.exp(-2.5)))
    assert found({"number": 3.0, "unheard of": 9.0}) == found({"number": 3.0})


@given(st.dictionaries(st.sampled_from(SCORER.names), st.floats(-50, 50), max_size=30))
def test_every_confidence_is_a_probability(found: dict[str, float]) -> None:
    """Whatever the features are."""
    assert 0 < SCORER(found) < 1


def test_the_file_of_the_scorer_is_the_scorer() -> None:
    """Every node leads on to a node of its tree."""
    for tree in SCORER.trees:
        size = len(tree.feature)
        assert {len(tree.threshold), len(tree.yes), len(tree.no), len(tree.value)} == {size}
        inner = [node for node in range(size) if tree.feature[node] >= 0]
        assert all(node < tree.yes[node] < size and node < tree.no[node] < size for node in inner)


def test_features_are_plain() -> None:
    """All candidates of a sentence have features that JSON can hold, facts with the value 1."""
    parse = _parse("words that no list has")
    reading = read(parse, Frame(), lexicon())
    for sentence in reading.sentences:
        for candidate in reading.proposals(sentence, []):
            found = features(candidate, parse.text, reading.labels[sentence.number])
            assert json.loads(json.dumps(found)) == found
            assert found[f"rule={candidate.rule}"] == 1
