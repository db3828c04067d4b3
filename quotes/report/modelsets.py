"""Model sets as a person reads them: what each is made of, how well it does, under which licences, and where it is."""

from typing import Any

from quotes.models import AnySet
from quotes.models.official import StanzaSet

_MEGABYTE = 1e6
#: Stanza's resources name no licences.
_STANZAS_LICENCES = "those of Stanza's models: https://stanfordnlp.github.io/stanza/"


def listed(models: AnySet) -> str:
    """A set with its size, licences, scores and place."""
    sizes = models.files.values()
    if isinstance(models, StanzaSet):
        name, about = models.name, _of_stanza(models)
    else:
        name, about = str(models.manifest["name"]), _of_manifest(models.manifest)
    rows = {
        "version": about.get("version"),
        "size": f"{sum(sizes) / _MEGABYTE:.1f} MB in {len(sizes)} files",
        **about,
        "path": models.folder,
    }
    return "\n".join([name, *(f"  {name:9} {value}" for name, value in rows.items() if value)]) + "\n"


def _of_manifest(manifest: dict[str, Any]) -> dict[str, str]:
    """Version, licences of what it was learnt from, and scores by what they were measured on."""
    licences = manifest.get("licences", {}).items()
    scores = {
        data: ", ".join(f"{name} {value}" for name, value in values.items())
        for data, values in manifest.get("scores", {}).items()
    }
    return {
        "version": str(manifest["version"]),
        "licences": "; ".join(f"{data} ({licence})" for data, licence in licences),
        "scores": "; ".join(f"{data}: {values}" for data, values in scores.items()),
    }


def _of_stanza(models: StanzaSet) -> dict[str, str]:
    return {
        "models": ", ".join(f"{processor} {name}" for processor, name in models.processors.items()),
        "licences": _STANZAS_LICENCES,
    }
