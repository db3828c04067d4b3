"""
How the networks of `quotes.learned.network` are learnt: the candidates of a source against each other.

The loss is the cross-entropy of a softmax over the candidates of a source and one more, "none of these", whose logit is
0 (ListNet's top-one probability, Cao and others 2007); of several right candidates it counts what they have together.
"""

import logging
import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from attrs import field, frozen
from numpy.typing import NDArray
from torch import Tensor, nn

from quotes.learned.columns import FACTORS, PLACES
from quotes.learned.network import HEADS, Array, Inputs
from quotes.training.feature_table import tabulated
from quotes.training.recipes import SEED

log = logging.getLogger("quotes.training")

#: Numbers that fewer candidates have are left out.
_LEAST_SEEN = 12
#: A number that is not just there or not comes in so many parts, cut where equally many candidates lie.
_PARTS = 8
#: Farther than this from the mean, in standard deviations, is as far as this.
_FARTHEST = 4.0
#: Units of a layer, and of what heads ask for and offer.
_WIDTH, _FACTORS = 96, 24
_DROPPED_INPUTS, _DROPPED = 0.1, 0.2
#: How a network is learnt: sources that go together, the peak of the rate, decay of the weights; what is kept is the
#: mean of the weights over the last passes.
_TOGETHER, _RATE, _DECAY, _AVERAGED = 64, 2e-3, 0.05, 2
_TINY, _HIGHEST = 1e-9, 30.0


@frozen(eq=False)
class Group:
    """
    A source with its candidates: the numbers of each by name, the vectors of its head and of theirs, which of them are
    right, and how much the source counts.
    """

    seen: Sequence[Mapping[str, float]]
    asked: Array
    offered: Array
    right: Sequence[bool]
    weight: float = field(default=1.0)


class _Network(nn.Module):  # type: ignore[misc]  # torch is not followed
    """One network as it is learnt."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.asked, self.offered = nn.Linear(FACTORS + len(PLACES), _FACTORS), nn.Linear(FACTORS, _FACTORS)
        self.first, self.second = nn.Linear(inputs + 3 * _FACTORS, _WIDTH), nn.Linear(_WIDTH, _WIDTH)
        self.attention, self.mixed = nn.Linear(_WIDTH, 3 * _WIDTH), nn.Linear(_WIDTH, _WIDTH)
        self.norm = nn.LayerNorm(_WIDTH)
        self.third, self.last = nn.Linear(_WIDTH, _WIDTH), nn.Linear(_WIDTH, 1)
        self.drop_inputs, self.drop = nn.Dropout(_DROPPED_INPUTS), nn.Dropout(_DROPPED)

    def forward(self, inputs: Tensor, asked: Tensor, offered: Tensor, group: Tensor) -> Tensor:
        """The logits of candidates [candidates]; *asked* has a row for each source, *group* says whose one is."""
        silu = nn.functional.silu
        wanted, given = self.asked(self.drop_inputs(asked))[group], self.offered(self.drop_inputs(offered))
        seen = self.drop_inputs(torch.cat([inputs, wanted, given, wanted * given], 1))
        read = silu(self.second(self.drop(silu(self.first(seen)))))
        asks, offers, says = self.attention(read).view(len(read), 3, HEADS, -1).permute(1, 2, 0, 3)
        likeness = asks @ offers.transpose(1, 2) / math.sqrt(_WIDTH // HEADS)
        shares = torch.softmax(likeness.masked_fill(group[:, None] != group[None], -math.inf), -1)
        told = self.norm(read + self.mixed((shares @ says).permute(1, 0, 2).reshape(read.shape)))
        found: Tensor = self.last(silu(self.third(self.drop(told))))[:, 0]
        return found


def learnt(groups: Sequence[Group], seeds: int, passes: int) -> dict[str, NDArray[Any]]:
    """
    What the file of networks holds, one for each of so many seeds, after so many passes through the groups.

    See `quotes.learned.network.Networks.of`.
    """
    names, table = _table(groups)
    inputs = _inputs(table)
    read = torch.from_numpy(inputs.of(table))
    found = [_fitted(groups, read, SEED + number, passes) for number in range(seeds)]
    content: dict[str, NDArray[Any]] = {"names": np.array(names)}
    content |= {f"inputs.{name}": getattr(inputs, name) for name in ("column", "low", "width", "least", "most")}
    for name in found[0]:
        each = np.stack([one[name].numpy() for one in found])
        each = each.transpose(0, 2, 1) if each.ndim == 3 else each[:, None]
        content[name] = each.astype(np.float16)
    return content


def write(content: Mapping[str, Any], path: Path) -> None:
    """Write what a file of networks holds."""
    with path.open("wb") as out:
        np.savez_compressed(out, **content)


def _table(groups: Sequence[Group]) -> tuple[list[str], Array]:
    """The names of the numbers that are seen often enough, and their values [candidates, numbers]."""
    return tabulated([each for group in groups for each in group.seen], _LEAST_SEEN)


def _inputs(table: Array) -> Inputs:
    """How the numbers of a table become inputs: each by its mean and deviation, and cut into parts."""
    rows: list[tuple[float, ...]] = []
    for number, values in enumerate(table.T):
        rows.append((number, values.mean(), values.std() + 1e-3, -_FARTHEST, _FARTHEST))
        if len(np.unique(values)) > 2:
            there = values[values != 0] if (values == 0).mean() > 0.5 else values
            edges = np.unique([values.min(), *np.quantile(there, np.linspace(0, 1, _PARTS + 1))])
            rows += [(number, low, high - low, 0.0, 1.0) for low, high in pairwise(edges)]
    columns = np.array(rows, np.float32).T
    return Inputs(columns[0].astype(np.intp), *columns[1:])


def _fitted(groups: Sequence[Group], inputs: Tensor, seed: int, passes: int) -> dict[str, Tensor]:
    """The weights of one network."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = _Network(inputs.shape[1])
    average = torch.optim.swa_utils.AveragedModel(network)
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=_DECAY)
    steps = math.ceil(len(groups) / _TOGETHER)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=passes * steps)
    starts = np.cumsum([0, *(len(each.right) for each in groups)])
    for number in range(passes):
        order, losses = rng.permutation(len(groups)), 0.0
        for first in range(0, len(order), _TOGETHER):
            some = order[first : first + _TOGETHER]
            rows = np.concatenate([np.arange(starts[n], starts[n + 1]) for n in some])
            loss = _loss(network, [groups[n] for n in some], inputs[rows])
            losses += step(loss, network, optimizer, schedule)
            if number >= passes - _AVERAGED:
                average.update_parameters(network)
        log.info("seed %d, pass %d of %d: loss %.3f", seed, number + 1, passes, losses / steps)
    return {name: value.detach() for name, value in average.module.state_dict().items()}


def _loss(network: _Network, groups: Sequence[Group], inputs: Tensor) -> Tensor:
    """The cross-entropy of some sources."""
    number = torch.repeat_interleave(torch.arange(len(groups)), torch.tensor([len(each.right) for each in groups]))
    asked = torch.from_numpy(np.stack([each.asked for each in groups]))
    offered = torch.from_numpy(np.concatenate([each.offered for each in groups]))
    logits = network(inputs, asked, offered, number).clamp(max=_HIGHEST)
    return against_each_other(logits, [each.right for each in groups], [each.weight for each in groups])


def against_each_other(logits: Tensor, right: Sequence[Sequence[bool]], weights: Sequence[float]) -> Tensor:
    """The loss of the candidates of some sources, one after another; *right* and *weights* are given by source."""
    number = torch.repeat_interleave(torch.arange(len(right)), torch.tensor([len(each) for each in right]))
    fits = torch.tensor([float(each) for one in right for each in one])
    shares = torch.exp(logits)
    of_all = torch.ones(len(right)).index_add(0, number, shares)
    of_right = torch.zeros(len(right)).index_add(0, number, shares * fits)
    nobody = torch.zeros(len(right)).index_add(0, number, fits) == 0
    each = torch.log(of_all) - torch.log(torch.where(nobody, torch.ones(len(right)), of_right) + _TINY)
    result: Tensor = (each * torch.tensor(weights)).mean()
    return result


def step(loss: Tensor, network: nn.Module, optimizer: Any, schedule: Any) -> float:
    """Learn from the loss of some sources, of which the value is given back."""
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    schedule.step()
    value: float = loss.item()
    return value
