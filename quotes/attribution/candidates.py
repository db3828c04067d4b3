"""
Indirect and mixed speech: what the tree of one sentence offers, kept where the lexicon knows the word in that frame.

A candidate is a proposal; which of them stand is decided in :mod:`quotes.attribution`.
"""

from collections.abc import Iterator
from functools import partial

from attrs import frozen

from quotes.attribution.calibration import Scale
from quotes.attribution.contents import content_spans, cue_words
from quotes.attribution.rules import Rule
from quotes.attribution.shapes import ADJECTIVE_SHAPES, COPULAR_CLAUSE, NOUN_SHAPES, VERB_SHAPES, Shape, ShapeFinder
from quotes.attribution.sources import is_hearing, is_participle, phrase, preposition, subject, takes
from quotes.parsing import Sentence, Word, phrase_span
from quotes.terms import Attitude, WordKind
from quotes.text.spans import Span, Spans
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon

#: Frames whose clause is followed to the end of the sentence.
_RUNNING_ON = frozenset(("that", "doing"))
#: Of what they meet with, others are the source: "The mayor **denied** claims that".
_MEETING = word_class("verbs of meeting claims")
_SHAPES: dict[str, tuple[WordKind, tuple[ShapeFinder, ...]]] = {
    "VERB": ("verb", VERB_SHAPES),
    "AUX": ("verb", VERB_SHAPES),
    "NOUN": ("noun", NOUN_SHAPES),
    "ADJ": ("adjective", ADJECTIVE_SHAPES),
}


@frozen
class Candidate:
    """
    A proposal.  *cue* are the cue's words in text order, *content* spans of the text, *source* the words of the source
    phrase with their *head* (both empty where there is none).  *word* is the one of the cue on which the shape hangs,
    *frame* the lexicon's name for the shape; *confidence* what *scale* says; *seconded* says that the network's labels
    propose the same content, *extends* that the content is a direct quotation and more.
    """

    rule: Rule
    frame: str
    sentence: Sentence
    word: Word
    cue: tuple[Word, ...]
    kind: WordKind
    lemma: str
    attitude: Attitude
    content: Spans
    source: tuple[Word, ...]
    head: Word | None
    confidence: float
    scale: Scale = "lexicon"
    seconded: bool = False
    extends: bool = False

    @property
    def cue_span(self) -> Span:
        """From the first to the last word of the cue."""
        return phrase_span(self.cue)

    @property
    def content_words(self) -> list[Word]:
        """The words of the content."""
        return [word for span in self.content for word in self.sentence.between(span)]


def tree_candidates(
    sentence: Sentence, text: str, lexicon: Lexicon, barred: frozenset[int] = frozenset()
) -> Iterator[Candidate]:
    """
    All that the tree of *sentence* offers; words in *barred* (a closing credit) are neither cue nor content.

    "He praised Russia for its stand and said he was pleased" gives ``praise`` (object for) and ``say`` (that).
    """
    for word in sentence.words:
        kind, finders = _SHAPES.get(word.upos, ("verb", ()))
        if word.number in barred:
            continue
        for finder in finders:
            for shape in finder(sentence, word):
                candidate = _candidate(sentence, text, lexicon, word, kind, shape, barred)
                if candidate is not None:
                    yield candidate


def _candidate(
    sentence: Sentence, text: str, lexicon: Lexicon, word: Word, kind: WordKind, shape: Shape, barred: frozenset[int]
) -> Candidate | None:
    entry = lexicon.cue(word.lemma.lower(), kind, shape.frame)
    if entry is None:
        return None
    cue = cue_words(sentence, word) if kind == "verb" else (word,)
    head = noun_source(sentence, word) if kind == "noun" else subject(sentence, word)
    if head in shape.tops:
        head = None
    own = frozenset(each.number for each in (sentence.subtree(word) if shape.around else cue))
    tops = frozenset(each.number for each in shape.tops)
    words = frozenset(each.number for each in cue)
    source = tuple(phrase(sentence, head, words - {head.number} | tops | barred)) if head is not None else ()
    before = range(1, word.number if is_participle(sentence, word) else 1)
    holes = own | barred | {each.number for each in source} | _aside(sentence, word, shape) | {*before}
    runs_on = shape.frame in _RUNNING_ON and kind != "noun" and not shape.around
    follow = partial(_is_cue, lexicon) if runs_on else None
    content = content_spans(sentence, text, shape.tops, cue, frozenset(holes), follow)
    if not content:
        return None
    return Candidate(
        rule=shape.rule,
        frame=shape.frame,
        sentence=sentence,
        word=word,
        cue=cue,
        kind=kind,
        lemma=word.lemma.lower(),
        attitude="assertion" if is_hearing(sentence, word) else entry.attitude_in(shape.frame),
        content=content,
        source=source,
        head=head,
        confidence=entry.frames[shape.frame],
    )


def _aside(sentence: Sentence, cue: Word, shape: Shape) -> set[int]:
    """
    The numbers of words that stand between the pieces of a content that begins before its cue, and are none of it.

    "Exports, the ministry said **on Friday**, had fallen" —
    "Her view **is** that exports will fall"
    """
    aside = [word for top in shape.tops for word in sentence.children(top, "cop") if shape.rule is COPULAR_CLAUSE]
    if min(word.number for top in shape.tops for word in sentence.subtree(top)) < cue.number:
        branches = [each for each in sentence.children(cue) if each not in shape.tops]
        aside += [word for each in branches for word in sentence.subtree(each)]
    return {word.number for word in aside if word.upos != "PUNCT"}


def _is_cue(lexicon: Lexicon, word: Word) -> bool:
    """Whether the lexicon has the verb as a cue of a clause or a quotation."""
    return takes(word, "that", lexicon) or takes(word, "quote", lexicon)


def noun_source(sentence: Sentence, noun: Word) -> Word | None:
    """
    Whose claim it is.

    "**the ministry's** claim that" — "a claim **by the ministry**" — "**The ministry** made the claim that"

    Nobody's in "the ministry denied a claim that" and "the ministry responded to claims that".
    """
    owner = sentence.child(noun, "nmod:poss")
    if owner is not None:
        return owner
    for modifier in sentence.children(noun, "nmod"):
        if preposition(sentence, modifier) in {"by", "from"}:
            return modifier
    verb = sentence.head(noun) if noun.relation == "obj" else None
    if verb is None or verb.lemma.lower() in _MEETING:
        return None
    return subject(sentence, verb)
