"""The door to Stanza with the shipped models: offsets into untouched text, sentences, names, damaged files."""

import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from quotes import Extractor
from quotes.errors import DamagedModel, MissingModel
from quotes.models import ModelSet, locate
from quotes.parsing import Parse
from quotes.parsing.plain_view import view
from quotes.text import Document

ODD = (
    "\ufeffMayor\u00a0Rui Prata said\t“we don’t know” 🙂👍🏽.\r\n\r\n"
    "``Go home,'' sa\u0301id the cafe\u0301 owner\u200b at 5\u202fp.m.\r\n"
    "Kato’s lawyer — e\u200dt al. — didn't agree\u00ad.\x07\n\n\n"
    "«Non», “Unclosed, he said."
)


def _sentences(parse: Parse) -> list[str]:
    return [each.span.of(parse.text) for each in parse.sentences]


def test_loading_imports_no_compiler_and_leaves_torch_as_it_was() -> None:
    """Loading imports no compiler, and leaves torch as it was: an optimizer can be made afterwards."""
    lines = (
        "import sys, torch",
        "from quotes import Extractor",
        "Extractor()",
        "assert 'torch._dynamo' not in sys.modules",
        "torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1)",
        "print('torch._dynamo' in sys.modules)",
    )
    run = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=False)
    assert (run.stdout, run.returncode) == ("True\n", 0), run.stderr


@pytest.mark.parametrize("text", [ODD, ODD.replace("\r\n", "\n"), "\n\n" + ODD, ODD * 3])
def test_spans_are_those_of_the_untouched_text(text: str, extractor: Extractor) -> None:
    """CRLF, curly marks, odd spaces, emoji, combining characters: each word is text[start:end] of what was parsed."""
    parse = extractor.parse(Document("odd.txt", text))
    words = [word for sentence in parse.sentences for word in sentence.words]
    assert words
    assert all(word.span.of(parse.text) == word.text for word in words)
    assert all(left.span.end <= right.span.start for left, right in pairwise(words))


@given(st.text(max_size=200))
def test_the_parser_s_view_has_the_length_of_the_text(text: str) -> None:
    """What the models see stands at the same offsets as what the file holds."""
    assert len(view(text)) == len(text)


def test_sentences_are_not_torn_at_titles_marks_and_datelines(extractor: Extractor) -> None:
    """What the splitter tears at a title, a question in marks or a dateline is one sentence again."""
    text = "Sen. Ana Reis agreed. “Who pays?” asked Prata.\n\nLISBON (Lusa) — The port is shut, Const. Rui Velho said."
    assert _sentences(extractor.parse(text)) == [
        "Sen. Ana Reis agreed.",
        "“Who pays?” asked Prata.",
        "LISBON (Lusa) — The port is shut, Const. Rui Velho said.",
    ]


def test_a_name_is_not_torn(extractor: Extractor) -> None:
    """Where no mark stands between two words that are written like names, no sentence ends."""
    text = "Justice Lo noted that the pier was old. Colonel Maung Zeya Thet told reporters the road was shut."
    assert len(extractor.parse(text).sentences) == 2


def test_a_word_with_a_capital_inside_is_one_word(extractor: Extractor) -> None:
    """No sentence ends inside of a name: "LinkedIn"; it does where a space is missing: "heldIn"."""
    (sentence,) = extractor.parse("Ann Reis wrote on LinkedIn that the pier was safe.").sentences
    assert sentence.words[4].text == "LinkedIn"
    assert _sentences(extractor.parse("He was heldIn jail he ate.")) == ["He was held", "In jail he ate."]


def test_its_is_one_word_and_don_t_is_two(extractor: Extractor) -> None:
    """Only what is contracted is taken apart."""
    (sentence,) = extractor.parse("Its crews don’t agree.").sentences
    assert [word.text for word in sentence.words] == ["Its", "crews", "do", "n’t", "agree", "."]
    assert sentence.multiword == ((3, 4),)


def test_a_possessive_is_no_part_of_a_name(extractor: Extractor) -> None:
    """Names are tagged on words: "Maria Silva", not "Maria Silva’s"."""
    parse = extractor.parse("Maria Silva’s lawyer met the mayor of Lisbon.")
    assert "Maria Silva" in [each.span.of(parse.text) for each in parse.entities]


def test_a_sentence_without_end_is_parsed_in_pieces(extractor: Extractor) -> None:
    """Text without full stops does not blow the memory: no piece has more than 250 words."""
    parse = extractor.parse("the port was open and " * 200)
    assert max(len(each.words) for each in parse.sentences) <= 250
    assert sum(len(each.words) for each in parse.sentences) == 1000


def test_the_caller_s_threads_are_left_as_they_were(extractor: Extractor) -> None:
    """The parser runs on one thread and hands the setting back."""
    before = torch.get_num_threads()
    extractor.parse("The port is shut.")
    assert torch.get_num_threads() == before


def test_a_damaged_weight_file_is_refused_by_name(tmp_path: Path) -> None:
    """One changed byte is found by its digest before anything is loaded."""
    folder = tmp_path / "set"
    shutil.copytree(locate().folder, folder)
    path = folder / "mwt.pt"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(DamagedModel, match=r"mwt\.pt: has sha256"):
        ModelSet(folder).check()


def test_an_unknown_set_says_what_lists_those_there_are() -> None:
    """The message names the command."""
    with pytest.raises(MissingModel, match="quotes models"):
        locate("no-such-set")


def test_a_name_that_looks_like_a_verb_is_a_name(extractor: Extractor) -> None:
    """Where a surname in capitals follows it, and it is no headline, in which each word has one."""
    text = "The coach Said Amrani told reporters that boats sank.\n\nReis Said He Would Leave the Port"
    tags = [each.upos for sentence in extractor.parse(text).sentences for each in sentence.words if each.text == "Said"]
    assert tags == ["PROPN", "VERB"]


def test_a_name_that_looks_like_a_pronoun_is_a_name(extractor: Extractor) -> None:
    """Where the sentence is no headline in capitals."""
    text = "WHO says the outbreak is over.\n\nREIS: WHO IS TO PAY?"
    tags = [each.upos for sentence in extractor.parse(text).sentences for each in sentence.words if each.text == "WHO"]
    assert tags == ["PROPN", "PRON"]
