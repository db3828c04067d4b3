"""The cast of a document: all persons and bodies that it speaks of, found once, before any source is resolved."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import dropwhile

from attrs import frozen

from quotes.naming.acronyms import tail, tails
from quotes.naming.bodies import gather_bodies
from quotes.naming.body_mentions import body_mentions
from quotes.naming.body_names import unarticled
from quotes.naming.groups import groups_of
from quotes.naming.mention import EntityKind, Mention, is_inside, is_modifier, quotations
from quotes.naming.named_bodies import misread_bodies, named_bodies
from quotes.naming.office_acronyms import with_office_acronyms
from quotes.naming.people import Figure, Unsure, gather, is_full, with_learnt_gender
from quotes.naming.person_mentions import person_mentions
from quotes.naming.titles import HUMAN, clean, role_of
from quotes.parsing import Parse, Sentence, Word, phrase_span
from quotes.parsing.entities import behind_dateline
from quotes.text.spans import Nearby, Span, Spans, nearby
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon, Role

_PRONOUN_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
#: Nouns that mean a thing as often as a person.
_THINGS_TOO = word_class("nouns of things and persons")
#: Branches that do not belong to a noun phrase's name.
_LOOSE = frozenset({"acl", "appos", "conj", "cc", "punct", "parataxis", "cop", "nsubj", "advcl"})
#: "**According** to port officials": to some taggers it is a verb.
_ACCORDING = frozenset({"accord", "according"})
#: Persons whose office an acronym may stand for are found under a key that is no word.
_OFFICES = " "


@frozen(slots=False)
class Cast:
    """
    *people* and *bodies* are figures by name, *nominals* persons that are only described ("a woman in Lisbon"),
    *groups* several that are spoken of together, whom "they" may mean.

    *unsure* are short forms that fit several, *quoted* what stands inside quotation marks.
    """

    people: tuple[Figure, ...]
    bodies: tuple[Figure, ...]
    nominals: tuple[Figure, ...]
    groups: tuple[Figure, ...]
    unsure: tuple[Unsure, ...]
    quoted: tuple[Span, ...]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All of them, by first mention."""
        return tuple(sorted((*self.people, *self.bodies, *self.nominals, *self.groups), key=lambda each: each.start))

    @cached_property
    def _by_sentence(self) -> dict[int, list[Figure]]:
        table: dict[int, list[Figure]] = {}
        for figure in self.figures:
            for number in {mention.sentence for mention in figure.mentions}:
                table.setdefault(number, []).append(figure)
        return table

    def spoken_of(self, sentences: range) -> list[Figure]:
        """The figures with a mention in one of *sentences*, by first mention."""
        return self.in_order(f for number in sentences for f in self._by_sentence.get(number, ()))

    def in_order(self, figures: Iterable[Figure]) -> list[Figure]:
        """Some of the figures, each once, by first mention."""
        return [self.figures[number] for number in sorted({self._numbers[id(each)] for each in figures})]

    def called(self, words: Iterable[str], acronyms: Iterable[str]) -> Iterator[Figure]:
        """The figures of which one of *words* is said, and those that one of *acronyms* may stand for."""
        for key in (*words, *(key for each in acronyms for key in (tail(each), _OFFICES))):
            yield from self._by_word.get(key, ())

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {id(each): number for number, each in enumerate(self.figures)}

    @cached_property
    def _by_word(self) -> dict[str, list[Figure]]:
        """The figures by each word that is said of them, by the last of their initials, and those with offices."""
        table: dict[str, list[Figure]] = {}
        for each in self.figures:
            offices = {_OFFICES} if any(" " in (title.role or "") for title in each.titles) else set()
            for key in each.words | tails(each.name) | offices:
                table.setdefault(key, []).append(each)
        return table

    def within(self, span: Span, *kinds: str) -> list[tuple[Mention, Figure]]:
        """The mentions that share code points with *span*, in text order; only figures of *kinds* if given."""
        first = bisect_left(self._starts, span.start - self._longest)
        near = self._mentions[first : bisect_left(self._starts, span.end)]
        return [(m, f) for m, f in near if m.span.overlaps(span) and (not kinds or f.kind in kinds)]

    def is_quoted(self, position: int) -> bool:
        """Whether a code point stands behind the opening mark of a quotation and before its end."""
        near = self._nearby_quotations.near((Span(position, position),))
        return any(each.start < position < each.end for each in near)

    @cached_property
    def _nearby_quotations(self) -> Nearby[Span]:
        return nearby(self.quoted)

    @cached_property
    def _mentions(self) -> list[tuple[Mention, Figure]]:
        return sorted(((m, f) for f in self.figures for m in f.mentions), key=lambda each: each[0].span)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span.start for mention, _ in self._mentions]

    @cached_property
    def _longest(self) -> int:
        return max((len(mention.span) for mention, _ in self._mentions), default=0)

    def unsure_in(self, span: Span) -> Unsure | None:
        """A short form inside *span* that could be several persons'."""
        return next((each for each in self.unsure if each.mention.span.overlaps(span)), None)


def cast_of(parse: Parse, lexicon: Lexicon, talk: int | None = None, passed_over: Spans = ()) -> Cast:
    """
    The cast of a document.

    *talk* is the code point at which the turns of an interview begin, where pronouns tell little of who is named;
    nobody speaks of who stands in what is *passed over* and tells nothing: menus, datelines.
    """
    quotation_spans = quotations(parse)
    quoted = nearby(quotation_spans)
    named = list(person_mentions(parse, lexicon))
    bodies = [list(named_bodies(parse, each, lexicon)) for each in parse.sentences]
    misread = misread_bodies(parse, named, bodies, lexicon)
    around = nearby(each for each in passed_over if not _tells(parse, each))
    named = _outside(around, [each for each in named if not any(each is mention for mention, _ in misread)])
    named += _overlooked(parse, named, [span for _, span in misread], quoted)
    gathered, unsure = gather(named, lexicon)
    votes = _votes(parse, gathered, talk, quoted)
    people = tuple(with_learnt_gender(each, votes.get(each.start, Counter())) for each in gathered)
    people = with_office_acronyms(people, parse, lexicon)
    taken = [mention.span for mention in (*named, *(each for person in people for each in person.mentions))]
    mentions = _outside(around, body_mentions(parse, lexicon, taken, [span for _, span in misread], bodies))
    nominals = tuple(_nominals(parse, lexicon, taken, quoted))
    found = tuple(gather_bodies(mentions, lexicon))
    groups = tuple(groups_of(parse, (*people, *found)))
    return Cast(people, found, nominals, groups, tuple(unsure), quotation_spans)


def _outside(around: Nearby[Span], mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that overlap no span *around* them."""
    return [m for m in mentions if not any(each.overlaps(m.span) for each in around.near((m.span,)))]


def _tells(parse: Parse, span: Span) -> bool:
    """Whether a line has a verb, as a caption may: "Ana Reis (left) **meets** the crew"."""
    return any(word.has("VerbForm=Fin") for each in parse.sentences_in(span) for word in each.between(span))


def _overlooked(parse: Parse, named: list[Mention], bodies: list[Span], quoted: Nearby[Span]) -> list[Mention]:
    """Surnames of known persons that NER took for a place or did not see: "Park said"; not inside *bodies*."""
    surnames = {part for each in named if is_full(each.name) for part in each.name.split()} | {m.name for m in named}
    placed = {e.span.of(parse.text) for e in parse.entities if e.kind in {"location", "group"}}
    spans = nearby((*(each.span for each in named), *bodies))
    found = []
    for sentence in parse.sentences:
        for word in sentence.words:
            if (
                word.text not in surnames
                or word.upos not in {"PROPN", "NOUN"}
                or any(word.span.overlaps(s) for s in spans.near((word.span,)))
            ):
                continue
            subject = word.deprel.startswith("nsubj") or word.text not in placed
            around = parse.entities_near(word.span)
            inside_name = any(len(e.span) > len(word.span) and e.span.covers(word.span) for e in around)
            if word.text[:1].isupper() and subject and not inside_name and not is_modifier(sentence, word):
                name = clean(word.text)
                found.append(Mention(word.span, sentence.number, "person", name, (), is_inside(word.span, quoted)))
    return found


def _votes(parse: Parse, people: list[Figure], talk: int | None, quoted: Nearby[Span]) -> dict[int, Counter[str]]:
    """For each person, by first mention: pronouns where nobody else can be meant."""
    here: dict[int, list[tuple[Span, int]]] = {}
    for figure in people:
        for mention in figure.mentions:
            here.setdefault(mention.sentence, []).append((mention.span, figure.start))
    votes: dict[int, Counter[str]] = {}
    for sentence in parse.sentences:
        if talk is not None and sentence.span.start >= talk:
            break
        near = here.get(sentence.number) or here.get(sentence.number - 1, [])
        for word in sentence.words if near else ():
            if (gender := _PRONOUN_GENDER.get(word.text.casefold())) is not None:
                apart = _acting(sentence, word, near) | _named_behind(sentence, word, near, quoted)
                meant = {start for _, start in near} - apart
                if len(meant) == 1:
                    votes.setdefault(meant.pop(), Counter())[gender] += 1
    return votes


def _named_behind(sentence: Sentence, word: Word, near: list[tuple[Span, int]], quoted: Nearby[Span]) -> set[int]:
    """Who is named after a pronoun and not meant by it: "**She** knew **Liv Halvorsen**", but "in her talk, Reis"."""
    behind = [(span, start) for span, start in near if word.span.end <= span.start < sentence.span.end]
    may_precede = word.relation == "nmod" and not is_inside(word.span, quoted)
    subjects = [each.span for each in sentence.words if each.relation == "nsubj"] if may_precede else []
    return {start for span, start in behind if not any(span.overlaps(each) for each in subjects)}


def _acting(sentence: Sentence, word: Word, near: list[tuple[Span, int]]) -> set[int]:
    """Who acts on an object, and is not meant by it: "the usher, **Liv Halvorsen**, cut him off"."""
    verb = sentence.head(word) if word.relation in {"obj", "iobj"} else None
    if verb is None:
        return set()
    acts = [phrase_span(sentence.subtree(each)) for each in sentence.children(verb, "nsubj")]
    acts.append(Span(max(0, verb.span.start - len("n, ")), verb.span.start))  # a name right before it
    return {start for span, start in near if any(each.overlaps(span) for each in acts)}


def _nominals(parse: Parse, lexicon: Lexicon, taken: list[Span], quoted: Nearby[Span]) -> list[Figure]:
    """Persons that are described and not named, each noun phrase by itself: "a woman in Lisbon"."""
    named = {each.start for each in taken}
    found = []
    for sentence in parse.sentences:
        for word in sentence.words:
            entry = _human_noun(sentence, word, lexicon)
            if entry is None or named & {word.span.end, word.span.end + 1}:
                continue
            words = sentence.subtree(word, lambda each: each.relation in _LOOSE)
            whole = phrase_span(list(dropwhile(lambda each: each.upos == "ADP" or each.lemma in _ACCORDING, words)))
            span = behind_dateline(parse.text, whole, whole.start)
            kind: EntityKind = "plural" if word.has("Number=Plur") or entry.kind == "group" else "nominal"
            name = _described(span.of(parse.text), sentence, span)
            mention = Mention(span, sentence.number, kind, name, (), is_inside(span, quoted))
            found.append(Figure(name, kind, (mention,), entry.gender))
    return found


def _human_noun(sentence: Sentence, word: Word, lexicon: Lexicon) -> Role | None:
    """The entry of a noun for persons that somebody without a name may be spoken of with, or None."""
    first = word.number == 1 and word.xpos == "NNPS"  # "Farmers blocked", read as a name
    if word.upos != "NOUN" and not first:
        return None
    several = word.has("Number=Plur")
    if not word.deprel.startswith(("nsubj", "obl:agent", "obj", "root", *(("obl",) if several else ()))):
        return None
    entry = lexicon.role(word.text.casefold()) if several else None
    entry = entry or role_of([word.lemma], lexicon)
    # "Sir" stands before names alone, "the bishop" and "my father" may be all that is said.
    kinds = (HUMAN if word.text.islower() else HUMAN - {"title"}) | {"group"}
    if entry is None or entry.noun in _THINGS_TOO or entry.kind not in kinds:
        return None
    return entry if sentence.child(word, "cop", "appos", "flat") is None else None


def _described(phrase: str, sentence: Sentence, span: Span) -> str:
    """A noun phrase as a name: no article, no capital that only begins the sentence."""
    name = unarticled(re.sub(r"\s+", " ", phrase))
    first = sentence.between(span)[0]
    return name[:1].lower() + name[1:] if first.number == 1 and first.upos in {"NOUN", "NUM", "PRON"} else name
