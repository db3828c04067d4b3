"""
A document as the surface readers leave it: furniture passed over, trees mended, marks paired, direct quotations found.

What the tree of a sentence proposes on top of that is asked for sentence by sentence.
"""

from collections.abc import Mapping
from functools import cached_property

from attrs import evolve, frozen

from quotes.attribution.calibration import Calibration
from quotes.attribution.candidates import Candidate, tree_candidates
from quotes.attribution.contents import snap
from quotes.attribution.credits import Credit
from quotes.attribution.labelled import labelled_candidates, together
from quotes.attribution.labels import Labels, labels_of
from quotes.attribution.mending import mended
from quotes.attribution.phrases import NAME_AND_COLON, NAME_BEHIND_COLON, credits_in, is_role, speaks_of_itself
from quotes.attribution.quotations import (
    QUOTATION_WITHIN_QUOTATION,
    Attributed,
    attribute_quotations,
    quotations_within,
)
from quotes.attribution.relays import Place
from quotes.attribution.scorer import Learnt, features, shipped
from quotes.attribution.unsaid import is_unsaid, not_made
from quotes.page.frame import Frame
from quotes.parsing import Parse, Sentence, Word
from quotes.records import UNSAID
from quotes.text.marks import Quoted
from quotes.text.spans import Nearby, Span, Spans, holds, nearby, overlap, size
from quotes.words.lexicon import Lexicon

#: The number of the last paragraph that may be a headline.
_LAST_HEADLINE = 2
#: A candidate that shares so much of its content with a direct quotation is the same statement.
_SAME_CONTENT = 0.5
#: So many code points more than the marks hold make a content of its own.
_LEAST_MORE = 8


@frozen
class Reading:
    """
    *passed_over* is furniture and captions, *direct* the direct quotations and those inside of them, *labels* those of
    each sentence by its number; *headline* is where it stands.
    """

    parse: Parse
    lexicon: Lexicon
    passed_over: Spans
    sentences: tuple[Sentence, ...]
    quoted: tuple[Quoted, ...]
    direct: tuple[Attributed, ...]
    labels: Mapping[int, Labels]
    learnt: Learnt
    headline: Spans = ()

    @property
    def calibration(self) -> Calibration:
        """What the confidence of each rule and of each scale comes to."""
        return self.learnt.calibration

    @property
    def text(self) -> str:
        """The document's text."""
        return self.parse.text

    def in_marks(self, span: Span) -> bool:
        """Whether the span lies inside quotation marks."""
        return any(each.span.covers(span) for each in self.marks_near((span,)))

    def place(self, sentence: Sentence, cue: Word) -> Place:
        """A cue with all that tells who carried its words, and in what."""
        narration = [each for each in sentence.words if not self.in_marks(each.span)]
        bodies = [each.span for each in self.parse.entities_in(sentence.span) if each.kind == "organization"]
        return Place(sentence, cue, narration, tuple(bodies), self.lexicon)

    def marks_near(self, spans: Spans) -> tuple[Quoted, ...]:
        """The quoted stretches that share code points with *spans*, or touch them, and others close by."""
        return tuple(self._marks.near(spans))

    def is_passed_over(self, span: Span) -> bool:
        """Whether the span shares code points with furniture or a caption."""
        return any(span.overlaps(each) for each in self.passed_over_near((span,)))

    def passed_over_near(self, spans: Spans) -> Spans:
        """Furniture and captions that share code points with *spans*, and others close by."""
        return tuple(self._passed_over.near(spans))

    @cached_property
    def _marks(self) -> Nearby[Quoted]:
        return Nearby((each, (each.span,)) for each in self.quoted)

    @cached_property
    def _passed_over(self) -> Nearby[Span]:
        return nearby(self.passed_over)

    @cached_property
    def _direct(self) -> Nearby[Attributed]:
        """The direct quotations by their contents and cues."""
        cues = ((each, (each.lead.word.span,) if each.lead is not None else ()) for each in self.direct)
        return Nearby((each, (*each.content, *cue)) for each, cue in cues)

    def _direct_near(self, candidate: Candidate) -> list[Attributed]:
        return self._direct.near((*candidate.content, *(word.span for word in candidate.cue)))

    def credits(self, sentence: Sentence) -> list[Credit]:
        """
        The credits of a sentence, without those that are the cue of a direct quotation, or a dateline, or whose cue the
        network takes for none: "two flights **per** week", "**According to** Section 9, licences expire", or what is
        behind a topic for nothing said: "**Brexit:** MPs reject deal".
        """
        labels = self.labels[sentence.number]
        found = (
            each
            for each in credits_in(sentence, self.lexicon, heads=self._may_be_headline(sentence))
            if _is_likely(each, labels)
        )
        story = (each for each in found if not self.is_passed_over(each.head.span) and self._names_somebody(each))
        return [each for each in story if not self._leads & {word.span for word in each.words}]

    def _may_be_headline(self, sentence: Sentence) -> bool:
        """Whether it is the headline, or stands so high that it may be one."""
        return sentence.paragraph <= _LAST_HEADLINE or any(each.overlaps(sentence.span) for each in self.headline)

    def _names_somebody(self, credit: Credit) -> bool:
        """
        Whether a name behind a headline's clause is one of those who speak, and no site's: "… – **Reis**".

        All other credits do.
        """
        if credit.rule is not NAME_BEHIND_COLON or is_role(credit.head, self.lexicon):
            return True
        kinds = {"person", "organization"} if credit.lemma == ":" else {"person"}
        place = credit.head.span
        return any(each.kind in kinds and each.span.overlaps(place) for each in self.parse.entities_near(place))

    @cached_property
    def _leads(self) -> frozenset[Span]:
        """Where the cues of the direct quotations stand."""
        return frozenset(each.lead.word.span for each in self.direct if each.lead is not None)

    def proposals(self, sentence: Sentence, beside: list[Credit]) -> list[Candidate]:
        """What the tree offers besides the sentence's credits and direct quotations; fragments in marks whole."""
        credited = frozenset(number for each in beside for number in each.numbers)
        labels = self.labels[sentence.number]
        offered = together(
            list(tree_candidates(sentence, self.text, self.lexicon, credited)),
            list(labelled_candidates(sentence, self.text, labels, self.lexicon, credited)),
        )
        snapped = (
            evolve(each, content=snap(each.content, self.marks_near(each.content), each.cue_span)) for each in offered
        )
        marked = (evolve(each, extends=self._extends(each)) for each in snapped)
        told = (each for each in marked if not is_unsaid(each))
        said = [evolve(each, attitude=UNSAID) if not_made(each) else each for each in told]
        return [each for each in said if each.extends or not self._repeats(each)]

    def confidence(self, candidate: Candidate) -> float:
        """How likely an annotator would have drawn the candidate, from 0 to 1."""
        return self.learnt.score(features(candidate, self.text, self.labels[candidate.sentence.number]))

    def _repeats(self, candidate: Candidate) -> bool:
        """Whether the surface has this statement: the same cue, or the same quoted words from outside of them."""
        return any(
            _has_cue(each, candidate)
            or (
                overlap(candidate.content, each.content) > _SAME_CONTENT * size(candidate.content)
                and not _around(each, candidate)
            )
            for each in self._direct_near(candidate)
        )

    def _extends(self, candidate: Candidate) -> bool:
        """
        Whether it claims a direct quotation and more: "says she hopes to win, but that “LeBron will be king”".

        All direct quotations that have its cue or share its words must lie in its content.
        """
        near = self._direct_near(candidate)
        shared = [each for each in near if _has_cue(each, candidate) or overlap(candidate.content, each.content)]
        quoted = sum(size(each.content) for each in shared)
        return (
            bool(shared)
            and size(candidate.content) >= quoted + _LEAST_MORE
            and not any(_around(each, candidate) or _has_another_cue(each, candidate) for each in shared)
            and not (any(_is_whole(each, candidate) for each in shared) and not self._quotes_on(candidate))
            and all(holds(candidate.content, each.content) for each in shared)
        )

    def _quotes_on(self, candidate: Candidate) -> bool:
        """Whether there are marks in what follows the first piece of a content, "… but that “LeBron will be king”"."""
        rest = candidate.content[1:]
        return any(overlap(rest, (each.span,)) for each in self.marks_near(rest))


def _is_likely(credit: Credit, labels: Labels) -> bool:
    """Whether the network may take the cue of a credit for one, or what is behind a name and a colon for words said."""
    if credit.rule is NAME_AND_COLON:
        words = credit.sentence.between(credit.reported)
        return speaks_of_itself(words) or labels.may_be_said(words)
    return credit.kind == "punctuation" or labels.may_be_cue(credit.cue)


def _has_cue(direct: Attributed, candidate: Candidate) -> bool:
    return direct.lead is not None and any(direct.lead.word.span == word.span for word in candidate.cue)


def _has_another_cue(direct: Attributed, candidate: Candidate) -> bool:
    """Whether the quotation has a cue of its own: "said the wall was safe and **vowed** “full cooperation”"."""
    return direct.lead is not None and direct.lead.kind is not None and not _has_cue(direct, candidate)


def _is_whole(direct: Attributed, candidate: Candidate) -> bool:
    """Whether the quotation is all that stands before the cue: "“I won,” she said, before her coach hugged her"."""
    return candidate.content[0] in direct.content and candidate.content[0].end <= candidate.cue_span.start


def _around(direct: Attributed, candidate: Candidate) -> bool:
    """Whether the cue stands inside the quotation, so that the candidate is a statement within it."""
    return direct.rule is not QUOTATION_WITHIN_QUOTATION and any(
        span.covers(candidate.cue_span) for span in direct.content
    )


def read(parse: Parse, frame: Frame, lexicon: Lexicon, learnt: Learnt | None = None) -> Reading:
    """
    Read a document's surface; sentences that are nothing but furniture or captions are left out.

    *learnt* scores the candidates; what comes with the package does where it is not given.
    """
    learnt = learnt or shipped()
    text = parse.text
    passed_over = (*frame.captions, *frame.furniture)
    around = nearby(passed_over)
    kept = [each for each in parse.sentences if not any(span.covers(each.span) for span in around.near((each.span,)))]
    sentences = tuple(mended(each, lexicon) for each in kept)
    quoted = parse.document.quoted
    persons = frozenset(each.span.start for each in parse.entities if each.kind == "person")
    direct = attribute_quotations(sentences, quoted, text, lexicon, persons)
    within = quotations_within(sentences, quoted, text, lexicon)
    return Reading(
        parse=parse,
        lexicon=lexicon,
        passed_over=passed_over,
        sentences=sentences,
        quoted=quoted,
        direct=(*direct, *within),
        labels={each.number: labels_of(each) for each in kept},
        learnt=learnt,
        headline=frame.headline.spans if frame.headline is not None else (),
    )
