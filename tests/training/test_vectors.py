"""Word vectors: how raw text is cut into words, and that words of a kind come to stand together."""

from pathlib import Path

import pytest
import torch

from quotes.training.vectors import Settings, train, words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Don't go, Mr. Kim's well-known.", "do n't go , mr. kim 's well - known ."),
        ("“It’s 1,200,” the U.S. said", "“ it ’s 1,200 , ” the u.s. said"),
        ("the_DT fall_NN of_IN him_PRP ?_.", "the fall of him ?"),
        ("(NP (DT the) (NN fall) (-NONE- *T*-1))", "the fall"),
        ("<Pros>Two radio</Pros>", "two radio"),
        ("##so what", "so what"),
        ("at https://news.example/a?b=1 or a@b.example", "at https://news.example/a?b=1 or a@b.example"),
    ],
)
def test_text_is_cut_as_the_treebanks_cut_it(line: str, expected: str) -> None:
    """Text is cut as the treebanks cut it, and annotations in it are dropped."""
    assert words(line) == expected.split()


def test_words_in_the_same_places_get_like_vectors(tmp_path: Path) -> None:
    """Words in the same places get like vectors; the table is one that Stanza reads; the seed fixes it."""
    text = tmp_path / "text.txt"
    lines = [f"the {animal} eats {food} ." for animal in ("cat", "dog") for food in ("fish", "meat")]
    text.write_text("\n".join(lines * 300), encoding="utf-8")
    settings = Settings(dimensions=8, epochs=8, thinning=1.0, negatives=16, batch=256, rate=0.05)
    assert train(text, tmp_path / "a.pt", settings) == 7
    assert train(text, tmp_path / "b.pt", settings) == 7
    table = torch.load(tmp_path / "a.pt", weights_only=True)
    index = table["vocab"]["_unit2id"]
    rows = torch.nn.functional.normalize(table["emb"], dim=1)

    def likeness(a: str, b: str) -> float:
        return float(rows[index[a]] @ rows[index[b]])

    assert likeness("cat", "dog") > likeness("cat", "fish")
    assert likeness("fish", "meat") > likeness("fish", "the")
    assert table["emb"].shape == (11, 8)
    assert torch.equal(table["emb"], torch.load(tmp_path / "b.pt", weights_only=True)["emb"])
