"""
Appositions: descriptions that stand right beside a name and say what it is.

    the operator, Faro Lines, — the civic group River Watch — the Pier Alliance, a trade group,
"""

from quotes.parsing import Sentence, Word
from quotes.text.spans import Span

#: Prepositions that place an event: "In the village, Faro Lines" says nothing about what Faro Lines is.
_PLACING = frozenset("in at on after before during since near from inside outside under over amid".split())


def nouns_beside(sentence: Sentence, name: Span) -> list[Word]:
    """
    The head nouns of the descriptions that a comma sets off from a name: of that before it, and of those behind.

    A parser takes "**the clerk**, Ana Reis, said" for an apposition, or for two subjects.
    """
    head = sentence.top_of(name)
    if head is None:
        return []
    above, before = sentence.head(head), sentence.word(head.number - 1)
    if above is not None and head.relation != "appos":
        twins = [w for w in sentence.children(above, head.deprel) if w.number < head.number]
        above = twins[-1] if twins and before is not None and before.text == "," else None
    return [*([above] if above is not None else []), *sentence.children(head, "appos")]


def described_as(sentence: Sentence, name: Span) -> tuple[Word, ...]:
    """The head nouns of the descriptions beside a name: of that on which it hangs, and of those that hang on it."""
    head = sentence.top_of(name)
    if head is None:
        return ()
    above = sentence.head(head) if head.relation in {"appos", "flat"} else None
    placed = sentence.child(above, "case") if above is not None else None
    if placed is not None and placed.text.casefold() in _PLACING:
        above = None
    beside = (above, *(each for each in sentence.children(head, "appos") if _begins(sentence, each)))
    return tuple(each for each in beside if each is not None and _is_common(each))


def _begins(sentence: Sentence, noun: Word) -> bool:
    """Whether a description has an article or an owner: ", **Peru’s** largest operator"; not ", **her** old label"."""
    owner = sentence.child(noun, "nmod:poss")
    return sentence.child(noun, "det") is not None or (owner is not None and owner.upos == "PROPN")


def _is_common(word: Word) -> bool:
    return word.upos == "NOUN" and word.text.islower() and not word.has("Number=Plur")
