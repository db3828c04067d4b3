"""
Sources that describe who is named right beside them: by an apposition, or by words like "called" and "known as".

    The head of the agency, Ana Reis, — Ana Reis, a teacher from Faro, — a user called “moonfrog”
"""

import re

from quotes.naming.appositions import SEATED
from quotes.naming.body_names import is_company
from quotes.naming.nominals import Phrase
from quotes.naming.people import Figure
from quotes.naming.person_mentions import BODY, Mention
from quotes.naming.titles import HUMAN, is_closed, role_of
from quotes.parsing import Word
from quotes.speakers.answers import Answer, Context, new_figure
from quotes.terms import ResolvedBy
from quotes.text.spans import Span

#: What stands between a description and a name: "the builder**, Porto-based** Faro Lines".
_COMMA = re.compile(
    rf",\s+(?:the\s+)?(?:[A-Z][\w.-]*(?: [\w.-]+){{0,2}}-(?:{'|'.join(sorted(SEATED))})\s+)?(?:the\s+)?"
)
#: The same behind a clause, where a short title may stand: "the nurse who treated her**, Dr.** Ana Reis".
_TITLED = re.compile(r",\s+(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?(?=[A-Z])")
#: ", Prof. " and the capital letter of the name have nine code points.
_LONGEST_TITLE = 9
#: What stands between a name and the last noun of the description behind it: "Ana Reis**, a teacher from** Faro".
_DESCRIPTION = re.compile(
    r",\s+(?:(?:an?|the)\s+(?:[\w’'-]+\s+){1,6}?(?:from|of|in|at|for|with)"
    r"|(?:(?:an?|the)\s+(?:[\w’'-]+\s+){1,6}?)?(?:who|whose)\s+(?:[\w’'-]+\s+){1,9}?)\s*(?:the\s+)?$"
)
#: In code points.
_LONGEST_DESCRIPTION = 80
#: A description, a comma and a name: "His spokesman, **Per Dahl**".
_UNSEEN = re.compile(
    r"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y) [^,A-Z]+(?: of [^,]+)?, "
    r"([A-Z][\w’'-]+(?: [A-Z][\w.’'-]+){1,3})"
)
#: What says by which name somebody goes: "A man **who gave his name as** Rudi".
_NAMED_SO = re.compile(
    r",?\s+who\s+(?:(?:gave\s+(?:his|her|their)\s+name|identified\s+(?:himself|herself|themselves)|signs|signed"
    r"|is\s+known)\s+(?:only\s+|simply\s+)?as|(?:goes|went)\s+(?:only\s+)?by"
    r"|(?:calls|called)\s+(?:himself|herself|themselves)|gave\s+only\s+the\s+name)\s+"
    r"|,?\s+(?:named|called|nicknamed|(?:known|identified|named)\s+(?:only\s+|later\s+)?as|going\s+by|using\s+the\s+(?:name|handle))\s+|\s+"
)
#: A name that nobody bears in earnest: “saltyhands”, @moonfrog.
_HANDLE = re.compile(r"[“\"‘'](\w[\w.-]*(?: [\w.-]+)?)[”\"’'](?=[\s,.])|(@\w+)")


def by_described_name(phrase: Phrase, context: Context) -> Answer | None:
    """ "Faro" of "**Ana Reis**, a teacher from Faro, wrote", where the parser cut the source short: the name before."""
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


def by_apposition(phrase: Phrase, context: Context) -> Answer | None:
    """ "The builder, **Faro Lines**"; "the head of the agency" before ", **Ana Reis**,": who is named beside it."""
    if not phrase.core or phrase.is_plural or phrase.goes_on or not _describes(phrase):
        return None
    if not phrase.is_definite and not (phrase.role is not None and phrase.role.kind in BODY):
        return None
    text, end = context.parse.text, phrase.span.end
    starts = [m.end() for m in _COMMA.finditer(text, phrase.core[-1].span.end, end + 2)]
    if phrase.rest:
        behind = phrase.rest[-1].span.end
        starts += [m.end() for m in _TITLED.finditer(text, behind, behind + _LONGEST_TITLE)]
    starts += [phrase.core[-1].span.end + 1] if phrase.core[-1].text.islower() else []
    for mention, figure in (each for start in starts for each in _named_at(start, context)):
        whole = is_closed(text, mention.span.end) or mention.span.start < end <= mention.span.end
        if whole and figure.kind in _kinds(phrase, context):
            return _named(mention, figure)
    return None


def by_described_body(phrase: Phrase, context: Context) -> Answer | None:
    """ "the builder", where the text elsewhere says "the builder, Faro Lines": the one body that it calls so."""
    if not phrase.core or phrase.is_plural or not phrase.is_definite:
        return None
    noun = phrase.core[-1].lemma.casefold()
    fits = [f for f in context.cast.bodies if f.kind == "body" and any(noun in m.nouns for m in f.mentions)]
    alone = len(phrase.core) == 1 and len(phrase.words) <= 2 and "body" in _kinds(phrase, context)
    return Answer(fits[0], "description") if alone and len(fits) == 1 else None


def by_unseen_apposition(phrase: Phrase, context: Context) -> Answer | None:
    """ "His spokesman, **Per Dahl**", where NER did not see the name: the capitalised words behind the comma."""
    match = _UNSEEN.fullmatch(phrase.text)
    person = phrase.role is not None and phrase.role.kind in HUMAN and phrase.core[-1].text.islower()
    return Answer(new_figure(phrase, match[1], "person"), "name") if match is not None and person else None


def _is_personal(noun: Word, context: Context) -> bool:
    """Is it a noun for one person?"""
    entry = role_of([noun.text], context.lexicon)
    return entry is not None and entry.kind in HUMAN and noun.xpos != "NNS"


def _named_at(start: int, context: Context) -> list[tuple[Mention, Figure]]:
    """The mentions by name that begin just there in the text, with whom they name."""
    found = context.cast.within(Span(start, start + 1), "person", "body")
    return [(m, f) for m, f in found if m.span.start == start and not m.name.islower()]


def _named(mention: Mention, figure: Figure) -> Answer:
    """Somebody by a mention, with the title that stands there."""
    way: ResolvedBy = "name" if mention.name == figure.name else "alias"
    return Answer(figure, way, mention.titles[0] if mention.titles else None)


def _describes(phrase: Phrase) -> bool:
    """Is it a description and no name: "the builder", "the Foreign Minister"; not "the Senate"?"""
    office = phrase.role is not None and phrase.role.kind in HUMAN
    return phrase.core[-1].text.islower() or office


def _kinds(phrase: Phrase, context: Context) -> frozenset[str]:
    """What a phrase can describe: "the mayor" a person, "the agency" a body, "the operator" either."""
    if phrase.role is None or is_company(frozenset({phrase.role.noun}), context.lexicon):
        return frozenset({"person", "body"})
    return frozenset({"person"}) if phrase.role.kind in HUMAN else frozenset({"body"})
