"""The headline before the story."""

import re
from collections.abc import Iterable, Iterator

from quotes.page.frame import Found
from quotes.page.interview import record_lines
from quotes.page.page import Page, is_title_case
from quotes.text.spans import Span, Spans, trimmed, without

#: Headlines have at least so many words; what is shorter is the name of a section or a button.
_FEWEST_WORDS = 3
#: Headlines are seldom longer; one without final punctuation may be a summary.
_MOST_WORDS = 40
#: What a headline speaks of stands in so many of the story's first paragraphs.
_LEADS = 8
#: Words of so many letters tell what a line speaks of, by their first ones; chosen on 41 pages of gold/pages.
_STEM, _FEWEST_SHARED, _SHARE = 4, 2, 0.5
#: The name of a section has so many words at most.
_SECTION_WORDS = 4


def headline(page: Page, around: Iterable[Span]) -> Found | None:
    """
    What metadata say, else the line before the story that is no furniture or caption (*around*).

    Menus and slogans stand above headlines: the first line that speaks of what the story speaks of, one longer than a
    section's name if there is one, else the first.
    """
    if page.document.title:
        start = page.text.find(page.document.title)
        spans = (Span(start, start + len(page.document.title)),) if 0 <= start < page.start else ()
        return Found(page.document.title, spans, "metadata")
    lines = list(_lines(page, tuple(around)))
    story = _stems(" ".join(page.lines[number] for number in page.prose[:_LEADS]))
    alike = [each for each in lines if _shares(each.of(page.text), story)]
    long = [each for each in alike if len(each.of(page.text).split()) > _SECTION_WORDS]
    chosen = next(iter([*long, *alike, *lines]), None)
    return Found(_without_site(chosen.of(page.text)), (chosen,), "headline") if chosen is not None else None


def _without_site(line: str) -> str:
    """A headline without section and site, which stand beside it in a page's title: "… | World | The Jetty"."""
    return max(line.split(" | "), key=len).strip()


def _lines(page: Page, furniture: Spans) -> Iterator[Span]:
    """What is left of the lines above the story without furniture, if it is as long as a headline and no sentence."""
    recorded = record_lines(page)
    for number in (each for each in page.head if each not in recorded):
        for left in without((page.paragraphs[number],), furniture)[:1]:
            span = trimmed(page.text, left, " \t")
            line = span.of(page.text)
            is_sentence = line.endswith((".", "!", ".”", '."')) and not is_title_case(line)
            is_sentence = is_sentence or line.endswith(":")  # "The judge wrote in her ruling:"
            if _FEWEST_WORDS <= len(line.split()) <= _MOST_WORDS and not is_sentence:
                yield span


def _shares(line: str, story: frozenset[str]) -> bool:
    """Whether most of a line's longer words are in the story."""
    stems = _stems(line)
    shared = len(stems & story)
    is_half = shared == _SHARE * len(stems)
    return shared >= max(_FEWEST_SHARED + is_half, _SHARE * len(stems))


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words, which their other forms share: "ferr" of "Ferries"."""
    return frozenset(word[:_STEM].casefold() for word in re.findall(r"\w+", text) if len(word) >= _STEM)
