"""Listeners: sources that were told something and did not say it: "a **court** heard that …"."""

from quotes.attribution.sources import LISTENERS
from quotes.attribution.statement import Statement
from quotes.parsing import Parse, Sentence, Word
from quotes.words.classes import word_class

_TELLING = word_class("verbs of telling somebody")


def hearer_of(statement: Statement, parse: Parse) -> Word | None:
    """The word for who was told, where it was read as the source; None where the source speaks."""
    if statement.source is None or statement.cue is None or statement.cue.kind != "verb":
        return None
    sentence = parse.sentences[statement.source.sentence]
    head = sentence.word(statement.source.head)
    cue = sentence.overlapping(*statement.cue.spans)
    if head is None or not cue:
        return None
    verb = cue[-1]
    told = _is_told(sentence, head, verb) or _is_told_in_headline(sentence, head, verb)
    return head if told or _hears(sentence, head, verb) else None


def _hears(sentence: Sentence, head: Word, verb: Word) -> bool:
    """ "**The inquest** heard that …"."""
    own = head.relation == "nsubj" and sentence.head(head) == verb
    return verb.lemma == "hear" and own and head.text.casefold() not in {"i", "we", "he", "she"}


def _is_told(sentence: Sentence, head: Word, verb: Word) -> bool:
    """ "**Park** was told she …", with no teller behind "by"."""
    passive = head.deprel == "nsubj:pass" and sentence.head(head) == verb
    return verb.lemma in _TELLING and passive and sentence.child(verb, "obl:agent") is None


def _is_told_in_headline(sentence: Sentence, head: Word, verb: Word) -> bool:
    """ "Ship sank within minutes, **court** told" is short for "the court was told": the verb ends the sentence."""
    behind = [w for w in sentence.words if w.span.start >= verb.span.end and w.upos != "PUNCT"]
    return verb.text in {"told", "hears"} and not behind and head.text.casefold() in LISTENERS
