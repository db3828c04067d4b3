"""What records say of their speakers (``cases/offices.md``), from the frozen parses."""

from quotes.pipeline import records_of
from quotes.records import Speaker
from quotes.words.lexicon import lexicon
from tests.casefiles import Case, each_case


def _shown(speaker: Speaker) -> str:
    told = (
        [speaker.role, speaker.affiliation] if speaker.affiliation is not None else [speaker.role] * bool(speaker.role)
    )
    return " · ".join([speaker.name, *(each or "none" for each in told)])


@each_case("offices")
def test_what_somebody_is(case: Case) -> None:
    """Role and affiliation of each speaker are those of the case."""
    speakers = (each.speaker for each in records_of(case.parse, lexicon(), "frozen"))
    assert list(dict.fromkeys(map(_shown, speakers))) == case.expected.splitlines()
