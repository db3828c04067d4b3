"""Credits, seen alone: the cases of ``cases/phrases.md``, and whom they cite."""

import pytest

from quotes.attribution.contents import tidy
from quotes.attribution.credits import Credit, cited
from quotes.attribution.phrases import credits_in
from quotes.parsing import phrase_span
from quotes.text.spans import without
from quotes.words.lexicon import lexicon
from tests.casefiles import Case, cases_in, each_case


def _credits(case: Case) -> list[Credit]:
    return [each for sentence in case.parse.sentences for each in credits_in(sentence, lexicon())]


def _shown(credit: Credit, others: list[Credit], text: str) -> str:
    pieces = without((credit.reported,), [each.span for each in others])
    reported = " | ".join(each.of(text) for each in (tidy(text, piece) for piece in pieces) if len(each) > 1)
    return f"{credit.rule} · {credit.span.of(text)} · {phrase_span(list(credit.source)).of(text)} · {reported}"


@each_case("phrases")
def test_credits(case: Case) -> None:
    """The sentence has the credits that the case gives, in order, and no others."""
    found = _credits(case)
    assert [_shown(each, found, case.text) for each in found] == case.expected.splitlines()


@pytest.mark.parametrize("file", ["phrases", "credits", "clauses"])
def test_credits_do_not_overlap(file: str) -> None:
    """No word belongs to two credits, and the source and the cue lie among a credit's words."""
    for case in cases_in(file):
        found = _credits(case)
        numbers = [(each.sentence.number, number) for each in found for number in each.numbers]
        assert len(numbers) == len(set(numbers)), case.title
        for each in found:
            assert {word.number for word in (*each.cue, *each.source)} <= each.numbers, case.title


def test_every_rule_has_a_case() -> None:
    """Each kind of credit is found in some case."""
    shown = {line.partition(" · ")[0] for case in cases_in("phrases") for line in case.expected.splitlines()}
    assert {"according_to", "as_clause", "closing_credit", "inserted_credit"} <= shown


def test_nobody_is_cited_without_a_citation() -> None:
    """A credit cites somebody only where it says so."""
    found = [cited(each, lexicon()) for case in cases_in("phrases") for each in _credits(case)]
    assert [each for each in found if each is not None] == []
