"""
What a word asks for and what it offers: two projections of the encoder's vectors, whose product says how well "this
phrase means that mention".

They are learnt on the encoder as it is (``quotes.training.meanings``) and kept beside it in a file of their own.
"""

from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from quotes.learned.columns import FACTORS, PER_ONE, PLACES

#: What is written into the file and expected there.
FORMAT = 1
_MOST = 127

Vectors = NDArray[np.int8]


def stored(path: Path, form: int) -> dict[str, Any]:
    """
    What a file of weights holds, which says that it is of the format *form*.

    ValueError where the file is of another format; what torch raises (a RuntimeError, a pickle error) where it is no
    file of tensors and plain values.
    """
    content: dict[str, Any] = torch.load(path, weights_only=True, map_location="cpu")
    if content.get("format") != form:
        raise ValueError(f"expected format {form}, found {content.get('format')!r}")
    return content


class Meaning(nn.Module):  # type: ignore[misc]  # torch is not followed
    """
    From the vectors of words (words × width) to what they ask for and offer.

    As the head of a source a word has FACTORS numbers, and one for each of PLACES: how much it asks for a candidate
    that stands there; as the head of a mention FACTORS numbers.
    """

    def __init__(self, width: int, factors: int = FACTORS) -> None:
        super().__init__()
        self.phrase = nn.Linear(width, factors + len(PLACES))
        self.mention = nn.Linear(width, factors)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Those of a file; errors as `stored` raises them."""
        content = stored(path, FORMAT)
        weights = {name: value.float() for name, value in content["weights"].items()}
        heads = cls(weights["mention.weight"].shape[1])
        heads.load_state_dict(weights)
        return heads

    def save(self, path: Path) -> None:
        """Write the file."""
        with path.open("wb") as out:  # a buffer, so that the archive's inner folder does not carry the file's name
            weights = {name: value.half() for name, value in self.state_dict().items()}
            torch.save({"format": FORMAT, "weights": weights}, out)

    def read(self, words: Tensor) -> Vectors:
        """The numbers of each word (words × phrase, then mention), in parts of one as `PER_ONE` says."""
        values = torch.cat([self.phrase(words), self.mention(words)], 1)
        found: Vectors = (values * PER_ONE).round().clamp(-_MOST, _MOST).to(torch.int8).cpu().numpy()
        return found
