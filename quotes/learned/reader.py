"""
The one pass: a document's sentences in; for each of them tags, tree and roles of attribution out.

A document is read by itself, whatever else a run holds, window by window and sentence by sentence without padding, so
that what is read does not depend on batch, order or number of jobs.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np
import torch
from attrs import frozen
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from quotes.learned.encoder import Network, Pieces, Sizes, Window, Words, windows
from quotes.learned.meaning import Meaning, Vectors, stored
from quotes.learned.whole_numbers import in_whole_numbers

#: The heads of tags that are read: names are the tagger's business (`quotes.parsing.own.tagger`).
_TAGS = ("xpos", "upos", "feats")
#: What is written into a file of weights and expected there.
FORMAT = 1
#: Log-odds are kept in tenths, as whole numbers up to this.
STEPS, _MOST = 10, 99
#: Pieces that go through the encoder together: what a layer makes of them still fits into a processor's cache.
_PIECES_A_BATCH = 600
#: Words whose arcs are labelled together: a table of twenty kilobytes each.
_WORDS_A_BATCH = 800
#: Words of a long document whose vectors are held together: 50 MB.
_WORDS_A_STRETCH = 32_000
#: A score that no arc has.
_NEVER = -1e9
#: What fills the tables of a new layer with random values.
_DRAWING = frozenset((nn.init.kaiming_uniform_, nn.init.uniform_, nn.init.normal_, Tensor.uniform_, Tensor.normal_))

T = TypeVar("T")

Odds = NDArray[np.int8]
Heads = NDArray[np.int64]
#: From arc scores (words + 1 × words + 1, heads in columns; 0 is the root) to the heads of the best tree with one root.
Tree = Callable[[NDArray[np.float32]], Heads]


@frozen(eq=False)
class SentenceReading:
    """
    What the encoder reads of a sentence, a value for each word.

    *heads* count words from 1, 0 is the root's; *odds* (words × guidelines · roles · 2) are the log-odds, in tenths, to
    be inside of a role's span and to begin one; *vectors* (words × numbers) say what a word asks for and offers
    (`Meaning`), no numbers where that is not read.
    """

    upos: Sequence[str]
    xpos: Sequence[str]
    feats: Sequence[str]
    heads: Sequence[int]
    deprels: Sequence[str]
    odds: Odds
    vectors: Vectors


class Reader:
    """The encoder with its heads, ready to read; *tree* is what makes trees of arc scores, *meaning* may lack."""

    def __init__(
        self,
        network: Network,
        vocabulary: Sequence[str],
        tree: Tree,
        device: str = "cpu",
        meaning: Meaning | None = None,
    ) -> None:
        """The network is this reader's from here on; on a processor its encoder multiplies in whole numbers."""
        self.network = network.eval().to(device)
        if device == "cpu":
            in_whole_numbers(self.network.encoder)
        self.pieces = Pieces(vocabulary)
        self.meaning = meaning.eval().to(device) if meaning is not None else None
        self._tree = tree

    @classmethod
    def load(cls, path: Path, tree: Tree, device: str = "cpu", meaning: Meaning | None = None) -> Self:
        """The reader whose weights a file holds; errors as `stored` raises them."""
        content = stored(path, FORMAT)
        # Not on the device "meta", whose way to fill a table imports torch's compiler.
        with Unfilled():
            network = Network(content["labels"], Sizes(**content["sizes"]))
        network.load_state_dict(unpacked(content["weights"]), assign=True)
        return cls(network, content["vocabulary"], tree, device, meaning)

    def __call__(self, sentences: Sequence[Words]) -> list[SentenceReading]:
        """What is read of each sentence of one document, in order; each has at least one word."""
        with torch.inference_mode():
            stretches = self.stretches(sentences)
            return [read for part, words in stretches for read in self._read(part, words)]

    def stretches(self, sentences: Sequence[Words]) -> Iterator[tuple[Sequence[Words], Tensor]]:
        """The sentences of one document, some at a time, with the vectors (words × width) of their words."""
        for each in together(windows(sentences, self.pieces), _words_in, _WORDS_A_STRETCH):
            words = [self.network.encoder(batch) for batch in together(each, _pieces_in, _PIECES_A_BATCH)]
            yield sentences[each[0].first : each[-1].last], torch.cat(words)

    def _read(self, sentences: Sequence[Words], words: Tensor) -> list[SentenceReading]:
        """What the heads say of some sentences, whose words have these vectors (words × width)."""
        lengths = [len(each.texts) for each in sentences]
        columns = self._columns(words)
        trees = [tree for batch in together(words.split(lengths), len, _WORDS_A_BATCH) for tree in self._trees(batch)]
        starts = np.cumsum([0, *lengths])
        return [
            SentenceReading(
                **{name: values[start:end] for name, values in columns.items()}, heads=heads, deprels=deprels
            )
            for start, end, (heads, deprels) in zip(starts, starts[1:], trees, strict=False)
        ]

    def _columns(self, words: Tensor) -> dict[str, Any]:
        network = self.network
        columns: dict[str, Any] = {}
        for name in _TAGS:
            names = network.labels[name]
            columns[name] = [names[best] for best in network.tags[name](words).argmax(-1).tolist()]
        columns["odds"] = in_tenths(network.role_odds(words))
        heads = self.meaning
        columns["vectors"] = heads.read(words) if heads is not None else np.zeros((len(words), 0), np.int8)
        return columns

    def _trees(self, sentences: Sequence[Tensor]) -> list[tuple[list[int], list[str]]]:
        names = self.network.labels["deprel"]
        heads = [self._heads(each) for each in self.network.arc_scores(sentences)]
        above = torch.cat([self.network.rooted(each)[up] for each, up in zip(sentences, heads, strict=True)])
        relations = iter(self.network.relation_scores(torch.cat(list(sentences)), above).argmax(-1).tolist())
        return [(each, [names[next(relations)] for _ in each]) for each in heads]

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


def _words_in(window: Window) -> int:
    return len(window.positions)


def _pieces_in(window: Window) -> int:
    return len(window.pieces)


class Unfilled(TorchFunctionMode):  # type: ignore[misc]  # torch is not followed
    """In here a new layer draws no values to begin with: those of a file take their place."""

    def __torch_function__(
        self, function: Callable[..., Any], types: object, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        if function in _DRAWING:
            return args[0] if args else kwargs["tensor"]
        return function(*args, **(kwargs or {}))


def together(items: Iterable[T], size: Callable[[T], int], most: int) -> Iterator[list[T]]:
    """
    The items in order, as many together as have no more than the most in all; a larger one alone.

    >>> list(together(["a", "bc", "def", "g"], len, 3))
    [['a', 'bc'], ['def'], ['g']]
    """
    batch: list[T] = []
    filled = 0
    for each in items:
        if batch and filled + size(each) > most:
            yield batch
            batch, filled = [], 0
        batch.append(each)
        filled += size(each)
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
    return list(heads).count(0) == 1 and not has_circle([0, *heads])


def has_circle(heads: Sequence[int]) -> bool:
    """
    Whether some words stand in a circle of heads; the first place of *heads* is the root's.

    >>> has_circle([0, 2, 3, 2]), has_circle([0, 0, 1])
    (True, False)
    """
    seen_from = [-1, *[0] * (len(heads) - 1)]
    for start in range(1, len(heads)):
        at = start
        while not seen_from[at]:
            seen_from[at] = start
            at = heads[at]
        if seen_from[at] == start:
            return True
    return False


def unpacked(kept: dict[str, Tensor | dict[str, Tensor]]) -> dict[str, Tensor]:
    """Weights of a file in single precision."""
    return {
        name: value["rows"].float() * value["scale"].float() if isinstance(value, dict) else value.float()
        for name, value in kept.items()
    }
