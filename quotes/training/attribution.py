"""
What ``quotes.attribution`` learns from annotated articles: the scorer's trees.

    python -m quotes.training.attribution PARSES TREES

reads the articles whose parses are in the folder PARSES, with the odds of encoders that have not learnt them (``python
-m quotes.training odds``), and writes the trees to the file TREES; those that come with the package are
``quotes/learned/attribution/scorer.json``.  With ``--held-out FILE`` each fifth is also read with trees that have seen
only the others, and the records are written there, for ``quotes evaluate``; with ``--confidence FILE`` so is how often
what they say is right, which comes with the package as ``quotes/learned/attribution/confidence.json``.

A candidate is right where its content and an annotated one have Jaccard >= 0.5 in characters and their sources share
one, the measure by which extractors are compared; of the candidates of one cue only the best is.  Of articles whose
annotators took statements only, candidates of other attitudes teach nothing.
"""

import json
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve

from quotes.attribution.calibration import Calibration
from quotes.attribution.candidates import Candidate
from quotes.attribution.learnt import Learnt
from quotes.attribution.reading import Reading, read
from quotes.attribution.scorer import Scorer, features
from quotes.evaluation.matching import LEAST_JACCARD, jaccard, letters_of
from quotes.page.frame import Frame
from quotes.pipeline import records_of
from quotes.records import as_line
from quotes.text.spans import Span, Spans, overlap
from quotes.training import confidence
from quotes.training.annotated import Annotation, Article, arguments, articles
from quotes.training.trees import Example, fitted
from quotes.words.lexicon import lexicon

log = logging.getLogger("quotes.training")

_FOLDS = 5


def main() -> None:
    """Learn the trees and write them."""
    parser = arguments(__doc__)
    parser.add_argument("--confidence", type=Path, help="write how often each rule and score is right there")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    found = list(articles(options.corpora, options.gold, options.parses))
    seen = [list(examples(each)) for each in found]
    log.info("%d candidates in %d articles", sum(map(len, seen)), len(found))
    if options.held_out or options.confidence:
        _read_held_out(found, seen, options.held_out, options.confidence)
    trees = fitted([each for one in seen for each in one])
    options.trees.write_text(json.dumps(trees, separators=(",", ":")) + "\n", encoding="utf-8")
    log.info("wrote %d trees", len(trees["trees"]))


def _read_held_out(
    found: Sequence[Article], seen: Sequence[list[Example]], records: Path | None, shares: Path | None
) -> None:
    """Read each article by trees that have learnt from the other folds only; write the records, and what is right."""
    judged: list[confidence.Judged] = []
    lines: list[str] = []
    for fold in range(_FOLDS):
        others = [each for number, one in enumerate(seen) if number % _FOLDS != fold for each in one]
        learnt = Learnt(Scorer.of(fitted(others)))
        for article in found[fold::_FOLDS]:
            judged.extend(confidence.judged(article, learnt))
            if records:
                own = evolve(learnt, calibration=Calibration.shipped())
                lines.extend(as_line(each.as_json()) for each in records_of(article.parse, lexicon(), "held out", own))
    if records:
        records.write_text("".join(lines), encoding="utf-8")
    if shares:
        shares.write_text(confidence.as_text(confidence.fitted(judged)), encoding="utf-8")


def examples(article: Article) -> Iterator[Example]:
    """The candidates of an article with their labels."""
    by_cue: dict[Span, list[tuple[Candidate, float]]] = {}
    reading = read(article.parse, Frame(), lexicon(), Learnt(Scorer((), 0.0, ())))
    proposals = (each for s in reading.sentences for each in reading.proposals(s, reading.credits(s)))
    taught = (each for each in proposals if not article.statements or each.attitude == "assertion")
    for candidate in (each for each in taught if not reading.in_marks(each.cue_span)):
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
    return score if score > max((_shared(each, gold, reading.text) for each in direct), default=0) else 0.0


def _jaccard(candidate: Candidate, gold: Annotation, text: str) -> float:
    """How much of the two contents is shared, 0 where it is too little or the sources differ."""
    source = (candidate.source_span,) if candidate.source_span is not None else ()
    score = _shared(candidate.content, gold, text) if confidence.same_source(source, gold.source) else 0.0
    return score if score >= LEAST_JACCARD else 0.0


def _shared(content: Spans, gold: Annotation, text: str) -> float:
    """The Jaccard index of the characters of two contents."""
    return jaccard(letters_of(content, text), letters_of(gold.content, text))


if __name__ == "__main__":
    main()
