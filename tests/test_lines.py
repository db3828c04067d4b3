"""Which lines of a page are its story's."""

from hypothesis import given
from hypothesis import strategies as st

from quotes.page.lines import chances

STORY = (
    "The ferry company said on Monday that its boats would sail again within two days.",
    "“We have mended the pier,” said its director, Rui Prata, who had spent the night there.",
    "The union of ferry workers said that its members would return as soon as the terminal was safe.",
)
MENU = ("Home", "World", "Business", "Sport", "Culture", "Weather", "Jobs", "Shop", "E-paper", "Log in")
OTHERS = ("Mayor denies taking money", "Why we left the coast", "Ten years of the tram", "A lawyer for the whale")


def test_menus_and_headlines_of_other_stories_are_told_from_the_story() -> None:
    """Nobody wrote down these words: the lines look like labels, and less prose is around them."""
    likely = dict(zip([*MENU, *STORY, *OTHERS, *MENU], chances([*MENU, *STORY, *OTHERS, *MENU]), strict=True))
    assert min(likely[each] for each in STORY) > 0.5
    assert max(likely[each] for each in MENU) < 0.2
    assert max(likely[each] for each in OTHERS) < min(likely[each] for each in STORY)


def test_a_few_lines_alone_are_a_story() -> None:
    """What somebody pastes may be a sentence long."""
    assert min(chances(["“The port is shut,” Prata said."])) > 0.2
    assert min(chances(["“Is it far?” asked Rui Prata.", "“It is,” Ana Reis said.", "“How far?”"])) > 0.2


@given(st.lists(st.text(max_size=30), max_size=20))
def test_every_line_has_a_chance(lines: list[str]) -> None:
    """Whatever is on a page, empty lines too."""
    found = chances(lines)
    assert len(found) == len(lines)
    assert all(0 <= each <= 1 for each in found)
