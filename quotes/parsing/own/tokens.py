"""
Tokens and sentences by the networks of our own sets, all paragraphs of a document in one go.

The networks are Stanza's and so is what is made of them; its own way from a text to its documents takes twice the time.
A network reads a text letter by letter and says of each whether a token, a sentence or a contraction ends with it;
another one expands contractions, of which each is looked at once.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from attrs import evolve, frozen
from numpy.typing import NDArray
from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.tokenization.data import PER_CHAR_FEAT_FUNCS, STRUCTURAL_FEATURES, WHITESPACE_RE
from stanza.models.tokenization.utils import MASK_RE
from torch import Tensor, nn
from torch.nn import functional

from quotes.parsing.loading import LONGEST_TOKEN
from quotes.parsing.segmentation import Part, Sentences, Token, is_contracted
from quotes.text.spans import Span

#: Letters, padding included, that go through the network together.
_LETTERS_A_BATCH = 8192
#: ... and none is longer than so many times the shortest: padding takes as long as letters do.
_LONGER = 2
#: What the network says of a letter: nothing ends with it, or a token, a sentence, a contraction, one with a sentence.
_TOKEN, _SENTENCE, _CONTRACTION, _CONTRACTION_AND_SENTENCE = range(1, 5)
#: What Stanza calls a token that is too long.
_TOO_LONG = "<UNK>"
_POSSESSIVE = re.compile(r"([^\s']*\w)('s)|([^\s']*s)(')", re.IGNORECASE)
#: Expansions of contractions that are kept.
_MOST_EXPANSIONS = 10_000

Labels = NDArray[np.int64]


#: A token as it is cut out: its letters and its place, whether it is a contraction, whether its sentence ends with it.
Piece = tuple[str, Span, bool, bool]


class Tokenizer:
    """Cuts texts into sentences of tokens with Stanza's processors `tokenize` and `mwt`."""

    def __init__(self, tokenize: Any, mwt: Any) -> None:
        trainer = tokenize.trainer
        self._model = trainer.model.eval()
        self._letters = _Letters(trainer.vocab, trainer.args["feat_funcs"])
        self._layers = [directions(each) for each in (self._model.rnn, self._model.rnn2)]
        self._mwt = mwt
        self._words_in = lru_cache(_MOST_EXPANSIONS)(self._expanded)

    def __call__(self, texts: Sequence[str]) -> list[Sentences]:
        """The sentences of each text."""
        lines = [_Line.of(each) for each in texts]
        numbers, features = zip(*(self._letters(each.letters) for each in lines), strict=True) if lines else ((), ())
        labels: list[Labels] = [np.zeros(0, np.int64)] * len(lines)
        with torch.inference_mode():
            for batch in batches([len(each) for each in numbers]):
                found = self._labels([numbers[n] for n in batch], [features[n] for n in batch])
                for index, each in zip(batch, found, strict=True):
                    labels[index] = each
        return [self._sentences(_pieces(*each)) for each in zip(lines, labels, strict=True)]

    def _labels(self, numbers: Sequence[Tensor], features: Sequence[Tensor]) -> Iterator[Labels]:
        """What the network says of each letter of some texts; of a longer one a window after the other."""
        if len(numbers) > 1 or len(numbers[0]) < LONGEST_TOKEN:
            # Each with the padding behind it that the network has learnt to expect at the end of a text.
            ended = [functional.pad(each, (0, 1)) for each in numbers]
            found = self._network(ended, [functional.pad(each, (0, 0, 0, 1)) for each in features])
            yield from (each[:-1] for each in found)
            return
        ((number, feature),) = zip(numbers, features, strict=True)
        at, parts = 0, []
        while at < len(number):
            (part,) = self._network([number[at : at + LONGEST_TOKEN]], [feature[at : at + LONGEST_TOKEN]])
            ends = np.flatnonzero((part == _SENTENCE) | (part == _CONTRACTION_AND_SENTENCE))
            if len(ends) and at < len(number) - LONGEST_TOKEN:
                part = part[: ends[-1] + 1]
            parts.append(part)
            at += len(part)
        yield np.concatenate(parts)

    def _network(self, numbers: Sequence[Tensor], features: Sequence[Tensor]) -> list[Labels]:
        """What the network says of each letter of texts that can be read at once, padded to the longest of them."""
        model = self._model
        lengths = [len(each) for each in numbers]
        padded = nn.utils.rnn.pad_sequence(list(numbers), batch_first=True)
        backwards = backwards_of(lengths)
        states = torch.cat([model.embeddings(padded), nn.utils.rnn.pad_sequence(list(features), batch_first=True)], -1)
        first = both(self._layers[0], states, backwards)
        token, sentence, contraction = model.tok_clf(first), model.sent_clf(first), model.mwt_clf(first)
        gated = first * (1 - torch.sigmoid(-token * model.args["hier_invtemp"]))
        second = both(self._layers[1], gated, backwards)
        token = token + model.tok_clf2(second)
        sentence = sentence + model.sent_clf2(second)
        contraction = contraction + model.mwt_clf2(second)
        (is_, no), (ends, goes_on), (two, one) = (_yes_and_no(each) for each in (token, sentence, contraction))
        of_a_token = [is_ + goes_on + one, is_ + ends + one, is_ + goes_on + two, is_ + ends + two]
        best = torch.cat([no, *of_a_token], -1).argmax(-1).numpy()
        return [row[:length] for row, length in zip(best, lengths, strict=True)]

    def _sentences(self, pieces: Iterable[Piece]) -> Sentences:
        """The tokens of a text, with their words, in sentences."""
        found: Sentences = [[]]
        for text, span, is_contraction, is_end in pieces:
            parts = self._words_in(text) if is_contraction else ()
            places = (each.span.shifted(span.start) if each.is_written else span for each in parts)
            words = tuple(evolve(each, span=place) for each, place in zip(parts, places, strict=True))
            found[-1].append(Token(text, words if len(words) > 1 else (Part(text, span),)))
            if is_end:
                found.append([])
        return [each for each in found if each]

    def _expanded(self, token: str) -> tuple[Part, ...]:
        """The words of a contraction: of a possessive, by the dictionary, or as the network spells them."""
        words = _possessive(token) or self._mwt.trainer.dict_expansion(token)
        if words is not None:
            return _parts(token, words.split())
        rows = [[{"id": (1,), "text": token, "misc": "MWT=Yes"}]]
        (sentence,) = self._mwt.process(StanzaDocument(rows)).sentences
        return _parts(token, " ".join(word.text for word in sentence.words).split())


def _possessive(token: str) -> str | None:
    """
    The two words of a possessive; None where a token is none.

    Stanza's network spells what its dictionary does not have, one in a hundred wrongly: "administtataon 's".

    >>> _possessive("Kato's"), _possessive("crews'"), _possessive("don't")
    ("Kato 's", "crews '", None)
    """
    match = _POSSESSIVE.fullmatch(token)
    return None if match is None else " ".join(filter(None, match.groups()))


def _parts(token: str, words: Sequence[str]) -> tuple[Part, ...]:
    """
    The words of a token, counted from its start, each at its letters where those of all are the token's.

    >>> [(each.text, each.span.start) for each in _parts("don't", ["do", "n't"])]
    [('do', 0), ("n't", 2)]
    >>> [(each.text, each.is_written) for each in _parts("won't", ["will", "not"])]
    [('will', False), ('not', False)]
    """
    match = re.match(r"\s*".join(f"({re.escape(each)})" for each in words), token)
    if match is None:
        return tuple(Part(each, Span(0, len(token)), is_written=False) for each in words)
    return tuple(Part(each, Span(*match.span(number))) for number, each in enumerate(words, 1))


@frozen
class _Line:
    """A text as the network reads it: each run of white space one space, none at the end; *places* are in the text."""

    letters: str
    places: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "_Line":
        """The line of a text."""
        spaced = WHITESPACE_RE.sub(" ", text.rstrip())
        if "  " not in spaced:
            return cls(spaced, range(len(spaced)))
        places = [n for n, letter in enumerate(spaced) if letter != " " or not n or spaced[n - 1] != " "]
        return cls("".join(spaced[n] for n in places), places)


class _Letters:
    """The numbers and features of letters, as the network takes them."""

    def __init__(self, vocabulary: Any, features: Sequence[str]) -> None:
        self._vocabulary = vocabulary
        self._alone = [PER_CHAR_FEAT_FUNCS[name] for name in features if name in PER_CHAR_FEAT_FUNCS]
        self._at_the_end = [
            position for position, name in ((-1, "end_of_para"), (0, "start_of_para")) if name in features
        ]
        self._shapes = [shape for name, shape in STRUCTURAL_FEATURES.items() if name in features]
        self._known: dict[str, tuple[float, ...]] = {}

    def __call__(self, letters: str) -> tuple[Tensor, Tensor]:
        """Numbers (letters) and features (letters × features)."""
        table = np.array([self._known.get(each) or self._new(each) for each in letters], np.float32)
        table = table.reshape(len(letters), 1 + len(self._alone))
        columns = np.zeros((len(letters), len(self._at_the_end) + len(self._shapes)), np.float32)
        for column, position in enumerate(self._at_the_end if letters else ()):
            columns[position, column] = 1
        for column, shape in enumerate(self._shapes, len(self._at_the_end)):
            for match in shape.finditer(letters):
                columns[match.start() : match.end(), column] = 1
        features = np.concatenate([table[:, 1:], columns], 1)
        return torch.from_numpy(table[:, 0].astype(np.int64)), torch.from_numpy(features)

    def _new(self, letter: str) -> tuple[float, ...]:
        found = (float(self._vocabulary.unit2id(letter)), *(float(each(letter)) for each in self._alone))
        self._known[letter] = found
        return found


def _yes_and_no(odds: Tensor) -> tuple[Tensor, Tensor]:
    """The logarithms of a chance and of what is left of it."""
    return functional.logsigmoid(odds), functional.logsigmoid(-odds)


def directions(both: nn.LSTM) -> tuple[nn.LSTM, nn.LSTM]:
    """A layer that reads in both directions as two that read in one: without packing they take a third of the time."""
    made = []
    for suffix in ("", "_reverse"):
        one = nn.LSTM(both.input_size, both.hidden_size, batch_first=True).eval()
        names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
        one.load_state_dict({name: getattr(both, name + suffix).detach() for name in names})
        made.append(one)
    return made[0], made[1]


def backwards_of(lengths: Sequence[int]) -> Tensor:
    """The places of texts of such lengths, padded to the longest, from their ends on (texts × places × 1)."""
    places, ends = torch.arange(max(lengths))[None], torch.tensor(lengths)[:, None]
    return torch.where(places < ends, ends - 1 - places, places)[..., None]


def both(layer: tuple[nn.LSTM, nn.LSTM], states: Tensor, backwards: Tensor) -> Tensor:
    """States after a layer, texts × letters × width; *backwards* are the places of each text from its end on."""
    there, _ = layer[0](states)
    back, _ = layer[1](states.gather(1, backwards.expand(-1, -1, states.shape[-1])))
    return torch.cat([there, back.gather(1, backwards.expand(-1, -1, back.shape[-1]))], -1)


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the texts that have letters, those of about the same length together; a longer one alone."""
    batch: list[int] = []
    for index in sorted((n for n, length in enumerate(lengths) if length), key=lengths.__getitem__):
        room = min(_LETTERS_A_BATCH / (len(batch) + 1), lengths[batch[0]] * _LONGER) if batch else math.inf
        if lengths[index] > room or (batch and lengths[index] >= LONGEST_TOKEN):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _pieces(line: _Line, labels: Labels) -> Iterator[Piece]:
    """The tokens that labels cut out of a line; with the last one ends a sentence."""
    if not line.letters:
        return
    labels = _of_addresses(line.letters, labels.copy())
    labels[-1] = _CONTRACTION_AND_SENTENCE if labels[-1] > _SENTENCE else _SENTENCE
    last = 0
    for end in np.flatnonzero(labels).tolist():
        text = line.letters[last : end + 1].lstrip()
        first, last, label = end + 1 - len(text), end + 1, labels[end]
        if text:
            shown = text if len(text) <= LONGEST_TOKEN else _TOO_LONG
            is_contraction = label in (_CONTRACTION, _CONTRACTION_AND_SENTENCE) and is_contracted(shown)
            is_end = label in (_SENTENCE, _CONTRACTION_AND_SENTENCE)
            yield shown, Span(line.places[first], line.places[end] + 1), is_contraction, is_end


def _of_addresses(letters: str, labels: Labels) -> Labels:
    """Labels by which an address of the web or of mail is one token."""
    for match in MASK_RE.finditer(letters):
        labels[match.start() : match.end() - 1] = 0
        if labels[match.end() - 1] == 0:
            labels[match.end() - 1] = _TOKEN
    return labels
