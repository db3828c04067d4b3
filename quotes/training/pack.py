"""
Makes a folder of trained weights ready to be shipped.

Stanza's weights go to half precision (it computes in single precision whatever the file says), optimizer states and
local paths go away; the encoder's file is as fine-tuning left it.  A manifest names every file with its size and
digest.  Files hold tensors and plain values only, so that they can be loaded with `weights_only`.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from quotes.models import ENCODER, MEANING, TAGGER, sha256_of, shipped_set
from quotes.parsing.own.tagger import BETWEEN, FORMAT

#: What every source may be used for; the manifest names them.
LICENCES: Mapping[str, str] = {
    "UD English EWT 2.16": "CC BY-SA 4.0",
    "UD English GUM 2.16": "annotation CC BY 4.0; texts CC BY, CC BY-SA, CC BY-ND or in the public domain",
    "English Worldwide Newswire": "research data",
    "MiniLM (all-MiniLM-L6-v2), from which the encoder is fine-tuned": "Apache-2.0",
    "PolNeAR 1.0, train": "texts: none stated; research data",
    "articles with speakers and chains, annotated by ourselves": "our own annotation; texts belong to their publishers",
    "GAP, development": "Apache-2.0",
    "LitBank": "CC BY 4.0",
}
#: What a checkpoint keeps to go on with training, and a reader does not need.
_TRAINING_STATE = ("optimizer_state_dict", "scheduler_state_dict", "dev_score_history", "global_step", "last_best_step")
#: The files of a set that training makes.
FILES = ("tokenize.pt", "mwt.pt", "lemma.pt", ENCODER)
#: How Stanza calls the weights of its tagger of names, and how our file does.
TAGGER_NAMES: Mapping[str, str] = {
    "delta_emb.weight": "learnt",
    "charmodel.char_emb.weight": "letters",
    "charmodel.charlstm_h_init": "spelling.start",
    "charmodel.charlstm_c_init": "spelling.start_cell",
    "charmodel.charlstm.lstm.": "spelling.",
    "input_transform.": "joined.",
    "taggerlstm.lstm.": "context.",
    "tag_clfs.0.": "tags.",
    "crits.0._transitions": "transitions",
}


def pack(sources: Mapping[str, Path], folder: Path, about: Mapping[str, Any]) -> Path:
    """
    Write the packed files and their manifest to *folder* and return the manifest's path.

    *sources* maps each of FILES, and MEANING where it is learnt, to the weights that training left; *about* is what
    else the manifest says (name, version, licences, scores).
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in sources.items():
        if name in (ENCODER, MEANING):
            shutil.copyfile(source, folder / name)
        else:
            pack_file(source, folder / name)
    # As it is in the shipped set: the tagger of version 3, which finds more than the encoder's head.
    shutil.copyfile(shipped_set().folder / TAGGER, folder / TAGGER)
    return write_manifest(folder, about)


def pack_file(source: Path, target: Path) -> None:
    """Write a weight file of Stanza's in its shipped form."""
    content = torch.load(source, map_location="cpu", weights_only=True)
    # A buffer, so that the archive's inner folder does not carry the file's name: same weights, same bytes.
    with target.open("wb") as out:
        torch.save(shipped(content), out)


def pack_tagger(ner: Path, vectors: Path, target: Path) -> None:
    """Write a tagger of names that Stanza has learnt (processor `ner`), with its vectors, as `Tagger.load` reads it."""
    learnt, table = (torch.load(path, map_location="cpu", weights_only=True) for path in (ner, vectors))
    vocabulary, model = learnt["vocab"], learnt["model"]
    weights = {
        ours + name.removeprefix(stanza_s): value
        for name, value in model.items()
        for stanza_s, ours in TAGGER_NAMES.items()
        if name.startswith(stanza_s)
    }
    content = {
        "format": FORMAT,
        "words": BETWEEN.join(table["vocab"]["_id2unit"]),
        "learnt": BETWEEN.join(vocabulary["delta"]["_id2unit"]),
        "letters": vocabulary["char"]["_id2unit"],
        "tags": vocabulary["tag"]["_id2unit"][0],
        "weights": halved({"words": table["emb"], **weights}),
    }
    with target.open("wb") as out:
        torch.save(content, out)


def shipped(content: dict[str, Any]) -> dict[str, Any]:
    """The content of a weight file less what only training needs, its floats halved."""
    kept = {key: halved(value) for key, value in content.items() if key not in _TRAINING_STATE}
    return kept | {"config": {key: without_path(value) for key, value in kept["config"].items()}}


def halved(value: Any) -> Any:
    """The value with every single-precision tensor in it, at any depth of dictionaries and lists, in half precision."""
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
    more = (name for name in (TAGGER, MEANING) if (folder / name).exists())
    names = sorted((*FILES, *more))
    files = {name: {"bytes": (folder / name).stat().st_size, "sha256": sha256_of(folder / name)} for name in names}
    path = folder / "manifest.json"
    path.write_text(json.dumps({**about, "files": files}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
