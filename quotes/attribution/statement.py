"""What the attribution stage hands on: who is said to have said what, before anyone is named."""

from attrs import frozen

from quotes.attribution.calibration import Scale
from quotes.attribution.rules import Rule
from quotes.terms import Attitude, CueKind, Type
from quotes.text.spans import Span, Spans, cover, overlap, size

#: A content counts as direct where at least this share of its letters stands inside quotation marks; the commas and
#: "that"s at its edges must not turn a direct quotation into a mixed one.
_DIRECT_SHARE = 0.97


@frozen
class Cue:
    """The words that signal a statement."""

    span: Span
    lemma: str
    kind: CueKind


@frozen
class Source:
    """
    The phrase that names who said it.

    *spans* is the whole phrase with title and appositive, *head* the number of its head word in sentence *sentence*.
    """

    spans: Spans
    sentence: int
    head: int


@frozen
class Relay:
    """
    An outlet or body that carried the statement; *name* are the words that name it ("CNN"), *span* is the evidence
    ("CNN reported").
    """

    name: Span
    span: Span


@frozen
class Statement:
    """
    One statement as the text has it.

    *content* are the spans of what was said, *quoted* the parts of the content that stand inside quotation marks
    (marks included), *rule* the rule that found it.  *continues* marks a quotation without cue or source
    of its own, which goes on with the speaker before it.  *parent* is the index, among the document's statements, of
    the statement inside which this one stands.
    """

    content: Spans
    quoted: Spans
    cue: Cue | None
    source: Source | None
    rule: Rule
    attitude: Attitude
    confidence: float
    scale: Scale = "rule"
    relays: tuple[Relay, ...] = ()
    medium: Spans = ()
    continues: bool = False
    parent: int | None = None

    @property
    def type(self) -> Type:
        """``direct``, ``mixed`` or ``indirect``."""
        if not self.quoted:
            return "indirect"
        share = overlap(self.quoted, self.content) / size(self.content)
        return "direct" if share >= _DIRECT_SHARE else "mixed"

    @property
    def places(self) -> Spans:
        """Where content and cue stand."""
        return (*self.content, *((self.cue.span,) if self.cue is not None else ()))

    @property
    def start(self) -> int:
        """Where the content begins."""
        return cover(self.content).start
