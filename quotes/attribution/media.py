"""
The medium of a statement: where it was said or written.  It is no hop of the chain.

"said in **a statement**", "posted on **X**", "told **a press conference**", "**A report** described"
"""

from collections.abc import Iterable, Iterator

from quotes.attribution.relays import TALK, TELLING, Place
from quotes.attribution.sources import subject
from quotes.naming.outlet_names import outlet_at
from quotes.parsing import Sentence, Word, phrase_span
from quotes.text.spans import Span, Spans, overlap
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon

_PREPOSITIONS = frozenset(("in", "on", "at", "during", "via", "through", "to"))
#: A medium stands at most so many words from its cue.
_REACH = 10
#: Who is written or spoken to and carries nothing: "in an email to **staff**".
_HEARERS = word_class("hearers of messages")
_IN_PHRASE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "X", "SYM", "PRON", "PART"))


def medium_of(place: Place, said: Spans) -> Spans:
    """
    The phrase that names the medium of the statement with that cue, the nearest if several do; empty if none.

    What stands in what is *said* carried nothing: "said **the report** would be published", "told him **a complaint**".
    """
    sentence, cue, lexicon = place.sentence, place.cue, place.lexicon
    places = sorted(_places(place.narration, cue), key=lambda word: abs(word.number - cue.number))
    for before in places:
        words = _phrase(sentence, before.number + 1)
        if not words or overlap((phrase_span(words),), said):
            continue
        is_outlet = outlet_at(sentence, before.number + 1, lexicon, described=False) is not None
        if not is_outlet and _is_medium(words, lexicon) and not _is_talk_with_outlet(sentence, words, lexicon):
            span = phrase_span([*words, *_complement(sentence, words[-1])])
            full_stop = words[-1].text.endswith(".") and len(words[-1].text) > 1
            return (Span(span.start, span.end - full_stop),)
    return _document(sentence, cue, lexicon)


def _places(narration: Iterable[Word], cue: Word) -> Iterator[Word]:
    """The prepositions of the narration near the cue, and a cue of telling itself: a medium may stand behind each."""
    for word in narration:
        near = abs(word.number - cue.number) <= _REACH
        if near and word.upos == "ADP" and word.lemma.lower() in _PREPOSITIONS:
            yield word
    if cue.lemma.lower() in TELLING:
        yield cue


def _phrase(sentence: Sentence, start: int) -> list[Word]:
    """The noun phrase that begins with word number *start*, up to its head."""
    words: list[Word] = []
    for word in sentence.words[start - 1 :]:
        if not _goes_on(word, words[-1] if words else None):
            break
        words.append(word)
    while words and (words[-1].upos == "VERB" or words[-1].relation == "acl"):
        words.pop()  # "a statement | **released** on Monday", "analysts | **surveyed** by RTP"
    return words


def _goes_on(word: Word, before: Word | None) -> bool:
    """
    Whether a word belongs to the noun phrase with the one before it, if there is one.

    "in the interview | **she** said", "took to Twitter | **to** say so", "a statement | **that** the port must reopen",
    "on his profile | **a** comment"
    """
    if before is not None and word.upos == "PRON":
        return word.has("Poss=Yes")
    if before is not None and word.upos == "DET":
        return before.upos in {"DET", "ADJ"}
    modifier = word.upos == "VERB" and word.relation == "amod"
    other = word.xpos == "TO" or word.lemma.lower() in {"that", "which"} or "://" in word.text
    return not other and (word.upos in _IN_PHRASE or modifier)


def _is_medium(words: list[Word], lexicon: Lexicon) -> bool:
    """Whether the phrase, or its head noun, is a medium in the lexicon; "in **order** to say" is none."""
    if [word.lemma.lower() for word in words] == ["order"]:
        return False
    bare = [word for word in words if word.upos not in {"DET", "PRON", "PART"}]
    text = " ".join(word.text for word in bare).rstrip(".")  # "posted on X." is one token to the splitter
    return bool(bare) and (lexicon.medium(bare[-1].lemma) is not None or lexicon.medium(text) is not None)


def _is_talk_with_outlet(sentence: Sentence, words: list[Word], lexicon: Lexicon) -> bool:
    """ "in an interview **with RTP**": the outlet carries the words there, a relay; not "in an email **to staff**"."""
    link = sentence.word(words[-1].number + 1)
    if words[-1].lemma.lower() not in TALK or link is None or link.lemma.lower() not in {"with", "to"}:
        return False
    hearer = sentence.word(link.number + 1)
    return hearer is None or hearer.text.casefold() not in _HEARERS


def _complement(sentence: Sentence, head: Word) -> list[Word]:
    """ "a transcript **of his speech**" """
    link = sentence.word(head.number + 1)
    if link is None or link.lemma.lower() != "of":
        return []
    rest = _phrase(sentence, link.number + 1)
    return [link, *rest] if rest else []


def _document(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Spans:
    """The document that is said to say it: "**A report** by the group described"."""
    holder = subject(sentence, cue)
    if holder is None or holder.upos != "NOUN" or lexicon.medium(holder.lemma) is None:
        return ()
    first = min((w.number for w in sentence.children(holder, "det", "amod", "compound")), default=holder.number)
    return (phrase_span(sentence.words[min(first, holder.number) - 1 : holder.number]),)
