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
_SELF = ("self", "selves")
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
    """True where nothing is said."""
    sentence, cue = candidate.sentence, candidate.word
    tests = (_shows, _is_silent, _hides, _is_request, _is_asked)
    return any(test(sentence, cue) for test in tests) or _is_reflexive(candidate)


def _is_reflexive(candidate: Candidate) -> bool:
    """ "The keeper blamed **himself**": nobody has that said."""
    words = candidate.content_words
    return bool(words) and all(word.upos == "PRON" and word.text.lower().endswith(_SELF) for word in words)


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


#: Words that turn a verb of saying into its contrary, "not only" aside.
_NOT = frozenset(("not", "n't", "n’t", "never", "neither", "nor"))
_ONLY = frozenset(("only", "just", "merely"))
#: Subjects that nobody is.
_NOBODY = frozenset(("nobody", "none", "neither"))
_NO = frozenset(("no", "neither"))
#: Modals of what somebody might say but did not.
_HYPOTHETICAL = frozenset(("would", "might", "could", "may"))
#: Verbs and adjectives that keep somebody from saying what follows, "to": "**failed** to say", "**unable** to confirm".
_KEEPING = word_class("words of not saying")


def not_made(candidate: Candidate) -> bool:
    """
    Whether the text says that the statement was not made, or only might be.

    "did **not** say whether", "**nobody** has claimed", "has **yet** to confirm", "**refused** to say", "**might**
    say", "said **nothing**", "left **without** saying", "**Did** she say so**?**"
    """
    sentence, cue = candidate.sentence, candidate.word
    if _keeps_silent(sentence, cue):
        return True
    return (
        candidate.attitude == "assertion"
        and candidate.kind == "verb"
        and any(
            test(sentence, cue)
            for test in (
                *(_is_negated, _is_nobodys, _is_kept_back, _is_left_out),
                *(_is_hypothetical, _says_nothing, _in_doubt),
            )
        )
    )


def _keeps_silent(sentence: Sentence, cue: Word) -> bool:
    """ "**declined** to comment", "**refused** to say whether"; not "refused to pay" """
    kept = sentence.child(cue, "xcomp")
    return cue.lemma.lower() in _DECLINING and kept is not None and kept.lemma.lower() in _TELLING


def _is_negated(sentence: Sentence, cue: Word) -> bool:
    """ "did **not** say whether", "**neither** confirm **nor** deny"; not "not only said" """
    if _has_not(sentence, cue):
        return True
    below = cue
    for above in sentence.ancestors(cue):
        joined = any(word.text.lower() in {"or", "nor"} for word in sentence.children(below, "cc"))
        if below.deprel != "conj" or above.upos != "VERB" or not joined:
            return False
        if _has_not(sentence, above):
            return True
        below = above
    return False


def _has_not(sentence: Sentence, verb: Word) -> bool:
    """ "did **not** say", "**neither** confirm"; not "not only said" """
    for word in sentence.children(verb, "advmod", "cc", "cc:preconj"):
        after = sentence.word(word.number + 1)
        if word.text.lower() in _NOT and word.number < verb.number and not (after and after.text.lower() in _ONLY):
            return True
    return False


def _is_nobodys(sentence: Sentence, cue: Word) -> bool:
    """ "**nobody** has claimed", "**no** official said", "**No one** told" """
    subject = sentence.child(cue, "nsubj", "nsubj:pass")
    if subject is None:
        return False
    no = any(word.text.lower() in _NO for word in sentence.children(subject, "det"))
    return subject.text.lower() in _NOBODY or no


def _is_kept_back(sentence: Sentence, cue: Word) -> bool:
    """ "**refused** to say", "has **yet** to confirm" """
    above = sentence.head(cue) if cue.relation in {"xcomp", "ccomp"} else None
    if above is not None and above.lemma.lower() in _KEEPING:
        return True
    before = sentence.words[max(0, cue.number - 4) : cue.number - 1]
    return [word.text.lower() for word in before[-2:]] == ["yet", "to"]


def _is_left_out(sentence: Sentence, cue: Word) -> bool:
    """ "left **without** saying", "It is unclear **whether** she said" """
    before = sentence.word(cue.number - 1)
    without = before is not None and before.lemma.lower() == "without"
    return without or any(word.lemma.lower() == "whether" for word in sentence.children(cue, "mark"))


def _is_hypothetical(sentence: Sentence, cue: Word) -> bool:
    """ "**might** say"; not "would **only** say", nor "would like to say", where another verb has the modal"""
    beside = (sentence.word(cue.number - 1), sentence.word(cue.number + 1))
    if any(word is not None and word.text.lower() in _ONLY for word in beside):
        return False
    return any(word.text.lower() in _HYPOTHETICAL for word in sentence.children(cue, "aux"))


def _says_nothing(sentence: Sentence, cue: Word) -> bool:
    """ "said **nothing** to reporters" """
    thing = sentence.child(cue, "obj")
    return thing is not None and thing.text.lower() == "nothing"


def _in_doubt(sentence: Sentence, cue: Word) -> bool:
    """ "**Did** the mayor say that …**?**" """
    asks = any(word.text == "?" for word in sentence.words[-2:])
    first = next((word for word in sentence.words if word.upos != "PUNCT"), None)
    return asks and first is not None and first.upos == "AUX" and first in sentence.children(cue, "aux")
