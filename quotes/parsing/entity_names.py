"""
One name, one kind: what a tagger that reads sentence by sentence calls the same name in one article is made to agree.

"Amrita Jinnah … Jinnah … Jinnah": where the full name tells a person, the tagger guesses at the bare one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from quotes.parsing import Entity, Sentence, Word
from quotes.text import Document
from quotes.text.spans import Span

#: A word of a person's full name says more about the bare word than one reading of the bare word does.
_FULL_NAME_VOTES = 2


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
    found = []
    for name in agreed([[word.text for word in each.words] for each in sentences], names):
        words = sentences[name.sentence].words
        last = name.end if _is_open(words[name.first : name.end + 1]) else name.end - 1
        span = Span(words[name.first].span.start, words[last].span.end)
        if any(map(str.isalnum, span.of(document.text))):
            found.append(Entity(span, name.kind))
    return tuple(found)


def _is_open(words: Sequence[Word]) -> bool:
    """True where the last word closes the bracket that a name opened: "CPI(M" and ")"."""
    *name, after = (word.text for word in words)
    return after == ")" and "(" in "".join(name) and ")" not in "".join(name)


def _words(sentences: Sequence[Sequence[str]], name: Name) -> tuple[str, ...]:
    return tuple(sentences[name.sentence][name.first : name.end])
