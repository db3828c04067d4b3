"""
Companies: names with a legal form or a possessive at their end, and the short forms that a text has for them.

    Reis & Prata **Ltd.** — **Macy's** said — Faro Lines **Inc.** …, **Faro** said
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from quotes.naming.acronyms import initials
from quotes.naming.body_names import bare_names, legal_form_at
from quotes.naming.titles import HUMAN, clean
from quotes.parsing import Parse, Sentence, Word
from quotes.text.marks import OWNING_S
from quotes.text.spans import Span, cover
from quotes.words.lexicon import Lexicon
from quotes.words.places import is_place

#: What no name begins with, though a sentence does.
_BEGINNING = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "AUX", "PRON"})
#: Words that do not begin with a capital.
_SMALL = re.compile(r"(?<!\w)[^\W\dA-Z]\w*")
#: A longer run of capitals is a headline.
LONGEST = 7


def company_at(parse: Parse, sentence: Sentence, number: int, lexicon: Lexicon) -> Span | None:
    """
    The name that the word of that index ends before a legal form, joins as "&", or ends as "'s".

    None where it does not.
    """
    word = sentence.words[number]
    if word.text == "&":
        return _partners(sentence, number, lexicon)
    owning = word.text in OWNING_S
    if not owning and not word.text[:1].isupper():
        return None
    end = legal_form_at(parse.text, word.span.end)
    if end > word.span.end:
        run = _run_before(sentence.words[: number + 1])
        is_name = 0 < len(run) <= LONGEST
        return Span(_start_of(run, parse), min(end, sentence.span.end)) if is_name else None
    run = _owning_nothing(parse, sentence, number, lexicon) if owning else []
    return Span(run[0].span.start, word.span.end) if run else None


def capitals_before(words: Sequence[Word]) -> list[Word]:
    """The capitalised words that *words* end with; an article or "But" that begins the sentence is none of them."""
    run = takewhile(lambda w: w.text[:1].isupper() and w.upos not in _BEGINNING, reversed(words))
    return [*run][::-1]


def short_forms(names: Sequence[Span], text: str, lexicon: Lexicon) -> frozenset[str]:
    """
    What a text may call the companies among *names* of bodies: "Faro Lines", "Faro" and "FL" for "Faro Lines Ltd.".

    A word alone, or letters, stand for one company only; a word is no place's name.
    """
    bare = {short for each in {clean(name.of(text)) for name in names} for short in bare_names(each)}
    first = Counter(each.split()[0] for each in bare)
    said = frozenset(_SMALL.findall(text)) if bare else frozenset()
    words = (word for word, count in first.items() if count == 1 and not is_place(word) and word.casefold() not in said)
    spelt = Counter(initials(each.split()) for each in bare)
    letters = (each for each, count in spelt.items() if count == 1 and len(each) > 1)
    alone = (each for each in (*words, *letters) if lexicon.role(each.casefold()) is None)
    return frozenset((*alone, *(each for each in bare if " " in each)))


def overlooked(parse: Parse, sentence: Sentence, shorts: frozenset[str]) -> Iterator[Span]:
    """Where one of *shorts* stands that the parser did not see as a name: "**Faro** said"."""
    for named, run in groupby(sentence.words if shorts else (), lambda each: each.upos == "PROPN"):
        span = cover(each.span for each in run)
        is_short = named and span.of(parse.text) in shorts
        if is_short and not any(each.span.overlaps(span) for each in parse.entities_near(span)):
            yield span


def _run_before(words: Sequence[Word]) -> list[Word]:
    """The name that *words* end with: "Reis **&** Prata", "Reis**-**Prata", "Reis**'s**" with nothing owned."""
    last = words[-1:] if words and words[-1].text in OWNING_S else ()
    before = words[: len(words) - len(last)]
    run = capitals_before(before)
    while run and (more := _linked_before(before[: run[0].number - 1], run[0])):
        run = [*more, *run]
    return [*run, *last] if run else []


def _partners(sentence: Sentence, number: int, lexicon: Lexicon) -> Span | None:
    """The name that a "&" of that index joins: "**Young & Prata** said"; not "President & CEO Rui Prata"."""
    before, after = sentence.words[:number], sentence.words[number + 1 :]
    run = [*takewhile(lambda w: w.upos == "PROPN" and w.text[:1].isupper(), after)]
    roles = [role for w in run if (role := lexicon.role(w.text.casefold())) is not None]
    first = capitals_before(before)
    is_name = first and run and not any(each.kind in HUMAN for each in roles)
    return Span(first[0].span.start, run[-1].span.end) if is_name else None


def _linked_before(words: Sequence[Word], first: Word) -> list[Word]:
    """The part of a name that a mark behind it links to its next word: "**Reis &** Prata", "**Reis-**Prata"."""
    mark = words[-1] if words else None
    links = mark is not None and (mark.text == "&" or (mark.text == "-" and mark.span.end == first.span.start))
    run = capitals_before(words[:-1]) if links else []
    return [*run, words[-1]] if run else []


def _start_of(run: Sequence[Word], parse: Parse) -> int:
    """Where a company's name begins, as NER has it: "**Reis’s** Mill Works Ltd."; not "**Faro**’s Mill Works Ltd."."""
    name = Span(run[0].span.start, run[-1].span.end)
    read = (e.span for e in parse.entities_near(name) if e.kind == "organization" and e.span.covers(name))
    return min((name.start, *(each.start for each in read)))


def _owning_nothing(parse: Parse, sentence: Sentence, number: int, lexicon: Lexicon) -> list[Word]:
    """
    The name that "'s" belongs to: one that everybody knows, or one behind which somebody speaks and nothing is owned.

    "a **Macy**'s clerk", "**Prata**'s said that …"
    """
    mark, behind = sentence.words[number].span, sentence.word(number + 2)
    longer = any(e.span.covers(mark) for e in parse.entities_near(mark))
    if longer or (behind is not None and behind.upos == "PROPN"):
        return []
    run = _run_before(sentence.words[:number])
    for first in range(len(run)):
        if lexicon.nouns_of(Span(run[first].span.start, run[-1].span.end).of(parse.text) + "'s"):
            return run[first:]
    says = behind is not None and behind.xpos == "VBD" and lexicon.knows(behind.lemma, "verb")
    return run if says and any(each.deprel == "nsubj" for each in run) else []
