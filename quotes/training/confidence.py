"""What ``quotes.attribution.calibration`` holds, counted on articles that were read without having been learnt."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from attrs import frozen
from scipy.optimize import isotonic_regression

from quotes.attribution import Learnt, Statement, find_statements
from quotes.attribution.calibration import Scale
from quotes.attribution.quotations import QUOTATION_WITHIN_QUOTATION
from quotes.attribution.turn_statements import TURN
from quotes.evaluation.matching import letters_of
from quotes.page import frame_of
from quotes.text.spans import Spans, overlap
from quotes.training.annotated import Article, alike
from quotes.words.lexicon import lexicon

#: A rule that was seen seldom is taken to be as good as all others, with the weight of so many statements.
_PRIOR_WEIGHT = 5
#: A map has so many knots at most, each for at least so many statements.
_MOST_KNOTS, _LEAST_IN_KNOT = 12, 60
_DIGITS = 3


@frozen
class Judged:
    """A statement that was found: by which rule, how sure by which scale, and whether an annotator drew it."""

    rule: str
    scale: Scale
    said: float
    right: bool


def judged(article: Article, learnt: Learnt) -> Iterator[Judged]:
    """
    The statements found in an article, each right where an annotated one has its content and source.

    One annotation serves one statement, the most alike first.  Where annotators took statements only, attitudes of
    other kinds are left out; where they took attitudes too (PolNeAR), turns of talk and what is said within a
    quotation, which they did not draw.
    """
    frame = frame_of(article.parse.document, lexicon())
    found = find_statements(article.parse, frame, lexicon(), learnt)
    told = [each for each in found if (each.attitude == "assertion" if article.statements else _is_drawn(each))]
    right = set(_drawn(told, article))
    yield from (Judged(str(s.rule), s.scale, s.confidence, number in right) for number, s in enumerate(told))


def _is_drawn(statement: Statement) -> bool:
    """True for what annotators of attitudes draw at all."""
    return statement.scale != "lexicon" and statement.rule not in {TURN, QUOTATION_WITHIN_QUOTATION}


def _drawn(found: Sequence[Statement], article: Article) -> Iterator[int]:
    """The numbers of the statements that were drawn."""
    said, drawn = ([letters_of(each.content, article.parse.text) for each in side] for side in (found, article.drawn))
    for number, place in alike(said, drawn):
        source = found[number].source
        if same_source(source.spans if source is not None else (), article.drawn[place].source):
            yield number


def same_source(left: Spans, right: Spans) -> bool:
    """True where two sources share a code point, or both are absent."""
    return overlap(left, right) > 0 if left and right else not left and not right


def fitted(seen: Iterable[Judged]) -> dict[str, Any]:
    """What ``quotes/learned/attribution/confidence.json`` holds: shares by rule, and a map for each scale."""
    by_rule, by_scale = defaultdict[str, list[bool]](list), defaultdict[Scale, list[Judged]](list)
    for each in seen:
        if each.scale == "rule":
            by_rule[each.rule].append(each.right)
        else:
            by_scale[each.scale].append(each)
    counted = [right for one in by_rule.values() for right in one]
    others = sum(counted) / len(counted)
    shares = {
        name: [round((sum(one) + _PRIOR_WEIGHT * others) / (len(one) + _PRIOR_WEIGHT), _DIGITS), len(one)]
        for name, one in sorted(by_rule.items())
    }
    maps = {scale: _knots(one) for scale, one in sorted(by_scale.items())}
    return {"rules": shares, "others": round(others, _DIGITS), "maps": maps}


def _knots(seen: Sequence[Judged]) -> list[tuple[float, float]]:
    """The monotone map as knots: what was said on average, and the share that was right, in bins of equal size."""
    ordered = sorted(seen, key=lambda each: each.said)
    count = max(1, min(_MOST_KNOTS, len(ordered) // _LEAST_IN_KNOT))
    bins = np.array_split(np.array([(each.said, each.right) for each in ordered], float), count)
    said, right = (np.array([one[:, column].mean() for one in bins]) for column in (0, 1))
    rising = isotonic_regression(right, weights=[len(one) for one in bins]).x
    return [(round(float(x), _DIGITS), round(float(y), _DIGITS)) for x, y in zip(said, rising, strict=True)]


def as_text(fitted: dict[str, Any]) -> str:
    """The file that holds it, a line for each rule and map."""
    parts = (
        f"{json.dumps(name)}: {{\n" + ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in part.items()) + "\n}"
        if isinstance(part, dict)
        else f"{json.dumps(name)}: {part}"
        for name, part in fitted.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"
