"""News that nobody annotated: cut into stories, its names made to agree, mixed with the annotated newswire."""

import gzip
import json
from pathlib import Path

from quotes.training.newswire import Tagged
from quotes.training.silver import labelled, mixed, news, stories


def test_a_line_without_a_full_stop_after_a_story_begins_the_next() -> None:
    """A line without a full stop after a story begins the next; within five lines it does not."""
    first = ["Rain helps growers", "It rained.", "Growers", "were glad.", "They said so.", "“We are glad.”"]
    second = ["Ferry to stay", "The ferry stays."]
    assert list(stories([*first, "", *second])) == [first, second]


def test_the_articles_of_the_corpora_are_their_paragraphs(tmp_path: Path) -> None:
    """The articles of the corpora are their paragraphs."""
    for folder, name, content in (
        ("polnear", "train.jsonl.gz", json.dumps({"text": "Ferry to stay\n\nThe ferry stays.\n"}) + "\n"),
        ("text", "english.txt.gz", "It was a dark night.\n"),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(gzip.compress(content.encode()))
    assert list(news(tmp_path)) == [["Ferry to stay", "The ferry stays.\n"]]


def test_the_names_of_an_article_agree() -> None:
    """The names of an article agree: the full name tells what the bare one is."""
    article = [["Ines", "Valladares", "left"], ["Valladares", "spoke"]]
    found = labelled(article, [["B-Person", "E-Person", "O"], ["S-Misc", "O"]])
    assert [[word.label for word in each] for each in found] == [["B-Person", "I-Person", "O"], ["B-Person", "O"]]
    assert [word.text for word in found[1]] == article[1]


def test_annotated_sentences_come_twice_and_nameless_ones_seldom() -> None:
    """Annotated sentences come twice, the others once if they hold a name, and seldom if they do not."""
    gold, named, nameless = ([Tagged(word, label)] for word, label in (("a", "O"), ("b", "B-Person"), ("c", "O")))
    both = mixed([gold], [named, *200 * [nameless]])
    assert both[:3] == [gold, gold, named]
    assert 10 < both.count(nameless) < 60
    assert both == mixed([gold], [named, *200 * [nameless]]), "the seed decides"
