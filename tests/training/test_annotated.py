"""The annotations that are kept here without the texts of their articles."""

import json
from pathlib import Path

import pytest

from quotes.training.annotated import BUSINESS_NEWS, EXAMPLES, RADIO_NEWS, RAW_NEWS, unparsed

SHARED = Path(__file__).parents[3] / "shared"
ROWS = [
    json.loads(line)
    for path in (RAW_NEWS, RADIO_NEWS, BUSINESS_NEWS)
    for line in path.read_text(encoding="utf-8").splitlines()
]


def test_annotations_of_raw_news_hold_no_text() -> None:
    """An annotation of raw news has spans for what was said and by which words, and names only as text."""
    for row in ROWS:
        for each in row["attributions"]:
            assert set(each) == {"content", "cue", "source", "speaker", "relays"}
            assert each["content"], row["doc"]
            assert all(start < end for role in ("content", "cue", "source") for start, end in each[role])
            assert len(each["speaker"].split()) < 40


def test_invented_examples_say_which_words_they_mean() -> None:
    """Each invented example has a name of its own, and each of its spans holds words of its text."""
    rows = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    assert len({row["doc"] for row in rows}) == len(rows)
    for row in rows:
        assert row["doc"].startswith("example-")
        spans = [span for each in row["attributions"] for role in ("content", "cue", "source") for span in each[role]]
        assert all(end <= len(row["text"]) and row["text"][start:end].strip() for start, end in spans), row["doc"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpora in ../shared are not there")
def test_annotated_raw_news_is_found_in_the_corpus() -> None:
    """Each annotated article of raw news is found in the corpus, and its spans lie in its text."""
    wanted = {row["doc"] for row in ROWS}
    found = [each for each in unparsed(SHARED / "corpora", SHARED / "gold") if each.parse.document.id in wanted]
    assert {each.parse.document.id for each in found} == wanted
    for article in found:
        spans = [span for each in article.drawn for span in (*each.content, *each.cue, *each.source, *each.relay)]
        assert all(span.end <= len(article.parse.text) for span in spans)
        assert all(span.of(article.parse.text).strip() for span in spans)
