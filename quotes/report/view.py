"""
What pages show of records: articles with a card for each statement, speakers, outlets.  Templates only print it.

A card is named by its article and its place there: "q2-5" is the fifth statement of the second article.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from attrs import frozen

from quotes.records import Quotation
from quotes.report.chains import shortened
from quotes.report.marked import Paragraph, in_order, marked
from quotes.report.usual_names import Names, names_in
from quotes.text import Document
from quotes.text.urls import parts_of

#: Confidence in words: surer than this is sure, less than that is to be checked.
_SURE, _CHECK = 0.85, 0.6
#: So many words at either end find a place in the live article.
_LINK_WORDS = 6
#: How many colours speakers take turns with.
COLOURS = 5
#: A paragraph of fewer words is a date, a byline, a heading; so many letters of a longer one tell an article.
_PARAGRAPH_WORDS, _OPENING = 12, 90
#: Whether a speaker has a name, by kind; all other kinds have one.
_NAMED = {"unnamed": "unnamed", "group": "unnamed", "unknown": "open"}


@frozen
class Article:
    """The statements of one document, at least one, and its text where it is at hand."""

    quotations: tuple[Quotation, ...]
    text: str | None


@frozen
class Box:
    """One hop as it is shown, with the *words* of the text that prove it, empty where there are none."""

    name: str
    role: str
    basis: str
    words: str


@frozen
class Card:
    """
    A statement as it is shown.

    *speaker* and *outlets* (the other hops) are called as most records call them.  *colour* is that of the speaker (1
    to `COLOURS`), *named* is ``named``, ``unnamed`` or ``open``, *link* leads to the words in the live article, None
    where that has no address.
    """

    id: str
    article: int
    number: int
    record: Quotation
    speaker: str
    outlets: tuple[str, ...]
    chain: tuple[Box, ...]
    colour: int
    named: str
    sure: str
    link: str | None


@frozen
class Shown:
    """
    An article as it is shown.

    *opening* are its first words where it has no title, *about* its publisher, agency, byline, dateline and date, as
    far as known.
    """

    number: int
    article: Article
    title: str
    opening: str
    about: tuple[str, ...]
    link: str | None
    paragraphs: tuple[Paragraph, ...]
    cards: tuple[Card, ...]


@frozen
class Amount:
    """How much of something there is: *count* statements, *words* words in them."""

    name: str
    count: int
    words: int


@frozen
class Summary:
    """
    Who speaks, the most words first, and who carries, the most statements first.

    *speakers* have a name, *nameless* are called something else or nothing; *named* is how much there is of each kind
    that `Card.named` tells apart.
    """

    total: int
    speakers: tuple[Amount, ...]
    nameless: tuple[Amount, ...]
    outlets: tuple[Amount, ...]
    named: tuple[Amount, ...]
    attitudes: tuple[str, ...]


def shown(articles: Iterable[Article]) -> tuple[Shown, ...]:
    """The articles as pages show them, numbered from 1."""
    listed = list(articles)
    names = names_in(quotation for each in listed for quotation in each.quotations)
    return tuple(_shown(number, each, names) for number, each in enumerate(listed, 1))


def summary(cards: Sequence[Card]) -> Summary:
    """The figures of all *cards* together."""
    amounts = _amounts((each, (each.named,)) for each in cards)
    outlets = _amounts((each, each.outlets) for each in cards)
    return Summary(
        total=len(cards),
        speakers=_amounts((each, (each.speaker,)) for each in cards if each.named == "named"),
        nameless=_amounts((each, (each.speaker,)) for each in cards if each.named != "named"),
        outlets=tuple(sorted(outlets, key=lambda each: -each.count)),
        named=tuple(sorted(amounts, key=lambda each: ("named", "unnamed", "open").index(each.name))),
        attitudes=tuple(sorted({each.record.attitude for each in cards})),
    )


def _shown(number: int, article: Article, names: Names) -> Shown:
    quotations = in_order(article.quotations)
    about = quotations[0].document
    said = (about.publisher, about.agency, about.byline, about.dateline, about.published)
    return Shown(
        number=number,
        article=article,
        title=about.title or about.id,
        opening=_opening(article.text) if about.title is None and article.text is not None else "",
        about=tuple(dict.fromkeys(each for each in said if each)),
        link=_web(about.url),
        paragraphs=marked(article.text, quotations) if article.text is not None else (),
        cards=_cards(number, quotations, article.text, names),
    )


def _opening(text: str) -> str:
    """The first words of the first paragraph that is more than a line around the story."""
    paragraphs = (each.of(text) for each in Document("", text).paragraphs)
    long = next((each for each in paragraphs if len(each.split()) >= _PARAGRAPH_WORDS), "")
    return shortened(long, _OPENING)


def _cards(article: int, quotations: Iterable[Quotation], text: str | None, names: Names) -> tuple[Card, ...]:
    """The statements of an article in their order; speakers take turns with the colours."""
    colours: dict[str, int] = {}
    cards = []
    for number, each in enumerate(quotations, 1):
        speaker = names.of_speaker(each)
        cards.append(
            Card(
                id=f"q{article}-{number}",
                article=article,
                number=number,
                record=each,
                speaker=speaker,
                outlets=tuple(names.of_outlet(hop.name) for hop in each.chain if hop.role != "speaker"),
                chain=tuple(_boxes(each, text)),
                colour=colours.setdefault(speaker, len(colours) % COLOURS + 1),
                named=_NAMED.get(each.speaker.kind, "named"),
                sure="sure" if each.confidence >= _SURE else "likely" if each.confidence >= _CHECK else "check it",
                link=_fragment(each),
            )
        )
    return tuple(cards)


def _boxes(record: Quotation, text: str | None) -> Iterable[Box]:
    for hop in record.chain:
        words = " … ".join(span.of(text) for span in hop.spans) if text is not None else ""
        yield Box(hop.name, hop.role, hop.basis, words)


def _web(url: str | None) -> str | None:
    """A web address, None for anything else that a link could run."""
    return url if url is not None and parts_of(url).scheme in {"http", "https"} else None


def _fragment(record: Quotation) -> str | None:
    """The address of the words in the live article (a text fragment)."""
    url, span = _web(record.document.url), record.content.spans[0]
    words = record.content.text[: len(span)].split()
    if url is None or not words:
        return None
    ends = [words] if len(words) <= 2 * _LINK_WORDS else [words[:_LINK_WORDS], words[-_LINK_WORDS:]]
    parts = (quote(" ".join(each), safe="").replace("-", "%2D") for each in ends)
    return f"{url.partition('#')[0]}#:~:text={','.join(parts)}"


def _amounts(named: Iterable[tuple[Card, Iterable[str]]]) -> tuple[Amount, ...]:
    """How much stands under each name, the most words first; of equals the one that came first."""
    statements: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for card, names in named:
        for name in dict.fromkeys(names):
            statements[name] += 1
            words[name] += len(card.record.content.text.split())
    return tuple(Amount(name, statements[name], most) for name, most in words.most_common())
