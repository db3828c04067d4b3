"""Epithets: descriptions of the last speaker ("Ana Reis said … The former champion said …")."""

import re

from quotes.naming.nominals import Phrase
from quotes.naming.people import Figure
from quotes.naming.person_names import plain
from quotes.naming.titles import Title, is_human
from quotes.speakers.answers import Context
from quotes.speakers.referents import Query
from quotes.text.spans import Span
from quotes.words.classes import word_class
from quotes.words.lexicon import Role

#: How many sentences ago the last speaker was named at most.
_REACH = 3
#: What follows the noun of a description: "an official **of** the port".
_BEHIND_NOUN = re.compile(r"\s(?:of|at|in|for|from|to|who|that|with|on)\s|,")
_HIDDEN = word_class("nouns of the unnamed")


def last_speaker(query: Query, context: Context) -> Figure | None:
    """
    The last speaker, where a phrase describes one person of whom nothing alike was said before, and nobody else has
    been named since; else None.

    "**Ana Reis** said the quay was safe. The former champion said she would stay."  It is nobody's whose titles are
    others.
    """
    phrase = query.phrase
    if phrase is None or query.inside is not None or not _is_of_one(phrase):
        return None
    if _is_known(phrase.core[-1].lemma.casefold(), query, context):
        return None
    since = context.parse.sentences[max(0, phrase.sentence - _REACH)].span.start
    named = context.cast.within(Span(since, phrase.span.start), "person")
    if not named or not context.history or context.history[-1].figure.name != named[-1][1].name:
        return None
    last = named[-1][1]
    if last.titles and not any(_is_alike(each, phrase.role) for each in last.titles):
        return None  # "the driver" behind "Chief Ana Reis said" is another
    return last if last.may_be(phrase.role.gender if phrase.role is not None else None) else None


def _is_alike(title: Title, role: Role | None) -> bool:
    """Whether a title is the noun of a description, or one of those that it is said of: "the official" of a mayor."""
    return role is not None and (title.noun == role.noun or title.noun in role.like)


def _is_of_one(phrase: Phrase) -> bool:
    """Whether a phrase describes one person by nothing but a noun and words before it: "the former **champion**"."""
    if not phrase.core or phrase.is_plural or len(phrase.words) != len(phrase.core) + 1:
        return False
    noun = phrase.core[-1].lemma.casefold()
    definite = phrase.words[0].text.casefold() in {"the", "this"} and not any(w.xpos == "POS" for w in phrase.core)
    return definite and noun not in _HIDDEN and is_human(phrase.role, noun)


def _is_known(noun: str, query: Query, context: Context) -> bool:
    """Whether somebody without a name was called so before: "a **spokesman** for the port"."""
    names = (each.name for each in context.cast.nominals if each.start < query.position)
    described = (name for name in names if plain(_BEHIND_NOUN.split(name)[0].split()[-1]) == noun)
    spoken = (each for each in context.history if each.noun == noun and each.figure.kind == "nominal")
    return next(described, None) is not None or next(spoken, None) is not None
