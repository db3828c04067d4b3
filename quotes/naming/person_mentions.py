"""
Mentions: the places of a document where a person is named, each with the role stated there.

NER proposes names; titles, given names and names known from elsewhere tell which of those that it took for bodies are
persons'.  What a name is a short form of, and what "the minister" stands for, is decided later, over the document.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from quotes.naming.mention import BODY, Mention, is_headline, is_inside, is_modifier, quotations
from quotes.naming.person_names import HYPHENED_PARTICIPLE, PARTICLES, SUFFIXES, has_family_first, plain
from quotes.naming.titles import HUMAN, clean, role_called, role_of, titles_at
from quotes.parsing import Entity, Parse, Sentence, Word
from quotes.text.marks import OWNING
from quotes.text.spans import Span, cover, nearby
from quotes.words.calendar import DAYS, MONTHS
from quotes.words.classes import one_of, word_class
from quotes.words.lexicon import Lexicon, Role, folded
from quotes.words.places import is_place

#: Given names, a nickname in marks, a family name.
_NICKNAMED = re.compile(
    r"(?<!\w)(?P<given>(?:[A-Z][\w’-]+ )?(?P<last>[A-Z][\w’-]+)) [“\"‘'][A-Z][\w’-]*(?: [\w’-]+){0,2}[”\"’'] "
    rf"(?P<family>[A-Z][\w’-]+(?: (?i:{one_of('suffixes of surnames')})\b)?)"
)
_NOT_IN_NAMES = re.compile(r"[&\d@/|]|^[RDI]-|^(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?$")
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?")
_OWNING = re.compile(r"['’]s?$")
#: What stands at the end of what NER took for a name: "Rui Prata**’s**".
_BEHIND = OWNING | {",", '"', "”"}
#: What ends a name: "Senator Ana Reis **of** Maine", "Rui Prata **(**Faro)".
_BEHIND_NAMES = frozenset({"(", "[", ",", "of"})
_LETTERS = word_class("letters behind names")
#: Days and months, and those of them that are no given names, as June is: "**June** Reis".
_DATES = frozenset((*DAYS, *MONTHS))
_NO_GIVEN = _DATES - word_class("months that are given names")
#: Marks behind a nickname.
_CLOSING = frozenset({"'", "’", '"', "”"})
#: Offices and bodies that are surnames too: "Ana **Dean**", "Ana **Banks**".
_NAMES_TOO = word_class("offices that are surnames", "bodies that are surnames")
#: So many words does a name have at most that ends in a bracket: "Rui (Eel)".
_LONGEST_ASIDE = 4
#: What a bracket in a name holds: "Ana **(Bela)** Reis".
_ASIDE = re.compile(r" \([^()]*\)")
#: Initials of given names that stand for a name: "**AKM** Rui Prata".
_BEFORE_GIVEN = word_class("initials before names")
#: Titles that are given names too: "**Sultan** bin Reis".
_GIVEN_TOO = word_class("titles that are given names")
#: What everybody is called politely, and nothing else: "**Ms.** Reis".
_COURTESIES = word_class("courtesies")
#: Kinds of given names that are nouns too.
_NOUNS_TOO = frozenset({"person", "office"})
#: Longer names are two names, or a name and what a headline says of it.
_LONGEST_NAME, _LONGEST_IN_HEADLINE = 8, 3
#: Where a name is read together with a body before it, so many words are taken for the name.
_GIVEN_AND_FAMILY = 2
#: Longer names behind an office are hardly persons' where NER says that they are none.
_LONGEST_UNTITLED = 3
#: What stands between an office and the body where it is held: "head **of** Lagoa Foods".
_OF_BODIES = frozenset({"of", "at", "for", "from", "with"})
#: As what a surname stands alone.
_ALONE = frozenset({"nsubj", "obl", "conj"})
#: What then stands before a person's name; "Republican", "Royal" and "Official" begin names of bodies (of 62 such names
#: in 2,384 articles three were persons').
_OF_ONE = frozenset({"office", "title"})
_NO_NAME = frozenset({"VERB", "AUX", "ADP", "DET", "SCONJ", "CCONJ", "ADV", "PRON", "PUNCT", "NUM", "INTJ"})


def person_mentions(parse: Parse, lexicon: Lexicon) -> Iterator[Mention]:
    """Persons by name, as NER found them, in text order."""
    quoted = nearby(quotations(parse))
    known = frozenset(each.span.of(parse.text) for each in parse.entities if each.kind == "person")
    surnames = frozenset(each.rpartition(" ")[2] for each in known if " " in each)
    for sentence in parse.sentences:
        entities = (*parse.entities_in(sentence.span), *_overlooked(parse, sentence, known, surnames))
        found = _with_nicknames(list(_ner_persons(entities, parse, sentence, lexicon, known)), parse.text, sentence)
        for span in sorted(each for each in found if not _is_aside(sentence, each)):
            titles = tuple(titles_at(parse, sentence, span, lexicon))
            name = clean(_cut_off_before(parse, sentence, span) + _ASIDE.sub("", span.of(parse.text)))
            yield Mention(span, sentence.number, "person", name, titles, is_inside(span, quoted))


def _with_nicknames(names: list[Span], text: str, sentence: Sentence) -> list[Span]:
    """The names, each whole where a nickname parts it: "**Rui “The Eel” Prata**", not "Rui" and "Eel” Prata"."""
    found = list(names)
    for match in _NICKNAMED.finditer(text, sentence.span.start, sentence.span.end):
        family, given = Span(*match.span("family")), Span(*match.span("given"))
        opened = match.end("given") + 2
        if any(each.covers(family) or (each.overlaps(given) and each.end >= opened) for each in names):
            first = min((each.start for each in names if each.overlaps(given)), default=match.start("last"))
            whole = Span(max(first, given.start), family.end)
            found = [*(each for each in found if not each.overlaps(whole)), whole]
    return found


def _cut_off_before(parse: Parse, sentence: Sentence, name: Span) -> str:
    """The start of a name that the splitter took for the end of a sentence: "the baker **Rui** | Prata plans"."""
    last = parse.sentences[sentence.number - 1].words[-1] if sentence.number else None
    if last is None or name.start != sentence.span.start or not (last.text.isalpha() and last.text.istitle()):
        return ""
    if parse.text[last.span.end : name.start] != " ":
        return ""
    ends = (e.span for e in parse.entities_near(last.span) if e.kind == "person" and e.span.end == last.span.end)
    return next((f"{span.of(parse.text)} " for span in ends), "")


def _is_aside(sentence: Sentence, span: Span) -> bool:
    """True for one word that only modifies a noun: "the Kim family"."""
    words = sentence.between(span)
    return len(words) == 1 and is_modifier(sentence, words[0])


def _ner_persons(
    entities: Sequence[Entity], parse: Parse, sentence: Sentence, lexicon: Lexicon, known: frozenset[str]
) -> Iterator[Span]:
    for entity in entities:
        words = sentence.between(entity.span)
        behind = _behind_body(words, parse.text, lexicon, known) if entity.kind == "organization" else []
        named = bool(behind) or (words and _looks_personal(words, entity.span.of(parse.text), lexicon, known))
        words = behind or _behind_office(words, sentence, lexicon)
        if not words or (entity.kind != "person" and not named):
            continue
        whole = _trimmed(words, sentence)
        name = _longer(sentence, _untitled(whole, lexicon), parse)
        name = _with_given(sentence, name, parse, lexicon)
        if name and _is_personal(cover(w.span for w in name).of(parse.text), lexicon):
            yield cover(w.span for w in name)


def _overlooked(parse: Parse, sentence: Sentence, known: frozenset[str], surnames: frozenset[str]) -> Iterator[Entity]:
    """
    Names *known* from elsewhere that NER left out behind given names, and *surnames* alone.

    "Professor Miles **Little** argues", "says **Page**" of Mitchell Page
    """
    for word in (each for each in sentence.words if each.upos == "PROPN"):
        named = word.text in known if word.relation == "flat" else word.text in surnames and word.relation in _ALONE
        bare = named and sentence.child(word, "compound", "flat", "amod", "det") is None
        if bare and not any(each.span.overlaps(word.span) for each in parse.entities_near(word.span)):
            yield Entity(word.span, "person")


def _behind_body(words: list[Word], text: str, lexicon: Lexicon, known: frozenset[str]) -> list[Word]:
    """
    The person in what NER took for a body's name: "the head of the Ports Board **Ana Bela Reis**"; none if unsure.

    It is sure where "Bela Reis" is a name *known* from elsewhere.
    """
    for first in range(2, len(words) - 2):
        name = cover(w.span for w in words[first + 1 :]).of(text)
        role = role_called(words[first].text.casefold(), lexicon)
        if name in known and role is None:
            return words[first:]
    return []


def _behind_office(words: list[Word], sentence: Sentence, lexicon: Lexicon) -> list[Word]:
    """The words of a name without the body before it: "the head of Lagoa Foods **Ana Reis**", an office before "of"."""
    number = words[0].number if len(words) > _GIVEN_AND_FAMILY else 0
    before, first = sentence.words[: max(number - 1, 0)], len(words) - _GIVEN_AND_FAMILY
    if not before or before[-1].text not in _OF_BODIES:
        return words
    role = role_of([w.text for w in before[:-1]], lexicon)
    given = [lexicon.given(w.text.casefold()) is not None for w in words]
    is_office = role is not None and role.kind in HUMAN - {"kin"}
    return words[first:] if is_office and given[first] and not given[0] else words


def _looks_personal(words: list[Word], text: str, lexicon: Lexicon, known: frozenset[str]) -> bool:
    """
    True for what NER took for a body's name: it begins with a given name or an office, "Minister Ana Reis", or has
    the surname of one of the *known* persons, or all of the name and "II", or what "Ms." stands before.
    """
    *before, last = text.split()
    if plain(last) in SUFFIXES and " ".join(before) in known:
        return True
    named = all(w.upos == "PROPN" or not w.text[0].isalpha() for w in words)
    beside = named and len(before) == 1 and not is_place(before[0])
    if beside and (last in known or (before[0] in known and has_family_first(text))):
        return True
    first = lexicon.role(words[0].text.casefold())
    if first is not None and first.kind == "given" and 2 <= len(words) <= 3 and words[-1].upos == "PROPN":
        return True
    name = _untitled(words, lexicon)
    fewest = _GIVEN_AND_FAMILY
    if words[0].text.casefold() in _COURTESIES and sum(" " in each and last in each.split() for each in known) < 2:
        fewest = 1
    title = role_of([w.text for w in words[: len(words) - len(name)]], lexicon) if fewest <= len(name) else None
    titled = title is not None and title.kind in _OF_ONE and len(name) <= _LONGEST_UNTITLED
    return titled and all(w.upos == "PROPN" and w.text.istitle() for w in name)


def _trimmed(words: list[Word], sentence: Sentence) -> list[Word]:
    """Without what is no name at the edges; nothing where a headline in title case ran into the name."""
    if is_headline(sentence) and (len(words) > _LONGEST_IN_HEADLINE or all(w.text.isupper() for w in words)):
        return []
    if len(words) > _LONGEST_IN_HEADLINE and words[1].text in _CLOSING:  # “**Dino” Don** Reis
        words = words[2:]
    while words and words[0].upos in _NO_NAME and not _is_misread(words):
        words = words[1:]
    if not (len(words) > _LONGEST_ASIDE and words[1].text == "("):  # Ana (Bela) Reis
        words = list(takewhile(lambda w: w.text not in _BEHIND_NAMES, words))
    while words and words[-1].text in _LETTERS and not all(w.text.isupper() for w in words):
        words = words[:-1]
    dash = next((n for n, w in enumerate(words) if _is_dash(w, sentence)), 0)
    words = words[:dash] if dash > 1 else words
    return words if sum(w.text != "-" for w in words) <= _LONGEST_NAME else []


def _is_dash(word: Word, sentence: Sentence) -> bool:
    """True for a dash with a space on either side: "Ana Reis **-** Prata's sister"; not "Ji**-**hyun"."""
    before, after = sentence.word(word.number - 1), sentence.word(word.number + 1)
    if word.text != "-" or before is None or after is None:
        return False
    return word.span.end < after.span.start


def _is_misread(words: list[Word]) -> bool:
    """True for a given name taken for a verb: "the organist, Winifred Dole"."""
    return words[0].upos in {"VERB", "AUX"} and len(words) > 1 and all(w.text.istitle() for w in words)


def _untitled(words: list[Word], lexicon: Lexicon) -> list[Word]:
    """The words of a name without the titles before them and the possessive after it."""
    while words and words[-1].text in _BEHIND:
        words = words[:-1]
    start = 0
    for i in range(1, len(words)):
        if words[i].text.startswith("-"):
            continue  # Ana Chan Man-ki
        entry = role_of([w.text for w in words[:i]], lexicon)
        if entry is not None and entry.kind == "title" and _is_inside(words[:i], entry, lexicon):
            continue  # Sohel **Sultan** Kabir
        if _is_given_before(words[i - 1], words[i]):
            continue  # Sultan Al Reis
        if entry is not None and entry.kind == "unnamed" and len(words) == _GIVEN_AND_FAMILY:
            continue  # Fan Xiaomei
        if entry is not None and entry.kind in _NOUNS_TOO and lexicon.given(words[0].text.casefold()):
            continue  # Guy Reis, Dean Reis
        if entry is not None and entry.kind in HUMAN - {"kin"}:
            start = i + (words[i].text == ".")
    return words[start:]


def _is_given_before(title: Word, follows: Word) -> bool:
    """True for a title that is a given name where none comes behind it: "**Sultan** bin Reis"; not "Sultan Qasim"."""
    is_given = follows.text.casefold() not in PARTICLES and _INITIALS.fullmatch(follows.text) is None
    return title.text.casefold() in _GIVEN_TOO and not is_given


def _is_inside(words: list[Word], title: Role, lexicon: Lexicon) -> bool:
    """True where a name that is no role stands before the title: "**Sohel** Sultan"; not "Emir Sheikh"."""
    before = words[: len(words) - len(title.noun.split())]
    entry = role_of([w.text for w in before], lexicon) if before else None
    return (
        bool(before) and (entry is None or entry.kind in {"given", "family"}) and all(w.text.istitle() for w in before)
    )


def _with_given(sentence: Sentence, words: list[Word], parse: Parse, lexicon: Lexicon) -> list[Word]:
    """
    The name with what NER left out before it.

    "**Amir** Khan Muttaqi" — "**Sana bint** Ali" — "**AKM** Rui Prata" — "**J.** Rui Prata" — "**Oh** Jin-kyu"
    """
    number = words[0].number if words else 0
    particle = sentence.word(number - 1)
    joined = [particle] if particle is not None and particle.text in PARTICLES else []
    given = sentence.word(number - 1 - len(joined))
    if given is None:
        return words
    is_initial = _INITIALS.fullmatch(given.text) is not None or given.text.casefold() in _BEFORE_GIVEN
    if is_initial and len(words) > 1:
        return [given, *joined, *words]
    if not given.text.istitle() or given.text.endswith("-"):  # a dateline: "Srinagar- Reis said"
        return words
    entry = lexicon.given(given.text.casefold()) or role_called(given.text.casefold(), lexicon)
    is_family = given.number > 1 if entry is None else entry.kind == "family"
    if words and is_family and has_family_first(Span(given.span.start, words[-1].span.end).of(parse.text)):
        return [given, *words]
    fits = entry.kind == "given" if entry is not None else bool(joined) or len(words) == 1
    fits = fits or _is_given_before(given, (joined or words)[0])
    apart = not joined and any(each.span.overlaps(given.span) for each in parse.entities_in(sentence.span))
    return [given, *joined, *words] if fits and not apart and _may_be_given(sentence, given, lexicon) else words


def _may_be_given(sentence: Sentence, word: Word, lexicon: Lexicon) -> bool:
    """Whether a word before a name may belong to it: a name, or a noun behind what somebody is; no day or month."""
    if word.upos not in {"PROPN", "NOUN"} or _is_date(sentence, word):
        return False
    holder = role_of([w.text for w in sentence.words[: word.number - 1]], lexicon)
    return word.upos == "PROPN" or (holder is not None and holder.kind in HUMAN)


def _is_date(sentence: Sentence, word: Word) -> bool:
    """Whether it is a day or month, "on **Monday** Reis said", no given name, "his aunt, **June** Reis"."""
    before = sentence.word(word.number - 1) if word.text.casefold() in _DATES else None
    return before is not None and before.upos in {"ADP", "ADJ", "NUM"}


def _longer(sentence: Sentence, words: list[Word], parse: Parse) -> list[Word]:
    """The name with the hyphened rest that NER left out: "Ji-" of "Ji-hyun"; not "a **Reis**-backed bill"."""
    while words and (after := sentence.word(words[-1].number + 1)) is not None:
        rest = sentence.word(after.number + 1) if after.text == "-" else after
        if words[-1].span.end != after.span.start or not (after.text[0].isalnum() or after.text[0] == "-"):
            break
        if rest is not None and rest.upos in {"VERB", "ADJ"} and re.fullmatch(HYPHENED_PARTICIPLE, rest.text):
            break
        words = [*words, after]
    return words


def _is_personal(name: str, lexicon: Lexicon) -> bool:
    """True for what looks like a person's name: no outlet, no body, no figures; "al-Sorfi" too."""
    words = re.findall(r"[^\W_][\w.'’-]*", name)
    if not words or not any(map(str.isupper, name)) or _NOT_IN_NAMES.search(name):
        return False
    outlet = lexicon.outlet(name)
    if outlet is not None and folded(name) not in map(folded, outlet.ambiguous):
        return False
    is_day = len(words) == 1 and words[0].casefold() in _NO_GIVEN
    return not is_day and not _is_impersonal(words, lexicon)


def _is_impersonal(words: list[str], lexicon: Lexicon) -> bool:
    """True for a bare title, an acronym, or a name that ends in a noun for bodies: "Brig", "KTV", "Reis Foundation"."""
    last = role_of([*words[:-1], _OWNING.sub("", words[-1])], lexicon)
    if last is None or last.kind in {"given", "family"}:
        return len(words) == 1 and words[0].isupper()
    if _INITIALS.fullmatch(words[0]) and len(words) == 2:
        return False  # R.P. Commissariat
    if len(words) == len(last.noun.split()):
        return True
    first = lexicon.role(words[0].casefold())
    if first is not None and first.kind == "given" and len(words) == 2 and last.kind in {"document", "office"}:
        return False  # Peter Law, Stuart Warden
    given = first is not None and first.kind == "given"
    named = first is None or first.kind in {"given", "family"}
    is_whole = (len(words) == 2 and named) or (len(words) == 3 and given)
    if is_whole and (last.kind == "title" or last.noun in _NAMES_TOO):
        return False  # Rokeya Begum, Mel Dean, Ana Banks, Ana Bela King
    return last.kind in BODY | {"document", "title", "office"}
