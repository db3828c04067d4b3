"""
A document as it is read: without what stands between the words and nobody would read aloud.

HTML's entities and inline tags, Markdown, the ">" of mail and forums, hyphens at line ends, invisible characters.  The
given text is never changed: the plain document keeps it (`Document.original`), and each span of a record is led back
to it.  Each of the passes below finds its edits in the text that the passes before it have left.
"""

import html
import re
from collections.abc import Callable, Iterator
from functools import partial
from html.entities import html5
from typing import Final

from attrs import evolve

from quotes.text import Document
from quotes.text.edits import Edit, Original
from quotes.text.spans import Span

#: "&quot;", "&#8217;", "&amp;#39;" (encoded twice).
_ENTITY = re.compile(r"&(?:amp;){0,3}(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_LINE_TAG = re.compile(r"<br\s{0,2}/?>|</?p(?:\s[^<>]{0,500})?>", re.IGNORECASE)
#: Characters without a width: soft hyphen, joiners, marks of direction, byte order mark, halves of a character.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ud800-\udfff]+")
#: "> " and ">> " at the head of a line.
_QUOTING = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(?=\S)", re.MULTILINE)
#: A pair of marks of emphasis around words of one line, or of two lines of one paragraph.
_EMPHASIS = tuple(
    re.compile(
        rf"(?<![\w{mark}\\])({mark}{{1,3}})(?=[^\s{mark}])[^{mark}\n]*(?:\n(?!\s*\n)[^{mark}\n]*)?(?<=[^\s{mark}])(\1)(?![\w{mark}])"
    )
    for mark in (r"\*", "_")
)
#: "[the report](https://…)" and "![a photo](/a.jpg)".
_LINK = re.compile(
    r"(!?\[)([^\[\]\n]{1,300})(\]\((?:https?://|mailto:|www\.|/|#)[^()\s]{0,2000}(?:\s\"[^\"\n]{0,200}\")?\))"
)
#: A hyphen, hard or soft, between the letters of a word and the end of their line.
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])([-\u2010\u00ad])[ \t]{0,8}(\r\n|\n|\r)[ \t]{0,8}(?=[^\W\d_])")
_LINE_END = re.compile(r"[ \t]{0,8}(?:\r\n|\n|\r)[ \t]{0,8}")
_BLANK = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")


def plain(document: Document) -> Document:
    """
    The document as it is read: the same one where its text is plain already.

    >>> plain(Document("a", "&quot;We&rsquo;re *shut*,&quot; said Prata.")).text
    '"We’re shut," said Prata.'
    """
    if document.original is not None:
        return document
    text, original = document.text, None
    for find in _PASSES:
        edits = list(find(text))
        if edits:
            text, original = (original or Original.of(text)).edited(text, edits)
    if original is None:
        return document
    aside = (original.read(each) for each in document.aside)
    return evolve(document, text=text, original=original, aside=tuple(each for each in aside if len(each) > 0))


def _entities(text: str) -> Iterator[Edit]:
    """ "&quot;" → the mark; an "&" that begins no entity stays."""
    for match in _ENTITY.finditer(text):
        name = match[1]
        if name[0] == "#" or f"{name};" in html5:
            yield Edit(Span(*match.span()), html.unescape(f"&{name};"))


def _gone(pattern: re.Pattern[str], text: str, *groups: int) -> Iterator[Edit]:
    """What the pattern, or some of its groups, match → nothing"""
    return (Edit(Span(*match.span(group))) for match in pattern.finditer(text) for group in groups or (0,))


def _tags(text: str) -> Iterator[Edit]:
    """ "<em>", "</a>" → nothing, "<br>" and "<p>" → the end of a line"""
    yield from _gone(_INLINE_TAG, text)
    for match in _LINE_TAG.finditer(text):
        yield Edit(Span(*match.span()), "\n" if match[0][1] in "bB" else "\n\n")


def _markup(text: str) -> Iterator[Edit]:
    """ "**Prata**", "[Prata](https://…)", "## Prata" → the name alone"""
    yield from _gone(_HEADING, text)
    yield from _gone(_LINK, text, 1, 3)
    for pattern in _EMPHASIS:
        yield from _gone(pattern, text, 1, 2)


def _broken_words(text: str) -> Iterator[Edit]:
    """
    "a state-⏎ment" → one word, and the lines of its paragraph are one line.

    The hyphen stays before a capital: "Abdel-⏎Rahman".
    """
    end = 0
    for match in _BROKEN_WORD.finditer(text):
        whole = Span(match.start(), match.end())
        yield Edit(whole, "-" if match[1] != "\u00ad" and text[whole.end].isupper() else "")
        if match.start() >= end:
            before = [each.end() for each in _BLANK.finditer(text, end, match.start())]
            start = before[-1] if before else end
            blank = _BLANK.search(text, match.end())
            end = blank.start() if blank is not None else len(text.rstrip())
            for line_end in _LINE_END.finditer(text, start, end):
                if _BROKEN_WORD.match(text, line_end.start() - 1) is None:
                    yield Edit(Span(*line_end.span()), " ")


_PASSES: Final[tuple[Callable[[str], Iterator[Edit]], ...]] = (
    _entities,
    _tags,
    partial(_gone, _QUOTING),
    _markup,
    _broken_words,
    partial(_gone, _INVISIBLE),
)
