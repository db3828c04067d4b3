"""What words ask for and offer: the file of the projections, the numbers that a parse carries, and their mean."""

from pathlib import Path

import numpy as np
import pytest
import torch

from quotes.learned.columns import FACTORS, PER_ONE, PLACES
from quotes.learned.meaning import Meaning
from quotes.parsing.conllu import dumps, loads
from quotes.training.meanings import Asked, learnt, mean_of
from quotes.training.reread import with_vectors
from tests.casefiles import cases_in

WIDTH = 6


def made(seed: int, factors: int = FACTORS) -> Meaning:
    """Projections by chance."""
    torch.manual_seed(seed)
    return Meaning(WIDTH, factors)


def logits(heads: Meaning, words: torch.Tensor) -> torch.Tensor:
    """How well the first word means each of the others, before they become whole numbers."""
    asked, offered = heads.phrase(words[:1]), heads.mention(words[1:])
    return (offered @ asked[0, : offered.shape[1]]).detach()


def test_a_file_gives_back_what_was_written(tmp_path: Path) -> None:
    """Written and read again, the projections read the same numbers, so many for each word."""
    heads, words = made(1), torch.randn(5, WIDTH)
    heads.save(tmp_path / "meaning.pt")
    read = Meaning.load(tmp_path / "meaning.pt").read(words)
    assert read.shape == (5, FACTORS + len(PLACES) + FACTORS)
    assert read.dtype == np.int8
    assert np.abs(read - heads.read(words)).max() <= 1, "half precision may round another way"


def test_large_numbers_do_not_turn_over() -> None:
    """What is too large for a byte is as large as a byte can say."""
    heads = made(1)
    heads.phrase.bias.data.fill_(1e6)
    assert set(heads.read(torch.zeros(1, WIDTH))[0, : FACTORS + len(PLACES)]) == {127}


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    """The error says which format was expected."""
    torch.save({"format": 7, "weights": {}}, tmp_path / "meaning.pt")
    with pytest.raises(ValueError, match="expected format 1, found 7"):
        Meaning.load(tmp_path / "meaning.pt")


def test_the_mean_of_two_halves_gives_the_mean_of_their_logits() -> None:
    """Side by side the factors of two halves multiply to the mean of what each of them says."""
    one, other, words = made(1, FACTORS // 2), made(2, FACTORS // 2), torch.randn(4, WIDTH)
    mean = (logits(one, words) + logits(other, words)) / 2
    assert torch.allclose(logits(mean_of([one, other]), words), mean, atol=1e-5)


def test_what_is_asked_for_is_learnt_from_examples() -> None:
    """Of three candidates the one that is like the source is right: so it is for sources that were not seen."""
    rng = np.random.default_rng(1)

    def source() -> Asked:
        mentions = rng.normal(size=(3, WIDTH)).astype(np.float32)
        phrase = mentions[1] + rng.normal(size=WIDTH).astype(np.float32) / 10
        return Asked(phrase, mentions, [0, 0, 0], [False, True, False], 1.0)

    heads = learnt([source() for _ in range(500)], seed=1)
    words = [torch.from_numpy(np.vstack((each.phrase, each.mentions))) for each in (source() for _ in range(100))]
    assert sum(int(logits(heads, each).argmax()) == 1 for each in words) > 80


def test_a_parse_keeps_its_vectors_in_a_file() -> None:
    """What words ask for and offer is written into CoNLL-U and read from it."""
    parse = cases_in("speakers")[0].parse
    rows = [np.full((len(each.words), 3), each.number - PER_ONE, np.int8) for each in parse.sentences]
    parse = with_vectors(parse, rows)
    again = loads(dumps(parse), parse.document)
    assert again.sentences == parse.sentences
    assert again.sentences[0].words[0].vectors == rows[0][0].tobytes()
