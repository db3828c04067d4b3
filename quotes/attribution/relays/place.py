"""Where relays are looked for, and what the ways in which an outlet is tied to words have in common."""

from collections.abc import Callable, Iterator

from attrs import frozen

from quotes.attribution.sources import preposition
from quotes.attribution.statement import Relay
from quotes.naming.outlet_names import hearer_at, is_time, outlet_at
from quotes.parsing import Sentence, Word, phrase_span
from quotes.text.spans import Span, Spans
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon

#: Verbs whose direct object hears the words, and those that may have "to" and a venue behind them.
HEARING = word_class("hearing verbs")
TELLING = HEARING | word_class("speaking verbs")
TALK = word_class("nouns of talk")
WRITING = word_class("nouns of writing")
ASKED = word_class("verbs of asking")
#: Prepositions behind which a text is where something was said.
_PLACING = frozenset(("in", "during", "via", "through", "with", "by", "at", "on"))
#: The longest way, in words, between a verb and its outlet that only says when: "published **on Sunday** in".
_LONGEST_WHEN = 5


@frozen
class Place:
    """
    Where a relay is looked for: the *cue* in its *sentence*, what the parser takes there for names of *bodies*, and the
    *lexicon*.
    """

    sentence: Sentence
    cue: Word
    bodies: Spans
    lexicon: Lexicon

    def outlet(self, start: int, *, described: bool = True) -> list[Word] | None:
        """The words of the outlet named from word number *start* on: "CBC **North**" where the parser sees one name."""
        found = outlet_at(self.sentence, start, self.lexicon, described=described)
        if found is None:
            return None
        end = max((each.end for each in self.bodies if each.overlaps(found[-1].span)), default=0)
        return [*found, *(each for each in self.sentence.words[found[-1].number :] if each.span.end <= end)]

    def hearer(self, start: int) -> list[Word] | None:
        """The same where only people and outlets are spoken to, so that a name that no list knows may be one's."""
        return self.outlet(start) or hearer_at(self.sentence, start, self.bodies, self.lexicon)


Rule = Callable[[Place], Iterator[Relay]]


def narration(sentence: Sentence) -> list[Word]:
    """The words of the sentence that stand in no quotation marks."""
    inside, kept = False, []
    for word in sentence.words:
        if word.text in {"“", "”", '"', "``", "''"}:
            inside = word.text in {"“", "``"} or (word.text == '"' and not inside)
        elif not inside:
            kept.append(word)
    return kept


def relay(evidence: Word, words: list[Word]) -> Relay:
    """The relay that *words* name; its evidence reaches from them to the word that ties them to the statement."""
    name = phrase_span(words)
    return Relay((Span(min(evidence.span.start, name.start), max(evidence.span.end, name.end)),), (name,))


def hangs_below(sentence: Sentence, noun: Word, cue: Word) -> bool:
    """True where the nearest verb above a noun is the cue."""
    above = next((each for each in sentence.ancestors(noun) if each is cue or _is_clause(sentence, each)), None)
    return above is cue


def _is_clause(sentence: Sentence, verb: Word) -> bool:
    """A verb, but none that is used as a noun: "confirmed his daughter's **passing** to"."""
    return verb.upos == "VERB" and sentence.child(verb, "det", "nmod:poss") is None


def link_after(sentence: Sentence, verb: Word) -> Word | None:
    """The preposition behind a verb, with nothing but when it was between: "published **on Sunday** in"."""
    for word in sentence.words[verb.number : verb.number + _LONGEST_WHEN]:
        after = sentence.word(word.number + 1)
        is_when = is_time(word) or word.upos in {"ADV", "NUM"}
        is_on_day = word.upos == "ADP" and after is not None and (is_time(after) or after.upos == "NUM")
        if not is_when and not is_on_day:
            return word
    return None


def is_own(sentence: Sentence, text: Word) -> bool:
    """True where it was said there: "**in** a column for"; not "denied a report in"."""
    return preposition(sentence, text) in _PLACING
