"""
Which candidates stand: one cue has one content, direct quotations keep their words, and nested cues must earn it.
"""

from attrs import evolve

from quotes.spans import Span, Spans, cover, merged, overlap
from quotes.statements.candidates import Candidate
from quotes.statements.marks import Quoted
from quotes.statements.quotations import Attributed
from quotes.statements.scorer import probability

#: A candidate that shares so much of its content with a direct quotation is the same statement.
_SAME_CONTENT = 0.5
#: A quotation of which a content holds so much belongs to it as a whole.
_MOST = 0.5
#: Candidates below this are not proposed at all: where precision and recall of the training articles balance.
LEAST_CONFIDENCE = 0.38
#: A statement inside another one must be this sure.
_NESTED_CONFIDENCE = 0.6


def settled(
    candidates: list[Candidate], direct: list[Attributed], quoted: tuple[Quoted, ...], text: str
) -> list[Candidate]:
    """
    Those of one sentence's candidates that stand, in text order of their cues; their confidence is the scorer's.

    The surest stands first; a later one gives way where it has the same cue, or stands inside another's content (or
    the other way round) without being a statement of its own.
    """
    snapped = [evolve(each, content=snap(each.content, quoted, each.cue_span)) for each in candidates]
    free = [each for each in snapped if not _repeats(each, direct) and not _quoted_talk(each, quoted)]
    scored = [evolve(each, confidence=probability(each, text)) for each in free]
    chosen: list[Candidate] = []
    for each in sorted(scored, key=lambda candidate: -candidate.confidence):
        if each.confidence >= LEAST_CONFIDENCE and not any(_clash(each, other) for other in chosen):
            chosen.append(each)
    return sorted(chosen, key=lambda candidate: candidate.cue_span)


def _clash(later: Candidate, chosen: Candidate) -> bool:
    if later.cue[-1] is chosen.cue[-1]:
        return True
    return _swallows(chosen, later) or _swallows(later, chosen)


def snap(content: Spans, quoted: tuple[Quoted, ...], cue: Span) -> Spans:
    """The content with each quotation that lies mostly inside it taken whole, marks and all; never one around the cue."""
    taken = [
        each.span
        for each in quoted
        if not each.span.overlaps(cue) and (_belongs(each.span, content) or _follows(each.span, content, cue))
    ]
    return _bridged((*content, *taken)) if taken else content


def _bridged(spans: Spans) -> Spans:
    """Merged, also where only a space lies between."""
    result: list[Span] = []
    for span in merged(spans):
        if result and span.start - result[-1].end <= 1:
            result[-1] = Span(result[-1].start, span.end)
        else:
            result.append(span)
    return tuple(result)


def _belongs(quotation: Span, content: Spans) -> bool:
    shared = overlap(content, (quotation,))
    return shared > 0 and shared >= _MOST * min(len(quotation), _letters(content))


def _follows(quotation: Span, content: Spans, cue: Span) -> bool:
    """Does a fragment go on right where the content breaks off? ("praised Russia for having | “stood up”")"""
    return 0 <= quotation.start - content[-1].end <= 1 and cue.end <= content[-1].start


def _quoted_talk(candidate: Candidate, quoted: tuple[Quoted, ...]) -> bool:
    """Does the cue stand inside a quotation, without being a statement that the speaker passes on?"""
    inside = any(each.span.covers(candidate.cue_span) for each in quoted)
    return inside and not is_nested_statement(candidate)


def _letters(spans: Spans) -> int:
    return sum(len(each) for each in spans)


def _repeats(candidate: Candidate, direct: list[Attributed]) -> bool:
    """Has the surface read this statement already: the same cue, or the same quoted words from outside of them?"""
    for each in direct:
        if each.lead is not None and any(each.lead.word.span == word.span for word in candidate.cue):
            return True
        inside = any(span.covers(candidate.cue_span) for span in each.content)
        if not inside and overlap(candidate.content, each.content) > _SAME_CONTENT * _letters(candidate.content):
            return True
    return False


def _swallows(outer: Candidate, inner: Candidate) -> bool:
    """Does the inner cue stand inside the outer content without being a statement of its own?"""
    if outer is inner or not any(span.covers(inner.cue_span) for span in outer.content):
        return False
    return not is_nested_statement(inner)


def is_nested_statement(inner: Candidate) -> bool:
    """ "X said **that Y had said so**": an assertion with a clause and a named source of its own."""
    return (
        inner.attitude == "assertion"
        and inner.frame == "that"
        and inner.confidence >= _NESTED_CONFIDENCE
        and inner.head is not None
        and inner.head.upos in {"PROPN", "NOUN"}
    )


def reach(candidate: Candidate) -> Span:
    """From the first to the last code point of source, cue and content."""
    source = (candidate.source_span,) if candidate.source_span is not None else ()
    return cover((candidate.cue_span, *source, *candidate.content))
