"""
Quotation marks, paired on the text itself: no parse is needed, and none could help.

A small machine reads the double marks of a paragraph from left to right and looks at the characters around each as
well as at its shape, because articles mix shapes and use one for the other.  Single marks are read after that: outside
of double ones as quotations of their own (British style, headlines), inside of them as quotations within.

A quotation that its paragraph leaves open goes on if the next paragraph starts with an opening mark (newspapers
reopen every paragraph and close only the last); else it ends with the paragraph.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import zip_longest

from attrs import evolve, frozen

from quotes.text.spans import Nearby, Span, Spans

#: What a possessive ends in, as a word of its own: with letter, "Prata**'s**", and without, "the crews**'**".
OWNING_S = frozenset(("'s", "’s"))
OWNING = OWNING_S | {"'", "’"}
_DOUBLE = re.compile("``|''|’’|[“”„‟\"«»]")
_OPENING_SHAPES = frozenset(("“", "„", "«", "``"))
_CLOSING_SHAPES = frozenset(("”", "‟", "»", "''", "’’"))
#: What may stand right before an opening mark, or right after a closing one, besides white space.
_BEFORE_OPENING = frozenset("([{—–-/‘'…“\"")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…’'”\"")
#: What never stands right after an opening mark: "“ We are shut **”,** he said."
_NEVER_OPENED = frozenset(".,;:!?)]}")
_PARAGRAPH_OPENS = re.compile(r"[\s\[(‘']{0,3}(?:``|[“„\"«]|''|”(?=\w))")
_SINGLE, _SINGLE_CLOSING = re.compile("[‘’']"), re.compile("[’']")
#: Words that start with an apostrophe: '90s, 'em, 'tis; word processors turn it the wrong way round before figures.
_CONTRACTED = re.compile(r"(?:\d|em\b|til\b|tis\b|twas\b|cause\b|n\b|bout\b|round\b|cuz\b)", re.IGNORECASE)
#: In how many following paragraphs a lone closing mark may still close a quotation that was not reopened.
_CLOSES_WITHIN = 3


def unquoted(name: str) -> str:
    """A name without the marks around it; one inside of it keeps its pair: "a site called “The Local”"."""
    plain = name.strip(" ,;:“”‘’'\"")
    if plain.rfind("“") > plain.rfind("”"):
        return f"{plain}”"
    return f'{plain}"' if plain.count('"') % 2 else plain


@frozen
class Quoted:
    """
    A stretch of text inside quotation marks, marks included, within one paragraph.

    Pieces of one quotation that runs on over paragraphs share *run*; *depth* is 1 for a quotation within a quotation;
    *closed* is False where the closing mark is missing (also in all but the last piece of a run).
    """

    span: Span
    paragraph: int
    run: int
    depth: int = 0
    closed: bool = True

    def inner(self, text: str) -> Span:
        """The span without its marks."""
        words = self.span.of(text)
        opening = re.match("``|''|[“”„‟\"«»‘’']", words)
        closing = re.search("(?:``|''|’’|[“”„‟\"«»‘’'])$", words) if self.closed else None
        start = self.span.start + (opening.end() if opening else 0)
        return Span(start, max(start, self.span.end - (len(closing.group()) if closing else 0)))


@frozen
class _Mark:
    """A double mark with what its surroundings say of it."""

    span: Span
    shape: str
    opens: bool
    closes: bool
    before: str
    after: str


def quoted_spans(text: str, paragraphs: Spans) -> tuple[Quoted, ...]:
    """
    All quotations of a text in order, those within others after the one that holds them.

    "“We will respond,” she said, “and ‘soon’ means May.”" has two, and one of depth 1.
    """
    marks = [list(_double_marks(text, each)) for each in paragraphs]
    found: list[Quoted] = []
    start: int | None = None
    run = 0
    for number, paragraph in enumerate(paragraphs):
        for mark, following in zip_longest(marks[number], marks[number][1:]):
            if start is None:
                start = mark.span.start if _opens(mark) or _opens_apart(mark, following) else None
            elif _closes(mark) and not _is_inches(mark, following):
                found.append(Quoted(Span(start, mark.span.end), number, run))
                start, run = None, run + 1
        if start is not None:
            found.append(Quoted(Span(start, paragraph.end), number, run, closed=False))
            goes_on = number + 1 < len(paragraphs)
            if goes_on and _closed_later(marks[number + 1 : number + 1 + _CLOSES_WITHIN]):
                start = paragraphs[number + 1].start
            else:
                reopened = goes_on and _reopened(text, paragraphs[number + 1]) and _opens(marks[number + 1][0])
                start, run = None, run if reopened else run + 1
    singles = [
        each
        for number, (p, following) in enumerate(zip_longest(paragraphs, paragraphs[1:]))
        for each in _single_quoted(text, p, number, following)
    ]
    return _nested(found, singles, run)


def mask(length: int, spans: Spans) -> bytearray:
    """For each of *length* code points 1 where it lies in one of the spans, else 0; one more 0 stands behind them."""
    inside = bytearray(length + 1)
    for span in spans:
        inside[span.start : span.end] = b"\1" * len(span)
    return inside


def _double_marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        span = Span(match.start(), match.end())
        before = text[span.start - 1] if span.start > paragraph.start else " "
        after = text[span.end] if span.end < paragraph.end else " "
        yield _Mark(
            span,
            "open" if match.group() in _OPENING_SHAPES else "close" if match.group() in _CLOSING_SHAPES else "straight",
            opens=(before.isspace() or before in _BEFORE_OPENING)
            and not after.isspace()
            and after not in _NEVER_OPENED,
            closes=not before.isspace() and (after.isspace() or after in _AFTER_CLOSING),
            before=before,
            after=after,
        )


def _opens(mark: _Mark) -> bool:
    """Whether the mark opens a quotation, given that none is open."""
    if mark.shape == "open":
        return mark.opens or not mark.closes
    if mark.opens:
        return True
    return mark.shape == "straight" and not mark.before.isdigit() and not mark.closes and mark.after.isalnum()


def _opens_apart(mark: _Mark, following: _Mark | None) -> bool:
    """Does it stand apart from the words, as the *following* one does, which closes: "**"** It is shut " """
    return following is not None and mark.after.isspace() and following.before.isspace() and _closes(following)


def _is_inches(mark: _Mark, following: _Mark | None) -> bool:
    """Does a straight mark behind a figure stand for inches, because the *following* one closes: "a 24**"** pipe" """
    return mark.shape == "straight" and mark.before.isdigit() and following is not None and following.closes


def _closes(mark: _Mark) -> bool:
    """Whether the mark closes the quotation that is open."""
    if mark.shape == "open":
        return mark.closes and not mark.opens
    if mark.before.isspace():
        return mark.after.isspace() or mark.after in _NEVER_OPENED
    return mark.closes or not mark.opens or mark.before not in "([{—–-/"


def _reopened(text: str, paragraph: Span) -> bool:
    return _PARAGRAPH_OPENS.match(text, paragraph.start, paragraph.end) is not None


def _closed_later(marks: list[list[_Mark]]) -> bool:
    """Whether the first mark of the next paragraphs closes, so that the quotation went on without a new mark."""
    first = next((each[0] for each in marks if each), None)
    if first is None or first.shape == "open":
        return False
    return first.closes and not first.opens if first.shape == "straight" else first.closes or not first.opens


def _single_quoted(text: str, paragraph: Span, number: int, following: Span | None) -> Iterator[Quoted]:
    """
    Quotations in single marks; apostrophes and plural possessives are none.

    One that nothing closes runs on where the *following* paragraph begins with the same mark.
    """
    closers = [
        m.start()
        for m in _SINGLE_CLOSING.finditer(text, paragraph.start, paragraph.end)
        if _may_close(text, m.start(), paragraph)
    ]
    position = paragraph.start
    while (match := _SINGLE.search(text, position, paragraph.end)) is not None:
        position = match.end()
        reopened = following is not None and text.startswith(match.group(), following.start)
        opens = _single_opens(text, match, paragraph)
        end = _single_close(text, match.start(), closers, reopened) if opens else None
        if end is not None:
            yield Quoted(Span(match.start(), end), number, run=-1)
            position = end
        elif opens and reopened:
            yield Quoted(Span(match.start(), paragraph.end), number, run=-1, closed=False)
            return


def _single_opens(text: str, match: re.Match[str], paragraph: Span) -> bool:
    start = match.start()
    before = text[start - 1] if start > paragraph.start else " "
    after = text[start + 1] if start + 1 < paragraph.end else " "
    at_edge = before.isspace() or before in '([{—–“"„«'
    return at_edge and not after.isspace() and after not in "'‘’" and not _is_contracted(text, start)


def _is_contracted(text: str, mark: int) -> bool:
    """Whether the mark stands for left-out letters; one shaped to open does so only before figures (‘90s)."""
    if text[mark] == "‘":
        return text[mark + 1 : mark + 2].isdigit()
    return _CONTRACTED.match(text, mark + 1) is not None


def _single_close(text: str, start: int, closers: list[int], reopened: bool) -> int | None:
    """
    The end of the single-quoted stretch that opens at *start*, or None if nothing closes it.

    A possessive closes it where nothing else does, unless the quotation is *reopened* by the next paragraph: ‘The
    buses’ drivers left. ¶ ‘No one came.’
    """
    for index in range(bisect_left(closers, start + 2), len(closers)):
        each = closers[index]
        possessive = text[each - 1] in "sS" and text[each + 1 : each + 2] == " " and text[each + 2 : each + 3].isalpha()
        if not possessive or (index + 1 == len(closers) and not reopened):
            return each + 1
    return None


def _may_close(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1]
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return not before.isspace() and (after.isspace() or after in '.,;:!?)]}—–-”"»')


def _nested(doubles: list[Quoted], singles: list[Quoted], run: int) -> tuple[Quoted, ...]:
    """Both kinds in order: singles within doubles at depth 1, those that cross a double left out."""
    kept: list[Quoted] = []
    inner: set[int] = set()
    near = Nearby((number, (each.span,)) for number, each in enumerate(doubles))
    for single in singles:
        holders = [n for n in near.near((single.span,)) if doubles[n].span.overlaps(single.span)]
        spans = [doubles[n].span for n in holders]
        if all(single.span.covers(each) for each in spans):
            inner.update(holders)
            kept.append(evolve(single, run=run))
            run += single.closed
        elif any(each.covers(single.span) for each in spans):
            kept.append(evolve(single, run=run, depth=1))
            run += single.closed
    kept += [evolve(each, depth=1) if n in inner else each for n, each in enumerate(doubles)]
    return tuple(sorted(kept, key=lambda each: (each.span.start, -each.span.end)))
