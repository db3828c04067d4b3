"""
Whom a statement is from by rules: turns, "I" and "who" by grammar, a noun phrase by the first way that answers.

What the rules say is one witness for the ranker (``weighing``), and where grammar settles it the last word.
"""

import re

from attrs import evolve

from quotes.attribution.statement import Source, Statement
from quotes.attribution.turn_statements import TURN
from quotes.naming.nominals import Phrase, phrase_of, spoken_of
from quotes.naming.people import Figure
from quotes.naming.person_names import parts
from quotes.parsing import Parse, Sentence, Word
from quotes.speakers.answers import REMEMBERED, Answer, Context
from quotes.speakers.listeners import hearer_of
from quotes.speakers.pronouns import (
    FIRST,
    PRONOUNS,
    RELATIVE,
    SECOND,
    described_by,
    nearest,
    relative_antecedent,
)
from quotes.speakers.resolution import answer_to
from quotes.text.spans import cover

#: A quotation without a source goes on with the speaker before it if that one spoke at most this many paragraphs ago.
_CONTINUES_WITHIN = 3
#: What stands for the owner at the beginning of a phrase: "**her** lawyer", "**my** grandmother".
_OWNERS = frozenset({"his", "her", "its", "their", "my", "your"})


def answer_by_rules(
    statement: Statement, before: tuple[Statement, ...], answers: list[Answer], context: Context
) -> Answer:
    """Whom one statement is from."""
    if statement.rule is TURN and (speaking := context.turns.get(paragraph_of(statement, context.parse))) is not None:
        return _of_turn(statement, speaking, context)
    if statement.source is None:
        return _continued(statement, before, answers, context)
    words = words_of_source(statement.source, context.parse)
    if not words:
        return Answer(None, "none", reason="the source has no words")
    if hearer_of(statement, context.parse) is not None:
        return Answer(None, "none", reason="the source is who was told, and nobody is said to have told it")
    pronoun = pronoun_of(words)
    if pronoun is not None:
        return _by_pronoun(pronoun, statement, before, answers, context)
    phrase = phrase_of(statement.source.spans, statement.source.sentence, context.parse, context.lexicon)
    return _owned(answer_to(phrase, context), phrase, statement, before, answers, context)


def _of_turn(statement: Statement, speaking: Figure, context: Context) -> Answer:
    """Who speaks in a turn: "Litia Reis" by her name, "REIS" by a form of it, "A" as whom the interview is with."""
    label = cover(statement.source.spans).of(context.parse.text) if statement.source is not None else ""
    if label.casefold() == speaking.name.casefold():
        return Answer(speaking, "name")
    return Answer(speaking, "alias" if set(parts(label)) & set(parts(speaking.name)) else "description")


def _owned(
    answer: Answer,
    phrase: Phrase,
    statement: Statement,
    before: tuple[Statement, ...],
    answers: list[Answer],
    context: Context,
) -> Answer:
    """The answer with whose it is, where nobody is named: "Her lawyer" is "Ana Reis’s lawyer"."""
    figure, pronoun = answer.figure, phrase.words[0] if phrase.words else None
    if figure is None or pronoun is None or pronoun.text.casefold() not in _OWNERS or answer.by != "description":
        return answer
    if figure.name != spoken_of(phrase, context.parse) or figure.kind in {"person", "thing"}:
        return answer
    inside = speaks_around(pronoun, statement, before, answers, context)
    if pronoun.text.casefold() in FIRST:
        owner = inside if inside is not None and inside.kind == "person" else None
    elif pronoun.text.casefold() in SECOND:
        owner = _asked(context.parse.sentences[phrase.sentence].paragraph, context) if inside is None else None
    else:
        owned = next((s.figure for s in reversed(context.history) if "’s " in s.figure.name), None)
        sentence = context.parse.sentences[phrase.sentence]
        owner = nearest(pronoun, sentence, context.cast, context.history, inside or owned)
    name = re.sub(rf"(?i)^{pronoun.text} ", "", figure.name)
    if owner is None or owner.kind == "nominal":
        return answer
    if figure.kind == "document":
        return Answer(owner, "pronoun")  # who speaks in "her letter" is she
    mark = "’" if owner.kind == "plural" and owner.name.endswith("s") else "’s"
    return evolve(answer, figure=evolve(figure, name=f"{owner.name}{mark} {name}"))


def _continued(statement: Statement, before: tuple[Statement, ...], answers: list[Answer], context: Context) -> Answer:
    """A quotation that goes on with the speaker before it: same speaker, within a few paragraphs."""
    answering = set(context.turns.values())
    if len(answering) == 1 and paragraph_of(statement, context.parse) < min(context.turns):
        return Answer(next(iter(answering)), "continuation")  # "“I never wanted a boat”" above an interview
    last = next((i for i in reversed(range(len(before))) if before[i].parent == statement.parent), None)
    if not statement.continues or last is None:
        return Answer(None, "none", reason="no source in reach")
    gap = paragraph_of(statement, context.parse) - paragraph_of(before[last], context.parse)
    if gap > _CONTINUES_WITHIN or answers[last].figure is None:
        return Answer(None, "none", reason="no source in reach, and the speaker before is too far or unknown")
    return evolve(answers[last], by="continuation")


def paragraph_of(statement: Statement, parse: Parse) -> int:
    """The number of the paragraph in which a statement begins."""
    sentence = parse.sentence_behind(statement.start)
    return sentence.paragraph if sentence is not None else 0


def words_of_source(source: Source, parse: Parse) -> list[Word]:
    """The words of a source."""
    return parse.sentences[source.sentence].overlapping(*source.spans)


def pronoun_of(words: list[Word]) -> Word | None:
    """The pronoun that a source consists of ("He", "They both", "he himself"), or None."""
    if not words or len(words) > 2:
        return None
    return (
        words[0]
        if all(w.text.casefold() in PRONOUNS or w.upos in {"DET", "ADV"} for w in words)
        and words[0].text.casefold() in PRONOUNS
        else None
    )


def _by_pronoun(
    pronoun: Word, statement: Statement, before: tuple[Statement, ...], answers: list[Answer], context: Context
) -> Answer:
    assert statement.source is not None
    sentence = context.parse.sentences[statement.source.sentence]
    inside = speaks_around(pronoun, statement, before, answers, context)
    if pronoun.text.casefold() in FIRST:
        if inside is not None:
            return Answer(inside, "pronoun")
        return Answer(None, "none", reason=f"“{pronoun.text}” outside of any quotation")
    if pronoun.text.casefold() in SECOND:
        asked = _asked(sentence.paragraph, context) if inside is None else None
        reason = "the reader or the listener is addressed"
        return Answer(asked, "pronoun") if asked is not None else Answer(None, "none", reason=reason)
    if pronoun.text.casefold() in RELATIVE:
        return _by_relative(pronoun, sentence, context)
    return Answer(None, "none", reason=f"“{pronoun.text}”: nobody in reach")


def _by_relative(pronoun: Word, sentence: Sentence, context: Context) -> Answer:
    """Whom "who" means: the figure beside it, or what is described there: "one **official**, who asked for time"."""
    figure = relative_antecedent(pronoun, sentence, context.cast)
    if figure is not None:
        return _taken_up(figure, pronoun, sentence.number, context)
    noun = described_by(pronoun, sentence, context.lexicon)
    if not noun:
        return Answer(None, "none", reason=f"“{pronoun.text}”: nobody in reach")
    phrase = phrase_of((cover(w.span for w in noun),), sentence.number, context.parse, context.lexicon)
    return evolve(answer_to(evolve(phrase, rest=()), context), by="pronoun")


def _taken_up(figure: Figure, pronoun: Word, sentence: int, context: Context) -> Answer:
    """The figure of a pronoun; one without a name may be somebody introduced before ("the aide, who ...")."""
    latest = [m for m in figure.mentions if m.sentence <= sentence]
    if figure.kind != "nominal" or not latest or any(s.figure is figure for s in context.history):
        return Answer(figure, "pronoun")
    phrase = phrase_of((latest[-1].span,), latest[-1].sentence, context.parse, context.lexicon)
    phrase = evolve(phrase, rest=()) if pronoun in phrase.rest else phrase
    return evolve(answer_to(phrase, context), by="pronoun") if phrase.words else Answer(figure, "pronoun")


def speaks_around(
    pronoun: Word, statement: Statement, before: tuple[Statement, ...], answers: list[Answer], context: Context
) -> Figure | None:
    """In whose words the pronoun stands: those of the statement around it, or of the turn in an interview."""
    outer = _around(pronoun, statement, before)
    if outer is not None and answers[outer].figure is not None:
        return answers[outer].figure
    assert statement.source is not None
    return context.turns.get(context.parse.sentences[statement.source.sentence].paragraph)


def _asked(paragraph: int, context: Context) -> Figure | None:
    """Who is asked in a paragraph of an interview, since the next is theirs: "**You** said so. | Reis: I did." """
    return context.turns.get(paragraph + 1) if paragraph not in context.turns else None


def _around(pronoun: Word, statement: Statement, before: tuple[Statement, ...]) -> int | None:
    """The number of the statement in whose quoted words the pronoun stands."""
    if statement.parent is not None and statement.parent < len(before):
        return statement.parent
    near = reversed(range(max(0, len(before) - REMEMBERED), len(before)))
    return next((i for i in near if any(q.covers(pronoun.span) for q in before[i].quoted)), None)
