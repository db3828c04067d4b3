"""
Records as pages that need no network: the article on the left, its statements on the right.

The content security policy of each page allows nothing but its own style and script, by their digests; all words of
records and texts are escaped; without JavaScript everything is there but filters and marks.  The only door to jinja2.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import evolve

from quotes.errors import MissingExtra
from quotes.report.view import Article, Shown, shown, summary


def report(articles: Iterable[Article], title: str, version: str = "") -> str:
    """All articles as one HTML page; MissingExtra without jinja2."""
    return articles_page(shown(articles), title, version)


def articles_page(
    articles: Sequence[Shown], title: str, version: str, home: str = "", speakers: dict[str, str] | None = None
) -> str:
    """Articles with their cards as a page; *home* leads to the folder's index, *speakers* are links by name."""
    cards = [card for each in articles for card in each.cards]
    return render(
        "report.html",
        title=title,
        version=version,
        articles=articles,
        summary=summary(cards),
        data=_data(articles),
        home=home,
        speakers=speakers or {},
    )


def render(template: str, **values: Any) -> str:
    """A template with *values*, which are escaped wherever they stand; MissingExtra without jinja2."""
    page: str = _environment().get_template(template).render(**values)
    return page


@cache
def _environment() -> Any:
    """The templates, with the style and the script that each page carries and the digests that its policy names."""
    try:
        from jinja2 import Environment, FunctionLoader, StrictUndefined
        from markupsafe import Markup
    except ImportError as error:
        raise MissingExtra("report", "`quotes report`") from error
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_part),
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    for name, part in (("style", _part("report.css")), ("script", _part("report.js"))):
        environment.globals[name] = Markup(part)
        environment.globals[f"{name}_digest"] = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
    return environment


def _part(name: str) -> str:
    return files("quotes").joinpath("report", "templates", name).read_text(encoding="utf-8")


def _data(articles: Iterable[Shown]) -> Any:
    """What a reviewer downloads from: each document once, with its text, and the records, which name it by number."""
    from markupsafe import Markup

    documents, records = [], []
    for number, each in enumerate(articles):
        first = each.cards[0].record
        documents.append(evolve(first, document=evolve(first.document, text=each.article.text)).as_json()["document"])
        records += [{**card.record.as_json(), "document": number} for card in each.cards]
    data = json.dumps({"documents": documents, "records": records}, ensure_ascii=True, separators=(",", ":"))
    return Markup(data.replace("<", "\\u003c"))
