"""Predicted tags put on trees; folds; scores of names; recipes as command lines."""

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from types import SimpleNamespace

import pytest

from quotes.parsing.entity_names import Name
from quotes.training.evaluate import names_f1, table
from quotes.training.recipes import FULL, PARSER, PROCESSORS, TINY, Recipe, Stage
from quotes.training.retag import accuracy, fold, interleaved, retag, with_tags
from quotes.training.treebank import Sentence, read, write

TREE = Sentence(
    ("# text = can't",),
    (
        ("1-2", "can't", "_", "_", "_", "_", "_", "_", "_", "_"),
        ("1", "ca", "can", "AUX", "MD", "_", "0", "root", "_", "_"),
        ("2", "n't", "not", "PART", "RB", "_", "1", "advmod", "_", "_"),
    ),
)
WORDS = [
    SimpleNamespace(upos="NOUN", xpos="NN", feats="Number=Sing", lemma="ca"),
    SimpleNamespace(upos="PART", xpos="RB", feats=None, lemma="not"),
]


def test_tags_change_and_the_tree_stays() -> None:
    """Tags change and the tree stays."""
    tagged = with_tags(TREE, WORDS)
    assert tagged.rows[0] == TREE.rows[0]
    assert tagged.rows[1] == ("1", "ca", "ca", "NOUN", "NN", "Number=Sing", "0", "root", "_", "_")
    assert tagged.rows[2] == TREE.rows[2]


def test_a_file_is_retagged_in_order(tmp_path: Path) -> None:
    """A file is retagged in order, however many sentences go to the tagger at a time."""
    write(tmp_path / "gold.conllu", [TREE] * 5)

    def tagger(part: list[Sentence]) -> list[Sentence]:
        return [with_tags(each, WORDS) for each in part]

    assert retag(tmp_path / "gold.conllu", tmp_path / "new.conllu", tagger) == 5
    assert list(read(tmp_path / "new.conllu")) == [with_tags(TREE, WORDS)] * 5


def test_accuracy_counts_words() -> None:
    """Accuracy counts words, not rows."""
    assert accuracy([TREE], [with_tags(TREE, WORDS)]) == {"upos": 50.0, "xpos": 50.0, "feats": 50.0, "lemma": 50.0}


@pytest.mark.parametrize("count", [0, 1, 7, 9])
def test_folds_part_the_data_and_come_back_in_order(count: int) -> None:
    """Folds part the data and come back in order: nothing is tagged by a tagger that saw it."""
    sentences = [Sentence((f"# {number}",), ()) for number in range(count)]
    parts = [fold(sentences, number, 3) for number in range(3)]
    for learn, tag in parts:
        assert len(learn) + len(tag) == count
        assert not set(learn) & set(tag)
    assert interleaved([tag for _, tag in parts]) == sentences


def test_names_are_scored_by_class() -> None:
    """Names are scored by class: a wrong end is a wrong name."""
    gold = [[Name(0, 0, 2, "Person"), Name(0, 3, 4, "Location")]]
    predicted = [[Name(0, 0, 1, "Person"), Name(0, 3, 4, "Location")]]
    assert names_f1(gold, predicted) == {"Location": 100.0, "Person": 0.0, "all": 50.0}


def test_scores_make_a_table() -> None:
    """Scores make a table with empty cells for what was not measured."""
    assert table({"a": {"LAS": 80.5}, "b": {"all": 84.0}}).splitlines() == [
        "| data | LAS | all |",
        "| --- | --- | --- |",
        "| a | 80.5 |  |",
        "| b |  | 84.0 |",
    ]


def test_a_stage_is_a_command_line() -> None:
    """A stage is a command line, with its places filled in and flags without values."""
    stage = Stage("some.module", "x", {"train_file": "{data}/a.conllu", "share_hid": None, "lr": 0.5})
    assert stage.arguments({"data": "d"}) == ["--train_file", "d/a.conllu", "--share_hid", "--lr", "0.5"]


@pytest.mark.parametrize("recipes", [FULL, TINY])
def test_every_processor_has_a_recipe_whose_stages_save_under_their_own_names(recipes: Mapping[str, Recipe]) -> None:
    """Every processor has a recipe whose stages save under their own names."""
    assert set(recipes) == set(PROCESSORS)
    for stage in chain.from_iterable(recipe.stages for recipe in recipes.values()):
        assert stage.options["save_name"] == f"{stage.name}.pt"


def test_options_of_a_later_stage_do_not_touch_the_earlier_one() -> None:
    """Options of a later stage do not touch the earlier one."""
    later = PARSER.having("later", lr=0.1)
    assert later.options["lr"] == 0.1
    assert PARSER.options["lr"] != 0.1
    assert later.options["hidden_dim"] == PARSER.options["hidden_dim"]
