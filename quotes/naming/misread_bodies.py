"""Bodies that the parser takes for persons: "the operator, **Faro Lines**"."""

from collections.abc import Sequence

from quotes.naming.appositions import described_as
from quotes.naming.body_names import plain_words
from quotes.naming.named_bodies import PERSONS_TOO
from quotes.naming.person_mentions import BODY, Mention
from quotes.parsing import Parse
from quotes.text.spans import Span
from quotes.words.lexicon import Lexicon


def misread_bodies(
    parse: Parse, persons: list[Mention], bodies: Sequence[Sequence[Span]], lexicon: Lexicon
) -> list[tuple[Mention, Span]]:
    """
    Persons that are bodies, with the body's span: "the operator, **Faro Lines**", and "**Faro**" for it later.

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
    described = [(each, _with_capitals(parse, each)) for each in doubtful if _is_body_beside(parse, each, lexicon)]
    described += named
    described += [(each, each.span) for each in doubtful if _is_beside_place(parse, each)]
    known_bodies = [e.span for e in parse.entities if e.kind == "organization"]
    full = {plain_words(span.of(parse.text)) for span in (*known_bodies, *sure, *(span for _, span in described))}
    known = {id(each) for each, _ in described}
    cut = [(each, each.span) for each in doubtful if id(each) not in known and _is_start_of_one(each, full)]
    return [*described, *cut]


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


def _is_body_beside(parse: Parse, mention: Mention, lexicon: Lexicon) -> bool:
    """
    True where a noun for bodies stands beside the name, and none for persons.

    A "developer" may be either, and counts only where the name goes on: "the developer, **Sinar Samudra** Lines".
    """
    whole = _with_capitals(parse, mention)
    if any(title.affiliation is not None for title in mention.titles):
        return False  # "chair of the city council Ana Reis"
    nouns = [each.lemma.casefold() for each in described_as(parse.sentences[mention.sentence], whole)]
    if whole == mention.span:
        nouns = [each for each in nouns if each not in PERSONS_TOO]
    kinds = {entry.kind for each in nouns if (entry := lexicon.role(each)) is not None}
    return bool(kinds & BODY) and kinds <= BODY


def _is_beside_place(parse: Parse, mention: Mention) -> bool:
    """True for one word that "and" joins to what is a place elsewhere in the text: "Bahia and **Pernambuco**"."""
    sentence = parse.sentences[mention.sentence]
    words = sentence.between(mention.span)
    above = sentence.head(words[0]) if len(words) == 1 and words[0].relation == "conj" else None
    if above is None or parse.text[above.span.end : mention.span.start] != " and ":
        return False
    return any(each.kind == "location" and each.span.of(parse.text) == above.text for each in parse.entities)


def _with_capitals(parse: Parse, mention: Mention) -> Span:
    """The span of a name with the capitalised words right after it: "Sinar Samudra **Lines**"."""
    end = mention.span.end
    for word in parse.sentences[mention.sentence].words:
        if word.span.start == end + 1 and word.text[:1].isupper() and word.upos in {"PROPN", "NOUN"}:
            end = word.span.end
    return Span(mention.span.start, end)


def _is_start_of_one(mention: Mention, names: set[tuple[str, ...]]) -> bool:
    """True for the beginning of just one of the bodies' names."""
    words = plain_words(mention.name)
    return len([each for each in names if len(each) > len(words) and each[: len(words)] == words]) == 1
