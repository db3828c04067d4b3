"""Outlets that carried or quoted the words: "as quoted in **Al-Sahel**", "**The Courier** quoted him as saying"."""

from collections.abc import Iterator

from quotes.attribution.relays.place import (
    ASKED,
    TALK,
    WRITING,
    Place,
    is_own,
    link_after,
    narration,
    relay,
)
from quotes.attribution.sources import agent, is_passive, is_quoting, own_subject, phrase, preposition, quoting_verb
from quotes.attribution.statement import Relay
from quotes.naming.outlet_names import LONGEST_OUTLET, is_time, outlet_at
from quotes.parsing import Sentence, Word
from quotes.words.classes import word_class

CARRIED = word_class("verbs of carrying")
_PRINTED = word_class("verbs of carrying in print")
_SEEN = word_class("verbs of seeing")
#: Prepositions behind which a text is what was spoken of.
_ABOUT = frozenset(("about", "on", "over", "regarding"))


def carried_by_outlet(place: Place) -> Iterator[Relay]:
    """ "told AFP, as quoted in **Al-Sahel**, that" — "in a report carried by **Tanjug**" """
    for word in narration(place.sentence):
        if word is place.cue or word.lemma.lower() not in CARRIED or word.upos != "VERB":
            continue
        link = link_after(place.sentence, word)
        if link is None:
            continue
        if (outlet := _carrier(place, word, link)) is not None and not _is_of_topic(place.sentence, word, place.cue):
            yield relay(word, outlet)


def _carrier(place: Place, verb: Word, link: Word) -> list[Word] | None:
    """
    The outlet behind "by", "in" or "on": after "as quoted in" any name, and after "reported in" none, for places stand
    there too.
    """
    before, link_text = place.sentence.word(verb.number - 1), link.lemma.lower()
    # "quoted by X as saying" has a rule of its own.
    behind = place.sentence.words[link.number : link.number + LONGEST_OUTLET]
    if link_text in {"by", "on"} and any(word.text.lower() == "as" for word in behind):
        return None
    is_as = before is not None and before.lemma.lower() == "as"
    named = verb.lemma.lower() in _PRINTED or (is_as and link_text == "by")
    if link_text == "by" or (link_text == "in" and named) or link_text == "on":
        outlet = outlet_at(
            place.sentence, link.number + 1, place.lexicon, named=named and is_as, described=link_text == "by"
        )
        return outlet if outlet is not None and not any(map(is_time, outlet)) else None
    return None


def _is_of_topic(sentence: Sentence, verb: Word, cue: Word) -> bool:
    """Whether the outlet carried the topic, not what is said: "denied", "asked about a raid **reported by RTP**"."""
    thing = sentence.head(verb) if verb.relation == "acl" else None
    while thing is not None and thing.relation == "nmod" and thing.lemma.lower() not in {*TALK, *WRITING}:
        thing = sentence.head(thing)
    above = sentence.head(thing) if thing is not None else None
    if thing is None or above is None:
        return False
    if thing.lemma.lower() in {*TALK, *WRITING}:
        return above is cue and not is_own(sentence, thing)
    asked = above.lemma.lower() in ASKED and preposition(sentence, thing) in _ABOUT
    return asked or (above is cue and thing.relation == "obj")


def quoted_by(place: Place) -> Iterator[Relay]:
    """
    "Lavrov was quoted **by TASS** as saying" — "**The Courier** quoted the brother as saying"
    """
    sentence, cue = place.sentence, place.cue
    quoting = cue if is_quoting(sentence, cue) else quoting_verb(sentence, cue)
    if quoting is None:
        return
    carrier = (agent if is_passive(sentence, quoting) else own_subject)(sentence, quoting)
    if carrier is not None:
        words = phrase(sentence, carrier)
        yield relay(quoting, place.outlet(words[0].number) or words)


def cited_by(place: Place) -> Iterator[Relay]:
    """ "**Reis** cited sources who said" """
    source = place.sentence.head(place.cue) if place.cue.deprel == "acl:relcl" else None
    citing = place.sentence.head(source) if source is not None and source.relation == "obj" else None
    if citing is not None and citing.lemma.lower() in {"cite", "quote"}:
        carrier = own_subject(place.sentence, citing)
        if carrier is not None:
            yield relay(citing, phrase(place.sentence, carrier))


def seen_by_outlet(place: Place) -> Iterator[Relay]:
    """ "a letter seen by **Reuters**"; behind "according to" the letter is the source, which `having_seen` asks for"""
    for word in narration(place.sentence):
        link, document = place.sentence.word(word.number + 1), place.sentence.head(word)
        is_source = document is not None and preposition(place.sentence, document) in {"accord", "according"}
        if word.lemma.lower() in _SEEN and link is not None and link.text.lower() == "by" and not is_source:
            outlet = place.outlet(link.number + 1)
            if outlet is not None:
                yield relay(word, outlet)


def having_seen(sentence: Sentence, document: Word) -> Iterator[Relay]:
    """ "according to a letter seen by **Reuters**" """
    for verb in sentence.children(document, "acl"):
        holder = agent(sentence, verb) if verb.lemma.lower() in _SEEN else None
        if holder is not None:
            yield relay(verb, phrase(sentence, holder))
