"""
The outlet that publishes this text: the name for which the page holds most evidence.

Pages seldom say "published by".  They hold the name in their address, in a copyright line, behind the title, in an
offer ("Subscribe to Pier & Harbour"), in a note on the author, in "told The Jetty".  ``evidence`` collects all such
places, each with its kind; a name's score is the sum of the learned weights of its kinds, and the best name counts
where its score is above zero, that of naming nobody.  The weights are ``quotes/learned/page/publisher.json``, made by
``python -m quotes.training.page_choices publisher``.
"""

import re

from attrs import frozen

from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.page.addresses import name_at
from quotes.page.choice import best, weights_of
from quotes.page.frame import Found
from quotes.page.page import Page
from quotes.page.self_reference import Evidence, evidence, lines_naming
from quotes.words.lexicon import folded

#: So long a name without an article may be a headline ("Island Woman Sues Post").
_SURE_WORDS = 3
#: More lines in which a page names somebody say no more.
_MANY_LINES = 4
#: What companies send out names no outlet that nobody knows.
_RELEASE = re.compile(r"(?:for immediate release|(?:press|news|media) release|(?:press|media) contacts?):?")
_COUNTS = ("one kind", "two kinds", "many kinds")


@frozen
class Candidate:
    """A name with all that speaks for and against it: *facts* are the kinds of its evidence and what it is."""

    name: str
    facts: frozenset[str]
    places: tuple[Evidence, ...]


def given(page: Page) -> Found | None:
    """What the page's metadata say, in its own words, or the caller: a name, or a web address."""
    if page.document.publisher and "publisher" in page.document.metadata:
        return Found(page.document.publisher, (), "metadata")
    if page.document.publisher:
        outlet = page.outlet(page.document.publisher)
        return Found(outlet.name if outlet else page.document.publisher, (), "given")
    name = name_at(page, page.document.url) if page.document.url else None
    return Found(name, (), "address") if name else None


def candidates(page: Page, without: str = "") -> tuple[Candidate, ...]:
    """The names that could be the publisher's, in the order of their first evidence of another kind than *without*."""
    by_key: dict[str, list[Evidence]] = {}
    for each in evidence(page):
        if each.kind != without:
            by_key.setdefault(key(each.name), []).append(each)
    # Everybody is told things: "told The Hill" counts only beside another place.
    found = [_candidate(page, places) for places in by_key.values() if any(each.kind != "told" for each in places)]
    is_release = any(_RELEASE.fullmatch(line) for line in page.outer)
    return tuple(each for each in found if not is_release or page.lexicon.outlet(each.name) is not None)


def _shape(name: str) -> str:
    """What an unknown name looks like: an outlet's, a headline with an outlet's last word, or neither."""
    if not is_outlet_shaped(name):
        return "doubtful-shaped" if is_outlet_shaped(name, doubtful=True) else "unknown"
    return "outlet-shaped" if len(name.split()) <= _SURE_WORDS or name.startswith("The ") else "headline-shaped"


def key(name: str) -> str:
    """What one outlet's spellings share: "PanARMENIAN.Net", "The Jetty", "the-jetty"."""
    return "".join(filter(str.isalnum, folded(name)))


def _candidate(page: Page, places: list[Evidence]) -> Candidate:
    said = {each.kind for each in places}
    # What was "originally published by The Jetty" is not here "published by The Jetty".
    kinds = sorted(said - {"offer"} if "origin" in said else said)
    name = places[0].name
    outlet = page.lexicon.outlet(name)
    what = _shape(name) if outlet is None else "agency" if outlet.kind == "agency" else "known"
    count = _COUNTS[min(len(kinds), len(_COUNTS)) - 1]
    facts = {what, *kinds, *(f"{what}, {each}" for each in kinds), count, f"{what}, {count}"}
    lines = min(lines_naming(page, name), _MANY_LINES)
    facts |= {f"in {lines} lines", f"{what}, in {lines} lines"}
    story = (page.paragraphs[number] for number in page.prose)
    if any(name in each.of(page.text) for each in story if not any(each.covers(place.span) for place in places)):
        facts |= {"in story", f"{what}, in story"}
    given_name = page.lexicon.role(name.split()[0].casefold())
    if outlet is None and given_name is not None and given_name.kind == "given":
        facts.add("person")
    if outlet is not None and all(outlet.needs_context(each.span.of(page.text).strip()) for each in places):
        facts.add("doubtful")
    if name.startswith("The ") and not any(each.span.of(page.text).casefold().startswith("the ") for each in places):
        facts.add(f"{what}, without its article")
    return Candidate(name, frozenset(facts), tuple(places))


def publisher(page: Page) -> Found | None:
    """The publisher, by the caller or by the page's evidence; its rule is the kind of evidence that weighs most."""
    known = given(page)
    if known is not None:
        return known
    weights = weights_of("publisher")
    chosen = best(candidates(page), weights)
    if chosen is None:
        return None
    places = chosen.places
    kind = max((each.kind for each in places), key=lambda each: weights.get(each, 0.0))
    return Found(places[0].name, (min(each.span for each in places if each.kind == kind),), kind)
