"""What the speakers stage hands on: who each statement's source is."""

from attrs import frozen

from quotes.terms import ResolvedBy, SpeakerKind, Weighed


@frozen
class Speaker:
    """
    Who made a statement.

    *name* is the fullest name (or, for an unnamed source, its noun phrase without article), None where it stayed
    open.  *kind* is ``person``, ``organization``, ``group``, ``outlet``, ``document``, ``unnamed`` or ``unknown``;
    *resolved_by* is ``name``, ``alias``, ``pronoun``, ``description``, ``continuation`` or ``none``.  *entity* is the
    same for all mentions of one speaker in the document.  *candidates* are the names that remained equally good, and
    *reason* says in words why the speaker is unknown.  *weighed* are names that the source could have meant, the
    speaker first; empty where grammar alone says who speaks.
    """

    name: str | None
    kind: SpeakerKind
    entity: str | None
    role: str | None
    affiliation: str | None
    resolved_by: ResolvedBy
    candidates: tuple[str, ...] = ()
    reason: str | None = None
    weighed: tuple[Weighed, ...] = ()
