"""
Gold that others made, where the shared folder is there beside the checkout: single articles, floors, other scorers.

The figures must not fall; the floors lie about two points below what was measured when they were set, which is what a
new set of weights may shift by chance.  (The samples have a stricter floor: no line may be lost, see test_samples.)
"""

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from quotes import Document, Extractor, Quotation, read
from quotes.evaluation import Evaluation, below, evaluate
from quotes.records import Content, Cue, Source, as_line, quoted_text
from quotes.text.spans import Span

SHARED = Path(__file__).parents[2] / "shared"
GOLD = SHARED / "gold" / "dev"
POLNEAR = SHARED / "corpora" / "polnear" / "dev.jsonl.gz"
TOOLS = SHARED / "tools"
needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason=f"no gold articles at {GOLD}")
needs_polnear = pytest.mark.skipif(not POLNEAR.is_file(), reason=f"no PolNeAR development articles at {POLNEAR}")
needs_tools = pytest.mark.skipif(not TOOLS.is_dir(), reason=f"no other scorers at {TOOLS}")

#: In percent, for the gold articles; measured 89.6, 95.9, 93.8, 92.0, 92.5 and 82.8.
GOLD_FLOORS = {"match": 87, "source": 95.5, "speaker": 93, "relays": 92, "chain": 91.5, "end-to-end": 79}
#: In percent, for the first articles of PolNeAR dev; measured 63.7, 77.3, 73.4, 85.4 and 65.0.
POLNEAR_FLOORS = {"exact": 61.5, "match": 75, "ar": 71, "direct-recall": 83, "indirect-recall": 62.5}
#: So many take some 15 seconds of one core.
POLNEAR_ARTICLES = 20

#: Our names of the figures by those of the other scorer.
THEIRS = {
    "content_exact": "exact",
    "content_chars": "overlap",
    "match": "match",
    "ar": "ar",
    "ar_strict": "ar-strict",
    "cue_exact": "cue",
}


@pytest.fixture(scope="module")
def gold_records(extractor: Extractor) -> list[Quotation]:
    """What is extracted from the gold articles."""
    return [each for path in sorted(GOLD.glob("*.txt")) for each in extractor.extract_all(read(str(path)))]


@pytest.fixture(scope="module")
def gold_file(gold_records: list[Quotation], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file of records."""
    return written(gold_records, tmp_path_factory.mktemp("gold") / "records.jsonl")


@pytest.fixture(scope="module")
def polnear(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The first articles of PolNeAR dev as a file of gold, and what is extracted from them."""
    folder = tmp_path_factory.mktemp("polnear")
    lines = polnear_lines()[:POLNEAR_ARTICLES]
    (folder / "gold.jsonl").write_text("".join(lines), encoding="utf-8")
    documents = [Document(each["doc"], each["text"]) for each in map(json.loads, lines)]
    records = [each for document in documents for each in extractor.extract(document)]
    return folder / "gold.jsonl", written(records, folder / "records.jsonl")


def polnear_lines() -> list[str]:
    """The articles of PolNeAR dev, a line each."""
    return gzip.decompress(POLNEAR.read_bytes()).decode().splitlines(keepends=True)


def written(records: list[Quotation], path: Path) -> Path:
    """The file in which these records are now."""
    path.write_text("".join(as_line(each.as_json()) for each in records), encoding="utf-8")
    return path


def other_scorer(name: str, gold: Path, records: Path, *options: str) -> dict[str, Any]:
    """What the other scorer of that name says."""
    out = records.with_suffix(".json")
    command = [sys.executable, TOOLS / f"{name}.py", gold, records, "--json", out, *options]
    subprocess.run(command, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def lost(evaluation: Evaluation, floors: dict[str, float]) -> list[str]:
    """The floors that are not reached."""
    return list(below(evaluation, floors))


def _about(words: str, name: str, records: list[Quotation]) -> list[Quotation]:
    """The statements of an article in which those words stand."""
    here = [each for each in records if each.document.id == name and each.attitude == "assertion"]
    return [each for each in here if words in each.content.text]


def _chain(quotation: Quotation) -> list[str]:
    return [hop.name for hop in quotation.chain]


@needs_gold
@pytest.mark.parametrize("words", ["“punish the evil forces”", "“always be standing with Russia”"])
def test_kim_by_way_of_cnn_and_ani(words: str, gold_records: list[Quotation]) -> None:
    """A closing credit that the parser hangs into the content covers both coordinated statements."""
    assert [_chain(each) for each in _about(words, "seed_000.txt", gold_records)] == [["Kim Jong Un", "CNN", "ANI"]]


@needs_gold
def test_observers_by_way_of_yonhap(gold_records: list[Quotation]) -> None:
    """Of two credits in one sentence the closing one is the relay."""
    (found,) = _about("Putin’s visit to Pyongyang will be discussed", "seed_000.txt", gold_records)
    assert found.chain[0].name == "observers"
    assert found.chain[1].name.startswith("Yonhap")
    assert found.chain[1].role == "relay"


@needs_gold
def test_lavrov_s_vow_by_way_of_sputnik_and_yonhap(gold_records: list[Quotation]) -> None:
    """The vow is Lavrov's, with the agency named in the sentence, the agency of the byline, and the paper."""
    (found,) = _about("resist the hegemonic aspirations", "seed_003.txt", gold_records)
    assert _chain(found) == ["Sergei Lavrov", "Sputnik", "Yonhap", "The Korea Herald"]


@needs_gold
@pytest.mark.parametrize(
    "words",
    [
        pytest.param(
            "I will visit Pyongyang next month",
            marks=pytest.mark.xfail(strict=True, reason="the parser hangs “said” on the clause about the Assembly"),
        ),
        "in accordance with the agreement",
    ],
)
def test_lavrov_by_way_of_donga_and_news_rebeat(words: str, gold_records: list[Quotation]) -> None:
    """A source line and an author's note give agency and publisher."""
    (found,) = _about(words, "seed_004.txt", gold_records)
    assert _chain(found)[0] in {"Sergei Lavrov", "Sergey Lavrov"}
    assert _chain(found)[-1] == "News Rebeat"
    assert len(_chain(found)) == 3


@needs_gold
def test_figures_on_the_gold_articles_do_not_fall(gold_file: Path) -> None:
    """Statements, sources, speakers, relays and chains stay above their floors."""
    assert lost(evaluate(GOLD, gold_file), GOLD_FLOORS) == []


@needs_polnear
def test_figures_on_polnear_do_not_fall(polnear: tuple[Path, Path]) -> None:
    """Statements and attitudes of the first development articles stay above their floors."""
    assert lost(evaluate(*polnear), POLNEAR_FLOORS) == []


@needs_gold
@needs_tools
def test_figures_of_chains_are_those_of_the_other_scorer(gold_file: Path) -> None:
    """Match, source, speaker, relays, chain and end to end, to the last digit that it gives."""
    theirs, ours = other_scorer("score_chains", GOLD, gold_file), evaluate(GOLD, gold_file)
    for name in ("match", "relays", "end to end"):
        score = ours.scores[name.replace(" ", "-")]
        parts = (score.precision, score.recall, score.f1)
        assert dict(zip(("p", "r", "f1"), (round(100 * part, 1) for part in parts), strict=True)) == theirs[name]
    for name in ("source", "speaker", "chain"):
        assert round(100 * ours.shares[name].value, 1) == theirs[name]
    assert (ours.documents, ours.scores["match"].gold, ours.scores["match"].found) == (
        theirs["documents"],
        theirs["gold"],
        theirs["predicted"],
    )


@needs_polnear
@needs_tools
def test_figures_of_attributions_are_those_of_the_other_scorer(polnear: tuple[Path, Path]) -> None:
    """Exact, overlap, match, AR, cue, source and types, for what is extracted from the first articles."""
    assert_same_figures(*polnear)


@needs_polnear
@needs_tools
def test_other_scorer_agrees_on_all_of_polnear(quotation: Quotation, tmp_path: Path) -> None:
    """The same for records that are the gold's with many faults: half missing, moved, doubled, with other sources."""
    chance = random.Random(7)
    articles = [json.loads(line) for line in polnear_lines()]
    records = [each for article in articles for each in spoilt(article, quotation, chance)]
    assert len(records) > 1000
    assert_same_figures(POLNEAR, written(records, tmp_path / "records.jsonl"))


def assert_same_figures(gold: Path, records: Path) -> None:
    """Our figures of attributions are the other scorer's, but for the rounding of floating numbers."""
    theirs, ours = other_scorer("score_attributions", gold, records, "--boot", "0")["figures"], evaluate(gold, records)
    for their, our in THEIRS.items():
        score = ours.scores[our]
        for part, value in (("p", score.precision), ("r", score.recall), ("f1", score.f1)):
            assert value == pytest.approx(theirs[f"{their}_{part}"], abs=1e-12), f"{our} {part}"
    for kind, group in ours.by_type.items():
        for part, share in (("match_p", group.match), ("match_r", group.match_recall), ("ar_p", group.ar)):
            assert share.value == pytest.approx(theirs[f"{part}_{kind}"], abs=1e-12), f"{part} {kind}"
        assert group.ar_recall.value == pytest.approx(theirs[f"ar_r_{kind}"], abs=1e-12)
    assert ours.shares["source"].value == pytest.approx(theirs["source_overlap_acc"], abs=1e-12)
    assert ours.shares["source-exact"].value == pytest.approx(theirs["source_exact_acc"], abs=1e-12)


def spoilt(article: dict[str, Any], like: Quotation, chance: random.Random) -> list[Quotation]:
    """Records that an extractor with many faults could have made of a gold article."""
    document = Document(article["doc"], article["text"])
    made = []
    for each in article["attributions"]:
        for _ in range(chance.choice((0, 0, 1, 1, 1, 2))):
            parts = {
                role: spoilt_spans(each[role], len(document.text), chance) for role in ("content", "cue", "source")
            }
            texts = {role: quoted_text(document.text, spans) for role, spans in parts.items()}
            made.append(
                evolve(
                    like,
                    document=evolve(like.document, id=document.id),
                    content=Content(texts["content"], parts["content"], ()),
                    cue=Cue(texts["cue"], "say", parts["cue"], "verb") if chance.random() < 0.9 else None,
                    source=Source(texts["source"], parts["source"]) if chance.random() < 0.9 else None,
                )
            )
    return made


def spoilt_spans(spans: list[list[int]], length: int, chance: random.Random) -> tuple[Span, ...]:
    """The spans as they are, or with moved ends."""
    by = chance.choice((0, 0, 0, 1, 2, 30))
    moved = (
        (max(0, start - chance.randint(0, by)), min(length, end + chance.randint(-by, by))) for start, end in spans
    )
    return tuple(Span(start, max(start + 1, end)) for start, end in moved)
