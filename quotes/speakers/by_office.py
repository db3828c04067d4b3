"""
Sources that state an office before the text says who holds it: its holder is named later, or was only elected to it.

    A judge … Judge Ana Reis — Fishermen's leader says … Rui Prata — the president-elect
"""

import re

from quotes.naming.nominals import Phrase, phrase_of, spoken_of
from quotes.naming.people import is_full
from quotes.naming.person_mentions import Mention
from quotes.naming.titles import COMING
from quotes.parsing import phrase_span
from quotes.speakers.answers import Answer, Context, new_figure
from quotes.words.lexicon import Role

#: Headline, byline, date and the like stand before the lead.
_LAST_OF_LEAD = 6
#: Who is announced in the lead is named at most this many sentences later.
_NAMED_WITHIN = 3
#: Of these there are many, and the one that is named need not be the one in the lead.
_MANY = frozenset(
    "official aide spokesman spokeswoman spokesperson lawyer attorney doctor diplomat executive lawmaker legislator mp "
    "politician adviser advisor deputy representative consultant organizer organiser strategist head member owner "
    "manager delegate candidate billionaire captain private speaker major".split()
)
#: Nouns for those whom a story needs and may bring in unannounced: "**The driver** said the lorry had no lights".
IN_THE_STORY = frozenset(
    "driver victim suspect passenger patient caller defendant plaintiff claimant appellant witness eyewitness "
    "bystander onlooker reporter journalist correspondent interviewer host anchor presenter agent guard policeman "
    "policewoman soldier nurse medic paramedic physician surgeon man woman boy girl child baby teenager youth person "
    "student pupil teacher customer client visitor buyer seller vendor shopkeeper resident neighbour neighbor tenant "
    "landlord landlady detective photographer conductor referee umpire pilot translator interpreter migrant worker "
    "volunteer assistant officer survivor inmate detainee prisoner clerk cashier waiter waitress caretaker cleaner "
    "bartender trucker trainer coach commentator pathologist attacker fighter rebel militant gunman winner loser "
    "donor subscriber investor broker dealer auctioneer curator priest cleric elder author writer critic passerby "
    "passer-by pedestrian motorist spectator bride groom widow widower colleague teammate team-mate roommate "
    "classmate housemate receptionist porter chauffeur stenographer notary bailiff analyst".split()
)
#: Verbs of being chosen, of winning, and what tells that a vote was won: "Reis **won** the **mayoral race**".
_ELECTED = frozenset({"elect"})
_WINNING = frozenset({"win", "defeat", "beat"})
_VOTE = re.compile(
    r"(?i)\b(?:elections?|race|votes?|voters|poll(?:s|ing)?|ballots?|run-?off|presiden\w+|mayoral|governorship)\b"
)


def by_election(phrase: Phrase, context: Context) -> Answer | None:
    """ "the president-elect": the one of whom the text said before "Ana Reis won the vote"."""
    core = phrase.core
    if len(core) < 2 or core[-1].text.casefold().split("-")[-1] not in COMING or not phrase.is_definite:
        return None
    won = {f.name: f for f in context.cast.people for m in f.before(phrase.span.start) if _has_won(m, context)}
    return Answer(next(iter(won.values())), "description") if len(won) == 1 else None


def _has_won(mention: Mention, context: Context) -> bool:
    """Is it the subject of the winning of a vote: "**Ana Reis** won the race", "**Ana Reis** was elected"?"""
    sentence = context.parse.sentences[mention.sentence]
    for word in sentence.between(mention.span):
        verb = sentence.head(word) if word.relation == "nsubj" else None
        if verb is None or any(w.relation == "advmod" and w.lemma in {"not", "never"} for w in sentence.children(verb)):
            continue
        if verb.lemma in _ELECTED or (verb.lemma in _WINNING and _VOTE.search(sentence.span.of(context.parse.text))):
            return word.deprel.endswith("pass") == (verb.lemma in _ELECTED)
    return False


def by_lead(phrase: Phrase, context: Context) -> Answer | None:
    """
    "**A judge** said", "**The mayor of Lagoa** said" in the lead, where the next sentences name the article's only one:
    "Judge Ana Reis".
    """
    role = phrase.role
    if role is None or phrase.sentence > _LAST_OF_LEAD or role.kind not in {"office", "person"}:
        return None
    if not _is_unnamed_holder(phrase, role) or role.noun in IN_THE_STORY or role.noun in _MANY:
        return None
    called = [f for f in context.cast.people if any(role.noun in t.noun.split() for t in f.titles)]
    near = range(phrase.sentence + 1, phrase.sentence + 1 + _NAMED_WITHIN)
    if any(s.span != phrase.span and s.figure.name not in {f.name for f in called} for s in context.history):
        return None
    named = len(called) == 1 and not called[0].before(phrase.span.start) and called[0].mentions[0].sentence in near
    return Answer(called[0], "description") if named else None


def _is_unnamed_holder(phrase: Phrase, role: Role) -> bool:
    """ "**A judge**", "**The mayor of Lagoa**" """
    words = [w.text.casefold() for w in phrase.words]
    if len(words) == 2 and words[0] in {"a", "an"}:
        return True
    of_place = words[:1] == ["the"] and words[2:3] == ["of"] and phrase.words[-1].upos == "PROPN"
    return of_place and role.kind == "office" and words[1] == role.noun


def by_office_to_come(phrase: Phrase, context: Context) -> Answer | None:
    """ "**Fishermen's leader** says", "The leader of a fishermen's association": who is named next in that office."""
    role = phrase.role
    if role is None or role.kind != "office" or role.noun in _MANY or phrase.sentence > _LAST_OF_LEAD:
        return None
    if phrase.is_plural or not phrase.core[-1].text.islower() or not _is_announced(phrase, context):
        return None
    after = sorted(((m, f) for f in context.cast.people for m in f.mentions), key=lambda each: each[0].span)
    told = [(m, f) for m, f in after if m.span.start > phrase.span.end and context.ends_as_sentence(m.sentence)]
    if not told or told[0][1].before(phrase.span.start) or not is_full(told[0][1].name):
        return None
    first, called = told[0]
    nouns = {role.noun, *role.like}
    holders = {f.name for f in context.cast.people if any(t.noun in nouns for t in f.titles)}
    others = [s for s in context.history if s.figure.kind != "outlet" and s.figure.name != called.name]
    near = sum(map(context.ends_as_sentence, range(phrase.sentence + 1, first.sentence + 1))) <= _NAMED_WITHIN
    return Answer(called, "description") if holders == {called.name} and near and not others else None


def by_description_to_come(phrase: Phrase, context: Context) -> Answer | None:
    """ "… **source** says", a headline, where the lead has the only one: "a source close to the talks"."""
    role, noun = phrase.role, phrase.words[0]
    if role is None or role.kind not in {"unnamed", "person", "office"} or len(phrase.words) > 1 or noun.xpos == "NNS":
        return None
    if phrase.sentence > _LAST_OF_LEAD or context.ends_as_sentence(phrase.sentence):
        return None
    told = [s for s in context.parse.sentences[phrase.sentence + 1 :] if context.ends_as_sentence(s.number)]
    lead = [(s, w) for s in told[:_NAMED_WITHIN] for w in s.words if w.lemma == noun.lemma]
    if not lead or lead[0][1].relation != "nsubj" or lead[0][0] is not told[0]:
        return None
    sentence, word = lead[0]
    words = sentence.subtree(word, lambda each: each.relation in {"appos", "punct", "case"})
    called = phrase_of((phrase_span(words),), sentence.number, context.parse, context.lexicon)
    if called.words[0].text.casefold() not in {"a", "an"} or called.core[-1] != word:
        return None
    name = spoken_of(called, context.parse)
    return Answer(new_figure(called, name, "nominal", role.gender), "description", kind="unnamed")


def _is_announced(phrase: Phrase, context: Context) -> bool:
    """Does it announce somebody: in a headline without article, or with a body that is new: "head of **a** union"?"""
    sentence = context.parse.sentences[phrase.sentence]
    line = sentence.span.of(context.parse.text).rstrip()
    headline = not line.endswith((".", "!", "?", "”", '"')) and phrase.words[0].number == 1
    if headline and len(phrase.core) > 1:
        return phrase.words[0].upos != "DET"
    behind = re.match(r"\s+(?:of|at|for)\s+an?\s", context.parse.text[phrase.core[-1].span.end : phrase.span.end])
    return phrase.words[0].text.casefold() in {"the", "a", "an"} and behind is not None
