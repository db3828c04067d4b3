"""
How likely each name beside a statement is that of who carried it: boosted trees over what stands around the name.

The rules of this room say where an outlet is tied to words.  What they answer is one feature among others, so that a
hearer who is no outlet is passed over ("reminded **the bank** that", "according to **the existing mechanism**") and a
name that no rule expected is taken ("said in a clip that **Canal Nove** aired").  How sure the encoder is of a relay
is another feature.  The trees in ``learned/attribution/relays.json`` were learnt from annotated articles
(``quotes.training.relays``).
"""

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from quotes.attribution.labels import labels_of
from quotes.attribution.scorer import Features, Scorer
from quotes.attribution.sources import preposition
from quotes.attribution.statement import Relay, Statement
from quotes.naming.outlet_names import is_time, outlet_at, text_of
from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.page.frame import Frame
from quotes.parsing import Parse, Sentence, Word, phrase_span
from quotes.text.marks import OWNING
from quotes.text.spans import Nearby, Span, nearby, overlap
from quotes.words.lexicon import Lexicon

#: From this probability on a name is a relay, whether a rule found it or not.  By folds on 1,112 articles (gold/train,
#: gold/pages, raw news), of 319 relays that are asked of, 0.4 gives 290 right and 41 wrong, 0.45 283 and 38, 0.5 281
#: and 36.
_LEAST_CHANCE = 0.4
#: A name that no rule found and no list knows is asked of where the encoder's log-odds of a relay reach this; of 112
#: such relays in the articles to learn from 99 have as much, and a fifth of the other names.
_LEAST_ODDS = -5.0
#: Distances in words from the cue beyond which nothing changes.
_FAR = 30
_IN_NAME = frozenset(("PROPN", "NUM", "X"))


@frozen
class Bearer:
    """A name that may be a relay's: its *words* in a *sentence*, and the *relay* that a rule made of it, if any did."""

    sentence: Sentence
    words: tuple[Word, ...]
    kind: str
    relay: Relay | None = None

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return phrase_span(self.words)

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its words in the sentence."""
        return frozenset(word.number for word in self.words)

    @property
    def head(self) -> Word:
        """The word that the rest hangs on."""
        return next((word for word in self.words if word.head not in self.numbers), self.words[-1])


def with_weighed_relays(
    statements: Iterable[Statement], parse: Parse, frame: Frame, lexicon: Lexicon, carries: Scorer
) -> Iterator[Statement]:
    """The statements with the relays that are likely enough, those of rules first."""
    found = tuple(statements)
    hops = hop_places(found, frame)
    told = Nearby(((each, relay.name), (relay.name,)) for each in found for relay in each.relays)
    for statement in found:
        asked = [
            (each, carries(features(each, statement, lexicon)))
            for each in bearers(statement, parse, hops, lexicon)
            if each.relay is not None or not _is_told_another(each, statement, told)
        ]
        out = [each.relay for each, chance in asked if chance < _LEAST_CHANCE]
        likely = (each.span for each, chance in asked if each.relay is None and chance >= _LEAST_CHANCE)
        relays = (*(each for each in statement.relays if each not in out), *(Relay(span, span) for span in likely))
        yield statement if relays == statement.relays else evolve(statement, relays=relays)


def _is_told_another(bearer: Bearer, statement: Statement, told: Nearby[tuple[Statement, Span]]) -> bool:
    """Whether somebody else's statement was made to that name: "Reis said so, but Prata told **RTP** that he left"."""
    head = bearer.sentence.word(statement.source.head) if statement.source is not None else None
    if head is not None and head.upos == "PRON":  # Prata told RTP that he left, but **he** said
        return False
    name = bearer.span
    return any(name.overlaps(span) and each.source != statement.source for each, span in told.near((name,)))


def hop_places(statements: Iterable[Statement], frame: Frame) -> Nearby[Span]:
    """Where a name is a hop anyway: sources of statements, which the chain may pass by, and the agency's credit."""
    sources = (span for each in statements if each.source is not None for span in each.source.spans)
    return nearby((*sources, *(frame.agency.spans if frame.agency is not None else ())))


def bearers(statement: Statement, parse: Parse, hops: Nearby[Span], lexicon: Lexicon) -> list[Bearer]:
    """What rules took for relays of a statement, then other names in the sentences of its cue and its source."""
    found = [each for relay in statement.relays for each in _of_rule(relay, parse)]
    for sentence in _sentences(statement, parse):
        odds = labels_of(sentence).statements["relay"]
        for words in _names(sentence, parse):
            span = phrase_span(words)
            likely = odds[words[0].number - 1 : words[-1].number].max() >= _LEAST_ODDS
            if not likely and lexicon.outlet(span.of(parse.text)) is None:
                continue
            known = any(span.overlaps(each.span) for each in found)
            if not known and not any(span.overlaps(each) for each in hops.near((span,))):
                found.append(Bearer(sentence, tuple(words), _kind(span, parse)))
    return found


def _of_rule(relay: Relay, parse: Parse) -> Iterator[Bearer]:
    for sentence in parse.sentences_in(relay.name)[:1]:
        if words := sentence.overlapping(relay.name):
            yield Bearer(sentence, tuple(words), _kind(relay.name, parse), relay)


def _sentences(statement: Statement, parse: Parse) -> list[Sentence]:
    """The sentences of cue and source, in text order."""
    spans = [statement.cue.span] if statement.cue is not None else []
    if statement.source is not None and not statement.continues:
        spans += statement.source.spans
    numbers = {each.number for span in spans for each in parse.sentences_in(span)}
    return [parse.sentences[number] for number in sorted(numbers)]


def _kind(span: Span, parse: Parse) -> str:
    """What the tagger takes the last name in a span for."""
    kinds = [each.kind for each in parse.entities_in(span) if each.span.overlaps(span)]
    return kinds[-1] if kinds else "none"


def _names(sentence: Sentence, parse: Parse) -> Iterator[list[Word]]:
    """The names that the tagger found, then runs of capitalised words outside of them."""
    taken: set[int] = set()
    for entity in parse.entities_in(sentence.span):
        words = [word for word in sentence.overlapping(entity.span) if word.text not in OWNING]
        while words and words[0].upos == "DET":
            words = words[1:]
        taken.update(word.number for word in words)
        if words and not _is_seat(sentence, words[-1]):
            yield words
    run: list[Word] = []
    for word in sentence.words:
        in_name = word.upos in _IN_NAME and word.text[:1].isupper() and not is_time(word)
        if in_name and word.number not in taken:
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_seat(sentence: Sentence, word: Word) -> bool:
    """Whether a name only tells where somebody else is: "told **Accra**-based Joy FM"."""
    behind = sentence.words[word.number : word.number + 2]
    return [each.text for each in behind] == ["-", "based"]


def features(bearer: Bearer, statement: Statement, lexicon: Lexicon) -> Features:
    """All that the trees look at, by name: numbers, and 1 for what is so."""
    facts = (
        *_facts_of_name(bearer, lexicon),
        *_facts_of_place(bearer),
        *(("rule",) if bearer.relay is not None else ()),
        *_facts_of_statement(bearer, statement),
    )
    return dict.fromkeys(facts, 1.0) | _numbers(bearer, statement)


def _facts_of_name(bearer: Bearer, lexicon: Lexicon) -> Iterator[str]:
    text = text_of(bearer.words)
    yield f"kind={bearer.kind}"
    yield f"tag={bearer.head.upos}"
    outlet = lexicon.outlet(text)
    if outlet is not None:
        yield from ("outlet", f"outlet kind={outlet.kind}")
    kind = lexicon.kind_of(bearer.head.lemma.lower())
    yield from [f"role={kind}"] if kind is not None else []
    yield from ["shaped"] if is_outlet_shaped(text) else []
    yield from ["named an outlet"] if outlet_at(bearer.sentence, bearer.words[0].number, lexicon) is not None else []
    yield from ["capital"] if text[:1].isupper() else []


def _facts_of_place(bearer: Bearer) -> Iterator[str]:
    sentence, head, first = bearer.sentence, bearer.head, bearer.words[0].number
    yield f"relation={head.deprel}"
    yield f"case={preposition(sentence, head)}"
    above = sentence.head(head)
    if above is not None:
        yield f"above={above.lemma.lower()}"
    for name, number in (("before", first - 1), ("before that", first - 2), ("after", bearer.words[-1].number + 1)):
        word = sentence.word(number)
        yield f"{name}={word.lemma.lower() if word is not None else '-'}"


def _facts_of_statement(bearer: Bearer, statement: Statement) -> Iterator[str]:
    sentence, cue, source = bearer.sentence, statement.cue, statement.source
    yield f"statement={statement.rule.name}"
    yield from [f"cue={cue.lemma.lower()}", f"cue kind={cue.kind}"] if cue is not None else []
    holder = sentence.word(source.head) if source is not None and source.sentence == sentence.number else None
    if holder is not None:
        yield f"source tag={holder.upos}"
        yield from ["below source"] if any(word is holder for word in sentence.ancestors(bearer.head)) else []


def _numbers(bearer: Bearer, statement: Statement) -> Features:
    span, sentence, cue = bearer.span, bearer.sentence, statement.cue
    odds = labels_of(sentence).statements["relay"][bearer.words[0].number - 1 : bearer.words[-1].number]
    result = {
        "words": float(len(bearer.words)),
        "inside content": overlap((span,), statement.content) / len(span),
        "relay to the encoder": float(odds.max()),
        "relay throughout": float(odds.mean()),
    }
    cued = [word.number for word in sentence.overlapping(cue.span)] if cue is not None else []
    if not cued:
        return result
    gap = bearer.words[0].number - cued[-1]
    way = [bearer.head.number, *(word.number for word in sentence.ancestors(bearer.head))]
    return result | {
        "behind cue": float(max(-_FAR, min(_FAR, gap)) + _FAR),
        "steps to cue": float(next((steps for steps, number in enumerate(way) if number in cued), 9)),
    }
