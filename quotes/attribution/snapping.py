"""Contents and quotation marks: a fragment that belongs to a content is taken whole, marks and all."""

from quotes.text.marks import Quoted
from quotes.text.spans import Span, Spans, merged, overlap

#: A quotation of which a content holds so much belongs to it as a whole.
_MOST = 0.5


def snap(content: Spans, quoted: tuple[Quoted, ...], cue: Span) -> Spans:
    """
    The content with each quotation mostly inside it taken whole, marks and all; never one around the cue.

    One that follows right after is taken too, unless the content ends with a quotation: the next one is another's.
    """
    closed = any(each.span.end == content[-1].end for each in quoted)
    taken = [
        each.span
        for each in quoted
        if not each.span.overlaps(cue)
        and (_belongs(each.span, content) or (not closed and _follows(each.span, content, cue)))
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
    return shared > 0 and shared >= _MOST * min(len(quotation), letters(content))


def _follows(quotation: Span, content: Spans, cue: Span) -> bool:
    """Whether a fragment goes on right where the content breaks off: "praised Russia for having | “stood up”"."""
    return 0 <= quotation.start - content[-1].end <= 1 and cue.end <= content[-1].start


def letters(spans: Spans) -> int:
    """How many code points the spans have."""
    return sum(len(each) for each in spans)


def inside_marks(content: Spans, quoted: tuple[Quoted, ...]) -> Spans:
    """The quotations (marks included) that lie inside the content."""
    return tuple(each.span for each in quoted if each.depth == 0 and any(span.covers(each.span) for span in content))
