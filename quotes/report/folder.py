"""
Many articles as a folder of plain files: an index, a page an article, a page a speaker, and who cites whom.

    index.html  outlets.html  outlets.csv  nameless.html  articles/001-harbour.html …  speakers/001-rui-prata.html …

Speakers of one name are one page, whatever the article and its spelling (`quotes.report.usual_names`); statements of
speakers without a name are on one page.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from quotes.errors import WrongUsage
from quotes.report.citations import citations, drawing
from quotes.report.html import articles_page, render, report
from quotes.report.view import Article, Card, Shown, shown, summary

#: Letters of a name that stand in the name of its file.
_LONGEST_SLUG = 40
#: What a page's name ends in; any other is a folder's.
_PAGES = frozenset((".html", ".htm"))

Key = TypeVar("Key")


def checked(output: Path) -> Path:
    """The page (`.html`) or new folder that shall be written; WrongUsage where a folder is there already."""
    if output.suffix not in _PAGES and output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise WrongUsage(f"--output: {output}: is there already; name a page (*.html) or a new folder")
    return output


def write(articles: Sequence[Article], title: str, version: str, output: Path) -> Path:
    """The page at which a reader begins, written to *output* or into it; WrongUsage where that cannot be."""
    is_page = output.suffix in _PAGES
    files = [("", report(articles, title, version))] if is_page else folder(articles, title, version)
    try:
        for name, content in files:
            file = output / name
            file.parent.mkdir(parents=True, exist_ok=True)
            # A record may hold half a surrogate pair, which no encoding can.
            file.write_text(content, encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise WrongUsage(f"--output: {error.filename or output}: cannot be written ({error.strerror})") from error
    return output if is_page else output / "index.html"


def folder(articles: Iterable[Article], title: str, version: str = "") -> Iterator[tuple[str, str]]:
    """The files of the folder, one by one: the path below it, and the content; MissingExtra without jinja2."""
    listed = shown(articles)
    cards = [card for each in listed for card in each.cards]
    by_speaker: dict[str, list[Card]] = {}
    for each in cards:
        by_speaker.setdefault(each.speaker if each.named == "named" else "", []).append(each)
    nameless = by_speaker.pop("", [])
    pages = _paths("articles", {each.number: each.article.quotations[0].document.id for each in listed})
    speakers = _paths("speakers", {each: each for each in by_speaker})
    common = {"version": version, "pages": pages}
    yield (
        "index.html",
        render("index.html", title=title, articles=listed, summary=summary(cards), speakers=speakers, **common),
    )
    yield from _outlets(listed, cards, common)
    links = {name: f"../{path}" for name, path in speakers.items()}
    for one in listed:
        yield pages[one.number], articles_page([one], one.title, version, home="../", speakers=links)
    for name, path in speakers.items():
        yield path, _speaker(name, by_speaker[name], listed, "../", common)
    yield "nameless.html", _speaker("Statements without a name", nameless, listed, "", common)


def _speaker(title: str, cards: list[Card], articles: Sequence[Shown], home: str, common: Mapping[str, object]) -> str:
    """The page of a speaker: the statements by article."""
    by_article: dict[int, list[Card]] = {}
    for each in cards:
        by_article.setdefault(each.article, []).append(each)
    roles = dict.fromkeys(each.record.speaker.role for each in cards if each.record.speaker.role)
    return render(
        "speaker.html",
        title=title,
        total=len(cards),
        roles=list(roles) if home else [],
        articles=[(articles[number - 1], some) for number, some in by_article.items()],
        home=home,
        **common,
    )


def _outlets(
    articles: Sequence[Shown], cards: Iterable[Card], common: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """Who cites whom, for people and for other programs."""
    found = citations(cards)
    places = [(each, [articles[number - 1] for number in each.articles]) for each in found]
    yield (
        "outlets.html",
        render("outlets.html", title="Who cites whom", citations=places, drawing=drawing(found), **common),
    )
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(("citing", "cited", "statements"))
    rows.writerows((each.citing, each.cited, each.count) for each in found)
    yield "outlets.csv", table.getvalue()


def _paths(below: str, names: Mapping[Key, str]) -> dict[Key, str]:
    """A path for each name: numbered, so that no two are the same, and readable in any file system."""
    digits = len(str(len(names)))
    return {key: f"{below}/{n:0{digits}}-{_slug(name)}.html" for n, (key, name) in enumerate(names.items(), 1)}


def _slug(name: str) -> str:
    """Small letters and digits: "Rui Prata" is "rui-prata"."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall(r"[a-z0-9]+", letters.removesuffix(".txt")))[:_LONGEST_SLUG] or "unnamed"
