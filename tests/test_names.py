"""One name, one kind within an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.parsing.entities import Name, agreed

PERSON, PLACE, BODY = "person", "location", "organization"


def _kinds(*sentences: tuple[str, ...], kinds: tuple[str, ...]) -> list[str]:
    """The kinds after the vote; each sentence is one name, and *kinds* are what the tagger made of them."""
    names = [Name(at, 0, len(words), kind) for at, (words, kind) in enumerate(zip(sentences, kinds, strict=True))]
    return [each.kind for each in agreed(sentences, names)]


@pytest.mark.parametrize(
    ("names", "kinds", "expected"),
    [
        # The full name tells who Valladares is.
        ((("Ines", "Valladares"), ("Valladares",)), (PERSON, BODY), [PERSON, PERSON]),
        # Most of the readings of the same words win.
        ((("Bunia",), ("Bunia",), ("Bunia",)), (PLACE, BODY, PLACE), [PLACE, PLACE, PLACE]),
        # Of as many, the first: that is where an article introduces a name.
        ((("Bunia",), ("Bunia",)), (PLACE, BODY), [PLACE, PLACE]),
        # "Bay" of a place's name says nothing of a bare "Bay"; only people are called by parts of their names.
        ((("Tolga", "Bay"), ("Bay",)), (PLACE, PERSON), [PLACE, PERSON]),
        # The part does not change the whole.
        ((("Tolga", "Bay", "Club"), ("Tolga", "Bay")), (BODY, PERSON), [BODY, PERSON]),
        # Someone called Paris does not outvote the city that the article is about.
        ((("Paris", "Wood"), ("Paris",), ("Paris",), ("Paris",)), (PERSON, *3 * (PLACE,)), [PERSON, *3 * (PLACE,)]),
    ],
)
def test_names_agree(names: tuple[tuple[str, ...], ...], kinds: tuple[str, ...], expected: list[str]) -> None:
    """The same name has one kind, and the full name tells the bare one."""
    assert _kinds(*names, kinds=kinds) == expected


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from((PERSON, PLACE, BODY))), max_size=8))
def test_places_stay_and_the_same_words_agree(read: list[tuple[str, str]]) -> None:
    """Places stay, and the same words agree."""
    sentences = [(word,) for word, _ in read]
    names = [Name(at, 0, 1, kind) for at, (_, kind) in enumerate(read)]
    after = agreed(sentences, names)
    assert [(each.sentence, each.first, each.end) for each in after] == [(at, 0, 1) for at in range(len(read))]
    assert all(len({each.kind for each in after if sentences[each.sentence] == (word,)}) <= 1 for word in "AB")
