"""
Cues that stand beside a clause and not above it: phrases ("according to"), comment clauses ("as X put it"), and the
credit that closes a sentence (", CNN reported.").

The parser errs most on the last: it hangs the credit below some verb inside the content.  So a closing credit is read
on the surface: a comma, a source, a verb of reporting, and nothing after it but when and where.
"""

from collections.abc import Iterator

from attrs import frozen

from quotes.lexicon import Lexicon
from quotes.spans import Span
from quotes.statements.contents import cue_words
from quotes.statements.sources import own_subject, phrase, subject
from quotes.syntax import Sentence, Word, phrase_span

#: The longest source phrase of a closing credit, in words ("North Korea's official Korean Central News Agency").
_LONGEST_SOURCE = 16
#: The longest tail after a closing credit's verb ("on Tuesday, citing two officials").
_LONGEST_TAIL = 12
#: What a tail may consist of besides names and nouns: it says when, where or to whom, and has no verb of its own.
_TAIL = frozenset(("ADP", "DET", "ADV", "PROPN", "NOUN", "NUM", "PUNCT", "ADJ", "PART", "PRON"))
#: The number of the last paragraph that may be a headline.
_LAST_HEADLINE = 2
#: The longest name before a colon, in words ("South Carolina Gov. Nikki Haley: …").
_LONGEST_NAME_LINE = 6
#: Verbs that may stand before their subject without a quotation: ", says the minister", but not ", shows the poll".
_INVERTING = frozenset(("say", "write", "add", "report", "explain", "note", "argue", "claim", "admit", "announce"))
#: Words that open a clause beside the reported one after a credit: "…, the station said Monday, **as** the operator …".
_BESIDE = frozenset(
    ("as", "while", "after", "before", "but", "though", "although", "when", "amid", "despite", "which", "who")
)
_NOMINAL = frozenset(("PROPN", "NOUN", "PRON"))
_PHRASES = (
    ("according", "to"),
    ("in", "the", "words", "of"),
    ("in", "the", "view", "of"),
    ("in", "the", "opinion", "of"),
    ("as", "per"),
    ("per",),
    ("in", "line", "with"),
)
#: These mean other things too and count only with an outlet or a body behind them.
_NEEDS_BODY = frozenset((("per",), ("in", "line", "with")))


@frozen
class Credit:
    """
    A cue that stands beside what it reports: *words* are all of its words, *cue* and *source* those of the two roles.
    """

    rule: str
    sentence: Sentence
    words: tuple[Word, ...]
    cue: tuple[Word, ...]
    source: tuple[Word, ...]
    head: Word
    kind: str
    lemma: str
    #: The stretch of text that it reports; its own words inside are no part of that.
    reported: Span
    #: Does it stand for its whole sentence, and so for all statements in it?
    covers_sentence: bool

    @property
    def span(self) -> Span:
        """From the first to the last of its words, without the commas around it."""
        words = [each for each in self.words if each.upos != "PUNCT"]
        return Span(words[0].span.start, words[-1].span.end)

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its words in the sentence."""
        return frozenset(each.number for each in self.words)


def credits_in(sentence: Sentence, text: str, lexicon: Lexicon) -> list[Credit]:
    """All credits of a sentence in text order; what two of them claim goes to the one that ends later."""
    found: list[Credit] = []
    for credit in (
        *name_and_colon(sentence, lexicon),
        *relative_credit(sentence, lexicon),
        *side_credit(sentence, lexicon),
        *according_to(sentence, lexicon),
        *as_clause(sentence, lexicon),
    ):
        if not any(credit.numbers & other.numbers for other in found):
            found.append(credit)
    return sorted(found, key=lambda each: each.span.start)


def according_to(sentence: Sentence, lexicon: Lexicon) -> Iterator[Credit]:
    """ "Exports fell, **according to the ministry**." — "**Per the union**, …" — "in the words of X" """
    words = sentence.words
    for start in range(len(words)):
        for cue in _PHRASES:
            if tuple(word.text.lower() for word in words[start : start + len(cue)]) != cue:
                continue
            head = _phrase_head(sentence, start, len(cue))
            if head is None or (cue in _NEEDS_BODY and not _is_body(sentence, head, lexicon)):
                break
            source = tuple(phrase(sentence, head, frozenset(range(1, start + len(cue) + 1))))
            own = (*words[start : start + len(cue)], *source)
            last = max(word.number for word in own)
            yield Credit(
                "according_to",
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


def _scope(sentence: Sentence, word: Word, first: int, last: int) -> tuple[Span, bool]:
    """
    What a credit from the word numbered *first* to *last* reports: the whole sentence where it opens or closes it, else
    the clause that it hangs in.
    """
    if first == 1 or _nothing_follows(sentence, last):
        return sentence.span, True
    top = sentence.head(word)
    while top is not None and top.relation in {"nsubj", "obj", "nmod", "obl"}:
        top = sentence.head(top)
    if top is None or first <= top.number <= last:
        return sentence.span, True
    joins = {each.number for each in sentence.children(top, "cc", "mark")}
    return phrase_span(sentence.subtree(top, lambda each: each.number in joins)), False


def _phrase_head(sentence: Sentence, start: int, length: int) -> Word | None:
    """The head of the noun phrase after a phrase cue: by the tree, else the next noun."""
    following = sentence.words[start + length :]
    cue_numbers = set(range(start + 1, start + length + 1))
    for word in following:
        marked = any(child.number in cue_numbers for child in sentence.children(word))
        if marked and word.upos in _NOMINAL and not word.has("PronType=Rel"):
            return word
    first = next((word for word in following[:_LONGEST_SOURCE] if word.upos in _NOMINAL), None)
    if first is None:
        return None
    for up in sentence.ancestors(first):
        if up.upos not in _NOMINAL or up.number <= start + length:
            break
        first = up
    return first


def _is_body(sentence: Sentence, head: Word, lexicon: Lexicon) -> bool:
    name = " ".join(word.text for word in phrase(sentence, head) if word.relation != "case")
    role = lexicon.role(head.lemma.lower())
    return lexicon.outlet(name) is not None or (role is not None and role.kind in {"body", "document"})


def _nothing_follows(sentence: Sentence, number: int) -> bool:
    """Is there nothing but punctuation after that word?"""
    return all(word.upos == "PUNCT" for word in sentence.words[number:])


def as_clause(sentence: Sentence, lexicon: Lexicon) -> Iterator[Credit]:
    """ "**As the mayor put it**, nobody won." (a verb of saying under "as", with no content of its own)"""
    for verb in sentence.words:
        mark = sentence.child(verb, "mark", "advmod")
        if verb.upos != "VERB" or mark is None or mark.lemma.lower() != "as" or mark.number > verb.number:
            continue
        entry = lexicon.cue(verb.lemma.lower(), "verb", "as clause")
        head = subject(sentence, verb)
        own = sentence.subtree(verb)
        if entry is None or head is None or head not in own or sentence.child(verb, "ccomp", "xcomp") is not None:
            continue
        source = tuple(phrase(sentence, head, frozenset((verb.number, mark.number))))
        yield Credit(
            "as_clause",
            sentence,
            tuple(own),
            (verb,),
            source,
            head,
            "verb",
            verb.lemma.lower(),
            *_scope(sentence, verb, own[0].number, own[-1].number),
        )


def side_credit(sentence: Sentence, lexicon: Lexicon) -> Iterator[Credit]:
    """
    A verb of reporting with its source, set off by commas from what it reports.

    "…, **CNN reported**." — "…, **says the energy minister**" — "…, **the fire station said Monday**, as …" — "Exports,
    **the ministry said**, had fallen."
    """
    for verb in sentence.words:
        if verb.upos in {"VERB", "AUX"} and _reports(verb, lexicon):
            credit = _subject_first(sentence, verb) or _verb_first(sentence, verb)
            if credit is not None:
                yield credit


def _reports(word: Word, lexicon: Lexicon) -> bool:
    return word.has("VerbForm=Fin") and lexicon.cue(word.lemma.lower(), "verb", "credit") is not None


def _subject_first(sentence: Sentence, verb: Word) -> Credit | None:
    """ "…, the state news agency said on Tuesday," — "…, Anne Ricci, the agency's chief, said" """
    before = list(sentence.words[: verb.number - 1])
    while before and before[-1].upos in {"AUX", "ADV"}:
        before.pop()
    appositive: list[Word] = []
    if before and before[-1].text == ",":
        appositive = [before.pop()]
        while before and not _is_break(before[-1]):
            appositive.insert(0, before.pop())
        if not before or before[-1].text != "," or not _is_noun_phrase(appositive[:-1]):
            return None
        appositive.insert(0, before.pop())
    noun_phrase: list[Word] = []
    while before and not _is_break(before[-1]) and len(noun_phrase) <= _LONGEST_SOURCE:
        noun_phrase.insert(0, before.pop())
    if not before or not _is_noun_phrase(noun_phrase):
        return None
    return _credit(sentence, verb, [*noun_phrase, *appositive[:-1]], before[-1], _tail(sentence, verb))


def _verb_first(sentence: Sentence, verb: Word) -> Credit | None:
    """ "…, says the energy minister" — "…, said Ben Rodes, the president's adviser." """
    comma = sentence.word(verb.number - 1)
    if comma is None or not _is_break(comma) or verb.lemma.lower() not in _INVERTING:
        return None
    rest = list(sentence.words[verb.number :])
    end = next((index for index, word in enumerate(rest) if _is_break(word) or word.text in {".", "!"}), len(rest))
    if not _is_noun_phrase(rest[:end]) or end > _LONGEST_SOURCE:
        return None
    if end < len(rest) and rest[end].text == "," and _is_noun_phrase(rest[end + 1 : -1]):
        end = len(rest) - 1
    return _credit(sentence, verb, rest[:end], comma, rest[:end])


def _is_break(word: Word) -> bool:
    """A comma, a dash, or a closing quotation mark after one."""
    return word.text in {",", "—", "–", "--"} or (word.upos == "PUNCT" and word.text[-1:] in "”\"’'»")


def _tail(sentence: Sentence, verb: Word) -> list[Word] | None:
    """The words after the verb up to the next comma or the end, if they only say when, where or to whom."""
    tail: list[Word] = []
    for word in sentence.words[verb.number :]:
        if _is_break(word) or word.text in {".", "!", "?", ";"}:
            break
        tail.append(word)
    if len(tail) > _LONGEST_TAIL or any(word.upos not in _TAIL for word in tail) or (tail and tail[0].upos == "PRON"):
        return None
    objects = [word for word in sentence.children(verb, "obj", "xcomp") if word in tail and word.upos != "PROPN"]
    return None if objects else tail


def _credit(
    sentence: Sentence, verb: Word, source: list[Word], opening: Word, tail: list[Word] | None
) -> Credit | None:
    """The credit from its *opening* comma to its *tail*; None where nothing before it could be reported."""
    reported = sentence.words[: opening.number - 1]
    if tail is None or not any(word.upos != "PUNCT" for word in reported):
        return None
    last = max(verb.number, *(word.number for word in (*tail, *source)))
    closing = _nothing_follows(sentence, last) or _cites(sentence, last)
    complete = any(word.upos == "VERB" or word.relation in {"cop", "aux"} for word in reported)
    if closing and not complete and verb.number - opening.number < 3:
        return None
    nouns = [word for word in source if word.upos in _NOMINAL]
    head = subject(sentence, verb)
    if head not in nouns:
        inside = {word.number for word in source}
        tops = [word for word in nouns if word.head not in inside]
        head = (tops or nouns)[-1]
    start = opening.number - (opening.upos == "PUNCT" and opening.text in {",", "—", "–", "--"})
    rule = "closing_credit" if closing else "inserted_credit"
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


def _goes_on(sentence: Sentence, verb: Word, end: int) -> bool:
    """Does the sentence after a credit go on with what was reported, and not with what the source did besides?"""
    rest = [word for word in sentence.words[end:] if word.upos != "PUNCT"]
    if not rest or rest[0].lemma.lower() in _BESIDE or rest[0].has("VerbForm=Ger"):
        return False
    clause = sentence.head(rest[0])
    if rest[0].upos == "CCONJ" and clause is not None and own_subject(sentence, clause) is not None:
        return False
    return not (rest[0].upos == "VERB" and rest[0].head == verb.number)


def relative_credit(sentence: Sentence, lexicon: Lexicon) -> Iterator[Credit]:
    """
    "The rules, which **staff said** were strict, apply" — "a network that **investigators claim** is run from abroad"

    A relative pronoun, a source, a verb of saying, and at once the verb of what it says.
    """
    for verb in sentence.words:
        after = sentence.word(verb.number + 1)
        if verb.upos != "VERB" or after is None or after.upos not in {"AUX", "VERB"} or not after.has("VerbForm=Fin"):
            continue
        if not verb.has("VerbForm=Fin") or lexicon.cue(verb.lemma.lower(), "verb", "that") is None:
            continue
        source = list(sentence.words[: verb.number - 1])
        noun_phrase: list[Word] = []
        while source and not _is_relative(source[-1]) and len(noun_phrase) < _LONGEST_SOURCE:
            noun_phrase.insert(0, source.pop())
        if source and _is_relative(source[-1]) and _is_noun_phrase(noun_phrase):
            end = next(
                (w for w in sentence.words[verb.number :] if _is_break(w) or w.text in {".", "!", "?", ";"}), None
            )
            stop = end.span.start if end is not None else sentence.span.end
            head = subject(sentence, verb)
            nouns = [word for word in noun_phrase if word.upos in _NOMINAL]
            yield Credit(
                "relative_credit",
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


def name_and_colon(sentence: Sentence, lexicon: Lexicon) -> Iterator[Credit]:
    """ "**Reis:** port must reopen before summer" (a headline; further down a colon has too many other uses)"""
    colon = next((word for word in sentence.words[: _LONGEST_NAME_LINE + 1] if word.text == ":"), None)
    if colon is None or colon.number == 1 or sentence.paragraph > _LAST_HEADLINE or sentence.words[-1].text == "?":
        return
    name = list(sentence.words[: colon.number - 1])
    rest = sentence.words[colon.number :]
    told = any(word.upos in {"VERB", "AUX"} for word in rest) and rest[0].text[0] not in "“\"‘'`"
    if told and name[-1].upos == "PROPN" and all(word.upos in {"PROPN", "NOUN", "DET", "ADJ"} for word in name):
        inside = {word.number for word in name}
        head = next((word for word in name if word.upos == "PROPN" and word.head not in inside), name[-1])
        scope = Span(rest[0].span.start, sentence.span.end)
        words = tuple(sentence.words[: colon.number])
        yield Credit("name_and_colon", sentence, words, (colon,), tuple(name), head, "punctuation", ":", scope, False)


def _is_relative(word: Word) -> bool:
    return word.lemma.lower() in {"which", "who", "that", "whom"} and word.upos in {"PRON", "DET", "SCONJ"}


def _cites(sentence: Sentence, number: int) -> bool:
    """Does the sentence end with ", citing …" after that word?"""
    rest = [word for word in sentence.words[number:] if word.upos != "PUNCT"]
    return bool(rest) and rest[0].text.lower() in {"citing", "quoting"}


def cited(credit: Credit) -> tuple[Word, tuple[Word, ...], Word] | None:
    """
    Whom a credit cites, as cue, source phrase and its head: "…, RTP reported, **citing the coast guard**".
    """
    for word in credit.words:
        if word.text.lower() in {"citing", "quoting"}:
            rest = credit.sentence.words[word.number :]
            head = credit.sentence.child(word, "obj") or next((each for each in rest if each.upos in _NOMINAL), None)
            if head is not None:
                return word, tuple(phrase(credit.sentence, head, frozenset((word.number,)))), head
    return None


def _is_noun_phrase(words: list[Word]) -> bool:
    """Determiners, adjectives, names and nouns with their prepositions: no verb, no clause."""
    if not words or words[0].upos in {"ADP", "CCONJ", "SCONJ"} or "PronType=Rel" in words[0].feats:
        return False
    if words[0].upos == "PRON" and len(words) > 1 and not words[0].has("Poss=Yes"):
        return False
    allowed = {"DET", "ADJ", "PROPN", "NOUN", "PRON", "PART", "ADP", "NUM", "PUNCT", "CCONJ", "X", "SYM"}
    return all(word.upos in allowed for word in words) and any(word.upos in _NOMINAL for word in words)
