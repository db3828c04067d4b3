"""
What speakers and outlets are called over many articles, which write them differently.

"Tass" and "TASS" are one outlet, "Sergei Lavrov" and "Sergey Lavrov" one person, "José Díaz" and "Jose Diaz" too.  More
is not guessed: without an article that says so, "Lavrov" may be anybody.
"""

from collections import Counter
from collections.abc import Hashable, Iterable

from attrs import frozen

from quotes.naming.person_names import parts, transcribed
from quotes.records import Quotation
from quotes.words.lexicon import folded, lexicon


@frozen
class Names:
    """The usual name of each speaker and outlet among some records: the one that most of them have."""

    usual: dict[Hashable, str]

    def of_speaker(self, quotation: Quotation) -> str:
        """What the speaker is called."""
        return self.usual.get(_speaker_key(quotation), quotation.speaker.name)

    def of_outlet(self, name: str) -> str:
        """What an outlet is called."""
        return self.usual.get(_outlet_key(name), name)


def names_in(quotations: Iterable[Quotation]) -> Names:
    """The usual names among these records; of equally frequent ones the first."""
    found: dict[Hashable, Counter[str]] = {}
    for each in quotations:
        found.setdefault(_speaker_key(each), Counter())[each.speaker.name] += 1
        for hop in each.chain:
            if hop.role != "speaker":
                found.setdefault(_outlet_key(hop.name), Counter())[hop.name] += 1
    return Names({key: counts.most_common(1)[0][0] for key, counts in found.items()})


def _speaker_key(quotation: Quotation) -> Hashable:
    """What spellings of one speaker share; a speaker without a name is called as the article has it."""
    name, kind = quotation.speaker.name, quotation.speaker.kind
    if kind == "outlet":
        return _outlet_key(name)
    words = parts(name) if kind == "person" else ()
    spelled = (each if len(each) == 1 else transcribed(each) for each in words)
    return ("person", *spelled) if len(words) > 1 else ("spelled", name)


def _outlet_key(name: str) -> Hashable:
    """What names of one outlet share: that of the list of outlets, else the words without case and article."""
    known = lexicon().outlet(name)
    return ("outlet", known.name if known is not None else folded(name))
