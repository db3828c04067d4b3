"""
Speakers: from source phrases to who that is, by the fullest name that the document gives.

Theory of operation.  The cast of the document is found once (``cast_of``): persons and bodies, each with all its
mentions, titles and short forms.  The statements are then walked through in text order, and each source is looked up: a
pronoun among what was spoken of lately (``pronouns``), a noun phrase by the first way in ``resolution.WAYS`` that
answers.  Only a single remaining candidate counts; where several remain the speaker stays open and the candidates are
listed.
Gender is evidence for pronouns, learnt from the document, and never leaves this package.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

from attrs import evolve

from quotes.attribution.statement import Source, Statement
from quotes.attribution.turn_statements import TURN
from quotes.naming.body_names import plain_words
from quotes.naming.cast import Cast, cast_of
from quotes.naming.nominals import Phrase, phrase_of, spoken_of
from quotes.naming.people import Figure
from quotes.naming.person_mentions import EntityKind
from quotes.naming.person_names import parts
from quotes.naming.titles import Title
from quotes.page.frame import Turn
from quotes.parsing import Parse, Word
from quotes.speakers.answers import Answer, Context
from quotes.speakers.listeners import hearer_of
from quotes.speakers.pronouns import (
    FIRST,
    GENDERS,
    PRONOUNS,
    RELATIVE,
    SECOND,
    Spoken,
    antecedent,
    described_by,
    echoes_of,
    relative_antecedent,
)
from quotes.speakers.resolution import answer_to
from quotes.speakers.speaker import Speaker
from quotes.speakers.turn_speakers import turns_of
from quotes.terms import SpeakerKind
from quotes.text.spans import Span, Spans, cover
from quotes.words.lexicon import Lexicon

__all__ = ["Speaker", "name_of", "resolve_speakers"]

#: What a figure of each kind is called in a record.
_KINDS: Final[Mapping[EntityKind, SpeakerKind]] = {
    "person": "person",
    "body": "organization",
    "place": "organization",
    "outlet": "outlet",
    "document": "document",
    "nominal": "unnamed",
    "thing": "unnamed",
    "plural": "group",
}
#: A quotation without a source goes on with the speaker before it if that one spoke at most this many paragraphs ago.
_CONTINUES_WITHIN = 3
#: What stands for the owner at the beginning of a phrase: "**her** lawyer", "**my** grandmother".
_OWNERS = frozenset({"his", "her", "its", "their", "my", "your"})


def resolve_speakers(
    statements: tuple[Statement, ...],
    parse: Parse,
    lexicon: Lexicon,
    cast: Cast | None = None,
    turns: tuple[Turn, ...] = (),
) -> tuple[Speaker, ...]:
    """
    Who made each statement, parallel to *statements*, which come in text order.

    *cast* is that of the document (``cast_of``); give it where it is at hand, since to find it takes most of the time.
    *turns* are those of an interview or a transcript, from the frame.
    """
    cast = cast if cast is not None else cast_of(parse, lexicon, turns[0].span.start if turns else None)
    speaking = turns_of(turns, parse, cast.people, lexicon)
    context = Context(parse, cast, lexicon, echoes_of(parse, cast), turns=speaking)
    answers: list[Answer] = []
    for number, statement in enumerate(statements):
        answer = _answer(statement, statements[:number], answers, context)
        answers.append(answer)
        if answer.figure is not None and statement.source is not None:
            context = context.with_speaker(_spoken(answer.figure, statement, parse))
    numbers = _numbers(answers)
    return tuple(_speaker(each, numbers) for each in answers)


def _spoken(figure: Figure, statement: Statement, parse: Parse) -> Spoken:
    """What is remembered of a source that was resolved."""
    source = statement.source
    assert source is not None
    pronoun = _pronoun(_words(source, parse))
    gender = GENDERS.get(pronoun.text.casefold()) if pronoun is not None else None
    return Spoken(figure, cover(source.spans), source.sentence, gender, statement.parent is not None)


def _answer(statement: Statement, before: tuple[Statement, ...], answers: list[Answer], context: Context) -> Answer:
    """Whom one statement is from."""
    if statement.rule is TURN and (speaking := context.turns.get(_paragraph(statement, context.parse))) is not None:
        return _of_turn(statement, speaking, context)
    if statement.source is None:
        return _continued(statement, before, answers, context)
    words = _words(statement.source, context.parse)
    if not words:
        return Answer(None, "none", reason="the source has no words")
    if hearer_of(statement, context.parse) is not None:
        return Answer(None, "none", reason="the source is who was told, and nobody is said to have told it")
    pronoun = _pronoun(words)
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
    inside = _speaks_around(pronoun, statement, before, answers, context)
    if pronoun.text.casefold() in FIRST:
        owner = inside if inside is not None and inside.kind == "person" else None
    elif pronoun.text.casefold() in SECOND:
        owner = _asked(context.parse.sentences[phrase.sentence].paragraph, context) if inside is None else None
    else:
        owned = next((s.figure for s in reversed(context.history) if "’s " in s.figure.name), None)
        sentence = context.parse.sentences[phrase.sentence]
        owner = antecedent(
            pronoun,
            sentence,
            statement.content,
            context.parse,
            context.cast,
            context.history,
            context.echoes,
            inside or owned,
        ).figure
    name = re.sub(rf"(?i)^{pronoun.text} ", "", figure.name)
    if owner is None or owner.kind == "nominal":
        return answer
    if figure.kind == "document":
        return Answer(owner, "pronoun")  # who speaks in "her letter" is she
    mark = "’" if owner.kind == "plural" and owner.name.endswith("s") else "’s"
    return evolve(answer, figure=evolve(figure, name=f"{owner.name}{mark} {name}"))


def _continued(statement: Statement, before: tuple[Statement, ...], answers: list[Answer], context: Context) -> Answer:
    """A quotation that goes on with the speaker before it: same speaker, within a few paragraphs."""
    last = next((i for i in reversed(range(len(before))) if before[i].parent == statement.parent), None)
    if not statement.continues or last is None:
        return Answer(None, "none", reason="no source in reach")
    gap = _paragraph(statement, context.parse) - _paragraph(before[last], context.parse)
    if gap > _CONTINUES_WITHIN or answers[last].figure is None:
        return Answer(None, "none", reason="no source in reach, and the speaker before is too far or unknown")
    return evolve(answers[last], by="continuation")


def _paragraph(statement: Statement, parse: Parse) -> int:
    sentence = parse.sentence_behind(statement.start)
    return sentence.paragraph if sentence is not None else 0


def _words(source: Source, parse: Parse) -> list[Word]:
    return [w for w in parse.sentences[source.sentence].words if any(s.overlaps(w.span) for s in source.spans)]


def _pronoun(words: list[Word]) -> Word | None:
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
    inside = _speaks_around(pronoun, statement, before, answers, context)
    if pronoun.text.casefold() in FIRST:
        if inside is not None:
            return Answer(inside, "pronoun")
        return Answer(None, "none", reason=f"“{pronoun.text}” outside of any quotation")
    if pronoun.text.casefold() in SECOND:
        asked = _asked(sentence.paragraph, context) if inside is None else None
        reason = "the reader or the listener is addressed"
        return Answer(asked, "pronoun") if asked is not None else Answer(None, "none", reason=reason)
    if pronoun.text.casefold() in RELATIVE:
        found = relative_antecedent(pronoun, sentence, context.cast)
        if found.figure is None and (noun := described_by(pronoun, sentence, context.lexicon)):
            phrase = phrase_of((cover(w.span for w in noun),), sentence.number, context.parse, context.lexicon)
            return evolve(answer_to(evolve(phrase, rest=()), context), by="pronoun")
    else:
        found = antecedent(
            pronoun, sentence, statement.content, context.parse, context.cast, context.history, context.echoes, inside
        )
    if found.figure is not None:
        return _taken_up(found.figure, pronoun, sentence.number, context)
    names = tuple(each.name for each in found.candidates)
    reason = "equally good candidates" if names else "nobody in reach"
    return Answer(None, "none", candidates=names, reason=f"“{pronoun.text}”: {reason}")


def _taken_up(figure: Figure, pronoun: Word, sentence: int, context: Context) -> Answer:
    """The figure of a pronoun; one without a name may be somebody introduced before ("the aide, who ...")."""
    latest = [m for m in figure.mentions if m.sentence <= sentence]
    if figure.kind != "nominal" or not latest or any(s.figure is figure for s in context.history):
        return Answer(figure, "pronoun")
    phrase = phrase_of((latest[-1].span,), latest[-1].sentence, context.parse, context.lexicon)
    phrase = evolve(phrase, rest=()) if pronoun in phrase.rest else phrase
    return evolve(answer_to(phrase, context), by="pronoun") if phrase.words else Answer(figure, "pronoun")


def _speaks_around(
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
    holds = (i for i in reversed(range(len(before))) if any(q.covers(pronoun.span) for q in before[i].quoted))
    return next(holds, None)


def _numbers(answers: list[Answer]) -> dict[str, str]:
    """Entity ids by name, in order of first mention."""
    starts: dict[str, int] = {}
    for figure in (each.figure for each in answers):
        if figure is not None:
            starts[_key(figure)] = min(figure.start, starts.get(_key(figure), figure.start))
    return {key: f"e{number}" for number, key in enumerate(sorted(starts, key=lambda each: starts[each]), 1)}


def _key(figure: Figure) -> str:
    """What tells figures apart: the name, and for unnamed ones the place too."""
    return figure.name if figure.kind not in {"nominal", "plural", "thing"} else f"{figure.name}@{figure.start}"


def _speaker(answer: Answer, numbers: dict[str, str]) -> Speaker:
    figure = answer.figure
    if figure is None:
        return Speaker(None, "unknown", None, None, None, "none", answer.candidates, answer.reason)
    title = answer.title if answer.title is not None and answer.title.role else _usual_title(figure)
    kind = answer.kind or _KINDS[figure.kind]
    role, affiliation = (title.role, title.affiliation) if title is not None else (None, None)
    return Speaker(
        figure.name, kind, numbers[_key(figure)], role, affiliation, answer.by, answer.candidates, answer.reason
    )


def _usual_title(figure: Figure) -> Title | None:
    """The role stated most often with somebody; the first of equals."""
    titles = [each for each in figure.titles if each.role]
    counts = Counter(each.role for each in titles)
    return max(titles, key=lambda each: counts[each.role], default=None)


def _outlet_short_for(name: str, span: Span, lexicon: Lexicon, cast: Cast) -> str | None:
    """The outlet named before that ends in this name: "the Times" after "The Economic Times"."""
    words = plain_words(name)
    longer = [f.name for f in cast.bodies if f.kind == "outlet" and f.start < span.start and f.name != name]
    fits = [each for each in longer if plain_words(each)[-len(words) :] == words]
    outlet = lexicon.outlet(fits[0]) if len(fits) == 1 else None
    return outlet.name if outlet is not None else None


def name_of(spans: Spans, parse: Parse, lexicon: Lexicon, cast: Cast) -> str:
    """
    The name of the outlet or body that *spans* call, as it is written in chains.

    "Yonhap News Agency" by the outlet's usual name, "the ministry" by the fullest name of the body that it means.
    """
    known = lexicon.outlet(cover(spans).of(parse.text))
    if known is not None:
        return _outlet_short_for(known.name, cover(spans), lexicon, cast) or known.name
    sentence = next((s.number for s in parse.sentences_in(cover(spans))), 0)
    phrase = phrase_of(spans, sentence, parse, lexicon)
    if not phrase.words:
        return phrase.text
    if (pronoun := _pronoun(list(phrase.words))) is not None:
        meant = antecedent(pronoun, parse.sentences[sentence], (), parse, cast, (), ()).figure
        return meant.name if meant is not None else phrase.text
    figure = answer_to(phrase, Context(parse, cast, lexicon)).figure
    if figure is None:
        return phrase.text
    outlet = lexicon.outlet(figure.name) if figure.kind == "outlet" else None
    return outlet.name if outlet is not None else figure.name
