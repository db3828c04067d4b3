"""Lemmas of our own sets: Stanza's lemmatizer, which sees a word and its tag alone, asked once for each pair."""

from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.common.seq2seq_constant import EOS, PAD_ID, SOS
from torch import nn

#: Lemmas of words that were met before are kept; so many, then the table begins anew.
_MOST_LEMMAS = 100_000
#: Words that go through the network together.
_WORDS_A_BATCH = 100
#: What the network says of a word before it spells its lemma: that it must be spelled, or is the word as it stands;
#: otherwise it is the word in lower case.
_SPELLED, _SAME = 0, 1
#: How Stanza writes the lemma that is empty.
_EMPTY = "_"

#: A word and its universal tag.
Pair = tuple[str, str]


class Lemmatizer:
    """Lemmas by Stanza's processor `lemma`."""

    def __init__(self, processor: Any) -> None:
        self._processor = processor
        self._trainer = processor.trainer
        self._known: dict[Pair, str] = {}

    def __call__(self, pairs: Sequence[Pair]) -> list[str]:
        """The lemma of each word."""
        new = sorted(set(pairs) - self._known.keys())
        if len(self._known) + len(new) > _MOST_LEMMAS:
            self._known.clear()
            new = sorted(set(pairs))
        if new:
            self._known |= zip(new, self._of_dictionary(new), strict=True)
        return [self._known[each] for each in pairs]

    def _of_dictionary(self, pairs: list[Pair]) -> list[str]:
        """Lemmas by the dictionary; of words that it does not have, by the network."""
        there = self._trainer.skip_seq2seq(pairs)
        made = iter(self._by_network([pair for pair, known in zip(pairs, there, strict=True) if not known]))
        entries = zip(self._trainer.predict_dict(pairs), there, strict=True)
        return [lemma or _EMPTY if known else next(made) for lemma, known in entries]

    def _by_network(self, pairs: list[Pair]) -> list[str]:
        """Lemmas by the network, which spells only those that it does not take for the word itself."""
        edits = self._edits(pairs) if self._trainer.args.get("edit") else [_SPELLED] * len(pairs)
        spelled = iter(self._spelled([pair for pair, edit in zip(pairs, edits, strict=True) if edit == _SPELLED]))
        return [
            next(spelled) if edit == _SPELLED else word if edit == _SAME else word.lower()
            for (word, _), edit in zip(pairs, edits, strict=True)
        ]

    def _spelled(self, pairs: list[Pair]) -> list[str]:
        """Lemmas as Stanza's processor spells them."""
        if not pairs:
            return []
        rows = [[{"id": number, "text": text, "upos": upos} for number, (text, upos) in enumerate(pairs, 1)]]
        return [word.lemma for word in self._processor.process(StanzaDocument(rows)).sentences[0].words]

    def _edits(self, pairs: list[Pair]) -> list[int]:
        """What the network says of each word before it spells; those of about the same length are read together."""
        edits = [_SPELLED] * len(pairs)
        order = sorted(range(len(pairs)), key=lambda n: -len(pairs[n][0]))
        with torch.inference_mode():
            for first in range(0, len(order), _WORDS_A_BATCH):
                batch = order[first : first + _WORDS_A_BATCH]
                for index, edit in zip(batch, self._edits_of([pairs[n] for n in batch]), strict=True):
                    edits[index] = edit
        return edits

    def _edits_of(self, pairs: list[Pair]) -> list[int]:
        """Likewise, of some words, the longest first."""
        model, vocabulary = self._trainer.model, self._trainer.vocab
        letters = [torch.tensor(vocabulary["char"].map([SOS, *word, EOS])) for word, _ in pairs]
        source = nn.utils.rnn.pad_sequence(letters, batch_first=True, padding_value=PAD_ID)
        tags = torch.tensor([vocabulary["pos"].unit2id(tag) for _, tag in pairs])
        inputs, _, lengths, _ = model.embed(source, torch.eq(source, PAD_ID), tags, None)
        _, (last, _) = model.encode(inputs, lengths)
        edits: list[int] = model.edit_clf(last).argmax(1).tolist()
        return edits
