"""Where a page speaks of its outlet: the places and names that the publisher is chosen from."""

import pytest

from quotes.page import page_of
from quotes.page.self_reference import evidence
from quotes.text import Document
from quotes.words.lexicon import lexicon

STORY = (
    "The ferry company said on Monday that its boats would sail again within two days, after a strike of two weeks.",
    "“We have mended the pier,” said its director, Rui Prata, who has led the company since the spring of last year.",
    "Passengers had waited for news since the middle of the month, when the first of the three boats ran aground.",
)


@pytest.mark.parametrize(
    ("line", "kind", "name"),
    [
        (
            "Support local news. Subscribe to the all-access pass for The Willow Rose today.",
            "offer",
            "Willow Rose",
        ),
        (
            "You have read one of your stories, and members make the Quay Lantern possible.",
            "offer",
            "Quay Lantern",
        ),
        (
            "The company has not said when it will pay, Prata told Quay Lantern on Tuesday.",
            "told",
            "Quay Lantern",
        ),
        (
            "When using our material, a hyperlink to Quaylight.ge is asked of all others.",
            "site",
            "Quaylight.ge",
        ),
    ],
)
def test_places_below_the_story(line: str, kind: str, name: str) -> None:
    """The last line may read like the story and speak to readers; names end before a day, and may be domains."""
    page = page_of(Document("case", "\n\n".join((*STORY, line))), lexicon())
    assert (kind, name) in {(each.kind, each.name.removeprefix("The ")) for each in evidence(page)}


def test_a_name_before_a_dash_may_be_an_outlet_or_a_town() -> None:
    """ "HARBOUR TIDES —" has the shape of a dateline."""
    page = page_of(Document("case", "\n\n".join((f"HARBOUR TIDES — {STORY[0]}", *STORY[1:]))), lexicon())
    found = {each.kind for each in evidence(page) if each.name.casefold() == "harbour tides"}
    assert found & {"front", "like a dateline"}


def test_names_far_from_all_ends_are_passed_over() -> None:
    """A thousand short lines in between name nobody."""
    lines = ["Harbour Post", *["Sections"] * 500, "Quay Lantern", *["Topics"] * 500, *STORY]
    page = page_of(Document("case", "\n\n".join(lines)), lexicon())
    names = {each.name for each in evidence(page)}
    assert "Harbour Post" in names
    assert "Quay Lantern" not in names
