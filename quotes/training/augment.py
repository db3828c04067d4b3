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

from quotes.training.treebank import Row, Sentence

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
            changed = changed.with_rows(row._replace(form=row.form.upper()) for row in changed.rows)
        yield changed


def restyled(sentence: Sentence, marks: Marks) -> Sentence:
    """
    The sentence with its straight marks and apostrophes in another style: `"I can't"` → `“I can’t”`.

    The Penn tag says which side a mark is where it is one of the two; else the first mark of a kind opens, the next
    closes, and so on.
    """
    is_open = {'"': False, "'": False}

    def form(row: Row) -> str:
        if row.form not in is_open or row.upos != "PUNCT":
            return _APOSTROPHE.sub(marks.apostrophe, row.form)
        opens = row.xpos == _OPENING if row.xpos in (_OPENING, _CLOSING) else not is_open[row.form]
        is_open[row.form] = opens
        return (marks.outer if row.form == '"' else marks.inner)[0 if opens else 1]

    return sentence.with_rows(row._replace(form=form(row)) for row in sentence.rows)


def without_one_mark(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence less one of its quotation marks, as where a quotation runs on or the other mark was forgotten."""
    marks = [at for at, row in enumerate(sentence.rows) if row.xpos in (_OPENING, _CLOSING)]
    marks = [at for at in marks if _is_removable(sentence, at)]
    return _without(sentence, rng.choice(marks)) if marks else sentence


def without_final_stop(sentence: Sentence) -> Sentence:
    """The sentence less its full stop, as headlines are."""
    last = len(sentence.rows) - 1
    if last > 0 and sentence.rows[last].form == "." and _is_removable(sentence, last):
        return _without(sentence, last)
    return sentence


def _is_removable(sentence: Sentence, position: int) -> bool:
    """True where a row can go without harm to the tree: a word outside any range, not the root, with no dependents."""
    row = sentence.rows[position]
    if not row.id.isdigit() or row.head == "0":
        return False
    in_range = any(int(row.id) in each.numbers for each in sentence.rows if "-" in each.id)
    return not in_range and all(each.head != row.id for each in sentence.rows)


def _without(sentence: Sentence, position: int) -> Sentence:
    """The sentence less one removable row; its space stays: `home," she` becomes `home, she`."""
    gone = sentence.rows[position]
    rows = [_moved(row, int(gone.id), -1) for at, row in enumerate(sentence.rows) if at != position]
    if position and gone.space:
        items = [item for item in rows[position - 1].misc.split("|") if item != "SpaceAfter=No"]
        rows[position - 1] = rows[position - 1]._replace(misc="|".join(items) or "_")
    return sentence.with_rows(rows)


def _moved(row: Row, after: int, by: int) -> Row:
    """The row with every word number above *after* changed by *by*, in ID and HEAD."""

    def shift(number: str) -> str:
        return str(int(number) + by) if int(number) > after else number

    head = shift(row.head) if row.head.isdigit() else row.head
    return row._replace(id="-".join(map(shift, row.id.split("-"))), head=head, deps="_")


def preceded(sentence: Sentence, position: int, forms: tuple[str, ...]) -> Sentence:
    """
    The sentence with words put before a row, each followed by a space and hung on that row's word.

    A form that ends in `+` is joined to the next one: `("LONDON+", ",")` reads `LONDON,`.
    """
    number = sentence.rows[position].numbers[0]
    head = str(number + len(forms))
    new = []
    for offset, form in enumerate(forms):
        misc = "SpaceAfter=No" if form.endswith("+") and len(form) > 1 else "_"
        text = form[:-1] if misc != "_" else form
        tags = ("PROPN", "NNP") if text[0].isalnum() else ("PUNCT", ":")
        new.append(Row(str(number + offset), text, text, *tags, "_", head, "dep", "_", misc))
    moved = [_moved(row, number - 1, len(forms)) for row in sentence.rows]
    return sentence.with_rows([*moved[:position], *new, *moved[position:]])


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


def newslike(sentences: Iterable[Sentence], rates: NewsRates, seed: int) -> Iterator[Sentence]:
    """The sentences with titles and initials at some names, datelines before some paragraphs, and some headlines."""
    rng = random.Random(seed)
    after_headline = False
    for sentence in sentences:
        changed = sentence
        if (name := _first_name(changed)) is not None:
            changed = _initialled(changed, name, rates, rng)
            if rng.random() < rates.titled:
                changed = preceded(changed, name, (rng.choice(_TITLES),))
        if after_headline:
            changed, after_headline = _new_paragraph(changed), False
        if changed.starts("newpar") and rng.random() < rates.dateline:
            changed = preceded(changed, 0, _dateline(rng))
        if rng.random() < rates.headline:
            changed, after_headline = _new_paragraph(without_final_stop(changed)), True
        yield changed


def _first_name(sentence: Sentence) -> int | None:
    """The position of the first proper noun whose next row hangs on it as `flat`."""
    rows = enumerate(pairwise(sentence.rows))
    names = (at for at, (row, after) in rows if row.upos == "PROPN" and (after.deprel, after.head) == ("flat", row.id))
    return next(names, None)


def _initialled(sentence: Sentence, at: int, rates: NewsRates, rng: random.Random) -> Sentence:
    """The sentence with initials after the first name at that row, or in its place, or as it was."""
    if rng.random() < rates.middle:
        return preceded(sentence, at + 1, (_initial(rng),))
    if rng.random() < rates.initials:
        rows = list(sentence.rows)
        rows[at] = rows[at]._replace(form=_initial(rng))
        return preceded(sentence.with_rows(rows), at, (_initial(rng),) * rng.randint(0, 1))
    return sentence


def _initial(rng: random.Random) -> str:
    return f"{rng.choice(_INITIALS)}."


def _dateline(rng: random.Random) -> tuple[str, ...]:
    """The tokens of an invented dateline."""
    place = tuple(rng.choice(_PLACES).split())
    kind = rng.randrange(4)
    middle: tuple[str, ...] = ()
    if kind == 0:
        middle = ("(+", f"{rng.choice(_AGENCIES)}+", ")")
    elif kind == 1:
        place = (*place[:-1], place[-1] + "+")
        middle = (",", rng.choice(_MONTHS), str(rng.randint(1, 31)))
    return (*place, *middle, rng.choice(_DASHES))


def _new_paragraph(sentence: Sentence) -> Sentence:
    return sentence if sentence.starts("newpar") else Sentence(("# newpar", *sentence.comments), sentence.rows)
