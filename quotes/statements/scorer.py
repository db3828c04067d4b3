"""
How sure a candidate is: a logistic regression over plain features, its weights plain numbers in ``data/scorer.json``.

The weights were learnt from annotated articles (see the model card); a feature that was not seen then weighs nothing.
"""

import json
import math
from functools import cache
from importlib.resources import files

from quotes.statements.candidates import Candidate
from quotes.statements.sources import is_passive
from quotes.syntax import Sentence, Word

#: Words that make a verb of saying no report: "would say", "could claim", "refused to say".
_MODALS = frozenset(("would", "could", "should", "may", "might", "must", "can", "will"))
_FIRST = frozenset(("i", "we", "me", "us", "my", "our", "you", "your"))
#: Content lengths in words at which a new bucket starts.
_LENGTHS = (1, 2, 3, 5, 8, 13, 21, 34)

Features = dict[str, float]


@cache
def _weights() -> dict[str, float]:
    """Feature weights; the key ``bias`` is the intercept."""
    weights: dict[str, float] = json.loads(files("quotes.data").joinpath("scorer.json").read_text(encoding="utf-8"))
    return weights


def probability(candidate: Candidate, text: str) -> float:
    """How likely an annotator would have drawn this candidate, from 0 to 1."""
    weights = _weights()
    total = weights.get("bias", 0.0) + sum(
        weights.get(name, 0.0) * value for name, value in features(candidate, text).items()
    )
    return 1.0 / (1.0 + math.exp(-total))


def features(candidate: Candidate, text: str) -> Features:
    """All that the model looks at, by name; a value of 1 unless the name says otherwise."""
    prior = min(max(candidate.confidence, 0.02), 0.98)
    found: Features = {"prior": math.log(prior / (1 - prior))}
    for name in (
        *_names_of_rule(candidate),
        *_names_of_cue(candidate),
        *_names_of_source(candidate),
        *_names_of_content(candidate, text),
        *_names_of_place(candidate, text),
    ):
        found[name] = 1.0
    return found


def _names_of_rule(candidate: Candidate) -> list[str]:
    return [
        f"rule={candidate.rule}",
        f"frame={candidate.kind} {candidate.frame}",
        f"cue={candidate.lemma}",
        f"cue={candidate.lemma} {candidate.frame}",
    ]


def _names_of_cue(candidate: Candidate) -> list[str]:
    sentence, cue = candidate.sentence, candidate.cue[-1]
    helpers = sentence.children(cue, "aux")
    names = [
        f"tag={cue.xpos}",
        f"tag={cue.xpos} {candidate.rule}",
        f"relation={cue.deprel}",
        f"relation={cue.deprel} {candidate.rule}",
    ]
    names += [f"modal={word.lemma.lower()}" for word in helpers if word.lemma.lower() in _MODALS]
    if any(word.lemma.lower() in {"not", "never", "no"} for word in sentence.children(cue, "advmod", "det")):
        names.append("negated")
    if candidate.kind == "verb" and is_passive(sentence, cue):
        names.append("passive")
    above = sentence.head(cue)
    if above is not None:
        names.append(f"above={above.upos}")
        if cue.relation in {"xcomp", "advcl", "acl", "ccomp", "conj"}:
            names.append(f"above={above.lemma.lower()} {cue.relation}")
    if any(word.text in {"if", "If", "when", "When"} for word in sentence.children(cue, "mark", "advmod")):
        names.append("conditional")
    if any(word.text == "?" for word in sentence.words[-2:]):
        names.append("question")
    return names


def _names_of_source(candidate: Candidate) -> list[str]:
    head = candidate.head
    if head is None:
        return ["source=none", f"source=none {candidate.rule}"]
    names = [
        f"source={head.upos}",
        f"source={head.upos} {candidate.rule}",
        f"source length={_bucket(len(candidate.source))}",
    ]
    lemma = head.text.lower()
    if head.upos in {"PRON", "DET"}:
        names.append(f"source={lemma}")
        if lemma in _FIRST:
            names.append("source first person")
    elif head.upos == "NOUN":
        names.append(f"source noun={head.lemma.lower()}")
    names.append("source before" if head.number < candidate.cue[0].number else "source after")
    own = candidate.sentence.head(head) is candidate.cue[-1]
    names.append("source own" if own else "source shared")
    names.append(f"source distance={_bucket(abs(head.number - candidate.cue[-1].number))}")
    return names


def _names_of_content(candidate: Candidate, text: str) -> list[str]:
    words = [word for span in candidate.content for word in candidate.sentence.between(span)]
    content = " ".join(span.of(text) for span in candidate.content)
    names = [f"content length={_bucket(len(words))}", f"content length={_bucket(len(words))} {candidate.rule}"]
    if words:
        first = words[0]
        names += [
            f"content opens={first.lemma.lower()}"
            if first.upos in {"SCONJ", "PRON", "PART", "ADP", "DET"}
            else f"content opens={first.upos}"
        ]
        names.append("content before" if first.number < candidate.cue[0].number else "content after")
        names.append(f"content gap={_bucket(max(0, first.number - candidate.cue[-1].number))}")
        last = candidate.sentence.words[words[-1].number :]
        names.append("content to end" if all(word.upos == "PUNCT" for word in last) else "content inside")
    if any(word.upos in {"VERB", "AUX"} for word in words):
        names.append("content has verb")
    else:
        names.append(f"content bare {candidate.rule}")
    if any(mark in content for mark in '“”"'):
        names.append(f"content quoted {candidate.rule}")
    if len(candidate.content) > 1:
        names.append(f"content pieces {candidate.rule}")
    top = _top(candidate.sentence, words)
    if top is not None and candidate.frame != "that":
        names += [f"content top={top.upos}", f"content top={top.lemma.lower()}"]
    return names


def _top(sentence: Sentence, words: list[Word]) -> Word | None:
    """The word of the content whose head lies outside of it."""
    inside = {word.number for word in words}
    return next((word for word in words if word.head not in inside and word.upos != "PUNCT"), None)


def _names_of_place(candidate: Candidate, text: str) -> list[str]:
    sentence = candidate.sentence
    names = [f"paragraph={min(sentence.paragraph, 2)}", f"sentence length={_bucket(len(sentence.words) // 3)}"]
    capitals = sum(word.text[:1].isupper() for word in sentence.words if word.text.isalpha() and len(word.text) > 3)
    long_words = sum(word.text.isalpha() and len(word.text) > 3 for word in sentence.words)
    if long_words >= 3 and capitals >= 0.8 * long_words:
        names.append("title case")
    if any(mark in sentence.span.of(text) for mark in '“”"'):
        names.append("marks in sentence")
    if sentence.words[-1].text not in {".", "!", "?", "”", '"', ":"}:
        names.append("no full stop")
    return names


def _bucket(number: int) -> int:
    """The largest threshold that *number* reaches, 0 below all."""
    return max((each for each in _LENGTHS if each <= number), default=0)
