"""
Sources that name a body, an outlet or a country, in full or by a short form or a noun.

    Russia's foreign ministry — the KCNA — the agency
"""

import re

from attrs import evolve

from quotes.naming.body_names import unarticled
from quotes.naming.nominals import Phrase, spoken_of
from quotes.naming.people import Figure
from quotes.naming.person_mentions import BODY
from quotes.naming.titles import HUMAN
from quotes.speakers.answers import Answer, Context
from quotes.text.spans import Span
from quotes.words.classes import word_class

#: What a country is: "oil **giant** Saudi Arabia", "NATO **member** Turkey".
_STATES = word_class("nouns of states")


def by_body(phrase: Phrase, context: Context) -> Answer | None:
    """ "Russia's foreign ministry", "the KCNA", "the agency", "Russia": what it names of the cast."""
    if not phrase.core or phrase.goes_on or _is_of_people(phrase, context):
        return None
    span = Span(phrase.core[0].span.start, phrase.core[-1].span.end)
    found = [(m, f) for m, f in context.cast.within(span, "body", "outlet", "place") if m.span.end >= span.end]
    if not found:
        return None
    outlets = [(m, f) for m, f in found if f.kind == "outlet"]
    mention, figure = (outlets or found)[-1]
    if figure.kind == "place" and len(mention.span) < len(span) and not _is_described_state(mention.span, phrase):
        return None
    if figure.kind == "body" and figure.name.islower():
        return Answer(_in_full(figure, phrase, context), "description")
    if unarticled(phrase.text).casefold() == figure.name.casefold():
        return Answer(figure, "description" if figure.name.islower() else "name")
    return Answer(figure, "description" if mention.name.islower() else "alias")


def _is_described_state(name: Span, phrase: Phrase) -> bool:
    """Whether a country follows its kind: "Former colonial **power** France"; not "spokesman Jordan", "in France"."""
    before = [w for w in phrase.core if w.span.end <= name.start]
    noun = before[-1] if before else None
    named = noun is not None and noun.upos == "NOUN" and noun.text.islower() and noun.lemma.casefold() in _STATES
    return named and all(w.upos in {"ADJ", "NOUN", "PROPN", "NUM", "PUNCT", "PART"} for w in before)


def _in_full(figure: Figure, phrase: Phrase, context: Context) -> Figure:
    """A body without a name, with what tells which one it is: "union **of quarry workers**", there and later."""
    name = spoken_of(phrase, context.parse)
    if re.match(rf"{re.escape(figure.name)} (?:of|in|at) ", name) and "," not in name:
        return evolve(figure, name=name)
    return next((s.figure for s in context.history if s.figure.start == figure.start), figure)


def _is_of_people(phrase: Phrase, context: Context) -> bool:
    """Whether it speaks of persons, several bodies, or a document: "officials", "three banks", "the report"."""
    other = phrase.role is not None and phrase.role.kind not in BODY
    named = _ends_in_name(phrase, context)
    last = phrase.core[-1].span
    longer = any(" " in m.name and m.span.end >= last.end for m, _ in context.cast.within(last, "body"))
    if other and phrase.is_plural and not (longer and last.of(context.parse.text)[:1].isupper()):
        return True
    kind = phrase.role.kind if phrase.role is not None else None
    return not named and (phrase.is_plural or kind in HUMAN or kind == "document")


def _ends_in_name(phrase: Phrase, context: Context) -> bool:
    """Whether the last word of the core is part of a body's name: "Peixe Sem Fronteiras", "the United States"."""
    last = phrase.core[-1].span
    found = [m for m, _ in context.cast.within(last, "body", "outlet") if m.name[:1].isupper()]
    named = any(each.span.end >= last.end for each in found)
    entities = (e for e in context.parse.entities_near(last) if e.kind in {"organization", "location"})
    return named or any(each.span.overlaps(last) for each in entities)
