"""
What has the shape of a statement and is none: what a reporter asked, and what the text says was not said.

    **Asked** whether he would resign — did **not** say whether — **nobody** has claimed — **refused** to say
"""

from quotes.attribution.candidates import Candidate
from quotes.parsing import Sentence, Word
from quotes.words.classes import word_class

_SELF = ("self", "selves")
#: Words that turn a verb of saying into its contrary, "not only" aside.
_NOT = frozenset(("not", "n't", "n’t", "never", "neither", "nor"))
_ONLY = frozenset(("only", "just", "merely"))
#: Subjects that nobody is.
_NOBODY = frozenset(("nobody", "none", "neither"))
_NO = frozenset(("no", "neither"))
#: Modals of what somebody might say but did not.
_HYPOTHETICAL = frozenset(("would", "might", "could", "may", "should", "must"))
#: Verbs behind which stands what a talk was about, if no clause follows.
_TALKING = frozenset(("discuss", "comment", "touch"))
#: How findings are made public, and what they are called.
_SHOWING, _FINDINGS = word_class("verbs of publishing findings"), word_class("nouns of findings")
_OPENING_CLAUSES = frozenset(("that", "whether", "if", "how", "why", "what", "who", "when", "where"))
_DECLINING = frozenset(("decline", "refuse"))
_TELLING = word_class("verbs of answering", "verbs of telling")
#: Verbs and adjectives that keep somebody from saying what follows, "to": "**failed** to say", "**unable** to confirm".
_KEEPING = word_class("words of not saying")
#: Of what somebody may have said, and others say that he did.
_CHARGING = frozenset(("accuse", "suspect", "convict"))


def is_unsaid(candidate: Candidate) -> bool:
    """
    True where nothing is said: "The keeper blamed **himself**", "**Asked** whether he would go, Prata said no", "They
    **discussed** the plan".
    """
    sentence, cue, words = candidate.sentence, candidate.word, candidate.content_words
    if words and all(word.text.lower().endswith(_SELF) for word in words):
        return True
    if _is_talk(candidate) or _is_of_findings(candidate):
        return True
    asked = cue.text.lower() == "asked" and cue.has("VerbForm=Part") and cue.relation == "advcl"
    return asked and sentence.child(cue, "nsubj") is None


def _is_talk(candidate: Candidate) -> bool:
    """Whether only what the talk was about is told: "**discussed** the plan", but "**discussed** whether to go"."""
    words = candidate.content_words
    opens = words[0].lemma.lower() if words and words[0].number > candidate.word.number else ""
    is_about = opens.isalpha() and opens not in _OPENING_CLAUSES
    return candidate.kind == "verb" and candidate.lemma in _TALKING and is_about and candidate.frame != "that"


def _is_of_findings(candidate: Candidate) -> bool:
    """Whether only that one's own findings came out is told: "The team **reported** its results in Faro"."""
    if candidate.lemma not in _SHOWING:
        return False
    found = candidate.sentence.child(candidate.word, "obj")
    if found is None or found.lemma.lower() not in _FINDINGS:
        return False
    owner = candidate.sentence.child(found, "nmod:poss")
    return owner is not None and owner.xpos == "PRP$"


def not_made(candidate: Candidate) -> bool:
    """
    Whether the text says that the statement was not made, or only might be.

    "did **not** say whether", "**nobody** has claimed", "has **yet** to confirm", "**refused** to say", "**might**
    say", "said **nothing**", "left **without** saying", "is **accused of** lying", "**Did** she say so**?**"
    """
    sentence, cue = candidate.sentence, candidate.word
    tests = (
        _is_negated,
        _is_nobodys,
        _is_kept_back,
        _is_left_out,
        _is_charge,
        _is_hypothetical,
        _says_nothing,
        _in_doubt,
    )
    plain = candidate.attitude == "assertion" and candidate.kind == "verb"
    return _keeps_silent(sentence, cue) or (plain and any(test(sentence, cue) for test in tests))


def _keeps_silent(sentence: Sentence, cue: Word) -> bool:
    """ "**declined** to comment", "**refused** to say whether"; not "refused to pay" """
    kept = sentence.child(cue, "xcomp")
    return cue.lemma.lower() in _DECLINING and kept is not None and kept.lemma.lower() in _TELLING


def _is_negated(sentence: Sentence, cue: Word) -> bool:
    """ "did **not** say whether", "**neither** confirm **nor** deny"; not "not only said" """
    below = cue
    for verb in (cue, *sentence.ancestors(cue)):
        if verb is not cue:
            joined = any(word.text.lower() in {"or", "nor"} for word in sentence.children(below, "cc"))
            if not joined:
                return False
        if _has_not(sentence, verb):
            return True
        below = verb
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
    before = sentence.words[max(0, cue.number - 3) : cue.number - 1]
    yet = [word.text.lower() for word in before] == ["yet", "to"]
    return yet or (above is not None and above.lemma.lower() in _KEEPING)


def _is_left_out(sentence: Sentence, cue: Word) -> bool:
    """ "left **without** saying", "stopped **short of** saying", "It is unclear **whether** she said" """
    before = [word.text.lower() for word in sentence.words[max(0, cue.number - 3) : cue.number - 1]]
    left_out = before[-1:] == ["without"] or before == ["short", "of"]
    return left_out or any(word.lemma.lower() == "whether" for word in sentence.children(cue, "mark"))


def _is_charge(sentence: Sentence, cue: Word) -> bool:
    """ "is accused of **lying** about the vote": others say so"""
    above, mark = sentence.head(cue), sentence.child(cue, "mark", "case")
    return above is not None and above.lemma.lower() in _CHARGING and mark is not None and mark.lemma.lower() == "of"


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
    return asks and first is not None and first in sentence.children(cue, "aux")
