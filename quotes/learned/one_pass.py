"""
The encoder as it is run, not as it is trained: windows of any length together, without padding.

All that is done to a piece alone is done to the pieces of all windows at once, and attention within each window.  So
nothing that is read depends on what else is read with it.  Of the last layer only what words need is computed.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from quotes.learned.encoder import Encoder, Layer, Window
from quotes.learned.whole_numbers import WholeLinear

#: Pieces that go through the encoder together: what a layer makes of them still fits into a processor's cache.
_PIECES_A_BATCH = 600
#: The least value of the function between the two layers is -0.16997.
_LEAST_GELU = -0.17


class OnePass:
    """The encoder of a network; on a processor its linear layers multiply in whole numbers."""

    def __init__(self, encoder: Encoder, *, whole: bool) -> None:
        self._encoder = encoder
        self._layers = [_Layer(each, whole=whole) for each in encoder.layers]

    def __call__(self, found: Sequence[Window]) -> Tensor:
        """The vectors (words × width) of the words of all windows, in order."""
        return torch.cat([self._words(batch) for batch in _batches(found)])

    def _words(self, batch: Sequence[Window]) -> Tensor:
        encoder, device = self._encoder, self._encoder.positions.weight.device
        lengths = [len(each.pieces) for each in batch]
        starts = [0, *accumulate(lengths)]
        columns = (
            [number for each in batch for number in each.pieces],
            [place for length in lengths for place in range(length)],
            [number for each in batch for number in each.shapes],
            [number for each in batch for number in each.quoted],
        )
        pieces, places, shapes, quoted = (torch.tensor(each, device=device) for each in columns)
        states = encoder.words(pieces) + encoder.positions(places) + encoder.shapes(shapes) + encoder.quoted(quoted)
        states = encoder.norm(states)
        for layer in self._layers[:-1]:
            states = layer(states, starts)
        return self._layers[-1](states, starts, [each.positions for each in batch])


class _Layer:
    """A layer of the encoder over rows of pieces."""

    def __init__(self, layer: Layer, *, whole: bool) -> None:
        self._layer = layer
        self._attend: nn.Module = WholeLinear(layer.attend) if whole else layer.attend
        self._attended: nn.Module = WholeLinear(layer.attended) if whole else layer.attended
        self._up: nn.Module = WholeLinear(layer.up) if whole else layer.up
        self._down: nn.Module = WholeLinear(layer.down, _LEAST_GELU) if whole else layer.down

    def __call__(self, states: Tensor, starts: Sequence[int], wanted: Sequence[Sequence[int]] | None = None) -> Tensor:
        """
        Rows (pieces × width) after the layer, windows from one of *starts* to the next.

        Where places in each window are *wanted*, only their rows.
        """
        parts = self._attend(states)
        windows = [parts[start:end] for start, end in pairwise(starts)]
        if wanted is None:
            found = torch.cat([self._attention(each) for each in windows])
        else:
            places = [torch.tensor(each, device=states.device) for each in wanted]
            found = torch.cat([self._attention(*each) for each in zip(windows, places, strict=True)])
            states = states[torch.cat([place + start for place, start in zip(places, starts, strict=False)])]
        states = self._layer.norm(states + self._attended(found))
        result: Tensor = self._layer.norm_out(states + self._down(functional.gelu(self._up(states))))
        return result

    def _attention(self, parts: Tensor, places: Tensor | None = None) -> Tensor:
        """What the pieces of one window, those at *places* or all, find in it."""
        width = parts.shape[1] // 3
        query, key, value = parts.view(1, len(parts), 3, self._layer.heads, -1).permute(2, 0, 3, 1, 4)
        if places is not None:
            query = query[:, :, places]
        found = functional.scaled_dot_product_attention(query, key, value)
        return found.transpose(1, 2).reshape(-1, width)


def _batches(found: Sequence[Window]) -> Iterator[list[Window]]:
    """The windows in order, as many together as have so many pieces."""
    batch: list[Window] = []
    room = _PIECES_A_BATCH
    for each in found:
        if batch and len(each.pieces) > room:
            yield batch
            batch, room = [], _PIECES_A_BATCH
        batch.append(each)
        room -= len(each.pieces)
    if batch:
        yield batch
