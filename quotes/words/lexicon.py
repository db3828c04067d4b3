"""
Words as data: the entries of ``quotes/words/data/*.jsonl``, read once into frozen values.

Each line of a data file is one entry with at least one example; a test finds every example by its entry.  Which
words there are is data, what shape a sentence has is code.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from typing import Literal, get_args

from attrs import field, frozen, validators

from quotes.words.places import countries
from quotes.words.tables import Rows, entries, listed, rows

#: What a cue is in its sentence.
CueKind = Literal["verb", "noun", "adjective"]
#: PARC's classes of attributions.
Attitude = Literal["assertion", "belief", "fact", "eventuality"]
OutletKind = Literal["agency", "broadcaster", "newspaper", "magazine", "site", "state media", "photo agency"]
MediumKind = Literal["platform", "document", "venue"]
RoleKind = Literal[
    "title",
    "office",
    "person",
    "kin",
    "unnamed",
    "group",
    "body",
    "outlet",
    "media",
    "document",
    "given",
    "family",
    "nationality",
    "capital",
]
Gender = Literal["m", "f"]
_GENDER = validators.optional(validators.in_(get_args(Gender)))

#: "NBC 5 Dallas-Fort Worth", "ABC7 Chicago"
_STATION = re.compile(r"(?P<channel>(?:ABC|CBS|NBC|FOX|News|NewsChannel|Channel|Local) ?\d+) (?P<rest>[A-Z].+)")
#: So many of the names that were looked up are remembered: those of some articles.
_REMEMBERED = 1 << 14
_ARTICLES = frozenset({"the", "a", "an"})


@frozen
class CueEntry:
    """
    A word of saying or of attitude, under its lemma.

    *frames* maps what follows the word (see ``attribution.shapes``; ``quote`` for a direct quotation) to how sure an
    attribution is then, from 0 to 1; the numbers of *by_hand* were set, not counted.  *attitude* is PARC's; in the
    frames of *intends* it is ``eventuality`` ("agreed **to** go", but "agreed **that** he went").
    """

    lemma: str
    kind: CueKind = field(validator=validators.in_(get_args(CueKind)))
    attitude: Attitude = field(validator=validators.in_(get_args(Attitude)))
    frames: dict[str, float]
    examples: tuple[str, ...] = field(converter=listed)
    by_hand: tuple[str, ...] = field(converter=listed, default=())
    intends: tuple[str, ...] = field(converter=listed, default=())

    def attitude_in(self, frame: str) -> Attitude:
        """The attitude where that follows."""
        return "eventuality" if frame in self.intends else self.attitude


@frozen
class Outlet:
    """
    An agency, paper, broadcaster, site or other medium that carries news.

    *name* is the usual one, used in chains; papers of different countries may share it ("The Star").  *ambiguous*
    forms ("Post", "AP" as a word, a name such as "Time") count only in the context of reporting or in a frame.
    """

    name: str
    kind: OutletKind = field(validator=validators.in_(get_args(OutletKind)))
    country: str | None
    aliases: tuple[str, ...] = field(converter=listed, default=())
    ambiguous: tuple[str, ...] = field(converter=listed, default=())
    domains: tuple[str, ...] = field(converter=listed, default=())
    examples: tuple[str, ...] = field(converter=listed, default=())

    def needs_context(self, name: str) -> bool:
        """True where *name* is one of the short forms that mean other things too."""
        return folded(name) in map(folded, self.ambiguous)


@frozen
class Medium:
    """A platform, document or venue of a statement: no relay, but ``medium`` in the record."""

    name: str
    kind: MediumKind = field(validator=validators.in_(get_args(MediumKind)))
    examples: tuple[str, ...] = field(converter=listed)


@frozen
class Role:
    """
    A noun for people or bodies: a title before a name ("Sen."), an office ("spokesperson"), an unnamed source
    ("official"), a body ("ministry"), a document ("report").

    *gender* ("m", "f") helps to find a pronoun's antecedent and is never shown; *like* are nouns which it may stand
    for ("premier" for a "prime minister").  Given and family names, nationalities and capitals are looked up as roles
    too; *of* is the country of the last two.
    """

    noun: str
    kind: RoleKind = field(validator=validators.in_(get_args(RoleKind)))
    examples: tuple[str, ...] = field(converter=listed, default=())
    gender: Gender | None = field(validator=_GENDER, default=None)
    like: tuple[str, ...] = field(converter=listed, default=())
    of: str | None = None


@frozen
class NamePart:
    """
    A given name or a family name, in small letters.

    *gender* is evidence for the pronouns that its bearer has; *like* are the given names that it is short for.
    """

    name: str
    kind: Literal["given", "family"] = field(validator=validators.in_(("given", "family")))
    gender: Gender | None = field(validator=_GENDER, default=None)
    like: tuple[str, ...] = field(converter=listed, default=())


@frozen
class Body:
    """A well-known body by one of its names, and the nouns by which it is called: "the party" for the ANC."""

    name: str
    nouns: tuple[str, ...] = field(converter=listed)


@frozen
class KnownPerson:
    """
    Somebody well known: *also* are other full names, *called* the nouns that a reporter may use in their place.

    An office is one of their *country*, but where it says of what: "mayor of London".
    """

    name: str
    called: tuple[str, ...] = field(converter=listed)
    country: str = ""
    also: tuple[str, ...] = field(converter=listed, default=())


@frozen(slots=False, eq=False)
class Lexicon:
    """All word lists; two are the same only where they are one, so that what is asked of one can be remembered."""

    cues: tuple[CueEntry, ...]
    outlets: tuple[Outlet, ...]
    media: tuple[Medium, ...]
    roles: tuple[Role, ...]
    names: tuple[NamePart, ...]
    bodies: Mapping[str, Body]
    #: By their full names, `folded`.
    persons: Mapping[str, KnownPerson]

    @cached_property
    def _cues(self) -> dict[tuple[str, str], CueEntry]:
        return {(each.lemma, each.kind): each for each in self.cues}

    @cached_property
    def _outlets(self) -> dict[str, Outlet]:
        names: dict[str, Outlet] = {}
        # A usual name counts before everyone's aliases, and those before short forms that need a context.
        for rank in ("name", "aliases", "ambiguous"):
            for outlet in self.outlets:
                for name in (outlet.name,) if rank == "name" else getattr(outlet, rank):
                    names.setdefault(folded(name), outlet)
        return names

    @cached_property
    def _domains(self) -> dict[str, Outlet]:
        return {domain: outlet for outlet in self.outlets for domain in outlet.domains}

    @cached_property
    def _stations(self) -> dict[str, list[tuple[frozenset[str], Outlet]]]:
        """By network and channel in one word ("nbc5") the stations that are called so, with the rest of their names."""
        found: dict[str, list[tuple[frozenset[str], Outlet]]] = {}
        for outlet in self.outlets:
            for match in filter(None, map(_STATION.fullmatch, (outlet.name, *outlet.aliases))):
                rest = frozenset(re.findall(r"\w+", match["rest"]))
                found.setdefault(_in_one_word(match["channel"]), []).append((rest, outlet))
        return found

    @cached_property
    def _media(self) -> dict[str, Medium]:
        return {folded(each.name): each for each in self.media}

    @cached_property
    def _roles(self) -> dict[str, Role]:
        return {each.noun: each for each in self.roles}

    def cue(self, lemma: str, kind: str, frame: str) -> CueEntry | None:
        """The entry of that lemma and kind if it takes the frame."""
        entry = self._cues.get((lemma, kind))
        return entry if entry is not None and frame in entry.frames else None

    def attitude(self, lemma: str, kind: str, frame: str) -> Attitude | None:
        """The attitude of that lemma and kind where *frame* follows, known or not; None where it is no cue."""
        entry = self._cues.get((lemma, kind))
        return entry.attitude_in(frame) if entry is not None else None

    def knows(self, lemma: str, kind: str) -> bool:
        """True where there is an entry of that lemma and kind, whatever frames it takes."""
        return (lemma, kind) in self._cues

    def outlet(self, name: str) -> Outlet | None:
        """
        The outlet that goes by *name*, alias and ambiguous short form included; case and article do not matter.

        All in small letters behind an article only those that write themselves so: "the dpa", but not "the paper".
        """
        return self._outlet(name)

    @cached_property
    def _outlet(self) -> Callable[[str], Outlet | None]:
        return lru_cache(_REMEMBERED)(self._outlet_called)

    def _outlet_called(self, name: str) -> Outlet | None:
        found = self._outlets.get(folded(name))
        article, _, noun = name.partition(" ")
        is_noun = article.lower() in _ARTICLES and noun.islower() and noun[:1].isalpha()  # not "The 19th"
        if found is None or not is_noun:
            return found
        return found if any(each.islower() for each in (found.name, *found.aliases)) else None

    def outlet_at(self, domain: str, section: str = "") -> Outlet | None:
        """
        The outlet whose web address is *domain* or one above it (``en.example.com`` for ``example.com``).

        A paper may have its *section* of a site (``example.com/the-jetty``), which counts before the site.
        """
        labels = domain.casefold().removeprefix("www.").split(".")
        sites = [".".join(labels[i:]) for i in range(len(labels) - 1)]
        found = (self._domains.get(each) for each in (*(f"{site}/{section}" for site in sites), *sites))
        return next((each for each in found if each is not None), None)

    def station(self, channel: str, text: str) -> Outlet | None:
        """The station of that network and channel ("NBC 5") whose place *text* speaks of most, None where of none's."""
        counts = [
            (sum(text.count(word) for word in rest), -n, outlet)
            for n, (rest, outlet) in enumerate(self._stations.get(_in_one_word(channel), ()))
        ]
        count, _, outlet = max(counts, key=lambda each: each[:2], default=(0, 0, None))
        return outlet if count else None

    def medium(self, name: str) -> Medium | None:
        """The platform, document or venue of that name or head noun; case and article do not matter."""
        return self._media.get(folded(name))

    def role(self, noun: str) -> Role | None:
        """The entry of a noun for people or bodies, in the singular and in lower case."""
        return self._roles.get(noun)

    def kind_of(self, noun: str) -> RoleKind | None:
        """The kind of that entry."""
        return entry.kind if (entry := self.role(noun)) is not None else None

    def given(self, name: str) -> NamePart | None:
        """The given name, in lower case, also of one that is another word, too: "bill", "sofia"."""
        return self._given.get(name)

    @cached_property
    def _given(self) -> dict[str, NamePart]:
        return {each.name: each for each in self.names if each.kind == "given"}

    def nouns_of(self, body: str) -> frozenset[str]:
        """The nouns by which a well-known body is called, none of others."""
        known = self.bodies.get(body)
        return frozenset(known.nouns) if known is not None else frozenset()

    def person(self, name: str) -> KnownPerson | None:
        """The well-known person of that full name, whatever its case."""
        return self.persons.get(folded(name))


def _in_one_word(channel: str) -> str:
    return channel.replace(" ", "").casefold()


def folded(name: str) -> str:
    """A name for comparison: no case, no article, plain apostrophes, single spaces."""
    words = name.replace("’", "'").casefold().split()
    return " ".join(words[1:] if words and words[0] in {"the", "a", "an"} else words)


@cache
def lexicon() -> Lexicon:
    """The word lists of the package; read at the first call, InvalidLexicon where an entry is broken."""
    names = tuple(rows("names.tsv", NamePart))
    return Lexicon(
        cues=tuple(entries("cues.jsonl", CueEntry)),
        outlets=tuple(entries("outlets.jsonl", Outlet)),
        media=tuple(entries("media.jsonl", Medium)),
        roles=tuple(_roles(names)),
        names=names,
        bodies=Rows("bodies.tsv", Body, cells=(0,)),
        persons=Rows("persons.tsv", KnownPerson, cells=(0, 3), key=folded),
    )


def _roles(names: Iterable[NamePart]) -> Iterator[Role]:
    """Parts of names, nouns for people and bodies, which count before them ("bill"), nationalities and capitals."""
    for each in names:
        yield Role(each.name, each.kind, gender=each.gender, like=each.like)
    yield from entries("roles.jsonl", Role)
    for country in countries():
        yield from (Role(noun, "nationality", of=country.name) for noun in country.adjectives)
        yield from (Role(noun, "capital", of=country.name) for noun in country.capitals)
