"""
Bodies: which mentions of organizations, outlets and countries in a document are one body.

Two phrases name one body when their words are the same after nationality, capital and country are made one; a phrase
with fewer of the words is short for the one fuller phrase that has them all.
"""

import re
from collections.abc import Hashable, Iterator

from attrs import define, field, frozen

from quotes.naming.acronyms import is_acronym, tail, tails
from quotes.naming.body_names import COMPANY, bare_names, body_words, is_company, outlet_called, plain_words
from quotes.naming.mention import BODY, Mention
from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.naming.people import Figure
from quotes.naming.person_names import plain
from quotes.naming.titles import HUMAN
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon, Outlet

#: A one-word description ("the ministry") may reach back to a body that was named at most this many sentences ago
#: if there are several that fit.
_RECENT = 2
#: "The agency" may reach back as far to the only body of that sort.
_RECENT_ALONE = 6
#: Only documents of tens of thousands of words have more sentences than twice as many: what is farther is out of reach.
_REACH = 100

#: Nouns for bodies of any sort.
_ANY_SORT = word_class("nouns of bodies of any sort") | COMPANY
#: Nouns for what is called by the beginning of its name, as companies are: "Faro" for "Faro Rovers".
_CLUBS = frozenset({"club", "team"})
#: What names of companies end in: "Faro **Group**".
_COMPANY_ENDS = word_class("last words of company names")


@frozen
class Called:
    """
    A mention of a body with what its words say, and the outlet that it is.

    *stated* are the nouns that the text has for it, *nouns* all by which it may be called; *is_open* marks a name that
    says nothing about what sort of body it is, *is_noun* a lone noun that tells a body known before ("the Commission"),
    *like* what such a noun may stand for ("agency" for an "authority"), *takes_open* whether also for an open name
    ("the group" may be anything, "the newspaper" not).
    """

    mention: Mention
    words: frozenset[str]
    outlet: Outlet | None
    stated: frozenset[str]
    nouns: frozenset[str]
    by_capital: bool
    is_open: bool
    is_noun: bool
    like: frozenset[str] = frozenset()
    takes_open: bool = False


def gather_bodies(mentions: list[Mention], lexicon: Lexicon) -> list[Figure]:
    """The bodies of a document: mentions of one body together, under its fullest name."""
    called = [_called(each, lexicon) for each in mentions]
    named = _Groups()
    for each in called:
        if not each.is_noun:
            named.put(each, _same(each, named))
    groups = _joined(named.all)
    for each in called:
        if each.is_noun:
            groups.put(each, groups.described(each) or _namesake(each, groups))
    return [_figure(sorted(each, key=lambda c: c.mention.span), lexicon) for each in groups.all]


@define
class _Groups:
    """The mentions of each body, which are found by what their first one says and by where they stand."""

    all: list[list[Called]] = field(factory=list)
    _by_key: dict[Hashable, list[list[Called]]] = field(factory=dict)
    _by_place: dict[int, dict[int, list[Called]]] = field(factory=dict)

    def put(self, called: Called, group: list[Called] | None) -> list[Called]:
        """Add a mention to a group, or as a new one, which is returned."""
        if group is None:
            group = []
            self.all.append(group)
            for key in _keys(called):
                self._by_key.setdefault(key, []).append(group)
        group.append(called)
        here = self._by_place.setdefault(called.mention.sentence // _REACH, {})
        here.setdefault(id(group), [group[0]]).append(called)
        return group

    def under(self, key: Hashable) -> list[list[Called]]:
        """The groups with a first mention of that key."""
        return self._by_key.get(key, [])

    def described(self, called: Called) -> list[Called] | None:
        """The group that "the ministry" means, by the mentions within reach."""
        place = called.mention.sentence // _REACH
        near: dict[int, list[Called]] = {}
        for here in (self._by_place.get(each, {}) for each in (place - 1, place, place + 1)):
            for number, group in here.items():
                near.setdefault(number, []).extend(group)
        found = _described(called, list(near.values()))
        return next(iter(self.under(id(found[0]))), None) if found else None


def _keys(called: Called) -> Iterator[Hashable]:
    """By what a group is found: its first mention, that one's outlet, words, name, how the name begins, initials."""
    yield from (id(called), called.outlet, called.words, ("name", plain(called.mention.name)))
    yield from (("word", each) for each in called.words)
    yield ("first", *plain_words(called.mention.name)[:1])
    yield from (("initials", each) for each in tails(called.mention.name))


def _called(mention: Mention, lexicon: Lexicon) -> Called:
    words, outlet = body_words(mention.name, lexicon), outlet_called(mention.name, lexicon)
    first = lexicon.role(re.split(r"['’ ]", mention.name)[0].casefold())
    whole = lexicon.role(mention.name.casefold())
    is_open = outlet is None and _is_open(mention, words, lexicon)
    stated = _stated(mention, words, outlet, lexicon)
    common = mention.name.islower() or (whole is not None and whole.kind in BODY)
    is_noun = outlet is None and len(words) == 1 and common
    return Called(
        mention,
        words,
        outlet,
        stated,
        stated | COMPANY if is_open else stated,
        first is not None and first.kind == "capital",
        is_open,
        is_noun,
        _like(words, lexicon) if is_noun else frozenset(),
        is_noun and bool(words & _ANY_SORT),
    )


def _like(words: frozenset[str], lexicon: Lexicon) -> frozenset[str]:
    """What a noun for bodies may stand for: "lender" for a bank and any company."""
    found = {each for word in words if (entry := lexicon.role(word)) is not None for each in entry.like}
    return frozenset(found | COMPANY if is_company(words, lexicon) else found)


def _stated(mention: Mention, words: frozenset[str], outlet: Outlet | None, lexicon: Lexicon) -> frozenset[str]:
    """The nouns that the name of a body, or a description beside it, holds."""
    if mention.kind == "place":
        return frozenset()
    if outlet is not None:
        return mention.nouns | {outlet.kind, "outlet", *(("newspaper", "paper") if "paper" in outlet.kind else ())}
    nouns = words | mention.nouns
    return nouns | COMPANY if is_company(nouns, lexicon) else nouns


def _is_open(mention: Mention, words: frozenset[str], lexicon: Lexicon) -> bool:
    """True for a name that does not say what sort of body it is, and is no place's."""
    entries = [entry for each in words if (entry := lexicon.role(each)) is not None]
    entries += [whole] if (whole := lexicon.role(mention.name.casefold())) is not None else []
    *_, last = plain_words(mention.name) or ("",)
    said = any(
        each.kind in BODY or each.of is not None or (each.kind in HUMAN and each.noun == last) for each in entries
    )
    # "the group" is hardly the outlet that it spoke to: "Echo TV", "BBC Radio Lagoa"
    is_outlet = is_outlet_shaped(mention.name) or outlet_called(mention.name.split()[0], lexicon) is not None
    return mention.kind == "body" and mention.name[:1].isupper() and not said and not is_outlet


def _same(called: Called, groups: _Groups) -> list[Called] | None:
    """The group of the same outlet, or whose words are the same."""
    if called.outlet is not None:
        return next(iter(groups.under(called.outlet)), None)
    if len(called.words) > 1 and not (called.mention.kind == "place" and called.by_capital):
        return next(iter(groups.under(called.words)), None)
    return _namesake(called, groups)


def _namesake(called: Called, groups: _Groups) -> list[Called] | None:
    """The group under just that name; "a ministry" and "ministries" are none."""
    if called.mention.name.islower():
        return None
    return next(iter(groups.under(("name", plain(called.mention.name)))), None)


def _described(called: Called, groups: list[list[Called]]) -> list[Called] | None:
    """The body that "the ministry" means: one that has the noun in its name, else the latest that is of that sort."""
    if not called.mention.definite:
        return None
    exact, likely = _by_noun(called, groups), _by_sort(called, groups)
    if exact is None or likely is None or exact[0].outlet is None:
        return exact or likely
    after = (_latest(likely, called) or 0) >= (_latest(exact, called) or 0)
    return likely if after else exact


def _by_sort(called: Called, groups: list[list[Called]]) -> list[Called] | None:
    """The named body spoken of last, if the noun can stand for it: "the agency" for "the World Food Programme"."""
    fits = [g for g in groups if not _is_common(g) and g[0].outlet is None and _is_sort_of(called, g)]
    latest = {id(g): place for g in fits if (place := _latest(g, called)) is not None}
    last = max(latest.values(), default=-1)
    chosen = [g for g in fits if latest.get(id(g)) == last]
    reach = _RECENT if len(latest) > 1 else _RECENT_ALONE
    return chosen[0] if len(chosen) == 1 and called.mention.sentence - last <= reach else None


def _is_sort_of(called: Called, group: list[Called]) -> bool:
    """True where a name holds a noun that the lone noun may stand for, or none that says of what sort it is."""
    named = [each for each in group if each.mention.kind != "place" and not each.is_noun]
    if not called.like or not named:
        return False
    return any((each.is_open and called.takes_open) or called.like & each.nouns for each in named)


def _by_noun(called: Called, groups: list[list[Called]]) -> list[Called] | None:
    """The body that has the noun, of several or of companies the only recent one."""
    fits = [g for g in groups if any(called.words <= each.nouns for each in g)]
    latest = {id(g): place for g in fits if (place := _latest(g, called)) is not None}
    known = [g for g in fits if id(g) in latest]
    sure = [g for g in known if g[0].outlet is not None or any(called.words <= each.stated for each in g)]
    if any(not _is_common(g) for g in known):
        sure = [g for g in sure if not _is_common(g)]
    if len(known) == len(sure) == 1:
        return sure[0]
    recent = [g for g in known if called.mention.sentence - latest[id(g)] <= _RECENT]
    if len(recent) > 1:
        last = max(latest.values())
        chosen = [g for g in recent if g in sure and latest[id(g)] == last and len(sure) == 1]
    else:
        chosen = recent or sure
    return chosen[0] if len(chosen) == 1 else None


def _is_common(group: list[Called]) -> bool:
    """True for a body that is never named, only called by common nouns."""
    return all(each.mention.name.islower() for each in group)


def _latest(group: list[Called], called: Called) -> int | None:
    """The sentence in which a body was last spoken of before; None if it was not."""
    before = [each.mention.sentence for each in group if each.mention.span < called.mention.span]
    return max(before, default=None)


def _joined(groups: list[list[Called]]) -> _Groups:
    """Short names joined to the one fuller name that they are part of, acronyms to what they stand for."""
    result = _Groups()
    for group in sorted(groups, key=lambda g: -len(g[0].words)):
        fuller = [g for g in _longer(group[0], result) if _is_short_for(group[0], g[0]) and not _is_own(group, g)]
        bare = sorted((g for g in fuller if _is_bare(group[0], g[0])), key=lambda g: g[0].mention.span)
        into = bare[0] if bare else fuller[0] if len(fuller) == 1 else None
        for each in group:
            into = result.put(each, into)
    return result


def _longer(called: Called, groups: _Groups) -> list[list[Called]]:
    """The groups, each once, among which those are that a mention may be short for."""
    keys = (("word", min(called.words, default="")), ("first", *plain_words(called.mention.name)[:1]))
    found = (group for key in (*keys, ("initials", tail(called.mention.name))) for group in groups.under(key))
    return list({id(each): each for each in found}.values())


def _is_own(short: list[Called], full: list[Called]) -> bool:
    """
    True where the shorter name stands twice before the longer and names something else: "Google (Translate)"; not
    "Faro (Group)".
    """
    one, other = short[0], full[0]
    if _is_without_end(one, other) or _is_bare(one, other) or is_acronym(one.mention.name, other.mention.name):
        return False
    first = min(each.mention.span for each in full)
    return sum(each.mention.span < first for each in short) > 1 or (
        len(short) > len(full) and min(each.mention.span for each in short) < first and len(full) == 1
    )


def _is_short_for(short: Called, full: Called) -> bool:
    """ "Green Party" for "Green Party of Norway", "NTC" for "National Tide Center", "Faro" for "Faro Lines"."""
    if _is_bare(short, full):
        return True
    if "place" in {short.mention.kind, full.mention.kind} or not full.mention.name:
        return False
    if 1 < len(short.words) < len(full.words) and short.words < full.words:
        return _head(short.mention.name) == _head(full.mention.name) or _begins(short, full)
    if _begins(short, full) or (len(short.words) > 1 and _is_without_end(short, full)):
        return True
    two = short.outlet is not None and full.outlet is not None  # the CNA of Singapore is not short for the KCNA
    return len(short.words) == 1 and not two and is_acronym(short.mention.name, full.mention.name)


def _is_bare(short: Called, full: Called) -> bool:
    """True for a company without its legal form: "Faro Lines" of "Faro Lines Ltd.", "Reis" of "A.B. Reis & Co."."""
    return plain_words(short.mention.name) in map(plain_words, bare_names(full.mention.name))


def _is_without_end(short: Called, full: Called) -> bool:
    """True for a company without the last word of its name: "Faro Nation" of "Faro Nation Entertainment"."""
    *start, end = plain_words(full.mention.name) or ("",)
    return end in _COMPANY_ENDS and plain_words(short.mention.name) == tuple(start)


def _begins(short: Called, full: Called) -> bool:
    """True where a name that says no sort of body begins a longer one: "Faro", "Faro Lines"."""
    some, whole = plain_words(short.mention.name), plain_words(full.mention.name)
    if re.search(r"['’]s?\s", full.mention.name) or " and " in full.mention.name:
        return False
    ends = len(whole) > 1 and whole[-1] in _COMPANY_ENDS and full.mention.name.split()[-1][:1].isupper()
    ends = ends or any(bare_names(full.mention.name))
    company = full.nouns >= COMPANY or ends or bool(full.nouns & _CLUBS)
    begins = bool(some) and whole[: len(some)] == some != whole
    return short.is_open and full.outlet is None and company and begins


def _head(name: str) -> str:
    """The noun that says what sort of body it is, the last before "of"."""
    words = re.split(r"\s+(?:of|for|in)\s+", re.sub(r"\s*\([^)]*\)", "", name))[0].split()
    return plain(words[-1]) if words else ""


def _figure(group: list[Called], lexicon: Lexicon) -> Figure:
    mentions = tuple(each.mention for each in group)
    outlet = next((each.outlet for each in group if each.outlet is not None), None)
    if outlet is not None:
        capital = [m.name for m in mentions if m.name[:1].isupper()]
        written = [each for each in capital if lexicon.outlet(each) == outlet]
        return Figure(max(written, key=lambda name: len(name.split()), default=outlet.name), "outlet", mentions)
    fullest = max(
        group,
        key=lambda each: (len(each.words), not each.by_capital, -each.mention.span.start),
    ).mention.name
    name = max((m.name for m in mentions if m.name.replace(" of the ", " of ") == fullest), key=len, default=fullest)
    return Figure(re.sub(r"\s+\([^)]*\)", "", name), mentions[0].kind, mentions)
