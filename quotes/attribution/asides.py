"""
A verb of reporting with its source, set off by commas from what it reports: ", CNN reported." at the end of a sentence
(``closing_credit``), ", the ministry said," inside of one (``inserted_credit``).

Read on the surface: a comma, a source, a verb of reporting, and nothing after it but when and where.
"""

from collections.abc import Iterator
from itertools import takewhile

from quotes.attribution.contents import cue_words
from quotes.attribution.credits import (
    LONGEST_SOURCE,
    NOMINAL,
    Credit,
    cites,
    ends_clause,
    is_break,
    is_noun_phrase,
    nothing_follows,
)
from quotes.attribution.rules import SurfaceRule
from quotes.attribution.sources import phrase, subject, takes
from quotes.parsing import Sentence, Word
from quotes.text.spans import Span
from quotes.words.lexicon import Lexicon

CLOSING_CREDIT = SurfaceRule(
    "closing_credit",
    "a credit that closes the sentence",
    "*The ferry had no radio*, CNN reported.",
    tells=True,
)
INSERTED_CREDIT = SurfaceRule(
    "inserted_credit",
    "a credit inside the sentence",
    "*Exports*, the ministry said, *had fallen*.",
    tells=True,
)

#: The longest tail after a closing credit's verb ("on Tuesday, citing two officials").
_LONGEST_TAIL = 12
#: What a tail may consist of besides names and nouns: it says when, where or to whom, and has no verb of its own.
_TAIL = frozenset(("ADP", "DET", "ADV", "PROPN", "NOUN", "NUM", "PUNCT", "ADJ", "PART", "PRON"))
#: Words that open a clause beside the reported one after a credit: "…, the station said Monday, **as** the operator …".
_BESIDE = frozenset(
    ("as", "while", "after", "before", "but", "though", "although", "when", "amid", "despite", "which", "who")
)


def side_credit(sentence: Sentence, lexicon: Lexicon) -> Iterator[Credit]:
    """
    A verb of reporting with its source, set off by commas from what it reports.

    "…, **CNN reported**." — "…, **the fire station said Monday**."
    """
    for verb in sentence.words:
        if takes(verb, "credit", lexicon) and _is_finite(sentence, verb):
            credit = set_off_credit(sentence, verb)
            if credit is not None:
                yield credit


def _is_finite(sentence: Sentence, word: Word) -> bool:
    """ "reported", "has told"; the tagger takes "reports" for a noun at times, but sees that it is finite."""
    before = sentence.word(word.number - 1)
    is_perfect = word.has("Tense=Past") and before is not None and before.lemma.lower() == "have"
    return (word.has("VerbForm=Fin") and word.upos in {"VERB", "AUX", "NOUN"}) or (word.upos == "VERB" and is_perfect)


def set_off_credit(sentence: Sentence, verb: Word) -> Credit | None:
    """ "…, **the state news agency said on Tuesday**." — "…, **Anne Ricci, the agency's chief, said**." """
    head, source = _source(sentence, verb)
    opening = sentence.word(source[0].number - 1) if source else None
    if head is None or opening is None or not is_break(opening) or not _runs_to(sentence, source, verb):
        return None
    tail = list(takewhile(lambda word: not ends_clause(word), sentence.words[verb.number :]))
    if len(tail) > _LONGEST_TAIL or any(word.upos not in _TAIL for word in tail):
        return None
    last = verb.number + len(tail)
    told = sentence.words[: opening.number - 1]
    closing = nothing_follows(sentence, last) or cites(sentence, last)
    complete = any(word.upos == "VERB" or word.relation in {"cop", "aux"} for word in told)
    is_own = not complete if closing else _opens_what_is_said(sentence, verb, tail)
    has_object = any(word in tail for word in sentence.children(verb, "obj", "xcomp"))
    if is_own or has_object:
        return None
    both_sides = closing or not complete or _goes_on(sentence, last)
    return Credit(
        CLOSING_CREDIT if closing else INSERTED_CREDIT,
        sentence,
        sentence.words[opening.number - (opening.text in {",", "—", "–", "--"}) : None if closing else last],
        cue_words(sentence, verb),
        tuple(source),
        head,
        "verb",
        verb.lemma.lower(),
        sentence.span if both_sides else Span(sentence.span.start, opening.span.start),
        True,
    )


def _runs_to(sentence: Sentence, source: list[Word], verb: Word) -> bool:
    """Whether the phrase, which is not too long, stands before the verb, and no more than "has" or "also" between."""
    between = sentence.words[source[-1].number : verb.number - 1]
    is_near = all(word.upos in {"AUX", "ADV", "PUNCT"} for word in between)
    return source[-1].number < verb.number and len(source) <= LONGEST_SOURCE and is_near


def _source(sentence: Sentence, verb: Word) -> tuple[Word | None, list[Word]]:
    """The noun phrase between a break and the verb with its head, or else that of the verb's subject."""
    head = subject(sentence, verb)
    before = reversed(sentence.words[: verb.number - 1])
    words = [*takewhile(lambda word: not ends_clause(word) and word.text != ":", before)][::-1]
    while words and words[-1].upos in {"AUX", "ADV"}:
        words.pop()
    if is_noun_phrase(words):
        nouns = [word for word in words if word.upos in NOMINAL]
        return head if head in nouns else nouns[-1], words
    return head, phrase(sentence, head, frozenset((verb.number,))) if head is not None else []


def _opens_what_is_said(sentence: Sentence, verb: Word, tail: list[Word]) -> bool:
    """ "Later, the mayor said **the bridge**, built in 1901, was safe": what is said begins before the comma."""
    clauses = [word for word in sentence.children(verb, "ccomp", "parataxis") if word.number > verb.number]
    return any(word in tail for clause in clauses for word in sentence.subtree(clause) if word.upos in NOMINAL)


def _goes_on(sentence: Sentence, last: int) -> bool:
    """Whether the sentence after a credit goes on with what was reported, not with what the source did besides."""
    rest = next(word for word in sentence.words[last:] if word.upos != "PUNCT")
    return rest.lemma.lower() not in _BESIDE and rest.upos != "VERB"
