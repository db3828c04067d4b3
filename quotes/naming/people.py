"""
People: which namings of persons in a document are one person.

Full names come first and gather their variants; then the short forms, in text order, each going to the one person it
can be.  A surname that two bear goes to whom it meant before, unless the other has come between; else to who has been
named most, of equals the first (right for 25 of the 30 sources in annotated articles that this rule decides); it stays
open where the two are named side by side.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from attrs import define, evolve, field, frozen

from quotes.naming.mention import EntityKind, Mention
from quotes.naming.person_names import (
    SUFFIXES,
    is_misspelling,
    is_short_form,
    letters,
    parts,
    plain,
    same_person,
    without_particles,
)
from quotes.naming.titles import BORNE, Title, known_titles
from quotes.text.spans import Span
from quotes.words.lexicon import Lexicon

#: No phrase mentions anybody more often.
_IN_A_SPAN = 20
#: A namesake named at most this many sentences ago may be the one whom a bare surname means.
_RECENT = 2
#: Who was named so many times as often as a namesake bears the surname alone.
_LEADING = 4


@frozen
class Figure:
    """
    Somebody or something that the document speaks of.

    *kind* is ``person``, ``body``, ``outlet``, ``place``, ``nominal`` (a person without name), ``plural`` or ``thing``;
    *name* is the fullest form, *mentions* are in text order.
    """

    name: str
    kind: EntityKind
    mentions: tuple[Mention, ...]
    gender: str | None = None
    #: How often "he" and "she" stand where only this person can be meant.
    votes: tuple[int, int] = (0, 0)
    #: What is known of somebody of that name, beside what the document tells.
    known: tuple[Title, ...] = ()
    #: Of several who are spoken of together, each.
    members: tuple["Figure", ...] = ()

    @property
    def start(self) -> int:
        """Where it is first mentioned."""
        return self.mentions[0].span.start

    @cached_property
    def titles(self) -> tuple[Title, ...]:
        """All that is stated at its mentions."""
        return tuple(title for mention in self.mentions for title in mention.titles)

    @cached_property
    def offices(self) -> tuple[Title, ...]:
        """The titles with a role, each once, those of the most usual noun first."""
        titles = [each for each in self.titles if each.role]
        counts = Counter(each.noun for each in titles)
        return tuple(sorted(dict.fromkeys(titles), key=lambda each: -counts[each.noun]))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all that it is called, for comparison: of its names, its titles, and the nouns beside it."""
        titles = {word for title in (*self.titles, *self.known) for word in (*title.noun.split(), *title.words)}
        said = (word for m in self.mentions for text in (m.name, *m.nouns) for word in text.split())
        return frozenset(map(plain, {*titles, *said, *self.name.split()}))

    def before(self, position: int) -> list[Mention]:
        """Its mentions that begin before *position*."""
        return list(self.mentions[: bisect_left(self.mentions, position, key=lambda each: each.span.start)])

    def within(self, span: Span) -> list[Mention]:
        """Its mentions that share code points with *span*, in text order: of the last that begin before its end."""
        end = bisect_left(self.mentions, span.end, key=lambda each: each.span.start)
        return [each for each in self.mentions[max(0, end - _IN_A_SPAN) : end] if each.span.overlaps(span)]

    def may_be(self, gender: str | None) -> bool:
        """Can a noun of that gender be said of it: "the spokeswoman"?  None is a noun that says none, "the aide"."""
        return gender is None or self.gender in {None, gender}


@frozen
class Unsure:
    """A short form that two or more could bear."""

    mention: Mention
    candidates: tuple[str, ...]


def is_full(name: str) -> bool:
    """True for a name of at least two parts beside particles: "Rui Prata", not "Al Sabbah"."""
    return len(without_particles(parts(name))) >= 2


def gather(mentions: Iterable[Mention], lexicon: Lexicon) -> tuple[list[Figure], list[Unsure]]:
    """The persons of a document, and the short forms that stayed open."""
    ordered = _without_pairs(sorted(mentions, key=lambda each: each.span))
    groups = _Groups()
    _put_full_names([each for each in ordered if is_full(each.name)], groups, lexicon)
    unsure: list[Unsure] = []
    owners: dict[tuple[str, ...], int] = {}
    for mention in ordered:
        if is_full(mention.name):
            continue
        form = without_particles(parts(mention.name))
        found = _bearers(mention, groups, owners.get(form), lexicon)
        if len(found) == 1:
            groups.put(mention, found[0])
            owners[form] = found[0]
        elif found:
            unsure.append(Unsure(mention, tuple(_fullest(groups.all[i]) for i in found)))
        else:
            groups.put(mention)
    return [_figure(sorted(each, key=lambda m: m.span), lexicon) for each in groups.all], unsure


def _without_pairs(mentions: list[Mention]) -> list[Mention]:
    """Leave out "Malkov-Kim", two surnames in one, where both are borne by somebody."""
    known = {part for each in mentions if "-" not in each.name for part in parts(each.name)[-1:]}
    known |= {parts(each.name)[0] for each in mentions if is_full(each.name)}
    return [each for each in mentions if is_full(each.name.replace("-", "")) or len(set(parts(each.name)) & known) < 2]


@define
class _Groups:
    """The mentions of each person, and the persons by the letters that their names begin with."""

    all: list[list[Mention]] = field(factory=list)
    _by_letter: dict[str, set[int]] = field(factory=dict)

    def put(self, mention: Mention, number: int | None = None) -> None:
        """Add a mention of the person of that number, or of a new one."""
        if number is None:
            number = len(self.all)
            self.all.append([])
        self.all[number].append(mention)
        for letter in letters(mention.name):
            self._by_letter.setdefault(letter, set()).add(number)

    def near(self, name: str) -> list[int]:
        """The numbers, in order, of all persons of whose names this may be a form, and of others."""
        return sorted({number for each in letters(name) for number in self._by_letter.get(each, ())})


def _put_full_names(mentions: list[Mention], groups: _Groups, lexicon: Lexicon) -> None:
    """Full names and their variants, longest first so that a cut name finds the whole one."""
    for mention in sorted(mentions, key=lambda each: (-len(parts(each.name)), each.span)):
        fits = [i for i in groups.near(mention.name) if _is_form_of(mention, groups.all[i], lexicon)]
        exact = [i for i in fits if parts(groups.all[i][0].name) == parts(mention.name)]
        groups.put(mention, fits[0] if len(fits) == 1 else next(iter(exact), None))


def _is_form_of(mention: Mention, group: list[Mention], lexicon: Lexicon) -> bool:
    full = group[0].name
    return same_person(mention.name, full, lexicon) or is_short_form(mention.name, full, lexicon) == 2


def _bearers(mention: Mention, known_persons: _Groups, owner: int | None, lexicon: Lexicon) -> list[int]:
    """The numbers of the persons whom a short form may mean; one where it is clear."""
    groups = known_persons.all
    fits = _best_fits(mention, known_persons, lexicon)
    before = {i: [m for m in groups[i] if m.span.start < mention.span.start] for i in fits}
    fits = [i for i in fits if before[i]] or fits
    titled = [i for i in fits if _has_office_of(mention, groups[i])]
    if len(fits) < 2 or len(titled) == 1:
        return titled or fits
    most, second, *_ = sorted(fits, key=lambda i: (-len(before[i]), min(m.span for m in groups[i])))
    if len(before[most]) >= _LEADING * max(1, len(before[second])):
        return [most]
    last = {i: max((m.sentence for m in before[i]), default=-9) for i in fits}
    recent = [i for i in fits if mention.sentence - last[i] <= _RECENT]
    if owner in fits and all(last[i] <= last[owner] for i in recent):
        return [owner]
    if len(recent) == 1:
        return recent
    return fits if _are_side_by_side(before[most], before[second]) else [most]


def _are_side_by_side(some: list[Mention], others: list[Mention]) -> bool:
    """Whether two are named together, so that neither comes first: "Paul Henley and Laura Henley"."""
    spans = [each.span for each in (*some, *others)]
    starts = {each.start for each in spans}
    return any(each.end + len(" and ") in starts for each in spans)


def _has_office_of(mention: Mention, group: list[Mention]) -> bool:
    """True where the office at a surname is one of somebody's: "**Mayor** Reis" for "**mayor** Ana Reis"."""
    offices = {each.noun for each in mention.titles if each.role}
    return any(each.noun in offices for known in group for each in known.titles)


def _best_fits(mention: Mention, groups: _Groups, lexicon: Lexicon) -> list[int]:
    form = without_particles(parts(mention.name))
    scores = {i: _fit(mention, form, groups.all[i], lexicon) for i in groups.near(mention.name)}
    best = max(scores.values(), default=0)
    return [i for i, score in scores.items() if score == best and score > 0]


def _fit(mention: Mention, form: tuple[str, ...], group: list[Mention], lexicon: Lexicon) -> int:
    """How well a short form fits: 3 surname or the same form, 2 part, 1 given name or a misspelling; else 0."""
    known = [each for each in group if is_full(each.name)] or group
    if (suffix := _suffix(mention.name)) and all(_suffix(each.name) != suffix for each in known):
        return 0
    if not is_full(group[0].name):
        score = 3 * (without_particles(parts(group[0].name)) == form)
    else:
        score = max(is_short_form(mention.name, each.name, lexicon) for each in known)
        score = score or int(is_misspelling(form[-1], parts(group[0].name)[-1]))
    return 0 if score and _clash(mention, group, lexicon) else score


def _suffix(name: str) -> str:
    """What stands behind a name to tell son from father: "jr" of "Roy Cockney Jr."; or nothing."""
    last = plain(name.rsplit(maxsplit=1)[-1])
    return last if last in SUFFIXES else ""


def _clash(mention: Mention, group: list[Mention], lexicon: Lexicon) -> bool:
    """True where "Mr." stands before one, and "Mrs." or a woman's given name at the other."""
    left = gender_of([mention], lexicon)
    right = gender_of(group, lexicon)
    return left is not None and right is not None and left != right


def gender_of(mentions: list[Mention], lexicon: Lexicon) -> str | None:
    """What titles say, else what the given name says; None where they are silent or disagree."""
    titles = [t for m in mentions for t in m.titles if t.gender is not None]
    stated = {t.gender for t in titles if not t.noun.endswith("man") or t.noun.endswith("woman")}
    if stated:
        return stated.pop() if len(stated) == 1 else None
    given = {_given_gender(m.name, lexicon) for m in mentions if is_full(m.name)} - {None}
    if given:
        return given.pop() if len(given) == 1 else None
    return "m" if titles else None  # "chairman" and "spokesman" are said of women too


def _given_gender(name: str, lexicon: Lexicon) -> str | None:
    entry = lexicon.given(name.split(maxsplit=1)[0].casefold())
    return entry.gender if entry is not None else None


def _fullest(group: list[Mention]) -> str:
    """
    The name with the most parts; of those one that is not in capitals, the one used most, then the longest ("Kenneth",
    not "Ken"), the first.
    """
    names = [each.name for each in group]
    counts, lengths = Counter(names), {each: len(parts(each)) + bool(_suffix(each)) for each in names}
    longest = [each for each in counts if lengths[each] == max(lengths.values())]
    return max(longest, key=lambda n: (not n.isupper(), counts[n], len(n), -names.index(n)))


def _figure(group: list[Mention], lexicon: Lexicon) -> Figure:
    name = _fullest(group)
    if " " not in name:
        titles = (t for m in group for t in m.titles)
        borne = (noun for t in titles for noun in (t.noun, t.honorific) if noun in BORNE)
        name = " ".join([*(each.capitalize() for each in borne), name][-2:])
    return Figure(name, "person", tuple(group), gender_of(group, lexicon), known=known_titles(name, lexicon))


def with_learnt_gender(figure: Figure, votes: Counter[str]) -> Figure:
    """The person with what pronouns near its name say, where titles and name are silent."""
    figure = evolve(figure, votes=(votes["m"], votes["f"]))
    if figure.gender is not None or not votes:
        return figure
    (first, count), *rest = votes.most_common()
    return evolve(figure, gender=first) if not rest or count > 2 * rest[0][1] else figure
