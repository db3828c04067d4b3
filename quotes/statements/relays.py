"""
Relays that stand in the sentence of the cue: who carried the words.

"told **Fox News**", "in an interview with **CNN**", "citing **Yonhap**", "was quoted by **TASS** as saying",
"as quoted in **Al-Sahel**", "a transcript released by **the ministry**".
"""

from collections.abc import Iterator
from itertools import pairwise

from quotes.lexicon import Lexicon
from quotes.spans import Span
from quotes.statements.model import Relay
from quotes.statements.sources import agent, is_passive, own_subject, phrase, preposition, quoting_verb
from quotes.syntax import Sentence, Word, phrase_span

#: Verbs whose addressee, if it is an outlet, carries the words.
TELLING = frozenset(("tell", "inform", "confirm", "explain", "say", "speak", "write", "reveal"))
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
#: What an outlet is talked to in: "in an **interview** with", "in **remarks** to".
TALK = frozenset(("interview", "remark", "comment", "statement", "letter", "conversation", "talk", "article", "column"))
#: How a carrier is tied to what it carried: "as **quoted in**", "in a report **carried by**".
_CARRIED = frozenset(("quote", "cite", "report", "carry", "publish", "broadcast", "air", "print"))
#: Nouns that make an outlet of the name beside them: "the **newspaper** La Linterna", "the Daily Lantern **daily**".
_OUTLET_NOUNS = frozenset(
    "newspaper paper daily weekly tabloid magazine agency wire broadcaster channel station network radio television tv "
    "website site portal outlet media press blog podcast journal bulletin".split()
)
#: The longest phrase that names an outlet, in words ("the privately owned Beirut-based Daily Jetty newspaper").
_LONGEST_OUTLET = 9
_IN_OUTLET = frozenset(("PROPN", "NOUN", "ADJ", "DET", "PART", "NUM", "X", "VERB"))


def relays_of(sentence: Sentence, cue: Word, lexicon: Lexicon) -> tuple[Relay, ...]:
    """The outlets that the clause of *cue* names as carriers, in text order: the nearest to the speaker first."""
    found: dict[Span, Relay] = {}
    for rule in (told_outlet, talk_with_outlet, carried_by_outlet, citing_outlet, quoted_by):
        for relay in rule(sentence, cue, lexicon):
            if not any(relay.name_spans[0].overlaps(other) for other in found):
                found[relay.name_spans[0]] = relay
    return tuple(sorted(found.values(), key=lambda each: each.spans[0].start))


def told_outlet(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "Prata told **Fox News**" — "told **the news agency EFE**" — "confirmed to **the Lisbon Courier**" """
    if cue.lemma.lower() not in TELLING:
        return
    after = sentence.word(cue.number + 1)
    start = cue.number + 1 + (after is not None and after.lemma.lower() in {"to", "with"})
    outlet = outlet_at(sentence, start, lexicon)
    if outlet is not None and (start > cue.number + 1 or cue.lemma.lower() in {"tell", "inform"}):
        yield _relay(cue, outlet)


def talk_with_outlet(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "said in an interview with **RTP**" — "In remarks to **China's Xinhua**, she promised" """
    for word in narration(sentence):
        link = sentence.word(word.number + 1)
        if word.lemma.lower() in TALK and link is not None and link.lemma.lower() in {"with", "to"}:
            outlet = outlet_at(sentence, link.number + 1, lexicon)
            if outlet is not None:
                yield _relay(word, outlet)


def carried_by_outlet(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "told AFP, as quoted in **Al-Sahel**, that" — "in a report carried by **Tanjug**" """
    for word in narration(sentence):
        link = sentence.word(word.number + 1)
        if word is cue or word.lemma.lower() not in _CARRIED or word.upos != "VERB" or link is None:
            continue
        if link.lemma.lower() == "in" or (link.lemma.lower() in {"by", "on"} and _next_is_not_as(sentence, link)):
            outlet = outlet_at(sentence, link.number + 1, lexicon, named=link.lemma.lower() == "in")
            if outlet is not None:
                yield _relay(word, outlet)


def _next_is_not_as(sentence: Sentence, link: Word) -> bool:
    """Is it no "quoted by X as saying", which has a rule of its own?"""
    return all(word.text.lower() != "as" for word in sentence.words[link.number : link.number + _LONGEST_OUTLET])


def citing_outlet(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "CNN said, **citing Yonhap**," (the outlet that the source has it from)"""
    for verb in sentence.children(cue, "advcl", "parataxis"):
        if verb.text.lower() == "citing":
            outlet = outlet_at(sentence, verb.number + 1, lexicon)
            if outlet is not None:
                yield _relay(verb, outlet)


def quoted_by(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "Lavrov was quoted **by TASS** as saying" — "**The Courier** quoted the brother as saying" """
    passive = cue.lemma.lower() in {"quote", "cite"} and is_passive(sentence, cue)
    quoting = cue if passive else quoting_verb(sentence, cue)
    if quoting is None:
        return
    carrier = agent(sentence, quoting) if is_passive(sentence, quoting) else own_subject(sentence, quoting)
    if carrier is not None:
        words = phrase(sentence, carrier)
        yield _relay(quoting, words)


def narration(sentence: Sentence) -> list[Word]:
    """The words of the sentence that stand in no quotation marks."""
    inside, kept = False, []
    for word in sentence.words:
        if word.text in {"“", "”", '"', "``", "''"}:
            inside = word.text in {"“", "``"} or (word.text == '"' and not inside)
        elif not inside:
            kept.append(word)
    return kept


def outlet_at(sentence: Sentence, start: int, lexicon: Lexicon, *, named: bool = False) -> list[Word] | None:
    """
    The words of the outlet that the phrase from word number *start* on names; None where it names none.

    "the news agency **EFE**", "Australia's **ABC**", "the Beirut-based **Daily Jetty**", "**local media**"; with
    *named* any capitalised name will do, for a construction in which nothing but a medium can stand ("quoted in X").
    """
    words: list[Word] = []
    for word in sentence.words[start - 1 : start - 1 + _LONGEST_OUTLET]:
        joined = word.text in {"-", "’", "'", "/", "."} and words and words[-1].span.end == word.span.start
        if word.upos not in _IN_OUTLET and not joined:
            break
        words.append(word)
    for end in range(len(words), 0, -1):
        for first in range(end):
            name = _text(words[first:end])
            if name[:1].isupper() and lexicon.outlet(name) is not None:
                return words[first:end]
    described = [
        index for index, word in enumerate(words) if word.lemma.lower() in _OUTLET_NOUNS or word.text == "based"
    ]
    proper = [index for index, word in enumerate(words) if word.upos == "PROPN"]
    if not described and not (named and proper):
        return None
    behind = [index for index in proper if described and index > described[-1]]
    chosen = words[behind[0] : behind[-1] + 1] if behind else words
    while chosen and chosen[-1].upos not in {"PROPN", "NOUN"}:
        chosen = chosen[:-1]
    return chosen or None


def _text(words: list[Word]) -> str:
    """The words as the text has them, spaces and all."""
    pieces = [words[0].text]
    for before, word in pairwise(words):
        pieces.append(("" if before.span.end == word.span.start else " ") + word.text)
    return "".join(pieces)


def _relay(evidence: Word, words: list[Word]) -> Relay:
    name = phrase_span(words)
    return Relay((Span(min(evidence.span.start, name.start), max(evidence.span.end, name.end)),), (name,))


def issued_by(sentence: Sentence, document: Word) -> Iterator[Relay]:
    """ "a transcript of his speech released by **the ministry**" """
    for verb in sentence.children(document, "acl"):
        if verb.lemma.lower() in _ISSUED:
            for word in sentence.children(verb, "obl"):
                if preposition(sentence, word) == "by":
                    yield _relay(verb, phrase(sentence, word))
