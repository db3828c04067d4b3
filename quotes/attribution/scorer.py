"""
How sure a candidate is: gradient-boosted trees (Friedman 2001) over plain features, stored as plain numbers.

The trees in ``learned/attribution/scorer.json`` were learnt from annotated articles (see the model card).  Their sum is
the log-odds that an annotator would have drawn the candidate.  A feature that a candidate lacks counts as 0.
"""

import math
from collections.abc import Callable
from functools import cache

from attrs import field, frozen

from quotes.attribution.calibration import Calibration
from quotes.attribution.candidates import Candidate
from quotes.attribution.labels import Array, Labels, mean_of
from quotes.attribution.sources import is_passive
from quotes.learned.boosted import Forest
from quotes.parsing import Word
from quotes.text.spans import Span

_FIRST = frozenset(("i", "we", "me", "us", "my", "our", "you", "your"))
#: Log-odds of words that are not there.
_NEVER = -6.0
_LEAST_PRIOR = 0.02

Features = dict[str, float]
#: A probability, from features.
Scorer = Callable[[Features], float]


@frozen
class Learnt:
    """
    What was learnt from annotated articles: trees that score candidates and those that weigh relays, and the scale of
    confidence; training puts others in their place.
    """

    score: Scorer
    calibration: Calibration = field(factory=Calibration)
    carries: Scorer = field(factory=lambda: Forest.shipped("attribution", "relays.json"))


@cache
def shipped() -> Learnt:
    """What comes with the package; read at the first call."""
    return Learnt(Forest.shipped("attribution", "scorer.json"), Calibration.shipped())


def features(candidate: Candidate, text: str, labels: Labels) -> Features:
    """All that the trees look at, by name: numbers, and 1 for what is so."""
    words = candidate.content_words
    facts = (
        *_facts_of_rule(candidate),
        *_facts_of_cue(candidate),
        *_facts_of_source(candidate),
        *_facts_of_content(candidate, words, text),
    )
    return dict.fromkeys(facts, 1.0) | _numbers(candidate, words) | _odds(candidate, words, labels)


def _facts_of_rule(candidate: Candidate) -> list[str]:
    facts = [f"rule={candidate.rule.name}", f"frame={candidate.kind} {candidate.frame}", f"cue={candidate.lemma}"]
    facts += ["seconded"] if candidate.seconded else []
    facts += ["extends"] if candidate.extends else []
    return facts


def _facts_of_cue(candidate: Candidate) -> list[str]:
    sentence, cue = candidate.sentence, candidate.word
    facts = [f"tag={cue.xpos}", f"relation={cue.deprel}"]
    facts += [f"modal={word.lemma.lower()}" for word in sentence.children(cue, "aux")]
    if any(word.lemma.lower() in {"not", "never", "no"} for word in sentence.children(cue, "advmod", "det")):
        facts.append("negated")
    if candidate.kind == "verb" and is_passive(sentence, cue):
        facts.append("passive")
    above = sentence.head(cue)
    if above is not None:
        facts += [f"above={above.upos}", f"above={above.lemma.lower()} {cue.relation}"]
    return facts


def _facts_of_source(candidate: Candidate) -> list[str]:
    head = candidate.head
    if head is None:
        return ["source=none"]
    facts = [f"source={head.upos}"]
    lemma = head.text.lower()
    if head.upos in {"PRON", "DET"}:
        facts.append(f"source={lemma}")
        if lemma in _FIRST:
            facts.append("source first person")
    facts.append("source before" if head.number < candidate.cue[0].number else "source after")
    if candidate.sentence.head(head) is candidate.word:
        facts.append("source own")
    return facts


def _facts_of_content(candidate: Candidate, words: list[Word], text: str) -> list[str]:
    facts = []
    if words:
        first = words[0]
        named = first.upos in {"SCONJ", "PRON", "PART", "ADP", "DET"}
        facts.append(f"content opens={first.lemma.lower() if named else first.upos}")
        facts.append("content before" if first.number < candidate.cue[0].number else "content after")
        rest = candidate.sentence.words[words[-1].number :]
        facts += ["content inside"] if any(word.upos != "PUNCT" for word in rest) else []
    if any(word.upos in {"VERB", "AUX"} for word in words):
        facts.append("content has verb")
    facts += [
        f"content has {w.relation} of cue" for w in words if w.head == candidate.word.number and w.upos != "PUNCT"
    ]
    if any(word.number == candidate.word.head for word in words):
        facts.append("content has head of cue")
    facts += ["content quoted"] if any(_has_marks(span, text) for span in candidate.content) else []
    facts += ["marks in sentence"] if _has_marks(candidate.sentence.span, text) else []
    top = _top(words)
    if top is not None:
        facts.append(f"content top={top.upos}")
        # Whom the teachers' articles were about must not matter.
        facts += [f"content top={top.lemma.lower()}"] if top.upos != "PROPN" else []
    return facts


def _top(words: list[Word]) -> Word | None:
    """The word of the content whose head lies outside of it."""
    inside = {word.number for word in words}
    return next((word for word in words if word.head not in inside and word.upos != "PUNCT"), None)


def _has_marks(span: Span, text: str) -> bool:
    return any(mark in span.of(text) for mark in '“”"')


def _numbers(candidate: Candidate, words: list[Word]) -> Features:
    """
    Lengths and distances in words, and what the lexicon (or the network) says of the cue alone, as log-odds.

    Tops are words of the content that hang outside of it, strays words outside that hang on one of it: a clause that
    the tree holds together has one top and no strays.
    """
    cue, head = candidate.cue, candidate.head
    inside = {word.number for word in words}
    known = inside | {word.number for word in (*cue, *candidate.source)}
    others = [word for word in candidate.sentence.words if word.upos != "PUNCT"]
    prior = min(max(candidate.confidence, _LEAST_PRIOR), 1 - _LEAST_PRIOR)
    return {
        "prior": math.log(prior / (1 - prior)),
        "cue length": len(cue),
        "content length": len(words),
        "content pieces": len(candidate.content),
        "content tops": sum(word.head not in inside and word.upos != "PUNCT" for word in words),
        "content strays": sum(word.head in inside and word.number not in known for word in others),
        "content gap": max(0, words[0].number - cue[-1].number) if words else 0,
        "source length": len(candidate.source),
        "source distance": abs(head.number - candidate.word.number) if head is not None else 0,
        "sentence length": len(candidate.sentence.words),
        "paragraph": candidate.sentence.paragraph,
    }


def _odds(candidate: Candidate, drawn: list[Word], labels: Labels) -> Features:
    """What the network's labels say for the candidate, and against it, by either guideline."""
    words = candidate.sentence.words
    content = [word.number - 1 for word in drawn]
    cue = [word.number - 1 for word in candidate.cue]
    source = [word.number - 1 for word in candidate.source]
    elsewhere = sorted(set(range(len(words))) - {*content, *cue, *source})
    first, last = min(content, default=0), max(content, default=0)
    after = next((at for at in range(last + 1, len(words)) if words[at].upos != "PUNCT"), None)
    odds = {
        "cue odds": labels.cue[candidate.word.number - 1],
        "cue odds, weakest": min(labels.cue[cue]),
        "cue odds in content": _most(labels.cue, content),
        "cue odds elsewhere": _most(labels.cue, elsewhere),
        "content odds": mean_of(labels.content, content, _NEVER),
        "content odds, lowest": min(labels.content[content], default=_NEVER),
        "content odds, first": labels.content[first],
        "content odds, last": labels.content[last],
        "content odds, before": labels.content[first - 1] if first else _NEVER,
        "content odds, after": labels.content[after] if after is not None else _NEVER,
        "content odds elsewhere": _most(labels.content, elsewhere),
        "source odds": mean_of(labels.source, source, _NEVER),
        "source odds of head": labels.source[candidate.head.number - 1] if candidate.head is not None else _NEVER,
        "source odds in content": _most(labels.source, content),
        "source odds elsewhere": _most(labels.source, elsewhere),
        "content begins": labels.content_begins[first],
        "content begins within": _most(labels.content_begins, content[1:]),
        "relay odds of source": mean_of(labels.statements["relay"], source, _NEVER),
        "statement, cue odds": labels.statements["cue"][candidate.word.number - 1],
        "statement, content odds": mean_of(labels.statements["content"], content, _NEVER),
        "statement, source odds": mean_of(labels.statements["source"], source, _NEVER),
    }
    return {name: round(float(value), 2) for name, value in odds.items()}


def _most(odds: Array, positions: list[int]) -> float:
    return float(odds[positions].max()) if positions else _NEVER
