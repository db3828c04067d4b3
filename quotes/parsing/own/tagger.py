"""
Names by the tagger of our own sets: Stanza's network with its weights, and what it says of them.

Its own way looks at the letters of each word of a document again, sums up all ways to tag a sentence as if to learn
from it, and finds the best one word by word in Python; here each form is looked at once, and the sentences of a batch
together.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.common.vocab import PAD_ID, UNK_ID, VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import fix_singleton_tags
from stanza.models.ner.utils import decode_from_bioes
from torch import Tensor, nn

from quotes.parsing.own.tokens import backwards_of, batches, both, directions

#: Vectors of forms that are kept, of a kilobyte each; so many, then the table begins anew.
_MOST_FORMS = 1 << 14

Scores = NDArray[np.float32]


class Tagger:
    """Names by Stanza's processor `ner`."""

    def __init__(self, processor: Any) -> None:
        trainer = processor.trainers[0]
        self._model = trainer.model.eval()
        self._vocabulary = trainer.vocab
        tags, tagset = trainer.vocab["tag"], trainer.args["predict_tagset"]
        numbers = range(VOCAB_PREFIX_SIZE, self._model.tag_clfs[tagset].out_features)
        self._tags = dict(zip(numbers, (tags.id2unit((each,))[tagset] for each in numbers), strict=True))
        self._classify = self._model.tag_clfs[tagset]
        self._transitions = self._model.crits[tagset]._transitions.detach().numpy()
        self._layers = directions(self._model.taggerlstm.lstm)
        self._rows: dict[str, int] = {}
        self._table = torch.empty(_MOST_FORMS, self._model.taggerlstm.lstm.input_size)

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
        """The tags of the words of some sentences."""
        self._look_at(set(chain.from_iterable(sentences)))
        rows = [torch.tensor([self._rows[form] for form in each]) for each in sentences]
        lengths = [len(each) for each in rows]
        states = self._table[nn.utils.rnn.pad_sequence(rows, batch_first=True)]
        scores = self._classify(both(self._layers, states, backwards_of(lengths))).numpy()
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
        model, vocabulary = self._model, self._vocabulary
        known, learnt = (torch.tensor(vocabulary[name].map([f.lower() for f in forms])) for name in ("word", "delta"))
        learnt[(learnt == UNK_ID) & (known != UNK_ID)] = PAD_ID
        letters = [torch.tensor(vocabulary["char"].map(list(form))) for form in forms]
        packed = nn.utils.rnn.pack_sequence([model.charmodel.char_emb(each) for each in letters], enforce_sorted=False)
        start = (model.charmodel.charlstm_h_init, model.charmodel.charlstm_c_init)
        begun = tuple(each.expand(-1, len(forms), -1).contiguous() for each in start)
        _, (last, _) = model.charmodel.charlstm.lstm(packed, begun)
        spelled = last.transpose(0, 1).reshape(len(forms), -1)
        vectors: Tensor = model.input_transform(
            torch.cat([model.word_emb(known) + model.delta_emb(learnt), spelled], 1)
        )
        return vectors


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
