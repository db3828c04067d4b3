"""Photo captions with their credits."""

import re

from quotes.page.page import LONGEST_NOTE, Page, is_prose
from quotes.words.classes import one_of

#: A bracket that credits a picture by its own words: "(AP Photo/Jane Doe)", "[Courtesy of the port]"
_PHOTO_CREDIT = re.compile(
    rf"[(\[][^()\[\]]{{0,80}}\b{one_of('words of photo credits')}\b[^()\[\]]{{0,60}}[)\]]\.?$",
    re.IGNORECASE,
)
#: A credit stands after the sentence or closes it; "the Ghana News Agency (GNA)." is no credit.
_BRACKET = re.compile(
    r"(?<=[.!?…\"”’'])\s*[(\[](?P<name>[^()\[\]]{2,60})[)\]]\.?$|[(\[](?P<other>[^()\[\]]{2,60})[)\]]$"
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
_CREDIT = re.compile(r"^Credits?:\s*", re.IGNORECASE)
#: Photographer and agencies of a picture; no credit is longer.
_CELLS, _LONGEST_CREDIT = re.compile(r"\s*[|/]\s*"), 80
#: What is shorter and ends in an outlet's name is a byline: "Jane Doe (AFP)".
_FEWEST_WORDS = 5
#: More paragraphs that end in an outlet's name are a list of links, not captions.
_PICTURES = 3


def captions(page: Page) -> frozenset[int]:
    """The numbers of the paragraphs that are captions of photos."""
    certain = {n for n, line in enumerate(page.lines) if _is_caption(line) or _is_of_photo_agency(page, line)}
    credited = {n for n, _ in enumerate(page.paragraphs) if _credited_to_outlet(page, n)} - certain
    found = certain | (credited if len(credited) <= _PICTURES else set())
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


def _is_of_photo_agency(page: Page, line: str) -> bool:
    """Whether a short line credits an agency of pictures: "Jane Doe | Lagoon Log | Getty Images"."""
    cells = _CELLS.split(line) if len(line) <= _LONGEST_CREDIT else []
    found = (page.outlet(_CREDIT.sub("", each)) for each in cells if len(cells) > 1)
    return any(outlet is not None and outlet.kind == "photo agency" for outlet in found)


def _credited_to_outlet(page: Page, number: int) -> bool:
    """
    An outlet in brackets closes the paragraph, but not the story.

    "The minister (right) shakes hands with the governor on Wednesday. (Yonhap)"
    """
    line = page.lines[number]
    match = _BRACKET.search(line[-LONGEST_NOTE:])
    if match is None or line[:1] in "([" or not _FEWEST_WORDS <= len(line.split()) <= _CAPTION_WORDS:
        return False
    return number < page.last and bool(page.outlets(match["name"] or match["other"]))
