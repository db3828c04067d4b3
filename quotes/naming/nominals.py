"""
Noun phrases: their words without what was only read with them, their core and head noun, and the phrase as a name.

    a senior official at the bank on Thursday → core "senior official", name "senior official at the bank"
"""

import re
from itertools import takewhile

from attrs import frozen

from quotes.naming.body_names import unarticled
from quotes.naming.titles import HUMAN, role_of
from quotes.parsing import Parse, Sentence, Word
from quotes.text.marks import OWNING_S, unquoted
from quotes.text.spans import Span, Spans, cover
from quotes.words.calendar import DAY_NAMES, MONTH_NAMES
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon, Role
from quotes.words.places import is_place

_RELATIVE = frozenset({"who", "whom", "whose", "which", "that", "where"})
_DAY = f"(?:{DAY_NAMES})"
_MONTH = f"(?:{MONTH_NAMES})"
#: When something is said: "a port official **on Thursday**".
_WHEN = re.compile(
    rf"(?<=\S)\s+(?:(?:on|late|early)\s+)*(?:(?:last|this|next)\s+(?:week|month|year|night|weekend|{_DAY}|{_MONTH})|{_DAY}|in\s+{_MONTH}(?:\s+(?:19|20)\d\d)?"
    rf"|(?:in|since)\s+(?:19|20)\d\d|since\s+(?:{_DAY}|{_MONTH}|then)|today|yesterday|tonight|recently|so\s+far|at\s+th(?:e|at)\s+time"
    r"|(?:over|in|for|during)\s+the\s+(?:last|past|recent)\s+(?:\w+\s+)?(?:day|week|month|year|decade)s?"
    r"|earlier\s+this\s+(?:week|month|year))(?:\s+(?:morning|afternoon|evening|night))?$"
)
#: What a phrase was read with: "**according to** analysts"; "**both the** mayor and the bishop".
_LED = re.compile(r"(?:according\s+to|including)\s+(?=\S)|both\s+(?:the\s+)?(?=.*\sand\s)", re.IGNORECASE)
_OWNER = re.compile(r"\b[a-z]+(['’]s)$")
#: What says that a source is not named, alone ...
ANONYMOUSLY = frozenset({"anonymity", "anonymously"})
#: ... or where there is no name, or none is wanted: "an aide who **declined** to be identified".
_HIDING = word_class("words of anonymity")
_REFUSING = frozenset({"decline", "refuse"})
_READ = word_class("participles of readers")
_WHO = frozenset({"who", "whom", "whose"})
#: What follows where a body has its seat.
_BASED = "-based"
_SEGMENT = frozenset({",", ";", "(", ")", ":", "—", "–"})
#: Small words inside the names of bodies: "Ministry of Trade **and** Industry".
_WITHIN_NAMES = frozenset({"of", "the", "and", "for", "&"})


@frozen
class Phrase:
    """A source phrase: its words, its text on one line, and its core: what stands before the first preposition."""

    span: Span
    sentence: int
    words: tuple[Word, ...]
    text: str
    core: tuple[Word, ...]
    role: Role | None

    @property
    def is_plural(self) -> bool:
        """True where the head noun stands in the plural."""
        return bool(self.core) and self.core[-1].xpos in {"NNS", "NNPS"}

    @property
    def goes_on(self) -> bool:
        """True where "and" follows, perhaps after more names: "the port and three banks"; not "Moss & Sons"."""
        follows = self.word_behind(self.core[-1].span.end) if self.core else None
        if follows is None or follows.text != ",":
            return follows is not None and follows.upos == "CCONJ" and follows.text != "&"
        behind = [w for w in self.words if w.number > follows.number]
        named = all(w.upos in {"PROPN", "CCONJ"} or w.text == "," for w in behind)
        return named and any(w.lemma in {"and", "or"} for w in behind)

    def word_behind(self, position: int) -> Word | None:
        """The first of its words that begins at *position*, in code points of the document, or later."""
        return next((w for w in self.words if w.span.start >= position), None)

    @property
    def is_definite(self) -> bool:
        """True where it speaks of somebody known: "the aide", "Prata's aide", a bare title."""
        first = self.words[0].text.casefold()
        owned = any(w.text in OWNING_S for w in self.core)
        return first in {"the", "this", "that"} or owned or self._is_bare_title

    @property
    def _is_bare_title(self) -> bool:
        office = self.role is not None and self.role.kind == "office"
        bare = not self.is_plural and self.words[0].upos not in {"DET", "NUM"}
        return bare and (office or (len(self.core) > 1 and self.words[0].text[:1].isupper()))


def phrase_of(spans: Spans, sentence: int, parse: Parse, lexicon: Lexicon) -> Phrase:
    """The phrase that *spans* cover in a sentence."""
    whole, spans = spans, tuple(_bare(parse.text, span) for span in spans)
    words = tuple(parse.sentences[sentence].overlapping(*spans))
    dated = spans[-1].end < whole[-1].end and _ends_in_participle(words)
    if dated or _is_owner(words, parse.sentences[sentence]):
        words, spans = words[:-1], (*spans[:-1], Span(spans[-1].start, words[-1].span.start))
    text = re.sub(r"\s+", " ", " ".join(each.of(parse.text) for each in spans)).strip()
    if (seat := _seat_in(words)) is not None:
        words = tuple(w for w in words if not w.span.overlaps(seat))
        text = text.replace(re.sub(r"\s+", " ", seat.of(parse.text)), "", 1).strip()
        spans = (Span(seat.end, spans[0].end), *spans[1:])
    core = _core_of(words, _through_body(words, lexicon))
    role = role_of([w.text for w in core if w.text != "."], lexicon) if core else None
    return Phrase(cover(spans), sentence, words, text, core, role)


def _seat_in(words: tuple[Word, ...]) -> Span | None:
    """Where a town and its state stand before a noun: "The **Lisbon, Maine,** mill", "**Lisbon, Maine-based** Moss"."""
    start = 1 if words and words[0].upos == "DET" else 0
    town = len([*takewhile(lambda w: w.text[:1].isupper(), words[start:])])
    comma = words[start + town : start + town + 1]
    state = [w.text for w in takewhile(lambda w: w.text[:1].isupper(), words[start + town + 1 :])]
    if not (town and state and comma[0].text == "," and is_place(" ".join(state))):
        return None
    behind = words[start + town + 1 + len(state) :]
    based = "".join(w.text for w in behind[:2]) == _BASED
    end = 2 if based else 1 if start and behind and behind[0].text == "," else len(behind)
    return Span(words[start].span.start, behind[end].span.start) if len(behind) > end else None


def _ends_in_participle(words: tuple[Word, ...]) -> bool:
    """True for what says no more once its time is gone: "a report **released** on Monday"."""
    told = words[-1].deprel == "acl" or words[-1].has("VerbForm=Part")
    return len(words) > 1 and told and words[-2].upos in {"NOUN", "PROPN"}


def _is_owner(words: tuple[Word, ...], sentence: Sentence) -> bool:
    """True for whose words they are, as a name: "**Israel’s** decision to wait"; not "Macy's said"."""
    if len(words) < 2 or words[-1].xpos != "POS":
        return False
    owner = sentence.head(words[-1])
    return owner is not None and owner.deprel == "nmod:poss"


def hides(word: Word, sentence: Sentence) -> bool:
    """
    Whether a word says that a source is not named: "**unnamed**", "not to be **named**"; not "a man **named** Rui".
    """
    if word.lemma.casefold() not in _HIDING:
        return False
    before = sentence.words[max(0, word.number - 4) : word.number - 1]
    refused = any(w.has("Polarity=Neg") or w.lemma.casefold() in _REFUSING for w in before)
    return refused or word.upos == "ADJ" or word.lemma.casefold() in ANONYMOUSLY


def _bare(text: str, span: Span) -> Span:
    """
    A phrase without what was read with it and says nothing about who it is.

    "**according to** analysts", "a port official **on Thursday**", "the ministry**'s**"; names may end so ("Macy's")
    """
    led = _LED.match(text, span.start, span.end)
    span = Span(led.end(), span.end) if led is not None else span
    while (when := _WHEN.search(span.of(text))) is not None:
        span = Span(span.start, span.start + when.start())
    owner = _OWNER.search(span.of(text))
    return Span(span.start, span.start + owner.start(1)) if owner is not None else span


def _through_body(words: tuple[Word, ...], lexicon: Lexicon) -> frozenset[int]:
    """The numbers of the words from "of" to the office behind a body: "a Ministry **of Health official**"."""
    for i, word in enumerate(words[1:], 1):
        if word.text not in {"of", "for"} or not words[i - 1].text[:1].isupper():
            continue
        named = list(takewhile(lambda w: w.text[:1].isupper() or w.text in _WITHIN_NAMES, words[i + 1 :]))
        after = list(takewhile(lambda w: w.text.islower() and w.upos in {"NOUN", "ADJ"}, words[i + 1 + len(named) :]))
        entry = role_of([w.text for w in after], lexicon) if named and after else None
        if entry is not None and entry.kind in HUMAN | {"group"}:
            return frozenset(w.number for w in (word, *named, *after))
    return frozenset()


def _core_of(words: tuple[Word, ...], inside: frozenset[int] = frozenset()) -> tuple[Word, ...]:
    """
    The words from the determiner to the head noun: "senior official" of "a senior official at the bank, who".

    The words whose numbers are *inside* belong to it although a preposition is among them.
    """
    counted = len(words) > 1 and words[0].upos in {"DET", "NUM"} and words[1].upos != "ADP"
    start = 1 if counted else 0
    core: list[Word] = []
    for word in words[start:]:
        if word.number in inside:
            core.append(word)
            continue
        joins = core and word.upos in {"ADP", "SCONJ", "CCONJ", "PRON"} and word.text != "&"
        relates = word.lemma in _RELATIVE and not word.text.isupper()  # no "**WHO** guidelines"
        if joins or word.text in _SEGMENT or relates:
            break
        opens = word.upos in {"VERB", "AUX", "DET"} or word.relation == "acl"
        if core and opens and core[-1].upos in {"NOUN", "PROPN", "PRON", "ADJ"}:
            break
        if core and word.upos == "ADJ" and core[-1].upos == "NOUN" and _takes_object(word, words):
            break
        core.append(word)
    return tuple(core)


def _takes_object(adjective: Word, words: tuple[Word, ...]) -> bool:
    """True where a preposition follows the adjective: "people **familiar** with the plan"."""
    follows = next((w for w in words if w.number == adjective.number + 1), None)
    return follows is not None and follows.upos == "ADP"


def spoken_of(phrase: Phrase, parse: Parse) -> str:
    """
    The phrase as a name: without article and what only adds to it; "a top aide, who left" and "a top aide, quoted by
    RTP" are "top aide".

    What tells who is meant stays: "aide who left".
    """
    words = [w for w in phrase.words if w.span.start >= phrase.span.start]
    words = words[words[0].upos == "CCONJ" :] if words else []
    words = words[: next((i for i in range(1, len(words)) if _is_read(words, i)), len(words))]
    words = words[: next((i for i in range(1, len(words)) if _adds(words, i)), len(words))]
    text = re.sub(r"\s+", " ", cover([w.span for w in words]).of(parse.text)) if words else phrase.text
    text = unquoted(re.sub(r"\s*\([^)]*\)$", "", text))
    first = words[0] if words else None
    name = unarticled(text)
    if phrase.core and (follows := _joined(words, phrase.core[-1])) is not None:
        gap = re.compile(rf"( {re.escape(follows.text)}) (?:the|an?) ")
        name = gap.sub(r"\1 ", name, count=1)
    if name == text and first is not None and first.upos != "PROPN" and not first.text.isupper():
        name = name[:1].lower() + name[1:] if not name[1:2].isupper() and _is_common(first, parse) else name
    return name


def _adds(words: list[Word], at: int) -> bool:
    """Whether a clause begins that only adds to a phrase: "a top aide, **who left**"; not "the aide **who left**"."""
    before, word = words[at - 1], words[at]
    if before.upos == "ADP":
        return False
    if word.text.casefold() in _WHO:
        return word is words[-1] or not before.text[-1].isalpha()
    relative = word.lemma in {"which", "that"} and word.xpos in {"WDT", "IN"}
    return relative or ((word.xpos == "VBN" or word.text == "including") and before.text == ",")


def _joined(words: list[Word], noun: Word) -> Word | None:
    """The "and" right behind a noun, where another source follows: "the army **and** a rights group"."""
    follows = next((w for w in words if w.number > noun.number), None)
    return follows if follows is not None and follows.text in {"and", "or"} else None


def _is_read(words: list[Word], at: int) -> bool:
    """Whether a clause begins that only says who has read a document: "contract **seen by Reuters**"."""
    read = words[at].xpos == "VBN" and words[at].lemma.casefold() in _READ
    return read and [w.text for w in words[at + 1 : at + 2]] == ["by"]


def _is_common(word: Word, parse: Parse) -> bool:
    """True for a capitalised first word that is no name, nor of one: "**Prime** Minister Ana Reis"."""
    if word.xpos == "NNP" or any(entity.span.overlaps(word.span) for entity in parse.entities_near(word.span)):
        return False
    return all(each == word.span for each in parse.inside_sentences(word.text))
