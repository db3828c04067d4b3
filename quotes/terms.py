"""The closed sets of words that a record uses, as types that mypy and the reader of records check."""

from typing import Literal

from attrs import frozen

#: How much of the content stands inside quotation marks: all, some, none.
Type = Literal["direct", "mixed", "indirect"]
#: PARC's classes of attributions (Pareti 2012), and that of a statement which the text says was not made.
Attitude = Literal["assertion", "belief", "fact", "eventuality", "unsaid"]
#: What the words are that signal a statement.
CueKind = Literal["verb", "phrase", "noun", "punctuation"]
#: What sort of word a cue is before the record, where "is confident that" is a phrase.
WordKind = CueKind | Literal["adjective"]
#: What sort of speaker said it.
SpeakerKind = Literal["person", "organization", "group", "outlet", "document", "unnamed", "unknown"]
#: How the source phrase led to the speaker.
ResolvedBy = Literal["name", "alias", "pronoun", "description", "continuation", "none"]
#: What a hop of the chain does.
HopRole = Literal["speaker", "relay", "agency", "publisher"]
#: Where a hop is known from: this sentence, an earlier one, the frame of the page, or the caller.
Basis = Literal["stated", "carried", "frame", "given"]


@frozen
class Weighed:
    """A name that a source could have meant, how likely that is (0 to 1), and in words what speaks for it."""

    name: str
    probability: float
    evidence: tuple[str, ...] = ()
