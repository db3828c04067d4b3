"""Articles as readers see them: marked in the terminal, and as a page that runs nothing but its own script."""

import json
import re
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quotes.records import Quotation
from quotes.report.html import Article, report
from quotes.report.marked import in_order, marked
from quotes.report.show import shown

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.jsonl"))
ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"


def sample(name: str) -> tuple[list[Quotation], str]:
    """The records of a sample and its text."""
    lines = (SAMPLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Quotation.from_json(json.loads(line)) for line in lines], (SAMPLES / f"{name}.txt").read_bytes().decode()


@pytest.mark.parametrize("name", NAMES)
def test_pieces_are_the_text(name: str) -> None:
    """Marks change no word: the pieces of a paragraph are the paragraph, and each statement opens once."""
    quotations, text = sample(name)
    paragraphs = marked(text, in_order(quotations))
    assert all("".join(piece.text for piece in each.pieces) in text for each in paragraphs)
    assert sorted(n for each in paragraphs for n in each.numbers) == list(range(1, len(quotations) + 1))


@pytest.mark.parametrize("name", NAMES)
def test_an_article_is_shown_without_escape_codes(name: str) -> None:
    """Where there is no terminal, nothing but words, brackets and numbers comes out; each chain stands below."""
    quotations, text = sample(name)
    plain = shown(quotations, text, 80, colour=False)
    assert "\x1b" not in plain
    assert max(map(len, plain.splitlines())) <= 80
    words = " ".join(plain.split())
    assert all(" → ".join(hop.name for hop in each.chain) in words for each in quotations)
    assert "\x1b[" in shown(quotations, text, 80, colour=True)


def test_the_harbour_as_it_is_shown() -> None:
    """Statements are numbered where they begin; source, cue and content have marks of their own."""
    quotations, text = sample("harbour")
    lines = shown(quotations, text, 80, colour=False).splitlines()
    at = lines.index("[5]{“We were lucky,”} <Prata> *said*. {“Had the tide been an hour later, we")
    assert lines[at + 1 : at + 3] == [
        "would be counting the dead and not the boats.”}",
        "    5 Rui Prata → Lusa  direct, assertion, 100%",
    ]


def test_wide_characters_fill_two_columns() -> None:
    """A line of wide characters is broken by what it fills on the screen: four columns and a space each."""
    plain = shown([], "漢字 " * 60, 40, colour=False)
    assert max(map(len, plain.splitlines())) == 8 * len("漢字 ") - 1


def test_a_report_holds_all_statements_and_runs_only_its_own_script() -> None:
    """Everything is in one file; its policy allows no network; without a script the cards are all there."""
    articles = [Article(tuple(found), text) for found, text in map(sample, NAMES)]
    page = report(articles, "Samples")
    assert page.count('class="card"') == sum(len(each.quotations) for each in articles)
    assert "default-src 'none'" in page
    assert not re.search(r'\b(?:src|onclick|onload)\s*=\s*["\']', page)
    assert not re.search(r"https?://(?!harbour)[^\s\"<]*\.(?:js|css|woff)", page)


@pytest.mark.parametrize("text", [None, ATTACK])
def test_no_word_of_a_record_becomes_markup(quotation: Quotation, text: str | None) -> None:
    """An attack in a name, a title or a link comes out as words."""
    about = evolve(quotation.document, title=ATTACK, url="javascript:alert(1)")
    bad = evolve(quotation, document=about, speaker=evolve(quotation.speaker, name=ATTACK))
    page = report([Article((bad,), text)], ATTACK)
    assert "<img" not in page
    assert page.count("</script>") == 2
    assert "javascript:" not in re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)


@given(st.text(max_size=200))
def test_the_data_of_a_report_are_its_records(name: str) -> None:
    """What a reviewer downloads is what the page holds: the records, whatever their names."""
    quotation = sample("harbour")[0][0]
    named = evolve(quotation, speaker=evolve(quotation.speaker, name=name))
    page = report([Article((named,), None)], "One")
    data = re.search(r'<script type="application/json" id="records">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    assert [Quotation.from_json(each) for each in json.loads(data[1])] == [named]


def test_links_lead_to_the_words(quotation: Quotation) -> None:
    """A statement of an article with an address is linked by its first and last words."""
    about = evolve(quotation.document, url="https://harbourpost.example/port#top")
    page = report([Article((evolve(quotation, document=about),), None)], "One")
    assert re.search(r'href="https://harbourpost\.example/port#:~:text=[^"]+"', page)
