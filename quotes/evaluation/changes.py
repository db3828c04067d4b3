"""What another version of the records wins and loses, gold item by gold item."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from quotes.evaluation.matching import Compared, same_source
from quotes.evaluation.measures import hops, same_chain
from quotes.records import quoted_text
from quotes.text.spans import Spans

_ARROW = " → "
_ABSENT = "none"


@frozen
class Change:
    """
    A gold item that is right on one side only; *before* and *now* say what is wrong there, and are empty where nothing.

    *source* and *cue* are empty where the gold has none.
    """

    document: str
    type: str
    source: str
    cue: str
    content: str
    before: str
    now: str


def changes(before: Iterable[Compared], now: Iterable[Compared], chains: bool) -> Iterator[Change]:
    """
    The gold items won (nothing is wrong now) and lost (nothing was wrong before), in the order of the gold.

    An item is right when it is found with the right source; with *chains*, when it is found with its whole chain.
    """
    for old, new in zip(before, now, strict=True):
        for place in range(len(new.gold)):
            was, is_now = _fault(old, place, chains), _fault(new, place, chains)
            if bool(was) != bool(is_now):
                yield _change(new, place, was, is_now)


def _fault(article: Compared, place: int, chains: bool) -> str:
    """What is wrong about the record of one gold item; empty where it is right."""
    found = dict(article.pairs).get(place)
    if found is None:
        return "not found"
    record, wanted = article.records[found], article.gold[place]
    if chains:
        names = _ARROW.join(hop.name for hop in hops(record, wanted.said.chain))
        return "" if same_chain(record, wanted.said.chain) else f"chain {names}"
    got = article.found[found]
    return "" if same_source(wanted, got) else f"source {_words(article, got.said.source) or _ABSENT}"


def _change(article: Compared, place: int, before: str, now: str) -> Change:
    item = article.gold[place]
    return Change(
        document=article.article.name,
        type=item.type,
        source=_words(article, item.said.source),
        cue=_words(article, item.said.cue),
        content=_words(article, item.said.content),
        before=before,
        now=now,
    )


def _words(article: Compared, spans: Spans) -> str:
    return quoted_text(article.article.document.text, spans)
