"""
Issuers: whose a document is that a source only calls by its noun, told where the document was spoken of before.

    The port sent a letter to Ana Reis. The letter asks her to leave. — by a letter of the port
"""

from collections.abc import Iterator

from quotes.naming.people import Figure
from quotes.parsing import Sentence, Word
from quotes.speakers.answers import Context
from quotes.speakers.referents import Query
from quotes.words.classes import word_class

_PUTTING_OUT = word_class("verbs of putting out")
#: What an issuer stands behind: "a statement **by** the port".
_BY = frozenset({"by", "from"})


def issuer_of(query: Query, context: Context) -> Figure | None:
    """Who put out "the letter", by the last mention of a letter before that tells it; None where none does."""
    phrase = query.phrase
    if phrase is None or not phrase.core or phrase.role is None or phrase.role.kind != "document":
        return None
    if not phrase.is_definite:
        return None
    lemma = phrase.core[-1].lemma.casefold()
    for sentence in reversed(context.parse.sentences[: phrase.sentence + 1]):
        for noun in reversed(sentence.with_lemma(lemma)):
            named = (_named(each, context) for each in _issuing(noun, sentence))
            issuer = next(filter(None, named), None) if noun.span.start < phrase.span.start else None
            if issuer is not None:
                return issuer
    return None


def _issuing(noun: Word, sentence: Sentence) -> Iterator[Word]:
    """
    The words for those who may have put a document out.

    "**the port**'s letter", "an **FPB** letter", "a letter by **the port**", "a letter sent by **the port**", "**The
    port** sent a letter"
    """
    yield from (each for each in sentence.children(noun, "nmod", "compound") if _is_of(each, sentence))
    for clause in sentence.children(noun, "acl"):
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


def _named(word: Word, context: Context) -> Figure | None:
    """Whom a word names."""
    return next((figure for _, figure in context.cast.within(word.span, "person", "body", "outlet", "place")), None)
