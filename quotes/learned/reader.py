"""
The one pass: a document's sentences in; for each of them tags, tree, names and roles of attribution out.

A document is read by itself, whatever else a run holds, window by window and sentence by sentence without padding, so
that what is read does not depend on batch, order or number of jobs.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from attrs import asdict, frozen
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from torch.overrides import TorchFunctionMode

from quotes.learned.encoder import (
    TAGS,
    Labels,
    Network,
    Pieces,
    Sizes,
    Window,
    Words,
    windows,
)
from quotes.learned.one_pass import OnePass

#: What is written into a file of weights and expected there.
FORMAT = 1
#: Log-odds are kept in tenths, as whole numbers up to this.
STEPS, _MOST = 10, 99
#: The largest whole number that eight bits hold, and the least size of a row: one of zeros has a scale too.
_INT8, _LEAST_SCALE = 127, 1e-4
#: Words whose arcs are labelled together: a table of twenty kilobytes each.
_WORDS_A_BATCH = 800
#: Words of a long document whose vectors are held together: 50 MB.
_WORDS_A_STRETCH = 32_000
#: A score that no arc has.
_NEVER = -1e9
#: What fills the tables of a new layer with random values.
_DRAWING = frozenset((nn.init.kaiming_uniform_, nn.init.uniform_, nn.init.normal_, Tensor.uniform_, Tensor.normal_))

Odds = NDArray[np.int8]
Heads = NDArray[np.int64]
#: From arc scores (words + 1 × words + 1, heads in columns; 0 is the root) to the heads of the best tree with one root.
Tree = Callable[[NDArray[np.float32]], Heads]


@frozen(eq=False)
class SentenceReading:
    """
    What the encoder reads of a sentence, a value for each word.

    *heads* count words from 1, 0 is the root's; *names* are BIO labels; *odds* (words × guidelines · roles · 2) are the
    log-odds, in tenths, to be inside of a role's span and to begin one.
    """

    upos: Sequence[str]
    xpos: Sequence[str]
    feats: Sequence[str]
    heads: Sequence[int]
    deprels: Sequence[str]
    names: Sequence[str]
    odds: Odds


class Reader:
    """The encoder with its heads, ready to read; *tree* is what makes trees of arc scores."""

    def __init__(self, network: Network, vocabulary: Sequence[str], tree: Tree, device: str = "cpu") -> None:
        self.network = network.eval().to(device)
        self.pieces = Pieces(vocabulary)
        self._tree = tree
        self._pass = OnePass(self.network.encoder, whole=device == "cpu")

    @classmethod
    def load(cls, path: Path, tree: Tree, device: str = "cpu") -> Self:
        """
        The reader whose weights a file holds.

        ValueError where the file is of another format; what torch raises (a RuntimeError, a pickle error) where it is
        no file of tensors and plain values.
        """
        content = torch.load(path, weights_only=True, map_location="cpu")
        if content.get("format") != FORMAT:
            raise ValueError(f"expected format {FORMAT}, found {content.get('format')!r}")
        # Not on the device "meta", whose way to fill a table imports torch's compiler.
        with Unfilled():
            network = Network(Labels(content["labels"]), Sizes(**content["sizes"]))
        network.load_state_dict(unpacked(content["weights"]), assign=True)
        return cls(network, content["vocabulary"], tree, device)

    def __call__(self, sentences: Sequence[Words]) -> list[SentenceReading]:
        """What is read of each sentence of one document, in order; each has at least one word."""
        found: list[SentenceReading] = []
        with torch.inference_mode():
            for each in _stretches(windows(sentences, self.pieces)):
                found += self._read(sentences[each[0].first : each[-1].last], self._pass(each))
        return found

    def _read(self, sentences: Sequence[Words], words: Tensor) -> list[SentenceReading]:
        """What the heads say of some sentences, whose words have these vectors (words × width)."""
        lengths = [len(each.texts) for each in sentences]
        columns = self._columns(words)
        trees = [tree for batch in _together(words.split(lengths)) for tree in self._trees(batch)]
        starts = np.cumsum([0, *lengths])
        return [
            SentenceReading(
                **{name: values[start:end] for name, values in columns.items() if name != "ner"},
                heads=heads,
                deprels=deprels,
                names=_repaired(columns["ner"][start:end]),
            )
            for start, end, (heads, deprels) in zip(starts, starts[1:], trees, strict=False)
        ]

    def _columns(self, words: Tensor) -> dict[str, Any]:
        """What the linear heads say of all words."""
        network = self.network
        columns: dict[str, Any] = {}
        for name in TAGS:
            names = network.labels[name]
            columns[name] = [names[best] for best in network.tags[name](words).argmax(-1).tolist()]
        columns["odds"] = in_tenths(network.role_odds(words))
        return columns

    def _trees(self, sentences: Sequence[Tensor]) -> list[tuple[list[int], list[str]]]:
        """Heads and relations of some sentences."""
        names = self.network.labels["deprel"]
        heads = [self._heads(each) for each in self._arc_scores(sentences)]
        above = torch.cat([self.network.rooted(each)[up] for each, up in zip(sentences, heads, strict=True)])
        relations = iter(self.network.relation_scores(torch.cat(list(sentences)), above).argmax(-1).tolist())
        return [(each, [names[next(relations)] for _ in each]) for each in heads]

    def _arc_scores(self, sentences: Sequence[Tensor]) -> Iterator[Tensor]:
        """Scores (words × heads, the root first) of the arcs of each sentence."""
        network, lengths = self.network, [len(each) for each in sentences]
        words = torch.cat(list(sentences))
        below = functional.gelu(network.arc_below(words))
        wanted = (below @ network.arcs[:-1] + network.arcs[-1]).split(lengths)
        root = functional.gelu(network.arc_head(network.root[None]))
        above = functional.gelu(network.arc_head(words)).split(lengths)
        for each, heads in zip(wanted, above, strict=True):
            yield each @ torch.cat([root, heads]).T

    def _heads(self, found: Tensor) -> list[int]:
        """The heads of a sentence (words × heads): of each word the best one, if that is a tree, else the best tree."""
        length = len(found)
        found[torch.arange(length), torch.arange(length) + 1] = _NEVER
        greedy: list[int] = found.argmax(-1).tolist()
        if is_tree(greedy):
            return greedy
        scores = found.log_softmax(-1).cpu().numpy()
        rooted = np.concatenate([np.full((1, length + 1), _NEVER, np.float32), scores])
        result: list[int] = self._tree(rooted)[1:].tolist()
        return result


class Unfilled(TorchFunctionMode):  # type: ignore[misc]  # torch is not followed
    """In here a new layer draws no values to begin with: those of a file take their place."""

    def __torch_function__(
        self, function: Callable[..., Any], types: object, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        if function in _DRAWING:
            return args[0] if args else kwargs["tensor"]
        return function(*args, **(kwargs or {}))


def _stretches(found: Sequence[Window]) -> Iterator[list[Window]]:
    """The windows in order, as many together as have so many words: no more vectors than theirs are held at once."""
    stretch: list[Window] = []
    words = 0
    for each in found:
        if stretch and words + len(each.positions) > _WORDS_A_STRETCH:
            yield stretch
            stretch, words = [], 0
        stretch.append(each)
        words += len(each.positions)
    if stretch:
        yield stretch


def _together(sentences: Iterable[Tensor]) -> Iterator[list[Tensor]]:
    """The sentences in order, as many together as have so many words."""
    batch: list[Tensor] = []
    for each in sentences:
        if batch and sum(map(len, batch)) + len(each) > _WORDS_A_BATCH:
            yield batch
            batch = []
        batch.append(each)
    if batch:
        yield batch


def in_tenths(odds: Tensor) -> Odds:
    """Log-odds of words, as they are kept: words × all columns."""
    tenths: Odds = (odds.flatten(1) * STEPS).round().clamp(-_MOST, _MOST).to(torch.int8).cpu().numpy()
    return tenths


def is_tree(heads: Sequence[int]) -> bool:
    """
    Whether heads (from 1; 0 is the root's) make one tree: a single root, to which all words lead.

    >>> is_tree([2, 0, 2]), is_tree([2, 1, 0]), is_tree([0, 0])
    (True, False, False)
    """
    if list(heads).count(0) != 1:
        return False
    safe = {0}
    for start in range(1, len(heads) + 1):
        path = []
        at = start
        while at not in safe:
            path.append(at)
            if len(path) > len(heads):
                return False
            at = heads[at - 1]
        safe.update(path)
    return True


def batched(lengths: Sequence[int], room: int) -> Iterator[list[int]]:
    """The numbers of all items, those of about the same length together, so many that padded they fill the room."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[index] * (len(batch) + 1) > room:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _repaired(labels: Sequence[str]) -> list[str]:
    """BIO labels in which every I- goes on with a name of its kind; one that does not begins a name."""
    result: list[str] = []
    for label in labels:
        kind = label[2:]
        goes_on = bool(result) and result[-1][2:] == kind
        result.append(f"B-{kind}" if label.startswith("I-") and not goes_on else label)
    return result


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


def unpacked(stored: dict[str, Tensor | dict[str, Tensor]]) -> dict[str, Tensor]:
    """Stored weights in single precision."""
    return {
        name: value["rows"].float() * value["scale"].float() if isinstance(value, dict) else value.float()
        for name, value in stored.items()
    }


def save(network: Network, vocabulary: Sequence[str], path: Path) -> None:
    """Write a network as `Reader.load` reads it."""
    content = {
        "format": FORMAT,
        "labels": {name: list(values) for name, values in network.labels.of.items()},
        "sizes": asdict(network.sizes),
        "vocabulary": list(vocabulary),
        "weights": packed(network.state_dict()),
    }
    torch.save(content, path)
