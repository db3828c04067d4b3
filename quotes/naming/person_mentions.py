"""
Mentions: the places of a document where a person or a body is named or described, each with the role stated there.

NER proposes names, titles before capitalised words propose those that it missed.  What a name is a short form of, and
what "the minister" stands for, is decided later, over the whole document.
"""

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Literal

from attrs import frozen

from quotes.naming.person_names import PARTICLES, SUFFIXES, has_family_first, plain
from quotes.naming.titles import HUMAN, Title, clean, role_called, role_of, titles_at
from quotes.parsing import Parse, Sentence, Word
from quotes.text.spans import Span, cover, nearby
from quotes.words.calendar import DAYS, MONTHS
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon, Role, folded
from quotes.words.places import is_place

#: Kinds of role nouns that head the name of a body.
BODY = frozenset({"body", "outlet", "media"})
_INITIALS = re.compile(r"(?<![\w.])((?:[A-Z]\.[- ]?){1,3})$")
_LONGEST_INITIALS = 12
#: Given names, a nickname in marks, a family name.
_NICKNAMED = re.compile(
    r"(?<!\w)(?P<given>(?:[A-Z][\w’-]+ )?(?P<last>[A-Z][\w’-]+)) [“\"‘'][A-Z][\w’-]*(?: [\w’-]+){0,2}[”\"’'] "
    r"(?P<family>[A-Z][\w’-]+)"
)
_NOT_IN_NAMES = re.compile(r"[&\d@/|]|^[RDI]-|^(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?$")
#: Particles that join two names.
_AND = frozenset({"e", "y"})
_OWNING = re.compile(r"['’]s?$")
#: The party behind a member's name: "Reis, **D-Maine**", "Reis (**R**-Ky.)".
_PARTY = re.compile(r"[RDI](?:-|$)")
#: "May" is a name and an auxiliary too.
_DAYS_AND_MONTHS = frozenset((*DAYS, *MONTHS)) - {"may"}
#: What stands before a surname alone, whatever that means elsewhere: "Mr. **Baker**".
_COURTESIES = word_class("courtesies")
#: Offices that are surnames too: "Ana **Dean**".
_NAMES_TOO = word_class("offices that are surnames")
#: A sentence with this share of capitalised words is a headline in title case: capitals say nothing there.
_HEADLINE_SHARE = 0.7
#: Longer names are two names, or a name and what a headline says of it.
_LONGEST_NAME, _LONGEST_IN_HEADLINE = 8, 3
#: Where a name is read together with a body before it, so many words are taken for the name.
_GIVEN_AND_FAMILY = 2
#: Longer names behind an office are hardly persons' where NER says that they are none.
_LONGEST_UNTITLED = 3
_NO_NAME = frozenset({"VERB", "AUX", "ADP", "DET", "SCONJ", "CCONJ", "ADV", "PRON", "PUNCT", "NUM"})

#: What a mention, or a figure, is: ``nominal`` a person who is only described, ``plural`` several, ``thing`` neither.
EntityKind = Literal["person", "body", "outlet", "place", "document", "nominal", "plural", "thing"]


@frozen
class Mention:
    """
    One naming of a person or a body.

    *kind* is ``person``, ``body``, ``place`` or ``nominal`` (a description of a person, "the minister"), *name* the
    bare name or the noun phrase, *titles* what stands before or beside it, *quoted* whether inside quotation marks,
    *definite* whether it can take up something named before ("the group", not "a group", "the group of rowers"),
    *nouns* what a body is called beside its name ("the **operator**, Faro Lines").
    """

    span: Span
    sentence: int
    kind: EntityKind
    name: str
    titles: tuple[Title, ...] = ()
    quoted: bool = False
    definite: bool = True
    nouns: frozenset[str] = frozenset()


def quotations(parse: Parse) -> tuple[Span, ...]:
    """What stands inside quotation marks of the document, without the quotations within quotations."""
    return tuple(each.span for each in parse.document.quoted if each.depth == 0)


def is_headline(sentence: Sentence) -> bool:
    """True where nearly all words are capitalised, verbs too, without a stop: "Board **Closes** Harbour"."""
    if sentence.words[-1].text == "." or any(each.upos == "VERB" and each.text.islower() for each in sentence.words):
        return False
    words = [each for each in sentence.words if each.text[:1].isalpha() and len(each.text) > 3]
    return len(words) > 3 and sum(each.text[0].isupper() for each in words) / len(words) >= _HEADLINE_SHARE


def person_mentions(parse: Parse, lexicon: Lexicon) -> Iterator[Mention]:
    """Persons by name, in text order: those that NER found, and capitalised words after a title."""
    quoted = nearby(quotations(parse))
    known = frozenset(each.span.of(parse.text) for each in parse.entities if each.kind == "person")
    for sentence in parse.sentences:
        found = _with_nicknames(list(_ner_persons(parse, sentence, lexicon, known)), parse.text, sentence)
        if not is_headline(sentence):
            found += [
                each for each in _after_titles(parse, sentence, lexicon) if not any(each.overlaps(f) for f in found)
            ]
        for span in sorted(each for each in found if not _is_aside(parse, sentence, each)):
            titles = tuple(titles_at(parse, sentence, span, lexicon))
            inside = any(each.covers(span) for each in quoted.near((span,)))
            before = initials_before(parse.text, sentence, span, lexicon) or _cut_off_before(parse, sentence, span)
            name = clean(before + span.of(parse.text))
            yield Mention(span, sentence.number, "person", name, titles, inside)


def _with_nicknames(names: list[Span], text: str, sentence: Sentence) -> list[Span]:
    """The names, each whole where a nickname parts it: "**Rui “The Eel” Prata**", not "Rui" and "Eel” Prata"."""
    found = list(names)
    for match in _NICKNAMED.finditer(text, sentence.span.start, sentence.span.end):
        family, given = Span(*match.span("family")), Span(*match.span("given"))
        if any(each.covers(family) for each in names):
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


def initials_before(text: str, sentence: Sentence, name: Span, lexicon: Lexicon) -> str:
    """The initials right before a name that were read apart from it: "**R. K.** Perera"; not "the **U.S.** Senate"."""
    match = _INITIALS.search(text, max(0, name.start - _LONGEST_INITIALS), name.start)
    if match is None or lexicon.role(match[1].strip().casefold()) is not None:
        return ""
    cut_off = match.start() < sentence.span.start
    return "" if cut_off and match[1].count(".") < 2 else match[1]


def _is_aside(parse: Parse, sentence: Sentence, span: Span) -> bool:
    """True for a one-word gloss in brackets and for what only modifies a noun: "(Marenet)", "the Kim family"."""
    words = sentence.between(span)
    if len(words) != 1:
        return False
    bracketed = parse.text[span.start - 1 : span.start] == "(" and parse.text[span.end : span.end + 1] == ")"
    return bracketed or is_modifier(sentence, words[0])


def is_modifier(sentence: Sentence, word: Word) -> bool:
    """True for a word that only modifies a later noun: "the Kim family"."""
    head = sentence.head(word)
    return word.relation == "compound" and head is not None and head.number > word.number and head.upos == "NOUN"


def _ner_persons(parse: Parse, sentence: Sentence, lexicon: Lexicon, known: frozenset[str]) -> Iterator[Span]:
    for entity in parse.entities_in(sentence.span):
        words = sentence.between(entity.span)
        if not words or (
            entity.kind != "person" and not _looks_personal(words, entity.span.of(parse.text), lexicon, known)
        ):
            continue
        whole = _without_seat(_trimmed(words, sentence))
        name = _longer(sentence, _in_full(sentence, _untitled(whole, lexicon), parse), parse)
        name = _with_given(sentence, name, parse, lexicon)
        if name and _is_personal(cover(w.span for w in name).of(parse.text), lexicon):
            yield cover(w.span for w in name)


def _looks_personal(words: list[Word], text: str, lexicon: Lexicon, known: frozenset[str]) -> bool:
    """
    True for what NER took for a body's name: it begins with a given name or an office, "Minister Ana Reis", or has
    the surname of one of the *known* persons.
    """
    *before, last = text.split()
    if all(w.upos == "PROPN" or not w.text[0].isalpha() for w in words) and (
        (last in known and len(before) == 1 and not _is_known(before[0], lexicon))
        or (before[:1] and before[0] in known and has_family_first(text))
        or (plain(last) in SUFFIXES and " ".join(before) in known)
    ):
        return True
    first = lexicon.role(words[0].text.casefold())
    if first is not None and first.kind == "given" and 2 <= len(words) <= 3 and words[-1].upos == "PROPN":
        return True
    name = _untitled(words, lexicon)
    titled = len(name) < len(words) and _GIVEN_AND_FAMILY <= len(name) <= _LONGEST_UNTITLED
    return titled and all(w.upos == "PROPN" and w.text.istitle() for w in name)


def _is_known(word: str, lexicon: Lexicon) -> bool:
    """True for a word that says what somebody is or where: "**Mongolia** S. Amarsaikhan", "the **House** Prata"."""
    entry = role_called(word.casefold(), lexicon)
    return is_place(word) or (entry is not None and entry.kind not in {"given", "family"})


def _trimmed(words: list[Word], sentence: Sentence) -> list[Word]:
    """Without what is no name at the edges; nothing where a headline in title case ran into the name."""
    if is_headline(sentence) and (len(words) > _LONGEST_IN_HEADLINE or all(w.text.isupper() for w in words)):
        return []
    while words and words[0].upos in _NO_NAME and not _is_misread(words):
        words = words[1:]
    words = _alone(words)
    verbs = [w for before, w in pairwise(words) if w.upos in {"VERB", "AUX"} and before.span.end < w.span.start]
    broken = len(words) > _LONGEST_NAME or any(w.text.islower() for w in verbs)
    return [] if broken else words


def _alone(words: list[Word]) -> list[Word]:
    """
    A name without an owner or "His Highness the" before it, and without a bracket behind.

    "Lusa’s **Ana Reis**", "**Rui Prata** (Faro"
    """
    marks = [
        i for i, w in enumerate(words[:-1]) if w.text in {"'s", "’s", "’"} and w.span.end < words[i + 1].span.start
    ]
    rest = words[marks[-1] + 1 :] if marks else words
    words = rest if len(rest) >= _GIVEN_AND_FAMILY else words
    words = list(takewhile(lambda w: w.text not in {"(", "[", ","}, words))
    if len(words) > 1 and words[1].text == "the":
        words = words[2:]  # His Highness the Amir
    return words


def _is_misread(words: list[Word]) -> bool:
    """True for a given name taken for a verb, or a surname: "the organist, Winifred Dole", "So Jae-min"."""
    first = words[0]
    if first.text.istitle() and has_family_first("".join(w.text + " " * (w is first) for w in words)):
        return True
    return (
        first.number > 1 and first.upos in {"VERB", "AUX"} and len(words) > 1 and all(w.text.istitle() for w in words)
    )


def _without_seat(words: list[Word]) -> list[Word]:
    """The name without whom it sits for: "Senator Ana Reis | **of Maine**", "Ana Reis | **, D-Maine**"."""
    for i in range(_GIVEN_AND_FAMILY, len(words) - 1):
        party = words[i].text in {",", "("} and _PARTY.match(words[i + 1].text) is not None
        if party or words[i].text == "of":
            return words[:i]
    return words


def _untitled(words: list[Word], lexicon: Lexicon) -> list[Word]:
    """The words of a name without the titles before them and the possessive after it."""
    while words and words[-1].text in {"'s", "’s", "'", "’", ",", '"', "”"}:
        words = words[:-1]
    start = 0
    for i in range(1, len(words)):
        entry = role_of([w.text for w in words[:i]], lexicon)
        if entry is not None and entry.kind == "title" and _is_inside(words[:i], entry, lexicon):
            continue  # Sohel **Sultan** Kabir
        comrade = entry is not None and entry.gender is None and entry.kind == "kin" and len(words) - i > 1
        if entry is not None and entry.kind == "unnamed" and len(words) == _GIVEN_AND_FAMILY:
            continue  # Fan Xiaomei
        if entry is not None and (entry.kind in HUMAN - {"kin"} or comrade):
            start = i + (words[i].text == ".")
    return words[start:]


def _is_inside(words: list[Word], title: Role, lexicon: Lexicon) -> bool:
    """True where a name that is no role stands before the title: "**Sohel** Sultan"; not "Emir Sheikh"."""
    before = words[: len(words) - len(title.noun.split())]
    entry = role_of([w.text for w in before], lexicon) if before else None
    return (
        bool(before) and (entry is None or entry.kind in {"given", "family"}) and all(w.text.istitle() for w in before)
    )


def _in_full(sentence: Sentence, words: list[Word], parse: Parse) -> list[Word]:
    """The name with the last part that NER left out and the parser has: "Kofi Asante **Mills**"."""
    after = sentence.word(words[-1].number + 1) if len(words) > 1 else None
    if after is None:
        return words
    if parse.text[words[-1].span.end : after.span.start] != " ":
        return words
    before = sentence.word(words[0].number - 1)
    if before is not None and before.text.casefold() == "the":
        return words  # "The Ana Reis Show"
    if plain(after.text) in SUFFIXES:
        return [*words, after]  # Ana Reis II
    named = after.upos == "PROPN" and after.text[:1].isupper() and after.text[1:].islower()
    other = (
        any(each.span.overlaps(after.span) for each in parse.entities_near(after.span))
        or after.text.casefold() in _DAYS_AND_MONTHS
    )
    return [*words, after] if named and not other and not _ends_elsewhere(words, after, parse.text) else words


def _ends_elsewhere(words: list[Word], after: Word, text: str) -> bool:
    """Whether the name stands elsewhere without the word behind it: "Ana Reis | Faro" where "Ana Reis" spoke before."""
    name = cover(w.span for w in words).of(text)
    return re.search(rf"\b{re.escape(name)}\b(?! {re.escape(after.text)})", text) is not None


def _with_given(sentence: Sentence, words: list[Word], parse: Parse, lexicon: Lexicon) -> list[Word]:
    """The name with what NER left out before it: "**Amir** Khan Muttaqi", "**Sana bint** Ali Reis"."""
    before = sentence.word(words[0].number - 1) if words else None
    first = sentence.word(before.number - 1) if before is not None and before.text in PARTICLES - _AND else None
    if before is not None and first is not None and first.upos == "PROPN" and first.text.istitle():
        return words if role_called(first.text.casefold(), lexicon) else [first, before, *words]
    if before is None or not before.text.istitle() or before.upos in _NO_NAME:
        return words
    entry = role_called(before.text.casefold(), lexicon)
    alone = len(words) == 1 and entry is None  # "**Crystal** Isaac"
    given = before.upos == "PROPN" and (alone or (entry is not None and entry.kind == "given"))
    if alone and before.upos == "NOUN":
        run = [w.text for w in sentence.words if w.number < before.number]
        holder = role_of(run, lexicon) if run else None
        given = holder is not None and holder.kind in HUMAN  # "Chairman **Advice** Reis"
    korean = has_family_first(f"{before.text} {cover(w.span for w in words).of(parse.text)}")
    if not given and not (korean and (entry is None or entry.kind in {"given", "family"})):
        return words
    apart = any(each.span.overlaps(before.span) for each in parse.entities_in(sentence.span))
    joined = parse.text[before.span.end : words[0].span.start] == " "
    return words if apart or not joined else [before, *words]


def _longer(sentence: Sentence, words: list[Word], parse: Parse) -> list[Word]:
    """The name with the hyphened rest that NER left out: "Ji-" of "Ji-hyun"."""
    while words and (after := sentence.word(words[-1].number + 1)) is not None:
        joined = parse.text[words[-1].span.end - 1 : after.span.start + 1]
        if (
            words[-1].span.end != after.span.start
            or "-" not in joined
            or not after.text[0].isalnum() | (after.text[0] == "-")
        ):
            break
        words = [*words, after]
    return words


def _is_personal(name: str, lexicon: Lexicon) -> bool:
    """True for what looks like a person's name: no outlet, no body, no figures."""
    words = re.findall(r"[^\W_][\w.'’-]*", name)
    capital = name[:1].isalpha() and any(w[0].isupper() for w in words)
    if not words or not capital or _NOT_IN_NAMES.search(name):
        return False
    outlet = lexicon.outlet(name)
    if outlet is not None and folded(name) not in map(folded, outlet.ambiguous):
        return False
    return not _is_impersonal(words, lexicon) and words[0].casefold() not in _DAYS_AND_MONTHS


def _is_impersonal(words: list[str], lexicon: Lexicon) -> bool:
    """True for a bare title, an acronym, or a name that ends in a noun for bodies: "Brig", "KTV", "Reis Foundation"."""
    last = role_of([*words[:-1], _OWNING.sub("", words[-1])], lexicon)
    if last is None or last.kind in {"given", "family"}:
        return len(words) == 1 and words[0].isupper()
    if len(words) == len(last.noun.split()):
        return True
    first = lexicon.role(words[0].casefold())
    if first is not None and first.kind == "given" and len(words) == 2 and last.kind in {"document", "office"}:
        return False  # Peter Law, Stuart Warden
    if (
        len(words) == 2
        and (first is None or first.kind == "given")
        and (last.kind == "title" or last.noun in _NAMES_TOO)
    ):
        return False  # Rokeya Begum, Mel Dean
    return last.kind in BODY | {"document", "title", "office"}


def _after_titles(parse: Parse, sentence: Sentence, lexicon: Lexicon) -> Iterator[Span]:
    """Capitalised words right after a title or an office: "Minister Malkoff", "activist Nuwan Perera"."""
    bodies = [each.span for each in parse.entities_in(sentence.span) if each.kind != "person"]
    words = list(sentence.words)
    for i, word in enumerate(words[:-1]):
        entry = lexicon.role(word.text.casefold())
        if entry is None or entry.kind not in {"title", "office", "person"} or word.xpos == "NNS":
            continue
        courtesy = entry.noun.strip(".") in _COURTESIES
        others = [each for each in bodies if not (courtesy and each.start == word.span.start)]
        name = _capitalised(words[i + 1 + (words[i + 1].text == ".") :], lexicon, courtesy=courtesy)
        if _is_rest_of_title(name, lexicon):
            continue
        span = cover(w.span for w in name) if name else None
        personal = span and ((courtesy and len(name) == 1) or _is_personal(span.of(parse.text), lexicon))
        if span and personal and not any(span.overlaps(each) for each in others):
            yield span


def _is_rest_of_title(words: list[Word], lexicon: Lexicon) -> bool:
    """True for the end of a title that is no name: "Chief **Financial Officer**"; not "Judge **Ruth Fisher**"."""
    last = role_of([w.text for w in words], lexicon) if len(words) > 1 else None
    first = lexicon.role(words[0].text.casefold()) if words else None
    given = first is not None and first.kind == "given"
    written = last is not None and words[-1].text.casefold() == last.noun.split()[-1]
    return written and last is not None and last.kind in {"office", "person"} and not given


def _capitalised(words: list[Word], lexicon: Lexicon, *, courtesy: bool = False) -> list[Word]:
    """
    The run of capitalised words, with particles between them, that *words* begin with; none if it is a role.

    Behind a *courtesy* only an office is one: "Mr. **Baker**", but "Mr. Speaker".
    """
    run: list[Word] = []
    for i, word in enumerate(words):
        follows = i + 1 < len(words) and words[i + 1].text[:1].isupper()
        joined = bool(run) and run[-1].span.end == word.span.start
        if (
            word.text[:1].isupper()
            or (run and word.text in PARTICLES and follows)
            or (
                joined
                and word.text not in {"'s", "’s"}
                and word.text[0] in "-abcdefghijklmnopqrstuvwxyz"
                and run[-1].text.endswith("-") | (word.text == "-")
            )
        ):
            run.append(word)
        else:
            break
    first = role_called(run[0].text.casefold(), lexicon) if run else None
    korean = bool(run) and has_family_first("".join(w.text + " " * (i == 0) for i, w in enumerate(run)))
    roles = {"office", "title"} if courtesy else None
    taken = first is not None and first.kind not in {"given", "family"} and (not roles or first.kind in roles)
    taken = taken and not korean
    short = len(run) == 1 and (run[0].text.isupper() or len(run[0].text) < 3)
    return [] if taken or short or (run and run[0].upos in {"PRON", "DET", "ADP", "AUX"}) else run
