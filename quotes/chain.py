"""
Chains: by which way a statement came here.  Speaker, relays from the nearest on, agency, publisher.

    “…”, Kim Jong Un said, CNN reported.  (By ANI, in Telangana Today)
    Kim Jong Un → CNN → ANI → Telangana Today

Neighbours that are the same outlet under two names are one hop.
"""

import re
from collections.abc import Callable, Iterator, Set

from attrs import define, evolve, field, frozen

from quotes.attribution.statement import Statement
from quotes.naming.acronyms import is_acronym
from quotes.naming.outlets import KINDS_BY_NOUN, country_of, has_shape_of, same_outlet
from quotes.page.frame import Found, Frame
from quotes.speakers.answers import Speaker
from quotes.terms import Basis, HopRole
from quotes.text.spans import Span, Spans, cover
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon, folded
from quotes.words.places import is_place

#: What a speaker is called whom the text does not name (the annotation guidelines' word).
UNKNOWN = "unknown"
#: Cues that go on with the utterance before them, so that its relays carry over ("He **added** that").
_GOING_ON = word_class("verbs of going on")
#: Kinds of speakers that a text may be published under: "**the Ledger** said" in the Harbour Ledger.
_BODIES = frozenset({"outlet", "organization"})
#: Somebody else has the words of who "is **quoted** as saying" them.
_QUOTED = re.compile(r"\b(?:is|was|are|were) quoted$")
#: An outer speaker who disputes the inner statement has not passed it on.
_DISPUTING = word_class("verbs of disputing")
#: Whose it is, which tells one outlet from another only with its country: "the Polish **public** broadcaster".
_OWNED = word_class("words of ownership")
#: What stands before such a noun without telling which outlet it is: "the **television** channel".
_DESCRIBING = _OWNED | word_class("words of any outlet")


@frozen
class Link:
    """One hop, as the record has it."""

    name: str
    role: HopRole
    basis: Basis
    spans: Spans


#: The hops of a statement, and those of all statements before one.
_Hops = tuple[Link, ...]
_Before = list[_Hops]


@define
class _Names:
    """
    How hops are called in a document.

    *name_of* gives the name of the outlet or body that some spans of the *text* call.  *issuers* are those who put out
    a document, by its noun, as far as the statements before have told.
    """

    frame: Frame
    lexicon: Lexicon
    text: str
    name_of: Callable[[Spans], str]
    issuers: dict[str, str] = field(factory=dict)

    def called(self, spans: Spans, before: _Before) -> str | None:
        """
        The name of a hop, the own one of an outlet that the text is of or that a description means.

        A document is whose it was before, "**The statement** quoted Prata as saying", or no hop; "media reports" are.
        """
        words = cover(spans).of(self.text)
        if (own := own_name(words, self.frame)) is not None:
            return own
        name = self.name_of(spans).rstrip(".")
        name = own_name(name, self.frame) or name
        meant = _meant(name, before, self.lexicon, words)
        noun = name.rpartition(" ")[2]
        if meant is not None or not name.islower() or noun.endswith("s") or self.lexicon.kind_of(noun) != "document":
            return meant or name
        return self.issuers.get(noun)

    def put_out(self, statement: Statement, speaker: Speaker) -> None:
        """Keep who put out the document in which a statement was made."""
        if speaker.name is not None and statement.medium:
            self.issuers[cover(statement.medium).of(self.text).rpartition(" ")[2]] = speaker.name


def chains(
    statements: tuple[Statement, ...],
    speakers: tuple[Speaker, ...],
    frame: Frame,
    lexicon: Lexicon,
    text: str,
    name_of: Callable[[Spans], str],
) -> tuple[_Hops, ...]:
    """
    The chain of each statement, parallel to *statements* and *speakers*.

    *name_of* gives the name of the outlet or body that some spans of the *text* call.
    """
    names = _Names(frame, lexicon, text, name_of)
    found: _Before = []
    for index, statement in enumerate(statements):
        hops = _stated_hops(index, statements, speakers, found, names)
        carried = _carried_hops(index, statements, speakers, found, text) if not statement.relays else ()
        found.append((*hops, *carried))
        names.put_out(statement, speakers[index])
    return tuple(merged((*hops, *_frame_hops(frame)), lexicon) for hops in found)


def _stated_hops(
    index: int, statements: tuple[Statement, ...], speakers: tuple[Speaker, ...], found: _Before, names: _Names
) -> _Hops:
    """Who made a statement, who passed it on, and who made the statements around it; each where it stands last."""
    statement, speaker = statements[index], speakers[index]
    spans = statement.source.spans if statement.source is not None else ()
    name = _own_speaker(speaker, names.frame) or speaker.name or UNKNOWN
    hops = [Link(name, "speaker", "carried" if statement.continues else "stated", spans)]
    hops.extend(_relays(statement, [*found, tuple(hops)], names))
    outer = statement.parent
    while outer is not None:
        hops.extend(_passed_on(statements[outer], speakers[outer], found, names))
        outer = statements[outer].parent
    # Who carried the outer words carried the inner ones in them.
    return tuple(hop for n, hop in enumerate(hops) if not n or hop.name not in {each.name for each in hops[n + 1 :]})


def _carried_hops(
    index: int, statements: tuple[Statement, ...], speakers: tuple[Speaker, ...], found: _Before, text: str
) -> _Hops:
    """The relays of the talk or the utterance with which a statement goes on."""
    last, before = _same_talk(statements, index, text), _utterance_before(statements, index)
    if last is None and before is not None and _goes_on(statements[index], speakers[index], speakers[before], text):
        last = before
    carried = found[last] if last is not None else ()
    return tuple(evolve(each, basis="carried") for each in carried if each.role == "relay")


def _relays(statement: Statement, before: _Before, names: _Names) -> Iterator[Link]:
    """The hops of a statement's own relays."""
    for relay in statement.relays:
        name = names.called((relay.name,), before)
        if name is not None:
            yield Link(name, "relay", "stated", (relay.span,))


def own_name(name: str, frame: Frame) -> str | None:
    """What a text is published or credited under, where *name* calls it: "the Ledger", "HL" in the Harbour Ledger."""
    own = (found.value for found in (frame.publisher, frame.agency) if found is not None)
    return next(
        (each for each in own if f" {folded(each)}".endswith(f" {folded(name)}") or is_acronym(name, each)), None
    )


def _own_speaker(speaker: Speaker, frame: Frame) -> str | None:
    """The outlet that a text is of, where it speaks itself: "**the Ledger** said"; Nicaragua is not Today Nicaragua."""
    if speaker.name is None or speaker.kind not in _BODIES or is_place(speaker.name):
        return None
    return own_name(speaker.name, frame)


def _meant(name: str, before: _Before, lexicon: Lexicon, words: str) -> str | None:
    """
    The hop named last before that *words*, called *name*, can mean; None where they mean none.

    "the broadcaster", "the British station" mean an outlet; "the sources" are those that were called "port sources".
    """
    *described, noun = folded(name).split() or [""]
    links = [link for links in reversed(before) for link in reversed(links)]
    if words.casefold() == f"the {noun}" and noun not in KINDS_BY_NOUN:
        return next((link.name for link in links if folded(link.name).endswith(f" {noun}")), None)
    kinds = KINDS_BY_NOUN.get("outlet" if noun.startswith("organi") and described[-1:] == ["news"] else noun)
    codes = {country_of(each, lexicon) for each in described if each not in _DESCRIBING}
    # "the public broadcaster" alone may be another than the one named before.
    if kinds is None or None in codes or len(codes) > 1 or (_OWNED & set(described) and not codes):
        return None
    return next((link.name for link in links if _is_of(link.name, kinds, codes, lexicon)), None)


def _is_of(name: str, kinds: frozenset[str], codes: Set[str | None], lexicon: Lexicon) -> bool:
    """Whether a name is an outlet's of one of these kinds, and of the country of that code if there is one."""
    outlet = lexicon.outlet(name)
    if outlet is None:
        return not codes and has_shape_of(name, kinds)
    return (not codes or outlet.country in codes) and outlet.kind in kinds


def _passed_on(outer: Statement, speaker: Speaker, before: _Before, names: _Names) -> Iterator[Link]:
    """Who reports what another one said, and whoever carried that: "**Reis** said that Prata had refused"."""
    unsaid = outer.source is None and outer.continues
    if speaker.name is None or unsaid or (outer.cue is not None and outer.cue.lemma in _DISPUTING):
        return
    yield Link(speaker.name, "relay", "stated", outer.source.spans if outer.source is not None else ())
    yield from _relays(outer, before, names)


def _same_talk(statements: tuple[Statement, ...], index: int, text: str) -> int | None:
    """The last statement before that some relay heard in what is now but "**the interview**", by its index."""
    article, _, noun = cover(statements[index].medium or (Span(0, 0),)).of(text).rpartition(" ")
    if article.casefold() != "the":
        return None
    called = re.compile(rf"\b{re.escape(noun)}\b")
    for number in reversed(range(index)):
        each = statements[number]
        evidence = (*each.medium, *(relay.span for relay in each.relays))
        if each.relays and any(called.search(span.of(text)) for span in evidence):
            return number
    return None


def _utterance_before(statements: tuple[Statement, ...], index: int) -> int | None:
    """The last statement before that is none of those that stand in another, by its index."""
    return next((n for n in reversed(range(index)) if statements[n].parent is None), None)


def _goes_on(statement: Statement, speaker: Speaker, before: Speaker, text: str) -> bool:
    """
    Whether it is one utterance with the statement before, whose relays carry over.

    "He **added** that …" — "he is **quoted** as saying", by whom was told before
    """
    cue = statement.cue
    goes_on = statement.continues or (cue is not None and cue.lemma in _GOING_ON)
    quoted = cue is not None and _QUOTED.search(cue.span.of(text)) is not None
    return (goes_on or quoted) and speaker.entity is not None and speaker.entity == before.entity


def _frame_hops(frame: Frame) -> Iterator[Link]:
    if (agency := frame.agency) is not None:
        yield Link(agency.value, "agency", _basis(agency), agency.spans)
    if (publisher := frame.publisher) is not None:
        yield Link(publisher.value, "publisher", _basis(publisher), publisher.spans)


def _basis(found: Found) -> Basis:
    return "given" if found.rule == "given" else "frame"


def merged(hops: tuple[Link, ...], lexicon: Lexicon) -> tuple[Link, ...]:
    """The hops with neighbours that are the same outlet made one, under the first one's name."""
    result: list[Link] = []
    for hop in hops:
        if not result or not same_outlet(result[-1].name, hop.name, lexicon):
            result.append(hop)
    return tuple(result)
