"""
Which articles give other records than before?  Run from the top of the repository:

    python -m tests.regression --check                 # lists the articles whose records changed; exit code 1 if any
    python -m tests.regression --show train/af_afrol_2 # what changed in one article, record by record
    python -m tests.regression --write                 # takes the records of now as the new state

``regression.txt`` keeps a digest of the records of each article of ``../shared/gold`` and of PolNeAR dev: a step that
only moves code leaves all of them, any other shows which articles to read before it is committed.

The texts are parsed once; parses and records are kept in a work folder (``--work``, by default the user's cache):
``parses/MODELS/SET/ARTICLE.conllu`` and ``records/DIGEST.json``.  A digest is that of the records' content, without
what differs between machines and versions (the file's place, the versions of ``quotes`` and Stanza), so records that
any earlier run has made here can be compared with, also those of another commit.  Parses do differ between kinds of
processors, which round differently: on another one write the digests anew before you change anything.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen
from platformdirs import user_cache_path

from quotes.evaluation.gold import read_gold
from quotes.models import ModelSet, locate
from quotes.parsing import Parse
from quotes.parsing.conllu import dumps, loads
from quotes.parsing.stanza_parser import StanzaParser
from quotes.pipeline import records_of
from quotes.text import Document
from quotes.text.plain import plain
from quotes.words.lexicon import lexicon

SHARED = Path(__file__).parents[2] / "shared"
SETS = {
    **{name: SHARED / "gold" / name for name in ("train", "pages", "reports", "dev")},
    "polnear": SHARED / "corpora" / "polnear" / "dev.jsonl.gz",
}
DIGESTS = Path(__file__).with_name("regression.txt")
_MODELS = "# models "
_DIGITS = 16

#: A record as JSON, without what differs between machines and versions.
Record = dict[str, Any]


@frozen
class Work:
    """The folder in which parses and records are kept from run to run."""

    folder: Path
    models: str

    def parse(self, name: str, document: Document) -> Parse:
        """The parse of the article of that name; made by the shipped models where the folder has none."""
        path = self.folder / "parses" / self.models.replace(" sha256:", "-") / f"{name}.conllu"
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dumps(parser()(plain(document))), encoding="utf-8")
        return loads(path.read_text(encoding="utf-8"), plain(document))

    def keep(self, records: list[Record]) -> str:
        """The digest of the records, under which they can be read again."""
        content = json.dumps(records, ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]
        path = self._records(digest)
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return digest

    def read(self, digest: str) -> list[Record] | None:
        """The records with that digest, or None where no run has made them here."""
        path = self._records(digest)
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None

    def _records(self, digest: str) -> Path:
        return self.folder / "records" / f"{digest}.json"


@cache
def parser() -> StanzaParser:
    """The parser, loaded when the first text needs it."""
    return StanzaParser(locate())


def shipped_models() -> str:
    """Name and digest of the shipped models, on which parses depend: "compact-en-7 sha256:0123456789ab"."""
    models = locate()
    assert isinstance(models, ModelSet)
    return f"{models.name} sha256:{models.digest[:12]}"


def articles(sets: Iterable[str]) -> Iterator[tuple[str, Document]]:
    """Each article of the *sets* by its name, "train/af_afrol_2"."""
    for each in sets:
        for article in read_gold(SETS[each]).articles:
            yield f"{each}/{article.name}", article.document


def records_now(work: Work, name: str, document: Document) -> list[Record]:
    """What is extracted from an article now."""
    found = records_of(work.parse(name, document), lexicon(), "frozen")
    return [comparable(each.as_json()) for each in found]


def comparable(record: Record) -> Record:
    """The record without the file's place and the versions of what made it."""
    document = {name: value for name, value in record["document"].items() if name != "uri"}
    made_by = {"extractor", "stanza", "models"}
    provenance = {name: value for name, value in record["provenance"].items() if name not in made_by}
    return {**record, "document": document, "provenance": provenance}


def differences(before: list[Record], now: list[Record]) -> Iterator[str]:
    """Lines that say what another run lost (-), won (+) and changed (~), statement by statement."""
    old, new = ({each["id"]: each for each in side} for side in (before, now))
    for key in dict.fromkeys([*old, *new]):
        if key not in new:
            yield f"- {_short(old[key])}"
        elif key not in old:
            yield f"+ {_short(new[key])}"
        elif changed := list(_changed(old[key], new[key])):
            yield f"~ {_short(new[key])}"
            yield from (f"    {each}" for each in changed)


def _changed(before: Any, now: Any, path: str = "") -> Iterator[str]:
    """The fields in which two values differ: "speaker.name: 'He' → 'Rui Prata'"."""
    if isinstance(before, dict) and isinstance(now, dict):
        for name in dict.fromkeys([*before, *now]):
            yield from _changed(before.get(name), now.get(name), f"{path}.{name}".lstrip("."))
    elif before != now:
        yield f"{path}: {before!r} → {now!r}"


def _short(record: Record) -> str:
    """A record in one line: its type, its chain, its rule, and how it begins."""
    chain = " → ".join(hop["name"] for hop in record["chain"])
    return f"{record['type']} {chain} [{record['provenance']['rule']}] {record['content']['text'][:90]!r}"


def read_digests(path: Path = DIGESTS) -> tuple[str, dict[str, str]]:
    """The models that the digests in the file were made with, and the digest of each article."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    models = next((line.removeprefix(_MODELS) for line in lines if line.startswith(_MODELS)), "")
    return models, dict(line.split(" ") for line in lines if line and not line.startswith("#"))


def write_digests(models: str, digests: dict[str, str], path: Path = DIGESTS) -> None:
    """Write the file that `read_digests` reads."""
    head = f"# Digests of the records of each article; see regression.py.\n{_MODELS}{models}\n"
    path.write_text(head + "".join(f"{name} {digest}\n" for name, digest in sorted(digests.items())), encoding="utf-8")


def compare(work: Work, sets: list[str], write: bool) -> int:
    """Compare the articles of the *sets* with the file; the exit code."""
    models, known = read_digests()
    if models != work.models:
        _say(f"the digests were made with {models or 'no models'}, the package has {work.models}: all may differ")
    now = {}
    for name, document in articles(sets):
        now[name] = work.keep(records_now(work, name, document))
        if known.get(name) != now[name]:
            _say(f"{name}: {known.get(name, 'new')} → {now[name]}")
    gone = [name for name in known if name.partition("/")[0] in sets and name not in now]
    changed = [name for name in now if known.get(name) != now[name]] + gone
    _say(f"{len(changed)} of {len(now)} articles give other records; --show ARTICLE says which")
    if write:
        write_digests(work.models, {name: digest for name, digest in (known | now).items() if name not in gone})
    return 0 if write or not changed else 1


def show(work: Work, wanted: str) -> int:
    """Print what changed in one article; the exit code."""
    name, document = next(each for each in articles([wanted.partition("/")[0]]) if each[0] == wanted)
    digest = read_digests()[1].get(name, "")
    before, now = work.read(digest), records_now(work, name, document)
    if before is None:
        _say(
            f"no records {digest} in {work.folder}: run --check on the commit that they were made with, then again here"
        )
        return 1
    for line in differences(before, now):
        _say(line)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for; the exit code: 0 nothing changed, 1 something did, 2 the gold is missing."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = options.add_mutually_exclusive_group(required=True)
    what.add_argument("--check", action="store_true", help="list the articles that changed")
    what.add_argument("--write", action="store_true", help="list them, and rewrite the digests")
    what.add_argument("--show", metavar="ARTICLE", help="the differences of one article, such as dev/seed_000")
    options.add_argument("--sets", nargs="+", choices=SETS, default=[*SETS], help="only these sets")
    options.add_argument("--work", type=Path, default=user_cache_path("quotes") / "regression", metavar="FOLDER")
    asked = options.parse_args(arguments)
    if missing := [str(SETS[each]) for each in asked.sets if not SETS[each].exists()]:
        sys.stderr.write(f"skipped: no gold at {', '.join(missing)}\n")
        return 2
    work = Work(asked.work, shipped_models())
    return show(work, asked.show) if asked.show else compare(work, asked.sets, asked.write)


if __name__ == "__main__":
    sys.exit(main())
