"""Pronouns and descriptions that are sources, measured on a treebank with coreference."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import evolve

from quotes.records import Quotation, Source
from quotes.text.spans import Span
from quotes.training.sources_of_gum import Asked, Mention, asked_in, mentions_of, places_of
from quotes.training.treebank import Sentence, documents, raw_text, read
from tests.fakes import spans_of

#: Who means whom: the mayor, who has a name, and the keeper, who has none.
WORDS = """
1 Mayor mayor PROPN 4 (1-person-new:act-2-coref(2-role-new
2 Rui Rui PROPN 1 2)
3 Prata Prata PROPN 1 1)
4 spoke speak VERB 0 _
5 . . PUNCT 4 _

1 He he PRON 2 (1-person-giv:act-1-ana)
2 left leave VERB 0 _
3-4 don't _ _ _ _
3 do do AUX 2 _
4 n't not PART 2 _
5 . . PUNCT 2 _

1 The the DET 2 (3-person-new:act-2-coref
2 keeper keeper NOUN 3 3)
3 waited wait VERB 0 _
4 . . PUNCT 3 _
"""
TEXT = "Mayor Rui Prata spoke. He left don't.\n\nThe keeper waited."


def treebank(folder: Path, words: str) -> Path:
    """A file of words as a treebank has them; the third sentence opens a paragraph, a name hangs on its noun."""
    blocks = []
    for number, block in enumerate(words.strip().split("\n\n")):
        rows = [line.split() for line in block.split("\n")]
        head = ["# newdoc id = invented"] if not number else ["# newpar"] if number == 2 else []
        for at, (id_, form, lemma, upos, above, entity) in enumerate(rows):
            misc = "|".join(
                ["Entity=" + entity] * (entity != "_") + ["SpaceAfter=No"] * (at == len(rows) - 2 or "-" in id_)
            )
            relation = "appos" if upos == "PROPN" else "dep"
            head.append("\t".join((id_, form, lemma, upos, "_", "_", above, relation, "_", misc or "_")))
        blocks.append("\n".join(head) + "\n")
    path = folder / "gum.conllu"
    path.write_text("\n".join([*blocks, ""]), encoding="utf-8")
    return path


@pytest.fixture
def document(tmp_path: Path) -> Sequence[Sentence]:
    """The words as a treebank has them."""
    [found] = documents(read(treebank(tmp_path, WORDS)))
    return found


def asked(document: Sequence[Sentence], quotation: Quotation, source: str, speaker: str, kind: str) -> list[Asked]:
    """What a record with that source and speaker is counted as."""
    text = raw_text(document)
    places = places_of(document, text)
    record = evolve(quotation, source=Source(source, spans_of(text, source)))
    record = evolve(record, speaker=evolve(record.speaker, name=speaker, kind=kind))
    return list(asked_in([record], mentions_of(document, places)))


def test_a_document_is_put_together(document: Sequence[Sentence]) -> None:
    """The text is raw again, and each word knows its place; those of one token share it."""
    text = raw_text(document)
    places = places_of(document, text)
    assert text == TEXT
    assert [span.of(text) for span in places[1]] == ["He", "left", "don't", "don't", "."]


def test_mentions_have_heads(document: Sequence[Sentence]) -> None:
    """Nested mentions are found with their entities, words and heads."""
    text = raw_text(document)
    places = places_of(document, text)
    mayor = Span(0, len("Mayor Rui Prata"))
    found = {each.span.of(text): each for each in mentions_of(document, places)}
    assert sorted(found) == ["He", "Mayor Rui", "Mayor Rui Prata", "The keeper"]
    words = frozenset(("mayor", "rui", "prata"))
    assert found["Mayor Rui Prata"] == Mention(mayor, "1", words, words, "mayor", "PROPN")
    assert (found["He"].entity, found["The keeper"].head) == ("1", "keeper")


@pytest.mark.parametrize(
    ("source", "speaker", "kind", "answer"),
    [
        ("He", "Rui Prata", "person", Asked("pronoun", "He", "Rui Prata", right=True)),
        ("He", "the keeper", "unnamed", Asked("pronoun", "He", "the keeper", right=False)),
        ("He", "unknown", "unknown", Asked("pronoun", "He", None, right=False)),
        ("The keeper", "the keeper", "unnamed", Asked("description", "The keeper", "the keeper", right=True)),
    ],
)
def test_an_answer_is_right_where_its_words_mean_the_entity(
    document: Sequence[Sentence], quotation: Quotation, source: str, speaker: str, kind: str, answer: Asked
) -> None:
    """An entity with a name is asked for by its name; an open one counts as such."""
    assert asked(document, quotation, source, speaker, kind) == [answer]


def test_names_are_not_asked_for(document: Sequence[Sentence], quotation: Quotation) -> None:
    """A source that is a name, or no annotated mention, does not count."""
    assert asked(document, quotation, "Mayor Rui Prata", "Rui Prata", "person") == []
    assert asked(document, quotation, "spoke", "Rui Prata", "person") == []


#: The painter Rui Prata, whose mother is only described, and a ferry whose name has its head at the end.
HEADS = """
1 The the DET 2 (1-person-new:act-2-coref
2 painter painter NOUN 5 _
3 Rui Rui PROPN 2 _
4 Prata Prata PROPN 3 1)
5 left leave VERB 0 _
6 . . PUNCT 5 _

1 His his PRON 2 (2-person-new(1-person-giv)
2 mother mother NOUN 3 2)
3 waited wait VERB 0 _
4 . . PUNCT 3 _

1 The the DET 2 (3-object-new:act-2-coref
2 ferry ferry NOUN 5 _
3 Harbour Harbour PROPN 4 _
4 Queen Queen PROPN 2 3)
5 left leave VERB 0 _
6 . . PUNCT 5 _
"""


@pytest.mark.parametrize(
    ("source", "speaker", "right"),
    [
        ("The painter Rui Prata", "Rui Prata", True),
        ("The painter Rui Prata", "the painter", False),
        ("His mother", "Prata’s mother", True),
        ("His mother", "Rui Prata", False),
        ("The ferry Harbour Queen", "Harbour Queen", True),
    ],
)
def test_names_behind_nouns_and_owners_count(
    tmp_path: Path, quotation: Quotation, source: str, speaker: str, right: bool
) -> None:
    """A name behind a noun is one, and a description may be called by whose it is."""
    [found] = documents(read(treebank(tmp_path, HEADS)))
    assert [each.right for each in asked(found, quotation, source, speaker, "person")] == [right]


def test_an_acronym_is_no_pronoun(document: Sequence[Sentence], quotation: Quotation) -> None:
    """The World Health Organization is a name, not who."""
    text = raw_text(document)
    at = spans_of(text, "The keeper")
    record = evolve(quotation, source=Source("WHO", at))
    mention = Mention(at[0], "2", frozenset(("who",)), frozenset(("who",)), "who", "PROPN")
    assert list(asked_in([record], [mention])) == []
