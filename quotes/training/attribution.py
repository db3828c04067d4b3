"""
What ``quotes.attribution`` learns from annotated articles: the scorer's trees.

    python -m quotes.training.attribution PARSES TREES

reads the articles whose parses are in the folder PARSES, with the odds of encoders that have not learnt them (``python
-m quotes.training odds``), and writes the trees to the file TREES; those that come with the package are
``quotes/learned/attribution/scorer.json``.  With ``--held-out FILE`` each fifth is also read with trees that have seen
only the others, and the records are written there, for ``quotes evaluate``; with ``--confidence FILE`` too, how often
what they say is right, which comes with the package as ``quotes/learned/attribution/confidence.json``.

A candidate is right where its content and an annotated one have Jaccard >= 0.5 in characters and their sources share
one, the measure by which extractors are compared; of the candidates of one cue only the best is.  Of articles whose
annotators took statements only, candidates of other attitudes teach nothing.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import evolve

from quotes.attribution.calibration import Calibration
from quotes.attribution.candidates import Candidate
from quotes.attribution.reading import Reading, read
from quotes.attribution.scorer import Learnt, features
from quotes.evaluation.matching import LEAST_JACCARD, jaccard, letters_of
from quotes.learned.boosted import Forest
from quotes.page.frame import Frame
from quotes.parsing import phrase_span
from quotes.pipeline import records_of
from quotes.records import Quotation
from quotes.text.spans import Span, Spans, overlap
from quotes.training import confidence
from quotes.training.annotated import Annotation, Article, articles
from quotes.training.by_folds import Recipe, command_line
from quotes.training.trees import Example, fitted
from quotes.words.lexicon import lexicon

_FOLDS = 5


def main() -> None:
    """Learn the trees and write them."""
    parser = command_line(__doc__)
    parser.add_argument("--confidence", type=Path, help="write how often each rule and score is right there")
    options = parser.parse_args()
    if options.confidence and not options.held_out:
        # What is judged is judged on the way to records, which nobody asked for.
        options.held_out = Path(os.devnull)
    judged: list[confidence.Judged] = []

    def judged_records(article: Article, learnt: Learnt) -> Iterable[Quotation]:
        judged.extend(confidence.judged(article, learnt))
        calibrated = evolve(learnt, calibration=Calibration.shipped())
        return records_of(article.parse, lexicon(), "held out", calibrated)

    found = list(articles(options.corpora, options.gold, options.parses))
    recipe = Recipe(_FOLDS, fitted, lambda trees: Learnt(Forest.of(trees)), judged_records)
    recipe.learn(found, [list(examples(each)) for each in found], (), options)
    if options.confidence:
        options.confidence.write_text(confidence.as_text(confidence.fitted(judged)), encoding="utf-8")


def examples(article: Article) -> Iterator[Example]:
    """The candidates of an article with their labels."""
    by_cue: dict[Span, list[tuple[Candidate, float]]] = {}
    reading = read(article.parse, Frame(), lexicon(), Learnt(Forest((), 0.0, ())))
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
    source = (phrase_span(candidate.source),) if candidate.source else ()
    score = _shared(candidate.content, gold, text) if confidence.same_source(source, gold.source) else 0.0
    return score if score >= LEAST_JACCARD else 0.0


def _shared(content: Spans, gold: Annotation, text: str) -> float:
    """The Jaccard index of the characters of two contents."""
    return jaccard(letters_of(content, text), letters_of(gold.content, text))


if __name__ == "__main__":
    main()
