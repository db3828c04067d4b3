"""
Linear layers that multiply in whole numbers: three to six times as fast on a processor that can, and nowhere different.

The tables of the encoder are stored in eight bits with a scale a row; here the values that meet them are rounded to
eight bits as well, each row by its own largest one, so that what comes of a row depends on no other.  Products of whole
numbers are exact: whether the processor adds them up in whole numbers or in single precision, the sum is the same.
"""

import warnings
from functools import cache

import torch
from torch import Tensor, nn
from torch.nn import functional

from quotes.learned.encoder import Encoder

#: The largest whole number of eight bits with a sign; that without, which is what torch's products take, and its zero.
_MOST, _MOST_UNSIGNED, _ZERO = 127, 255, 128
#: The least size of a row: one of zeros has a scale too.
_LEAST = 1e-12
#: The least value of the function between the two layers of each layer of the encoder is -0.16997.
_LEAST_GELU = -0.17


class WholeLinear(nn.Module):  # type: ignore[misc]  # torch is not followed
    """A linear layer that rounds its table, and the values it is given, to whole numbers of eight bits."""

    def __init__(self, linear: nn.Linear, least: float | None = None) -> None:
        """*least* is the least value that it is ever given, where that is known: no number is then spent below it."""
        super().__init__()
        weight = linear.weight.detach().float()
        self.scale = weight.abs().amax(1).clamp(min=_LEAST) / _MOST
        rows = (weight / self.scale[:, None]).round()
        self.least = least
        self.bias = linear.bias.detach().float() + (least or 0.0) * rows.sum(1) * self.scale
        self.packed = _packed(rows, self.scale) if has_whole_products() else None
        self.rows = rows if self.packed is None else None

    def forward(self, values: Tensor) -> Tensor:
        """Rows (rows × inputs) through the layer (rows × outputs)."""
        if self.least is None:
            size = values.abs().amax(1, keepdim=True).clamp_(min=_LEAST) / _MOST
            zero = _ZERO
        else:
            values = values - self.least
            size = values.amax(1, keepdim=True).clamp_(min=_LEAST) / _MOST_UNSIGNED
            zero = 0
        whole = (values / size).round_()
        if self.rows is not None:
            products = functional.linear(whole, self.rows).mul_(self.scale)
        else:
            products = _product(whole, zero, self.packed)
        return torch.addcmul(self.bias, products, size)


def in_whole_numbers(encoder: Encoder) -> None:
    """Have the linear layers of an encoder multiply in whole numbers from here on."""
    for layer in encoder.layers:
        for name in ("attend", "attended", "up"):
            setattr(layer, name, WholeLinear(getattr(layer, name)))
        layer.down = WholeLinear(layer.down, _LEAST_GELU)


@cache
def has_whole_products() -> bool:
    """
    Whether torch multiplies whole numbers on this processor, and exactly.

    One without instructions for it cuts the sum of two products off where it does not fit.
    """
    try:
        packed = _packed(torch.full((1, 4), float(_MOST)), torch.ones(1))
        found = _product(torch.full((1, 4), float(_MOST_UNSIGNED)), 0, packed)
    except (AttributeError, NotImplementedError, RuntimeError):
        return False
    return float(found) == 4.0 * _MOST * _MOST_UNSIGNED


def _packed(rows: Tensor, scale: Tensor) -> object:
    """A table as torch's whole products want it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch announces that these tables will once go; then `forward` needs none
        zeros = torch.zeros(len(rows), dtype=torch.long)
        table = torch._make_per_channel_quantized_tensor(rows.to(torch.int8), scale.double(), zeros, 0)
    return torch.ops.quantized.linear_prepack(table, None)


def _product(whole: Tensor, zero: int, packed: object) -> Tensor:
    """Rows of whole numbers, which count from *zero*, times a packed table with its scales, in single precision."""
    found: Tensor = torch.ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32(whole, 1.0, zero, packed)
    return found
