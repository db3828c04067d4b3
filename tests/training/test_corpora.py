"""Reading corpora: CoNLL-U rows, licences, names."""

import gzip
from pathlib import Path

import pytest

from quotes.training import newswire, treebank
from quotes.training.corpora import CorpusError
from quotes.training.newswire import Tagged, merged, rejoined, repaired, spans
from quotes.training.prepare import lemma_types, unsplit_misspellings
from quotes.training.treebank import Row, Sentence, commercially_usable

TEXT = """\
# newdoc id = one
# meta::genre = news
# newpar
# text = It's on.
1-2\tIt's\t_\t_\t_\t_\t_\t_\t_\t_
1\tIt\tit\tPRON\tPRP\t_\t3\tnsubj\t_\t_
2\t's\tbe\tAUX\tVBZ\t_\t3\tcop\t_\t_
3\ton\ton\tADV\tRB\t_\t0\troot\t_\tSpaceAfter=No
3.1\tnow\tnow\tADV\tRB\t_\t_\t_\t3:advmod\t_
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\tSpaceAfter=No

# text = Yes
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

# newdoc id = two
# meta::genre = whow
# text = Stir
1\tStir\tstir\tVERB\tVB\t_\t0\troot\t_\t_

# newdoc id = three
# text = Hi
1\tHi\thi\tINTJ\tUH\t_\t0\troot\t_\t_
2\tHi\thi\tINTJ\tUH\t_\t1\tdep\t_\t_
3\tteh\tthe\tDET\tDT\tTypo=Yes\t1\tdep\t_\tCorrectForm=the

"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """An invented treebank of three documents, packed."""
    path = tmp_path / "some.conllu.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    return path


def test_what_is_read_is_written(corpus: Path, tmp_path: Path) -> None:
    """What is read is written."""
    target = tmp_path / "copy.conllu"
    assert treebank.write(target, treebank.read(corpus)) == 4
    assert target.read_text(encoding="utf-8") == TEXT


def test_raw_text_has_blank_lines_between_paragraphs(corpus: Path) -> None:
    """Raw text has blank lines between paragraphs."""
    assert treebank.raw_text(treebank.read(corpus)) == "It's on.Yes\n\nStir\n\nHi Hi teh"


def test_empty_nodes_go(corpus: Path) -> None:
    """Empty nodes go."""
    first = next(treebank.read(corpus)).without_empty_nodes()
    assert [row[0] for row in first.rows] == ["1-2", "1", "2", "3", "4"]
    assert [row[1] for row in first.words] == ["It", "'s", "on", "."]


def test_a_broken_row_is_named_by_file_and_line(tmp_path: Path) -> None:
    """A broken row is named by file and line."""
    path = tmp_path / "broken.conllu"
    path.write_text("# text = Hi\n1\tHi\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"broken\.conllu:2: expected 10 tab-separated columns, found 2"):
        list(treebank.read(path))


def test_genres_that_forbid_commercial_use_are_not_learnt_from(corpus: Path) -> None:
    """Documents of genres that forbid commercial use are not learnt from."""
    kept = [each.comment("text") for each in commercially_usable(treebank.read(corpus))]
    assert kept == ["It's on.", "Yes", "Hi"]


def test_lemma_types_come_once_and_without_misspellings(corpus: Path) -> None:
    """Lemma types come once and without misspellings."""
    forms = [each.words[0][1] for each in lemma_types(treebank.read(corpus))]
    assert forms == ["It", "'s", "on", ".", "Yes", "Stir", "Hi"]


def its(split: bool) -> Sentence:
    """`its red door`, as one word or taken apart as if `it's` had been meant."""
    if not split:
        heads = (("1", "its", "3"), ("2", "red", "3"), ("3", "door", "0"))
    else:
        heads = (("1", "it", "4"), ("2", "s", "1"), ("3", "red", "4"), ("4", "door", "0"))
    rows = [Row(number, form, form, "X", "X", "_", head, "dep", "_", "_") for number, form, head in heads]
    ranges = [Row("1-2", "its", *"________")] if split else []
    return Sentence(("# text = its red door",), (*ranges, *rows))


def test_misspelt_contractions_that_are_words_stay_whole() -> None:
    """Misspelt contractions that are words stay whole; where they are oftener taken apart, they are left alone."""
    mostly_whole = [its(split=True), its(split=False), its(split=False)]
    assert list(unsplit_misspellings(mostly_whole)) == [its(split=False)] * 3
    alone = [its(split=True)]
    assert list(unsplit_misspellings(alone)) == alone


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        ("Kato ’ s wife", "Kato ’s wife"),
        ("I don ' t", "I do n't"),
        ("We couldn’t", "We could n’t"),
        ("the ' s", "the 's"),
        ("' s", "' s"),
        ("the boys '", "the boys '"),
        ("a ' 60s", "a ' 60s"),
    ],
)
def test_clitics_are_words_of_their_own(tokens: str, words: str) -> None:
    """Clitics are words of their own."""
    joined = rejoined([Tagged(token, "O") for token in tokens.split()])
    assert [word.text for word in joined] == words.split()


def test_a_possessive_is_no_part_of_a_name_that_ends_there() -> None:
    """A possessive is no part of a name that ends there."""
    words = [Tagged("Kato", "B-Person"), Tagged("’", "O"), Tagged("s", "O")]
    assert rejoined(words) == [Tagged("Kato", "B-Person"), Tagged("’s", "O")]
    inside = [Tagged("McDonald", "B-Organization"), Tagged("’", "I-Organization"), Tagged("s", "I-Organization")]
    assert rejoined(inside)[-1] == Tagged("’s", "I-Organization")


@pytest.mark.parametrize(
    ("label", "expected"),
    [("B-Facility", "B-Location"), ("I-Product", "I-Misc"), ("B-Date", "O"), ("O", "O"), ("B-Person", "B-Person")],
)
def test_classes_are_merged(label: str, expected: str) -> None:
    """Classes are merged."""
    assert merged(label) == expected


def test_an_inside_label_that_continues_nothing_begins_a_name() -> None:
    """An inside label that continues nothing begins a name."""
    words = [Tagged("a", "I-Person"), Tagged("b", "I-Person"), Tagged("c", "I-Misc"), Tagged("d", "O")]
    assert [word.label for word in repaired(words)] == ["B-Person", "I-Person", "B-Misc", "O"]


def test_names_file_is_read_article_by_article(tmp_path: Path) -> None:
    """Names file is read article by article; web addresses and nested names are left out."""
    source = tmp_path / "names.tsv.gz"
    lines = "# doc = a\nhttp://news.example/1\tO\n\nKato\tB-Person\n'\tO\ns\tO\nHall B-Facility\nin\tO\tB-Misc\n\n"
    source.write_bytes(gzip.compress((lines + "# doc = b\nRui\tB-Person\n").encode()))
    first, second = newswire.articles(source)
    words = [Tagged("Kato", "B-Person"), Tagged("'s", "O"), Tagged("Hall", "B-Location"), Tagged("in", "O")]
    assert first == [words]
    assert second == [[Tagged("Rui", "B-Person")]]


def test_a_line_without_a_tag_is_named(tmp_path: Path) -> None:
    """A line without a tag is named."""
    source = tmp_path / "names.tsv"
    source.write_text("Kato\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"names\.tsv:1: expected a token, a tab and its tag"):
        list(newswire.articles(source))


def test_names_are_read_from_labels() -> None:
    """A name goes on with I- of its class."""
    assert list(spans("B-P I-P O B-L B-P".split())) == [(0, 2, "P"), (3, 4, "L"), (4, 5, "P")]


def test_a_sentence_without_comments_has_none() -> None:
    """A sentence without comments has none."""
    assert Sentence((), ()).comment("text") is None
