"""
How good are records, measured on gold: the same figures for everybody, on anybody's own articles.

gold → matching → measures, reliability, changes.  Nothing here knows a model: records come from a file.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from quotes.batch.stored import read_records
from quotes.errors import WrongUsage
from quotes.evaluation.changes import Change, changes
from quotes.evaluation.gold import Gold, check_words, name_of, read_gold
from quotes.evaluation.matching import Compared, compared
from quotes.evaluation.measures import Group, Score, Share, by_hop, by_rule, by_type, by_way, judged, scores, shares
from quotes.evaluation.reliability import Bin, bins
from quotes.records import Quotation

_PERCENT = 100


@frozen
class Evaluation:
    """
    The figures of one file of records; *scores* and *shares* are named as in `quotes.evaluation.measures`.

    *without_records* and *without_gold* are names of documents that only one side has: the first count as found
    nothing in, the second are left out; *left_out* counts records of attitudes that the gold does not annotate.
    *by_way* (how the speaker was found) and *by_hop* (role and basis) are empty where the gold has no chains.
    """

    documents: int
    scores: Mapping[str, Score]
    shares: Mapping[str, Share]
    by_type: Mapping[str, Group]
    by_rule: Mapping[str, Group]
    by_way: Mapping[str, Share]
    by_hop: Mapping[str, Share]
    bins: tuple[Bin, ...]
    changes: tuple[Change, ...] | None
    without_records: tuple[str, ...]
    without_gold: tuple[str, ...]
    left_out: int

    def named(self) -> dict[str, float]:
        """Each figure that a floor may ask for, in percent: F1 or a share under its name, and its parts."""
        named: dict[str, float] = {}
        for name, score in self.scores.items():
            named |= {name: score.f1, f"{name}-precision": score.precision, f"{name}-recall": score.recall}
        named |= {name: share.value for name, share in self.shares.items()}
        for name, group in self.by_type.items():
            named |= {f"{name}-precision": group.match.value, f"{name}-recall": group.match_recall.value}
        return {name: _PERCENT * value for name, value in named.items()}


def evaluate(gold: Path, found: Path, against: Path | None = None, texts: Path | None = None) -> Evaluation:
    """
    The figures of the records in *found*, and what they win and lose *against* an older file of records.

    InvalidRecord and UnreadableDocument name the file, the line and what was expected there; WrongUsage where no
    document of the records is one of the gold.
    """
    measured = read_gold(gold, texts)
    both, without_gold, left_out = _side(measured, found)
    old = _side(measured, against)[0] if against is not None else None
    pairs = both.pairs
    with_records = {each.article.name for each in both.found}
    return Evaluation(
        documents=len(measured.articles),
        scores=scores(both, measured.chains),
        shares=shares(pairs, measured.chains),
        by_type=by_type(both),
        by_rule=by_rule(both),
        by_way=by_way(pairs) if measured.chains else {},
        by_hop=by_hop(pairs) if measured.chains else {},
        bins=bins(judged(both)),
        changes=tuple(changes(old, both, measured.chains)) if old is not None else None,
        without_records=tuple(each.name for each in measured.articles if each.name not in with_records),
        without_gold=without_gold,
        left_out=left_out,
    )


def floors(asked: Sequence[str]) -> dict[str, float]:
    """The floors, in percent, of ``NAME=PERCENT`` texts ("ar=60", "End to end = 75%"); WrongUsage where one is none."""
    found = {}
    for text in asked:
        name, _, percent = text.partition("=")
        try:
            value = float(percent.strip().removesuffix("%"))
        except ValueError:
            value = -1.0
        if not 0 <= value <= _PERCENT:
            raise WrongUsage(f"--fail-under: expected NAME=PERCENT such as ar=60, found {text!r}")
        found["-".join(name.lower().replace("_", " ").split())] = value
    return found


def below(evaluation: Evaluation, asked: Mapping[str, float]) -> Iterator[str]:
    """A sentence for each floor that is not reached; WrongUsage, which lists the names, where one is unknown."""
    named = evaluation.named()
    for name in asked:
        if name not in named:
            raise WrongUsage(f"--fail-under: no figure {name!r} on this gold; there are {', '.join(named)}")
    for name, percent in asked.items():
        if named[name] < percent:
            yield f"--fail-under: asked for {name} of at least {percent:g}, found {named[name]:.2f}"


def _side(gold: Gold, path: Path) -> tuple[Compared, tuple[str, ...], int]:
    """The gold with the records of a file, the documents that it lacks, and how many records it was not drawn for."""
    articles = {each.name: each for each in gold.articles}
    found: dict[str, list[Quotation]] = {name: [] for name in articles}
    others: dict[str, None] = {}
    left_out = 0
    for line, record in read_records(path):
        name = _known_name(record.document.id, found)
        if name is None:
            others[record.document.id] = None
        elif gold.attitudes and record.attitude not in gold.attitudes:
            left_out += 1
        else:
            check_words(record, articles[name].document, path, line)
            found[name].append(record)
    if others and not left_out and not any(found.values()):
        raise WrongUsage(f"{path}: none of its documents is in the gold: {', '.join(others)}")
    both = ((each, found[name]) for name, each in articles.items())
    return compared(both, every_code_point=gold.chains), tuple(others), left_out


def _known_name(id: str, names: Mapping[str, object]) -> str | None:
    """The gold's name of a record's document, which may have another ending there: story.html and story."""
    name = name_of(id)
    shorter = name.rpartition(".")[0]
    return next((each for each in (name, shorter) if each in names), None)
