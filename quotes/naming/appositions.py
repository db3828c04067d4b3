"""
Appositions: descriptions that stand right beside a name and say what it is.

    the operator, Faro Lines, — the civic group River Watch — the Pier Alliance, a trade group,
"""

from collections.abc import Iterator

from quotes.naming.titles import is_closed, noun_run
from quotes.parsing import Parse, Sentence, Word
from quotes.text.spans import Span
from quotes.words.classes import word_class

#: Prepositions that place an event: "In the village, Faro Lines" says nothing about what Faro Lines is.
_PLACING = frozenset("in at on after before during since near from of inside outside under over amid".split())
#: What says where a body has its seat, or whose it is: "Porto-**based** Faro Lines".
SEATED = word_class("words of a seat")
_RANKS = word_class("words of rank")
#: "Rio de Janeiro-based" and the comma have six words.
_LONGEST_SEAT = 6
#: "the United Arab Emirates'" has as many words before its mark, without the article.
_LONGEST_OWNER = 3
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART", "ADV"})
_BREAKS = frozenset({",", ";", ":", "“", "”", '"', "(", ")", "—", "–"})


def described_as(parse: Parse, sentence: Sentence, name: Span) -> tuple[Word, ...]:
    """The head nouns of the descriptions beside a name."""
    before = [w for w in sentence.words if w.span.end <= name.start]
    after = [w for w in sentence.words if w.span.start >= name.end]
    found = (_set_off(before), _right_before(before)) if is_closed(parse.text, name.end) else (_right_before(before),)
    return tuple(each for each in (*found, _behind(after)) if each is not None)


def _set_off(before: list[Word]) -> Word | None:
    """The head noun before a comma and the name: "The **operator** of the ferry, Faro Lines"."""
    before = _unplaced(before)
    before = before[:-1] if before and before[-1].text.casefold() == "the" else before
    if not before or before[-1].text != ",":
        return None
    phrase: list[Word] = []
    for word in reversed(before[:-1]):
        if word.text in _BREAKS or (word.upos in {"VERB", "AUX"} and word.xpos != "VBN"):
            break
        phrase.insert(0, word)
    openers = {"the", "its", "their", "his", "her", "'s", "’s"}
    start = next((i for i, w in enumerate(phrase) if w.text.casefold() in openers), None)
    if start is None or (start and phrase[start - 1].text.casefold() in _PLACING):
        return None
    return _head(phrase[start + 1 :])


def _unplaced(before: list[Word]) -> list[Word]:
    """The words before a name without where it has its seat: "The operator, **Porto-based** Faro Lines"."""
    if len(before) > 2 and before[-1].text in SEATED and before[-2].text == "-":
        comma = next((i for i in range(len(before) - 1, 0, -1) if before[i].text == ","), None)
        return before[: comma + 1] if comma is not None and len(before) - comma <= _LONGEST_SEAT else before
    return before


def _right_before(before: list[Word]) -> Word | None:
    """The head noun right before the name: "the civic **group** River Watch"."""
    run = noun_run(before)
    return run[-1] if run and _is_common(run[-1]) else None


def _behind(after: list[Word]) -> Word | None:
    """
    The head noun after the name and a comma: ", a trade **group** in Faro,", ", Peru’s largest **operator** of mines,".

    Not ", a group in Faro **left**".
    """
    if len(after) < 3 or after[0].text != "," or not (after[1].text.casefold() in {"a", "an", "the"} or _owned(after)):
        return None
    end = next(
        (w for w in after[2:] if w.text in _BREAKS or w.text == "." or w.upos == "AUX" or w.has("VerbForm=Fin")), None
    )
    return _head(after[2 + _owned(after) :]) if end is not None and (end.text in _BREAKS or end.text == ".") else None


def _owned(after: list[Word]) -> int:
    """How many words the owner of a superlative behind the comma has: ", **South Korea’s** largest maker"; or 0."""
    mark = next((n for n, w in enumerate(after[1 : 2 + _LONGEST_OWNER], 1) if w.text in {"'s", "’s", "’", "'"}), 0)
    owner = [w.upos == "PROPN" for w in after[1:mark]]
    return mark - 1 if owner and all(owner) and any(_is_superlative(w) for w in after[mark:]) else 0


def _is_superlative(word: Word) -> bool:
    return word.xpos == "JJS" or word.text.casefold() in _RANKS


def _head(words: list[Word]) -> Word | None:
    """The last noun that *words* begin with, before any preposition, verb or comma."""
    core = list(_nominal(words))
    return core[-1] if core and _is_common(core[-1]) else None


def _nominal(words: list[Word]) -> Iterator[Word]:
    for word in words:
        hyphen = word.text in {"-", "‑"}
        if word.text in _BREAKS or (word.upos not in _NOMINAL and word.xpos != "VBN" and not hyphen):
            return
        if not hyphen:
            yield word


def _is_common(word: Word) -> bool:
    return word.upos == "NOUN" and word.text.islower() and not word.has("Number=Plur")
