"""
Other stories on the page: their headlines within and below this one, where no statement of this story is.

    RELATED STORIES                            Ferry to sail again, minister says
    Ferry to sail again, minister says         Mayor: I Was Not Asked
    Mayor: I was not asked

A headline within the story does not end like a sentence; one alone in small letters may be a paragraph that lost its
full stop, so it counts only below a label, beside another, in title case, or behind the story's last paragraph.
"""

import re
from collections.abc import Iterator

from quotes.page.junk import kind_of
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
    if not page.prose:
        return frozenset()
    shaped = frozenset(n for n in range(page.lead + 1, len(page.paragraphs)) if _is_shaped(page, n))
    alone = (n for n in shaped if n > page.last or is_title_case(page.line(n)) or shaped & {n - 1, n + 1})
    return frozenset(alone) | frozenset(_below_labels(page))


def _is_shaped(page: Page, number: int) -> bool:
    """Has a line the length of a headline, ends like no sentence, and is not what stands above this story too?"""
    line = page.line(number)
    if number in page.prose or number in page.pictures or not _FEWEST <= len(line.split()) <= _MOST:
        return False
    if _CLOSED.search(line) or _SENTENCE_WITHIN.search(line) or _QUOTED.fullmatch(line) or _LIST.match(line):
        return False
    label = _LABEL.match(line)
    is_turn = label is not None and sum(page.line(n).startswith(label[0]) for n in range(len(page.paragraphs))) > 1
    is_repeated = any(line == page.line(n) for n in page.head)
    return len(line) <= LONGEST_NOTE and not is_turn and not is_repeated


def _below_labels(page: Page) -> Iterator[int]:
    """The lines below "Related stories", up to the next that reads like prose."""
    for number in range(page.lead + 1, len(page.paragraphs)):
        kind = kind_of(page.line(number)) if len(page.paragraphs[number]) <= LONGEST_NOTE else None
        if kind is not None and kind.below == "headlines" and number not in page.prose:
            below = range(number + 1, len(page.paragraphs))
            yield from range(number + 1, next((n for n in below if n in page.prose), len(page.paragraphs)))
