"""Nothing that a person can paste takes more than nearly linear time: steps are counted for a text and its double."""

import re
from functools import partial

import pytest

from quotes.parsing import Parse, Sentence, Word
from quotes.parsing.plain_view import view
from quotes.pipeline import records_of
from quotes.text import Document
from quotes.text.marks import quoted_spans
from quotes.text.plain import plain
from quotes.text.spans import Span
from quotes.words.lexicon import lexicon
from tests.steps import steps

#: What is pasted, again and again.
PIECES = {
    "cueless lines": "“We shall not go away.”\n\n",
    "unclosed lines": "“We shall not go away.\n\n",
    "quotations of one paragraph": "“We shall not go away.” ",
    "bare marks": '" ',
    "pairs of marks": '"a" ',
    "single marks": "'a ",
    "nested brackets": "( ",
    "links": "[a ",
    "colons": "He said:\n\n",
}
#: Those of which records are looked for here.
RECORDED = ("cueless lines", "unclosed lines", "quotations of one paragraph", "pairs of marks", "links")
#: Words of a sentence.
_WORDS = 12
#: How much more than double the steps of the double text may be.
_MOST = 2.6


def _parse(text: str) -> Parse:
    """Sentences of some words that hang on their first, so that no model is needed."""
    document = plain(Document("a", text))
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(document.paragraphs):
        found = re.finditer(r"\w+|[^\w\s]", paragraph.of(document.text))
        pieces = [(Span(*match.span()).shifted(paragraph.start), match[0]) for match in found]
        for first in range(0, len(pieces), _WORDS):
            words = tuple(_word(n, *each) for n, each in enumerate(pieces[first : first + _WORDS], 1))
            span = Span(words[0].span.start, words[-1].span.end)
            sentences.append(Sentence(len(sentences), number, span, words))
    return Parse(document, tuple(sentences))


def _word(number: int, span: Span, text: str) -> Word:
    kind = "PUNCT" if not text.isalnum() else "VERB" if text == "said" else "PRON" if text == "He" else "NOUN"
    feats = "VerbForm=Fin" if kind == "VERB" else "_"
    lemma, relation = "say" if text == "said" else text, "dep" if number > 1 else "root"
    return Word(number, span, text, lemma, kind, "", feats, int(number > 1), relation)


@pytest.mark.parametrize("piece", PIECES.values(), ids=list(PIECES))
def test_marks_are_paired_in_linear_steps(piece: str) -> None:
    """To pair the marks of a text twice as long takes twice the steps."""
    texts = [piece * n for n in (200, 400)]
    few, many = (steps(partial(quoted_spans, each, Document("a", each).paragraphs)) for each in texts)
    assert many < _MOST * few + 1000


@pytest.mark.parametrize("name", RECORDED)
def test_records_are_found_in_linear_steps(name: str) -> None:
    """Everything after the parse takes twice the steps for a text twice as long."""
    piece = PIECES[name]
    records_of(_parse(piece * 3), lexicon(), "none")  # patterns are compiled once
    few, many = (steps(partial(records_of, _parse(piece * n), lexicon(), "none")) for n in (200, 400))
    assert many < _MOST * few + 1000


def test_an_endless_word_is_cut_for_the_parser() -> None:
    """Of 100,000 letters the parser sees 200, of a row of marks 100, and the length stays."""
    assert len(view("a" * 100_000)) == 100_000
    assert len(view("a" * 100_000).split()[0]) == 200
    assert len(view("!" * 14_000).rstrip()) == 100
    assert view("A word, and others.") == "A word, and others."
