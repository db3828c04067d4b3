"""Web addresses: which is the article's own, and the outlet's name that it holds."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain
from urllib.parse import unquote

from attrs import field, frozen
from publicsuffixlist import PublicSuffixList

from quotes.naming.outlet_shapes import LAST_WORDS
from quotes.page.page import LONGEST_NOTE, Page
from quotes.text.spans import Span
from quotes.text.urls import parts_of
from quotes.words.classes import word_class
from quotes.words.lexicon import Outlet, lexicon
from quotes.words.tables import rows

#: A paragraph that is one web address, whole or without its scheme, perhaps with a word before it.
ADDRESS_LINE = re.compile(
    r"(?:(?:URL|Link|Web|Source|Original)\s*:\s*)?"
    r"(?:(?:https?://|www\.)\S+(?:\s+https?://\S+)*|(?P<bare>(?:[\w-]{2,}\.)+[a-z]{2,})(?:/\S*)?)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.|(?:[\w-]{2,}\.)+[a-z]{2,})[^\s<>()\[\]\"“”]*", re.IGNORECASE)
#: So short a domain is an acronym ("hrw.org").
_ACRONYM = 4
#: "El Salvador in English" is among the longer names.
_NAME_WORDS = 6
#: A stretch of letters that is no word costs so much, and so much for each letter; a word of an outlet's name counts
#: so often, and a word as short as "of" only where so many outlets' names have it (chosen on the names and domains of
#: 1,753 known outlets, each read without its own words: 1,297 come out with their words, 1,163 by text alone).
_UNKNOWN_COST, _LETTER_COST = 5.0, 2.0
_IN_OUTLETS_NAME, _SHORT_WORD, _LEAST_NAMES = 20, 3, 3
#: What outlets' names end in counts so often.
_OUTLET_WORD_COUNT = 400
#: "TheJapanNews", "HawaiiNewsNow"
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: The letters of a handle, a mailbox or a web address: @HarbourPost, desk@harbourpost.example
_LABELS = re.compile(r"@(\w{3,})|\b(?:[\w-]+\.)*([\w-]{3,})\.[a-z]{2,}\b")


@frozen
class DomainWord:
    """A word that domains are put together from, with its count in running text."""

    word: str
    count: int = field(converter=int)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def is_address_line(line: str) -> bool:
    """Whether a paragraph is one web address; without a scheme it ends in a public suffix ("lagoonpost.press")."""
    match = ADDRESS_LINE.fullmatch(line)
    if match is None:
        return False
    return match["bare"] is None or _suffixes().publicsuffix(match["bare"].casefold(), accept_unknown=False) is not None


def addresses(page: Page) -> list[tuple[str, Span | None]]:
    """The web addresses of the article itself: what the caller gave (no span), a line before the story that is one."""
    found: list[tuple[str, Span | None]] = [(page.document.url, None)] if page.document.url else []
    for number in page.top or range(min(1, len(page.paragraphs))):
        line = page.lines[number][: 4 * LONGEST_NOTE]
        match = _ADDRESS.search(line) if "." in line else None
        is_own = is_address_line(line) or (number == 0 and line.startswith(("https://", "http://")))
        if match is not None and is_own and not is_platform(match[0]):
            found.append((match[0], Span(*match.span()).shifted(page.paragraphs[number].start)))
            break
    return found


def domain_of(address: str) -> str:
    """The domain of a web address, without "www."; empty where there is none."""
    plain = unquote(address)
    host = parts_of(plain if "//" in plain else f"//{plain}").hostname or ""
    return host.casefold().removeprefix("www.").rstrip(".")


def is_platform(address: str) -> bool:
    """True for the address of a post or a video rather than of an article."""
    domain = domain_of(address)
    return any(domain == each or domain.endswith(f".{each}") for each in word_class("platform domains"))


def name_at(page: Page, address: str) -> str | None:
    """
    The usual name of the outlet at *address*.

    The lexicon's, which knows papers with a section of a site, else the page's own wording of the domain, else one made
    of the domain.
    """
    domain = domain_of(address)
    if "." not in domain or is_platform(address):
        return None
    outlet = page.lexicon.outlet_at(domain, unquote(address).partition(domain)[2].strip("/").partition("/")[0])
    if outlet is not None:
        return outlet.name
    site = _suffixes().privatesuffix(domain)
    if site is None:
        return None
    label = site.split(".")[0]
    words = _in_own_words(page, label)
    return words if words and " " in words else _with_suffix(page, site) or words or spelled_out(label)


def labels_on(text: str) -> frozenset[str]:
    """The names in handles, mailboxes and web addresses of a text, in small letters without hyphens."""
    found = (match[1] or match[2] for match in _LABELS.finditer(text))
    return frozenset(each.casefold().replace("-", "").replace("_", "") for each in found)


@cache
def ordinary_words() -> dict[str, int]:
    """The words that domains are put together from, those of running text, each with its count there."""
    return {each.word: each.count for each in rows("domain_words.tsv", DomainWord)}


def spellings(address: str) -> tuple[str, str]:
    """What a host spells, of its section and of the whole site: "money.post.example" is postmoney and post."""
    domain = domain_of(address)
    site = _suffixes().privatesuffix(domain) if "." in domain else None
    if site is None:
        return "", ""
    section = "" if domain == site else domain.removesuffix(site).rstrip(".").split(".")[-1]
    label = site.split(".")[0].replace("-", "")
    return (label + section if section else ""), label


def _with_suffix(page: Page, site: str) -> str | None:
    """How the text writes a domain that is a name: "Forum.ge", "24.kg news agency" (not "forum.ge", an address)."""
    if _suffixes().publicsuffix(site, accept_unknown=False) is None:
        return None
    as_name = r"(?=[A-Z\d][a-z\d-]*\.|[A-Z]{2,4}\.)"
    match = re.search(rf"(?<![\w@./-]){as_name}(?i:{re.escape(site)})(?![\w/-]|\.\w)", page.text)
    return match[0] if match is not None else None


def _in_own_words(page: Page, label: str) -> str | None:
    """How the text writes the name that its address joins: "harbourpost" where somebody "told The Harbour Post"."""
    names = written(page.text, {label.replace("-", "").removeprefix("the")})
    name = next((each for each in names if " " in each or each != each.capitalize()), None)
    return f"The {name}" if name and page.text.partition(name)[0].endswith("The ") else name


def written(text: str, wanted: Collection[str]) -> Iterator[str]:
    """The names in *text* that are one of the *wanted* words once they are joined: "Harbour Post" is "harbourpost"."""
    words = re.findall(r"[\w&.]*\w", text)
    plain = ["".join(filter(str.isalnum, word)).casefold() for word in words]
    for start, first in enumerate(plain):
        if first and not words[start][0].islower() and any(each.startswith(first) for each in wanted):
            for end in range(start + 1, min(start + _NAME_WORDS, len(words)) + 1):
                if "".join(plain[start:end]) in wanted:
                    yield " ".join(words[start:end])


def spelled_out(label: str) -> str:
    """A name made of a domain: "thebaydailypost" is The Bay Daily Post, "opposingviews" Opposing Views."""
    words = [word for piece in label.split("-") if piece for word in _segmented(piece)]
    return " ".join(word.upper() if len(label) <= _ACRONYM else word.capitalize() for word in words)


def _segmented(letters: str) -> list[str]:
    """The likeliest words that *letters* are put together from; what is no word stays in one piece."""
    best: list[tuple[float, list[str]]] = [(0.0, [])]
    for end in range(1, len(letters) + 1):
        options = []
        for start in range(end):
            word = letters[start:end]
            cost = _costs().get(word, _UNKNOWN_COST + _LETTER_COST * len(word))
            options.append((best[start][0] + cost, [*best[start][1], word]))
        best.append(min(options))
    return best[-1][1]


@cache
def _costs() -> dict[str, float]:
    """What each known word costs: the less, the more often it stands in text or in outlets' names."""
    counts = {word: count for word, count in ordinary_words().items() if len(word) > _SHORT_WORD}
    for word, names in Counter(chain.from_iterable(map(_words_of, lexicon().outlets))).items():
        if len(word) > _SHORT_WORD or names >= _LEAST_NAMES:
            counts[word] = counts.get(word, 0) + _IN_OUTLETS_NAME * names
    for word in LAST_WORDS:
        counts[word] = max(counts.get(word, 0), _OUTLET_WORD_COUNT)
    total = sum(counts.values())
    return {word: math.log(total / count) for word, count in counts.items()}


def _words_of(outlet: Outlet) -> set[str]:
    """The words of an outlet's names in small letters: "TechCrunch" has "tech" and "crunch"."""
    return {
        word
        for name in (outlet.name, *outlet.aliases)
        for word in re.findall(r"[a-z]+", HUMP.sub(" ", name).casefold())
    }
