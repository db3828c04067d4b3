"""Repairs of trees, over all frozen parses."""

import pytest

from quotes.attribution.mending import _rehung, mended
from quotes.words.lexicon import lexicon
from tests.casefiles import HERE, cases_in


@pytest.mark.parametrize("file", sorted(path.stem for path in (HERE / "cases").glob("*.md") if path.stem != "marks"))
def test_a_mended_tree_is_a_tree(file: str) -> None:
    """Each word of a mended sentence still reaches the root, so that no walk over the tree goes round for ever."""
    parses = [case.parse for case in cases_in(file)] if (HERE / "parses" / f"{file}.conllu").exists() else []
    for sentence in (each for parse in parses for each in parse.sentences):
        tree = mended(sentence, lexicon())
        for word in tree.words:
            assert [up.head for up in (word, *tree.ancestors(word))][-1] == 0


def test_a_repair_that_would_close_a_circle_is_not_made() -> None:
    """The participle that stands above the verb of speech before it stays where it is."""
    sentence = next(case for case in cases_in("mending")).parse.sentences[0]
    root = next(word for word in sentence.words if word.head == 0)
    below = next(word for word in sentence.words if word.head == root.number)
    assert _rehung(sentence, {root.number: (below.number, "advcl")}) is sentence
