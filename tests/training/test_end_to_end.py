"""One processor from corpora to a packed file, in seconds: the same commands as for the shipped set, `--size tiny`."""

import gzip
import hashlib
import json
from itertools import chain
from pathlib import Path

import pytest
import torch
from stanza.utils.conll import CoNLL

from quotes.training.__main__ import main
from quotes.training.pack import pack_file
from quotes.training.silver import Taggers
from quotes.training.weight_files import load

# Ten invented sentences, each with a subject, a verb, a multi-word token and a full stop.
PEOPLE = ("Ann", "Rui", "Kim", "Zoe", "Ravi")
VERBS = (("said", "say"), ("walked", "walk"))


def treebank() -> str:
    """A treebank of sentences like `Ann said it's so.`."""
    blocks = ["# newdoc id = invented\n# newpar"]
    for person in PEOPLE:
        for form, lemma in VERBS:
            rows = [
                f"# text = {person} {form} it's so.",
                f"1\t{person}\t{person}\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_",
                f"2\t{form}\t{lemma}\tVERB\tVBD\tTense=Past\t0\troot\t_\t_",
                "3-4\tit's\t_\t_\t_\t_\t_\t_\t_\t_",
                "3\tit\tit\tPRON\tPRP\tNumber=Sing\t5\tnsubj\t_\t_",
                "4\t's\tbe\tAUX\tVBZ\tTense=Pres\t5\tcop\t_\t_",
                "5\tso\tso\tADV\tRB\t_\t2\tccomp\t_\tSpaceAfter=No",
                "6\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_",
            ]
            blocks.append("\n".join(rows) + "\n")
    return "\n".join(blocks) + "\n"


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """A folder laid out like the corpora, with the invented treebank in every place."""
    folder = tmp_path / "corpora"
    (folder / "ud").mkdir(parents=True)
    (folder / "ner").mkdir()
    for split in ("train", "dev"):
        for name in ("en_ewt", "en_gum"):
            (folder / "ud" / f"{name}-{split}.conllu.gz").write_bytes(gzip.compress(treebank().encode()))
        names = "# doc = a\nAnn\tB-Person\nsaid\tO\nso\tO\n\n"
        (folder / "ner" / f"{split}.tsv.gz").write_bytes(gzip.compress(names.encode()))
    return folder


def test_a_lemmatizer_from_corpora_to_a_packed_file_that_loads(corpora: Path, tmp_path: Path) -> None:
    """A lemmatizer goes from corpora to a packed file that loads and knows the words it saw."""
    work = tmp_path / "work"
    common = ["--work", str(work), "--corpora", str(corpora), "--size", "tiny"]
    assert main(["prepare", *common]) == 0
    assert main(["train", *common, "lemmatizer"]) == 0
    record = work / "runs" / "lemmatizer.json"
    first = json.loads(record.read_text(encoding="utf-8"))
    changed = record.stat().st_mtime_ns
    assert main(["train", *common, "lemmatizer"]) == 0, "a finished stage is not run again"
    assert record.stat().st_mtime_ns == changed
    assert first["task"]["stage"] == "lemmatizer"
    pack_file(work / "runs" / "lemmatizer.pt", work / "lemma.pt")
    assert str(tmp_path) not in str(torch.load(work / "lemma.pt", weights_only=True)["config"])
    nlp = load({"lemma": work / "lemma.pt"}, work / "none.pt", lemma_pretagged=True)
    document = CoNLL.conll2doc(input_str=treebank())
    document.set("lemma", ["_"] * document.num_words)
    nlp.process(document, processors="lemma")
    assert [word.lemma for word in document.sentences[1].words] == ["Ann", "walk", "it", "be", "so", "."]


def tensors(path: Path) -> dict[str, str]:
    """The digest of each tensor in a weight file, by its name."""
    model = torch.load(path, weights_only=True)["model"]
    return {name: hashlib.sha256(each.numpy().tobytes()).hexdigest() for name, each in model.items()}


def test_the_same_seed_and_data_give_the_same_weights(corpora: Path, tmp_path: Path) -> None:
    """A word splitter made twice, from corpora to packed file, in two places: tensors and files agree bit by bit."""
    made = []
    for place in ("here", "elsewhere"):
        work = tmp_path / place
        common = ["--work", str(work), "--corpora", str(corpora), "--size", "tiny"]
        assert main(["prepare", *common]) == 0
        assert main(["train", *common, "mwt"]) == 0
        pack_file(work / "runs" / "mwt.pt", work / "mwt.pt")
        made.append(work)
    first, second = (tensors(work / "runs" / "mwt.pt") for work in made)
    assert len(set(first.values())) > 1, "a network was trained"
    assert first == second
    assert (made[0] / "mwt.pt").read_bytes() == (made[1] / "mwt.pt").read_bytes()


def test_two_teachers_label_together_what_they_were_taught(corpora: Path, tmp_path: Path) -> None:
    """Two teachers of names, from corpora to weights, give each word of a text one label of those they have learnt."""
    (corpora / "text").mkdir()
    (corpora / "text" / "english.txt.gz").write_bytes(gzip.compress(b"Ann said so .\n" * 200))
    work = tmp_path / "work"
    common = ["--work", str(work), "--corpora", str(corpora), "--size", "tiny"]
    assert [main([command, *common]) for command in ("prepare", "vectors")] == [0, 0]
    assert main(["train", *common, "teachers"]) == 0
    weights = work / "runs" / "ner-teacher-1.pt"
    labels = Taggers([weights, weights], work / "runs" / "vectors.pt")(
        [["Ann", "said", "so"], ["So", "said", "Rui", "."]]
    )
    assert [len(each) for each in labels] == [3, 4]
    assert set(chain.from_iterable(labels)) <= {"O", "S-Person", "B-Person", "I-Person", "E-Person"}


def test_missing_corpora_are_an_error_that_says_the_way_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Missing corpora are an error that says the way out."""
    assert main(["prepare", "--work", str(tmp_path), "--corpora", str(tmp_path / "nowhere")]) == 1
    assert "name the place with --corpora" in capsys.readouterr().err


@pytest.mark.parametrize(("processor", "command"), [("mwt", "prepare"), ("parser", "prepare")])
def test_training_before_preparing_says_what_to_run(
    processor: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Training before preparing says what to run."""
    assert main(["train", "--work", str(tmp_path), processor]) == 1
    assert f"python -m quotes.training {command}" in capsys.readouterr().err


def test_packing_before_training_says_what_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Packing before training says what to run."""
    assert main(["pack", "--work", str(tmp_path)]) == 1
    assert "python -m quotes.training train tokenizer" in capsys.readouterr().err
