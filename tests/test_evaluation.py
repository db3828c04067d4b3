"""What evaluation counts, on an invented article that one can check by hand; no models."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from typer.testing import CliRunner, Result

from quotes import cli
from quotes.batch.outcomes import of_attitudes
from quotes.errors import InvalidRecord, QuotesError, UnreadableDocument, WrongUsage
from quotes.evaluation import Evaluation, below, evaluate, floors
from quotes.evaluation.matching import normalised
from quotes.evaluation.names import same_name
from quotes.evaluation.reliability import Judged, bins, calibration_error
from quotes.records import Content, Cue, Hop, Quotation, Source, as_line, quoted_text
from quotes.report.figures import notes
from quotes.text import Document
from quotes.text.spans import Span
from tests.fakes import spans_of

TEXT = (
    "Harbour master Rui Prata said the ferry sails on Monday. “We are ready,” he added, “and so are the crews.”\n\n"
    "According to the union, nobody asked the crews, Lusa reported. The mayor called the plan “a fine thing” at last."
)
#: Source, cue, content, chain.
SAID = (
    ("Harbour master Rui Prata", "said", ["the ferry sails on Monday"], ["Rui Prata", "Lusa"]),
    ("he", "added", ["“We are ready,”", "“and so are the crews.”"], ["Rui Prata", "Lusa"]),
    ("the union", "According to", ["nobody asked the crews"], ["union", "Lusa"]),
    ("The mayor", "called", ["the plan “a fine thing” at last"], ["mayor", "Lusa"]),
)
Said = tuple[str, str, list[str], list[str]]
Make = Callable[..., Quotation]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the article, in which the test runs."""
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8", newline="")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def make(quotation: Quotation) -> Make:
    """A function that makes a record of source, cue, content and chain; other fields by name."""

    def made(said: Said, **others: Any) -> Quotation:
        source, cue, content, chain = said
        where = {name: spans_of(TEXT, *words) for name, words in (("s", [source]), ("c", [cue]), ("x", content))}
        record = evolve(
            quotation,
            document=evolve(quotation.document, id="ferry.txt", uri=None),
            content=Content(quoted_text(TEXT, where["x"]), where["x"], ()),
            cue=Cue(cue, cue, where["c"], "verb") if cue else None,
            source=Source(source, where["s"]) if source else None,
            speaker=evolve(quotation.speaker, name=chain[0]),
            chain=tuple(Hop(name, "relay" if n else "speaker", "stated", ()) for n, name in enumerate(chain)),
        )
        return evolve(record, **others)

    return made


def gold_of(said: tuple[Said, ...] = SAID, **more: Any) -> dict[str, Any]:
    """The article as a gold document, with chains."""
    attributions = [
        {
            **{name: places(TEXT, *words) for name, words in (("source", [s]), ("cue", [c]), ("content", x))},
            "speaker": chain[0],
            "relays": [{"name": name} for name in chain[1:]],
            "chain": chain,
        }
        for s, c, x, chain in said
    ]
    return {"doc": "ferry", "attributions": attributions, **more}


def places(text: str, *pieces: str) -> list[list[int]]:
    """Spans as JSON has them."""
    return [[each.start, each.end] for each in spans_of(text, *(piece for piece in pieces if piece))]


def attributions_file(folder: Path, said: tuple[Said, ...] = SAID) -> Path:
    """Gold in its first form: a document a line."""
    path = folder / "gold.jsonl"
    path.write_text(json.dumps(gold_of(said, text=TEXT)) + "\n", encoding="utf-8")
    return path


def articles_folder(folder: Path, said: tuple[Said, ...] = SAID) -> Path:
    """Gold in its second form: NAME.json beside NAME.txt."""
    (folder / "ferry.json").write_text(json.dumps(gold_of(said), indent=1), encoding="utf-8")
    return folder


def records_file(path: Path, *records: Quotation) -> Path:
    """Gold in its third form, and what is measured."""
    path.write_text("".join(as_line(each.as_json()) for each in records), encoding="utf-8")
    return path


@pytest.fixture
def measured(folder: Path) -> Callable[..., Evaluation]:
    """A function that measures records on the article's attributions."""

    def run(*records: Quotation, said: tuple[Said, ...] = SAID) -> Evaluation:
        return evaluate(attributions_file(folder, said), records_file(folder / "records.jsonl", *records))

    return run


Measured = Callable[..., Evaluation]


@pytest.mark.parametrize(
    "form",
    [
        *("attributions", "gzipped", "folder of attributions", "folder of gzipped attributions"),
        *("articles", "one article", "records", "folder of records"),
    ],
)
def test_records_like_the_gold_have_all_figures_at_100(form: str, folder: Path, make: Make) -> None:
    """Each form of gold is recognised by its content; only those with speakers have figures of chains."""
    found = records_file(folder / "found.jsonl", *map(make, SAID))
    (folder / "own").mkdir()
    (folder / "own" / "ferry.txt").write_text(TEXT, encoding="utf-8", newline="")
    (folder / "lines").mkdir()
    (folder / "lines" / "gold.jsonl").write_bytes(attributions_file(folder).read_bytes())
    packed = folder / "gold.gz"
    packed.write_bytes(gzip.compress(attributions_file(folder).read_bytes()))
    (folder / "packed").mkdir()
    (folder / "packed" / "gold.jsonl.gz").write_bytes(packed.read_bytes())
    articles_folder(folder)
    gold = {
        "attributions": folder / "gold.jsonl",
        "gzipped": packed,
        "folder of attributions": folder / "lines",
        "folder of gzipped attributions": folder / "packed",
        "articles": folder,
        "one article": folder / "ferry.json",
        "records": records_file(folder / "corrected.jsonl", *map(make, SAID)),
        "folder of records": records_file(folder / "own" / "ferry.jsonl", *map(make, SAID)).parent,
    }
    named = evaluate(gold[form], found).named()
    assert set(named.values()) == {100.0}
    assert ("end-to-end" in named) == (form != "gzipped" and not form.endswith("attributions"))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (["“We are ready,”"], ["We are ready"]),
        (["“We are ready,” he added"], ["We are ready,” he added,"]),
        (["the ferry sails on Monday."], ["the ferry", "sails on Monday"]),
    ],
)
def test_marks_and_commas_at_the_edges_do_not_tell_contents_apart(left: list[str], right: list[str]) -> None:
    """White space, quotation marks and . , ; : count neither at the ends nor between two pieces."""
    one, other = ([Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in side] for side in (left, right))
    assert normalised(one, TEXT) == normalised(other, TEXT)


def test_a_stray_comma_is_no_content() -> None:
    """What is empty when normalised goes."""
    at = TEXT.index(", Lusa")
    assert normalised([Span(at, at + 2)], TEXT) == ()


def test_half_of_the_characters_make_a_match(measured: Measured, make: Make) -> None:
    """“the ferry sails” is 13 of 21 letters; “ferry” alone is another statement."""
    source, cue, _, chain = SAID[0]
    found = measured(make((source, cue, ["the ferry sails"], chain)), said=SAID[:1])
    assert (found.scores["match"].hits, found.scores["exact"].hits) == (1, 0)
    assert found.scores["overlap"].recall == 13 / 21
    assert measured(make((source, cue, ["ferry"], chain)), said=SAID[:1]).scores["match"].hits == 0


def test_each_gold_item_is_found_once(measured: Measured, make: Make) -> None:
    """Of two records for one statement the second is one too many."""
    score = measured(make(SAID[0]), make(SAID[0]), said=SAID[:1]).scores["match"]
    assert (score.precision, score.recall, score.f1) == (0.5, 1.0, 2 / 3)


def test_of_equal_records_the_one_with_the_right_source_is_the_match(measured: Measured, make: Make) -> None:
    """Order decides only where sources do not."""
    _, cue, content, chain = SAID[0]
    found = measured(make(("The mayor", cue, content, chain)), make(SAID[0]), said=SAID[:1])
    assert found.scores["ar"].hits == 1


def test_a_wrong_source_is_a_match_but_no_attribution(measured: Measured, make: Make) -> None:
    """Match goes by the content, AR by content and source."""
    _, cue, content, chain = SAID[0]
    found = measured(make(("The mayor", cue, content, chain)), said=SAID[:1])
    assert (found.scores["match"].hits, found.scores["ar"].hits, found.shares["source"].hits) == (1, 0, 0)


def test_a_part_of_the_source_is_enough_for_ar(measured: Measured, make: Make) -> None:
    """“Rui Prata” for “Harbour master Rui Prata” is right, but not strictly."""
    _, cue, content, chain = SAID[0]
    found = measured(make(("Rui Prata", cue, content, chain)), said=SAID[:1])
    assert (found.scores["ar"].hits, found.scores["ar-strict"].hits, found.shares["source-exact"].hits) == (1, 0, 0)


def test_no_source_on_either_side_agrees(measured: Measured, make: Make) -> None:
    """A statement without a source is right without one, and its missing cue counts nowhere."""
    bare: Said = ("", "", ["nobody asked the crews"], ["unknown"])
    found = measured(make(bare), said=(bare,))
    assert found.scores["ar"].hits == found.scores["ar-strict"].hits == 1
    assert (found.scores["cue"].found, found.scores["cue"].gold, found.scores["cue"].f1) == (0, 0, 0.0)


def test_figures_by_type(measured: Measured, make: Make) -> None:
    """Marks in the text make the type, on both sides alike; precision is by the record's, recall by the gold's."""
    found = measured(make(SAID[0]), make(SAID[3])).by_type
    assert {name: (group.match_recall.hits, group.match_recall.of) for name, group in found.items()} == {
        "direct": (0, 1),
        "mixed": (1, 1),
        "indirect": (1, 2),
    }
    assert [group.match.of for group in found.values()] == [0, 1, 1]


def test_figures_by_rule(measured: Measured, make: Make) -> None:
    """Which rules are right how often; the most frequent comes first."""
    sure, unsure = make(SAID[1]), make(("The mayor", "called", ["crews"], ["mayor"]))
    records = [evolve(each, provenance=evolve(each.provenance, rule="as_clause")) for each in (make(SAID[0]), unsure)]
    found = measured(sure, *records).by_rule
    assert {name: (each.match.hits, each.match.of, each.match_recall.value) for name, each in found.items()} == {
        "as_clause": (1, 2, 0.25),
        "broken_quotation": (1, 1, 0.25),
    }
    assert list(found) == ["as_clause", "broken_quotation"]


def test_speakers_by_way_and_hops_by_place(folder: Path, make: Make) -> None:
    """How speakers were found and where hops stand, and how often that was right; only where the gold has chains."""
    wrong = make(("The mayor", "called", ["the plan “a fine thing” at last"], ["the plan", "RTP"]))
    found = records_file(folder / "found.jsonl", make(SAID[0]), make(SAID[1]), wrong)
    assert evaluate(attributions_file(folder), found).by_way == {}
    measured = evaluate(articles_folder(folder), found)
    shares = {name: (each.hits, each.of) for name, each in (*measured.by_way.items(), *measured.by_hop.items())}
    assert shares == {"pronoun, person": (2, 3), "relay, stated": (2, 3)}


def test_confidence_in_ten_bins() -> None:
    """An edge belongs to the bin above it, 1 to the last; the error is the distance from what is said to what is so."""
    table = bins([Judged(0.0, False), Judged(0.1, True), Judged(0.95, True), Judged(1.0, False)])
    assert [each.records for each in table] == [1, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert table[9].said == pytest.approx(0.975)
    assert table[9].share == 0.5
    assert calibration_error(table) == pytest.approx((0.0 + 0.9 + 2 * 0.475) / 4)
    assert calibration_error(bins([])) == 0.0


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Rui Prata", "RUI PRATA", True),
        ("Gen. Rui Prata", "Rui Prata", True),
        ("The Harbour Gazette", "Harbour Gazette’s", True),
        ("Zoë Müller", "Zoe Muller", True),
        ("Ministry of Fish and Boats", "MFB", True),
        ("Itar-Tass", "TASS", True),
        ("the Associated Press", "AP", True),
        ("U.S.", "United States", True),
        ("Rui Prata", "Prata", False),
        ("Harbour Gazette", "H", False),
        ("", "", True),
        ("", "Rui Prata", False),
    ],
)
def test_names_that_are_one(left: str, right: str, same: bool) -> None:
    """Case, accents, titles and articles do not count; acronyms and usual names of agencies do."""
    assert same_name(left, right) is same_name(right, left) is same


def test_a_chain_is_right_hop_by_hop(folder: Path, make: Make) -> None:
    """A missing relay and a wrong speaker are wrong chains, each counted where it belongs."""
    source, cue, content, _ = SAID[0]
    records = [
        make((source, cue, content, ["Rui Prata"])),
        make((*SAID[1][:3], ["mayor", "Lusa"])),
        make(SAID[2]),
    ]
    found = evaluate(articles_folder(folder), records_file(folder / "found.jsonl", *records))
    assert found.shares["speaker"].hits == 2
    assert (found.scores["relays"].hits, found.scores["relays"].found, found.scores["relays"].gold) == (2, 2, 3)
    assert found.shares["chain"].hits == found.scores["end-to-end"].hits == 1
    assert found.scores["end-to-end"].recall == 0.25


def test_no_figure_of_relays_without_any(folder: Path, make: Make) -> None:
    """Where neither gold nor records have a relay there is nothing to count, and not 0%."""
    said = (*SAID[2][:3], ["union"])
    found = evaluate(articles_folder(folder, [said]), records_file(folder / "found.jsonl", make(said)))
    assert "relays" not in found.scores
    assert found.named()["chain"] == 100


def test_a_carried_hop_that_the_gold_lacks_is_passed_over(folder: Path, make: Make) -> None:
    """A hop from an earlier sentence is no fault; where the gold has it too it counts."""
    record = make(SAID[0])
    carried = Hop("Harbour Radio", "relay", "carried", ())
    with_more = evolve(record, chain=(record.chain[0], carried, record.chain[1]))
    found = evaluate(articles_folder(folder, SAID[:1]), records_file(folder / "found.jsonl", with_more))
    assert found.named()["chain"] == found.named()["relays"] == 100


def test_attitudes_that_the_gold_has_not_are_left_out(folder: Path, make: Make) -> None:
    """Articles with chains hold statements only, attributions hold all; corrected records hold what they hold."""
    belief = make(SAID[0], attitude="belief")
    records = records_file(folder / "found.jsonl", belief, make(SAID[1]))
    own = records_file(folder / "own.jsonl", belief)
    for gold, counted in ((articles_folder(folder), 1), (attributions_file(folder), 2), (own, 1)):
        found = evaluate(gold, records)
        assert (found.scores["match"].found, found.left_out) == (counted, 2 - counted)


def test_documents_that_only_one_side_has(folder: Path, make: Make) -> None:
    """A gold document without records counts as found nothing in; records of other documents are left out."""
    gold = attributions_file(folder)
    gold.write_text(gold.read_text("utf-8") + json.dumps(gold_of(text=TEXT, doc="other")) + "\n", encoding="utf-8")
    record = make(SAID[0])
    stranger = evolve(record, document=evolve(record.document, id="strange.txt"))
    found = evaluate(gold, records_file(folder / "found.jsonl", record, stranger))
    assert (found.without_records, found.without_gold) == (("other",), ("strange.txt",))
    assert list(notes(found)) == [
        "without records, as if nothing was found: 1 document (other)",
        "not in the gold, left out: 1 document (strange.txt)",
    ]
    assert found.scores["match"].recall == 1 / 8


def test_records_of_other_articles_only_are_a_mistake(folder: Path, make: Make) -> None:
    """Where no document is in the gold the figures would be nothing but zeros."""
    record = make(SAID[0])
    stranger = evolve(record, document=evolve(record.document, id="strange.txt"))
    with pytest.raises(WrongUsage, match=r"none of its documents is in the gold: strange\.txt"):
        evaluate(attributions_file(folder), records_file(folder / "found.jsonl", stranger))


def test_a_document_may_have_another_ending(folder: Path, make: Make) -> None:
    """ferry.html is the gold's ferry."""
    record = make(SAID[0])
    page = evolve(record, document=evolve(record.document, id="pages/ferry.html"))
    assert evaluate(attributions_file(folder), records_file(folder / "found.jsonl", page)).scores["match"].hits == 1


def test_documents_that_failed_are_no_records(folder: Path, make: Make) -> None:
    """What `--errors record` writes is passed over, in gold as well."""
    own = records_file(folder / "own.jsonl", make(SAID[0]))
    own.write_text('{"format": "error/1"}\n\n' + own.read_text("utf-8"), encoding="utf-8")
    assert evaluate(own, own).named()["match"] == 100


SPAN = "$.attributions[0]: content: expected [start, end] inside a text of 220 characters, found "


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", 'gold:1: expected gold: lines with "doc" and "attributions"'),
        ('{"id": 3, "words": []}', "found 'id', 'words'"),
        ("\n[]", "gold:2: expected a JSON object, found list"),
        ("{", "gold:1: expected one JSON object in UTF-8"),
        ('{"doc": "a", "attributions": {}}', 'gold:1: expected a document with "doc" (its name) and "attributions"'),
        ('{"doc": "ferry", "attributions": [3]}', "gold:1: $.attributions[0]: expected an object, found 3"),
        ('{"doc": "ferry", "attributions": [{"content": [[0, 999]]}]}', f"gold:1: {SPAN}[0, 999]"),
        ('{"doc": "ferry", "attributions": [{"content": [["a"]]}]}', f"{SPAN}['a']"),
        ('{"doc": "ferry", "attributions": [{"content": 7}]}', "content: expected a list, found 7"),
        (
            '{"doc": "ferry", "attributions": []}\n{"doc": "ferry", "attributions": []}',
            "gold:2: expected each document",
        ),
        ('{"format": "quotation/1"}', "gold:1: "),
    ],
)
def test_gold_that_is_none(folder: Path, make: Make, content: str, reason: str) -> None:
    """The message names file and line and says what was expected there."""
    (folder / "gold").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidRecord) as caught:
        evaluate(Path("gold"), records_file(folder / "found.jsonl", make(SAID[0])))
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("speaker", 3, "ferry.json:1: $.attributions[0]: expected a name, found 3"),
        ("relays", None, "$.attributions[0]: relays: expected a list, found None"),
        ("relays", ["Lusa"], "$.attributions[0]: expected an object, found 'Lusa'"),
        ("chain", "Lusa", "$.attributions[0]: chain: expected a list, found 'Lusa'"),
    ],
)
def test_articles_that_break_their_form(folder: Path, make: Make, field: str, value: object, reason: str) -> None:
    """The message names the attribution and the field."""
    gold = gold_of()
    gold["attributions"][0][field] = value
    (folder / "ferry.json").write_text(json.dumps(gold), encoding="utf-8")
    with pytest.raises(InvalidRecord) as caught:
        evaluate(folder, records_file(folder / "found.jsonl", make(SAID[0])))
    assert reason in str(caught.value)


def test_a_folder_or_file_without_gold(folder: Path, make: Make) -> None:
    """Both are said, with what was expected."""
    found = records_file(folder / "found.jsonl", make(SAID[0]))
    (folder / "empty").mkdir()
    for path, reason in (("empty", "is a folder without gold; expected gold:"), ("missing", "no such file or folder")):
        with pytest.raises(UnreadableDocument, match=f"^{path}: {reason}"):
            evaluate(Path(path), found)
    (folder / "half.gz").write_bytes(gzip.compress(b"{}")[:-3])
    with pytest.raises(UnreadableDocument, match=r"half\.gz: cannot be read"):
        evaluate(Path("half.gz"), found)


def test_texts_are_looked_for(folder: Path, make: Make) -> None:
    """A text that the gold does not hold lies beside it or in --texts; where it is missing the message says so."""
    (folder / "texts").mkdir()
    (folder / "ferry.txt").rename(folder / "texts" / "ferry.txt")
    own = records_file(folder / "own.jsonl", make(SAID[0]))
    assert evaluate(own, own, texts=folder / "texts").named()["match"] == 100
    with pytest.raises(UnreadableDocument, match=r"the text of 'ferry' is missing \(looked for .*\); give --texts DIR"):
        evaluate(own, own)


def test_a_text_that_the_gold_carries_is_looked_for_nowhere(folder: Path, make: Make) -> None:
    """Gold from a report has its texts in it; one that is not what its digest says counts for nothing."""
    (folder / "ferry.txt").unlink()
    record = make(SAID[0])
    about = evolve(record.document, text=TEXT, sha256=Document("ferry", TEXT).sha256)
    found = records_file(folder / "records.jsonl", evolve(record, document=about))
    assert evaluate(found, found).scores["match"].f1 == 1
    other = records_file(folder / "other.jsonl", evolve(record, document=evolve(about, sha256="0" * 64)))
    with pytest.raises(UnreadableDocument, match="the text of 'ferry' is missing"):
        evaluate(other, found)


def test_records_of_another_text_are_refused(folder: Path, make: Make) -> None:
    """Words that do not stand at their spans in the gold's text come from an older or cleaned article."""
    record = make(SAID[0])
    moved = evolve(record, content=evolve(record.content, spans=(Span(3, 28),)))
    with pytest.raises(InvalidRecord) as caught:
        evaluate(attributions_file(folder), records_file(folder / "found.jsonl", record, moved))
    assert "found.jsonl:2: $.content.text: expected" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ar=60", {"ar": 60}),
        ("End to end = 76.5%", {"end-to-end": 76.5}),
        ("AR_strict=0", {"ar-strict": 0}),
    ],
)
def test_floors_as_they_are_written(text: str, found: dict[str, float]) -> None:
    """A name, an equals sign and a number of percent."""
    assert floors([text]) == found


@pytest.mark.parametrize("text", ["ar", "ar=high", "ar=101", "ar=-1", "ar=nan"])
def test_floors_that_are_none(text: str) -> None:
    """Anything else is wrong usage."""
    with pytest.raises(WrongUsage, match="expected NAME=PERCENT such as ar=60"):
        floors([text])


def test_an_unknown_figure_lists_the_names(measured: Measured, make: Make) -> None:
    """So does one that this gold does not have."""
    found = measured(make(SAID[0]))
    for name in ("recall", "chain"):
        with pytest.raises(WrongUsage, match=f"no figure '{name}' on this gold; there are exact, exact-precision, "):
            list(below(found, {"ar": 99, name: 1}))


def quotes_evaluate(*args: object) -> Result:
    """The command."""
    return CliRunner().invoke(cli.app, ["evaluate", *map(str, args)])


def test_the_command_prints_tables(folder: Path, make: Make) -> None:
    """Tables go to standard output, notes to standard error."""
    records = records_file(folder / "found.jsonl", make(SAID[0], confidence=0.85), make(SAID[1], attitude="belief"))
    result = quotes_evaluate(articles_folder(folder), records)
    assert (result.exit_code, result.stderr) == (
        0,
        "quotes: 1 record left out: the gold has no attribution of their attitude\n",
    )
    lines = result.stdout.splitlines()
    assert lines[0] == "documents 1, gold 4, records 1; figures in percent"
    rows = [line.split() for line in lines]
    for row in (
        ["match", "100.0", "25.0", "40.0"],
        ["chain", "100.0"],
        ["indirect", "2", "1", "100.0", "50.0", "100.0", "50.0"],
        ["broken_quotation", "4", "1", "100.0", "25.0", "100.0", "25.0"],
        ["0.8", "to", "0.9", "1", "85.0", "100.0"],
        ["0.9", "to", "1.0", "0", "–", "–"],
    ):
        assert row in rows


def test_the_command_fails_under_a_floor(folder: Path, make: Make) -> None:
    """Exit code 4, with what was asked for and what was found; floors that are reached say nothing."""
    records = records_file(folder / "found.jsonl", make(SAID[0]))
    result = quotes_evaluate(attributions_file(folder), records, "--fail-under", "ar=60", "--fail-under", "match=40")
    assert result.exit_code == 4
    assert result.stderr == "quotes: --fail-under: asked for ar of at least 60, found 40.00\n"
    assert quotes_evaluate(attributions_file(folder), records, "--fail-under", "ar=40").exit_code == 0
    assert quotes_evaluate(attributions_file(folder), records, "--fail-under", "arr=40").exit_code == 2


def test_the_command_prints_json(folder: Path, make: Make) -> None:
    """One object with all figures, names of documents and changes."""
    records = records_file(folder / "found.jsonl", make(SAID[0]))
    result = quotes_evaluate(attributions_file(folder), records, "--json", "--against", records_file(folder / "old"))
    found = json.loads(result.stdout)
    assert found["figures"]["match-recall"] == 25
    assert found["by_type"]["indirect"]["match"] == {"precision": 100, "recall": 50}
    assert found["by_confidence"]["0.9 to 1.0"] == {"records": 1, "says": 90, "right": 100}
    assert found["changes"]["lost"] == []
    assert found["changes"]["won"][0]["before"] == "not found"


CHANGES = """\
won 1, lost 2

+ ferry, mixed
    source   The mayor
    cue      called
    content  the plan “a fine thing” at last
    before   not found

- ferry, indirect
    source   Harbour master Rui Prata
    cue      said
    content  the ferry sails on Monday
    now      source The mayor

- ferry, direct
    source   he
    cue      added
    content  “We are ready,” … “and so are the crews.”
    now      not found
"""


def test_what_was_won_and_lost(folder: Path, make: Make) -> None:
    """Gold items that are right on one side only, with what is wrong on the other."""
    _, cue, content, chain = SAID[0]
    old = records_file(folder / "old.jsonl", make(SAID[0]), make(SAID[1]), make(SAID[2]))
    new = records_file(folder / "new.jsonl", make(("The mayor", cue, content, chain)), make(SAID[2]), make(SAID[3]))
    result = quotes_evaluate(attributions_file(folder), new, "--against", old)
    assert result.stdout.endswith("\n\n" + CHANGES)


def test_what_was_won_and_lost_of_chains(folder: Path, make: Make) -> None:
    """On gold with chains an item is right when its whole chain is."""
    old = records_file(folder / "old.jsonl", make((*SAID[0][:3], ["Rui Prata", "Harbour Radio"])))
    result = quotes_evaluate(articles_folder(folder), records_file(folder / "new", make(SAID[0])), "--against", old)
    assert "won 1, lost 0" in result.stdout
    assert result.stdout.endswith("    before   chain Rui Prata → Harbour Radio\n")


def test_a_broken_file_of_records(folder: Path) -> None:
    """The message names file and line."""
    (folder / "found.jsonl").write_text('\n{"format": "other"}\n', encoding="utf-8")
    result = quotes_evaluate(attributions_file(folder), "found.jsonl")
    assert result.exit_code == 4
    assert result.stderr == "quotes: found.jsonl:2: expected the format 'quotation/1', found 'other'\n"
    with pytest.raises(QuotesError, match=r"missing\.jsonl: no such file or folder"):
        evaluate(folder / "gold.jsonl", Path("missing.jsonl"))


def test_attitudes_that_are_kept(quotation: Quotation, inner: Quotation) -> None:
    """A statement inside one that goes stands inside the next one around that, or alone."""
    middle = evolve(inner, id="1" * 16, attitude="belief")
    deep = evolve(inner, id="2" * 16, parent=middle.id)
    kept = of_attitudes([quotation, middle, deep], ["assertion", "fact"])
    assert [(each.id, each.parent) for each in kept] == [(quotation.id, None), (deep.id, quotation.id)]
    assert [(each.id, each.parent) for each in of_attitudes([middle, deep], ["belief"])] == [(middle.id, quotation.id)]
    assert of_attitudes([quotation, middle], ()) == [quotation, middle]
