"""
A document as the surface readers leave it: furniture passed over, trees mended, marks paired, direct quotations found.

What the tree of a sentence proposes on top of that is asked for sentence by sentence.
"""

from functools import cached_property

from attrs import evolve, frozen

from quotes.frame.model import Frame
from quotes.lexicon import Lexicon
from quotes.spans import Span, Spans, overlap
from quotes.statements.asides import side_credit
from quotes.statements.candidates import Candidate, tree_candidates
from quotes.statements.credits import Credit
from quotes.statements.marks import Quoted, quoted_spans
from quotes.statements.mending import mended
from quotes.statements.phrases import according_to, as_clause, name_and_colon, relative_credit
from quotes.statements.quotations import WITHIN, Attributed, attribute_quotations, quotations_within
from quotes.statements.snapping import letters, snap
from quotes.syntax import Parse, Sentence

#: A candidate that shares so much of its content with a direct quotation is the same statement.
_SAME_CONTENT = 0.5


@frozen
class Reading:
    """*passed_over* is furniture and captions, *direct* the direct quotations and those inside of them."""

    text: str
    lexicon: Lexicon
    passed_over: Spans
    sentences: tuple[Sentence, ...]
    quoted: tuple[Quoted, ...]
    direct: tuple[Attributed, ...]

    def in_marks(self, span: Span) -> bool:
        """Does the span lie inside quotation marks?"""
        return any(each.span.covers(span) for each in self.quoted)

    def credits(self, sentence: Sentence) -> list[Credit]:
        """The credits of a sentence, without those that are the cue of a direct quotation, or a dateline."""
        found = credits_in(sentence, self.lexicon)
        story = (each for each in found if not any(each.head.span.overlaps(span) for span in self.passed_over))
        return [each for each in story if not self._leads & {word.span for word in each.words}]

    @cached_property
    def _leads(self) -> frozenset[Span]:
        """Where the cues of the direct quotations stand."""
        return frozenset(each.lead.word.span for each in self.direct if each.lead is not None)

    def proposals(self, sentence: Sentence, beside: list[Credit]) -> list[Candidate]:
        """What the tree offers besides the sentence's credits and direct quotations; fragments in marks whole."""
        credited = frozenset(number for each in beside for number in each.numbers)
        offered = tree_candidates(sentence, self.text, self.lexicon, credited)
        snapped = (evolve(each, content=snap(each.content, self.quoted, each.cue_span)) for each in offered)
        return [each for each in snapped if not self._repeats(each)]

    def _repeats(self, candidate: Candidate) -> bool:
        """Has the surface read this statement already: the same cue, or the same quoted words from outside of them?"""
        for each in self.direct:
            if each.lead is not None and any(each.lead.word.span == word.span for word in candidate.cue):
                return True
            inside = any(span.covers(candidate.cue_span) for span in each.content) and each.rule != WITHIN
            if not inside and overlap(candidate.content, each.content) > _SAME_CONTENT * letters(candidate.content):
                return True
        return False


def read(parse: Parse, frame: Frame, lexicon: Lexicon) -> Reading:
    """Read a document's surface; sentences that are nothing but furniture or captions are left out."""
    text = parse.text
    passed_over = (*frame.captions, *frame.furniture)
    kept = (each for each in parse.sentences if not any(span.covers(each.span) for span in passed_over))
    sentences = tuple(mended(each, lexicon) for each in kept)
    quoted = quoted_spans(text, parse.document.paragraphs)
    direct = attribute_quotations(sentences, quoted, text, lexicon)
    within = quotations_within(sentences, quoted, text, lexicon)
    return Reading(text, lexicon, passed_over, sentences, quoted, (*direct, *within))


def credits_in(sentence: Sentence, lexicon: Lexicon) -> list[Credit]:
    """All credits of a sentence in text order; what two of them claim goes to the first in this order."""
    found: list[Credit] = []
    for credit in (
        *name_and_colon(sentence, lexicon),
        *relative_credit(sentence, lexicon),
        *side_credit(sentence, lexicon),
        *according_to(sentence, lexicon),
        *as_clause(sentence, lexicon),
    ):
        if not any(credit.numbers & other.numbers for other in found):
            found.append(credit)
    return sorted(found, key=lambda each: each.span.start)
