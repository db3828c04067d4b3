"""
What is meant: how well the encoder's vectors say that a source's head asks for what a candidate's head offers.

The vectors are in the parse (``Word.vectors``); their product is evidence for the ranker's trees like all else.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from quotes.learned.columns import FACTORS, PER_ONE, PLACES
from quotes.naming.people import Figure
from quotes.naming.person_mentions import Mention
from quotes.parsing import Parse, Word
from quotes.speakers.answers import Candidate
from quotes.speakers.referents import Query, latest_mentions

#: A word, and which of PLACES it is.
Place = tuple[Word, int]

_BEFORE, _BEHIND, _WORDS, _PART = range(len(PLACES))
_OF_PHRASE = FACTORS + len(PLACES)


def meant(query: Query, found: Sequence[Candidate], parse: Parse) -> Iterator[dict[str, float]]:
    """
    For each candidate the logit that the vectors give it, its share of all, and how far it is behind the highest.

    Nothing for one of whose head there is no vector; and for none where the source's has none.
    """
    asked = query.head.vectors if query.head is not None else b""
    places = [place_of(query, each, parse) for each in found] if asked else []
    there = [n for n, place in enumerate(places) if place is not None and place[0].vectors]
    logits = dict(zip(there, _logits(asked, [places[n] for n in there]), strict=True)) if there else {}
    highest = max((0.0, *logits.values()))
    total = float(np.exp(-highest) + sum(np.exp(each - highest) for each in logits.values()))
    for number in range(len(found)):
        if (logit := logits.get(number)) is None:
            yield {}
        else:
            share = float(np.exp(logit - highest)) / total
            yield {"meant": logit, "meant share": share, "meant behind": logit - max(logits.values())}


def _logits(asked: bytes, places: Sequence[Place | None]) -> list[float]:
    """The product of what is asked for and what each word offers, and how much its place is asked for."""
    phrase = np.frombuffer(asked, np.int8, _OF_PHRASE).astype(np.float32) / PER_ONE
    heads = [place for place in places if place is not None]
    offered = np.frombuffer(b"".join(word.vectors[_OF_PHRASE:] for word, _ in heads), np.int8)
    product = offered.reshape(len(heads), FACTORS).astype(np.float32) @ phrase[:FACTORS] / PER_ONE
    logits: list[float] = (product + phrase[FACTORS:][[place for _, place in heads]]).tolist()
    return logits


def place_of(query: Query, candidate: Candidate, parse: Parse) -> Place | None:
    """
    The word that stands for a candidate, and which of PLACES that is.

    Of somebody in the text it is the head of the latest mention before the source, neither in it nor in what is said.
    """
    figure = candidate.figure
    if candidate.origins & {"cast", "spoken"}:
        mention, place = _latest(query, figure)
        span = mention.span
    elif candidate.place is not None:
        mention, place, span = figure.mentions[0], _PART, candidate.place
    else:
        mention, place, span = figure.mentions[0], _WORDS, figure.mentions[0].span
    head = parse.sentences[mention.sentence].top_of(span)
    return (head, place) if head is not None else None


def _latest(query: Query, figure: Figure) -> tuple[Mention, int]:
    """The mention by which somebody is known where a source stands."""
    said = latest_mentions(query, figure)
    told = [m for m in said if not any(part.overlaps(m.span) for part in query.statement.content)]
    if told or said:
        return (told or said)[-1], _BEFORE
    return figure.mentions[0], _BEHIND
