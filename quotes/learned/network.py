"""
Networks that compare candidates: each is read by itself, then looks at all others (attention, Vaswani and others 2017),
and gets a logit.

``quotes.training.networks`` learns them with torch; here numpy multiplies the same matrices, since a source has few
candidates and torch would spend its time on being called.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quotes.learned.boosted import Columns
from quotes.learned.columns import FACTORS, OF_PHRASE

Array = NDArray[np.float32]

#: Into how many parts attention is cut.
HEADS = 4
_TINY = 1e-5


@frozen(eq=False)
class Inputs:
    """
    How numbers become what networks read: input i is (number *column*[i] - *low*[i]) / *width*[i], at least *least*[i]
    and at most *most*[i].

    A number that is not just there or not comes in several inputs, one for each part of its range (Gorishniy and others
    2022, "On Embeddings for Numerical Features").
    """

    column: NDArray[np.intp]
    low: Array
    width: Array
    least: Array
    most: Array

    def of(self, table: Array) -> Array:
        """The inputs of each row [rows, inputs]."""
        found: Array = (table[:, self.column] - self.low) / self.width
        np.minimum(np.maximum(found, self.least, out=found), self.most, out=found)
        return found


@frozen(slots=False, eq=False)
class Networks:
    """
    Several networks side by side: the weights of each layer [networks, from, to] and its constants [networks, 1, to].

    *names* are those of the features, in the order of the table.
    """

    names: Sequence[str]
    inputs: Inputs
    weights: Mapping[str, Array]

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Networks":
        """The networks that a file describes (``numpy.savez``)."""
        parts = {name: np.asarray(content[f"inputs.{name}"], np.float32) for name in ("low", "width", "least", "most")}
        inputs = Inputs(np.asarray(content["inputs.column"], np.intp), **parts)
        found = (name for name in content if name.endswith((".weight", ".bias")))
        weights = {name: np.asarray(content[name], np.float32) for name in found}
        return cls([str(each) for each in content["names"]], inputs, weights)

    @classmethod
    def shipped(cls, room: str, name: str) -> "Networks":
        """The networks that come with the package, in a file of that name in the folder of a room."""
        with as_file(files("quotes.learned").joinpath(room, name)) as path, np.load(path) as content:
            return cls.of(content)

    def chances(self, seen: Sequence[Mapping[str, float]], asked: Array, offered: Array) -> Array:
        """
        The probability of each candidate of one source [candidates]; what is left to one is that of none of them.

        *seen* are their features, of which one that a candidate lacks counts as 0; *asked* and *offered* as `logits`
        has them.
        """
        logits = self.logits(self._columns.rows(seen).astype(np.float32), asked, offered)
        shares = np.exp(logits - max(logits.max(), 0))
        found: Array = shares / (shares.sum() + np.exp(-max(logits.max(), 0)))
        return found

    @cached_property
    def _columns(self) -> Columns:
        return Columns({name: number for number, name in enumerate(self.names)})

    def logits(self, table: Array, asked: Array, offered: Array) -> Array:
        """
        The mean logit of each candidate of one source [candidates].

        *table* [candidates, numbers] are the features, *asked* what the source's head asks for, *offered* [candidates,
        factors] what the head of each candidate offers.
        """
        wanted, given = self._layer("asked", asked[None]), self._layer("offered", offered)
        both = [np.broadcast_to(wanted, given.shape), given, wanted * given]
        seen = np.broadcast_to(self.inputs.of(table), (len(given), *table.shape[:1], len(self.inputs.column)))
        read = _silu(self._layer("second", _silu(self._layer("first", np.concatenate([seen, *both], axis=2)))))
        told = _normed(read + self._layer("mixed", self._attended(read)))
        told = told * self.weights["norm.weight"] + self.weights["norm.bias"]
        result: Array = self._layer("last", _silu(self._layer("third", told)))[:, :, 0].mean(axis=0)
        return result

    def _layer(self, name: str, values: Array) -> Array:
        found: Array = values @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return found

    def _attended(self, read: Array) -> Array:
        """What each candidate sees of all [networks, candidates, width]."""
        networks, number, width = read.shape
        parts = self._layer("attention", read).reshape(networks, number, 3, HEADS, width // HEADS)
        asks, offers, says = parts.transpose(2, 0, 3, 1, 4)
        # numpy's root of a whole number would make all behind it double
        found: Array = (_softmax(asks @ offers.swapaxes(2, 3) / math.sqrt(width // HEADS)) @ says).swapaxes(1, 2)
        return found.reshape(read.shape)


def unread(candidates: int) -> tuple[Array, Array]:
    """What is asked and offered where no encoder has read anything: zeros, for a source and so many candidates."""
    return np.zeros(OF_PHRASE, np.float32), np.zeros((candidates, FACTORS), np.float32)


def _silu(values: Array) -> Array:
    found: Array = values / (1 + np.exp(-values))
    return found


def _softmax(values: Array) -> Array:
    shares = np.exp(values - values.max(axis=-1, keepdims=True))
    found: Array = shares / shares.sum(axis=-1, keepdims=True)
    return found


def _normed(values: Array) -> Array:
    middle = values - values.mean(axis=-1, keepdims=True)
    found: Array = middle / np.sqrt((middle**2).mean(axis=-1, keepdims=True) + _TINY)
    return found
