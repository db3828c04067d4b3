"""
Sources that are documents: who issued one speaks through it.

    a Bloomberg report — the ministry's statement — a survey by Prisma — the filing
"""

import re
from itertools import takewhile

from quotes.naming.body_names import body_words, proper, unarticled
from quotes.naming.nominals import Phrase, phrase_of, spoken_of
from quotes.naming.people import Figure
from quotes.naming.person_mentions import BODY, EntityKind
from quotes.parsing import Word
from quotes.speakers.answers import Answer, Context, new_figure
from quotes.text.spans import Span
from quotes.words.classes import word_class

#: "The filing" goes on with a filing spoken of at most this many sentences ago.
_RECENT = 3
#: "A report **seen by Reuters**" is not by Reuters.
_NOT_ISSUING = word_class("participles of readers")
#: So many words behind "by" may name who issued a document.
_NEAR = 7
_BREAKS = frozenset({",", ";", ":", "(", ")", "—", "–"})
_ISSUING = word_class("participles of issuers")


def by_document(phrase: Phrase, context: Context) -> Answer | None:
    """ "a Bloomberg report", "the ministry's statement", "a survey conducted by Prisma": the issuer speaks."""
    if phrase.role is None or phrase.role.kind != "document":
        return None
    issuer = _owner(phrase, context) or _issuer_after(phrase, context) or _who_spoke_in(phrase, context)
    if issuer is not None:
        if issuer.kind in {"plural", "nominal"}:
            return Answer(issuer, "description", kind="group" if issuer.kind == "plural" else "unnamed")
        return Answer(issuer, "name" if issuer.name in phrase.text else "alias")
    return Answer(
        new_figure(phrase, spoken_of(phrase, context.parse), "document"),
        "description",
        kind="group" if phrase.is_plural else "document",
    )


def _owner(phrase: Phrase, context: Context) -> Figure | None:
    """Whose document it is by the words before its noun: "a Bloomberg report", "the government statement"."""
    words = [w for w in phrase.core[:-1] if w.text not in {"'s", "’s"}]
    if not words:
        return None
    span = Span(phrase.core[0].span.start, words[-1].span.end)
    named = context.cast.within(span, "person", "body", "outlet", "place")
    if named and (phrase.is_definite or not named[-1][0].name.islower()):
        return named[-1][1]
    if phrase.is_plural:
        return None
    return _body_called(span.of(context.parse.text), phrase, context)


def _issuer_after(phrase: Phrase, context: Context) -> Figure | None:
    """Whose document it is by the words after its noun: "a survey conducted by Prisma", "a report in Le Monde"."""
    after = [w for w in phrase.words if w.span.start >= phrase.core[-1].span.end]
    if len(after) > 1 and after[0].text == "in":
        printed = context.cast.within(Span(after[1].span.start, after[-1].span.end), "outlet")
        outlet = printed[0][1] if printed else None
        if outlet is not None and printed[0][0].span.start <= after[min(2, len(after) - 1)].span.start:
            return outlet
    marks = [i for i, w in enumerate(after) if w.text in {"by", "from"} or (i == 0 and w.text == "of")]
    marks = [i for i in marks if not (i and after[i - 1].lemma in _NOT_ISSUING and after[i].text == "by")]
    for i in marks[:1]:
        behind = list(takewhile(lambda w: w.text not in _BREAKS, after[i + 1 :]))
        rest = behind[:_NEAR]
        if after[i].text != "of" and (people := _people(behind, context)) is not None:
            kind: EntityKind = "plural" if people.is_plural else "nominal"
            return new_figure(phrase, spoken_of(people, context.parse), kind)
        named = context.cast.within(Span(rest[0].span.start, rest[-1].span.end)) if rest else []
        if named and named[0][1].kind != "place":
            return named[0][1]
        if name := _capitals(rest, context):
            return new_figure(phrase, name, "body")
    return None


def _people(words: list[Word], context: Context) -> Phrase | None:
    """Who wrote it and has no name: "a study by **researchers at Faro**", "a letter from **an agent of the port**"."""
    if not words:
        return None
    parse = context.parse
    sentence = next(s for s in parse.sentences_in(words[0].span) if s.span.covers(words[0].span))
    end = next((i for i, w in enumerate(words) if i and w.upos in {"VERB", "AUX"}), len(words))
    span = Span(words[0].span.start, words[end - 1].span.end)
    phrase = phrase_of((span,), sentence.number, parse, context.lexicon)
    noun = phrase.core[-1] if phrase.core else None
    human = phrase.role is not None and phrase.role.kind in {"person", "unnamed", "group", "office"}
    unnamed = noun is not None and (noun.xpos == "NNS" or words[0].text in {"a", "an"})
    return phrase if noun is not None and human and unnamed and noun.upos == "NOUN" else None


def _who_spoke_in(phrase: Phrase, context: Context) -> Figure | None:
    """Who said something "in a filing", where it goes on "the filing said"."""
    if len(phrase.core) != 1 or len(phrase.words) != 2 or phrase.words[0].text.casefold() != "the":
        return None
    here = re.compile(rf"(?i)\bin (?:an?|its|his|her|their) (?:[\w-]+ ){{0,2}}{re.escape(phrase.core[0].text)}\b")
    spoke = [
        s
        for s in context.history
        if not s.nested and s.figure.kind != "thing" and phrase.sentence - s.sentence <= _RECENT
    ]
    noun = phrase.core[0].text
    again = re.compile(rf"\b{re.escape(noun)}\b")
    found = (
        s.figure
        for s in reversed(spoke)
        if here.search(_sentence(s.sentence, context)) or (again.search(s.span.of(context.parse.text)))
    )
    return next(found, None) or _who_issued(phrase, context)


def _who_issued(phrase: Phrase, context: Context) -> Figure | None:
    """Who "issued a statement" just before "the statement said"."""
    for sentence in reversed(context.parse.sentences[max(0, phrase.sentence - _RECENT) : phrase.sentence]):
        for word in sentence.words:
            verb = sentence.head(word)
            if word.lemma != phrase.core[0].lemma or word.relation != "obj":
                continue
            if verb is None or verb.lemma not in _ISSUING:
                continue
            subject = sentence.child(verb, "nsubj")
            named = context.cast.within(subject.span) if subject is not None else []
            if named:
                return named[-1][1]
    return None


def _sentence(number: int, context: Context) -> str:
    return context.parse.sentences[number].span.of(context.parse.text)


def _capitals(words: list[Word], context: Context) -> str:
    """The capitalised words that *words* begin with, article apart."""
    rest = words[1:] if words and words[0].upos == "DET" else words
    run = list(takewhile(lambda w: w.text[:1].isupper() or w.text == "&", rest))
    return Span(run[0].span.start, run[-1].span.end).of(context.parse.text) if run else ""


def _body_called(text: str, phrase: Phrase, context: Context) -> Figure | None:
    """The body that *text* calls: known by the same words, or a new one where it ends in a noun for bodies."""
    name = proper(unarticled(text.strip()))
    words = body_words(name, context.lexicon)
    known = next(
        (f for f in context.cast.bodies if any(body_words(m.name, context.lexicon) == words for m in f.mentions)), None
    )
    if known is not None:
        return known
    entry = context.lexicon.role(name.split()[-1].casefold()) if name else None
    return new_figure(phrase, name, "body") if entry is not None and entry.kind in BODY else None
