"""
Words below a colon: block quotations, lists, and what a letter says.

    The rector wrote:            Coyle said the town would:        Prata wrote in his ruling:
    > We will not cut a course.  • appeal                          The town took the land. That is theft.

A paragraph that ends with a colon and a cue opens the paragraphs below it that are set off by ">" or by the marks of a
list, or else the one below it; a sentence that does so opens the rest of its paragraph ("In a statement, Coyle said: We
stay open.").  What begins with a quotation mark is read as any quotation.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from attrs import evolve, frozen

from quotes.attribution.composing import direct_statement
from quotes.attribution.contents import tidy
from quotes.attribution.gaps import Lead, last_part, lead_before
from quotes.attribution.quotations import Attributed
from quotes.attribution.reading import Reading
from quotes.attribution.rules import SurfaceRule
from quotes.attribution.sources import takes
from quotes.attribution.statement import Statement
from quotes.parsing import Sentence
from quotes.text.spans import Nearby, Span, Spans, holds

BELOW_COLON = SurfaceRule(
    "below_colon",
    "paragraphs below a cue and its colon, set off or a list",
    "The rector wrote: ¶ *We will not cut a single course.*",
)
#: "• appeal", "- appeal", "2. appeal", "(b) appeal"
_ITEM = re.compile(r"(?:[•·▪●◦‣*–—-]|\(?\d{1,2}[.)]|\([a-z]\))\s+(?=\S)")
_BEGINS_QUOTED = re.compile(r"[“„«\"‘']")
#: The most words from a cue to its colon: "wrote **in a letter to the crews of the ferry**:".
_LONGEST_TAIL = 12
#: The words of a paragraph that may stand below a colon alone: longer ones are the story going on.
_LONGEST_ALONE = 120


@frozen
class _Block:
    """The pieces below a colon; *listed* says that they are the items of a list, or words not set off."""

    pieces: Spans
    listed: bool


def with_blocks(found: list[Statement], reading: Reading) -> list[Statement]:
    """*found* and the statements whose words stand below a colon, without what only repeats a part of them."""
    paragraphs = reading.parse.document.paragraphs
    standing = dict(enumerate(found))
    places = Nearby((number, each.content) for number, each in standing.items())
    taken = 0
    for sentence in reading.sentences:
        if sentence.words[-1].text != ":" or sentence.span.start < taken:
            continue
        paragraph = Span(paragraphs[sentence.paragraph].start, sentence.span.end)
        near = [standing[each] for each in places.near((paragraph,)) if each in standing]
        opening, lead = _opening(near, paragraph, reading), _lead(sentence, reading)
        if opening is None and lead is None:
            continue
        is_last = sentence.span.end >= paragraphs[sentence.paragraph].end
        block = _block(sentence.paragraph, reading) if is_last else _rest(sentence, reading)
        statement = _statement(opening, lead, block, reading) if block is not None else None
        if block is None or statement is None:
            continue
        for each in places.near((*block.pieces, *statement.content[:1])):
            if each in standing and (
                holds(block.pieces, standing[each].content) or standing[each].content == statement.content[:1]
            ):
                del standing[each]
        places.add(len(found) + sentence.number, statement.content)
        standing[len(found) + sentence.number] = statement
        taken = block.pieces[-1].end
    return list(standing.values())


def _rest(sentence: Sentence, reading: Reading) -> _Block | None:
    """What stands behind a sentence in its paragraph."""
    paragraph = reading.parse.document.paragraphs[sentence.paragraph]
    rest = Span(sentence.span.end, paragraph.end)
    words = tidy(reading.text, rest)
    if len(words) == 0 or _BEGINS_QUOTED.match(reading.text, words.start):
        return None
    return _Block((words,), listed=True) if len(rest.of(reading.text).split()) <= _LONGEST_ALONE else None


def _block(number: int, reading: Reading) -> _Block | None:
    """What stands below the paragraph of that number."""
    document, text = reading.parse.document, reading.text
    following = document.paragraphs[number + 1 : number + 2]
    if not following or _BEGINS_QUOTED.match(text, following[0].start):
        return None
    below = (document.paragraphs[n] for n in range(number + 1, len(document.paragraphs)))
    listed = tuple(_items(below, text))
    if listed:
        return _Block(listed, listed=True)
    below = (document.paragraphs[n] for n in range(number + 1, len(document.paragraphs)))
    set_off = tuple(takewhile(document.is_set_off, below))
    if set_off:
        return _Block(set_off, listed=False)
    alone = len(following[0].of(text).split()) <= _LONGEST_ALONE and not reading.is_passed_over(following[0])
    return _Block(following, listed=False) if alone else None


def _items(paragraphs: Iterable[Span], text: str) -> Iterator[Span]:
    """The words of the items that stand first among the paragraphs."""
    for paragraph in paragraphs:
        mark = _ITEM.match(text, paragraph.start, paragraph.end)
        if mark is None:
            return
        yield tidy(text, Span(mark.end(), paragraph.end))


def _opening(near: list[Statement], paragraph: Span, reading: Reading) -> Statement | None:
    """A statement that ends at the colon and may go on below it: "said **the town would:** ¶ • appeal"."""
    for each in near:
        last = each.content[-1]
        rest = Span(last.end, paragraph.end).of(reading.text) if paragraph.covers(last) else ""
        if rest and not rest.strip(" :") and each.cue is not None and each.cue.kind == "verb":
            return each
    return None


def _lead(sentence: Sentence, reading: Reading) -> Lead | None:
    """The last cue before the colon: "**wrote** in her ruling:"."""
    line = tuple((sentence, word) for word in sentence.words)
    lead = lead_before(last_part(line), reading.lexicon, lambda span: not reading.in_marks(span), lambda _: True)
    if lead is None or lead.head is None or not _runs_to_colon(lead, reading):
        return None
    return lead


def _statement(opening: Statement | None, lead: Lead | None, block: _Block, reading: Reading) -> Statement | None:
    """What was begun before the colon with the items below it, or what stands below under the cue before it."""
    if opening is not None and block.listed:
        return evolve(opening, content=(*opening.content, *block.pieces))
    if lead is None:
        return None
    statement = direct_statement(Attributed(block.pieces, BELOW_COLON, lead, lead.sentence.paragraph), reading)
    return evolve(statement, quoted=()) if block.listed else statement


def _runs_to_colon(lead: Lead, reading: Reading) -> bool:
    """Whether a verb of saying ends its clause at the colon: "**wrote** in her ruling:", not "voted on a plan:"."""
    sentence, cue = lead.sentence, lead.word
    behind = sentence.words[cue.number :]
    is_plain = len(behind) <= _LONGEST_TAIL and not any(word.upos in {"VERB", "AUX", "SCONJ"} for word in behind)
    return is_plain and cue.has("VerbForm=Fin") and takes(cue, "that", reading.lexicon)
