"""
Offices: what a title states of somebody, cut into the role and the body or place that it is at.

"Finance Ministry spokesman" is a spokesman of the Finance Ministry, a "professor of law at Faro University" a professor
of law there.  What an office is for belongs to it: "Deputy Minister **for Fisheries**", "Superintendent **of Police**".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from attrs import frozen

from quotes.parsing import Entity, Parse, Sentence, Word
from quotes.text.marks import OWNING
from quotes.text.spans import Span, cover
from quotes.words.classes import one_of, word_class
from quotes.words.lexicon import Lexicon, Role
from quotes.words.places import is_place

#: "the **well-known** lawyer", "the **27-year-old** goalkeeper".
_PRAISE = re.compile(rf"^(?:(?:{one_of('praise before offices')}|\d+-year-old)\s+)+", re.IGNORECASE)
#: What stands before an office that is held no more, or not yet for good: "**former** Faro mayor".
_TENURE = word_class("adjectives of tenure")
#: "Harbour Party **(HP)** lawmaker"; how long that is at most, in code points.
_ACRONYM = re.compile(r" \([A-Z][\w&.-]*\) $")
_LONGEST_ACRONYM = 16
#: The brackets of what an editor explains: "minister of **[**health**]**".
_EDITED = str.maketrans("", "", "[]")
#: "the **Lisbon-based** Harbour Bank"
_BASED = re.compile(r"^\S+-based ")
#: What stands between an office and what it is for, or where it is held.
_LINKS = frozenset({"of", "for", "at", "in", "to", "from", "with", "on", "under"})
#: Behind these stands where it is held, always.
_WHERE = frozenset({"at", "with", "from"})
#: Whose offices are called by what they are for, which looks like a body's name: "Minister of **Health**".
_OF_A_FIELD = frozenset({"minister", "secretary", "undersecretary"})
_FIELDS = word_class("fields of offices")
_TIMES = word_class("time nouns")
#: Kinds of nouns and of names that tell where an office is held.
_BODIES = frozenset({"body", "outlet"})
_PLACED = frozenset({"organization", "location"})
#: Kinds of nouns that another office begins with: "director of the museum **and former mayor**".
_OFFICE_KINDS = frozenset({"office", "person", "title", "unnamed"})
#: What ends a part of a title, and what is said behind a name.
_BREAKS = frozenset({"(", "—", "–", "--"})
_MARKS = frozenset(',;:”“")(')


def stated(
    parse: Parse, run: Sequence[Word], entry: Role, behind: Sequence[Word], lexicon: Lexicon
) -> tuple[str, str | None]:
    """
    The role and the affiliation of a title.

    *run* are the words that end in the noun of *entry*, *behind* those that follow it.  The role is as written, on one
    line; the affiliation None where none is stated.
    """
    whose, own = _before_noun(parse, run, len(entry.noun.split()))
    at_body = whose is not None and any(each.kind == "organization" for each in parse.entities_in(whose))
    field, where = _Title(parse, run, entry, lexicon, at_body).behind(behind) if entry.kind != "kin" else ((), None)
    role, span = " ".join(_pieces(parse, [*own, *field])), where if where is not None else whose
    return _PRAISE.sub("", role).translate(_EDITED), _on_one_line(span, parse) if span is not None else None


def held_at(parse: Parse, sentence: Sentence, name: Span, lexicon: Lexicon) -> str | None:
    """The body or place that stands right behind a name: "Prata **of the Faro Port Authority**"; None without one."""
    behind = [w for w in sentence.words if w.span.start >= name.end]
    if not behind or behind[0].text.casefold() not in {"of", "from", "at"}:
        return None
    run = takewhile(lambda each: each.text not in _MARKS and each.upos not in {"VERB", "AUX"}, behind[1:])
    names = _names(parse, _part(parse, list(run), lexicon))
    return _on_one_line(names[0].span, parse) if names else None


def body_behind_comma(parse: Parse, words: Sequence[Word]) -> str | None:
    """The body that a comma sets off from an office: "Rui Prata, director**, Faro Port Authority**, said"."""
    run = [w for w in words[1:] if w.upos != "DET"] if words and words[0].text == "," else []
    names = [each for each in _names(parse, run[:1]) if each.kind == "organization"]
    name = names[0].span if names and names[0].span.start == run[0].span.start else None
    behind = parse.text[name.end : name.end + 1] if name is not None else ""
    return _on_one_line(name, parse) if name is not None and behind in {",", "."} else None


def _pieces(parse: Parse, words: Sequence[Word]) -> Iterator[str]:
    """The text of words, on one line, those that stand side by side as one piece."""
    start = 0
    for i, word in enumerate(words, 1):
        if i == len(words) or words[i].number != word.number + 1:
            yield " ".join(cover(w.span for w in words[start:i]).of(parse.text).split())
            start = i


def _before_noun(parse: Parse, run: Sequence[Word], noun: int) -> tuple[Span | None, Sequence[Word]]:
    """Whose office it is by what stands before its noun, of so many words, and the office: "Faro" and "mayor"."""
    run = _without_number(run, noun)
    owned = [i for i, w in enumerate(run[:-noun]) if w.text in OWNING or w.xpos == "PRP$"]
    if owned:
        owner = next((e for e in _names(parse, run[: owned[-1]]) if e.span.end >= run[owned[-1] - 1].span.end), None)
        own = [w for w in run[owned[-1] + 1 :] if owner is None or w.span.start >= owner.span.end]
        whole = own if len(own) >= noun else run[owned[-1] + 1 :]
        return owner.span if owner is not None else None, whole
    held = list(takewhile(lambda each: each.text.casefold() in _TENURE, run[:-noun]))
    span = _body_at(parse, run[len(held) :]) or _body_in_front(parse, run)
    own = [w for w in run[len(held) :] if span is None or w.span.start >= span.end]
    if span is None or len(own) < noun or own[0].text == "-":
        return None, run
    return span, [*held, *own]


def _without_number(run: Sequence[Word], noun: int) -> Sequence[Word]:
    """The words behind a number, which has nothing to do with an office: "Tuesday 25 **mayor**"; not "25-year-old"."""
    pairs = enumerate(pairwise(run[: len(run) - noun + 1]), start=1)
    starts = [i for i, (word, follows) in pairs if word.text.isnumeric() and follows.text != "-"]
    return run[starts[-1] :] if starts else run


def _body_at(parse: Parse, words: Sequence[Word]) -> Span | None:
    """The name of a body or place with which *words* begin, or that reaches into them, with the place behind it."""
    names = sorted(_names(parse, words), key=lambda each: each.span.start)
    if not names or names[0].span.start > words[0].span.start:
        return None
    span = names[0].span
    for each in names[1:]:
        if each.kind == "location" and parse.text[span.end : each.span.start] == " ":
            span = Span(span.start, each.span.end)
    return span


def _body_in_front(parse: Parse, run: Sequence[Word]) -> Span | None:
    """The name before an acronym that stands between it and an office: "**Harbour Party** (HP) lawmaker"."""
    bracket = _ACRONYM.search(parse.text[max(0, run[0].span.start - _LONGEST_ACRONYM) : run[0].span.start])
    end = run[0].span.start - len(bracket[0]) if bracket is not None else 0
    near = parse.entities_near(Span(end - 1, end)) if end else []
    return next((each.span for each in near if each.kind == "organization" and each.span.end == end), None)


def _names(parse: Parse, words: Sequence[Word]) -> list[Entity]:
    """The names of bodies and places that share a noun with *words*."""
    near = parse.entities_near(cover(w.span for w in words)) if words else []
    nouns = [w.span for w in words if w.upos != "ADJ"]
    found = (each for each in near if any(each.span.overlaps(span) for span in nouns))
    return [each for each in found if each.kind in _PLACED or is_place(each.span.of(parse.text))]


def _part(parse: Parse, words: Sequence[Word], lexicon: Lexicon) -> Sequence[Word]:
    """The words up to the next preposition outside of names, or to another office: "**trade** and head of the port"."""
    names = _names(parse, words)
    for i, word in enumerate(words):
        if any(each.span.start < word.span.start < each.span.end for each in names):
            continue
        lists = any(each.upos == "CCONJ" for each in words[i:])
        ends = word.upos == "ADP" or word.text in _BREAKS or (word.text == "," and not lists)
        if ends or (word.upos == "CCONJ" and _is_office(words[i + 1 :], lexicon)):
            return words[:i]
    return words


def _is_office(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether an office begins: "also **a lawmaker**", "**Executive Director** of the fund"."""
    run = takewhile(lambda each: each.upos in {"ADJ", "NOUN", "PROPN", "DET", "ADV"} or each.text == "-", words)
    return any(_kind(each.lemma, lexicon) in _OFFICE_KINDS for each in run)


def _kind(noun: str, lexicon: Lexicon) -> str | None:
    entry = lexicon.role(noun.casefold())
    return entry.kind if entry is not None else None


@frozen
class _Title:
    """The words of a title up to its noun, the entry of that noun, and whether a body stands before it."""

    parse: Parse
    run: Sequence[Word]
    entry: Role
    lexicon: Lexicon
    at_body: bool

    def behind(self, words: Sequence[Word]) -> tuple[Sequence[Word], Span | None]:
        """What an office is for, and where it is held: "of **law** at **Faro University**"."""
        field: list[Word] = []
        while words and words[0].text.casefold() in _LINKS:
            part = _part(self.parse, words[1:], self.lexicon)
            rest = words[1 + len(part) :]
            if all(w.upos == "DET" for w in part):
                break
            if words[0].text.casefold() not in {"at", "from"} and self._ends_in_a_person(part):
                break
            if (span := self._where(words[0].text.casefold(), part, rest)) is not None:
                return field, span
            field += [] if self._is_of_here(part) else [words[0], *part]
            words = rest
        return field, None

    def _ends_in_a_person(self, part: Sequence[Word]) -> bool:
        """ "spokesman for **President Ana Reis**": whose man somebody is, is neither a field nor a body."""
        names = self.parse.entities_in(cover(w.span for w in part))
        return any(each.kind == "person" and each.span.end == part[-1].span.end for each in names)

    def _is_of_here(self, part: Sequence[Word]) -> bool:
        """What only the article tells: "a resident of **the area**"; but "speaker of the house"."""
        the, *nouns = (w.text for w in part)
        plain = len(nouns) == 1 and nouns[0].islower() and nouns[0] not in _FIELDS
        return the.casefold() == "the" and plain and self.entry.noun not in _OF_A_FIELD

    def _where(self, link: str, part: Sequence[Word], rest: Sequence[Word]) -> Span | None:
        """Where the office is held, if *part* tells; None for what it is for.  *rest* is what follows the part."""
        words = [w for w in part if w.upos != "DET"]
        is_field = link == "of" and words[0].text.casefold() in _FIELDS
        if link == "to" or is_field or words[-1].lemma in _TIMES:
            return None
        head, whole = words[-1], cover(w.span for w in words)
        inside = [each for each in _names(self.parse, words) if each.span.start >= part[0].span.start]
        name = next((each for each in inside if each.span.end >= head.span.end), None)
        if (name is not None and name.kind != "organization") or is_place(whole.of(self.parse.text)):
            place = Span(min(each.span.start for each in inside), whole.end) if len(inside) > 1 else whole
            return None if self.at_body else place
        if self._is_for_a_field(words, name):
            return None
        if name is not None:
            return name.span
        if _kind(head.lemma, self.lexicon) in _BODIES:
            of = _part(self.parse, rest[1:], self.lexicon) if rest and rest[0].text == "of" else ()
            return cover((whole, *(w.span for w in of)))
        return self._unread(link, words, rest)

    def _is_for_a_field(self, words: Sequence[Word], name: Entity | None) -> bool:
        """Whether the office is for these words: they are neither letters nor a *name* with a noun for bodies."""
        named = name is not None and any(_kind(w.lemma, self.lexicon) == "body" for w in words)
        return self.entry.noun.split()[-1] in _OF_A_FIELD and not named and not _is_acronym(words[-1])

    def _unread(self, link: str, words: Sequence[Word], rest: Sequence[Word]) -> Span | None:
        """A body that neither the parser nor a noun tells to be one: a name, what stands behind "at"."""
        head = words[-1]
        named = head.upos == "PROPN" and self._is_small(link) and not rest
        if not (link in _WHERE or named):
            return None
        proper = [*takewhile(lambda each: each.text[0].isupper() or each.text == "&", reversed(words))]
        return cover(w.span for w in proper or words)

    def _is_small(self, link: str) -> bool:
        """An office in small letters is for what is written so: a "director of **Harbourside**" directs a body."""
        noun = self.run[-1].text
        return noun.islower() or (noun.isupper() and link == "of")


def _is_acronym(word: Word) -> bool:
    return word.text.isupper() and len(word.text) > 1


def _on_one_line(span: Span, parse: Parse) -> str:
    return _BASED.sub("", " ".join(span.of(parse.text).split())).strip(" ,;:'’")
