"""What the encoder learns from: roles as annotators drew them, articles made to vary, mentions, batches, losses."""

import gzip
import random
from pathlib import Path

import pytest
import torch

from quotes.learned.columns import ROLES
from quotes.learned.encoder import Network, Pieces, Words
from quotes.parsing import Parse, Sentence, Word
from quotes.text import Document
from quotes.text.spans import Span
from quotes.training import annotated, mentions
from quotes.training.annotated import Annotation, Article
from quotes.training.fine_tuning import tiny
from quotes.training.roles import targets, varied
from quotes.training.tasks import NAMES, PIECES, Batches, RoleBatch
from tests.training.corpora import gap, litbank, treebank, write_corpora

TEXT = "Rui Prata said: Ports reopen."


def article(*drawn: Annotation, statements: bool = True, speakers: bool = True) -> Article:
    """`TEXT`, cut at blanks, as one sentence."""
    words, at = [], 0
    for number, text in enumerate(TEXT.split(), 1):
        at = TEXT.index(text, at)
        words.append(Word(number, Span(at, at + len(text)), text, text, "X", "", "", 0, "dep"))
    sentence = Sentence(0, 0, Span(0, len(TEXT)), tuple(words))
    return Article(Parse(Document("a", TEXT), (sentence,)), drawn, statements, speakers)


def span(phrase: str) -> tuple[Span, ...]:
    """Where a phrase stands."""
    return (Span(TEXT.index(phrase), TEXT.index(phrase) + len(phrase)),)


def test_words_are_inside_of_what_was_drawn_and_the_first_begins_it() -> None:
    """A word is inside where half of it is, marks at its edge or not; the first one begins."""
    said = Annotation(cue=span("said"), source=span("Rui Prata"), content=span("Ports reopen"), speaker="Rui Prata")
    (found,) = targets(article(said))
    rows = {role: found[:, number].tolist() for number, role in enumerate(ROLES)}
    assert rows["source"] == [[1, 1], [1, 0], [0, 0], [0, 0], [0, 0]]
    assert rows["cue"] == [[0, 0], [0, 0], [1, 1], [0, 0], [0, 0]]
    assert rows["content"] == [[0, 0], [0, 0], [0, 0], [1, 1], [1, 0]]
    assert not found[:, ROLES.index("relay")].any()


def test_less_than_half_of_a_word_is_outside() -> None:
    """What covers less than half of a word does not touch it."""
    (found,) = targets(article(Annotation(cue=span("sa"), source=(), content=span("P"))))
    assert found[:, 0, 0].tolist() == [0, 0, 0, 0, 0]
    assert not found[:, 2].any()


def test_who_speaks_in_polnear_is_read_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names and relays stand by the numbers of attributions; nobody looked where nothing is told."""
    corpora, gold = write_corpora(tmp_path)
    told = '{"doc": "p1", "speakers": {"0": "Ana Reis"}, "relays": {"0": [[0, 3]]}}\n'
    path = tmp_path / "speakers.jsonl"
    path.write_text(told, encoding="utf-8")
    monkeypatch.setattr(annotated, "SPEAKERS", path)
    found = [each for each in annotated.unparsed(corpora, gold) if not each.statements]
    assert [each.speakers for each in found] == [False, True, False]
    assert [(each.speaker, each.relay) for each in found[1].drawn] == [("Ana Reis", (Span(0, 3),)), (None, ())]


def test_names_are_swapped_and_other_words_stay() -> None:
    """Half of the articles have some names swapped, everywhere alike; days and words also written small stay."""
    first = Words("Then Prata met Ana on Monday . The port".split(), [0] * 9, opens=True)
    second = Words("Prata saw the ships".split(), [0] * 4)
    results = [varied([first, second], ["Kim"], random.Random(seed)) for seed in range(60)]
    firsts = {each[0].texts[1] for each in results}
    assert firsts >= {"Prata", "Kim"}
    assert all(each[0].texts[1] == each[1].texts[0] for each in results)
    assert {each[0].texts[5] for each in results} <= {"Monday", "monday"}
    assert {each[0].texts[7] for each in results} <= {"The", "the"}


def test_marks_are_at_times_made_straight() -> None:
    """A quarter of the articles have straight marks."""
    sentence = Words(["“", "No", "”"], [1, 1, 1])
    firsts = [varied([sentence], [], random.Random(seed))[0].texts[0] for seed in range(100)]
    assert 10 < firsts.count('"') < 45


def packed(path: Path, content: str) -> Path:
    """A file of that content."""
    path.write_bytes(gzip.compress(content.encode()))
    return path


def test_mentions_of_treebanks_stand_for_their_heads(tmp_path: Path) -> None:
    """Ten sentences of six words, with a person at the head of each, two sentences about each."""
    (document,) = mentions.gum(packed(tmp_path / "a.conllu.gz", treebank()))
    assert [word for word, _ in document.mentions] == list(range(0, 60, 6))
    assert [entity for _, entity in document.mentions] == list("0011223344")
    assert document.sentences[0].opens
    assert not document.sentences[1].opens


def test_mentions_of_novels_end_before_of(tmp_path: Path) -> None:
    """The aunt of Ann is mentioned at "aunt", and thereafter as "She" and "her"."""
    (document,) = mentions.litbank(packed(tmp_path / "a.conll.gz", litbank()))
    texts = [word for each in document.sentences for word in each.texts]
    assert [(texts[word], entity) for word, entity in document.mentions] == [
        *(("aunt", "0"), ("Ann", "1"), ("She", "0"), ("Ann", "1"), ("her", "0")),
    ]


def test_passages_have_a_pronoun_and_two_names(tmp_path: Path) -> None:
    """Names stand for their last words, and the second one is meant."""
    (choice,) = mentions.gap(packed(tmp_path / "a.tsv.gz", gap()))
    texts = [word for each in choice.sentences for word in each.texts]
    assert [texts[each] for each in (choice.pronoun, *choice.names)] == ["she", "Lee", "Roe"]
    assert choice.right == 1
    assert len(choice.sentences) == 2


def test_sources_and_names_of_speakers_are_mentions() -> None:
    """Of a gold article the source phrases are mentions of the speaker, and so are the speaker's names."""
    said = Annotation(cue=span("said"), source=span("Rui Prata"), content=span("Ports"), speaker="Rui Prata")
    other = Annotation(cue=(), source=span("Ports"), content=span("reopen."), speaker="the ports")
    assert mentions.gold(article(said)) is None, "one mention teaches nothing"
    assert mentions.gold(article(other, said)) is None
    more = Annotation(cue=(), source=span("reopen."), content=(), speaker="Rui Prata")
    found = mentions.gold(article(said, other, more))
    assert found is not None
    assert found.mentions == [(1, "Rui Prata"), (3, "the ports"), (4, "Rui Prata")]


@pytest.fixture(scope="module")
def batches() -> Batches:
    """Batches for a tiny network."""
    labels = {"xpos": ("NN",), "upos": ("NOUN",), "feats": ("_",), "deprel": ("root",), "ner": NAMES}
    return Batches(Pieces(tiny().vocabulary), labels, ("Kim",), random.Random(1))


def test_batches_hold_each_example_once_and_no_more_pieces_than_they_may(batches: Batches) -> None:
    """Many articles are cut into batches of as many padded pieces as there may be."""
    found = batches.roles([article()] * 300)
    assert all(isinstance(each, RoleBatch) for each in found)
    lengths = [[len(example.window.pieces) for example in each.examples] for each in found]
    assert sum(map(len, lengths)) == 300
    assert all(len(each) * max(each) <= PIECES for each in lengths)
    assert len(found) > 1


def test_relays_teach_only_where_they_were_drawn(batches: Batches) -> None:
    """Of relays in PolNeAR's articles costs only what is said as of statements, and where somebody drew them."""
    torch.manual_seed(1)
    network = Network(batches.labels, tiny().sizes).eval()
    change = torch.zeros_like(network.roles.bias).view(2, len(ROLES), 2)
    change[:, ROLES.index("relay")] = 5
    for statements, speakers in ((False, False), (False, True), (True, True)):
        (batch,) = batches.roles([article(statements=statements, speakers=speakers)])
        before = batch.loss(network).item()
        with torch.no_grad():
            network.roles.bias += change.flatten()
        after = batch.loss(network).item()
        with torch.no_grad():
            network.roles.bias -= change.flatten()
        assert (after > before + 1) is speakers
