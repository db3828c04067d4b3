"""
Acronyms of offices: persons who are spoken of by the initials of what they are.

    superintendent of police (SP) Rui Prata … the SP said
"""

import re
from collections.abc import Iterator

from attrs import evolve

from quotes.naming.acronyms import initials
from quotes.naming.mention import Mention
from quotes.naming.people import Figure
from quotes.naming.titles import HUMAN, role_of
from quotes.parsing import Parse
from quotes.text.spans import Span
from quotes.words.lexicon import Lexicon

#: An office with its initials in brackets, right before a name or a title and a name: "(SP) Mr. Rui Prata".
_OFFICE = re.compile(r"((?:[\w’'-]+ ){1,5}[\w’'-]+)\s+\(([A-Z]{2,5})\)\s+(?:[A-Z][a-z]*\.?\s+)?$")
#: How many code points before a name may hold its office.
_LONGEST_OFFICE = 90


def with_office_acronyms(people: tuple[Figure, ...], parse: Parse, lexicon: Lexicon) -> tuple[Figure, ...]:
    """The persons of a document, each also with the places where it is called by the initials of its office."""
    bearers = [set(_acronyms(figure, parse.text, lexicon)) for figure in people]
    found = []
    for figure, own in zip(people, bearers, strict=True):
        alone = {short for short in own if sum(short in each for each in bearers) == 1}
        spans = [Span(*m.span(1)) for short in alone for m in re.finditer(rf"\b[Tt]he ({short})\b", parse.text)]
        added = [
            Mention(span, sentence.number, "person", span.of(parse.text))
            for span in spans
            if span.start > figure.start
            for sentence in parse.sentences_in(span)
        ]
        found.append(evolve(figure, mentions=tuple(sorted((*figure.mentions, *added), key=lambda m: m.span))))
    return tuple(found)


def _acronyms(figure: Figure, text: str, lexicon: Lexicon) -> Iterator[str]:
    """The initials of its stated offices, and those in brackets before its name."""
    offices = {office for title in figure.titles for office in (title.role or "", title.noun)}
    named = (initials(re.split(r"[\s-]+", each)) for each in offices)
    yield from (each for each in named if len(each) > 1 and each.isalpha() and lexicon.outlet(each) is None)
    for mention in figure.mentions:
        first = max(0, mention.span.start - _LONGEST_OFFICE)
        in_brackets = text.find("(", first, mention.span.start) >= 0  # seldom, and sooner seen than searched for
        office = _OFFICE.search(text, first, mention.span.start) if in_brackets else None
        words, short = (office[1].split(), office[2]) if office is not None else ([], "")
        for number in range(len(words) - 1):
            heads = (role_of(words[number:], lexicon), role_of(words[number : number + 1], lexicon))
            if initials(words[number:]) == short and any(each and each.kind in HUMAN for each in heads):
                yield short
