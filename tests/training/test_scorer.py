"""The labeller's and the scorer's training, on made-up candidates and frozen articles."""

from pathlib import Path

import numpy as np
import pytest
import torch

from quotes.attribution.labels import ROLES, Labeller, encoded, read_labeller
from quotes.attribution.scorer import Scorer
from quotes.text.spans import Span
from quotes.training import labeller
from quotes.training.annotated import Annotation, Article
from quotes.training.attribution import examples
from quotes.training.trees import Example, fitted
from tests.casefiles import cases_in

VECTORS = labeller.Vectors({"<PAD>": 0, "<UNK>": 1, "the": 2, "said": 3}, np.eye(4, dtype=np.float32))


def _articles() -> list[Article]:
    """Articles whose annotators drew "said", all before it as source and all after it as content."""
    found = []
    for case in cases_in("clauses"):
        at = case.text.find(" said ")
        if at > 0:
            cue = Span(at + 1, at + 5)
            drawn = Annotation((cue,), (Span(0, at),), (Span(cue.end + 1, len(case.text)),))
            found.append(Article(case.parse, (drawn,)))
    return found


@pytest.fixture(scope="module")
def network() -> Labeller:
    """A network that has seen a few articles, a few times."""
    return labeller.trained(_articles(), VECTORS, epochs=3)


def test_torch_and_numpy_agree(network: Labeller) -> None:
    """The network that was learnt is the network that runs."""
    torch.manual_seed(0)
    twin = labeller.Network(network.weights["vectors"], network.vocabulary, features=25)
    twin.load_state_dict({name: torch.from_numpy(value) for name, value in network.weights.items()})
    twin.eval()
    for article in _articles()[:3]:
        for sentence in article.parse.sentences:
            row = encoded(sentence, (), network.vocabulary)
            lengths = torch.tensor([len(sentence.words)])
            with torch.no_grad():
                expected = twin(torch.from_numpy(row.numbers)[None], torch.from_numpy(row.features)[None], lengths)
            np.testing.assert_allclose(network.run([row])[0], expected[0].numpy(), atol=1e-4)


def test_what_annotators_drew_is_learnt(network: Labeller) -> None:
    """Content words get higher odds of content than the words before "said"."""
    inside, outside = [], []
    for article in _articles():
        (start,) = (span.start for span in article.drawn[0].content)
        for sentence, labels in zip(article.parse.sentences, network(article.parse.sentences, ()), strict=True):
            for word in sentence.words:
                (inside if word.span.start >= start else outside).append(labels.content[word.number - 1])
    assert np.mean(inside) > np.mean(outside)


def test_the_same_seed_gives_the_same_network() -> None:
    """Learning twice from the same articles."""
    one, two = (labeller.trained(_articles()[:4], VECTORS, epochs=1) for _ in range(2))
    assert all(np.array_equal(one.weights[name], two.weights[name]) for name in one.weights)


def test_a_network_survives_its_file(network: Labeller, tmp_path: Path) -> None:
    """Half precision costs next to nothing."""
    labeller.save(network, tmp_path / "labeller.npz")
    again = read_labeller(tmp_path / "labeller.npz")
    assert again.vocabulary == network.vocabulary
    sentences = _articles()[0].parse.sentences
    for before, after in zip(network(sentences, ()), again(sentences, ()), strict=True):
        for role in ROLES:
            np.testing.assert_allclose(getattr(before, role), getattr(after, role), atol=0.05)


def test_trees_learn_what_speaks_for_a_candidate() -> None:
    """What only right candidates have speaks for a candidate, what only wrong ones have against it."""
    found = [Example({"good": 1.0, "prior": 0.5}, True)] * 200 + [Example({"bad": 1.0, "prior": 0.5}, False)] * 200
    score = Scorer.of(fitted(found, trees=5))
    assert score({"good": 1.0}) > 0.5 > score({"bad": 1.0})


def test_rare_features_are_left_out() -> None:
    """A feature that a few candidates have is no feature of the language."""
    found = [Example({"often": 1.0}, True)] * 200 + [Example({"rare": 1.0}, False)] * 3
    assert fitted(found, trees=1)["names"] == ["often"]


def test_only_the_candidate_that_an_annotator_drew_is_right(network: Labeller) -> None:
    """A candidate is right with the annotated content and source, and wrong with another source."""
    article = _articles()[0]
    assert any(each.right for each in examples(article, network))
    sourceless = Article(article.parse, (Annotation((), (), article.drawn[0].content),))
    assert not any(each.right for each in examples(sourceless, network) if "source=none" not in each.features)
    assert not any(each.right for each in examples(Article(article.parse, ()), network))
