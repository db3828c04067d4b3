"""
Relays that stand in the sentence of the cue: who carried the words.

"told **Fox News**", "in an interview with **CNN**", "was quoted by **TASS** as saying", "as quoted in **Al-Sahel**".

Each rule is a way in which an outlet is tied to words; the verbs and nouns of the ties are word classes, and what names
an outlet is asked of ``outlet_names``.
"""

from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from quotes.attribution.sources import (
    agent,
    is_passive,
    is_quoting,
    own_subject,
    phrase,
    preposition,
    quoting_verb,
    shared_subject,
)
from quotes.attribution.statement import Relay
from quotes.naming.outlet_names import LONGEST_OUTLET, hearer_at, outlet_at
from quotes.parsing import Sentence, Word, phrase_span
from quotes.text.spans import Spans, cover
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon

#: Verbs whose direct object hears the words, and those that may have "to" and a venue behind them.
_HEARING = word_class("hearing verbs")
TELLING = _HEARING | word_class("speaking verbs")
TALK = word_class("nouns of talk")
_TALKING = word_class("verbs of talking")
#: Talks that hardly anybody but an outlet has: "in an interview **with SAfm**".
_HAVING_HEARERS = _TALKING | word_class("nouns of an interview")
_IN_PRINT = word_class("verbs of carrying in print")
#: Between which words and their outlet stand which prepositions: "an interview **with** RTP", "carried **by** Tanjug".
_TIES = (
    ("NOUN", TALK, frozenset(("with", "to", "on", "over"))),
    ("NOUN", TALK | word_class("nouns of writing"), frozenset(("for", "in"))),
    ("VERB", _TALKING, frozenset(("to", "with", "on", "by"))),
    ("VERB", TELLING, frozenset(("to",))),
    ("VERB", word_class("verbs of asking"), frozenset(("by", "on"))),
    ("VERB", word_class("verbs of carrying"), frozenset(("by", "on"))),
    ("VERB", _IN_PRINT | word_class("verbs of print"), frozenset(("in",))),
    ("VERB", word_class("verbs of seeing"), frozenset(("by",))),
)
#: Where a text stands in which something was said: "**in** a column for RTP"; not "denied a report in RTP".
_PLACING = frozenset(("in", "during", "via", "through", "with", "by", "at", "on"))


@frozen
class Place:
    """
    Where relays and media are looked for: the *cue* in its *sentence*, of which the *narration* stands in no quotation
    marks, what the parser takes there for names of *bodies*, and the *lexicon*.
    """

    sentence: Sentence
    cue: Word
    narration: Sequence[Word]
    bodies: Spans
    lexicon: Lexicon

    def outlet(self, start: int, *, named: bool = False, described: bool = True) -> list[Word] | None:
        """The words of the outlet named from word number *start* on: "CBC **North**" where the parser sees one name."""
        found = outlet_at(self.sentence, start, self.lexicon, named=named, described=described)
        if found is None:
            return None
        end = max((each.end for each in self.bodies if each.overlaps(found[-1].span)), default=0)
        return [*found, *(each for each in self.sentence.words[found[-1].number :] if each.span.end <= end)]

    def hearer(self, start: int) -> list[Word] | None:
        """The same where only people and outlets are spoken to, so that a name that no list knows may be one's."""
        return self.outlet(start) or hearer_at(self.sentence, start, self.bodies, self.lexicon)


Rule = Callable[[Place], Iterator[Relay]]


def told_outlet(place: Place) -> Iterator[Relay]:
    """ "Prata told **Fox News**" """
    if place.cue.lemma.lower() in _HEARING and (outlet := place.hearer(place.cue.number + 1)) is not None:
        yield _relay(place.cue, outlet)


def tied_outlet(place: Place) -> Iterator[Relay]:
    """
    "said in an interview with **RTP**" — "confirmed to **RTP**" — "Asked by **RTP**, she said" — "as quoted in
    **Al-Sahel**" — "a letter seen by **Reuters**" — "wrote in **The Lagoon Log**"
    """
    for word in place.narration:
        link = place.sentence.word(word.number + 1)
        if link is not None and (outlet := _outlet_behind(place, word, link)) is not None:
            yield _relay(word, outlet)


def _outlet_behind(place: Place, word: Word, link: Word) -> list[Word] | None:
    """The outlet that a preposition ties to a word; behind "as" any name is one, "as quoted in **Al-Sahel**"."""
    lemma, between, start = word.lemma.lower().removeprefix("-"), link.text.lower(), link.number + 1
    is_tie = any(word.upos == tag and lemma in lemmas and between in links for tag, lemmas, links in _TIES)
    if word is place.cue:
        is_tie = between == "on" or (is_tie and between != "by")
    # "quoted by TASS **as** saying" ties what is said there
    behind = place.sentence.words[link.number : link.number + LONGEST_OUTLET]
    if not is_tie or (between == "by" and any(each.text.lower() == "as" for each in behind)):
        return None
    if between in {"to", "with"} and (lemma in _HAVING_HEARERS or word is place.cue):
        return place.hearer(start)
    if word.upos == "NOUN" and between in {"for", "in"} and preposition(place.sentence, word) not in _PLACING:
        return None
    before = place.sentence.word(word.number - 1)
    named = lemma in _IN_PRINT and before is not None and before.text.lower() == "as"
    return place.outlet(start, named=named, described=between not in {"in", "on"})


def quoted_by(place: Place) -> Iterator[Relay]:
    """
    "Lavrov was quoted **by TASS** as saying" — "**The Courier** quoted the brother as saying" — "**TASS** denied it and
    quoted Lavrov as saying"
    """
    sentence, cue = place.sentence, place.cue
    quoting = cue if is_quoting(sentence, cue) else quoting_verb(sentence, cue)
    if quoting is None:
        return
    if is_passive(sentence, quoting):
        carrier = agent(sentence, quoting)
    else:
        carrier = own_subject(sentence, quoting) or shared_subject(sentence, quoting)
    if carrier is not None:
        words = phrase(sentence, carrier)
        yield _relay(quoting, place.outlet(words[0].number) or words)


def _relay(evidence: Word, words: list[Word]) -> Relay:
    """The relay that *words* name; its evidence reaches from them to the word that ties them to the statement."""
    name = phrase_span(words)
    return Relay(name, cover((evidence.span, name)))


#: From whom the words were said to, who stands nearest to the speaker, to who carried them last.
RULES: tuple[Rule, ...] = (told_outlet, tied_outlet, quoted_by)


def relays_of(place: Place) -> tuple[Relay, ...]:
    """The outlets that the clause of the cue names as carriers, the nearest to the speaker first."""
    found: list[Relay] = []
    for relay in (each for rule in RULES for each in rule(place)):
        pronoun = any(word.upos == "PRON" for word in place.sentence.between(relay.name))
        if not pronoun and not any(relay.name.overlaps(other.name) for other in found):
            found.append(relay)
    return tuple(found)
