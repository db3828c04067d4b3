"""
One encoder for all that is learned: word pieces in windows of a document, a vector for each word, a head for each task.

The encoder is MiniLM (Wang et al. 2020): 6 layers of 384, uncased, fine-tuned here.  It reads word pieces, and beside
each piece the shape of its word (MiniLM itself knows no capitals) and whether it stands inside quotation marks, which a
window that begins within a quotation could not tell.  A word's vector is that of its first piece.

Windows of any length go through it together, without padding: all that is done to a piece alone is done to the pieces
of all windows at once, and attention within each.  So nothing that is read depends on what else is read with it.  Of
the last layer only what words need is computed.

The heads: Penn and universal tags and features (linear), names (linear, BIO; learnt beside the rest and not read, the
tagger of names is better), the roles of attribution (linear; for each annotation guideline and role the log-odds that a
word is inside, and that it begins a span), trees (biaffine, Dozat and Manning 2017), and vectors for the resolution of
mentions (two projections whose product scores "this phrase means that mention").
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

import torch
from attrs import frozen
from torch import Tensor, nn
from torch.nn import functional

from quotes.learned.columns import GUIDELINES, ROLES

#: MiniLM's special pieces.
PADDING, UNKNOWN, START, END = 0, 100, 101, 102
#: Pieces of a window that are read for their own sake, and of the text before and behind it for context.
#: A sentence longer than a window is read whole, up to the longest sequence that the encoder has positions for.
WINDOW, BEFORE, BEHIND, LONGEST = 224, 48, 16, 508
#: Of a longer word ("https://…") only so many pieces are read.
_PIECES_A_WORD = 8
#: Characters of a word that are cut into pieces.
_CHARACTERS_A_WORD = 80

#: Shapes of words, the numbers of their embeddings; 0 is for special pieces.
LOWER, TITLE, UPPER, MIXED, FIGURE, OTHER = range(1, 7)
SHAPES = 7


def shape(word: str) -> int:
    """
    The number of a word's shape.

    >>> [shape(each) for each in ("said", "Kim", "UN", "McCain", "2019", "—")] == [1, 2, 3, 4, 5, 6]
    True
    """
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    if any(map(str.isalpha, word)):
        return TITLE if word[0].isupper() and word[1:].islower() else MIXED
    return FIGURE if any(map(str.isdigit, word)) else OTHER


class Pieces:
    """Words to the numbers of their pieces, by the vocabulary that MiniLM was trained with."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        from tokenizers import BertWordPieceTokenizer

        table = {piece: number for number, piece in enumerate(vocabulary)}
        self._tokenizer = BertWordPieceTokenizer(table, lowercase=True)
        self._of = lru_cache(maxsize=1 << 16)(self._cut)

    def _cut(self, word: str) -> tuple[int, ...]:
        found = self._tokenizer.encode(word[:_CHARACTERS_A_WORD], add_special_tokens=False).ids
        return tuple(found[:_PIECES_A_WORD]) or (UNKNOWN,)

    def __call__(self, word: str) -> tuple[int, ...]:
        """The numbers of the word's pieces, at least one."""
        return self._of(word)


@frozen
class Words:
    """A sentence: *opens* where it opens a paragraph, *quoted* for each word 1 inside of quotation marks, else 0."""

    texts: Sequence[str]
    quoted: Sequence[int]
    opens: bool = False


@frozen
class Window:
    """
    A stretch of a document: pieces with their shapes and marks, and the words of the sentences *first* to *last* (not
    included) by the position of their first piece, sentence after sentence.
    """

    pieces: Sequence[int]
    shapes: Sequence[int]
    quoted: Sequence[int]
    first: int
    last: int
    positions: Sequence[int]


def windows(sentences: Sequence[Words], pieces: Pieces) -> list[Window]:
    """The windows of a document, which hold each sentence once."""
    cut = [_flat(each, pieces) for each in sentences]
    starts = [0]
    for each in cut:
        starts.append(starts[-1] + len(each[0]))
    flat = [[number for each in cut for number in each[column]] for column in range(3)]
    found, first = [], 0
    while first < len(cut):
        last = first + 1
        while last < len(cut) and starts[last + 1] - starts[first] <= WINDOW:
            last += 1
        room = LONGEST - (starts[last] - starts[first])
        begin = max(0, starts[first] - min(BEFORE, max(0, room)))
        end = min(starts[-1], starts[last] + min(BEHIND, max(0, room - BEFORE)))
        shapes, quoted = ([0, *column[begin:end], 0] for column in flat[1:])
        places = [starts[n] - begin + 1 + place for n in range(first, last) for place in cut[n][3]]
        found.append(Window([START, *flat[0][begin:end], END], shapes, quoted, first, last, places))
        first = last
    return found


def _flat(sentence: Words, pieces: Pieces) -> tuple[list[int], list[int], list[int], list[int]]:
    """Pieces, shapes and marks of a sentence, and where its words begin; long ones of a long sentence are cut short."""
    words = [pieces(each) for each in sentence.texts]
    limit = _PIECES_A_WORD
    while sum(map(len, words)) >= LONGEST and limit > 1:
        limit //= 2
        words = [each[:limit] for each in words]
    numbers, shapes, quoted, places = [], [], [], []
    if sentence.opens:
        numbers, shapes, quoted = [END], [0], [0]
    for word, text, inside in zip(words, sentence.texts, sentence.quoted, strict=True):
        places.append(len(numbers))
        numbers += word
        shapes += [shape(text)] * len(word)
        quoted += [inside] * len(word)
    return numbers, shapes, quoted, places


@frozen
class Sizes:
    """The sizes of a network; *layers* of *width* with *heads* are the pretrained encoder's."""

    width: int = 384
    layers: int = 6
    heads: int = 12
    vocabulary: int = 30522
    positions: int = 512
    arc: int = 256
    label: int = 96
    mention: int = 96


#: What the linear heads tell apart, by task: ``xpos``, ``upos``, ``feats``, ``ner``, ``deprel``.
Labels = Mapping[str, Sequence[str]]
TAGS = ("xpos", "upos", "feats", "ner")


class Layer(nn.Module):  # type: ignore[misc]  # torch is not followed
    """One layer of the encoder."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.attend = nn.Linear(sizes.width, 3 * sizes.width)
        self.attended = nn.Linear(sizes.width, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.up = nn.Linear(sizes.width, 4 * sizes.width)
        self.down = nn.Linear(4 * sizes.width, sizes.width)
        self.norm_out = nn.LayerNorm(sizes.width, eps=1e-12)

    def forward(
        self,
        states: Tensor,
        starts: Sequence[int],
        wanted: Sequence[Sequence[int]] | None = None,
        bias: Tensor | None = None,
    ) -> Tensor:
        """
        Rows (pieces × width) after the layer, windows from one of *starts* to the next.

        Where places in each window are *wanted*, only their rows; *bias* (heads × pieces × pieces) is one of attention.
        """
        parts = self.attend(states)
        windows = parts.split([end - start for start, end in pairwise(starts)])
        places: Sequence[slice | Tensor] = [slice(None)] * len(windows)
        if wanted is not None:
            places = rows = [torch.tensor(each, device=states.device) for each in wanted]
            states = states[torch.cat([row + start for row, start in zip(rows, starts, strict=False)])]
        found = torch.cat([self._attention(*each, bias) for each in zip(windows, places, strict=True)])
        states = self.norm(states + self.attended(found))
        result: Tensor = self.norm_out(states + self.down(functional.gelu(self.up(states))))
        return result

    def _attention(self, parts: Tensor, places: slice | Tensor, bias: Tensor | None) -> Tensor:
        """What the pieces at *places* of one window find in it."""
        length, width = parts.shape[0], parts.shape[1] // 3
        query, key, value = parts.view(1, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mask = None if bias is None else bias[:, :length, :length][:, places]
        found = functional.scaled_dot_product_attention(query[:, :, places], key, value, attn_mask=mask)
        return found.transpose(1, 2).reshape(-1, width)


class Encoder(nn.Module):  # type: ignore[misc]  # torch is not followed
    """Pieces to vectors."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.words = nn.Embedding(sizes.vocabulary, sizes.width)
        self.positions = nn.Embedding(sizes.positions, sizes.width)
        self.shapes = nn.Embedding(SHAPES, sizes.width)
        self.quoted = nn.Embedding(2, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))

    def forward(self, found: Sequence[Window]) -> Tensor:
        """The vectors (words × width) of the words of some windows, in order."""
        pieces, places, shapes, quoted = self.numbers(found)
        states = self.words(pieces) + self.positions(places) + self.shapes(shapes) + self.quoted(quoted)
        states = self.norm(states)
        starts = starts_of(found)
        for layer in self.layers[:-1]:
            states = layer(states, starts)
        result: Tensor = self.layers[-1](states, starts, [each.positions for each in found])
        return result

    def numbers(self, found: Sequence[Window]) -> list[Tensor]:
        """Pieces, their places in their windows, shapes and marks of all windows, one after the other."""
        columns = (
            [number for each in found for number in each.pieces],
            [place for each in found for place in range(len(each.pieces))],
            [number for each in found for number in each.shapes],
            [number for each in found for number in each.quoted],
        )
        return [torch.tensor(each, device=self.positions.weight.device) for each in columns]


def starts_of(found: Sequence[Window]) -> list[int]:
    """Where each window begins among the pieces of all, and where the last one ends."""
    return [0, *accumulate(len(each.pieces) for each in found)]


class Network(nn.Module):  # type: ignore[misc]  # torch is not followed
    """The encoder with its heads."""

    def __init__(self, labels: Labels, sizes: Sizes = Sizes(), encoder: Callable[[Sizes], Encoder] = Encoder) -> None:
        super().__init__()
        self.labels, self.sizes = labels, sizes
        width = sizes.width
        self.encoder = encoder(sizes)
        self.drop = nn.Dropout(0.1)
        self.tags = nn.ModuleDict({name: nn.Linear(width, len(labels[name])) for name in TAGS})
        self.roles = nn.Linear(width, len(GUIDELINES) * len(ROLES) * 2)
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_head, self.arc_below = nn.Linear(width, sizes.arc), nn.Linear(width, sizes.arc)
        self.label_head, self.label_below = nn.Linear(width, sizes.label), nn.Linear(width, sizes.label)
        self.arcs = nn.Parameter(nn.init.xavier_uniform_(torch.empty(sizes.arc + 1, sizes.arc)))
        self.relations = nn.Parameter(torch.zeros(len(labels["deprel"]), sizes.label + 1, sizes.label + 1))
        self.phrase, self.mention = nn.Linear(width, sizes.mention), nn.Linear(width, sizes.mention)

    def words(self, found: Sequence[Window]) -> list[Tensor]:
        """The vectors (words × width) of the words of each window."""
        return list(self.encoder(found).split([len(each.positions) for each in found]))

    def role_odds(self, words: Tensor) -> Tensor:
        """Log-odds, words × guidelines × roles × (inside, begins)."""
        result: Tensor = self.roles(words).view(*words.shape[:-1], len(GUIDELINES), len(ROLES), 2)
        return result

    def arc_scores(self, sentences: Sequence[Tensor]) -> list[Tensor]:
        """Scores (words × heads, the root first) of the arcs of each sentence (words × width)."""
        lengths, words = [len(each) for each in sentences], torch.cat(list(sentences))
        below = functional.gelu(self.arc_below(words))
        wanted = (below @ self.arcs[:-1] + self.arcs[-1]).split(lengths)
        root = functional.gelu(self.arc_head(self.root[None]))
        above = functional.gelu(self.arc_head(words)).split(lengths)
        return [each @ torch.cat([root, heads]).T for each, heads in zip(wanted, above, strict=True)]

    def relation_scores(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores (words × relations) of the arcs from words to their heads, both words × width."""
        below = _with_one(functional.gelu(self.label_below(words)))
        above = _with_one(functional.gelu(self.label_head(heads)))
        # One product for all relations, and no table of words × relations × size² in between.
        size = below.shape[-1]
        table = self.relations.to(below.dtype).permute(1, 0, 2).reshape(size, -1)
        mixed = (below @ table).view(len(words), -1, size)
        result: Tensor = (mixed @ above.unsqueeze(-1)).squeeze(-1)
        return result

    def rooted(self, words: Tensor) -> Tensor:
        """A sentence's words (words × width) behind its root, so that numbers of heads are numbers of rows."""
        return torch.cat([self.root.to(words.dtype)[None], words])


def _with_one(values: Tensor) -> Tensor:
    return torch.cat([values, torch.ones_like(values[..., :1])], -1)
