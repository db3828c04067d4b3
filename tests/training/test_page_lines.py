"""What is learnt of the lines of pages."""

from pathlib import Path

from quotes.training.layouts import layouts
from quotes.training.page_lines import invented, learnt, whole

PAGE = (
    "<html><head><title>Ferries | The Jetty</title></head><body><nav><a>News</a></nav><p>The <i>port</i> is shut.<p>Ads"
)


def test_layouts_of_a_page() -> None:
    """With the window's title, without it, and without menus; elements that nobody closes make lines too."""
    found = [each.split("\n\n") for each in layouts(PAGE)]
    assert found == [
        ["Ferries | The Jetty", "News", "The port is shut.", "Ads"],
        ["News", "The port is shut.", "Ads"],
        ["Ferries | The Jetty", "The port is shut.", "Ads"],
    ]


def test_invented_pages_say_which_lines_are_the_story(tmp_path: Path) -> None:
    """By marks, or by the furniture that is expected; nothing is known of a label that neither names."""
    path = tmp_path / "pages.md"
    story = "The port will be shut for a week, the mayor said."
    path.write_text(
        f"marked\n.\n| {story}\n! Mayor quits\nShare\n.\n.\n\nlisted\n.\nNews\n{story}\nAds\n.\nfurniture: News\n.\n",
        encoding="utf-8",
    )
    assert [(list(each.lines), list(each.story)) for each in invented(path)] == [
        ([story, "Mayor quits", "Share"], [True, False, None]),
        (["News", story, "Ads"], [False, True, None]),
    ]
    assert all(all(each.story) for each in whole(path))


def test_trees_are_learnt_from_lines(tmp_path: Path) -> None:
    """The file has the features' names and the trees."""
    path = tmp_path / "pages.md"
    story = "The port will be shut for a week, the mayor said on Monday."
    path.write_text("page\n.\n" + f"| {story}\n! News\n" * 40 + ".\n.\n", encoding="utf-8")
    content = learnt(invented(path))
    assert "words" in content["names"]
    assert content["trees"]
