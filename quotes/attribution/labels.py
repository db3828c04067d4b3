"""
How likely each word is part of a cue, of a source or of a content: a small network that reads a sentence with its tree.

It knows no rules and no lists, so it finds what they lack ("sends a clear message that", "is of the view that").  What
it says is one feature among others for the scorer, and where it is sure of a cue, its words become a candidate.

The network: word vectors, embeddings of lemma, tags and relation of a word and of its head, and what hangs on the word,
through one layer to a bidirectional LSTM (Hochreiter and Schmidhuber 1997) and three outputs a word.  Its weights are
plain arrays in ``learned/attribution/labeller.npz``; ``quotes.training.labeller`` learns them with torch; here numpy
runs them, so that a frozen parse is read without torch.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quotes.parsing import Sentence
from quotes.text.marks import Quoted

Array = NDArray[np.floating[Any]]
Numbers = NDArray[np.int64]

#: What the outputs mean, in this order.
ROLES = ("cue", "source", "content")
#: The columns of a word's numbers: entries of five embedding tables, and the number of its head in the sentence.
COLUMNS = ("form", "lemma", "upos", "xpos", "deprel", "head")
#: Relations of a word's dependents that the network is told of.
BELOW = (
    *("nsubj", "obj", "ccomp", "xcomp", "obl", "advcl", "mark", "aux", "parataxis"),
    *("punct", "acl", "conj", "cop", "nmod", "case", "compound", "appos", "cc"),
)
_BELOW = {relation: column for column, relation in enumerate(BELOW)}
#: The entry of all words that a table does not know; 0 is for padding.
UNKNOWN = 1
#: A head this many words away is half as far as a head can be.
_FAR = 5.0
#: Paragraphs after this one are all the same.
_LAST_PARAGRAPH = 5
#: Sentences that run through the network together.
_BATCH = 64


@frozen(eq=False)
class Labels:
    """Log-odds of each word of a sentence to be part of a cue, a source, a content; three arrays as long as it."""

    cue: Array
    source: Array
    content: Array


#: Whatever labels the words of some sentences of a document, whose quotations it is told.
Labelling = Callable[[Sequence[Sentence], Sequence[Quoted]], Sequence[Labels]]


@frozen
class Vocabulary:
    """The rows of the embedding tables: for each of the first five COLUMNS the entries, UNKNOWN where there is none."""

    tables: Mapping[str, Mapping[str, int]]


@frozen(eq=False)
class Encoded:
    """A sentence as the network takes it: whole numbers (words × COLUMNS) and plain features (words × features)."""

    numbers: Numbers
    features: Array


def encoded(sentence: Sentence, quoted: Sequence[Quoted], vocabulary: Vocabulary) -> Encoded:
    """The network's view of a sentence; *quoted* are the quotations of the document."""
    near = [each.span for each in quoted if each.span.overlaps(sentence.span)]
    form, lemma, upos, xpos, deprel = (vocabulary.tables[name] for name in COLUMNS[:-1])
    words = sentence.words
    numbers = [
        (
            form.get(word.text.lower(), UNKNOWN),
            lemma.get(word.lemma.lower(), UNKNOWN),
            upos.get(word.upos, UNKNOWN),
            xpos.get(word.xpos, UNKNOWN),
            deprel.get(word.deprel, UNKNOWN),
            word.head if word.head <= len(words) else 0,
        )
        for word in words
    ]
    paragraph = min(sentence.paragraph, _LAST_PARAGRAPH) / _LAST_PARAGRAPH
    plain = [
        (
            any(span.covers(word.span) for span in near),
            word.text[:1].isupper(),
            word.text.isupper(),
            word.number == 1,
            math.tanh((word.head - word.number) / _FAR) if word.head else 0,
            word.head == 0,
            paragraph,
        )
        for word in words
    ]
    below = np.zeros((len(words), len(BELOW)), np.float32)
    for word in words:
        column = _BELOW.get(word.relation)
        if column is not None and 0 < word.head <= len(words):
            below[word.head - 1, column] = 1
    features = np.concatenate([below, np.array(plain, np.float32).reshape(len(words), -1)], axis=1)
    return Encoded(np.array(numbers, np.int64).reshape(-1, len(COLUMNS)), features)


@frozen(eq=False)
class Labeller:
    """The network with its weights."""

    vocabulary: Vocabulary
    weights: Mapping[str, Array]

    def __call__(self, sentences: Sequence[Sentence], quoted: Sequence[Quoted]) -> list[Labels]:
        """The labels of each sentence, in the given order."""
        inputs = [encoded(each, quoted, self.vocabulary) for each in sentences]
        logits: list[Array] = [np.zeros((0, len(ROLES)), np.float32)] * len(inputs)
        order = sorted(range(len(inputs)), key=lambda index: len(inputs[index].numbers))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            for index, each in zip(batch, self.run([inputs[i] for i in batch]), strict=True):
                logits[index] = each
        return [Labels(*(each[:, role] for role in range(len(ROLES)))) for each in logits]

    def run(self, batch: Sequence[Encoded]) -> list[Array]:
        """The outputs (words × roles) of some sentences, computed together."""
        lengths = [len(each.numbers) for each in batch]
        layer = np.zeros((len(batch), max(lengths), self.weights["inp.bias"].shape[0]), np.float32)
        for row, each in enumerate(batch):
            layer[row, : lengths[row]] = self._first_layer(each)
        both = np.concatenate([self._lstm(layer, lengths, ""), self._lstm(layer, lengths, "_reverse"), layer], axis=-1)
        hidden = np.maximum(both @ self.weights["out.0.weight"].T + self.weights["out.0.bias"], 0)
        outputs = hidden @ self.weights["out.3.weight"].T + self.weights["out.3.bias"]
        return [outputs[row, :length] for row, length in enumerate(lengths)]

    def _first_layer(self, each: Encoded) -> Array:
        """Vectors, embeddings of word and head, and features of one sentence through the first layer."""
        weights, numbers = self.weights, each.numbers
        tables = ("lemma", "upos", "xpos", "deprel")
        word = np.concatenate([weights[f"{t}.weight"][numbers[:, COLUMNS.index(t)]] for t in tables], axis=-1)
        above = np.concatenate([np.zeros_like(word[:1]), word])[numbers[:, COLUMNS.index("head")]]
        row = np.concatenate([weights["vectors"][numbers[:, 0]], word, above, each.features], axis=-1)
        return np.maximum(row @ weights["inp.weight"].T + weights["inp.bias"], 0)

    def _lstm(self, layer: Array, lengths: Sequence[int], direction: str) -> Array:
        """One direction of the LSTM over a padded batch, gates in torch's order: input, forget, cell, output."""
        w_in, w_state = (self.weights[f"rnn.weight_{kind}_l0{direction}"].T for kind in ("ih", "hh"))
        bias = self.weights[f"rnn.bias_ih_l0{direction}"] + self.weights[f"rnn.bias_hh_l0{direction}"]
        gates_in = layer @ w_in + bias
        size = w_state.shape[0]
        state, cell = (np.zeros((len(lengths), size), np.float32) for _ in range(2))
        result = np.zeros((*layer.shape[:2], size), np.float32)
        within = np.arange(layer.shape[1])[:, None] < np.array(lengths)
        steps = range(layer.shape[1])
        for step in reversed(steps) if direction else steps:
            gates = gates_in[:, step] + state @ w_state
            enter, keep, leave = (_sigmoid(gates[:, part * size : (part + 1) * size]) for part in (0, 1, 3))
            new_cell = keep * cell + enter * np.tanh(gates[:, 2 * size : 3 * size])
            here = within[step][:, None]
            cell = np.where(here, new_cell, cell)
            state = np.where(here, leave * np.tanh(new_cell), state)
            result[:, step] = np.where(here, state, 0)
        return result


def _sigmoid(values: Array) -> Array:
    return 1 / (1 + np.exp(-np.clip(values, -30, 30)))


def read_labeller(path: Path) -> Labeller:
    """The network that is stored in a file of plain arrays."""
    with np.load(path, allow_pickle=False) as arrays:
        entries = {name: arrays[f"entries.{name}"].tolist() for name in COLUMNS[:-1]}
        weights = {name: arrays[name].astype(np.float32) for name in arrays.files if not name.startswith("entries.")}
    rows = {name: {value: row for row, value in enumerate(values, UNKNOWN + 1)} for name, values in entries.items()}
    return Labeller(Vocabulary(rows), weights)


@cache
def labeller() -> Labeller:
    """The network that comes with the package; read at the first call."""
    with as_file(files("quotes.learned.attribution").joinpath("labeller.npz")) as path:
        return read_labeller(path)
