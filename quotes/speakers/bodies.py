"""
Bodies: organizations, outlets, countries, by name ("the Red Cross") or common noun ("Peru's foreign ministry").

Two phrases name one body when their words are the same after nationality, capital and country are made one; a phrase
with fewer of the words is short for the one fuller phrase that has them all.
"""

import re
from collections.abc import Iterator

from attrs import evolve, frozen

from quotes.lexicon import Lexicon, Outlet
from quotes.spans import Span, cover
from quotes.speakers.appositions import described_as
from quotes.speakers.mentions import BODY, Mention, is_headline, quotations
from quotes.speakers.names import is_acronym, plain
from quotes.speakers.people import Figure
from quotes.speakers.titles import HUMAN, clean, noun_run, role_of
from quotes.syntax import Parse, Sentence, Word

#: A one-word description ("the ministry") may reach back to a body that was named at most this many sentences ago
#: if there are several that fit.
_RECENT = 2
_SMALL = frozenset(
    "the a an of for and s in on at to this that its his her their our my other another new own ruling same".split()
)
_LONGEST_IN_HEADLINE = 3
#: Bodies that belong to one person: "her trust" is the one she heads.
_OWN = re.compile(
    r"(?i)\b(?:his|her)\s+(?:company|firm|trust|foundation|charity|institute|group|organi[sz]ation|union)$"
)
#: A company is seldom named with the word "company"; "the company" may be any body without such a noun in its name.
_COMPANY = frozenset({"company", "firm", "corporation"})
_BRACKET = re.compile(r"\s*\(([A-Z][A-Za-z&.]{1,8})\)")
_PLACE_TAIL = frozenset({"of", "for"})


def body_mentions(parse: Parse, lexicon: Lexicon, taken: list[Span], misread: list[Span]) -> list[Mention]:
    """Bodies by name and by common noun, in text order; *taken* are persons' names, *misread* bodies taken for such."""
    quoted = quotations(parse.text)
    found: list[Mention] = []
    for sentence in parse.sentences:
        spans = [*_spans(parse, sentence, lexicon), *((each, "body") for each in misread if sentence.span.covers(each))]
        for span, kind in sorted(spans, key=lambda each: (each[0].start, -each[0].end)):
            if any(span.overlaps(each) for each in taken) or (found and span.overlaps(found[-1].span)):
                continue
            inside = any(each.covers(span) for each in quoted)
            name = _uncapitalised(proper(clean(span.of(parse.text))), lexicon)
            found.append(Mention(span, sentence.number, kind, name, (), inside, _is_definite(parse.text, span)))
    return _described_beside(parse, _unbracketed(parse, found), lexicon)


def _uncapitalised(name: str, lexicon: Lexicon) -> str:
    """A common noun without the capital that only begins its sentence: "Local media"."""
    entry = lexicon.role(name.casefold()) if name[1:].islower() and " " in name else None
    return name.casefold() if entry is not None and entry.kind in BODY else name


def _is_definite(text: str, span: Span) -> bool:
    """Does "the" stand before and no "of" behind: "the group", "her group"; not "a group", "the group of rowers"?"""
    before = re.search(r"(?i)\b(?:the|this|that)\s+$", text[max(0, span.start - 6) : span.start])
    own = _OWN.search(text[max(0, span.start - 4) : span.end])
    return (before or own) is not None and re.compile(r"\s+of\b").match(text, span.end) is None


def _described_beside(parse: Parse, mentions: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with the nouns beside them; what is so described gets the name: "the **operator**, Faro Lines"."""
    names: dict[int, str] = {}
    found = []
    for mention in mentions:
        named = mention.kind == "body" and not mention.name.islower() and outlet_called(mention.name, lexicon) is None
        nouns = described_as(parse, parse.sentences[mention.sentence], mention.span) if named else ()
        names.update({each.span.end: mention.name for each in nouns})
        found.append(evolve(mention, nouns=frozenset(each.lemma.casefold() for each in nouns)))
    return [evolve(m, name=names[m.span.end]) if m.name.islower() and m.span.end in names else m for m in found]


def misread_bodies(parse: Parse, persons: list[Mention], lexicon: Lexicon) -> list[tuple[Mention, Span]]:
    """Persons that are bodies, with the body's span: "the operator, **Faro Lines**", and "**Faro**" for it later."""
    known_names = _names_by_word(persons)
    doubtful = [each for each in persons if not _is_surely_person(each, known_names, lexicon)]
    described = [(each, _with_capitals(parse, each)) for each in doubtful if _is_body_beside(parse, each, lexicon)]
    bodies = [e.span for e in parse.entities if e.kind == "organization"]
    full = {plain_words(span.of(parse.text)) for span in (*bodies, *(span for _, span in described))}
    known = {id(each) for each, _ in described}
    cut = [(each, each.span) for each in doubtful if id(each) not in known and _is_start_of_one(each, full)]
    return [*described, *cut]


def _names_by_word(persons: list[Mention]) -> dict[str, set[tuple[tuple[str, ...], bool]]]:
    """Under each of its words: the names of persons, and whether they stand with a title."""
    table: dict[str, set[tuple[tuple[str, ...], bool]]] = {}
    for each in persons:
        words = plain_words(each.name)
        for word in words:
            table.setdefault(word, set()).add((words, bool(each.titles)))
    return table


def _is_surely_person(mention: Mention, names: dict[str, set[tuple[tuple[str, ...], bool]]], lexicon: Lexicon) -> bool:
    """Does the name stand with a title, begin with a given name, or belong to a longer name of a person?"""
    words = plain_words(mention.name)
    first = lexicon.role(words[0]) if len(words) > 1 else None
    if not words or (first is not None and first.kind == "given"):
        return True
    return any(
        (set(name) >= set(words) and (titled or len(name) > len(words))) or (titled and name == words[-1:])
        for name, titled in names.get(words[-1], ())
    )


def _is_start_of_one(mention: Mention, names: set[tuple[str, ...]]) -> bool:
    """Is it the beginning of just one of the bodies' names?"""
    words = plain_words(mention.name)
    return len([each for each in names if len(each) > len(words) and each[: len(words)] == words]) == 1


def _is_body_beside(parse: Parse, mention: Mention, lexicon: Lexicon) -> bool:
    """
    Does a noun for bodies stand beside the name, and none for persons?

    A "developer" may be either, and counts only where the name goes on: "the developer, **Sinar Samudra** Lines".
    """
    whole = _with_capitals(parse, mention)
    nouns = [each.lemma.casefold() for each in described_as(parse, parse.sentences[mention.sentence], whole)]
    if whole == mention.span:
        nouns = [each for each in nouns if not each.endswith(("er", "or"))]
    kinds = {entry.kind for each in nouns if (entry := lexicon.role(each)) is not None}
    return bool(kinds & BODY) and kinds <= BODY


def _with_capitals(parse: Parse, mention: Mention) -> Span:
    """The span of a name with the capitalised words right after it: "Sinar Samudra **Lines**"."""
    end = mention.span.end
    for word in parse.sentences[mention.sentence].words:
        if word.span.start == end + 1 and word.text[:1].isupper() and word.upos in {"PROPN", "NOUN"}:
            end = word.span.end
    return Span(mention.span.start, end)


def plain_words(name: str) -> tuple[str, ...]:
    """The words of a name for comparison, in order."""
    return tuple(filter(None, map(plain, unarticled(name).split())))


def _unbracketed(parse: Parse, mentions: list[Mention]) -> list[Mention]:
    """Acronyms that a bracket explains get the name they stand for: "the football federation (FMF)"."""
    short = brackets(parse, mentions)
    return [evolve(each, name=short.get(each.name, each.name)) for each in mentions]


def brackets(parse: Parse, mentions: list[Mention]) -> dict[str, str]:
    """The acronyms that stand in brackets right after a body, with its name."""
    found: dict[str, str] = {}
    for mention in mentions:
        if (match := _BRACKET.match(parse.text, mention.span.end)) is not None and " " in mention.name:
            found.setdefault(match[1], mention.name)
    return found


def proper(phrase: str) -> str:
    """A body's name without article and without the small words before a capitalised name: "ruling People's Party"."""
    name = unarticled(phrase)
    inner = re.match(r"(?:[a-z][\w-]* )+(?=[A-Z])", name)
    return name[inner.end() :] if inner and " of " not in inner[0] and name.split()[-1][:1].isupper() else name


def _spans(parse: Parse, sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    phrases = [span for span in _common(sentence, lexicon) if "\n" not in span.of(parse.text)]
    entities = [e for e in parse.entities_in(sentence.span) if not _is_headline_run(e.span, sentence)]
    for entity in entities:
        if entity.kind in {"organization", "location"} and not any(each.overlaps(entity.span) for each in phrases):
            yield entity.span, "place" if entity.kind == "location" else "body"
        elif outlet_called(entity.span.of(parse.text), lexicon) is not None:
            yield entity.span, "body"
    for phrase in phrases:
        inside = [e.span for e in entities if e.kind == "organization" and e.span.overlaps(phrase)]
        yield cover([phrase, *inside]), "body"


def _is_headline_run(span: Span, sentence: Sentence) -> bool:
    """Did the capitals of a headline make a name of more than a name: "Harbour Board's Closing Order"?"""
    return is_headline(sentence) and len(sentence.between(span)) > _LONGEST_IN_HEADLINE


def _common(sentence: Sentence, lexicon: Lexicon) -> Iterator[Span]:
    """Noun phrases headed by a noun for bodies: "Russia's foreign ministry", "the Red Cross federation of Peru"."""
    words = sentence.words
    for i, word in enumerate(words):
        follows = words[i + 1] if i + 1 < len(words) else None
        if word.upos not in {"NOUN", "PROPN"} or (follows is not None and follows.upos in {"NOUN", "PROPN"}):
            continue
        run = noun_run(list(words[: i + 1]))
        entry = role_of([w.text for w in run], lexicon) if run else None
        if entry is not None and entry.kind in BODY and not word.has("Number=Plur"):
            yield cover(w.span for w in [*run, *_tail(words[i + 1 :])])


def _tail(words: tuple[Word, ...]) -> list[Word]:
    """The capitalised "of ..." after a body: "of Korea", "of the United States"."""
    if not words or words[0].text not in _PLACE_TAIL:
        return []
    tail = [words[0]]
    for word in words[1:]:
        capital = word.text[:1].isupper() and word.upos == "PROPN"
        if not capital and word.text not in {"the", "of"}:
            break
        tail.append(word)
    while tail and not tail[-1].text[:1].isupper():
        tail.pop()
    return tail


def unarticled(phrase: str) -> str:
    """A noun phrase without article or determiner: "the ministry" is "ministry", "another source" is "source"."""
    return re.sub(
        r"(?i)^(?:the|an?|this|that|these|those|one|another|its|his|her|their|our)\s+(?!(?:of|who)\b)", "", phrase
    )


def body_words(phrase: str, lexicon: Lexicon) -> frozenset[str]:
    """What a body's name says: nationality and capital as country, no small words, singular."""
    text = re.sub(r"['’]s?\b", " ", unarticled(phrase))
    text = re.sub(r"\s*\([^)]*\)", "", text)
    words = [w.casefold() for w in re.findall(r"[^\W_](?:[\w.&]*\w)?\.?", text)]
    found: list[str] = []
    i = 0
    while i < len(words):
        pair = lexicon.role(" ".join(words[i : i + 2]))
        single = lexicon.role(words[i])
        if pair is not None and pair.of is not None:
            found.extend(pair.of.casefold().split())
            i += 2
            continue
        country = single.of if single is not None else None
        found.extend(country.casefold().split() if country else [plain(words[i])])
        i += 1
    return frozenset(each for each in found if each and each not in _SMALL)


def outlet_called(name: str, lexicon: Lexicon) -> Outlet | None:
    """The outlet of that name, also behind an owner: "North Korea's Korean Central News Agency"."""
    if name.islower():
        return None
    return lexicon.outlet(name) or lexicon.outlet(re.sub(r"^.*['’]s\s+(?:official\s+)?", "", name))


@frozen
class Called:
    """
    A mention of a body with what its words say, and the outlet that it is.

    *stated* are the nouns that the text has for it, *nouns* all by which it may be called; *is_open* marks a name that
    says nothing about what sort of body it is, *is_noun* a lone noun that tells a body known before ("the Commission").
    """

    mention: Mention
    words: frozenset[str]
    outlet: Outlet | None
    stated: frozenset[str]
    nouns: frozenset[str]
    by_capital: bool
    is_open: bool
    is_noun: bool


def gather_bodies(mentions: list[Mention], lexicon: Lexicon) -> list[Figure]:
    """The bodies of a document: mentions of one body together, under its fullest name."""
    called = [_called(each, lexicon) for each in mentions]
    named: list[list[Called]] = []
    for each in called:
        if not each.is_noun:
            _put(each, _same(each, named), named)
    groups = _joined(named)
    for each in called:
        if each.is_noun:
            _put(each, _described(each, groups) or _namesake(each, groups), groups)
    return [_figure(sorted(each, key=lambda c: c.mention.span), lexicon) for each in groups]


def _put(called: Called, group: list[Called] | None, groups: list[list[Called]]) -> None:
    if group is None:
        groups.append([called])
    else:
        group.append(called)


def _called(mention: Mention, lexicon: Lexicon) -> Called:
    words, outlet = body_words(mention.name, lexicon), outlet_called(mention.name, lexicon)
    first = lexicon.role(re.split(r"['’ ]", mention.name)[0].casefold())
    whole = lexicon.role(mention.name.casefold())
    is_open = outlet is None and _is_open(mention, words, lexicon)
    stated = _stated(mention, words, outlet, lexicon)
    return Called(
        mention,
        words,
        outlet,
        stated,
        stated | _COMPANY if is_open else stated,
        first is not None and first.kind == "capital",
        is_open,
        outlet is None and len(words) == 1 and (mention.name.islower() or (whole is not None and whole.kind in BODY)),
    )


def _stated(mention: Mention, words: frozenset[str], outlet: Outlet | None, lexicon: Lexicon) -> frozenset[str]:
    """The nouns that the name of a body, or a description beside it, holds."""
    if mention.kind == "place":
        return frozenset()
    if outlet is not None:
        return mention.nouns | {outlet.kind, "outlet", *(("newspaper", "paper") if "paper" in outlet.kind else ())}
    nouns = words | mention.nouns
    return nouns | _COMPANY if is_company(nouns, lexicon) else nouns


def _is_open(mention: Mention, words: frozenset[str], lexicon: Lexicon) -> bool:
    """Is it a name that does not say what sort of body it is, nor a place's?"""
    entries = [entry for each in words if (entry := lexicon.role(each)) is not None]
    said = any(each.kind in BODY | HUMAN or each.of is not None for each in entries)
    return mention.kind == "body" and mention.name[:1].isupper() and not said


def is_company(nouns: frozenset[str], lexicon: Lexicon) -> bool:
    """Is one of the nouns one for companies: "operator", "airline"?"""
    entry = lexicon.role("company")
    return entry is not None and bool(nouns & {entry.noun, *entry.like})


def _same(called: Called, groups: list[list[Called]]) -> list[Called] | None:
    """The group of the same outlet, or whose words are the same."""
    if called.outlet is not None:
        return next((g for g in groups if g[0].outlet == called.outlet), None)
    if len(called.words) > 1 and not (called.mention.kind == "place" and called.by_capital):
        return next((g for g in groups if g[0].words == called.words), None)
    return _namesake(called, groups)


def _namesake(called: Called, groups: list[list[Called]]) -> list[Called] | None:
    """The group under just that name; "a ministry" and "ministries" are none."""
    if called.mention.name.islower():
        return None
    return next((g for g in groups if plain(g[0].mention.name) == plain(called.mention.name)), None)


def _described(called: Called, groups: list[list[Called]]) -> list[Called] | None:
    """The body that "the ministry" means: the one that has the noun, of several or of companies the only recent one."""
    if not called.mention.definite:
        return None
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
        chosen = recent or sure or ([] if known else _introduced_later(called, fits))
    return chosen[0] if len(chosen) == 1 else None


def _is_common(group: list[Called]) -> bool:
    """Is it never named, only called by common nouns?"""
    return all(each.mention.name.islower() for each in group)


def _latest(group: list[Called], called: Called) -> int | None:
    """The sentence in which a body was last spoken of before; None if it was not."""
    before = [each.mention.sentence for each in group if each.mention.span < called.mention.span]
    return max(before, default=None)


def _introduced_later(called: Called, fits: list[list[Called]]) -> list[list[Called]]:
    """What a description before any name can mean: "the operator" before "the operator, Faro Lines"."""
    return [g for g in fits if len(fits) == 1 and any(called.words <= each.mention.nouns for each in g)]


def _joined(groups: list[list[Called]]) -> list[list[Called]]:
    """Short names joined to the one fuller name that they are part of, acronyms to what they stand for."""
    result: list[list[Called]] = []
    for group in sorted(groups, key=lambda g: -len(g[0].words)):
        fuller = [g for g in result if _is_short_for(group[0], g[0])]
        if len(fuller) == 1:
            fuller[0].extend(group)
        else:
            result.append(group)
    return result


def _is_short_for(short: Called, full: Called) -> bool:
    """ "Green Party" for "Green Party of Norway", "NTC" for "National Tide Center", "Faro" for "Faro Lines"."""
    if "place" in {short.mention.kind, full.mention.kind} or not full.mention.name:
        return False
    if 1 < len(short.words) < len(full.words) and short.words < full.words:
        return _head(short.mention.name) == _head(full.mention.name) or _begins(short, full)
    if _begins(short, full):
        return True
    return len(short.words) == 1 and is_acronym(short.mention.name, full.mention.name)


def _begins(short: Called, full: Called) -> bool:
    """Is a name that says nothing about what sort of body it is the beginning of a longer one: "Faro", "Faro Lines"?"""
    some, whole = plain_words(short.mention.name), plain_words(full.mention.name)
    if re.search(r"['’]s?\s|\sand\s", full.mention.name):
        return False
    return short.is_open and full.outlet is None and full.nouns >= _COMPANY and whole[: len(some)] == some != whole


def _head(name: str) -> str:
    """The noun that says what sort of body it is, the last before "of"."""
    words = re.split(r"\s+(?:of|for|in)\s+", re.sub(r"\s*\([^)]*\)", "", name))[0].split()
    return plain(words[-1]) if words else ""


def _is_tailed(called: Called, group: list[Called]) -> bool:
    """Is it a name that the group has too, with a common noun behind: "Miramar shipyard", "Miramar"?"""
    *start, last = called.mention.name.split()
    return bool(start) and last.islower() and any(each.mention.name == " ".join(start) for each in group)


def _figure(group: list[Called], lexicon: Lexicon) -> Figure:
    mentions = tuple(each.mention for each in group)
    outlet = next((each.outlet for each in group if each.outlet is not None), None)
    if outlet is not None:
        capital = [m.name for m in mentions if all(word[:1].isupper() for word in m.name.split())]
        written = [each for each in capital if lexicon.outlet(each) == outlet]
        return Figure(max(written, key=lambda name: len(name.split()), default=outlet.name), "outlet", mentions)
    fullest = max(
        [each for each in group if not _is_tailed(each, group)],
        key=lambda each: (len(each.words), not each.by_capital, -each.mention.span.start),
    ).mention
    return Figure(re.sub(r"\s*\([^)]*\)", "", fullest.name), mentions[0].kind, mentions)
