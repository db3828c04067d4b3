"""
Relays that stand in the sentence of the cue: who carried the words.

"told **Fox News**", "in an interview with **CNN**", "was quoted by **TASS** as saying", "as quoted in **Al-Sahel**", "a
transcript released by **the ministry**".

Each rule is a way in which an outlet is tied to words; the verbs and nouns of the ties are word classes, and what names
an outlet is asked of ``outlet_names``.
"""

from quotes.attribution.relays.carriers import carried_by_outlet, cited_by, quoted_by, seen_by_outlet
from quotes.attribution.relays.hearers import asked_by_outlet, spoke_to_outlet, talk_with_outlet, told_outlet
from quotes.attribution.relays.place import Place, Rule
from quotes.attribution.statement import Relay
from quotes.parsing import Sentence, Word
from quotes.text.spans import Spans
from quotes.words.lexicon import Lexicon

#: From whom the words were said to, who stands nearest to the speaker, to who carried them last.
RULES: tuple[Rule, ...] = (
    told_outlet,
    talk_with_outlet,
    spoke_to_outlet,
    asked_by_outlet,
    seen_by_outlet,
    carried_by_outlet,
    quoted_by,
    cited_by,
)


def relays_of(sentence: Sentence, cue: Word, bodies: Spans, lexicon: Lexicon) -> tuple[Relay, ...]:
    """
    The outlets that the clause of *cue* names as carriers, the nearest to the speaker first.

    Nearest is whom it was said to, then who quotes: the rules stand in this order.
    """
    place = Place(sentence, cue, bodies, lexicon)
    found: list[Relay] = []
    for rule in RULES:
        for relay in rule(place):
            pronoun = any(word.upos == "PRON" for word in sentence.between(relay.name_spans[0]))
            if not pronoun and not any(relay.name_spans[0].overlaps(other.name_spans[0]) for other in found):
                found.append(relay)
    return tuple(found)
