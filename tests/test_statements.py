"""What the attribution stage makes of a text: the cases of ``cases/``, on frozen parses; of the frame only turns."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from quotes.attribution import RULES, Statement, find_statements
from quotes.attribution.rules import SurfaceRule
from quotes.page import frame_of
from quotes.page.frame import Frame
from quotes.parsing import Parse, Word
from quotes.text.marks import quoted_spans
from quotes.text.spans import Span, Spans
from quotes.words.lexicon import lexicon
from tests.casefiles import Case, cases_in, each_case

FILES = ("quotations", "clauses", "credits", "relays", "mending", "analyses", "turns")
#: What every case tells; other keys are compared where the case has them.
ALWAYS = ("content", "cue", "source", "relay", "medium")

#: A statement as the cases write it: its type, and what is known of it by key.
Shown = tuple[str, dict[str, str]]


def _expected(case: Case) -> list[Shown]:
    """The statements that a case expects."""
    blocks = [each.strip().splitlines() for each in case.expected.split("--\n") if each.strip()]
    return [(kind, {line.split()[0]: line.split(None, 1)[1] for line in lines}) for kind, *lines in blocks]


def _found(case: Case) -> list[Shown]:
    """The statements that are found in its text, with the keys that the case has."""
    statements = find_statements(case.parse, _frame(case), lexicon())
    keys = [set(each) for _, each in _expected(case)]
    shown = [(each.type, _shown(each, case.read)) for each in statements]
    wanted = [{*ALWAYS, *(keys[i] if i < len(keys) else ())} for i in range(len(shown))]
    return [(kind, {k: v for k, v in all_.items() if k in w}) for (kind, all_), w in zip(shown, wanted, strict=True)]


def _frame(case: Case) -> Frame:
    """A frame with nothing but the turns of an interview."""
    return Frame(turns=frame_of(case.parse.document, lexicon()).turns)


def _shown(statement: Statement, text: str) -> dict[str, str]:
    """All that a case may tell of a statement; what there is not is left out."""

    def words(spans: Spans) -> str:
        return " | ".join(each.of(text) for each in spans)

    told = {
        "content": words(statement.content),
        "cue": words((statement.cue.span,)) if statement.cue is not None else "",
        "source": words(statement.source.spans) if statement.source is not None else "",
        "relay": words(tuple(each.name for each in statement.relays)),
        "medium": words(statement.medium),
        "rule": statement.rule.name,
        "attitude": statement.attitude,
        "parent": "" if statement.parent is None else str(statement.parent + 1),
    }
    return {key: value for key, value in told.items() if value}


@each_case(*FILES)
def test_case(case: Case) -> None:
    """The text holds the statements that the case gives, and no others."""
    assert _found(case) == _expected(case)


def test_every_rule_of_the_surface_has_a_case() -> None:
    """Each rule that reads quotations and credits is named by a case (shapes have cases of their own)."""
    named = {told["rule"] for file in FILES for case in cases_in(file) for _, told in _expected(case) if "rule" in told}
    assert {each.name for each in RULES.values() if isinstance(each, SurfaceRule)} <= named


@pytest.mark.parametrize("file", [*FILES, "shapes"])
def test_every_case_has_a_parse(file: str) -> None:
    """Cases have different titles, and parses that hold all of their text."""
    cases = cases_in(file)
    assert len({each.title for each in cases}) == len(cases)
    for case in cases:
        tokens = "".join(word.span.of(case.read) for word in _words(case.parse))
        assert tokens == "".join(case.read.split()), case.title


@pytest.mark.parametrize("file", [*FILES, "shapes"])
def test_parses_are_trees(file: str) -> None:
    """A parse corrected by hand is still a tree: one root, and every word hangs below it."""
    for case in cases_in(file):
        for sentence in case.parse.sentences:
            roots = [word for word in sentence.words if word.head == 0]
            assert [word.deprel for word in roots] == ["root"], case.title
            assert len(sentence.subtree(roots[0])) == len(sentence.words), case.title


@pytest.mark.parametrize("file", [*FILES, "shapes"])
def test_spans_lie_in_the_text(file: str) -> None:
    """Every span of every statement holds words of the text; the pieces of a content are in order and apart."""
    for case in cases_in(file):
        for statement in find_statements(case.parse, Frame(), lexicon()):
            assert all(0 <= each.start < each.end <= len(case.read) for each in _spans(statement)), case.title
            assert all(a.end <= b.start for a, b in pairwise(statement.content)), case.title
            assert all(each.of(case.read).strip() == each.of(case.read) for each in _spans(statement)), case.title


@pytest.mark.parametrize("file", FILES)
def test_captions_and_furniture_are_passed_over(file: str) -> None:
    """No statement is looked for in a part of the page that the frame claims."""
    for case in cases_in(file):
        everything = (Span(0, len(case.read)),)
        assert find_statements(case.parse, Frame(captions=everything), lexicon()) == ()
        assert find_statements(case.parse, Frame(furniture=everything), lexicon()) == ()


def test_quoted_words_of_cases_are_never_lost() -> None:
    """A quotation that can stand alone is kept even where nobody can be named for it."""
    for case in (each for each in cases_in("quotations") if each.expected):
        found = find_statements(case.parse, Frame(), lexicon())
        for quoted in quoted_spans(case.read, case.parse.document.paragraphs):
            assert any(span.covers(quoted.span) for each in found for span in each.content), case.title


def _words(parse: Parse) -> Iterator[Word]:
    return (word for sentence in parse.sentences for word in sentence.words)


def _spans(statement: Statement) -> list[Span]:
    spans = [*statement.content, *statement.quoted, *statement.medium]
    spans += [statement.cue.span] if statement.cue is not None else []
    spans += statement.source.spans if statement.source is not None else []
    for relay in statement.relays:
        spans += [relay.span, relay.name]
    return spans
