"""
What an HTML page says of itself in its head: JSON-LD first, then meta elements, then its links and its title.

Publishers fill these fields in many ways: one object, an array, a graph of objects that point to each other by ``@id``;
an author as a string, a person, an organization, several of them; JSON inside comments or with a comma too many.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from attrs import field, frozen

#: Kinds of JSON-LD objects that are the article, the surer ones first.
_ARTICLES = ("newsarticle", "reportagenewsarticle", "liveblogposting", "article", "blogposting", "webpage")
#: Names in meta elements, the surer ones first.
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_SOURCES = ("sourceorganization", "dc.source", "source")
_AUTHORS = (
    *("author", "article:author", "og:article:author", "article:author_name", "dc.creator", "dcterms.creator"),
    *("parsely-author", "sailthru.author", "cxenseparse:author", "byl", "creator"),
)
_DATES = (
    *("article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.created"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "pubdate", "og:pubdate", "dc.date", "date"),
    *("dcterms.date", "datecreated", "publish-date", "publication_date", "article.published"),
)
_SECTIONS = ("article:section", "og:section", "articlesection", "section", "parsely-section", "prism.section")
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "headline")
#: A year that nobody publishes a page in: "0001-01-01T00:00:00Z" stands for no date.
_FIRST_YEAR = 1990
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*;?\s*$"
)
_COMMA_TOO_MANY = re.compile(r",\s*(?=[}\]])")
_ADDRESS = re.compile(r"https?://|www\.|^@|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.\w\w|\w\w)(?:/|$)", re.IGNORECASE)
#: Names for what stands in the publisher's place without being one: "U.S.", "Hosted", "Home".
_NO_NAME = re.compile(r"[A-Z]\.(?:[A-Z]\.)*|home|hosted|website|index|news|blog|untitled", re.IGNORECASE)
_BARS = re.compile(r"\s*[|»•·]\s*|\s+[-–—]\s+")
#: Elements that show the date, and how long their words are.
_SHOWS_DATE = re.compile(r"date(?:$|[^a])|time(?:$|[^l])|publish|posted|byline|author", re.IGNORECASE)
_LONGEST_DATE = 160
_SPACE = re.compile(r"\s+")


@frozen
class Metadata:
    """
    What the page's head says, None or empty where it says nothing.

    *published* is a date in ISO form, *authors* are names as the page spells them, persons and organizations alike.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    body: str | None = field(default=None, repr=False)


def metadata(tree: Any, url: str | None = None) -> Metadata:
    """What the page *tree* (of lxml) says of itself; *url* is where the caller has it from."""
    nodes = _nodes(tree)
    article = _article(nodes)
    meta = _meta(tree)
    address = _address(tree, meta, article) or url
    return Metadata(
        title=_first(_text(article.get("headline")), *(meta.get(name, [None])[0] for name in _TITLES)),
        publisher=_publisher(nodes, article, meta, address, tree.xpath("string(//title)")),
        published=_published(article, meta) or _shown_day(tree),
        section=_first(_text(article.get("articleSection")), *(meta.get(name, [None])[0] for name in _SECTIONS)),
        url=address,
        language=tree.xpath("string(/html/@lang)").strip() or None,
        authors=_authors(nodes, article, meta),
        body=_text(article.get("articleBody")),
    )


def plain(words: str) -> str:
    """Words with single spaces, and without the entities that some systems put into JSON."""
    return _SPACE.sub(" ", unescape(words)).strip()


def _nodes(tree: Any) -> list[dict[str, Any]]:
    """All JSON-LD objects of the page, those inside others and inside graphs too."""
    scripts = tree.xpath('//script[contains(translate(@type, "LDJSON", "ldjson"), "ld+json")]')
    return [node for script in scripts for node in _objects(_json(script.text or ""))]


def _json(text: str) -> Any:
    """The value of a script, mended where what is wrong with it is usual; None where it holds no JSON."""
    text = _WRAPPING.sub("", _WRAPPING.sub("", text))
    for attempt in (text, _COMMA_TOO_MANY.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects inside a JSON value, in their order; without recursion, since pages may nest without end."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            yield each
            waiting.extend(reversed(list(each.values())))
        elif isinstance(each, list):
            waiting.extend(reversed(each))


def _types(node: dict[str, Any]) -> list[str]:
    """The kinds of an object, in small letters."""
    kinds = node.get("@type")
    return [str(each).casefold().rsplit("/", 1)[-1] for each in (kinds if isinstance(kinds, list) else [kinds])]


def _article(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The object that is the article: of the surest kind, of those the first; empty where there is none."""

    def rank(node: dict[str, Any]) -> int:
        kinds = _types(node)
        sure = next((number for number, kind in enumerate(_ARTICLES) if kind in kinds), len(_ARTICLES))
        return sure if sure < len(_ARTICLES) or not any(kind.endswith("article") for kind in kinds) else 0

    candidates = [node for node in nodes if rank(node) < len(_ARTICLES)]
    best = min(map(rank, candidates), default=0)
    # Pages that carry several (Yoast's graph and the theme's own) say more in both than in one.
    merged: dict[str, Any] = {}
    for node in candidates:
        if rank(node) == best or _names_same_page(node, merged):
            merged.update({key: value for key, value in node.items() if value and key not in merged})
    return merged


def _names_same_page(node: dict[str, Any], article: dict[str, Any]) -> bool:
    """Is a second object about the same page: by its headline?"""
    return bool(node.get("headline")) and node.get("headline") == article.get("headline")


def _named(value: Any, nodes: list[dict[str, Any]]) -> Iterator[str]:
    """The names that an author's or publisher's field holds, whichever of its many shapes it has."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            name = each.get("name") or each.get("byline") or each.get("alternateName")
            if not name and (reference := each.get("@id")):
                name = next((n["name"] for n in nodes if n.get("@id") == reference and n.get("name")), None)
            yield from _named(name, nodes) if isinstance(name, list) else [name] if isinstance(name, str) else []


def _authors(nodes: list[dict[str, Any]], article: dict[str, Any], meta: dict[str, list[str]]) -> tuple[str, ...]:
    """The names of those who wrote it, without addresses, each once."""
    stated = list(_named(article.get("author"), nodes)) or list(_named(article.get("creator"), nodes))
    places = [stated, *(meta.get(name, []) for name in _AUTHORS)]
    for names in places:
        found = [plain(name) for name in names if name.strip() and not _ADDRESS.search(name)]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _publisher(
    nodes: list[dict[str, Any]], article: dict[str, Any], meta: dict[str, list[str]], url: str | None, window: str
) -> str | None:
    """
    The publisher's name: what JSON-LD says, but the site's own name where one holds the other.

    "Sky" and "Sky News" are Sky News; "The Harbour Post Inc." and "Harbour Post" are Harbour Post; "WSVN 7News | Miami
    News, Weather" is WSVN 7News.  Where neither says it, the part of the window's title that the address spells.
    """
    stated = [each for name in ("publisher", "sourceOrganization") for each in _named(article.get(name), nodes)]
    stated = [name for name in map(_name, stated) if name]
    site = [name for key in _PUBLISHERS for name in map(_name, meta.get(key, [])) if name]
    if stated and site and key_of(stated[0]) != key_of(site[0]):
        short, long = sorted((key_of(stated[0]), key_of(site[0])), key=len)
        if short in long:
            return site[0]
    if stated or site:
        return (stated or site)[0]
    others = [name for key in _SOURCES for name in map(_name, meta.get(key, [])) if name]
    spelled = [each for each in reversed(_BARS.split(plain(window))) if _name(each) and key_of(each) in _labels(url)]
    bodies = [each for node in nodes if "newsmediaorganization" in _types(node) for each in _named(node, nodes)]
    return next(iter((*others, *spelled, *(name for name in map(_name, bodies) if name))), None)


def key_of(text: str) -> str:
    """Letters and digits alone, by which two lines are the same."""
    return "".join(each for each in text.casefold() if each.isalnum())


def _labels(url: str | None) -> set[str]:
    """The parts of an address's host, as names are spelled in it: "www.harbourpost.com" has harbourpost."""
    return {key_of(each) for each in urlsplit(url or "").netloc.split(".")} - {"", "www", "com", "news"}


def _name(words: str) -> str | None:
    """A publisher's name without what pages put behind it; None for addresses and what is no name."""
    name = _BARS.split(plain(words))[0].strip(" ®™")
    return None if not name or _ADDRESS.search(name) or _NO_NAME.fullmatch(name) else name


def _published(article: dict[str, Any], meta: dict[str, list[str]]) -> str | None:
    """The day of publication in ISO form, in the page's own time zone."""
    stated = [article.get("datePublished"), article.get("dateCreated")]
    for value in (*stated, *(each for name in _DATES for each in meta.get(name, []))):
        if isinstance(value, str) and (found := iso_day(value)):
            return found
    return None


def _shown_day(tree: Any) -> str | None:
    """The day that the page shows to its reader, where the head has none."""
    for each in tree.xpath("//time | //*[@itemprop='datePublished']"):
        for words in (each.get("datetime"), each.get("content"), plain(each.text_content())):
            if words and (found := iso_day(words)):
                return found
    for each in tree.iter():
        if isinstance(each.tag, str) and _SHOWS_DATE.search(each.get("class") or ""):
            words = plain(" ".join(each.itertext()))
            if len(words) <= _LONGEST_DATE and (found := iso_day(words)):
                return found
    return None


def iso_day(value: str) -> str | None:
    """The day that a date of the usual forms names, in ISO form: "Mon, 18 Nov 2019 16:07:38 -0600" is 2019-11-18."""
    match = _ISO.match(value.strip())
    if match is None:
        return _spelled_day(value)
    is_date = int(match["year"]) >= _FIRST_YEAR and 0 < int(match["month"]) <= 12 and 0 < int(match["day"]) <= 31
    return match[0] if is_date else None


_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_DAY_MONTH_YEAR = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})[ ,-]+(\d{4})\b")
_MONTH_DAY_YEAR = re.compile(r"\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")


def _spelled_day(value: str) -> str | None:
    """The day of a date with its month in letters."""
    if match := _DAY_MONTH_YEAR.search(value):
        day, month, year = match.groups()
    elif match := _MONTH_DAY_YEAR.search(value):
        month, day, year = match.groups()
    else:
        return None
    number = _MONTHS.get(month[:3].casefold())
    return f"{year}-{number:02}-{int(day):02}" if number and int(year) >= _FIRST_YEAR else None


def _meta(tree: Any) -> dict[str, list[str]]:
    """The contents of meta elements by name, property or itemprop, in small letters."""
    found: dict[str, list[str]] = {}
    for each in tree.xpath("//meta[@content]"):
        content = plain(each.get("content"))
        for key in {each.get("name"), each.get("property"), each.get("itemprop")} - {None}:
            if content:
                found.setdefault(key.strip().casefold(), []).append(content)
    return found


def _address(tree: Any, meta: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    """The page's own web address."""
    page = article.get("mainEntityOfPage")
    stated = [article.get("url"), page.get("@id") if isinstance(page, dict) else page]
    links = tree.xpath('//link[translate(@rel, "CANONIL", "canonil") = "canonical"]/@href')
    for each in (*links, *meta.get("og:url", []), *stated):
        if isinstance(each, str) and urlsplit(each.strip()).netloc:
            return each.strip()
    return None


def _text(value: Any) -> str | None:
    """A field that should be a string, or the first of several."""
    if isinstance(value, list) and value:
        return _text(value[0])
    return value.strip() or None if isinstance(value, str) else None


def _first(*values: str | None) -> str | None:
    """The first that says anything, with single spaces."""
    return next((plain(each) for each in values if each and each.strip()), None)
