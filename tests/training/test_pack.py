"""Packed weights: half precision, nothing that only training needs, a manifest that fits."""

import json
from pathlib import Path

import pytest
import torch

from quotes.models import ENCODER, TAGGER, ModelSet
from quotes.training.pack import FILES, pack, pack_file, shipped, without_path

CHECKPOINT = {
    "model": {"lstm.weight": torch.tensor([[0.1, 2.0]]), "drop": torch.tensor([1], dtype=torch.int64)},
    "vocab": {"word": {"_id2unit": ["<PAD>", "the"]}},
    "config": {"hidden_dim": 8, "save_dir": "runs/today", "train_file": "C:\\data\\x.conllu", "lang": "en"},
    "optimizer_state_dict": {"state": [torch.zeros(1000)]},
    "scheduler_state_dict": {},
    "dev_score_history": [0.1],
    "global_step": 12,
}


def test_training_state_and_paths_go_and_the_rest_stays() -> None:
    """Training state and paths go and the rest stays."""
    packed = shipped(CHECKPOINT)
    assert set(packed) == {"model", "vocab", "config"}
    assert packed["config"] == {"hidden_dim": 8, "save_dir": None, "train_file": None, "lang": "en"}
    assert packed["vocab"] == CHECKPOINT["vocab"]


def test_floats_are_halved_and_come_back_nearly_the_same(tmp_path: Path) -> None:
    """Floats are halved and come back nearly the same; whole numbers stay as they are."""
    source, target = tmp_path / "a.pt", tmp_path / "b.pt"
    torch.save(CHECKPOINT, source)
    pack_file(source, target)
    model = torch.load(target, weights_only=True)["model"]
    assert model["lstm.weight"].dtype == torch.float16
    assert model["drop"].dtype == torch.int64
    assert torch.allclose(model["lstm.weight"].float(), torch.tensor([[0.1, 2.0]]), atol=1e-3)
    assert target.stat().st_size < source.stat().st_size


def test_a_view_does_not_drag_its_storage_along(tmp_path: Path) -> None:
    """A view does not drag its storage along."""
    source, target = tmp_path / "a.pt", tmp_path / "b.pt"
    torch.save({"emb": torch.zeros(100_000)[:2], "config": {}}, source)
    pack_file(source, target)
    assert target.stat().st_size < 5000


def test_the_same_weights_give_the_same_bytes(tmp_path: Path) -> None:
    """The same weights give the same bytes, whatever the file was called."""
    for name in ("one.pt", "two.pt"):
        torch.save(CHECKPOINT, tmp_path / name)
        pack_file(tmp_path / name, tmp_path / f"packed-{name}")
    assert (tmp_path / "packed-one.pt").read_bytes() == (tmp_path / "packed-two.pt").read_bytes()


@pytest.mark.parametrize(
    ("value", "kept"), [("runs/x.pt", None), ("x.pt", "x.pt"), (None, None), (0.5, 0.5), (["a/b"], ["a/b"])]
)
def test_only_strings_that_are_paths_go(value: object, kept: object) -> None:
    """Only strings that are paths go."""
    assert without_path(value) == kept


def test_the_manifest_names_every_file_and_passes_the_check(tmp_path: Path) -> None:
    """The manifest names every file, and the set passes the check that the package makes before it loads one."""
    source = tmp_path / "some.pt"
    torch.save(CHECKPOINT, source)
    manifest = pack(dict.fromkeys(FILES, source), tmp_path / "set", {"name": "invented", "version": 3})
    content = json.loads(manifest.read_text(encoding="utf-8"))
    assert set(content["files"]) == {*FILES, TAGGER}
    assert content["files"]["mwt.pt"]["bytes"] == (tmp_path / "set" / "mwt.pt").stat().st_size
    assert (tmp_path / "set" / ENCODER).read_bytes() == source.read_bytes(), "the encoder's file is as it was left"
    models = ModelSet(tmp_path / "set")
    assert models.name == "invented-3"
    models.check()
