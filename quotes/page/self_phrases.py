"""Words with which pages speak of an outlet: "Subscribe to **The Jetty**", "**The Jetty** reserves the right"."""

import re
from collections.abc import Iterator
from functools import cache, cached_property

from attrs import field, frozen

from quotes.text.letters import CAPITAL
from quotes.text.spans import Span
from quotes.words.tables import entries, listed

_WORD = rf"(?:{CAPITAL}[\w’&'-]*(?:\.(?=\w)\w+)?|\d+{CAPITAL}\w+|[a-z]+{CAPITAL}\w+|dpa\b)"
_SMALL = r"(?:of|and|the|in|on|for|from|de|del|do|da|&|\+)"
#: "St. Lucia Times", "247Sports", "The Bay of Islands Post"
NAME = rf"(?:St\. )?{_WORD}(?: (?:{_SMALL} ){{0,2}}{_WORD}){{0,5}}"
_NAME_BEHIND = rf"\s+(?:[–—-] )?(?:the )?(?P<name>{NAME})"
_NAME_BEFORE = rf"(?:With )?(?P<name>(?:[Tt]he )?{NAME}?)(?:['’]s?)?\s+"
#: Told The Jetty **on Monday**, told The Jetty **in Faro**
_WHEN = re.compile(r"['’]s? | (?:on|in|for|from|and) ")
#: Follow The Jetty **on Telegram**
_ON = re.compile(r" on ")
_PLAIN_WORD = r"[\w’'-]+"
_WORDS = re.compile(_PLAIN_WORD)


@frozen(slots=False)
class SelfPhrase:
    """
    Words with which pages speak of an outlet, before or behind its name.

    *side* is ``before`` or ``behind``, *kind* what is said: of the page's own outlet ("offer", "staff", "told"), or of
    another whose text this is ("origin", "copied", "feed") or that has added to it ("input").  ``_`` in *phrase* is any
    word.
    """

    side: str
    kind: str
    phrase: str
    examples: tuple[str, ...] = field(converter=listed)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase with the name beside it."""
        words = r"\s+".join(_PLAIN_WORD if word == "_" else re.escape(word) for word in self.phrase.split())
        phrase = rf"(?<![\w’'-])(?i:{words})(?![\w’'-])"
        before, behind = (_NAME_BEFORE, "") if self.side == "behind" else ("", _NAME_BEHIND)
        return re.compile(before + phrase + behind)


def names_beside(line: str) -> Iterator[tuple[SelfPhrase, Span]]:
    """The phrases in a line that have a name beside them, each with the place of the name."""
    phrases, by_first_word = _self_phrases()
    plain = " ".join(line.lower().split())
    possible = {number for word in _WORDS.findall(plain) for number in by_first_word.get(word, ())}
    for phrase in (phrases[number] for number in sorted(possible)):
        # Most phrases are not in most lines, which costs less to see than to search.
        if phrase.phrase.partition("_")[0] in plain:
            for match in phrase.pattern.finditer(line):
                rest = (_WHEN if phrase.kind == "told" else _ON).search(match["name"])
                length = rest.start() if rest is not None else len(match["name"])
                yield phrase, Span(match.start("name"), match.start("name") + length)


@cache
def _self_phrases() -> tuple[tuple[SelfPhrase, ...], dict[str, list[int]]]:
    """The phrases, and the numbers of those that begin with each word."""
    phrases = tuple(entries("self_phrases.jsonl", SelfPhrase))
    by_first_word: dict[str, list[int]] = {}
    for number, each in enumerate(phrases):
        by_first_word.setdefault(_WORDS.findall(each.phrase)[0], []).append(number)
    return phrases, by_first_word
