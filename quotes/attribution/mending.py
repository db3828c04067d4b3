"""
Small repairs of the tree before the shapes are read, where the surface plainly contradicts the parser.

Each repair is a function from a sentence to a sentence; it rehangs words, or reads one anew.  They concern what
parsers get wrong around reported speech, and act only on words that the lexicon knows as cues.
"""

from collections.abc import Callable, Iterator

from attrs import evolve

from quotes.attribution.sources import takes, takes_clauses
from quotes.parsing import Sentence, Word
from quotes.words.lexicon import Lexicon

_BEFORE_PARTICIPLE = frozenset((",", "”", '"', "—", "–", "-"))
_CONTENT = ("ccomp", "xcomp", "parataxis")


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
            stray = [w for w in sentence.children(verb, "obj") if w.number < clause.number]
            changes |= {word.number: (clause.number, "nsubj") for word in stray}
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
)
