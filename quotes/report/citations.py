"""
Who cites whom: the outlets of all chains as a graph, and where its lines go when it is drawn.

In Kim Jong Un → CNN → ANI → Telangana Today, Telangana Today cites ANI and ANI cites CNN.  An outlet that speaks itself
is cited too: "AFP's correspondent said" → AFP → Le Monde.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import frozen

from quotes.report.view import Card
from quotes.words.lexicon import lexicon

#: More lines than this are no picture; the table beside it has all of them.
_DRAWN = 40
#: Measures of the drawing, in its own units: a letter, the lines between the names, the height of a name.
_LETTER, _LINES, _ROW = 8, 260, 26
#: Longer names are cut (by the template).
_LETTERS = 34
#: Between a name and its lines.
_GAP = 8
_THINNEST, _THICKEST = 1.5, 9.0


@frozen
class Citation:
    """*citing* carried *count* statements that *cited* had; *articles* are their numbers, each once."""

    citing: str
    cited: str
    count: int
    articles: tuple[int, ...]


@frozen
class Drawing:
    """
    Those who cite on the left, those who are cited on the right, the most cited lines between them.

    *citing* and *cited* are heights by name, *left* and *right* where these columns end and begin; each of the *lines*
    is a citation with its path and how thick it is.
    """

    width: int
    height: int
    left: int
    right: int
    citing: dict[str, int]
    cited: dict[str, int]
    lines: tuple[tuple[Citation, str, float], ...]


def citations(cards: Iterable[Card]) -> tuple[Citation, ...]:
    """Each pair of outlets of which one cites the other, the most frequent first, then by name."""
    listed = list(cards)
    people = frozenset(each.speaker for each in listed if each.record.speaker.kind == "person")
    found: dict[tuple[str, str], list[int]] = {}
    for each in listed:
        for cited, citing in dict.fromkeys(_pairs(each, people)):
            found.setdefault((citing, cited), []).append(each.article)
    all_pairs = [Citation(*pair, len(articles), tuple(dict.fromkeys(articles))) for pair, articles in found.items()]
    return tuple(sorted(all_pairs, key=lambda each: (-each.count, each.citing, each.cited)))


def _pairs(card: Card, people: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Neighbours of the chain that are both outlets: first the one that had it first."""
    speaks = card.record.speaker.kind == "outlet"
    carriers = (each for each in card.outlets if each not in people and _is_named(each))
    hops = [*((card.speaker,) if speaks else ()), *carriers]
    yield from ((had, carried) for had, carried in pairwise(hops) if had != carried)


def _is_named(hop: str) -> bool:
    """Whether it is a name, and none of a source that stays unnamed ("sources", "ED official")."""
    known = lexicon().outlet(hop)
    if known is not None and (not hop.islower() or hop in {known.name, *known.aliases}):
        return True
    return not hop.islower() and lexicon().role(hop.rpartition(" ")[2]) is None


def drawing(found: tuple[Citation, ...]) -> Drawing:
    """The most frequent citations as a drawing of two columns, each cited outlet near those who cite it."""
    some = found[:_DRAWN]
    left = _places(dict.fromkeys(each.citing for each in some))
    middle: dict[str, list[int]] = {}
    for each in some:
        middle.setdefault(each.cited, []).append(left[each.citing])
    right = _places(sorted(middle, key=lambda name: sum(middle[name]) / len(middle[name])))
    most = max((each.count for each in some), default=1)
    start = _room(left)
    end = start + _LINES
    return Drawing(
        width=end + _room(right),
        height=_ROW * max(len(left), len(right), 1),
        left=start - _GAP,
        right=end + _GAP,
        citing=left,
        cited=right,
        lines=tuple(
            (each, _curve(start, left[each.citing], end, right[each.cited]), _thickness(each.count, most))
            for each in some
        ),
    )


def _room(names: Iterable[str]) -> int:
    """How wide the column of these names is."""
    return _GAP + _LETTER * max((min(len(each), _LETTERS) for each in names), default=0)


def _places(names: Iterable[str]) -> dict[str, int]:
    """The height at which each name stands."""
    return {name: _ROW * place + _ROW // 2 for place, name in enumerate(names)}


def _curve(x: int, y: int, to_x: int, to_y: int) -> str:
    half = (x + to_x) // 2
    return f"M{x} {y}C{half} {y} {half} {to_y} {to_x} {to_y}"


def _thickness(count: int, most: int) -> float:
    return round(_THINNEST + (_THICKEST - _THINNEST) * (count - 1) / max(1, most - 1), 1)
