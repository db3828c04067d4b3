"""Utterances: the quotations that can stand alone, each with the narration before it and after it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from attrs import frozen

from quotes.attribution.gaps import DASHES, Gap, Lead, Placed, last_part, parts, signature
from quotes.attribution.sources import takes
from quotes.parsing import Sentence
from quotes.text.marks import Quoted
from quotes.text.spans import Span
from quotes.words.lexicon import Lexicon

#: A quotation of so many words repeats another one, which is looked for among so many that share its first two words.
_FEWEST_REPEATED, _MOST_HOLDERS = 3, 20
#: A quoted stretch of fewer words is an utterance only with the punctuation of one: “Yes,” but not “Shorty”.
_SHORTEST_PLAIN = 4
#: Punctuation that stands outside of the marks in many countries: “We are shut”, he said.
_CLOSING_OUTSIDE = frozenset(",.")
#: The most words between the halves of a broken quotation (“A,” the mayor of Porto said on Friday, “and B.”).
_LONGEST_BREAK = 20


@frozen
class Utterance:
    """A quoted stretch that can be somebody's whole words, with the narration before and after it."""

    quoted: Quoted
    before: Gap
    after: Gap
    #: The quotation that has its words too, where it is a heading or a pull quote.
    repeats: Quoted | None = None
    #: Whose it is by the line above or below, where it is a paragraph of its own.
    signed: Lead | None = None


def _between(line: list[Placed], start: int, end: int, most: int | None = None) -> Gap:
    """The words of a paragraph from *start* to *end*, code points of the text; the last *most* of them, if given."""
    first, last = (bisect_left(line, at, key=_start) for at in (start, end))
    first = first if most is None else max(first, last - most)
    return tuple(each for each in line[first:last] if each[1].span.end <= end)


def _start(placed: Placed) -> int:
    return placed[1].span.start


def _is_only(span: Span, line: list[Placed]) -> bool:
    """Whether a paragraph has words, and none outside of the span."""
    return bool(line) and span.start <= _start(line[0]) and line[-1][1].span.end <= span.end


def can_stand_alone(text: str, quoted: Quoted) -> bool:
    """
    True for an utterance rather than a title, a nickname or a fragment of somebody's words.

    “We are closed,” “Yes!” “I will not resign” — but not “Shorty”, “evil forces”, “The Art of Fishing”.
    """
    words = quoted.inner(text).of(text).split()
    if not words:
        return False
    starts = words[0].lstrip("[(‘'“\"…. ")[:1]
    ends = words[-1].rstrip("’'”\")]")[-1:]
    if not (starts.isupper() or starts.isdigit() or words[0][0] in "[…."):
        return any(word[-1] in ".?!" and after[:1].isupper() for word, after in pairwise(words))
    lower = sum(word[0].islower() for word in words)
    if lower and quoted.closed and text[quoted.span.end : quoted.span.end + 1] in _CLOSING_OUTSIDE:
        return lower * 4 >= len(words)
    if ends in {",", ".", "!", "?", "…", "-", "—"}:
        return len(words) < _SHORTEST_PLAIN or lower * 4 >= len(words)
    return len(words) >= _SHORTEST_PLAIN and lower * 2 >= len(words)


def utterances_of(
    sentences: tuple[Sentence, ...],
    quoted: tuple[Quoted, ...],
    text: str,
    lexicon: Lexicon,
    persons: frozenset[int],
) -> list[Utterance]:
    """The document's utterances with the gaps around them; a gap ends with its paragraph."""
    lines: defaultdict[int, list[Placed]] = defaultdict(list)
    for sentence in sentences:
        lines[sentence.paragraph].extend((sentence, word) for word in sentence.words)
    runs: dict[int, int] = {}
    for each in quoted:
        if each.depth == 0 and each.run not in runs and can_stand_alone(text, each):
            runs[each.run] = each.paragraph
    repeating = _repeating(quoted, lines, text)
    standing: list[Quoted] = []
    for each in (each for each in quoted if each.depth == 0):
        before = _gap_before(each, standing, lines, _LONGEST_BREAK + 1)
        stands = _stands_alone(each, runs.get(each.run), text) or each.run in repeating
        if stands or (_shares_paragraph(each, standing) and _is_resumed(before, lexicon)):
            standing.append(each)
    result = []
    signing: set[int] = set()
    for index, each in enumerate(standing):
        following = standing[index + 1 : index + 2]
        near = following and following[0].paragraph <= each.paragraph + 1
        end = following[0].span.start if near else len(text)
        after = _between(lines[each.paragraph], each.span.end, end)
        after = after or _credit_below(_between(lines[each.paragraph + 1], each.span.end, end))
        before = _gap_before(each, standing[max(0, index - 1) : index], lines)
        above = lines[each.paragraph - 1]
        if not before and not _shares_paragraph(each, standing[max(0, index - 1) : index]):
            before = _lead_in(above)
        signed, line = (None, -1) if before or after else _signed(each, lines, signing, persons, lexicon)
        signing.add(line)
        result.append(Utterance(each, before, after, repeating.get(each.run), signed))
    return result


def _signed(
    quoted: Quoted, lines: Mapping[int, list[Placed]], taken: set[int], persons: frozenset[int], lexicon: Lexicon
) -> tuple[Lead | None, int]:
    """Whose a quotation is by the line above it, else by the one below, if it is no other's; and the line's number."""
    number = quoted.paragraph
    for beside in (number - 1, number + 1) if _is_only(quoted.span, lines[number]) else ():
        lead = signature(tuple(lines[beside]), persons, lexicon) if lines[beside] and beside not in taken else None
        if lead is not None:
            return lead, beside
    return None, -1


def _repeating(quoted: tuple[Quoted, ...], lines: Mapping[int, list[Placed]], text: str) -> dict[int, Quoted]:
    """
    The quotations whose words stand in another one and are a paragraph of their own, headings and pull quotes, by run.

    ‘We had no water’ ¶ “We had no water for nine days,” the nurse said.
    """
    outer = [each for each in quoted if each.depth == 0]
    words = {each.span: tuple(re.findall(r"\w+", each.inner(text).of(text).casefold())) for each in outer}
    pairs: dict[tuple[str, ...], list[Quoted]] = {}
    for each in outer:
        for pair in dict.fromkeys(pairwise(words[each.span])):
            pairs.setdefault(pair, []).append(each)
    alone = {each.span for each in outer if _is_only(each.span, lines[each.paragraph])}
    found = {}
    for each in outer:
        own = words[each.span]
        if each.span not in alone or len(own) < _FEWEST_REPEATED:
            continue
        holders = (other for other in pairs[own[:2]][:_MOST_HOLDERS] if other.span not in alone)
        holder = next((other for other in holders if _holds(words[other.span], own)), None)
        if holder is not None:
            found[each.run] = holder
    return found


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether *part* stands among *words* in this order, side by side."""
    return f" {' '.join(part)} " in f" {' '.join(words)} "


def _shares_paragraph(quoted: Quoted, before: list[Quoted]) -> bool:
    return bool(before) and before[-1].paragraph == quoted.paragraph


def _gap_before(
    quoted: Quoted, before: list[Quoted], lines: Mapping[int, list[Placed]], most: int | None = None
) -> Gap:
    """The words between the utterance before it in its paragraph (or the paragraph's start) and the quotation."""
    start = before[-1].span.end if _shares_paragraph(quoted, before) else 0
    return _between(lines[quoted.paragraph], start, quoted.span.start, most)


def _is_resumed(before: Gap, lexicon: Lexicon) -> bool:
    """Whether it takes up the utterance that its cue broke: “A,” **he said,** “and B.”"""
    words = [word for _, word in before]
    return (
        len(parts(before)) == 1
        and len(words) <= _LONGEST_BREAK
        and words[-1].text == ","
        and any(takes(w, "quote", lexicon) for w in words)
    )


def _stands_alone(quoted: Quoted, first: int | None, text: str) -> bool:
    """Whether it can stand alone, behind a colon, or as a later piece of a quotation over paragraphs that does."""
    before = quoted.span.start
    while before > 0 and text[before - 1].isspace():
        before -= 1
    if text[before - 1 : before] == ":" and " " in quoted.inner(text).of(text):
        return True
    return first is not None and first <= quoted.paragraph


def _credit_below(line: Gap) -> Gap:
    """What of the next paragraph goes on with the sentence above: “We are shut,” ¶ **said Rui Prata.** — **— Prata**"""
    opening = line[0][1].text if line else ""
    return line if opening[:1].islower() or opening in DASHES else ()


def _lead_in(line: list[Placed]) -> Gap:
    """The last sentence of the paragraph before, if a colon ends it: "And from Chairwoman Rosa Reis:"."""
    return last_part(tuple(line)) if line and line[-1][1].text == ":" else ()
