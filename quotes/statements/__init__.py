"""
Statements: what was said, by which cue, in whose name, carried by whom.

Theory of operation.  Three readers look at a document and none of them is trusted alone:

1. *Direct quotations* are read on the surface (``marks``, ``quotations``, ``gaps``): the marks are paired on the text,
   and each utterance looks for its cue in the narration around it.
2. *Credits* (``phrases``) are cues that stand beside a clause: "according to X", "as X put it", ", CNN reported.".
   They are found before the tree is read, because the parser hangs them into the content.
3. *Indirect and mixed speech* (``shapes``, ``candidates``) is read from the tree: each dependency shape offers
   contents, and the lexicon says which words are cues in which shape.

What they find is settled here: a direct quotation keeps its words against the tree, one cue has one content, a cue
inside another's content is a nested statement or none, and a credit is a relay of the statements that it covers and a
statement of its own where it covers plain narration.
"""

from collections.abc import Iterator

from attrs import evolve

from quotes.frame.model import Frame
from quotes.lexicon import Lexicon
from quotes.spans import Span, Spans, overlap, without
from quotes.statements.candidates import Candidate, tree_candidates
from quotes.statements.contents import cue_words, tidy
from quotes.statements.gaps import Lead
from quotes.statements.marks import Quoted, quoted_spans
from quotes.statements.mending import mended
from quotes.statements.model import Cue, Relay, Source, Statement
from quotes.statements.phrases import Credit, cited, credits
from quotes.statements.quotations import Attributed, attribute_quotations
from quotes.statements.relays import issued_by, medium_of, relays_of
from quotes.statements.settle import reach, settled, snap
from quotes.syntax import Parse, Sentence, Word, phrase_span

__all__ = ["Cue", "Relay", "Source", "Statement", "find_statements"]

#: How sure a rule that reads the surface is; measured on the training articles.
_CONFIDENCE = {
    "cue_after_quotation": 0.95,
    "cue_before_quotation": 0.93,
    "colon_before_quotation": 0.85,
    "sign_off": 0.9,
    "floating": 0.6,
    "according_to": 0.85,
    "closing_credit": 0.85,
    "inserted_credit": 0.8,
    "citing": 0.8,
    "as_clause": 0.6,
    "relative_credit": 0.7,
}
_CREDIT_RULES = frozenset(("according_to", "closing_credit", "inserted_credit", "as_clause", "citing"))
#: A floating quotation is at most so many paragraphs away from the source phrase of the statement before it.
_SAME_PASSAGE = 2
#: The shortest narration, in words, that can be the content of a credit.
_SHORTEST_NARRATION = 3


def find_statements(parse: Parse, frame: Frame, lexicon: Lexicon) -> tuple[Statement, ...]:
    """All statements of a document in the order of their contents; captions and furniture are passed over."""
    text = parse.text
    quoted = quoted_spans(text, parse.document.paragraphs)
    passed_over = (*frame.captions, *frame.furniture)
    sentences = tuple(
        mended(each, lexicon) for each in parse.sentences if not any(s.covers(each.span) for s in passed_over)
    )
    direct = attribute_quotations(sentences, quoted, text, lexicon)
    found = [_direct_statement(each, text, lexicon) for each in direct]
    for sentence in sentences:
        found = _with_indirect(found, direct, sentence, text, quoted, lexicon)
    cut = (_without_furniture(each, passed_over, text) for each in found)
    ordered = tuple(sorted((each for each in cut if each.content), key=lambda each: (each.start, each.content)))
    return _with_parents(_with_sources(ordered, parse))


def _without_furniture(statement: Statement, furniture: Spans, text: str) -> Statement:
    """The statement without the dateline or credit that its sentence began or ended with; empty where nothing is left."""
    if not any(each.overlaps(span) for each in furniture for span in statement.content):
        return statement
    kept = (tidy(text, each) for each in without(statement.content, furniture))
    content = tuple(each for each in kept if any(map(str.isalnum, each.of(text))))
    quoted = tuple(each for each in statement.quoted if any(span.covers(each) for span in content))
    return evolve(statement, content=content, quoted=quoted)


def _direct_statement(found: Attributed, text: str, lexicon: Lexicon) -> Statement:
    """The statement of a direct quotation; the marks are part of its content."""
    lead = found.lead
    statement = Statement(
        content=found.content,
        quoted=found.content,
        cue=None,
        source=None,
        rule=found.rule,
        attitude="assertion",
        confidence=_CONFIDENCE[found.rule],
        continues=lead is None,
    )
    if lead is None:
        return statement
    cue = _lead_words(lead)
    return evolve(
        statement,
        cue=Cue((phrase_span(list(cue)),), lead.word.lemma.lower(), lead.kind),
        source=_source(lead.source_sentence or lead.sentence, lead.source, lead.head),
        relays=relays_of(lead.sentence, lead.word, lexicon),
        medium=medium_of(lead.sentence, lead.word, text, lexicon),
    )


def _lead_words(lead: Lead) -> tuple[Word, ...]:
    """The cue's words: a verb with its auxiliaries, a phrase up to its source, or a mark."""
    if lead.kind == "verb":
        return cue_words(lead.sentence, lead.word)
    if lead.kind == "phrase" and lead.source:
        return lead.sentence.words[lead.word.number - 1 : lead.source[0].number - 1]
    return (lead.word,)


def _source(sentence: Sentence, words: tuple[Word, ...], head: Word | None) -> Source | None:
    if head is None or not words:
        return None
    return Source((phrase_span(list(words)),), sentence.number, head.number)


def _with_indirect(
    found: list[Statement],
    direct: list[Attributed],
    sentence: Sentence,
    text: str,
    quoted: tuple[Quoted, ...],
    lexicon: Lexicon,
) -> list[Statement]:
    """*found* with the statements that one sentence adds, and with its credits as relays of what they cover."""
    leads = {each.lead.word.span for each in direct if each.lead is not None}
    own_credits = [each for each in credits(sentence, text, lexicon) if not leads & {word.span for word in each.words}]
    barred = frozenset(number for each in own_credits for number in each.numbers)
    standing = settled(list(tree_candidates(sentence, text, lexicon, barred)), direct, quoted, text)
    added = [_indirect_statement(each, text, quoted, lexicon) for each in standing]
    for credit in own_credits:
        relays = _hops(credit)
        covered = [each for each in standing if each.attitude == "assertion"] if credit.covers_sentence else []
        narration = _narration(credit, covered, own_credits, text)
        if any(each.rule in _CREDIT_RULES and overlap(narration, each.content) for each in added):
            added = [_relayed(each, relays) if each.rule in _CREDIT_RULES else each for each in added]
        elif narration and not any(overlap(narration, each.content) for each in found):
            added.append(_credited_statement(credit, narration, text, quoted, lexicon))
        if credit.covers_sentence:
            spoken = [each.cue.spans for each in found if each.cue is not None and sentence.span.covers(each.cue.spans[0])]
            found = [_relayed(each, relays) if each.cue and each.cue.spans in spoken else each for each in found]
            cues = {each.cue_span for each in covered}
            added = [_relayed(each, relays) if each.cue and each.cue.spans[0] in cues else each for each in added]
    return [*found, *added]


def _indirect_statement(candidate: Candidate, text: str, quoted: tuple[Quoted, ...], lexicon: Lexicon) -> Statement:
    verb = candidate.cue[-1] if candidate.kind == "verb" else candidate.cue[0]
    return Statement(
        content=candidate.content,
        quoted=_inside_marks(candidate.content, quoted),
        cue=Cue((candidate.cue_span,), candidate.lemma, candidate.kind),
        source=_source(candidate.sentence, candidate.source, candidate.head),
        rule=candidate.rule,
        attitude=candidate.attitude,
        confidence=candidate.confidence,
        relays=relays_of(candidate.sentence, verb, lexicon),
        medium=medium_of(candidate.sentence, verb, text, lexicon),
    )


def _inside_marks(content: Spans, quoted: tuple[Quoted, ...]) -> Spans:
    """The quotations (marks included) that lie inside the content."""
    return tuple(each.span for each in quoted if each.depth == 0 and any(span.covers(each.span) for span in content))


def _narration(credit: Credit, covered: list[Candidate], others: list[Credit], text: str) -> Spans:
    """
    What the credit itself claims: its sentence without credits and without the statements that it only carries.

    "**Lavrov met Choe Son-hui**, and vowed to “resist”, according to Sputnik": the meeting is Sputnik's own claim.
    """
    sentence = credit.sentence
    holes = [*(each.span for each in others), *(reach(each) for each in covered)]
    pieces = [tidy(text, each) for each in without((credit.reported,), holes)]
    if covered:
        first = min(reach(each).start for each in covered)
        pieces = [each for each in pieces if each.end <= first and _has_verb(sentence, each)]
    shortest = _SHORTEST_NARRATION if covered else 1
    return tuple(each for each in pieces if sum(any(map(str.isalnum, w)) for w in each.of(text).split()) >= shortest)


def _has_verb(sentence: Sentence, span: Span) -> bool:
    return any(word.upos == "VERB" for word in sentence.between(span))


def _credited_statement(
    credit: Credit, content: Spans, text: str, quoted: tuple[Quoted, ...], lexicon: Lexicon
) -> Statement:
    """
    The statement of a credit that covers plain narration.

    "The ferry had no radio, RTP reported, citing the coast guard" is the coast guard's, by way of RTP.
    """
    content = snap(content, quoted, credit.span)
    verb = credit.cue[-1] if credit.kind == "verb" else credit.head
    statement = Statement(
        content=content,
        quoted=_inside_marks(content, quoted),
        cue=Cue((phrase_span(list(credit.cue)),), credit.lemma, credit.kind),
        source=_source(credit.sentence, credit.source, credit.head),
        rule=credit.rule,
        attitude="assertion",
        confidence=_CONFIDENCE[credit.rule],
        relays=tuple(_own_relays(credit, lexicon)),
        medium=medium_of(credit.sentence, verb, text, lexicon),
    )
    origin = cited(credit)
    if origin is None:
        return statement
    cue, words, head = origin
    return evolve(
        statement,
        cue=Cue((cue.span,), "cite", "verb"),
        source=_source(credit.sentence, words, head),
        rule="citing",
        relays=(_relay(credit),),
    )


def _own_relays(credit: Credit, lexicon: Lexicon) -> Iterator[Relay]:
    yield from issued_by(credit.sentence, credit.head)
    yield from relays_of(credit.sentence, credit.cue[-1], lexicon)


def _hops(credit: Credit) -> tuple[Relay, ...]:
    """
    The hops that a credit adds to the statements it covers, the nearest to the speaker first.

    ", CNN reported, citing TASS" adds TASS and CNN; "according to a transcript released by the ministry" the ministry.
    """
    origin = cited(credit)
    near = (Relay((phrase_span(list(origin[1])),), (phrase_span(list(origin[1])),)),) if origin is not None else ()
    issuers = tuple(issued_by(credit.sentence, credit.head))
    return (*near, *(issuers or (_relay(credit),)))


def _relay(credit: Credit) -> Relay:
    return Relay((credit.span,), (phrase_span(list(credit.source)),))


def _relayed(statement: Statement, relays: tuple[Relay, ...]) -> Statement:
    """The statement with more hops after those that its own clause names."""
    return evolve(statement, relays=(*statement.relays, *relays))


def _with_sources(statements: tuple[Statement, ...], parse: Parse) -> tuple[Statement, ...]:
    """Each floating quotation with the source of the statement before it, if that one stands in the same passage."""
    result: list[Statement] = []
    for statement in statements:
        before = result[-1] if result else None
        if statement.continues and before is not None and before.source is not None:
            here = next((s.paragraph for s in parse.sentences if s.span.end > statement.start), 0)
            if here - parse.sentences[before.source.sentence].paragraph <= _SAME_PASSAGE:
                statement = evolve(statement, source=before.source)
        result.append(statement)
    return tuple(result)


def _with_parents(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Each statement with the index of the smallest other one whose content holds its cue and content."""
    result = []
    for statement in statements:
        own = (*statement.content, *(statement.cue.spans if statement.cue is not None else ()))
        holders = [
            (sum(len(s) for s in other.content), index)
            for index, other in enumerate(statements)
            if other is not statement and all(any(s.covers(each) for s in other.content) for each in own)
        ]
        result.append(evolve(statement, parent=min(holders)[1] if holders else None))
    return tuple(result)
