"""
Word vectors from raw text: skip-grams with negative sampling, small enough to read.

The negatives are drawn once for a batch and shared by all its pairs, which turns the work into matrix products.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from quotes.training.recipes import SEED
from quotes.training.treebank import open_text

# Parts of the raw text are treebanks in disguise (`the_DT`, `(NP (DT the)`) and mark-up; only their words are wanted.
_TAGGED = re.compile(r"(\S+?)_(?:[A-Z]{1,5}\$?|[.,:$#()]|``|'')(?=\s|$)")
_BRACKETED = re.compile(r"\(-NONE- [^)]*\)|\([A-Z][A-Z0-9=|-]*(?=[\s(])|(?<=\S)\)+|\*[A-Z*]*(?:-\d+)?(?=[\s)])")
_IS_BRACKETED = re.compile(r"\([A-Z]{1,4}[-\s(]")
_MARKUP = re.compile(r"</?[A-Za-z]+>|##")
# Words as the treebanks cut them: clitics and hyphens apart, abbreviations, numbers and addresses whole.
_WORD = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+\.\w+|[@#]\w+|(?:[A-Za-z]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Jr|Sr|No|vs|etc|Inc|Co|Corp|Ltd)\."
    r"|\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\d+(?:[.,:]\d+)*|\w+|``|''|\.\.+|--+|[^\w\s]",
    re.IGNORECASE,
)


@frozen
class Settings:
    """How the vectors are trained."""

    dimensions: int = 100
    #: Words on each side.  A window of two instead of five made no difference to tags or relations.
    window: int = 3
    epochs: int = 5
    least_count: int = 4
    #: Words commoner than this share of the text are thinned out.
    thinning: float = 1e-4
    #: Negative words for a batch, and how much all of them together weigh against one right word.
    negatives: int = 256
    negative_weight: float = 8.0
    batch: int = 8192
    rate: float = 0.005


def words(line: str) -> list[str]:
    """The words of a line of raw text in small letters."""
    plain = _TAGGED.sub(r"\1", line)
    if _IS_BRACKETED.search(plain):
        plain = _BRACKETED.sub(" ", plain)
    return [word.lower() for word in _WORD.findall(_MARKUP.sub(" ", plain))]


def train(text: Path, out: Path, settings: Settings = Settings()) -> int:
    """Write a Stanza vector table for the words of *text* (one paragraph a line, plain or .gz); the number of words."""
    import torch
    from stanza.models.common.pretrain import PretrainedWordVocab

    torch.manual_seed(SEED)
    counts = Counter(word for line in open_text(text) for word in words(line))
    vocabulary = [word for word, count in counts.most_common() if count >= settings.least_count]
    index = {word: at for at, word in enumerate(vocabulary)}
    frequencies = torch.tensor([counts[word] for word in vocabulary], dtype=torch.float)
    # Unknown words split the text like line ends do: -1.
    running = torch.tensor([at for line in open_text(text) for at in (*_indices(words(line), index), -1)])
    table = skip_grams(running, frequencies, settings)
    prefix = torch.zeros(len(_prefix()), settings.dimensions)
    prefix[_prefix().index("<UNK>")] = table[len(table) // 2 :].mean(0)  # an unknown word is like a rare one
    state = PretrainedWordVocab(vocabulary).state_dict()
    torch.save({"vocab": state, "emb": torch.cat([prefix, table])}, out)
    return len(vocabulary)


def widen(source: Path, target: Path) -> None:
    """Copy a vector table in single precision: Stanza does not train on the half precision of shipped ones."""
    import torch

    table = torch.load(source, map_location="cpu", weights_only=True)
    torch.save({**table, "emb": table["emb"].float()}, target)


def _prefix() -> list[str]:
    from stanza.models.common.vocab import VOCAB_PREFIX

    return list(VOCAB_PREFIX)


def _indices(line: Iterable[str], index: dict[str, int]) -> Iterator[int]:
    return (index[word] for word in line if word in index)


def skip_grams(running: Any, frequencies: Any, settings: Settings) -> Any:
    """
    The table (words by dimensions) learnt from a running text of word numbers, -1 between lines.

    *frequencies* counts each word; rows of the result are scaled to a mean length of 3, which suits Stanza's networks.
    """
    import torch
    from torch.nn.functional import softplus

    size = len(frequencies)
    centre = torch.nn.Embedding(size, settings.dimensions, sparse=True)
    context = torch.nn.Embedding(size, settings.dimensions, sparse=True)
    torch.nn.init.uniform_(centre.weight, -0.5 / settings.dimensions, 0.5 / settings.dimensions)
    torch.nn.init.zeros_(context.weight)
    optimizer = torch.optim.SparseAdam([*centre.parameters(), *context.parameters()], lr=settings.rate)
    keep = (settings.thinning * frequencies.sum() / frequencies).sqrt().clamp(max=1.0)
    noise = frequencies.pow(0.75)
    for epoch in range(settings.epochs):
        kept = running[(running < 0) | (torch.rand(len(running)) < keep[running.clamp(min=0)])]
        for left, right in _pairs(kept, settings):
            negatives = torch.multinomial(noise, settings.negatives, replacement=True)
            vectors = centre(left)
            positive = (vectors * context(right)).sum(1)
            negative = vectors @ context(negatives).T
            loss = softplus(-positive).sum() + softplus(negative).mean(1).sum() * settings.negative_weight
            optimizer.zero_grad()
            (loss / len(left)).backward()
            optimizer.step()
        for group in optimizer.param_groups:
            group["lr"] = settings.rate * (1 - (epoch + 1) / (settings.epochs + 1))
    table = centre.weight.detach()
    return table * (3 / table.norm(dim=1).mean())


def _pairs(running: Any, settings: Settings) -> Iterator[tuple[Any, Any]]:
    """Batches of (centre, neighbour) word numbers, both ways, near neighbours oftener than far ones."""
    import torch

    for start in torch.randperm(max(1, len(running) // settings.batch)) * settings.batch:
        part = running[start : start + settings.batch]
        lefts, rights = [], []
        for distance in range(1, settings.window + 1):
            taken = torch.rand(len(part) - distance) < 1 - (distance - 1) / settings.window
            a, b = part[:-distance], part[distance:]
            both = taken & (a >= 0) & (b >= 0)
            lefts += [a[both], b[both]]
            rights += [b[both], a[both]]
        yield torch.cat(lefts), torch.cat(rights)
