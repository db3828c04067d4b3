"""
The names of bodies as strings: their words without article, owner and nationality, and the outlet of that name.

Nothing here looks at a document.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from quotes.naming.person_names import plain
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon, Outlet
from quotes.words.places import country_code

#: A company is seldom named with the word "company"; "the company" may be any body without such a noun in its name.
COMPANY = frozenset({"company", "firm", "corporation"})
#: What says of which legal form a company is, behind its name: "Faro Lines **Ltd.**"; not "Ennis, Co Clare".
_LEGAL_FORM = re.compile(
    r"(?!,\s(?:AG|AB|SE|AS|SAS|Co)\s[A-Z]),?\s(?:&\s)?(?:Inc|Incorporated|Ltd|Limited(?! [A-Z])|LLC|LLP|PLC|plc|Plc"
    r"|Corp|Cos?|L\.P|AG|SE|GmbH|S\.?A|SAS|SpA|S\.p\.A|N\.?V|B\.?V|ASA?|AB|A/S|Oyj?|Bhd|Berhad|Sdn\.? Bhd|Tbk"
    r"|Pty\.? Ltd|Pvt\.? Ltd|Private Limited|KK|K\.K|Ltda|JSC|PJSC|OJSC|OAO|A\.?Ş|Kft|JV|d\.o\.o|S\.?A\.? de C\.?V)"
    r"(?![\w-]|[’'](?!s\b))\.?"
)
#: The initials of a founder: "**A.B.** Reis & Co.".
_INITIALS = re.compile(r"^(?:[A-Z]\.)+ ")
_LEGAL_FORM_AT_END = re.compile(rf"(?:{_LEGAL_FORM.pattern})$")
_SMALL = word_class("adjectives before names of bodies") | frozenset(
    "the a an of for and s in on at to this that its his her their our my".split()
)


def proper(phrase: str) -> str:
    """
    A body's name without article and without the small words before a capitalised name.

    "ruling **People's Party**" — "the territory's **Health Department**"
    """
    name = unarticled(phrase)
    inner = re.match(r"(?:(?:\d+-)?[a-z][a-z\d-]*(?:['’]s)? )+(?=\w*[A-Z])", name)
    return name[inner.end() :] if inner and " of " not in inner[0] and name.split()[-1][:1].isupper() else name


_ARTICLE = re.compile(
    r"(?i)^(?:the|an?|this|that|these|those(?!\s\w+ed\b)|its|his|her|their|our|one(?=\s\S+\s\S))\s+(?!(?:of|who|in)\b)"
)


def legal_form_at(text: str, position: int) -> int:
    """Where a legal form that stands right behind a name ends; *position* itself where there is none."""
    match = _LEGAL_FORM.match(text, position)
    return match.end() if match is not None else position


def without_legal_form(name: str) -> str:
    """A company's name without its legal form: "Faro Lines" for "Faro Lines Co., Ltd."."""
    while (match := _LEGAL_FORM_AT_END.search(name)) is not None and match.start():
        name = name[: match.start()]
    return name


def bare_names(name: str) -> Iterator[str]:
    """What a company with a legal form is called without it: "Reis Lines", and "Reis" for "A.B. Reis & Co."."""
    if (bare := without_legal_form(name)) != name:
        yield from dict.fromkeys((bare, _INITIALS.sub("", bare)))


def unarticled(phrase: str) -> str:
    """A noun phrase without article: "the ministry" is "ministry"; "those polled" and "one in five" stay."""
    return _ARTICLE.sub("", phrase)


def plain_words(name: str) -> tuple[str, ...]:
    """The words of a name for comparison, in order."""
    return tuple(filter(None, map(plain, unarticled(name).split())))


@lru_cache(maxsize=1 << 14)
def body_words(phrase: str, lexicon: Lexicon) -> frozenset[str]:
    """What a body's name says: nationality and capital as country, no small words, singular."""
    text = re.sub(r"['’]s?\b", " ", unarticled(phrase))
    text = re.sub(r"\s*\([^)]*\)", "", text)
    words = [w.casefold() for w in re.findall(r"[^\W_](?:[\w.&]*\w)?\.?", text)]
    found: list[str] = []
    countries: list[str] = []
    i = 0
    while i < len(words):
        length = next((n for n in (3, 2) if (country_code(" ".join(words[i : i + n])) and len(words) >= i + n)), 0)
        pair = lexicon.role(" ".join(words[i : i + 2]))
        single = lexicon.role(words[i])
        if length:
            countries.append(" ".join(words[i : i + length]))
        elif pair is not None and pair.of is not None:
            countries.append(pair.of.casefold())
            length = 2
        elif single is not None and single.of:
            countries.append(single.of.casefold())
        else:
            found.append(plain(words[i]))
        i += max(1, length)
    found = [each for each in found if each and each not in _SMALL]
    # "United Airlines" is not short for "American Airlines".
    return frozenset([*found, *(part for each in countries for part in ([each] if found else each.split()))])


def outlet_called(name: str, lexicon: Lexicon) -> Outlet | None:
    """The outlet of that name, also behind an owner: "North Korea's Korean Central News Agency"."""
    if name.islower():
        return None
    return lexicon.outlet(re.sub(r"^.*['’]s\s+(?:official\s+)?", "", name))


def is_company(nouns: frozenset[str], lexicon: Lexicon) -> bool:
    """True where one of *nouns* is one for companies: "operator", "airline"."""
    entry = lexicon.role("company")
    return entry is not None and bool(nouns & {entry.noun, *entry.like})
