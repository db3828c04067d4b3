"""
What is meant: how well the encoder's vectors say that a source's head asks for what a candidate's head offers.

The vectors are in the parse (``Word.vectors``); their product is evidence for the ranker like all else.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from quotes.learned.columns import FACTORS, OF_PHRASE, PER_ONE, PLACES
from quotes.learned.network import Array
from quotes.naming.mention import Mention
from quotes.naming.people import Figure
from quotes.parsing import Parse, Word
from quotes.speakers.answers import Candidate
from quotes.speakers.query import Query, latest_mentions

_BEFORE, _BEHIND, _WORDS, _PART = range(len(PLACES))
_UNIT = np.float32(1 / PER_ONE)


def meant(query: Query, found: Sequence[Candidate]) -> Iterator[dict[str, float]]:
    """
    For each candidate the logit that the vectors give it, its share of all, and how far it is behind the highest.

    Nothing for one of whose head there is no vector; and for none where the source's has none.
    """
    head = query.head if query.head is not None and query.head.vectors else None
    there = [n for n, each in enumerate(found) if each.head is not None and each.head.vectors]
    logits = dict(zip(there, _logits(head, [found[n] for n in there]), strict=True)) if head and there else {}
    highest = max((0.0, *logits.values()))
    total = float(np.exp(-highest) + sum(np.exp(each - highest) for each in logits.values()))
    for number in range(len(found)):
        if (logit := logits.get(number)) is None:
            yield {}
        else:
            share = float(np.exp(logit - highest)) / total
            yield {"meant": logit, "meant share": share, "meant behind": logit - max(logits.values())}


def _logits(head: Word, found: Sequence[Candidate]) -> list[float]:
    """The product of what is asked for and what each candidate's head offers, and how much its place is asked for."""
    phrase = asked_by(head)
    logits: list[float] = (offered_by(found) @ phrase[:FACTORS] + phrase[FACTORS:][[c.stands for c in found]]).tolist()
    return logits


def asked_by(head: Word | None) -> Array:
    """What the head of a source asks for [phrase's numbers]; zeros where nothing is known."""
    vectors = head.vectors[:OF_PHRASE] if head is not None else b""
    found: Array = np.frombuffer(vectors or bytes(OF_PHRASE), np.int8).astype(np.float32) * _UNIT
    return found


def offered_by(found: Sequence[Candidate]) -> Array:
    """What the heads of candidates offer [candidates, FACTORS]; zeros where nothing is known."""
    vectors = (each.head.vectors[OF_PHRASE:] if each.head is not None else b"" for each in found)
    numbers = np.frombuffer(b"".join(each or bytes(FACTORS) for each in vectors), np.int8)
    offered: Array = numbers.reshape(len(found), FACTORS).astype(np.float32) * _UNIT
    return offered


def placed(query: Query, candidate: Candidate, parse: Parse) -> Candidate:
    """
    The candidate with the word that stands for it.

    Of somebody in the text it is the head of the latest mention before the source, neither in it nor in what is said.
    """
    figure = candidate.figure
    if candidate.origins & {"cast", "spoken"}:
        mention, stands = _latest(query, figure)
        span = mention.span
    else:
        mention, span = figure.mentions[0], candidate.place or figure.mentions[0].span
        stands = _PART if candidate.place is not None else _WORDS
    head = parse.sentences[mention.sentence].top_of(span)
    return Candidate(figure, candidate.origins, candidate.place, head, stands)


def _latest(query: Query, figure: Figure) -> tuple[Mention, int]:
    """The mention by which somebody is known where a source stands."""
    said = latest_mentions(query, figure)
    told = [m for m in said if not any(part.overlaps(m.span) for part in query.statement.content)]
    if told or said:
        return (told or said)[-1], _BEFORE
    return figure.mentions[0], _BEHIND
