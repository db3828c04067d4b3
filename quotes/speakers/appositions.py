"""
Appositions: descriptions that stand right beside a name and say what it is.

    the operator, Faro Lines, — the civic group River Watch — the Pier Alliance, a trade group,
"""

from collections.abc import Iterator

from quotes.spans import Span
from quotes.speakers.titles import is_closed, noun_run
from quotes.syntax import Parse, Sentence, Word

#: Prepositions that place an event: "In the village, Faro Lines" says nothing about what Faro Lines is.
_PLACING = frozenset("in at on after before during since near from of inside outside under over amid".split())
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
    if not before or before[-1].text != ",":
        return None
    phrase: list[Word] = []
    for word in reversed(before[:-1]):
        if word.text in _BREAKS or (word.upos in {"VERB", "AUX"} and word.xpos != "VBN"):
            break
        phrase.insert(0, word)
    start = next((i for i, w in enumerate(phrase) if w.text.casefold() in {"the", "its", "their", "his", "her"}), None)
    if start is None or (start and phrase[start - 1].text.casefold() in _PLACING):
        return None
    return _head(phrase[start + 1 :])


def _right_before(before: list[Word]) -> Word | None:
    """The head noun right before the name: "the civic **group** River Watch"."""
    run = noun_run(before)
    return run[-1] if run and _is_common(run[-1]) else None


def _behind(after: list[Word]) -> Word | None:
    """The head noun after the name and a comma: ", a trade **group** in Faro,"; not ", a group in Faro **left**"."""
    if len(after) < 3 or after[0].text != "," or after[1].text.casefold() not in {"a", "an", "the"}:
        return None
    end = next(
        (w for w in after[2:] if w.text in _BREAKS or w.text == "." or w.upos == "AUX" or w.has("VerbForm=Fin")), None
    )
    return _head(after[2:]) if end is not None and (end.text in _BREAKS or end.text == ".") else None


def _head(words: list[Word]) -> Word | None:
    """The last noun that *words* begin with, before any preposition, verb or comma."""
    core = list(_nominal(words))
    return core[-1] if core and _is_common(core[-1]) else None


def _nominal(words: list[Word]) -> Iterator[Word]:
    for word in words:
        if word.text in _BREAKS or (word.upos not in _NOMINAL and word.xpos != "VBN"):
            return
        yield word


def _is_common(word: Word) -> bool:
    return word.upos == "NOUN" and word.text.islower() and not word.has("Number=Plur")
