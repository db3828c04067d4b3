"""
The phrase that names who said it: the subject of the cue where it has one, else whose subject it shares.

All functions work on one sentence; a source is the head word of its phrase.
"""

from quotes.naming.nominals import hides
from quotes.parsing import Sentence, Word
from quotes.words.calendar import DAYS
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon

#: Relations over which a verb without a subject of its own shares the subject of its head:
#: "praised … **and said**", "…, **adding** that", "declined **to say**".
_SHARING = frozenset(("conj", "xcomp", "advcl", "parataxis"))
#: Branches of a source phrase that are no part of it: what it did, and clauses that only comment on it.
_NOT_IN_PHRASE = frozenset(("advcl", "parataxis", "ccomp", "csubj", "cop", "aux", "mark", "discourse", "advmod:emph"))
#: Prepositions that lead to a source and are no part of it, as "at" of "at least one" is.
_LEADING = frozenset(("by", "from", "in", "of"))
#: How who is judged stands behind a word of judging, besides as its object: "furious **with** the minister".
_TOWARDS = frozenset(("at", "on", "with"))
#: Verbs whose subject is judged: "**drew** the anger of nurses for saying".
_DRAWING = word_class("verbs of drawing")
#: What is asked with; "Reis's **called** for higher taxes" is no question.
_ASKING = word_class("verbs of asking") - {"call"}
#: Nouns that the parser takes for subjects, but that only say when ("Putin earlier **this month** accepted").
_TIMES = word_class("time nouns") | set(DAYS)
#: Participles behind which stands whom somebody has it from: "the minister, **citing** a report, said".
CITING = frozenset(("citing", "quoting"))
#: Who hears evidence: "the **inquest** heard", "**jurors** were told".
LISTENERS = word_class("hearers of evidence")
#: Verbs that have an object before "to" unless they are passive: "**urged** to wait"; and what no headline ends in.
_ADDRESSING = word_class("verbs of addressing")
_STOPS = frozenset((".", "!", "?", "”", '"', "’", "'"))
#: What labels end in, and the marks of lists.
_BEFORE_PHRASES = frozenset((":", "•", "·", "▪", "►", "■", "●", "◆", "*", "–", "—", "-->", ">", "»"))
#: Pronouns with nothing of their phrase before them.
_SUBJECTS = frozenset(("i", "he", "she", "we", "they"))
#: How somebody is quoted: "as **warning**".
_QUOTED_AS = word_class("verbs of being quoted as")
#: The longest way, in words, from "quoted" to its "as saying".
_LONGEST_QUOTING = 20
#: How many heads up a shared subject is looked for; longer ways are parser errors more often than not.
_LONGEST_WAY = 4


def takes(verb: Word, frame: str, lexicon: Lexicon) -> bool:
    """True where the lexicon has the word as a verb that takes a frame of `shapes`: ``that``, ``quote`` …"""
    return lexicon.cue(verb.lemma.lower(), "verb", frame) is not None


def takes_clauses(word: Word, lexicon: Lexicon) -> bool:
    """True for a verb that the lexicon has as a cue of clauses: "**said** that"."""
    return word.upos == "VERB" and takes(word, "that", lexicon)


def subject(sentence: Sentence, verb: Word) -> Word | None:
    """
    The head of the phrase that does what *verb* says, in the active or the passive.

    "**Lavrov**, who arrived on Wednesday, said …" — "… was described by **Lavrov** as …" — "Lusa quoted **Lavrov** as
    saying …"
    """
    quoting = verb if is_quoting(sentence, verb) else quoting_verb(sentence, verb)
    if quoting is not None:
        return quoted_party(sentence, quoting)
    if is_passive(sentence, verb) or is_asked(sentence, verb):
        return agent(sentence, verb)
    own = own_subject(sentence, verb)
    if own is None:
        own = noun_right_before(sentence, verb)
    return own if own is not None else shared_subject(sentence, verb)


def quoting_verb(sentence: Sentence, verb: Word) -> Word | None:
    """The verb that introduces somebody else's words: "**quoted** Prata as saying", "was **cited** as warning"."""
    before = sentence.word(verb.number - 1)
    if not _says_so(verb) or before is None or before.lemma.lower() != "as":
        return None
    words = sentence.words[max(0, verb.number - 1 - _LONGEST_QUOTING) : verb.number - 1]
    return next((word for word in reversed(words) if word.lemma.lower() in {"quote", "cite"}), None)


def _says_so(verb: Word) -> bool:
    """ "as **saying**", "as **telling**": what stands behind "quoted somebody as"."""
    return verb.lemma.lower() == "say" or (verb.lemma.lower() in _QUOTED_AS and verb.text.lower().endswith("ing"))


def is_quoting(sentence: Sentence, verb: Word) -> bool:
    """True for a cue that introduces somebody else's words: "was **quoted** by Lusa", "**quoted** Prata as saying"."""
    if verb.lemma.lower() not in {"quote", "cite"}:
        return False
    return is_passive(sentence, verb) or any(
        quoting_verb(sentence, word) is verb for word in sentence.words[verb.number : verb.number + _LONGEST_QUOTING]
    )


def quoted_party(sentence: Sentence, quoting: Word) -> Word | None:
    """Who is quoted: the object of "quoted X as saying", or what the tree has for it; the subject of "X was quoted"."""
    if is_passive(sentence, quoting):
        return sentence.child(quoting, "nsubj:pass") or shared_subject(sentence, quoting)
    behind = (each for each in sentence.children(quoting, "nsubj", "obl", "iobj") if each.number > quoting.number)
    return sentence.child(quoting, "obj") or next(behind, None)


def noun_right_before(sentence: Sentence, verb: Word) -> Word | None:
    """
    What is named right before a finite verb that the tree left without a subject: "as **the operator** vowed".

    It is the head of its phrase: "**the mayor** of Faro said" where the tree hangs the mayor on a dateline.
    """
    before = sentence.word(verb.number - 1)
    while before is not None and before.upos in {"ADV", "AUX"}:
        before = sentence.word(before.number - 1)
    if before is None or before.upos not in {"PROPN", "NOUN"} or not verb.has("VerbForm=Fin"):
        return None
    found = sentence.highest(before, lambda below, above: below.relation == "nmod" and above.number < below.number)
    named = (each for each in (found, before) if each.lemma.lower() not in _TIMES)
    return next(named, None)


def is_passive(sentence: Sentence, verb: Word) -> bool:
    """Whether the verb is in the passive: "was described", "described by"."""
    if sentence.child(verb, "aux:pass", "nsubj:pass", "obl:agent") is not None:
        return True
    return verb.deprel in {"acl", "amod"} and verb.has("VerbForm=Part") and verb.has("Tense=Past")


def is_asked(sentence: Sentence, verb: Word) -> bool:
    """
    Whether the subject does not ask, but was asked, or does not tell, but was told.

    "Prata **was asked** why", "**Asked** why, Prata said", "Growers **urged** to wait"
    """
    if _is_addressed(sentence, verb):
        return True
    before = sentence.word(verb.number - 1)
    in_past = verb.lemma.lower() in _ASKING and verb.text.lower().endswith("ed")
    if not in_past or (before is not None and before.text.lower() == "as"):
        return False
    reduced = verb.relation in {"advcl", "acl"} and sentence.child(verb, "nsubj") is None
    opens = before is None or before.text.lower() in {",", "when", "if"} or verb.has("VerbForm=Part")
    return is_passive(sentence, verb) or (reduced and opens)


def _is_addressed(sentence: Sentence, verb: Word) -> bool:
    """Whether the subject of a headline is told to do something: "**Growers** urged to wait"."""
    after = sentence.word(verb.number + 1)
    told = verb.lemma.lower() in _ADDRESSING and verb.text.lower() != verb.lemma.lower()
    past = told and not verb.text.lower().endswith(("s", "ing"))
    asked = past and after is not None and after.text == "to" and sentence.child(verb, "obj") is None
    return asked and sentence.words[-1].text not in _STOPS and sentence.child(verb, "aux") is None


def is_participle(sentence: Sentence, verb: Word) -> bool:
    """Whether the verb goes on with what somebody said before: "He said the port was shut, **adding** that …"."""
    return verb.text.lower().endswith("ing") and verb.relation != "case" and sentence.child(verb, "aux") is None


def agent(sentence: Sentence, verb: Word) -> Word | None:
    """ "… was described **by Lavrov**": the doer of a passive verb."""
    own = sentence.child(verb, "obl:agent")
    if own is not None:
        return own
    return next((each for each in sentence.children(verb, "obl") if preposition(sentence, each) == "by"), None)


def is_hearing(sentence: Sentence, verb: Word) -> bool:
    """
    True where evidence is given and the subject is told it: "**the inquest heard**", "**jurors were told**".

    In a headline that ends so whoever is named hears it: "Driver was drunk, **court told**".
    """
    if verb.lemma.lower() not in {"tell", "hear"}:
        return False
    if verb.text.lower() == "told" and verb.number == len(sentence.words):
        return sentence.child(verb, "aux") is None
    passive = is_passive(sentence, verb)
    heard = sentence.child(verb, "nsubj:pass") if passive else own_subject(sentence, verb)
    listens = heard is not None and LISTENERS & {heard.lemma.lower(), heard.text.lower()}
    return bool(listens) and (passive or verb.lemma.lower() == "hear") and agent(sentence, verb) is None


def own_subject(sentence: Sentence, verb: Word) -> Word | None:
    """The verb's own subject: the one nearest to it where the parse gives several."""
    subjects = [
        each
        for each in sentence.children(verb)
        if each.deprel in {"nsubj", "nsubj:outer"}
        and each.lemma.lower() not in _TIMES
        # To the tagger the mark of a list is a name.
        and any(map(str.isalnum, each.text))
    ]
    return min(subjects, key=lambda each: abs(each.number - verb.number), default=None)


def shared_subject(sentence: Sentence, verb: Word) -> Word | None:
    """The subject that a verb without one takes from the clause it belongs to."""
    below = verb
    for _ in range(_LONGEST_WAY):
        above = sentence.head(below)
        if above is None or below.relation == "acl":
            # "a statement **saying**": the noun itself (a relative pronoun would have been the verb's own subject)
            return above
        if below.relation not in _SHARING:
            return None
        found = _shared_with(sentence, above, below)
        if found is not None:
            return found
        below = above
    return None


def _shared_with(sentence: Sentence, above: Word, below: Word) -> Word | None:
    """Who does what *below* says, of those that *above* names: "urged **the navy** to say", "**X** was told to say"."""
    thing = sentence.child(above, "obj", "iobj")
    if below.relation == "xcomp" and thing is not None and thing.number < below.number:
        return thing
    if is_passive(sentence, above):
        return sentence.child(above, "nsubj:pass") or agent(sentence, above)
    return judged(sentence, below) or own_subject(sentence, above)


def judged(sentence: Sentence, below: Word) -> Word | None:
    """Who is judged for what *below* says: "furious with **the minister** for saying", "thanked **Cole** for" """
    mark, above = sentence.child(below, "mark", "case"), sentence.head(below)
    if mark is None or mark.lemma.lower() != "for" or above is None or above.lemma.lower() in _DRAWING:
        return None
    others = (each for each in sentence.children(above, "obl") if preposition(sentence, each) in _TOWARDS)
    judged = [*sentence.children(above, "obj", "iobj"), *others]
    return next((each for each in reversed(judged) if above.number < each.number < below.number), None)


def preposition(sentence: Sentence, noun: Word) -> str:
    """The preposition of a phrase in lower case, or an empty string."""
    case = sentence.child(noun, "case")
    return case.lemma.lower() if case is not None else ""


def phrase(sentence: Sentence, head: Word, barred: frozenset[int] = frozenset()) -> list[Word]:
    """
    The words of the source phrase around *head*: title, appositive and modifiers, but no comment clause.

    "**ministry spokesperson Lim Soo-suk**, who was visibly tired, said" — *barred* are numbers of words that belong
    to the cue or the content.
    """

    def prune(word: Word) -> bool:
        alien = _is_doing(head, word)
        is_citing = word.text.lower() in CITING
        is_aside = _is_set_off(sentence, word)
        is_comment = _is_comment(sentence, word, barred)
        return is_comment or word.number in barred or alien or is_citing or is_aside

    tops = [head, *_apposed(sentence, head)]
    words = [each for top in tops for each in sentence.subtree(top, prune) if each.number not in barred]
    words = _unlabelled(_run_around(sorted(words, key=lambda each: each.number), head), head)
    while _is_edge(words[-1], head) or _is_torn(words, head):
        words = words[:-1]
    while _is_edge(words[0], head) or _leads(words[0], head):
        words = words[1:]
    return words


def _is_comment(sentence: Sentence, word: Word, barred: frozenset[int]) -> bool:
    """
    Whether a branch of a source tells something else than who it is.

    "Claure, **who is an executive** at Moss, said" — "an official **requesting anonymity** said"
    """
    if word.relation == "acl":
        words = sentence.subtree(word)
        identifies = word.deprel == "acl" or _is_identifying(sentence, words, barred)
        return not identifies or any(hides(each, sentence) for each in words)
    doer = sentence.child(word, "nsubj") if word.relation == "appos" else None
    tells = doer is not None and doer.has("PronType=Rel") and doer.number < word.number
    return word.deprel in _NOT_IN_PHRASE or tells


def _is_identifying(sentence: Sentence, clause: list[Word], barred: frozenset[int]) -> bool:
    """
    Whether a relative clause says which ones are meant: "the experts **I spoke to** said".

    Behind a comma it only adds something, and what holds the cue is told of the source.
    """
    before = sentence.word(clause[0].number - 1)
    set_off = before is None or not (before.text[:1].isalnum() and clause[0].text[:1].isalnum())
    return not set_off and all(each.number not in barred for each in clause)


def _is_set_off(sentence: Sentence, word: Word) -> bool:
    """Whether an adverb behind a comma only leads from one sentence to the next: "the opposition, **meanwhile**,"."""
    if word.relation != "advmod" or word.upos != "ADV":
        return False
    beside = (sentence.word(word.number - 1), sentence.word(word.number + 1))
    return all(each is not None and each.text == "," for each in beside)


def _unlabelled(words: list[Word], head: Word) -> list[Word]:
    """
    The phrase without a label or a bullet before it, or what goes before "he".

    "Details: **the daily Fakt**" — "• **The union**" — "A celebrated potter, **he** said the kiln was cold."
    """
    if head.text.lower() in _SUBJECTS:
        return [each for each in words if each.number >= head.number]
    marks = [n for n, each in enumerate(words) if each.number < head.number and each.text in _BEFORE_PHRASES]
    return words[marks[-1] + 1 :] if marks else words


def _apposed(sentence: Sentence, head: Word) -> list[Word]:
    """
    The other half of a subject that the parser took for two: "**The mayor of Vila Seca**, Helena Brandão, called".
    """
    verb = sentence.head(head)
    if verb is None or head.deprel not in {"nsubj", "nsubj:pass"}:
        return []
    return [
        each
        for each in sentence.children(verb, "nsubj")
        if each is not head and (each.number < verb.number) == (head.number < verb.number)
    ]


def _is_doing(head: Word, word: Word) -> bool:
    """The case marker of the head itself, or a coordinated verb: "according **to** X", "X came **and said**"."""
    if word.head == head.number and word.deprel in {"case", "cc:preconj"} and word.upos in {"ADP", "SCONJ"}:
        return True
    return word.deprel == "conj" and word.upos == "VERB" and head.upos != "VERB"


def _run_around(words: list[Word], head: Word) -> list[Word]:
    """*head* and the words around it, as long as no more than one is missing between two; a far branch is dropped."""
    kept = [head]
    for word in reversed([each for each in words if each.number < head.number]):
        if kept[0].number - word.number <= 2:
            kept.insert(0, word)
    for word in (each for each in words if each.number > head.number):
        if word.number - kept[-1].number <= 2:
            kept.append(word)
    return kept


def _leads(word: Word, head: Word) -> bool:
    """Whether a preposition leads to a source: "**by** the mayor and his deputy"."""
    return word is not head and word.deprel == "case" and word.lemma.lower() in _LEADING


def _is_torn(words: list[Word], head: Word) -> bool:
    """Whether a phrase ends where a clause begins that is none of it: "a pollster **who**"; not "many of **whom**"."""
    return words[-1] is not head and words[-1].has("PronType=Rel") and words[-2].upos != "ADP"


def _is_edge(word: Word, head: Word) -> bool:
    return word is not head and word.upos in {"PUNCT", "CCONJ"} and word.text not in {")", "]"}
