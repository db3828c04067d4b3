"""Counting rules: which lists there are, what an answer is, and that all is as before afterwards."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quotes.attribution import candidates, shapes
from quotes.evaluation.gold import read_gold
from quotes.page import FINDERS
from quotes.parsing import Parse
from quotes.parsing.conllu import loads
from quotes.text import Document
from tests import rules
from tests.casefiles import cases_in, parses_in
from tests.rules import Bench, Effect, Lists, answers, counted, effect, is_answer, table

#: A text whose parse is frozen, and what is said in it.
CASE = next(case for case in cases_in("relays") if case.title == "state television is an outlet too")
CONTENT, SOURCE, RELAY = "that the port was shut", "Prata", "state television"


class Frozen:
    """A work folder that has the one parse."""

    def parse(self, name: str, document: Document) -> Parse:
        """The frozen parse."""
        return loads(parses_in(CASE.file)[CASE.title], document)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Gold of one article, with the work folder."""
    start, end = CASE.text.index(CONTENT), CASE.text.index(SOURCE)
    said = {
        "content": [[start, start + len(CONTENT)]],
        "source": [[end, end + len(SOURCE)]],
        "cue": [],
        "speaker": SOURCE,
        "relays": [{"name": RELAY}],
        "chain": [SOURCE, RELAY],
    }
    (tmp_path / "port.txt").write_text(CASE.text, encoding="utf-8")
    (tmp_path / "port.json").write_text(json.dumps({"doc": "port", "attributions": [said]}), encoding="utf-8")
    work: Any = Frozen()
    return Bench(read_gold(tmp_path), "port", work)


@pytest.mark.parametrize("answer", [None, False, (), [], "as given"])
def test_these_are_no_answers(answer: object) -> None:
    """Nothing, nothing in a list, and what came in."""
    assert not is_answer(answer, ("as given",))


def test_a_rule_that_yields_answers_once_and_yields_all_the_same() -> None:
    """A generator is no answer yet; what it yields is."""
    told: list[int] = []

    def rule(last: int) -> Iterator[int]:
        yield from range(last)

    telling = counted(rule, lambda: told.append(1))
    assert list(telling(3)) == [0, 1, 2]
    assert list(telling(0)) == []
    assert told == [1]


def test_all_lists_are_replaced_wherever_they_are_imported_and_put_back() -> None:
    """A tuple in its own module, the same tuple in another one, and inside of a table."""
    finders = dict(FINDERS)
    back = Lists().replaced(lambda _: ())
    assert (shapes.VERB_SHAPES, candidates.VERB_SHAPES) == ((), ())
    assert candidates._SHAPES["VERB"] == ("verb", ())
    back()
    assert candidates.VERB_SHAPES is shapes.VERB_SHAPES
    assert finders == FINDERS


def test_a_rule_that_a_gold_item_needs_helps(bench: Bench) -> None:
    """Without the rule that finds "told state television" the chain is wrong; with it nothing is."""
    lists = Lists()
    named = {str(each): each for each in answers(bench, lists)}
    told = named["attribution.relays.told_outlet"]
    assert told.answers == {"port": 1}
    found = effect(bench, lists, told, {each.name: bench.compared(each) for each in bench.gold.articles})
    assert found == Effect(records=1, helps=1, harms=0)
    lines = [line.split() for line in table([told], {told.rule: found})]
    assert lines == [
        ["rule", "answers", "articles", "records", "helps", "harms"],
        ["attribution.relays.told_outlet", "1", "1", "1", "1", "0"],
    ]


def test_every_room_of_rules_has_a_list() -> None:
    """What is counted are the rules of page and attribution."""
    names = {rule.__module__.split(".")[1] for rule in rules.Lists().rules()}
    assert {"page", "attribution"} <= names
