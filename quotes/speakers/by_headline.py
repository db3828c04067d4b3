"""Sources in headlines that are one word for somebody whom the story calls by it: "**Banker** denies fraud"."""

import re

from quotes.naming.nominals import Phrase
from quotes.naming.people import Figure
from quotes.speakers.answers import Answer, Context

#: How far before a name the word is looked for: "**Banker** Ugo Marsh", "his former **aide**, Lou Pratt".
_BEFORE = 40


def by_headline(phrase: Phrase, context: Context) -> Answer | None:
    """
    "**Banker** denies fraud" above "Banker Ugo Marsh has denied": the one person whose name stands behind it below.

    The word has no article, and its line does not end as a sentence does.
    """
    if len(phrase.words) != 1 or context.ends_as_sentence(phrase.sentence):
        return None
    word = phrase.text.casefold()
    fits = [each for each in context.cast.people if _is_called(word, each, phrase.span.end, context.parse.text)]
    return Answer(fits[0], "description") if len(fits) == 1 else None


def _is_called(word: str, figure: Figure, headline: int, text: str) -> bool:
    """Whether the word stands right before the name, anywhere below the headline."""
    pattern = re.compile(rf"(?<!\w){re.escape(word)},?\s+$")
    starts = (each.span.start for each in figure.mentions if each.span.start > headline)
    return any(pattern.search(text[max(0, start - _BEFORE) : start].casefold()) for start in starts)
