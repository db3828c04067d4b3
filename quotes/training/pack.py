"""
Makes a folder of trained weights ready to be shipped.

Weights go to half precision (Stanza computes in single precision whatever the file says), optimizer states and local
paths go away, and a manifest names every file with its size and digest.  Files hold tensors and plain values only, so
that they can be loaded with `weights_only`.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quotes.training.prepare import sha256

#: What a checkpoint keeps to go on with training, and a reader does not need.
_TRAINING_STATE = ("optimizer_state_dict", "scheduler_state_dict", "dev_score_history", "global_step", "last_best_step")
#: Words of a names tagger that have a vector of their own, of some 35,000: F1 stays the same without the others.
_MOST_MOVED = 20_000
#: Stanza's vocabularies begin with padding, unknown, empty and root.
_SPECIAL_UNITS = 4
#: The file of every processor, in the order in which they run, and the vector table.
FILES = ("tokenize.pt", "mwt.pt", "pos.pt", "lemma.pt", "depparse.pt", "ner.pt", "pretrain.pt")


def pack(sources: Mapping[str, Path], folder: Path, about: Mapping[str, Any]) -> Path:
    """
    Write the packed files and their manifest to *folder* and return the manifest's path.

    *sources* maps each of FILES to the weights that training left; *about* is what else the manifest says (name,
    version, licences, scores).
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        pack_file(sources[name], folder / name)
    return write_manifest(folder, about)


def pack_file(source: Path, target: Path) -> None:
    """Write one weight file in its shipped form."""
    import torch

    content = torch.load(source, map_location="cpu", weights_only=True)
    # A buffer, so that the archive's inner folder does not carry the file's name: same weights, same bytes.
    with target.open("wb") as out:
        torch.save(shipped(content), out)


def shipped(content: dict[str, Any]) -> dict[str, Any]:
    """The content of a weight file less what only training needs, its floats halved."""
    if "delta" in content.get("vocab", {}):
        content = with_fewer_moved(content)
    kept = {key: halved(value) for key, value in content.items() if key not in _TRAINING_STATE}
    if isinstance(kept.get("config"), dict):
        kept["config"] = {key: without_path(value) for key, value in kept["config"].items()}
    return kept


def with_fewer_moved(content: dict[str, Any], most: int = _MOST_MOVED) -> dict[str, Any]:
    """
    The content of a names tagger that keeps the *most* words whose vectors training moved farthest.

    A word without an entry has its vector of the shared table, so leaving out what hardly moved changes little.
    """
    vocab, table = content["vocab"]["delta"], content["model"]["delta_emb.weight"]
    units = vocab["_id2unit"]
    moved = table[_SPECIAL_UNITS:].norm(dim=1)
    kept = [*range(_SPECIAL_UNITS), *sorted((moved.argsort(descending=True)[:most] + _SPECIAL_UNITS).tolist())]
    names = [units[each] for each in kept]
    # What the vocabulary ignored while it was made is a list of words of the training text, and of no use later.
    fewer = {**vocab, "_id2unit": names, "_unit2id": {name: at for at, name in enumerate(names)}, "ignore": set()}
    return {
        **content,
        "vocab": type(content["vocab"])({**content["vocab"], "delta": type(vocab)(fewer)}),
        "model": type(content["model"])({**content["model"], "delta_emb.weight": table[kept]}),
    }


def halved(value: Any) -> Any:
    """The value with every single-precision tensor in it, at any depth of dictionaries and lists, in half precision."""
    import torch

    if isinstance(value, torch.Tensor):
        # A view is copied: saved as it is, it would drag along the whole storage that it looks into.
        return value.half().clone() if value.dtype == torch.float32 else value.clone()
    if isinstance(value, dict):
        return type(value)((key, halved(each)) for key, each in value.items())
    if isinstance(value, list):
        return [halved(each) for each in value]
    return value


def without_path(value: Any) -> Any:
    """None in place of a string that is a path; anything else as it is."""
    return None if isinstance(value, str) and ("/" in value or "\\" in value) else value


def write_manifest(folder: Path, about: Mapping[str, Any]) -> Path:
    """Write `manifest.json` for the files in *folder*: what *about* says, then every file's bytes and sha256."""
    files = {name: {"bytes": (folder / name).stat().st_size, "sha256": sha256(folder / name)} for name in sorted(FILES)}
    path = folder / "manifest.json"
    path.write_text(json.dumps({**about, "files": files}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
