"""
How far the confidence can be believed: where it says 0.8, eight of ten records should be right.

A record is right when it matches a gold attribution and has its source, the measure that the confidence was learnt for.
"""

from collections.abc import Iterable, Sequence

from attrs import frozen

#: Bins of the table: each tenth of the confidence has one.
_BINS = 10


@frozen
class Judged:
    """A record's *confidence*, from 0 to 1, and whether it is *right*."""

    confidence: float
    right: bool


@frozen
class Bin:
    """Records whose confidence lies from *low* to *high*: how many, what they say on average, how many are right."""

    low: float
    high: float
    records: int
    said: float
    right: int

    @property
    def share(self) -> float:
        """The share that is right, 0 where there are no records."""
        return self.right / self.records if self.records else 0.0


def bins(records: Iterable[Judged]) -> tuple[Bin, ...]:
    """Ten bins from 0 to 1; the upper edge belongs to the next one, 1 to the last."""
    kept: list[list[Judged]] = [[] for _ in range(_BINS)]
    for each in records:
        kept[min(int(each.confidence * _BINS), _BINS - 1)].append(each)
    return tuple(_bin(number, each) for number, each in enumerate(kept))


def _bin(number: int, records: Sequence[Judged]) -> Bin:
    said = sum(each.confidence for each in records) / len(records) if records else 0.0
    right = sum(each.right for each in records)
    return Bin(number / _BINS, (number + 1) / _BINS, len(records), said, right)


def calibration_error(table: Iterable[Bin]) -> float:
    """How far what bins say lies from what is right, on average over records (expected calibration error)."""
    filled = [each for each in table if each.records]
    total = sum(each.records for each in filled)
    return sum(each.records * abs(each.share - each.said) for each in filled) / total if total else 0.0
