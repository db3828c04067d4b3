"""Photo captions with their credits."""

import re

from quotes.page.page import LONGEST_NOTE, Page, is_prose
from quotes.words.classes import one_of

#: A bracket that credits a picture by its own words: "(AP Photo/Jane Doe)", "[Courtesy of the port]"
_PHOTO_CREDIT = re.compile(
    rf"[(\[][^()\[\]]{{0,80}}\b{one_of('words of photo credits')}\b[^()\[\]]{{0,60}}[)\]]\.?$",
    re.IGNORECASE,
)
#: … earlier this month. Photo: Jane Doe
_LABEL_AT_END = re.compile(
    r"[.!?”\"’)\]]\s*(?:File |Handout )?(?:Photo|Picture|Image|Photograph)s?(?: credit)?:\s?[^.!?]{2,60}\.?$"
)
#: Photo: Jane Doe / FILE - The port in 2019. / Photo by Jane Doe
_LABEL = re.compile(
    r"[(\[]?(?:(?:File |FILE |Handout |Representative |Representational |Illustrative )?"
    r"(?:Photo|PHOTO|Photos|Photograph|Image|IMAGE|Picture|Pictures|Photo credit|Photo Credit|Image credit|"
    r"Image Credit)\s?"
    r"(?::|by\b|courtesy\b|via\b|/|-|–|—|$)|FILE\s?(?:[-–—:]|PHOTO)|File photo\b|File picture\b|File image\b|Caption:)"
)
_POINTING = re.compile(
    r"\((?:left|right|center|centre|top|bottom|L|R|C|front|second from (?:left|right)|from left)\)|\b(?:pictured|"
    r"in this (?:file |undated )?photo|file photo|is seen|are seen)\b",
    re.IGNORECASE,
)
#: A caption with its credit is short, even where the page holds it twice.
_CAPTION_WORDS = 60


def captions(page: Page) -> frozenset[int]:
    """The numbers of the paragraphs that are captions of photos."""
    found = {n for n, line in enumerate(page.lines) if _is_caption(line)}
    return frozenset(found | {each for n in range(1, len(page.paragraphs)) for each in _credit_below(page, n, found)})


def _credit_below(page: Page, number: int, found: set[int]) -> tuple[int, ...]:
    """A caption and an outlet alone below it: "The mayor (left) and her deputy", "AP"."""
    above = number - 1
    is_below = above in found or (not is_prose(page.lines[above]) and _POINTING.search(page.lines[above]))
    return (above, number) if is_below and page.outlet(page.lines[number]) is not None else ()


def _is_caption(line: str) -> bool:
    """Whether a paragraph is the caption of a photo, by its own words."""
    is_short = len(line) <= 2 * LONGEST_NOTE and len(line.split()) <= 2 * _CAPTION_WORDS
    return is_short and bool(_LABEL.match(line) or _LABEL_AT_END.search(line) or _PHOTO_CREDIT.search(line))
