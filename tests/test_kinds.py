"""
Kinds of faults that people report, in variations (``cases/kinds.md``): who says what, from the frozen parses.

``python -m tests.test_kinds`` prints the table in the head of the cases: how many of each kind are right.
"""

import re
import sys
from collections import Counter

from quotes.pipeline import records_of
from quotes.records import Quotation
from quotes.words.lexicon import lexicon
from tests.casefiles import Case, cases_in, each_case

#: Who is named with more confidence than this should be one of those who speak; so many cases have another.
_SURE, _MOST_WRONG = 0.8, 1
#: Each kind has at least so many variations.
_FEWEST = 10
_NOBODY = "nobody says anything"


def shown(case: Case) -> list[str]:
    """The lines of a case as the records have them."""
    return [_line(each, case.text) for each in _records(case)] or [_NOBODY]


def _records(case: Case) -> tuple[Quotation, ...]:
    return records_of(case.parse, lexicon(), "frozen")


def _line(record: Quotation, text: str) -> str:
    ways = " → ".join([record.speaker.name, *(hop.name for hop in record.chain if hop.role == "relay")])
    return f"{ways}: {' | '.join(each.of(text) for each in record.content.spans)}".replace("\n", "⏎")


@each_case("kinds")
def test_who_says_what(case: Case) -> None:
    """Speakers, relays and contents are those of the case."""
    assert shown(case) == case.expected.splitlines()


def test_others_are_hardly_ever_surely_given_words() -> None:
    """Open cases included, persons and bodies that do not speak are named with much confidence in so many at most."""
    wrong = {
        case.title
        for case in cases_in("kinds")
        for record in _records(case)
        if record.speaker.kind in {"person", "organization", "outlet"} and record.confidence > _SURE
        if not any(_words(record.speaker.name) & _words(line) for line in case.expected.splitlines())
    }
    assert len(wrong) <= _MOST_WRONG, sorted(wrong)


def test_each_kind_has_ten_variations() -> None:
    """Open cases included, none has fewer."""
    assert min(Counter(map(_kind, cases_in("kinds"))).values()) >= _FEWEST


def _kind(case: Case) -> str:
    """The heading above a case, or the kind that the paragraph of an open one names: "Of the kind “entities”."."""
    return re.sub("Of the kind “(.+)”\\.", r"\1", case.open or case.heading.removeprefix("# "))


def _words(name: str) -> set[str]:
    """The words of a name, or those of the names before a line's colon."""
    return set(re.findall(r"[\w’'-]{2,}", name.partition(": ")[0].casefold()))


def _table() -> str:
    """The kinds with their variations, and how many of them come out right."""
    cases = cases_in("kinds")
    right = Counter(_kind(each) for each in cases if shown(each) == each.expected.splitlines())
    rows = [f"| {kind} | {number} | {right[kind]} |" for kind, number in Counter(map(_kind, cases)).items()]
    total = f"| all | {len(cases)} | {right.total()} |"
    return "\n".join(["| kind | variations | right now |", "| --- | ---: | ---: |", *rows, total])


if __name__ == "__main__":
    sys.stdout.write(f"{_table()}\n")
