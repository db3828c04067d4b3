"""
Source phrases: for each, the figure that it names or describes, by the first way that answers.

A way is a function from a phrase to an Answer, or None where it does not apply.  An Answer without a figure ends the
search: the phrase applies, but to more than one.
"""

import re

from attrs import evolve

from quotes.spans import Span
from quotes.speakers.answers import Answer, Context, new_figure
from quotes.speakers.appositions import SEATED
from quotes.speakers.body_names import is_company, outlet_called, plain_words, proper, unarticled
from quotes.speakers.cast import name_in_pair
from quotes.speakers.issuers import by_document
from quotes.speakers.mentions import BODY, Mention
from quotes.speakers.nominals import Phrase, described_person, spoken_of
from quotes.speakers.people import Figure, is_full
from quotes.speakers.titles import COMING, HUMAN, OWN, is_closed, role_called, role_of
from quotes.syntax import Word

#: How nouns for persons end that the word list lacks.
_HUMAN_ENDINGS = ("man", "woman", "person", "er", "or", "ist", "ian", "ee", "ant", "one", "body", "old")
_SEGMENT_ENDS = ",;(—–"
_SPOUSES = {"wife": "husband", "husband": "wife"}
_PLURAL_NAME = re.compile(r"[A-Z][\w’'-]+s")
_BEHIND_NOUN = re.compile(r"\b(?:of|at|in|for|from|with|on|who|that|close|familiar|present|involved|briefed)\b")
_COMMA = re.compile(
    rf",\s+(?:the\s+)?(?:[A-Z][\w.-]*(?: [\w.-]+){{0,2}}-(?:{'|'.join(sorted(SEATED))})\s+)?(?:the\s+)?"
)
#: The same behind a clause, with a short title: "the nurse who treated her**, Dr.** Ana Reis".
_TITLED = re.compile(r",\s+(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?(?=[A-Z])")
_LONGEST_TITLE = 9
#: Whose somebody with a name is: "**Russia's** Gazprom".
_NATIONAL = re.compile(r"^[A-Z][\w-]+(?: [A-Z][\w-]+)?['’]s (?=[A-Z])")
#: What stands between a person's name and the object of a preposition in the description behind it.
_DESCRIPTION = re.compile(
    r",\s+(?:(?:an?|the)\s+(?:[\w’'-]+\s+){1,6}?(?:from|of|in|at|for|with)"
    r"|(?:(?:an?|the)\s+(?:[\w’'-]+\s+){1,6}?)?(?:who|whose)\s+(?:[\w’'-]+\s+){1,9}?)\s*(?:the\s+)?$"
)
_LONGEST_DESCRIPTION = 80
_UNSEEN = re.compile(
    r"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y) [^,A-Z]+(?: of [^,]+)?, "
    r"([A-Z][\w’'-]+(?: [A-Z][\w.’'-]+){1,3})"
)
#: "The Japanese artist" is who was spoken of at most this many sentences ago.
_VARIES_WITHIN = 2
_BY_AGE = re.compile(
    r"(?i)the \d+[- ]?year[- ]?old(?: \w+)?$|the (?:mother|father|grandmother|grandfather)[- ]of[- ](?:\w+)$"
)
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
_BY_YEARS = re.compile(r"(?i)the (\d+)[- ]?year[- ]?old\b")
_AGE_BEHIND = re.compile(r"\s*,\s*(?:aged\s+)?(\d{1,3})(?=\s*[,.;—–])")
#: A quotation of more sentences than that lets nobody stay in mind.
_LONGEST_QUOTATION = 8
#: Whose work is a person's or a company's: "the lithium **miner**".
_TRADES = frozenset(
    "miner producer grower exporter importer trader builder brewer distiller shipper packer roaster printer publisher "
    "smelter refiner grinder explorer driller breeder baker".split()
)
_TAKING_UP = frozenset({"it", "its", "he", "she", "his", "her", "him"})
_ELECTED = frozenset({"elect"})
_WINNING = frozenset({"win", "defeat", "beat"})
_VOTE = re.compile(
    r"(?i)\b(?:elections?|race|votes?|voters|poll(?:s|ing)?|ballots?|run-?off|presiden\w+|mayoral|governorship)\b"
)
_PARENTS = frozenset({"mother", "father"})
_CHILD = re.compile(r"(?i)\b(?:son|daughter|child|baby|boy|girl|infant|toddler|newborn|twin)\b")
_WHOSE_CHILD = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}?(?:son|daughter|child|baby|boy|girl|infant|toddler|newborn)\b")
#: Nouns that fit whoever holds an office.
_GENERAL = frozenset({"official", "politician"})
#: Nouns for those whom a story needs and may bring in unannounced: "**The driver** said the lorry had no lights".
_IN_THE_STORY = frozenset(
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
#: What somebody may be beside what the new word says.
_LOOSE_JOBS = frozenset(
    "researcher scientist expert player star winner match-winner teammate team-mate captain founder co-founder author "
    "lead author co-author champion veteran resident villager survivor athlete academic professor artist".split()
)
_DETAILS = frozenset("veteran former retired ex young aspiring self-taught legendary celebrated award-winning".split())
_NAMED_SO = re.compile(
    r",?\s+who\s+(?:(?:gave\s+(?:his|her|their)\s+name|identified\s+(?:himself|herself|themselves)|signs|signed"
    r"|is\s+known)\s+(?:only\s+|simply\s+)?as|(?:goes|went)\s+(?:only\s+)?by"
    r"|(?:calls|called)\s+(?:himself|herself|themselves)|gave\s+only\s+the\s+name)\s+"
    r"|,?\s+(?:named|called|nicknamed|(?:known|identified|named)\s+(?:only\s+|later\s+)?as|going\s+by|using\s+the\s+(?:name|handle))\s+|\s+"
)
#: A name that nobody bears in earnest: “saltyhands”, @moonfrog.
_HANDLE = re.compile(r"[“\"‘'](\w[\w.-]*(?: [\w.-]+)?)[”\"’'](?=[\s,.])|(@\w+)")


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
        w.lemma in {"who", "whose", "which", "whom", "where", "include"} or w.xpos == "WDT" or w.text == "including"
        for w in phrase.words
        if w.span.end <= name.start
    ):
        return False
    title = role_of([w.text for w in before], context.lexicon)
    before = before[: len(before) - len(title.noun.split())] if title is not None and " of " in title.noun else before
    last = max((i for i, w in enumerate(before) if w.upos == "CCONJ"), default=-1)
    if any(before[i - 1].xpos in {"NNS", "NNPS"} for i in range(1, last) if before[i].upos == "ADP"):
        return False  # "lawyers for Prata and Reis"
    linking = [i for i, w in enumerate(before) if _is_linking(w, context.parse.text) and i > last]
    if not all(_is_inside_title(before, i, name, context) for i in linking):
        return False
    after = next((w for w in phrase.words if w.span.start >= name.end), None)
    timed = after is not None and after.lemma in {"last", "next", "early", "late"}
    return after is None or timed or after.upos not in {"NOUN", "PROPN", "ADJ"} or after.text[:1] == "'"


def _is_linking(word: Word, text: str) -> bool:
    """Does a word end a title: "of", "said"; not "**acting** mayor", "president-**elect**", "**retired** judge"?"""
    if word.upos == "VERB" and (
        word.deprel in {"amod", "compound"} or text[word.span.start - 1 : word.span.start] == "-"
    ):
        return False
    return word.upos in {"ADP", "VERB", "SCONJ"} and word.xpos != "VBN"


def _is_inside_title(before: list[Word], at: int, name: Span, context: Context) -> bool:
    """
    Does a preposition belong to the title before a name: "Ambassador **to** Peru Ana Reis", "Bank **of** Faro head"?

    Not in "a lawyer **for** Ana Reis", "the wife **of** Governor Prata".
    """
    if before[at].upos != "ADP":
        return False
    if any(e.span.covers(before[at].span) and e.kind == "organization" for e in context.parse.entities):
        return True
    holder = role_of([w.text for w in before[:at]], context.lexicon)
    behind = [w for w in before[at + 1 :] if w.upos != "DET"]
    if holder is None or holder.kind not in HUMAN - {"kin"} or before[at - 1].xpos == "NNS" or not behind:
        return False
    other = role_of([w.text for w in behind], context.lexicon)
    first = context.lexicon.role(name.of(context.parse.text).split()[0].casefold())
    given = first is not None and first.kind == "given"
    capital = behind[-1].text[:1].isupper()
    body = other is not None and other.kind in BODY and " " in name.of(context.parse.text)
    return (capital or given or body) and not (other is not None and other.kind in HUMAN)


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


def by_capital(phrase: Phrase, context: Context) -> Answer | None:
    """ "Lima" and "the Peruvians" for Peru, where the text names the country too."""
    name = " ".join(w.text for w in phrase.core)
    entry = role_called(name.casefold(), context.lexicon)
    people = phrase.words[0].text.casefold() == "the" and entry is not None and entry.kind == "nationality"
    capital = entry is not None and entry.kind == "capital" and len(phrase.words) == len(phrase.core)
    if entry is None or entry.of is None or not (capital or (people and _is_nation(phrase))):
        return None
    countries = [f for f in context.cast.bodies if plain_words(f.name) == plain_words(entry.of)]
    if countries:
        return Answer(countries[0], "alias")
    named = re.search(rf"\b{re.escape(entry.of)}\b", context.parse.text) is not None
    return Answer(new_figure(phrase, entry.of, "place"), "alias") if named else None


def _is_nation(phrase: Phrase) -> bool:
    """Is it a people, and no single one of them: "the Peruvians", "the Vietnamese"; not "the Peruvian"?"""
    word = phrase.core[-1]
    return word.xpos in {"NNS", "NNPS"} or word.text.endswith(("ese", "sh", "ch", "ss"))


def _in_full(figure: Figure, phrase: Phrase, context: Context) -> Figure:
    """The body without a name by all that tells which one it is: "union **of quarry workers**", there and later."""
    name = spoken_of(phrase, context.parse)
    if re.match(rf"{re.escape(figure.name)} (?:of|in|at) ", name) and "," not in name:
        return evolve(figure, name=name)
    return next((s.figure for s in context.history if s.figure.start == figure.start), figure)


def by_apposition(phrase: Phrase, context: Context) -> Answer | None:
    """ "The builder, **Faro Lines**"; "the head of the agency" before ", **Ana Reis**,": who is named beside it."""
    if not phrase.core or phrase.is_plural or _goes_on(phrase) or not _describes(phrase):
        return None
    if not phrase.is_definite and not (phrase.role is not None and phrase.role.kind in BODY):
        return None
    text, end = context.parse.text, phrase.span.end
    starts = [m.end() for m in _COMMA.finditer(text, phrase.core[-1].span.end, end + 2)]
    behind = _end_of_rest(phrase)
    starts += [m.end() for m in _TITLED.finditer(text, behind, behind + _LONGEST_TITLE)] if phrase.rest else []
    starts += [phrase.core[-1].span.end + 1] if phrase.core[-1].text.islower() else []
    for mention, figure in (each for start in starts for each in _named_at(start, context)):
        whole = is_closed(text, mention.span.end) or mention.span.start < end <= mention.span.end
        if whole and figure.kind in _beside(phrase, context):
            return _named(mention, figure)
    return None


def _end_of_rest(phrase: Phrase) -> int:
    """Where the clause behind a description ends: "the nurse **who treated her**, Ana Reis"."""
    return phrase.rest[-1].span.end if phrase.rest else phrase.span.end


def by_unseen_apposition(phrase: Phrase, context: Context) -> Answer | None:
    """ "His spokesman, **Per Dahl**", where NER did not see the name."""
    match = _UNSEEN.fullmatch(phrase.text)
    person = phrase.role is not None and phrase.role.kind in HUMAN and phrase.core[-1].text.islower()
    return Answer(new_figure(phrase, match[1], "person"), "name") if match is not None and person else None


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
    """ "A man who gave his name as **Rudi**", "a user called **“moonfrog”**"."""
    noun = next((w for w in phrase.core if _is_personal(w, context) and w.upos == "NOUN"), None)
    noun = noun or (phrase.core[-1] if phrase.core else None)
    match = _NAMED_SO.match(context.parse.text, noun.span.end) if noun is not None else None
    if match is None or noun is None:
        return None
    named = [(m, f) for m, f in _named_at(match.end(), context) if f.kind == "person"] if match[0].strip() else []
    if named:
        return _named(*named[0])
    handle = _HANDLE.match(context.parse.text, match.end())
    if handle is None or not _is_personal(noun, context):
        return None
    return Answer(new_figure(phrase, handle[1] or handle[2], "person"), "name")


def _is_personal(noun: Word, context: Context) -> bool:
    """Is it a noun for one person?"""
    entry = role_of([noun.text], context.lexicon)
    return entry is not None and entry.kind in HUMAN and noun.xpos != "NNS"


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
    named = _ends_in_name(phrase, context)
    last = phrase.core[-1].span
    longer = any(" " in m.name and m.span.end >= last.end for m, _ in context.cast.within(last, "body"))
    if other and phrase.is_plural and not (longer and last.of(context.parse.text)[:1].isupper()):
        return True
    kind = phrase.role.kind if phrase.role is not None else None
    return not named and (phrase.is_plural or kind in HUMAN or kind == "document")


def _goes_on(phrase: Phrase) -> bool:
    """Does "and" follow the core: "the port and three banks"; not "Moss & Sons"?"""
    follows = next((w for w in phrase.words if w.span.start >= phrase.core[-1].span.end), None)
    return follows is not None and follows.upos == "CCONJ" and follows.text != "&"


def _ends_in_name(phrase: Phrase, context: Context) -> bool:
    """Is the last word of the core part of a body's name: "Peixe Sem Fronteiras", "the United States"?"""
    last = phrase.core[-1].span if phrase.core else phrase.span
    found = [m for m, _ in context.cast.within(last, "body", "outlet") if m.name[:1].isupper()]
    named = any(each.span.end >= last.end for each in found)
    entities = (e for e in context.parse.entities if e.kind in {"organization", "location"})
    return named or any(each.span.overlaps(last) for each in entities)


def by_description(phrase: Phrase, context: Context) -> Answer | None:
    """ "the foreign minister", "the aide": somebody introduced so, or spoken of so before."""
    if phrase.role is None or phrase.role.kind not in HUMAN or phrase.is_plural:
        return None
    if not phrase.is_definite:
        return _by_own_title(phrase, context)
    fits = described_person(phrase, context.cast, [s.figure.name for s in context.history], context.lexicon)
    known = [s.figure for s in context.history if s.figure.kind == "nominal" and _is_called(s.figure, phrase)]
    if _is_bare_in_quotation(phrase, context):
        fits = [f for f in fits if _is_noun_of(phrase.role.noun, f)]
    if known and not any(phrase.role.noun in title.noun for figure in fits for title in figure.titles):
        fits = []  # "a diplomat … the diplomat" is nobody who is a diplomat only as a foreign minister
    if len(fits) == 1:
        return Answer(fits[0], "description")
    if known and not fits and all(_is_fuller(known[-1], each) for each in known):
        return Answer(known[-1], "description")
    if len(fits) > 1:
        figure = new_figure(phrase, spoken_of(phrase, context.parse), "nominal", phrase.role.gender)
        return Answer(figure, "description", candidates=tuple(f.name for f in fits))
    return None


def _is_bare_in_quotation(phrase: Phrase, context: Context) -> bool:
    """Is it a lone noun in somebody's words, who has no need of another word for an office: "“**The chief** knew”"?"""
    return len(phrase.core) == 1 and any(q.covers(phrase.span) for q in context.cast.quoted)


def _is_noun_of(noun: str, figure: Figure) -> bool:
    """Is somebody called so, and not just by a like word?"""
    return any(noun == t.noun or noun.rsplit(maxsplit=1)[-1] in t.noun.split() for t in figure.titles)


def by_election(phrase: Phrase, context: Context) -> Answer | None:
    """ "the president-elect": the one who was said to have won the vote."""
    core = phrase.core
    if len(core) < 2 or core[-1].text.casefold().split("-")[-1] not in COMING or not phrase.is_definite:
        return None
    won = {f.name: f for f in context.cast.people for m in f.before(phrase.span.start) if _has_won(m, context)}
    return Answer(next(iter(won.values())), "description") if len(won) == 1 else None


def _has_won(mention: Mention, context: Context) -> bool:
    """Is it the subject of the winning of a vote, or of being elected?"""
    sentence = context.parse.sentences[mention.sentence]
    for word in sentence.between(mention.span):
        verb = sentence.head(word) if word.relation == "nsubj" else None
        if verb is None or any(w.relation == "advmod" and w.lemma in {"not", "never"} for w in sentence.children(verb)):
            continue
        if verb.lemma in _ELECTED or (verb.lemma in _WINNING and _VOTE.search(sentence.span.of(context.parse.text))):
            return word.deprel.endswith("pass") == (verb.lemma in _ELECTED)
    return False


def by_office_to_come(phrase: Phrase, context: Context) -> Answer | None:
    """ "**Fishermen's leader** says", "The leader of a fishermen's association": who is named next in that office."""
    role = phrase.role
    if role is None or role.kind != "office" or role.noun in _MANY or phrase.sentence > _LAST_OF_LEAD:
        return None
    if phrase.is_plural or not phrase.core[-1].text.islower() or not _is_announced(phrase, context):
        return None
    after = sorted(((m, f) for f in context.cast.people for m in f.mentions), key=lambda each: each[0].span)
    told = [(m, f) for m, f in after if m.span.start > phrase.span.end and _is_told(m, context)]
    if not told or told[0][1].before(phrase.span.start) or not is_full(told[0][1].name):
        return None
    first, called = told[0]
    nouns = {role.noun, *role.like}
    holders = {f.name for f in context.cast.people if any(t.noun in nouns for t in f.titles)}
    others = [s for s in context.history if s.figure.kind != "outlet" and s.figure.name != called.name]
    near = _told_between(phrase.sentence, first.sentence, context) <= _NAMED_WITHIN
    return Answer(called, "description") if holders == {called.name} and near and not others else None


def _is_announced(phrase: Phrase, context: Context) -> bool:
    """Does it announce somebody: bare in a headline, or by a body of which nothing is told: "of **a** union"?"""
    sentence = context.parse.sentences[phrase.sentence]
    line = sentence.span.of(context.parse.text).rstrip()
    headline = not line.endswith((".", "!", "?", "”", '"')) and phrase.words[0].number == 1
    if headline and len(phrase.core) > 1:
        return phrase.words[0].upos != "DET"
    behind = re.match(r"\s+(?:of|at|for)\s+an?\s", context.parse.text[phrase.core[-1].span.end : phrase.span.end])
    return phrase.words[0].text.casefold() in {"the", "a", "an"} and behind is not None


def _told_between(first: int, last: int, context: Context) -> int:
    """How many sentences that end as such there are behind the first, up to the last."""
    lines = (s.span.of(context.parse.text).rstrip() for s in context.parse.sentences[first + 1 : last + 1])
    return sum(line.endswith((".", "!", "?", "”", '"', "’")) for line in lines)


def by_trade(phrase: Phrase, context: Context) -> Answer | None:
    """ "the lithium miner said **it** would close": the one company spoken of just before, and no person."""
    if len(phrase.core) < 2 or phrase.is_plural or not phrase.is_definite or phrase.core[-1].lemma not in _TRADES:
        return None
    if not _is_called_it(phrase, context):
        return None
    near = range(phrase.sentence - _VARIES_WITHIN, phrase.sentence + 1)
    spoken_of_before = [
        f
        for f in context.cast.bodies
        if f.kind == "body" and any(m.sentence in near and not m.told for m in f.before(phrase.span.start))
    ]
    fits = [f for f in spoken_of_before if _may_be_company(f, context)]
    return Answer(fits[0], "description") if len(fits) == 1 else None


def _is_called_it(phrase: Phrase, context: Context) -> bool:
    """Does the sentence go on with "it" or "its", and not with "he" or "her"?"""
    words = context.parse.sentences[phrase.sentence].words
    after = [w for w in words if w.span.start >= phrase.span.end and w.text.casefold() in _TAKING_UP]
    return bool(after) and after[0].text.casefold() in {"it", "its"} and after[0].deprel not in {"expl", "nsubj:pass"}


def _may_be_company(figure: Figure, context: Context) -> bool:
    """Is it a name that says of no other sort of body: "Warra Minerals"; not "the Senate", "Faro University"?"""
    entry = role_of(figure.name.split(), context.lexicon)
    named = not figure.name.islower()
    return named and (entry is None or is_company(frozenset({entry.noun}), context.lexicon))


def by_lead(phrase: Phrase, context: Context) -> Answer | None:
    """ "A judge" in the first paragraph, where the next ones name the only judge of the article."""
    role = phrase.role
    if role is None or context.history or phrase.sentence > _LAST_OF_LEAD or role.kind not in {"office", "person"}:
        return None
    words = [w.text.casefold() for w in phrase.words]
    if len(words) != 2 or words[0] not in {"a", "an"} or role.noun in _IN_THE_STORY or role.noun in _MANY:
        return None
    called = [f for f in context.cast.people if any(role.noun in t.noun.split() for t in f.titles)]
    near = range(phrase.sentence + 1, phrase.sentence + 1 + _NAMED_WITHIN)
    named = len(called) == 1 and not called[0].before(phrase.span.start) and called[0].mentions[0].sentence in near
    return Answer(called[0], "description") if named else None


def _is_called(figure: Figure, phrase: Phrase) -> bool:
    """Was the unnamed speaker introduced with the noun of the phrase, and with its owner: "a top aide", "the aide"?"""
    noun = phrase.core[-1].lemma.casefold()
    owners = {w.text.casefold() for w in phrase.core[:-1] if w.upos == "PROPN"}
    head = _BEHIND_NOUN.split(figure.name)[0].casefold()
    of_body = re.search(rf"[A-Z]\S* {re.escape(noun)}$", figure.name) is not None
    return (noun in head.split()[-1:] or of_body) and owners <= set(figure.name.casefold().split())


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
    if near is None or (age is not None and _age_of(near, context) is not None) or not _agrees(phrase, near):
        return None
    if new:
        return Answer(near, "description") if _can_be_called(near, phrase, context) else None
    office = phrase.role is not None and phrase.role.kind == "office"
    return Answer(near, "description") if not office or not near.titles else None


def _agrees(phrase: Phrase, figure: Figure) -> bool:
    """Can it be a man or a woman as the noun says?"""
    gender = phrase.role.gender if phrase.role is not None else None
    return gender is None or figure.gender in {None, gender}


def _age_of(figure: Figure, context: Context) -> str | None:
    """The age that stands behind somebody's name: "Ana Reis, 43, a baker"."""
    ages = (_AGE_BEHIND.match(context.parse.text, m.span.end) for m in figure.mentions)
    return next((each[1] for each in ages if each is not None), None)


def _last_spoken_of(phrase: Phrase, context: Context) -> Figure | None:
    """
    The one person of the sentences before, or who acts or speaks in the last of them that names anybody.

    None where somebody without a name is there too, who may be meant.
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


def _parent(phrase: Phrase, context: Context) -> Figure | None:
    """Whose child the sentence before speaks of: "**Ana Reis**’s seven-year-old son has been in hospital"."""
    near = _told_before(phrase, context)[-1:] if phrase.core[-1].text.casefold() in _PARENTS else []
    owners = [
        f
        for f in context.cast.people
        if any(m.sentence in near and _WHOSE_CHILD.match(context.parse.text, m.span.end) for m in f.mentions)
    ]
    return owners[0] if len(owners) == 1 else None


def _told_before(phrase: Phrase, context: Context) -> list[int]:
    """The numbers of the last sentences before a phrase that are not wholly quoted."""
    told = [
        s.number
        for s in context.parse.sentences[max(0, phrase.sentence - _LONGEST_QUOTATION) : phrase.sentence]
        if not any(q.covers(s.span) for q in context.cast.quoted)
    ]
    return told[-_VARIES_WITHIN:]


def _people_in(number: int, context: Context) -> dict[str, Figure]:
    """The persons that a sentence speaks of, by name: as named, by pronoun, by description."""
    echoed = {e.name for e in context.echoes if e.sentence == number}
    return {f.name: f for f in context.cast.people if f.name in echoed} | _named_in(number, context)


def _named_in(number: int, context: Context) -> dict[str, Figure]:
    """The persons that a sentence names, and who speaks in it."""
    spoke = {s.figure.name for s in context.history if s.sentence == number}
    told = [m for f in context.cast.people for m in f.mentions if m.sentence == number and not m.quoted]
    here = {m.span.start for m in told if _is_told(m, context)}
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


def _is_stranger(mention: Mention, phrase: Phrase, context: Context) -> bool:
    """Is it one person without a name, who has not turned out to be somebody with a name, nor a parent's child?"""
    if mention.kind != "nominal":
        return False
    noun = phrase.core[-1].text.casefold()
    child = noun in _PARENTS and bool(_CHILD.search(mention.name))
    nobody = context.parse.text[mention.span.start :].casefold().startswith("no ")
    known = any(s.span.overlaps(mention.span) and s.figure.kind == "person" for s in context.history)
    return not known and not child and not nobody


def _is_new_word(phrase: Phrase, context: Context) -> bool:
    """Is it a bare noun that says what somebody is, and that the text has not used: "the baker"; not "the driver"?"""
    words = [w.text.casefold() for w in phrase.words]
    if len(words) != 2 or words[0] != "the" or phrase.role is None or phrase.is_plural or words[1] in _IN_THE_STORY:
        return False
    kind = "person" if words[1] in _PARENTS | _GENERAL else phrase.role.kind
    earlier = (w for s in context.parse.sentences[: phrase.sentence + 1] for w in s.words)
    used = any(w.span.end <= phrase.span.start and w.text.casefold() == words[1] for w in earlier)
    return kind == "person" and phrase.core[-1].text.islower() and not used


def _can_be_called(figure: Figure, phrase: Phrase, context: Context) -> bool:
    """Does nothing that is known of a person speak against a noun, and does the general "official" have a reason?"""
    noun = phrase.core[-1].text.casefold()
    entries = [entry for t in figure.titles if (entry := context.lexicon.role(t.noun)) is not None]
    if noun in _GENERAL:
        return any(each.kind == "office" for each in entries)
    jobs = {each.noun for each in entries if each.kind in {"person", "office"}}
    return noun in _PARENTS or jobs <= _LOOSE_JOBS


def _is_told(mention: Mention, context: Context) -> bool:
    """Does it stand in a sentence, and not in a byline or a headline?"""
    text = context.parse.sentences[mention.sentence].span.of(context.parse.text).rstrip()
    return text.endswith((".", "!", "?", "”", '"', "’"))


def _is_variation(phrase: Phrase, context: Context) -> bool:
    """Does the phrase tell something new about somebody known: an age, a nationality, what somebody used to be?"""
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
    if not fits and len(phrase.words) == 2 and phrase.role is not None:
        owned = [(f, t) for f in context.cast.people for t in f.titles if t.noun == phrase.role.noun and t.role]
        fits = [f for f, t in owned if (t.role or "").split()[0].casefold() in OWN and f.before(phrase.span.start)]
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
    words = [w for w in phrase.core if w.text not in {".", "-", "'s", "’s"}]
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
    whole = proper(spoken_of(phrase, context.parse)).split(",")[0]
    name = _NATIONAL.sub("", whole) if phrase.role is None else whole
    outlet = context.lexicon.outlet(name)
    if outlet is not None:
        return Answer(new_figure(phrase, outlet.name, "outlet"), "name")
    kind = "person" if 2 <= len(words) <= 4 and phrase.role is None and name == whole else "body"
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
    by_capital,
    by_body,
    by_described_body,
    by_election,
    by_trade,
    by_description,
    by_lead,
    by_office_to_come,
    by_spouse,
    by_group,
    by_variation,
    by_unseen_apposition,
    by_name_unseen,
)


def answer_to(phrase: Phrase, context: Context) -> Answer:
    """Whom a source phrase means, by the first way that answers."""
    for way in WAYS:
        if (answer := way(phrase, context)) is not None:
            return answer
    return as_phrase(phrase, context)
