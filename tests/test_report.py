"""Reports: chains as a table, and a record in sentences."""

import json
from pathlib import Path

import pytest
from attrs import evolve

from quotes.attribution import RULES
from quotes.records import Cue, Hop, Medium, Quotation, Source, Speaker
from quotes.report.chains import chains_table, shortened, ways
from quotes.report.explain import explained
from quotes.terms import Weighed
from quotes.text.spans import Span
from tests.fakes import TEXT, spans_of

TOP = Path(__file__).parents[1]


def by_way_of(quotation: Quotation, *names: str) -> Quotation:
    """The record with a chain of these names."""
    return evolve(quotation, chain=tuple(Hop(each, "relay", "stated", ()) for each in names))


def of_another_document(quotation: Quotation) -> Quotation:
    """The record as if it were of another article."""
    return evolve(quotation, document=evolve(quotation.document, id="other.txt", sha256="0" * 64))


def flat(report: str) -> str:
    """A report without its line breaks."""
    return " ".join(report.split())


def test_the_most_frequent_chain_comes_first(quotation: Quotation) -> None:
    """Chains are counted over all documents; of equals the first stays first."""
    other = by_way_of(quotation, "RTP")
    found = ways([by_way_of(quotation, "Lusa"), other, by_way_of(quotation, "EFE"), of_another_document(other)])
    assert [(each.names, len(each.quotations)) for each in found] == [(("RTP",), 2), (("Lusa",), 1), (("EFE",), 1)]


def test_nameless_speakers_of_two_documents_are_two(quotation: Quotation) -> None:
    """ "An official" of one article is not that of another one, and two of one article may be two."""
    nameless = evolve(quotation, speaker=Speaker("official", "unnamed", "e1", None, None, "description"))
    other = evolve(nameless, speaker=evolve(nameless.speaker, entity="e2"))
    assert len(ways([nameless, nameless])) == 1
    assert len(ways([nameless, of_another_document(nameless), other])) == 3


def test_table(quotation: Quotation, inner: Quotation) -> None:
    """Number and hops, then the statements with first words, type and paragraph."""
    assert chains_table([quotation, inner], 48).splitlines() == [
        "2  Rui Prata → Lusa",
        "   “We are ready,” … “and so are…  direct    ¶ 2",
        "   so are the crews                indirect  ¶ 2",
    ]


def test_table_of_several_documents(quotation: Quotation) -> None:
    """The place names the document where there are several."""
    table = chains_table([quotation, of_another_document(quotation)], 100)
    assert table.splitlines()[1].endswith("direct    market.txt ¶ 2")
    assert table.splitlines()[2].endswith("direct     other.txt ¶ 2")


def test_long_chains_go_on_in_the_next_line(quotation: Quotation) -> None:
    """No hop is cut off."""
    table = chains_table([by_way_of(quotation, "Rui Prata", "Harbour Gazette", "Lusa")], 30)
    assert table.splitlines()[:2] == ["1  Rui Prata → Harbour Gazette", "   → Lusa"]


def test_no_table_without_statements() -> None:
    """Nothing is printed for nothing."""
    assert chains_table([], 80) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We are ready", "We are ready"),
        ("We are ready, and so are they", "We are ready…"),
        ("We\r\nare \x1bready", "We are ready"),
        ("www.harbour-gazette.example/news", "www.harbour-g…"),
    ],
)
def test_shortened(text: str, words: str) -> None:
    """One line of whole words, without what a terminal would obey; one long word is cut itself."""
    assert shortened(text, 14) == words


def test_a_record_in_sentences(quotation: Quotation) -> None:
    """Each part with the rule and the words that gave it."""
    told = explained(evolve(quotation, provenance=evolve(quotation.provenance, rule="cue_after_quotation")), TEXT)
    assert told.splitlines() == [
        f"{quotation.id}  market.txt, paragraph 2",
        "  Said        “We are ready,” … “and so are the crews.”",
        "              It is direct: all of it stands in quotation marks.",
        "              It is an assertion: said, written or announced.",
        "  Cue         “added” signals it, a form of the verb “add”.",
        "  Rule        The rule cue_after_quotation found it, which looks for a quotation with its cue after",
        "              it.",
        "              Its example: *“We are ready,”* the harbour master said.",
        "  Source      “he” names the source.",
        "              “he” stands for Rui Prata, the one in reach who fits.",
        "              Rui Prata is a person; role: harbour master.",
        "  Chain       Rui Prata is the speaker (stated): the sentence has “he”.",
        "              Lusa is the agency (frame): around the story stands “Lusa”.",
        "  Frame       Known of the document: date “2024-03-02”, dateline “Lisbon”, agency “Lusa”.",
        "              Not known: headline, byline, publisher.",
        "  Confidence  90%: the share of statements found like this one that are right.",
        "              Made by quotes 0.1.0 with Stanza 1.15.0 and compact-en-1.",
    ]


def test_every_rule_of_the_samples_is_named() -> None:
    """No sample has a record by a rule that cannot be explained, but those that somebody wrote."""
    lines = (line for path in (TOP / "samples").glob("*.jsonl") for line in path.read_text("utf-8").splitlines())
    assert {json.loads(line)["provenance"]["rule"] for line in lines} <= {*RULES, "by_hand"}


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_an_example(quotation: Quotation, rule: str) -> None:
    """The example shows what was said, and the explanation shows the example."""
    told = explained(evolve(quotation, provenance=evolve(quotation.provenance, rule=rule)))
    assert RULES[rule].example.count("*") in {2, 4}
    assert RULES[rule].example in flat(told)


def test_a_rule_of_another_version(quotation: Quotation) -> None:
    """A rule that is not known is named all the same."""
    assert "The rule broken_quotation found it; this version does not know that rule." in explained(quotation)


def test_without_the_text_words_come_from_the_record(quotation: Quotation) -> None:
    """What the record holds is quoted, and of the rest the place is told."""
    told = flat(explained(quotation))
    assert "the sentence has “he”" in told
    assert "around the story stands what the record does not hold (characters 17 to 21 of the text)" in told


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        ("name", "“he” holds the name, so the speaker is Rui Prata."),
        ("alias", "“he” is a short form or another name of Rui Prata."),
        ("pronoun", "“he” stands for Rui Prata, the one in reach who fits."),
        ("description", "“he” describes Rui Prata."),
        ("continuation", "It goes on with the words of the statement before it, so the speaker is that one’s"),
    ],
)
def test_how_the_source_led_to_the_speaker(quotation: Quotation, by: str, sentence: str) -> None:
    """Each way of resolving has its sentence."""
    assert sentence in flat(explained(evolve(quotation, speaker=evolve(quotation.speaker, resolved_by=by))))


def test_a_description_without_a_name(quotation: Quotation) -> None:
    """Where the phrase is all there is, it stands for the speaker."""
    nameless = evolve(
        quotation,
        source=Source("The ministry", (Span(0, 12),)),
        speaker=Speaker("ministry", "organization", "e1", None, None, "description"),
    )
    assert "gives that source no other name, so the phrase itself stands for the speaker" in flat(explained(nameless))


def test_an_open_speaker(quotation: Quotation) -> None:
    """Why it is open, and who could be meant."""
    about = evolve(quotation.provenance, reason="equally good candidates", candidates=("Ana Reis", "Rui Prata"))
    told = flat(
        explained(
            evolve(
                quotation,
                provenance=about,
                speaker=Speaker("unknown", "unknown", None, None, None, "none"),
                source=None,
            )
        )
    )
    assert "No phrase in reach names the source." in told
    assert "stays open (equally good candidates); the chain calls the speaker “unknown”. " in told
    assert "Equally good: Ana Reis, Rui Prata." in told


def test_explanation_says_how_likely_others_were(quotation: Quotation) -> None:
    """The speaker comes first, whoever is next to impossible is not told; no file of records holds any of it."""
    weighed = (
        Weighed("Ana Reis", 0.61, ("bears that title", "spoke last")),
        Weighed("Rui Prata", 0.3),
        Weighed("Faro", 0.004),
    )
    asked = evolve(quotation, provenance=evolve(quotation.provenance, weighed=weighed))
    assert "by the networks that weigh speakers: Ana Reis 61% (bears that title, spoke last); Rui Prata 30%." in flat(
        explained(asked)
    )
    assert asked.as_json() == quotation.as_json()
    assert Quotation.from_json(asked.as_json()).provenance.weighed == ()


@pytest.mark.parametrize(
    ("hop", "sentence"),
    [
        (
            Hop("Rui Prata", "relay", "stated", spans_of(TEXT, "harbour master Rui Prata said")),
            "Rui Prata is a relay (stated): the sentence ends in “harbour master Rui Prata said”.",
        ),
        (
            Hop("Rui Prata", "relay", "stated", spans_of(TEXT, "Rui Prata")),
            "Rui Prata is a relay (stated): the sentence has “Rui Prata”.",
        ),
        (
            Hop("Rui Prata", "relay", "carried", spans_of(TEXT, "Rui Prata said")),
            "is a relay (carried): it goes on with what was said before, and there stands “Rui Prata said”.",
        ),
        (Hop("Gazette", "publisher", "given", ()), "Gazette is the publisher (given): the caller named it."),
        (Hop("unknown", "speaker", "stated", ()), "unknown is the speaker (stated): no words of the text name it."),
    ],
)
def test_hops(quotation: Quotation, hop: Hop, sentence: str) -> None:
    """Each hop has its role, its basis and its words."""
    assert sentence in flat(explained(evolve(quotation, chain=(hop,)), TEXT))


@pytest.mark.parametrize(
    ("cue", "sentence"),
    [
        (None, "No word signals it: it has no cue of its own."),
        (Cue(":", ":", (Span(3, 4),), "punctuation"), "The mark “:” signals it."),
        (Cue("claims", "claim", (Span(3, 9),), "noun"), "The noun “claims” signals it (in the word list: “claim”)."),
    ],
)
def test_cues(quotation: Quotation, cue: Cue | None, sentence: str) -> None:
    """Each kind of cue has its sentence."""
    assert sentence in flat(explained(evolve(quotation, cue=cue), TEXT))


def test_how_much_stands_in_marks(quotation: Quotation, inner: Quotation) -> None:
    """Mixed speech shows its quoted words; indirect speech inside another statement names that one."""
    part = evolve(quotation.content, quoted=quotation.content.spans[:1])
    told = flat(explained(evolve(quotation, type="mixed", content=part), TEXT))
    assert "It is mixed: 15 of its 38 characters stand in quotation marks (“We are ready,”)." in told
    told = flat(explained(inner, TEXT))
    assert "It is indirect: none of it stands in quotation marks." in told
    assert f"It stands inside another statement, {quotation.id}." in told


def test_the_medium_is_told(quotation: Quotation) -> None:
    """Where it was said, which is no hop."""
    medium = Medium("fish market", spans_of(TEXT, "fish market"))
    assert "by way of “fish market”, which is no hop" in flat(explained(evolve(quotation, medium=medium)))
