"""
Model sets: find one, check it, never download unasked.

A set is a folder of weight files with a ``manifest.json`` that names them with their digests.
"""

import hashlib
import json
from functools import cached_property
from pathlib import Path
from typing import Any

from attrs import frozen

from quotes.errors import DamagedModel, MissingModel

#: The set that comes with the package and is used unless another is asked for.
SHIPPED = "compact-en"
_HOME = Path(__file__).parent
_CHUNK = 1 << 20


@frozen(slots=False)
class ModelSet:
    """A folder with the weights of one pipeline."""

    folder: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the set says of itself: name, version, files with sha256 and bytes, licences, scores."""
        path = self.folder / "manifest.json"
        try:
            manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise DamagedModel(path, f"cannot be read ({error})") from error
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

    def check(self) -> None:
        """Compare each file with the manifest; DamagedModel at the first that differs."""
        for name, expected in self.manifest["files"].items():
            path = self.folder / name
            if not path.is_file():
                raise DamagedModel(path, "is missing")
            if path.stat().st_size != expected["bytes"]:
                raise DamagedModel(path, f"has {path.stat().st_size:,} bytes, expected {expected['bytes']:,}")
            if (actual := sha256_of(path)) != expected["sha256"]:
                raise DamagedModel(path, f"has sha256 {actual[:12]}…, expected {expected['sha256'][:12]}…")


def sha256_of(path: Path) -> str:
    """Hex digest of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def installed() -> list[ModelSet]:
    """The sets that came with the package."""
    return [ModelSet(each.parent) for each in sorted(_HOME.glob("*/manifest.json"))]


def locate(name: str = SHIPPED) -> ModelSet:
    """The set of that name, or in that folder; MissingModel where there is none."""
    candidates = (_HOME / name, Path(name))
    for folder in candidates:
        if (folder / "manifest.json").is_file():
            return ModelSet(folder)
    raise MissingModel(name, candidates)
