"""
What `quotes.learned.meaning` learns on the encoder as it is: which mention a source's head asks for.

    python -m quotes.training.meanings PARSES training/runs/meaning.pt --unseen FOLDER

goes through the sources of the articles that ``quotes.training.speakers`` learns from, less the cases, with all their
candidates.  The articles are halved, and a pair of projections learnt on each half; what is shipped is their mean.  The
parses that are written to FOLDER have the vectors of the half that has not seen the article (where both have not, those
of both), so that the ranker learns how far vectors can be trusted.
"""

import logging
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from attrs import frozen
from numpy.typing import NDArray
from torch import Tensor, nn

from quotes.learned.columns import FACTORS, PLACES
from quotes.learned.meaning import Meaning
from quotes.learned.reader import Reader
from quotes.models import ENCODER, shipped_set
from quotes.parsing import Parse
from quotes.parsing.best_tree import best_tree
from quotes.parsing.conllu import dumps
from quotes.training.annotated import Article, articles
from quotes.training.by_folds import command_line
from quotes.training.networks import against_each_other, step
from quotes.training.recipes import SEED
from quotes.training.reread import with_vectors, words_of
from quotes.training.speakers import WEIGHT_OF_INVENTED, WEIGHT_OF_POLNEAR, taught

log = logging.getLogger("quotes.training")

Array = NDArray[np.float32]

_HALVES = 2
#: Factors of each half's pair.
_SIZE = FACTORS // _HALVES
#: How a pair is learnt: passes, sources that go together, the peak of the rate, decay, what is dropped.  Of 8,116
#: sources by folds, each with the speakers before it as annotated, the ranker has 87.7% right without vectors (log
#: loss 0.384) and 88.5% (0.354) with them; with pairs of 16 factors likewise, of 32 88.3 (0.354).
_PASSES, _TOGETHER, _RATE, _DECAY, _DROPPED = 10, 64, 3e-3, 0.1, 0.3


@frozen(eq=False)
class Asked:
    """
    A source: the vector of its head [width], those of its candidates' heads [candidates, width], their PLACES, which of
    them are right, and how much it counts.
    """

    phrase: Array
    mentions: Array
    places: Sequence[int]
    right: Sequence[bool]
    weight: float


def main() -> None:
    """Learn the projections and write them, and the parses."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = command_line(__doc__, held_out=False)
    parser.add_argument("--unseen", type=Path, help="a folder for the parses with vectors that did not learn from them")
    options = parser.parse_args()
    reader = Reader.load(shipped_set().folder / ENCODER, best_tree)
    drawn = list(articles(options.corpora, options.gold, options.parses))
    found = [list(_asked(each, reader)) if each.speakers else [] for each in drawn]
    halves = [number % _HALVES for number in range(len(drawn))]
    pairs = [
        learnt([one for half, asked in zip(halves, found, strict=True) if half == n for one in asked], n)
        for n in range(_HALVES)
    ]
    both = mean_of(pairs)
    both.save(options.weights)
    if options.unseen:
        options.unseen.mkdir(parents=True, exist_ok=True)
        for half, asked, each in zip(halves, found, drawn, strict=True):
            unseen = mean_of([pairs[1 - half]] * _HALVES) if asked else both
            path = options.unseen / f"{each.parse.document.id}.conllu"
            path.write_text(dumps(_with(each.parse, reader, unseen)), encoding="utf-8")


def _asked(article: Article, reader: Reader) -> Iterator[Asked]:
    """The sources of an article with those of their candidates that stand somewhere."""
    weight = 1.0 if article.statements else WEIGHT_OF_POLNEAR
    weight = WEIGHT_OF_INVENTED if article.is_example else weight
    vectors = _vectors(article.parse, reader)
    starts = np.cumsum([0, *(len(each.words) for each in article.parse.sentences)])
    numbers = {id(w): starts[each.number] + w.number - 1 for each in article.parse.sentences for w in each.words}
    for query, candidates, right in taught(article).asked:
        both = zip(candidates, right, strict=True)
        there = [(each.head, each.stands, fits) for each, fits in both if each.head is not None]
        if query.head is not None and there:
            rows = vectors[[numbers[id(word)] for word, _, _ in there]]
            places = [place for _, place, _ in there]
            yield Asked(vectors[numbers[id(query.head)]], rows, places, [fits for _, _, fits in there], weight)


def _vectors(parse: Parse, reader: Reader) -> Array:
    """The encoder's vectors of all words of a document [words, width]."""
    with torch.inference_mode():
        found: Array = torch.cat([words for _, words in reader.stretches(words_of(parse))]).float().numpy()
    return found


class _Pair(nn.Module):  # type: ignore[misc]  # torch is not followed
    """The two projections as they are learnt."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.phrase, self.mention = nn.Linear(width, _SIZE + len(PLACES)), nn.Linear(width, _SIZE)
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, phrases: Tensor, mentions: Tensor, places: Tensor) -> Tensor:
        """The logits of candidates, each with its phrase."""
        asked, offered = self.phrase(self.drop(phrases)), self.mention(self.drop(mentions))
        wanted = asked[:, _SIZE:].gather(1, places[:, None])[:, 0]
        found: Tensor = (asked[:, :_SIZE] * offered).sum(1) / math.sqrt(_SIZE) + wanted
        return found


def learnt(asked: Sequence[Asked], seed: int) -> Meaning:
    """One pair, learnt from these sources, as it takes vectors as they are and without a scale."""
    torch.manual_seed(SEED + seed)
    rng = np.random.default_rng(SEED + seed)
    everything = torch.from_numpy(np.concatenate([np.vstack((each.phrase, each.mentions)) for each in asked]))
    mean, scale = everything.mean(0), everything.std()
    pair = _Pair(everything.shape[1])
    optimizer = torch.optim.AdamW(pair.parameters(), weight_decay=_DECAY)
    steps = _PASSES * math.ceil(len(asked) / _TOGETHER)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps)
    for number in range(_PASSES):
        order = rng.permutation(len(asked))
        losses = 0.0
        for first in range(0, len(asked), _TOGETHER):
            loss = _loss(pair, [asked[n] for n in order[first : first + _TOGETHER]], mean, scale)
            losses += step(loss, pair, optimizer, schedule)
        log.info("half %d, pass %d of %d: loss %.3f", seed, number + 1, _PASSES, losses * _TOGETHER / len(asked))
    return _balanced(pair.eval(), mean, scale, (everything - mean) / scale)


def _loss(pair: _Pair, asked: Sequence[Asked], mean: Tensor, scale: Tensor) -> Tensor:
    """The cross-entropy of candidates and "none of these", whose logit is 0; right ones count together."""
    sizes = [len(each.places) for each in asked]
    groups = torch.repeat_interleave(torch.arange(len(asked)), torch.tensor(sizes))
    phrases = (torch.from_numpy(np.stack([each.phrase for each in asked])) - mean) / scale
    mentions = (torch.from_numpy(np.concatenate([each.mentions for each in asked])) - mean) / scale
    places = torch.tensor([place for each in asked for place in each.places])
    logits = pair(phrases[groups], mentions, places).clamp(max=20)
    return against_each_other(logits, [each.right for each in asked], [each.weight for each in asked])


def _balanced(pair: _Pair, mean: Tensor, scale: Tensor, seen: Tensor) -> Meaning:
    """A pair for vectors as they are, whose two sides are of one size: both are kept in the same small numbers."""
    with torch.no_grad():
        asked, offered = pair.phrase(seen)[:, :_SIZE].std(), pair.mention(seen).std() / math.sqrt(_SIZE)
        by = (offered / asked).sqrt()
        result = Meaning(len(mean), _SIZE)
        sides = (
            (pair.phrase, torch.cat([by.expand(_SIZE), torch.ones(len(PLACES))])),
            (pair.mention, (1 / by / math.sqrt(_SIZE)).expand(_SIZE)),
        )
        weights = {}
        for name, (layer, factor) in zip(("phrase", "mention"), sides, strict=True):
            weights[f"{name}.weight"] = layer.weight * factor[:, None] / scale
            weights[f"{name}.bias"] = (layer.bias - layer.weight @ (mean / scale)) * factor
    for name, value in weights.items():
        result.get_parameter(name).data = value
    return result


def mean_of(pairs: Sequence[Meaning]) -> Meaning:
    """The projections whose logits are the mean of those of the pairs: their factors side by side, a part of each."""
    result = Meaning(pairs[0].mention.weight.shape[1])
    share = 1 / math.sqrt(len(pairs))
    for kind in ("weight", "bias"):
        phrases, mentions = (
            [getattr(getattr(each, side), kind).data for each in pairs] for side in ("phrase", "mention")
        )
        wanted = torch.stack([each[_SIZE:] for each in phrases]).mean(0)
        getattr(result.phrase, kind).data = torch.cat([*(each[:_SIZE] * share for each in phrases), wanted])
        getattr(result.mention, kind).data = torch.cat([each * share for each in mentions])
    return result


def _with(parse: Parse, reader: Reader, heads: Meaning) -> Parse:
    """The parse with the vectors that these projections give."""
    with torch.inference_mode():
        read = np.concatenate([heads.read(words) for _, words in reader.stretches(words_of(parse))])
    return with_vectors(parse, np.split(read, np.cumsum([len(each.words) for each in parse.sentences])[:-1]))


if __name__ == "__main__":
    main()
