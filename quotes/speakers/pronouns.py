"""
Pronouns: who "he", "she", "they", "it" and "who" are.

Each figure that could be meant is scored by where it was last spoken of: near, as a subject, as a speaker, often.  The
best wins only where it is clearly ahead; otherwise the pronoun stays open and the two best are named as candidates.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Sequence

from attrs import frozen

from quotes.naming.cast import Cast
from quotes.naming.people import Figure
from quotes.naming.person_mentions import BODY, Mention
from quotes.naming.titles import HUMAN, role_called
from quotes.parsing import Parse, Sentence, Word
from quotes.text.spans import Span, Spans
from quotes.words.classes import one_of, word_class
from quotes.words.lexicon import Lexicon

GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
PLURAL = frozenset({"they", "them", "their", "themselves", "both"})
NEUTER = frozenset({"it", "its", "itself"})
SECOND = frozenset({"you", "your", "yours"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
PRONOUNS = frozenset(GENDERS) | PLURAL | NEUTER | FIRST | SECOND | RELATIVE
#: Nouns for one person that say neither man nor woman.
_VAGUE = re.compile(rf"(?:[\w-]+ ){{0,3}}{one_of('nouns for one person')}\b")
_UNNAMED = frozenset({"nominal", "plural"})
#: How far back, in sentences, a pronoun looks; news seldom reaches further than a paragraph or two.
_REACH = 8
#: "it" and "they" refer to so many things that are no speakers that they are looked for in two sentences only.
_REACH_OF_BODIES = 2
#: Weights of the evidence, fitted by hand on the training part of GUM.
_DISTANCE, _SUBJECT, _SPEAKER, _OFTEN, _KNOWN, _OWNED, _AGAIN = -1.0, 1.2, 1.6, 0.4, 0.6, -0.8, 0.6
#: Who was spoken of in the paragraph itself is ahead of who spoke in the one before.
_HERE = 0.8
#: Of whom alone the sentence before in the paragraph tells, by name, "he" tells on, whoever spoke in the last one.
_TURNED = 1.5
#: Whom the reporter met or turns to in the sentence before speaks next, whoever spoke until then.
_MET = 4.0
#: Whom a sentence begins with, "For Prata, the wall was a mistake", is ahead of its subject.
_TOPIC = 3.0
#: Verbs by whose subjects somebody has spoken, whether a statement was found there or not.
_SPEECH = word_class("verbs of having spoken")
#: The best must be ahead of the next by as much.
_MARGIN = 0.5

#: Branches of a noun that do not help to say who it is.
_OUTSIDE = frozenset({"acl", "case", "punct", "cc", "conj", "appos", "advmod", "cop", "nsubj", "mark"})


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


@frozen
class Echo:
    """A "he" or "she" between the statements, with whom it means: the figure is still being spoken of."""

    name: str
    start: int
    sentence: int
    is_subject: bool


@frozen
class Antecedent:
    """The figure a pronoun means, or None with those that remained."""

    figure: Figure | None
    candidates: tuple[Figure, ...] = ()


def antecedent(
    pronoun: Word,
    sentence: Sentence,
    content: Spans,
    parse: Parse,
    cast: Cast,
    history: tuple[Spoken, ...],
    echoes: Sequence[Echo],
    barred: Figure | None = None,
) -> Antecedent:
    """Whom the *pronoun* of *sentence*, source of a statement with that *content*, means; never *barred*."""
    nearest = sentence.number - _REACH
    first = bisect_left(echoes, nearest, key=lambda each: each.sentence)
    earlier = tuple(echoes[first : bisect_left(echoes, pronoun.span.start, key=lambda each: each.start)])
    recent = {each.name for each in earlier} | {each.figure.name for each in history if each.sentence >= nearest}
    near = cast.spoken_of(range(nearest, sentence.number + 1), {each.name for each in earlier})
    scores: list[tuple[float, Figure]] = []
    for figure in _possible(pronoun.text.casefold(), near, history):
        if barred is not None and figure.name == barred.name:
            continue
        mentioned = figure.before(pronoun.span.start)[-1:]
        if figure.name not in recent and all(each.sentence < nearest for each in mentioned):
            continue  # out of reach
        score = _score(figure, pronoun, sentence, content, parse, cast, history, earlier)
        if score is not None:
            scores.append((score, figure))
    scores.sort(key=lambda each: -each[0])
    if not scores:
        return Antecedent(None)
    if len(scores) > 1 and scores[0][0] - scores[1][0] < _MARGIN:
        return Antecedent(None, (scores[0][1], scores[1][1]))
    return Antecedent(scores[0][1])


def _possible(pronoun: str, near: list[Figure], history: tuple[Spoken, ...]) -> list[Figure]:
    """The figures, of those *near* and those that spoke before, whose kind and gender allow the pronoun."""
    spoken = [each.figure for each in history]
    seen = {each.start for each in spoken}
    fresh = [f for f in near if f.start not in seen and not (f.kind in _UNNAMED and _has_spoken(f, history))]
    known = list({each.name: each for each in spoken}.values()) + fresh
    if pronoun in GENDERS:
        wanted = {None, GENDERS[pronoun]}
        called = {s.figure.name for s in history if s.gender is not None and s.gender not in wanted}
        single = [f for f in known if f.kind in {"person", "nominal"} and not _is_listeners(f)]
        return [f for f in single if f.gender in wanted and f.name not in called]
    if pronoun in PLURAL:
        return [f for f in known if f.kind in {"plural", "body", "outlet"} or (f in spoken and _is_anybody(f))]
    return [f for f in known if f.kind in {"body", "outlet", "place"}]


def _is_anybody(figure: Figure) -> bool:
    """Whether the text keeps a speaker so vague that "they" goes on with them: "a person briefed on the talks"."""
    return figure.kind == "nominal" and figure.gender is None and _VAGUE.match(figure.name) is not None


def _is_listeners(figure: Figure) -> bool:
    """Whether it is somebody of the one spoken to: "your husband"."""
    return figure.kind == "nominal" and figure.name.casefold().startswith("your ")


def _has_spoken(figure: Figure, history: tuple[Spoken, ...]) -> bool:
    """Whether it is the noun phrase of a source that was resolved before."""
    return any(s.span.overlaps(m.span) for s in history for m in figure.mentions)


def _score(
    figure: Figure,
    pronoun: Word,
    sentence: Sentence,
    content: Spans,
    parse: Parse,
    cast: Cast,
    history: tuple[Spoken, ...],
    echoes: tuple[Echo, ...],
) -> float | None:
    """How well a figure fits; None where it was not spoken of in reach."""
    near = [m for m in figure.before(pronoun.span.start) if _counts(m, content, cast, pronoun)]
    voiced = [s for s in history if s.figure.name == figure.name and s.span.end <= pronoun.span.start]
    echoed = [e for e in echoes if e.name == figure.name]
    places = [m.sentence for m in near] + [s.sentence for s in voiced] + [e.sentence for e in echoed]
    named = pronoun.text.casefold() in GENDERS
    if not places or sentence.number - max(places) > (_REACH if named else _REACH_OF_BODIES):
        return None
    if (
        not named
        and not voiced
        and (figure.kind == "outlet" or (figure.name.islower() and figure.kind == "body"))
        and not any(_is_subject(m, parse) for m in near)
    ):
        return None
    latest = max(places)
    score = _DISTANCE * (sentence.number - latest)
    subject = any(e.is_subject for e in echoed if e.sentence == latest)
    if (
        subject
        or any(s.sentence == latest for s in voiced)
        or any(_is_subject(m, parse) for m in near if m.sentence == latest)
    ):
        score += _SUBJECT
    elif near and all(_is_owner(m, parse) or _is_aside(m, parse) for m in near if m.sentence == latest):
        score += _OWNED
    if any(m.sentence == sentence.number - 1 and _is_met(m, parse) | _is_introduced(m, parse) for m in near):
        score += _MET
    if parse.sentences[latest].paragraph == sentence.paragraph:
        turned = latest == sentence.number - 1 and named and _is_turned_to(near, latest, parse, cast)
        score += _HERE + _TURNED * turned
    said = latest == sentence.number - 1 and any(_is_speaking(m, parse) for m in near if m.sentence == latest)
    if said or (voiced and history and _last(history, pronoun).figure.name == figure.name):
        score += _SPEAKER
    if latest == sentence.number - 1 and any(_is_topic(m, parse) for m in near if m.sentence == latest):
        score += _TOPIC
    if GENDERS.get(pronoun.text.casefold()) == figure.gender and figure.gender is not None:
        score += _KNOWN
    return score + _OFTEN * math.log(1 + len(figure.mentions)) + _AGAIN * (len(set(places)) > 1)


def _last(history: tuple[Spoken, ...], pronoun: Word) -> Spoken:
    earlier = [each for each in history if each.span.end <= pronoun.span.start]
    return max(earlier or history, key=lambda each: (not each.nested, each.span.start))


def _counts(mention: Mention, content: Spans, cast: Cast, pronoun: Word) -> bool:
    """Whether the mention is the reporter's: not inside what is being said, nor inside quotation marks."""
    if any(each.overlaps(mention.span) for each in content):
        return False
    return not mention.quoted or any(q.covers(pronoun.span) for q in cast.quotations_around(mention.span))


def _head(mention: Mention, parse: Parse) -> tuple[Sentence, Word] | None:
    """The word of a mention whose head lies outside of it."""
    sentence = parse.sentences[mention.sentence]
    words = sentence.overlapping(mention.span)
    numbers = {w.number for w in words}
    return next(((sentence, w) for w in words if w.head not in numbers), None)


def _is_subject(mention: Mention, parse: Parse) -> bool:
    """Whether it is the subject of a clause, or the name beside a subject ("the mayor, Ana Reis, said")."""
    found = _head(mention, parse)
    if found is None:
        return False
    sentence, word = found
    for _ in range(3):
        if word.relation in {"nsubj", "csubj"}:
            return True
        up = sentence.head(word)
        if (word.relation not in {"appos", "flat", "compound", "conj"} and word.deprel != "nmod:desc") or up is None:
            return False
        word = up
    return False


def _is_speaking(mention: Mention, parse: Parse) -> bool:
    """Whether it is the subject of a verb of saying: "**Prata** said …"."""
    found = _head(mention, parse)
    verb = found[0].head(found[1]) if found is not None and found[1].relation == "nsubj" else None
    if found is None or verb is None or verb.lemma not in _SPEECH:
        return False
    above = found[0].ancestors(verb) if verb.relation in {"ccomp", "acl"} else ()
    return not any(told.lemma in _SPEECH and told.number < verb.number for told in above)


def _is_introduced(mention: Mention, parse: Parse) -> bool:
    """Whether it is somebody whom the text turns to: "One of them was **Ana**, 34"."""
    found = _head(mention, parse)
    if found is None or found[1].relation != "root" or mention.kind != "person":
        return False
    subject = found[0].child(found[1], "nsubj")
    return subject is not None and subject.lemma in {"one", "another", "other"} and subject.number < found[1].number


def _is_turned_to(near: list[Mention], last: int, parse: Parse, cast: Cast) -> bool:
    """Whether the last sentence names one person, its subject: "**Prata**, 31, has never won. He said …"."""
    if not near or near[-1].sentence != last or near[-1].kind != "person" or not _is_subject(near[-1], parse):
        return False
    return len({figure.name for _, figure in cast.within(parse.sentences[last].span, "person")}) == 1


def _is_topic(mention: Mention, parse: Parse) -> bool:
    """Whether the sentence begins with somebody's view: "For **Prata**, the wall was a mistake"."""
    sentence = parse.sentences[mention.sentence]
    first = sentence.words[0]
    start = first.text in {"For", "To"} and 0 < mention.span.start - first.span.end <= 1
    return start and sentence.words[0].upos == "ADP" and mention.kind == "person"


def _is_met(mention: Mention, parse: Parse) -> bool:
    """Whether it is somebody whom the reporter met or called: "I rang **a friend**"."""
    found = _head(mention, parse) if mention.kind == "nominal" else None
    verb = found[0].head(found[1]) if found is not None and found[1].relation in {"obj", "obl"} else None
    subject = found[0].child(verb, "nsubj") if found is not None and verb is not None else None
    return subject is not None and subject.text.casefold() in {"i", "we"}


def _is_owner(mention: Mention, parse: Parse) -> bool:
    """Whether it is only a possessor or part of a longer noun phrase: "Prata's", "the Prata plan"."""
    found = _head(mention, parse)
    return found is not None and found[1].relation in {"nmod", "compound"}


def _is_aside(mention: Mention, parse: Parse) -> bool:
    """Whether they are several who only stand behind a preposition: "in front of **farmers**"."""
    found = _head(mention, parse)
    return found is not None and mention.kind == "plural" and found[1].relation == "obl"


def echoes_of(parse: Parse, cast: Cast) -> tuple[Echo, ...]:
    """All of the reporter's "he" and "she" that can be told, in text order; each helps to tell the next."""
    found: list[Echo] = []
    for sentence in parse.sentences:
        for word in sentence.words:
            if word.text.casefold() not in GENDERS or cast.quotations_around(word.span):
                continue
            figure = antecedent(word, sentence, (), parse, cast, (), found).figure
            if figure is not None:
                found.append(Echo(figure.name, word.span.start, sentence.number, word.relation == "nsubj"))
    return tuple(found)


def relative_antecedent(pronoun: Word, sentence: Sentence, cast: Cast) -> Antecedent:
    """Whom a relative pronoun means: the figure that its clause hangs on, else the nearest before it."""
    clause = next((w for w in sentence.ancestors(pronoun) if w.relation == "acl"), None)
    noun = sentence.head(clause) if clause is not None else None
    if noun is not None and (found := cast.within(noun.span)):
        return Antecedent(found[-1][1])
    earlier = [(m, f) for m, f in cast.within(sentence.span) if m.span.end <= pronoun.span.start]
    adjacent = [f for m, f in earlier if pronoun.span.start - m.span.end <= 2]
    return Antecedent(adjacent[-1] if adjacent else None)


def described_by(pronoun: Word, sentence: Sentence, lexicon: Lexicon) -> list[Word]:
    """The noun phrase that a relative clause hangs on, where nobody knew it: "one **official**, who asked for time"."""
    clause = next((w for w in sentence.ancestors(pronoun) if w.relation == "acl"), None)
    noun = sentence.head(clause) if clause is not None else None
    entry = role_called(noun.text.casefold(), lexicon) if noun is not None and noun.upos in {"NOUN", "ADJ"} else None
    personal = entry is not None and (entry.kind in HUMAN or entry.kind == "group")
    written = entry is not None and (entry.kind in BODY or entry.kind == "document")
    if noun is None or not (personal if pronoun.text.casefold() in {"who", "whom"} else written):
        return []
    return noun_phrase(noun, pronoun, sentence)


def noun_phrase(noun: Word, pronoun: Word, sentence: Sentence) -> list[Word]:
    """The words of a noun's phrase before its relative pronoun: "**one official**, who asked for time"."""
    inner = sentence.subtree(noun, lambda each: each.relation in _OUTSIDE)
    return [w for w in inner if w.number < pronoun.number]
