"""
Relays that stand in the sentence of the cue: who carried the words.

"told **Fox News**", "in an interview with **CNN**", "a letter seen by **Reuters**", "was quoted by **TASS** as saying",
"as quoted in **Al-Sahel**", "a transcript released by **the ministry**".
"""

from collections.abc import Callable, Iterator

from attrs import evolve

from quotes.attribution.outlet_names import LONGEST_OUTLET, outlet_at
from quotes.attribution.sources import agent, is_passive, is_quoting, own_subject, phrase, preposition, quoting_verb
from quotes.attribution.statement import Relay
from quotes.parsing import Sentence, Word, phrase_span
from quotes.text.spans import Span
from quotes.words.lexicon import Lexicon

#: Verbs whose direct object hears the words: "told **Fox News**"; and those that may have "to" and a venue behind them.
HEARING = frozenset(("tell", "inform", "assure", "brief", "remind", "advise", "notify"))
TELLING = frozenset((*HEARING, "confirm", "explain", "say", "speak", "write", "reveal"))
#: Behind a cue "to an outlet" is whom it was said to; these words may stand between ("pointed **out** to").
_TO = frozenset(("to", "with"))
_BETWEEN_CUE_AND_TO = frozenset(("ADV", "ADP", "PRON"))
_LONGEST_WAY_TO = 3
#: Participles that tie a document to the body that put it out.
_ISSUED = frozenset(
    (
        "release",
        "publish",
        "issue",
        "carry",
        "quote",
        "cite",
        "report",
        "post",
        "air",
        "broadcast",
        "obtain",
        "see",
        "provide",
    )
)
#: What an outlet is talked to in: "in an **interview** with", "in **remarks** to", "a **column** for".
TALK = frozenset(
    "interview remark comment statement letter conversation talk article column dialogue discussion chat exchange "
    "email e-mail message call op-ed essay podcast testimony answer reply response note briefing tribune".split()
)
#: Who writes in an outlet: "in an **article** in", "a **column** for" (the splitter cuts "op-**ed**"); and what is said
#: or written "on" or "in" one.
_WRITING = frozenset("article column op-ed ed essay piece editorial commentary letter report post blog".split())
_WRITES = frozenset(("write", "argue", "publish", "claim"))
_PUTS_OUT = frozenset("write publish pen author contribute give post do".split())
_PLACING = frozenset(("in", "during", "via", "through", "with", "by", "at", "on"))
_SPEAKS = frozenset(("speak", "talk", "appear", "interview", "confide"))
#: How an outlet gets an answer: "**asked** by", "**reached** by phone by"; what it is an answer to, and behind what.
_ASKED = frozenset("ask press question query quiz contact reach approach telephone phone call".split())
_ABOUT = frozenset("about on over regarding concerning".split())
_QUESTIONS = frozenset("question query inquiry enquiry request".split())
_ANSWERS = frozenset(("response", "reply", "answer", "responding", "replying", "answering"))
_LONGEST_QUESTION = 5
#: How a carrier is tied to what it carried: "as **quoted in**", "in a report **carried by**".
CARRIED = frozenset(
    "quote cite report carry publish broadcast air print release relay transmit stream run post translate".split()
)
#: How a document came to an outlet: "a letter **seen by**", "a memo **shared with**", "**to which** it **had access**".
_SEEN = frozenset("see obtain review view access read hear examine consult receive verify analyse analyze".split())
_GIVEN = frozenset(
    "send share provide give release issue email e-mail leak supply grant hand forward make address".split()
)
_LONGEST_GIVING = 3
#: What opens a line with the name of whose words follow: "From AFP: …".
_FROM = frozenset(("from", "via"))
_LONGEST_WHEN = 5
#: What says when, between a verb and its outlet: "published **on Sunday** in".
_DAYS = frozenset(
    "today yesterday morning afternoon evening night week month monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december".split()
)


def relays_of(sentence: Sentence, cue: Word, lexicon: Lexicon) -> tuple[Relay, ...]:
    """
    The outlets that the clause of *cue* names as carriers, the nearest to the speaker first.

    Nearest is whom it was said to, then where it was put out, then who quotes: the rules stand in this order.
    """
    found: list[Relay] = []
    for rule in RULES:
        for relay in rule(sentence, cue, lexicon):
            if not any(relay.name_spans[0].overlaps(other.name_spans[0]) for other in found):
                found.append(relay)
    return tuple(found)


def told_outlet(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "Prata told **Fox News**" — "confirmed to **the Lisbon Courier**" — "pointed out to **the TN channel**" """
    start = cue.number + 1
    if cue.lemma.lower() not in HEARING:
        link = _link_behind(sentence, cue)
        if link is None:
            return
        start = link.number + 1
    outlet, agency = outlet_at(sentence, start, lexicon), _the_agency(sentence, start)
    if outlet is not None:
        yield _relay(cue, outlet)
    elif agency is not None:
        yield evolve(_relay(cue, agency), noun="agency")


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


def talk_with_outlet(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "said in an interview with **RTP**" — "In remarks to **China's Xinhua**" — "in a column for **the Courier**" """
    for word in narration(sentence):
        link = sentence.word(word.number + 1)
        if word.upos != "NOUN" or link is None:
            continue
        noun, preposition = word.lemma.lower().removeprefix("-"), link.text.lower()
        is_talk = noun in TALK and preposition in {"with", "to", "on"}
        is_text = noun in {*TALK, *_WRITING} and preposition in {"for", "in"} and _is_own(sentence, word)
        if is_talk or is_text:
            outlet = outlet_at(sentence, link.number + 1, lexicon, described=preposition != "in")
            if outlet is not None:
                yield _relay(word, outlet)


def _is_own(sentence: Sentence, text: Word) -> bool:
    """Was it said there, "**in** a column for", "**wrote** a letter to", and not of it: "denied a report in"?"""
    verb = sentence.head(text)
    wrote = verb is not None and verb.lemma.lower() in _PUTS_OUT and text.relation == "obj"
    return wrote or preposition(sentence, text) in _PLACING


def spoke_to_outlet(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """
    "Speaking to **RTP**, she said" — "wrote in **The Lagoon Log**" — "Writing in **The Lagoon Log**, she said" —
    "said on **CNN**'s morning show"
    """
    for word in narration(sentence):
        link = _link_after(sentence, word)
        if link is None or word.upos != "VERB":
            continue
        verb, preposition = word.lemma.lower(), link.text.lower()
        speaks = verb in _SPEAKS and preposition in {"to", "with", "on", "by"}
        on_air = word is cue and preposition in {"on", "in"} and (verb in _WRITES or preposition == "on")
        writing = word.text.lower() == "writing" and preposition in {"in", "for"}
        if speaks or on_air or writing:
            outlet = outlet_at(sentence, link.number + 1, lexicon, described=speaks)
            if outlet is not None:
                yield _relay(word, outlet)


def asked_by_outlet(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "Asked by **RTP** about the wall, she said" — "Reached by phone by **RTP**" — "when questioned by **RTP**" """
    for word in narration(sentence):
        if word is cue or word.lemma.lower() not in _ASKED or not word.has("VerbForm=Part"):
            continue
        behind = sentence.words[word.number : word.number + _LONGEST_GIVING]
        named = (outlet_at(sentence, link.number + 1, lexicon) for link in behind if link.text.lower() == "by")
        if (outlet := next(filter(None, named), None)) is not None:
            yield _relay(word, outlet)


def answered_outlet(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "In response to questions from **RTP**, she said" — "replying to an **RTP** query" """
    for word in narration(sentence):
        if word.text.lower() not in _ANSWERS or not _answers(sentence, word):
            continue
        behind = sentence.words[word.number : word.number + _LONGEST_QUESTION]
        question = next((each for each in behind if each.lemma.lower() in _QUESTIONS), None)
        if question is None:
            continue
        link = sentence.word(question.number + 1)
        is_from = link is not None and link.text.lower() in {"from", "by", "of"}
        start = question.number + 2 if is_from else word.number + 1 + (behind[0].text.lower() == "to")
        outlet = outlet_at(sentence, start, lexicon)
        if outlet is not None:
            yield _relay(word, outlet)


def _answers(sentence: Sentence, word: Word) -> bool:
    """Is it no "declined to give a response to", but "**in** response to", "**in** a written reply to"?"""
    before = sentence.words[max(0, word.number - 1 - _LONGEST_GIVING) : word.number - 1]
    return word.text.endswith("ing") or any(each.text.lower() == "in" for each in before)


def document_with_outlet(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "a letter seen by **Reuters**" — "sent to **RTP**" — "to which **Clarín** had access" """
    for word in narration(sentence):
        link = sentence.word(word.number + 1)
        verb = word.lemma.lower()
        if word is cue or word.upos != "VERB" or link is None or _is_of_source(sentence, word):
            continue
        if verb in _SEEN and link.text.lower() == "by" and _next_is_not_as(sentence, link):
            outlet = outlet_at(sentence, link.number + 1, lexicon)
        else:
            outlet = _holder(sentence, word, lexicon)
        if outlet is not None:
            yield _relay(word, outlet)


def _is_of_source(sentence: Sentence, verb: Word) -> bool:
    """Behind "according to" the document is the source, and who issued it is asked for with it."""
    document = sentence.head(verb)
    return document is not None and preposition(sentence, document) in {"accord", "according"}


def _holder(sentence: Sentence, verb: Word, lexicon: Lexicon) -> list[Word] | None:
    """The outlet that a document was given to, or that has seen it."""
    return _given_to(sentence, verb, lexicon) if verb.lemma.lower() in _GIVEN else _having_seen(sentence, verb, lexicon)


def _given_to(sentence: Sentence, verb: Word, lexicon: Lexicon) -> list[Word] | None:
    """Whom a document was given to: "shared exclusively with **RTP**", "made available to **RTP**"."""
    for word in sentence.words[verb.number : verb.number + _LONGEST_GIVING]:
        if word.text.lower() in _TO:
            return outlet_at(sentence, word.number + 1, lexicon)
    return None


def _having_seen(sentence: Sentence, verb: Word, lexicon: Lexicon) -> list[Word] | None:
    """The outlet that a relative clause says has seen a document: "to which **Clarín** had access"."""
    if verb.lemma.lower() not in _SEEN and not _has_access(sentence, verb):
        return None
    before = list(sentence.words[: verb.number - 1])
    while before and before[-1].upos in {"AUX", "ADV"}:
        before.pop()
    for start in range(len(before), max(0, len(before) - LONGEST_OUTLET), -1):
        if before[start - 1].lemma.lower() in {"which", "that"}:
            outlet = outlet_at(sentence, start + 1, lexicon)
            return outlet if outlet and outlet[-1] is before[-1] else None
    return None


def _has_access(sentence: Sentence, verb: Word) -> bool:
    """ "**had access**" """
    after = sentence.words[verb.number : verb.number + _LONGEST_GIVING]
    return verb.lemma.lower() in {"have", "gain", "get"} and any(word.lemma.lower() == "access" for word in after)


def carried_by_outlet(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "told AFP, as quoted in **Al-Sahel**, that" — "in a report carried by **Tanjug**" """
    for word in narration(sentence):
        link = _link_after(sentence, word)
        if word is cue or word.lemma.lower() not in CARRIED or word.upos != "VERB" or link is None:
            continue
        if _is_of_topic(sentence, word, cue):
            continue
        if link.lemma.lower() == "in" or (link.lemma.lower() in {"by", "on"} and _next_is_not_as(sentence, link)):
            before = sentence.word(word.number - 1)
            is_as = before is not None and before.lemma.lower() == "as"
            named = link.lemma.lower() == "in" or (is_as and link.lemma.lower() == "by")
            outlet = outlet_at(sentence, link.number + 1, lexicon, named=named)
            if outlet is not None and not any(each.lemma.lower() in _DAYS for each in outlet):
                yield _relay(word, outlet)


def _is_of_topic(sentence: Sentence, verb: Word, cue: Word) -> bool:
    """Did the outlet carry what is spoken of, not what is said: "denied", "asked about a raid **reported by RTP**"?"""
    thing = sentence.head(verb) if verb.relation == "acl" else None
    while thing is not None and thing.relation == "nmod" and thing.lemma.lower() not in {*TALK, *_WRITING}:
        thing = sentence.head(thing)
    above = sentence.head(thing) if thing is not None else None
    if thing is None or above is None or thing.lemma.lower() in {*TALK, *_WRITING}:
        return False
    asked = above.lemma.lower() in _ASKED and preposition(sentence, thing) in _ABOUT
    return asked or (above is cue and thing.relation == "obj")


def _link_after(sentence: Sentence, verb: Word) -> Word | None:
    """The preposition behind a verb, with nothing but when it was between: "published **on Sunday** in"."""
    for word in sentence.words[verb.number : verb.number + _LONGEST_WHEN]:
        after = sentence.word(word.number + 1)
        is_when = word.lemma.lower() in _DAYS or word.upos in {"ADV", "NUM"}
        is_on_day = word.upos == "ADP" and after is not None and (after.lemma.lower() in _DAYS or after.upos == "NUM")
        if not is_when and not is_on_day:
            return word
    return None


def _next_is_not_as(sentence: Sentence, link: Word) -> bool:
    """Is it no "quoted by X as saying", which has a rule of its own?"""
    return all(word.text.lower() != "as" for word in sentence.words[link.number : link.number + LONGEST_OUTLET])


def quoted_by(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """
    "Lavrov was quoted **by TASS** as saying" — "was quoted as saying **by TASS**" — "**The Courier** quoted the brother
    as saying"
    """
    quoting = cue if is_quoting(sentence, cue) else quoting_verb(sentence, cue)
    if quoting is None:
        return
    if is_passive(sentence, quoting):
        carrier = agent(sentence, quoting) or _agent_behind(sentence, quoting)
    else:
        carrier = own_subject(sentence, quoting)
    if carrier is not None:
        words = phrase(sentence, carrier)
        yield _relay(quoting, outlet_at(sentence, words[0].number, lexicon) or words)


def _agent_behind(sentence: Sentence, quoting: Word) -> Word | None:
    """Who quotes, where the tree hangs it below "saying": "was quoted as saying **by the agency**"."""
    for word in sentence.words[quoting.number : quoting.number + _LONGEST_WAY_TO]:
        if word.lemma.lower() == "say":
            return agent(sentence, word)
    return None


def from_outlet(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "From **AFP**: the ship is standing by, the ministry said." (a live blog)"""
    outlet = outlet_before_colon(sentence, lexicon)
    if outlet is not None and cue not in outlet and cue.number > 1:
        yield _relay(sentence.words[0], outlet)


def outlet_before_colon(sentence: Sentence, lexicon: Lexicon) -> list[Word] | None:
    """The outlet of a line that begins "From AFP:"."""
    outlet = outlet_at(sentence, 2, lexicon) if sentence.words[0].text.lower() in _FROM else None
    colon = sentence.word(outlet[-1].number + 1) if outlet else None
    return outlet if colon is not None and colon.text == ":" and len(sentence.words) > colon.number else None


#: From whom the words were said to, who stands nearest to the speaker, to who carried them last.
RULES: tuple[Callable[[Sentence, Word, Lexicon], Iterator[Relay]], ...] = (
    told_outlet,
    talk_with_outlet,
    spoke_to_outlet,
    asked_by_outlet,
    answered_outlet,
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
