"""
Small repairs of the tree before the shapes are read, where the surface plainly contradicts the parser.

Each repair is a function from a sentence to a sentence; it rehangs words and changes nothing else.  They concern what
parsers get wrong around reported speech, and act only on words that the lexicon knows as cues.
"""

from collections.abc import Callable

from attrs import evolve

from quotes.lexicon import Lexicon
from quotes.statements.sources import own_subject
from quotes.syntax import Sentence, Word

#: How many words may stand between a cue and its "that" ("said **in a statement issued on Friday** that").
_LONGEST_ADJUNCT = 12
_CONTENT = ("ccomp", "xcomp", "parataxis")


def mended(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence after all repairs."""
    for repair in REPAIRS:
        sentence = repair(sentence, lexicon)
    return sentence


def coordinated_cues(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """
    "The firm said the wall **had been inspected** and **vowed** “full cooperation”."

    The second cue hangs below the first one's content; it belongs beside the first cue.
    """
    for verb in sentence.words:
        content = sentence.head(verb)
        if verb.deprel != "conj" or content is None or content.deprel != "ccomp" or verb.upos != "VERB":
            continue
        cue = sentence.head(content)
        if cue is None or not _is_cue(cue, lexicon) or not _is_cue(verb, lexicon) or cue.number > verb.number:
            continue
        if own_subject(sentence, verb) is None and verb.xpos == cue.xpos and _says_more(sentence, verb, content):
            sentence = _rehung(sentence, {verb.number: (cue.number, "conj")})
            later = [w for w in sentence.children(cue, *_CONTENT) if w.number > verb.number]
            sentence = _rehung(sentence, {w.number: (verb.number, w.deprel) for w in later})
    return sentence


def _says_more(sentence: Sentence, verb: Word, content: Word) -> bool:
    """Is the second verb the speaker's, and no further part of what was said?"""
    own = sentence.child(verb, "ccomp", "xcomp", "obj")
    other_form = content.xpos != verb.xpos or sentence.child(content, "aux", "cop", "aux:pass") is not None
    return other_form and (own is not None or sentence.child(verb, "obl") is not None)


def that_clause_beyond_adjunct(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """
    "The ministry said in a statement **that work had been held up**."

    The clause hangs below the noun of the adjunct, as if it were a relative clause.
    """
    for cue in sentence.words:
        if not _is_cue(cue, lexicon) or _has_content(sentence, cue):
            continue
        for that in sentence.words[cue.number : cue.number + _LONGEST_ADJUNCT]:
            if that.upos == "VERB" and that.relation != "acl":
                break
            clause = sentence.head(that)
            if that.lemma.lower() != "that" or clause is None or clause.number < that.number:
                continue
            holder = sentence.head(clause)
            if clause.relation == "acl" and holder is not None and cue.number < holder.number < that.number:
                sentence = _rehung(sentence, {clause.number: (cue.number, "ccomp")})
            break
    return sentence


def _has_content(sentence: Sentence, cue: Word) -> bool:
    return sentence.child(cue, *_CONTENT) is not None


def clause_after_cue(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """
    "…, saying **the alarm in August was false**."

    A cue followed at once by a noun phrase and its verb, which hang somewhere else.
    """
    for cue in sentence.words:
        if not _is_cue(cue, lexicon) or _has_content(sentence, cue) or sentence.child(cue, "obj") is not None:
            continue
        following = sentence.word(cue.number + 1)
        if following is None or following.upos not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "SCONJ"}:
            continue
        clause = _clause_of(sentence, following)
        if clause is not None and clause.number > cue.number and not _below(sentence, cue, clause):
            sentence = _rehung(sentence, {clause.number: (cue.number, "ccomp")})
    return sentence


def _clause_of(sentence: Sentence, word: Word) -> Word | None:
    """The verb or predicate whose subject phrase *word* opens, or whose "that" it is."""
    for up in (word, *sentence.ancestors(word)):
        if up.deprel in {"nsubj", "nsubj:pass", "csubj", "expl", "mark"}:
            return sentence.head(up)
        if up.upos == "VERB":
            return None
    return None


def _below(sentence: Sentence, word: Word, top: Word) -> bool:
    """Does *word* hang below *top*? (Rehanging *top* under it would make a circle.)"""
    return any(up is top for up in sentence.ancestors(word))


def _is_cue(word: Word, lexicon: Lexicon) -> bool:
    return word.upos == "VERB" and lexicon.cue(word.lemma.lower(), "verb", "that") is not None


def _rehung(sentence: Sentence, changes: dict[int, tuple[int, str]]) -> Sentence:
    """The sentence with new heads and relations for the words of those numbers."""
    if not changes:
        return sentence
    words = tuple(
        evolve(word, head=changes[word.number][0], deprel=changes[word.number][1]) if word.number in changes else word
        for word in sentence.words
    )
    return evolve(sentence, words=words)


REPAIRS: tuple[Callable[[Sentence, Lexicon], Sentence], ...] = (
    coordinated_cues,
    that_clause_beyond_adjunct,
    clause_after_cue,
)
