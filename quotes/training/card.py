"""The model card: what a set was made from, how, how long it took, how big it is and how good, written from the run."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quotes.training import fine_tuning
from quotes.training.evaluate import Scores, table
from quotes.training.run import Finished, finished

#: What every source may be used for; the card and the manifest name them.
LICENCES: Mapping[str, str] = {
    "UD English EWT 2.16": "CC BY-SA 4.0",
    "UD English GUM 2.16": "annotation CC BY 4.0; texts CC BY, CC BY-SA, CC BY-ND or in the public domain",
    "English Worldwide Newswire": "research data",
    "MiniLM (all-MiniLM-L6-v2), from which the encoder is fine-tuned": "Apache-2.0",
    "PolNeAR 1.0, train": "texts: none stated; research data",
    "articles with speakers and chains, annotated by ourselves": "our own annotation; texts belong to their publishers",
    "GAP, development": "Apache-2.0",
    "LitBank": "CC BY 4.0",
}


def write_card(path: Path, data: Path, runs: Path, manifest: Path, scores: Mapping[str, Scores]) -> None:
    """
    Write the card as Markdown.

    *data* is the folder that `prepare` wrote, *runs* the one with weights and records of the stages, *manifest* that
    of the packed set.
    """
    prepared = json.loads((data / "prepare.json").read_text(encoding="utf-8"))
    records = [record for each in sorted(runs.glob("*.json")) if (record := finished(each))]
    packed = json.loads(manifest.read_text(encoding="utf-8"))
    parts = [
        f"# Model card: {packed['name']}, version {packed['version']}",
        "## Scores\n\nFrom raw text, F1 in percent, on development data; names on the newswire's words.\n\n"
        + table(scores),
        _sources(prepared, records),
        _training(records, prepared["seed"]),
        _files(packed["files"]),
    ]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _sources(prepared: Mapping[str, Any], records: list[Finished]) -> str:
    lines = ["## Data", "", "| source | licence |", "| --- | --- |"]
    lines += [f"| {name} | {licence} |" for name, licence in LICENCES.items()]
    left_out = ", ".join(prepared["left out"]) or "none"
    lines += ["", f"Genres of GUM left out because their licences forbid commercial use: {left_out}.", ""]
    lines += ["| corpus file or folder | sha256 |", "| --- | --- |"]
    read = (each.task.inputs.items() for each in records if each.task.stage == fine_tuning.ENCODER.name)
    digests = prepared["corpora"] | {"/".join(Path(name).parts[-2:]): digest for each in read for name, digest in each}
    lines += [f"| {name} | {digest} |" for name, digest in digests.items()]
    return "\n".join(lines)


def _training(records: list[Finished], seed: int) -> str:
    lines = ["## Training", "", f"Seed {seed}.", "", "| stage | device | minutes |", "| --- | --- | --- |"]
    lines += [f"| {each.task.stage} | {each.device} | {each.seconds / 60:.1f} |" for each in records]
    return "\n".join(lines)


def _files(files: Mapping[str, Mapping[str, Any]]) -> str:
    total = sum(each["bytes"] for each in files.values())
    lines = [
        "## Files",
        "",
        f"{total / 1e6:.1f} MB in all; half precision, the encoder's table of pieces in int8.",
        "",
        "| file | MB | sha256 |",
    ]
    lines += ["| --- | --- | --- |"]
    lines += [f"| {name} | {each['bytes'] / 1e6:.2f} | {each['sha256']} |" for name, each in files.items()]
    return "\n".join(lines)
