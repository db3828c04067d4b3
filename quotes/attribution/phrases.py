"""
Credits that a form of words shows: "according to X", "as X put it", "which X said was", and a headline's "X:" or "– X".
"""

from collections.abc import Iterator, Sequence

import numpy as np

from quotes.attribution.credits import LONGEST_SOURCE, NOMINAL, Credit, ends_clause, is_noun_phrase, nothing_follows
from quotes.attribution.labels import labels_of, runs
from quotes.attribution.relays.holders import issued_by
from quotes.attribution.rules import SurfaceRule
from quotes.attribution.sources import phrase, subject, takes
from quotes.parsing import Sentence, Word, phrase_span
from quotes.text.spans import Span
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon

ACCORDING_TO = SurfaceRule(
    "according_to",
    "a phrase beside a clause",
    "*Exports fell*, according to the ministry.",
    joins=True,
)
AS_CLAUSE = SurfaceRule("as_clause", "a clause with “as”", "As the mayor put it, *nobody won*.", joins=True, tells=True)
RELATIVE_CREDIT = SurfaceRule(
    "relative_credit",
    "a credit in a relative clause",
    "The rules, *which* staff said *were strict*, apply.",
)
NAME_AND_COLON = SurfaceRule(
    "name_and_colon", "a name and a colon before a clause", "Reis: *port must reopen before summer*"
)
DASH_AND_NAME = SurfaceRule(
    "dash_and_name", "a dash and a noun behind a headline", "*Port to reopen in May* – harbour master"
)

#: The number of the last paragraph that may be a headline.
_LAST_HEADLINE = 2
#: The longest name before a colon, in words ("South Carolina Gov. Nikki Haley: …").
_LONGEST_NAME_LINE = 6
#: Log-odds from which words are content, how many others may stand between them, and how far from a credit they stand.
_CONTENT, _LEAP, _NEAR = -0.4, 3, 4
#: Kinds of role nouns that a headline is credited to.
_SPEAKING = frozenset(("office", "person", "unnamed", "group", "body"))
#: These mean other things too and count only with an outlet or a body behind them.
_NEEDS_BODY = frozenset(tuple(each.split()) for each in word_class("crediting phrases before bodies"))
_PHRASES = frozenset(tuple(each.split()) for each in word_class("crediting phrases")) | _NEEDS_BODY

#: The phrases by their first words.
_BY_FIRST = {first: [cue for cue in _PHRASES if cue[0] == first] for first in {cue[0] for cue in _PHRASES}}


def according_to(sentence: Sentence, lexicon: Lexicon) -> Iterator[Credit]:
    """ "Exports fell, **according to the ministry**." — "**Per the union**, …" — "in the words of X" """
    words = sentence.words
    lowered = [word.text.lower() for word in words]
    for start, first in enumerate(lowered):
        for cue in _BY_FIRST.get(first, ()):
            if tuple(lowered[start : start + len(cue)]) != cue:
                continue
            head = _phrase_head(sentence, start, len(cue))
            if head is None or (cue in _NEEDS_BODY and not _is_body(sentence, head, lexicon)):
                break
            source = tuple(phrase(sentence, head, frozenset(range(1, start + len(cue) + 1))))
            own = (*words[start : start + len(cue)], *source)
            last = max(word.number for word in (*own, *_who_has_it(sentence, head)))
            yield Credit(
                ACCORDING_TO,
                sentence,
                words[start:last],
                words[start : start + len(cue)],
                source,
                head,
                "phrase",
                " ".join(cue),
                *_scope(sentence, head, own[0].number, last),
            )
            break


def _who_has_it(sentence: Sentence, document: Word) -> list[Word]:
    """The clause on who put a document out or has seen it: "a statement **to which Lusa had access**"."""
    held = any(True for _ in issued_by(sentence, document))
    return [word for verb in sentence.children(document, "acl:relcl") if held for word in sentence.subtree(verb)]


def _phrase_head(sentence: Sentence, start: int, length: int) -> Word | None:
    """The head of the noun phrase after a phrase cue: by the tree, else the next noun."""
    following = sentence.words[start + length :]
    cue_numbers = set(range(start + 1, start + length + 1))
    for word in following:
        marked = any(child.number in cue_numbers for child in sentence.children(word))
        if marked and word.upos in NOMINAL and not word.has("PronType=Rel"):
            return word
    first = next((word for word in following[:LONGEST_SOURCE] if word.upos in NOMINAL), None)
    if first is None:
        return None
    for up in sentence.ancestors(first):
        if up.upos not in NOMINAL or up.number <= start + length:
            break
        first = up
    return first


def _is_body(sentence: Sentence, head: Word, lexicon: Lexicon) -> bool:
    name = " ".join(word.text for word in phrase(sentence, head) if word.relation != "case")
    role = lexicon.role(head.lemma.lower())
    return lexicon.outlet(name) is not None or (role is not None and role.kind in {"body", "document"})


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
    "**As the mayor put it**, nobody won." (a verb of saying under "as", set apart, with no content of its own)

    What stands in the sentence without a comma compares or tells when: "wages fell **as he suggested**, prices rose".
    """
    for verb in sentence.words:
        mark = sentence.child(verb, "mark", "advmod")
        if verb.upos != "VERB" or mark is None or mark.lemma.lower() != "as" or mark.number > verb.number:
            continue
        head = subject(sentence, verb)
        own = sentence.subtree(verb)
        if head is None or head not in own or sentence.child(verb, "ccomp", "xcomp") is not None:
            continue
        if not takes(verb, "as clause", lexicon) or not _is_set_apart(sentence, own) or _has_object(sentence, verb):
            continue
        source = tuple(phrase(sentence, head, frozenset((verb.number, mark.number))))
        yield Credit(
            AS_CLAUSE,
            sentence,
            tuple(own),
            (verb,),
            source,
            head,
            "verb",
            verb.lemma.lower(),
            *_scope(sentence, verb, own[0].number, own[-1].number),
        )


def _is_set_apart(sentence: Sentence, clause: Sequence[Word]) -> bool:
    """Whether the clause begins the sentence, or stands behind a comma, a dash or a bracket."""
    first = next(word for word in clause if word.upos != "PUNCT")
    before = sentence.word(first.number - 1)
    return before is None or before.upos in {"PUNCT", "CCONJ"}


def _has_object(sentence: Sentence, verb: Word) -> bool:
    """Whether the verb has an object other than "it": "as he described **the plan**", but "as the mayor put **it**"."""
    found = sentence.child(verb, "obj")
    return found is not None and found.lemma.lower() != "it"


def relative_credit(sentence: Sentence, lexicon: Lexicon) -> Iterator[Credit]:
    """
    "The rules, which **staff said** were strict, apply" — "a network that **investigators claim** is run from abroad"

    A relative pronoun, a source, a verb of saying, and at once the verb of what it says.
    """
    for verb in sentence.words:
        after = sentence.word(verb.number + 1)
        if verb.upos != "VERB" or after is None or after.upos not in {"AUX", "VERB"} or not after.has("VerbForm=Fin"):
            continue
        if not verb.has("VerbForm=Fin") or not takes(verb, "that", lexicon):
            continue
        source = list(sentence.words[: verb.number - 1])
        noun_phrase: list[Word] = []
        while source and not _is_relative(source[-1]) and len(noun_phrase) < LONGEST_SOURCE:
            noun_phrase.insert(0, source.pop())
        if source and _is_relative(source[-1]) and is_noun_phrase(noun_phrase):
            end = next((w for w in sentence.words[verb.number :] if ends_clause(w)), None)
            stop = end.span.start if end is not None else sentence.span.end
            head = subject(sentence, verb)
            nouns = [word for word in noun_phrase if word.upos in NOMINAL]
            yield Credit(
                RELATIVE_CREDIT,
                sentence,
                (*noun_phrase, verb),
                (verb,),
                tuple(noun_phrase),
                head if head in nouns else nouns[-1],
                "verb",
                verb.lemma.lower(),
                Span(source[-1].span.start, stop),
                False,
            )


def dash_and_name(sentence: Sentence, lexicon: Lexicon) -> Iterator[Credit]:
    """
    "Port to reopen in May **– harbour master**", "… **– Minister Reis**" (a headline; bare names are mostly outlets')
    """
    dash = next((word for word in reversed(sentence.words[:-1]) if word.text in {"-", "–", "—", "--"}), None)
    if dash is None or dash.number == 1 or sentence.paragraph > _LAST_HEADLINE:
        return
    told, source = sentence.words[: dash.number - 1], sentence.words[dash.number :]
    title, role = (lexicon.role(each.lemma.lower()) for each in (source[0], source[-1]))
    speaks = (title is not None and title.kind == "office") or (role is not None and role.kind in _SPEAKING)
    is_bare = len(source) <= _LONGEST_NAME_LINE and all(word.upos in {"PROPN", "NOUN", "ADJ"} for word in source)
    if is_bare and speaks and any(word.upos in {"VERB", "AUX"} for word in told):
        scope, words = Span(sentence.span.start, told[-1].span.end), sentence.words[dash.number - 1 :]
        yield Credit(
            DASH_AND_NAME, sentence, words, (dash,), source, source[-1], "punctuation", dash.text, scope, False
        )


def _is_relative(word: Word) -> bool:
    return word.lemma.lower() in {"which", "who", "that", "whom"} and word.upos in {"PRON", "DET", "SCONJ"}


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
