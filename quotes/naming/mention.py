"""Mention: one place of a document where a person, a body or a place is named or described."""

from typing import Literal

from attrs import frozen

from quotes.naming.titles import Title
from quotes.parsing import Parse, Sentence, Word
from quotes.text.spans import Nearby, Span

#: Kinds of role nouns that head the name of a body.
BODY = frozenset({"body", "outlet", "media"})
#: A sentence with this share of capitalised words is a headline in title case: capitals say nothing there.
_HEADLINE_SHARE = 0.7

#: What a mention, or a figure, is: ``nominal`` a person who is only described, ``plural`` several, ``thing`` neither.
EntityKind = Literal["person", "body", "outlet", "place", "document", "nominal", "plural", "thing"]


@frozen
class Mention:
    """
    One naming of a person or a body.

    *kind* is ``person``, ``body``, ``place`` or ``nominal`` (a description of a person, "the minister"), *name* the
    bare name or the noun phrase, *titles* what stands before or beside it, *quoted* whether inside quotation marks,
    *definite* whether it can take up something named before ("the group", not "a group", "the group of rowers"),
    *nouns* what a body is called beside its name ("the **operator**, Faro Lines").
    """

    span: Span
    sentence: int
    kind: EntityKind
    name: str
    titles: tuple[Title, ...] = ()
    quoted: bool = False
    definite: bool = True
    nouns: frozenset[str] = frozenset()


def quotations(parse: Parse) -> tuple[Span, ...]:
    """What stands inside quotation marks of the document, without the quotations within quotations."""
    return tuple(each.span for each in parse.document.quoted if each.depth == 0)


def is_inside(span: Span, quoted: Nearby[Span]) -> bool:
    """Whether a span stands within one of *quoted*."""
    return any(each.covers(span) for each in quoted.near((span,)))


def is_headline(sentence: Sentence) -> bool:
    """True where nearly all words are capitalised, verbs too, without a stop: "Board **Closes** Harbour"."""
    if sentence.words[-1].text == "." or any(each.upos == "VERB" and each.text.islower() for each in sentence.words):
        return False
    words = [each for each in sentence.words if each.text[:1].isalpha() and len(each.text) > 3]
    return len(words) > 3 and sum(each.text[0].isupper() for each in words) / len(words) >= _HEADLINE_SHARE


def is_modifier(sentence: Sentence, word: Word) -> bool:
    """True for a word that only modifies a later noun: "the Kim family"."""
    head = sentence.head(word)
    return word.relation == "compound" and head is not None and head.number > word.number and head.upos == "NOUN"
