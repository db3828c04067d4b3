"""
Stanza's own packages for English, where a user has them: found and checked here, downloaded nowhere but in `fetch`.

A folder in the official layout holds ``resources.json``, which names every package there is with the md5 of its files,
whether they were downloaded or not, and the files themselves as ``en/PROCESSOR/NAME.pt``.
"""

import hashlib
import json
import os
import re
import shlex
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attrs import frozen

from quotes.errors import DamagedModel, MissingModel

#: The language of all that this package reads; ``--models en`` asks for Stanza's models of it.
LANGUAGE = "en"
#: What every set has to have a model for, in the order in which they run.
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
#: The package that Stanza itself takes where none is named; others take from it what they lack.
DEFAULT = "default"
_RESOURCES = "resources.json"
_VECTORS = "pretrain"


def home() -> Path:
    """The folder where Stanza keeps what it downloads: STANZA_RESOURCES_DIR, or its part of the user's cache."""
    from platformdirs import user_cache_dir

    given = os.environ.get("STANZA_RESOURCES_DIR")
    return Path(given or Path(user_cache_dir("stanza", "StanfordNLP", _resources_version()), "resources"))


def _resources_version() -> str:
    """The version in that folder's name, read without importing Stanza, which takes seconds."""
    spec = find_spec("stanza")
    if spec is None or spec.origin is None:
        raise MissingModel(LANGUAGE, (), "pip install stanza")
    lines = Path(spec.origin).with_name("_version.py").read_text(encoding="utf-8")
    return str(re.findall(r"^__resources_version__ = ['\"](.+)['\"]", lines, re.MULTILINE)[0])


def is_layout(folder: Path) -> bool:
    """True where this is a folder in the official layout."""
    return (folder / _RESOURCES).is_file()


def installed() -> "Iterator[StanzaSet]":
    """The packages in Stanza's usual place whose files are all there."""
    if is_layout(home()):
        everything = StanzaSet(home())
        yield from (StanzaSet(home(), each) for each in everything.packages if not everything.missing(each))


@frozen(slots=False)
class StanzaSet:
    """One package in a folder in the official layout: *wanted*, or the default one, or the first that is complete."""

    folder: Path
    wanted: str | None = None

    @cached_property
    def resources(self) -> dict[str, Any]:
        """What ``resources.json`` says of English: files by processor, and packages."""
        path = self.folder / _RESOURCES
        try:
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))[LANGUAGE]
            named = found["packages"].keys()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"names no packages for {LANGUAGE!r} ({type(error).__name__}: {error})"
            raise DamagedModel(path, reason, self.fetching(self.wanted)) from error
        if not named:
            raise DamagedModel(path, f"names no packages for {LANGUAGE!r}", self.fetching(self.wanted))
        return found

    @property
    def packages(self) -> list[str]:
        """The names of all packages, the default one first."""
        return sorted(self.resources["packages"], key=lambda each: each != DEFAULT)

    @cached_property
    def package(self) -> str:
        """The name of the package that is used; MissingModel where there is none of the name that is wanted."""
        if self.wanted is None:
            return next((each for each in self.packages if not self.missing(each)), self.packages[0])
        if self.wanted not in self.packages:
            raise MissingModel(f"{LANGUAGE}:{self.wanted}", (self.folder / _RESOURCES,))
        return self.wanted

    @property
    def name(self) -> str:
        """What `--models` calls it, such as ``en:default_fast``."""
        return f"{LANGUAGE}:{self.package}"

    @property
    def processors(self) -> dict[str, str]:
        """The name of the model that each processor runs."""
        return self._processors(self.package)

    @property
    def downloads(self) -> dict[str, str]:
        """Those of them that come in a file ("identity" is a lemmatizer without one)."""
        return {kind: name for kind, name in self.processors.items() if name in self.resources.get(kind, {})}

    @property
    def files(self) -> dict[str, int]:
        """The size in bytes of each file that is there."""
        paths = ((name, self.folder / name) for name in self._entries(self.package))
        return {name: path.stat().st_size for name, path in paths if path.is_file()}

    @property
    def vectors(self) -> list[Path]:
        """The tables of word vectors."""
        names = (Path(name) for name in self._entries(self.package))
        return [self.folder / name for name in names if name.parent.name == _VECTORS]

    @cached_property
    def _md5s(self) -> dict[str, str]:
        return {name: _md5(self.folder / name) for name in self._entries(self.package)}

    @property
    def digest(self) -> str:
        """One sha256 over the names and md5s of all files: what records name as the models they were made with."""
        lines = "".join(f"{name} {md5}\n" for name, md5 in sorted(self._md5s.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    def check(self) -> None:
        """MissingModel where a file was not downloaded, DamagedModel where one has another md5 than it should."""
        if missing := self.missing(self.package):
            raise MissingModel(self.name, missing, self.fetching(self.package))
        for name, entry in self._entries(self.package).items():
            expected = [each for each in (entry.get("md5"), entry.get("alternate_md5")) if each]
            if expected and self._md5s[name] not in expected:
                raise self.damaged(
                    self.folder / name, f"has md5 {self._md5s[name][:12]}…, expected {expected[0][:12]}…"
                )

    def missing(self, package: str) -> tuple[Path, ...]:
        """The files of a package that are not there."""
        paths = (self.folder / name for name in self._entries(package))
        return tuple(each for each in paths if not each.is_file())

    def damaged(self, path: Path, reason: str) -> DamagedModel:
        """The error for a file of this set."""
        return DamagedModel(path, reason, self.fetching(self.package))

    def fetching(self, package: str | None) -> str:
        """The command that downloads that package, or the default one, into this folder."""
        place = "" if self.folder == home() else f"STANZA_RESOURCES_DIR={shlex.quote(str(self.folder))} "
        option = f" --package {package}" if package not in {None, DEFAULT} else ""
        return f"{place}quotes models fetch {LANGUAGE}{option}"

    def _processors(self, package: str) -> dict[str, str]:
        packages = self.resources["packages"]
        both = {**packages.get(DEFAULT, {}), **packages[package]}
        return {processor: both[processor] for processor in PROCESSORS if processor in both}

    def _entries(self, package: str) -> dict[str, Mapping[str, Any]]:
        """What the resources say of each file of a package, with the vectors and character models it rests on."""
        found: dict[str, Mapping[str, Any]] = {}
        for kind, name in self._processors(package).items():
            entry = self.resources.get(kind, {}).get(name)
            if entry is None:
                continue
            found[_file(kind, name)] = entry
            for other in entry.get("dependencies", ()):
                known = self.resources.get(other["model"], {}).get(other["package"], {})
                found[_file(other["model"], other["package"])] = known
        return found


def _file(kind: str, name: str) -> str:
    return f"{LANGUAGE}/{kind}/{name}.pt"


def _md5(path: Path) -> str:
    """Stanza publishes md5s: good against damage, which is what is looked for here; no weight file is run as code."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
