"""
The outlet that publishes this text: the name for which the page holds most evidence.

Pages seldom say "published by".  They hold the name in their address, in a copyright line, behind the title, in an
offer ("Subscribe to Pier & Harbour"), in a note on the author, in "told The Jetty".  ``evidence`` collects all such
places, each with its kind; networks that compare all names of the page say how likely each is the publisher's, by its
places and its words, and the likeliest counts where it is likely enough.  The networks are
``quotes/learned/page/publisher.npz``, made by ``python -m quotes.training.publishers``.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from attrs import frozen

from quotes.learned.network import Networks, unread
from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.page.addresses import labels_on, name_at, ordinary_words
from quotes.page.frame import Found
from quotes.page.own_names import Evidence
from quotes.page.page import HEADING_WORDS, Page
from quotes.page.self_reference import evidence, lines_naming
from quotes.words.lexicon import Outlet, folded
from quotes.words.places import is_place

Features = dict[str, float]

#: All kinds of evidence, from the clearest on.
KINDS = tuple(
    "address,copyright,edited,call sign,title,offer,more,front,dateline,like a dateline,published,cell,about,"
    "copyright of a company,logo,alone top,odd,staff,dateline credit,copyright in head,dated cell,logo again,"
    "logo cell,logo below,alone first,alone head,alone below,edited in story,site,told,station,ours,staff in story,"
    "about in story,byline,employer,origin,copyright in head of a company,notice,small logo,closing,"
    "mentioned above,mentioned below".split(",")
)
#: Less likely names are worse than none.
_LEAST = 0.4
#: So long a name without an article may be a headline ("Island Woman Sues Post").
_SURE_WORDS = 3
#: So many letters in an address are no chance.
_TELLING = 4
#: The lines of a menu have no more words.
_MENU_WORDS = 2
#: Lines farther from either end are as far as this.
_FAR = 60
#: Everybody is told things ("told The Hill"), topics have more to read, stories tell of papers and name an agency last:
#: these count only beside another place.
_ONLY_BESIDES = frozenset(("told", "more", "about in story", "closing"))
#: What companies send out names no outlet that nobody knows.
_RELEASE = re.compile(r"(?:for immediate release|(?:press|news|media) release|(?:press|media) contacts?):?")


@frozen
class Candidate:
    """A name with the *places* of its evidence, and what the networks look at."""

    name: str
    places: tuple[Evidence, ...]
    features: Features


def given(page: Page) -> Found | None:
    """What the page's metadata say, in its own words, or the caller: a name, or a web address."""
    if page.document.publisher and "publisher" in page.document.metadata:
        return Found(page.document.publisher, (), "metadata")
    if page.document.publisher:
        outlet = page.outlet(page.document.publisher)
        return Found(outlet.name if outlet else page.document.publisher, (), "given")
    name = name_at(page, page.document.url) if page.document.url else None
    return Found(name, (), "address") if name else None


def publisher(page: Page) -> Found | None:
    """The publisher, by the caller or by the page's evidence; its rule is the clearest kind of that."""
    known = given(page)
    if known is not None:
        return known
    chosen = likeliest(candidates(page), _networks())
    if chosen is None:
        return None
    places = chosen.places
    clearest = min(places, key=lambda each: (KINDS.index(each.kind), each.span))
    return Found(places[0].name, (clearest.span,), clearest.kind)


def likeliest(possible: Sequence[Candidate], networks: Networks) -> Candidate | None:
    """The candidate that networks hold for the likeliest publisher, the first of several; None where none is likely."""
    if not possible:
        return None
    chances = networks.chances([each.features for each in possible], *unread(len(possible)))
    found = int(chances.argmax())
    return possible[found] if chances[found] >= _LEAST else None


@cache
def _networks() -> Networks:
    return Networks.shipped("page", "publisher.npz")


def candidates(page: Page, without: str = "") -> tuple[Candidate, ...]:
    """The names that could be the publisher's, in the order of their first evidence of another kind than *without*."""
    by_key: dict[str, list[Evidence]] = {}
    for each in evidence(page):
        known = page.lexicon.outlet(each.name)
        if each.kind != without and (known is None or known.kind != "photo agency"):
            by_key.setdefault(key(each.name), []).append(each)
    is_release = any(_RELEASE.fullmatch(line) for line in page.outer)
    named = {
        word: places
        for word, places in by_key.items()
        if any(each.kind not in _ONLY_BESIDES for each in places)
        and not (is_release and page.lexicon.outlet(places[0].name) is None)
    }
    lines = {word: lines_naming(page, places[0].name) for word, places in named.items()}
    most = max(lines.values(), default=0)
    starts = [each.start for each in page.paragraphs]
    labels = labels_on(page.text)
    found = []
    for word, places in named.items():
        numbers = [bisect_right(starts, each.span.start) - 1 for each in places]
        features = _of_words(page, places, labels) | _of_places(page, places, numbers) | _among(word, named)
        features |= {"lines": float(lines[word]), "lines fewer than most": float(most - lines[word])}
        found.append(Candidate(places[0].name, tuple(places), features))
    return tuple(found)


def key(name: str) -> str:
    """What one outlet's spellings share: "PanARMENIAN.Net", "The Jetty", "the-jetty"."""
    return "".join(filter(str.isalnum, folded(name)))


def _of_words(page: Page, places: Sequence[Evidence], labels: Collection[str]) -> Features:
    """What a name looks like, and whether the story or the *labels* of addresses speak of it."""
    name = places[0].name
    outlet, words = page.lexicon.outlet(name), name.split()
    written = [each.span.of(page.text) for each in places]
    initials = "".join(word[0] for word in words if word[0].isupper())
    plain = [word.casefold() for word in words if word.casefold() != "the"]
    roles = {
        f"{place} {kind}": True
        for place, n in (("first", 0), ("last", -1))
        if (kind := page.lexicon.kind_of(words[n].casefold()))
    }
    letters = key(name).removeprefix("the")
    facts = {
        _shape(name, outlet): True,
        "outlet-shaped as written": any(is_outlet_shaped(each.strip(), doubtful=True) for each in written),
        "in an address": len(letters) >= _TELLING and any(letters in label for label in labels),
        "initials in an address": len(initials) > 2 and initials.casefold() in labels,
        # The networks have learnt it so: a given name that stands last, not first.
        "person": outlet is None and roles.get("last given", False),
        "place": is_place(name),
        "doubtful": outlet is not None and all(outlet.needs_context(each.strip()) for each in written),
        "without its article": name.startswith("The ")
        and not any(each.casefold().startswith("the ") for each in written),
        "capitals": all(map(str.isupper, written)),
        "initials": len(initials) > 1 and re.search(rf"\b{re.escape(initials)}\b", page.text) is not None,
    }
    story = [page.lines[number] for number in page.prose]
    return {fact: 1.0 for fact, holds in (facts | roles).items() if holds} | {
        "words": float(len(words)),
        "label words": sum(word in HEADING_WORDS for word in plain) / max(1, len(plain)),
        "ordinary words": sum(word in ordinary_words() for word in plain) / max(1, len(plain)),
        "letters": float(len(name)),
        "in story": float(sum(line.count(name) for line in story)),
    }


def _shape(name: str, outlet: Outlet | None) -> str:
    """Whether a list knows a name, and what one that none knows looks like: an outlet's, a headline, or neither."""
    if outlet is not None:
        return "agency" if outlet.kind == "agency" else "known"
    if not is_outlet_shaped(name):
        return "doubtful-shaped" if is_outlet_shaped(name, doubtful=True) else "unknown"
    return "outlet-shaped" if len(name.split()) <= _SURE_WORDS or name.startswith("The ") else "headline-shaped"


def _of_places(page: Page, places: Sequence[Evidence], numbers: Sequence[int]) -> Features:
    """Where on the page a name stands, in the paragraphs of these *numbers*, how often in which way, and among what."""
    kinds = Counter(each.kind for each in places)
    found = {kind: float(count) for kind, count in kinds.items()}
    whole = (each.span == page.paragraphs[number] for each, number in zip(places, numbers, strict=True))
    return found | {
        "places": float(len(places)),
        "kinds": float(len(kinds)),
        "first": float(min(*numbers, _FAR)),
        "last from the end": float(min(len(page.paragraphs) - max(numbers), _FAR)),
        "above": float(sum(each < page.lead for each in numbers)),
        "below": float(sum(each > page.last for each in numbers)),
        "whole lines": float(sum(whole)),
        "in menu": float(any(_is_in_menu(page, each) for each in numbers)),
        "lead": float(min(page.lead, _FAR)),
    }


def _is_in_menu(page: Page, number: int) -> bool:
    """Whether this line and those right above and below are short."""
    lines = page.lines[max(0, number - 1) : number + 2]
    return len(lines) > 2 and all(len(line.split()) <= _MENU_WORDS for line in lines)


def _among(word: str, named: Mapping[str, Sequence[Evidence]]) -> Features:
    """How a name's key compares with those of the other candidates."""
    return {
        "candidates": float(min(len(named), _FAR)),
        "part of others": float(sum(word != each and word in each for each in named)),
        "holds others": float(sum(word != each and each in word for each in named)),
        "initials of another": float(any(word == _initials(places[0].name) for places in named.values())),
        "has its initials beside": float(_initials(named[word][0].name) in named),
    }


def _initials(name: str) -> str:
    """The first letters of a name's longer words, in small letters: "Minute of the Hills" has mh."""
    words = [word for word in name.split() if word[0].isupper() and word != "The"]
    return "".join(word[0] for word in words).casefold() if len(words) > 1 else ""
