"""
Weighing: what the rules answer is one witness; of all candidates of a source the ranker's likeliest is the speaker.

Where grammar settles who speaks (a turn of an interview, "I", who listens only, a quotation that goes on) nothing is
weighed.  A name that is not likely enough gives way to the phrase's own words, a pronoun stays open.
"""

import re
from collections.abc import Sequence

from attrs import evolve

from quotes.attribution.statement import Statement
from quotes.attribution.turn_statements import TURN
from quotes.naming.nominals import phrase_of
from quotes.naming.people import Figure, is_full
from quotes.naming.person_mentions import Mention
from quotes.parsing import Sentence, Word
from quotes.speakers.answers import Answer, Candidate, Choice, Context
from quotes.speakers.by_rules import paragraph_of, speaks_around, words_of_source
from quotes.speakers.features import features
from quotes.speakers.listeners import hearer_of
from quotes.speakers.pronouns import FIRST, GENDERS, NEUTER, PLURAL, RELATIVE, SECOND, noun_phrase
from quotes.speakers.ranker import Rank
from quotes.speakers.referents import Query, candidates, key_of
from quotes.terms import ResolvedBy
from quotes.text.spans import cover

#: Sources of one or two words that begin so are pronouns.
_PRONOUNS = frozenset(GENDERS) | PLURAL | NEUTER | {"this", "that", "these", "those", "one"}
#: Where candidates come from that are neither a source's own words nor what the rules make of them.
_ELSEWHERE = frozenset({"cast", "spoken"})
#: Kinds of figures that are called by a name.
_NAMED = frozenset({"person", "body", "outlet", "place"})
#: How likely a speaker has to be not to stay open; a name, and whom a pronoun means; whoever speaks where there
#: is no source; for a name that several bear (chosen on gold/train, gold/pages and raw news by folds).
_LEAST, _LEAST_NAMED, _LEAST_WITHOUT, _LEAST_UNSURE = 0.15, 0.3, 0.3, 0.6
#: … for a name whose bearer is known by another title than the one that is asked for: "the mayor" of a prosecutor.
_LEAST_OF_OTHER_TITLE = 0.75
#: How many times as likely as the likeliest in a phrase's own words somebody has to be who is named elsewhere (by
#: folds 1, 1.5 and 2 have 79.0, 78.9 and 78.6 end to end on gold/train, 75.5, 75.8 and 75.7 on raw news, where 89.9,
#: 90.4 and 90.9% of the names are right).
_TIMES_OWN = 1.5
#: How many candidates with their probabilities are remembered for whoever asks why.
_SHOWN = 5


def weighed(query: Query, told: Answer, context: Context, rank: Rank) -> Answer:
    """Whom a source means: the likeliest of its candidates, of which the rules' answer is one."""
    found = _with(candidates(query, context), told.figure)
    choices = tuple(rank(query, found, features(query, found, context, told)))
    unsure = told.figure is None and bool(told.candidates) and query.kind == "phrase"
    chosen = _chosen(query, choices, unsure=unsure)
    shown = choices[:_SHOWN]
    if chosen is None:
        names = tuple(each.candidate.figure.name for each in choices[:2])
        reason = told.reason if told.figure is None and told.reason else "no candidate is likely enough"
        return Answer(None, "none", candidates=told.candidates or names, reason=reason, weighed=shown)
    shown = (chosen, *(each for each in choices if each is not chosen))[:_SHOWN]
    figure = chosen.candidate.figure
    if told.figure is not None and key_of(told.figure) == key_of(figure):
        return evolve(told, weighed=shown)
    mention = _mention_in(query, figure)
    title = mention.titles[0] if mention is not None and mention.titles else None
    return Answer(figure, _way(query, figure, mention), title, weighed=shown)


def _with(found: list[Candidate], figure: Figure | None) -> list[Candidate]:
    """The candidates with whom the rules answer among them."""
    if figure is None or any(key_of(each.figure) == key_of(figure) for each in found):
        return found
    return [*found, Candidate(figure, frozenset({"rules"}))]


def _chosen(query: Query, choices: Sequence[Choice], *, unsure: bool) -> Choice | None:
    """The likeliest candidate that is likely enough; for a phrase else the likeliest in its own words."""
    best = next(iter(choices), None)
    if best is None or (unsure and best.probability < _LEAST_UNSURE):
        return None
    named = best.candidate.figure.kind in _NAMED
    least = _LEAST_WITHOUT if query.kind == "none" else _LEAST_NAMED if named or query.kind == "pronoun" else _LEAST
    if named and best.seen.get("title other") and not best.seen.get("in phrase"):
        least = _LEAST_OF_OTHER_TITLE
    own = next(filter(_is_own, choices), None) if query.kind == "phrase" else None
    if own is not None and named and not _is_own(best) and best.probability < _TIMES_OWN * own.probability:
        return own
    return best if best.probability >= least else own


def _is_own(choice: Choice) -> bool:
    """True where a candidate stands in the phrase or is a wording of it."""
    return bool(choice.seen.get("in phrase") or choice.candidate.origins - _ELSEWHERE)


def query_of(
    statement: Statement, before: tuple[Statement, ...], answers: list[Answer], told: Answer, context: Context
) -> Query | None:
    """What a statement asks for; None where grammar settles it."""
    parse = context.parse
    if statement.rule is TURN and context.turns.get(paragraph_of(statement, parse)) is not None:
        return None
    if statement.source is None:
        known = statement.parent is not None and statement.parent < len(answers)
        outer = answers[statement.parent].figure if known and statement.parent is not None else None
        here = parse.sentence_behind(statement.start) or parse.sentences[-1]
        return None if told.figure is not None else Query(statement, None, None, None, here, statement.start, outer)
    words = words_of_source(statement.source, parse)
    if not words or hearer_of(statement, parse) is not None:
        return None
    if len(words) <= 2 and words[0].text.casefold() in FIRST | SECOND:
        return None
    inside = speaks_around(words[0], statement, before, answers, context)
    spans, sentence = statement.source.spans, parse.sentences[statement.source.sentence]
    if len(words) == 1 and words[0].text.casefold() in RELATIVE and (noun := _described(words[0], sentence)):
        words, spans = noun, (cover(w.span for w in noun),)
    phrase = phrase_of(spans, sentence.number, parse, context.lexicon)
    words = list(phrase.words) or words
    numbers = {w.number for w in words}
    head = next((w for w in words if w.head not in numbers), words[0])
    pronoun = words[0] if _is_pronoun(words) else None
    return Query(statement, phrase, pronoun, head, sentence, words[0].span.start, inside)


def _is_pronoun(words: Sequence[Word]) -> bool:
    """Whether the words consist of a pronoun: "He", "They both", "he himself"."""
    alone = len(words) <= 2 and words[0].text.casefold() in _PRONOUNS
    return alone and all(w.text.casefold() in _PRONOUNS or w.upos in {"DET", "ADV", "PRON"} for w in words)


def _described(pronoun: Word, sentence: Sentence) -> list[Word]:
    """The noun phrase that a relative clause hangs on: "one **official**, who asked for time"."""
    clause = next((w for w in sentence.ancestors(pronoun) if w.relation == "acl"), None)
    noun = sentence.head(clause) if clause is not None else None
    if noun is None:
        before = sentence.word(pronoun.number - 1)
        before = sentence.word(pronoun.number - 2) if before is not None and before.text == "," else before
        noun = before if before is not None and before.upos in {"NOUN", "PROPN"} else None
    if noun is None:
        return []
    return noun_phrase(noun, pronoun, sentence)


def _mention_in(query: Query, figure: Figure) -> Mention | None:
    """Where the source itself mentions somebody."""
    span = query.phrase.span if query.phrase is not None else None
    return next((m for m in figure.mentions if span is not None and m.span.overlaps(span)), None)


def _way(query: Query, figure: Figure, mention: Mention | None) -> ResolvedBy:
    """What ``resolved_by`` is called where the rules had another answer."""
    if query.phrase is None:
        return "continuation"
    if query.pronoun is not None:
        return "pronoun"
    if figure.kind in {"nominal", "plural", "thing", "document"} or figure.name[:1].islower():
        return "description"
    if figure.name.casefold() in re.sub(r"\s+", " ", query.phrase.text).casefold():
        return "name"
    if mention is not None and not mention.name[:1].islower():
        return "name" if is_full(mention.name) and figure.kind == "person" else "alias"
    return "description"
