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
from tests.steps import lines_run, steps

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
    "brackets in brackets": "(a [b (c) d] e) ",
    "single marks in double ones": "“We heard 'go' then.” ",
    "quotations within, line by line": "“He said, 'Go on then.' now.”\n\n",
    "sentences in single marks": "'We shall go.' he said. ",
    "possessives": "the boys' 'own' ",
    "words below colons": "He said:\n\nThe port is shut.\n\n",
    "lists below colons": "He said the town would:\n\n• stay open\n\n",
    "colons in lists": "• He said:\n\n",
    "turns": "PRATA: We are shut.\n\nREIS: You are not, I say.\n\n",
    "names above": "Ana Reis, baker\n\n“We shall not go away.”\n\n",
    "one endless sentence": "Prata said the port would stay shut and ",
}
#: A word of so many letters and more, marks of as many of the same kind.
_ENDLESS = 1000
ENDLESS = {
    "letters": "a",
    "bare marks side by side": '"',
    "single marks side by side": "'",
    "opening marks side by side": "“",
    "opening brackets side by side": "(",
    "colons side by side": ":",
}
#: Words of a sentence.
_WORDS = 12
#: How often a piece stands in the shorter of two texts of which records are looked for.
_FEW = 60
#: Pieces of which the rooms below are looked at line by line, since what is not linear hides there among other steps.
OF_ATTRIBUTION = (
    "cueless lines",
    "single marks in double ones",
    "quotations within, line by line",
    "words below colons",
    "lists below colons",
    "colons in lists",
    "turns",
)
_ROOMS = ("/quotes/attribution/", "/quotes/text/marks.py", "/quotes/text/plain.py")
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


@pytest.mark.parametrize("piece", PIECES.values(), ids=list(PIECES))
def test_records_are_found_in_linear_steps(piece: str) -> None:
    """Everything after the parse takes twice the steps for a text twice as long."""
    records_of(_parse(piece * 3), lexicon(), "none")  # patterns are compiled once
    few, many = (steps(partial(records_of, _parse(piece * n), lexicon(), "none")) for n in (_FEW, 2 * _FEW))
    assert many < _MOST * few + 1000


@pytest.mark.parametrize("name", OF_ATTRIBUTION)
def test_attribution_is_linear_line_by_line(name: str) -> None:
    """No line of the modules that find statements runs more than twice as often for a text twice as long."""
    piece = PIECES[name]
    records_of(_parse(piece * 3), lexicon(), "none")
    few, many = (lines_run(partial(records_of, _parse(piece * n), lexicon(), "none"), _ROOMS) for n in (_FEW, 2 * _FEW))
    assert [each for each, count in many.items() if count > _MOST * few.get(each, 0) + _FEW] == []


@pytest.mark.parametrize("letter", ENDLESS.values(), ids=list(ENDLESS))
def test_endless_words_and_marks_take_linear_steps(letter: str) -> None:
    """One word, or one row of marks, twice as long takes twice the steps, from the marks to the records."""
    few, many = (steps(lambda n=n: records_of(_parse(letter * n), lexicon(), "none")) for n in (_ENDLESS, 2 * _ENDLESS))
    assert many < _MOST * few + 1000


def test_an_endless_word_is_cut_for_the_parser() -> None:
    """Of 100,000 letters the parser sees 200, of a row of marks 100, and the length stays."""
    assert len(view("a" * 100_000)) == 100_000
    assert len(view("a" * 100_000).split()[0]) == 200
    assert len(view("!" * 14_000).rstrip()) == 100
    assert view("A word, and others.") == "A word, and others."
