"""
Turns: who speaks in the paragraphs of an interview or a transcript, by the name on the label or, without one, by whom
the lines around the interview present.

    Litia Reis counts boats. | Reis: We counted every boat. | Q: Why? | A: To know.

A label may be a role, THE WITNESS: that is who was introduced so last.
"""

import re

from quotes.naming.acronyms import is_acronym
from quotes.naming.mention import Mention
from quotes.naming.people import Figure
from quotes.naming.person_names import parts, person
from quotes.naming.titles import HUMAN, role_called
from quotes.page.frame import Turn
from quotes.page.interview import ANSWERING
from quotes.parsing import Parse
from quotes.text.spans import Span, Spans
from quotes.words.lexicon import Lexicon

#: Stands before who asks.
_BY = "by "
#: THE WITNESS / the chair / WITNESS
_ROLE = re.compile(r"(?:(?P<the>the) )?(?P<noun>[\w-]+)", re.IGNORECASE)


def turns_of(
    turns: tuple[Turn, ...], parse: Parse, people: tuple[Figure, ...], lexicon: Lexicon, sources: Spans = ()
) -> dict[int, Figure]:
    """
    The person who speaks in each paragraph, by its number; paragraphs of nobody and of who asks are left out.

    *sources* are those of all statements: whom the lines before an interview quote, the interview is with.
    """
    found: dict[int, Figure] = {}
    known: dict[str, Figure | None] = dict.fromkeys(("", *ANSWERING), _presented(turns, parse, people, sources))
    for turn in turns:
        name = turn.name.of(parse.text).casefold() if turn.name is not None else ""
        noun = _role_of(name, people, lexicon)
        if turn.name is not None and noun is not None:
            known[name] = _introduced(noun, turn.name, parse, people)
        elif turn.name is not None and name not in known:
            known[name] = _called(turn.name, turns, parse, people, lexicon)
        for sentence in parse.sentences_in(turn.span):
            if (speaking := known[name]) is not None:
                found[sentence.paragraph] = known[""] = speaking
    return found


def _presented(turns: tuple[Turn, ...], parse: Parse, people: tuple[Figure, ...], sources: Spans) -> Figure | None:
    """Whom the interview is with: who speaks most often before it, or is named so, there or behind it; else None."""
    if not turns:
        return None
    for around in (Span(0, turns[0].span.start), Span(turns[-1].span.end, len(parse.text))):
        for places in (sources, (around,)):
            times = {id(each): _times_named(each, around, places, parse.text) for each in people}
            named = max(people, key=lambda each: times[id(each)], default=None)
            if named is not None and times[id(named)]:
                return named
    return None


def _times_named(figure: Figure, around: Span, places: Spans, text: str) -> int:
    """How often the text names somebody in one of *places* there, other than in a byline ("By Ana Reis")."""
    spans = [each.span for each in figure.mentions if around.covers(each.span)]
    starts = (each.start for each in spans if any(place.covers(each) for place in places))
    return sum(text[max(0, start - len(_BY)) : start].casefold() != _BY for start in starts)


def _role_of(label: str, people: tuple[Figure, ...], lexicon: Lexicon) -> str | None:
    """The noun of a label that is a role, "witness" of "the witness"; None for names, "King" and "ME" among them."""
    match = _ROLE.fullmatch(label)
    role = role_called(match["noun"], lexicon) if match is not None else None
    if match is None or role is None or role.kind not in HUMAN:
        return None
    noun = match["noun"]
    borne = not match["the"] and any(noun in parts(each.name) or is_acronym(noun.upper(), each.name) for each in people)
    return None if borne else match["noun"]


def _introduced(noun: str, label: Span, parse: Parse, people: tuple[Figure, ...]) -> Figure:
    """Who is named nearest to a noun that last said before a label, "its **witness**, Boris Tull"; else the label."""
    for told in reversed([each for each in parse.sentences_in(Span(0, label.start)) if each.with_lemma(noun)]):
        at = told.with_lemma(noun)[-1].span
        named = [(_gap(at, m.span), each) for each in people for m in each.mentions if m.sentence == told.number]
        if named:
            return min(named, key=lambda each: each[0])[1]
    sentence = next((each.number for each in parse.sentences_in(label)), 0)
    name = person(label.of(parse.text))
    return Figure(name, "nominal", (Mention(label, sentence, "nominal", name),))


def _gap(one: Span, other: Span) -> int:
    """How many code points lie between two spans."""
    return max(one.start, other.start) - min(one.end, other.end)


def _called(label: Span, turns: tuple[Turn, ...], parse: Parse, people: tuple[Figure, ...], lexicon: Lexicon) -> Figure:
    """Whom a label means: the one of that name who is named most, or a person of whom the labels alone know."""
    name = _bare(label.of(parse.text), lexicon)
    own = [each.name for each in turns if each.name is not None]
    fits = [each for each in people if _is_form(name, each.name) and not _is_label(each, own)]
    if fits:
        return max(fits, key=lambda each: len(each.mentions))
    longer = (_bare(each.of(parse.text), lexicon) for each in own)
    full = max((each for each in longer if _is_form(name, each)), key=len, default=name)
    sentence = next((each.number for each in parse.sentences_in(label)), 0)
    return Figure(person(full), "person", (Mention(label, sentence, "person", person(full)),))


def _is_label(figure: Figure, labels: list[Span]) -> bool:
    """Whether the figure is known by labels alone, so that its name can be a part of one."""
    return all(any(label.overlaps(each.span) for label in labels) for each in figure.mentions)


def _is_form(short: str, full: str) -> bool:
    """Whether *short* is a part of *full* that ends alike, or its initials: "REIS" or "LR" of "Litia Reis"."""
    if is_acronym(short, full):
        return True
    some, all_ = parts(short), parts(full)
    return bool(some) and some[-1:] == all_[-1:] and set(some) <= set(all_)


def _bare(label: str, lexicon: Lexicon) -> str:
    """A label without the titles before the name: "Gov. Reis", "MS. REIS"."""
    words = label.split()
    while len(words) > 1 and _is_title(words[0], lexicon):
        words = words[1:]
    return " ".join(words)


def _is_title(word: str, lexicon: Lexicon) -> bool:
    """ "Gov.", "Senator", "MS." — no initial, and no name that also is in the list of roles."""
    kind = lexicon.kind_of(word.casefold())
    return (word.endswith(".") and len(word) > len("R.")) or kind not in {None, "given", "family"}
