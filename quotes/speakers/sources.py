"""
Source phrases: for each, the figure that it names or describes, by the first way that answers.

A way is a function from a phrase to an Answer, or None where it does not apply.  An Answer without a figure ends the
search: the phrase applies, but to more than one.
"""

import re

from attrs import evolve

from quotes.spans import Span
from quotes.speakers.answers import Answer, Context, new_figure
from quotes.speakers.body_names import is_company, outlet_called, proper, unarticled
from quotes.speakers.cast import name_in_pair
from quotes.speakers.issuers import by_document
from quotes.speakers.mentions import BODY, Mention
from quotes.speakers.nominals import Phrase, described_person, spoken_of
from quotes.speakers.people import Figure, is_full
from quotes.speakers.titles import HUMAN, OWN, is_closed, role_of

#: How nouns for persons end that the word list lacks.
_HUMAN_ENDINGS = ("man", "woman", "person", "er", "or", "ist", "ian", "ee", "ant", "one", "body", "old")
_SEGMENT_ENDS = ",;(—–"
_SPOUSES = {"wife": "husband", "husband": "wife"}
_PLURAL_NAME = re.compile(r"[A-Z][\w’'-]+s")
_BEHIND_NOUN = re.compile(r"\b(?:of|at|in|for|from|with|on|who|that|close|familiar|present|involved|briefed)\b")
_COMMA = re.compile(r",\s+(?:the\s+)?")
#: What stands between a person's name and the object of a preposition in the description behind it.
_DESCRIPTION = re.compile(r",\s+(?:an?|the)\s+(?:[\w’'-]+\s+){1,6}?(?:from|of|in|at|for|with)\s+(?:the\s+)?$")
_LONGEST_DESCRIPTION = 80
_NAMED_SO = re.compile(
    r"\s+who\s+(?:gave\s+(?:his|her|their)\s+name|identified\s+(?:himself|herself))\s+(?:only\s+)?as\s+"
)


def by_person(phrase: Phrase, context: Context) -> Answer | None:
    """ "Russian Foreign Minister Sergey Malkov", "Malkov", "The mayor of Faro, Ana Reis"."""
    named = [(m, f) for m, f in context.cast.within(phrase.span, "person") if _is_core(m.span, phrase, context)]
    distinct = list({f.name: (m, f) for m, f in reversed(named)}.values())[::-1]
    if len(distinct) > 1 and _is_coordinated(distinct[-1][0].span, phrase):
        return _together(phrase, context, distinct)
    if named and _is_followed_by_and(named[0][0].span, phrase):
        return Answer(new_figure(phrase, spoken_of(phrase, context.parse), "plural"), "description", kind="group")
    if named:
        mention, figure = named[0]
        way = "name" if is_full(mention.name) or not is_full(figure.name) else "alias"
        return Answer(figure, way, mention.titles[0] if mention.titles else None)
    return None


def _is_core(name: Span, phrase: Phrase, context: Context) -> bool:
    """Is the name what the phrase is about, and neither an owner nor an object of a preposition?"""
    text = context.parse.text
    if re.match(r"['’]s?\s+\w", text[name.end : phrase.span.end]):
        return False
    start = max(text.rfind(mark, phrase.span.start, name.start) for mark in _SEGMENT_ENDS) + 1
    before = [w for w in phrase.words if max(start, phrase.span.start) <= w.span.start and w.span.end <= name.start]
    if any(
        w.lemma in {"who", "whose", "which", "whom", "where"} or w.xpos == "WDT"
        for w in phrase.words
        if w.span.end <= name.start
    ):
        return False
    title = role_of([w.text for w in before], context.lexicon)
    before = before[: len(before) - len(title.noun.split())] if title is not None and " of " in title.noun else before
    last = max((i for i, w in enumerate(before) if w.upos == "CCONJ"), default=-1)
    if any(w.upos in {"ADP", "VERB", "SCONJ"} and w.xpos != "VBN" for w in before[last + 1 :]):
        return False
    after = next((w for w in phrase.words if w.span.start >= name.end), None)
    return after is None or after.upos not in {"NOUN", "PROPN"} or after.text[:1] == "'"


def _is_coordinated(name: Span, phrase: Phrase) -> bool:
    """Does "and" stand before the name, with nothing but titles between?"""
    return any(w.lemma in {"and", "&"} and w.span.end <= name.start for w in phrase.words)


def _is_followed_by_and(name: Span, phrase: Phrase) -> bool:
    """Does "and" follow the name, so that somebody else speaks too?"""
    follows = next((w for w in phrase.words if w.span.start >= name.end), None)
    return follows is not None and follows.upos == "CCONJ"


def _together(phrase: Phrase, context: Context, named: list[tuple[Mention, Figure]]) -> Answer:
    """Several persons as one source: "Ana Reis and Rui Prata"."""
    names = [name_in_pair(mention, figure, context.parse.text) for mention, figure in named]
    name = ", ".join(names[:-1]) + " and " + names[-1]
    return Answer(new_figure(phrase, name, "plural"), "name", kind="group")


def by_family(phrase: Phrase, context: Context) -> Answer | None:
    """ "the Wanjalas", where two persons of that name were spoken of before."""
    if len(phrase.core) != 1 or len(phrase.words) > 2 or not _PLURAL_NAME.fullmatch(phrase.core[0].text):
        return None
    text = phrase.core[0].text
    named = {text[:-1], text.removesuffix("es")}
    members = [f for f in context.cast.people if is_full(f.name) and f.name.split()[-1] in named]
    known = [f for f in members if f.before(phrase.span.start)]
    if len(known) != 2:
        return None
    told = _together(phrase, context, [(f.mentions[0], f) for f in known])
    return evolve(told, by="alias")


def by_spouse(phrase: Phrase, context: Context) -> Answer | None:
    """ "his wife", where "Ana Reis and her husband, Paulo Neves" were spoken of: who that husband stood beside."""
    if phrase.role is None or not phrase.is_definite:
        return None
    other = _SPOUSES.get(phrase.role.noun)
    married = [(m, f) for f in context.cast.people for m in f.mentions if any(t.noun == other for t in m.titles)]
    if other is None or len({f.name for _, f in married}) != 1:
        return None
    mention, spouse = married[0]
    sentence = context.parse.sentences[mention.sentence]
    beside = context.cast.within(Span(sentence.span.start, mention.span.start), "person")
    found = [f for _, f in beside if f is not spouse and f.gender in {None, phrase.role.gender}]
    return Answer(found[-1], "description") if found else None


def by_unsure_name(phrase: Phrase, context: Context) -> Answer | None:
    """ "Henley", where Paul and Laura were both spoken of just now."""
    unsure = context.cast.unsure_in(phrase.span)
    if unsure is None or not _is_core(unsure.mention.span, phrase, context):
        return None
    return Answer(
        None, "none", candidates=unsure.candidates, reason=f"“{unsure.mention.name}” could be several persons"
    )


def by_body(phrase: Phrase, context: Context) -> Answer | None:
    """ "Russia's foreign ministry", "the KCNA", "the Russian news agency Sputnik", "the agency", "Russia"."""
    if not phrase.core or _goes_on(phrase) or _is_of_people(phrase, context):
        return None
    span = Span(phrase.core[0].span.start, phrase.core[-1].span.end)
    found = [(m, f) for m, f in context.cast.within(span, "body", "outlet", "place") if m.span.end >= span.end]
    if not found:
        return None
    outlets = [(m, f) for m, f in found if f.kind == "outlet"]
    mention, figure = (outlets or found)[-1]
    if figure.kind == "place" and len(mention.span) < len(span):
        return None
    if figure.kind == "body" and figure.name.islower():
        return Answer(_in_full(figure, phrase, context), "description")
    if unarticled(phrase.text).casefold() == figure.name.casefold():
        return Answer(figure, "description" if figure.name.islower() else "name")
    return Answer(figure, "description" if mention.name.islower() else "alias")


def _in_full(figure: Figure, phrase: Phrase, context: Context) -> Figure:
    """The body without a name by all that tells which one it is: "union **of quarry workers**", there and later."""
    name = spoken_of(phrase, context.parse)
    if name.startswith(f"{figure.name} of ") and "," not in name:
        return evolve(figure, name=name)
    return next((s.figure for s in context.history if s.figure.start == figure.start), figure)


def by_apposition(phrase: Phrase, context: Context) -> Answer | None:
    """ "The builder, **Faro Lines**"; "the head of the agency" before ", **Ana Reis**,": who is named beside it."""
    if not phrase.core or phrase.is_plural or not phrase.is_definite or _goes_on(phrase) or not _describes(phrase):
        return None
    text, end = context.parse.text, phrase.span.end
    starts = [m.end() for m in _COMMA.finditer(text, phrase.core[-1].span.end, end + 2)]
    for mention, figure in (each for start in starts for each in _named_at(start, context)):
        whole = is_closed(text, mention.span.end) or mention.span.start < end <= mention.span.end
        if whole and figure.kind in _beside(phrase, context):
            return _named(mention, figure)
    return None


def by_described_name(phrase: Phrase, context: Context) -> Answer | None:
    """ "**Ana Reis**, a teacher from Faro, wrote", where the source was read as "Faro": who is so described."""
    text, start = context.parse.text, phrase.span.start
    first = max(0, start - _LONGEST_DESCRIPTION)
    match = _DESCRIPTION.search(text[first:start])
    if match is None or not text.startswith(",", phrase.span.end):
        return None
    end = first + match.start()
    named = [(m, f) for m, f in context.cast.within(Span(end - 1, end), "person") if m.span.end == end]
    return _named(*named[0]) if named else None


def by_stated_name(phrase: Phrase, context: Context) -> Answer | None:
    """ "A man who gave his name as **Rudi**"."""
    match = _NAMED_SO.match(context.parse.text, phrase.core[-1].span.end) if phrase.core else None
    named = [(m, f) for m, f in _named_at(match.end(), context) if f.kind == "person"] if match is not None else []
    return _named(*named[0]) if named else None


def _named_at(start: int, context: Context) -> list[tuple[Mention, Figure]]:
    """The names that begin at a place of the text."""
    found = context.cast.within(Span(start, start + 1), "person", "body")
    return [(m, f) for m, f in found if m.span.start == start and not m.name.islower()]


def _named(mention: Mention, figure: Figure) -> Answer:
    way = "name" if mention.name == figure.name else "alias"
    return Answer(figure, way, mention.titles[0] if mention.titles else None)


def _describes(phrase: Phrase) -> bool:
    """Is it a description and no name?"""
    office = phrase.role is not None and phrase.role.kind in HUMAN
    return phrase.core[-1].text.islower() or office


def _beside(phrase: Phrase, context: Context) -> frozenset[str]:
    """Of which kinds somebody can be whom the phrase describes."""
    if phrase.role is None or is_company(frozenset({phrase.role.noun}), context.lexicon):
        return frozenset({"person", "body"})
    return frozenset({"person"}) if phrase.role.kind in HUMAN else frozenset({"body"})


def _is_of_people(phrase: Phrase, context: Context) -> bool:
    """Does it speak of persons, of several, or of a document: "officials", "residents of Faro"?"""
    other = phrase.role is not None and phrase.role.kind not in BODY
    if other and phrase.is_plural:
        return True
    named = _ends_in_name(phrase, context)
    kind = phrase.role.kind if phrase.role is not None else None
    return not named and (phrase.is_plural or kind in HUMAN or kind == "document")


def _goes_on(phrase: Phrase) -> bool:
    """Does "and" follow the core: "the port and three banks"?"""
    follows = next((w for w in phrase.words if w.span.start >= phrase.core[-1].span.end), None)
    return follows is not None and follows.upos == "CCONJ"


def _ends_in_name(phrase: Phrase, context: Context) -> bool:
    """Is the last word of the core part of a body's name: "Peixe Sem Fronteiras", "the United States"?"""
    last = phrase.core[-1].span if phrase.core else phrase.span
    return any(e.span.overlaps(last) and e.kind in {"organization", "location"} for e in context.parse.entities)


def by_description(phrase: Phrase, context: Context) -> Answer | None:
    """ "the foreign minister", "the aide": somebody introduced so, or spoken of so before."""
    if phrase.role is None or phrase.role.kind not in HUMAN or phrase.is_plural:
        return None
    if not phrase.is_definite:
        return _by_own_title(phrase, context)
    fits = described_person(phrase, context.cast, [s.figure.name for s in context.history], context.lexicon)
    if len(fits) == 1:
        return Answer(fits[0], "description")
    known = [s.figure for s in context.history if s.figure.kind == "nominal" and _is_called(s.figure, phrase)]
    if known and not fits and all(_is_fuller(known[-1], each) for each in known):
        return Answer(known[-1], "description")
    if len(fits) > 1:
        figure = new_figure(phrase, spoken_of(phrase, context.parse), "nominal", phrase.role.gender)
        return Answer(figure, "description", candidates=tuple(f.name for f in fits))
    return None


def _is_called(figure: Figure, phrase: Phrase) -> bool:
    """Was the unnamed speaker introduced with the noun of the phrase, and with its owner: "a top aide", "the aide"?"""
    noun = phrase.core[-1].lemma.casefold()
    owners = {w.text.casefold() for w in phrase.core[:-1] if w.upos == "PROPN"}
    head = _BEHIND_NOUN.split(figure.name)[0].casefold()
    return noun in head.split()[-1:] and owners <= set(figure.name.casefold().split())


def by_group(phrase: Phrase, context: Context) -> Answer | None:
    """ "the people", after "people familiar with the plan" spoke: several introduced so before."""
    if not phrase.is_plural or phrase.words[0].text.casefold() != "the" or len(phrase.words) > 2:
        return None
    noun = phrase.core[-1].text.casefold()
    groups = [s.figure for s in context.history if s.figure.kind == "plural"]
    known = [f for f in groups if noun in _BEHIND_NOUN.split(f.name)[0].casefold().split()[-1:]]
    if not known or not all(_is_fuller(known[-1], each) for each in known):
        return None
    unnamed = phrase.role is not None and phrase.role.kind == "unnamed"
    return Answer(known[-1], "description", kind="unnamed" if unnamed else None)


def _is_fuller(name: Figure, other: Figure) -> bool:
    """Is one name the other with more behind it: "top aide of the mayor", "top aide"?"""
    return name.name.startswith(other.name) or other.name.startswith(name.name)


def _by_own_title(phrase: Phrase, context: Context) -> Answer | None:
    """ "its leader", where the text says "Its leader, Ana Reis": in just these words."""
    if phrase.words[0].text.casefold() not in {"its", *OWN}:
        return None
    said = phrase.text.casefold()
    fits = [f for f in context.cast.people if any((t.role or "").casefold() == said for t in f.titles)]
    return Answer(fits[0], "description") if len(fits) == 1 else None


def by_described_body(phrase: Phrase, context: Context) -> Answer | None:
    """ "the builder", where the text says "the builder, Faro Lines": the one body that it calls so."""
    if not phrase.core or phrase.is_plural or not phrase.is_definite:
        return None
    noun = phrase.core[-1].lemma.casefold()
    fits = [f for f in context.cast.bodies if f.kind == "body" and any(noun in m.nouns for m in f.mentions)]
    alone = len(phrase.core) == 1 and len(phrase.words) <= 2 and "body" in _beside(phrase, context)
    return Answer(fits[0], "description") if alone and len(fits) == 1 else None


def by_name_unseen(phrase: Phrase, context: Context) -> Answer | None:
    """A name that nobody noticed: capitalised words only."""
    words = [w for w in phrase.core if w.text not in {".", "-"}]
    capital = [w for w in words if w.text[:1].isupper()]
    if (
        not words
        or phrase.is_plural
        or _goes_on(phrase)
        or len(capital) < len(words)
        or (len(words) < 2 and words[0].upos not in {"PROPN", "X"})
        or phrase.words[0].text.islower()
    ):
        return None
    name = proper(spoken_of(phrase, context.parse)).split(",")[0]
    outlet = context.lexicon.outlet(name)
    if outlet is not None:
        return Answer(new_figure(phrase, outlet.name, "outlet"), "name")
    kind = "person" if 2 <= len(words) <= 4 and phrase.role is None else "body"
    return Answer(new_figure(phrase, name, kind), "name")


def as_phrase(phrase: Phrase, context: Context) -> Answer:
    """The noun phrase itself: "high-ranking government official", "people familiar with the matter"."""
    name = spoken_of(phrase, context.parse)
    outlet = outlet_called(name, context.lexicon)
    if outlet is not None:
        return Answer(new_figure(phrase, outlet.name, "outlet"), "name")
    role = phrase.role
    if phrase.is_plural or (phrase.core and _goes_on(phrase)) or (role is not None and role.kind in {"group", "media"}):
        return Answer(
            new_figure(phrase, name, "plural"),
            "description",
            kind="unnamed" if role is not None and role.kind == "unnamed" else "group",
        )
    if role is not None and role.kind in BODY:
        return Answer(new_figure(phrase, name, "body"), "description")
    kind = "nominal" if _is_human(phrase) else "thing"
    return Answer(new_figure(phrase, name, kind, role.gender if role else None), "description", kind="unnamed")


def _is_human(phrase: Phrase) -> bool:
    """Can "he" or "she" go on with it: a role noun for people, or a noun that looks like one ("glassblower")?"""
    if phrase.role is not None:
        return phrase.role.kind in HUMAN
    return bool(phrase.core) and phrase.core[-1].lemma.endswith(_HUMAN_ENDINGS)


#: From the most to the least certain; the first that answers wins.
WAYS = (
    by_described_name,
    by_person,
    by_unsure_name,
    by_document,
    by_stated_name,
    by_apposition,
    by_family,
    by_body,
    by_described_body,
    by_description,
    by_spouse,
    by_group,
    by_name_unseen,
)


def answer_to(phrase: Phrase, context: Context) -> Answer:
    """Whom a source phrase means, by the first way that answers."""
    for way in WAYS:
        if (answer := way(phrase, context)) is not None:
            return answer
    return as_phrase(phrase, context)
