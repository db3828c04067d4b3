"""
Whether a text is in English: a cheap guess by its small words, so that no other language is read for statements.

Of 295 English articles the one with the fewest small words has 19 in 100; in other languages written in Latin letters
hardly any such word occurs.
"""

import re

from quotes.text import Document
from quotes.text.spans import Spans
from quotes.words.classes import word_class

_ENGLISH = word_class("small words of English")
_OTHERS = word_class("small words of other languages")
#: A text with a smaller share of English ones is in another language: see above.
_SHARE = 0.12
#: With fewer than this it is so whatever other words it has: Finnish, Swahili.
_HARDLY_ANY = 0.03
#: A paragraph in English may be a list of names; one of another language has more of its own small words than this.
_OTHER_SHARE = 0.15
#: Fewer words than this tell nothing: a table, a list of names.
_WORDS_OF_TEXT, _WORDS_OF_PARAGRAPH = 40, 12
#: So few letters tell nothing of a script.
_LETTERS = 40
#: In this share of a text's letters another script rules.
_FOREIGN_SCRIPT = 0.5
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def is_english(document: Document, aside: Spans) -> bool:
    """Whether it is English, too short to say, or holds a text in English beside the foreign paragraphs *aside*."""
    text = document.text
    words = _words(text)
    own, others = _share(words, _ENGLISH), _share(words, _OTHERS)
    is_own = len(words) < _WORDS_OF_TEXT or own >= _SHARE or (own >= _HARDLY_ANY and others < _OTHER_SHARE)
    if is_own and not _is_in_another_script(text):
        return True
    rest = [word for each in document.paragraphs if each not in aside for word in _words(each.of(text))]
    return len(rest) >= _WORDS_OF_TEXT and _share(rest, _ENGLISH) >= _SHARE


def foreign(document: Document) -> Spans:
    """The paragraphs of a document that are in another language for sure."""
    return tuple(each for each in document.paragraphs if _is_foreign(each.of(document.text)))


def _is_foreign(paragraph: str) -> bool:
    """True with next to no small words of English and many of other languages, or in another script."""
    words = _words(paragraph)
    if _is_in_another_script(paragraph):
        return True
    is_long = len(words) >= _WORDS_OF_PARAGRAPH
    return is_long and _share(words, _ENGLISH) < _SHARE and _share(words, _OTHERS) >= _OTHER_SHARE


def _is_in_another_script(text: str) -> bool:
    """True where most of its letters are no Latin ones."""
    letters = sum(map(len, _WORD.findall(text)))
    return letters >= _LETTERS and len(_LATIN.findall(text)) < _FOREIGN_SCRIPT * letters


def _words(text: str) -> list[str]:
    return [each.casefold() for each in _WORD.findall(text)]


def _share(words: list[str], those: frozenset[str]) -> float:
    return sum(each in those for each in words) / max(1, len(words))
