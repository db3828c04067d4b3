"""The labeller's network and the scorer's trees: small ones by hand, and those that come with the package."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.labels import BELOW, COLUMNS, ROLES, UNKNOWN, Vocabulary, encoded, labeller, read_labeller
from quotes.attribution.reading import read
from quotes.attribution.scorer import Scorer, Tree, features, scorer
from quotes.page.frame import Frame
from quotes.parsing import Parse
from quotes.text import Document
from quotes.text.marks import quoted_spans
from quotes.words.lexicon import lexicon
from tests.casefiles import cases_in

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
    assert TREE.leaf(row) == expected


def test_a_scorer_adds_its_trees() -> None:
    """Missing features count as 0; the sum is the log-odds."""
    found = Scorer(("number", "fact"), 0.5, (TREE, TREE))
    assert found({"number": 3.0}) == pytest.approx(1 / (1 + np.exp(-2.5)))
    assert found({"number": 3.0, "unheard of": 9.0}) == found({"number": 3.0})


@given(st.dictionaries(st.sampled_from(scorer().names), st.floats(-50, 50), max_size=30))
def test_every_confidence_is_a_probability(found: dict[str, float]) -> None:
    """Whatever the features are."""
    assert 0 < scorer()(found) < 1


def test_the_file_of_the_scorer_is_the_scorer() -> None:
    """Every node leads on to a node of its tree."""
    for tree in scorer().trees:
        size = len(tree.feature)
        assert {len(tree.threshold), len(tree.yes), len(tree.no), len(tree.value)} == {size}
        inner = [node for node in range(size) if tree.feature[node] >= 0]
        assert all(node < tree.yes[node] < size and node < tree.no[node] < size for node in inner)


def test_encoding() -> None:
    """Known words have rows, others UNKNOWN; relations are noted at the head, marks at the words between them."""
    document = Document("x", "")
    (sentence,) = _parse("the subject of a passive").sentences
    tables = {name: dict[str, int]() for name in COLUMNS[:-1]} | {"lemma": {"tell": 7}}
    found = encoded(sentence, quoted_spans(document.text, ()), Vocabulary(tables))
    told = next(word for word in sentence.words if word.text == "told")
    assert found.numbers[told.number - 1, COLUMNS.index("lemma")] == 7
    assert found.numbers[0, COLUMNS.index("lemma")] == UNKNOWN
    assert found.numbers[0, COLUMNS.index("head")] == told.number
    assert found.features[told.number - 1, BELOW.index("nsubj")] == 1
    assert found.features.shape == (len(sentence.words), len(BELOW) + 7)


def test_labels_do_not_depend_on_the_company() -> None:
    """Sentences are padded to the longest of their batch, which must change nothing."""
    sentences = [_parse(each.title).sentences[0] for each in cases_in("labelled")]
    together = labeller()(sentences, ())
    for sentence, labels in zip(sentences, together, strict=True):
        (alone,) = labeller()([sentence], ())
        for role in ROLES:
            np.testing.assert_allclose(getattr(labels, role), getattr(alone, role), atol=1e-4)
            assert len(getattr(labels, role)) == len(sentence.words)


def test_labels_of_a_plain_report() -> None:
    """What the shipped network has learnt at least."""
    sentence = _parse("a known verb with more around it").sentences[0]
    (labels,) = labeller()([sentence], ())
    sure = {role: {w.text for w in sentence.words if getattr(labels, role)[w.number - 1] > 0} for role in ROLES}
    assert "said" in sure["cue"]
    assert sure["source"] == {"The", "minister"}
    assert {"port", "would", "reopen"} <= sure["content"]


def test_nothing_to_label() -> None:
    """A document without sentences."""
    assert labeller()([], ()) == []


def test_weights_with_objects_in_them_are_refused(tmp_path: Path) -> None:
    """Arrays of objects would be unpickled, which runs code."""
    path = tmp_path / "labeller.npz"
    np.savez(path, **{"entries.form": np.array([{"a": 1}], dtype=object)})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="pickle"):
        read_labeller(path)


def test_features_are_plain() -> None:
    """All candidates of a sentence have features that JSON can hold, facts with the value 1."""
    parse = _parse("words that no list has")
    reading = read(parse, Frame(), lexicon())
    for sentence in reading.sentences:
        for candidate in reading.proposals(sentence, []):
            found = features(candidate, parse.text, reading.labels[sentence.number])
            assert json.loads(json.dumps(found)) == found
            assert found[f"rule={candidate.rule}"] == 1
