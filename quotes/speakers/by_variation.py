"""
Sources that call a person by a new word, so as not to repeat the name: by age, origin, trade.

    Ana Reis … the 24-year-old — the Japanese artist — the baker
"""

import re

from quotes.naming.nominals import Phrase
from quotes.naming.people import Figure
from quotes.naming.person_mentions import Mention
from quotes.speakers.answers import Answer, Context
from quotes.words.classes import one_of, word_class

#: Who a story needs and may bring in unannounced: "**The driver** said the lorry had no lights".
_IN_THE_STORY = word_class("people of a story")
#: "The Japanese artist" is who was spoken of at most this many sentences ago.
_VARIES_WITHIN = 2
#: A quotation of more sentences than that lets nobody stay in mind.
_LONGEST_QUOTATION = 8
#: Descriptions by an age, or by how many children somebody has: "the 24-year-old", "the father-of-two".
_BY_AGE = re.compile(
    r"(?i)the \d+[- ]?year[- ]?old(?: \w+)?$|the (?:mother|father|grandmother|grandfather)[- ]of[- ](?:\w+)$"
)
#: The age in a description, and behind a name: "the **43**-year-old", "Ana Reis, **43**, a baker".
_BY_YEARS = re.compile(r"(?i)the (\d+)[- ]?year[- ]?old\b")
_AGE_BEHIND = re.compile(r"\s*,\s*(?:aged\s+)?(\d{1,3})(?=\s*[,.;—–])")
#: "The mother" is the mother of the child that was spoken of.
_PARENTS = frozenset({"mother", "father"})
_CHILD = re.compile(rf"(?i)\b(?:{one_of('children')}|twin)\b")
_WHOSE_CHILD = re.compile(rf"['’]s?\s+(?:[\w-]+\s+){{0,3}}?{one_of('children')}\b")
#: Nouns that fit whoever holds an office.
_GENERAL = frozenset({"official", "politician"})
#: What leaves room for another noun: a "researcher" may be "the chemist" too, a "mayor" is hardly "the baker".
_LOOSE_JOBS = word_class("loose jobs")
#: What tells something new of somebody: "the **veteran** goalkeeper".
_DETAILS = word_class("new details of people")


def by_variation(phrase: Phrase, context: Context) -> Answer | None:
    """ "The 24-year-old", "the Japanese artist", "the baker": a new word for the person spoken of just before."""
    new = _is_new_word(phrase, context)
    if not new and not _is_variation(phrase, context):
        return None
    age = _BY_YEARS.match(phrase.text)
    aged = [f for f in context.cast.people if age is not None and _age_of(f, context) == age[1]]
    if len({f.name for f in aged}) == 1:
        return Answer(aged[0], "description")
    near = _parent(phrase, context) or _last_spoken_of(phrase, context)
    if (
        near is None
        or (age is not None and _age_of(near, context) is not None)
        or not near.may_be(phrase.role.gender if phrase.role is not None else None)
    ):
        return None
    if new:
        return Answer(near, "description") if _can_be_called(near, phrase, context) else None
    office = phrase.role is not None and phrase.role.kind == "office"
    return Answer(near, "description") if not office or not near.titles else None


def _age_of(figure: Figure, context: Context) -> str | None:
    """The age that stands behind somebody's name: "Ana Reis, 43, a baker"."""
    ages = (_AGE_BEHIND.match(context.parse.text, m.span.end) for m in figure.mentions)
    return next((each[1] for each in ages if each is not None), None)


def _is_new_word(phrase: Phrase, context: Context) -> bool:
    """Whether it is a bare noun for a person that the text has not used yet: "the baker"; not "the driver"."""
    words = [w.text.casefold() for w in phrase.words]
    if len(words) != 2 or words[0] != "the" or phrase.role is None or phrase.is_plural or words[1] in _IN_THE_STORY:
        return False
    kind = "person" if words[1] in _PARENTS | _GENERAL else phrase.role.kind
    first = context.parse.first_place(words[1])
    used = first is not None and first.end <= phrase.span.start
    return kind == "person" and phrase.core[-1].text.islower() and not used


def _can_be_called(figure: Figure, phrase: Phrase, context: Context) -> bool:
    """Whether the titles leave room for a noun: a "researcher" for "the chemist", a "mayor" only for "the official"."""
    noun = phrase.core[-1].text.casefold()
    entries = [entry for t in figure.titles if (entry := context.lexicon.role(t.noun)) is not None]
    if noun in _GENERAL:
        return any(each.kind == "office" for each in entries)
    jobs = {each.noun for each in entries if each.kind in {"person", "office"}}
    return noun in _PARENTS or jobs <= _LOOSE_JOBS


def _is_variation(phrase: Phrase, context: Context) -> bool:
    """Whether it tells something new about somebody known: "the 24-year-old", "the Peruvian", "the veteran sailor"."""
    if phrase.words[0].text.casefold() != "the" or phrase.is_plural or not phrase.core:
        return False
    if _BY_AGE.match(phrase.text):
        return True
    kind = phrase.role.kind if phrase.role is not None else None
    if kind == "nationality":
        return len(phrase.core) == 1
    before = [w.text.casefold() for w in phrase.core[:-1]]
    nations = [e for each in before if (e := context.lexicon.role(each)) is not None and e.kind == "nationality"]
    detail = bool(nations) or bool(_DETAILS & set(before)) or any(each.endswith("born") for each in before)
    return detail and kind in {"person", "title", "office"} and phrase.core[-1].text.islower()


def _parent(phrase: Phrase, context: Context) -> Figure | None:
    """Whose child the sentence before speaks of: "**Ana Reis**’s seven-year-old son has been in hospital"."""
    near = _told_before(phrase, context)[-1:] if phrase.core[-1].text.casefold() in _PARENTS else []
    owners = [
        f
        for f in context.cast.people
        if any(m.sentence in near and _WHOSE_CHILD.match(context.parse.text, m.span.end) for m in f.mentions)
    ]
    return owners[0] if len(owners) == 1 else None


def _last_spoken_of(phrase: Phrase, context: Context) -> Figure | None:
    """
    The one person of the sentences before, or of several who acts or speaks in the last: "**Ana Reis** greeted Prata".

    None where somebody without a name is there too, who may be meant: "Ana Reis greeted a boy".
    """
    near = _told_before(phrase, context)
    noun = phrase.core[-1].text.casefold()
    earlier = [m for f in context.cast.nominals for m in f.mentions if m.span.start < phrase.span.start]
    others = [m for m in earlier if m.sentence in near or noun in m.name.casefold().split()]
    if any(_is_stranger(each, phrase, context) for each in others):
        return None
    named = {number: people for number in near if (people := _people_in(number, context))}
    everybody = {name: figure for people in named.values() for name, figure in people.items()}
    if len(everybody) == 1:
        return next(iter(everybody.values()))
    return _acting(max(named), context) if named else None


def _told_before(phrase: Phrase, context: Context) -> list[int]:
    """The numbers of the last sentences before a phrase that are not wholly quoted."""
    told = [
        s.number
        for s in context.parse.sentences[max(0, phrase.sentence - _LONGEST_QUOTATION) : phrase.sentence]
        if not context.cast.quotations_around(s.span)
    ]
    return told[-_VARIES_WITHIN:]


def _is_stranger(mention: Mention, phrase: Phrase, context: Context) -> bool:
    """Whether it is one person without a name, not a child of "the mother", nor somebody named since."""
    if mention.kind != "nominal":
        return False
    noun = phrase.core[-1].text.casefold()
    child = noun in _PARENTS and bool(_CHILD.search(mention.name))
    nobody = context.parse.text[mention.span.start :].casefold().startswith("no ")
    known = any(s.span.overlaps(mention.span) and s.figure.kind == "person" for s in context.history)
    return not known and not child and not nobody


def _people_in(number: int, context: Context) -> dict[str, Figure]:
    """The persons that a sentence names, and those whom its "he" and "she" mean, by name."""
    echoed = {e.name for e in context.echoes if e.sentence == number}
    return {f.name: f for f in context.cast.people if f.name in echoed} | _named_in(number, context)


def _named_in(number: int, context: Context) -> dict[str, Figure]:
    """The persons that a sentence names, and who speaks in it, by name."""
    spoke = {s.figure.name for s in context.history if s.sentence == number}
    told = [m for f in context.cast.people for m in f.mentions if m.sentence == number and not m.quoted]
    here = {m.span.start for m in told if context.ends_as_sentence(m.sentence)}
    return {f.name: f for f in context.cast.people if f.name in spoke or here & {m.span.start for m in f.mentions}}


def _acting(number: int, context: Context) -> Figure | None:
    """Who alone is named in a sentence and speaks in it, or is its subject."""
    named = list(_named_in(number, context).values())
    if len(named) != 1:
        return None
    spoke = any(s.figure.name == named[0].name and s.sentence == number for s in context.history)
    sentence = context.parse.sentences[number]
    words = (w for m in named[0].mentions if m.sentence == number for w in sentence.between(m.span))
    return named[0] if spoke or any(w.relation == "nsubj" for w in words) else None
