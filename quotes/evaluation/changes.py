"""What another version of the records wins and loses, gold item by gold item."""

from collections.abc import Iterator

from attrs import frozen

from quotes.evaluation.matching import Compared, Item
from quotes.records import chain_text, quoted_text
from quotes.text.spans import Spans

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


def changes(before: Compared, now: Compared, chains: bool) -> Iterator[Change]:
    """
    The gold items won (nothing is wrong now) and lost (nothing was wrong before), in the order of the gold.

    An item is right when it is found with the right source; with *chains*, when it is found with its whole chain.
    """
    faults = zip(_faults(before, chains), _faults(now, chains), strict=True)
    for item, (was, is_now) in zip(now.gold, faults, strict=True):
        if bool(was) != bool(is_now):
            source, cue, content = (_words(item, each) for each in (item.said.source, item.said.cue, item.said.content))
            yield Change(item.article.name, item.type, source, cue, content, was, is_now)


def _faults(compared: Compared, chains: bool) -> Iterator[str]:
    """What is wrong about the record of each gold item; empty where it is right."""
    pairs = {each.gold: each for each in compared.pairs}
    for item in compared.gold:
        pair = pairs.get(item)
        if pair is None:
            yield "not found"
        elif pair.has_chain if chains else pair.is_attributed:
            yield ""
        elif chains:
            yield f"chain {chain_text(hop.name for hop in pair.hops)}"
        else:
            yield f"source {_words(item, pair.found.said.source) or _ABSENT}"


def _words(item: Item, spans: Spans) -> str:
    return quoted_text(item.article.document.text, spans)
