"""
Relays that stand in the sentence of the cue: who carried the words.

"told **Fox News**", "in an interview with **CNN**", "a letter seen by **Reuters**", "was quoted by **TASS** as saying",
"as quoted in **Al-Sahel**", "a transcript released by **the ministry**".

Each rule is a way in which an outlet is tied to words; the verbs and nouns of the ties are word classes, and what names
an outlet is asked of ``outlet_names``.
"""

from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from quotes.attribution.outlet_names import LONGEST_OUTLET, hearer_at, is_time, outlet_at
from quotes.attribution.sources import agent, is_passive, is_quoting, own_subject, phrase, preposition, quoting_verb
from quotes.attribution.statement import OWN, Relay
from quotes.parsing import Sentence, Word, phrase_span
from quotes.text.spans import Span, Spans
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon

#: Verbs whose direct object hears the words, and those that may have "to" and a venue behind them.
HEARING = word_class("hearing verbs")
TELLING = HEARING | word_class("speaking verbs")
TALK = word_class("nouns of talk")
CARRIED = word_class("verbs of carrying")
_INTERVIEW = word_class("nouns of an interview")
_WRITING = word_class("nouns of writing")
_WRITES = word_class("verbs of print")
_PUTS_OUT = word_class("verbs of authorship")
_SPEAKS = word_class("verbs of talking")
_ASKED = word_class("verbs of asking")
_PRINTED = word_class("verbs of carrying in print")
_ISSUED = word_class("verbs of issuing")
_SEEN = word_class("verbs of seeing")
_GIVEN = word_class("verbs of giving")
#: Behind a cue "to an outlet" is whom it was said to; these words may stand between ("pointed **out** to").
_TO = frozenset(("to", "with"))
_BETWEEN_CUE_AND_TO = frozenset(("ADV", "ADP", "PRON"))
_LONGEST_WAY_TO = 3
#: Prepositions behind which a text is where something was said, and those behind which it is what was spoken of.
_PLACING = frozenset(("in", "during", "via", "through", "with", "by", "at", "on"))
_ABOUT = frozenset(("about", "on", "over", "regarding"))
_LONGEST_GIVING = 3
#: The longest way, in words, between a verb and its outlet that only says when: "published **on Sunday** in".
_LONGEST_WHEN = 5
#: "told **this newspaper**": whose text it is, which its publisher says.
_OURS = frozenset(("this", "our"))
_OUTLETS = word_class("outlet nouns")


@frozen
class Place:
    """
    Where a relay is looked for: the *cue* in its *sentence*, what the parser takes there for names of *bodies*, and the
    *lexicon*.
    """

    sentence: Sentence
    cue: Word
    bodies: Spans
    lexicon: Lexicon

    def outlet(self, start: int, *, described: bool = True) -> list[Word] | None:
        """The words of the outlet named from word number *start* on."""
        return outlet_at(self.sentence, start, self.lexicon, described=described)

    def hearer(self, start: int) -> list[Word] | None:
        """The same where only people and outlets are spoken to, so that a name that no list knows may be one's."""
        return self.outlet(start) or hearer_at(self.sentence, start, self.bodies, self.lexicon)


Rule = Callable[[Place], Iterator[Relay]]


def relays_of(sentence: Sentence, cue: Word, bodies: Spans, lexicon: Lexicon) -> tuple[Relay, ...]:
    """
    The outlets that the clause of *cue* names as carriers, the nearest to the speaker first.

    Nearest is whom it was said to, then where it was put out, then who quotes: the rules stand in this order.
    """
    place = Place(sentence, cue, bodies, lexicon)
    found: list[Relay] = []
    for rule in RULES:
        for relay in rule(place):
            if not any(relay.name_spans[0].overlaps(other.name_spans[0]) for other in found):
                found.append(relay)
    return tuple(found)


def told_outlet(place: Place) -> Iterator[Relay]:
    """
    "Prata told **Fox News**" — "confirmed to **the Lisbon Courier**" — "told **this newspaper**" — "confirmed her death
    to **Nine News**"
    """
    cue = place.cue
    start = cue.number + 1
    if cue.lemma.lower() not in HEARING:
        link = _link_behind(place.sentence, cue)
        if link is None:
            yield from _said_to(place)
            return
        start = link.number + 1
    told = cue.lemma.lower() in TELLING
    noun = _own_noun(place.sentence, start) if told else None
    if noun is not None:
        yield evolve(_relay(cue, noun), noun=OWN)
    elif (outlet := place.hearer(start) if told else place.outlet(start)) is not None:
        yield _relay(cue, outlet)
    elif (agency := _the_agency(place.sentence, start)) is not None:
        yield evolve(_relay(cue, agency), noun="agency")


def _said_to(place: Place) -> Iterator[Relay]:
    """ "confirmed her death **to Nine News**": the outlet further on, below the cue and no other verb."""
    if place.cue.lemma.lower() not in TELLING:
        return
    for word in place.sentence.words[place.cue.number :]:
        noun = place.sentence.head(word) if word.text.lower() == "to" and word.relation == "case" else None
        if noun is None or not _hangs_below(place.sentence, noun, place.cue):
            continue
        if (outlet := place.outlet(word.number + 1)) is not None:
            yield _relay(place.cue, outlet)


def _hangs_below(sentence: Sentence, noun: Word, cue: Word) -> bool:
    """Is the nearest verb above a noun the cue?"""
    above = next((each for each in sentence.ancestors(noun) if each is cue or each.upos == "VERB"), None)
    return above is cue


def _own_noun(sentence: Sentence, start: int) -> list[Word] | None:
    """ "told **this newspaper**", "received by **this media house**": the words that mean who publishes the text."""
    words = list(sentence.words[start - 1 : start + 2])
    if not words or words[0].lemma.lower() not in _OURS:
        return None
    nouns = [word for word in words[1:] if word.upos in {"NOUN", "PROPN"}]
    return [words[0], *nouns] if any(word.lemma.lower() in _OUTLETS for word in nouns) else None


def _the_agency(sentence: Sentence, start: int) -> list[Word] | None:
    """ "told **the agency**": the chain keeps it where a news agency is named before, for there are other agencies."""
    words = list(sentence.words[start - 1 : start + 1])
    after = sentence.word(start + 2)
    is_whole = after is None or after.upos not in {"PROPN", "NOUN", "PART"}
    return words if [word.text.lower() for word in words] == ["the", "agency"] and is_whole else None


def _link_behind(sentence: Sentence, cue: Word) -> Word | None:
    """The "to" behind a cue, with a particle, an adverb or "it" between at most: "**pointed out to**"."""
    if cue.upos not in {"VERB", "AUX"}:
        return None
    for word in sentence.words[cue.number : cue.number + _LONGEST_WAY_TO]:
        if word.text.lower() in _TO:
            return word
        if word.upos not in _BETWEEN_CUE_AND_TO:
            return None
    return None


def talk_with_outlet(place: Place) -> Iterator[Relay]:
    """ "said in an interview with **RTP**" — "In remarks to **China's Xinhua**" — "in a column for **the Courier**" """
    for word in narration(place.sentence):
        link = place.sentence.word(word.number + 1)
        if word.upos != "NOUN" or link is None:
            continue
        noun, link_text = word.lemma.lower().removeprefix("-"), link.text.lower()
        is_talk = noun in TALK and link_text in {"with", "to", "on"}
        is_text = noun in {*TALK, *_WRITING} and link_text in {"for", "in"} and _is_own(place.sentence, word)
        outlet = None
        if noun in _INTERVIEW and link_text == "with":
            outlet = place.hearer(link.number + 1)
        elif is_talk or is_text:
            outlet = place.outlet(link.number + 1, described=link_text != "in")
        if outlet is not None:
            yield _relay(word, outlet)


def _is_own(sentence: Sentence, text: Word) -> bool:
    """Was it said there, "**in** a column for", "**wrote** a letter to", and not of it: "denied a report in"?"""
    verb = sentence.head(text)
    wrote = verb is not None and verb.lemma.lower() in _PUTS_OUT and text.relation == "obj"
    return wrote or preposition(sentence, text) in _PLACING


def spoke_to_outlet(place: Place) -> Iterator[Relay]:
    """
    "Speaking to **RTP**, she said" — "wrote in **The Lagoon Log**" — "Writing in **The Lagoon Log**, she said" —
    "said on **CNN**'s morning show"
    """
    for word in narration(place.sentence):
        link = _link_after(place.sentence, word)
        if link is None or word.upos != "VERB":
            continue
        verb, link_text = word.lemma.lower(), link.text.lower()
        speaks = verb in _SPEAKS and link_text in {"to", "with", "on", "by"}
        on_air = word is place.cue and link_text in {"on", "in"} and (verb in _WRITES or link_text == "on")
        writing = word.text.lower() == "writing" and link_text in {"in", "for"}
        outlet = None
        if speaks and link_text in _TO:
            outlet = place.hearer(link.number + 1)
        elif speaks or on_air or writing:
            outlet = place.outlet(link.number + 1, described=speaks)
        if outlet is not None:
            yield _relay(word, outlet)


def asked_by_outlet(place: Place) -> Iterator[Relay]:
    """ "Asked about the wall by **RTP**, she said" — "Reached by phone by **RTP**" — "when questioned by **RTP**" """
    for word in narration(place.sentence):
        if word is place.cue or word.lemma.lower() not in _ASKED or not word.has("VerbForm=Part"):
            continue
        links = (each for each in place.sentence.words[word.number :] if each.text.lower() == "by")
        below = (each for each in links if _is_below(place.sentence, each, word))
        named = (place.outlet(link.number + 1) for link in below)
        if (outlet := next(filter(None, named), None)) is not None:
            yield _relay(word, outlet)


def _is_below(sentence: Sentence, link: Word, verb: Word) -> bool:
    """Does the phrase of a preposition hang below that verb and no other?"""
    noun = sentence.head(link)
    return noun is not None and _hangs_below(sentence, noun, verb)


def document_with_outlet(place: Place) -> Iterator[Relay]:
    """ "a letter seen by **Reuters**" — "sent to **RTP**" — "to which **Clarín** had access" """
    for word in narration(place.sentence):
        link = place.sentence.word(word.number + 1)
        verb = word.lemma.lower()
        if word is place.cue or word.upos != "VERB" or link is None or _is_of_source(place.sentence, word):
            continue
        if verb in _SEEN and link.text.lower() == "by" and _next_is_not_as(place.sentence, link):
            outlet = place.outlet(link.number + 1)
        else:
            outlet = _holder(place, word)
        if outlet is not None:
            yield _relay(word, outlet)


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


def carried_by_outlet(place: Place) -> Iterator[Relay]:
    """ "told AFP, as quoted in **Al-Sahel**, that" — "in a report carried by **Tanjug**" — "via **the Courier**" """
    for word in narration(place.sentence):
        link = _link_after(place.sentence, word)
        if word.text.lower() == "via" and (outlet := place.outlet(word.number + 1, described=False)) is not None:
            yield _relay(word, outlet)
        if word is place.cue or word.lemma.lower() not in CARRIED or word.upos != "VERB" or link is None:
            continue
        if (outlet := _carrier(place, word, link)) is not None and not _is_of_topic(place.sentence, word, place.cue):
            yield _relay(word, outlet)


def _carrier(place: Place, verb: Word, link: Word) -> list[Word] | None:
    """
    The outlet behind "by", "in" or "on": after "as quoted in" any name, and after "reported in" none, for places stand
    there too.
    """
    before, link_text = place.sentence.word(verb.number - 1), link.lemma.lower()
    if link_text in {"by", "on"} and not _next_is_not_as(place.sentence, link):
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
    """Did the outlet carry what is spoken of, not what is said: "denied", "asked about a raid **reported by RTP**"?"""
    thing = sentence.head(verb) if verb.relation == "acl" else None
    while thing is not None and thing.relation == "nmod" and thing.lemma.lower() not in {*TALK, *_WRITING}:
        thing = sentence.head(thing)
    above = sentence.head(thing) if thing is not None else None
    if thing is None or above is None:
        return False
    if thing.lemma.lower() in {*TALK, *_WRITING}:
        return above is cue and not _is_own(sentence, thing)
    asked = above.lemma.lower() in _ASKED and preposition(sentence, thing) in _ABOUT
    return asked or (above is cue and thing.relation == "obj")


def _link_after(sentence: Sentence, verb: Word) -> Word | None:
    """The preposition behind a verb, with nothing but when it was between: "published **on Sunday** in"."""
    for word in sentence.words[verb.number : verb.number + _LONGEST_WHEN]:
        after = sentence.word(word.number + 1)
        is_when = is_time(word) or word.upos in {"ADV", "NUM"}
        is_on_day = word.upos == "ADP" and after is not None and (is_time(after) or after.upos == "NUM")
        if not is_when and not is_on_day:
            return word
    return None


def _next_is_not_as(sentence: Sentence, link: Word) -> bool:
    """Is it no "quoted by X as saying", which has a rule of its own?"""
    return all(word.text.lower() != "as" for word in sentence.words[link.number : link.number + LONGEST_OUTLET])


def quoted_by(place: Place) -> Iterator[Relay]:
    """
    "Lavrov was quoted **by TASS** as saying" — "was quoted as saying **by TASS**" — "**The Courier** quoted the brother
    as saying"
    """
    sentence, cue = place.sentence, place.cue
    quoting = cue if is_quoting(sentence, cue) else quoting_verb(sentence, cue)
    if quoting is None:
        return
    if is_passive(sentence, quoting):
        carrier = agent(sentence, quoting) or _agent_behind(sentence, quoting)
    else:
        carrier = own_subject(sentence, quoting)
    if carrier is not None:
        words = phrase(sentence, carrier)
        yield _relay(quoting, place.outlet(words[0].number) or words)


def _agent_behind(sentence: Sentence, quoting: Word) -> Word | None:
    """Who quotes, where the tree hangs it below "saying": "was quoted as saying **by the agency**"."""
    for word in sentence.words[quoting.number : quoting.number + _LONGEST_WAY_TO]:
        if word.lemma.lower() == "say":
            return agent(sentence, word)
    return None


def from_outlet(place: Place) -> Iterator[Relay]:
    """ "From **AFP**: the ship is standing by, the ministry said." (a live blog)"""
    outlet = outlet_before_colon(place.sentence, place.lexicon)
    if outlet is not None and place.cue not in outlet and place.cue.number > 1:
        yield _relay(place.sentence.words[0], outlet)


def outlet_before_colon(sentence: Sentence, lexicon: Lexicon) -> list[Word] | None:
    """The outlet of a line that begins "From AFP:"."""
    outlet = outlet_at(sentence, 2, lexicon) if sentence.words[0].text.lower() in {"from", "via"} else None
    colon = sentence.word(outlet[-1].number + 1) if outlet else None
    return outlet if colon is not None and colon.text == ":" and len(sentence.words) > colon.number else None


#: From whom the words were said to, who stands nearest to the speaker, to who carried them last.
RULES: tuple[Rule, ...] = (
    told_outlet,
    talk_with_outlet,
    spoke_to_outlet,
    asked_by_outlet,
    document_with_outlet,
    carried_by_outlet,
    quoted_by,
    from_outlet,
)


def narration(sentence: Sentence) -> list[Word]:
    """The words of the sentence that stand in no quotation marks."""
    inside, kept = False, []
    for word in sentence.words:
        if word.text in {"“", "”", '"', "``", "''"}:
            inside = word.text in {"“", "``"} or (word.text == '"' and not inside)
        elif not inside:
            kept.append(word)
    return kept


def _relay(evidence: Word, words: list[Word]) -> Relay:
    name = phrase_span(words)
    return Relay((Span(min(evidence.span.start, name.start), max(evidence.span.end, name.end)),), (name,))


def issued_by(sentence: Sentence, document: Word) -> Iterator[Relay]:
    """ "a transcript of his speech released by **the ministry**" — "a letter to which **RTP** had access" """
    for verb in sentence.children(document, "acl"):
        holder = None
        if verb.lemma.lower() in _ISSUED | _SEEN:
            by = (each for each in sentence.children(verb, "obl") if preposition(sentence, each) == "by")
            holder = next(by, None) or _who_has_seen(sentence, verb)
        elif _has_access(sentence, verb):
            holder = _who_has_seen(sentence, verb)
        if holder is not None:
            yield _relay(verb, phrase(sentence, holder))


def _who_has_seen(sentence: Sentence, verb: Word) -> Word | None:
    """The subject of a relative clause: "a letter which **RTP** has seen"."""
    found = own_subject(sentence, verb) if verb.deprel == "acl:relcl" else None
    return found if found is not None and found.upos in {"PROPN", "NOUN"} else None
