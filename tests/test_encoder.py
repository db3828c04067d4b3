"""The encoder's windows, its file, and what a small one with random weights reads."""

import string
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from quotes.learned.encoder import LONGEST, Network, Pieces, Sizes, Words, windows
from quotes.learned.reader import Reader, is_tree, unpacked
from quotes.parsing.best_tree import best_tree
from quotes.parsing.conllu import dumps, loads
from quotes.training.network_files import packed, save
from quotes.training.reread import with_odds
from tests.casefiles import cases_in

VOCABULARY = (
    *("[PAD]", *(f"[unused{number}]" for number in range(99)), "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    *string.ascii_lowercase,
    *(f"##{letter}" for letter in string.ascii_lowercase),
    *string.digits,
    *(".", ",", "“", "”"),
)
LABELS = {
    "xpos": ("NN", "VBD", "."),
    "upos": ("NOUN", "VERB", "PUNCT"),
    "feats": ("_", "Number=Sing"),
    "ner": ("O", "B-Person", "I-Person", "B-Organization", "I-Organization"),
    "deprel": ("root", "nsubj", "punct", "ccomp"),
}
SIZES = Sizes(width=16, layers=1, heads=2, vocabulary=len(VOCABULARY), positions=512, arc=8, label=4, mention=4)


@pytest.fixture(scope="module")
def network() -> Network:
    """A network that knows nothing, but always the same."""
    torch.manual_seed(1)
    network = Network(LABELS, SIZES)
    torch.nn.init.normal_(network.relations)
    return network


@pytest.fixture(scope="module")
def reader(network: Network) -> Reader:
    """What reads with it."""
    return Reader(deepcopy(network), VOCABULARY, best_tree)


def words(texts: Sequence[str], *, opens: bool = True) -> Words:
    """A sentence outside of quotation marks."""
    return Words(texts, [0] * len(texts), opens)


_SENTENCES = st.lists(st.lists(st.text("abc Ж中", min_size=1, max_size=12), min_size=1, max_size=40), max_size=12)


@given(_SENTENCES)
def test_windows_hold_each_sentence_once(texts: list[list[str]]) -> None:
    """In order, each word with one place inside of its window, which is never longer than the encoder can read."""
    found = windows([words(each) for each in texts], Pieces(VOCABULARY))
    assert [n for each in found for n in range(each.first, each.last)] == list(range(len(texts)))
    for window in found:
        count = sum(len(each) for each in texts[window.first : window.last])
        assert len(window.positions) == count == len(set(window.positions))
        assert max(window.positions) < len(window.pieces) - 1 < LONGEST + 4
        assert len(window.pieces) == len(window.shapes) == len(window.quoted)


def test_a_sentence_that_is_too_long_is_read_whole_with_shorter_words() -> None:
    """Two hundred and fifty words of twenty letters each would be two thousand pieces."""
    (window,) = windows([words(["x" * 20] * 250)], Pieces(VOCABULARY))
    assert len(window.positions) == 250
    assert len(window.pieces) <= LONGEST + 4


@pytest.mark.parametrize("word", ["“", "Жуков", "中文", "🙂", "\u200b", " ", "https://example.org/" + "a" * 500])
def test_every_word_has_pieces(word: str, reader: Reader) -> None:
    """Words of other scripts, emoji, and what is hardly a word."""
    (found,) = reader([words([word])])
    assert (found.heads, len(found.upos)) == ([0], 1)


def test_what_is_read_of_a_document_is_the_same_every_time(reader: Reader) -> None:
    """And all sentences have trees with one root."""
    document = [words(["ann", "said", "rui", "left", "."] * size) for size in (1, 7, 40, 3, 50, 1)]
    first, second = reader(document), reader(document)
    for left, right in zip(first, second, strict=True):
        assert (left.heads, left.odds.tolist()) == (right.heads, right.odds.tolist())
        assert is_tree(left.heads)


def test_a_long_document_is_read_in_stretches(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vectors of no more words than a stretch has are held at once; what is read is the same."""
    document = [words(["ann", "said", "rui", "left", "."] * size) for size in (6, 8, 10, 12)]
    whole = reader(document)
    monkeypatch.setattr("quotes.learned.reader._WORDS_A_STRETCH", 80)
    assert len(list(reader.stretches(document))) > 1
    for left, right in zip(whole, reader(document), strict=True):
        assert (left.heads, left.odds.tolist()) == (right.heads, right.odds.tolist())


def test_nothing_is_read_of_nothing(reader: Reader) -> None:
    """A document without sentences."""
    assert reader([]) == []


def test_a_file_gives_back_what_was_saved(reader: Reader, network: Network, tmp_path: Path) -> None:
    """As far as half precision goes."""
    path = tmp_path / "encoder.pt"
    save(network, VOCABULARY, path)
    again = Reader.load(path, best_tree)
    document = [words(["ann", "said", "so", "."])]
    assert abs(reader(document)[0].odds - again(document)[0].odds).max() <= 1


def test_tables_keep_its_values_within_a_hundredth(network: Network) -> None:
    """It is stored in whole numbers with a scale for each row."""
    weights = network.state_dict()
    name = "encoder.words.weight"
    assert torch.allclose(unpacked(packed(weights))[name], weights[name], atol=float(weights[name].abs().max()) / 100)


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    """With what was expected and found."""
    torch.save({"format": 0}, tmp_path / "encoder.pt")
    with pytest.raises(ValueError, match="expected format 1, found 0"):
        Reader.load(tmp_path / "encoder.pt", best_tree)


def test_a_parse_keeps_its_trees_when_its_odds_are_read_anew(reader: Reader) -> None:
    """And CoNLL-U carries the odds there and back."""
    parse = cases_in("clauses")[0].parse
    read = with_odds(parse, reader)
    assert [[word.head for word in each.words] for each in read.sentences] == [
        [word.head for word in each.words] for each in parse.sentences
    ]
    assert all(len(word.odds) == 16 for sentence in read.sentences for word in sentence.words)
    assert loads(dumps(read), parse.document) == read
