"""
The scorer's weights: a logistic regression that learns from annotated articles which candidates annotators draw.

    python -m quotes.training.scorer ../shared/corpora/polnear/train.jsonl.gz WORK_FOLDER

writes ``quotes/data/scorer.json``.  Articles are parsed once and kept as CoNLL-U in the work folder.  A candidate is
right where its content and an annotated one have Jaccard >= 0.5 in characters and their sources share one, the
measure by which extractors are compared; of the candidates of one cue only the best is.
"""

import argparse
import gzip
import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jsonlines
import torch
from attrs import frozen

from quotes.documents import Document
from quotes.frame.model import Frame
from quotes.lexicon import Lexicon, lexicon
from quotes.models import locate
from quotes.spans import Span, Spans, merged, overlap
from quotes.statements.candidates import Candidate
from quotes.statements.reading import read
from quotes.statements.scorer import Features, features
from quotes.syntax import Parse
from quotes.syntax.conllu import dumps, loads
from quotes.syntax.stanza_parser import StanzaParser

log = logging.getLogger("quotes.training")

#: Contents that share less are different statements.
_LEAST_JACCARD = 0.5
#: A feature that fewer candidates have says more about them than about the language.
_LEAST_SEEN = 8
#: Weight of the squared weights against the summed loss: the best of 5, 10, 20 on articles held out from training.
_DECAY = 5.0
#: Weights nearer to zero change nothing and are left out of the file.
_LEAST_WEIGHT = 0.01
_STEPS = 60
_OUT = Path(__file__).parents[1] / "data" / "scorer.json"


@frozen
class Example:
    """A candidate as the model sees it, and whether an annotator drew it."""

    features: Features
    right: bool


@frozen
class Annotation:
    """Content and source of one annotated attribution."""

    content: Spans
    source: Spans


def main() -> None:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, help="JSON Lines (.gz) with doc, text, attributions")
    parser.add_argument("work", type=Path, help="a folder for the parses")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    found = [
        each for parse, gold in parsed(options.articles, options.work) for each in examples(parse, gold, lexicon())
    ]
    weights = fitted(found)
    _OUT.write_text(json.dumps(weights, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    log.info("%s: %d weights from %d candidates", _OUT, len(weights), len(found))


def parsed(articles: Path, work: Path) -> Iterator[tuple[Parse, list[Annotation]]]:
    """Each article's parse, from the work folder where it is there already, with its annotations."""
    work.mkdir(parents=True, exist_ok=True)
    parser: StanzaParser | None = None
    with gzip.open(articles, "rt", encoding="utf-8") as lines, jsonlines.Reader(lines) as reader:
        for article in reader.iter(type=dict):
            document = Document(article["doc"], article["text"])
            kept = work / f"{document.id}.conllu"
            if not kept.exists():
                parser = parser or StanzaParser(locate())
                kept.write_text(dumps(parser(document)), encoding="utf-8")
            parse = loads(kept.read_text(encoding="utf-8"), document)
            yield parse, [_annotation(each) for each in article["attributions"]]


def _annotation(value: dict[str, Any]) -> Annotation:
    return Annotation(merged(Span(*each) for each in value["content"]), merged(Span(*each) for each in value["source"]))


def examples(parse: Parse, gold: list[Annotation], words: Lexicon) -> Iterator[Example]:
    """The candidates of a document with their labels."""
    by_cue: dict[Span, list[tuple[Candidate, float]]] = {}
    reading = read(parse, Frame(), words)
    proposals = (each for s in reading.sentences for each in reading.proposals(s, reading.credits(s)))
    for candidate in (each for each in proposals if not reading.in_marks(each.cue_span)):
        best = max((_jaccard(candidate, each, parse.text) for each in gold), default=0.0)
        by_cue.setdefault(candidate.cue[-1].span, []).append((candidate, best))
    for rivals in by_cue.values():
        top = max(score for _, score in rivals)
        for candidate, score in rivals:
            yield Example(features(candidate, parse.text), score > 0 and score >= top)


def _jaccard(candidate: Candidate, gold: Annotation, text: str) -> float:
    """How much of the two contents is shared, 0 where it is too little or the sources differ."""
    shared = _letters(text, _common(candidate.content, gold.content))
    if not shared:
        return 0.0
    source = (candidate.source_span,) if candidate.source_span is not None else ()
    same_source = overlap(source, gold.source) > 0 if source and gold.source else not source and not gold.source
    score = shared / (_letters(text, candidate.content) + _letters(text, gold.content) - shared)
    return score if same_source and score >= _LEAST_JACCARD else 0.0


def _common(left: Spans, right: Spans) -> Spans:
    pairs = (Span(max(a.start, b.start), min(a.end, b.end)) for a in left for b in right)
    return tuple(each for each in pairs if each.start < each.end)


def _letters(text: str, spans: Spans) -> int:
    """The characters of *spans* that are no white space."""
    return sum(not character.isspace() for span in spans for character in span.of(text))


def fitted(found: Iterable[Example]) -> dict[str, float]:
    """Weights by feature, and ``bias``: the minimum of the log loss with squared decay, found by L-BFGS."""
    found = list(found)
    seen = Counter(name for each in found for name in each.features)
    names = sorted(name for name, count in seen.items() if count >= _LEAST_SEEN)
    column = {name: index for index, name in enumerate(names)}
    cells = [
        (row, column[name], value)
        for row, each in enumerate(found)
        for name, value in each.features.items()
        if name in column
    ]
    rows, columns, values = zip(*cells, strict=True)
    matrix = torch.sparse_coo_tensor(
        torch.tensor([rows, columns]), torch.tensor(values), (len(found), len(names)), check_invariants=True
    ).coalesce()
    right = torch.tensor([float(each.right) for each in found])
    weights = torch.zeros(len(names), 1, requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=_STEPS, history_size=20, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        logits = torch.sparse.mm(matrix, weights).squeeze(1) + bias
        total = torch.nn.functional.binary_cross_entropy_with_logits(logits, right, reduction="sum")
        total = total + _DECAY * (weights**2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    learnt = weights.detach().flatten().tolist()
    kept = {name: round(learnt[index], 3) for name, index in column.items()}
    return {**{k: v for k, v in kept.items() if abs(v) >= _LEAST_WEIGHT}, "bias": round(bias.item(), 3)}


if __name__ == "__main__":
    main()
