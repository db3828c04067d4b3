"""
Referents: everything that a source phrase may mean, its candidates.

They are the figures of the cast that it could be said of, and the phrase's own words (`quotes.speakers.own_words`).
Which of them it is, the ranker says.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from quotes.naming.mention import BODY
from quotes.naming.nominals import ANONYMOUSLY, hides
from quotes.naming.people import Figure
from quotes.naming.person_names import HYPHENED_PARTICIPLE, plain
from quotes.naming.titles import FORMERLY, HUMAN, is_human
from quotes.speakers.answers import Candidate, Context
from quotes.speakers.asides import is_aside
from quotes.speakers.own_words import is_short_for, own_candidates
from quotes.speakers.pronouns import GENDERS, NEUTER, PLURAL, PRONOUNS
from quotes.speakers.query import Query, key_of, sort_of
from quotes.text.spans import Span

#: How far back, in sentences, somebody may have been spoken of whom "he" or "she" means; and whom others do.
_REACH, _REACH_OF_OTHERS = 10, 4
#: How far behind a description, in sentences, whom it means may be named first, and how many that are so are looked at.
_REACH_BEHIND, _NAMED_BEHIND = 8, 2
#: How many of the last speakers are looked at however long ago they spoke.
_SPEAKERS = 8
#: What "he" and "she" are said of, and what "it" is.
_PERSONAL, _NEUTRAL = frozenset({"person", "nominal"}), frozenset({"body", "outlet", "place", "thing", "document"})
#: What stands behind a name that only says which ones are meant: "a Prata**-backed** candidate".
_MODIFIES = re.compile(rf"-{HYPHENED_PARTICIPLE}\b")
#: What joins names that are one figure's.
_JOINED = re.compile(r", | and ")


def candidates(query: Query, context: Context) -> list[Candidate]:
    """All that *query* may mean, each name once; who carries the statement ("seen by **Reuters**") did not make it."""
    found: dict[str, Candidate] = {}
    carrying = [relay.name for relay in query.statement.relays]
    mentioned = _mentioned(query, context)
    carriers = {id(f) for span in carrying for m, f in context.cast.within(span) if span.covers(m.span)}
    for each in (*own_candidates(query, context), *_from_cast(query, context)):
        if id(each.figure) in carriers or (each.place is not None and any(s.covers(each.place) for s in carrying)):
            continue
        places = (*mentioned.get(id(each.figure), ()), *([each.place] if each.place is not None else ()))
        if places and all(is_aside(place, query, context) for place in places):
            continue
        key = key_of(each.figure)
        known = found.get(key)
        if known is None:
            found[key] = each
        else:
            figure = each.figure if "cast" in each.origins or "spoken" in each.origins else known.figure
            if figure.kind in {"nominal", "plural"}:
                figure = evolve(figure, name=known.figure.name)  # as the phrase has it, without a sentence's capital
            found[key] = Candidate(figure, known.origins | each.origins, known.place or each.place)
    return list(found.values())


def _mentioned(query: Query, context: Context) -> dict[int, list[Span]]:
    """Where the phrase of a source mentions each figure, by their ids."""
    found: dict[int, list[Span]] = {}
    for mention, figure in context.cast.within(query.phrase.span) if query.phrase is not None else ():
        found.setdefault(id(figure), []).append(mention.span)
    return found


def _from_cast(query: Query, context: Context) -> Iterator[Candidate]:
    """The figures that spoke, were spoken of lately, stand in the phrase, or bear one of its words."""
    hidden, inside, modifying = _is_hidden(query), _inside(query, context), _modifying(query, context)
    for each in _offered(query, context, inside):
        is_hidden = hidden and each.figure.kind == "person" and id(each.figure) not in inside
        if not is_hidden and modifying.isdisjoint(map(plain, each.figure.name.split())):
            yield each


def _is_hidden(query: Query) -> bool:
    """
    Whether a source says that it is not named, as who is named elsewhere does not.

    "an **unnamed** official", "an aide who asked **not to be named**", "… said on condition of **anonymity**"; not "the
    chief said an unnamed man had died", "the chief did not name him"
    """
    sentence, head = query.sentence, query.head
    if head is None or query.kind != "phrase":
        return False
    told = [word for word in sentence.words if hides(word, sentence)]
    own = sentence.subtree(head) if told else []
    return any(w.lemma.casefold() in ANONYMOUSLY or (w in own and w.xpos != "VB") for w in told)


def _offered(query: Query, context: Context, inside: Mapping[int, Figure]) -> Iterator[Candidate]:
    """The figures that a source may mean, whether it says that it is not named or not."""
    speakers = list({s.key: s.figure for s in reversed(context.history)}.values())[:_SPEAKERS]
    told = (each for each in speakers if not _is_one_of(query, each) and not _ends_in_pronoun(each.name))
    text = query.pronoun.text.casefold() if query.pronoun is not None else ""
    meant = _meant(query, context)
    called, acronyms = _calling_words(query), _acronyms(query)
    fit = (each for each in told if meant is None or each.kind in meant or not called.isdisjoint(each.words))
    yield from (Candidate(each, frozenset({"spoken"})) for each in fit)
    near = _near(query, text, context, meant)
    behind = _behind(query, inside.values(), context)
    yield from (Candidate(each, frozenset({"cast"})) for each in behind)
    for figure in context.cast.in_order((*near.values(), *inside.values(), *context.cast.called(called, acronyms))):
        if figure.members and text not in PLURAL:  # the name of one of them means that one
            continue
        described = figure.kind in {"nominal", "plural"}
        here = id(figure) in inside or not called.isdisjoint(figure.words)
        lately = id(figure) in near and (query.pronoun is not None or not described)
        if here or lately or (not described and any(is_short_for(each, figure) for each in acronyms)):
            yield Candidate(figure, frozenset({"cast"}))


def _meant(query: Query, context: Context) -> frozenset[str] | None:
    """
    The kinds of figures that a phrase may mean whose words it does not share; None where any.

    A noun for one person, "the **driver**", means persons: of 7,000 others the ranker chose one (671 articles).
    """
    is_of_person = query.kind == "phrase" and sort_of(query, context.parse) in HUMAN
    return _PERSONAL if is_of_person else None


def _near(query: Query, pronoun: str, context: Context, meant: frozenset[str] | None) -> dict[int, Figure]:
    """The figures lately spoken of that a source may mean, by their ids."""
    kinds = _PERSONAL if pronoun in GENDERS else _NEUTRAL if pronoun in NEUTER else meant
    reach, number = _REACH if pronoun in GENDERS else _REACH_OF_OTHERS, query.sentence.number
    spoken_of = context.cast.spoken_of(range(max(0, number - reach), number + 1))
    return {id(each): each for each in spoken_of if kinds is None or each.kind in kinds}


def _inside(query: Query, context: Context) -> dict[int, Figure]:
    """The figures that a phrase mentions, by their ids."""
    span = query.phrase.span if query.phrase is not None else None
    return {id(each): each for _, each in context.cast.within(span)} if span is not None else {}


def _modifying(query: Query, context: Context) -> frozenset[str]:
    """The words of names that only say which ones a phrase means: "a **Prata**-backed candidate"."""
    words = query.phrase.words if query.phrase is not None else ()
    return frozenset(plain(w.text) for w in words if _MODIFIES.match(context.parse.text, w.span.end))


def _behind(query: Query, inside: Iterable[Figure], context: Context) -> list[Figure]:
    """
    Those first named behind a description whom it may mean, if those *inside* it are others.

    "A geologist says …", "… says **Ana Reis**"; not "Mayor Rui Prata says …"
    """
    phrase, number = query.phrase, query.sentence.number
    noun = phrase.core[-1] if phrase is not None and phrase.core and query.pronoun is None else None
    if phrase is None or noun is None or phrase.is_plural or phrase.goes_on:
        return []
    human = is_human(phrase.role, noun.lemma.casefold())
    of_bodies = phrase.role is not None and phrase.role.kind in BODY
    kinds = {"person"} if human else {"body", "outlet"} if of_bodies else set()
    if any(each.kind in kinds and each.name[:1].isupper() for each in inside):
        return []
    reach = context.cast.spoken_of(range(number, number + _REACH_BEHIND + 1)) if kinds else []
    named = (each for each in reach if each.kind in kinds and each.name[:1].isupper())
    return [each for each in named if each.mentions[0].span.start >= phrase.span.end][:_NAMED_BEHIND]


def _ends_in_pronoun(name: str) -> bool:
    """Whether a description only counts those whom a pronoun means: "many of **them**"."""
    return name.casefold().rpartition(" ")[2] in PRONOUNS


def _is_one_of(query: Query, figure: Figure) -> bool:
    """Whether a source names only one of those whose names a figure's joins: "**Dawn**" after "Dawn and Arab News"."""
    names = _JOINED.split(figure.name.casefold())
    return len(names) > 1 and query.text in names


def _calling_words(query: Query) -> frozenset[str]:
    core = query.phrase.core if query.phrase is not None and query.pronoun is None else ()
    nouns = [w for w in core if w.upos in {"NOUN", "PROPN", "X", "ADJ"}]
    said = {text for w in nouns[-2:] for text in (w.text, w.lemma)}
    return frozenset(map(plain, said | {FORMERLY.sub("", each) for each in said})) - {""}


def _acronyms(query: Query) -> list[str]:
    words = query.phrase.words if query.phrase is not None else ()
    return [w.text for w in words if w.text.isupper() and len(w.text) > 1]
