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
from quotes.evaluation.reliability import calibration_error
from quotes.report.chains import plain
from quotes.text.plurals import counted

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
_GROUP = "gold/records/match P/match R/AR P/AR R"
_PARTS = ("-precision", "-recall", "")


def figures_json(evaluation: Evaluation) -> dict[str, Any]:
    """The figures as one JSON object; percentages have two decimals."""
    found: dict[str, Any] = _rounded(_figures(evaluation))
    return found


def figures_text(evaluation: Evaluation) -> str:
    """The figures as tables; after them, where there are any to compare, what was won and lost."""
    found = _figures(evaluation)
    named = found["figures"]
    of_scores = {name: {part: named[f"{name}{part}"] for part in _PARTS} for name in evaluation.scores}
    of_pairs = {name: {"": named[name]} for name in evaluation.shares}
    off = {"off by, on average": {"records": "", "says": "", "right": found["calibration_error"]}}
    tables: tuple[tuple[str, str, dict[str, dict[str, Any]]], ...] = (
        ("", "precision/recall/F1", of_scores),
        ("of the pairs", f"of {evaluation.scores['match'].hits}", of_pairs),
        ("by type", _GROUP, found["by_type"]),
        ("by rule", _GROUP, found["by_rule"]),
        ("by way to the speaker", "records/right", found["by_way"]),
        ("by hop", "records/in gold", found["by_hop"]),
        ("by confidence", "records/says/AR right", found["by_confidence"] | off),
    )
    blocks = [
        [f"documents {found['documents']}, gold {found['gold']}, records {found['records']}; figures in percent"],
        *(_table(*each) for each in tables if each[-1]),
    ]
    if evaluation.changes is not None:
        blocks.append(list(_changes(evaluation.changes)))
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks) + "\n"


def _figures(evaluation: Evaluation) -> dict[str, Any]:
    """All figures under the names that they have in JSON; shares are percentages, not rounded."""
    match = evaluation.scores["match"]
    return {
        "documents": evaluation.documents,
        "gold": match.gold,
        "records": match.found,
        "figures": evaluation.named(),
        "by_type": {name: _group(each) for name, each in evaluation.by_type.items()},
        "by_rule": {name: _group(each) for name, each in evaluation.by_rule.items()},
        "by_way": {name: _share(each) for name, each in evaluation.by_way.items()},
        "by_hop": {name: _share(each) for name, each in evaluation.by_hop.items()},
        "by_confidence": {
            f"{each.low:.1f} to {each.high:.1f}": {
                "records": each.records,
                "says": _PERCENT * each.said if each.records else None,
                "right": _PERCENT * each.share if each.records else None,
            }
            for each in evaluation.bins
        },
        "calibration_error": _PERCENT * calibration_error(evaluation.bins),
        "changes": None
        if evaluation.changes is None
        else {name: [asdict(each) for each in some] for name, some in _parted(evaluation.changes).items()},
        "without_records": list(evaluation.without_records),
        "without_gold": list(evaluation.without_gold),
        "other_attitudes": evaluation.left_out,
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "gold": group.match_recall.of,
        "records": group.match.of,
        "match": {"precision": _PERCENT * group.match.value, "recall": _PERCENT * group.match_recall.value},
        "ar": {"precision": _PERCENT * group.ar.value, "recall": _PERCENT * group.ar_recall.value},
    }


def _share(share: Share) -> dict[str, Any]:
    return {"records": share.of, "right": _PERCENT * share.value}


def _rounded(value: Any) -> Any:
    """A value of JSON with its percentages rounded."""
    match value:
        case dict():
            return {name: _rounded(each) for name, each in value.items()}
        case float():
            return round(value, _DIGITS)
    return value


def notes(evaluation: Evaluation) -> Iterator[str]:
    """What a reader of the figures must know: documents that only one side has, records that do not count."""
    if evaluation.without_records:
        yield f"without records, as if nothing was found: {_named(evaluation.without_records)}"
    if evaluation.without_gold:
        yield f"not in the gold, left out: {_named(evaluation.without_gold)}"
    if evaluation.left_out:
        yield f"{counted(evaluation.left_out, 'record')} left out: the gold has no attribution of their attitude"


def _named(documents: Sequence[str]) -> str:
    """How many there are, and all their names."""
    return f"{counted(len(documents), 'document')} ({', '.join(documents)})"


def _table(label: str, columns: str, rows: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """A line of headings and a line a row, as in ``by hop  records  in gold``."""
    cells = {label: columns.split("/"), **{name: list(_cells(row)) for name, row in rows.items()}}
    return [f"{name:{_LABEL}}" + "".join(f"{each:>{_COLUMN}}" for each in some) for name, some in cells.items()]


def _cells(row: Mapping[str, Any]) -> Iterator[str]:
    """The values of a row, those in objects too: 81.818 is "81.8"."""
    for value in row.values():
        match value:
            case dict():
                yield from _cells(value)
            case float():
                yield f"{value:.1f}"
            case _:
                yield "–" if value is None else str(value)


def _parted(found: Iterable[Change]) -> dict[str, list[Change]]:
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
