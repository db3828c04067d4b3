"""
What the encoder learns from, step by step: batches of windows, each of one task, which know their loss.

Roles of attribution, names, trees with tags, and mentions: coreference chains and pronouns between two names.  Windows
of about the same length go together, so many that a batch, padded, has `PIECES` pieces.
"""

import math
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

import numpy as np
import torch
from attrs import frozen
from torch import Tensor
from torch.nn import functional

from quotes.learned.columns import GUIDELINES, ROLES
from quotes.learned.encoder import Labels, Network, Pieces, Window, Words, windows
from quotes.learned.reader import STEPS
from quotes.parsing import Parse
from quotes.training.annotated import Article
from quotes.training.mentions import Choice, Document
from quotes.training.newswire import MERGED, OUTSIDE, Tagged
from quotes.training.reread import words_of
from quotes.training.roles import targets, varied
from quotes.training.silver import labelled
from quotes.training.treebank import Row, Sentence, quoted, worded

#: Pieces of a batch, padding included; no other number was tried with all tasks together.
PIECES = 4096
#: Windows of one document whose mentions are compared, and passages of GAP, that go together.
_WINDOWS, _PASSAGES = 8, 24
#: Windows that are sorted by length together; the order of all batches is random.
_SORTED = 600
#: What a word's tags weigh beside its head and its relation, and mentions beside all else.
_TAG_WEIGHTS = MappingProxyType({"xpos": 0.4, "upos": 0.3, "feats": 0.3})
_CHAINS_WEIGHT, _CHOICES_WEIGHT = 0.5, 0.3
#: What the names of raw news, which a tagger found, weigh beside those that people drew.
_SILVER_NAMES_WEIGHT = 0.5
#: Sentences of the newswire that are written in capitals throughout, and in small letters.
_SHOUTED, _SMALL = 0.04, 0.03
#: How often a sentence of the newswire, which does not say where its paragraphs begin, is taken to open one.
_OPENING = 0.5
#: Documents with fewer mentions in a batch teach nothing.
_LEAST_MENTIONS = 4
_NEVER = -1e4

#: The columns of a treebank that linear heads and the tree's relations are learnt from.
COLUMNS = ("xpos", "upos", "feats", "deprel")
NAMES = (OUTSIDE, *(f"{edge}-{kind}" for kind in dict.fromkeys(MERGED.values()) for edge in "BI"))

T = TypeVar("T")


class Batch(Protocol):
    """What is learnt from at one step."""

    def loss(self, network: Network) -> Tensor:
        """How wrong the network is, a single number."""
        ...


@frozen(eq=False)
class Example:
    """A window and, in the form that its kind of batch takes, what its words should be."""

    window: Window
    right: Any


def _vectors(network: Network, examples: Sequence[Example]) -> list[Tensor]:
    return network.words([each.window for each in examples])


@frozen(eq=False)
class RoleBatch:
    """
    Roles of attribution; *right* is the number of the guideline, whether relays were drawn, and words × roles ×
    (inside, begins).
    """

    examples: Sequence[Example]

    def loss(self, network: Network) -> Tensor:
        """Binary cross-entropy of a word: the sum over its roles."""
        odds = network.role_odds(network.drop(torch.cat(_vectors(network, self.examples)))).float()
        guideline = torch.tensor([each.right[0] for each in self.examples for _ in each.window.positions])
        relays = torch.tensor([each.right[1] for each in self.examples for _ in each.window.positions])
        drawn = torch.cat([torch.from_numpy(each.right[2]) for each in self.examples])
        relay, asked = ROLES.index("relay"), odds[torch.arange(len(guideline)), guideline]
        # PolNeAR's annotators drew no relays; who did so later took those of statements.
        asked[:, relay] = odds[:, GUIDELINES.index("statements"), relay]
        each = functional.binary_cross_entropy_with_logits(asked, drawn, reduction="none")
        taught = torch.ones_like(each)
        taught[~relays, relay] = 0
        return (each * taught).sum() / len(guideline)


@frozen(eq=False)
class SilverBatch:
    """What others read: *right* is words × guidelines × roles × (inside, begins), and the names' labels."""

    examples: Sequence[Example]

    def loss(self, network: Network) -> Tensor:
        """Cross-entropy of a word against the teacher's probabilities, and against the tagger's names."""
        words = network.drop(torch.cat(_vectors(network, self.examples)))
        taught = torch.cat([torch.from_numpy(each.right[0]) for each in self.examples])
        odds = network.role_odds(words).float()
        roles = functional.binary_cross_entropy_with_logits(odds, taught, reduction="sum") / len(words)
        names = _flat(each.right[1] for each in self.examples)
        named = functional.cross_entropy(network.tags["ner"](words).float(), names)
        return roles / len(GUIDELINES) + _SILVER_NAMES_WEIGHT * named


@frozen(eq=False)
class NameBatch:
    """Names; *right* is the number of each word's label."""

    examples: Sequence[Example]

    def loss(self, network: Network) -> Tensor:
        """Cross-entropy of a word."""
        scores = network.tags["ner"](network.drop(torch.cat(_vectors(network, self.examples))))
        return functional.cross_entropy(scores.float(), _flat(each.right for each in self.examples))


@frozen(eq=False)
class TreeBatch:
    """Trees and tags; *right* has for each sentence the numbers of its words' heads and labels, by column."""

    examples: Sequence[Example]

    def loss(self, network: Network) -> Tensor:
        """Cross-entropy of a word: of head, relation and weighted tags."""
        sentences: list[Tensor] = []
        for vectors, example in zip(_vectors(network, self.examples), self.examples, strict=True):
            sentences += vectors.split([len(each["head"]) for each in example.right])
        columns = [each for example in self.examples for each in example.right]
        words = network.drop(torch.cat(sentences))
        sentences = list(words.split(list(map(len, sentences))))
        heads, relations, *tags = (_flat(each[name] for each in columns) for name in ("head", "deprel", *_TAG_WEIGHTS))
        longest = 1 + max(map(len, sentences))
        scores = (each.float() for each in network.arc_scores(sentences))
        arcs = torch.cat([functional.pad(each, (0, longest - each.shape[1]), value=_NEVER) for each in scores])
        above = torch.cat([network.rooted(s)[each["head"]] for s, each in zip(sentences, columns, strict=True)])
        loss: Tensor = functional.cross_entropy(arcs, heads)
        loss = loss + functional.cross_entropy(network.relation_scores(words, above).float(), relations)
        for (name, weight), right in zip(_TAG_WEIGHTS.items(), tags, strict=True):
            loss = loss + weight * functional.cross_entropy(network.tags[name](words).float(), right)
        return loss


@frozen(eq=False)
class ChainBatch:
    """Windows of one document, and its mentions in them: the number of the word there and the entity."""

    windows: Sequence[Window]
    mentions: Sequence[tuple[int, str]]

    def loss(self, network: Network) -> Tensor:
        """
        Of a mention, the log of the odds that are left for what it does not mean.

        It means any earlier mention of its entity, or nothing where there is none (Lee et al. 2017).
        """
        places = torch.tensor([word for word, _ in self.mentions])
        vectors = network.drop(torch.cat(network.words(self.windows))[places])
        scores = (network.phrase(vectors) @ network.mention(vectors).T).float() / math.sqrt(network.sizes.mention)
        entities = [entity for _, entity in self.mentions]
        numbers = torch.tensor([entities.index(each) for each in entities])
        earlier = torch.ones(len(entities), len(entities), dtype=torch.bool).tril(-1)
        same = (numbers[:, None] == numbers) & earlier
        scores = torch.cat([torch.zeros(len(entities), 1), scores.masked_fill(~earlier, _NEVER)], 1)
        right = torch.cat([~same.any(1, keepdim=True), same], 1)
        each = torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~right, _NEVER), 1)
        return _CHAINS_WEIGHT * each.mean()


@frozen(eq=False)
class ChoiceBatch:
    """Passages, each as its windows, with a pronoun and two names."""

    passages: Sequence[tuple[Sequence[Window], Choice]]

    def loss(self, network: Network) -> Tensor:
        """Cross-entropy of a pronoun: the first name, the second, neither."""
        found = iter(network.words([window for each, _ in self.passages for window in each]))
        vectors = [torch.cat([next(found) for _ in each]) for each, _ in self.passages]
        choices = [choice for _, choice in self.passages]
        pairs = list(zip(vectors, choices, strict=True))
        pronouns = network.drop(torch.stack([words[choice.pronoun] for words, choice in pairs]))
        names = network.drop(torch.stack([words[list(choice.names)] for words, choice in pairs]))
        scores = torch.einsum("bd,bcd->bc", network.phrase(pronouns), network.mention(names)).float()
        scores = torch.cat([scores / math.sqrt(network.sizes.mention), torch.zeros(len(choices), 1)], 1)
        return _CHOICES_WEIGHT * functional.cross_entropy(scores, torch.tensor([each.right for each in choices]))


def _flat(rows: Iterable[Sequence[int]]) -> Tensor:
    return torch.tensor([number for row in rows for number in row])


@frozen(eq=False)
class Batches:
    """Makes batches of so many pieces (*size*) of documents; the names of articles are at times swapped for *names*."""

    pieces: Pieces
    labels: Labels
    names: Sequence[str]
    rng: random.Random
    size: int = PIECES

    def roles(self, articles: Sequence[Article]) -> list[Batch]:
        """Of articles with attributions."""
        return self._grouped(RoleBatch, (each for article in articles for each in self._roles(article)))

    def _roles(self, article: Article) -> Iterator[Example]:
        drawn = targets(article)
        guideline = GUIDELINES.index("statements" if article.statements else "polnear")
        for window in windows(varied(words_of(article.parse), self.names, self.rng), self.pieces):
            drawn_here = np.concatenate(drawn[window.first : window.last])
            yield Example(window, (guideline, article.speakers, drawn_here))

    def silver(self, parses: Sequence[Parse]) -> list[Batch]:
        """Of raw news that others have read."""
        return self._grouped(SilverBatch, (each for parse in parses for each in self._silver(parse)))

    def _silver(self, parse: Parse) -> Iterator[Example]:
        shape = (-1, len(GUIDELINES), len(ROLES), 2)
        odds = [np.array([word.odds for word in each.words], np.float32) / STEPS for each in parse.sentences]
        names = [[NAMES.index(label) for label in each] for each in labelled(parse)]
        for window in windows(varied(words_of(parse), (), self.rng), self.pieces):
            taught = 1 / (1 + np.exp(-np.concatenate(odds[window.first : window.last])))
            numbers = [label for each in names[window.first : window.last] for label in each]
            yield Example(window, (taught.reshape(shape), numbers))

    def trees(self, documents: Sequence[list[Sentence]]) -> list[Batch]:
        """Of documents of treebanks."""
        return self._grouped(TreeBatch, (each for document in documents for each in self._trees(document)))

    def _trees(self, document: list[Sentence]) -> Iterator[Example]:
        for window in windows(worded(document), self.pieces):
            yield Example(window, [self._columns(each.words) for each in document[window.first : window.last]])

    def _columns(self, rows: Sequence[Row]) -> dict[str, list[int]]:
        """The numbers of the words' heads, and of their labels."""
        labels = {name: [self.labels[name].index(getattr(row, name)) for row in rows] for name in COLUMNS}
        return {"head": [int(row.head) for row in rows], **labels}

    def tagged(self, articles: Sequence[Sequence[list[Tagged]]]) -> list[Batch]:
        """Of articles with names."""
        return self._grouped(NameBatch, (each for article in articles for each in self._tagged(article)))

    def _tagged(self, article: Sequence[list[Tagged]]) -> Iterator[Example]:
        for window in windows([self._cased(sentence) for sentence in article], self.pieces):
            labels = [word.label for sentence in article[window.first : window.last] for word in sentence]
            yield Example(window, [NAMES.index(each) for each in labels])

    def _cased(self, sentence: Sequence[Tagged]) -> Words:
        """A sentence, now and then in capitals or in small letters; it may open a paragraph, which nothing says."""
        texts = [word.text for word in sentence]
        marks, _ = quoted(texts)
        chance = self.rng.random()
        if chance < _SHOUTED:
            texts = [word.upper() for word in texts]
        elif chance < _SHOUTED + _SMALL:
            texts = [word.lower() for word in texts]
        return Words(texts, marks, opens=self.rng.random() < _OPENING)

    def chains(self, documents: Sequence[Document]) -> list[Batch]:
        """Of documents with mentions, some windows each."""
        found: list[Batch] = []
        for document in documents:
            before = 0
            for part in _parts(windows(document.sentences, self.pieces), _WINDOWS):
                end = before + sum(len(each.positions) for each in part)
                within = [(word - before, entity) for word, entity in document.mentions if before <= word < end]
                if len(within) >= _LEAST_MENTIONS:
                    found.append(ChainBatch(part, within))
                before = end
        return found

    def choices(self, passages: Sequence[Choice]) -> list[Batch]:
        """Of passages with pronouns."""
        cut = [(windows(each.sentences, self.pieces), each) for each in passages]
        cut.sort(key=lambda each: sum(len(window.pieces) for window in each[0]))
        return [ChoiceBatch(each) for each in _parts(cut, _PASSAGES)]

    def _grouped(self, kind: Callable[[Sequence[Example]], Batch], examples: Iterable[Example]) -> list[Batch]:
        """Batches of examples of about the same length."""
        mixed = list(examples)
        self.rng.shuffle(mixed)
        found: list[Batch] = []
        batch: list[Example] = []
        for each in (each for part in _parts(mixed, _SORTED) for each in sorted(part, key=_length)):
            if batch and (len(batch) + 1) * max(_length(each), _length(batch[-1])) > self.size:
                found.append(kind(batch))
                batch = []
            batch.append(each)
        return [*found, kind(batch)] if batch else found


def _length(example: Example) -> int:
    return len(example.window.pieces)


def _parts(items: Sequence[T], size: int) -> list[Sequence[T]]:
    return [items[first : first + size] for first in range(0, len(items), size)]
