"""
Hostile input, guided by which lines it reaches (atheris, `pip install atheris`).  From the top of the repository:

    python -m tests.fuzz --minutes 60 --corpus training/fuzz     # an hour, shared out among all targets
    python -m tests.fuzz inputs --minutes 5 --corpus training/fuzz

What reached something new is kept in the corpus, one folder a target, and the next run begins with it and with what
hours before reached, ``tests/fuzz.zip``, which ``--keep`` writes anew; an input that broke something is kept in the
corpus as ``crash-…``, and the exit code is 1.
"""

import argparse
import importlib
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from attrs import evolve

try:
    atheris: Any = importlib.import_module("atheris")
except ImportError:
    sys.exit("python -m tests.fuzz needs atheris: pip install atheris")

with atheris.instrument_imports(include=["quotes"]):
    from quotes.errors import QuotesError, UnreadableDocument
    from quotes.inputs import Reading, read_inputs
    from quotes.page import frame_of
    from quotes.parsing import Parse, Sentence
    from quotes.parsing.conllu import dumps, loads
    from quotes.pipeline import records_of
    from quotes.records import Quotation, json_object
    from quotes.text import Document
    from quotes.text.plain import plain
    from quotes.words.lexicon import lexicon

from tests.casefiles import HERE, cases_in, parses_in

#: Formats of inputs, by the first byte of what is tried.
_FORMATS = ("auto", "text", "html", "jsonl", "json", "ninjs", "csv", "warc")
#: What was kept of the hours before.
KEPT = Path(__file__).with_name("fuzz.zip")
#: Words of a parse that are changed at most.
_CHANGES = 12
#: Seconds after which one input counts as broken; megabytes of memory likewise.
_SLOW, _LARGE = 60, 4096


def page(data: bytes) -> None:
    """Any text is made plain, its marks are paired, and the page around it is read; what is found stands there."""
    document = plain(Document("fuzz", data.decode("utf-8", "ignore")))
    for each in document.quoted:
        assert document.text[each.span.start : each.span.end]
    frame = frame_of(document, lexicon())
    for found in (frame.byline, frame.agency, frame.headline):
        assert found is None or all(0 <= each.start < each.end <= len(document.text) for each in found.spans)


def inputs(data: bytes) -> None:
    """Any file is read as documents, or said to be none."""
    with NamedTemporaryFile(dir="/dev/shm") as file:
        file.write(data[1:])
        file.flush()
        for each in read_inputs([file.name], Reading(_FORMATS[data[0] % len(_FORMATS)] if data else "auto")):
            assert isinstance(each, Document | UnreadableDocument)


def records(data: bytes) -> None:
    """Any line is a record, which is written as it was read, or is said to be none."""
    try:
        read = Quotation.from_json(json_object(data, "fuzz", 1), "fuzz", 1)
    except QuotesError:
        return
    assert Quotation.from_json(json.loads(json.dumps(read.as_json())), "fuzz", 1) == read


def conllu(data: bytes) -> None:
    """Any text is CoNLL-U, or a ValueError says in which line it is none."""
    document = plain(Document("fuzz", "“We are ready,” he said."))
    try:
        found = loads(data.decode("utf-8", "ignore"), document)
    except ValueError:
        return
    dumps(found)


def whole(data: bytes) -> None:
    """A frozen parse with some words misread gives records, and what they quote stands in the text."""
    chance = random.Random(data)
    case = chance.choice(CASES)
    parse = _misread(case.parse, data)
    for each in records_of(parse, lexicon(), "fuzz", unsaid=True):
        for part in (each.content, each.cue, each.source, each.medium):
            if part is not None:
                assert part.text == " … ".join(case.text[span.start : span.end] for span in part.spans)


CASES = [
    case
    for path in sorted((HERE / "parses").glob("*.conllu"))
    if (HERE / "cases" / f"{path.stem}.md").is_file()
    for case in cases_in(path.stem)
    if case.title in parses_in(path.stem)
]
_WORDS = [word for case in CASES[::20] for sentence in case.parse.sentences for word in sentence.words]


def _misread(parse: Parse, data: bytes) -> Parse:
    """The parse with some words' tags, heads and odds those of other words, as the bytes say."""
    chosen = atheris.FuzzedDataProvider(data)
    sentences: list[Sentence] = list(parse.sentences)
    for _ in range(chosen.ConsumeIntInRange(0, _CHANGES) if sentences else 0):
        at = chosen.ConsumeIntInRange(0, len(sentences) - 1)
        words = list(sentences[at].words)
        number = chosen.ConsumeIntInRange(0, len(words) - 1)
        other = _WORDS[chosen.ConsumeIntInRange(0, len(_WORDS) - 1)]
        misread = evolve(other, number=number + 1, span=words[number].span, text=words[number].text)
        words[number] = evolve(misread, head=chosen.ConsumeIntInRange(0, len(words)))
        sentences[at] = evolve(sentences[at], words=tuple(words))
    return evolve(parse, sentences=tuple(sentences))


TARGETS: dict[str, Callable[[bytes], None]] = {each.__name__: each for each in (page, inputs, records, conllu, whole)}


def seeds(target: str) -> list[bytes]:
    """What a target begins with: texts, parses and records of the tests and samples."""
    texts = [case.text.encode() for case in CASES[::10]]
    if target in {"page", "whole"}:
        return texts
    if target == "conllu":
        return [dumps(case.parse).encode() for case in CASES[::40]]
    lines = [line for path in sorted(Path("samples").glob("*.jsonl")) for line in path.read_bytes().splitlines()]
    if target == "records":
        return lines
    row = json.dumps({"text": "“We are ready,” he said.", "url": "https://example.com/a", "byline": "By A. B."})
    tags = "<html><body><article><h1>Boats</h1><p>“We are ready,” he said.</p></article></body></html>"
    files = (row, tags, "text\nHe said.")
    return [bytes([number]) + each.encode() for number in range(len(_FORMATS)) for each in files]


def _run(target: str, seconds: int, corpus: Path) -> int:
    """Fuzz one target in a process of its own, which ends it when the time is over; its exit code."""
    folder = corpus / target
    folder.mkdir(parents=True, exist_ok=True)
    if KEPT.is_file():
        with ZipFile(KEPT) as archive:
            archive.extractall(corpus, [name for name in archive.namelist() if name.startswith(f"{target}/")])
    for number, each in enumerate(seeds(target)):
        (folder / f"seed-{number:03}").write_bytes(each)
    limits = [f"-max_total_time={seconds}", f"-timeout={_SLOW}", f"-rss_limit_mb={_LARGE}"]
    line = [sys.executable, "-m", "tests.fuzz", target, "--here", *limits, f"-artifact_prefix={folder}/", str(folder)]
    return subprocess.run(line, check=False).returncode


def keep(corpus: Path) -> None:
    """Write the inputs of a corpus into the archive that the repository holds."""
    found = sorted(path for path in corpus.glob("*/*") if not path.name.startswith("seed-"))
    with ZipFile(KEPT, "w", ZIP_DEFLATED) as archive:
        for path in found:
            archive.writestr(ZipInfo(f"{path.parent.name}/{path.name}"), path.read_bytes(), ZIP_DEFLATED)


def main(arguments: list[str] | None = None) -> int:
    """The command line; exit code 1 where something broke."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("targets", nargs="*", default=[*TARGETS], metavar="TARGET", help=", ".join(TARGETS))
    options.add_argument("--minutes", type=float, default=5, help="for all targets together")
    options.add_argument("--corpus", type=Path, default=Path("training/fuzz"))
    options.add_argument("--keep", action="store_true", help="write what was reached into tests/fuzz.zip")
    options.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked, rest = options.parse_known_args(arguments)
    if asked.here:
        atheris.Setup([sys.argv[0], *rest, *asked.targets[1:]], TARGETS[asked.targets[0]])
        atheris.Fuzz()
    codes = [_run(each, round(60 * asked.minutes / len(asked.targets)), asked.corpus) for each in asked.targets]
    if asked.keep:
        keep(asked.corpus)
    return min(1, max(codes))


if __name__ == "__main__":
    sys.exit(main())
