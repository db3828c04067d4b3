"""
Model sets: find one, check it, never download unasked.

A set is a folder of weight files with a ``manifest.json`` that names them with their digests, or one of Stanza's own
packages where a user has them (`official`).
"""

import hashlib
import json
import shlex
from collections.abc import Iterator
from functools import cached_property
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from attrs import frozen

from quotes.errors import DamagedModel, MissingModel
from quotes.models import official
from quotes.models.official import StanzaSet

#: The set that comes with the package and is used unless another is asked for.
SHIPPED = "compact-en"
_HOME = Path(__file__).parent
_MANIFEST = "manifest.json"
#: The file of the encoder with its heads.
ENCODER = "encoder.pt"
#: What words ask for and offer, learnt on that very encoder; without it the ranker has less to go by.
MEANING = "meaning.pt"
#: The tagger of names with its vectors of words.
TAGGER = "names.pt"
#: Stanza's kind of weights, by their processors.
_WEIGHTS = {name: f"{name}.pt" for name in ("tokenize", "mwt", "lemma")}
#: A manifest that leaves one out would leave it unchecked.
_FILES = frozenset((*_WEIGHTS.values(), ENCODER, TAGGER))


def _installing_again() -> str:
    """
    The command that brings the package's own files back: from the clone that it runs in, or from where pip had it.

    Not from PyPI, where the name is another package's.
    """
    if (_HOME.parent.parent / ".git").exists():
        return f"git -C {shlex.quote(str(_HOME.parent.parent))} checkout -- quotes/models"
    noted = distribution("quotes").read_text("direct_url.json")  # PEP 610
    return f"pip install --force-reinstall --no-deps {shlex.quote(json.loads(noted)['url'] if noted else 'WHEEL')}"


@frozen(slots=False)
class ModelSet:
    """A folder with the weights of one pipeline."""

    folder: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the set says of itself: name, version, files with sha256 and bytes, licences, scores."""
        path = self.folder / _MANIFEST
        try:
            manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            named = {name for name, each in manifest["files"].items() if {"bytes", "sha256"} <= each.keys()}
            named &= {_MANIFEST, *_FILES, MEANING} if {"name", "version"} <= manifest.keys() else set()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedModel(path, f"cannot be read ({type(error).__name__}: {error})", self._mend(None)) from error
        if not _FILES <= named <= _FILES | {MEANING}:
            expected = f"expected name, version and the digests of {', '.join(sorted(_FILES))}"
            raise DamagedModel(path, expected, self._mend(None))
        return manifest

    @property
    def name(self) -> str:
        """Name and version, such as ``compact-en-1``."""
        return f"{self.manifest['name']}-{self.manifest['version']}"

    @cached_property
    def digest(self) -> str:
        """One sha256 over the digests of all files: what records name as the models they were made with."""
        lines = "".join(f"{name} {each['sha256']}\n" for name, each in sorted(self.manifest["files"].items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    @property
    def files(self) -> dict[str, int]:
        """The size in bytes that each file should have."""
        return {name: each["bytes"] for name, each in self.manifest["files"].items()}

    @property
    def weights(self) -> dict[str, Path]:
        """The files of Stanza's kind by their processors: `tokenize`, `mwt` and `lemma`."""
        return {name: self.folder / file for name, file in _WEIGHTS.items()}

    @property
    def meaning(self) -> Path | None:
        """The file of what words ask for and offer, where there is one."""
        return self.folder / MEANING if MEANING in self.files else None

    def damaged(self, path: Path, reason: str) -> DamagedModel:
        """The error for a file of this set."""
        return DamagedModel(path, reason, self._mend(self.manifest))

    def _mend(self, manifest: dict[str, Any] | None) -> str:
        """The command that brings the files back: those of the package, of a copy of them, of a set made elsewhere."""
        if self.folder.parent == _HOME:
            return _installing_again()
        for each in shipped():
            if manifest == each.manifest:
                return f'cp "$(quotes models path {each.folder.name})"/* {shlex.quote(str(self.folder))}'
        return "python -m quotes.training pack"

    def check(self) -> None:
        """Compare each file with the manifest; DamagedModel at the first that differs."""
        for name, expected in self.manifest["files"].items():
            path = self.folder / name
            if not path.is_file():
                raise self.damaged(path, "is missing")
            if path.stat().st_size != expected["bytes"]:
                raise self.damaged(path, f"has {path.stat().st_size:,} bytes, expected {expected['bytes']:,}")
            if (actual := sha256_of(path)) != expected["sha256"]:
                raise self.damaged(path, f"has sha256 {actual[:12]}…, expected {expected['sha256'][:12]}…")


def sha256_of(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


#: Whatever a parser can be made from.
AnySet = ModelSet | StanzaSet


def shipped() -> list[ModelSet]:
    """The sets that came with the package."""
    return [ModelSet(each.parent) for each in sorted(_HOME.glob(f"*/{_MANIFEST}"))]


def shipped_set() -> ModelSet:
    """The set that is used unless another is asked for."""
    return ModelSet(_HOME / SHIPPED)


def installed() -> Iterator[AnySet]:
    """The sets that came with the package, and Stanza's packages in their usual place."""
    yield from shipped()
    yield from official.installed()


def locate(name: str = SHIPPED) -> AnySet:
    """
    The set of that name, or in that folder; MissingModel where there is none.

    ``en`` and ``en:PACKAGE`` are Stanza's own, in their usual place; ``DIR`` and ``DIR:PACKAGE`` are in a folder.
    """
    language, _, package = name.partition(":")
    if language == official.LANGUAGE:
        return _official(name, package)
    candidates = (_HOME / name, Path(name))
    for folder in candidates:
        if (folder / _MANIFEST).is_file():
            return ModelSet(folder)
    place, _, package = name.rpartition(":")
    for folder, wanted in ((Path(name), None), (Path(place), package)):
        if name and official.is_layout(folder):
            return StanzaSet(folder, wanted)
    raise MissingModel(name, candidates)


def _official(name: str, package: str) -> StanzaSet:
    """The package of that name in Stanza's usual place, or the best one there."""
    found = StanzaSet(official.home(), package or None)
    if not official.is_layout(found.folder):
        raise MissingModel(name, (found.folder,), found.fetching(package or None))
    return found
