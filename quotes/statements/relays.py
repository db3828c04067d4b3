"""
Relays and media that stand in the clause of the cue: who carried the words, and where they were spoken or written.

"told **Fox News**", "in an interview with **CNN**", "citing **Yonhap**", "was quoted by **TASS** as saying",
"a transcript released by **the ministry**" make a relay; "in **a statement**", "at **a press conference**",
"on **X**" make a medium, which is no hop.
"""

from collections.abc import Iterator

from quotes.lexicon import Lexicon
from quotes.spans import Span, Spans
from quotes.statements.model import Relay
from quotes.statements.sources import agent, is_passive, own_subject, phrase, preposition, quoting_verb, subject
from quotes.syntax import Sentence, Word, phrase_span

#: Verbs whose addressee, if it is an outlet, carries the words.
_TELLING = frozenset(("tell", "inform", "confirm", "explain", "say", "speak", "write", "reveal"))
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
_PREPOSITIONS_OF_MEDIA = frozenset(("in", "on", "at", "during", "via", "through", "by", "to"))


def relays_of(sentence: Sentence, cue: Word, lexicon: Lexicon) -> tuple[Relay, ...]:
    """The outlets that the clause of *cue* names as carriers, in text order."""
    found: dict[Span, Relay] = {}
    for rule in (told_outlet, interview_with, citing, quoted_by):
        for relay in rule(sentence, cue, lexicon):
            found.setdefault(relay.name_spans[0], relay)
    return tuple(sorted(found.values(), key=lambda each: each.spans[0].start))


def told_outlet(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "Prata told **Fox News**", "confirmed to **the Lisbon Courier**" """
    if cue.lemma.lower() not in _TELLING:
        return
    for word in sentence.children(cue, "obj", "iobj", "obl"):
        if word.relation == "obl" and preposition(sentence, word) not in {"to", "with"}:
            continue
        if word.number > cue.number and is_outlet(sentence, word, lexicon):
            yield _relay(sentence, cue, word)


def interview_with(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "said in an interview with **RTP**", "in remarks carried by **KCNA**" """
    for medium in sentence.children(cue, "obl"):
        for word in sentence.children(medium, "nmod"):
            if preposition(sentence, word) in {"with", "to", "on", "for"} and is_outlet(sentence, word, lexicon):
                yield _relay(sentence, medium, word)
        yield from issued_by(sentence, medium)


def issued_by(sentence: Sentence, document: Word) -> Iterator[Relay]:
    """ "a transcript of his speech released by **the ministry**" """
    for verb in sentence.children(document, "acl"):
        if verb.lemma.lower() in _ISSUED:
            for word in sentence.children(verb, "obl"):
                if preposition(sentence, word) == "by":
                    yield _relay(sentence, verb, word)


def citing(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "CNN said, **citing Yonhap**," (the outlet that the source has it from)"""
    for verb in sentence.children(cue, "advcl", "parataxis"):
        if verb.text.lower() == "citing":
            word = sentence.child(verb, "obj")
            if word is not None and is_outlet(sentence, word, lexicon):
                yield _relay(sentence, verb, word)


def quoted_by(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Iterator[Relay]:
    """ "Lavrov was quoted **by TASS** as saying" — "**The Courier** quoted the brother as saying" """
    quoting = quoting_verb(sentence, cue)
    if quoting is None:
        return
    carrier = agent(sentence, quoting) if is_passive(sentence, quoting) else own_subject(sentence, quoting)
    if carrier is not None:
        yield _relay(sentence, quoting, carrier)


def is_outlet(sentence: Sentence, word: Word, lexicon: Lexicon) -> bool:
    """Does the phrase around *word* name an outlet, or news media in general ("state television", "local media")?"""
    words = phrase(sentence, word)
    name = " ".join(each.text for each in words if each.relation not in {"case", "det"})
    role = lexicon.role(word.lemma.lower())
    return lexicon.outlet(name) is not None or (role is not None and role.kind == "media")


def _relay(sentence: Sentence, evidence: Word, word: Word) -> Relay:
    name = phrase_span(phrase(sentence, word))
    start, end = min(evidence.span.start, name.start), max(evidence.span.end, name.end)
    return Relay((Span(start, end),), (name,))


def medium_of(sentence: Sentence, cue: Word, text: str, lexicon: Lexicon) -> Spans:
    """
    Where it was said or written: the phrase at the cue that names a platform, document or venue.

    "said in **a statement**", "posted on **X**", "told **a press conference**"
    """
    holder = subject(sentence, cue)
    at_cue = [
        word
        for word in (
            *sentence.children(cue, "obl", "obj", "nmod"),
            *(sentence.children(holder, "nmod") if holder else ()),
        )
        if (word.relation == "obj" and cue.lemma.lower() in _TELLING)
        or preposition(sentence, word) in _PREPOSITIONS_OF_MEDIA
    ]
    for word in (*at_cue, *((holder,) if holder is not None and holder.upos == "NOUN" else ())):
        span = phrase_span(phrase(sentence, word))
        if lexicon.medium(word.lemma) is not None or lexicon.medium(span.of(text)) is not None:
            return (span,)
    return ()
