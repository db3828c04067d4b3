"""
Pronouns: which there are, whose "her lawyer" is, and who "who" is.

Whom "he", "she", "they" and "it" mean as sources, the ranker says.
"""

from collections.abc import Sequence, Set

from attrs import frozen

from quotes.naming.cast import Cast
from quotes.naming.people import Figure
from quotes.parsing import Sentence, Word
from quotes.text.spans import Span

GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
PLURAL = frozenset({"they", "them", "their", "themselves", "both"})
NEUTER = frozenset({"it", "its", "itself"})
SECOND = frozenset({"you", "your", "yours"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
PRONOUNS = frozenset(GENDERS) | PLURAL | NEUTER | FIRST | SECOND | RELATIVE
#: How far back, in sentences, the owner of "her lawyer" is looked for; "it" and "they" refer to so many things that are
#: no speakers that they are looked for in two sentences only.
_REACH, _REACH_OF_BODIES = 8, 2
#: So many of the last mentions of somebody stand in reach.
_NEAR = 20

#: Branches of a noun that do not help to say who it is.
_OUTSIDE = frozenset({"acl", "case", "punct", "cc", "conj", "appos", "advmod", "cop", "expl", "nsubj", "mark"})


@frozen
class Spoken:
    """
    A speaker that was resolved before, and where its source stands.

    *gender* is that of the pronoun, if it was one; *nested* marks who speaks only in somebody else's statement;
    *noun* is the lemma of a description's noun, *text* the whole of it without article, both in small letters; *key* is
    what the figure is told apart by from other candidates.
    """

    figure: Figure
    span: Span
    sentence: int
    gender: str | None = None
    nested: bool = False
    paragraph: int = 0
    noun: str = ""
    text: str = ""
    key: str = ""


def nearest(
    pronoun: Word, sentence: Sentence, cast: Cast, history: Sequence[Spoken] = (), barred: Figure | None = None
) -> Figure | None:
    """
    Who was spoken of last among those whom a pronoun of a sentence may mean; never *barred*.

    Of several in one sentence the first: "**Ana Reis** met a baker in Faro. Her lawyer was there." None where nobody
    is in reach.
    """
    text = pronoun.text.casefold()
    reach = range(max(0, sentence.number - (_REACH if text in GENDERS else _REACH_OF_BODIES)), sentence.number + 1)
    told = [(m, f) for f in cast.spoken_of(reach) for m in f.before(pronoun.span.start)[-_NEAR:] if not m.quoted]
    places = [(m.sentence, -m.span.start, f) for m, f in told]
    places += [(s.sentence, -s.span.start, s.figure) for s in history if s.span.start < pronoun.span.start]
    fits = [each for each in places if each[0] in reach and _may_be(text, each[2])]
    fits = [each for each in fits if barred is None or each[2].name != barred.name]
    return max(fits, key=lambda each: each[:2])[2] if fits else None


def _may_be(pronoun: str, figure: Figure) -> bool:
    """Whether the kind and gender of somebody allow a pronoun."""
    if pronoun in GENDERS:
        return figure.kind in {"person", "nominal"} and figure.may_be(GENDERS[pronoun])
    return figure.kind in ({"plural", "body"} if pronoun in PLURAL else {"body", "outlet", "place"})


def pronoun_of(words: Sequence[Word], pronouns: Set[str] = PRONOUNS) -> Word | None:
    """Which of the *pronouns* a source consists of ("He", "They both", "he himself"), or None; "US" is a name."""
    alone = len(words) <= 2 and all(w.text.casefold() in pronouns or w.upos in {"DET", "ADV"} for w in words)
    is_name = alone and len(words) == 1 and words[0].upos == "PROPN" and words[0].text.isupper()
    return words[0] if words and alone and not is_name and words[0].text.casefold() in pronouns else None


def noun_phrase(noun: Word, pronoun: Word, sentence: Sentence) -> list[Word]:
    """The words of a noun's phrase before its relative pronoun: "**one official**, who asked for time"."""
    inner = sentence.subtree(noun, lambda each: each.relation in _OUTSIDE)
    return [w for w in inner if w.number < pronoun.number]
