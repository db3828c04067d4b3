"""
Which candidates stand: one cue has one content, and what stands inside other words must be a statement of its own.
"""

from collections.abc import Callable, Sequence

from attrs import evolve

from quotes.attribution.candidates import Candidate
from quotes.attribution.contents import tidy
from quotes.attribution.credits import Credit, is_teller
from quotes.attribution.labelled import LABELLED_WORDS
from quotes.attribution.mending import second_cue
from quotes.attribution.reading import Reading
from quotes.attribution.shapes import (
    CLAUSAL_COMPLEMENT,
    GERUND_CONTENT,
    NOUN_CLAUSE,
    NOUN_OBLIQUE,
    OBJECT_AND_COMPLEMENT,
    OBJECT_AND_OBLIQUE,
    OBJECT_CONTENT,
    OBLIQUE_CONTENT,
    OPEN_COMPLEMENT,
)
from quotes.attribution.sources import is_passive, is_quoting, quoting_verb
from quotes.parsing import Sentence, Word
from quotes.text.spans import Span, Spans, holds, overlap, size
from quotes.words.classes import word_class

#: Candidates below this are not proposed at all: lower ones gain less recall than they cost in precision.  0.3 has
#: the same F1 and finds one statement in a hundred less: a lost one is worse than a doubtful one.  Lower ones for
#: attitudes alone (0.1 to 0.2) have the same F1 on PolNeAR's training articles, by folds.
LEAST_CONFIDENCE = 0.28
#: What is asserted in a phrase without a clause, "*rejected* **the request**", must be surer: of 17 between the two in
#: gold/train and gold/pages none was a statement, and PolNeAR dev has a better F1 without them.
_LEAST_OF_PHRASES = 0.35
_PHRASES = frozenset(
    (NOUN_OBLIQUE, OBJECT_AND_COMPLEMENT, OBJECT_AND_OBLIQUE, OBJECT_CONTENT, OBLIQUE_CONTENT, OPEN_COMPLEMENT)
)
#: So sure must the lexicon be of a cue in a sentence that a credit covers.
_BESIDE_CREDIT = 0.4
#: Whatever the lexicon says, the scorer must not be surer than this that nobody would have drawn it.
_DOUBTED = 0.1
#: Two contents that share more than this of the shorter one are claims to the same words.
_SAME_WORDS = 0.5
#: A statement inside another one must be this sure by the lexicon, by the frame of its cue ...
_NESTED_CONFIDENCE = {"that": 0.55, "to": 0.4, "object to": 0.4}
#: ... by somebody, whom what is asked or promised must name, or to somebody by such a verb ...
_TELLING = word_class("verbs of telling somebody")
_SPEAKING = {"that": {"PROPN", "NOUN"}, "to": {"PROPN"}, "object to": {"PROPN"}}
#: ... and not by a verb that is no words of anybody.
_FINDING = word_class("verbs of finding")


def settled(sentence: Sentence, beside: list[Credit], reading: Reading) -> list[Candidate]:
    """
    Those of a sentence's candidates that stand, in text order of their cues; *beside* are its credits.

    The surest stands first (by the scorer, or by the lexicon beside a credit); a later one gives way where it has the
    same cue, or stands inside another's content or the other way round.  Inside a chosen content or a quotation only
    plain assertions by a named third party stand, on the lexicon's word: the scorer's teachers did not annotate those.
    The confidence of those that stand is on the one scale of records.
    """
    proposals = [each for each in reading.proposals(sentence, beside) if not _runs_on(each, reading)]
    told = [each.reported for each in beside if each.covers_sentence and is_teller(each, reading.lexicon)]
    proposals = [e for e in proposals if _is_plain(e) or not any(span.covers(e.cue_span) for span in told)]
    credited = any(each.covers_sentence for each in beside)
    scored = [_scored(each, reading, credited) for each in proposals if not reading.in_marks(each.cue_span)]
    likely = [each for each in scored if each.confidence >= _least_of(each)]
    nearest = [each for each in likely if not any(_is_nearer(other, each) for other in likely)]
    chosen = _with_surest((), nearest, _clash)
    nested = [_clipped(each, reading) for each in proposals if is_reported_within(each, chosen, reading)]
    chosen = _with_surest(chosen, [each for each in nested if each.content], _same_cue)
    shares = (evolve(each, confidence=reading.calibration.of_candidate(each.scale, each.confidence)) for each in chosen)
    return sorted(shares, key=lambda candidate: candidate.cue_span)


def _least_of(candidate: Candidate) -> float:
    """How sure a candidate must be to be proposed."""
    is_phrase = candidate.attitude == "assertion" and candidate.rule in _PHRASES
    return _LEAST_OF_PHRASES if is_phrase else LEAST_CONFIDENCE


def _with_surest(
    chosen: Sequence[Candidate], others: Sequence[Candidate], excludes: Callable[[Candidate, Candidate], bool]
) -> Sequence[Candidate]:
    """Those *chosen* and of the others, the surest first, each that none of them *excludes*."""
    found = [*chosen]
    for each in sorted(others, key=lambda candidate: -candidate.confidence):
        if not any(excludes(each, other) for other in found):
            found.append(each)
    return found


def _scored(candidate: Candidate, reading: Reading, credited: bool) -> Candidate:
    """
    The candidate with the scorer's confidence; beside a credit, with the lexicon's where that is higher.

    "Lavrov **vowed** to resist, according to Sputnik": the scorer's teachers annotated the credit alone there.  What is
    denied they hardly drew.  "RTP quoted Prata as **saying** that he would resist" stands whatever they did, where no
    other cue is in it.
    """
    sure = reading.confidence(candidate)
    sentence, cue = candidate.sentence, candidate.word
    as_saying = quoting_verb(sentence, cue) is not None
    quoting = as_saying or is_quoting(sentence, cue)
    ends = candidate.rule is CLAUSAL_COMPLEMENT and second_cue(sentence, cue, reading.lexicon) is not None
    known = (credited or quoting or ends or candidate.rule is GERUND_CONTENT) and candidate.rule is not LABELLED_WORDS
    stands = as_saying and _is_one_saying(candidate, reading)
    if known and (stands or sure >= _DOUBTED) and candidate.confidence >= max(_BESIDE_CREDIT, sure):
        return candidate
    return evolve(candidate, confidence=sure, scale="scorer")


def _is_one_saying(candidate: Candidate, reading: Reading) -> bool:
    """Whether somebody's words hold no other cue: "was quoted as saying *so*, later **posted**" runs on too far."""
    cue = reading.labels[candidate.sentence.number].cue
    return candidate.head is not None and all(cue[word.number - 1] < 0 for word in candidate.content_words)


def _runs_on(candidate: Candidate, reading: Reading) -> bool:
    """Whether labels draw a second cue of the same source as content: "said *it leaked and **blamed** the crew*"."""
    if candidate.rule is not LABELLED_WORDS:
        return False
    second = second_cue(candidate.sentence, candidate.word, reading.lexicon)
    return second is not None and second in candidate.content_words


def _clipped(candidate: Candidate, reading: Reading) -> Candidate:
    """A candidate inside a quotation, without what its content has beyond the closing mark."""
    cue = candidate.cue_span
    around = next((q.inner(reading.text) for q in reading.marks_near((cue,)) if q.span.covers(cue)), None)
    if around is None:
        return candidate
    cut = (Span(max(each.start, around.start), min(each.end, around.end)) for each in candidate.content)
    return evolve(candidate, content=tuple(tidy(reading.text, each) for each in cut if each.start < each.end))


def _clash(later: Candidate, chosen: Candidate) -> bool:
    """The same cue, one inside the other, or mostly the same words claimed by two cues."""
    return (
        _same_cue(later, chosen)
        or _swallows(chosen, later)
        or _swallows(later, chosen)
        or _same_words(later.content, chosen.content)
    )


def _is_nearer(other: Candidate, candidate: Candidate) -> bool:
    """ "Prata **took aim at** the mayor, **accusing** him of fraud": of one source's cues the last before a content."""
    is_between = candidate.cue_span.end < other.cue_span.start < candidate.content[0].start
    takes = other.head == candidate.head and (other.kind == "verb" or other.rule is NOUN_CLAUSE)
    return is_between and takes and _same_words(candidate.content, other.content)


def _same_words(left: Spans, right: Spans) -> bool:
    """Whether two contents share most of the shorter one."""
    return overlap(left, right) > _SAME_WORDS * min(size(left), size(right))


def _same_cue(left: Candidate, right: Candidate) -> bool:
    return not {word.number for word in left.cue}.isdisjoint(word.number for word in right.cue)


def _swallows(outer: Candidate, inner: Candidate) -> bool:
    """Whether the inner cue stands inside the outer content."""
    return holds(outer.content, (inner.cue_span,))


def is_reported_within(inner: Candidate, chosen: Sequence[Candidate], reading: Reading) -> bool:
    """ "X said **that Y had said so**": an assertion inside other words, with a clause and a named source."""
    return _is_plain(inner) and (reading.in_marks(inner.cue_span) or any(_swallows(outer, inner) for outer in chosen))


def _is_plain(inner: Candidate) -> bool:
    """ "**Y had said** so": a plain assertion of a third party that is named there, sure by the lexicon."""
    return (
        inner.attitude == "assertion"
        and inner.kind == "verb"
        and inner.confidence >= _NESTED_CONFIDENCE.get(inner.frame, 1.0)
        and (_is_informed(inner) if inner.head is None else inner.head.upos in _SPEAKING[inner.frame])
        and inner.rule.nests
        and inner.lemma not in _FINDING
        and any(word.has("VerbForm=Fin") for word in (*inner.cue, *_quoting(inner)))
    )


def _quoting(inner: Candidate) -> Sequence[Word]:
    """The verb that introduces somebody else's words: "X reported that CNN **quoted** Reis as saying so"."""
    verb = quoting_verb(inner.sentence, inner.word)
    return (verb,) if verb is not None else ()


def _is_informed(inner: Candidate) -> bool:
    """ "The crews **were told** that the port was shut": the passive names who heard it, not who said it."""
    return inner.frame == "that" and inner.lemma in _TELLING and is_passive(inner.sentence, inner.word)
