"""
Trains the network of ``quotes.attribution.labels``: which words annotators draw as cues, sources and contents.

The weights are learnt with torch, by binary cross-entropy over all words and roles, with Adam (Kingma and Ba 2015) and
a learning rate that falls to nothing; they are stored as plain arrays.  Sentences are encoded by the very functions
that encode them when the network is used.
"""

import logging
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from attrs import frozen
from torch import nn

from quotes.attribution.labels import COLUMNS, ROLES, UNKNOWN, Array, Encoded, Labeller, Vocabulary, encoded
from quotes.parsing import Sentence
from quotes.text.marks import quoted_spans
from quotes.training.annotated import Article
from quotes.training.recipes import SEED

log = logging.getLogger("quotes.training")

#: Sizes of the embeddings of lemma, tags and relation, of the layers, and how much is dropped while learning.
_SIZES = {"lemma": 32, "upos": 12, "xpos": 16, "deprel": 20}
_LAYER, _STATE, _HIDDEN, _DROPOUT = 144, 96, 80, 0.3
#: A lemma that is seen less often says nothing; one in eight of the others is hidden, so that the rest is learnt too.
_LEAST_SEEN, _HIDDEN_LEMMAS = 15, 0.12
#: Word forms that get a vector: those of the articles that the vector table knows, and the commonest of the table.
_COMMON_FORMS = 15_000
_WORDS_A_BATCH = 1500
_EPOCHS = 6
_RATE, _WARM_UP, _LAST_RATE, _LONGEST_GRADIENT = 2e-3, 100, 0.02, 5.0


@frozen(eq=False)
class Example:
    """A sentence as the network takes it, and what annotators drew (words × roles, 0 or 1)."""

    sentence: Encoded
    drawn: Array


@frozen(eq=False)
class Vectors:
    """A table of word vectors: the first two rows are padding and the unknown word."""

    rows: dict[str, int]
    table: Array

    @classmethod
    def read(cls, path: Path) -> "Vectors":
        """The vector table of a model set."""
        content = torch.load(path, weights_only=True)
        return cls(dict(content["vocab"]["_unit2id"]), content["emb"].float().numpy())


def vocabulary(sentences: Iterable[Sentence], vectors: Vectors) -> Vocabulary:
    """The tables' entries: all tags and relations, lemmas seen often enough, forms that have a vector."""
    seen: dict[str, Counter[str]] = {name: Counter() for name in COLUMNS[:-1]}
    for sentence in sentences:
        for word in sentence.words:
            for name, value in zip(
                COLUMNS, (word.text.lower(), word.lemma.lower(), word.upos, word.xpos, word.deprel), strict=False
            ):
                seen[name][value] += 1
    common = sorted(vectors.rows, key=vectors.rows.__getitem__)[:_COMMON_FORMS]
    kept = {
        **{name: sorted(seen[name]) for name in ("upos", "xpos", "deprel")},
        "lemma": sorted(lemma for lemma, count in seen["lemma"].items() if count >= _LEAST_SEEN),
        "form": sorted((seen["form"].keys() | set(common)) & vectors.rows.keys()),
    }
    return Vocabulary({name: {v: row + UNKNOWN + 1 for row, v in enumerate(values)} for name, values in kept.items()})


def labelled_examples(article: Article, words: Vocabulary) -> Iterator[Example]:
    """The sentences of an article with what annotators drew."""
    parse = article.parse
    quoted = quoted_spans(parse.text, parse.document.paragraphs)
    drawn = np.zeros((len(parse.text) + 1, len(ROLES)), np.float32)
    for annotation in article.drawn:
        for role, name in enumerate(ROLES):
            for span in getattr(annotation, name):
                drawn[span.start : span.end, role] = 1
    for sentence in parse.sentences:
        rows = [drawn[word.span.start : word.span.end].mean(axis=0).round() for word in sentence.words]
        yield Example(encoded(sentence, quoted, words), np.array(rows, np.float32))


class Network(nn.Module):  # type: ignore[misc]
    """The network of ``quotes.attribution.labels`` for torch; the names of its parts are those of the arrays."""

    def __init__(self, vectors: Array, words: Vocabulary, features: int) -> None:
        super().__init__()
        self.register_buffer("vectors", torch.from_numpy(vectors))
        for name, size in _SIZES.items():
            setattr(self, name, nn.Embedding(len(words.tables[name]) + UNKNOWN + 1, size))
        word = sum(_SIZES.values())
        self.inp = nn.Linear(vectors.shape[1] + 2 * word + features, _LAYER)
        self.rnn = nn.LSTM(_LAYER, _STATE, batch_first=True, bidirectional=True)
        self.out = nn.Sequential(
            nn.Linear(2 * _STATE + _LAYER, _HIDDEN), nn.ReLU(), nn.Dropout(_DROPOUT), nn.Linear(_HIDDEN, len(ROLES))
        )
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, numbers: torch.Tensor, features: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Log-odds (sentences × words × roles) of a padded batch."""
        lemma = numbers[:, :, COLUMNS.index("lemma")]
        if self.training:
            lemma = torch.where(torch.rand(lemma.shape) < _HIDDEN_LEMMAS, UNKNOWN, lemma)
        columns = {name: numbers[:, :, COLUMNS.index(name)] for name in _SIZES} | {"lemma": lemma}
        word = torch.cat([getattr(self, name)(columns[name]) for name in _SIZES], dim=-1)
        rooted = torch.cat([torch.zeros_like(word[:, :1]), word], dim=1)
        head = numbers[:, :, COLUMNS.index("head")].unsqueeze(-1).expand(-1, -1, word.shape[-1])
        row = torch.cat([self.vectors[numbers[:, :, 0]], word, rooted.gather(1, head), features], dim=-1)
        layer = torch.relu(self.inp(self.drop(row)))
        packed = nn.utils.rnn.pack_padded_sequence(self.drop(layer), lengths, batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.rnn(packed)[0], batch_first=True)
        result: torch.Tensor = self.out(self.drop(torch.cat([states, layer], dim=-1)))
        return result


def trained(found: Sequence[Article], vectors: Vectors, *, epochs: int = _EPOCHS, seed: int = SEED) -> Labeller:
    """A network that has learnt from the articles, so many times each."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    words = vocabulary((sentence for article in found for sentence in article.parse.sentences), vectors)
    examples = [each for article in found for each in labelled_examples(article, words)]
    network = Network(_vectors(words, vectors), words, examples[0].sentence.features.shape[1])
    optimizer = torch.optim.Adam(network.parameters(), lr=_RATE)
    steps = epochs * len(_batches(examples, rng))
    step = 0
    for epoch in range(epochs):
        losses = []
        for batch in _batches(examples, rng):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = _RATE * min(1, step / _WARM_UP) * max(_LAST_RATE, 1 - step / steps)
            losses.append(_learn(network, optimizer, [examples[index] for index in batch]))
        log.info("epoch %d of %d: loss %.4f", epoch + 1, epochs, sum(losses) / len(losses))
    return Labeller(words, {name: value.numpy() for name, value in network.state_dict().items()})


def _vectors(words: Vocabulary, vectors: Vectors) -> Array:
    """The rows of the vector table that the vocabulary has."""
    rows = [0, vectors.rows["<UNK>"], *(vectors.rows[form] for form in words.tables["form"])]
    return np.ascontiguousarray(vectors.table[rows])


def _batches(examples: list[Example], rng: random.Random) -> list[list[int]]:
    """Sentences of about the same length together, in random order."""
    order = sorted(range(len(examples)), key=lambda index: len(examples[index].drawn) + 3 * rng.random())
    batches: list[list[int]] = [[]]
    for index in order:
        if batches[-1] and len(examples[index].drawn) * (len(batches[-1]) + 1) > _WORDS_A_BATCH:
            batches.append([])
        batches[-1].append(index)
    rng.shuffle(batches)
    return batches


def _learn(network: Network, optimizer: torch.optim.Optimizer, batch: list[Example]) -> float:
    """One step; the mean loss of a word's role."""
    network.train()
    lengths = torch.tensor([len(each.drawn) for each in batch])
    numbers = _padded([each.sentence.numbers for each in batch])
    outputs = network(numbers, _padded([each.sentence.features for each in batch]), lengths)
    inside = torch.arange(outputs.shape[1])[None] < lengths[:, None]
    drawn = _padded([each.drawn for each in batch])
    loss = nn.functional.binary_cross_entropy_with_logits(outputs[inside], drawn[inside])
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), _LONGEST_GRADIENT)
    optimizer.step()
    return float(loss.item())


def _padded(rows: Sequence[np.ndarray[tuple[int, ...], np.dtype[np.generic]]]) -> torch.Tensor:
    return nn.utils.rnn.pad_sequence([torch.from_numpy(each) for each in rows], batch_first=True)


def save(labeller: Labeller, path: Path) -> None:
    """Write vocabulary and weights as plain arrays, in half precision, which changes no label."""
    entries = {f"entries.{name}": np.array(list(rows)) for name, rows in labeller.vocabulary.tables.items()}
    weights = {name: value.astype(np.float16) for name, value in labeller.weights.items()}
    np.savez_compressed(path, allow_pickle=False, **entries, **weights)
