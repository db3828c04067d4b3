"""Query: a source that asks whom it means, what of the text belongs to it, and what is remembered of its answer."""

import re
from functools import lru_cache
from itertools import takewhile

from attrs import frozen

from quotes.attribution.statement import Statement
from quotes.naming.body_names import unarticled
from quotes.naming.mention import Mention
from quotes.naming.nominals import Phrase, phrase_of
from quotes.naming.people import Figure
from quotes.naming.titles import is_human
from quotes.parsing import Parse, Sentence, Word, phrase_span
from quotes.speakers.answers import REMEMBERED, Answer, Context
from quotes.speakers.by_grammar import outer_speaker, speaks_around, words_of_source
from quotes.speakers.pronouns import GENDERS, NEUTER, PLURAL, RELATIVE, Spoken, noun_phrase, pronoun_of
from quotes.text.spans import Span

#: What may be weighed of the pronouns, with words that stand for a noun as they do.
_PRONOUNS = frozenset(GENDERS) | PLURAL | NEUTER | {"this", "that", "these", "those", "one"}
#: Kinds of nouns for several people who speak as one.
GROUPS = frozenset({"body", "group", "outlet", "media"})
#: What no name begins with: "**the** port", "**one** official".
ARTICLE = re.compile(r"(?i)^(?:the|an?|this|that|these|those|one(?=(?-i:\s(?!of\b)[a-z]\S+\s\S)))\s+(?=\S)")


@frozen(eq=False)
class Query:
    """
    A source that asks for its speaker.

    *phrase* is None for a statement without a source; *pronoun* is the word of a source that is one, *head* its head
    word, *inside* who speaks the words in which the source stands.
    """

    statement: Statement
    phrase: Phrase | None
    pronoun: Word | None
    head: Word | None
    sentence: Sentence
    position: int
    inside: Figure | None = None

    @property
    def kind(self) -> str:
        """``pronoun``, ``phrase`` or ``none``."""
        if self.phrase is None:
            return "none"
        return "pronoun" if self.pronoun is not None else "phrase"

    @property
    def text(self) -> str:
        """The phrase without article, in small letters, as ``Spoken.text`` has it; empty where there is none."""
        return unarticled(self.phrase.text).casefold() if self.phrase is not None else ""


def query_of(statement: Statement, answers: list[Answer], context: Context) -> Query:
    """What a statement asks for that grammar leaves open."""
    parse = context.parse
    if statement.source is None:
        here = parse.sentence_behind(statement.start) or parse.sentences[-1]
        return Query(statement, None, None, None, here, statement.start, outer_speaker(statement, answers))
    words = words_of_source(statement.source, parse)
    inside = speaks_around(statement, answers, context)
    spans, sentence = statement.source.spans, parse.sentences[statement.source.sentence]
    if len(words) == 1 and pronoun_of(words, RELATIVE) and (noun := _described(words[0], sentence, context)):
        words, spans = noun, (phrase_span(noun),)
    phrase = phrase_of(spans, sentence.number, parse, context.lexicon)
    words = list(phrase.words) or words
    numbers = {w.number for w in words}
    head = next((w for w in words if w.head not in numbers), words[0])
    return Query(statement, phrase, pronoun_of(words, _PRONOUNS), head, sentence, words[0].span.start, inside)


def _described(pronoun: Word, sentence: Sentence, context: Context) -> list[Word]:
    """
    The noun phrase that a relative clause tells of: "one **official**, who asked for time".

    Where the tree hangs the clause on what cannot speak, the lowest noun before it that can: "doubts among **members**
    of the crew, who have said".  What is counted can ("21 **percent** of the bakers, who said").
    """
    clause = next((w for w in sentence.ancestors(pronoun) if w.relation == "acl"), None)
    noun = sentence.head(clause) if clause is not None else None
    before = sentence.word(pronoun.number - 1)
    before = sentence.word(pronoun.number - 2) if before is not None and before.upos == "PUNCT" else before
    if before is None or before.upos not in {"NOUN", "PROPN"}:
        return noun_phrase(noun, pronoun, sentence) if noun is not None else []
    if noun is None or not (sentence.child(noun, "nummod") or _may_speak(noun, pronoun, context)):
        chain = [before, *takewhile(lambda each: each.number < pronoun.number, sentence.ancestors(before))]
        noun = next((each for each in chain if _may_speak(each, pronoun, context)), noun or before)
    return noun_phrase(noun, pronoun, sentence)


def _may_speak(noun: Word, pronoun: Word, context: Context) -> bool:
    """Whether the pronoun may stand for what a noun calls: "who" for people and bodies, "which" for all but people."""
    who, lemma = pronoun.text.casefold() != "which", noun.lemma.casefold()
    if noun.upos == "PROPN":
        return not (who and any(each.kind == "place" for each in context.parse.entities_near(noun.span)))
    role = context.lexicon.role(lemma)
    group = role is not None and role.kind in GROUPS
    return group or (is_human(role, lemma) if who else role is not None and role.kind == "document")


def sort_of(query: Query, parse: Parse) -> str:
    """What sort of thing a source asks for, by its pronoun, by the name that NER saw at its head, or by its noun."""
    if query.pronoun is not None:
        text = query.pronoun.text.casefold()
        return "he" if text in GENDERS else "they" if text in PLURAL else "it"
    if query.phrase is None or not query.phrase.words:
        return "none"
    last = query.phrase.core[-1] if query.phrase.core else query.head
    ner = next((e.kind for e in parse.entities_in(query.sentence.span) if last and e.span.overlaps(last.span)), None)
    if ner is not None:
        return ner
    role = query.phrase.role.kind if query.phrase.role is not None else "none"
    return f"{role} plural" if query.phrase.is_plural else role


def latest_mentions(query: Query, figure: Figure) -> list[Mention]:
    """The latest mentions of a figure before a source, outside of its own phrase, in text order."""
    before = figure.before(query.position)[-REMEMBERED:]
    return [m for m in before if query.phrase is None or not m.span.overlaps(query.phrase.span)]


def key_of(figure: Figure) -> str:
    """What makes two figures one candidate: the name in small letters, without article."""
    return key_of_name(figure.name)


@lru_cache(maxsize=4096)
def key_of_name(name: str) -> str:
    """A name as candidates are told apart by it."""
    return ARTICLE.sub("", name).casefold().replace("’", "'")


def spoken(query: Query, figure: Figure) -> Spoken:
    """What is remembered of a query that was answered."""
    pronoun, phrase = query.pronoun, query.phrase
    described = phrase if phrase is not None and phrase.core and pronoun is None else None
    return Spoken(
        figure,
        phrase.span if phrase is not None else Span(query.position, query.position),
        query.sentence.number,
        GENDERS.get(pronoun.text.casefold()) if pronoun is not None else None,
        query.statement.parent is not None,
        query.sentence.paragraph,
        described.core[-1].lemma.casefold() if described is not None else "",
        query.text if described is not None else "",
        key_of(figure),
    )
