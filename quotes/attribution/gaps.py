"""
Gaps: the narration between two direct quotations, and the cue that it holds for one of them.

A gap is read on the surface, from the quotation outwards to the end of its first (or last) sentence.  The tree is
asked only for the subject of a verb that was found there, and even that must lie in the gap.
"""

from collections.abc import Callable, Iterator
from itertools import takewhile

from attrs import frozen

from quotes.attribution.credits import NOMINAL
from quotes.attribution.phrases import according_to
from quotes.attribution.sources import is_asked, phrase, preposition, subject, takes
from quotes.parsing import Sentence, Word
from quotes.terms import CueKind
from quotes.text.spans import Span
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon

#: How many words of narration may stand between a quotation and the cue after it ("…,” the mayor of Porto, a …, said").
_REACH_AFTER = 24
#: How many words may stand between a cue and the quotation after it ("said in an interview with RTP on Friday, “…”").
_REACH_BEFORE = 26
#: A sentence of so few words right after a quotation is its credit whatever the punctuation: “….” He said.
_BARE_CREDIT = 4
DASHES = frozenset(("—", "–", "--", "-", "―"))
SENTENCE_END = frozenset((".", "!", "?", "…", ".."))
#: What ends a gap that belongs to the quotation behind it: “….” **He added,** “…”
_LEADING_IN = frozenset((",", ":"))
#: Relations of nouns that say whose or which.
_SPECIFYING = frozenset(("compound", "nmod", "amod"))
#: What takes up a quotation: "**Those** were the words of", "**That** is how", with so many words behind at least.
_POINTING = frozenset(("this", "that", "these", "those", "such", "so"))
_SHORTEST_POINTING = 5
_SAID = word_class("nouns of what was said")
#: What a line that says whose the quotation beside it is consists of, and how long it is.
_IN_SIGNATURES = frozenset(("ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM"))
_IN_LABELS = frozenset((",", ".", "-"))
_LONGEST_SIGNATURE = 16
#: Marks that begin a signature behind a quotation.
_SIGNING = DASHES | {"("}

#: The most words of a sentence that only says what somebody does before speaking: "**Reis opened the door.** “Look.”"
_LONGEST_BEAT = 25
#: Who does something before a quotation and speaks: people, not bodies or things.
_ACTING = frozenset(("office", "person", "kin"))

#: A word with the sentence it stands in.
Placed = tuple[Sentence, Word]
Gap = tuple[Placed, ...]
#: Does a span lie outside of all quotation marks?
Narrated = Callable[[Span], bool]


@frozen
class Lead:
    """
    A cue found in a gap: the word, its sentence, and the source phrase with its head (none: none in reach).

    Where only the source was found, *kind* is None and *word* the head.
    """

    sentence: Sentence
    word: Word
    kind: CueKind | None
    source: tuple[Word, ...] = ()
    head: Word | None = None


def parts(gap: Gap) -> list[Gap]:
    """The gap cut after each sentence: "he said. | Then he left." is two parts, "Rep. Vega (D-Calif.) said" one."""
    result: list[list[Placed]] = [[]]
    inside = 0
    for sentence, word in gap:
        result[-1].append((sentence, word))
        inside = max(0, inside + (word.text == "(") - (word.text == ")"))
        if word.text in SENTENCE_END and not inside:
            result.append([])
    return [tuple(part) for part in result if any(word.upos != "PUNCT" for _, word in part)]


def last_part(gap: Gap) -> Gap:
    """The last of its parts; empty where it has no words."""
    return [(), *parts(gap)][-1]


def lead_after(gap: Gap, lexicon: Lexicon, narrated: Narrated, called_for: bool) -> Lead | None:
    """
    The cue of a quotation in the gap after it.

    “…,” **the harbour master said** on Friday. — “…?” **asked Prata**. — *called_for* says that the quotation ends
    like one whose cue follows; otherwise only a sentence that is nothing but a credit counts.  None where the gap is
    the next quotation's: “What is it?” **and the camel replied**, “…”
    """
    part = next(iter(parts(gap)), ())
    phrase_lead = phrase_cue(part)
    if phrase_lead is not None:
        return phrase_lead
    if part and (part[0][1].upos == "CCONJ" or (not called_for and part[-1][1].text in _LEADING_IN)):
        return None
    if not called_for and not is_bare_credit(part):
        return None
    verbs = [
        each
        for each in _speech_verbs(part[:_REACH_AFTER], lexicon)
        if narrated(each[1].span) and (called_for or takes(each[1], "that", lexicon))
    ]
    if verbs:
        lead = _with_source(verbs[0], part, narrated)
        return lead if called_for or _can_speak(lead.head, lexicon) else None
    return None


def pointed_back(gap: Gap) -> Lead | None:
    """
    “….” **Those were the words of Reis** as she left. — “….” **That is how Prata began his letter.** (no cue)

    "This", "that" or the like takes up the quotation, and the sentence says whose words they are or who began so.
    """
    part = next(iter(parts(gap)), ())
    words = [each for each in part if each[1].upos != "PUNCT"]
    if len(words) < _SHORTEST_POINTING or words[0][1].text.lower() not in _POINTING:
        return None
    behind = words[2:]
    first, noun, link = (behind[n][1] for n in range(3))
    if noun.lemma.lower() in _SAID and link.text.lower() in {"of", "from"}:
        head = next((each for each in behind[3:] if each[1].upos in NOMINAL), None)
    elif first.text.lower() == "how":
        head = next((each for each in behind if each[1].relation == "nsubj"), None)
    else:
        return None
    return Lead(head[0], head[1], None, _phrase_in(head, part), head[1]) if head is not None else None


def signature(line: Gap, persons: frozenset[int], lexicon: Lexicon) -> Lead | None:
    """
    **From the desk of Ana Reis, harbour master** ¶ “….” — “….” ¶ **Ana Reis, 44, baker** (a line without a verb)

    In capitals it is told by what somebody is: **PORTUGUESE PRESIDENT RUI PRATA, ON TWITTER** ¶ “….”
    """
    words = [word for _, word in line]
    if len(words) > _LONGEST_SIGNATURE or not all(w.upos in _IN_SIGNATURES or w.text in _IN_LABELS for w in words):
        return None
    if all(word.text.isupper() for word in words if word.text.isalpha()):
        return _label(line, lexicon)
    named = [each for each in line if each[1].span.start in persons]
    opened = any(word.text == "," for word in words) or (words[:1] and words[0].text.lower() == "from")
    if len(named) != 1 or not opened:
        return None
    sentence, head = named[0]
    return Lead(sentence, head, None, _phrase_in(named[0], line), head)


def _label(line: Gap, lexicon: Lexicon) -> Lead | None:
    """Who speaks by a line in capitals, if that says somebody's office before its first comma, or behind a name."""
    first = tuple(takewhile(lambda each: each[1].text != ",", line))
    for part in (first, line):
        offices = {word for _, word in part if word.upos == "NOUN" and lexicon.kind_of(word.lemma.lower()) is not None}
        top = next((each for each in part if _tops(each, part)), None)
        if top is not None and (top[1] in offices or (offices and part is line)):
            return Lead(top[0], top[1], None, _phrase_in(top, part), top[1])
    return None


def _can_speak(head: Word | None, lexicon: Lexicon) -> bool:
    """Whether it has a name, or a noun for somebody: "“….” **The guard** barked.", but "“….” **The dogs** barked."."""
    return head is None or head.upos != "NOUN" or lexicon.role(head.lemma.lower()) is not None


def phrase_cue(part: Gap) -> Lead | None:
    """“…,” **according to Prata**. — **In the words of one official**, “…” (the phrase opens the part)"""
    for sentence, first in [each for each in part if each[1].upos != "PUNCT"][:1]:
        for credit in according_to(sentence):
            head = (sentence, credit.head)
            if credit.cue[0] is first:
                return Lead(sentence, first, "phrase", _phrase_in(head, part), credit.head)
    return None


def lead_before(gap: Gap, lexicon: Lexicon, narrated: Narrated, free: Callable[[Word], bool]) -> Lead | None:
    """
    The cue of a quotation in the gap before it: the last verb of speech of a part that runs into the quotation.

    **Prata told reporters** in Lisbon: “…” — **He added**, “…” — *free* says whether a verb still has no quotation.
    """
    if not gap or gap[-1][1].text in SENTENCE_END:
        return None
    part = last_part(gap)
    phrase_lead = phrase_cue(part)
    verbs = [each for each in _speech_verbs(part[-_REACH_BEFORE:], lexicon) if free(each[1]) and narrated(each[1].span)]
    if phrase_lead is not None and not (verbs and _speaks(verbs[-1])):
        return phrase_lead
    return _with_source(verbs[-1], part, narrated) if verbs else None


def leads_in(gap: Gap, lead: Lead) -> bool:
    """Whether the cue in the gap before a quotation is its own whatever follows: **Reis asked,** “Why?” Prata left."""
    finite = lead.word.has("VerbForm=Fin") or lead.sentence.child(lead.word, "aux", "aux:pass") is not None
    return finite and gap[-1][1].text in _LEADING_IN


def is_bare_credit(gap: Gap) -> bool:
    """Whether a gap begins with nothing but a credit, which may say again who speaks: Prata said, “No,” **he said.**"""
    part = next(iter(parts(gap)), ())
    return sum(word.upos != "PUNCT" for _, word in part) <= _BARE_CREDIT and not (part and part[-1][1].text == ":")


def _speaks(verb: Placed) -> bool:
    """Whether somebody else than the source of a phrase speaks: "According to RTP, **one user posted**: “…”"."""
    own = subject(*verb)
    return own is not None and not own.has("PronType=Rel")


def colon_before(gap: Gap) -> Lead | None:
    """
    **Prata**: “…” — **And from Chairwoman Reis**: “…” — The mayor was blunt: “…” — **Her** verdict: “…”

    The colon is the cue.
    """
    if not gap or gap[-1][1].text != ":":
        return None
    part = last_part(gap)
    sentence, colon = gap[-1]
    head = _whose_words(part) or _name_before(part) or _main_noun(part)
    if head is None:
        return Lead(sentence, colon, "punctuation")
    return Lead(sentence, colon, "punctuation", _phrase_in(head, part), head[1])


def sign_off(gap: Gap) -> Lead | None:
    """“…” **—Commissioner Geoffrey Lund** — “…” **(Omar Haddad, bus driver)** (a mark and a name, no verb)."""
    if not gap or gap[0][1].text not in _SIGNING:
        return None
    part = next(iter(parts(gap)), ())
    if gap[0][1].text == "(":
        part = gap[: next((n for n, (_, word) in enumerate(gap) if word.text == ")"), 0)]
    if not part:
        return None
    head = _main_noun(part[1:])
    if head is None or head[1].upos != "PROPN":
        return None
    return Lead(head[0], gap[0][1], "punctuation", _phrase_in(head, part), head[1])


def actor(gap: Gap, lexicon: Lexicon, persons: frozenset[int] = frozenset()) -> Lead | None:
    """**Reis** opened the door. “Look at that.” (who does something in the sentence before)"""
    if not gap or gap[-1][1].text not in SENTENCE_END:
        return None
    part = last_part(gap)
    if len(part) > _LONGEST_BEAT:
        return None
    for sentence, word in part:
        verb = sentence.head(word)
        if word.relation == "nsubj" and verb is not None and verb.head == 0:
            is_someone = _is_someone(word, lexicon, persons)
            return Lead(sentence, word, None, _phrase_in((sentence, word), part), word) if is_someone else None
    return None


def _is_someone(word: Word, lexicon: Lexicon, persons: frozenset[int]) -> bool:
    """Whether the word is a person, by name, by pronoun or by what the person is."""
    if word.span.start in persons:
        return True
    if word.upos == "PRON":
        return word.text.lower() in {"he", "she"}
    return lexicon.kind_of(word.lemma.lower()) in _ACTING


def _speech_verbs(part: Gap, lexicon: Lexicon) -> Iterator[Placed]:
    """
    The verbs of a part that introduce quotations, those too that the tagger took for nouns: "He **jokes**, “…”".

    Not what only tells the sort of the next noun: "the IRNA **state** news agency"
    """
    for index, (sentence, word) in enumerate(part):
        after_name = index > 0 and part[index - 1][1].upos in {"PRON", "PROPN"}
        noun = word.upos in {"NOUN", "PROPN"} and word.relation != "compound"
        mistagged = noun and word.text.islower() and after_name
        if takes(word, "quote", lexicon) and (mistagged or word.upos in {"VERB", "AUX"}):
            yield sentence, word


def _with_source(verb: Placed, part: Gap, narrated: Narrated) -> Lead:
    """The verb with the source phrase that the tree gives it, or else the noun phrase next to it."""
    sentence, word = verb
    head = subject(sentence, word)
    if (head is None or not narrated(head.span)) and not is_asked(sentence, word):
        head = _noun_beside(verb, tuple(each for each in part if narrated(each[1].span)))
    if head is None:
        return Lead(sentence, word, "verb")
    return Lead(sentence, word, "verb", _phrase_in((sentence, head), part), head)


def _noun_beside(verb: Placed, part: Gap) -> Word | None:
    """
    The noun before the verb in its part, else the one that heads the phrase right after it.

    "“…,” said the union's **president**", "asked the fire **chief**"
    """
    sentence, word = verb
    own = [each for _, each in part if each.upos in NOMINAL]
    before = [each for each in own if each.number < word.number]
    after = [each for each in own if word.number < each.number <= word.number + 3]
    if before or not after:
        return before[-1] if before else None
    return sentence.highest(after[0], lambda below, _: below.relation in _SPECIFYING)


def _name_before(part: Gap) -> Placed | None:
    """
    Whose phrase ends with a name right before the colon that ends a part: "On the farmers, **Tahiroui**:".

    "**Ana Reis**, mayor of Faro:", "A **spokesman** for Lagoon Foods:"
    """
    words = [each for each in part if each[1].upos != "PUNCT"]
    if not words or words[-1][1].upos != "PROPN":
        return None
    sentence, name = words[-1]
    inside = {word.number for _, word in part}

    def goes_on(below: Word, above: Word) -> bool:
        return above.number in inside and _is_part_of(sentence, below, above)

    return sentence, sentence.highest(name, goes_on)


def _whose_words(part: Gap) -> Placed | None:
    """Whose answer, message or verdict a part tells: "**The mayor's** message to drivers:"."""
    said = (each for each in part if each[1].lemma.lower() in _SAID and _tops(each, part))
    owners = ((sentence, sentence.child(noun, "nmod:poss")) for sentence, noun in said)
    return next(((sentence, owner) for sentence, owner in owners if owner is not None), None)


def _is_part_of(sentence: Sentence, below: Word, above: Word) -> bool:
    """Whether a word belongs to who is named by the word above: "mayor **of Faro**", but "a word **from Reis**"."""
    if below.relation == "nmod":
        return preposition(sentence, below) != "from"
    return below.relation in ({"flat", "compound"} if below.upos != "NOUN" else {"appos"})


def _main_noun(part: Gap) -> Placed | None:
    """The subject of a part's top verb, or the topmost name where there is no verb."""
    for sentence, word in part:
        if word.deprel == "nsubj":
            return sentence, word
    names = (each for each in part if each[1].upos in {"PROPN", "PRON"})
    return next((each for each in names if _tops(each, part)), None)


def _tops(placed: Placed, part: Gap) -> bool:
    """Whether the word's head is outside of the part, or no noun."""
    up = placed[0].head(placed[1])
    return up is None or up.upos not in NOMINAL or up.span not in {word.span for _, word in part}


def _phrase_in(head: Placed, part: Gap) -> tuple[Word, ...]:
    """The source phrase around *head*, without words outside of the gap's part or of speech."""
    sentence, word = head
    inside = {each.span for place, each in part if place is sentence}
    barred = frozenset(
        each.number
        for each in sentence.words
        if (word.span in inside and each.span not in inside) or (each.upos == "VERB" and each is not word)
    )
    return tuple(phrase(sentence, word, barred))
