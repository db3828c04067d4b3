"""
Changes to training sentences that make a model ready for the typography of news.

Treebanks are typed with straight marks, end in a full stop and know few headlines; the news curls its marks, forgets
one of a pair, begins with a dateline and shouts.  Every function here takes a sentence and gives a sentence, its tree
whole, `# text` and SpaceAfter in step with the forms.
"""

import random
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import frozen

from quotes.training.treebank import (
    DEPREL,
    FORM,
    HEAD,
    ID,
    MISC,
    UPOS,
    XPOS,
    Row,
    Sentence,
    has_misc,
    replaced,
    sentence_starts,
)

#: Penn tags of opening and closing marks, single and double alike.
_OPENING, _CLOSING = "``", "''"
#: An apostrophe inside a word or at the edge of a clitic: o'clock, 's, n't, the boys'.
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|^'(?=(?:s|re|ve|ll|d|m)$)|(?<=s)'$", re.IGNORECASE)


@frozen
class Marks:
    """One way of typing quotation marks: an outer pair, an inner pair, and the apostrophe that goes with them."""

    outer: tuple[str, str]
    inner: tuple[str, str]
    apostrophe: str


CURLY = Marks(("“", "”"), ("‘", "’"), "’")
BRITISH = Marks(("‘", "’"), ("“", "”"), "’")
TYPEWRITER = Marks(("''", "''"), ("'", "'"), "'")
#: How often each style is taken for a sentence that is restyled; curly double marks are by far the commonest in news.
_STYLES, _STYLE_WEIGHTS = (CURLY, BRITISH, TYPEWRITER), (8, 1, 1)


@frozen
class Rates:
    """How often each change is made, as a share of the sentences."""

    #: Much of the news is curly; the rest must stay as it was.
    restyled: float = 0.4
    one_mark_lost: float = 0.05
    #: Headlines and datelines in capitals.
    shouted: float = 0.03


def mark_sides(sentence: Sentence) -> dict[int, bool]:
    """
    The row positions of straight double and single quotation marks, each with whether it opens (else it closes).

    The Penn tag says so where it is one of the two; else the first mark of a kind opens, the next closes, and so on.
    """
    sides: dict[int, bool] = {}
    is_open = {'"': False, "'": False}
    for position, row in enumerate(sentence.rows):
        form = row[FORM]
        if form not in is_open or row[UPOS] != "PUNCT":
            continue
        sides[position] = row[XPOS] == _OPENING if row[XPOS] in (_OPENING, _CLOSING) else not is_open[form]
        is_open[form] = sides[position]
    return sides


def restyled(sentence: Sentence, marks: Marks) -> Sentence:
    """The sentence with its straight marks and apostrophes in another style: `"I can't"` → `“I can’t”`."""
    sides = mark_sides(sentence)

    def form(position: int, row: Row) -> str:
        if position not in sides:
            return _APOSTROPHE.sub(marks.apostrophe, row[FORM])
        pair = marks.outer if row[FORM] == '"' else marks.inner
        return pair[0] if sides[position] else pair[1]

    return sentence.with_rows(replaced(row, form=form(position, row)) for position, row in enumerate(sentence.rows))


def shouted(sentence: Sentence) -> Sentence:
    """The sentence in capitals, as headlines are; lemmas and tags stay."""
    return sentence.with_rows(replaced(row, form=row[FORM].upper()) for row in sentence.rows)


def removable(sentence: Sentence, position: int) -> bool:
    """Whether a row can go without harm to the tree: a word outside any range, not the root, with no dependents."""
    row = sentence.rows[position]
    if not row[ID].isdigit() or row[HEAD] == "0":
        return False
    in_range = any(_covers(other[ID], int(row[ID])) for other in sentence.rows if "-" in other[ID])
    return not in_range and all(other[HEAD] != row[ID] for other in sentence.rows)


def _covers(identifier: str, word: int) -> bool:
    first, _, last = identifier.partition("-")
    return int(first) <= word <= int(last)


def _moved(row: Row, after: int, by: int) -> Row:
    """The row with every word number above *after* changed by *by*, in ID and HEAD."""

    def shift(number: str) -> str:
        return str(int(number) + by) if int(number) > after else number

    identifier = "-".join(map(shift, row[ID].split("-")))
    return replaced(row, id=identifier, head=shift(row[HEAD]) if row[HEAD].isdigit() else row[HEAD], deps="_")


def without(sentence: Sentence, position: int) -> Sentence:
    """The sentence less one removable row; its space stays: `home," she` becomes `home, she`."""
    gone = sentence.rows[position]
    rows = [_moved(row, int(gone[ID]), -1) for at, row in enumerate(sentence.rows) if at != position]
    if position and not has_misc(gone, "SpaceAfter=No"):
        rows[position - 1] = _spaced(rows[position - 1])
    return sentence.with_rows(rows)


def _spaced(row: Row) -> Row:
    items = [item for item in row[MISC].split("|") if item != "SpaceAfter=No"]
    return replaced(row, misc="|".join(items) or "_")


def without_one_mark(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence less one of its quotation marks, as where a quotation runs on or the other mark was forgotten."""
    marks = [at for at, row in enumerate(sentence.rows) if row[XPOS] in (_OPENING, _CLOSING)]
    marks = [at for at in marks if removable(sentence, at)]
    return without(sentence, rng.choice(marks)) if marks else sentence


def without_final_stop(sentence: Sentence) -> Sentence:
    """The sentence less its full stop, as headlines are."""
    last = len(sentence.rows) - 1
    if last > 0 and sentence.rows[last][FORM] == "." and removable(sentence, last):
        return without(sentence, last)
    return sentence


def preceded(sentence: Sentence, position: int, forms: tuple[str, ...]) -> Sentence:
    """
    The sentence with words put before a row, each followed by a space and hung on that row's word.

    A form that ends in `+` is joined to the next one: `("LONDON+", ",")` reads `LONDON,`.
    """
    number = int(sentence.rows[position][ID].partition("-")[0])
    head = str(number + len(forms))
    new = []
    for offset, form in enumerate(forms):
        misc = "SpaceAfter=No" if form.endswith("+") and len(form) > 1 else "_"
        text = form[:-1] if misc != "_" else form
        tags = ("PROPN", "NNP") if text[0].isalnum() else ("PUNCT", ":")
        new.append((str(number + offset), text, text, *tags, "_", head, "dep", "_", misc))
    moved = [_moved(row, number - 1, len(forms)) for row in sentence.rows]
    return sentence.with_rows([*moved[:position], *new, *moved[position:]])


def augmented(sentences: Iterable[Sentence], rates: Rates, seed: int) -> Iterator[Sentence]:
    """Each sentence once, changed or as it was; the same seed makes the same choices."""
    rng = random.Random(seed)
    for sentence in sentences:
        changed = sentence
        if rng.random() < rates.one_mark_lost:
            changed = without_one_mark(changed, rng)
        if rng.random() < rates.restyled:
            changed = restyled(changed, rng.choices(_STYLES, _STYLE_WEIGHTS)[0])
        if rng.random() < rates.shouted:
            changed = shouted(changed)
        yield changed


#: What the splitter must learn to read over.  Abbreviated titles before a name ...
_TITLES = (
    "Sen.", "Rep.", "Gov.", "Gen.", "Lt.", "Col.", "Capt.", "Sgt.", "Maj.", "Adm.", "Prof.", "Dr.", "Mr.", "Mrs.",
    "Ms.", "Rev.", "Hon.", "Pres.", "Atty.",
)  # fmt: skip
#: ... and datelines: a place, perhaps an agency or a date, and a dash.
_PLACES = (
    "LONDON", "PARIS", "WASHINGTON", "BEIJING", "MOSCOW", "NEW YORK", "BERLIN", "KYIV", "JERUSALEM", "Lagos",
    "Nairobi", "New Delhi", "TOKYO", "Brussels", "MEXICO CITY", "Cairo", "SEOUL", "Geneva", "CANBERRA", "Lisbon",
)  # fmt: skip
_AGENCIES = ("Reuters", "AP", "AFP", "dpa", "Xinhua", "Yonhap", "ANI", "Lusa", "EFE", "TASS")
_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_DASHES = ("—", "-", "–", "--")
_INITIALS = "ABCDEFGHJKLMNPRSTW"


@frozen
class NewsRates:
    """How often the splitter's training text is made to look like news, as a share of where it could be."""

    titled: float = 0.35
    #: Middle initials ("Hillary R. Clinton") ...
    middle: float = 0.15
    #: ... and initials for the first name ("J. D. Vance").
    initials: float = 0.15
    dateline: float = 0.12
    headline: float = 0.03


def _names(sentence: Sentence) -> list[int]:
    """Row positions of first names: a proper noun whose next row hangs on it as `flat`."""
    return [
        at
        for at, (row, following) in enumerate(pairwise(sentence.rows))
        if row[UPOS] == "PROPN" and following[DEPREL] == "flat" and following[HEAD] == row[ID]
    ]


def _dateline(rng: random.Random) -> tuple[str, ...]:
    """The tokens of an invented dateline."""
    place = tuple(rng.choice(_PLACES).split())
    kind = rng.randrange(4)
    if kind == 0:
        middle: tuple[str, ...] = ("(+", f"{rng.choice(_AGENCIES)}+", ")")
    elif kind == 1:
        place = (*place[:-1], place[-1] + "+")
        middle = (",", rng.choice(_MONTHS), str(rng.randint(1, 31)))
    else:
        middle = ()
    return (*place, *middle, rng.choice(_DASHES))


def newslike(sentences: Iterable[Sentence], rates: NewsRates, seed: int) -> Iterator[Sentence]:
    """The sentences with titles and initials at some names, datelines before some paragraphs, and some headlines."""
    rng = random.Random(seed)
    after_headline = False
    for sentence in sentences:
        changed = sentence
        if names := _names(changed):
            changed = _titled(_initialled(changed, names[0], rates, rng), names[0], rates, rng)
        if after_headline:
            changed, after_headline = _new_paragraph(changed), False
        if sentence_starts(changed, "newpar") and rng.random() < rates.dateline:
            changed = preceded(changed, 0, _dateline(rng))
        if rng.random() < rates.headline:
            changed, after_headline = _new_paragraph(without_final_stop(changed)), True
        yield changed


def _initialled(sentence: Sentence, at: int, rates: NewsRates, rng: random.Random) -> Sentence:
    """The sentence with initials after the first name at that row, or in its place, or as it was."""
    if rng.random() < rates.middle:
        return preceded(sentence, at + 1, (_initial(rng),))
    if rng.random() < rates.initials:
        rows = list(sentence.rows)
        rows[at] = replaced(rows[at], form=_initial(rng))
        return preceded(sentence.with_rows(rows), at, (_initial(rng),) * rng.randint(0, 1))
    return sentence


def _initial(rng: random.Random) -> str:
    return f"{rng.choice(_INITIALS)}."


def _titled(sentence: Sentence, at: int, rates: NewsRates, rng: random.Random) -> Sentence:
    """The sentence with a title before the name at that row, or as it was."""
    return preceded(sentence, at, (rng.choice(_TITLES),)) if rng.random() < rates.titled else sentence


def _new_paragraph(sentence: Sentence) -> Sentence:
    if sentence_starts(sentence, "newpar"):
        return sentence
    return Sentence(("# newpar", *sentence.comments), sentence.rows)
