"""
Model sets: ours and Stanza's own, found, checked, refused, fetched.

Stanza's packages stand in for themselves in a folder in their layout, made from the shipped files and from tiny ones
(``stanza_weights``: ten invented sentences, a few steps of Stanza's own training); its entity tagger speaks OntoNotes.
Nothing is downloaded.
"""

import hashlib
import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from stanza.resources import common
from stanza.utils.datasets.ner.simplify_ontonotes_to_worldwide import WORLDWIDE_ENTITY_MAPPING
from typer.testing import CliRunner, Result

import quotes
from quotes import cli, models
from quotes.errors import DamagedModel, FetchFailed, MissingModel
from quotes.models import SHIPPED, TAGGER, ModelSet, installed, locate, official
from quotes.models.official import PROCESSORS, StanzaSet
from quotes.parsing.entities import ENTITY_KINDS, name_words
from quotes.parsing.loading import fetch
from quotes.parsing.stanza_parser import StanzaParser
from quotes.records import Quotation
from quotes.text import Document
from tests.stanza_tagger import as_stanza_s

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "samples" / "harbour.txt"
WEIGHTS = (*(f"{each}.pt" for each in PROCESSORS), "pretrain.pt")
#: Those that are made of the shipped tagger of names.
MADE = ("ner.pt", "pretrain.pt")
#: The shipped tagger's classes in the words of OntoNotes.
ONTONOTES = {"Person": "PERSON", "Organization": "ORG", "Location": "GPE", "NORP": "NORP", "Misc": "WORK_OF_ART"}
#: Classes that are values and no names, in all tag sets together.
VALUES = {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "Date", "Money"}


def entry(path: Path, kind: str) -> dict[str, Any]:
    """What resources.json says of one file."""
    table = {"pos": "tiny", "depparse": "tiny", "ner": "news"}.get(kind)
    needs = [{"model": "pretrain", "package": table}] if table else []
    return {"md5": hashlib.md5(path.read_bytes()).hexdigest(), **({"dependencies": needs} if needs else {})}


def write_resources(folder: Path) -> None:
    """A ``resources.json`` with the package "news", whose files are there, and "default", which was not fetched."""
    kinds = {kind: {"news": entry(folder / "en" / kind / "news.pt", kind)} for kind in (*PROCESSORS, "pretrain")}
    kinds["pretrain"]["tiny"] = entry(folder / "en" / "pretrain" / "tiny.pt", "pretrain")
    others = {kind: {"combined": {"md5": "0" * 32}} for kind in PROCESSORS}
    packages = {"news": dict.fromkeys(PROCESSORS, "news"), "default": dict.fromkeys(PROCESSORS, "combined")}
    english = {"lang_name": "English", "packages": packages, **{k: kinds[k] | others.get(k, {}) for k in kinds}}
    (folder / "resources.json").write_text(json.dumps({"url": "", "en": english}), encoding="utf-8")


def relabel(path: Path) -> None:
    """Let the entity tagger call its classes by OntoNotes' names."""
    content = torch.load(path, weights_only=True)
    tags = content["vocab"]["tag"]
    names = [[_relabelled(tag) for tag in units] for units in tags["_id2unit"].values()]
    tags["_id2unit"] = dict(zip(tags["_id2unit"], names, strict=True))
    tags["_unit2id"] = {
        key: {_relabelled(tag): number for tag, number in units.items()} for key, units in tags["_unit2id"].items()
    }
    torch.save(content, path)


def _relabelled(tag: str) -> str:
    place, dash, name = tag.partition("-")
    return f"{place}{dash}{ONTONOTES.get(name, name)}"


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in the official layout: shipped files, and tiny ones of the kinds that the shipped set lacks."""
    folder = tmp_path_factory.mktemp("resources")
    for name in WEIGHTS:
        target = folder / "en" / name.removesuffix(".pt") / "news.pt"
        target.parent.mkdir(parents=True)
        own = locate().folder / name
        if name not in MADE:
            shutil.copyfile(own if own.is_file() else HERE / "stanza_weights" / name, target)
    as_stanza_s(locate().folder / TAGGER, *(folder / "en" / name.removesuffix(".pt") / "news.pt" for name in MADE))
    shutil.copyfile(HERE / "stanza_weights" / "pretrain.pt", folder / "en" / "pretrain" / "tiny.pt")
    relabel(folder / "en" / "ner" / "news.pt")
    write_resources(folder)
    return folder


@pytest.fixture
def usual(layout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, which a test may break, as Stanza's usual place."""
    folder = tmp_path / "usual place"
    shutil.copytree(layout, folder)
    monkeypatch.setenv("STANZA_RESOURCES_DIR", str(folder))
    return folder


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stanza's usual place, still empty."""
    folder = tmp_path / "nothing"
    monkeypatch.setenv("STANZA_RESOURCES_DIR", str(folder))
    return folder


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped set that a test may break."""
    return Path(shutil.copytree(locate().folder, tmp_path / "my set"))


def run(*args: str | Path) -> Result:
    """One command of the real command line."""
    return CliRunner().invoke(cli.app, list(map(str, args)))


def refused(models: str | Path) -> str:
    """What `quotes extract --models` says, in a process of its own, when it ends with exit code 3."""
    command = [sys.executable, "-m", "quotes", "extract", str(SAMPLE), "--models", str(models)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    return done.stderr


# Stanza's own packages


def test_the_usual_place_is_stanza_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the variable it is the folder of the user's cache that Stanza names."""
    monkeypatch.delenv("STANZA_RESOURCES_DIR", raising=False)
    assert str(official.home()) == str(Path(common.USER_CACHE_DIR, "resources"))


@pytest.fixture(scope="module")
def stanzas(layout: Path) -> quotes.Extractor:
    """An extractor with the package in the official layout."""
    return quotes.Extractor(models=str(layout))


def test_extraction_works_under_a_package_of_stanza_s(stanzas: quotes.Extractor, extractor: quotes.Extractor) -> None:
    """Networks of Stanza's that hardly know English find quotations that ours find, and records say who parsed."""
    text = SAMPLE.read_bytes().decode()
    expected, found = extractor.extract(text), stanzas.extract(text)
    assert {each.provenance.models.partition(" sha256:")[0] for each in found} == {"en:news"}
    assert quoted(found) & quoted(expected)


def quoted(records: list[Quotation]) -> set[str]:
    """The contents of the direct quotations among the records."""
    return {each.content.text for each in records if each.type == "direct"}


def test_a_possessive_is_no_part_of_a_name(stanzas: quotes.Extractor) -> None:
    """Stanza's tagger is run on words too: "Maria Silva", not "Maria Silva’s"."""
    parse = stanzas.parse("Maria Silva’s lawyer met the mayor of Lisbon.")
    assert ("Maria Silva", "person") in [(each.span.of(parse.text), each.kind) for each in parse.entities]


@pytest.mark.parametrize("name", ["en", "en:news"])
def test_the_usual_place_is_looked_at_by_name(usual: Path, name: str) -> None:
    """The package that is asked for, or the one that is complete, and the default one is not."""
    models = locate(name)
    models.check()
    assert (models.folder, models.name) == (usual, "en:news")


@pytest.mark.parametrize("suffix", ["", ":news"])
def test_a_folder_in_the_official_layout(usual: Path, suffix: str) -> None:
    """Any folder will do, with or without a package's name."""
    assert locate(f"{usual}{suffix}").name == "en:news"


def test_complete_packages_are_listed(usual: Path) -> None:
    """`quotes models` names the shipped set and what is in Stanza's usual place."""
    assert [each.name for each in installed()][1:] == ["en:news"]
    result = run("models", "list")
    assert result.exit_code == 0
    assert "\nen:news\n  size " in result.stdout
    assert f"  path      {usual}\n" in result.stdout


def test_models_that_were_never_fetched(nowhere: Path) -> None:
    """Nothing is downloaded unasked: exit code 3, and the command that does it."""
    assert "no model set 'en'" in (said := refused("en"))
    assert said.endswith("get it with `quotes models fetch en`\n")
    assert run("models", "path", "en:default_fast").stderr.endswith("`quotes models fetch en --package default_fast`\n")
    assert not nowhere.exists()


def test_a_package_that_was_not_fetched(usual: Path) -> None:
    """The default package is known, but its files are not there."""
    assert "no model set 'en:default'" in (said := refused("en:default"))
    assert said.endswith("get it with `quotes models fetch en`\n")


def test_a_package_that_does_not_exist(usual: Path) -> None:
    """A name that Stanza does not know is not fetched either."""
    with pytest.raises(MissingModel, match=r"no model set 'en:old' .*; `quotes models` lists"):
        locate("en:old").check()


def test_a_missing_file_of_a_folder_is_fetched_there(usual: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of the usual place the command names the folder."""
    monkeypatch.delenv("STANZA_RESOURCES_DIR")
    (usual / "en" / "pretrain" / "news.pt").unlink()
    with pytest.raises(MissingModel) as caught:
        locate(f"{usual}:news").check()
    assert caught.value.mend == f"STANZA_RESOURCES_DIR='{usual}' quotes models fetch en --package news"


def test_a_damaged_file_of_stanza_s(usual: Path) -> None:
    """A file whose md5 is not the one in resources.json is refused, and fetched anew."""
    (usual / "en" / "mwt" / "news.pt").write_bytes(b"half a file")
    assert "news.pt: has md5 " in (said := refused("en"))
    assert said.endswith("mend it with `quotes models fetch en --package news`\n")


def test_an_older_file_that_stanza_still_takes(usual: Path) -> None:
    """Resources name a second md5 where an older file will do."""
    path = usual / "resources.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    known = content["en"]["mwt"]["news"]
    known |= {"md5": "0" * 32, "alternate_md5": known["md5"]}
    path.write_text(json.dumps(content), encoding="utf-8")
    locate("en").check()


@pytest.mark.parametrize(
    "content", ["{", "[]", "{}", '{"en": {}}', '{"en": {"packages": {}}}', '{"en": {"packages": 1}}']
)
def test_resources_that_name_nothing(usual: Path, content: str) -> None:
    """A broken resources.json is a damaged model."""
    (usual / "resources.json").write_text(content, encoding="utf-8")
    with pytest.raises(DamagedModel, match=r"resources\.json: names no packages for 'en'.*quotes models fetch en"):
        locate("en").check()


def test_what_a_package_lacks_comes_from_the_default_one(usual: Path) -> None:
    """Packages of one treebank have no entity tagger; a lemmatizer called "identity" has no file."""
    path = usual / "resources.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["en"]["packages"]["small"] = {"tokenize": "news", "mwt": "news", "pos": "news", "lemma": "identity"}
    path.write_text(json.dumps(content), encoding="utf-8")
    models = StanzaSet(usual, "small")
    assert models.processors["ner"] == "combined"
    assert models.processors["lemma"] == "identity"
    assert "lemma" not in models.downloads


def test_a_package_that_needs_another_library(usual: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The most accurate packages rest on a transformer: the message says what to install."""

    def needs_more(*args: object, **options: object) -> None:
        raise ImportError("no transformers")

    monkeypatch.setattr("stanza.Pipeline", needs_more)
    with pytest.raises(DamagedModel, match=r"no transformers.*pip install 'stanza\[transformers\]'"):
        StanzaParser(locate("en"))


# Fetching


@pytest.fixture
def stanzas_site(layout: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Stanza's two functions that download, which copy here instead; what they are asked for."""
    asked: list[dict[str, str]] = []

    def resources(place: str) -> None:
        Path(place).mkdir(parents=True)
        shutil.copy(layout / "resources.json", place)

    def download(language: str, place: str, *, processors: dict[str, str], **options: object) -> None:
        asked.append(processors)
        assert options == {"package": None, "download_json": False}
        shutil.copytree(layout / language, Path(place, language))

    monkeypatch.setattr(common, "download_resources_json", resources)
    monkeypatch.setattr(common, "download", download)
    return asked


def test_fetching_a_package(nowhere: Path, stanzas_site: list[dict[str, str]]) -> None:
    """Asked for, a package is downloaded into the usual place, without what is not needed, and checked."""
    result = run("models", "fetch", "en", "--package", "news")
    assert result.exit_code == 0
    assert result.stderr == f"quotes: en:news is in {nowhere}; use it with `--models en:news`\n"
    assert stanzas_site == [dict.fromkeys(PROCESSORS, "news")]
    locate("en:news").check()


def test_fetching_a_package_that_does_not_exist(nowhere: Path, stanzas_site: list[dict[str, str]]) -> None:
    """An unknown name is exit code 3, and nothing is downloaded."""
    result = run("models", "fetch", "en", "--package", "old")
    assert result.exit_code == 3
    assert "no model set 'en:old'" in result.stderr
    assert stanzas_site == []


def test_fetching_without_a_connection(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offline the command says what else can be done, and exits with 3."""

    def unreachable(*args: object, **options: object) -> None:
        raise socket.gaierror("name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unreachable)
    monkeypatch.setattr(socket.socket, "connect", unreachable)
    result = run("models", "fetch", "en")
    assert result.exit_code == 3
    assert f"en:default: could not be downloaded into {nowhere} (" in result.stderr
    assert "copy that folder from a machine that has it" in result.stderr
    with pytest.raises(FetchFailed):
        fetch()


def test_only_english_can_be_fetched() -> None:
    """The rules read English."""
    assert run("models", "fetch", "de").exit_code == 2


# Classes of entities


@pytest.mark.parametrize(("wide", "ours"), WORLDWIDE_ENTITY_MAPPING.items())
def test_classes_of_ontonotes_and_of_the_newswire_agree(wide: str, ours: str | None) -> None:
    """Stanza's own table of both tag sets: a class and its twin are of one kind, or both are values."""
    assert ENTITY_KINDS.get(wide) == (ENTITY_KINDS.get(ours) if ours else None)
    assert (wide in ENTITY_KINDS) != (wide in VALUES)
    assert ours is None or (ours in ENTITY_KINDS) != (ours in VALUES)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        *{"PER": "person", "ORG": "organization", "LOC": "location", "MISC": "misc"}.items(),
        *{"Person": "person", "Organization": "organization", "Location": "location"}.items(),
        *{"NORP": "group", "Misc": "misc", "GPE": "location", "FAC": "location", "WORK_OF_ART": "misc"}.items(),
    ],
)
def test_classes_of_each_tag_set(label: str, kind: str) -> None:
    """CoNLL's four, the shipped tagger's five, and some of OntoNotes."""
    assert ENTITY_KINDS[label] == kind


@pytest.mark.parametrize(
    ("label", "words", "name"),
    [
        ("ORG", "the Harbour Board", "Harbour Board"),
        ("ORG", "The Harbour Gazette", "The Harbour Gazette"),
        ("GPE", "Portugal 's", "Portugal"),
        ("ORG", "the council ’s", "council"),
        ("PERSON", "Silva", "Silva"),
        ("ORG", "the 's", "'s"),
        ("Organization", "the Harbour Board 's", "the Harbour Board 's"),
    ],
)
def test_articles_and_possessives_are_no_part_of_a_name(label: str, words: str, name: str) -> None:
    """OntoNotes has them inside, the shipped tagger's data outside."""
    given = words.split()
    assert " ".join(given[name_words(label, given)]) == name


# Damage


def corrupt(folder: Path) -> None:
    """Turn one bit."""
    data = bytearray((folder / "mwt.pt").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "mwt.pt").write_bytes(data)


def truncate(folder: Path) -> None:
    """Lose the second half."""
    data = (folder / "encoder.pt").read_bytes()
    (folder / "encoder.pt").write_bytes(data[: len(data) // 2])


def swap(folder: Path) -> None:
    """Exchange two files."""
    (folder / "lemma.pt").rename(folder / "other")
    (folder / "encoder.pt").rename(folder / "lemma.pt")
    (folder / "other").rename(folder / "encoder.pt")


def lose(folder: Path) -> None:
    """Leave one out."""
    (folder / "mwt.pt").unlink()


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (corrupt, "mwt.pt: has sha256 "),
        (truncate, "encoder.pt: has "),
        (swap, "encoder.pt: has "),
        (lose, "mwt.pt: is missing"),
    ],
)
def test_a_damaged_set_is_refused(damage: Callable[[Path], None], reason: str, copied: Path) -> None:
    """Exit code 3 before anything is loaded, with the file, what is wrong with it, and the command that mends it."""
    damage(copied)
    said = refused(copied)
    assert reason in said
    way_out = f"""cp "$(quotes models path {SHIPPED})"/* '{copied}'"""
    assert said.endswith(f"; mend it with `{way_out}`\n")
    result = run("models", "check", copied)
    assert result.exit_code == 3
    assert result.stderr == said


def test_swapped_files_of_one_size_are_told_by_their_digests(copied: Path) -> None:
    """Sizes are not enough."""
    other = (copied / "lemma.pt").read_bytes()
    manifest = json.loads((copied / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"]["encoder.pt"]["bytes"] = len(other)
    (copied / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (copied / "encoder.pt").write_bytes(other)
    with pytest.raises(DamagedModel, match=r"encoder\.pt: has sha256 .*python -m quotes\.training pack"):
        locate(str(copied)).check()


@pytest.mark.parametrize(
    ("place", "noted", "command"),
    [
        (".git", None, "git -C {folder} checkout -- quotes/models"),
        ("lib", '{"url": "file:///srv/quotes.whl"}', "pip install --force-reinstall --no-deps file:///srv/quotes.whl"),
        ("lib", None, "pip install --force-reinstall --no-deps WHEEL"),
    ],
)
def test_the_shipped_set_is_mended_from_where_it_came(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str, noted: str | None, command: str
) -> None:
    """In a clone by git, else from what pip noted; never from PyPI, where the name is a stranger's."""
    inside = tmp_path / "quotes" / "models" / SHIPPED
    (tmp_path / place).mkdir()
    inside.mkdir(parents=True)
    shutil.copy(locate(SHIPPED).folder / "manifest.json", inside)
    monkeypatch.setattr(models, "_HOME", inside.parent)
    monkeypatch.setattr(models, "distribution", lambda _: SimpleNamespace(read_text=lambda _: noted))
    assert f"`{command.format(folder=tmp_path)}`" in str(ModelSet(inside).damaged(inside, "is odd"))


@pytest.mark.parametrize(
    "content", ["{", "[]", "{}", '{"files": {}}', '{"name": "a", "version": 1, "files": {"lemma.pt": {}}}', None]
)
def test_a_manifest_that_leaves_files_unchecked(copied: Path, content: str | None) -> None:
    """A manifest without the digest of each file is refused: what it leaves out would be loaded unchecked."""
    path = copied / "manifest.json"
    if content is None:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        del manifest["files"]["tokenize.pt"]
        content = json.dumps(manifest)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DamagedModel, match=r"manifest\.json: .*mend it with"):
        ModelSet(copied).check()


class Malicious:
    """Unpickled with trust, it leaves a file behind."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self.trace,)


@pytest.mark.parametrize("name", ["tokenize.pt", "mwt.pt", "lemma.pt", "names.pt", "encoder.pt", "meaning.pt"])
def test_pickled_code_in_a_weight_file_is_not_run(name: str, copied: Path, tmp_path: Path) -> None:
    """Even a set whose manifest vouches for it: the file is refused, and what it would do is not done."""
    trace = tmp_path / "trace"
    torch.save({"model": Malicious(trace), "emb": Malicious(trace), "vocab": {}}, copied / name)
    data = (copied / name).read_bytes()
    manifest = json.loads((copied / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    (copied / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(DamagedModel, match=r"cannot be loaded \(UnpicklingError: .*mend it with"):
        StanzaParser(locate(str(copied)))
    assert not trace.exists()
    torch.load(copied / name, weights_only=False)
    assert trace.exists(), "the file would have done it"


def test_a_set_may_lack_what_words_ask_for(copied: Path) -> None:
    """One that was trained without `meaning.pt` reads all else; its words carry no vectors."""
    document = Document("a", "Ana Reis said the port was shut.")
    assert all(word.vectors for word in StanzaParser(locate())(document).sentences[0].words)
    manifest = json.loads((copied / "manifest.json").read_text(encoding="utf-8"))
    del manifest["files"]["meaning.pt"]
    (copied / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert not any(word.vectors for word in StanzaParser(locate(str(copied)))(document).sentences[0].words)


# The command


def test_the_folder_of_a_set() -> None:
    """`quotes models path` prints it, and nothing else."""
    assert run("models", "path").stdout == f"{locate(SHIPPED).folder}\n"
    assert run("models", "path", "tiny").exit_code == 3


def test_checking_what_is_installed() -> None:
    """Each set with its version, and whether its files are whole."""
    result = run("models", "check")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{locate(SHIPPED).name}\n  check     all files have")


@pytest.mark.parametrize("command", ["list", "check", "path", "fetch"])
def test_each_subcommand_has_help(command: str) -> None:
    """Help says what it does, in a sentence."""
    result = run("models", command, "--help")
    assert result.exit_code == 0
    assert "\n  " in result.stdout
