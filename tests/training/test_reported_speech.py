"""The hand-parsed sentences of reported speech, on which `evaluate --also` scores a set, are sound."""

from pathlib import Path

import pytest

from quotes.training.treebank import DEPREL, HEAD, ID, Sentence, read

SENTENCES = list(read(Path(__file__).with_name("reported_speech.conllu")))


@pytest.mark.parametrize("tree", SENTENCES, ids=lambda tree: str(tree.comment("sent_id")))
def test_every_tree_is_whole(tree: Sentence) -> None:
    """Every tree is whole: one root, heads that exist, no cycle, no crossing arcs, a text that fits its words."""
    heads = {int(row[ID]): int(row[HEAD]) for row in tree.words}
    assert tree.comment("text") == tree.text
    assert list(heads.values()).count(0) == 1
    assert all(_reaches_root(number, heads) for number in heads)
    arcs = [tuple(sorted(arc)) for arc in heads.items()]
    assert not [(a, b) for a in arcs for b in arcs if a[0] < b[0] < a[1] < b[1]]


def _reaches_root(number: int, heads: dict[int, int]) -> bool:
    for _ in heads:
        number = heads[number]
        if number == 0:
            return True
    return False


def test_both_analyses_of_reported_speech_are_there() -> None:
    """What was said is `ccomp` of the verb of saying, and that verb `parataxis` where it interrupts."""
    relations = [row[DEPREL] for tree in SENTENCES for row in tree.words]
    assert relations.count("ccomp") >= 8
    assert relations.count("parataxis") >= 3
