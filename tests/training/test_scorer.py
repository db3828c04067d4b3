"""How trees of the scorer are learnt, on made-up candidates and frozen articles."""

from attrs import evolve

from quotes.learned.boosted import Forest
from quotes.text.spans import Span
from quotes.training.annotated import Annotation, Article
from quotes.training.attribution import examples
from quotes.training.trees import Example, Growth, fitted
from tests.casefiles import cases_in


def _articles() -> list[Article]:
    """Articles whose annotators drew "said", all before it as source and all after it as content."""
    found = []
    for case in cases_in("clauses"):
        at = case.text.find(" said ")
        if at > 0:
            cue = Span(at + 1, at + 5)
            drawn = Annotation((cue,), (Span(0, at),), (Span(cue.end + 1, len(case.text)),))
            found.append(Article(case.parse, (drawn,), statements=False))
    return found


def test_trees_learn_what_speaks_for_a_candidate() -> None:
    """What only right candidates have speaks for a candidate, what only wrong ones have against it."""
    found = [Example({"good": 1.0, "prior": 0.5}, True)] * 200 + [Example({"bad": 1.0, "prior": 0.5}, False)] * 200
    score = Forest.of(fitted(found, Growth(trees=5)))
    assert score({"good": 1.0}) > 0.5 > score({"bad": 1.0})


def test_rare_features_are_left_out() -> None:
    """A feature that a few candidates have is no feature of the language."""
    found = [Example({"often": 1.0}, True)] * 200 + [Example({"rare": 1.0}, False)] * 3
    assert fitted(found, Growth(trees=1))["names"] == ["often"]


def test_only_the_candidate_that_an_annotator_drew_is_right() -> None:
    """A candidate is right with the annotated content and source, and wrong with another source."""
    article = _articles()[0]
    assert any(each.right for each in examples(article))
    sourceless = evolve(article, drawn=(Annotation((), (), article.drawn[0].content),))
    assert not any(each.right for each in examples(sourceless) if "source=none" not in each.features)
    assert not any(each.right for each in examples(evolve(article, drawn=())))
