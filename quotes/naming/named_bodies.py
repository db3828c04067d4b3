"""
Names that what stands beside them makes the names of bodies, whatever NER takes them for.

    Nordlys Kraft **ASA** — coffee **chain** Moss & Sons — environmental **group** Save Our Bay — the **operator**,
    Faro Lines, — Lagoa Assessment Board **(LAB)** — Harbour Rescue **NZ**
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from quotes.naming.acronyms import is_acronym
from quotes.naming.body_names import bare_names, legal_form_at, plain_words
from quotes.naming.companies import LONGEST, capitals_before, company_at
from quotes.naming.mention import BODY, Mention
from quotes.naming.titles import HUMAN, noun_run, role_called, role_of
from quotes.parsing import Parse, Sentence, Word
from quotes.text.marks import OWNING_S
from quotes.text.spans import Span
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon
from quotes.words.places import country_code

#: Nouns for places and for what has no name of its own: "the city Faro", "the state Friday".
_PLACES = word_class("nouns of places and powers")
#: Nouns for bodies in other languages that names begin with: "Banco Austral".
_FOREIGN = word_class("foreign nouns of bodies")
#: An acronym that stands for what is before it: "the Lagoa Assessment Board (LAB)".
_ACRONYM = re.compile(r"\s?\(([A-Z][A-Za-z/&.]{1,9})\)")
_LONGEST_EXPLAINED = 14
#: Small words and marks inside of names.
_WITHIN = word_class("small words of names") | OWNING_S | {"&", "-", "/", ","}
#: Behind these a name goes on, and none begins.
_JOINING = frozenset({"of", "for"})
#: What a description holds before its noun: "**the country’s second-largest** steelmaker".
_DESCRIBING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "ADV"})
_IN_DESCRIPTION = frozenset({"-", "–"})


def named_bodies(parse: Parse, sentence: Sentence, lexicon: Lexicon) -> Iterator[Span]:
    """The names in a sentence that a legal form, a noun for bodies or an acronym in brackets tells to be bodies'."""
    explained = list(_explained(parse, sentence, lexicon))
    yield from explained
    for span in _told(parse, sentence, lexicon):
        if not any(span.overlaps(each) for each in explained):
            yield span


def _told(parse: Parse, sentence: Sentence, lexicon: Lexicon) -> Iterator[Span]:
    """The names that a legal form behind them or a noun before them tells to be bodies', in text order."""
    for number, word in enumerate(sentence.words):
        if (company := company_at(parse, sentence, number, lexicon)) is not None:
            yield company
        elif _is_branch(sentence, number):
            run = capitals_before(sentence.words[:number])
            if _is_name(run, lexicon):
                yield Span(run[0].span.start, word.span.end)
        elif word.text in _FOREIGN and not capitals_before(sentence.words[:number]):
            run = _capitals_after(sentence.words[number:])
            if 1 < len(run) <= LONGEST:
                yield Span(run[0].span.start, run[-1].span.end)
        elif _is_noun_for_bodies(sentence, number, lexicon):
            run = _capitals_after(sentence.words[number + 1 :]) or _set_off(sentence, word)
            if _is_name(run, lexicon):
                yield Span(run[0].span.start, legal_form_at(parse.text, _end_of(run, sentence, parse)))


def _explained(parse: Parse, sentence: Sentence, lexicon: Lexicon) -> Iterator[Span]:
    """
    The names of bodies that an acronym in brackets spells, as far back as it has letters.

    "the **Lagoa Environmental and Socio-economic Assessment Board** (LESAB)"
    """
    for match in _ACRONYM.finditer(parse.text, sentence.span.start, sentence.span.end):
        before = [w for w in sentence.words if w.span.end <= match.start()][-_LONGEST_EXPLAINED:]
        run = list(takewhile(lambda w: w.text[:1].isupper() or w.text.casefold() in _WITHIN, reversed(before)))[::-1]
        names = [run[i:] for i in reversed(range(len(run))) if run[i].text[:1].isupper()]
        texts = [Span(each[0].span.start, run[-1].span.end).of(parse.text) for each in names]
        fits = [n for n, text in zip(names, texts, strict=True) if is_acronym(match[1], text)] or [
            n
            for n, text in zip(names, texts, strict=True)
            if is_acronym(match[1], text, told=True) and (len(n) == len(run) or run[-len(n) - 1].text not in _JOINING)
        ]
        if fits and _is_body(Span(fits[0][0].span.start, run[-1].span.end), match[1], fits[0], parse, lexicon):
            name = Span(fits[0][0].span.start, run[-1].span.end)
            read = (e.span.start for e in parse.entities_near(name) if e.span.end == name.end)
            yield Span(min((name.start, *read)), name.end)


def _is_body(name: Span, short: str, words: list[Word], parse: Parse, lexicon: Lexicon) -> bool:
    """True for a name with an acronym that a noun in it or the parser's names say to be a body's."""
    head = role_of([w.text for w in takewhile(lambda w: w.text not in _JOINING, words)], lexicon)
    role = role_of([w.text for w in words], lexicon) or (head if head is not None and head.kind in BODY else None)
    inside = {e.kind for e in parse.entities_near(name) if e.span.overlaps(name)}
    if role is not None and role.kind != "nationality":  # Food Standards Australia and **New Zealand**
        return role.kind in BODY and "person" not in inside
    known = any(e.kind == "organization" and e.span.of(parse.text) == short for e in parse.entities)
    place = any(e.kind == "location" and e.span.covers(name) for e in parse.entities_near(name))
    named = inside <= {"organization", "misc"} and (known or "organization" in inside)
    return named or (known and not place and "person" not in inside)


def _end_of(run: list[Word], sentence: Sentence, parse: Parse) -> int:
    """Where a name ends that small words go through, as NER has it: "the bank **Caixa** Geral de Depósitos"."""
    known = (e.span for e in parse.entities_in(sentence.span) if e.kind == "organization")
    return max((run[-1].span.end, *(each.end for each in known if each.start == run[0].span.start)))


def _is_noun_for_bodies(sentence: Sentence, number: int, lexicon: Lexicon) -> bool:
    word = sentence.words[number]
    if word.upos != "NOUN" or not word.text[1:].islower() or word.xpos == "NNS" or (number and word.text[:1].isupper()):
        return False
    run = noun_run(sentence.words[: number + 1])
    entry = role_of([each.text for each in run], lexicon)
    return entry is not None and entry.kind in BODY and entry.noun.split()[-1] not in _PLACES


def _set_off(sentence: Sentence, noun: Word) -> list[Word]:
    """The name that commas set off from a noun for bodies: "the operator, **Faro Lines**, said"; none behind "in"."""
    comma = sentence.word(noun.number + 1)
    run = _capitals_after(sentence.words[noun.number + 1 :]) if comma is not None and comma.text == "," else []
    after = sentence.word(run[-1].number + 1) if run else None
    beside = any(each.relation == "appos" and each.head == noun.number for each in run)
    alone = beside and after is not None and after.text == ","
    return run if alone and sentence.child(noun, "case") is None else []


def _is_branch(sentence: Sentence, number: int) -> bool:
    """True for a country's letters behind a name: "Harbour Rescue **NZ**"; not "the **UK** government"."""
    word = sentence.words[number]
    if not word.text.isupper() or country_code(word.text) is None:
        return False
    return all(each.upos not in {"NOUN", "PROPN", "ADJ"} for each in sentence.words[number + 1 : number + 2])


def _capitals_after(words: tuple[Word, ...]) -> list[Word]:
    """The capitalised words, with "&" or a hyphen between them, that *words* begin with: "Al**-**Fanar"."""
    run: list[Word] = []
    for word in words:
        linked = bool(run) and word.text in {"&", "-"}
        if not linked and not word.text[:1].isupper():
            break
        run.append(word)
    return run[:-1] if run and run[-1].text in {"&", "-"} else run


def _is_name(run: list[Word], lexicon: Lexicon) -> bool:
    """
    True for a name that is no person's: not "company **President** …", "the developer **Rui Prata**".

    Nor is a noun for bodies one alone: "Industry **Ministry**".
    """
    first = role_called(run[0].text.casefold(), lexicon) if run else None
    if len(run) == 1 and first is not None and first.kind == "body":
        return False
    kinds = HUMAN | {"nationality", "capital"} | ({"given"} if len(run) > 1 else frozenset())
    return 0 < len(run) <= LONGEST and (first is None or first.kind not in kinds)


def misread_bodies(
    parse: Parse, persons: list[Mention], bodies: Sequence[Sequence[Span]], lexicon: Lexicon
) -> list[tuple[Mention, Span]]:
    """
    Persons that are bodies, with the body's span: "**Faro Lines** Ltd.", "**Faro**" for it later, "**Shiv Sena**".

    *bodies* are the `named_bodies` of each sentence.
    """
    sure = [span for each in bodies for span in each]
    surely = _surely_persons(persons, lexicon)
    found = [*_overlapping(persons, sure, surely)]
    found += [(each, span) for each in persons if (span := _outlets(each, parse, lexicon)) is not None]
    taken = {each.span for each, _ in found}
    doubtful = [each for each in persons if each.span not in surely and each.span not in taken]
    said = [each for each in doubtful if _is_said_to_be_one(each, parse, lexicon)]
    # "the Lagoa Maritime Authority (Lama)", later "**Lama** South"
    shorts = {match[1] for each in sure if (match := _ACRONYM.match(parse.text, each.end)) is not None}
    said += [each for each in persons if not each.titles and each.name.split()[0] in shorts]
    found += [(each, each.span) for each in said]
    read = [e.span for e in parse.entities if e.kind == "organization"]
    texts = {span.of(parse.text) for span in (*read, *sure, *(span for _, span in found))}
    full = {plain_words(each) for each in texts}
    bare = {plain_words(short) for each in texts for short in bare_names(each)}
    left = (each for each in doubtful if each not in said)
    shorter = (each for each in left if plain_words(each.name) in bare or _is_start_of_one(each, full))
    return [*found, *((each, each.span) for each in shorter)]


def _surely_persons(persons: list[Mention], lexicon: Lexicon) -> set[Span]:
    """Where those stand who are surely persons, as nobody is who bears the name of a body that everybody knows."""
    known = [each for each in persons if _is_known(each, lexicon) or any(bare_names(each.name))]
    names = _names_by_word(each for each in persons if each not in known)
    return {each.span for each in persons if each not in known and _is_surely_person(each, names, lexicon)}


def _overlapping(persons: list[Mention], bodies: list[Span], surely: set[Span]) -> Iterator[tuple[Mention, Span]]:
    """The persons that overlap a body's name; those who are *surely* persons only where it is longer than theirs."""
    for each in persons:
        for span in bodies:
            if span.overlaps(each.span) and (each.span not in surely or len(span) > len(each.span)):
                yield each, span


def _is_said_to_be_one(mention: Mention, parse: Parse, lexicon: Lexicon) -> bool:
    """True for a body that everybody knows or that is said to be one: "Faro Stahl, **the oldest steelmaker**,"."""
    if lexicon.nouns_of(mention.name):
        return True
    sentence = parse.sentences[mention.sentence]
    behind = [each for each in sentence.words if each.span.start >= mention.span.end]
    if not behind or behind[0].text != ",":
        return False
    run = [*takewhile(lambda each: each.upos in _DESCRIBING or each.text in _IN_DESCRIPTION, behind[1:])]
    while run and run[-1].upos not in {"NOUN", "PROPN"}:
        run.pop()
    begins = len(run) > 1 and run[0].upos in {"DET", "PROPN"}  # "**the** oldest", "**Lagoa**’s oldest"
    described = begins and run[-1].text.islower() and not run[-1].has("Number=Plur")
    role = role_of([each.text for each in noun_run(run)], lexicon) if described else None
    return role is not None and role.kind in BODY


def _outlets(mention: Mention, parse: Parse, lexicon: Lexicon) -> Span | None:
    """The outlet of which NER took the last word for a surname: "told **The Hill**"; not "the Hill of old"."""
    span = Span(max(0, mention.span.start - len("The ")), mention.span.end)
    name = span.of(parse.text)
    outlet = lexicon.outlet(name) if name.startswith("The ") else None
    return span if outlet is not None else None


def _is_known(mention: Mention, lexicon: Lexicon) -> bool:
    """True for the full name of a body that everybody knows: "**Louis Vuitton**"; not "Sir Louis Vuitton"."""
    return " " in mention.name and not mention.titles and bool(lexicon.nouns_of(mention.name))


def _names_by_word(persons: Iterable[Mention]) -> dict[str, set[tuple[tuple[str, ...], bool]]]:
    """Under each of its words: the names of persons, and whether they stand with a title."""
    table: dict[str, set[tuple[tuple[str, ...], bool]]] = {}
    for each in persons:
        words = plain_words(each.name)
        for word in words:
            table.setdefault(word, set()).add((words, bool(each.titles)))
    return table


def _is_surely_person(mention: Mention, names: dict[str, set[tuple[tuple[str, ...], bool]]], lexicon: Lexicon) -> bool:
    """True for a name with a title, one that begins with a given name, or part of a longer name of a person."""
    words = plain_words(mention.name)
    first = lexicon.role(words[0]) if len(words) > 1 else None
    if not words or (first is not None and first.kind == "given"):
        return True
    return any(
        (set(name) >= set(words) and (titled or len(name) > len(words))) or (len(words) > 1 and name == words[-1:])
        for name, titled in names.get(words[-1], ())
    )


def _is_start_of_one(mention: Mention, names: set[tuple[str, ...]]) -> bool:
    """True for the beginning of just one of the bodies' names."""
    words = plain_words(mention.name)
    return len([each for each in names if len(each) > len(words) and each[: len(words)] == words]) == 1
