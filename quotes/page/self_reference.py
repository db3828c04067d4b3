"""Where a page speaks of the outlet that publishes it: each place with its kind, for ``publisher`` to weigh."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quotes.page.addresses import addresses, is_platform, name_at
from quotes.page.date_shapes import is_date_line
from quotes.page.dateline import AGENCY_WORDS, CALL_SIGN
from quotes.page.notices import copyright_holders
from quotes.page.own_names import COMPANY, NO_OUTLETS, Evidence, joined, named
from quotes.page.page import LONGEST_NOTE, Page
from quotes.page.self_phrases import NAME, names_beside
from quotes.text.letters import CAPITAL
from quotes.text.spans import Span
from quotes.words.classes import one_of, word_class
from quotes.words.lexicon import folded

#: "Source: Harbour Wire", "h/t Harbour Wire"
_LABELLED = re.compile(
    r"[(\[]?(?:sources?|via|h/t|hat tip|credits?|courtesy|agency|photos?|pictures?)\b", re.IGNORECASE
)
#: A name anywhere in a line, with a number behind it: "Kanal 24".
_MENTION = re.compile(rf"(?<![\w’'&@#./-]){NAME}(?: \d{{1,3}})?(?![\w@])")
#: Ferries to sail again | The Harbour Post / … - The Harbour Post / Home | The Harbour Post
_TITLE = re.compile(r".*\S(?:\s*[|•·»]\s*|\s+[-–—]\s+)(?P<name>[^|•·»–—]{2,50})")
_CELL = re.compile(r"(?:(?! [-–—] )[^|•·/,])+")
#: "Home / India News / …" are sections.
_TRAIL = re.compile(r"(?:Home|News)\s*[/>»›]")
#: The first line of a page may be its name, whatever its words: "Tramways & Towns".
_LOGO_WORDS, _SMALL_WORD = 4, 3
#: … with a section, a date or its motto behind: "Tramways & Towns | News"
_LOGO_CELL = re.compile(r"(?P<name>[^|•·»–—]+?)\s*(?:[|•·»]|\s[–—-]\s).")
#: A word that is written as only names are: "247Sports", "MacRumors", "PanARMENIAN.Net", "CNNMoney".
_ODD = re.compile(
    r"(?<![\w@#./-])(?:[A-Z]+[a-z]+[A-Z]\w*|[A-Z]{2,}[a-z]{2,}\w*|[A-Z]\w+\.(?:Net|com|Com|org)|[1-9]\d*[A-Z][a-z]+)(?![\w@])"
)
#: An outlet's name before the first sentence: "PanARMENIAN.Net - Verified …"
_IN_FRONT = re.compile(
    rf"(?P<name>{NAME})(?: \([^()]+\))?(?:,? [^–—-]{{0,25}})?\s?(?:[–—]| -{{1,2}}) (?=[\"“‘]|{CAPITAL})"
)
_CHANNEL = re.compile(r"\b(?:ABC|CBS|NBC|FOX|Fox|News|NewsChannel|Channel|Local) ?\d{1,2}\b")
_SITE = re.compile(r"(?:[\w.+-]+@)?(?P<domain>(?:https?://)?(?:www\.)?(?:[\w-]{2,}\.)+[a-z]{2,10})(?![\w@])(?:/\S*)?")
_SIGN = re.compile(r"©|\bcopyright\b", re.IGNORECASE)
_BY = ("By ", "by ", "BY ")
#: The name that closes a story: "… on Monday. — Harbour Post", "… on Monday. (Harbour Post)"
_CLOSING = re.compile(rf"(?:^|(?<=[.!?…\"”’'»])\s*)(?:[(\[]|[–—-]{{1,2}}\s*)(?P<name>{NAME})[)\]]?\.?$")
#: FARO, March 3 (Harbour Post) - The …
_BRACKET_IN_FRONT = re.compile(rf"[^()]{{0,60}}\((?P<name>{NAME})\)\s?[:–—-]")
#: What an outlet tells its readers: "You are a registered user of The Kaveri", "All content by Mahtab is licensed".
_TO_READERS = re.compile(rf"\b(?!(?-i:US)\b){one_of('words to readers')}\b", re.IGNORECASE)
#: … and a story tells nobody outside quotations.
_TO_READERS_ALONE = re.compile(rf"\b(?!(?-i:US)\b){one_of('words to readers alone')}\b", re.IGNORECASE)
_MARKS = re.compile(r"[\"“”„«»]")
#: The first lines are logo and sections, the last ones what stands below every page.
_TOP_LINES = 4
#: Notes on authors are among the last paragraphs of the story.
_LAST_PROSE = 3
_HEADLINE_WORDS = 4
#: Where anybody has a mailbox or a page.
_MAIL = word_class("domains of mailboxes")
#: So many lines from the ends of page and story nothing names the publisher any more.
_FAR = 200
#: The kinds that say of which other outlet a text is.
_OF_OTHERS = frozenset(("input", "feed", "copied"))
#: What a page asks of its readers; it would be said of others in the story.
_OFFERS = frozenset(("offer", "more"))
_NOT_IN_STORY = _OFFERS | {"origin", "published"}


def evidence(page: Page) -> Iterator[Evidence]:
    """All places of the page that may name its publisher, by kind of place."""
    found = ((name_at(page, address), span) for address, span in addresses(page))
    own = [Evidence("address", name, span) for name, span in found if name is not None and span is not None]
    yield from own
    yield from _copyrights(page)
    story, near, to_readers = frozenset(page.prose), _near_ends(page), _to_readers(page)
    for number, span in enumerate(page.paragraphs):
        line = page.lines[number][:LONGEST_NOTE]
        is_prose = number in story
        if (
            not is_prose
            and number in near
            and number not in page.pictures
            and not any(span.covers(each.span) for each in own)
        ):
            yield from _in_line(page, number, span, line)
            yield from _odd(page, span, line)
        yield from _phrases(page, number, span, line, is_prose=is_prose and number not in to_readers)
        if not is_prose or number in to_readers:
            yield from _stations(page, span, line)
    yield from _mentioned(page, to_readers)
    yield from _at_ends_of_story(page)
    for span in (outlet for byline in page.bylines for outlet in byline.outlets):
        yield from named(page, "employer", span)


def _near_ends(page: Page) -> frozenset[int]:
    """The numbers of the lines by the ends of the page and of the story: what stands far from both names nobody."""
    count = len(page.paragraphs)
    places = (0, page.lead, page.last, count)
    return frozenset(n for at in places for n in range(max(0, at - _FAR), min(count, at + _FAR)))


def _at_ends_of_story(page: Page) -> Iterator[Evidence]:
    """The names before the first sentence of the story and behind its last, and addresses in its last paragraphs."""
    for number in page.prose[-_LAST_PROSE:]:
        yield from _sites(page, page.paragraphs[number], page.lines[number][:LONGEST_NOTE])
    for number in page.prose[-1:]:
        start = max(page.paragraphs[number].start, page.paragraphs[number].end - LONGEST_NOTE)
        yield from _beside_sentence(page, "closing", _CLOSING.search(page.lines[number][-LONGEST_NOTE:]), start)
    dateline = page.dateline
    for number in page.prose[:1]:
        line, start = page.lines[number][:LONGEST_NOTE], page.paragraphs[number].start
        front = "front" if dateline is None else "like a dateline"
        yield from _beside_sentence(page, front, _IN_FRONT.match(line), start)
        yield from _beside_sentence(page, "dateline credit", _front_credit(line), start)
    if dateline is not None and dateline.own is not None:
        yield from named(page, "dateline", dateline.own)
    if dateline is not None and dateline.credit is not None:
        words = dateline.credit.of(page.text)
        is_call_sign = CALL_SIGN.fullmatch(words) is not None
        if not AGENCY_WORDS.search(words):
            yield from named(page, "call sign" if is_call_sign else "dateline credit", dateline.credit)


def _front_credit(line: str) -> re.Match[str] | None:
    """The name in brackets before the first sentence, "FARO, March 3 (**Harbour Post**) - …", unless an agency's."""
    match = _BRACKET_IN_FRONT.match(line)
    return match if match is not None and not AGENCY_WORDS.search(match["name"]) else None


def _beside_sentence(page: Page, kind: str, match: re.Match[str] | None, start: int) -> Iterator[Evidence]:
    if match is not None:
        yield from named(page, kind, Span(*match.span("name")).shifted(start), is_sure=True)


def _copyrights(page: Page) -> Iterator[Evidence]:
    """The holders of rights: an outlet, or the company that owns it ("© 2024 Faro Media")."""
    for span in copyright_holders(page):
        kind = "copyright in head" if span.start < page.start else "copyright"
        words = span.of(page.text).split(" unless ")[0]
        is_company = page.outlet(words) is None and COMPANY.search(words) is not None
        yield from named(page, f"{kind} of a company" if is_company else kind, span, is_sure=True)


def _in_line(page: Page, number: int, span: Span, line: str) -> Iterator[Evidence]:
    """The evidence of a line that is no story."""
    is_top = number < min(_TOP_LINES, page.lead)
    whole = Span(span.start, span.start + len(line))
    place = "first" if number == 0 and is_top else "top" if is_top else "head" if number < page.lead else "below"
    yield from named(page, "byline" if line[:3] in _BY else f"alone {place}", whole)
    if number == 0 and is_top and line == line.lower() and len(line.split()) <= _LOGO_WORDS:
        yield from named(page, "small logo", whole, is_sure=True)
    if number == 0 and is_top:
        head = _LOGO_CELL.match(line)
        logo = head["name"] if head is not None else line
        if _is_logo(logo):
            kind = "logo" if head is None else "logo cell"
            yield from named(page, kind, Span(span.start, span.start + len(logo)), is_sure=True)
    elif number in page.top and _is_logo(line):
        kind = "logo again" if lines_naming(page, line) > 1 else "logo below"
        yield from named(page, kind, whole, is_sure=True)
    if number < page.lead:
        yield from _titles(page, span, line)
        yield from _cells(page, span, line)
    yield from _sites(page, span, line)


def _titles(page: Page, span: Span, line: str) -> Iterator[Evidence]:
    """The name behind a title: "Ferries to sail again | The Harbour Post"."""
    title = _TITLE.fullmatch(line) if len(line.split()) > _HEADLINE_WORDS else None
    is_dash = title is not None and not set("|•·»") & set(line)
    # "Ferries sail again - Harbour Echo" above a story that tells of the Harbour Echo says whom it has this from.
    if title is not None and not (is_dash and any(title["name"] in page.lines[each] for each in page.prose)):
        yield from named(page, "title", Span(*title.span("name")).shifted(span.start))


def _cells(page: Page, span: Span, line: str) -> Iterator[Evidence]:
    """The parts of a line between bars: "**Harbour Post** | 3 March 2023"."""
    for cell in _CELL.finditer(line) if not _TRAIL.match(line) else ():
        if len(cell[0]) < len(line):
            kind = _beside(line, cell)
            is_sure = kind == "dated cell" and cell[0].strip()[:1].isupper()
            yield from named(page, kind, Span(*cell.span()).shifted(span.start), is_sure=is_sure)


def _mentioned(page: Page, to_readers: frozenset[int]) -> Iterator[Evidence]:
    """Names in lines around the story that also say something else: "All products on Pier & Harbour are …"."""
    found = [
        (
            page.lines[number],
            folded(match[0]).removeprefix("the "),
            Span(*match.span()).shifted(page.paragraphs[number].start),
        )
        for number in sorted({*page.around, *to_readers})
        if not _names_others(page, number)
        for match in _MENTION.finditer(page.lines[number][:LONGEST_NOTE])
    ]
    times = Counter(words for _, words in {(line, words) for line, words, _ in found})
    for line, words, span in found:
        is_notice = _TO_READERS.search(line) is not None
        kind = "notice" if is_notice else "mentioned above" if span.start < page.start else "mentioned below"
        # What looks like no outlet's name has to stand in several lines, or in one to readers.
        yield from named(page, kind, span, is_sure=is_notice or times[words] > 1)


def _names_others(page: Page, number: int) -> bool:
    """Whether a line says from whom the text is, or who wrote it."""
    span, line = page.paragraphs[number], page.lines[number][:LONGEST_NOTE]
    is_credit = any(phrase.kind in _OF_OTHERS or phrase.kind == "origin" for phrase, _ in names_beside(line))
    return is_credit or _LABELLED.match(line) is not None or any(each.span.covers(span) for each in page.bylines)


def _to_readers(page: Page) -> frozenset[int]:
    """
    The numbers of the last lines that read like the story's but speak to readers, as nobody does who is quoted.

    Notes on the author do, and what no story says: one that tells of "the channel Kanal 24" does not.
    """
    last = ((n, page.lines[n]) for n in _closing_prose(page) if not _MARKS.search(page.lines[n]))
    notes = {each.span for each in page.notes}
    return frozenset(n for n, line in last if page.paragraphs[n] in notes or _TO_READERS_ALONE.search(line))


def _beside(line: str, cell: re.Match[str]) -> str:
    """What kind of cell this is, by the others of its line: "Harbour Post | 3 March 2023"."""
    others = (each[0].strip() for each in _CELL.finditer(line) if each.span() != cell.span())
    return "dated cell" if any(map(is_date_line, others)) else "cell"


def lines_naming(page: Page, name: str) -> int:
    """In how many lines at the ends of the page that are no part of the story a name stands, whatever its case."""
    words = folded(name)
    near = [line for line in page.outer if words in line]
    return sum(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", line) is not None for line in near)


def _is_logo(line: str) -> bool:
    """Is a line as short as an outlet's name, and all its longer words in capitals: "Tramways & Towns"?"""
    words = [word for word in line.split() if len(word) > _SMALL_WORD]
    is_quoted = line[:1] in "\"“‘'«"
    return (
        not is_quoted and len(line.split()) <= _LOGO_WORDS and bool(words) and all(word[0].isupper() for word in words)
    )


def _sites(page: Page, span: Span, line: str) -> Iterator[Evidence]:
    """Addresses in the line: "desk@lagoonledger.example", "You can write for wionews.com"."""
    for match in _SITE.finditer(line):
        labels = match["domain"].split("//")[-1].removeprefix("www.").split(".")
        if not is_platform(match["domain"]) and not _MAIL & set(labels):
            name = name_at(page, match["domain"])
            if name:
                kind = "copyright" if _SIGN.search(line) else "site"
                yield Evidence(kind, name, Span(*match.span()).shifted(span.start))


def _stations(page: Page, span: Span, line: str) -> Iterator[Evidence]:
    """A network with its channel, of which each town has another: "NBC 5 has edited the video"."""
    for match in _CHANNEL.finditer(line):
        station = page.lexicon.station(match[0], page.text)
        if station is not None:
            yield Evidence("station", station.name, Span(*match.span()).shifted(span.start))


def _odd(page: Page, span: Span, line: str) -> Iterator[Evidence]:
    """Words that are written as only names are: "MacRumors", "CNNMoney"."""
    for match in _ODD.finditer(line):
        if match[0].casefold() in NO_OUTLETS:
            continue
        known = page.lexicon.outlet(match[0]) or joined(page, match[0])
        yield Evidence("odd", known.name if known is not None else match[0], Span(*match.span()).shifted(span.start))


def _closing_prose(page: Page) -> Sequence[int]:
    """The numbers of the last paragraphs of the story; the first tells the story, however short that is."""
    return page.prose[max(1, len(page.prose) - _LAST_PROSE) :]


def _phrases(page: Page, number: int, span: Span, line: str, *, is_prose: bool) -> Iterator[Evidence]:
    """What the outlet says of itself: "Subscribe to Pier & Harbour"; in the story "told The Jetty", and at its end."""
    is_last = is_prose and number in _closing_prose(page)
    for phrase, name in names_beside(line):
        kind = phrase.kind
        is_of_story = is_prose and kind not in {"told", "ours"}
        if kind not in _OF_OTHERS and not (is_of_story and (kind in _NOT_IN_STORY or not is_last)):
            suffix = " in story" if is_of_story else ""
            yield from named(page, f"{kind}{suffix}", name.shifted(span.start), is_sure=True)
