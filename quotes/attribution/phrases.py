"""
The credits of a sentence, by the forms they have: "according to X", "as X put it", a headline's "X:", and a verb of
reporting with its source, set off by commas from what it reports (", CNN reported.").
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import get_args

import numpy as np

from quotes.attribution.contents import cue_words
from quotes.attribution.credits import (
    LONGEST_SOURCE,
    NOMINAL,
    Credit,
    cites,
    ends_clause,
    first_noun,
    is_break,
    is_noun_phrase,
    nothing_follows,
)
from quotes.attribution.labels import labels_of, runs
from quotes.attribution.rules import SurfaceRule
from quotes.attribution.sources import phrase, subject, takes
from quotes.naming.outlet_names import is_time, outlet_at
from quotes.parsing import Sentence, Word, phrase_span
from quotes.text.spans import Span
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon, RoleKind
from quotes.words.places import is_place

ACCORDING_TO = SurfaceRule(
    "according_to",
    "a phrase beside a clause",
    "*Exports fell*, according to the ministry.",
)
AS_CLAUSE = SurfaceRule("as_clause", "a clause with “as”", "As the mayor put it, *nobody won*.", tells=True)
NAME_AND_COLON = SurfaceRule(
    "name_and_colon", "a name and a colon before a clause", "Reis: *port must reopen before summer*"
)
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

NAME_BEHIND_COLON = SurfaceRule(
    "name_behind_colon", "a name or an office behind a headline's clause", "*Port must reopen before summer*: Reis"
)

#: The longest name before a colon, in words ("South Carolina Gov. Nikki Haley: …").
_LONGEST_NAME_LINE = 6
#: The fewest words of a headline's clause before its source.
_SHORTEST_CLAUSE = 3
#: Kinds of roles that speak in headlines, where they stand alone: "officials", "police", "mayor".
_SPEAKING = frozenset(get_args(RoleKind)) - {"document", "given", "family", "nationality", "capital"}
_BEFORE_NAMES = frozenset((":", "–", "—"))
#: Log-odds from which words are content, how many others may stand between them, and how far from a credit they stand.
_CONTENT, _LEAP, _NEAR = -0.4, 3, 4
#: Log-odds from which a word is rather a cue than none: of verbs with "as" in 789 articles annotators drew 26 of 33
#: with as much, and 15 of 221 others.
_EVEN = 0.0
#: How what a verb reports itself hangs on it.
_OWN = ("ccomp", "xcomp", "obj")
_PHRASES = frozenset(tuple(each.split()) for each in word_class("crediting phrases"))

#: The phrases by their first words.
_BY_FIRST = {first: [cue for cue in _PHRASES if cue[0] == first] for first in {cue[0] for cue in _PHRASES}}
#: The longest tail after a closing credit's verb ("on Tuesday, citing two officials").
_LONGEST_TAIL = 12
#: What a tail may consist of besides names and nouns: it says when, where or to whom, and has no verb of its own.
_TAIL = frozenset(("ADP", "DET", "ADV", "PROPN", "NOUN", "NUM", "PUNCT", "ADJ", "PART", "PRON"))
#: Words that open a clause beside the reported one after a credit: "…, the station said Monday, **as** the operator …".
_BESIDE = frozenset(
    ("as", "while", "after", "before", "but", "though", "although", "when", "amid", "despite", "which", "who")
)


def according_to(sentence: Sentence) -> Iterator[Credit]:
    """ "Exports fell, **according to the ministry**." — "**Per the union**, …" — "in the words of X" """
    words, places = sentence.words, _crediting_phrases(sentence)
    for start, length in places:
        end = next((place for place, _ in places if place >= start + length), len(words))
        head = _phrase_head(sentence, start, length, end)
        if head is None:
            continue
        cue = words[start : start + length]
        source = tuple(phrase(sentence, head, frozenset(range(1, start + length + 1))))
        last = max(word.number for word in (*cue, *source))
        yield Credit(
            ACCORDING_TO,
            sentence,
            words[start:last],
            cue,
            source,
            head,
            "phrase",
            " ".join(word.text.lower() for word in cue),
            *_scope(sentence, head, cue[0].number, last),
        )


def _crediting_phrases(sentence: Sentence) -> list[tuple[int, int]]:
    """Where crediting phrases begin, counted from 0, and how many words they have."""
    words = [word.text.lower() for word in sentence.words]
    return [
        (start, len(cue))
        for start, first in enumerate(words)
        for cue in _BY_FIRST.get(first, ())
        if tuple(words[start : start + len(cue)]) == cue
    ]


def _phrase_head(sentence: Sentence, start: int, length: int, end: int) -> Word | None:
    """
    The head of the noun phrase after a phrase cue, "a **report** on Tuesday": by the tree, else the next noun.

    It stands before *end*, where the next such phrase begins: "According to the **police**, both left, according to X."
    """
    following = sentence.words[start + length : end]
    cue_numbers = set(range(start + 1, start + length + 1))
    for word in following:
        marked = any(child.number in cue_numbers for child in sentence.children(word))
        if marked and word.upos in NOMINAL and not is_time(word):
            return word
    return first_noun(sentence, following[:LONGEST_SOURCE])


def _scope(sentence: Sentence, word: Word, first: int, last: int) -> tuple[Span, bool]:
    """
    What a credit from the word numbered *first* to *last* reports: the whole sentence where it opens or closes it, else
    the clause that it hangs in; where the tree finds no clause before it, what the encoder takes for content beside it.
    """
    if first == 1 or nothing_follows(sentence, last):
        return sentence.span, True
    nominal = {"nsubj", "obj", "nmod", "obl"}
    top = next((each for each in sentence.ancestors(word) if each.relation not in nominal), None)
    if top is None or first <= top.number <= last:
        return sentence.span, True
    if top.deprel == "root" and not any(subject(sentence, each) for each in sentence.children(top, "conj")):
        return sentence.span, True
    joins = {each.number for each in sentence.children(top, "cc", "mark")}
    clause = phrase_span(sentence.subtree(top, lambda each: each.number in joins))
    if sentence.words[first - 2].span.start <= clause.start:
        return _labelled_beside(sentence, first, last) or clause, False
    return clause, False


def _labelled_beside(sentence: Sentence, first: int, last: int) -> Span | None:
    """
    From the first to the last word of what the encoder takes for content right before a credit and behind it.

    "**Twelve boats sank**, according to the coast guard, which keeps a list."
    """
    numbers = np.arange(1, len(sentence.words) + 1)
    own = (numbers >= first) & (numbers <= last)
    found = runs((labels_of(sentence).content > _CONTENT) & ~own, _LEAP, own)
    before = [each for each in found if 0 < first - each[1] <= _NEAR][-1:]
    after = [each for each in found if 0 < each[0] - last <= _NEAR][:1]
    words = [sentence.words[number - 1] for run in (*before, *after) for number in run]
    return phrase_span(words) if words else None


def as_clause(sentence: Sentence, lexicon: Lexicon) -> Iterator[Credit]:
    """
    "**As the mayor put it**, nobody won." — "The line was sold, **as Lusa first reported**."

    Under "as" stands what the encoder takes for a cue, in statements or, of a verb that credits, in attitudes too.
    """
    labels = labels_of(sentence)
    for verb in sentence.words:
        odds = labels.cue if takes(verb, "credit", lexicon) else labels.statements["cue"]
        mark, head, own = sentence.child(verb, "mark", "advmod"), subject(sentence, verb), sentence.subtree(verb)
        if odds[verb.number - 1] < _EVEN or mark is None or mark.lemma.lower() != "as":
            continue
        if head is None or head not in own or any(each.text.lower() != "it" for each in sentence.children(verb, *_OWN)):
            continue
        source = tuple(phrase(sentence, head, frozenset((verb.number, mark.number))))
        scope = _scope(sentence, verb, own[0].number, own[-1].number)
        lemma = verb.lemma.lower()
        yield Credit(AS_CLAUSE, sentence, tuple(own), (verb,), source, head, "verb", lemma, *scope)


def name_behind_colon(sentence: Sentence, lexicon: Lexicon) -> Iterator[Credit]:
    """ "Port must reopen before summer: **Reis**" — "Rents will double – **tenants’ league**" (a headline)"""
    words = sentence.words
    mark = next((each for each in reversed(words[-_LONGEST_NAME_LINE - 1 : -1]) if each.text in _BEFORE_NAMES), None)
    if mark is None or mark.number <= _SHORTEST_CLAUSE or words[-1].text in {".", "?", "!"}:
        return
    told, name = words[: mark.number - 1], words[mark.number :]
    is_clause = any(each.upos in {"VERB", "AUX"} for each in told)
    is_name = all(each.upos in {"PROPN", "NOUN", "DET", "ADJ", "PART"} for each in name)
    if is_clause and is_name and (name[-1].upos == "PROPN" or is_role(name[-1], lexicon)):
        scope = Span(sentence.span.start, mark.span.start)
        carries = outlet_at(sentence, name[0].number, lexicon) is not None
        parts = ((mark, *name), (mark,), name, name[-1])
        yield Credit(NAME_BEHIND_COLON, sentence, *parts, "punctuation", mark.text, scope, carries)


def is_role(word: Word, lexicon: Lexicon) -> bool:
    """Whether a noun alone says who speaks: "Port must reopen: **officials**"."""
    return lexicon.kind_of(word.lemma.lower()) in _SPEAKING


def name_and_colon(sentence: Sentence) -> Iterator[Credit]:
    """ "**Reis:** port must reopen before summer" (a headline)"""
    colon = next((word for word in sentence.words[: _LONGEST_NAME_LINE + 1] if word.text == ":"), None)
    if colon is None or colon.number in {1, len(sentence.words)} or sentence.words[-1].text == "?":
        return
    name, rest = sentence.words[: colon.number - 1], sentence.words[colon.number :]
    says = any(word.upos in {"VERB", "AUX"} for word in rest) or rest[0].lemma.lower() == "no"
    told = says and rest[0].text[0] not in "“\"‘'`"
    if (
        told
        and not _is_topic(name, rest)
        and name[-1].upos == "PROPN"
        and all(word.upos in {"PROPN", "NOUN", "DET", "ADJ"} for word in name)
    ):
        inside = {word.number for word in name}
        head = next((word for word in name if word.head not in inside), name[-1])
        scope = Span(rest[0].span.start, sentence.span.end)
        words = tuple(sentence.words[: colon.number])
        yield Credit(NAME_AND_COLON, sentence, words, (colon,), name, head, "punctuation", ":", scope, False)


def _is_topic(name: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether a place tells where something happens, as in "Kenya: Teachers to strike"; not "Kenya: We are ready"."""
    return is_place(" ".join(word.text for word in name)) and not speaks_of_itself(rest)


def speaks_of_itself(words: Sequence[Word]) -> bool:
    """Whether somebody speaks of himself: "**Our** troops will not leave"."""
    return any(word.text.lower() in {"i", "my", "we", "our", "us"} and word.text != "US" for word in words)


def side_credit(sentence: Sentence, lexicon: Lexicon) -> Iterator[Credit]:
    """
    A verb of reporting with its source, set off by commas from what it reports: at the end of a sentence
    (``closing_credit``) or inside of one (``inserted_credit``).

    "…, **CNN reported**." — "…, **the fire station said Monday**."  Read on the surface: a comma, a source, a verb of
    reporting, and nothing after it but when and where.
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
    complete = any(word.upos == "VERB" or word.relation in {"cop", "aux"} for word in told) and not _is_adverbial(told)
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


def _is_adverbial(told: Sequence[Word]) -> bool:
    """Whether words only say how or when: "**Using core samples**, a team estimated its age", "**Asked why**, …"."""
    return told[0].xpos in {"VBG", "VBN"} and not any(word.has("VerbForm=Fin") for word in told)


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


def credits_in(sentence: Sentence, lexicon: Lexicon, *, heads: bool = True) -> list[Credit]:
    """
    All credits of a sentence in text order; what two claim goes to the one whose finder comes first below.

    With *heads* it may be a headline; further down a colon has too many other uses.
    """
    found: list[Credit] = []
    for credit in (
        *(name_and_colon(sentence) if heads else ()),
        *(name_behind_colon(sentence, lexicon) if heads else ()),
        *side_credit(sentence, lexicon),
        *according_to(sentence),
        *as_clause(sentence, lexicon),
    ):
        if not any(credit.numbers & other.numbers for other in found):
            found.append(credit)
    return sorted(found, key=lambda each: each.span.start)
