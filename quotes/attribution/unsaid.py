"""
What has the shape of a statement and is none: pictures that are shown, silence, the wish not to be named, and whatever
a reporter asked.

    posted **a picture** of the wall — did not **respond** to a request for comment — asked **not to be named**
"""

from quotes.attribution.candidates import Candidate
from quotes.parsing import Sentence, Word
from quotes.words.classes import word_class

#: What is posted, shared or released without a word.
_PICTURES = word_class("pictures")
#: Verbs that "not" makes a silence, and those that "declined to" does.
_ANSWERING = word_class("verbs of answering")
_TELLING = word_class("verbs of answering", "verbs of telling")
#: "has yet to" and "did not immediately" have so many words.
_LONGEST_NOT = 3
_DECLINING = frozenset("decline refuse".split())
#: How somebody is named, and what one asks for who is not: "asked not to be **identified**", "requested **anonymity**".
_NAMING = frozenset("name identify quote".split())
_WISHING = word_class("verbs of wishing")
_ASKED_FOR = frozenset("comment interview information".split())


def is_unsaid(candidate: Candidate) -> bool:
    """Is nothing said there?"""
    sentence, cue = candidate.sentence, candidate.word
    return any(test(sentence, cue) for test in (_shows, _is_silent, _hides, _is_request, _is_asked))


def _shows(sentence: Sentence, cue: Word) -> bool:
    """ "**posted** a picture of the wall", "**released** footage of the raid"; not "posted a video and said …" """
    shown = sentence.child(cue, "obj")
    return shown is not None and shown.lemma.lower() in _PICTURES and sentence.child(cue, "ccomp") is None


def _is_silent(sentence: Sentence, cue: Word) -> bool:
    """ "did not **reply** to emails", "has yet to **respond**", "refused to **say** whether"; not "did not say so" """
    above = sentence.head(cue) if cue.relation == "xcomp" else None
    declined = above is not None and above.lemma.lower() in _DECLINING and cue.lemma.lower() in _TELLING
    before = sentence.words[max(0, cue.number - 1 - _LONGEST_NOT) : cue.number - 1]
    not_yet = any(word.text.lower() in {"not", "n't", "n’t", "never", "yet"} for word in before)
    return declined or (not_yet and cue.upos == "VERB" and cue.lemma.lower() in _ANSWERING)


def _hides(sentence: Sentence, cue: Word) -> bool:
    """ "**asked** not to be named", "who **requested** anonymity" """
    wish = sentence.child(cue, "xcomp", "ccomp", "advcl")
    unnamed = wish is not None and wish.lemma.lower() in _NAMING and sentence.child(wish, "aux:pass", "aux") is not None
    thing = sentence.child(cue, "obj", "obl")
    hidden = thing is not None and thing.lemma.lower() == "anonymity"
    return cue.lemma.lower() in _WISHING and (unnamed or hidden)


def _is_request(sentence: Sentence, cue: Word) -> bool:
    """ "a **request** for comment" """
    wanted = sentence.child(cue, "nmod")
    return cue.lemma.lower() == "request" and wanted is not None and wanted.lemma.lower() in _ASKED_FOR


def _is_asked(sentence: Sentence, cue: Word) -> bool:
    """ "**Asked** whether he would resign, Prata said no": the reporter's question leads to a statement."""
    participle = cue.has("VerbForm=Part") and cue.has("Tense=Past") and cue.relation == "advcl"
    return cue.lemma.lower() == "ask" and participle and sentence.child(cue, "nsubj") is None
