"""The outlet that publishes this text."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from quotes.frame.byline import author_notes
from quotes.frame.dateline import dateline_of
from quotes.frame.model import Found
from quotes.frame.names import is_outlet_shaped, usual_name
from quotes.frame.notices import copyright_holders
from quotes.frame.page import HEAD_LINES, LONGEST_NOTE, UPPER, Page, without_place
from quotes.lexicon import Outlet, folded
from quotes.spans import Span

#: A paragraph that is one web address, whole or without its scheme, perhaps with a word before it.
ADDRESS_LINE = re.compile(
    r"(?:(?:URL|Link|Web|Source|Original)\s*:\s*)?(?:https?://|www\.)\S+(?:\s+https?://\S+)*", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"“”]+", re.IGNORECASE)
#: Posts, videos and shortened addresses: no outlet publishes there under its own name.
_PLATFORMS = (
    "x.com,twitter.com,t.co,t.me,telegram.org,telegram.me,facebook.com,fb.com,fb.watch,instagram.com,youtube.com,"
    "youtu.be,tiktok.com,"
    "threads.net,truthsocial.com,vk.com,weibo.com,weibo.cn,linkedin.com,reddit.com,pinterest.com,bsky.app,"
    "rumble.com,vimeo.com,"
    "soundcloud.com,spotify.com,whatsapp.com,wa.me,bit.ly,tinyurl.com,is.gd,goo.gl,medium.com,google.com,"
    "archive.org,archive.is"
).split(",")
_NOT_EDITED = re.compile(
    rf"\bnot been (?:edited|modified|reviewed|created|checked|altered) by (?P<name>(?:[Tt]he )?[{UPPER}][\w&’'.-]*"
    rf"(?: [{UPPER}][\w&’'-]*){{0,4}}?)(?=(?:['’]s?)?(?: (?:staff|team|desk|editors?|editorial|newsroom|and|"
    rf"or)\b|[.,)]|$))"
)
#: An outlet's name alone at the top stands among the first lines: logo, section, headline.
_NAME_LINES = 3
#: A headline stands between an outlet's name alone and the lead; so long a name without article is one itself.
_LINES_ABOVE_LEAD, _SURE_WORDS = 2, 3
#: Ferries to sail again | The Harbour Post / Ferries to sail again | World | The Harbour Post
_TITLE_CELLS = re.compile(r"(?P<title>[^|•·»]+?)(?:\s*[|•·»]\s*[^|•·»]{2,30}?){0,2}\s*[|•·»]\s*(?P<name>[^|•·»]{2,50})")
#: What stands before the first bar is a headline rather than a section or a person from so many words on.
_TITLE_WORDS = 4
#: Published in Dawn, March 4th, 2024
_PUBLISHED_IN = re.compile(
    rf"Published (?:in|by|on) (?P<name>(?:[Tt]he )?[{UPPER}][\w&’' -]{{2,40}}), [\w .,]*\d{{4}}\.?$"
)
_SECOND_LEVELS = frozenset("ac,co,com,edu,gob,gouv,gov,govt,go,info,net,or,org".split(","))
#: Parts that outlets' addresses are put together from; what is left between them is a word of its own.
_PARTS = (
    "advertiser,arab,asia,bulletin,business,chronicle,citizen,city,country,courier,daily,dispatch,echo,english,"
    "evening,examiner,express,"
    "financial,free,gazette,global,guardian,gulf,herald,independent,inquirer,insider,international,journal,"
    "leader,live,mail,media,mirror,"
    "monitor,morning,national,news,newspaper,observer,online,outlook,post,press,radio,record,register,reporter,"
    "review,sentinel,standard,"
    "star,sun,sunday,telegraph,times,today,tribune,update,voice,watch,weekly,world"
).split(",")
_LEADING = re.compile(rf"(the|{'|'.join(_PARTS)})(?=\w{{3}})")
_TRAILING = re.compile(rf"(?<=\w{{2}})({'|'.join(_PARTS)})$")
#: So short a domain is an acronym ("hrw.org").
_ACRONYM = 4
#: "El Salvador in English" is among the longer names.
_NAME_WORDS = 6


def addresses(page: Page) -> list[tuple[str, Span | None]]:
    """The web addresses of the article itself: what the caller gave (no span), a first line that is one."""
    found: list[tuple[str, Span | None]] = [(page.document.url, None)] if page.document.url else []
    if page.paragraphs:
        first = page.paragraphs[0]
        match = _ADDRESS.search(page.line(0)[: 4 * LONGEST_NOTE])
        if match is not None and ADDRESS_LINE.fullmatch(page.line(0)) and not is_platform(match[0]):
            found.append((match[0], Span(*match.span()).shifted(first.start)))
    return found


def domain_of(address: str) -> str:
    """The domain of a web address, without "www."; empty where there is none."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.casefold().removeprefix("www.").rstrip(".")


def is_platform(address: str) -> bool:
    """Is this the address of a post or a video rather than of an article?"""
    domain = domain_of(address)
    return any(domain == each or domain.endswith(f".{each}") for each in _PLATFORMS)


def name_at(page: Page, address: str) -> str | None:
    """The usual name of the outlet at *address*: the lexicon's, the page's own wording, or one made of the domain."""
    domain = domain_of(address)
    labels = domain.split(".")
    if len(labels) == 1 or is_platform(address):
        return None
    outlet = page.lexicon.outlet_at(domain)
    if outlet is not None:
        return outlet.name
    own = labels[:-1]
    if len(own) > 1 and own[-1] in _SECOND_LEVELS:
        own = own[:-1]
    return _in_own_words(page, own[-1]) or _spelled_out(own[-1])


def _in_own_words(page: Page, label: str) -> str | None:
    """How the text writes the name that its address joins: "harbourpost" where somebody "told The Harbour Post"."""
    wanted = label.replace("-", "").removeprefix("the")
    words = re.findall(r"[\w&.]*\w", page.text)
    plain = ["".join(filter(str.isalnum, word)).casefold() for word in words]
    for start, word in enumerate(plain):
        if not word or not wanted.startswith(word) or not words[start][0].isupper():
            continue
        joined = ""
        for end in range(start, min(start + _NAME_WORDS, len(words))):
            joined += plain[end]
            if joined == wanted and end > start:
                article = "The " if start and words[start - 1] == "The" else ""
                return article + " ".join(words[start : end + 1])
    return None


def _spelled_out(label: str) -> str:
    """A name made of a domain: "thebaydailypost" is The Bay Daily Post."""
    words: list[str] = []
    for piece in label.split("-"):
        before: list[str] = []
        after: list[str] = []
        rest = piece
        while match := _LEADING.match(rest):
            before.append(match[1])
            rest = rest[match.end() :]
        while match := _TRAILING.search(rest):
            after.insert(0, match[1])
            rest = rest[: match.start()]
        words += [*before, rest, *after]
    return " ".join(word.upper() if len(label) <= _ACRONYM else word.capitalize() for word in words if word)


def given(page: Page) -> Found | None:
    """What the caller says: a name, or a web address."""
    if page.document.publisher:
        outlet = page.outlet(page.document.publisher)
        return Found(outlet.name if outlet else page.document.publisher, (), "given")
    name = name_at(page, page.document.url) if page.document.url else None
    return Found(name, (), "given") if name else None


def outlet_line(page: Page) -> Found | None:
    """A first line that is an outlet's name alone; agencies credit rather than publish."""
    for number in range(min(_NAME_LINES, len(page.paragraphs), HEAD_LINES)):
        line = without_place(page.line(number)[:LONGEST_NOTE])
        outlet = page.lexicon.outlet(line)
        if outlet and outlet.kind != "agency" and not _is_section(outlet, line):
            return Found(outlet.name, (page.paragraphs[number],), "outlet_line")
    return None


def _is_section(outlet: Outlet, line: str) -> bool:
    """ "Science" or "Nation" alone is the name of a section, "The Nation" is not."""
    has_article = folded(line) != line.casefold()
    is_short = " " not in line and outlet.name.casefold() == f"the {line.casefold()}"
    return not has_article and (is_short or outlet.needs_context(line))


def name_line(page: Page) -> Found | None:
    """The very first line where it has the shape of an outlet's name and a headline stands below: "The Lagoon Log"."""
    if page.lead < _LINES_ABOVE_LEAD or page.outlet(page.line(0)) or not is_outlet_shaped(page.line(0)[:LONGEST_NOTE]):
        return None
    name = page.line(0)
    # "Island Woman Sues Post" is a headline.
    is_short = len(name.split()) <= _SURE_WORDS or name.casefold().startswith("the ")
    return Found(usual_name(name), (page.paragraphs[0],), "name_line") if is_short else None


def title_cell(page: Page) -> Found | None:
    """An outlet's name behind the headline in a page's title: "Ferries to sail again | The Harbour Post"."""
    return next((found for _, found in title_cells(page)), None)


def title_cells(page: Page) -> Iterator[tuple[Span, Found]]:
    """Each such name among the first lines, with the bar before it and whatever stands between the two."""
    for number in page.head[:_NAME_LINES]:
        match = _TITLE_CELLS.fullmatch(page.line(number)[:LONGEST_NOTE])
        outlet = page.outlet(match["name"]) if match else None
        if match is None or len(match["title"].split()) < _TITLE_WORDS or (outlet and outlet.kind == "agency"):
            continue
        if outlet or is_outlet_shaped(match["name"]):
            start = page.paragraphs[number].start
            name = Span(*match.span("name")).shifted(start)
            found = Found(outlet.name if outlet else usual_name(match["name"]), (name,), "title_cell")
            yield Span(match.end("title"), match.end()).shifted(start), found


def address_line(page: Page) -> Found | None:
    """A first line with the article's web address: "https://www.koreaherald.com/…" is The Korea Herald."""
    for address, span in addresses(page):
        name = name_at(page, address)
        if name is not None and span is not None:
            return Found(name, (span,), "address_line")
    return None


def published_in(page: Page) -> Found | None:
    """A line at the end that names the paper and the day: "Published in Dawn, March 4th, 2024"."""
    for number in page.edges:
        match = _PUBLISHED_IN.match(page.line(number))
        outlet = page.outlet(match["name"]) if match else None
        if match and (outlet or is_outlet_shaped(match["name"])):
            span = Span(*match.span("name")).shifted(page.paragraphs[number].start)
            return Found(outlet.name if outlet else usual_name(match["name"]), (span,), "published_in")
    return None


def author_note(page: Page) -> Found | None:
    """The employer in a note on the author: "Jane Doe is a journalist for The Harbour Post."."""
    for note in author_notes(page):
        if note.outlet is not None:
            words = note.outlet.of(page.text)
            outlet = page.outlet(words)
            return Found(outlet.name if outlet else words, (note.outlet,), "author_note")
    return None


def disclaimer(page: Page) -> Found | None:
    """Whoever says that it has not edited an agency's text: "(… this story has not been edited by NDTV staff …)"."""
    for number in page.edges:
        match = _NOT_EDITED.search(page.line(number))
        outlet = page.outlet(match["name"]) if match else None
        if match and outlet and outlet.kind != "agency":
            return Found(outlet.name, (Span(*match.span("name")).shifted(page.paragraphs[number].start),), "disclaimer")
    return None


def own_name_before_lead(page: Page) -> Found | None:
    """An outlet that puts its name where others put the place: "TODAY NICARAGUA – …"."""
    dateline = dateline_of(page)
    if dateline is None or dateline.own is None:
        return None
    words = dateline.own.of(page.text)
    outlet = page.lexicon.outlet(words)
    return Found(outlet.name if outlet else usual_name(words), (dateline.own,), "own_name_before_lead")


def copyright_line(page: Page) -> Found | None:
    """The holder of the copyright, unless that is an agency: "© 2023 The Harbour Post. All rights reserved."."""
    for span in copyright_holders(page):
        words = span.of(page.text)
        outlet = page.outlet(words)
        if outlet is None or outlet.kind != "agency":
            return Found(outlet.name if outlet else usual_name(words), (span,), "copyright_line")
    return None


#: What says who publishes, without the copyright line: that may be another's.
FIRST_FINDERS = (
    given,
    outlet_line,
    address_line,
    title_cell,
    name_line,
    published_in,
    author_note,
    disclaimer,
    own_name_before_lead,
)
FINDERS = (*FIRST_FINDERS, copyright_line)
