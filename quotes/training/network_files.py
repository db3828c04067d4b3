"""The files that networks are learnt from and written to: MiniLM's weights, and those of a set."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from attrs import asdict
from torch import Tensor

from quotes.learned.encoder import Network
from quotes.learned.reader import FORMAT

#: The largest whole number that eight bits hold, and the least size of a row: one of zeros has a scale too.
_INT8, _LEAST_SCALE = 127, 1e-4


def pretrained(path: Path) -> dict[str, Any]:
    """The weights of MiniLM in a folder of the transformers library, under the names of `Encoder`."""
    from safetensors.torch import load_file

    given = load_file(path / "model.safetensors")
    weights: dict[str, Any] = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        # The only token type that is ever used goes into the positions.
        "positions.weight": given["embeddings.position_embeddings.weight"]
        + given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    renamed = {
        "attended": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_out": "output.LayerNorm",
    }
    number = 0
    while (old := f"encoder.layer.{number}.") + "output.dense.bias" in given:
        for kind in ("weight", "bias"):
            parts = [given[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            weights[f"layers.{number}.attend.{kind}"] = torch.cat(parts)
            for ours, theirs in renamed.items():
                weights[f"layers.{number}.{ours}.{kind}"] = given[f"{old}{theirs}.{kind}"]
        number += 1
    return weights


def packed(weights: dict[str, Tensor]) -> dict[str, Tensor | dict[str, Tensor]]:
    """
    Weights as they are stored: the encoder's tables in int8 with a scale a row, everything else in half precision.
    """
    return {
        name: _in_int8(value) if name.startswith("encoder.") and value.dim() == 2 else value.half()
        for name, value in weights.items()
    }


def _in_int8(table: Tensor) -> dict[str, Tensor]:
    scale = table.abs().amax(1, keepdim=True).clamp(min=_LEAST_SCALE) / _INT8
    return {"rows": (table / scale).round().to(torch.int8), "scale": scale.half()}


def save(network: Network, vocabulary: Sequence[str], path: Path) -> None:
    """Write a network as `Reader.load` reads it."""
    content = {
        "format": FORMAT,
        "labels": {name: list(values) for name, values in network.labels.items()},
        "sizes": asdict(network.sizes),
        "vocabulary": list(vocabulary),
        "weights": packed(network.state_dict()),
    }
    torch.save(content, path)
