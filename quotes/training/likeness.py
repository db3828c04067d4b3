"""How alike two contents are."""

from collections.abc import Iterable

from quotes.text.spans import Span, Spans


def shared(left: Spans, right: Spans, text: str) -> float:
    """The Jaccard index of the characters of two contents."""
    shared = _letters(text, _common(left, right))
    return shared / (_letters(text, left) + _letters(text, right) - shared) if shared else 0.0


def _common(left: Spans, right: Spans) -> Spans:
    pairs = (Span(max(a.start, b.start), min(a.end, b.end)) for a in left for b in right)
    return tuple(each for each in pairs if each.start < each.end)


def _letters(text: str, spans: Iterable[Span]) -> int:
    """The characters of *spans* that are no white space."""
    return sum(not character.isspace() for span in spans for character in span.of(text))
