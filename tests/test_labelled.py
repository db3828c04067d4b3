"""What the labels of words become: the cases of ``cases/labelled.md``, and how they second what the rules propose."""

import re

import numpy as np
from attrs import evolve

from quotes.attribution.candidates import Candidate
from quotes.attribution.labelled import labelled_candidates, together
from quotes.attribution.labels import Labels
from quotes.attribution.shapes import CLAUSAL_COMPLEMENT
from quotes.learned.columns import ROLES
from quotes.parsing import Sentence
from quotes.words.lexicon import lexicon
from tests.casefiles import Case, cases_in, each_case

_SURE, _NEVER = 3.0, -6.0


def _labels(case: Case, sentence: Sentence) -> Labels:
    """Log-odds as the case wants them: the words of each line, in text order, are sure."""
    odds = {role: np.full(len(sentence.words), _NEVER) for role in ROLES}
    for role, said in re.findall(r"^(\w+): (.+)$", case.expected, flags=re.MULTILINE):
        at = 0
        for wanted in said.split():
            at = next(i for i, word in enumerate(sentence.words) if i >= at and word.text == wanted) + 1
            odds[role][at - 1] = _SURE
    nowhere = np.full(len(sentence.words), _NEVER)
    return Labels(odds["cue"], odds["source"], odds["content"], content_begins=nowhere, statements=odds)


def _proposals(case: Case, barred: frozenset[int] = frozenset()) -> list[Candidate]:
    (sentence,) = case.parse.sentences
    return list(labelled_candidates(sentence, case.text, _labels(case, sentence), lexicon(), barred))


def _shown(candidate: Candidate, text: str) -> str:
    source = " ".join(word.text for word in candidate.source) or "-"
    cue = " ".join(word.text for word in candidate.cue)
    return f"{source} · {cue} · {' | '.join(span.of(text) for span in candidate.content)} · {candidate.attitude}"


@each_case("labelled")
def test_labelled(case: Case) -> None:
    """The labels propose what the case says; one without the source is always proposed where there is only one."""
    expected = case.expected.partition("—")[2].split("\n")
    found = [_shown(each, case.text) for each in _proposals(case)]
    assert [each for each in found if not each.startswith("- ·") or each in expected] == [e for e in expected if e]


def _case(title: str) -> Case:
    return next(each for each in cases_in("labelled") if each.title == title)


def test_barred_words_are_neither_cue_nor_content() -> None:
    """A closing credit is read elsewhere."""
    case = _case("words that no list has")
    (sentence,) = case.parse.sentences
    assert _proposals(case, frozenset(word.number for word in sentence.words)) == []


def test_a_rule_is_seconded_by_the_same_content() -> None:
    """What the labels repeat is not proposed twice; the rule's candidate says that they agree."""
    labelled = _proposals(_case("words that no list has"))
    shaped = evolve(labelled[0], rule=CLAUSAL_COMPLEMENT)
    assert [(each.rule, each.seconded) for each in together([shaped], labelled[:1])] == [(CLAUSAL_COMPLEMENT, True)]


def test_what_the_labels_alone_propose_stays() -> None:
    """Another content is another candidate."""
    labelled = _proposals(_case("words that no list has"))[:1]
    shaped = evolve(labelled[0], rule=CLAUSAL_COMPLEMENT, content=labelled[0].content[:0])
    assert [each.seconded for each in together([shaped], labelled)] == [False, False]
