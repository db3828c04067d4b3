"""
Credits: cues that stand beside a clause and not above it, and how one is told on the surface of its sentence.

The parser errs most on them: it hangs a credit below some verb inside the content.  So they are read from the words in
their order: where a clause breaks off, what is a noun phrase, what follows.
"""

from collections.abc import Sequence

from attrs import frozen

from quotes.attribution.rules import SurfaceRule
from quotes.attribution.sources import CITING, phrase
from quotes.naming.outlet_names import outlet_at
from quotes.parsing import Sentence, Word, phrase_span
from quotes.terms import CueKind
from quotes.text.spans import Span
from quotes.words.lexicon import Lexicon

#: The longest source phrase of a credit, in words ("North Korea's official Korean Central News Agency").
LONGEST_SOURCE = 16
#: Reports and media carry what others said.
CARRYING = frozenset(("report", "medium", "media"))
#: Kinds of role nouns for those who speak for themselves.
_PERSONS = frozenset(("office", "person", "title", "kin"))
#: Parts of speech that a source phrase is headed by.
NOMINAL = frozenset(("PROPN", "NOUN", "PRON"))


@frozen
class Credit:
    """
    A cue that stands beside what it reports: *words* are all of its words, *cue* and *source* those of the two roles.
    """

    rule: SurfaceRule
    sentence: Sentence
    words: tuple[Word, ...]
    cue: tuple[Word, ...]
    source: tuple[Word, ...]
    head: Word
    kind: CueKind
    lemma: str
    #: The stretch of text that it reports; its own words inside are no part of that.
    reported: Span
    #: Does it stand for its whole sentence, and so for all statements in it?
    covers_sentence: bool

    @property
    def span(self) -> Span:
        """From the first to the last of its words, without the commas around it."""
        return phrase_span(each for each in self.words if each.upos != "PUNCT")

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its words in the sentence."""
        return frozenset(each.number for each in self.words)


def is_teller(credit: Credit, lexicon: Lexicon) -> bool:
    """
    True where the credit's source tells of it itself, and does not only carry it, as an outlet or a document does.

    "Prata had said no, **the mayor** added": both spoke; "Prata had said no, **CNN** reported": Prata did.
    """
    if not credit.rule.tells:
        return False
    if is_outlets(credit, lexicon) or cited(credit, lexicon) is not None:
        return False
    noun = credit.head.lemma.lower()
    return noun not in CARRYING and lexicon.kind_of(noun) != "document"


def is_outlets(credit: Credit, lexicon: Lexicon) -> bool:
    """Whether an outlet is credited, which carries what others said: "According to police, …, **Lusa reported**"."""
    return outlet_at(credit.sentence, credit.source[0].number, lexicon) is not None


def cited(credit: Credit, lexicon: Lexicon) -> tuple[Word, tuple[Word, ...], Word] | None:
    """
    Whom a credit cites, as cue, source phrase and its head: "…, RTP reported, **citing the coast guard**", "as reported
    by RTP, which **cited the coast guard**", "According to RTP, which **cited the coast guard**, …".

    None where somebody speaks for themselves ("the minister said, citing a forecast").
    """
    if _is_somebody(credit.source, lexicon):
        return None
    clauses = credit.sentence.children(credit.head, "acl:relcl")
    for word in (*credit.words, *(each for each in clauses if each.number > credit.words[-1].number)):
        if word.text.lower() in CITING or (word.lemma.lower() == "cite" and word.deprel == "acl:relcl"):
            rest = credit.sentence.words[word.number :]
            head = credit.sentence.child(word, "obj") or first_noun(credit.sentence, rest)
            if head is not None:
                return word, tuple(phrase(credit.sentence, head, frozenset((word.number,)))), head
    return None


def first_noun(sentence: Sentence, words: Sequence[Word]) -> Word | None:
    """The head of the first noun phrase among words that stand together: "the coast **guard** in Faro"."""
    noun = next((each for each in words if each.upos in NOMINAL), None)
    return noun and sentence.highest(noun, lambda _, above: above.upos in NOMINAL and above in words)


def _is_somebody(source: tuple[Word, ...], lexicon: Lexicon) -> bool:
    """True for persons, who speak for themselves: "Finance Minister Ana Reis", "she", but not "local media"."""
    kinds = (lexicon.kind_of(word.lemma.lower()) for word in source if word.upos != "ADJ")
    return source[0].upos == "PRON" or any(kind in _PERSONS for kind in kinds)


def cites(sentence: Sentence, number: int) -> bool:
    """True where the sentence ends with ", citing …" after that word."""
    rest = [word for word in sentence.words[number:] if word.upos != "PUNCT"]
    return any(word.text.lower() in CITING for word in rest[:2])


def nothing_follows(sentence: Sentence, number: int) -> bool:
    """True where nothing but punctuation follows that word."""
    return all(word.upos == "PUNCT" for word in sentence.words[number:])


def is_break(word: Word) -> bool:
    """A comma, a dash, or a closing quotation mark after one."""
    return word.text in {",", "—", "–", "--"} or (word.upos == "PUNCT" and word.text[-1:] in "”\"’'»")


def ends_clause(word: Word) -> bool:
    """A break, or a mark that ends a sentence or its half."""
    return is_break(word) or word.text in {".", "!", "?", ";"}


def is_noun_phrase(words: list[Word]) -> bool:
    """Determiners, adjectives, names and nouns with their prepositions: no verb, no clause."""
    if not words or words[0].upos in {"ADP", "CCONJ", "SCONJ"} or "PronType=Rel" in words[0].feats:
        return False
    if words[0].upos == "PRON" and len(words) > 1 and not words[0].has("Poss=Yes"):
        return False
    allowed = {"DET", "ADJ", "PROPN", "NOUN", "PRON", "PART", "ADP", "NUM", "PUNCT", "CCONJ", "X", "SYM"}
    return all(word.upos in allowed for word in words) and any(word.upos in NOMINAL for word in words)
