"""
Sources that describe somebody introduced or spoken of before, by office, by kin or by the same words.

    the foreign minister — his wife — its leader — the aide — the people

"the minister" is the one person of the document introduced with that office; where several fit, the one who was
spoken of lately; where that does not decide, the phrase names itself.
"""

import re

from quotes.naming.body_names import body_words, unarticled
from quotes.naming.nominals import Phrase, spoken_of
from quotes.naming.people import Figure
from quotes.naming.titles import HUMAN, OWN, Title
from quotes.speakers.answers import Answer, Context, new_figure
from quotes.words.classes import word_class
from quotes.words.lexicon import Role

#: What the noun of a description without a name is followed by: "top aide **of** the mayor".
_BEHIND_NOUN = re.compile(r"\b(?:of|at|in|for|from|with|on|who|that|close|familiar|present|involved|briefed)\b")
#: Of several holders of an office, "the minister" is the one named at most this many sentences ago.
_RECENT = 3
#: Words that say nothing about which holder of an office is meant.
_NEUTRAL = word_class("words that tell nobody apart")
#: "The deputy minister" is not the minister.
_UNDER = word_class("words of deputies")
_HEADS = word_class("heads of government")
_AGE = re.compile(r"\b\d+-year-old\b|\b(?:year|old|\d+)\b")


def by_description(phrase: Phrase, context: Context) -> Answer | None:
    """ "the foreign minister", "the aide": who has that title, or an aide without a name who spoke before."""
    if phrase.role is None or phrase.role.kind not in HUMAN or phrase.is_plural:
        return None
    if not phrase.is_definite:
        return _by_own_title(phrase, phrase.role, context)
    fits = _introduced(phrase, phrase.role, context)
    known = [s.figure for s in context.history if s.figure.kind == "nominal" and _is_called(s.figure, phrase)]
    if _is_bare_in_quotation(phrase, context):
        fits = [f for f in fits if _has_noun(f, phrase.role.noun)]
    if known and not any(phrase.role.noun in title.noun for figure in fits for title in figure.titles):
        fits = []  # "a diplomat … the diplomat" is nobody who is a diplomat only as a foreign minister
    if len(fits) == 1:
        return Answer(fits[0], "description")
    if known and not fits and all(_begin_alike(known[-1], each) for each in known):
        return Answer(known[-1], "description")
    if len(fits) > 1:
        figure = new_figure(phrase, spoken_of(phrase, context.parse), "nominal", phrase.role.gender)
        return Answer(figure, "description", candidates=tuple(f.name for f in fits))
    return None


def _by_own_title(phrase: Phrase, role: Role, context: Context) -> Answer | None:
    """ "its leader", where the text says "Its leader, Ana Reis"; "her aide" also after "his aide, Rui Prata"."""
    if phrase.words[0].text.casefold() not in {"its", *OWN}:
        return None
    said = phrase.text.casefold()
    fits = [f for f in context.cast.people if any((t.role or "").casefold() == said for t in f.titles)]
    if not fits and len(phrase.words) == 2:
        owned = [(f, t) for f in context.cast.people for t in f.titles if t.noun == role.noun and t.role]
        fits = [f for f, t in owned if (t.role or "").split()[0].casefold() in OWN and f.before(phrase.span.start)]
    return Answer(fits[0], "description") if len(fits) == 1 else None


def _is_called(figure: Figure, phrase: Phrase) -> bool:
    """Whether somebody without a name came with the phrase's noun and owner: "Prata's **aide** … the aide"."""
    noun = phrase.core[-1].lemma.casefold()
    owners = {w.text.casefold() for w in phrase.core[:-1] if w.upos == "PROPN"}
    head = _BEHIND_NOUN.split(figure.name)[0].casefold()
    of_body = re.search(rf"[A-Z]\S* {re.escape(noun)}$", figure.name) is not None
    return (noun in head.split()[-1:] or of_body) and owners <= set(figure.name.casefold().split())


def _begin_alike(name: Figure, other: Figure) -> bool:
    """Whether one of two names is the beginning of the other: "top aide" and "top aide of the mayor"."""
    return name.name.startswith(other.name) or other.name.startswith(name.name)


def _is_bare_in_quotation(phrase: Phrase, context: Context) -> bool:
    """Whether it is one noun inside a quotation, "“**The chief** knew”": who speaks calls an office by its own noun."""
    return len(phrase.core) == 1 and bool(context.cast.quotations_around(phrase.span))


def _has_noun(figure: Figure, noun: str) -> bool:
    """Whether a title of somebody has this very noun: "police **chief**"; not one of like meaning: "head of police"."""
    return any(noun == t.noun or noun.rsplit(maxsplit=1)[-1] in t.noun.split() for t in figure.titles)


def _introduced(phrase: Phrase, role: Role, context: Context) -> list[Figure]:
    """The persons whom a description may mean, by their titles; one where it is clear: "the mayor", **Ana Reis**."""
    words = _said_beside(phrase, role, context)
    fits = [
        f
        for f in context.cast.holders({role.noun, role.noun.split()[0], role.noun.split()[-1], *role.like})
        if any(_fits(words, role, t, context) for t in f.titles) and f.may_be(role.gender)
    ]
    exact = [f for f in fits if " " in role.noun and any(t.noun == role.noun for t in f.titles)]
    fits = exact or _not_heads(fits, role) or _named_below(phrase, role, context)
    if len(fits) < 2:
        return fits
    known = [f for f in fits if f.before(phrase.span.start)]
    here = [f for f in known if f.before(phrase.span.start)[-1].sentence == phrase.sentence]
    if len(here) == 1:
        return here
    recent = [f for f in known if phrase.sentence - f.before(phrase.span.start)[-1].sentence <= _RECENT]
    left = recent or known or fits
    spoken = [s.figure.name for s in context.history if s.figure.name in {f.name for f in left}]
    return [f for f in left if f.name == spoken[-1]] if len(left) > 1 and spoken else left


def _not_heads(fits: list[Figure], role: Role) -> list[Figure]:
    """The ministers without the head of government, who is "the minister" only where there is no other."""
    others = [f for f in fits if role.noun != "minister" or any(t.noun not in _HEADS for t in f.titles)]
    return others or fits


def _named_below(phrase: Phrase, role: Role, context: Context) -> list[Figure]:
    """Who is named soon after the description: "The mayor of Faro left. … The mayor, **Ana Reis**, said"."""
    people = context.cast.holders({role.noun})
    holders = [(f, m, t) for f in people for m in f.mentions for t in m.titles if t.noun == role.noun]
    here = range(phrase.sentence, phrase.sentence + _RECENT + 1)
    named = [f for f, m, t in holders if t.known and m.sentence in here]
    return named[:1] if len({f.name for f, _, _ in holders}) == 1 else []


def _said_beside(phrase: Phrase, role: Role, context: Context) -> frozenset[str]:
    """The words beside the noun that tell who is meant: "faro" of "the former 60-year-old mayor of Faro"."""
    noun = set(role.noun.split())
    text = " ".join(w.text for w in phrase.words if w.lemma not in {"who", "which"} and w.text != "-")
    said = body_words(_AGE.sub(" ", _expanded(unarticled(text), context)), context.lexicon)
    return frozenset(each for each in said if each not in _NEUTRAL and each not in noun and not each.isdigit())


def _expanded(text: str, context: Context) -> str:
    """A text with the acronyms written out that a bracket explains: "head of the **Faro Port Board**" for "FPB"."""
    return " ".join(context.cast.acronyms.get(word.strip("()"), word) for word in text.split())


def _fits(words: frozenset[str], role: Role, title: Title, context: Context) -> bool:
    """Whether "the **minister**", with *words* beside it, can have *title*: "Minister of Health Ana Reis"."""
    nouns = {title.noun, *title.noun.split()[-1:]}
    first = role.noun.split()[0]
    if first in _UNDER and first not in title.noun.split() and first not in title.words:
        return False
    by_noun = role.noun in nouns or role.noun.split()[-1] in nouns or (first in _UNDER and first in nouns)
    by_like = bool(nouns & set(role.like))
    if not title.noun or not (by_noun or by_like):
        return False
    said = f"{title.role or ''} {title.affiliation or ''} {' '.join(title.words)}"
    stated = body_words(_expanded(said, context), context.lexicon)
    return words <= stated | set(title.noun.split())


def by_group(phrase: Phrase, context: Context) -> Answer | None:
    """ "the people", after "people familiar with the plan" spoke: several who were introduced so before."""
    if not phrase.is_plural or phrase.words[0].text.casefold() != "the" or len(phrase.words) > 2:
        return None
    noun = phrase.core[-1].text.casefold()
    groups = [s.figure for s in context.history if s.figure.kind == "plural"]
    known = [f for f in groups if noun in _BEHIND_NOUN.split(f.name)[0].casefold().split()[-1:]]
    if not known or not all(_begin_alike(known[-1], each) for each in known):
        return None
    unnamed = phrase.role is not None and phrase.role.kind == "unnamed"
    return Answer(known[-1], "description", kind="unnamed" if unnamed else None)
