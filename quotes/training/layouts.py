"""
Raw web pages as text, in the ways in which people come by it: what is learnt of a page's lines has to bear all of them.

A page that was copied whole has its menus and the headlines of other stories; one that a tool has cleaned has lost
them, and may begin with the title of the window.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

#: What is never seen.
_HIDDEN = frozenset("head iframe noscript script style svg template".split())
#: What tools take for no part of the story.
_AROUND = frozenset("aside footer form nav".split())
#: Elements that begin a line, and end one.
_BLOCKS = frozenset(
    "address article aside blockquote br button dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr label li main nav ol option p section select table td th tr ul".split()
)
#: Elements that are never closed.
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())


class _Lines(HTMLParser):
    """Gathers the lines that a page shows, without what stands in elements of *skipped* names."""

    def __init__(self, skipped: frozenset[str]) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.title: list[str] = []
        self._skipped, self._open = skipped, [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Note that an element begins."""
        if tag in _BLOCKS:
            self.parts.append("\n")
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note that an element ends, with all that is still open in it."""
        if tag in _BLOCKS:
            self.parts.append("\n")
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep words that are seen."""
        if self._open[-1] == "title" and "svg" not in self._open:
            self.title.append(data)
        elif not self._skipped.intersection(self._open):
            self.parts.append(re.sub(r"\s+", " ", data))


def layouts(page: str) -> Iterator[str]:
    r"""
    The text of an HTML page with all that it shows, with and without the window's title, and without its menus.

    >>> page = "<title>Ferries | The Jetty</title><nav>News</nav><h1>Ferries</h1><p>The <b>port</b> is shut."
    >>> [each.replace("\n\n", " / ") for each in layouts(page)][0::2]
    ['Ferries | The Jetty / News / Ferries / The port is shut.', 'Ferries | The Jetty / Ferries / The port is shut.']
    """
    title, whole = _read(page, _HIDDEN)
    _, cleaned = _read(page, _HIDDEN | _AROUND)
    yield f"{title}\n\n{whole}"
    yield whole
    yield f"{title}\n\n{cleaned}"


def _read(page: str, skipped: frozenset[str]) -> tuple[str, str]:
    """The title of a page, and the lines that it shows, with an empty one between."""
    reader = _Lines(skipped)
    reader.feed(page)
    reader.close()
    lines = (re.sub(r"[ \t\xa0]+", " ", each).strip() for each in "".join(reader.parts).split("\n"))
    return re.sub(r"\s+", " ", "".join(reader.title)).strip(), "\n\n".join(filter(None, lines))
