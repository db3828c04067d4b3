"""Texts as they come, the text that is read instead, and the way back to what stands in the given one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.text import Document
from quotes.text.plain import plain
from quotes.text.spans import Span
from tests.steps import steps

#: What came, and what is read.
READ = {
    # entities
    "&quot;We are shut,&quot; said Prata.": '"We are shut," said Prata.',
    "&ldquo;We&rsquo;re shut,&rdquo; said Prata.": "“We’re shut,” said Prata.",
    "&#8220;We&#8217;re shut,&#8221; said Prata.": "“We’re shut,” said Prata.",
    "&#x201C;We&#x2019;re shut,&#x201D; said Prata.": "“We’re shut,” said Prata.",
    "&laquo;&nbsp;Shut&nbsp;&raquo;, said &Eacute;lodie Mar&ccedil;al.": "«\xa0Shut\xa0», said Élodie Marçal.",
    "&amp;quot;Shut,&amp;quot; said Prata.": '"Shut," said Prata.',
    "R&amp;D chief Uma Patel": "R&D chief Uma Patel",
    "A&E, AT&T; and B&Q; stayed shut & silent.": "A&E, AT&T; and B&Q; stayed shut & silent.",
    "&lsquo;Shut&rsquo; &mdash; or so said Prata&hellip;": "‘Shut’ — or so said Prata…",
    "The &unknown; stays, so does &#; and &;": "The &unknown; stays, so does &#; and &;",
    # tags
    "<em>“We are shut,”</em> said <a href='/prata'>Rui Prata</a>.": "“We are shut,” said Rui Prata.",
    "&lt;b&gt;Prata&lt;/b&gt; said so.": "Prata said so.",
    "“We are shut.”<br>“All of us.”": "“We are shut.”\n“All of us.”",
    "<p>“Shut,” said Prata.</p><p>He left.</p>": "\n\n“Shut,” said Prata.\n\n\n\nHe left.\n\n",
    "Rents < wages and wages > rents, he said.": "Rents < wages and wages > rents, he said.",
    # invisible characters
    "“Shut,”\u200e said Rui Prata\u200f, mayor.": "“Shut,” said Rui Prata, mayor.",
    "\u202b“Not today,”\u202c said \u2067Bo\u2069 Falk.": "“Not today,” said Bo Falk.",
    "The har\u00adbour mas\u00adter said so.": "The harbour master said so.",
    "“We are shut,”\ud83d said Prata.": "“We are shut,” said Prata.",
    "\ufeffThe harbour\u200b master\u2060 said so.": "The harbour master said so.",
    # hyphens at line ends
    "“It is lar-\nger,” he said in a\nstate-\nment.": "“It is larger,” he said in a statement.",
    "Captain Ole Tvedt-\r\nnes add-\r\ned that": "Captain Ole Tvedtnes added that",
    "the spokes\u00ad\nwoman said": "the spokeswoman said",
    "Abdel-\nRahman said it would re-\nopen.": "Abdel-Rahman said it would reopen.",
    "He said the com-\nmission\nwas late.\n\nIt was\nnot.": "He said the commission was late.\n\nIt was\nnot.",
    "He said so -\nthen he left.": "He said so -\nthen he left.",
    "From 2010-\n2012 he said": "From 2010-\n2012 he said",
    # Markdown
    "## “We had no warning”": "“We had no warning”",
    "*“No warning,”* said **Greta Sundvall**.": "“No warning,” said Greta Sundvall.",
    "_“No warning,”_ said ***Greta Sundvall***.": "“No warning,” said Greta Sundvall.",
    "__Greta Sundvall__ said *so*.": "Greta Sundvall said so.",
    "said [Greta Sundvall](https://a.example/gs), who": "said Greta Sundvall, who",
    'said [Greta](/gs "her page") and ![a hill](/h.jpg)': "said Greta and a hill",
    "He counted 3 * 4 * 5 and snake_case_names.": "He counted 3 * 4 * 5 and snake_case_names.",
    "* one\n* two": "* one\n* two",
    "“[The town] paid (in part),” he said.": "“[The town] paid (in part),” he said.",
    "#MeToo and # alone": "#MeToo and # alone",
    # quoting
    "Prata wrote:\n\n> We are shut.\n> All of us.": "Prata wrote:\n\nWe are shut.\nAll of us.",
    ">> Are you shut?\n> We are.": "Are you shut?\nWe are.",
    "&gt; We are shut.": "We are shut.",
}


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=list(READ))
def test_what_is_read(text: str, expected: str) -> None:
    """Entities, tags, Markdown, broken words and invisible characters are read as what they stand for."""
    assert plain(Document("a", text)).text == expected


def test_a_plain_text_stays_the_document_that_it_is() -> None:
    """Nothing is made anew where there is nothing to make plain."""
    document = Document("a", "“We are shut,” said Prata.\n\nHe left.")
    assert plain(document) is document
    assert document.given(Span(1, 3)) == document.read(Span(1, 3)) == Span(1, 3)


def test_a_plain_document_is_not_made_plain_again() -> None:
    """What an entity stood for is no entity: "&amp;lt;" was meant to be read as "<"."""
    once = plain(Document("a", "*&amp;lt;* is a sign"))
    assert plain(once) is once


def test_a_name_stands_where_it_came() -> None:
    """A span of the plain text is led back to the given one, with what was taken out inside of it and not around it."""
    document = plain(Document("a", "said **Liam O&rsquo;Dowd**, he"))
    start = document.text.index("Liam")
    found = document.given(Span(start, start + len("Liam O’Dowd")))
    assert found.of(document.given_text) == "Liam O&rsquo;Dowd"
    assert document.read(found).of(document.text) == "Liam O’Dowd"
    assert document.sha256 == Document("a", document.given_text).sha256


def test_paragraphs_behind_marks_of_quoting_are_known() -> None:
    """What stands behind ">" is set off, other paragraphs are not."""
    document = plain(Document("a", "Prata wrote:\n\n> We are shut.\n\nHe left."))
    assert [document.is_set_off(each) for each in document.paragraphs] == [False, True, False]


def test_what_is_aside_stays_aside() -> None:
    """Captions keep their places in the plain text."""
    text = "&quot;Shut,&quot; he said.\n\nA quay. (Photo: Ida Holm)"
    caption = Span(text.index("A quay"), len(text))
    document = plain(Document("a", text, aside=(caption,)))
    assert [each.of(document.text) for each in document.aside] == ["A quay. (Photo: Ida Holm)"]


_PIECES = ("&quot;", "&amp;", "&", ";", "*", "**", "_", "[a](/b)", "<em>", "</em>", "<br>", "\n> ", "-\n", "\u00ad")
_PIECES += ("\u200e", "\n\n", "\n", " ", "# ", "“", "”", "said", "Prata", "a", "é", "🐟", ".", ",")


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_every_place_leads_back_and_forth(text: str) -> None:
    """Each stretch of the plain text has its place in the given one, in order, and is read from there again."""
    document = plain(Document("a", text))
    end = 0
    for start in range(len(document.text)):
        there = document.given(Span(start, start + 1))
        assert end <= there.end <= len(text)
        assert there.start < there.end
        assert document.read(there).covers(Span(start, start + 1))
        end = there.end
    whole = Span(0, len(document.text))
    assert document.read(document.given(whole)) == whole


@pytest.mark.parametrize(
    "piece", ["&quot;", "&", "*a ", "**", "_", "[", "[a](", "<a ", "<", "> ", "\n> a", "a-\nb ", "\u00ad", "-\n", "a"]
)
def test_twice_the_text_takes_twice_the_steps(piece: str) -> None:
    """What is pasted a thousand times is read in steps that grow with its length."""
    few, many = (steps(lambda n=n: plain(Document("a", piece * n)).paragraphs) for n in (500, 1000))
    assert many < 2.5 * few + 500


WRAPPED = {
    "two lines": "The harbour commission said on Tuesday that the north quay would\nclose for repairs.",
    "mail": "> The harbour commission said on Tuesday that the quay\n"
    "> would close for repairs. “It is the third time this\n> year,” he said.",
}
SEPARATE = {
    "a headline": "Commission closes north quay for repairs\n"
    "The harbour commission said on Tuesday that the quay would close.",
    "a list": "bread\nmilk\ntwo dozen eggs\nflour",
    "a poem": "The quay is shut,\nthe boats are gone,\nand nobody will say\nwho locked the gate.",
}


@pytest.mark.parametrize("text", WRAPPED.values(), ids=list(WRAPPED))
def test_lines_that_were_filled_are_one_paragraph(text: str) -> None:
    """Lines of one width, in which words run on, are one paragraph."""
    assert len(plain(Document("a", text)).paragraphs) == 1


@pytest.mark.parametrize("text", SEPARATE.values(), ids=list(SEPARATE))
def test_other_lines_are_paragraphs(text: str) -> None:
    """Headlines, lists and poems keep their lines."""
    assert len(plain(Document("a", text)).paragraphs) == text.count("\n") + 1
