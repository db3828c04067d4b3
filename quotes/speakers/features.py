"""
Features: what speaks for a candidate and against it, as numbers with names.

Nothing here decides.  Gender, number and lists are evidence that networks weigh beside distance, syntax and who was
speaking; a name that a list calls a woman's may still be "he".
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from attrs import frozen

from quotes.naming.body_names import unarticled
from quotes.naming.nominals import Phrase
from quotes.naming.people import Figure, is_full
from quotes.naming.person_mentions import Mention
from quotes.naming.person_names import plain
from quotes.naming.titles import Title
from quotes.parsing import Sentence, Word
from quotes.speakers.answers import Candidate, Context
from quotes.speakers.meant import meant
from quotes.speakers.pronouns import GENDERS, PLURAL, Spoken
from quotes.speakers.referents import Query, is_short_for, key_of, latest_mentions
from quotes.text.spans import Span
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon, Role

Features = dict[str, float]

#: Farther away is as far as this, in sentences.
FAR = 30
#: How many sentences back a noun is looked for.
_REACH_OF_NOUNS = 300
#: Cues that go on with who spoke before.
_GOING_ON = word_class("verbs of saying more")
#: No phrase mentions anybody more often.
_IN_A_PHRASE = 20
#: How many names are remembered in parts.
_KEPT = 4096
#: How the names of facts begin that are known of somebody whatever the text tells.
KNOWN = "known "
#: What follows the noun of a name: "harbour police **of** Faro".
_BEHIND_NOUN = re.compile(r"\s(?:of|at|in|for|from|who|that|with)\s")


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
    sort = _sort_of(query, context)
    earlier = _earlier(query, context)
    each = (_of_candidate(query, candidate, context, sort, earlier) for candidate in found)
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
    around = context.cast.quotations_around(Span(query.position, query.position))
    facts += ["quoted"] if any(each.start < query.position < each.end for each in around) else []
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
    starts = context.parse.starts_of(lemma)
    first = context.parse.sentences[max(0, phrase.sentence - _REACH_OF_NOUNS)].span.start
    return bisect_left(starts, phrase.span.start) - bisect_left(starts, first)


def _of_candidate(query: Query, candidate: Candidate, context: Context, sort: str, earlier: _Earlier) -> Features:
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
    if query.phrase is not None and query.pronoun is None:
        numbers |= _words(query.phrase, query, candidate, context)
    return dict.fromkeys(facts, 1.0) | numbers


def _sort_of(query: Query, context: Context) -> str:
    """What sort of thing a source asks for, by its pronoun, by the name that NER saw at its head, or by its noun."""
    if query.pronoun is not None:
        text = query.pronoun.text.casefold()
        return "he" if text in GENDERS else "they" if text in PLURAL else "it"
    if query.phrase is None or not query.phrase.words:
        return "none"
    last = query.phrase.core[-1] if query.phrase.core else query.head
    ner = next(
        (e.kind for e in context.parse.entities_in(query.sentence.span) if last and e.span.overlaps(last.span)), None
    )
    if ner is not None:
        return ner
    role = query.phrase.role.kind if query.phrase.role is not None else "none"
    return f"{role} plural" if query.phrase.is_plural else role


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
    numbers["distance"] = query.sentence.number - near[-1].sentence if near else FAR
    numbers["distance"] = min(numbers["distance"], FAR)
    numbers["any distance"] = min(query.sentence.number - said[-1].sentence, FAR) if said else FAR
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
    text, noun = query_text(query), phrase.core[-1].lemma.casefold()
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
        text, noun = query_text(query), phrase.core[-1].lemma.casefold()
        numbers["so called"] = float(any(s.text == text for s in own))
        numbers["so called last"] = float(earlier.called == key)
        numbers["noun said"] = float(any(s.noun == noun for s in own))
        numbers["noun said last"] = float(earlier.noun == key)
    return numbers


def query_text(query: Query) -> str:
    """The phrase as ``Spoken.text`` has it."""
    return unarticled(query.phrase.text).casefold() if query.phrase is not None else ""


def _words(phrase: Phrase, query: Query, candidate: Candidate, context: Context) -> Features:
    """How the words of the phrase fit those of the candidate, and where in the phrase it stands."""
    figure = candidate.figure
    numbers: Features = {}
    core = [w for w in phrase.core if w.upos not in {"DET", "PUNCT", "PART"}]
    own = _words_of_name(figure.name)
    called = figure.words
    if core:
        noun, lemma = plain(core[-1].text), plain(core[-1].lemma)
        numbers["noun in words"] = float(noun in called or lemma in called)
        words = {plain(w.text) for w in core}
        numbers["words in name"] = len(words & own) / len(words)
        numbers["words in words"] = len(words & called) / len(words)
        numbers["words missing"] = min(len(words - called), 6)
        beside = {plain(w.text) for w in core[:-1]}
        theirs = _words_before_noun(figure.name)
        if figure.kind in {"nominal", "plural", "thing", "document", "body"}:
            numbers["clashing"] = float(bool(beside - theirs) and bool(theirs - beside))
            numbers["more said"] = min(len(beside - theirs), 4)
            numbers["less said"] = min(len(theirs - beside), 4)
        numbers["same words"] = float(words == own)
        numbers["name in words"] = len(own & {plain(w.text) for w in phrase.words}) / max(len(own), 1)
        numbers |= _title_fit(phrase, figure, context.lexicon)
        numbers["beside noun"] = _beside(phrase.core[-1].lemma.casefold(), query, figure, context)
    short = [w.text for w in phrase.core if w.text.isupper() and len(w.text) > 1]
    numbers["acronym"] = float(any(is_short_for(each, figure) for each in short))
    inside = [m for m in figure.before(phrase.span.end)[-_IN_A_PHRASE:] if m.span.overlaps(phrase.span)]
    if candidate.place is not None and not inside:
        inside = [Mention(candidate.place, phrase.sentence, figure.kind, figure.name)]
    if inside and ("cast" in candidate.origins or candidate.place is not None):
        numbers |= _place(phrase, query, inside[0], len(inside))
    return numbers


@lru_cache(maxsize=_KEPT)
def _words_of_name(name: str) -> frozenset[str]:
    """The words of a name for comparison."""
    return frozenset(map(plain, name.split()))


@lru_cache(maxsize=_KEPT)
def _words_before_noun(name: str) -> frozenset[str]:
    """The words before the noun of a name, for comparison: "**harbour** police of Faro"."""
    return frozenset(map(plain, _BEHIND_NOUN.split(name)[0].split()[:-1]))


def _title_fit(phrase: Phrase, figure: Figure, lexicon: Lexicon) -> Features:
    """How the phrase fits the titles stated with a person or the nouns beside a body."""
    titles, role = figure.titles, phrase.role
    numbers: Features = {"titles": min(len(titles), 3)}
    if role is None:
        return numbers
    stated, known = _fit(phrase, role, titles), _fit(phrase, role, figure.known)
    numbers |= {f"title {way}": share for way, share in stated.items()}
    numbers |= {f"{KNOWN}{way}": share for way, share in known.items()}
    entries = (lexicon.role(title.noun) for title in titles)
    office = any(entry is None or entry.kind != "title" for entry in entries)  # "Dr" tells of none
    fits = any(fit.get(way) for fit in (stated, known) for way in ("same", "tail", "like"))
    numbers["title other"] = float(office and not fits)
    numbers[f"{KNOWN}other"] = float(bool(figure.known) and not fits)
    return numbers


def _fit(phrase: Phrase, role: Role, titles: Iterable[Title]) -> Features:
    """How the phrase, of which this is the role, fits the best of these titles."""
    last = role.noun.split()[-1]
    said = {plain(w.text) for w in phrase.words if w.upos in {"NOUN", "PROPN", "ADJ"}} - _words_of_name(role.noun)
    numbers: Features = {"words": 0.0}
    for title in titles:
        nouns = {title.noun, f"{title.noun} of {(title.affiliation or '').casefold()}"}  # "secretary of state"
        same = role.noun in nouns
        tail = last in title.noun.split()[-1:]
        like = not nouns.isdisjoint(role.like)
        stated = _words_of_name(f"{title.role or ''} {title.affiliation or ''}") | title.words
        share = (len(said & stated) / len(said) if said else 0.5) * (same or tail or like)
        for way, value in (("same", same), ("tail", tail), ("like", like), ("words", share)):
            numbers[way] = max(numbers.get(way, 0.0), float(value))
    return numbers


def _beside(noun: str, query: Query, figure: Figure, context: Context) -> float:
    """How closely, 0 to 3, it stood with the noun of the phrase: "**the ministry** issued a *statement*"."""
    best = 0
    for mention in reversed(figure.before(query.position)):
        if query.sentence.number - mention.sentence > FAR:
            break
        sentence = context.parse.sentences[mention.sentence]
        others = [w for w in sentence.with_lemma(noun) if not mention.span.overlaps(w.span)]
        if not others:
            continue
        best = max(best, 1)
        head = sentence.top_of(mention.span)
        if head is None:
            continue
        for other in others:
            if head.head == other.number or other.head == head.number:
                best = 3
            elif head.head == other.head or _above(sentence, head, other) or _above(sentence, other, head):
                best = max(best, 2)
    return float(best)


def _above(sentence: Sentence, low: Word, high: Word) -> bool:
    """Whether *high* is at most three steps above *low* in the tree."""
    return any(each is high for each in islice(sentence.ancestors(low), 3))


def _branch(mention: Mention, query: Query) -> Word | None:
    """The word below the head of the phrase from which a mention hangs: "an aide to **Mayor** Glenn Tasker"."""
    top = query.sentence.top_of(mention.span)
    if top is None or query.head is None:
        return None
    chain = [top, *query.sentence.ancestors(top)]
    return next((w for w in chain if w.head == query.head.number), None)


def _place(phrase: Phrase, query: Query, mention: Mention, times: int) -> Features:
    """Where in the phrase a mention stands: at the head, before it, behind "of" or "by"."""
    sentence = query.sentence
    facts = ["in phrase"]
    core_end = phrase.core[-1].span.end if phrase.core else phrase.span.end
    words = sentence.overlapping(mention.span)
    numbers: Features = {
        "ends core": float(abs(mention.span.end - core_end) <= 1),
        "ends phrase": float(mention.span.end >= phrase.span.end - 1),
        "covers": len(words) / max(len(phrase.words), 1),
        "places": times,
    }
    head = query.head
    facts += ["holds head"] if head is not None and any(w.number == head.number for w in words) else []
    branch = _branch(mention, query)
    if branch is not None:
        case = sentence.child(branch, "case")
        facts += [f"branch={branch.relation}", f"branch by={case.lemma.casefold() if case is not None else ''}"]
    last = words[-1] if words else None
    after = sentence.word(last.number + 1) if last is not None else None
    if after is not None:
        facts += [f"after={after.upos}"] if after.span.start < phrase.span.end else ["at end"]
    before = sentence.word(words[0].number - 1) if words else None
    if before is not None and before.span.start >= phrase.span.start:
        facts.append(
            f"before={before.lemma.casefold()}" if before.upos in {"ADP", "PUNCT", "CCONJ"} else f"before={before.upos}"
        )
    return dict.fromkeys(facts, 1.0) | numbers
