"""
The chains of many statements: which ways there are, and what came by each.

    3  Rui Prata → Lusa
       that the breakwater had held through the night …  mixed   ¶ 3
       “We were lucky,” … “Had the tide been an hour …   direct  ¶ 4
"""

import textwrap
from collections.abc import Iterable
from typing import Any

from attrs import frozen

from quotes.records import Quotation, chain_text

#: The sign of what was cut off.
_CUT = "…"
#: Speakers who have no name: two of one description are one speaker only where the document says so.
_NAMELESS = frozenset(("unnamed", "group"))
#: A statement needs that many columns to be recognised, however narrow the terminal is.
_NARROWEST = 24
#: Document names in the table are cut to that many columns.
_LONGEST_NAME = 24
_BETWEEN = "  "
#: The longest type is "indirect".
_TYPE = 8


@frozen
class Way:
    """One distinct chain: the *names* of its hops, and the quotations that came by it."""

    names: tuple[str, ...]
    quotations: tuple[Quotation, ...]

    def as_json(self) -> dict[str, Any]:
        """The chain with its statements; ``paragraph`` counts from 0, as in the records."""
        return {
            "chain": list(self.names),
            "count": len(self.quotations),
            "statements": [
                {
                    "id": each.id,
                    "document": each.document.id,
                    "paragraph": each.provenance.paragraph,
                    "type": each.type,
                    "attitude": each.attitude,
                    "text": each.content.text,
                }
                for each in self.quotations
            ],
        }


def ways(quotations: Iterable[Quotation]) -> list[Way]:
    """
    The distinct chains, the most frequent first; of equals the one that came first.

    Chains of the same names are one, over all documents; those of unnamed speakers only within a document.
    """
    found: dict[tuple[object, ...], list[Quotation]] = {}
    for each in quotations:
        found.setdefault((_names(each), *_person(each)), []).append(each)
    grouped = [Way(_names(each[0]), tuple(each)) for each in found.values()]
    return sorted(grouped, key=lambda way: -len(way.quotations))


def _names(quotation: Quotation) -> tuple[str, ...]:
    return tuple(hop.name for hop in quotation.chain)


def _person(quotation: Quotation) -> tuple[str | None, ...]:
    """What tells "an official" of one article from that of another."""
    nameless = quotation.speaker.kind in _NAMELESS
    return (quotation.document.sha256, quotation.speaker.entity) if nameless else ()


def chains_table(quotations: Iterable[Quotation], width: int) -> str:
    """
    The distinct chains with their statements, in lines of at most *width* columns (narrow ones are overrun).

    Each statement has its first words, its type and its paragraph, counted from 1 with the headline; the document is
    named where there are several.  Empty without quotations.
    """
    found = ways(quotations)
    if not found:
        return ""
    several = len({each.document.sha256 for way in found for each in way.quotations}) > 1
    counts = [str(len(way.quotations)) for way in found]
    indent = max(map(len, counts)) + len(_BETWEEN)
    cells = [[(plain(each.content.text), each.type, _place(each, several)) for each in way.quotations] for way in found]
    places = max(len(place) for rows in cells for _, _, place in rows)
    longest = max(len(words) for rows in cells for words, _, _ in rows)
    room = min(longest, max(_NARROWEST, width - indent - _TYPE - places - 2 * len(_BETWEEN)))
    lines: list[str] = []
    for way, number, rows in zip(found, counts, cells, strict=True):
        lines += textwrap.wrap(
            plain(chain_text(way.names)),
            width,
            initial_indent=f"{number:>{indent - len(_BETWEEN)}}{_BETWEEN}",
            subsequent_indent=" " * indent,
            break_long_words=False,
        )
        for words, kind, place in rows:
            columns = (f"{shortened(words, room):{room}}", f"{kind:{_TYPE}}", f"{place:>{places}}")
            lines.append(" " * indent + _BETWEEN.join(columns))
    return "".join(line + "\n" for line in lines)


def _place(quotation: Quotation, several: bool) -> str:
    """Where it stands: "¶ 3", or "harbour.txt ¶ 3" where there is more than one document."""
    paragraph = f"¶ {quotation.provenance.paragraph + 1}"
    return f"{shortened(quotation.document.id, _LONGEST_NAME)} {paragraph}" if several else paragraph


def shown_letters(text: str) -> str:
    """*text* in one line, without what a terminal would obey or not show: white space of all kinds is a blank each."""
    return "".join(" " if each.isspace() else each for each in text if each.isprintable() or each.isspace())


def plain(text: str) -> str:
    """The same, with one blank between words."""
    return " ".join(shown_letters(text).split())


def shortened(text: str, width: int) -> str:
    """The first words of *text* in at most *width* columns, with "…" where some are cut off."""
    line = plain(text)
    if len(line) <= width:
        return line
    cut = line[: width - len(_CUT) + 1]
    words = cut.rpartition(" ")[0]
    # A word longer than half of the room is cut itself: an address would leave nothing else.
    kept = words if len(words) * 2 > width else cut[:-1]
    return kept.rstrip(" …,;:–—-") + _CUT
