"""
Credits that a form of words shows: "according to X", "as X put it", "which X said was", and a headline's "X:".
"""

from collections.abc import Iterator

import numpy as np

from quotes.attribution.credits import LONGEST_SOURCE, NOMINAL, Credit, first_noun, nothing_follows
from quotes.attribution.labels import labels_of, runs
from quotes.attribution.rules import SurfaceRule
from quotes.attribution.sources import phrase, subject, takes
from quotes.naming.outlet_names import is_time
from quotes.parsing import Sentence, Word, phrase_span
from quotes.text.spans import Span
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon

ACCORDING_TO = SurfaceRule(
    "according_to",
    "a phrase beside a clause",
    "*Exports fell*, according to the ministry.",
)
AS_CLAUSE = SurfaceRule("as_clause", "a clause with “as”", "As the mayor put it, *nobody won*.", tells=True)
NAME_AND_COLON = SurfaceRule(
    "name_and_colon", "a name and a colon before a clause", "Reis: *port must reopen before summer*"
)

#: The number of the last paragraph that may be a headline.
_LAST_HEADLINE = 2
#: The longest name before a colon, in words ("South Carolina Gov. Nikki Haley: …").
_LONGEST_NAME_LINE = 6
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
        if marked and word.upos in NOMINAL and not word.has("PronType=Rel") and not is_time(word):
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
        if verb.upos != "VERB" or odds[verb.number - 1] < _EVEN or mark is None or mark.lemma.lower() != "as":
            continue
        if head is None or head not in own or any(each.text.lower() != "it" for each in sentence.children(verb, *_OWN)):
            continue
        source = tuple(phrase(sentence, head, frozenset((verb.number, mark.number))))
        scope = _scope(sentence, verb, own[0].number, own[-1].number)
        lemma = verb.lemma.lower()
        yield Credit(AS_CLAUSE, sentence, tuple(own), (verb,), source, head, "verb", lemma, *scope)


def name_and_colon(sentence: Sentence) -> Iterator[Credit]:
    """ "**Reis:** port must reopen before summer" (a headline; further down a colon has too many other uses)"""
    colon = next((word for word in sentence.words[: _LONGEST_NAME_LINE + 1] if word.text == ":"), None)
    if colon is None or colon.number == 1 or sentence.paragraph > _LAST_HEADLINE or sentence.words[-1].text == "?":
        return
    name, rest = sentence.words[: colon.number - 1], sentence.words[colon.number :]
    told = any(word.upos in {"VERB", "AUX"} for word in rest) and rest[0].text[0] not in "“\"‘'`"
    if told and name[-1].upos == "PROPN" and all(word.upos in {"PROPN", "NOUN", "DET", "ADJ"} for word in name):
        inside = {word.number for word in name}
        head = next((word for word in name if word.upos == "PROPN" and word.head not in inside), name[-1])
        scope = Span(rest[0].span.start, sentence.span.end)
        words = tuple(sentence.words[: colon.number])
        yield Credit(NAME_AND_COLON, sentence, words, (colon,), name, head, "punctuation", ":", scope, False)
