"""
Speakers: from source phrases to who that is, by the fullest name that the document gives.

Theory of operation.  The cast of the document is found once (``cast_of``): persons and bodies, each with all its
mentions, titles and short forms.  The statements are then walked through in text order.  Where grammar settles who
speaks (``by_grammar``: "I", a turn of an interview, a quotation that goes on) nothing else is asked.  Else all that the
source may mean (``referents``) is weighed: distance, syntax, titles, who was speaking (``features``) and what the
encoder reads (``meant``) tell how likely each is (``ranker``), and the likeliest is the speaker, if it is likely enough
(``weighing``).
Gender is evidence for pronouns, learnt from the document, and never leaves this package.
"""

from collections.abc import Mapping
from typing import Final

from attrs import evolve

from quotes.attribution.statement import Statement
from quotes.naming.body_names import plain_words
from quotes.naming.cast import Cast, cast_of
from quotes.naming.mention import EntityKind
from quotes.naming.nominals import Phrase, phrase_of, spoken_of
from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.naming.people import Figure
from quotes.page.frame import Turn
from quotes.parsing import Parse, Sentence, phrase_span
from quotes.speakers.answers import Answer, Context, Speaker
from quotes.speakers.by_grammar import settled
from quotes.speakers.called import offices_of
from quotes.speakers.evidence import evidence
from quotes.speakers.issuers import issuing_in
from quotes.speakers.pronouns import nearest, pronoun_of
from quotes.speakers.query import query_of, spoken
from quotes.speakers.ranker import Rank, ranker
from quotes.speakers.turn_speakers import turns_of
from quotes.speakers.weighing import weighed
from quotes.terms import SpeakerKind, Weighed
from quotes.text.spans import Span, Spans, cover
from quotes.words.lexicon import Lexicon

__all__ = ["Speaker", "name_of", "resolve_speakers"]

#: What a figure of each kind is called in a record.
_KINDS: Final[Mapping[EntityKind, SpeakerKind]] = {
    "person": "person",
    "body": "organization",
    "place": "organization",
    "outlet": "outlet",
    "document": "document",
    "nominal": "unnamed",
    "thing": "unnamed",
    "plural": "group",
}


def resolve_speakers(
    statements: tuple[Statement, ...],
    parse: Parse,
    lexicon: Lexicon,
    cast: Cast | None = None,
    turns: tuple[Turn, ...] = (),
    rank: Rank | None = None,
) -> tuple[Speaker, ...]:
    """
    Who made each statement, parallel to *statements*, which come in text order.

    *cast* is that of the document (``cast_of``); give it where it is at hand, since to find it takes most of the time.
    *turns* are those of an interview or a transcript; *rank* takes the place of the ranker that comes with the package.
    """
    cast = cast if cast is not None else cast_of(parse, lexicon, turns[0].span.start if turns else None)
    sources = tuple(span for each in statements if each.source is not None for span in each.source.spans)
    speaking = turns_of(turns, parse, cast.people, lexicon, sources)
    context = Context(parse, cast, lexicon, turns=speaking)
    answers = answers_of(statements, context, rank if rank is not None else ranker())
    numbers = _numbers(answers)
    stated = offices_of(answers, context)
    return tuple(_speaker(each, numbers, said) for each, said in zip(answers, stated, strict=True))


def answers_of(statements: tuple[Statement, ...], context: Context, rank: Rank) -> list[Answer]:
    """Whom each statement is from; statements that share their source are from one."""
    answers: list[Answer] = []
    known: dict[Spans, Answer] = {}
    for number, statement in enumerate(statements):
        source = statement.source.spans if statement.source is not None else ()
        if source in known:
            same = known[source]
            answers.append(evolve(same, by="continuation") if statement.continues and same.figure else same)
            continue
        before = statements[:number]
        answer = settled(statement, before, answers, context)
        if answer is None:
            query = query_of(statement, answers, context)
            answer = weighed(query, context, rank)
            if source and answer.figure is not None:
                context = context.with_speaker(spoken(query, answer.figure))
        answers.append(answer)
        if source:
            known[source] = answer
    return answers


def _numbers(answers: list[Answer]) -> dict[str, str]:
    """Entity ids by name, in order of first mention."""
    starts: dict[str, int] = {}
    for figure in (each.figure for each in answers):
        if figure is not None:
            starts[_key(figure)] = min(figure.start, starts.get(_key(figure), figure.start))
    return {key: f"e{number}" for number, key in enumerate(sorted(starts, key=lambda each: starts[each]), 1)}


def _key(figure: Figure) -> str:
    """What tells figures apart: the name, and for unnamed ones the place too."""
    return figure.name if figure.kind not in {"nominal", "plural", "thing"} else f"{figure.name}@{figure.start}"


def _speaker(answer: Answer, numbers: dict[str, str], stated: tuple[str | None, str | None]) -> Speaker:
    figure, weighed = answer.figure, _names_of(answer)
    if figure is None:
        return Speaker(None, "unknown", None, None, None, "none", answer.candidates, answer.reason, weighed)
    kind = answer.kind or _KINDS[figure.kind]
    return Speaker(figure.name, kind, numbers[_key(figure)], *stated, answer.by, weighed=weighed)


def _names_of(answer: Answer) -> tuple[Weighed, ...]:
    """The names that were weighed, each once."""
    names: dict[str, Weighed] = {}
    for each in answer.weighed:
        name = each.candidate.figure.name
        names.setdefault(name, Weighed(name, each.probability, evidence(each.seen)))
    return tuple(names.values())


def _outlet_short_for(name: str, span: Span, lexicon: Lexicon, cast: Cast) -> str | None:
    """The outlet named before that ends in this name: "the Times" after "The Economic Times" or "The Faro Times"."""
    words = plain_words(name)
    before = [f for f in cast.bodies if f.start < span.start and f.name != name]
    outlets = [f.name for f in before if f.kind == "outlet" or is_outlet_shaped(f.name)]
    fits = [each for each in outlets if plain_words(each)[-len(words) :] == words != plain_words(each)]
    if len(fits) != 1:
        return None
    outlet = lexicon.outlet(fits[0])
    return outlet.name if outlet is not None else fits[0]


def name_of(spans: Spans, parse: Parse, lexicon: Lexicon, cast: Cast) -> str:
    """
    The name of the outlet or body that *spans* call, as it is written in chains.

    "Yonhap News Agency" by the outlet's usual name, "the ministry" by the fullest name of the body that it means.
    """
    written = cover(spans).of(parse.text)
    known = lexicon.outlet(written)
    if known is not None and lexicon.kind_of(written) is None:  # "report" is a noun, Report an agency
        longer = (_outlet_short_for(each, cover(spans), lexicon, cast) for each in (written, known.name))
        return next(filter(None, longer), known.name)
    sentence = next((s.number for s in parse.sentences_in(cover(spans))), 0)
    phrase = phrase_of(spans, sentence, parse, lexicon)
    if not phrase.words:
        return phrase.text
    figure = _figure_of(phrase, parse.sentences[sentence], cast)
    if figure is None and (issuer := _issuer(phrase, parse.sentences[sentence])) is not None:
        return name_of(issuer, parse, lexicon, cast)
    if figure is None:
        return phrase.text if pronoun_of(phrase.words) is not None else spoken_of(phrase, parse)
    outlet = lexicon.outlet(figure.name) if figure.kind == "outlet" else None
    return outlet.name if outlet is not None else figure.name


def _issuer(phrase: Phrase, sentence: Sentence) -> Spans | None:
    """Who put out a document: "a transcript released by **the forum's secretariat**"; not "**media** reports"."""
    word = next((each for each in issuing_in(phrase, sentence) if each.relation != "compound"), None)
    if word is None:
        return None
    span = phrase_span(sentence.subtree(word, lambda each: each.relation == "case"))
    # In a circle of a foreign parse it would be the phrase again.
    return (span,) if len(span) < len(phrase.span) else None


def _figure_of(phrase: Phrase, sentence: Sentence, cast: Cast) -> Figure | None:
    """Who ends what is before the first preposition, an outlet first; of a document who stands in it."""
    if (pronoun := pronoun_of(phrase.words)) is not None:
        return nearest(pronoun, sentence, cast)
    written = phrase.role is not None and phrase.role.kind == "document"
    core = phrase_span(phrase.core) if phrase.core and not written else phrase.span
    within = cast.within(core)
    found = [f for m, f in within if written or m.span.end >= core.end]
    if found and not written and found[-1].kind == "place" and any(f.kind == "outlet" for _, f in within):
        return None  # "CBC **North**"
    return next((f for f in reversed(found) if f.kind == "outlet"), found[-1] if found else None)
