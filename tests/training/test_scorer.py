"""The scorer's training on a handful of made-up candidates and one frozen article."""

from quotes.lexicon import lexicon
from quotes.spans import Span
from quotes.training.scorer import Annotation, Example, examples, fitted
from tests.casefiles import cases_in


def test_a_feature_of_right_candidates_gets_a_positive_weight() -> None:
    """What only right candidates have speaks for a candidate, what only wrong ones have against it."""
    found = [Example({"good": 1.0, "prior": 0.5}, True)] * 20 + [Example({"bad": 1.0, "prior": 0.5}, False)] * 20
    weights = fitted(found)
    assert weights["good"] > 0 > weights["bad"]


def test_rare_features_are_left_out() -> None:
    """A feature that a few candidates have is no feature of the language."""
    found = [Example({"often": 1.0}, True)] * 20 + [Example({"rare": 1.0}, False)] * 3
    assert "rare" not in fitted(found)


def test_only_the_candidate_that_an_annotator_drew_is_right() -> None:
    """A candidate is right with the annotated content and source, and wrong with another source."""
    case = next(each for each in cases_in("clauses") if "said" in each.text)
    parse = case.parse
    drawn = list(examples(parse, [], lexicon()))
    assert drawn
    assert not any(each.right for each in drawn)
    whole = Annotation((Span(0, len(case.text)),), ())
    assert not any(each.right for each in examples(parse, [whole], lexicon()) if "source=PROPN" in each.features)
