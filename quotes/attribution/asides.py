"""
A verb of reporting with its source, set off by commas from what it reports: ", CNN reported." at the end of a sentence
(``closing_credit``), ", the ministry said," inside of one (``inserted_credit``).

Read on the surface: a comma, a source, a verb of reporting, and nothing after it but when and where.
"""

from collections.abc import Iterator

from attrs import evolve

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
from quotes.attribution.relays.carriers import CARRIED
from quotes.attribution.relays.place import HEARING
from quotes.attribution.rules import SurfaceRule
from quotes.attribution.sources import is_hearing, is_quoting, own_subject, phrase, quoted_party, subject, takes
from quotes.parsing import Sentence, Word
from quotes.text.spans import Span
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon

CLOSING_CREDIT = SurfaceRule(
    "closing_credit",
    "a credit that closes the sentence",
    "*The ferry had no radio*, CNN reported.",
    joins=True,
    tells=True,
)
INSERTED_CREDIT = SurfaceRule(
    "inserted_credit",
    "a credit inside the sentence",
    "*Exports*, the ministry said, *had fallen*.",
    joins=True,
    tells=True,
)

#: The longest tail after a closing credit's verb ("on Tuesday, citing two officials").
_LONGEST_TAIL = 12
#: What a tail may consist of besides names and nouns: it says when, where or to whom, and has no verb of its own.
_TAIL = frozenset(("ADP", "DET", "ADV", "PROPN", "NOUN", "NUM", "PUNCT", "ADJ", "PART", "PRON"))
#: Verbs that may stand before their subject without a quotation: ", says the minister", but not ", shows the poll".
_INVERTING = word_class("inverting verbs")
#: Words that open a clause beside the reported one after a credit: "…, the station said Monday, **as** the operator …".
_BESIDE = frozenset(
    ("as", "while", "after", "before", "but", "though", "although", "when", "amid", "despite", "which", "who")
)


def side_credit(sentence: Sentence, lexicon: Lexicon) -> Iterator[Credit]:
    """
    A verb of reporting with its source, set off by commas from what it reports.

    "…, **CNN reported**." — "…, **says the energy minister**" — "…, **the fire station said Monday**, as …" — "Exports,
    **the ministry said**, had fallen." — "…, **Interfax quoted the minister as saying**." — "…, **the inquest heard**."
    """
    for verb in sentence.words:
        credit = _quoting(sentence, verb) or _hearing(sentence, verb)
        if credit is None and takes(verb, "credit", lexicon) and _is_finite(sentence, verb):
            credit = _subject_first(sentence, verb) or _verb_first(sentence, verb)
        if credit is not None:
            yield credit


def _quoting(sentence: Sentence, verb: Word) -> Credit | None:
    """ "…, **Interfax quoted the minister as saying**." — "…, **Prata was quoted by Lusa as saying on Monday**." """
    party = quoted_party(sentence, verb) if is_quoting(sentence, verb) else None
    if party is None:
        return None
    start = _behind_break(sentence, verb.number - 1)
    saying = next((word for word in sentence.words[verb.number :] if word.text.lower() == "saying"), None)
    rest = sentence.words[saying.number :] if saying is not None else ()
    is_last = saying is not None and all(word.upos in _TAIL for word in rest) and len(rest) <= _LONGEST_TAIL
    if not is_last or not any(word.upos != "PUNCT" for word in sentence.words[:start]) or party.number <= start:
        return None
    opening = sentence.words[start - 1]
    barred = frozenset(word.number for word in sentence.words[:start])
    return Credit(
        CLOSING_CREDIT,
        sentence,
        sentence.words[start - (opening.text in {",", "—", "–", "--"}) :],
        cue_words(sentence, verb),
        tuple(phrase(sentence, party, barred | {verb.number})),
        party,
        "verb",
        verb.lemma.lower(),
        sentence.span,
        True,
    )


def _hearing(sentence: Sentence, verb: Word) -> Credit | None:
    """ "…, **Faro District Court heard on Tuesday**." — "…, **jurors were told**." (who hears it is no relay)"""
    credit = _subject_first(sentence, verb) if is_hearing(sentence, verb) else None
    return evolve(credit, covers_sentence=False) if credit is not None else None


def _is_finite(sentence: Sentence, word: Word) -> bool:
    """
    "reported", "has told".

    The tagger takes "reports" for a noun at times, but sees that it is finite, and the last "reported" of a sentence
    for a participle.
    """
    before = sentence.word(word.number - 1)
    if word.has("VerbForm=Fin"):
        return word.upos in {"VERB", "AUX", "NOUN"}
    if word.upos != "VERB" or not word.has("Tense=Past") or before is None:
        return False
    is_perfect = before.lemma.lower() == "have"
    return is_perfect or (before.upos in {"NOUN", "PROPN"} and nothing_follows(sentence, word.number))


def _behind_break(sentence: Sentence, number: int) -> int:
    """The number of the last word that ends a clause or a label, up to word *number*; 0 where none does."""
    return next((word.number for word in reversed(sentence.words[:number]) if ends_clause(word) or word.text == ":"), 0)


def _subject_first(sentence: Sentence, verb: Word) -> Credit | None:
    """ "…, the state news agency said on Tuesday," — "…, Anne Ricci, the agency's chief, said" """
    before = list(sentence.words[: verb.number - 1])
    while before and before[-1].upos in {"AUX", "ADV"}:
        before.pop()
    appositive: list[Word] = []
    if before and before[-1].text == ",":
        appositive = [before.pop()]
        while before and not is_break(before[-1]):
            appositive.insert(0, before.pop())
        if not before or before[-1].text != "," or not is_noun_phrase(appositive[:-1]):
            return None
        appositive.insert(0, before.pop())
    noun_phrase: list[Word] = []
    while before and not is_break(before[-1]) and len(noun_phrase) <= LONGEST_SOURCE:
        noun_phrase.insert(0, before.pop())
    if not before or not is_noun_phrase(noun_phrase):
        return None
    return _credit(sentence, verb, [*noun_phrase, *appositive[:-1]], before[-1], _tail(sentence, verb))


def _verb_first(sentence: Sentence, verb: Word) -> Credit | None:
    """ "…, says the energy minister" — "…, said Ben Rodes, the president's adviser." """
    comma = sentence.word(verb.number - 1)
    if comma is None or not is_break(comma) or verb.lemma.lower() not in _INVERTING:
        return None
    rest = list(sentence.words[verb.number :])
    end = next((index for index, word in enumerate(rest) if is_break(word) or word.text in {".", "!"}), len(rest))
    if not is_noun_phrase(rest[:end]) or end > LONGEST_SOURCE:
        return None
    if end < len(rest) and rest[end].text == "," and is_noun_phrase(rest[end + 1 : -1]):
        end = len(rest) - 1
    return _credit(sentence, verb, rest[:end], comma, rest[:end])


def _tail(sentence: Sentence, verb: Word) -> list[Word] | None:
    """The words after the verb up to the next comma or the end, if they only say when, where or to whom."""
    tail: list[Word] = []
    for word in sentence.words[verb.number :]:
        if ends_clause(word):
            break
        tail.append(word)
    is_plain = all(word.upos in _TAIL or _is_carrying(word) for word in tail)
    if len(tail) > _LONGEST_TAIL or not is_plain or (tail and tail[0].upos == "PRON"):
        return None
    objects = [word for word in sentence.children(verb, "obj", "xcomp") if word in tail and word.upos != "PROPN"]
    return None if objects and verb.lemma.lower() not in HEARING else tail


def _is_carrying(word: Word) -> bool:
    """The participle that ties a document to whoever put it out: "in a report **carried** by Tanjug"."""
    return word.lemma.lower() in CARRIED and word.has("VerbForm=Part") and word.has("Tense=Past")


def _credit(
    sentence: Sentence, verb: Word, source: list[Word], opening: Word, tail: list[Word] | None
) -> Credit | None:
    """The credit from its *opening* comma to its *tail*; None where nothing before it could be reported."""
    reported = sentence.words[: opening.number - 1]
    if tail is None or not any(word.upos != "PUNCT" for word in reported):
        return None
    last = max(verb.number, *(word.number for word in (*tail, *source)))
    closing = nothing_follows(sentence, last) or cites(sentence, last)
    complete = any(word.upos == "VERB" or word.relation in {"cop", "aux"} for word in reported)
    if closing and not complete and verb.number - opening.number < 3:
        return None
    if any(word.text == ":" for word in sentence.words[last - 1 : last + 1]):
        return None
    if not closing and _opens_what_is_said(sentence, verb, tail):
        return None
    nouns = [word for word in source if word.upos in NOMINAL]
    head = subject(sentence, verb)
    if head not in nouns:
        inside = {word.number for word in source}
        tops = [word for word in nouns if word.head not in inside]
        head = (tops or nouns)[-1]
    start = opening.number - (opening.upos == "PUNCT" and opening.text in {",", "—", "–", "--"})
    rule = CLOSING_CREDIT if closing else INSERTED_CREDIT
    end = len(sentence.words) if closing else last
    both_sides = closing or not complete or _goes_on(sentence, verb, end)
    scope = sentence.span if both_sides else Span(sentence.span.start, opening.span.start)
    return Credit(
        rule,
        sentence,
        sentence.words[start:end],
        cue_words(sentence, verb),
        tuple(source),
        head,
        "verb",
        verb.lemma.lower(),
        scope,
        True,
    )


def _opens_what_is_said(sentence: Sentence, verb: Word, tail: list[Word]) -> bool:
    """
    Whether words up to the next comma belong to the clause that is said.

    "Later, the mayor said **the bridge**, built in 1901, was safe"
    """
    clauses = [word for word in sentence.children(verb, "ccomp", "parataxis") if word.number > verb.number]
    return any(word in tail for clause in clauses for word in sentence.subtree(clause) if word.upos in NOMINAL)


def _goes_on(sentence: Sentence, verb: Word, end: int) -> bool:
    """Whether the sentence after a credit goes on with what was reported, not with what the source did besides."""
    rest = [word for word in sentence.words[end:] if word.upos != "PUNCT"]
    if not rest or rest[0].lemma.lower() in _BESIDE or rest[0].has("VerbForm=Ger"):
        return False
    clause = sentence.head(rest[0])
    if rest[0].upos == "CCONJ" and clause is not None and own_subject(sentence, clause) is not None:
        return False
    return not (rest[0].upos == "VERB" and rest[0].head == verb.number)
