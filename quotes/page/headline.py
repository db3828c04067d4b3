"""The headline before the story."""

from collections.abc import Iterable

from quotes.page.frame import Found
from quotes.page.interview import record_lines
from quotes.page.page import Page, is_title_case
from quotes.text.spans import Span, trimmed, without

#: Headlines have at least so many words; what is shorter is the name of a section or a button.
_FEWEST_WORDS = 3
#: Headlines are seldom longer; one without final punctuation may be a summary.
_MOST_WORDS = 40


def headline(page: Page, around: Iterable[Span]) -> Found | None:
    """What metadata say, else the first line before the story that is no furniture or caption (*around*)."""
    if page.document.title:
        start = page.text.find(page.document.title)
        spans = (Span(start, start + len(page.document.title)),) if 0 <= start < page.start else ()
        return Found(page.document.title, spans, "metadata")
    furniture = tuple(around)
    recorded = record_lines(page)
    for number in (each for each in page.head if each not in recorded):
        left = [trimmed(page.text, each, " \t") for each in without((page.paragraphs[number],), furniture)]
        words = left[0].of(page.text).split() if left else []
        if _FEWEST_WORDS <= len(words) <= _MOST_WORDS and not _is_sentence(left[0].of(page.text)):
            return Found(left[0].of(page.text), (left[0],), "headline")
    return None


def _is_sentence(line: str) -> bool:
    """Whether a line ends like a sentence without being a title or a question."""
    return line.endswith((".", "!", ".”", '."')) and not is_title_case(line)
