"""
What an HTML page says of itself in its head: JSON-LD first, then meta elements, then its links and its title.

Publishers fill these fields in many ways: one object, an array, a graph of objects that point to each other by ``@id``;
an author as a string, a person, an organization, several of them; JSON inside comments or with a comma too many.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from itertools import chain, takewhile
from pathlib import PurePosixPath
from typing import Any

from attrs import field, frozen

from quotes.text.urls import parts_of
from quotes.words.tables import entries

#: How the kinds of JSON-LD objects end that are the article, the surer ones first: "OpinionNewsArticle".
_ARTICLES = ("newsarticle", "liveblogposting", "article", "blogposting", "webpage")
#: At the end of a time: "2024-03-02T08:15:00Z", "…+00:00".
_IN_UTC = re.compile(r"\dZ$|[+-]00:?00$")
_HOUR = re.compile(r"\d:\d\d")
#: Before the time of a later version, or in its class.
_LATER = re.compile(r"updated?|modified|edited", re.IGNORECASE)
_LABEL_LENGTH, _SHOWN_TIMES = 20, 12
#: Before the names of authors: "By Jane Doe".
_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*;?\s*$"
)
_COMMA_TOO_MANY = re.compile(r",\s*(?=[}\]])")
_ADDRESS = re.compile(r"https?://|www\.|^@|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.\w\w|\w\w)(?:/|$)", re.IGNORECASE)
#: Names for what stands in the publisher's place without being one: "U.S.", "Hosted", "Home".
_NO_NAME = re.compile(r"[A-Z]\.(?:[A-Z]\.)*|home|hosted|website|index|news|blog|untitled", re.IGNORECASE)
#: Behind a station's call sign its channel: "WXYZ 7News", "WXYZ News 7".
_CHANNEL = re.compile(r"(?:(?<=^[KW][A-Z]{3})|(?<=^[KW][A-Z]{2})) (?:News )?\S*\d.*$")
#: Words of names, how many there are in one, and how much of a text is searched for them.
_NAME_WORDS, _LONGEST_TEXT = 5, 300
#: So many links of a menu lead to the paper's own site from a page that an agency hosts for it.
_MENU = 2
_COPYRIGHT = re.compile(r"©|copyright", re.IGNORECASE)
#: What parts a page's title into headline, section and site: bars, dashes; a colon too.
_BARS = re.compile(r"\s*[|»•·]\s*|\s+[-–—]\s+")
_PARTS = re.compile(rf"{_BARS.pattern}|:\s+")
#: A time with a zone of its own: "2021-11-09T06:15:00+08:00".
_IN_ZONE = re.compile(r"[+-](?!00:?00)\d\d:?\d\d$")
#: Countries that write the month first.
_MONTH_FIRST = frozenset(("us", "ph"))
#: Elements that show the date, and how long their words are.
_SHOWS_DATE = re.compile(r"date(?:$|[^a])|time(?:$|[^l])|publish|posted|submitted|byline|author", re.IGNORECASE)
_LONGEST_DATE = 160
#: What is written below a headline, but for posts and links.
_BELOW = "following::text()[normalize-space()][not(ancestor::blockquote or ancestor::a or parent::script)]"
_SPACE = re.compile(r"\s+")


@frozen
class FieldNames:
    """
    What a field of an article is called, the surer names first.

    *table* are the fields of JSON Lines, CSV and Parquet, where capitals, "_" and "-" mean nothing; *object* those of
    JSON-LD, *meta* the names of meta elements.
    """

    name: str
    table: tuple[str, ...] = field(converter=tuple)
    object: tuple[str, ...] = field(converter=tuple)
    meta: tuple[str, ...] = field(converter=tuple)


@cache
def field_names() -> dict[str, FieldNames]:
    """What each field of an article is called; raises InvalidLexicon where an entry is broken."""
    return {each.name: each for each in entries("page_fields.jsonl", FieldNames)}


@frozen
class Metadata:
    """
    What the page's head says, None or empty where it says nothing.

    *published* is a date in ISO form, *authors* are names as the page spells them, persons and organizations alike;
    *sources* are those whose copy it is.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    description: str | None = None
    body: str | None = field(default=None, repr=False)


def metadata(tree: Any, url: str | None = None) -> Metadata:
    """What the page *tree* (of lxml) says of itself; *url* is where the caller has it from."""
    nodes = _nodes(tree)
    head = _Head(tree, nodes, _article(nodes), _meta(tree))
    address = _address(head) or url
    return Metadata(
        title=head.first("title"),
        publisher=_publisher(head, address),
        published=_day(next(filter(iso_day, head.stated("published")), None), _shown(tree)),
        url=address,
        authors=_authors(head),
        sources=tuple(head.in_article("sources")),
        description=head.first("description"),
        body=next(head.in_article("text"), None),
    )


@frozen
class _Head:
    """A page with its JSON-LD objects, that which is the article, and its meta elements by name."""

    tree: Any
    nodes: list[dict[str, Any]]
    article: dict[str, Any]
    meta: dict[str, list[str]]

    def in_article(self, name: str) -> Iterator[str]:
        """What the article's object says of a field."""
        return (each for key in field_names()[name].object for each in _named(self.article.get(key), self.nodes))

    def in_meta(self, name: str) -> Iterator[str]:
        """What meta elements say of a field."""
        return (each for key in field_names()[name].meta for each in self.meta.get(key, []))

    def stated(self, name: str) -> Iterator[str]:
        """All that the page's head says of a field, the surest first."""
        return chain(self.in_article(name), self.in_meta(name))

    def first(self, name: str) -> str | None:
        """The first words that the head says of a field."""
        return next(filter(None, map(plain, self.stated(name))), None)


def plain(words: str) -> str:
    """Words with single spaces, and without the entities that some systems put into JSON."""
    return _SPACE.sub(" ", unescape(words)).strip()


def _nodes(tree: Any) -> list[dict[str, Any]]:
    """All JSON-LD objects of the page, those inside others and inside graphs too."""
    scripts = tree.xpath('//script[contains(translate(@type, "LDJSON", "ldjson"), "ld+json")]')
    return [node for script in scripts for node in _objects(_json(script.text or ""))]


def _json(text: str) -> Any:
    """The value of a script, mended where what is wrong with it is usual; None where it holds no JSON."""
    plain_text = _WRAPPING.sub("", _WRAPPING.sub("", text))
    try:
        return json.loads(_COMMA_TOO_MANY.sub("", plain_text), strict=False)
    except (ValueError, RecursionError):
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
    """The object that is the article: what those of the surest kind say, the first of them first."""
    ranked = ([node for node in nodes if any(kind.endswith(each) for kind in _types(node))] for each in _ARTICLES)
    # Pages that carry several (Yoast's graph and the theme's own) say more in both than in one.
    best = next(filter(None, ranked), [])
    return {key: value for node in reversed(best) for key, value in node.items() if value}


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


def _authors(head: _Head) -> tuple[str, ...]:
    """The names of those who wrote it, without addresses, each once."""
    places = [[*_named(head.article.get(key), head.nodes)] for key in field_names()["byline"].object]
    for names in (*places, *(head.meta.get(key, []) for key in field_names()["byline"].meta)):
        found = [_BY.sub("", plain(name)) for name in names if name.strip() and not _ADDRESS.search(name)]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _publisher(head: _Head, url: str | None) -> str | None:
    """
    The publisher's name: what JSON-LD says, but the site's own name where one holds the other.

    "Sky" and "Sky News" are Sky News; "The Harbour Post Inc." and "Harbour Post" are Harbour Post; "WXYZ 7News | Miami
    News, Weather" is WXYZ.  Where neither says it, the name that the address spells, as the page writes it.
    """
    if member := _hosted_for(head.tree, url):
        return member
    stated = next(filter(None, map(_name, head.in_article("publisher"))), None)
    site = next(filter(None, map(_name, head.in_meta("publisher"))), None)
    if stated and site:
        short, long = sorted((key_of(stated), key_of(site)), key=len)
        return site if short in long and short != long else stated
    if stated or site:
        return stated or site
    bodies = (each for node in head.nodes if "newsmediaorganization" in _types(node) for each in _named(node, []))
    names = head.tree.xpath("//*[@itemprop='publisher']//*[@itemprop='name']")
    marked = (each.get("content") or each.text_content() for each in names)
    known = next(filter(None, map(_name, chain(bodies, marked))), None)
    return known or _beside_headline(head) or next(iter(_spelled(head.tree, url)), None)


def _hosted_for(tree: Any, url: str | None) -> str | None:
    """
    The paper for which an agency hosts the page: "hosted.wire.example/harbourpost", with a menu of harbourpost.example.

    As the lexicon or the page writes it, else as the address spells it.
    """
    from quotes.page.addresses import domain_of, spelled_out, spellings
    from quotes.words.lexicon import lexicon

    host = lexicon().outlet_at(domain_of(url or ""))
    label = parts_of(url or "").path.split("/")[1:2]
    if host is None or host.kind != "agency" or not label:
        return None
    sites = [href for href in tree.xpath("//a/@href") if spellings(href)[1] == label[0].casefold()]
    if len(sites) < _MENU:
        return None
    known = lexicon().outlet_at(domain_of(sites[0]))
    return known.name if known else next(iter(_spelled(tree, sites[0])), None) or spelled_out(label[0])


def _beside_headline(head: _Head) -> str | None:
    """The part of the page's title that is not its headline: "Salt miners fear flood | Sahel Tribune"."""
    title, stated = plain(head.tree.xpath("string(//title)")), head.first("title")
    shown = {key_of(plain(each.text_content())) for each in headings(head.tree)} - {""}
    known = {key_of(stated)} if stated and key_of(stated) != key_of(title) else shown
    parts = [each for each in _PARTS.split(title) if each.strip()]
    own = [each for each in parts if any(key_of(each) in heading or heading in key_of(each) for heading in known)]
    rest = [name for each in parts if each not in own and (name := _name(each)) and len(each.split()) <= _NAME_WORDS]
    return rest[-1] if rest and own and len(rest) == len(parts) - len(own) else None


def headings(tree: Any) -> list[Any]:
    """The elements that can be the headline; a page of Blogger has the blog's name in the largest."""
    posts: list[Any] = tree.xpath(
        "//h3[contains(@class, 'post-title') and //meta[@name='generator'][@content='blogger']]"
    )
    return posts or list(tree.xpath("//h1"))


def _spelled(tree: Any, url: str | None) -> list[str]:
    """
    The names that the page's address spells, in the page's writing; that of a copyright line first.

    "hawkbaytoday.example" in "© Hawk Bay Today" and in the picture HawkBayToday.png is Hawk Bay Today.  A section's is
    before that ("money.post.example" may be PostMoney), and the whole site's is not sought where it is known.
    """
    from quotes.page.addresses import (
        domain_of,
        spellings,
        written,
    )  # here: `quotes --help` has no use for the rules of pages
    from quotes.words.lexicon import lexicon

    section, site = spellings(url or "")
    wanted = {section} if lexicon().outlet_at(domain_of(url or "")) is not None else {section, site}
    texts = [tree.xpath("string(//title)"), *tree.xpath("//body//text()[not(parent::script or parent::style)]")]
    texts += [
        *tree.xpath("//@alt | //@title | //meta/@content"),
        *(PurePosixPath(each).stem for each in tree.xpath("//img/@src")),
    ]
    found: Counter[tuple[bool, bool, str]] = Counter()
    for text in texts:
        names = written(text[:_LONGEST_TEXT], wanted)
        found.update((key_of(name) == section, bool(_COPYRIGHT.search(text)), name) for name in names)
    return [name for *_, name in sorted(found, key=lambda each: (each[:2], found[each]), reverse=True)]


def key_of(text: str) -> str:
    """Letters and digits alone, by which two lines are the same."""
    return "".join(each for each in text.casefold() if each.isalnum())


def _name(words: str) -> str | None:
    """A publisher's name without what pages put behind it; None for addresses and what is no name."""
    name = _CHANNEL.sub("", _BARS.split(plain(words))[0].strip(" ®™"))
    return None if not name or _ADDRESS.search(name) or _NO_NAME.fullmatch(name) else name


def _day(stated: str | None, shown: tuple[str, str] | None) -> str | None:
    """
    The day of publication in the page's own time zone.

    A time stated in UTC can be of the day after: "2024-03-03T04:15:00Z" where readers see "March 2, 2024 11:15 PM EST".
    """
    day = iso_day(stated or "")
    if day is None or shown is None:
        return day or (shown and shown[0])
    is_next_to = abs((date.fromisoformat(day) - date.fromisoformat(shown[0])).days) == 1
    return shown[0] if is_next_to and _IN_UTC.search(stated or "") and _HOUR.search(shown[1]) else day


def _shown(tree: Any) -> tuple[str, str] | None:
    """The day that the page shows to its reader, with its words; a later version's only where there is no other."""
    later = None
    order = _is_day_first(tree)
    for each in tree.xpath("//time | //*[@itemprop='datePublished']")[:_SHOWN_TIMES]:
        for words in (plain(each.text_content()), each.get("datetime"), each.get("content")):
            if words and (found := iso_day(words, order)):
                before = " ".join(each.xpath("preceding::text()[normalize-space()][1]"))
                if not _LATER.search(f"{before[-_LABEL_LENGTH:]} {each.get('class') or ''}"):
                    time = each.get("datetime") or ""
                    return found, f"{words} {time}" if _IN_ZONE.search(time) else words
                later = later or (found, words)
                break
    called = (each for each in tree.iter() if each.tag == "dd" or _SHOWS_DATE.search(each.get("class") or ""))
    marked = (plain(" ".join(each.itertext())) for each in called if isinstance(each.tag, str))
    beside = (plain(each) for heading in headings(tree)[:1] for each in heading.xpath(_BELOW))
    near = takewhile(lambda words: len(words) <= _LONGEST_DATE, beside)
    for words in chain(marked, near) if later is None else ():
        if len(words) <= _LONGEST_DATE and (found := iso_day(words, order)):
            return found, words
    return later


def _is_day_first(tree: Any) -> bool | None:
    """How the page reads "02/03/2024": by its other dates, else by the country of its language ("en-GB")."""
    from quotes.page.date_shapes import is_day_first  # parsing a page needs no words of ours before this

    country = (tree.get("lang") or "").casefold().replace("_", "-").partition("-")[2]
    other = is_day_first(" ".join(tree.xpath("//body//text()[not(parent::script or parent::style)]")))
    return other if other is not None else country not in _MONTH_FIRST if country else None


def iso_day(value: str, day_first: bool | None = None) -> str | None:
    """The day that a date of the usual forms names, in ISO form: "Mon, 18 Nov 2019 16:07:38 -0600" is 2019-11-18."""
    from quotes.page.date_shapes import dates_in  # likewise

    return next((iso for _, iso in dates_in(value, day_first=day_first)), None)


def _meta(tree: Any) -> dict[str, list[str]]:
    """The contents of meta elements by name, property or itemprop, in small letters."""
    found: dict[str, list[str]] = {}
    for each in tree.xpath("//meta[@content]"):
        content = plain(each.get("content"))
        for key in {each.get("name"), each.get("property"), each.get("itemprop")} - {None}:
            if content:
                found.setdefault(key.strip().casefold(), []).append(content)
    return found


def _address(head: _Head) -> str | None:
    """The page's own web address."""
    page = head.article.get("mainEntityOfPage")
    stated = [head.article.get("url"), page.get("@id") if isinstance(page, dict) else page]
    links = head.tree.xpath('//link[translate(@rel, "CANONIL", "canonil") = "canonical"]/@href')
    for each in (*links, *head.meta.get("og:url", []), *stated):
        if isinstance(each, str) and parts_of(each.strip()).netloc:
            return each.strip()
    return None
