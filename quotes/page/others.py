"""
Other stories on the page: their headlines within and below this one, where no statement of this story is.

    RELATED STORIES                            Ferry to sail again, minister says
    Ferry to sail again, minister says         Mayor: I Was Not Asked
    Mayor: I was not asked

A headline within the story does not end like a sentence; one alone in small letters may be a paragraph that lost its
full stop, so it counts only below a label, beside another, in title case, or behind the story's last paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterator

from quotes.page.junk import below
from quotes.page.page import LONGEST_NOTE, Page, is_title_case

#: A line that ends like this goes on, or is a sentence.
_CLOSED = re.compile(r"[.!?…:,;][\"”’'»)\]]*$")
#: Two sentences, or one and its credit: "“We are shut,” he said. REUTERS".
_SENTENCE_WITHIN = re.compile(r"(?<![A-Z])[.!?][\"”’')]*\s")
#: A quotation of its own: "“Rates will come down”".
_QUOTED = re.compile(r"[\"“‘'].*[\"”’']")
#: What stands below "She listed three reasons:" is this story's.
_LIST = re.compile(r"[•·*–—-]\s|\d+[.)]\s")
#: A headline has so many words.
_FEWEST, _MOST = 4, 20
#: "Prata: We are shut" is a turn of an interview where the same name labels another line.
_LABEL = re.compile(r"[^:]{2,40}:\s")


def other_headlines(page: Page) -> frozenset[int]:
    """The numbers of the paragraphs that are headlines of other stories, below the first paragraph of this one."""
    labels = Counter(match[0] for n in range(len(page.paragraphs)) if (match := _LABEL.match(page.line(n))))
    above = {page.line(n) for n in page.head}
    story = frozenset((*page.prose, *page.pictures))
    shaped = set()
    for number in range(page.lead + 1, len(page.paragraphs)):
        line = page.line(number)
        label = _LABEL.match(line)
        is_turn = label is not None and labels[label[0]] > 1
        if number not in story and line not in above and not is_turn and _is_shaped(line):
            shaped.add(number)
    alone = (n for n in shaped if n > page.last or is_title_case(page.line(n)) or shaped & {n - 1, n + 1})
    return frozenset((*alone, *_below_labels(page)))


def _is_shaped(line: str) -> bool:
    """Whether a line has the length of a headline, and ends like no sentence."""
    if len(line) > LONGEST_NOTE or not _FEWEST <= len(line.split()) <= _MOST or _CLOSED.search(line):
        return False
    return not (_SENTENCE_WITHIN.search(line) or _QUOTED.fullmatch(line) or _LIST.match(line))


def _below_labels(page: Page) -> Iterator[int]:
    """The lines below "Related stories", up to the next that reads like prose."""
    prose, is_below = frozenset(page.prose), False
    for number in range(page.lead + 1, len(page.paragraphs)):
        is_below = is_below and number not in prose
        if is_below:
            yield number
        is_below = is_below or (number not in prose and below(page.line(number)) == "headlines")
