"""Our own loop around Stanza's networks and the encoder: as Stanza has it, whole numbers, nothing but its own text."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.doc import Document as StanzaDocument

from quotes import Parse
from quotes.learned import whole_numbers
from quotes.learned.encoder import Network, Pieces, windows
from quotes.learned.whole_numbers import WholeLinear, in_whole_numbers
from quotes.models import TAGGER, ModelSet, locate
from quotes.parsing.best_tree import best_tree
from quotes.parsing.loading import load_files
from quotes.parsing.own.lemmas import Lemmatizer
from quotes.parsing.own.tagger import Tagger
from quotes.parsing.own.tokens import Tokenizer
from quotes.parsing.stanza_parser import StanzaParser
from quotes.text import Document
from quotes.training.pack import pack_tagger
from quotes.training.reread import segmented
from tests.samples import FOLDER
from tests.stanza_tagger import as_stanza_s
from tests.test_encoder import LABELS, SIZES, VOCABULARY, words
from tests.test_stanza_parser import ODD

TEXTS = {
    "odd": ODD,
    "contracted": "We can’t, won't, shan’t and cannot. Its crews'd gonna go; GOTTA. Wouldn't've? L'Oréal's o'clock.",
    "addresses": "Write to desk@example.org or see https://example.org/a/b?c=d, www.example.com. Tel. 351 555-0101.",
    "spaces": "  Two  spaces ,\u3000one  wide .\n\n\u200e\n\n Last\u2028line",
    "long": "The port was open, the mayor said. " * 260,
    "without end": "the port was open and " * 400,
    "lines": "\n\n".join(f"Line {number} of the list; it’s short." * (number % 7) for number in range(40)),
    "sample": (FOLDER / "harbour.txt").read_bytes().decode(),
}


@pytest.fixture(scope="module")
def parser() -> StanzaParser:
    """The shipped set, given texts as they are."""
    return StanzaParser(_shipped())


def cut(parse: Parse) -> list[list[tuple[str, int, int]]]:
    """The words of each sentence with their places."""
    return [[(each.text, each.span.start, each.span.end) for each in sentence.words] for sentence in parse.sentences]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_words_and_sentences_are_those_of_stanza_s_own_pipeline(text: str, parser: StanzaParser) -> None:
    """Of the same weights: contractions, addresses, odd spaces, paragraphs of more letters than are read at once."""
    pipeline = load_files({name: path for name, path in _shipped().weights.items() if name in ("tokenize", "mwt")})
    document = Document("text", text)
    ours, stanza_s = parser(document), segmented(pipeline, document)
    assert cut(ours) == cut(stanza_s)
    assert [each.multiword for each in ours.sentences] == [each.multiword for each in stanza_s.sentences]


def test_lemmas_are_those_of_stanza_s_own_pipeline(parser: StanzaParser) -> None:
    """Of known words, of new ones, of words that are spelled and of such that are not."""
    text = TEXTS["sample"] + " Blorfs wugged the Zemplarians’ quickest NGOs, ’s Blorfs smurfing."
    parse = parser(Document("sample", text))
    pipeline = load_files({"lemma": _shipped().weights["lemma"]}, lemma_pretagged=True)
    pairs = [(word.text, word.upos) for sentence in parse.sentences for word in sentence.words]
    rows = [[{"id": number, "text": text, "upos": upos} for number, (text, upos) in enumerate(pairs, 1)]]
    expected = [word.lemma for word in pipeline(StanzaDocument(rows)).sentences[0].words]
    assert Lemmatizer(pipeline.processors["lemma"])(pairs) == expected


def test_texts_are_cut_as_each_alone() -> None:
    """What else is read changes nothing."""
    pipeline = load_files({name: path for name, path in _shipped().weights.items() if name in ("tokenize", "mwt")})
    tokenize = Tokenizer(pipeline.processors["tokenize"], pipeline.processors["mwt"])
    texts = [each.replace("\n", " ") for each in TEXTS.values()]
    assert tokenize(texts) == [found for each in texts for found in tokenize([each])]
    assert tokenize(["", "   "]) == [[], []]
    assert tokenize([]) == []


_SCORES = st.integers(2, 9).flatmap(
    lambda size: arrays(np.float32, (size, size), elements=st.floats(-20, 0, width=16), unique=True)
)


@given(_SCORES)
def test_the_best_tree_is_the_one_that_stanza_finds(scores: NDArray[np.float32]) -> None:
    """As good a tree with one root, whatever the scores."""

    def total(heads: Sequence[int]) -> float:
        return sum(float(scores[number, head]) for number, head in enumerate(heads) if number)

    ours, theirs = best_tree(scores), chuliu_edmonds_one_root(scores)
    assert total(ours) == pytest.approx(total(theirs), abs=1e-3)
    assert list(ours[1:]).count(0) == 1


@pytest.mark.parametrize("least", [None, -0.17])
def test_whole_numbers_are_the_same_with_and_without_a_processor_for_them(
    least: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the last digit; and within a hundredth of what the layer in single precision gives."""
    torch.manual_seed(2)
    linear = torch.nn.Linear(96, 64)
    values = torch.randn(50, 96).clamp(min=-0.17) if least is not None else torch.randn(50, 96)
    with torch.inference_mode():
        fast = WholeLinear(linear, least)(values)
        monkeypatch.setattr(whole_numbers, "has_whole_products", lambda: False)
        slow = WholeLinear(linear, least)(values)
        exact = linear(values)
    assert torch.equal(fast, slow)
    assert float((fast - exact).norm() / exact.norm()) < 0.01
    assert torch.equal(slow[7:9], WholeLinear(linear, least)(values[7:9]))


def test_a_row_of_zeros_is_no_division_by_zero() -> None:
    """It gives the bias."""
    linear = torch.nn.Linear(8, 4)
    with torch.inference_mode():
        assert torch.equal(WholeLinear(linear)(torch.zeros(1, 8))[0], linear.bias)


def test_windows_are_read_as_each_alone() -> None:
    """To the last digit in whole numbers, which give about the same as those that are learnt."""
    found = windows([words(["ann", "said", "rui", "left", "."] * size) for size in (3, 60, 1, 50)], Pieces(VOCABULARY))
    assert len(found) > 1
    torch.manual_seed(1)
    encoder = Network(LABELS, SIZES).eval().encoder
    with torch.inference_mode():
        learnt = encoder(found)
        assert torch.allclose(learnt, torch.cat([encoder([each]) for each in found]), atol=1e-6)
        in_whole_numbers(encoder)
        together, alone = encoder(found), torch.cat([encoder([each]) for each in found])
    assert torch.allclose(together, alone, atol=1e-6)
    assert torch.allclose(together, learnt, atol=0.1)


@pytest.fixture(scope="module")
def processor(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Stanza's processor with the weights of the shipped tagger."""
    folder = tmp_path_factory.mktemp("tagger")
    as_stanza_s(_shipped().folder / TAGGER, folder / "ner.pt", folder / "pretrain.pt")
    return load_files({"ner": folder / "ner.pt"}, folder / "pretrain.pt").processors["ner"]


def test_a_tagger_that_stanza_has_learnt_is_packed(tmp_path: Path) -> None:
    """From its two files to what the shipped one holds."""
    shipped = _shipped().folder / TAGGER
    as_stanza_s(shipped, tmp_path / "ner.pt", tmp_path / "pretrain.pt")
    pack_tagger(tmp_path / "ner.pt", tmp_path / "pretrain.pt", tmp_path / TAGGER)
    made, expected = (torch.load(path, weights_only=True) for path in (tmp_path / TAGGER, shipped))
    tables = made.pop("weights"), expected.pop("weights")
    assert made == expected
    assert tables[0].keys() == tables[1].keys()
    assert all(torch.equal(each, tables[1][name]) for name, each in tables[0].items())


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_names_are_those_of_stanza_s_own_processor(text: str, parser: StanzaParser, processor: Any) -> None:
    """Of the same weights, whatever sentences are tagged together."""
    forms = [[word.text for word in sentence.words] for sentence in parser(Document("a", text)).sentences]
    rows = [[{"id": n, "text": form} for n, form in enumerate(each, 1)] for each in forms]
    expected = [
        [(each.tokens[0].id[0], each.tokens[-1].id[0], each.type) for each in sentence.ents]
        for sentence in processor.process(StanzaDocument(rows)).sentences
    ]
    found = Tagger.load(_shipped().folder / TAGGER)(forms)
    assert [[(words[0] + 1, words[-1] + 1, label) for words, label in each] for each in found] == expected


def _shipped() -> ModelSet:
    models = locate()
    assert isinstance(models, ModelSet)
    return models
