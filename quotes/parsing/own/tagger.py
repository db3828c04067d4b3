"""
Names by the tagger of our own sets: words' vectors and letters through a network that reads in both directions, and the
best way through the tags of a sentence (Lample et al. 2016).

Stanza has learnt it.  Stanza's own way to tag looks at the letters of each word of a document again, sums up all ways
to tag a sentence as if to learn from it, and finds the best one word by word in Python; here each form is looked at
once, and the sentences of a batch together.  Its file lists 97,000 words one by one, which takes a quarter of the time
from start to the first record; here they are one text.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.common.vocab import PAD_ID, UNK_ID, VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import fix_singleton_tags
from stanza.models.ner.utils import decode_from_bioes
from torch import Tensor, nn
from torch.nn.functional import linear

from quotes.learned.meaning import stored
from quotes.learned.reader import Unfilled
from quotes.parsing.own.tokens import backwards_of, batches, both, directions

#: What is written into a file of a tagger and expected there.
FORMAT = 1
#: What stands between the words of a file.
BETWEEN = "\n"
#: Vectors of forms that are kept, of a kilobyte each; so many, then the table begins anew.
_MOST_FORMS = 1 << 14
#: Tables of which few rows are ever looked at: they stay in half precision.
_TABLES = frozenset(("words", "learnt"))

Scores = NDArray[np.float32]
Numbers = Mapping[str, int]


class Tagger:
    """A tagger of names, ready to tag."""

    def __init__(
        self, words: Numbers, learnt: Numbers, letters: Numbers, tags: Sequence[str], weights: Mapping[str, Tensor]
    ) -> None:
        """
        The rows of words in the table of vectors made beforehand and in that of those learnt with the tagger, and of
        letters in theirs; the tags by their columns; the tables and layers by their names.
        """
        self._words, self._learnt, self._letters, self._tags = words, learnt, letters, tags
        self._weights = weights
        self._spelling = _layer(weights, "spelling.")
        self._start = (weights["spelling.start"], weights["spelling.start_cell"])
        context = _layer(weights, "context.")
        self._layers = directions(context)
        self._transitions: Scores = weights["transitions"].float().numpy()
        self._rows: dict[str, int] = {}
        self._table = torch.empty(_MOST_FORMS, context.input_size)

    @classmethod
    def load(cls, path: Path) -> Self:
        """The tagger that a file holds; errors as `stored` raises them."""
        content = stored(path, FORMAT)
        words, learnt = (_numbered(content[name].split(BETWEEN)) for name in ("words", "learnt"))
        tables = {name: each if name in _TABLES else each.float() for name, each in content["weights"].items()}
        return cls(words, learnt, _numbered(content["letters"]), content["tags"], tables)

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[range, str]]]:
        """The names in the words of each sentence: the numbers of their words, from 0, and their labels."""
        found: list[list[tuple[range, str]]] = [[] for _ in sentences]
        with torch.inference_mode():
            for batch in batches([len(each) for each in sentences]):
                for index, tags in zip(batch, self._tagged([sentences[n] for n in batch]), strict=True):
                    named = decode_from_bioes(fix_singleton_tags(tags))
                    found[index] = [(range(each["start"], each["end"] + 1), each["type"]) for each in named]
        return found

    def _tagged(self, sentences: Sequence[Sequence[str]]) -> Iterator[list[str]]:
        self._look_at(set(chain.from_iterable(sentences)))
        rows = [torch.tensor([self._rows[form] for form in each]) for each in sentences]
        lengths = [len(each) for each in rows]
        states = self._table[nn.utils.rnn.pad_sequence(rows, batch_first=True)]
        scores = self._linear("tags", both(self._layers, states, backwards_of(lengths))).numpy()
        for path in _best(scores, lengths, self._transitions):
            yield [self._tags[max(each, VOCAB_PREFIX_SIZE)] for each in path]

    def _look_at(self, forms: set[str]) -> None:
        """Have the vectors of some forms at hand."""
        new = sorted(forms - self._rows.keys())
        if len(self._rows) + len(new) > _MOST_FORMS:
            self._rows.clear()
            new = sorted(forms)
        if new:
            first = len(self._rows)
            self._table[first : first + len(new)] = self._vectors(new)
            self._rows |= {form: number for number, form in enumerate(new, first)}

    def _vectors(self, forms: Sequence[str]) -> Tensor:
        """What the network makes of each form before it looks at its neighbours (forms × width)."""
        lower = [form.lower() for form in forms]
        known = torch.tensor([self._words.get(form.replace(" ", "\xa0"), UNK_ID) for form in lower])
        learnt = torch.tensor([self._learnt.get(form, UNK_ID) for form in lower])
        learnt[(learnt == UNK_ID) & (known != UNK_ID)] = PAD_ID
        letters = [torch.tensor([self._letters.get(letter, UNK_ID) for letter in form]) for form in forms]
        vectors = [self._weights["letters"][each] for each in letters]
        packed = nn.utils.rnn.pack_sequence(vectors, enforce_sorted=False)
        begun = tuple(each.expand(-1, len(forms), -1).contiguous() for each in self._start)
        _, (last, _) = self._spelling(packed, begun)
        spelled = last.transpose(0, 1).reshape(len(forms), -1)
        meant = self._weights["words"][known].float() + self._weights["learnt"][learnt].float()
        return self._linear("joined", torch.cat([meant, spelled], 1))

    def _linear(self, name: str, states: Tensor) -> Tensor:
        """States after one of the tagger's linear layers."""
        return linear(states, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])


def _numbered(units: Sequence[str]) -> dict[str, int]:
    return dict(zip(units, range(len(units)), strict=True))


def _layer(weights: Mapping[str, Tensor], name: str) -> nn.LSTM:
    """The layer of that name, which reads in both directions."""
    gates, width = weights[f"{name}weight_ih_l0"].shape
    with Unfilled():
        layer = nn.LSTM(width, gates // 4, bidirectional=True, batch_first=True).eval()
    layer.load_state_dict({key: weights[name + key] for key in layer.state_dict()})
    return layer


def _best(scores: Scores, lengths: Sequence[int], transitions: Scores) -> Iterator[list[int]]:
    """
    The best way through the tags of each sentence (Viterbi 1967).

    *scores* are sentences × words × tags, *transitions* from each tag to each.
    """
    reached, came_from = [scores[:, 0]], []
    for place in range(1, scores.shape[1]):
        ways = reached[-1][:, :, None] + transitions
        came_from.append(ways.argmax(1))
        reached.append(scores[:, place] + ways.max(1))
    for row, length in enumerate(lengths):
        path = [int(reached[length - 1][row].argmax())]
        for place in reversed(range(length - 1)):
            path.append(int(came_from[place][row, path[-1]]))
        yield path[::-1]
