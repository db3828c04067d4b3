"""
The dependency shapes of reported speech, one short function each.

A shape looks at a word that may be a cue and says under which *frame* it takes which words as content.  Whether the
word is a cue in that frame is the lexicon's business: ``say`` takes ``that``, ``praise`` takes ``object for``,
``call`` takes ``for``.  Frames are named by what follows the cue:

    that          a clause, with or without "that", before or after the cue
    to            an infinitive or another open clause
    object        a noun phrase                     ("vowed “complete solidarity”")
    doing         a gerund                          ("denied taking bribes")
    for, on, …    a phrase with that preposition    ("called for an inquiry")
    object for, … both                              ("accused X of fraud", "described X as weak", "urged X to leave")

UD has two analyses of reported speech: since 2022 the content is ``ccomp`` of the verb of saying, and only a verb that
interrupts it is its ``parataxis``; older trees hang the verb under the content.  Both are read.
"""

from collections.abc import Callable, Iterator

from attrs import frozen

from quotes.attribution.rules import Rule
from quotes.attribution.sources import agent, is_passive, is_quoting, own_subject, preposition, quoted_party
from quotes.parsing import Sentence, Word
from quotes.words.classes import word_class


@frozen
class Shape:
    """*tops* are the heads of the content's branches; with *around* the content is what stands around the cue."""

    rule: Rule
    frame: str
    tops: tuple[Word, ...]
    around: bool = False


ShapeFinder = Callable[[Sentence, Word], Iterator[Shape]]

CLAUSAL_COMPLEMENT = Rule(
    "clausal_complement", "a clause that depends on the cue", "The ministry said *exports had fallen*.", nests=True
)
INTERRUPTING_CUE = Rule("interrupting_cue", "a sentence around its cue", "*Exports*, the ministry said, *had fallen*.")
CONDITIONAL_QUESTION = Rule(
    "conditional_question", "a question with “if” or “whether”", "She asked *if the port would reopen*.", nests=True
)
CLAUSE_ON_SURFACE = Rule("clause_on_surface", "a clause soon after the cue", "He told reporters *he thought so*.")
OPEN_COMPLEMENT = Rule(
    "open_complement",
    "an infinitive or another open clause of the cue",
    "Prata vowed *to reopen the port*.",
    nests=True,
)
OBJECT_AND_COMPLEMENT = Rule(
    "object_and_complement",
    "somebody and what that one shall do or be",
    "The union urged *the council to act*.",
    nests=True,
)
OBJECT_AND_OBLIQUE = Rule("object_and_oblique", "an object with a phrase", "She praised *the crew for its patience*.")
PASSIVE_CONTENT = Rule(
    "passive_content", "who or what somebody speaks of, before the cue", "*The plan* was called *“a disgrace”* by Reis."
)
OBJECT_CONTENT = Rule("object_content", "an object of the cue", "Lavrov vowed *“complete solidarity”*.")
OBLIQUE_CONTENT = Rule("oblique_content", "a phrase of the cue", "The union called *for an inquiry*.")
GERUND_CONTENT = Rule("gerund_content", "what somebody denies or admits doing", "The minister denied *taking bribes*.")
NOUN_CLAUSE = Rule("noun_clause", "a clause of a noun", "The council repeated the claim *that exports had fallen*.")
NOUN_OBLIQUE = Rule("noun_oblique", "a phrase of a noun", "The mayor heard the union’s criticism *of the plan*.")
COPULAR_CLAUSE = Rule("copular_clause", "a clause that says what a noun is", "Her view is *that exports will fall*.")

#: What others have claimed: "The mayor **denied** reports that".
_DISPUTING = word_class("verbs of disputing")
#: How many words may stand between a cue and its clause ("said **in a statement issued late on Friday** that").
_LONGEST_ADJUNCT = 12
#: Words that open a clause or phrase and count like its preposition.
_MARKERS = frozenset(
    ("for", "of", "as", "against", "on", "about", "over", "with", "from", "by", "at", "in", "into", "to")
)


#: Words that open a clause which is not what was said ("warned again **when** the storm came").
_OTHER_CLAUSES = frozenset(
    ("when", "while", "after", "before", "as", "since", "until", "because", "although", "though", "if", "whether")
)


def clausal_complement(sentence: Sentence, cue: Word) -> Iterator[Shape]:
    """ "The ministry said **exports had fallen**." — "**Exports had fallen**, the ministry said." """
    clauses = sentence.children(cue, "ccomp")
    following = [each for each in clauses if each.number > cue.number]
    if chosen := following[-1:] or clauses[:1]:
        yield Shape(CLAUSAL_COMPLEMENT, "that", tuple(chosen))


def interrupting_cue(sentence: Sentence, cue: Word) -> Iterator[Shape]:
    """
    "**Exports**, the ministry said, **had fallen**." — "**The port is shut**, Lusa quoted the minister as saying."

    The cue is parataxis of what it reports.
    """
    head, quotes = sentence.head(cue), is_quoting(sentence, cue)
    source = quoted_party(sentence, cue) if quotes else own_subject(sentence, cue)
    bare = quotes or sentence.child(cue, "ccomp", "obj", "xcomp", "parataxis") is None
    if cue.relation == "parataxis" and head is not None and bare and source is not None:
        yield Shape(INTERRUPTING_CUE, "that", (head,), around=True)


def conditional_question(sentence: Sentence, cue: Word) -> Iterator[Shape]:
    """ "She asked **if the port would reopen**." (often parsed as an adverbial clause)"""
    for clause in sentence.children(cue, "advcl"):
        mark = sentence.child(clause, "mark")
        if mark is None or mark.lemma not in {"if", "whether", "that"} or clause.number < cue.number:
            continue
        if mark.lemma != "if" or mark.number == cue.number + 1:
            yield Shape(CONDITIONAL_QUESTION, "that", (clause,))


def clause_on_surface(sentence: Sentence, cue: Word) -> Iterator[Shape]:
    """
    "He told reporters **he thought so**." — "…, saying **the alarm was false**." — "said in a statement **that …**"

    A clause that the parser hung elsewhere: it opens with "that", or with a subject, soon after the cue.
    """
    if sentence.child(cue, "ccomp", "xcomp", "parataxis") is not None:
        return
    for word in sentence.words[cue.number : cue.number + _LONGEST_ADJUNCT]:
        if _is_another_cues(sentence, word, cue):
            return
        if word.lemma.lower() == "that" and word.upos in {"SCONJ", "PRON"}:
            if cue.lemma.lower() in _DISPUTING and _is_nouns(sentence, word):
                return
            yield Shape(CLAUSE_ON_SURFACE, "that", (word,))
            return
        if word.deprel in {"nsubj", "nsubj:pass", "expl"} and word.head > word.number and not word.has("PronType=Rel"):
            opening = min(each.number for each in sentence.subtree(word))
            between = sentence.words[cue.number : opening - 1]
            if opening > cue.number and not any(each.lemma.lower() in _OTHER_CLAUSES for each in between):
                yield Shape(CLAUSE_ON_SURFACE, "that", (sentence.words[opening - 1],))
            return
        if (word.upos in {"VERB", "AUX"} and word.relation != "amod") or word.text in {";", ":"}:
            return


def _is_nouns(sentence: Sentence, word: Word) -> bool:
    """Whether the clause that the word opens is a noun's: "The ministry denied **reports that** …"."""
    clause = sentence.head(word)
    above = sentence.head(clause) if clause is not None else None
    return above is not None and above.upos == "NOUN"


def _is_another_cues(sentence: Sentence, word: Word, cue: Word) -> bool:
    """Whether the clause that the word opens is another word's in the tree: "CNN said, **citing** Yonhap, that …"."""
    clause = sentence.head(word)
    if clause is None or clause.deprel != "ccomp":
        return False
    return clause.head not in {0, cue.number} and clause.head < word.number


def open_complement(sentence: Sentence, cue: Word) -> Iterator[Shape]:
    """ "Prata vowed **to reopen the port**." — "… urged **the council to act**." — "… called **him a liar**." """
    thing = _object(sentence, cue)
    clause = sentence.child(cue, "xcomp") or _object(sentence, cue, 1)
    if clause is None or clause.number < cue.number:
        return
    if thing is None:
        yield Shape(OPEN_COMPLEMENT, "to", (clause,))
    else:
        yield Shape(OBJECT_AND_COMPLEMENT, "object to", (thing, clause))


def gerund_content(sentence: Sentence, cue: Word) -> Iterator[Shape]:
    """ "The minister denied **taking bribes**." — "… has admitted **having met him**." (however the tree hangs it)"""
    word = sentence.word(cue.number + 1)
    misread = word is not None and word.upos == "NOUN" and len(sentence.children(cue, "obj")) > 1
    if word is not None and word.text.lower().endswith("ing") and (misread or word.upos in {"VERB", "AUX"}):
        clause = sentence.head(word) if word.upos == "AUX" else None
        found = (word, clause, *sentence.children(cue, "obj", "xcomp"))
        tops = {each.number: each for each in found if each is not None and each.number > cue.number}
        yield Shape(GERUND_CONTENT, "doing", tuple(tops.values()))


def object_and_oblique(sentence: Sentence, cue: Word) -> Iterator[Shape]:
    """ "She praised **the crew for its patience**." — "… accused **the firm of fraud**." """
    thing = _object(sentence, cue)
    if thing is not None:
        for oblique, word in _obliques(sentence, cue, thing):
            if oblique.number > thing.number:
                yield Shape(OBJECT_AND_OBLIQUE, f"object {word}", (thing, oblique))


def passive_content(sentence: Sentence, cue: Word) -> Iterator[Shape]:
    """ "**The plan** was called **a disgrace** by Reis." — "**The firm** was accused **of fraud** by its owner." """
    thing = sentence.child(cue, "nsubj:pass") if is_passive(sentence, cue) and agent(sentence, cue) else None
    if thing is None or is_quoting(sentence, cue):
        return
    complement = sentence.child(cue, "xcomp")
    if complement is not None and _mark(sentence, complement) != "to":
        yield Shape(PASSIVE_CONTENT, "object to", (thing, complement))
    for oblique, word in _obliques(sentence, cue):
        if oblique.number > cue.number and word != "by":
            yield Shape(PASSIVE_CONTENT, f"object {word}", (thing, oblique))


def object_content(sentence: Sentence, cue: Word) -> Iterator[Shape]:
    """ "Lavrov vowed **“complete solidarity”**." """
    thing = _object(sentence, cue)
    if thing is not None:
        yield Shape(OBJECT_CONTENT, "object", (thing,))


def oblique_content(sentence: Sentence, cue: Word) -> Iterator[Shape]:
    """ "The union called **for an inquiry**." — "… called **for its license to be suspended**, **on him to go**." """
    if is_passive(sentence, cue):
        return
    infinitives = [each for each in sentence.children(cue, "xcomp", "advcl") if _mark(sentence, each) == "to"]
    for oblique, word in _obliques(sentence, cue):
        if oblique.number > cue.number and oblique not in infinitives:
            later = [each for each in infinitives if word in {"for", "on"} and each.number > oblique.number]
            yield Shape(OBLIQUE_CONTENT, word, (oblique, *later))


def noun_clause(sentence: Sentence, cue: Word) -> Iterator[Shape]:
    """ "the claim **that exports had fallen**", "a promise **to reopen**" """
    for clause in sentence.children(cue, "acl", "ccomp", "advcl", "xcomp"):
        mark = sentence.child(clause, "mark")
        if clause.deprel != "acl:relcl" and mark is not None and clause.number > cue.number:
            if mark.lemma in {"that", "whether", "if", "because"}:
                yield Shape(NOUN_CLAUSE, "that", (clause,))
            elif mark.lemma == "to":
                yield Shape(NOUN_CLAUSE, "to", (clause,))
            elif mark.lemma in _MARKERS:
                yield Shape(NOUN_OBLIQUE, mark.lemma, (clause,))


def noun_oblique(sentence: Sentence, cue: Word) -> Iterator[Shape]:
    """ "the union’s criticism **of the plan**", "calls **for an inquiry**" """
    for phrase in sentence.children(cue, "nmod"):
        word = preposition(sentence, phrase)
        if word in _MARKERS and phrase.number > cue.number:
            yield Shape(NOUN_OBLIQUE, word, (phrase,))


def copular_clause(sentence: Sentence, cue: Word) -> Iterator[Shape]:
    """ "Her view is **that exports will fall**." (the clause is the predicate, the noun its subject)"""
    predicate = sentence.head(cue) if cue.deprel in {"nsubj", "nsubj:outer"} else None
    if predicate is not None and _mark(sentence, predicate) in {"that", "to"}:
        yield Shape(COPULAR_CLAUSE, "that", (predicate,))


VERB_SHAPES: tuple[ShapeFinder, ...] = (
    clausal_complement,
    interrupting_cue,
    conditional_question,
    clause_on_surface,
    open_complement,
    gerund_content,
    object_and_oblique,
    passive_content,
    object_content,
    oblique_content,
)
NOUN_SHAPES: tuple[ShapeFinder, ...] = (noun_clause, noun_oblique, copular_clause)
#: "is confident that", "was unaware of"
ADJECTIVE_SHAPES: tuple[ShapeFinder, ...] = (clausal_complement, open_complement, oblique_content)


def _object(sentence: Sentence, cue: Word, place: int = 0) -> Word | None:
    """The object after the cue, or the one behind that: "called it **a disaster**"; not that of the passive."""
    objects = [each for each in sentence.children(cue, "obj") if each.number > cue.number]
    return objects[place] if place < len(objects) else None


def _obliques(sentence: Sentence, cue: Word, thing: Word | None = None) -> Iterator[tuple[Word, str]]:
    """Phrases and clauses with a preposition below the cue (or its object), with that preposition."""
    for each in sentence.children(cue, "obl", "advcl"):
        word = preposition(sentence, each) or _mark(sentence, each)
        if word in _MARKERS and each.deprel not in {"obl:agent", "obl:tmod", "obl:unmarked"}:
            yield each, word
    if thing is not None:
        for each in sentence.children(thing, "nmod", "acl", "advcl"):
            word = preposition(sentence, each) or _mark(sentence, each)
            if word in _MARKERS:
                yield each, word


def _mark(sentence: Sentence, clause: Word) -> str:
    mark = sentence.child(clause, "mark")
    return mark.lemma.lower() if mark is not None else ""
