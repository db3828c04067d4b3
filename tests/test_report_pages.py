"""Reports as files: nothing in them runs but their own script, everything is labelled, all links lead somewhere."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from quotes.records import Hop, Quotation, Speaker
from quotes.report.citations import citations, drawing
from quotes.report.folder import folder
from quotes.report.html import report
from quotes.report.view import Article, shown
from tests.reports import ATTACK, NAMES, attacking, sample

ARTICLES = [*map(sample, NAMES[:6]), attacking()]
PAGES = {
    "report.html": report(ARTICLES, "Samples"),
    **dict(folder(ARTICLES, "Samples")),
}
#: One page of each kind, and the articles and speakers of which the attack is one.
HTML = [
    *("report.html", "index.html", "outlets.html", "nameless.html"),
    *[max(each for each in PAGES if each.startswith(f"{kind}/")) for kind in ("articles", "speakers")],
]


@cache
def tree(name: str) -> Any:
    """A page as elements."""
    return html.document_fromstring(PAGES[name])


def data(page: str) -> dict[str, Any]:
    """What a reviewer downloads from."""
    found = re.search(r'<script type="application/json" id="records">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    value: dict[str, Any] = json.loads(found[1])
    return value


def test_a_report_holds_all_statements() -> None:
    """One card a statement, and as many numbers in the texts."""
    page = tree("report.html")
    total = sum(len(each.quotations) for each in ARTICLES)
    assert len(page.xpath("//li[@data-speaker]")) == total
    assert len(page.xpath("//a[starts-with(@id, 't')]")) == total


@pytest.mark.parametrize("name", HTML)
def test_only_its_own_style_and_script_may_run(name: str) -> None:
    """The policy names the digests of both; there is no style, handler or address of a file in any element."""
    page = tree(name)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    for kind, (content,) in (
        ("style", page.xpath("//style/text()")),
        ("script", page.xpath("//script[not(@type)]/text()")),
    ):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    names = {each for element in page.iter() for each in element.attrib}
    assert not {each for each in names if each.startswith("on")} | ({"style", "src", "srcset", "action"} & names)


@pytest.mark.parametrize("name", HTML)
def test_no_word_of_a_record_becomes_markup(name: str) -> None:
    """An attack in a name, a title, a text or an address comes out as words, or not at all."""
    page = tree(name)
    assert page.xpath("//img") == []
    assert len(page.xpath("//script")) <= 2
    assert not [each for each in page.xpath("//@href") if each.startswith("javascript:")]


def test_the_attack_is_shown_as_it_is_written() -> None:
    """A reader sees the name, odd as it is."""
    assert ATTACK in tree("index.html").xpath("//a/text()")


@pytest.mark.parametrize("name", HTML)
def test_elements_are_labelled_and_ids_unique(name: str) -> None:
    """Fields have labels, buttons words, tables heads; what is referred to is there once."""
    page = tree(name)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)
    assert page.get("lang") == "en"
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
    assert page.xpath("//input[not(ancestor::label)] | //select[not(ancestor::label)]") == []
    assert page.xpath("//button[not(@type) or not(normalize-space())]") == []
    assert page.xpath("//th[not(@scope)] | //table[not(caption) and not(@aria-labelledby)]") == []
    assert page.xpath("//*[@tabindex > 0]") == []
    levels = [int(each.tag[1]) for each in page.xpath("//h1 | //h2 | //h3")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", HTML)
def test_links_lead_somewhere(name: str) -> None:
    """A link inside the folder leads to a file and a place in it that are there."""
    for href in tree(name).xpath("//@href"):
        if not href.startswith(("http://", "https://")):
            path, _, place = href.partition("#")
            target = _resolved(name, path)
            assert target in PAGES, href
            assert not place or place in tree(target).xpath("//@id"), href


def _resolved(page: str, path: str) -> str:
    """The file that a relative address means on a page."""
    parts: list[str] = []
    for part in (PurePosixPath(page).parent / path if path else PurePosixPath(page)).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


@given(st.text(max_size=200))
def test_the_data_of_a_report_are_its_records(name: str) -> None:
    """What a reviewer downloads is what the page holds: the records, whatever their names, with the text once."""
    article = sample("harbour")
    first = article.quotations[0]
    named = evolve(first, speaker=evolve(first.speaker, name=name))
    found = data(report([Article((named,), article.text)], "One"))
    (about,), (record,) = found["documents"], found["records"]
    assert about["text"] == article.text
    assert record["document"] == 0
    assert Quotation.from_json({**record, "document": first.as_json()["document"]}) == named


def test_links_lead_to_the_words(quotation: Quotation) -> None:
    """A statement of an article with an address is linked by its first and last words."""
    about = evolve(quotation.document, url="https://harbourpost.example/port#top")
    page = report([Article((evolve(quotation, document=about),), None)], "One")
    assert re.search(r'href="https://harbourpost\.example/port#:~:text=[^"]+"', page)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://[broken", "file:///etc/passwd"])
def test_other_addresses_are_no_links(quotation: Quotation, url: str) -> None:
    """Only addresses of the web are links."""
    about = evolve(quotation.document, url=url)
    page = html.document_fromstring(report([Article((evolve(quotation, document=about),), None)], "One"))
    assert page.xpath("//@href") == []


def test_speakers_with_and_without_a_name_are_told_apart(quotation: Quotation) -> None:
    """A card says of its speaker whether there is a name; the folder has pages of those with one."""
    official = Speaker("one official", "unnamed", "e2", None, None, "description")
    nobody = Speaker("unknown", "unknown", None, None, None, "none")
    article = Article(tuple(evolve(quotation, speaker=each) for each in (quotation.speaker, official, nobody)), None)
    assert [each.named for each in shown([article])[0].cards] == ["named", "unnamed", "open"]
    files = dict(folder([article], "One"))
    assert [name for name in files if name.startswith("speakers/")] == ["speakers/1-rui-prata.html"]
    assert files["nameless.html"].count('<li id="q1-') == 2


def test_one_name_has_one_colour(quotation: Quotation) -> None:
    """Also where nothing says that the officials of three sentences are the same; other speakers have another one."""
    speakers = [Speaker("officials", "group", entity, None, None, "description") for entity in ("e2", "e3", "e2")]
    article = Article(tuple(evolve(quotation, speaker=each) for each in (*speakers, quotation.speaker)), None)
    assert [each.colour for each in shown([article])[0].cards] == [1, 1, 1, 2]


def by_way_of(quotation: Quotation, *chain: Hop) -> Article:
    """An article of one statement with that chain."""
    return Article((evolve(quotation, chain=chain),), None)


def test_who_cites_whom(quotation: Quotation) -> None:
    """Each outlet cites the one it has the words from; the speaker is none unless it is an outlet itself."""
    hops = [Hop(name, role, "stated", ()) for name, role in CHAIN]
    one = by_way_of(quotation, *hops)
    outlet = evolve(quotation, speaker=evolve(quotation.speaker, name="Lusa", kind="outlet"))
    other = by_way_of(outlet, Hop("Lusa", "speaker", "stated", ()), hops[-1])
    cards = [card for each in shown([one, one, other]) for card in each.cards]
    found = citations(cards)
    assert [(each.citing, each.cited, each.count, each.articles) for each in found] == [
        ("ANI", "CNN", 2, (1, 2)),
        ("Telangana Today", "ANI", 2, (1, 2)),
        ("Telangana Today", "Lusa", 1, (3,)),
    ]
    drawn = drawing(found)
    assert list(drawn.citing) == ["ANI", "Telangana Today"]
    assert set(drawn.cited) == {"CNN", "ANI", "Lusa"}
    assert all(0 < y < drawn.height for y in (*drawn.citing.values(), *drawn.cited.values()))


CHAIN = (("Kim Jong Un", "speaker"), ("CNN", "relay"), ("ANI", "agency"), ("Telangana Today", "publisher"))


def test_no_outlets_no_drawing(quotation: Quotation) -> None:
    """Where nobody cites anybody the page says so with an empty table."""
    files = dict(folder([by_way_of(quotation)], "One"))
    assert "<figure" not in files["outlets.html"]
    assert files["outlets.csv"] == "citing,cited,statements\n"


def blocks(css: str) -> Iterator[dict[str, tuple[int, ...]]]:
    """The colours of the light page and of the dark one."""
    colours: dict[str, tuple[int, ...]] = {}
    for block in re.findall(r":root\{([^}]*--paper[^}]*)\}", css):
        found = re.findall(r"--(\w+):#(\w\w)(\w\w)(\w\w)", block)
        colours = {**colours, **{name: tuple(int(each, 16) for each in rest) for name, *rest in found}}
        yield colours


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The contrast of two colours by WCAG 2.2."""

    def luminance(colour: tuple[int, ...]) -> float:
        parts = [each / 255 for each in colour]
        red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_the_colours() -> None:
    """
    Words have the contrast that WCAG AA asks for (4.5) on every ground they stand on, lines theirs (3).

    A statement's ground differs from the paper in grey too (1.15 is a grey that the eye sees), beside its number.
    """
    css = "".join(tree("report.html").xpath("//style/text()"))
    light, dark = blocks(css)
    for colours in (light, dark):
        tints = [colours[f"c{n}"] for n in range(1, 6)]
        for words in ("ink", "link"):
            assert min(contrast(colours[words], each) for each in (colours["paper"], colours["soft"], *tints)) >= 4.5
        assert min(contrast(colours["dim"], colours[each]) for each in ("paper", "soft")) >= 4.5
        assert contrast(colours["paper"], colours["link"]) >= 4.5
        assert min(contrast(colours["line"], colours[each]) for each in ("paper", "soft")) >= 3
        assert contrast(colours["bar"], colours["soft"]) >= 3
        assert min(contrast(colours["paper"], each) for each in tints) >= 1.15


@pytest.mark.parametrize(
    ("kind", "names", "usual"),
    [
        ("person", ["Sergey Lavrov", "Sergei Lavrov", "Sergei Lavrov"], {"Sergei Lavrov"}),
        ("person", ["José Díaz", "Jose Diaz"], {"José Díaz"}),
        ("person", ["Rui Prata", "Prata"], {"Rui Prata", "Prata"}),
        ("outlet", ["TASS", "Tass", "the TASS"], {"TASS"}),
        ("organization", ["Ministry", "ministry"], {"Ministry", "ministry"}),
    ],
)
def test_speakers_of_several_articles(quotation: Quotation, kind: str, names: list[str], usual: set[str]) -> None:
    """Spellings of one name are one speaker, called as most articles do; short names and bodies are not guessed."""
    speakers = [evolve(quotation.speaker, name=each, kind=kind) for each in names]
    articles = [Article((evolve(quotation, speaker=each),), None) for each in speakers]
    cards = [card for each in shown(articles) for card in each.cards]
    assert {each.speaker for each in cards} == usual
    pages = [name for name in dict(folder(articles, "Many")) if name.startswith("speakers/")]
    assert len(pages) == len(usual)
    # Each card says what its own article says.
    assert [each.record.speaker.name for each in cards] == names


def test_unnamed_sources_and_persons_are_no_outlets(quotation: Quotation) -> None:
    """Relays may be persons or sources without a name; who cites whom is of outlets."""
    chain = [
        Hop(name, "relay", "stated", ()) for name in ("sources", "ED official", "Rui Prata", "dpa", "Harbour Post")
    ]
    cards = [card for each in shown([by_way_of(quotation, *chain)]) for card in each.cards]
    assert [(each.citing, each.cited) for each in citations(cards)] == [("Harbour Post", "dpa")]


def test_an_article_without_a_title_has_its_first_words(quotation: Quotation) -> None:
    """The index shows them beside the name of the file; lines around the story are none."""
    words = "The fish market will open on Monday as it always did, the harbour master said in Lisbon."
    about = evolve(quotation.document, title=None)
    article = Article((evolve(quotation, document=about),), f"LISBON\n\nMarch 2\n\n{words}\n")
    (one,) = shown([article])
    assert (one.title, words.startswith(one.opening.rstrip("…"))) == (quotation.document.id, True)
    assert one.opening in dict(folder([article], "One"))["index.html"]
    named = Article((evolve(quotation, document=evolve(about, title="Market opens")),), article.text)
    assert shown([named])[0].opening == ""


def test_all_speakers_are_in_the_summary(quotation: Quotation) -> None:
    """Those behind the first ten can be unfolded."""
    names = [f"Person {chr(65 + n)}. Prata" for n in range(14)]
    speakers = [evolve(quotation.speaker, name=each) for each in names]
    page = html.document_fromstring(
        report([Article(tuple(evolve(quotation, speaker=each) for each in speakers), None)], "One")
    )
    assert page.xpath("//details[@class='more']/summary/text()") == ["4 more"]
    assert page.xpath("//section[@class='charts']//th[@scope='row']/text()")[:14] == names
