"""
Turns of interviews and transcripts as statements: what somebody says there is one statement, however long.

    Prata: We are shut. The union says that May is too early.   →   two statements, the union's inside Prata's
"""

from bisect import bisect_right

from quotes.attribution.contents import tidy
from quotes.attribution.reading import Reading
from quotes.attribution.rules import SurfaceRule
from quotes.attribution.statement import Cue, Source, Statement
from quotes.page.frame import Frame, Turn
from quotes.parsing import Parse
from quotes.text.marks import Quoted
from quotes.text.spans import Nearby, Span, Spans, cover, holds

TURN = SurfaceRule("turn", "what somebody says in an interview or a transcript", "Reis: *We counted every boat.*")
#: Who speaks of himself or to the other one in a conversation makes no statement apart from it: "**I** think that …".
_IN_PERSON = frozenset("i,we,you,me,us,myself,ourselves,yourself".split(","))
#: Labels of questions; what stands behind them is no statement.
_ASKERS = frozenset(("q", "q.", "question"))


def with_turns(found: list[Statement], frame: Frame, reading: Reading) -> list[Statement]:
    """*found* and the turns, without what only repeats a turn or a part of it in its speaker's own name."""
    if not frame.turns:
        return found
    talk = (cover(each.span for each in frame.turns),)
    others = (
        each
        for each in found
        if not _is_one_of(_ASKERS, each.source, reading.text)
        and not (holds(talk, each.content) and _is_one_of(_IN_PERSON, each.source, reading.text))
    )
    near = Nearby((each, (each.span,)) for each in frame.turns)
    kept = (each for each in others if all(_is_apart(each, turn) for turn in near.near(each.places)))
    return [*kept, *(_turn_statement(each, reading) for each in frame.turns)]


def _turn_statement(turn: Turn, reading: Reading) -> Statement:
    """ "Prata: *We are shut.*" — its cue is the colon, its source the name before it, if there is one."""
    content = tuple(_without_edges(each, reading.marks_near((each,)), reading.text) for each in turn.words)
    return Statement(
        content=content,
        quoted=_in_marks(content, reading),
        cue=Cue(turn.colon, ":", "punctuation") if turn.colon is not None else None,
        source=_source(turn.name, reading.parse) if turn.name is not None else None,
        rule=TURN,
        attitude="assertion",
        confidence=reading.calibration.of_rule(TURN),
    )


def _without_edges(words: Span, quoted: tuple[Quoted, ...], text: str) -> Span:
    """A paragraph's words without final punctuation, which stays inside of quotation marks."""
    return words if any(each.span.covers(words) for each in quoted) else tidy(text, words)


def _in_marks(content: Spans, reading: Reading) -> Spans:
    """What of the content stands inside quotation marks; where they hold the name too, all that is after it."""
    return tuple(
        Span(max(piece.start, each.span.start), min(piece.end, each.span.end))
        for piece in content
        for each in reading.marks_near((piece,))
        if each.depth == 0 and each.span.overlaps(piece)
    )


def _source(name: Span, parse: Parse) -> Source | None:
    """The name before the colon; its last word is the head, as in "Mr. Prata"."""
    for sentence in parse.sentences_in(name)[:1]:
        if words := sentence.overlapping(name):
            return Source((name,), sentence.number, words[-1].number)
    return None


def _is_apart(statement: Statement, turn: Turn) -> bool:
    """Whether the statement has none of the turn's words, or is what somebody else said inside of them."""
    source = statement.source
    if not any(turn.span.overlaps(each) for each in statement.places):
        return True
    if statement.cue is None or source is None or statement.attitude != "assertion":
        return False
    starts = [each.start for each in turn.words]
    before = ((each, bisect_right(starts, each.start)) for each in (*statement.places, *source.spans))
    return all(at and turn.words[at - 1].covers(each) for each, at in before)


def _is_one_of(words: frozenset[str], source: Source | None, text: str) -> bool:
    return source is not None and all(each.of(text).casefold() in words for each in source.spans)
