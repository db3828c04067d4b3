"""
Weighing: of all candidates of a source that grammar leaves open the ranker's likeliest is the speaker.

A name that is not likely enough gives way to the phrase's own words, a pronoun stays open.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType

from attrs import evolve

from quotes.naming.mention import Mention
from quotes.naming.nominals import Phrase, phrase_of
from quotes.naming.people import Figure, Unsure, is_full
from quotes.naming.person_names import parts
from quotes.naming.titles import HUMAN, Title, is_human, role_of, title_of
from quotes.parsing import Parse, phrase_span
from quotes.speakers.answers import NAMED, Answer, Candidate, Choice, Context
from quotes.speakers.by_grammar import words_of_source
from quotes.speakers.counted import counted
from quotes.speakers.features import features
from quotes.speakers.issuers import is_held_by, is_put_out, issuer_of, issuing_in
from quotes.speakers.joint import AND, all_joined
from quotes.speakers.meant import placed
from quotes.speakers.pronouns import GENDERS, NEUTER, PLURAL, RELATIVE, pronoun_of
from quotes.speakers.query import GROUPS, Query
from quotes.speakers.ranker import Rank
from quotes.speakers.referents import candidates
from quotes.terms import ResolvedBy, SpeakerKind
from quotes.text.marks import OWNING, OWNING_S
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon

_THIRD = frozenset(GENDERS) | PLURAL | NEUTER
#: Where candidates come from that are not in the words of a source.
_ELSEWHERE = frozenset({"cast", "spoken"})
#: "Opposition **figures**" are no documents.
_PERSONS_TOO = word_class("nouns of things and persons")
#: What several that a noun describes are, if no group: "Sources", "Police records".
_KINDS_OF_SEVERAL: Mapping[str, SpeakerKind] = MappingProxyType({"unnamed": "unnamed", "document": "document"})
#: Kinds of figures that are described.
_DESCRIBED = frozenset({"nominal", "plural", "thing", "document"})
#: What stands between a noun and whose it is: "a spokesman **for** Mayor Ana Reis".
_BELONGING, _TITLING = frozenset({"for", "to"}), frozenset({"ADJ", "VERB", "NOUN", "PROPN"})
#: How likely a speaker has to be not to stay open; a name; whoever speaks where there is no source; for a name that
#: several bear (chosen on gold/train, gold/pages and raw news by folds).
_LEAST, _LEAST_NAMED, _LEAST_WITHOUT, _LEAST_UNSURE = 0.15, 0.3, 0.3, 0.7
#: … and whom a pronoun means: by folds 27 of 71 less likely answers are right (2,132 pronouns of real news; of those
#: from 0.6 to 0.65 it is nine of 16).
_LEAST_OF_PRONOUN = 0.6
#: … for a name that is not in the phrase (by folds 0.5 in place of 0.3 has 92.0 in place of 91.4% of raw news's names
#: right, end to end 76.2 and 76.3), and for one whose bearer is known by another title than the one that is asked for:
#: "the mayor" of a prosecutor.
_LEAST_ELSEWHERE, _LEAST_OF_OTHER_TITLE = 0.5, 0.75
#: … for one first named behind the source, of whom the text tells nothing that the source asks for (by folds 0.5 and
#: 0.75 give 80.0 and 80.3 end to end on pages, 82.9 both on radio news).
_LEAST_BEHIND = 0.75
_TITLE_FITS = ("title same", "title tail", "title like")
#: How many times as likely as the likeliest in a phrase's own words somebody has to be who is named elsewhere (by folds
#: 1 and 1.5 are alike).
_TIMES_OWN = 1.5
#: How many candidates with their probabilities are remembered for whoever asks why.
_SHOWN = 5


def weighed(query: Query, context: Context, rank: Rank) -> Answer:
    """Whom a source means: whom it names or counts, else the likeliest of its candidates, if it is likely enough."""
    if query.phrase is not None and query.pronoun is None:
        if (named := _named(query, query.phrase, context)) is not None:
            return _answer(query, Choice(Candidate(named, _ELSEWHERE), 1.0), context)
        if (several := counted(query.phrase, context)) is not None:
            return Answer(several, "description")
    phrase, told = query.phrase, candidates(query, context)
    if phrase is not None and query.pronoun is None:
        told = [each for each in told if not is_held_by(each.figure, phrase, query.sentence)]
    found = [placed(query, each, context.parse) for each in told]
    ranked = rank(query, found, features(query, found, context))
    choices = tuple(each for each in ranked if not _is_only_theirs(query, each.candidate.figure, context.lexicon))
    unsure = _unsure(query, context)
    chosen = _chosen(query, choices, unsure=unsure is not None)
    if chosen is None:
        names = unsure.candidates if unsure is not None else tuple(each.candidate.figure.name for each in choices[:2])
        return Answer(None, "none", None, None, names, _reason(query, unsure), choices[:_SHOWN])
    if not _is_own(chosen):
        chosen = _issuer(query, choices) or chosen
    chosen = _with_all(chosen, query, choices, context)
    shown = (chosen, *(each for each in choices if each is not chosen))[:_SHOWN]
    answer = _put_out_by(query, chosen, context, rank) or _answer(query, chosen, context)
    return evolve(answer, weighed=answer.weighed or shown)


def _put_out_by(query: Query, chosen: Choice, context: Context, rank: Rank) -> Answer | None:
    """Who put out what a phrase describes, where the text tells: "the report", "**the council**’s website"."""
    figure = chosen.candidate.figure
    put_out = query.phrase is not None and figure.name[:1].islower() and is_put_out(query.phrase)
    described = figure.kind in _DESCRIBED or put_out
    if not described or not _is_own(chosen) or "joint" in chosen.candidate.origins:
        return None
    if (issuer := issuer_of(query, context)) is not None:
        return Answer(issuer, "description")
    owner = _owner_of(query, context) if put_out else None
    answer = weighed(owner, context, rank) if owner is not None else None
    return evolve(answer, by="description") if answer is not None and answer.figure is not None else None


def _answer(query: Query, chosen: Choice, context: Context) -> Answer:
    """The speaker whom a choice makes, by which words of the source, and with the title that stands there."""
    figure = chosen.candidate.figure
    mention = _mention_in(query, figure)
    way = _way(query, chosen.candidate, mention, context.parse)
    figure = _unowned(figure, query) if _is_own(chosen) and figure.kind in _DESCRIBED else figure
    title = mention.titles[0] if mention is not None and mention.titles else None
    title = _described_as(query, figure, context) if title is None and way == "description" else title
    kind = _kind_of_several(query, figure) if figure.kind == "plural" else None
    return Answer(figure, way, title, kind)


def _named(query: Query, phrase: Phrase, context: Context) -> Figure | None:
    """
    The person whose name a phrase is, or whose full name heads it where it joins nobody; no namesake's.

    "**Reis**", "Mayor **Ana Reis**", "**Ana Reis**, a baker"; not "**Ana Reis**’s office", "a friend of **Ana Reis**"

    Where the ranker is asked as well, it says the same of all 1,574 such sources in 501 annotated articles.
    """
    persons = context.cast.within(phrase.span, "person")
    if len(persons) != 1 or query.head is None or not persons[0][0].span.overlaps(query.head.span):
        return None
    mention, figure = persons[0]
    behind = phrase.word_behind(mention.span.end)
    whole = mention.span.start <= phrase.span.start and behind is None
    joined = any(word.text in AND for word in phrase.words)
    owns = behind is not None and behind.text in OWNING
    if not whole and (joined or owns or not is_full(mention.name)):
        return None
    words = frozenset(parts(mention.name))
    called = (each for each in context.cast.called(words, ()) if each.kind == "person" and each is not figure)
    return None if any(words <= each.words for each in called) else figure


def _owner_of(query: Query, context: Context) -> Query | None:
    """The question who owns what was put out: "**the council**’s website"."""
    phrase, sentence = query.phrase, query.sentence
    noun = phrase.core[-1] if phrase is not None and phrase.core else None
    word = sentence.child(noun, "nmod:poss") if noun is not None else None
    if word is None or word.upos == "PRON":
        return None
    span = phrase_span(sentence.subtree(word, lambda each: each.text in OWNING_S))
    if phrase is None or len(span) >= len(phrase.span):  # a circle in a foreign parse
        return None
    return evolve(query, phrase=phrase_of((span,), sentence.number, context.parse, context.lexicon), head=word)


def _issuer(query: Query, choices: Sequence[Choice]) -> Choice | None:
    """Who put a document out by name in the phrase that tells of it: "data published by **Faro Lines**"."""
    words = issuing_in(query.phrase, query.sentence) if query.phrase is not None else ()
    spans = [each.span for each in words if each.relation == "obl"]
    named = (each for each in choices if each.candidate.figure.kind in NAMED and each.seen.get("in phrase"))
    return next((c for c in named for m in c.candidate.figure.mentions if any(m.span.covers(s) for s in spans)), None)


def _kind_of_several(query: Query, figure: Figure) -> SpeakerKind | None:
    """What several are by the noun in their name: "police **records**", not "officers" of a report by them."""
    if query.phrase is None or query.phrase.role is None or not query.phrase.core:
        return None
    noun = query.phrase.core[-1]
    is_own = noun.text.casefold() in figure.name.casefold() and noun.lemma.casefold() not in _PERSONS_TOO
    return _KINDS_OF_SEVERAL.get(query.phrase.role.kind) if is_own else None


def _is_only_theirs(query: Query, figure: Figure, lexicon: Lexicon) -> bool:
    """
    Whether a phrase is headed by somebody who only belongs to a person in it.

    "Mayor **Ana Reis**’s office", "a spokesman for Mayor **Ana Reis**", "the wife of Mayor **Rui Prata**"; not "**Ana
    Reis**’s letter", "Minister for Ports **Ana Reis**", "Chief of Police General **Ana Reis**"
    """
    phrase = query.phrase
    if figure.kind != "person" or phrase is None or not phrase.core or phrase.role is None:
        return False
    mention = _mention_in(query, figure) if phrase.role.kind in HUMAN | GROUPS else None
    if mention is None:
        return False
    noun, behind = phrase.core[-1], phrase.word_behind(mention.span.end)
    if mention.span.end <= noun.span.start:
        return behind is not None and behind.text in OWNING_S
    between = [w for w in phrase.words if w.number > noun.number and w.span.start < mention.span.start]
    called = [*takewhile(lambda word: word.upos in _TITLING, reversed(between))]
    before = next((w.text for w in reversed(between) if w not in called), "")
    owns = before in _BELONGING or (before == "of" and phrase.role.kind in {"kin", "unnamed"})
    return owns and bool(called) and is_human(role_of([called[0].text], lexicon), called[0].lemma)


def _unowned(figure: Figure, query: Query) -> Figure:
    """A described figure without the pronoun of whoever is not known: "owner" for "its owner"."""
    first = query.phrase.words[0] if query.phrase is not None else None
    owner, _, noun = figure.name.partition(" ")
    owned = first is not None and first.xpos == "PRP$" and owner.casefold() in _THIRD
    return evolve(figure, name=noun) if owned and noun[:1].islower() else figure


def _described_as(query: Query, figure: Figure, context: Context) -> Title | None:
    """What a description says of a person of whom the article tells no role: "**the ministry's spokesman**"."""
    phrase = query.phrase
    if phrase is None or not phrase.core or figure.kind != "person" or any(each.role for each in figure.titles):
        return None
    behind = [w for w in phrase.words if w.number > phrase.core[-1].number]
    return title_of(context.parse, phrase.core, behind, context.lexicon)


def _reason(query: Query, unsure: Unsure | None) -> str:
    """Why a speaker is open."""
    if unsure is not None:
        return f"“{unsure.mention.name}” could be several persons"
    if query.phrase is None:
        return "no source in reach"
    return f"“{query.phrase.text}”: nobody in reach is likely enough"


def _unsure(query: Query, context: Context) -> Unsure | None:
    """The name that heads a phrase, where several bear it: "Henley", when Paul and Laura Henley were spoken of."""
    unsure = context.cast.unsure_in(query.phrase.span) if query.kind == "phrase" and query.phrase is not None else None
    heads = unsure is not None and query.head is not None and unsure.mention.span.overlaps(query.head.span)
    return unsure if heads else None


def _chosen(query: Query, choices: Sequence[Choice], *, unsure: bool) -> Choice | None:
    """The likeliest candidate that is likely enough; for a phrase else the likeliest in its own words."""
    best = next(iter(choices), None)
    if best is None or (unsure and best.probability < _LEAST_UNSURE):
        return None
    named = best.candidate.figure.kind in NAMED
    least = _least(best, query, named=named)
    own = next(filter(_is_own, choices), None) if query.kind == "phrase" else None
    if own is not None and named and not _is_own(best) and best.probability < _TIMES_OWN * own.probability:
        return own
    return best if best.probability >= least else own


def _least(choice: Choice, query: Query, *, named: bool) -> float:
    """How likely somebody has to be, by what a source asks with."""
    if query.kind != "phrase":
        return _LEAST_WITHOUT if query.kind == "none" else _LEAST_OF_PRONOUN
    if named and not choice.seen.get("in phrase"):
        return _least_elsewhere(choice, query.phrase)
    return _LEAST_NAMED if named else _LEAST


def _least_elsewhere(choice: Choice, phrase: Phrase | None) -> float:
    """How likely somebody has to be whom the words of a source do not name."""
    if choice.seen.get("title other") and not _is_of_many_titles(phrase):
        return _LEAST_OF_OTHER_TITLE
    told = choice.seen.get("words in words") or any(map(choice.seen.get, _TITLE_FITS))
    return _LEAST_BEHIND if choice.seen.get("named after") and not told else _LEAST_ELSEWHERE


def _is_of_many_titles(phrase: Phrase | None) -> bool:
    """Whether a phrase tells what somebody with another title may be too: "**the hydrologist**", a lead author."""
    role = phrase.role if phrase is not None and phrase.is_definite else None
    return role is not None and role.kind == "person" and role.gender is None


def _with_all(chosen: Choice, query: Query, choices: Sequence[Choice], context: Context) -> Choice:
    """All whom a phrase joins, where one of them is the likeliest."""
    joined = all_joined(chosen.candidate.figure, query.phrase, context) if query.phrase is not None else None
    return next((each for each in choices if joined and each.candidate.figure.name == joined), chosen)


def _is_own(choice: Choice) -> bool:
    """True where a candidate stands in the phrase or is a wording of it."""
    return bool(choice.seen.get("in phrase") or choice.candidate.origins - _ELSEWHERE)


def _mention_in(query: Query, figure: Figure) -> Mention | None:
    """Where the source itself mentions somebody."""
    return next(iter(figure.within(query.phrase.span)), None) if query.phrase is not None else None


def _way(query: Query, candidate: Candidate, mention: Mention | None, parse: Parse) -> ResolvedBy:
    """By which words of the source somebody is known (``resolved_by``): an alias is shorter than the name."""
    figure, phrase, source = candidate.figure, query.phrase, query.statement.source
    if phrase is None or source is None:
        return "continuation"
    owner = "owned" in candidate.origins and figure.kind == "person"
    if owner or query.pronoun is not None or pronoun_of(words_of_source(source, parse), RELATIVE) is not None:
        return "pronoun"
    there = figure.name.casefold() in phrase.text.casefold()
    called = mention.name if mention is not None else figure.name if there else ""
    described = figure.kind in _DESCRIBED and "joint" not in candidate.origins
    if described or not called[:1].isupper() or figure.name[:1].islower():
        return "description"
    whole = figure.kind == "person" and (is_full(called) or not is_full(figure.name))
    return "name" if whole or called == figure.name else "alias"
