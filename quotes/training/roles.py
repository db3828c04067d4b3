"""
The words of attribution: which words annotators drew as cue, source, content and relay, and articles made to vary.

Whose annotators took statements only, and whose took attitudes as well, is a feature (`GUIDELINES`): the same words
teach two pairs of log-odds.
"""

import random
from collections.abc import Sequence

import numpy as np
from attrs import evolve
from numpy.typing import NDArray

from quotes.learned.columns import ROLES
from quotes.learned.encoder import Words
from quotes.text.spans import Span
from quotes.training.annotated import Article
from quotes.words.calendar import DAYS

#: How often an article's names are swapped, and which share of them: the network shall not know who is who.
_SWAPPING, _SWAPPED = 0.5, 0.5
#: How often an article's marks are made straight, and how often it is written small throughout.
_STRAIGHT, _SMALL = 0.25, 0.03
_CURLY = str.maketrans("“”‘’", "\"\"''")

#: For each word and role: is it inside of a span (0 or 1), does it begin one.
Targets = NDArray[np.float32]


def targets(article: Article) -> list[Targets]:
    """
    For each sentence what was drawn in it: words × roles × (inside, begins).

    A word is inside where half of it is; the first such word of a span begins it.
    """
    words = [word.span for sentence in article.parse.sentences for word in sentence.words]
    starts, ends = (np.array([getattr(each, edge) for each in words], int) for edge in ("start", "end"))
    found = np.zeros((len(words), len(ROLES), 2), np.float32)
    for number, role in enumerate(ROLES):
        spans = {span for each in article.drawn for span in getattr(each, role)}
        found[:, number, 0] = inside = _inside(starts, ends, spans, len(article.parse.text))
        for span in spans:
            within = inside & (ends > span.start) & (starts < span.end)
            if within.any():
                found[within.argmax(), number, 1] = 1
    lengths = [len(each.words) for each in article.parse.sentences]
    return np.split(found, np.cumsum(lengths)[:-1]) if lengths else []


def _inside(starts: NDArray[np.int_], ends: NDArray[np.int_], spans: set[Span], length: int) -> NDArray[np.bool_]:
    """Which words lie in the spans with at least half of their characters."""
    drawn = np.zeros(length + 1, int)
    for span in spans:
        drawn[span.start + 1 : span.end + 1] = 1
    before = np.cumsum(drawn)
    covered = before[ends] - before[starts]
    found: NDArray[np.bool_] = (covered > 0) & (2 * covered >= ends - starts)
    return found


def varied(sentences: Sequence[Words], names: Sequence[str], rng: random.Random) -> list[Words]:
    """An article's sentences, at times with some names swapped for others, with straight marks, or in small letters."""
    swapped: dict[str, str] = {}
    small = {word for each in sentences for word in each.texts if word.islower()}
    if names and rng.random() < _SWAPPING:
        # A capital within a sentence, of a word that the article never writes small, is a name's.
        capital = dict.fromkeys(word for each in sentences for word in each.texts[1:] if _looks_like_name(word, small))
        swapped = {word: rng.choice(names) for word in capital if rng.random() < _SWAPPED}
    straight, lower = rng.random() < _STRAIGHT, rng.random() < _SMALL

    def changed(word: str) -> str:
        word = swapped.get(word, word)
        word = word.translate(_CURLY) if straight else word
        return word.lower() if lower else word

    return [evolve(each, texts=[changed(word) for word in each.texts]) for each in sentences]


def _looks_like_name(word: str, small: set[str]) -> bool:
    title = len(word) > 2 and word[0].isupper() and word[1:].islower()
    return title and word.lower() not in small and word.lower() not in DAYS
