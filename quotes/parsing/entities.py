"""
What taggers draw as names becomes the entities of a document.

Taggers differ in their classes: the shipped one, Stanza's own (OntoNotes, or the nine of the Worldwide newswire), those
learnt from CoNLL 2003.  A name is a person, an organization, a location, a group (nationalities, religions, parties) or
misc; values such as dates and sums are no names.

One name is of one kind: what a tagger that reads sentence by sentence calls the same name in one article is made to
agree.  "Amrita Jinnah … Jinnah … Jinnah": where the full name tells a person, the tagger guesses at the bare one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from attrs import evolve, frozen

from quotes.parsing import Entity, Sentence, Word
from quotes.text import Document
from quotes.text.marks import OWNING
from quotes.text.spans import Span

#: Classes of names, by the kind that `Entity` gives them.
_NAMES = {
    "person": ("Person", "PERSON", "PER"),
    "organization": ("Organization", "ORG"),
    "location": ("Location", "Facility", "GPE", "LOC", "FAC"),
    # Worldwide counts languages among the groups.
    "group": ("NORP", "LANGUAGE"),
    "misc": ("Misc", "Product", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "MISC"),
}
#: The kind of each class that is a name; classes that are missing here (dates, sums, ordinals) are values.
ENTITY_KINDS: Mapping[str, str] = MappingProxyType({each: kind for kind, all_ in _NAMES.items() for each in all_})
#: Classes of OntoNotes, where a name has its article and its possessive with it ("the Harbour Board 's").
_WIDE = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE"))
_ARTICLE = "the"
#: A word of a person's full name says more about the bare word than one reading of the bare word does.
_FULL_NAME_VOTES = 2
#: A town in capitals that begins a story and that no name goes on with, with its state: "**JOHANNESBURG -** Workers".
_DATELINE = re.compile(r"(?:[A-Z][A-Z.'’]+(?: [A-Z.'’]+)*(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)? [-–—]+|[A-Z]\w+-) (?=\w)")
#: The letters of two bodies that are one: "AFL-CIO".
_JOINED = re.compile(r"[A-Z]{2,}-[A-Z]{2,}")


def name_words(label: str, words: list[str]) -> slice:
    """
    Which of the *words* that a tagger put under *label* are the name itself.

    >>> words = ["the", "Harbour", "Board", "'s"]
    >>> words[name_words("ORG", words)]
    ['Harbour', 'Board']
    """
    first = int(label in _WIDE and len(words) > 1 and words[0] == _ARTICLE)
    last = len(words) - int(label in _WIDE and len(words) - first > 1 and words[-1] in OWNING)
    return slice(first, last)


def named(labels: Sequence[str]) -> Iterator[tuple[range, str]]:
    """
    The names that BIO labels draw: the numbers of their words, from 0, and what they are.

    >>> list(named(["B-person", "I-person", "O", "B-misc"]))
    [(range(0, 2), 'person'), (range(3, 4), 'misc')]
    """
    for first in (n for n, label in enumerate(labels) if label.startswith("B-")):
        kind, end = labels[first][2:], first + 1
        while end < len(labels) and labels[end] == f"I-{kind}":
            end += 1
        yield range(first, end), kind


@frozen
class Name:
    """A name's place: its sentence, the first of its words and the one after its last (from 0), and its kind."""

    sentence: int
    first: int
    end: int
    kind: str


def agreed(sentences: Sequence[Sequence[str]], names: Iterable[Name], person: str = "person") -> list[Name]:
    """
    The names of one article with the kind that most of the names of the same words have; of as many, the first one's,
    since an article introduces a name where it first stands.

    *sentences* are the words of each; *person* is what the tagger calls people.

    >>> agreed([["Amrita", "Jinnah", "spoke"], ["Jinnah", "left"]], [Name(0, 0, 2, "person"), Name(1, 0, 1, "misc")])[1]
    Name(sentence=1, first=0, end=1, kind='person')
    """
    names = list(names)
    votes: dict[tuple[str, ...], Counter[str]] = {}
    for name in names:
        words = _words(sentences, name)
        votes.setdefault(words, Counter())[name.kind] += 1
        if name.kind == person and len(words) > 1:
            for word in words:
                votes.setdefault((word,), Counter())[person] += _FULL_NAME_VOTES
    return [evolve(name, kind=votes[_words(sentences, name)].most_common(1)[0][0]) for name in names]


def entities_of(document: Document, sentences: Sequence[Sentence], names: Iterable[Name]) -> tuple[Entity, ...]:
    """The names of a document, made to agree, with their places in it; a name has a letter or a figure in it."""
    found: list[Entity] = []
    for name in agreed([[word.text for word in each.words] for each in sentences], names):
        words = sentences[name.sentence].words
        last = name.end if _is_open(words[name.first : name.end + 1]) else name.end - 1
        span = Span(words[name.first].span.start, words[last].span.end)
        span = behind_dateline(document.text, span, words[0].span.start)
        if any(map(str.isalnum, span.of(document.text))):
            start = found[-1].span.start if found and found[-1].kind == name.kind else span.start
            if start < span.start and _JOINED.fullmatch(document.text, start, span.end):
                span = Span(found.pop().span.start, span.end)
            found.append(Entity(span, name.kind))
    return tuple(found)


def behind_dateline(text: str, span: Span, start: int) -> Span:
    """
    What is read as one name or phrase, without the dateline with which its sentence begins at *start*.

    "JOHANNESBURG - **Workers**", "MOBILE, Ala. - **Rui Prata**"
    """
    town = _DATELINE.match(text, start, span.end)
    return Span(town.end(), span.end) if town is not None and span.start < town.end() else span


def _is_open(words: Sequence[Word]) -> bool:
    """True where the last word closes the bracket that a name opened: "CPI(M" and ")"."""
    *name, after = (word.text for word in words)
    return after == ")" and "(" in "".join(name) and ")" not in "".join(name)


def _words(sentences: Sequence[Sequence[str]], name: Name) -> tuple[str, ...]:
    return tuple(sentences[name.sentence][name.first : name.end])
