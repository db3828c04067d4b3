"""
Issuers: whose a document is that a source only calls by its noun, told beside it or where it was spoken of before.

    A report, issued by the port, says … — The port sent a letter to Ana Reis. The letter asks her to leave.
"""

from collections.abc import Iterator
from itertools import takewhile

from quotes.naming.nominals import Phrase
from quotes.naming.people import Figure
from quotes.parsing import Sentence, Word
from quotes.speakers.answers import Context
from quotes.speakers.query import Query
from quotes.text.spans import Span
from quotes.words.classes import word_class

_PUTTING_OUT, _SEEN = word_class("verbs of putting out"), word_class("verbs of seeing")
#: What is written in a paper, and so put out by it.
_WRITINGS = word_class("nouns of writing")
#: "The council's **website**" says what the council says.
_OWN_MEDIA = word_class("nouns of own media")
#: What an issuer stands behind, "a statement **by** the port", and what no issuer does: "a study **in** Nature".
_BY, _IN = frozenset({"by", "from"}), frozenset({"in", "on", "into", "about", "during"})
#: What a document may stand in or tell of.
_HOLDERS = frozenset({"body", "outlet", "place", "plural", "thing"})


def issuer_of(query: Query, context: Context) -> Figure | None:
    """Who put out "a letter", and "the letter" by the last mention before that tells it; None where none does."""
    phrase = query.phrase
    if phrase is None or not is_put_out(phrase):
        return None
    own = phrase.core[-1]
    # "the letter found beside the boat" is not the one that was spoken of
    again = phrase.is_definite and len(phrase.words) == len(phrase.core) + 1
    for sentence in reversed(context.parse.sentences[: phrase.sentence + 1]):
        for noun in reversed(sentence.with_lemma(own.lemma.casefold())):
            if noun.span.start > own.span.start or not (noun is own or again):
                continue
            issuer = next(filter(None, (_meant(each, sentence, context) for each in _issuing(noun, sentence))), None)
            if issuer is not None:
                return issuer
    return None


def is_put_out(phrase: Phrase) -> bool:
    """Whether a phrase means a document, or something else that is somebody's who says it: "the council’s website"."""
    if not phrase.core:
        return False
    is_document = phrase.role is not None and phrase.role.kind == "document"
    return is_document or phrase.core[-1].lemma.casefold() in _OWN_MEDIA


def issuing_in(phrase: Phrase, sentence: Sentence) -> Iterator[Word]:
    """The words in the phrase of a document for those who put it out: "data published by **Faro Lines**"."""
    if is_put_out(phrase):
        yield from (each for each in _issuing(phrase.core[-1], sentence) if each in phrase.words)


def is_held_by(figure: Figure, phrase: Phrase, sentence: Sentence) -> bool:
    """
    True for a body in which a document only stands, or of which it tells: "a study in the journal **Nature**".

    Not for a paper that puts out what is written in it: "a story in **El Faro**".
    """
    if figure.kind not in _HOLDERS or not phrase.core:
        return False
    own = [m.span for m in figure.within(phrase.span) if phrase.span.covers(m.span)]
    tops = [top for each in own if (top := _sort_before(each, sentence) or sentence.top_of(each)) is not None]
    journal = any(each.lemma.casefold() == "journal" for each in tops)
    written = figure.kind in {"body", "outlet"} and phrase.core[-1].lemma.casefold() in _WRITINGS
    may_be = journal or (is_put_out(phrase) and not written)
    return may_be and bool(tops) and all(_stands_in(each, phrase, sentence) for each in tops)


def _sort_before(name: Span, sentence: Sentence) -> Word | None:
    """The noun that says what a name behind it is of, wherever the tree hangs the name: "in the **journal** Nature"."""
    words = sentence.overlapping(name)
    before = sentence.word(words[0].number - 1) if words else None
    is_sort = before is not None and before.upos == "NOUN" and sentence.child(before, "case") is not None
    return before if is_sort else None


def _stands_in(word: Word, phrase: Phrase, sentence: Sentence) -> bool:
    """Whether the way up from a word to the noun of its phrase goes through "in"."""
    below = {each.number for each in phrase.words if each is not phrase.core[-1]}
    way = takewhile(lambda each: each.number in below, (word, *sentence.ancestors(word)))
    cases = {each.lemma.casefold() for one in way for each in sentence.children(one, "case")}
    return not cases.isdisjoint(_IN)


def _issuing(noun: Word, sentence: Sentence) -> Iterator[Word]:
    """
    The words for those who may have put a document out.

    "**the port**'s letter", "an **FPB** letter", "a letter by **the port**", "a letter sent by **the port**", "**The
    port** sent a letter"
    """
    yield from (each for each in sentence.children(noun, "nmod", "compound") if _is_of(each, sentence))
    for clause in sentence.children(noun, "acl"):
        if clause.lemma.casefold() in _SEEN:
            continue  # a letter seen by Reuters
        yield from (each for each in sentence.children(clause, "obl") if _stands_behind(each, sentence))
    verb = sentence.head(noun) if noun.relation == "obj" else None
    if verb is not None and verb.lemma.casefold() in _PUTTING_OUT:
        yield from sentence.children(verb, "nsubj")


def _is_of(branch: Word, sentence: Sentence) -> bool:
    """Whether a branch of a noun says whose it is."""
    return branch.relation == "compound" or branch.deprel == "nmod:poss" or _stands_behind(branch, sentence)


def _stands_behind(branch: Word, sentence: Sentence) -> bool:
    """Whether "by" or "from" leads to it."""
    case = sentence.child(branch, "case")
    return case is not None and case.lemma.casefold() in _BY


def _meant(word: Word, sentence: Sentence, context: Context) -> Figure | None:
    """Whom a word names or describes; "reports from **Faro**" are not the town's."""
    case = sentence.child(word, "case")
    named = ("person",) if case is not None and case.lemma.casefold() == "from" else ("person", "body", "outlet")
    own = sentence.head(word)
    around = context.cast.within(word.span, *named, "nominal", "plural")
    # not what holds the document too: "**the port’s website**"
    found = [(m, f) for m, f in around if own is None or not m.span.overlaps(own.span)]
    return next((f for m, f in found if f.kind in named or sentence.top_of(m.span) is word), None)
