"""
Small repairs of the tree before the shapes are read, where the surface plainly contradicts the parser.

Each repair is a function from a sentence to a sentence; it rehangs words, or reads one anew.  They concern what
parsers get wrong around reported speech, and act only on words that the lexicon knows as cues.
"""

from collections.abc import Callable, Iterator

from attrs import evolve

from quotes.attribution.shapes import VERB_SHAPES
from quotes.attribution.sources import takes, takes_clauses
from quotes.parsing import Sentence, Word
from quotes.words.lexicon import Lexicon

_BEFORE_PARTICIPLE = frozenset((",", "”", '"', "—", "–", "-"))
_CONTENT = ("ccomp", "xcomp", "parataxis")
_MARKS = frozenset(("“", "”", '"'))
_SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl")
#: What hangs behind a second verb, and how, whichever verb it hung on.
_NOUNS_BEHIND = {"nsubj": "obj", "obj": "obj", "obl": "obl"}
_PAST, _PRESENT = ("VBD", "VBN"), ("VBZ", "VBP", "MD")
#: So sure must the lexicon be of the second of two cues.  In 1,112 annotated articles (gold/train, gold/pages, raw
#: news) 13 verbs are rehung, and 12 of them are cues.
_SURE = 0.45


def mended(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence after all repairs."""
    for repair in REPAIRS:
        sentence = repair(sentence, lexicon)
    return sentence


def known_lemmas(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """
    "The firm **vowed** to appeal." (lemma ``vowe``) — "**slamming** the plan" (lemma ``slamm``)

    The lemmatizer gets regular forms of rare verbs wrong; where its lemma is no cue and a regular one is, that holds.
    """
    words = tuple(_with_known_lemma(each, lexicon) for each in sentence.words)
    return evolve(sentence, words=words) if words != sentence.words else sentence


def _with_known_lemma(word: Word, lexicon: Lexicon) -> Word:
    if word.upos != "VERB" or lexicon.knows(word.lemma.lower(), "verb"):
        return word
    found = next((each for each in _bases(word.text.lower()) if lexicon.knows(each, "verb")), None)
    return evolve(word, lemma=found) if found is not None else word


def _bases(form: str) -> Iterator[str]:
    """What a regular form of a verb may come from: "vowed" from "vow" or "vowe", "slamming" from "slam"."""
    for ending in ("ing", "ed", "es", "s"):
        stem = form.removesuffix(ending)
        if stem != form and len(stem) > 1:
            yield stem
            yield stem + "e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem[-1] == "i":
                yield stem[:-1] + "y"


def participle_cues(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """
    "Kim said Russia would win, **adding** that he would stand with it." — "…,” Woo said, **adding** the party agreed."

    The participle, or what is added, hangs somewhere else; both belong below the verb of speech before.
    """
    for verb in sentence.words:
        comma = sentence.word(verb.number - 1)
        is_participle = verb.upos == "VERB" and verb.text.endswith("ing") and lexicon.knows(verb.lemma.lower(), "verb")
        if not is_participle or comma is None or comma.text not in _BEFORE_PARTICIPLE:
            continue
        if not takes_clauses(verb, lexicon) and sentence.child(verb, *_CONTENT, "obj") is None:
            continue
        outer = _speech_before(sentence, verb, lexicon)
        if outer is None:
            continue
        changes = {verb.number: (outer.number, "advcl")}
        clause = _clause_after(sentence, verb) if takes_clauses(verb, lexicon) else None
        if clause is not None:
            changes[clause.number] = (verb.number, "ccomp")
            changes |= {word.number: (clause.number, "nsubj") for word in sentence.children(verb, "obj")}
        sentence = _rehung(sentence, changes)
    return sentence


def _speech_before(sentence: Sentence, verb: Word, lexicon: Lexicon) -> Word | None:
    """The nearest finite verb of speech before a participle."""
    for word in reversed(sentence.words[: verb.number - 1]):
        if word.upos == "VERB" and word.has("VerbForm=Fin") and takes(word, "quote", lexicon):
            return word
    return None


def _clause_after(sentence: Sentence, verb: Word) -> Word | None:
    """The head of the clause that follows a participle at once, up to the next comma; None where none follows."""
    for word in sentence.words[verb.number :]:
        if word.text in {",", ";"}:
            return None
        if word.relation in {"aux", "cop"} or (word.upos == "VERB" and word.has("VerbForm=Fin")):
            clause = sentence.head(word) if word.relation in {"aux", "cop"} else word
            if clause is not None and clause.relation != "acl" and clause.number > verb.number:
                return clause
    return None


def coordinated_cues(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """
    "The firm said 40 barrels had leaked and **blamed** the crew." — "She says the wall stood, and **called** for calm."

    The second cue, hung below what was said, belongs to who said it where what was said has another tense, is about
    what does not speak, or ends with a comma.
    """
    for verb in sentence.words:
        clause = sentence.head(verb) if verb.relation == "conj" and verb.upos == "VERB" else None
        outer = sentence.head(clause) if clause is not None and clause.relation == "ccomp" else None
        if clause is None or outer is None or not outer.number < clause.number < verb.number:
            continue
        if _goes_on(sentence, outer, verb) and _speaks_no_more(sentence, clause, verb, lexicon):
            # "blamed **the crew** for it" may hang below "leaked" too
            behind = [each for each in sentence.children(clause, *_NOUNS_BEHIND) if each.number > verb.number]
            stray = {each.number: (verb.number, _NOUNS_BEHIND[each.relation]) for each in behind}
            changed = _rehung(sentence, {verb.number: (outer.number, "conj"), **stray})
            if second_cue(changed, changed.words[outer.number - 1], lexicon):
                sentence = changed
    return sentence


def _goes_on(sentence: Sentence, outer: Word, verb: Word) -> bool:
    """Whether two verbs have one tense, "and" between them and one subject: "Reis **said** … and **blamed**"."""
    alike = verb.xpos == outer.xpos or (outer.xpos == "VBD" and verb.xpos in _PAST)
    between = sentence.words[outer.number : verb.number]
    whole = not sum(each.text in _MARKS for each in between) % 2
    own = sentence.child(verb, *_SUBJECT, "aux", "aux:pass", "mark")
    return alike and whole and own is None and sentence.child(verb, "cc") is not None


def _speaks_no_more(sentence: Sentence, clause: Word, verb: Word, lexicon: Lexicon) -> bool:
    """Whether a clause hardly has the verb as its second: "said *the wall is old* and **blamed**", "…, and"."""
    finite = (*sentence.children(clause, "aux", "cop"), clause)[0]
    if verb.xpos in _PAST and finite.xpos in _PRESENT and clause.xpos != "VBN":
        return True
    own = sentence.child(clause, *_SUBJECT)
    is_thing = own is not None and own.upos not in {"PROPN", "PRON"} and lexicon.role(own.lemma.lower()) is None
    before = sentence.word(min(each.number for each in sentence.children(verb, "cc")) - 1)
    alone = len(sentence.children(clause, "conj")) == 1
    return is_thing or (before is not None and before.text == "," and alone)


def second_cue(sentence: Sentence, cue: Word, lexicon: Lexicon) -> Word | None:
    """The verb of speech that goes on with who said something: "The firm **said** it leaked and *blamed* the crew"."""
    seconds = (each for each in sentence.children(cue, "conj") if each.upos == "VERB")
    sure = (each for each in seconds if _goes_on(sentence, cue, each) and _is_sure(sentence, each, lexicon))
    return next(sure, None)


def _is_sure(sentence: Sentence, verb: Word, lexicon: Lexicon) -> bool:
    """Whether the lexicon is sure of the verb as a cue of what follows it: "blamed **the crew** for it"."""
    frames = {shape.frame for finder in VERB_SHAPES for shape in finder(sentence, verb)}
    found = ((lexicon.cue(verb.lemma.lower(), "verb", each), each) for each in frames)
    return any(each and each.attitude == "assertion" and each.frames[frame] >= _SURE for each, frame in found)


def _rehung(sentence: Sentence, changes: dict[int, tuple[int, str]]) -> Sentence:
    """
    The sentence with new heads and relations for the words of those numbers; as it was, if that closed a circle.
    """
    words = list(sentence.words)
    for number, (head, relation) in changes.items():
        words[number - 1] = evolve(words[number - 1], head=head, deprel=relation)
    rehung = evolve(sentence, words=tuple(words))
    ways = ((words[number - 1], *rehung.ancestors(words[number - 1])) for number in changes)
    return rehung if all(rehung.head(way[-1]) is None for way in ways) else sentence


REPAIRS: tuple[Callable[[Sentence, Lexicon], Sentence], ...] = (
    known_lemmas,
    participle_cues,
    coordinated_cues,
)
