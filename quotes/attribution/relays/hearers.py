"""Outlets that the words were said to: "told **Fox News**", "in an interview with **CNN**", "asked by **RTP**"."""

from collections.abc import Iterator

from attrs import evolve

from quotes.attribution.relays.place import (
    ASKED,
    HEARING,
    TALK,
    TELLING,
    WRITING,
    Place,
    hangs_below,
    is_own,
    link_after,
    narration,
    relay,
)
from quotes.attribution.statement import Relay
from quotes.parsing import Sentence, Word
from quotes.words.classes import word_class

_INTERVIEW = word_class("nouns of an interview")
_WRITES = word_class("verbs of print")
_SPEAKS = word_class("verbs of talking")
#: Prepositions between a verb of talking and whom it was said to.
_TO = frozenset(("to", "with"))
#: "told **this newspaper**": whose text it is, which its publisher says.
_OURS = frozenset(("this", "our"))
_OUTLETS = word_class("outlet nouns")


def told_outlet(place: Place) -> Iterator[Relay]:
    """
    "Prata told **Fox News**" — "confirmed to **the Lisbon Courier**" — "told **this newspaper**" — "confirmed her death
    to **Nine News**"
    """
    cue, start = place.cue, place.cue.number + 1
    if cue.lemma.lower() not in HEARING:
        yield from _said_to(place)
    elif (noun := _own_noun(place.sentence, start)) is not None:
        yield evolve(relay(cue, noun), own=True)
    elif (outlet := place.hearer(start)) is not None:
        yield relay(cue, outlet)


def _said_to(place: Place) -> Iterator[Relay]:
    """
    "confirmed her death **to Nine News**": the outlet further on, below the cue and no other verb; right behind the cue
    any that is spoken to, "admitted **to Morning Report**".
    """
    if place.cue.lemma.lower() not in TELLING:
        return
    for word in place.sentence.words[place.cue.number :]:
        noun = place.sentence.head(word) if word.text.lower() == "to" and word.relation == "case" else None
        if noun is None or not hangs_below(place.sentence, noun, place.cue):
            continue
        named = place.hearer if word.number == place.cue.number + 1 else place.outlet
        if (outlet := named(word.number + 1)) is not None:
            yield relay(place.cue, outlet)


def _own_noun(sentence: Sentence, start: int) -> list[Word] | None:
    """ "told **this newspaper**", "received by **this media house**": the words that mean who publishes the text."""
    words = list(sentence.words[start - 1 : start + 2])
    if not words or words[0].lemma.lower() not in _OURS:
        return None
    nouns = [word for word in words[1:] if word.upos in {"NOUN", "PROPN"}]
    return [words[0], *nouns] if any(word.lemma.lower() in _OUTLETS for word in nouns) else None


def talk_with_outlet(place: Place) -> Iterator[Relay]:
    """
    "said in an interview with **RTP**" — "in an interview on Monday with **RTP**" — "In remarks to **China's
    Xinhua**" — "in a column for **the Courier**"
    """
    for word in narration(place.sentence):
        link = link_after(place.sentence, word)
        if word.upos != "NOUN" or link is None:
            continue
        noun, link_text = word.lemma.lower().removeprefix("-"), link.text.lower()
        is_talk = noun in TALK and link_text in {"with", "to", "on"}
        is_text = noun in {*TALK, *WRITING} and link_text in {"for", "in"} and is_own(place.sentence, word)
        outlet = None
        if noun in _INTERVIEW and link_text == "with":
            outlet = place.hearer(link.number + 1)
        elif is_talk or is_text:
            outlet = place.outlet(link.number + 1, described=link_text != "in")
        if outlet is not None:
            yield relay(word, outlet)


def spoke_to_outlet(place: Place) -> Iterator[Relay]:
    """
    "Speaking to **RTP**, she said" — "wrote in **The Lagoon Log**" — "said on **CNN**'s morning show"
    """
    for word in narration(place.sentence):
        link = link_after(place.sentence, word)
        if link is None or word.upos != "VERB":
            continue
        verb, link_text = word.lemma.lower(), link.text.lower()
        speaks = verb in _SPEAKS and link_text in {"to", "with", "on", "by"}
        on_air = word is place.cue and link_text in {"on", "in"} and (verb in _WRITES or link_text == "on")
        outlet = None
        if speaks and link_text in _TO:
            outlet = place.hearer(link.number + 1)
        elif speaks or on_air:
            outlet = place.outlet(link.number + 1, described=speaks)
        if outlet is not None:
            yield relay(word, outlet)


def asked_by_outlet(place: Place) -> Iterator[Relay]:
    """ "Asked about the wall by **RTP**, she said" — "Reached by phone by **RTP**" — "when questioned by **RTP**" """
    for word in narration(place.sentence):
        if word is place.cue or word.lemma.lower() not in ASKED or not word.has("VerbForm=Part"):
            continue
        links = (each for each in place.sentence.words[word.number :] if each.text.lower() == "by")
        below = (each for each in links if _is_below(place.sentence, each, word))
        named = (place.outlet(link.number + 1) for link in below)
        if (outlet := next(filter(None, named), None)) is not None:
            yield relay(word, outlet)


def _is_below(sentence: Sentence, link: Word, verb: Word) -> bool:
    """Whether the phrase of a preposition hangs below that verb and no other."""
    noun = sentence.head(link)
    return noun is not None and hangs_below(sentence, noun, verb)
