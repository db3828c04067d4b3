"""Training sentences made newslike keep their words, their offsets and their trees."""

import random

import pytest

from quotes.training.augment import (
    BRITISH,
    CURLY,
    TYPEWRITER,
    Marks,
    NewsRates,
    Rates,
    augmented,
    newslike,
    preceded,
    restyled,
    without_final_stop,
    without_one_mark,
)
from quotes.training.treebank import Row, Sentence


def sentence(*lines: str, comments: tuple[str, ...] = ()) -> Sentence:
    """A sentence from rows written as `ID FORM UPOS XPOS HEAD DEPREL [MISC]`."""
    rows = []
    for line in lines:
        number, form, upos, xpos, head, deprel, *misc = line.split()
        rows.append(Row(number, form, form.lower(), upos, xpos, "_", head, deprel, "_", misc[0] if misc else "_"))
    plain = Sentence((*comments, "# text = "), tuple(rows))
    return plain.with_rows(rows)


CANNOT = sentence(
    '1 " PUNCT `` 4 punct SpaceAfter=No',
    "2 I PRON PRP 4 nsubj",
    "3-4 can't _ _ _ _ SpaceAfter=No",
    "3 ca AUX MD 4 aux",
    "4 n't PART RB 0 root",
    "5 , PUNCT , 4 punct SpaceAfter=No",
    "6 \" PUNCT '' 4 punct",
    "7 said VERB VBD 4 parataxis",
    "8 Ann PROPN NNP 7 nsubj",
    "9 Lee PROPN NNP 8 flat SpaceAfter=No",
    "10 . PUNCT . 4 punct",
)


def is_whole(tree: Sentence) -> bool:
    """Whether words count 1, 2, 3 … and every head is one of them or the root."""
    numbers = [row.id for row in tree.words]
    heads = [row.head for row in tree.words]
    counted = numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return counted and set(heads) <= {"0", *numbers} and heads.count("0") == 1


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        (CURLY, "“I can’t,” said Ann Lee."),
        (BRITISH, "‘I can’t,’ said Ann Lee."),
        (TYPEWRITER, "''I can't,'' said Ann Lee."),
    ],
)
def test_restyling_changes_marks_and_apostrophes_alone(marks: Marks, text: str) -> None:
    """Restyling changes marks and apostrophes alone."""
    changed = restyled(CANNOT, marks)
    assert changed.text == text
    assert changed.comment("text") == text
    assert [row.head for row in changed.rows] == [row.head for row in CANNOT.rows]


def test_words_of_a_multiword_token_are_restyled_with_it() -> None:
    """Words of a multiword token are restyled with it."""
    forms = [row.form for row in restyled(CANNOT, CURLY).rows]
    assert forms[2:5] == ["can’t", "ca", "n’t"]


def test_marks_without_a_penn_tag_open_and_close_in_turn() -> None:
    """Marks without a penn tag open and close in turn."""
    plain = sentence("1 ' PUNCT : 2 punct SpaceAfter=No", "2 Go VERB VB 0 root SpaceAfter=No", "3 ' PUNCT : 2 punct")
    assert restyled(plain, CURLY).text == "‘Go’"


def test_one_mark_is_lost_and_the_tree_stays_whole() -> None:
    """One mark is lost and the tree stays whole."""
    texts = {without_one_mark(CANNOT, random.Random(seed)).text for seed in range(20)}
    assert texts == {"I can't,\" said Ann Lee.", "\"I can't, said Ann Lee."}
    assert all(is_whole(without_one_mark(CANNOT, random.Random(seed))) for seed in range(20))


def test_a_mark_that_something_hangs_on_stays() -> None:
    """A mark that something hangs on stays."""
    hung = sentence('1 " PUNCT `` 0 root', "2 x X FW 1 dep")
    assert without_one_mark(hung, random.Random(0)) == hung


def test_the_final_stop_is_lost() -> None:
    """The final stop is lost."""
    changed = without_final_stop(CANNOT)
    assert changed.text == '"I can\'t," said Ann Lee'
    assert is_whole(changed)
    assert without_final_stop(changed) == changed


def test_shouting_keeps_lemmas() -> None:
    """Shouting keeps lemmas."""
    (changed,) = augmented([CANNOT], Rates(0, 0, 1), 1)
    assert changed.text == '"I CAN\'T," SAID ANN LEE.'
    assert changed.rows[-2].lemma == "lee"


def test_words_put_before_a_name_keep_ranges_and_heads_in_step() -> None:
    """Words put before a name keep ranges and heads in step."""
    changed = preceded(CANNOT, 8, ("Sen.",))
    assert changed.text == '"I can\'t," said Sen. Ann Lee.'
    assert is_whole(changed)
    in_front = preceded(CANNOT, 0, ("PARIS+", ",", "—"))
    assert in_front.text == 'PARIS, — "I can\'t," said Ann Lee.'
    assert [row.id for row in in_front.rows if "-" in row.id] == ["6-7"]
    assert is_whole(in_front)


def test_the_same_seed_makes_the_same_choices() -> None:
    """The same seed makes the same choices."""
    many = [CANNOT] * 50
    assert list(augmented(many, Rates(), 7)) == list(augmented(many, Rates(), 7))
    assert list(augmented(many, Rates(), 7)) != list(augmented(many, Rates(), 8))


def test_every_augmented_sentence_is_whole_and_its_text_fits_its_tokens() -> None:
    """Every augmented sentence is whole and its text fits its tokens."""
    first = Sentence(("# newpar", *CANNOT.comments), CANNOT.rows)
    often = NewsRates(titled=0.5, middle=0.4, initials=0.5, dateline=0.5, headline=0.3)
    changed = list(augmented(newslike([first] * 200, often, 1), Rates(0.5, 0.5, 0.5), 1))
    assert all(is_whole(each) for each in changed)
    for each in changed:
        assert each.comment("text") == each.text
        assert "".join(token.form for token in each.tokens) == each.text.replace(" ", "")
    assert any("Lee" in each.text and "." in each.text.split("Lee")[0] for each in changed)


def test_no_rates_no_change() -> None:
    """No rates no change."""
    assert list(augmented([CANNOT], Rates(0, 0, 0), 1)) == [CANNOT]
    assert list(newslike([CANNOT], NewsRates(0, 0, 0, 0, 0), 1)) == [CANNOT]
