"""How the networks that rank candidates are learnt, and that numpy reads them as torch does."""

from collections.abc import Sequence

import numpy as np
import pytest
import torch

from quotes.learned.columns import FACTORS, OF_PHRASE
from quotes.learned.network import Networks, unread
from quotes.training import networks
from quotes.training.networks import Group, learnt

PASSES = 6
#: So much higher is the logit of what is meant.
CLEARLY = 3.0
NOTHING, OFFERS = np.zeros(OF_PHRASE, np.float32), np.zeros(FACTORS, np.float32)


def group(*seen: dict[str, float], right: Sequence[bool]) -> Group:
    """A source with candidates of which no vectors are known."""
    return Group(seen, NOTHING, np.stack([OFFERS] * len(seen)), right)


def logits(found: Networks, *seen: dict[str, float]) -> list[float]:
    """What the networks say of the candidates of one source."""
    table = np.array([[each.get(name, 0.0) for name in found.names] for each in seen], np.float32)
    return found.logits(table, NOTHING, np.stack([OFFERS] * len(seen))).tolist()


@pytest.fixture(scope="module")
def found() -> Networks:
    """Networks that learnt: the near one is meant, unless one has the title; who is only listed never is."""
    near = group({"near": 1.0}, {"far": 1.0}, right=[True, False])
    titled = group({"near": 1.0}, {"far": 1.0, "title": 1.0}, right=[False, True])
    nobody = group({"listed": 1.0}, right=[False])
    return Networks.of(learnt([near, titled, nobody] * 600, 2, PASSES))


def test_networks_choose_within_a_source(found: Networks) -> None:
    """What speaks for one candidate speaks against the others; where nobody is right, nobody is likely."""
    near, far = logits(found, {"near": 1.0}, {"far": 1.0})
    assert near > max(0.0, far + CLEARLY)
    near, titled = logits(found, {"near": 1.0}, {"far": 1.0, "title": 1.0})
    assert titled > max(0.0, near + CLEARLY)
    assert logits(found, {"listed": 1.0})[0] < 0


def test_chances_are_those_of_the_candidates_and_of_nobody(found: Networks) -> None:
    """They add up to less than one: the rest is that of none of them."""
    asked, offered = unread(2)
    chances = found.chances([{"near": 1.0}, {"far": 1.0}], asked, offered)
    assert chances[0] > chances[1]
    assert 0.5 < chances.sum() < 1


def test_numpy_reads_what_torch_learnt() -> None:
    """The logits of one network are the same in both, up to the half precision of the file."""
    rng = np.random.default_rng(3)
    groups = [
        Group(
            [{"a": float(rng.random()), "b": float(rng.integers(2))} for _ in range(4)],
            rng.random(OF_PHRASE, np.float32),
            rng.random((4, FACTORS), np.float32),
            [True, False, False, False],
        )
        for _ in range(130)
    ]
    names, table = networks._table(groups)
    inputs = networks._inputs(table)
    weights = networks._fitted(groups, torch.from_numpy(inputs.of(table)), networks.SEED, PASSES)
    network = networks._Network(len(inputs.column)).eval()
    network.load_state_dict(weights)
    one = groups[0]
    with torch.no_grad():
        told = network(
            torch.from_numpy(inputs.of(table[:4])),
            torch.from_numpy(one.asked[None]),
            torch.from_numpy(one.offered),
            torch.zeros(4, dtype=torch.long),
        )
    read = Networks.of(learnt(groups, 1, PASSES)).logits(table[:4], one.asked, one.offered)
    assert names == ["a", "b"]
    assert np.allclose(read, told.numpy(), atol=0.02)


def test_rare_numbers_are_left_out() -> None:
    """A feature that a few candidates have is no feature of the language."""
    groups = [group({"often": 1.0}, right=[True])] * 20 + [group({"rare": 1.0}, right=[False])] * 3
    assert networks._table(groups)[0] == ["often"]
