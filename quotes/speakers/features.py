"""
Features: what speaks for a candidate and against it, as numbers with names.

Nothing here decides.  Gender, number and lists are evidence that networks weigh beside distance, syntax and who was
speaking; a name that a list calls a woman's may still be "he".
"""

import math
from collections.abc import Mapping, Sequence

from attrs import frozen

from quotes.naming.mention import Mention
from quotes.naming.nominals import Phrase
from quotes.naming.people import Figure, is_full
from quotes.speakers.answers import Candidate, Context
from quotes.speakers.meant import meant
from quotes.speakers.pronouns import GENDERS, Spoken
from quotes.speakers.query import Query, key_of, latest_mentions, sort_of
from quotes.speakers.wording import FAR, Features, Said, said_by, wording
from quotes.words.classes import word_class

#: How many sentences back a noun is looked for.
_REACH_OF_NOUNS = 300
#: Cues that go on with who spoke before.
_GOING_ON = word_class("verbs of saying more")


@frozen
class _Earlier:
    """
    Who spoke before a query, in text order with their keys, and how many turns ago each key did, the last one first.

    *whole* is the key of the last that was not nested, *called* and *noun* those of the last that were called so.
    """

    spoken: Sequence[Spoken]
    turns: Mapping[str, Sequence[int]]
    whole: str | None
    called: str | None
    noun: str | None


def features(query: Query, found: Sequence[Candidate], context: Context) -> list[Features]:
    """The features of each candidate of a query, parallel to *found*."""
    asked = _of_query(query, context)
    sort = sort_of(query, context.parse)
    earlier = _earlier(query, context)
    phrase = query.phrase if query.pronoun is None else None
    said = said_by(query, phrase, context.parse) if phrase is not None else None
    each = (_of_candidate(query, candidate, context, sort, earlier, said) for candidate in found)
    return [asked | one | more for one, more in zip(each, meant(query, found), strict=True)]


def _of_query(query: Query, context: Context) -> Features:
    """What holds for all candidates of a query."""
    facts = [f"asks={query.kind}"]
    numbers: Features = {"sentence": min(query.sentence.number, FAR), "speakers before": min(len(context.history), 9)}
    statement, cue = query.statement, query.statement.cue
    facts.append(f"type={statement.type}")
    facts += ["nested"] if statement.parent is not None else []
    facts += ["continues"] if statement.continues else []
    facts += ["cue goes on"] if cue is not None and cue.lemma in _GOING_ON else []
    facts += [f"cue={cue.kind}"] if cue is not None else ["cue=none"]
    facts += ["inside"] if query.inside is not None else []
    facts += ["quoted"] if context.cast.is_quoted(query.position) else []
    if query.pronoun is not None:
        facts.append(f"pronoun={query.pronoun.text.casefold()}")
    elif query.phrase is not None and query.phrase.words:
        numbers |= _of_phrase(query.phrase, query, context)
    return dict.fromkeys(facts, 1.0) | numbers


def _of_phrase(phrase: Phrase, query: Query, context: Context) -> Features:
    first = phrase.words[0].text.casefold()
    facts = [f"role={phrase.role.kind}" if phrase.role is not None else "role=none"]
    if first in {"the", "a", "an", "another", "one", "some", "this", "that", "his", "her", "its", "their"}:
        facts.append(f"first={first}")
    facts += ["plural"] if phrase.is_plural else []
    facts += ["definite"] if phrase.is_definite else []
    facts += ["goes on"] if phrase.goes_on else []
    facts += ["whose"] if query.head is not None and query.sentence.child(query.head, "nmod:poss") is not None else []
    facts += [f"head={query.head.upos}"] if query.head is not None else []
    noun = phrase.core[-1] if phrase.core else None
    capitals = [w for w in phrase.core if w.text[:1].isupper() and w.number > 1]
    numbers: Features = {
        "phrase words": min(len(phrase.words), 20),
        "core words": min(len(phrase.core), 10),
        "capitals": len(capitals),
        "core capital": float(noun is not None and noun.text[:1].isupper()),
        "has and": float(any(w.lemma == "and" for w in phrase.words)),
    }
    if noun is not None:
        before = _times_before(noun.lemma.casefold(), phrase, context)
        numbers["noun before"] = min(before, 5)
    return dict.fromkeys(facts, 1.0) | numbers


def _times_before(lemma: str, phrase: Phrase, context: Context) -> int:
    """How often a lemma stands before a phrase."""
    reach = context.parse.sentences[max(0, phrase.sentence - _REACH_OF_NOUNS) : phrase.sentence + 1]
    return sum(each.span.start < phrase.span.start for sentence in reach for each in sentence.with_lemma(lemma))


def _of_candidate(
    query: Query, candidate: Candidate, context: Context, sort: str, earlier: _Earlier, said: Said | None
) -> Features:
    figure = candidate.figure
    facts = [f"origin={each}" for each in candidate.origins]
    facts.append(f"kind={figure.kind}")
    facts.append(f"{sort}>{figure.kind}")
    numbers: Features = {
        "name words": min(len(figure.name.split()), 12),
        "name lower": float(figure.name[:1].islower()),
        "full name": float(figure.kind == "person" and is_full(figure.name)),
        "mentions": math.log(1 + len(figure.mentions)),
    }
    facts += ["is inside"] if query.inside is not None and key_of(query.inside) == key_of(figure) else []
    if "cast" in candidate.origins or "spoken" in candidate.origins:
        numbers |= _distance(query, figure, context)
    numbers |= _history(query, figure, earlier)
    facts += _gender(query, figure, context.history)
    if said is not None:
        numbers |= wording(said, candidate, context)
    return dict.fromkeys(facts, 1.0) | numbers


def _gender(query: Query, figure: Figure, history: tuple[Spoken, ...]) -> list[str]:
    """Whether list, titles, and pronouns said of it before agree with the pronoun or noun."""
    wanted = GENDERS.get(query.pronoun.text.casefold()) if query.pronoun is not None else None
    if wanted is None and query.phrase is not None and query.phrase.role is not None:
        wanted = query.phrase.role.gender
    if wanted is None:
        return []
    facts = [f"gender {'unknown' if figure.gender is None else 'same' if figure.gender == wanted else 'other'}"]
    key = key_of(figure)
    said = {s.gender for s in history if s.gender is not None and s.key == key}
    if said:
        facts.append("said of it" if wanted in said else "other said of it")
    he, she = figure.votes
    votes, against = (he, she) if wanted == "m" else (she, he)
    facts += ["voted"] if votes > against else []
    return facts


def _distance(query: Query, figure: Figure, context: Context) -> Features:
    """How far away it was last spoken of, by the reporter or in a quotation, and as what."""
    numbers: Features = {}
    content, number = query.statement.content, query.sentence.number
    said = latest_mentions(query, figure)
    near = [m for m in said if not m.quoted and not any(c.overlaps(m.span) for c in content)]
    numbers["mentions before"] = min(len(said), 20)
    numbers["told before"] = float(bool(near))
    later = None if said else next(iter(figure.mentions[len(figure.before(query.position)) :]), None)
    numbers["named after"] = min(later.sentence - query.sentence.number, FAR) + 1 if later is not None else 0
    if later is not None:
        numbers["then subject"] = float("nsubj" in _relations(later, context))
        numbers["then with title"] = float(bool(later.titles))
        numbers["then in full"] = float(figure.kind != "person" or is_full(later.name))
    numbers["distance"] = min(number - near[-1].sentence, FAR) if near else FAR
    numbers["any distance"] = min(number - said[-1].sentence, FAR) if said else FAR
    if near:
        last = near[-1]
        latest = [m for m in near if m.sentence == last.sentence]
        relations = {relation for m in latest for relation in _relations(m, context)}
        for relation in ("nsubj", "obj", "obl", "nmod", "appos", "root", "compound", "nmod:poss", "conj"):
            if relation in relations:
                numbers[f"was {relation}"] = 1.0
        numbers["was first"] = float(latest[0].span.start - context.parse.sentences[last.sentence].span.start < 5)
        numbers["same paragraph"] = float(context.parse.sentences[last.sentence].paragraph == query.sentence.paragraph)
        numbers["paragraphs"] = min(query.sentence.paragraph - context.parse.sentences[last.sentence].paragraph, 9)
        numbers["near mentions"] = sum(number - m.sentence <= 3 for m in near)
        numbers["letters"] = min((query.position - last.span.end) / 100, 30)
    numbers["in lead"] = float(figure.mentions[0].sentence <= 2)
    return numbers


def _relations(mention: Mention, context: Context) -> tuple[str, ...]:
    """As what a mention stands in its clause."""
    sentence = context.parse.sentences[mention.sentence]
    head = sentence.top_of(mention.span)
    if head is None:
        return ()
    found = [head.relation, head.deprel]
    word = head
    for _ in range(3):
        up = sentence.head(word)
        if up is None or word.relation not in {"appos", "flat", "compound", "conj", "nmod"}:
            break
        if word.relation == "nmod" and word.deprel != "nmod:desc":
            break
        word = up
        found.append(word.relation)
    return tuple(found)


def _earlier(query: Query, context: Context) -> _Earlier:
    """Who spoke before a query; whoever speaks at all, where nobody did."""
    spoken = [s for s in context.history if s.span.start <= query.position] or list(context.history)
    turns: dict[str, list[int]] = {}
    for ago, each in enumerate(reversed(spoken)):
        turns.setdefault(each.key, []).append(ago)
    whole = next((s.key for s in reversed(spoken) if not s.nested), None)
    phrase = query.phrase
    if phrase is None or query.pronoun is not None or not phrase.core:
        return _Earlier(spoken, turns, whole, None, None)
    text, noun = query.text, phrase.core[-1].lemma.casefold()
    called = next((s.key for s in reversed(spoken) if s.text == text), None)
    return _Earlier(spoken, turns, whole, called, next((s.key for s in reversed(spoken) if s.noun == noun), None))


def _history(query: Query, figure: Figure, earlier: _Earlier) -> Features:
    """Whether, when and by which words it spoke."""
    key = key_of(figure)
    turns = earlier.turns.get(key, ())
    numbers: Features = {"spoke": float(bool(turns)), "times spoke": min(len(turns), 9)}
    if not turns:
        return numbers
    numbers["turns ago"] = min(turns[0], 12) + 1
    own = [earlier.spoken[-1 - ago] for ago in turns]
    last = own[0]
    numbers["spoke ago"] = min(max(query.sentence.number - last.sentence, 0), FAR)
    numbers["spoke paragraphs ago"] = min(max(query.sentence.paragraph - last.paragraph, 0), 9)
    numbers["spoke here"] = float(last.paragraph == query.sentence.paragraph)
    numbers["spoke nested"] = float(last.nested)
    numbers["spoke last"] = float(earlier.whole == key)
    numbers["spoke only"] = float(len(earlier.turns) == 1)
    phrase = query.phrase
    if phrase is not None and query.pronoun is None and phrase.core:
        text, noun = query.text, phrase.core[-1].lemma.casefold()
        numbers["so called"] = float(any(s.text == text for s in own))
        numbers["so called last"] = float(earlier.called == key)
        numbers["noun said"] = float(any(s.noun == noun for s in own))
        numbers["noun said last"] = float(earlier.noun == key)
    return numbers
