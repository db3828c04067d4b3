"""
What ``quotes.attribution`` learns from annotated articles: the labeller's network and the scorer's trees.

    python -m quotes.training.attribution ../shared/corpora/polnear/train.jsonl.gz WORK_FOLDER

writes ``labeller.npz`` and ``scorer.json`` into ``WORK_FOLDER/set/``; copied into ``quotes/learned/attribution/`` they
are what runs.  Articles are parsed once and kept as CoNLL-U in the work folder.  The trees learn from labels as good as
they will meet: each fifth of the articles is labelled by a network that has seen only the others.  With ``--held-out
FILE`` each fifth is also read with trees that have seen only the others, and the records are written there, for
``quotes evaluate``.

A candidate is right where its content and an annotated one have Jaccard >= 0.5 in characters and their sources share
one, the measure by which extractors are compared; of the candidates of one cue only the best is.
"""

import argparse
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quotes.attribution.candidates import Candidate
from quotes.attribution.labels import Labeller, read_labeller
from quotes.attribution.learnt import Learnt
from quotes.attribution.reading import Reading, read
from quotes.attribution.scorer import Scorer, features
from quotes.models import SHIPPED
from quotes.page.frame import Frame
from quotes.pipeline import records_of
from quotes.records import as_line
from quotes.text.spans import Span, Spans, overlap
from quotes.training import labeller
from quotes.training.annotated import Annotation, Article, articles
from quotes.training.trees import Example, fitted
from quotes.words.lexicon import lexicon

log = logging.getLogger("quotes.training")

_FOLDS = 5
#: Contents that share less are different statements.
_LEAST_JACCARD = 0.5
_PACKAGE = Path(__file__).parents[1]


def main() -> None:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, help="JSON Lines (.gz) with doc, text, attributions")
    parser.add_argument("work", type=Path, help="a folder for the parses and the networks of the folds")
    parser.add_argument("--vectors", type=Path, default=_PACKAGE / "models" / SHIPPED / "pretrain.pt")
    parser.add_argument("--held-out", type=Path, help="write the records of articles read without having learnt them")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    found = list(articles(options.articles, options.work))
    folds = [found[number::_FOLDS] for number in range(_FOLDS)]
    vectors = labeller.Vectors.read(options.vectors)
    networks = [_network(_but(folds, fold), vectors, options.work, f"fold-{fold}") for fold in range(_FOLDS)]
    seen = [[each for one in fold for each in examples(one, net)] for fold, net in zip(folds, networks, strict=True)]
    if options.held_out:
        _write_held_out(folds, networks, seen, options.held_out)
    trees = fitted([each for fold in seen for each in fold])
    weights = options.work / "set"
    weights.mkdir(exist_ok=True)
    (weights / "scorer.json").write_text(json.dumps(trees, separators=(",", ":")) + "\n", encoding="utf-8")
    labeller.save(_network(found, vectors, options.work, "all"), weights / "labeller.npz")
    log.info("%d trees from %d candidates", len(trees["trees"]), sum(map(len, seen)))


def _but(folds: Sequence[list[Article]], left_out: int) -> list[Article]:
    return [article for number, fold in enumerate(folds) if number != left_out for article in fold]


def _network(found: Sequence[Article], vectors: labeller.Vectors, work: Path, name: str) -> Labeller:
    """The network that learns from these articles, or the one that an earlier run left in the work folder."""
    path = work / f"labeller-{name}.npz"
    if not path.is_file():
        log.info("training %s on %d articles", path, len(found))
        labeller.save(labeller.trained(found, vectors), path)
    return read_labeller(path)


def _write_held_out(
    folds: Sequence[list[Article]], networks: Sequence[Labeller], seen: Sequence[list[Example]], path: Path
) -> None:
    """The records of each article, by a network and trees that have learnt from the other folds only."""
    with path.open("w", encoding="utf-8") as out:
        for number, fold in enumerate(folds):
            others = [each for other, found in enumerate(seen) if other != number for each in found]
            learnt = Learnt(networks[number], Scorer.of(fitted(others)))
            for article in fold:
                for record in records_of(article.parse, lexicon(), "held out", learnt):
                    out.write(as_line(record.as_json()))


def examples(article: Article, network: Labeller) -> Iterator[Example]:
    """The candidates of an article with their labels."""
    by_cue: dict[Span, list[tuple[Candidate, float]]] = {}
    reading = read(article.parse, Frame(), lexicon(), Learnt(network, Scorer((), 0.0, ())))
    proposals = (each for s in reading.sentences for each in reading.proposals(s, reading.credits(s)))
    for candidate in (each for each in proposals if not reading.in_marks(each.cue_span)):
        best = max((_gain(candidate, each, reading) for each in article.drawn), default=0.0)
        by_cue.setdefault(candidate.word.span, []).append((candidate, best))
    for rivals in by_cue.values():
        top = max(score for _, score in rivals)
        for candidate, score in rivals:
            labels = reading.labels[candidate.sentence.number]
            yield Example(features(candidate, reading.text, labels), score > 0 and score >= top)


def _gain(candidate: Candidate, gold: Annotation, reading: Reading) -> float:
    """The candidate's Jaccard index, 0 where a direct quotation that it would replace fits the annotation better."""
    score = _jaccard(candidate, gold, reading.text)
    if not score or not candidate.extends:
        return score
    direct = (each.content for each in reading.direct if overlap(each.content, candidate.content))
    return score if score > max((_shared(each, gold.content, reading.text) for each in direct), default=0) else 0.0


def _jaccard(candidate: Candidate, gold: Annotation, text: str) -> float:
    """How much of the two contents is shared, 0 where it is too little or the sources differ."""
    source = (candidate.source_span,) if candidate.source_span is not None else ()
    same_source = overlap(source, gold.source) > 0 if source and gold.source else not source and not gold.source
    score = _shared(candidate.content, gold.content, text) if same_source else 0.0
    return score if score >= _LEAST_JACCARD else 0.0


def _shared(left: Spans, right: Spans, text: str) -> float:
    """The Jaccard index of the characters of two contents."""
    shared = _letters(text, _common(left, right))
    return shared / (_letters(text, left) + _letters(text, right) - shared) if shared else 0.0


def _common(left: Spans, right: Spans) -> Spans:
    pairs = (Span(max(a.start, b.start), min(a.end, b.end)) for a in left for b in right)
    return tuple(each for each in pairs if each.start < each.end)


def _letters(text: str, spans: Iterable[Span]) -> int:
    """The characters of *spans* that are no white space."""
    return sum(not character.isspace() for span in spans for character in span.of(text))


if __name__ == "__main__":
    main()
