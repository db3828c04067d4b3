"""
The figures of an evaluation, as tables in a terminal, as JSON, and its changes as a person reads them.

    won 1, lost 0

    + harbour, indirect
        source   harbour master Rui Prata
        cue      said
        content  the ferry will sail again on Monday
        before   not found
"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import asdict

from quotes.evaluation import Evaluation
from quotes.evaluation.changes import Change
from quotes.evaluation.measures import Group, Share
from quotes.evaluation.reliability import Bin, Level, calibration_error
from quotes.report.chains import plain

_PERCENT = 100
#: More digits than this would claim a precision that some hundred statements do not give.
_DIGITS = 2
#: The longest name of a rule has 26.
_LABEL = 28
_COLUMN = 10
_INDENT = 4
_FIELD = 9
#: A content that is longer goes on in the next line.
_WIDTH = 100
_GROUP = ("match P", "match R", "AR P", "AR R")


def figures_json(evaluation: Evaluation) -> dict[str, Any]:
    """The figures as one JSON object; percentages have two decimals, confidences are as in the records."""
    match = evaluation.scores["match"]
    return {
        "documents": evaluation.documents,
        "gold": match.gold,
        "records": match.found,
        "figures": {name: round(value, _DIGITS) for name, value in evaluation.named().items()},
        "by_type": _groups_json(evaluation.by_type),
        "by_rule": _groups_json(evaluation.by_rule),
        "by_way": _shares_json(evaluation.by_way),
        "by_hop": _shares_json(evaluation.by_hop),
        "by_confidence": [
            {
                "from": each.low,
                "to": each.high,
                "records": each.records,
                "says": _percent(each.said) if each.records else None,
                "right": _percent(each.share) if each.records else None,
            }
            for each in evaluation.bins
        ],
        "calibration_error": _percent(calibration_error(evaluation.bins)),
        "precision_at_recall": [
            {
                "recall": _PERCENT * recall,
                "precision": _percent(level.precision) if level is not None else None,
                "confidence": level.confidence if level is not None else None,
            }
            for recall, level in evaluation.levels.items()
        ],
        "changes": None
        if evaluation.changes is None
        else {name: [asdict(each) for each in some] for name, some in _parted(evaluation.changes).items()},
        "without_records": list(evaluation.without_records),
        "without_gold": list(evaluation.without_gold),
        "other_attitudes": evaluation.left_out,
    }


def figures_text(evaluation: Evaluation) -> str:
    """The figures as tables; after them, where there are any to compare, what was won and lost."""
    match = evaluation.scores["match"]
    blocks = [
        [f"documents {evaluation.documents}, gold {match.gold}, records {match.found}; figures in percent"],
        _scores(evaluation),
        [
            _row("of the pairs", f"of {match.hits}"),
            *(_row(n, _shown(each.value)) for n, each in evaluation.shares.items()),
        ],
        [_row("by type", "gold", "records", *_GROUP), *_group_rows(evaluation.by_type, with_gold=True)],
        [_row("by rule", "records", *_GROUP), *_group_rows(evaluation.by_rule, with_gold=False)],
        *_way_blocks(evaluation),
        [
            _row("by confidence", "records", "says", "AR right"),
            *map(_bin_row, evaluation.bins),
            _row("off by, on average", "", "", _shown(calibration_error(evaluation.bins))),
        ],
        [_row("sure records first", "precision", "from"), *(_level_row(*each) for each in evaluation.levels.items())],
    ]
    if evaluation.changes is not None:
        blocks.append(list(_changes(evaluation.changes)))
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks) + "\n"


def notes(evaluation: Evaluation) -> Iterator[str]:
    """What a reader of the figures must know: documents that only one side has, records that do not count."""
    if evaluation.without_records:
        yield f"without records, as if nothing was found: {_named(evaluation.without_records)}"
    if evaluation.without_gold:
        yield f"not in the gold, left out: {_named(evaluation.without_gold)}"
    if evaluation.left_out:
        yield f"{evaluation.left_out} records left out: the gold has no attribution of their attitude"


def _named(documents: Sequence[str]) -> str:
    """How many there are, and all their names."""
    return f"{len(documents)} documents ({', '.join(documents)})"


def _row(label: str, *cells: str) -> str:
    return f"{label:{_LABEL}}" + "".join(f"{each:>{_COLUMN}}" for each in cells)


def _shown(share: float) -> str:
    """A share in percent: 0.8182 is "81.8"."""
    return f"{_PERCENT * share:.1f}"


def _percent(share: float) -> float:
    return round(_PERCENT * share, _DIGITS)


def _scores(evaluation: Evaluation) -> list[str]:
    rows = [
        _row(name, *map(_shown, (score.precision, score.recall, score.f1))) for name, score in evaluation.scores.items()
    ]
    return [_row("", "precision", "recall", "F1"), *rows]


def _way_blocks(evaluation: Evaluation) -> Iterator[list[str]]:
    """How speakers and hops were found, where the gold has chains."""
    for label, right, found in (
        ("by way to the speaker", "right", evaluation.by_way),
        ("by hop", "in gold", evaluation.by_hop),
    ):
        if found:
            rows = (_row(name, str(share.of), _shown(share.value)) for name, share in found.items())
            yield [_row(label, "records", right), *rows]


def _group_rows(groups: Mapping[str, Group], with_gold: bool) -> Iterator[str]:
    for name, group in groups.items():
        counts = [str(group.match_recall.of)] if with_gold else []
        shares = (group.match, group.match_recall, group.ar, group.ar_recall)
        yield _row(name, *counts, str(group.match.of), *(_shown(each.value) for each in shares))


def _bin_row(each: Bin) -> str:
    label = f"{each.low:.1f} to {each.high:.1f}"
    return _row(label, str(each.records), *((_shown(each.said), _shown(each.share)) if each.records else ()))


def _level_row(recall: float, level: Level | None) -> str:
    cells = (_shown(level.precision), f"{level.confidence:.3f}") if level is not None else ("not reached",)
    return _row(f"recall {_PERCENT * recall:g}", *cells)


def _parted(found: Iterable[Change]) -> dict[str, list[Change]]:
    """The wins, then the losses."""
    parted: dict[str, list[Change]] = {"won": [], "lost": []}
    for each in found:
        parted["lost" if each.now else "won"].append(each)
    return parted


def _changes(found: Iterable[Change]) -> Iterator[str]:
    """Wins, then losses, each with the words of the gold."""
    won, lost = _parted(found).values()
    yield f"won {len(won)}, lost {len(lost)}"
    for sign, some in (("+", won), ("-", lost)):
        for each in some:
            yield from ("", f"{sign} {plain(each.document)}, {each.type}", *_fields(each))


def _fields(change: Change) -> Iterator[str]:
    """Everything about a change that is not empty, on as many lines as it needs."""
    for name in ("source", "cue", "content", "before", "now"):
        if words := plain(getattr(change, name)):
            yield from textwrap.wrap(
                words,
                width=_WIDTH,
                initial_indent=f"{'':{_INDENT}}{name:{_FIELD}}",
                subsequent_indent=" " * (_INDENT + _FIELD),
                break_long_words=False,
                break_on_hyphens=False,
            )


def _groups_json(groups: Mapping[str, Group]) -> dict[str, Any]:
    return {
        name: {
            "gold": group.match_recall.of,
            "records": group.match.of,
            "match": {"precision": _percent(group.match.value), "recall": _percent(group.match_recall.value)},
            "ar": {"precision": _percent(group.ar.value), "recall": _percent(group.ar_recall.value)},
        }
        for name, group in groups.items()
    }


def _shares_json(found: Mapping[str, Share]) -> dict[str, Any]:
    return {name: {"records": share.of, "right": _percent(share.value)} for name, share in found.items()}
