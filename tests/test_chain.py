"""By which way a statement came here: chains of statements, speakers and frames that are built by hand."""

from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution import Cue, Relay, Rule, Source, Statement
from quotes.chain import UNKNOWN, chains, merged
from quotes.chain import Link as Hop
from quotes.naming.outlets import same_outlet
from quotes.page.frame import Found, Frame
from quotes.speakers import Speaker
from quotes.text.spans import Span, Spans
from quotes.words.lexicon import lexicon

#: Every name of these tests stands here once, so that spans can call it.
TEXT = (
    "Rui Prata, Ana Reis, Marta Velho, CNN, TASS, Yonhap, Yonhap News Agency, KCNA, the ministry, Lusa, The Star, "
    "The Lagoon Ledger, the Ledger, LL, the semi-official Tasnim news agency, Radio Lagoa, the broadcaster, BBC, "
    "British broadcaster, French broadcaster, British paper, public broadcaster, "
    "British public broadcaster, the Lisbon daily, the Tokyo-based paper, Expresso, "
    "the news agency, The Harbour Post, the Post, port sources, the sources, interview with CNN, the interview, "
    "CNN reported, the report"
)
NOBODY = Speaker(None, "unknown", None, None, None, "none", reason="nobody in reach")


def _spans(name: str) -> Spans:
    start = TEXT.index(name)
    return (Span(start, start + len(name)),)


def _name_of(spans: Spans) -> str:
    return spans[0].of(TEXT)


def _said(
    name: str | None, *relays: str, cue: str | None = "say", parent: int | None = None
) -> tuple[Statement, Speaker]:
    """A statement by that person, carried by those outlets; without a cue it goes on with the one before it."""
    statement = Statement(
        content=_spans("Rui Prata"),
        quoted=(),
        cue=Cue(*_spans("TASS"), cue, "verb") if cue is not None else None,
        source=Source(_spans(name), 0, 1) if name is not None and cue is not None else None,
        rule=Rule("by_hand", "what somebody wrote", "*We are ready*, he said."),
        attitude="assertion",
        confidence=1.0,
        relays=tuple(Relay(*_spans(each), *_spans(each)) for each in relays),
        continues=cue is None,
        parent=parent,
    )
    speaker = NOBODY if name is None else Speaker(name, "person", name, None, None, "name")
    return statement, speaker


def _chains(*said: tuple[Statement, Speaker], frame: Frame | None = None) -> list[str]:
    """The chains of the statements, each as one line: "Rui Prata → CNN (relay, stated) → …"."""
    statements, speakers = zip(*said, strict=True)
    found = chains(statements, speakers, frame or Frame(), lexicon(), TEXT, _name_of)
    return [
        " → ".join(each.name if i == 0 else f"{each.name} ({each.role}, {each.basis})" for i, each in enumerate(links))
        for links in found
    ]


def _frame(agency: str | None = None, publisher: str | None = None, given_publisher: str | None = None) -> Frame:
    """A frame with an agency and a publisher that stand in the text, or a publisher that the caller gave."""
    publishers = [Found(publisher, _spans(publisher), "by hand")] if publisher else []
    publishers += [Found(given_publisher, (), "given")] if given_publisher else []
    return Frame(
        agency=Found(agency, _spans(agency), "by hand") if agency else None,
        publisher=publishers[0] if publishers else None,
    )


def test_speaker_alone() -> None:
    """Without relays and frame the speaker is the chain."""
    assert _chains(_said("Rui Prata")) == ["Rui Prata"]


def test_all_roles_in_order() -> None:
    """Speaker, relays from the nearest on, agency, publisher."""
    found = _chains(_said("Rui Prata", "TASS", "CNN"), frame=_frame("Lusa", "The Star"))
    assert found == [
        "Rui Prata → TASS (relay, stated) → CNN (relay, stated) → Lusa (agency, frame) → The Star (publisher, frame)"
    ]


def test_given_publisher() -> None:
    """What the caller says has no place in the text, and its basis says so."""
    statement, speaker = _said("Rui Prata")
    (links,) = chains((statement,), (speaker,), _frame(given_publisher="Faro Courier"), lexicon(), TEXT, _name_of)
    assert links[-1] == Hop("Faro Courier", "publisher", "given", ())


def test_unknown_speaker() -> None:
    """A statement that nobody can be named for has a chain all the same."""
    assert _chains(_said(None, "CNN"), frame=_frame("Lusa")) == [
        f"{UNKNOWN} → CNN (relay, stated) → Lusa (agency, frame)"
    ]


def test_same_outlet_twice_is_one_hop() -> None:
    """Neighbours that are one outlet under two names are one hop, by the first name."""
    found = _chains(_said("Rui Prata", "Yonhap"), frame=_frame("Yonhap News Agency", "The Star"))
    assert found == ["Rui Prata → Yonhap (relay, stated) → The Star (publisher, frame)"]


def test_outlet_as_speaker_is_not_its_own_agency() -> None:
    """An outlet that speaks in its own piece stands there once."""
    assert _chains(_said("KCNA"), frame=_frame("KCNA")) == ["KCNA"]


def test_same_outlet_apart_is_two_hops() -> None:
    """Only neighbours are merged: what came from Yonhap by way of CNN back to Yonhap took three steps."""
    found = _chains(_said("Rui Prata", "Yonhap", "CNN"), frame=_frame("Yonhap"))
    assert found == ["Rui Prata → Yonhap (relay, stated) → CNN (relay, stated) → Yonhap (agency, frame)"]


def test_relays_carry_over_with_the_utterance() -> None:
    """ "He added" goes on with the words that CNN carried."""
    found = _chains(_said("Rui Prata", "CNN"), _said("Rui Prata", cue="add"))
    assert found == ["Rui Prata → CNN (relay, stated)", "Rui Prata → CNN (relay, carried)"]


def test_relays_do_not_carry_over_to_a_new_utterance() -> None:
    """A plain "he said" is a new utterance."""
    assert _chains(_said("Rui Prata", "CNN"), _said("Rui Prata"))[1] == "Rui Prata"


def test_relays_do_not_carry_over_to_another_speaker() -> None:
    """Who adds something to another one's words speaks for herself."""
    assert _chains(_said("Rui Prata", "CNN"), _said("Ana Reis", cue="add"))[1] == "Ana Reis"


def test_relays_do_not_carry_over_between_unknown_speakers() -> None:
    """Two unknown speakers need not be the same."""
    assert _chains(_said(None, "CNN"), _said(None, cue="add"))[1] == UNKNOWN


def test_a_paper_by_its_seat() -> None:
    """ "The Lisbon daily" is the last paper named before that is known to be of Lisbon's country."""
    papers = _said("Rui Prata", "The Lagoon Ledger"), _said("Ana Reis", "Expresso")
    told = _said("Marta Velho", "the Lisbon daily")
    assert _chains(papers[1], told)[1] == "Marta Velho → Expresso (relay, stated)"
    assert _chains(*papers, told)[2] == "Marta Velho → Expresso (relay, stated)"
    abroad = _said("Marta Velho", "the Tokyo-based paper")
    assert _chains(papers[1], abroad)[1] == "Marta Velho → the Tokyo-based paper (relay, stated)"


def test_own_relays_are_enough() -> None:
    """A statement with a relay of its own takes none from the one before."""
    assert _chains(_said("Rui Prata", "CNN"), _said("Rui Prata", "TASS", cue="add"))[1] == (
        "Rui Prata → TASS (relay, stated)"
    )


def test_a_noun_means_who_was_called_so_before() -> None:
    """ "According to **the sources**" after "port sources said" is by way of the port sources."""
    found = _chains(_said("port sources"), _said("Rui Prata", "the sources"))
    assert found[1] == "Rui Prata → port sources (relay, stated)"
    assert _chains(_said("Rui Prata", "the sources")) == ["Rui Prata → the sources (relay, stated)"]


def test_the_interview_was_with_whom_it_was_before() -> None:
    """ "Prata said in **the interview**" after "in an interview with CNN", with others' words between."""
    (talk, who), other = _said("Rui Prata", "CNN"), _said("Ana Reis")
    talk = evolve(talk, relays=(evolve(talk.relays[0], span=_spans("interview with CNN")[0]),))
    later = evolve(_said("Rui Prata")[0], medium=_spans("the interview"))
    found = _chains((talk, who), other, (later, who))
    assert found[2] == "Rui Prata → CNN (relay, carried)"
    assert _chains(other, (later, who))[1] == "Rui Prata"


def test_a_report_is_not_what_an_outlet_reported() -> None:
    """ "Reis said in **the report**" after "Prata refused, CNN **report**ed" is not by way of CNN."""
    talk, who = _said("Rui Prata", "CNN")
    talk = evolve(talk, relays=(evolve(talk.relays[0], span=_spans("CNN reported")[0]),))
    later, other = _said("Ana Reis")
    assert _chains((talk, who), (evolve(later, medium=_spans("the report")), other))[1] == "Ana Reis"


def test_relays_are_not_carried_backwards() -> None:
    """A credit says nothing of what stands before it."""
    assert _chains(_said("Rui Prata"), _said("Rui Prata", "CNN", cue="add"))[0] == "Rui Prata"


def test_floating_quotation_goes_on() -> None:
    """A quotation without a cue has its speaker, and that one's relays, from the statement before."""
    (first, speaker), (second, _) = _said("Rui Prata", "CNN"), _said("Rui Prata", cue=None)
    links = chains((first, second), (speaker, speaker), Frame(), lexicon(), TEXT, _name_of)[1]
    assert [(each.name, each.role, each.basis) for each in links] == [
        ("Rui Prata", "speaker", "carried"),
        ("CNN", "relay", "carried"),
    ]


def test_relays_carry_over_twice() -> None:
    """ "He added … He went on …" are still the words that CNN carried."""
    found = _chains(_said("Rui Prata", "CNN"), _said("Rui Prata", cue="add"), _said("Rui Prata", cue="continue"))
    assert found[2] == "Rui Prata → CNN (relay, carried)"


def test_nested_statement() -> None:
    """Reis said that Prata had said so: she passed it on."""
    assert _chains(_said("Ana Reis"), _said("Rui Prata", parent=0))[1] == "Rui Prata → Ana Reis (relay, stated)"


def test_nested_statement_takes_the_relays_of_the_outer_one() -> None:
    """CNN reported that Reis said that Prata had said so."""
    found = _chains(_said("Ana Reis", "CNN"), _said("Rui Prata", parent=0))
    assert found[1] == "Rui Prata → Ana Reis (relay, stated) → CNN (relay, stated)"


def test_statement_nested_twice() -> None:
    """Velho said that Reis said that Prata had said so."""
    found = _chains(_said("Marta Velho"), _said("Ana Reis", parent=0), _said("Rui Prata", parent=1))
    assert found[2] == "Rui Prata → Ana Reis (relay, stated) → Marta Velho (relay, stated)"


@pytest.mark.parametrize("cue", ["deny", "reject", "dispute"])
def test_outer_speaker_who_disputes_is_no_relay(cue: str) -> None:
    """Reis denied that Prata had said so: she did not pass it on."""
    assert _chains(_said("Ana Reis", cue=cue), _said("Rui Prata", parent=0))[1] == "Rui Prata"


def test_unknown_outer_speaker_is_no_relay() -> None:
    """Nobody in particular passes nothing on."""
    assert _chains(_said(None), _said("Rui Prata", parent=0))[1] == "Rui Prata"


def test_turn_without_a_name() -> None:
    """What Reis reports in an answer that no name stands above comes by way of her."""
    answer, speaker = _said("Ana Reis")
    found = _chains((evolve(answer, source=None), speaker), _said("Rui Prata", parent=0))
    assert found[1] == "Rui Prata → Ana Reis (relay, stated)"


def test_short_name_of_the_publisher() -> None:
    """ "told the Ledger" in The Lagoon Ledger is that paper itself: one hop."""
    found = _chains(_said("Rui Prata", "the Ledger"), frame=_frame("Lusa", "The Lagoon Ledger"))
    assert found == [
        "Rui Prata → The Lagoon Ledger (relay, stated) → Lusa (agency, frame) → The Lagoon Ledger (publisher, frame)"
    ]
    found = _chains(_said("Rui Prata", "LL"), frame=_frame(publisher="The Lagoon Ledger"))
    assert found == ["Rui Prata → The Lagoon Ledger (relay, stated)"]
    found = _chains(_said("Rui Prata", "the Post"), frame=_frame(publisher="The Harbour Post"))
    assert found == ["Rui Prata → The Harbour Post (relay, stated)"]
    found = _chains(_said("Rui Prata", "the Ledger"), frame=_frame(publisher="The Lagoon Ledger"))
    assert found == ["Rui Prata → The Lagoon Ledger (relay, stated)"]


def test_relay_that_only_a_noun_names() -> None:
    """ "told the broadcaster" means the one named last that is no paper; where none was, the noun stays."""
    found = _chains(_said("Radio Lagoa"), _said("The Lagoon Ledger"), _said("Rui Prata", "the broadcaster"))
    assert found[2] == "Rui Prata → Radio Lagoa (relay, stated)"
    assert _chains(_said("Rui Prata", "the broadcaster")) == ["Rui Prata → the broadcaster (relay, stated)"]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Yonhap", "Yonhap News Agency", True),
        ("AP", "The Associated Press", True),
        ("the ministry", "The Ministry", True),
        ("CNN", "TASS", False),
        ("the ministry", "the council", False),
        ("WQLN", "WQLN 7News", True),
        ("WQLN", "WQLN-TV", True),
        ("Lagoon Log", "Lagoon Log newspaper", True),
        ("lagoonlog.com", "Lagoonlog", True),
        ("Recorder24", "Recorder24 News", True),
        ("Lagoon Log", "Lagoon Post", False),
        ("Radio Lagoa", "Lagoa TV", False),
        ("Channel 9 News", "Channel 7 News", False),
        ("The Japan News", "Yomiuri Shimbun", False),
        ("JoongAng Ilbo", "Korea JoongAng Daily", False),
    ],
)
def test_same_outlet(left: str, right: str, same: bool) -> None:
    """One outlet under two names; names that no list knows are the same if they read the same."""
    assert same_outlet(left, right, lexicon()) is same
    assert same_outlet(right, left, lexicon()) is same


@given(st.lists(st.sampled_from(["CNN", "TASS", "Yonhap", "Yonhap News Agency", "the ministry"]), max_size=8))
def test_merging(names: list[str]) -> None:
    """Merging keeps the order and the first hop, leaves no equal neighbours, and is done after once."""
    hops = tuple(Hop(each, "relay", "stated", ()) for each in names)
    once = merged(hops, lexicon())
    assert merged(once, lexicon()) == once
    assert once[:1] == hops[:1]
    assert not any(same_outlet(left.name, right.name, lexicon()) for left, right in pairwise(once))
    rest = iter(hops)
    assert all(each in rest for each in once)


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("British broadcaster", "BBC"),
        ("French broadcaster", "French broadcaster"),
        ("British paper", "British paper"),
        ("British public broadcaster", "BBC"),
        ("public broadcaster", "public broadcaster"),
    ],
)
def test_outlet_by_its_country(noun: str, expected: str) -> None:
    """ "The British broadcaster" is one of that country and kind named before, whatever was named since."""
    found = _chains(_said("Rui Prata", "BBC"), _said("Marta Velho", "CNN"), _said("Ana Reis", noun))
    assert found[-1] == f"Ana Reis → {expected} (relay, stated)"
