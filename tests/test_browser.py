"""
Reports in a real browser: filters, ties, marks that download as gold, keyboard, no script, attacks, contrast.

They are skipped where there is no browser; `tests.chromium` says how to have one.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from quotes import cli
from quotes.records import as_line
from quotes.report.folder import folder
from quotes.report.html import report
from tests.chromium import chromium, missing
from tests.reports import ATTACK, NAMES, attacking, sample

ARTICLES = [*map(sample, NAMES[:4]), attacking()]
RECORDS = [each for article in ARTICLES for each in article.quotations]
#: How many statements a page shows.
SHOWN = "() => document.querySelectorAll('.card:not([hidden])').length"

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    if why := missing():
        pytest.skip(why)
    with chromium() as started:
        yield started


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """A function that opens a page of a report; what it asks of a network, and what fails in it, is an error."""
    troubles: list[str] = []
    contexts = []

    def open_page(name: str = "report.html", **options: Any) -> Any:
        files = {"report.html": report(ARTICLES, "Samples"), **dict(folder(ARTICLES, "Samples"))}
        for path, content in files.items():
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_text(content, encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None)
        page.on(
            "request", lambda asked: None if asked.url.startswith(("file:", "blob:")) else troubles.append(asked.url)
        )
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.goto(f"file://{tmp_path / name}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def test_filters_and_search(opened: Open) -> None:
    """Each filter leaves the statements it names, the texts keep only their marks, and Clear brings all back."""
    page = opened()
    page.select_option("[name=named]", "named")
    kinds = {"unnamed", "group", "unknown"}
    assert page.evaluate(SHOWN) == sum(each.speaker.kind not in kinds for each in RECORDS)
    assert page.locator("mark.off").count() > 0
    assert page.locator(".number.off:visible").count() == 0
    page.select_option("[name=type]", "direct")
    direct = [each for each in RECORDS if each.speaker.kind not in kinds and each.type == "direct"]
    assert page.evaluate(SHOWN) == len(direct)
    page.click("button[type=reset]")
    page.wait_for_function(f"() => document.querySelectorAll('.card:not([hidden])').length === {len(RECORDS)}")
    page.fill("[name=words]", RECORDS[0].content.text[:40].upper())
    assert 0 < page.evaluate(SHOWN) < len(RECORDS)
    assert page.inner_text("#count") == f"{page.evaluate(SHOWN)} of {len(RECORDS)} statements"
    page.fill("[name=words]", "no such words anywhere")
    assert page.evaluate("() => document.querySelectorAll('.article:not([hidden])').length") == 0


def test_words_and_cards_light_up_together(opened: Open) -> None:
    """The pointer on the words of a statement lights its card, which scrolls into sight."""
    page = opened()
    place = len(ARTICLES[0].quotations)
    page.hover(f"mark.content[data-of~='q1-{place}'] >> nth=0")
    assert page.evaluate(f"() => document.getElementById('q1-{place}').classList.contains('lit')")
    pane, card = page.locator("#a1 .cards").bounding_box(), page.locator(f"#q1-{place}").bounding_box()
    assert pane["y"] <= card["y"] < pane["y"] + pane["height"]


def test_marks_download_as_gold_that_evaluates(opened: Open, tmp_path: Path) -> None:
    """Right, wrong, another speaker: the gold holds the right ones and the named one, and `evaluate` takes it."""
    page = opened("report.html")
    found = ARTICLES[0].quotations
    cards = page.locator("#a1 .card")
    for number in range(len(found)):
        cards.nth(number).locator("[data-mark=right]").click()
    cards.nth(0).locator("[data-mark=wrong]").click()
    cards.nth(1).locator(".review input").fill("Somebody Else")
    assert page.inner_text("#marked").endswith(f"{len(found) - 2} right, 1 wrong, 1 by another speaker")
    with page.expect_download() as started:
        page.click("#save")
    gold = tmp_path / "gold.jsonl"
    started.value.save_as(gold)
    lines = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    assert len(lines) == len(found) - 1
    assert lines[0]["speaker"]["name"] == lines[0]["chain"][0]["name"] == "Somebody Else"
    records = tmp_path / "records.jsonl"
    records.write_text("".join(as_line(each.as_json()) for each in found), encoding="utf-8")
    assert CliRunner().invoke(cli.app, ["validate", str(gold)]).exit_code == 0
    result = CliRunner().invoke(cli.app, ["evaluate", str(gold), str(records), "--json"])
    assert result.exit_code == 0, result.stderr
    figures = json.loads(result.stdout)
    assert (figures["gold"], figures["records"]) == (len(found) - 1, len(found))
    assert figures["figures"]["speaker"] < 100


def test_the_keyboard_reaches_everything(opened: Open) -> None:
    """Tab goes through filters, numbers and marks; Enter follows a number to its card, Space marks."""
    page = opened()
    seen: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("() => { const e = document.activeElement; return e.name || e.id || e.className; }"))
        if "number" in seen[-1] or seen[-1].startswith("t1-"):
            break
    assert [
        each for each in seen if each in {"words", "speaker", "named", "outlet", "type", "attitude", "confidence"}
    ] == [*("words", "speaker", "named", "outlet", "type", "attitude", "confidence")]
    assert page.evaluate("() => document.getElementById('q1-1').classList.contains('lit')")
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert page.url.endswith("#q1-1")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.dataset.mark") == "right":
            break
    page.keyboard.press("Space")
    assert page.get_attribute("#q1-1 [data-mark=right]", "aria-pressed") == "true"


@pytest.mark.parametrize("name", ["report.html", "index.html", "outlets.html"])
def test_without_a_script_everything_is_there(opened: Open, name: str) -> None:
    """Cards, texts and links are read without JavaScript; what would not work is not shown."""
    page = opened(name, java_script_enabled=False)
    assert page.locator("#filters, #narrow, .review").first.is_visible() is False
    page.locator("main h2, main h1, main a, main p").first.wait_for()  # shown, once it is drawn
    assert (page.locator("main").text_content() or "").strip()
    if name == "report.html":
        assert page.locator(".card").count() == len(RECORDS)
        page.click("#t1-2")
        assert page.url.endswith("#q1-2")


def test_an_attack_is_only_words(opened: Open) -> None:
    """A speaker whose name is a script and an image is shown by that name, and can be filtered; nothing runs."""
    page = opened()
    page.select_option("[name=speaker]", ATTACK)
    assert page.evaluate(SHOWN) == 1
    assert ATTACK in (page.text_content(".card:not([hidden]) h3") or "")
    assert page.locator("img").count() == 0


#: The least contrast of all words on a page with the ground they stand on, and which words those are.
LEAST_CONTRAST = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  let least = [99, ""];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.disabled) continue;
    if (element.closest("svg, script, noscript")) continue;
    const pair = [luminance(parse(getComputedStyle(element).color)), luminance(ground(element))].sort((a, b) => b - a);
    const found = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (found < least[0]) least = [found, walker.currentNode.data.trim()];
  }
  return least;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["report.html", "index.html", "outlets.html", "nameless.html"])
def test_contrast_as_it_is_drawn(opened: Open, name: str, scheme: str) -> None:
    """All words that are visible have the contrast of WCAG AA, in light and in dark."""
    page = opened(name, color_scheme=scheme)
    least, words = page.evaluate(LEAST_CONTRAST)
    assert 4.5 <= least < 99, words


@pytest.mark.parametrize("name", ["report.html", "index.html", "outlets.html", "nameless.html"])
def test_a_narrow_screen_is_not_scrolled_sideways(opened: Open, name: str) -> None:
    """Everything fits into 380 pixels."""
    page = opened(name, viewport={"width": 380, "height": 800})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 380


def test_rows_of_the_index_can_be_narrowed(opened: Open) -> None:
    """What is typed leaves the rows that hold it."""
    page = opened("index.html")
    page.fill("#narrow input", ARTICLES[0].quotations[0].document.title or "")
    assert page.evaluate("() => document.querySelectorAll('.rows tbody tr:not([hidden])').length") == 1


def test_in_print_there_is_nothing_to_press(opened: Open) -> None:
    """Filters and marks are for the screen; all cards are printed."""
    page = opened()
    page.emulate_media(media="print")
    assert not page.locator("#filters, #gold, .review").first.is_visible()
    assert page.evaluate("() => getComputedStyle(document.querySelector('.cards')).overflowY") == "visible"
