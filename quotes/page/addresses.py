"""Web addresses: which is the article's own, and the outlet's name that it holds."""

import re
from urllib.parse import urlsplit

from quotes.page.page import LONGEST_NOTE, Page
from quotes.text.spans import Span

#: A paragraph that is one web address, whole or without its scheme, perhaps with a word before it.
ADDRESS_LINE = re.compile(
    r"(?:(?:URL|Link|Web|Source|Original)\s*:\s*)?"
    r"(?:(?:https?://|www\.)\S+(?:\s+https?://\S+)*|(?:[\w-]{2,}\.)+(?:com|net|org|info|news|example|[a-z]{2})(?:/\S*)?)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.|(?:[\w-]{2,}\.)+[a-z]{2,})[^\s<>()\[\]\"“”]*", re.IGNORECASE)
#: Posts, videos and shortened addresses: no outlet publishes there under its own name.
_PLATFORMS = (
    "x.com,twitter.com,t.co,t.me,telegram.org,telegram.me,facebook.com,fb.com,fb.watch,instagram.com,youtube.com,"
    "youtu.be,tiktok.com,"
    "threads.net,truthsocial.com,vk.com,weibo.com,weibo.cn,linkedin.com,reddit.com,pinterest.com,bsky.app,"
    "rumble.com,vimeo.com,"
    "soundcloud.com,spotify.com,whatsapp.com,wa.me,bit.ly,tinyurl.com,is.gd,goo.gl,medium.com,google.com,"
    "archive.org,archive.is"
).split(",")
_SECOND_LEVELS = frozenset("ac,co,com,edu,gob,gouv,gov,govt,go,info,net,or,org".split(","))
#: Parts that outlets' addresses are put together from; what is left between them is a word of its own.
_PARTS = (
    "advertiser,arab,asia,bulletin,business,chronicle,citizen,city,country,courier,daily,dispatch,echo,english,"
    "evening,examiner,express,"
    "financial,free,gazette,global,guardian,gulf,herald,independent,inquirer,insider,international,journal,"
    "leader,ledger,live,log,mail,media,mercury,mirror,"
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
