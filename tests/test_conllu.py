"""Parses as CoNLL-U and back."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from stanza.utils.conll import CoNLL

from quotes.parsing import Entity, Parse, Sentence, Word
from quotes.parsing.conllu import dumps, loads
from quotes.text import Document
from quotes.text.spans import Span

TEXT = "Rui Prata can’t wait.\r\n\r\n“We\u00a0will,”  he said."
#: Text, lemma, tag, Penn tag, features, head, relation of each word of TEXT; "ca" and "n’t" are one token.
WORDS = (
    (
        ("Rui", "Rui", "PROPN", "NNP", "Number=Sing", 5, "nsubj"),
        ("Prata", "Prata", "PROPN", "NNP", "Number=Sing", 1, "flat"),
        ("ca", "can", "AUX", "MD", "VerbForm=Fin", 5, "aux"),
        ("n’t", "not", "PART", "RB", "", 5, "advmod"),
        ("wait", "wait", "VERB", "VB", "VerbForm=Inf", 0, "root"),
        (".", ".", "PUNCT", ".", "", 5, "punct"),
    ),
    (
        ("“", '"', "PUNCT", "``", "", 3, "punct"),
        ("We", "we", "PRON", "PRP", "Number=Plur", 3, "nsubj"),
        ("will", "will", "VERB", "", "", 7, "ccomp"),
        (",", ",", "PUNCT", ",", "", 3, "punct"),
        ("”", '"', "PUNCT", "''", "", 3, "punct"),
        ("he", "he", "PRON", "PRP", "Number=Sing", 7, "nsubj"),
        ("said", "say", "VERB", "VBD", "Tense=Past", 0, "root"),
        (".", ".", "PUNCT", ".", "", 7, "punct"),
    ),
)
EXPECTED = """\
# newdoc id = market.txt
# newpar id = p0
# sent_id = s0
# text = Rui Prata can’t wait.
1	Rui	Rui	PROPN	NNP	Number=Sing	5	nsubj	_	end_char=3|ner=B-person|start_char=0
2	Prata	Prata	PROPN	NNP	Number=Sing	1	flat	_	end_char=9|ner=I-person|start_char=4
3-4	can’t	_	_	_	_	_	_	_	end_char=15|start_char=10
3	ca	can	AUX	MD	VerbForm=Fin	5	aux	_	end_char=12|start_char=10
4	n’t	not	PART	RB	_	5	advmod	_	end_char=15|start_char=12
5	wait	wait	VERB	VB	VerbForm=Inf	0	root	_	end_char=20|SpaceAfter=No|start_char=16
6	.	.	PUNCT	.	_	5	punct	_	end_char=21|start_char=20

# newpar id = p2
"""


@pytest.fixture
def parse() -> Parse:
    """A parse of two sentences in two paragraphs, with a name and a token of two words."""
    document, sentences, at = Document("market.txt", TEXT), [], 0
    for number, rows in enumerate(WORDS):
        words = []
        for i, (text, *rest) in enumerate(rows, 1):
            at = TEXT.index(text, at)
            words.append(Word(i, Span(at, at + len(text)), text, *rest))
            at += len(text)
        span = Span(words[0].span.start, words[-1].span.end)
        sentences.append(Sentence(number, 2 * number, span, tuple(words), ((3, 4),) if number == 0 else ()))
    return Parse(document, tuple(sentences), (Entity(Span(0, 9), "person"),))


def test_a_parse_comes_back(parse: Parse) -> None:
    """What `dumps` writes, `loads` reads: words, trees, names, paragraphs and offsets."""
    assert loads(dumps(parse), parse.document) == parse


def test_the_format(parse: Parse) -> None:
    """Ranges, features, offsets, names and missing spaces stand where CoNLL-U has them."""
    assert dumps(parse).startswith(EXPECTED)
    assert "# text = “We will,” he said." in dumps(parse)


def test_another_reader_accepts_it(parse: Parse) -> None:
    """Stanza's own reader finds the same words, heads and offsets."""
    read = CoNLL.conll2doc(input_str=dumps(parse))
    assert [[word.text for word in sentence.words] for sentence in read.sentences] == [
        [word.text for word in sentence.words] for sentence in parse.sentences
    ]
    assert [[word.head for word in sentence.words] for sentence in read.sentences] == [
        [word.head for word in sentence.words] for sentence in parse.sentences
    ]
    assert (read.sentences[1].words[1].start_char, read.sentences[1].words[1].end_char) == (26, 28)
    assert [token.ner for token in read.sentences[0].tokens[:3]] == ["B-person", "I-person", None]


def test_neighbouring_names_stay_two(parse: Parse) -> None:
    """Two names of one kind that touch begin with a tag of their own."""
    names = (Entity(Span(0, 3), "person"), Entity(Span(4, 9), "person"))
    again = loads(dumps(evolve(parse, entities=names)), parse.document)
    assert again.entities == names


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(str.strip), min_size=1))
def test_any_token_comes_back(tokens: list[str]) -> None:
    """Tabs, line ends and underscores inside a token break nothing."""
    text, words, at = "".join(tokens), [], 0
    for number, token in enumerate(tokens, 1):
        words.append(Word(number, Span(at, at + len(token)), token, "x", "X", "", "", number - 1, "dep"))
        at += len(token)
    parse = Parse(Document("a", text), (Sentence(0, 0, Span(0, at), tuple(words)),))
    assert loads(dumps(parse), parse.document) == parse


@pytest.mark.parametrize(
    ("conllu", "expected"),
    [
        ("1\tRui\n\n", "line 1: expected 10 columns with tabs between them, found 2"),
        ("1\tRui\tRui\tPROPN\t_\t_\t0\troot\t_\t_\n\n", "sentence before line 2: 'Rui' lacks 'start_char' in MISC"),
        (
            "x\tRui\tRui\tPROPN\t_\t_\t0\troot\t_\t_\n\n",
            "sentence before line 2: expected words numbered from 1, found 'x'",
        ),
        (
            "3\tRui\tRui\tPROPN\t_\t_\t0\troot\t_\tstart_char=0|end_char=3\n\n",
            "sentence before line 2: expected words numbered from 1, found '3'",
        ),
        (
            "1-0\tRui\t_\t_\t_\t_\t_\t_\t_\t_\n1\tRui\tRui\tPROPN\t_\t_\t0\troot\t_\tstart_char=0|end_char=3\n\n",
            "sentence before line 3: expected a token of several of its words, found '1-0'",
        ),
    ],
)
def test_what_is_no_parse_is_refused(conllu: str, expected: str) -> None:
    """The message says in which line, and what was expected."""
    with pytest.raises(ValueError, match="line") as caught:
        loads(conllu, Document("a", TEXT))
    assert str(caught.value) == expected
