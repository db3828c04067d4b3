"""The ranker of speakers: what is weighed around one that is told the answer, and the file that is shipped."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest
from attrs import evolve

from quotes.attribution.rules import Rule
from quotes.attribution.statement import Source, Statement
from quotes.learned.columns import FACTORS, PER_ONE, PLACES
from quotes.naming.cast import cast_of
from quotes.naming.mention import EntityKind, Mention
from quotes.naming.people import Figure
from quotes.parsing import Word
from quotes.speakers import resolve_speakers
from quotes.speakers.answers import Candidate, Choice, Context
from quotes.speakers.evidence import evidence
from quotes.speakers.features import features
from quotes.speakers.meant import meant, placed
from quotes.speakers.query import Query, query_of
from quotes.speakers.ranker import ranker
from quotes.speakers.referents import candidates
from quotes.speakers.weighing import weighed
from quotes.speakers.wording import Features
from quotes.text.spans import Span
from quotes.words.lexicon import lexicon
from tests.casefiles import Case, cases_in

CASES = {case.title: case for case in cases_in("speakers")}
#: What is told where the encoder reads it so.
CONTEXT = "its context fits more than all others’"
_OTHERS: Mapping[EntityKind, str] = {"person": "Ana Reis", "plural": "crowds"}


def _statement(case: Case, words: str) -> Statement:
    at = case.text.rindex(words)
    span = Span(at, at + len(words))
    sentence = case.parse.sentences_in(span)[0]
    source = Source((span,), sentence.number, sentence.between(span)[0].number)
    rule = Rule("case", "a source of a case", "*Said so*, Prata said.")
    return Statement((Span(span.end, sentence.span.end),), (), None, source, rule, "assertion", 1.0)


def _asked(case: Case, words: str) -> tuple[Query, Context]:
    context = Context(case.parse, cast_of(case.parse, lexicon()), lexicon())
    query = query_of(_statement(case, words), [], context)
    return query, context


def test_a_phrase_is_its_own_candidate() -> None:
    """Beside the figures of the document, a phrase may stand for itself, whole or up to its noun."""
    query, context = _asked(CASES["role before the name, with a comma"], "The deputy mayor of Faro, Ana Reis")
    names = {each.figure.name for each in candidates(query, context)}
    assert {"Ana Reis", "deputy mayor of Faro, Ana Reis", "deputy mayor"} <= names


def test_features_are_numbers() -> None:
    """All that the networks see are finite numbers, and every candidate is told apart by some of them."""
    query, context = _asked(CASES["surname for a name given before"], "Prata")
    seen = features(query, candidates(query, context), context)
    assert all(np.isfinite(value) for each in seen for value in each.values())
    assert len({tuple(sorted(each.items())) for each in seen}) == len(seen)


def test_vectors_say_who_is_meant() -> None:
    """Who offers what the source's head asks for is likelier than who does not; without vectors nothing is said."""
    case = CASES["surname for a name given before"]
    query, context = _asked(case, "Prata")
    found = candidates(query, context)

    def unread(word: Word) -> Word:
        return evolve(word, vectors=b"")

    def with_numbers(word: Word) -> Word:
        asks, offers = [PER_ONE, *[0] * (FACTORS - 1 + len(PLACES))], [0] * FACTORS
        offers[0] = 2 * PER_ONE if word.text == "Rui" else -PER_ONE
        return evolve(word, vectors=bytes(each & 255 for each in (*asks, *offers)))

    def said_with(vectors: Callable[[Word], Word]) -> dict[str, dict[str, float]]:
        sentences = (evolve(each, words=tuple(map(vectors, each.words))) for each in case.parse.sentences)
        parse = evolve(case.parse, sentences=tuple(sentences))
        asked = evolve(query, head=parse.sentences[1].words[0])
        there = [placed(asked, each, parse) for each in found]
        return {each.figure.name: one for each, one in zip(found, meant(asked, there), strict=True)}

    assert not any(said_with(unread).values())
    said = said_with(with_numbers)
    assert said["Rui Prata"]["meant"] == 2.0
    assert said["Rui Prata"]["meant behind"] == 0.0
    assert all(one["meant"] == -1.0 for name, one in said.items() if name != "Rui Prata")
    assert sum(one["meant share"] for one in said.values()) < 1.0, "some is left for nobody"


@pytest.mark.parametrize(("chance", "name"), [(0.9, "Rui Prata"), (0.1, None)])
def test_unlikely_speakers_stay_open(chance: float, name: str | None) -> None:
    """A pronoun that is unlikely to mean anybody is named with its candidates and without a speaker."""
    case = CASES["he, going on with the speaker"]

    def rank(query: Query, found: Sequence[Candidate], seen: Sequence[Features]) -> Sequence[Choice]:
        likely = [each for each in found if each.figure.name == "Rui Prata"]
        return [Choice(each, chance if query.pronoun is not None else 1.0) for each in likely]

    statements = tuple(_statement(case, words) for words, _ in (one.split(" → ") for one in case.expected.splitlines()))
    assert resolve_speakers(statements, case.parse, lexicon(), rank=rank)[-1].name == name


def test_a_phrase_means_itself_where_no_name_is_likely() -> None:
    """What else the text speaks of is not taken in place of a name that is not likely enough."""
    query, context = _asked(CASES["a body: The airline"], "The carrier")
    mention = Mention(Span(0, 1), 0, "person", "x")
    others = {kind: Candidate(Figure(name, kind, (mention,)), frozenset({"spoken"})) for kind, name in _OTHERS.items()}

    def rank(query: Query, found: Sequence[Candidate], seen: Sequence[Features]) -> Sequence[Choice]:
        own = next(each for each in found if "phrase" in each.origins)
        return [Choice(others["person"], 0.2), Choice(others["plural"], 0.02), Choice(own, 0.01)]

    answer = weighed(query, context, rank)
    assert answer.figure is not None
    assert answer.figure.name == "carrier"


def test_the_shipped_ranker_is_whole() -> None:
    """Its features are named once, and its inputs are made of them."""
    shipped = ranker().networks
    inputs = shipped.inputs
    assert len(set(shipped.names)) == len(shipped.names) > inputs.column.max()
    assert (inputs.width > 0).all()
    assert shipped.weights["first.weight"].shape[1] > len(inputs.column)


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        ({"title same": 1.0, "distance": 2.0}, ("bears that title", "named 2 sentences before")),
        ({"known same": 1.0, "distance": 0.0}, ("is known by that title", "named in this sentence")),
        ({"in phrase": 1.0, "holds head": 1.0, "distance": 2.0}, ("stands at the head of the source",)),
        ({"spoke last": 1.0, "distance": 0.0, "meant share": 0.7}, ("spoke last", "named in this sentence", CONTEXT)),
        ({"distance": 30.0}, ()),
    ],
)
def test_evidence_is_told_in_words(seen: Features, told: tuple[str, ...]) -> None:
    """A reader is told what they can check: a title, who spoke last, how far away a name is."""
    assert evidence(seen) == told
