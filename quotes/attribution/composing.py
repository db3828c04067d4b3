"""From what the readers found to statements: cue, content, source, relays and medium put together."""

from attrs import evolve

from quotes.attribution.candidates import Candidate
from quotes.attribution.contents import cue_words, inside_marks, snap
from quotes.attribution.credits import Credit, cited, is_outlets
from quotes.attribution.gaps import Lead
from quotes.attribution.media import medium_of
from quotes.attribution.quotations import Attributed
from quotes.attribution.reading import Reading
from quotes.attribution.relays import relays_of
from quotes.attribution.rules import SurfaceRule
from quotes.attribution.sources import is_hearing
from quotes.attribution.statement import Cue, Relay, Source, Statement
from quotes.parsing import Sentence, Word, phrase_span
from quotes.text.spans import Spans
from quotes.words.lexicon import Lexicon

CITING = SurfaceRule(
    "citing",
    "whom a credit cites",
    "*The ferry had no radio*, RTP reported, citing the coast guard.",
)

#: Before whoever put a document out: "a statement **by** the ministry".
_ISSUING = frozenset(("by", "from"))
_MEDIA = frozenset(("medium", "media", "press", "news"))


def direct_statement(found: Attributed, reading: Reading) -> Statement:
    """The statement of a direct quotation; the marks are part of its content."""
    lead = found.lead
    statement = Statement(
        content=found.content,
        quoted=found.content,
        cue=None,
        source=None,
        rule=found.rule,
        attitude="assertion",
        confidence=reading.calibration.of_rule(found.rule),
        continues=lead is None,
    )
    if lead is None:
        return statement
    source = _source(lead.sentence, lead.source, lead.head)
    if lead.kind is None:
        return evolve(statement, source=source, continues=source is None)
    cue, place = _lead_words(lead), reading.place(lead.sentence, lead.word)
    return evolve(
        statement,
        cue=Cue(phrase_span(cue), lead.word.lemma.lower(), lead.kind),
        source=source,
        relays=relays_of(place),
        medium=medium_of(place, found.content),
        # “…,” he said, **adding**, “…”
        continues=source is None and lead.word.text.endswith("ing"),
    )


def _lead_words(lead: Lead) -> tuple[Word, ...]:
    """The cue's words: a verb with its auxiliaries, a phrase up to its source, or a mark."""
    if lead.kind == "verb":
        return cue_words(lead.sentence, lead.word)
    if lead.kind == "phrase" and lead.source:
        return lead.sentence.words[lead.word.number - 1 : lead.source[0].number - 1]
    return (lead.word,)


def _source(sentence: Sentence, words: tuple[Word, ...], head: Word | None) -> Source | None:
    if head is None or not words:
        return None
    return Source((phrase_span(words),), sentence.number, head.number)


def _speaking(sentence: Sentence, cue: Word, words: tuple[Word, ...], head: Word | None) -> Source | None:
    """The source phrase, unless it only names who heard it: "the inquest heard"."""
    return None if is_hearing(sentence, cue) else _source(sentence, words, head)


def indirect_statement(candidate: Candidate, reading: Reading) -> Statement:
    """The statement of a candidate that stands."""
    place = reading.place(candidate.sentence, candidate.word)
    return Statement(
        content=candidate.content,
        quoted=inside_marks(candidate.content, reading.marks_near(candidate.content)),
        cue=Cue(candidate.cue_span, candidate.lemma, "phrase" if candidate.kind == "adjective" else candidate.kind),
        source=_speaking(candidate.sentence, candidate.word, candidate.source, candidate.head),
        rule=candidate.rule,
        attitude=candidate.attitude,
        confidence=candidate.confidence,
        scale=candidate.scale,
        relays=relays_of(place),
        medium=medium_of(place, candidate.content),
    )


def credited_statement(credit: Credit, content: Spans, reading: Reading) -> Statement:
    """
    The statement of a credit that covers plain narration.

    "The ferry had no radio, RTP reported, citing the coast guard" is the coast guard's, by way of RTP.
    """
    content = snap(content, reading.marks_near(content), credit.span)
    verb = credit.cue[-1] if credit.kind == "verb" else credit.head
    statement = Statement(
        content=content,
        quoted=inside_marks(content, reading.marks_near(content)),
        cue=Cue(phrase_span(credit.cue), credit.lemma, credit.kind),
        source=_speaking(credit.sentence, verb, credit.source, credit.head),
        rule=credit.rule,
        attitude="assertion",
        confidence=reading.calibration.of_rule(credit.rule),
        relays=relays_of(reading.place(credit.sentence, credit.cue[-1])),
        medium=medium_of(reading.place(credit.sentence, verb), content),
    )
    origin = cited(credit, reading.lexicon)
    if origin is None:
        return statement
    cue, words, head = origin
    return cited_statement(statement, cue, _source(credit.sentence, words, head), (_relay(credit),), reading)


def cited_statement(
    statement: Statement, cue: Word, source: Source | None, relays: tuple[Relay, ...], reading: Reading
) -> Statement:
    """The statement as that of whom somebody cites, "**citing** the coast guard", by way of *relays*."""
    confidence = reading.calibration.of_rule(CITING)
    return evolve(
        statement, cue=Cue(cue.span, "cite", "verb"), source=source, rule=CITING, confidence=confidence, relays=relays
    )


def hops(credit: Credit, reading: Reading) -> tuple[Relay, ...]:
    """
    The hops that a credit adds to the statements it covers, the nearest to the speaker first.

    ", CNN reported, citing TASS" adds TASS and CNN; "according to a letter seen by Reuters" Reuters;
    ", a source told the Courier" the source and the Courier.
    """
    origin = cited(credit, reading.lexicon)
    near = (Relay(phrase_span(origin[1]), phrase_span(origin[1])),) if origin is not None else ()
    carriers = () if _is_nobodys(credit, reading.lexicon) else (_relay(credit),)
    own = relays_of(reading.place(credit.sentence, credit.cue[-1]))
    heard = tuple(each for each in own if each.name.start > credit.cue[-1].span.end)
    return (*near, *carriers, *heard)


def _is_nobodys(credit: Credit, lexicon: Lexicon) -> bool:
    """
    Whether a credit is to a document alone, which is no hop: "according to **the survey**".

    "a statement **by the ministry**" and "**media** reports" say whose it is.
    """
    kind = lexicon.kind_of(credit.head.lemma.lower())
    named = any(word.text.lower() in _ISSUING for word in credit.source if word.number > credit.head.number)
    of_media = any(word.lemma.lower() in _MEDIA for word in credit.source)
    return kind == "document" and not (named or of_media or is_outlets(credit, lexicon))


def _relay(credit: Credit) -> Relay:
    return Relay(phrase_span(credit.source), credit.span)


def relayed(statement: Statement, relays: tuple[Relay, ...]) -> Statement:
    """The statement with more hops after those that its own clause names; a hop stands there once."""
    own = (each for each in statement.relays if not any(each.name.overlaps(other.name) for other in relays))
    return evolve(statement, relays=(*own, *relays))
