"""How the words of a source fit a candidate: its name, its titles, the nouns it stood with, its place among them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from attrs import frozen

from quotes.naming.mention import Mention
from quotes.naming.nominals import Phrase
from quotes.naming.people import Figure
from quotes.naming.person_names import plain
from quotes.naming.titles import FORMERLY, Title
from quotes.parsing import Parse, Sentence, Word
from quotes.speakers.answers import Candidate, Context
from quotes.speakers.own_words import is_short_for
from quotes.speakers.query import Query
from quotes.words.lexicon import Lexicon, Role

Features = dict[str, float]

#: Farther away is as far as this, in sentences.
FAR = 30
#: How many names are remembered in parts.
_KEPT = 4096
#: How the names of facts begin that are known of somebody whatever the text tells.
KNOWN = "known "
#: What follows the noun of a name: "harbour police **of** Faro".
_BEHIND_NOUN = re.compile(r"\s(?:of|at|in|for|from|who|that|with)\s")


@frozen(eq=False)
class Said:
    """
    What a source says, taken once for all of its candidates, its words as `plain` has them.

    *noun* is the last word of its core, or None, in two forms; *before* are the words before it, *core* and *words* all
    of the core and of the phrase; *telling* are nouns and adjectives beside those of its role, *short* the words in
    capitals.  *near* are the words of the noun's lemma by the number of their sentence, as far as FAR before it.
    """

    query: Query
    phrase: Phrase
    noun: tuple[str, str] | None
    before: frozenset[str]
    core: frozenset[str]
    words: frozenset[str]
    telling: frozenset[str]
    short: tuple[str, ...]
    near: Mapping[int, Sequence[Word]]


def said_by(query: Query, phrase: Phrase, parse: Parse) -> Said:
    """What the phrase of a source says."""
    core = [w for w in phrase.core if w.upos not in {"DET", "PUNCT", "PART"}]
    noun = (plain(FORMERLY.sub("", core[-1].text)), plain(FORMERLY.sub("", core[-1].lemma))) if core else None
    before = frozenset(plain(w.text) for w in core[:-1])
    role = _words_of_name(phrase.role.noun) if phrase.role is not None else frozenset()
    return Said(
        query,
        phrase,
        noun,
        before,
        before | {noun[0]} if noun else before,
        frozenset(plain(w.text) for w in phrase.words),
        frozenset(plain(w.text) for w in phrase.words if w.upos in {"NOUN", "PROPN", "ADJ"}) - role,
        tuple(w.text for w in phrase.core if w.text.isupper() and len(w.text) > 1),
        _near(phrase.core[-1].lemma.casefold(), query.sentence, parse) if noun else {},
    )


def _near(noun: str, sentence: Sentence, parse: Parse) -> Mapping[int, Sequence[Word]]:
    """The words of a lemma in a sentence and those in reach before it, by the number of their sentence."""
    reach = parse.sentences[max(0, sentence.number - FAR) : sentence.number + 1]
    return {each.number: words for each in reach if (words := each.with_lemma(noun))}


def wording(said: Said, candidate: Candidate, context: Context) -> Features:
    """How the words of a source fit those of the candidate, and where in the phrase it stands."""
    figure, phrase = candidate.figure, said.phrase
    numbers: Features = {}
    if said.noun is not None:
        own, called = _words_of_name(figure.name), figure.words
        numbers["noun in words"] = float(not called.isdisjoint(said.noun))
        numbers["words in name"] = len(said.core & own) / len(said.core)
        numbers["words in words"] = len(said.core & called) / len(said.core)
        numbers["words missing"] = min(len(said.core - called), 6)
        if figure.kind in {"nominal", "plural", "thing", "document", "body"}:
            theirs = _words_before_noun(figure.name)
            more, less = len(said.before - theirs), len(theirs - said.before)
            numbers |= {"clashing": float(bool(more and less)), "more said": min(more, 4), "less said": min(less, 4)}
        numbers["same words"] = float(said.core == own)
        numbers["name in words"] = len(own & said.words) / max(len(own), 1)
        numbers |= _title_fit(said, figure, context.lexicon)
        numbers["beside noun"] = _beside(said, figure, context)
    numbers["acronym"] = float(any(is_short_for(each, figure) for each in said.short))
    inside = figure.within(phrase.span)
    if candidate.place is not None and not inside:
        inside = [Mention(candidate.place, phrase.sentence, figure.kind, figure.name)]
    if inside and ("cast" in candidate.origins or candidate.place is not None):
        numbers |= _place(phrase, said.query, inside[0], len(inside))
    return numbers


@lru_cache(maxsize=_KEPT)
def _words_of_name(name: str) -> frozenset[str]:
    """The words of a name for comparison."""
    return frozenset(map(plain, name.split()))


@lru_cache(maxsize=_KEPT)
def _words_before_noun(name: str) -> frozenset[str]:
    """The words before the noun of a name, for comparison: "**harbour** police of Faro"."""
    return frozenset(map(plain, _BEHIND_NOUN.split(name)[0].split()[:-1]))


def _title_fit(said: Said, figure: Figure, lexicon: Lexicon) -> Features:
    """How the phrase fits the titles stated with a person or the nouns beside a body."""
    titles, role = figure.titles, said.phrase.role
    numbers: Features = {"titles": min(len(titles), 3)}
    if role is None or not (titles or figure.known):
        return numbers
    stated, known = _fit(said, role, dict.fromkeys(titles)), _fit(said, role, figure.known)
    numbers |= {f"title {way}": share for way, share in stated.items()}
    numbers |= {f"{KNOWN}{way}": share for way, share in known.items()}
    office = any(lexicon.kind_of(title.noun) != "title" for title in titles)  # "Dr" tells of none
    fits = any(fit.get(way) for fit in (stated, known) for way in ("same", "tail", "like"))
    numbers["title other"] = float(office and not fits)
    numbers[f"{KNOWN}other"] = float(bool(figure.known) and not fits)
    return numbers


def _fit(said: Said, role: Role, titles: Iterable[Title]) -> Features:
    """How the phrase, of which this is the role, fits the best of these titles."""
    last = role.noun.split()[-1]
    numbers: Features = {"words": 0.0}
    for title in titles:
        nouns = {title.noun, f"{title.noun} of {(title.affiliation or '').casefold()}", _with_field(title)}
        same = role.noun in nouns
        tail = last in title.noun.split()[-1:]
        like = not nouns.isdisjoint(role.like)
        stated = _words_of_name(f"{title.role or ''} {title.affiliation or ''}") | title.words
        told = said.telling
        share = (len(told & stated) / len(told) if told else 0.5) * (same or tail or like)
        for way, value in (("same", same), ("tail", tail), ("like", like), ("words", share)):
            numbers[way] = max(numbers.get(way, 0.0), float(value))
    return numbers


def _with_field(title: Title) -> str:
    """The noun of a title with what the office is for: "secretary of state"."""
    role = (title.role or "").casefold()
    return role[max(role.find(title.noun), 0) :]


def _beside(said: Said, figure: Figure, context: Context) -> float:
    """How closely, 0 to 3, it stood with the noun of the phrase: "**the ministry** issued a *statement*"."""
    best = 0
    for mention in reversed(figure.before(said.query.position) if said.near else ()):
        if said.query.sentence.number - mention.sentence > FAR:
            break
        others = [w for w in said.near.get(mention.sentence, ()) if not mention.span.overlaps(w.span)]
        if not others:
            continue
        best = max(best, 1)
        sentence = context.parse.sentences[mention.sentence]
        head = sentence.top_of(mention.span)
        if head is None:
            continue
        for other in others:
            if head.head == other.number or other.head == head.number:
                return 3.0
            if head.head == other.head or _above(sentence, head, other) or _above(sentence, other, head):
                best = 2
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
