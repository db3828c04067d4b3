"""
The classes of entity taggers, and what each is called here.

Taggers differ in their classes: the shipped one, Stanza's own (OntoNotes, or the nine of the Worldwide newswire), those
learnt from CoNLL 2003.  A name is a person, an organization, a location, a group (nationalities, religions, parties) or
misc; values such as dates and sums are no names.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from quotes.text.marks import OWNING

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
