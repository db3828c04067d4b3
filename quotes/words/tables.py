"""
How a data file is read: each line is one entry, and becomes one frozen value of the class that is its schema.

The fields of the class say which fields a line may have; validators of the class say what may stand in them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, Final, TypeVar

import jsonlines
from attrs import fields

from quotes.errors import InvalidLexicon

T = TypeVar("T")

#: What parts several values in one cell of a TSV file.
_BETWEEN_VALUES: Final = "|"


def entries(name: str, kind: type[T]) -> Iterator[T]:
    """
    The entries of the JSONL file *name* in ``quotes/words/data``, one value of *kind* a line.

    Raises InvalidLexicon, with the number of the line, where a line has a field that *kind* does not have, lacks one
    that it needs, or holds what a validator of *kind* refuses.
    """
    with (
        files("quotes.words").joinpath("data", name).open(encoding="utf-8") as lines,
        jsonlines.Reader(lines) as reader,
    ):
        yield from made(name, enumerate(reader.iter(type=dict), 1), kind)


def made(name: str, numbered: Iterable[tuple[int, dict[str, Any]]], kind: type[T]) -> Iterator[T]:
    """One value of *kind* for each of the fields of a line of the file *name*; raises InvalidLexicon as `entries`."""
    known = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    for line, entry in numbered:
        if unknown := set(entry) - known:
            raise InvalidLexicon(name, line, f"unknown fields {sorted(unknown)}, expected {sorted(known)}")
        try:
            yield kind(**entry)
        except (TypeError, ValueError) as error:
            raise InvalidLexicon(name, line, str(error)) from error


def rows(name: str, kind: type[T]) -> Iterator[T]:
    """
    The rows of the TSV file *name* in ``quotes/words/data``, one value of *kind* a row; the first line names the
    fields.

    An empty cell is a field that is left out.  Raises InvalidLexicon as `entries` does, and where a row has more or
    fewer cells than the first line.
    """
    yield from made(name, _cells(name, _lines(name)), kind)


class Rows(Mapping[str, T]):
    """
    The rows of a long TSV file by the names in some of their cells, each made only when it is asked for.

    Of several rows of one name the first counts.  Raises InvalidLexicon as `rows` does, when a broken row is asked for.
    """

    def __init__(self, name: str, kind: type[T], cells: Sequence[int], key: Callable[[str], str] = str) -> None:
        """Keep the lines of the file *name* by the *key* of each name in these *cells*."""
        self._name, self._kind, self._lines = name, kind, _lines(name)
        self._numbers: dict[str, int] = {}
        for number, line in enumerate(self._lines[1:], 1):
            row = line.split("\t")
            for one in (one for n in cells if n < len(row) for one in listed(row[n]) if one):
                self._numbers.setdefault(key(one), number)

    def __getitem__(self, key: str) -> T:
        number = self._numbers[key]
        cells = _cells(self._name, [self._lines[0], self._lines[number]], number + 1)
        return next(made(self._name, cells, self._kind))

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _lines(name: str) -> list[str]:
    return files("quotes.words").joinpath("data", name).read_text(encoding="utf-8").splitlines()


def _cells(name: str, lines: list[str], first: int = 2) -> Iterator[tuple[int, dict[str, Any]]]:
    """Number and named cells of each row behind the header, whose first has the number *first* in the file."""
    header = lines[0].split("\t")
    for number, line in enumerate(lines[1:], first):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise InvalidLexicon(name, number, f"{len(cells)} cells, expected {len(header)}: {', '.join(header)}")
        yield number, {field: cell for field, cell in zip(header, cells, strict=True) if cell}


def listed(value: str | Iterable[str]) -> tuple[str, ...]:
    """The values of a field that holds several: a list in JSONL, ``one|two`` in a cell of a TSV file."""
    return tuple(value.split(_BETWEEN_VALUES) if isinstance(value, str) else value)
