"""The shipped tagger of names as Stanza keeps one: the file of its processor `ner`, and a table of vectors."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from stanza.models.ner_tagger import build_argparse

from quotes.parsing.own.tagger import BETWEEN
from quotes.training.pack import TAGGER_NAMES

#: What the vocabularies of Stanza's classes say of themselves.
_ABOUT = {"lang": "en", "idx": 0, "cutoff": 0}
_CLASSES = {"char": "CharVocab", "delta": "WordVocab", "tag": "CompositeVocab", "word": "PretrainedWordVocab"}


def as_stanza_s(tagger: Path, ner: Path, vectors: Path) -> None:
    """Write the two files from ours."""
    content = torch.load(tagger, weights_only=True)
    weights = content["weights"]
    model = {
        stanza_s + name.removeprefix(ours): value
        for stanza_s, ours in TAGGER_NAMES.items()
        for name, value in weights.items()
        if name == ours or (ours.endswith(".") and name.startswith(ours) and not name.startswith(f"{ours}start"))
    }
    words = _vocabulary(content["words"].split(BETWEEN), lower=False)
    tags = _vocabulary(content["tags"], lower=False)
    vocabulary = {
        "char": _vocabulary(content["letters"], lower=False),
        "delta": _vocabulary(content["learnt"].split(BETWEEN), lower=True) | {"ignore": set()},
        "tag": tags | {"_unit2id": {0: tags["_unit2id"]}, "_id2unit": {0: tags["_id2unit"]}, "sep": None},
        "word": words,
        "_key2class": _CLASSES,
    }
    config = vars(build_argparse().parse_args([])) | {
        "char_emb_dim": weights["letters"].shape[1],
        "char_hidden_dim": weights["spelling.start"].shape[-1],
        "charlm": False,
        "emb_finetune": True,
        "hidden_dim": weights["context.weight_hh_l0"].shape[1],
        "input_transform": True,
        "predict_tagset": 0,
        "word_emb_dim": weights["words"].shape[1],
    }
    torch.save({"model": model, "vocab": vocabulary, "config": config}, ner)
    torch.save({"vocab": words, "emb": weights["words"]}, vectors)


def _vocabulary(units: Sequence[str], *, lower: bool) -> dict[str, Any]:
    numbered = {unit: number for number, unit in enumerate(units)}
    return {**_ABOUT, "lower": lower, "_unit2id": numbered, "_id2unit": list(units)}
