"""Whichever analysis of reported speech a model learnt, the statement is the same: pairs of ``cases/analyses.md``."""

from collections import defaultdict
from itertools import pairwise

import pytest

from quotes.attribution import Statement, find_statements
from quotes.page import Frame
from quotes.text.spans import Spans
from quotes.words.lexicon import lexicon
from tests.casefiles import Case, cases_in


def pairs() -> list[tuple[Case, ...]]:
    """The cases of each text."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases_in("analyses"):
        found[case.text].append(case)
    return [tuple(each) for each in found.values()]


def each_pair() -> pytest.MarkDecorator:
    """Run a test for each pair, those under "# open" as expected failures."""
    marks = [pytest.mark.xfail(reason=pair[0].open) if pair[0].open else () for pair in pairs()]
    params = [pytest.param(pair, id=pair[0].text, marks=mark) for pair, mark in zip(pairs(), marks, strict=True)]
    return pytest.mark.parametrize("pair", params)


def told(statement: Statement) -> tuple[object, ...]:
    """All of a statement but the shape it was found by, and how sure that is."""
    cue, source = statement.cue, statement.source
    return (
        *(statement.type, statement.attitude, statement.content, statement.quoted, statement.medium, statement.parent),
        (cue.lemma, cue.kind, cue.span) if cue else None,
        source.spans if source else None,
        statement.relays,
    )


def analysis(case: Case) -> tuple[str, Spans]:
    """The relation that tells the analyses apart, and how the text is cut into words."""
    words = [word for sentence in case.parse.sentences for word in sentence.words]
    return next(each.deprel for each in words if each.deprel in {"ccomp", "parataxis"}), tuple(w.span for w in words)


@each_pair()
def test_both_analyses_give_the_same_statement(pair: tuple[Case, Case]) -> None:
    """One statement, with the same type, content, cue, source and relays."""
    (first,), (second,) = (find_statements(case.parse, Frame(), lexicon()) for case in pair)
    assert told(first) == told(second)


def test_pairs_are_of_two_analyses() -> None:
    """Each pair has a tree of either kind, and in some the words are cut differently too."""
    assert all([analysis(case)[0] for case in pair] == ["ccomp", "parataxis"] for pair in pairs())
    cuts = [[case.parse.sentences[0].multiword for case in pair] for pair in pairs()]
    assert sum(left != right for cut in cuts for left, right in pairwise(cut)) >= 3
    assert any(analysis(left)[1] != analysis(right)[1] for left, right in pairs())
