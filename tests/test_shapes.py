"""What each dependency shape proposes, seen alone: the cases of ``cases/shapes.md``."""

import re
from typing import cast

from quotes.attribution.candidates import Candidate, tree_candidates
from quotes.attribution.shapes import ADJECTIVE_SHAPES, NOUN_SHAPES, VERB_SHAPES
from quotes.attribution.sources import noun_right_before
from quotes.parsing import Sentence, Word
from quotes.text.spans import Span
from quotes.words.lexicon import CueEntry, Lexicon
from tests.casefiles import Case, cases_in, each_case


class Permissive:
    """A lexicon to which every word is a cue in every frame."""

    def cue(self, lemma: str, kind: str, frame: str) -> CueEntry:
        return CueEntry(lemma, kind, "assertion", {frame: 0.5}, ())


def _proposals(case: Case) -> list[Candidate]:
    lexicon = cast(Lexicon, Permissive())
    return [each for sentence in case.parse.sentences for each in tree_candidates(sentence, case.text, lexicon)]


def _shown(candidate: Candidate, text: str) -> str:
    content = " | ".join(span.of(text) for span in candidate.content)
    return f"{_cue(candidate).text} · {candidate.rule} · {candidate.frame} · {content}"


def _cue(candidate: Candidate) -> Word:
    return candidate.cue[-1]


@each_case("shapes")
def test_shape(case: Case) -> None:
    """The words named by the case propose what it says, and nothing else."""
    expected = [line for line in case.expected.splitlines() if not line.endswith("· nothing")]
    named = {line.partition(" · ")[0] for line in case.expected.splitlines()}
    found = [_shown(each, case.text) for each in _proposals(case) if _cue(each).text in named]
    assert sorted(found) == sorted(expected)


def test_named_words_are_there() -> None:
    """A counter-case cannot pass because of a slip of the pen: its word stands in the text."""
    for case in cases_in("shapes"):
        for line in case.expected.splitlines():
            assert line.partition(" · ")[0] in re.findall(r"\w+", case.text), case.title


def test_a_circle_in_a_foreign_parse_ends() -> None:
    """Two words of a name, each of which hangs on the other, before a verb."""
    names = [Word(n, Span(n, n + 1), "Rui", "Rui", "PROPN", "NNP", "", 3 - n, "flat") for n in (1, 2)]
    verb = Word(3, Span(3, 4), "says", "say", "VERB", "VBZ", "VerbForm=Fin", 0, "root")
    sentence = Sentence(0, 0, Span(1, 4), (*names, verb))
    assert noun_right_before(sentence, verb) in names
    assert sentence.highest(names[0], lambda below, above: below.relation == "flat") is names[1]


def test_every_shape_has_a_case() -> None:
    """Each shape is proposed by some case under its function's name."""
    shown = {line.split(" · ")[1] for case in cases_in("shapes") for line in case.expected.splitlines()}
    assert {finder.__name__ for finder in (*VERB_SHAPES, *NOUN_SHAPES, *ADJECTIVE_SHAPES)} <= shown


def test_both_analyses_are_there() -> None:
    """The frozen trees hold both of UD's analyses of a clause and its cue, whichever way the parser is trained."""
    analyses = {
        (word.deprel, sentence.words[word.head - 1].text if word.head else "")
        for case in cases_in("shapes")
        for sentence in case.parse.sentences
        for word in sentence.words
        if word.text in {"said", "fallen"}
    }
    assert {("ccomp", "said"), ("parataxis", "fallen")} <= analyses
