"""
Own words: what a source phrase offers itself for whom it means.

They are the wordings of the phrase ("another resident", "former mayor of Faro") and what stands inside it ("a report by
**the port**").
"""

import re
from collections.abc import Iterator

from attrs import evolve

from quotes.naming.acronyms import is_acronym
from quotes.naming.body_names import outlet_called
from quotes.naming.mention import BODY, EntityKind, Mention
from quotes.naming.nominals import Phrase, spoken_of
from quotes.naming.people import Figure
from quotes.naming.person_names import PARTICLES, parts
from quotes.naming.titles import HUMAN, clean, is_human, role_of, without_owners_title
from quotes.parsing import Parse, Sentence, Word, phrase_span
from quotes.speakers.answers import Candidate, Context, new_figure
from quotes.speakers.joint import joint
from quotes.speakers.pronouns import FIRST, PLURAL, SECOND, nearest
from quotes.speakers.query import ARTICLE, Query, key_of_name
from quotes.text.marks import OWNING_S, unquoted
from quotes.text.spans import Span

#: What asks or relates is nobody's name: "Ana Reis - **who** said", "**whose** plan".
_ASKING = frozenset({"WP", "WP$", "WDT", "WRB"})
#: Of a noun phrase's branches, those that may name somebody else: "**Faro**’s report", "a report by **the port**".
_PARTS = frozenset({"nmod", "compound", "appos", "obl", "conj", "flat", "dep", "list", "nsubj"})
_OUTSIDE = frozenset({"case", "det", "punct", "cc", "mark"})
#: What says no more who somebody is; and what may.
_CUT = re.compile(r"\s*[,;:(]|\s+(?:who|which|that)\s")
_CUT_NARROWLY = re.compile(r"\s*[,;:(]|\s+(?:who|which|that|in|on|during|after|when|as)\s")
#: What makes a description too long to own something: "nurses **at** two wards".
_BEHIND_NOUN = re.compile(r"\s(?:at|by|for|from|in|near|of|on|that|who|with)\s")
#: What stands for the owner at the beginning of a phrase: "**her** lawyer", "**my** grandmother".
_OWNERS = frozenset({"his", "her", "its", "their", "my", "your"})


def own_candidates(query: Query, context: Context) -> Iterator[Candidate]:
    """The wordings of a source phrase itself and the names and phrases inside it."""
    phrase = query.phrase
    if phrase is None or query.pronoun is not None or all(w.xpos in _ASKING for w in phrase.words):
        return
    named = [m.span.of(context.parse.text) for m, f in context.cast.within(phrase.span) if _is_named(m, f)]
    known = {key_of_name(each) for name in named for each in (name, clean(name))}
    for origin, name in _wordings(phrase, context.parse):
        if len(name) > 1 and any(map(str.isalnum, name)) and key_of_name(name) not in known:
            yield Candidate(_own_figure(phrase, name, context, origin), frozenset({origin}))
    yield from _owned(query, context)
    yield from (Candidate(each, frozenset({"joint"})) for each in joint(phrase, context))
    yield from _parts(query, context)


def _wordings(phrase: Phrase, parse: Parse) -> Iterator[tuple[str, str]]:
    """The phrase as a name in several wordings: whole, up to its noun, up to the first comma, its name alone."""
    text = unquoted(re.sub(r"\s+", " ", phrase.text))
    whole = ARTICLE.sub("", text)
    if not _is_told_more(phrase):
        yield "phrase", spoken_of(phrase, parse)
        yield "whole", _lowered(whole, text, phrase)
    if phrase.core:
        core = re.sub(r"\s+", " ", phrase_span(phrase.core).of(parse.text))
        bare = ARTICLE.sub("", core)
        yield "core", _lowered(clean(bare), core, phrase)
        cut = _CUT_NARROWLY.split(whole)[0]
        yield "of", _lowered(_without_participle(cut, phrase), text, phrase)
        names = [w for w in phrase.core if w.upos != "PUNCT"]
        tail = _run([*reversed(names)])
        if tail and len(tail) < len(names):
            yield "tail", clean(phrase_span(list(reversed(tail))).of(parse.text))
        lead_run = _run(names[1:] if names and names[0].upos == "DET" else names)
        if lead_run and len(lead_run) < len(names):
            yield "lead", clean(phrase_span(lead_run).of(parse.text))


def _is_told_more(phrase: Phrase) -> bool:
    """Whether a phrase tells more of somebody whom it names: "**Honduras**, the largest exporter of coffee"."""
    named = all(w.upos == "PROPN" or w.text == "-" for w in phrase.core)
    follows = phrase.word_behind(phrase.core[-1].span.end) if phrase.core else None
    return named and follows is not None and follows.text == "," and not phrase.goes_on


def _without_participle(name: str, phrase: Phrase) -> str:
    """A wording without the participle of which the rest is cut off: "a statement **posted** on the website"."""
    noun, _, last = name.rpartition(" ")
    cut_off = any(w.text == last and w.deprel == "acl" and w.has("VerbForm=Part") for w in phrase.words)
    return noun if noun and cut_off else name


def _lowered(name: str, text: str, phrase: Phrase) -> str:
    """A wording without the capital that only begins the sentence."""
    first = phrase.words[0]
    begins = name == text and first.number == 1 and first.upos != "PROPN" and name[1:2].islower()
    return name[:1].lower() + name[1:] if begins else name


def _run(words: list[Word]) -> list[Word]:
    """The capitalised words that *words* begin with."""
    run: list[Word] = []
    for word in words:
        joined = bool(run) and word.text in {"-", "’", "'", "."}
        if not (word.text[:1].isupper() or joined or word.text in PARTICLES):
            break
        run.append(word)
    while run and not run[-1].text[:1].isupper():
        run.pop()
    return run


def _own_figure(phrase: Phrase, name: str, context: Context, origin: str) -> Figure:
    """A figure that only this source speaks of, of the kind that its noun tells."""
    kind, gender = _kind_of_phrase(phrase, context, origin)
    # what letters stand for in the article comes before any list: "DW" of the Dockside Weekly
    spelt = name.isupper() and any(is_short_for(name, each) for each in context.cast.called((), (name,)))
    outlet = outlet_called(name, context.lexicon) if not spelt else None
    if outlet is not None:
        name, kind = outlet.name, "outlet"
    elif kind == "body":
        name = without_owners_title(name, context.lexicon)
    return new_figure(phrase, name, kind, gender)


def _kind_of_phrase(phrase: Phrase, context: Context, origin: str) -> tuple[EntityKind, str | None]:
    """Of which kind and gender somebody is of whom only a phrase speaks: by its noun, else by how it is written."""
    gender = phrase.role.gender if phrase.role is not None else None
    seen = {e.kind for e in context.parse.entities_near(phrase.span) if e.span.overlaps(phrase.span)}
    if origin in {"tail", "lead"}:
        is_person = "person" in seen or (origin == "tail" and phrase.role is None)
        return "person" if is_person else "body", gender
    return _kind_by_noun(phrase) or _kind_by_letters(phrase, seen), gender


def _kind_by_noun(phrase: Phrase) -> EntityKind | None:
    """The kind that a phrase's number and noun tell, None where they tell none."""
    kind = phrase.role.kind if phrase.role is not None else None
    if phrase.is_plural or phrase.goes_on or kind in {"group", "media"}:
        return "plural"
    return "body" if kind in BODY else "document" if kind == "document" else None


def _kind_by_letters(phrase: Phrase, seen: set[str]) -> EntityKind:
    """The kind of one by capitals, and what the parser has *seen* there; what has none is described."""
    words = [w for w in phrase.core if w.upos not in {"PUNCT", "DET"}]
    if words and all(w.text[:1].isupper() for w in words) and phrase.role is None and words[-1].upos in {"PROPN", "X"}:
        return "person" if 2 <= len(words) <= 4 and (not seen or "person" in seen) else "body"
    return "nominal" if is_human(phrase.role, words[-1].lemma if words else "") else "thing"


def _owned(query: Query, context: Context) -> Iterator[Candidate]:
    """With whose it is, where a pronoun says that: "Ana Reis’s lawyer" for "her lawyer"; she for "her letter"."""
    phrase, pronoun = query.phrase, query.phrase.words[0] if query.phrase is not None else None
    if phrase is None or pronoun is None or pronoun.text.casefold() not in _OWNERS:
        return
    figure = _own_figure(phrase, spoken_of(phrase, context.parse), context, "phrase")
    owner = _owner(pronoun, query, context)
    if owner is None or owner.kind == "nominal" or figure.kind in {"person", "thing"}:
        return
    if figure.kind == "document":
        yield Candidate(owner, frozenset({"owned"}))
        return
    if owner.kind == "plural" and _BEHIND_NOUN.search(owner.name) is not None:
        return
    name = re.sub(rf"(?i)^{pronoun.text} ", "", figure.name)
    several = owner.kind == "plural" or (pronoun.text.casefold() in PLURAL and " " not in owner.name)
    mark = "’" if several and owner.name.endswith("s") else "’s"
    yield Candidate(evolve(figure, name=f"{owner.name}{mark} {name}"), frozenset({"owned"}))


def _owner(pronoun: Word, query: Query, context: Context) -> Figure | None:
    """Whom the pronoun before a noun means: "**my** lawyer" within somebody's words, "**her** lawyer"."""
    text = pronoun.text.casefold()
    if text in FIRST:
        return query.inside
    if text in SECOND:
        return None
    owned = next((s.figure for s in reversed(context.history) if "’s " in s.figure.name), None)
    return nearest(pronoun, query.sentence, context.cast, context.history, query.inside or owned)


def _parts(query: Query, context: Context) -> Iterator[Candidate]:
    """The noun phrases inside the phrase, without article: "government" of "government statistics"."""
    phrase, head, sentence = query.phrase, query.head, query.sentence
    assert phrase is not None
    inside = {w.number for w in phrase.words}
    for word in phrase.words:
        if head is not None and word.number == head.number:
            continue
        if word.relation not in _PARTS or word.upos not in {"NOUN", "PROPN", "X", "ADJ"} or word.head not in inside:
            continue
        words = [
            w
            for w in sentence.subtree(
                word, lambda each: each.relation in {"acl", "appos", "conj", "punct", "parataxis"}
            )
            if w.number in inside
        ]
        while words and (words[0].relation in _OUTSIDE or words[0].upos in {"DET", "ADP", "PUNCT"}):
            words = words[1:]
        words = [w for w in words if w.text not in OWNING_S or w is not words[-1]]
        if not words:
            continue
        span = phrase_span(words)
        name = clean(re.sub(r"\s+", " ", span.of(context.parse.text)))
        if any(not set(parts(name)) <= {*parts(f.name)} for _, f in context.cast.within(word.span, "person")):
            continue  # who is named there is weighed by name: "a study led by **Dr Ana Reis of Faro**"
        yield from _part(name, span, words, context, sentence)
        if sentence.child(word, "case") is not None:
            rest = Span(span.start, phrase.span.end)
            yield from _part(clean(_CUT.split(rest.of(context.parse.text))[0]), rest, words, context, sentence)
        run = _run(list(reversed(words)))
        if run and len(run) < len(words):
            tail = phrase_span(list(reversed(run)))
            yield from _part(clean(tail.of(context.parse.text)), tail, list(reversed(run)), context, sentence)


def _part(name: str, span: Span, words: list[Word], context: Context, sentence: Sentence) -> Iterator[Candidate]:
    if not any(map(str.isalnum, name)):
        return
    role = role_of([w.text for w in words], context.lexicon)
    outlet = outlet_called(name, context.lexicon)
    kinds = {e.kind for e in context.parse.entities_in(span)}
    kind: EntityKind
    if outlet is not None:
        name, kind = outlet.name, "outlet"
    elif "person" in kinds and name[:1].isupper():
        kind = "person"
    elif words[-1].xpos in {"NNS", "NNPS"}:
        kind = "plural"
    elif role is not None and role.kind in HUMAN:
        kind = "nominal"
    elif kinds or (role is not None and role.kind in BODY) or name[:1].isupper():
        kind = "body"
    else:
        kind = "thing"
    gender = role.gender if role is not None else None
    figure = Figure(name, kind, (Mention(span, sentence.number, kind, name),), gender)
    yield Candidate(figure, frozenset({"part"}), span)


def _is_named(mention: Mention, figure: Figure) -> bool:
    """Whether a mention names somebody by a short form, so that the form itself is nobody else: "Reis", "the FPB"."""
    return figure.kind in {"person", "body", "outlet"} and mention.name[:1].isupper() and figure.name[:1].isupper()


def is_short_for(acronym: str, figure: Figure) -> bool:
    """True where it stands for a body, or for the office that somebody has: "the UNO", an "Upazila Nirbahi Officer"."""
    if figure.kind == "person":
        return any(" " in (t.role or "") and is_acronym(acronym, t.role or "", told=True) for t in figure.titles)
    return is_acronym(acronym, figure.name)
