"""
Everything that can go wrong for a user, as one tree.

    QuotesError
    ├── WrongUsage            what was asked for on the command line cannot be had              (exit 2)
    ├── UnreadableDocument    this document cannot be read; the run goes on with the next one   (exit 1)
    ├── InvalidRecord         a line of a records file is not a valid record                    (exit 4)
    ├── OutputFailed          the records cannot be written any more                            (exit 1)
    ├── LostWorkers           the system ends worker processes before they read anything        (exit 1)
    ├── InvalidLexicon        a data file of the package breaks its own rules                   (exit 3)
    ├── MissingModel          no such model set                                                 (exit 3)
    ├── DamagedModel          a weight file is not the one that the manifest names              (exit 3)
    ├── FetchFailed           models could not be downloaded                                    (exit 3)
    └── MissingExtra          an optional package is not installed                              (exit 3)

Each carries its data as fields and says in its message where it happened, what was expected, and what mends it.
"""

import json
from pathlib import Path
from typing import ClassVar

from attrs import frozen


class QuotesError(Exception):
    """Base of all errors that this package raises on purpose."""

    #: What the command line exits with when this ends a run.
    exit_code = 1
    #: What is said, with the fields of the error ({0.path}); None where it was made from its words.
    said: ClassVar[str | None] = None

    def __str__(self) -> str:
        return super().__str__() if self.said is None else self.said.format(self)


@frozen
class WrongUsage(QuotesError):
    """What was asked for on the command line cannot be had."""

    reason: str
    exit_code = 2
    said = "{0.reason}"


@frozen
class UnreadableDocument(QuotesError):
    """A document that cannot be turned into text."""

    path: str
    reason: str
    said = "{0.path}: {0.reason}"


@frozen
class InvalidRecord(QuotesError):
    """A line of a records file that breaks the schema, or whose spans do not fit the text."""

    path: str
    line: int
    reason: str
    exit_code = 4
    said = "{0.path}:{0.line}: {0.reason}"


@frozen
class OutputFailed(QuotesError):
    """Records that could not be written: the disk is full, or the place has gone."""

    path: str
    reason: str
    said = "{0.path}: cannot be written any more ({0.reason})"


@frozen
class LostWorkers(QuotesError):
    """Worker processes that the system ended while they loaded the models."""

    jobs: int
    how: str
    said = "worker processes end while they load the models ({0.how}); give fewer --jobs than {0.jobs}"


@frozen
class InvalidLexicon(QuotesError):
    """An entry of a data file that cannot be used."""

    file: str
    line: int
    reason: str
    exit_code = 3
    said = "{0.file}:{0.line}: {0.reason}; reinstall the package, or mend the entry"


@frozen
class MissingModel(QuotesError):
    """No model set under that name or in that folder."""

    name: str
    searched: tuple[Path, ...]
    #: The command that brings it here, where there is one.
    mend: str | None = None
    exit_code = 3

    def __str__(self) -> str:
        places = ", ".join(map(str, self.searched))
        way = f"get it with `{self.mend}`" if self.mend else "`quotes models` lists what is installed"
        return f"no model set {self.name!r} (looked in {places}); {way}"


@frozen
class DamagedModel(QuotesError):
    """A weight file that is missing, truncated or not the one that the manifest names."""

    path: Path
    reason: str
    #: The command that brings the right file back.
    mend: str
    exit_code = 3
    said = "{0.path}: {0.reason}; mend it with `{0.mend}`"


@frozen
class FetchFailed(QuotesError):
    """Models that were asked for and could not be downloaded."""

    name: str
    folder: Path
    reason: str
    exit_code = 3
    said = (
        "{0.name}: could not be downloaded into {0.folder} ({0.reason}); run the command again with a connection, or "
        "copy that folder from a machine that has it; the shipped models need neither"
    )


@frozen
class MissingExtra(QuotesError):
    """A command that needs a package which a plain installation leaves out."""

    extra: str
    needed_for: str
    exit_code = 3
    said = "{0.needed_for} needs an extra; install it with `pip install 'quotes[{0.extra}]'`"


def why_no_json(error: Exception) -> str:
    """What is wrong with a line of JSON: at which of its characters, counted from 1, where that is known."""
    where = f"{error.msg} at its character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else str(error)
    return f"expected one JSON object in UTF-8 ({where})"
