"""Bodies that the parser takes for persons: "**Faro Lines** Ltd."."""

from collections.abc import Sequence

from quotes.naming.body_names import plain_words
from quotes.naming.person_mentions import Mention
from quotes.parsing import Parse
from quotes.text.spans import Span
from quotes.words.lexicon import Lexicon


def misread_bodies(
    parse: Parse, persons: list[Mention], bodies: Sequence[Sequence[Span]], lexicon: Lexicon
) -> list[tuple[Mention, Span]]:
    """
    Persons that are bodies, with the body's span: "**Faro Lines** Ltd.", and "**Faro**" for it later.

    *bodies* are the `named_bodies` of each sentence.
    """
    known_names = _names_by_word(persons)
    doubtful = [each for each in persons if not _is_surely_person(each, known_names, lexicon)]
    sure = [span for each in bodies for span in each]
    named = [
        (each, span)
        for each in persons
        for span in sure
        if span.overlaps(each.span) and (each in doubtful or len(span) > len(each.span))
    ]
    doubtful = [each for each in doubtful if not any(each is other for other, _ in named)]
    known_bodies = [e.span for e in parse.entities if e.kind == "organization"]
    full = {plain_words(span.of(parse.text)) for span in (*known_bodies, *sure, *(span for _, span in named))}
    return [*named, *((each, each.span) for each in doubtful if _is_start_of_one(each, full))]


def _names_by_word(persons: list[Mention]) -> dict[str, set[tuple[tuple[str, ...], bool]]]:
    """Under each of its words: the names of persons, and whether they stand with a title."""
    table: dict[str, set[tuple[tuple[str, ...], bool]]] = {}
    for each in persons:
        words = plain_words(each.name)
        for word in words:
            table.setdefault(word, set()).add((words, bool(each.titles)))
    return table


def _is_surely_person(mention: Mention, names: dict[str, set[tuple[tuple[str, ...], bool]]], lexicon: Lexicon) -> bool:
    """True for a name with a title, one that begins with a given name, or part of a longer name of a person."""
    words = plain_words(mention.name)
    first = lexicon.role(words[0]) if len(words) > 1 else None
    if not words or (first is not None and first.kind == "given"):
        return True
    return any(
        (set(name) >= set(words) and (titled or len(name) > len(words))) or (len(words) > 1 and name == words[-1:])
        for name, titled in names.get(words[-1], ())
    )


def _is_start_of_one(mention: Mention, names: set[tuple[str, ...]]) -> bool:
    """True for the beginning of just one of the bodies' names."""
    words = plain_words(mention.name)
    return len([each for each in names if len(each) > len(words) and each[: len(words)] == words]) == 1
