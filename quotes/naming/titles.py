"""
Titles: what stands before, after and beside a name and says who that is ("harbour master of Faro", "Mr.").

What stands right before a name is read off the surface, since a parser's tree is least sure around long titles; what
stands beside it, set off by a comma, off the tree.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import dropwhile, takewhile

from attrs import evolve, frozen

from quotes.naming.offices import body_behind_comma, stated
from quotes.naming.person_names import plain
from quotes.parsing import Parse, Sentence, Word
from quotes.text.marks import OWNING, OWNING_S
from quotes.text.spans import Span
from quotes.words.classes import one_of, word_class
from quotes.words.lexicon import Lexicon, Role
from quotes.words.places import words_of_country

#: Kinds of role nouns that stand before or beside a person's name.
HUMAN = frozenset({"title", "office", "person", "kin", "unnamed"})
#: How nouns for persons end that the roles lack: "glassblow**er**".
_HUMAN_ENDINGS = tuple(word_class("endings of nouns for persons"))
#: What stands behind an office that somebody was chosen for and does not hold yet: "president-**elect**".
COMING = frozenset({"elect", "designate"})
#: So many words before a name are looked at for a role: "Lisbon Harbour Board Safety Committee spokesman" has six.
_LONGEST_RUN = 16
#: What ends a sentence that a parser goes on with, since it takes the full stop for an abbreviation's: "£2**m.**".
_AMOUNT = re.compile(r"(?:\d\S*|[a-z]{1,2})\.")
_TIMES = word_class("time nouns")
#: What links the words before a name, and what cannot begin them: "the harbour board**'s** chair".
_LINKING, _NEVER_FIRST = OWNING | {"his", "her", "their"}, OWNING_S | {"-"}
#: Titles that tell what somebody is: "**Bishop** Reis".
_OFFICES = word_class("titles that are offices")
#: The marks that end a description.
_ENDS = frozenset(',;:”“")(')
#: What stands before a role that is held no more, or by two: "**ex-**minister".
FORMERLY = re.compile("^(?:ex|co|vice|then)-")
#: More words than a role has, with "-elect" behind it.
_OFFICE_WORDS = 6
#: What commas set off behind a name is seldom longer, in words.
_LONGEST_DESCRIPTION = 15
#: No noun of a role has more words: "vice chief minister".
_LONGEST_NOUN = 3
#: The other fields of an office: "Minister of Culture**, Sports and Tourism**".
_MORE_FIELDS = re.compile(r"(?:,(?: [A-Z][\w-]+)+)+,? (?:and|&)(?: [A-Z][\w-]+)+(?=,)")
#: What makes an adjective of a name: "the **Prata-led** party".
_COMPOUND = re.compile(rf"-{one_of('participles behind a name')}$")
#: What stands for a title before a name: "**H.E.** Rui Prata".
_EXCELLENCY = re.compile(r"^(?:H\.?\s?E\.?|HRH|HH|H\.H\.)\s+(?=[A-Z])")

#: What is one person's: "**Mayor Ana Reis**'s campaign".
_SOMEBODYS = re.compile(r"(\S+(?: \S+)*?)['’]s? (?:[a-z]|Office\b)")
#: Kinds of titles, and those that names keep: "**Pope** Francis".
_TITLES, BORNE = frozenset({"title", "office"}), word_class("titles that belong to a name")


@frozen
class Title:
    """
    What stands at a name: the role as written and its affiliation (`offices`), its head noun (lower case), the gender
    that it suggests.

    *known* marks a bare role that the reader was told of before: "**the mayor**, Ana Reis,"; *honorific* is the title
    between an office and a name, in lower case: "prime minister **Sheikh** Nasrin".
    """

    role: str | None = None
    affiliation: str | None = None
    noun: str = ""
    words: frozenset[str] = frozenset()
    gender: str | None = None
    known: bool = False
    honorific: str = ""


def is_human(role: Role | None, noun: str) -> bool:
    """True for a noun for persons: by its role, or where the roles lack it by how it ends."""
    return role.kind in HUMAN if role is not None else noun.endswith(_HUMAN_ENDINGS)


def role_of(words: list[str], lexicon: Lexicon) -> Role | None:
    """The role noun that ends *words*, the longest first: "foreign minister" before "minister"; plural as singular."""
    return _role_of(tuple(words[-_OFFICE_WORDS:]), lexicon)


@lru_cache(maxsize=1 << 14)
def _role_of(words: tuple[str, ...], lexicon: Lexicon) -> Role | None:
    lowered = _in_office([each.casefold() for each in words])
    whole = " ".join(lowered).replace(" - ", "-").split()  # "director - general", as a parser cuts it
    for each in (whole, lowered) if whole != lowered else (lowered,):
        for length in range(min(_LONGEST_NOUN, len(each)), 0, -1):
            entry = role_called(" ".join(each[-length:]), lexicon)
            if entry is not None:
                return entry
    return None


def _in_office(words: list[str]) -> list[str]:
    """The words of an office without what says that it is not held yet: "president**-elect**"."""
    if not any("-" in each for each in words[-2:]):
        return words
    whole = [*words[:-1], *re.split("(-)", words[-1])]
    return whole[:-2] if len(whole) > 2 and whole[-1] in COMING and whole[-2] == "-" else words


@lru_cache(maxsize=1 << 14)
def role_called(noun: str, lexicon: Lexicon) -> Role | None:
    """The entry of a noun as it stands in a text: singular or plural, with "ex-", "co-" or "vice-"."""
    entry = lexicon.role(noun)
    if entry is not None:
        return entry
    forms = []
    if noun.endswith("s."):
        forms.append(f"{noun[:-2]}.")
    elif noun.endswith("s"):
        forms += [noun[:-1], noun.removesuffix("es")]
        forms += [f"{noun[:-3]}y"] if noun.endswith("ies") else []
    elif noun.endswith("men"):
        forms.append(f"{noun[:-2]}an")
    if "-" in noun:
        forms += [FORMERLY.sub("", noun), noun.replace("-", "")]
    return next((entry for each in forms if (entry := lexicon.role(each)) is not None), None)


def clean(name: str) -> str:
    """A name on one line, without possessive and stray marks."""
    name = _EXCELLENCY.sub("", _COMPOUND.sub("", name))
    return re.sub(r"\s+", " ", re.sub(r"['’‘]s?$|[#@]", "", name.strip(' ,;:"“”•▪◦‣●■►▶'))).strip(" .") + (
        "." if re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", name) else ""
    )


def without_owners_title(name: str, lexicon: Lexicon) -> str:
    """What is somebody's without a title: "Mayor **Ana Reis's office**"; not "the Attorney General's Office"."""
    owned = _SOMEBODYS.match(name)
    owner = owned[1].split() if owned is not None else []
    titled = () if _is_title(owner, lexicon) else (n for n in range(1, len(owner)) if _is_title(owner[:n], lexicon))
    return " ".join(name.split()[max(titled, default=0) :])


def _is_title(words: list[str], lexicon: Lexicon) -> bool:
    """Whether words end in a title or an office that is no part of a name: "House **Speaker**"; not "Pope"."""
    role = role_of(words, lexicon)
    return role is not None and role.kind in _TITLES and role.noun not in BORNE


def titles_at(parse: Parse, sentence: Sentence, name: Span, lexicon: Lexicon) -> Iterator[Title]:
    """The roles stated right before a name and in the descriptions beside it."""
    before = _before(parse, [w for w in sentence.words if w.span.end <= name.start], lexicon)
    described = (_described(parse, sentence, noun, name, lexicon) for noun in _nouns_beside(sentence, name, lexicon))
    yield from (title for title in (before, *described) if title is not None)


def title_of(parse: Parse, core: Sequence[Word], behind: Sequence[Word], lexicon: Lexicon) -> Title | None:
    """What a description says somebody is: "the **Fisheries Ministry spokesman**"; None where its noun is no role."""
    run = noun_run(core)
    entry = _role_of_one(run, lexicon)
    return _title(parse, run, entry, lexicon, behind) if entry is not None and entry.kind in HUMAN else None


def _role_of_one(run: Sequence[Word], lexicon: Lexicon) -> Role | None:
    """The role noun that *run* ends with, if it is that of one: "the mayor", not "mayors"."""
    return role_of([w.text for w in run], lexicon) if run and run[-1].xpos != "NNS" else None


def _nouns_beside(sentence: Sentence, name: Span, lexicon: Lexicon) -> list[Word]:
    """
    The head nouns of the descriptions that a comma sets off from a name: of that before it, and of those behind.

    A parser takes "**the clerk**, Ana Reis, said" for an apposition, or for two subjects.
    """
    head = sentence.top_of(name)
    if head is None:
        return []
    above, before = sentence.head(head), sentence.word(head.number - 1)
    if above is not None and head.relation != "appos":
        twins = [w for w in sentence.children(above, head.deprel) if w.number < head.number]
        above = twins[-1] if twins and _is_comma(before) else None
    while above is not None and above.relation == "nmod" and not _is_role(above, lexicon):
        above = sentence.head(above)
    before_name = (w for w in sentence.children(head, "nmod:desc") if w.number < head.number)
    described = [w for w in before_name if _is_comma(sentence.word(w.number + 1))]
    behind = sentence.children(head, "appos") or _set_off(sentence, name)
    return [*([above] if above is not None else []), *described, *behind]


def _set_off(sentence: Sentence, name: Span) -> list[Word]:
    """
    The noun of what two commas set off behind a name, by its words: "Rui Prata, a **pilot** from Faro, said".

    In small letters with an article only: "Faro Ferries, owner of two boats, said" is no person.
    """
    words = [w for w in sentence.words if w.span.start >= name.end]
    inside = list(takewhile(lambda each: not _is_comma(each), words[1:_LONGEST_DESCRIPTION]))
    marks = [*words[:1], *words[len(inside) + 1 :][:1]]
    if len(marks) < 2 or not all(map(_is_comma, marks)) or any(w.upos in {"VERB", "AUX", "PUNCT"} for w in inside):
        return []
    core = list(takewhile(lambda each: each.upos not in {"ADP", "CCONJ"}, inside))
    return core[-1:] if core and (core[0].upos == "DET" or core[0].text[0].isupper()) else []


def _is_comma(word: Word | None) -> bool:
    return word is not None and word.text == ","


def _is_role(noun: Word, lexicon: Lexicon) -> bool:
    entry = role_called(noun.text.casefold(), lexicon)
    return entry is not None and entry.kind in HUMAN


def _described(parse: Parse, sentence: Sentence, noun: Word, name: Span, lexicon: Lexicon) -> Title | None:
    """
    The role of a noun beside a name: "the **harbour master** of Lisbon", "its **president**".

    Which noun that is, the tree says; how far the description goes, the words around it.
    """
    behind = list(takewhile(lambda each: _goes_on(each, name, sentence), sentence.words[noun.number :]))
    cut = next((i for i, w in enumerate(behind) if w.upos in {"ADP", "CCONJ"}), len(behind))
    core = noun_run([*(w for w in sentence.words[: noun.number] if not w.span.overlaps(name)), *behind[:cut]])
    entry = _role_of_one(core, lexicon)
    article = sentence.child(noun, "det")
    follows = bool(core) and name.end <= core[0].span.start
    if entry is None and follows and sentence.child(noun, "det", "nmod:poss") is not None:
        entry = _unlisted(core[-1], lexicon)
    if entry is None or entry.kind not in HUMAN:
        return None
    after = _complement(behind)
    if after and (more := _MORE_FIELDS.match(parse.text, after[-1].span.end)) is not None:
        after += [w for w in sentence.words if w.number > after[-1].number and w.span.end <= more.end()]
    bare = not behind and len(core) == len(entry.noun.split()) and noun.span.end < name.start
    known = bare and article is not None and article.lemma == "the"
    title = evolve(_title(parse, core, entry, lexicon, after), known=known)
    if title.affiliation is not None or not follows:
        return title
    return evolve(title, affiliation=body_behind_comma(parse, sentence.words[noun.number + len(behind) :]))


def _complement(behind: Sequence[Word]) -> list[Word]:
    """What follows the noun of a description, from the preposition on: "**of Lisbon**"."""
    after = list(dropwhile(lambda each: each.upos != "ADP", behind))
    while after and after[-1].upos == "PUNCT":
        after.pop()
    return after if len(after) > 1 else []


def _unlisted(noun: Word, lexicon: Lexicon) -> Role | None:
    """A noun behind a name that no list has tells what somebody is, too: "Rui Prata, a tour **guide** in Faro"."""
    listed = role_called(noun.text.casefold(), lexicon)
    is_common = noun.xpos == "NN" and noun.text.islower() and noun.lemma not in _TIMES
    return Role(noun.text, "person") if listed is None and is_common else None


def _goes_on(word: Word, name: Span, sentence: Sentence) -> bool:
    """False for what ends the description of a name: the name, a comma, a verb but "-based", a relative pronoun."""
    is_verb = word.upos in {"VERB", "AUX"} and sentence.words[word.number - 2].text != "-"
    ends = word.text in _ENDS or is_verb or (word.lemma in {"who", "which", "that"} and not word.text.isupper())
    return not ends and not word.span.overlaps(name)


def _before(parse: Parse, words: list[Word], lexicon: Lexicon) -> Title | None:
    """The role right before a name: "Russian Foreign Minister", "Mr."."""
    if words and words[-1].text == ".":
        words = words[:-1]
    run = noun_run(words)
    entry = role_of([w.text for w in run], lexicon) if run else None
    if entry is not None and entry.kind in HUMAN:
        return _before_honorific(parse, run, entry, lexicon) or _title(parse, run, entry, lexicon)
    return _before_place(parse, words, run, lexicon)


def _before_honorific(parse: Parse, run: list[Word], honorific: Role, lexicon: Lexicon) -> Title | None:
    """The office before a title that says nothing of it: "**Lead author** Dr", "**Health Minister** Mrs."."""
    rest = run[: len(run) - len(honorific.noun.split())]
    entry = role_of([w.text for w in rest], lexicon) if rest and honorific.kind == "title" else None
    if entry is None or entry.kind not in {"office", "person", "unnamed"}:
        return None
    title = _title(parse, rest, entry, lexicon)
    return evolve(title, gender=title.gender or honorific.gender, honorific=honorific.noun)


def _before_place(parse: Parse, words: list[Word], place: list[Word], lexicon: Lexicon) -> Title | None:
    """The role before a place or body and the name: "**Ambassador** to Peru", "**Minister** of Trade and Ports"."""
    rest = words[: len(words) - len(place)]
    while place and rest and rest[-1].text in {"and", ",", "&"} and (more := noun_run(rest[:-1])):
        place, rest = [*more, rest[-1], *place], rest[: -1 - len(more)]
    rest = rest[:-1] if rest and rest[-1].text.casefold() == "the" else rest
    if not place or not rest or rest[-1].text not in {"of", "to", "for", "at", "in"}:
        return None
    run = noun_run(rest[:-1])
    entry = _role_of_one(run, lexicon)
    if entry is None or entry.kind not in {"office", "person", "unnamed"}:
        return None
    return _title(parse, run, entry, lexicon, words[words.index(run[-1]) + 1 :])


def noun_run(words: Sequence[Word]) -> list[Word]:
    """The nouns, names, adjectives and possessives that *words* end with; not beyond an amount: "£2m. **MP**"."""
    run: list[Word] = []
    for word in reversed(words[-_LONGEST_RUN:]):
        if run and _AMOUNT.fullmatch(word.text) is not None:
            break
        adjacent = bool(run) and run[0].span.start == word.span.end
        linking = word.text in _LINKING or (word.text in {"-", "/", "‑"} and adjacent)
        nominal = word.upos in {"ADJ", "NOUN", "PROPN", "NUM"} or word.xpos.startswith(("NN", "JJ", "VBN"))
        if not linking and not nominal:
            break
        run.insert(0, word)
    while run and (run[0].upos in {"PUNCT", "PART"} or run[0].text in _NEVER_FIRST):
        run = run[1:]
    return run


def _title(parse: Parse, run: Sequence[Word], entry: Role, lexicon: Lexicon, behind: Sequence[Word] = ()) -> Title:
    """
    The role that the words of *run* state, with what follows it: "**harbour master** of Faro".

    None is stated by "Mrs", nor by "King" in "Mr King".
    """
    words = frozenset({plain(w.text) for w in (*run, *behind[1:])} | set(entry.noun.split()))
    before = role_of([w.text for w in run[: -len(entry.noun.split())][-1:]], lexicon)
    if any(each is not None and each.kind == "title" and each.noun not in _OFFICES for each in (entry, before)):
        return Title(None, None, entry.noun, words, entry.gender)
    role, affiliation = stated(parse, run, entry, behind, lexicon)
    return Title(role, affiliation, entry.noun, words, entry.gender)


@lru_cache(maxsize=1 << 10)
def known_titles(name: str, lexicon: Lexicon) -> tuple[Title, ...]:
    """What a well-known person of that name is called whatever the text tells: "mayor of London"; none for others."""
    person = lexicon.person(name)
    return tuple(_known_title(each, person.country) for each in person.called) if person is not None else ()


def _known_title(called: str, country: str) -> Title:
    noun, _, of = called.partition(" of ")
    words = map(plain, of.split()) if of else words_of_country(country)
    return Title(noun, of or country, noun, frozenset((*words, *noun.split())))
