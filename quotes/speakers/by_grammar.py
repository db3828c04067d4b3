"""
Whom a statement is from where grammar settles it: turns, "I" and "you", who listens only, a quotation that goes on.

All other sources are weighed (``weighing``).
"""

from attrs import evolve

from quotes.attribution.sources import is_asked
from quotes.attribution.statement import Source, Statement
from quotes.attribution.turn_statements import TURN
from quotes.naming.people import Figure
from quotes.naming.person_names import parts
from quotes.parsing import Parse, Word
from quotes.speakers.answers import Answer, Context
from quotes.speakers.pronouns import FIRST, SECOND, pronoun_of
from quotes.text.spans import cover
from quotes.words.classes import word_class

#: A quotation without a source goes on with the speaker before it if that one spoke at most this many paragraphs ago.
_CONTINUES_WITHIN = 3
_TELLING = word_class("verbs of telling somebody")


def settled(
    statement: Statement, before: tuple[Statement, ...], answers: list[Answer], context: Context
) -> Answer | None:
    """Whom a statement is from, or why that stays open, where grammar says so."""
    if statement.rule is TURN and (speaking := context.turns.get(paragraph_of(statement, context.parse))) is not None:
        return _of_turn(statement, speaking, context)
    if statement.source is None:
        return _continued(statement, before, answers, context)
    words = words_of_source(statement.source, context.parse)
    if not words:
        return Answer(None, "none", reason="the source has no words")
    if _is_told(statement, context.parse):
        return Answer(None, "none", reason="the source is who was told, and nobody is said to have told it")
    pronoun = pronoun_of(words)
    if pronoun is None or pronoun.text.casefold() not in FIRST | SECOND:
        return None
    first = pronoun.text.casefold() in FIRST
    inside = speaks_around(statement, answers, context) if first else None
    reason = f"“{pronoun.text}” outside of any quotation" if first else "the reader or the listener is addressed"
    return Answer(inside, "pronoun") if inside is not None else Answer(None, "none", reason=reason)


def _is_told(statement: Statement, parse: Parse) -> bool:
    """Whether the source only hears it: "**Park** was told she …", with no teller, "**The inquest** heard that …"."""
    source, cue = statement.source, statement.cue
    if source is None or cue is None or cue.kind != "verb":
        return False
    sentence = parse.sentences[source.sentence]
    head, verbs = sentence.word(source.head), sentence.overlapping(cue.span)[-1:]
    if head is None or not verbs or sentence.head(head) != verbs[0]:
        return False
    if verbs[0].lemma == "hear":
        return head.relation == "nsubj" and head.text.casefold() not in {"i", "we", "he", "she"}
    told = verbs[0].lemma in _TELLING and head.deprel == "nsubj:pass"
    return told and sentence.child(verbs[0], "obl:agent") is None


def _is_asked(statement: Statement, parse: Parse) -> bool:
    """Whether the cue says whom a question was put to, and not by whom: "Prata **was asked**, “…”"."""
    cue = statement.cue
    sentences = parse.sentences_in(cue.span) if cue is not None else []
    return cue is not None and any(is_asked(each, word) for each in sentences for word in each.overlapping(cue.span))


def _of_turn(statement: Statement, speaking: Figure, context: Context) -> Answer:
    """Who speaks in a turn: "Litia Reis" by her name, "REIS" by a form of it, "A" as whom the interview is with."""
    label = cover(statement.source.spans).of(context.parse.text) if statement.source is not None else ""
    if label.casefold() == speaking.name.casefold():
        return Answer(speaking, "name")
    return Answer(speaking, "alias" if set(parts(label)) & set(parts(speaking.name)) else "description")


def _continued(
    statement: Statement, before: tuple[Statement, ...], answers: list[Answer], context: Context
) -> Answer | None:
    """A quotation that goes on with the speaker before it, within a few paragraphs; not "Prata **was asked**, “…”"."""
    if _is_asked(statement, context.parse):
        return Answer(None, "none", reason="nobody is said to have asked")
    answering = set(context.turns.values())
    if len(answering) == 1 and paragraph_of(statement, context.parse) < min(context.turns):
        return Answer(next(iter(answering)), "continuation")  # "“I never wanted a boat”" above an interview
    last = next((i for i in reversed(range(len(before))) if before[i].parent == statement.parent), None)
    if not statement.continues or last is None or answers[last].figure is None:
        return None
    gap = paragraph_of(statement, context.parse) - paragraph_of(before[last], context.parse)
    return evolve(answers[last], by="continuation") if gap <= _CONTINUES_WITHIN else None


def paragraph_of(statement: Statement, parse: Parse) -> int:
    """The number of the paragraph in which a statement begins."""
    sentence = parse.sentence_behind(statement.start)
    return sentence.paragraph if sentence is not None else 0


def words_of_source(source: Source, parse: Parse) -> list[Word]:
    """The words of a source."""
    return parse.sentences[source.sentence].overlapping(*source.spans)


def outer_speaker(statement: Statement, answers: list[Answer]) -> Figure | None:
    """Who makes the statement inside of which another stands; None where there is none or nobody is known."""
    outer = statement.parent
    return answers[outer].figure if outer is not None and outer < len(answers) else None


def speaks_around(statement: Statement, answers: list[Answer], context: Context) -> Figure | None:
    """In whose words a source stands: those of the statement around it, or of the turn in an interview."""
    if (outer := outer_speaker(statement, answers)) is not None:
        return outer
    assert statement.source is not None
    return context.turns.get(context.parse.sentences[statement.source.sentence].paragraph)
