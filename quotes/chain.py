"""
Chains: by which way a statement came here.  Speaker, relays from the nearest on, agency, publisher.

    “…”, Kim Jong Un said, CNN reported.  (By ANI, in Telangana Today)
    Kim Jong Un → CNN → ANI → Telangana Today

Neighbours that are the same outlet under two names are one hop.
"""

from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from quotes.frame.model import Found, Frame
from quotes.lexicon import Lexicon, folded
from quotes.spans import Spans
from quotes.speakers.model import Speaker
from quotes.statements.model import Statement

#: What a speaker is called whom the text does not name (the annotation guidelines' word).
UNKNOWN = "unknown"
#: Cues that go on with the utterance before them, so that its relays carry over ("He **added** that").
_GOING_ON = frozenset(("add", "continue", "go"))
#: An outer speaker who disputes the inner statement has not passed it on.
_DISPUTING = frozenset(
    (
        "deny",
        "reject",
        "dispute",
        "dismiss",
        "refute",
        "doubt",
        "question",
        "criticize",
        "criticise",
        "mock",
        "contradict",
    )
)


@frozen
class Link:
    """One hop: *role* is ``speaker``, ``relay``, ``agency`` or ``publisher``; *basis* as in the record."""

    name: str
    role: str
    basis: str
    spans: Spans


def chains(
    statements: tuple[Statement, ...],
    speakers: tuple[Speaker, ...],
    frame: Frame,
    lexicon: Lexicon,
    name_of: Callable[[Spans], str],
) -> tuple[tuple[Link, ...], ...]:
    """
    The chain of each statement, parallel to *statements* and *speakers*.

    *name_of* gives the name of the outlet or body that some spans of the text call.
    """
    found: list[tuple[Link, ...]] = []
    for index, statement in enumerate(statements):
        speaker = speakers[index]
        spans = statement.source.spans if statement.source is not None else ()
        hops = [Link(speaker.name or UNKNOWN, "speaker", "carried" if statement.continues else "stated", spans)]
        hops.extend(Link(name_of(each.name_spans), "relay", each.basis, each.spans) for each in statement.relays)
        outer = statement.parent
        while outer is not None:
            hops.extend(_passed_on(statements[outer], speakers[outer], name_of))
            outer = statements[outer].parent
        if not statement.relays and index and _goes_on(statement, speaker, speakers[index - 1]):
            hops.extend(evolve(each, basis="carried") for each in found[-1] if each.role == "relay")
        found.append(tuple(hops))
    return tuple(merged((*hops, *_frame_hops(frame)), lexicon) for hops in found)


def _passed_on(outer: Statement, speaker: Speaker, name_of: Callable[[Spans], str]) -> Iterator[Link]:
    """Who reports what another one said, and whoever carried that: "**Reis** said that Prata had refused"."""
    if speaker.name is None or outer.source is None or (outer.cue is not None and outer.cue.lemma in _DISPUTING):
        return
    yield Link(speaker.name, "relay", "stated", outer.source.spans)
    for relay in outer.relays:
        yield Link(name_of(relay.name_spans), "relay", relay.basis, relay.spans)


def _goes_on(statement: Statement, speaker: Speaker, before: Speaker) -> bool:
    """Is it the same utterance as the statement before, so that its relays carry over? ("He **added** that …")"""
    goes_on = statement.continues or (statement.cue is not None and statement.cue.lemma in _GOING_ON)
    return goes_on and speaker.entity is not None and speaker.entity == before.entity


def _frame_hops(frame: Frame) -> Iterator[Link]:
    for found, role in ((frame.agency, "agency"), (frame.publisher, "publisher")):
        if found is not None:
            yield Link(found.value, role, _basis(found), found.spans)


def _basis(found: Found) -> str:
    return "frame" if found.spans else "given"


def merged(hops: tuple[Link, ...], lexicon: Lexicon) -> tuple[Link, ...]:
    """The hops with neighbours that are the same outlet made one, under the first one's name."""
    result: list[Link] = []
    for hop in hops:
        if not result or not same_outlet(result[-1].name, hop.name, lexicon):
            result.append(hop)
    return tuple(result)


def same_outlet(left: str, right: str, lexicon: Lexicon) -> bool:
    """Do the two names call one outlet? "Yonhap" and "Yonhap News Agency", "AP" and "The Associated Press"."""
    if folded(left) == folded(right):
        return True
    known = lexicon.outlet(left)
    return known is not None and known == lexicon.outlet(right)
