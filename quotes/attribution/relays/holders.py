"""Whom a document with the words came from: "a letter seen by **Reuters**", "released by **the ministry**"."""

from collections.abc import Iterator

from quotes.attribution.relays.place import Place, narration, next_is_not_as, relay
from quotes.attribution.sources import own_subject, phrase, preposition
from quotes.attribution.statement import Relay
from quotes.naming.outlet_names import LONGEST_OUTLET, is_time
from quotes.parsing import Sentence, Word
from quotes.words.classes import word_class

_ISSUED = word_class("verbs of issuing")
_SEEN = word_class("verbs of seeing")
_GIVEN = word_class("verbs of giving")
_TO = frozenset(("to", "with"))
_LONGEST_GIVING = 3


def document_with_outlet(place: Place) -> Iterator[Relay]:
    """ "a letter seen by **Reuters**" — "sent to **RTP**" — "to which **Clarín** had access" """
    for word in narration(place.sentence):
        link = place.sentence.word(word.number + 1)
        verb = word.lemma.lower()
        if word is place.cue or word.upos != "VERB" or link is None or _is_of_source(place.sentence, word):
            continue
        if verb in _SEEN and link.text.lower() == "by" and next_is_not_as(place.sentence, link):
            outlet = place.outlet(link.number + 1)
        else:
            outlet = _holder(place, word)
        if outlet is not None:
            yield relay(word, outlet)


def _is_of_source(sentence: Sentence, verb: Word) -> bool:
    """Behind "according to" the document is the source, and who issued it is asked for with it."""
    document = sentence.head(verb)
    return document is not None and preposition(sentence, document) in {"accord", "according"}


def _holder(place: Place, verb: Word) -> list[Word] | None:
    """The outlet that a document was given to, or that has seen it."""
    return _given_to(place, verb) if verb.lemma.lower() in _GIVEN else _having_seen(place, verb)


def _given_to(place: Place, verb: Word) -> list[Word] | None:
    """Whom a document was given to: "shared exclusively with **RTP**", "made available to **RTP**"."""
    for word in place.sentence.words[verb.number : verb.number + _LONGEST_GIVING]:
        if word.text.lower() in _TO:
            return place.outlet(word.number + 1)
    return None


def _having_seen(place: Place, verb: Word) -> list[Word] | None:
    """The outlet that a relative clause says has seen a document: "to which **Clarín** had access"."""
    if verb.lemma.lower() not in _SEEN and not _has_access(place.sentence, verb):
        return None
    before = list(place.sentence.words[: verb.number - 1])
    while before and before[-1].upos in {"AUX", "ADV"}:
        before.pop()
    for start in range(len(before), max(0, len(before) - LONGEST_OUTLET), -1):
        if before[start - 1].lemma.lower() in {"which", "that"}:
            outlet = place.outlet(start + 1)
            return outlet if outlet and outlet[-1] is before[-1] else None
    return None


def _has_access(sentence: Sentence, verb: Word) -> bool:
    """ "**had access**" """
    after = sentence.words[verb.number : verb.number + _LONGEST_GIVING]
    return verb.lemma.lower() in {"have", "gain", "get"} and any(word.lemma.lower() == "access" for word in after)


def issued_by(sentence: Sentence, document: Word) -> Iterator[Relay]:
    """ "a transcript of his speech released by **the ministry**" — "a letter to which **RTP** had access" """
    for verb in sentence.children(document, "acl"):
        holder = None
        if verb.lemma.lower() in _ISSUED | _SEEN:
            by = (each for each in sentence.children(verb, "obl") if preposition(sentence, each) == "by")
            holder = next(by, None) or _who_has_seen(sentence, verb)
        elif _has_access(sentence, verb):
            holder = _who_has_seen(sentence, verb)
        if holder is not None and not is_time(holder):
            yield relay(verb, phrase(sentence, holder))


def _who_has_seen(sentence: Sentence, verb: Word) -> Word | None:
    """The subject of a relative clause: "a letter which **RTP** has seen"."""
    found = own_subject(sentence, verb) if verb.deprel == "acl:relcl" else None
    return found if found is not None and found.upos in {"PROPN", "NOUN"} else None
