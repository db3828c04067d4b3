"""
Mentions of bodies: where a document speaks of an organization, an outlet or a country, by name ("the Red Cross") or
common noun ("Peru's foreign ministry").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from attrs import evolve

from quotes.naming.acronyms import is_acronym
from quotes.naming.body_names import outlet_called, proper
from quotes.naming.companies import overlooked, short_forms
from quotes.naming.mention import BODY, EntityKind, Mention, is_headline, is_inside, quotations
from quotes.naming.outlet_names import named_beside
from quotes.naming.titles import clean, noun_run, role_of, without_owners_title
from quotes.parsing import Entity, Parse, Sentence, Word
from quotes.text.marks import OWNING_S
from quotes.text.spans import Span, cover, nearby
from quotes.words.classes import one_of, word_class
from quotes.words.lexicon import Lexicon
from quotes.words.places import is_place

_LONGEST_IN_HEADLINE = 3
#: Bodies that belong to one person: "her trust" is the one she heads.
_OWN = re.compile(
    r"(?i)\b(?:his|her)\s+(?:company|firm|trust|foundation|charity|institute|group|organi[sz]ation|union)$"
)
_BRACKET = re.compile(r"\s*\(([A-Z][A-Za-z/&.]{1,8})\)")
#: So few letters spell much by chance.
_FEWEST_LETTERS = 2
#: A short form between commas: "the Faro Port Board**, FPB,** said".
_BESIDE = re.compile(r",\s*([A-Z][A-Za-z&.]{1,8})(?=\s*,)")
#: The letters of a share, which the parser may cut: "FAL**.LS**".
_TICKER, _EXCHANGE = re.compile(r"\s[A-Z\d]{1,6}(\.[A-Z]{1,2})?$"), re.compile(r"\.[A-Z]{1,2}\b")
#: What a body is, in small letters behind its name: "Faro Trails **hiking company**".
_SORT = re.compile(rf"(?<=\w)(?:\s[a-z][a-z-]*){{0,2}}\s{one_of('nouns behind names of bodies')}$")
_OWNED = re.compile(r"([A-Z][\w.-]+(?: [A-Z][\w-]+)?)['’]s ([A-Z].+)")
_RUN = re.compile(r"(?:[A-Z][\w-]+ ){2,}[A-Z][\w-]+")
#: Names that begin so are whole without their country, whatever else they say.
_OF_A_NATION = re.compile(r"(?:Inter)?[Nn]ational ")
#: What stands between a name and what it is, and behind that; "Faro Lines, the bank, and the union" are three.
_SETTING_OFF = re.compile(r",\s(?:(?:the|an?)\s)?")
_SET_OFF = re.compile(r",(?!\s(?:and|or)\b)|\s(?:\w+ed|that|which|behind|with)\b")
#: Words of a name that has capitals: "the Management Unit of the **Historic Sanctuary** of Lagoa".
_CAPITALISED = frozenset({"PROPN", "ADJ", "NOUN"})
#: A body whose name holds a person's: "the **office of Mayor Ana Reis**".
_OFFICE_OF = re.compile(r"[Oo]ffice of [A-Z]")
_PLACE_TAIL = frozenset({"of", "for"})
#: Prepositions that place an event: "In the village, Faro Lines" says nothing about what Faro Lines is.
_PLACING = frozenset("in at on after before during since near from inside outside under over amid".split())
#: What stands behind a person's name and is no body: "Ana Reis, **PhD**".
_LETTERS = word_class("letters behind names")
#: What the parser calls names that are no body's.
_OTHERS = frozenset({"group", "misc", "location"})
#: What states and unions keep in many countries.
_OUTPOSTS = word_class("outposts of states")


def body_mentions(
    parse: Parse, lexicon: Lexicon, taken: list[Span], misread: list[Span], bodies: Sequence[Sequence[Span]]
) -> list[Mention]:
    """
    Bodies by name and by common noun, in text order.

    *taken* are persons' names, *misread* bodies taken for such, *bodies* the `named_bodies` of each sentence.
    """
    quoted, persons = nearby(quotations(parse)), nearby(taken)
    shorts = short_forms([span for each in bodies for span in each], parse.text, lexicon)
    found: list[Mention] = []
    for sentence, sure in zip(parse.sentences, bodies, strict=True):
        named = [] if is_headline(sentence) else sure
        spans = [
            *_spans(parse, sentence, lexicon, named),
            *((each, "body") for each in misread if sentence.span.covers(each)),
            *((each, "body") for each in overlooked(parse, sentence, shorts)),
        ]
        for span, kind in sorted(spans, key=lambda each: (each[0].start, -each[0].end)):
            personal = any(span.overlaps(each) for each in persons.near((span,))) and not _OFFICE_OF.match(
                parse.text, span.start
            )
            if personal or (found and span.overlaps(found[-1].span)):
                continue
            beside = named_beside(sentence.between(span), lexicon)
            called = cover(w.span for w in beside) if beside else _unlisted(span, parse.text)
            if not beside:
                called = _behind_noun(_without_sort(called, parse), sentence, lexicon)
            whole = _unowned(_uncapitalised(_cleaned(called, parse.text, is_sure=span in named), lexicon), lexicon)
            name = without_owners_title(whole, lexicon)
            if not name:  # a tagger may take "'s" alone for a body
                continue
            definite = _is_definite(parse.text, span)
            nouns = frozenset(parse.text[called.end : span.end].casefold().split()[-1:])
            found.append(Mention(span, sentence.number, kind, name, (), is_inside(span, quoted), definite, nouns))
    return _described_beside(parse, _unbracketed(parse, found), lexicon)


def _cleaned(span: Span, text: str, *, is_sure: bool) -> str:
    """A body's name without heading, article and possessive: "Moss: **Reis Group**"; a *sure* one may end in "'s"."""
    name, mark = proper(clean(span.of(text).rpartition(": ")[2])), text[span.end - len("'s") : span.end]
    return name + mark if is_sure and mark in OWNING_S and _BRACKET.match(text, span.end) is None else name


def _spans(
    parse: Parse, sentence: Sentence, lexicon: Lexicon, named: Sequence[Span]
) -> Iterator[tuple[Span, EntityKind]]:
    """Where a sentence speaks of bodies and places: by *named* bodies, names of the parser's, letters, and phrases."""
    phrases = _apart(named, _common(sentence, lexicon))
    entities = _entities(parse, sentence, lexicon, named)
    yield from ((each, "body") for each in named)
    for entity in entities:
        kind = _kind_of(entity, phrases, parse.text, lexicon)
        if kind is not None:
            yield entity.span, kind
    taken = (*named, *phrases, *(each.span for each in entities))
    letters = (each.span for each in _known_letters(sentence, lexicon))
    yield from ((each, "body") for each in letters if not any(span.overlaps(each) for span in taken))
    for phrase in phrases:
        names = (e.span for e in entities if e.kind in {"organization", "misc"} and e.span.overlaps(phrase))
        yield cover([phrase, *names]), "body"


def _apart(named: Sequence[Span], phrases: Iterable[Span]) -> list[Span]:
    """Phrases that neither overlap a name nor end at one."""
    beside = [Span(each.start - 1, each.end) for each in named]
    return [span for span in phrases if not any(each.start == span.end or each.overlaps(span) for each in beside)]


def _entities(parse: Parse, sentence: Sentence, lexicon: Lexicon, named: Sequence[Span]) -> list[Entity]:
    """The parser's names in a sentence: none that a body's overlaps, that a headline made, or of somebody described."""
    apart = (e for e in parse.entities_in(sentence.span) if not any(each.overlaps(e.span) for each in named))
    single = (e for e in apart if not _is_headline_run(e.span, sentence))
    return [e for e in single if not _is_persons(sentence.between(e.span), sentence, lexicon)]


def _kind_of(entity: Entity, phrases: list[Span], text: str, lexicon: Lexicon) -> EntityKind | None:
    """What a name of the parser's is of, None where of neither a body nor a place or where a phrase has it."""
    name = entity.span.of(text)
    if name in _LETTERS and text[max(0, entity.span.start - 2) : entity.span.start] == ", ":
        return None
    free = not any(each.overlaps(entity.span) for each in phrases)
    if free and entity.kind == "location":
        return "place"
    is_body = free and (" & " in name or entity.kind == "organization")
    outlet = outlet_called(name, lexicon) if entity.kind in _OTHERS else None
    doubtful = outlet is not None and name in outlet.ambiguous  # "an **Australian** study", "**DNA** tests"
    return "body" if is_body or (_is_known(name, lexicon) and not doubtful) else None


def _known_letters(sentence: Sentence, lexicon: Lexicon) -> Iterator[Word]:
    """The letters of bodies that everybody knows by them: "**WHO** guidelines"; none where all are capitals."""
    if any(each.text.islower() for each in sentence.words):
        for word in sentence.words:
            letters = word.upos == "PROPN" and word.text.isupper() and len(word.text) > _FEWEST_LETTERS
            if letters and lexicon.nouns_of(word.text):
                yield word


def _is_known(name: str, lexicon: Lexicon) -> bool:
    """True for an outlet, or a body that everybody knows by several words: "the **World Food Programme**"."""
    return outlet_called(name, lexicon) is not None or (" " in name and bool(lexicon.nouns_of(name)))


def _is_persons(words: Sequence[Word], sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for somebody who is described with a capital: "a **Nevada Democrat**"; not "the Tallahassee Democrat"."""
    before = sentence.word(words[0].number - 1) if words else None
    if before is None or before.upos != "DET" or before.text.casefold() == "the":
        return False
    role = role_of([each.text for each in words], lexicon)
    return role is not None and role.kind == "person"


def _without_sort(name: Span, parse: Parse) -> Span:
    """A body's name without the noun behind it: "the **Harbour Project** nonprofit"; not "the Lisbon firm"."""
    behind = _SORT.search(name.of(parse.text))
    if behind is None:
        return name
    alone = Span(name.start, name.start + behind.start())
    read = (e for e in parse.entities_near(name) if e.kind in {"organization", "misc"})
    return alone if any(e.span.end in {alone.end, name.end} for e in read) else name


def _behind_noun(name: Span, sentence: Sentence, lexicon: Lexicon) -> Span:
    """A name without what a company is, where that begins the sentence: "Retailer **Faro Stores** said"."""
    words, company = sentence.between(name), lexicon.role("company")
    if len(words) < 2 or words[0].number != 1 or company is None or words[0].text.casefold() not in company.like:
        return name
    return Span(words[1].span.start, name.end) if words[1].text[:1].isupper() else name


def _unlisted(name: Span, text: str) -> Span:
    """A name without the letters under which its shares are traded: "**Faro Lines** FAL.LS"."""
    letters = _TICKER.search(name.of(text))
    listed = letters is not None and (letters[1] or _EXCHANGE.match(text, name.end))
    return Span(name.start, name.start + letters.start()) if letters is not None and listed else name


def _is_headline_run(span: Span, sentence: Sentence) -> bool:
    """True where the capitals of a headline made a name of more than one: "Harbour Board's Closing Order"."""
    return is_headline(sentence) and len(sentence.between(span)) > _LONGEST_IN_HEADLINE


def _common(sentence: Sentence, lexicon: Lexicon) -> Iterator[Span]:
    """Noun phrases headed by a noun for bodies: "Russia's foreign ministry", "the Red Cross federation of Peru"."""
    words = sentence.words
    for i, word in enumerate(words):
        follows = words[i + 1] if i + 1 < len(words) else None
        if word.upos not in {"NOUN", "PROPN"} or (follows is not None and follows.upos in {"NOUN", "PROPN"}):
            continue
        run = noun_run(words[: i + 1])
        entry = role_of([w.text for w in run], lexicon) if run else None
        plural = word.has("Number=Plur") and word.text.casefold() != "police"
        if entry is not None and entry.kind in BODY and not plural:
            yield cover(w.span for w in [*run, *(_seat(word, words[i + 1 :]) or _tail(words[i + 1 :]))])


def _seat(noun: Word, words: tuple[Word, ...]) -> list[Word]:
    """Where a body has its seat that its sender has in many places: "the UN mission **in Mali**", "… to Peru"."""
    if not words or noun.lemma.casefold() not in _OUTPOSTS or words[0].text not in {"in", "to"}:
        return []
    place = 2 if [w.text for w in words[1:2]] == ["the"] else 1
    return [*words[: place + 1]] if [w.upos for w in words[place : place + 1]] == ["PROPN"] else []


def _tail(words: tuple[Word, ...]) -> list[Word]:
    """The capitalised "of ..." after a body: "of Korea", "of the United States"."""
    if not words or words[0].text not in _PLACE_TAIL:
        return []
    tail = [words[0]]
    for word in words[1:]:
        capital = word.text[:1].isupper() and word.upos in _CAPITALISED
        hyphened = "-" in (word.text, tail[-1].text) and tail[-1].span.end == word.span.start
        if not capital and not hyphened and word.text not in {"the", "of"}:
            break
        tail.append(word)
    while tail and tail[-1].text in {"the", "of", "for", "-"}:
        tail.pop()
    return tail


def _unowned(name: str, lexicon: Lexicon) -> str:
    """A name that is one without its country: "Mexico’s **National Statistics Institute**"; not "Peru’s navy"."""
    owned = _OWNED.fullmatch(name)
    if owned is None:
        return name
    union = owned[1].replace(".", "").isupper()  # the U.N.'s, the EU's
    whole = _is_whole(owned[2]) and (union or is_place(owned[1]))
    return owned[2] if whole or _RUN.fullmatch(owned[2]) is not None else name


def _is_whole(name: str) -> bool:
    """
    True for a name that only one country's body can have: "Eastern Theatre Command", "National Police".

    Not for "Foreign Ministry", "Joint Chiefs of Staff".
    """
    words = name.split()
    capitals = sum(each[:1].isupper() for each in words)
    small = all(each[:1].isupper() or each in {"of", "and", "for", "the", "in", "on", "to", "&"} for each in words)
    of_nation = _OF_A_NATION.match(name) is not None
    return small and (capitals > 3 or (capitals > 2 and " of " not in name) or of_nation)


def _uncapitalised(name: str, lexicon: Lexicon) -> str:
    """A common noun without the capital that only begins its sentence: "Local media"."""
    entry = lexicon.role(name.casefold()) if name[1:].islower() and " " in name else None
    if name == "Police":
        return "police"
    return name.casefold() if entry is not None else name


def _is_definite(text: str, span: Span) -> bool:
    """True with "the" before and no "of" behind: "the group", "her group"; not "a group", "the group of rowers"."""
    before = re.search(r"(?i)\b(?:the|this|that)\s+$", text[max(0, span.start - 6) : span.start])
    own = _OWN.search(text, max(0, span.start - 4), span.end)
    return (before or own) is not None and re.compile(r"\s+of\b").match(text, span.end) is None


def _unbracketed(parse: Parse, mentions: list[Mention]) -> list[Mention]:
    """Acronyms that a bracket explains get the name they stand for: "the football federation (FMF)"."""
    names: dict[str, str] = {}
    for mention in (each for each in mentions if " " in each.name):
        bracket, beside = (each.match(parse.text, mention.span.end) for each in (_BRACKET, _BESIDE))
        if bracket is not None:
            names.setdefault(bracket[1], mention.name)
        if beside is not None and is_acronym(beside[1], mention.name, told=True):
            names.setdefault(beside[1], mention.name)
    for mention in (each for each in mentions if each.name.isupper() and each.name not in names):
        names.update((mention.name, spelt) for spelt in _spelt(parse, mention))
    return [evolve(each, name=names.get(each.name, each.name)) for each in mentions]


def _spelt(parse: Parse, mention: Mention) -> Iterator[str]:
    """What letters in a bracket spell that stands in small letters: "the Faro **community policing forum** (CPF)"."""
    words = [w for w in parse.sentences[mention.sentence].words if w.span.end <= mention.span.start]
    spelling = words[-1 - len(mention.name) : -1] if words and words[-1].text == "(" else []
    letters = "".join(w.text[0] for w in spelling).upper()
    if letters == mention.name and len(letters) > _FEWEST_LETTERS:
        before = takewhile(lambda w: w.upos == "PROPN", reversed(words[: -1 - len(mention.name)]))
        yield cover(w.span for w in (*spelling, *before)).of(parse.text)


def _described_beside(parse: Parse, mentions: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """
    The mentions with the nouns beside them and those by which a well-known body is called; what is so described gets
    the name: "the **operator**, Faro Lines".
    """
    names = {
        right.span.end: left.name for left, right in pairwise(mentions) if _is_set_off(parse, left, right, lexicon)
    }
    found = []
    for mention in mentions:
        named = _is_named(mention, lexicon)
        nouns = _nouns_beside(parse.sentences[mention.sentence], mention.span) if named else ()
        names.update({each.span.end: mention.name for each in nouns})
        beside = {each.lemma.casefold() for each in nouns}
        found.append(evolve(mention, nouns=mention.nouns | beside | lexicon.nouns_of(mention.name)))
    return [_renamed(m, names[m.span.end]) if m.span.end in names else m for m in found]


def _is_named(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a body is called by a name, and is no outlet that is known."""
    return mention.kind == "body" and not mention.name.islower() and outlet_called(mention.name, lexicon) is None


def _renamed(mention: Mention, name: str) -> Mention:
    """A described body under its name, with the noun that it is called by."""
    return evolve(mention, name=name, nouns=mention.nouns | {mention.name.split()[-1].casefold()})


def _is_set_off(parse: Parse, name: Mention, described: Mention, lexicon: Lexicon) -> bool:
    """Whether commas set off what a body is, wherever the tree hangs it: "Faro Stahl, **Lagoa’s steelmaker**, is"."""
    between, end = parse.text[name.span.end : described.span.start], described.span.end
    beside = _SETTING_OFF.fullmatch(between) is not None and _SET_OFF.match(parse.text, end) is not None
    return beside and _is_described(described) and _is_named(name, lexicon)


def _nouns_beside(sentence: Sentence, name: Span) -> tuple[Word, ...]:
    """The head nouns of the descriptions beside a name: of that on which it hangs, and of those that hang on it."""
    head = sentence.top_of(name)
    if head is None:
        return ()
    above = sentence.head(head) if head.relation in {"appos", "flat"} else None
    placed = sentence.child(above, "case") if above is not None else None
    if placed is not None and placed.text.casefold() in _PLACING:
        above = None
    beside = (above, *(each for each in sentence.children(head, "appos") if _begins(sentence, each)))
    return tuple(each for each in beside if each is not None and _is_common(each))


def _begins(sentence: Sentence, noun: Word) -> bool:
    """Whether a description has an article or an owner: ", **Peru’s** largest operator"."""
    return sentence.child(noun, "det", "nmod:poss") is not None


def _is_common(word: Word) -> bool:
    return word.upos == "NOUN" and word.text.islower() and not word.has("Number=Plur")


def _is_described(mention: Mention) -> bool:
    """True for a description that is no name: "operator", "Peru's rail agency"."""
    return mention.name.split()[-1].islower()
