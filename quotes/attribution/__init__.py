"""
Attribution: what was said, by which cue, in whose name, carried by whom.

Theory of operation.  Four readers look at a document and none of them is trusted alone:

1. *Direct quotations* are read on the surface (``text.marks``, ``quotations``, ``gaps``): the marks are paired on the
   text, and each utterance looks for its cue in the narration around it.
2. *Credits* (``phrases``) are cues that stand beside a clause: "according to X", ", CNN reported.".
   They are found before the tree is read, because the parser hangs them into the content.
3. *Indirect and mixed speech* (``shapes``, ``candidates``) is read from the tree: each dependency shape offers
   contents, and the lexicon says which words are cues in which shape.
4. The encoder *labels* words (``labels``, ``labelled``): it knows no list, and finds cues that the lexicon lacks.

What they find is settled here (``settle``), on the word of a ``scorer`` that has learnt what annotators draw: one cue
has one content, a direct quotation keeps its words unless they are part of a longer content, a cue inside another's
content is a nested statement or none, and a credit is a relay of the statements that it covers and a statement of its
own where it covers plain narration.  Who carried a statement is weighed by trees as well (``relays.likely``).  The
turns of an interview, which the frame knows, are one statement each
(``turn_statements``).
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from attrs import evolve

from quotes.attribution import blocks, composing, labelled, phrases, quotations, shapes, turn_statements
from quotes.attribution.blocks import with_blocks
from quotes.attribution.candidates import Candidate
from quotes.attribution.composing import credited_statement, direct_statement, hops, indirect_statement, relayed
from quotes.attribution.contents import tidy
from quotes.attribution.credits import Credit, cited, is_outlets, is_teller
from quotes.attribution.labels import mean_of
from quotes.attribution.reading import Reading, read
from quotes.attribution.relays.cited import with_cited_sources
from quotes.attribution.relays.likely import with_weighed_relays
from quotes.attribution.rules import Rule
from quotes.attribution.scorer import Learnt
from quotes.attribution.settle import settled
from quotes.attribution.sources import is_participle, own_subject, phrase
from quotes.attribution.statement import Cue, Relay, Source, Statement
from quotes.attribution.turn_statements import with_turns
from quotes.page.frame import Frame
from quotes.parsing import Parse, Sentence, Word, phrase_span
from quotes.records import UNSAID
from quotes.text.marks import unquoted
from quotes.text.spans import Nearby, Span, Spans, cover, holds, merged, overlap, without
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon

__all__ = ["RULES", "Cue", "Learnt", "Relay", "Rule", "Source", "Statement", "find_statements"]

#: Every rule that can find a statement, by the name that ``provenance.rule`` has for it.
RULES: Final[Mapping[str, Rule]] = {
    each.name: each
    for module in (shapes, quotations, phrases, composing, turn_statements, blocks, labelled)
    for each in vars(module).values()
    if isinstance(each, Rule)
}

#: The kinds of names that sources are called by.
_SPEAKING = frozenset(("person", "organization"))
#: Between a dateline and a name that the parser has taken for one: "Lisbon - Moss Ltd".
_DASH = " - "
#: A floating quotation is at most so many paragraphs away from the source phrase of the statement before it.
_SAME_PASSAGE = 2
#: What leads to a sentence from the one before, besides conjunctions.
_CONNECTIVES = word_class("connectives")
#: Of a credit's pieces, those with lower log-odds on average are no part of what was said.
_NO_CONTENT = -1.0


def find_statements(
    parse: Parse, frame: Frame, lexicon: Lexicon, learnt: Learnt | None = None, *, unsaid: bool = False
) -> tuple[Statement, ...]:
    """
    All statements of a document in the order of their contents; captions and furniture are passed over.

    Those that the text says were not made come with the attitude `UNSAID`, and only where *unsaid* asks for them.
    *learnt* stands in for what comes with the package.
    """
    reading = read(parse, frame, lexicon, learnt)
    collected = _Collected(direct_statement(each, reading) for each in reading.direct)
    for sentence in reading.sentences:
        _collect(sentence, reading, collected)
    found = with_turns(with_blocks(collected.statements(), reading), frame, reading)
    cut = (_without_furniture(each, reading) for each in found)
    wanted = (each for each in cut if each.content and (unsaid or each.attitude != UNSAID))
    ordered = tuple(sorted(wanted, key=lambda each: (each.start, each.content)))
    named = tuple(_with_whole_source(each, parse) for each in _with_sources(ordered, parse))
    sourced = with_cited_sources(named, reading)
    return _with_parents(tuple(with_weighed_relays(sourced, parse, frame, lexicon, reading.learnt.carries)))


class _Collected:
    """The statements that were found so far, by the places of their contents and cues."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._statements: dict[int, Statement] = {}
        self._places: Nearby[int] = Nearby()
        for each in statements:
            self.add(each)

    def add(self, statement: Statement) -> None:
        """Keep one more."""
        number = len(self._statements)
        self._statements[number] = statement
        self._places.add(number, statement.places)

    def near(self, spans: Iterable[Span]) -> list[Statement]:
        """Those with content or cue in *spans*, and others close by, in the order in which they were found."""
        return [self._statements[each] for each in self._places.near(spans)]

    def is_free(self, spans: Spans) -> bool:
        """Whether none of them has any of these words as its content."""
        return not any(overlap(spans, each.content) for each in self.near(spans))

    def change(self, spans: Iterable[Span], change: Callable[[Statement], Statement]) -> None:
        """Put what *change* makes of each near *spans* in its place; one without content is dropped in the end."""
        for number in self._places.near(spans):
            self._statements[number] = change(self._statements[number])

    def statements(self) -> list[Statement]:
        """All of them that have a content, in the order in which they were found."""
        return [each for each in self._statements.values() if each.content]


def _collect(sentence: Sentence, reading: Reading, found: _Collected) -> None:
    """Add the statements of one sentence to *found*, and its credits as relays to what they cover."""
    beside = reading.credits(sentence)
    # "According to RTP, which **cited** police, the port is shut" tells no words of RTP's own.
    citing = {origin[0].number for each in beside if (origin := cited(each, reading.lexicon)) is not None}
    standing = [each for each in settled(sentence, beside, reading) if each.word.number not in citing]
    held = [span for each in standing if each.extends for span in each.content]
    found.change(held, partial(_without_extended, held=held))
    added = [indirect_statement(each, reading) for each in standing]
    narrated: list[Statement] = []
    for credit in sorted(beside, key=partial(is_outlets, lexicon=reading.lexicon)):
        if (inner := _inside(credit, standing)) and found.is_free(inner):
            added.append(credited_statement(credit, inner, reading))
            continue
        covered = [each for each in standing if each.attitude == "assertion" and _carries(credit, each.cue_span)]
        tells = is_teller(credit, reading.lexicon)
        narrates = tells or all(_is_only_a_clause(each, credit) for each in covered)
        narration = _narration(credit, beside, reading) if narrates else ()
        same = [each for each in narrated if overlap(narration, each.content)]
        stands = bool(narration) and not same and found.is_free(narration)
        if stands:
            narrated.append(credited_statement(credit, narration, reading))
        if credit.covers_sentence and not (stands and tells):
            near = (each.cue.span for each in (*found.near((credit.reported,)), *same) if each.cue)
            cues = {*(each.cue_span for each in covered), *(each for each in near if _carries(credit, each))}
            by_way = partial(_by_way_of, cues=cues, carried=hops(credit, reading))
            found.change(cues, by_way)
            added, narrated = list(map(by_way, added)), list(map(by_way, narrated))
    for each in (*added, *narrated):
        found.add(each)


def _inside(credit: Credit, standing: list[Candidate]) -> Spans:
    """What a credit inside of a content reports of it: "added that **according to the survey**, *boats were late*"."""
    holding = [each for each in standing if credit.kind == "phrase" and cover(each.content).covers(credit.span)]
    content = min((each.content for each in holding), key=lambda each: len(cover(each)), default=())
    return tuple(each for each in content if each.start > credit.span.end)


def _without_extended(statement: Statement, held: list[Span]) -> Statement:
    """The statement, without content where it is a direct quotation that is part of a longer content, *held*."""
    return evolve(statement, content=()) if holds(held, statement.content) else statement


def _carries(credit: Credit, cue: Span) -> bool:
    """Whether the credit stands for the statement of that cue too."""
    return credit.covers_sentence and credit.reported.covers(cue)


def _is_only_a_clause(candidate: Candidate, credit: Credit) -> bool:
    """
    Whether a statement is no more than a clause of what a credit reports, or nobody's.

    "They met Prata, **who said the port would open**, the station reported" — but not "**Prata said the port would
    open**, the station reported", nor a clause of the credit's source.
    """
    sentence, cue = candidate.sentence, candidate.word
    above = [cue, *sentence.ancestors(cue)]
    in_clause = any(
        each.relation == "acl" or (each.relation == "advcl" and not is_participle(sentence, each)) for each in above
    )
    return candidate.head is None or (in_clause and credit.numbers.isdisjoint(each.number for each in above))


def _by_way_of(statement: Statement, cues: set[Span], carried: tuple[Relay, ...]) -> Statement:
    """The statement; with one of these cues, by way of the credit's source too."""
    return relayed(statement, carried) if statement.cue and statement.cue.span in cues else statement


def _narration(credit: Credit, others: list[Credit], reading: Reading) -> Spans:
    """What the credit itself claims: its sentence without credits."""
    others_words = [*(each.span for each in others), *_asides(credit), *_connective(credit.sentence)]
    pieces = [tidy(reading.text, each) for each in without((credit.reported,), others_words)]
    likely = _likely(pieces, credit.sentence, reading)
    return tuple(each for each in likely if any(map(str.isalnum, each.of(reading.text))))


def _connective(sentence: Sentence) -> list[Span]:
    """What leads to the sentence from the one before: "**But** the port is open, she said", "**However**, …"."""
    first, second = sentence.word(1), sentence.word(2)
    if first is None or second is None:
        return []
    joins = first.deprel == "cc" or (first.lemma.lower() in _CONNECTIVES and second.text == ",")
    return [first.span] if joins else []


def _asides(credit: Credit) -> list[Span]:
    """What is told of the source where a credit opens its sentence: "According to police, **who came**, he ran"."""
    sentence = credit.sentence
    told = sentence.children(credit.head, "acl:relcl") if credit.words[0].number == 1 else ()
    return [phrase_span(sentence.subtree(each, partial(_is_cited, sentence))) for each in told]


def _is_cited(sentence: Sentence, word: Word) -> bool:
    """Whether a clause hangs on "cite" by mistake, which has none: "which cited police, *the port is shut*"."""
    above = sentence.head(word) if word.relation == "ccomp" else None
    return above is not None and above.lemma == "cite"


def _likely(pieces: list[Span], sentence: Sentence, reading: Reading) -> list[Span]:
    """
    Those of several pieces that the network does not take for something else than content.

    "**The dyke is safe**, said Rui Prata, head of the harbour office" has a second piece, which says who Prata is.
    """
    if len(pieces) < 2:
        return pieces
    odds = reading.labels[sentence.number].content
    means = [mean_of(odds, [word.number - 1 for word in sentence.between(each)], 0.0) for each in pieces]
    least = min(_NO_CONTENT, max(means))
    return [each for each, mean in zip(pieces, means, strict=True) if mean >= least]


def _without_furniture(statement: Statement, reading: Reading) -> Statement:
    """The statement without the dateline or credit at the edges of its sentence; empty where nothing is left."""
    source = statement.source
    words = (*statement.content, *(source.spans if source is not None else ()))
    furniture = reading.passed_over_near(words)
    if not any(each.overlaps(span) for each in furniture for span in words):
        return statement
    content = _outside(statement.content, furniture, reading.text)
    quoted = tuple(each for each in statement.quoted if any(span.covers(each) for span in content))
    if source is not None:
        source = evolve(source, spans=_outside(source.spans, furniture, reading.text) or source.spans)
    return evolve(statement, content=content, quoted=quoted, source=source)


def _outside(spans: Spans, furniture: Spans, text: str) -> Spans:
    """What is left of the spans outside of furniture, without punctuation at the edges."""
    kept = (tidy(text, each) for each in without(spans, furniture))
    return tuple(each for each in kept if any(map(str.isalnum, each.of(text))))


def _with_sources(statements: tuple[Statement, ...], parse: Parse) -> tuple[Statement, ...]:
    """
    Each floating quotation with the source of the statement before it, if that one stands in the same passage.

    Where the sentence right before it tells of somebody else by name, it is theirs: "“No,” Reis said. | **Rui Prata**
    held up a picture. | “That is my son.”"
    """
    result: list[Statement] = []
    for statement in statements:
        source = result[-1].source if result and statement.continues else None
        if source is None:
            result.append(statement)
            continue
        own = parse.sentence_behind(statement.start)
        near = (own.paragraph if own is not None else 0) - parse.sentences[source.sentence].paragraph <= _SAME_PASSAGE
        told = _told_of(own, result[-1], parse) if own is not None else None
        result.append(evolve(statement, source=told or (source if near else None)))
    return tuple(result)


def _with_whole_source(statement: Statement, parse: Parse) -> Statement:
    """The statement whose source has names and quotations whole: "Kim Jong **Un** said", "a site, “Reef**”**, said"."""
    source = statement.source
    if source is None:
        return statement
    names = [each.span for each in parse.entities_near(cover(source.spans)) if each.kind in _SPEAKING]
    torn = [
        name
        for name in names
        if any(name.overlaps(span) and not span.covers(name) for span in source.spans)
        and not any(name.overlaps(place) for place in statement.places)
        and _DASH not in name.of(parse.text)
    ]
    *spans, last = merged((*source.spans, *torn), gap=0) if torn else source.spans
    mark = parse.text[last.end : last.end + 1]
    opened = unquoted(last.of(parse.text)).endswith(mark) and mark in {"”", '"'}
    spans.append(Span(last.start, last.end + 1) if opened else last)
    return evolve(statement, source=evolve(source, spans=tuple(spans)))


def _told_of(quotation: Sentence, last: Statement, parse: Parse) -> Source | None:
    """Who does what the sentence before a quotation tells, by name, where that is not of the *last* statement."""
    if not quotation.number:
        return None
    before = parse.sentences[quotation.number - 1]
    source = last.source.spans if last.source is not None else ()
    verb = next((each for each in before.words if each.deprel == "root"), None)
    if verb is None or before.span.start < cover((*last.places, *source)).end:
        return None
    doer = own_subject(before, verb)
    if doer is None:
        return None
    called = (doer, *before.children(doer, "appos", "flat"))  # "the farmer **Rui Prata**"
    persons = [each.span for each in parse.entities_in(before.span) if each.kind == "person"]
    if not any(person.overlaps(each.span) for person in persons for each in called):
        return None
    return Source((phrase_span(phrase(before, doer)),), before.number, doer.number)


def _with_parents(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """
    Each statement with the index of the smallest other one whose longer content holds its cue and content.

    Longer, so that of two with the same words neither is the other's parent, and the way up always ends.
    """
    sizes = [_size(each) for each in statements]
    pieces = Nearby(((index, piece), (piece,)) for index, each in enumerate(statements) for piece in each.content)
    covers = [cover(each.content) for each in statements]
    result = []
    for statement, size in zip(statements, sizes, strict=True):
        near: dict[int, list[Span]] = {}
        for index, piece in pieces.near(statement.places):
            near.setdefault(index, []).append(piece)
        holders = [
            (sizes[index], index)
            for index, held in near.items()
            if sizes[index] > size and _holds(held, covers[index], statement)
        ]
        result.append(evolve(statement, parent=min(holders)[1] if holders else None))
    return tuple(result)


def _size(statement: Statement) -> tuple[int, int]:
    """How many code points the content has, and then how far it reaches."""
    return sum(map(len, statement.content)), len(cover(statement.content))


def _holds(outer: list[Span], reach: Span, inner: Statement) -> bool:
    """
    Whether the pieces of one statement's content, which reach over *reach*, hold content and cue of another.

    The phrase of a credit inside is cut out of the content: "said that, **according to the survey**, boats were late".
    """
    within = [reach] if inner.cue is not None and inner.cue.kind == "phrase" else outer
    return holds(outer, inner.content) and holds(within, (inner.cue.span,) if inner.cue is not None else ())
