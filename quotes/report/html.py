"""
Records as one HTML file that needs no network: the article on the left, its statements on the right.

The file's content security policy allows nothing but its own style and script, by their digests; all words of records
and texts are escaped; without JavaScript everything is there but filters and marks.  The only door to jinja2.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlsplit

from attrs import frozen

from quotes.errors import MissingExtra
from quotes.records import Quotation
from quotes.report.marked import Paragraph, in_order, marked

#: Confidence in words: surer than this is sure, less than that is to be checked.
_SURE, _CHECK = 0.85, 0.6
#: So many words find a place in the live article.
_LINK_WORDS = 6
_NAMELESS = frozenset(("unnamed", "unknown", "group"))


@frozen
class Article:
    """The statements of one document, and its text where it is at hand."""

    quotations: tuple[Quotation, ...]
    text: str | None


def report(articles: Iterable[Article], title: str) -> str:
    """The page as HTML; MissingExtra without jinja2."""
    try:
        from jinja2 import Environment
        from markupsafe import Markup
    except ImportError as error:
        raise MissingExtra("report", "`quotes report`") from error
    found = [_article(number, each) for number, each in enumerate(articles, 1)]
    records = [card["record"] for each in found for card in each["cards"]]
    template = Environment(autoescape=True, trim_blocks=True).from_string(_part("report.html"))
    style, script = _part("report.css"), _part("report.js")
    data = json.dumps([each.as_json() for each in records], ensure_ascii=True).replace("<", "\\u003c")
    return template.render(
        title=title,
        articles=found,
        total=len(records),
        unnamed=sum(each.speaker.kind in _NAMELESS for each in records),
        speakers=_speakers(records),
        outlets=_outlets(records),
        attitudes=sorted({each.attitude for each in records}),
        style=Markup(style),
        script=Markup(script),
        data=Markup(data),
        style_hash=_digest(style),
        script_hash=_digest(script),
    )


def _part(name: str) -> str:
    """One of the templates."""
    return files("quotes").joinpath("report", "templates", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """How a content security policy names what it allows."""
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _article(number: int, article: Article) -> dict[str, Any]:
    """What the template shows of a document."""
    quotations = in_order(article.quotations)
    about = quotations[0].document
    paragraphs: tuple[Paragraph, ...] = marked(article.text, quotations) if article.text is not None else ()
    said = (about.publisher, about.agency, about.byline, about.dateline, about.published)
    return {
        "number": number,
        "title": about.title or about.id,
        "about": " · ".join(each for each in said if each),
        "link": _web(about.url),
        "paragraphs": paragraphs,
        "cards": [_card(each, article.text) for each in quotations],
    }


def _card(record: Quotation, text: str | None) -> dict[str, Any]:
    """What the template shows of a statement."""
    hops = [
        {
            "name": hop.name,
            "role": hop.role,
            "basis": hop.basis,
            "words": " … ".join(span.of(text) for span in hop.spans) if text is not None else "",
        }
        for hop in record.chain
    ]
    sure = "sure" if record.confidence >= _SURE else "likely" if record.confidence >= _CHECK else "check it"
    return {
        "record": record,
        "hops": hops,
        "outlets": "\n".join(hop.name for hop in record.chain if hop.role != "speaker"),
        "sure": sure,
        "link": _fragment(record),
    }


def _web(url: str | None) -> str | None:
    """A web address, None for anything else that a link could run."""
    return url if url is not None and urlsplit(url).scheme in {"http", "https"} else None


def _fragment(record: Quotation) -> str | None:
    """The address of the words in the live article (a text fragment)."""
    url, span = _web(record.document.url), record.content.spans[0]
    words = record.content.text[: len(span)].split()
    if url is None or not words:
        return None
    ends = [words] if len(words) <= 2 * _LINK_WORDS else [words[:_LINK_WORDS], words[-_LINK_WORDS:]]
    parts = (quote(" ".join(each), safe="").replace("-", "%2D") for each in ends)
    return f"{url.partition('#')[0]}#:~:text={','.join(parts)}"


def _speakers(records: list[Quotation]) -> list[dict[str, Any]]:
    """Who gets how many words, the most first."""
    words: Counter[str] = Counter()
    for each in records:
        words[each.speaker.name] += len(each.content.text.split())
    return [{"name": name, "words": count} for name, count in words.most_common()]


def _outlets(records: list[Quotation]) -> list[tuple[str, int]]:
    """Which outlets carried how many statements, the most first."""
    carried = Counter(name for each in records for name in {hop.name for hop in each.chain if hop.role != "speaker"})
    return carried.most_common()
