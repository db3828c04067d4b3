"""Answers: whom a source means, all that may be looked at to find out, and what the speakers stage hands on."""

from attrs import evolve, field, frozen

from quotes.naming.cast import Cast
from quotes.naming.mention import EntityKind, Mention
from quotes.naming.nominals import Phrase
from quotes.naming.people import Figure
from quotes.naming.titles import Title
from quotes.parsing import Parse, Word
from quotes.speakers.pronouns import Spoken
from quotes.terms import ResolvedBy, SpeakerKind, Weighed
from quotes.text.spans import Span
from quotes.words.lexicon import Lexicon

#: Kinds of figures that are called by a name.
NAMED = ("person", "body", "outlet", "place")
#: So many sources before a statement tell who it is from; only documents of tens of thousands of words have more.
REMEMBERED = 200


@frozen
class Candidate:
    """
    One answer to a query: the figure with the name that the record would have.

    *origins* say where it comes from: ``cast``, ``spoken``, or from the words of the phrase, ``phrase``, ``whole``,
    ``core``, ``of``, ``tail``, ``lead``, ``owned``, ``joint`` and ``part``; *place* is where a part of it stands.
    *head* is the word that stands for it, and *stands* tells which of PLACES that is.
    """

    figure: Figure
    origins: frozenset[str]
    place: Span | None = None
    head: Word | None = None
    stands: int = 0


@frozen
class Choice:
    """A candidate, how likely it is the right one (0 to 1), and the features that were seen."""

    candidate: Candidate
    probability: float
    seen: dict[str, float] = field(factory=dict)


@frozen
class Answer:
    """
    Whom a source means: the figure, by which way (``resolved_by``), the title stated with it, or why it is open.

    *weighed* are the likeliest candidates as the ranker saw them, the chosen one first.
    """

    figure: Figure | None
    by: ResolvedBy
    title: Title | None = None
    kind: SpeakerKind | None = None
    candidates: tuple[str, ...] = ()
    reason: str | None = None
    weighed: tuple[Choice, ...] = ()


@frozen
class Speaker:
    """
    Who made a statement.

    *name* is the fullest name (or, for an unnamed source, its noun phrase without article), None where it stayed
    open.  *entity* is the same for all mentions of one speaker in the document.  *candidates* are the names that
    remained equally good, and *reason* says in words why the speaker is unknown.  *weighed* are names that the source
    could have meant, the speaker first; empty where grammar alone says who speaks.
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


@frozen
class Context:
    """
    All that tells who speaks: the document, its cast, the words as data, and who spoke before.

    *turns* are the speakers of an interview by the paragraphs that are theirs.
    """

    parse: Parse
    cast: Cast
    lexicon: Lexicon
    history: tuple[Spoken, ...] = ()
    turns: dict[int, Figure] = field(factory=dict)

    def with_speaker(self, spoken: Spoken) -> "Context":
        """The context for the statements after *spoken*."""
        return evolve(self, history=(*self.history[-REMEMBERED:], spoken))


def new_figure(phrase: Phrase, name: str, kind: EntityKind, gender: str | None = None) -> Figure:
    """A figure that only this source speaks of."""
    return Figure(name, kind, (Mention(phrase.span, phrase.sentence, kind, name),), gender)
