"""Who the sources are: the cases of ``cases/speakers.md`` on frozen parses, and what names have to keep to."""

import pytest
from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution import find_statements
from quotes.attribution.statement import Cue, Source, Statement
from quotes.naming import cast_of
from quotes.naming.acronyms import is_acronym
from quotes.naming.body_names import body_words, proper, unarticled
from quotes.naming.person_names import (
    has_family_first,
    is_misspelling,
    is_short_form,
    parts,
    same_person,
    surnames,
    without_particles,
)
from quotes.page import Frame, frame_of
from quotes.parsing import Parse
from quotes.speakers import Speaker, name_of, resolve_speakers
from quotes.text.spans import Span
from quotes.words.lexicon import KnownPerson, lexicon
from tests.casefiles import Case, cases_in, each_case

CASES = {case.title: case for case in cases_in("speakers")}


def _expected(case: Case) -> list[tuple[str, str]]:
    """The sources of a case in text order, and what each should come to."""
    pairs = (line.split(" → ") for line in case.expected.splitlines())
    return [(source, speaker) for source, speaker in pairs]


def _statements(parse: Parse, sources: list[str]) -> tuple[Statement, ...]:
    """A statement for each source, sought from the end: its content is what follows in the sentence."""
    found: list[Statement] = []
    at = len(parse.text)
    for words in reversed(sources):
        at = parse.text.rindex(words, 0, at)
        found.insert(0, _statement(parse, Span(at, at + len(words))))
    return tuple(found)


def _statement(parse: Parse, source: Span) -> Statement:
    sentence = parse.sentences_in(source)[0]
    words = [each for each in sentence.words if each.span.overlaps(source)]
    numbers = {each.number for each in words}
    head = next(each.number for each in words if each.head not in numbers)
    content = Span(source.end, sentence.span.end)
    found = Source((source,), sentence.number, head)
    return Statement((content,), (), None, found, "case", "assertion", 1.0)


def _shown(speaker: Speaker) -> str:
    """A speaker in the way in which the cases write it."""
    if speaker.name is None:
        return f"? {', '.join(speaker.candidates)}".strip()
    return f"{speaker.name} · {speaker.kind} · {speaker.resolved_by}"


def _resolved(case: Case) -> tuple[Speaker, ...]:
    parse = case.parse
    statements = _statements(parse, [source for source, _ in _expected(case)])
    return resolve_speakers(statements, parse, lexicon(), turns=frame_of(parse.document, lexicon()).turns)


@each_case("speakers")
def test_case(case: Case) -> None:
    """Each source of the case comes to the speaker that the case gives."""
    assert [_shown(each) for each in _resolved(case)] == [speaker for _, speaker in _expected(case)]


@pytest.mark.parametrize(
    ("title", "role", "affiliation"),
    [
        ("title before the name", "Portuguese Fisheries Minister", None),
        ("appositive after the name", "harbour master", "Faro"),
        ("role before the name, with a comma", "deputy mayor", "Faro"),
        ("age and appositive", "coach", "rowing team"),
    ],
)
def test_role_and_affiliation(title: str, role: str, affiliation: str | None) -> None:
    """The title is stripped from the name and kept."""
    speaker = _resolved(CASES[title])[0]
    assert (speaker.role, speaker.affiliation) == (role, affiliation)


def test_the_well_known_are_called_by_their_offices() -> None:
    """ "The mayor" means the mayor of Faro, where everybody knows who that is, though the text does not tell."""
    case = CASES["somebody whose office the text does not tell"]
    known = evolve(
        lexicon(), persons={"rui prata": KnownPerson("Rui Prata", ("mayor of Faro", "politician"), "Portugal")}
    )
    statements = _statements(case.parse, [source for source, _ in _expected(case)])
    assert [_shown(each) for each in resolve_speakers(statements, case.parse, known)] == [
        "Rui Prata · person · description"
    ]


def test_one_entity_has_one_id() -> None:
    """All mentions of one speaker share an id, numbered by first mention."""
    assert {each.entity for each in _resolved(CASES["the same unnamed person again"])} == {"e1"}
    assert [each.entity for each in _resolved(CASES["unnamed sources"])] == ["e1", "e2"]


def test_open_speakers_say_why() -> None:
    """A speaker that stays unknown has a reason."""
    assert _resolved(CASES["nobody for the pronoun"])[0].reason == "“He”: nobody in reach is likely enough"


def test_cast_at_hand() -> None:
    """With the cast of the document given, the answers are the same."""
    case = CASES["a noun for a body of that sort: The agency"]
    parse = case.parse
    statements = _statements(parse, [source for source, _ in _expected(case)])
    assert resolve_speakers(statements, parse, lexicon(), cast_of(parse, lexicon())) == _resolved(case)


def test_nobody_speaks_of_what_is_the_dateline() -> None:
    """A name that stands in the dateline is none of the cast."""
    parse = CASES["a body that everybody knows by several words"].parse
    name = Span(len("The "), len("The World Food Programme"))
    assert "World Food Programme" in {each.name for each in cast_of(parse, lexicon()).figures}
    assert "World Food Programme" not in {each.name for each in cast_of(parse, lexicon(), passed_over=(name,)).figures}


def test_places_are_found_as_by_looking_at_all() -> None:
    """Entities and mentions inside a span, sought by their starts, are those that a look at all of them finds."""
    parse = CASES["a noun for a body of that sort: The agency"].parse
    cast = cast_of(parse, lexicon())
    for start in range(0, len(parse.text), 7):
        span = Span(start, start + 20)
        assert parse.entities_in(span) == [each for each in parse.entities if span.covers(each.span)]
        found = [m.span for f in cast.figures for m in f.mentions if m.span.overlaps(span)]
        assert [mention.span for mention, _ in cast.within(span)] == sorted(found)


def test_gender_is_never_shown() -> None:
    """Gender is evidence for pronouns and no field of a speaker."""
    assert "gender" not in {each.name for each in fields(Speaker)}


def test_continuation() -> None:
    """A quotation without a source goes on with the speaker before it; without one there is nobody to go on with."""
    parse = CASES["title before the name"].parse
    first = _statements(parse, ["Portuguese Fisheries Minister Rui Prata"])[0]
    second = evolve(first, source=None, continues=True)
    known = resolve_speakers((first, second), parse, lexicon())
    assert (known[1].name, known[1].resolved_by, known[1].entity) == ("Rui Prata", "continuation", known[0].entity)
    nobody = CASES["told: a court heard"].parse
    alone = resolve_speakers((second,), nobody, lexicon())[0]
    assert (alone.name, alone.kind, alone.reason) == (None, "unknown", "no source in reach")


@pytest.mark.parametrize(
    "title",
    [
        "told: a court heard",
        "told: by nobody who is named",
    ],
)
def test_who_was_told_is_no_speaker(title: str) -> None:
    """ "A court heard that …", "the judge was told that …": who told them is not said."""
    parse = CASES[title].parse
    statement = _statements(parse, [source for source, _ in _expected(CASES[title])])[0]
    assert statement.source is not None
    sentence = parse.sentences[statement.source.sentence]
    head = sentence.word(statement.source.head)
    verb = sentence.head(head) if head is not None else None
    assert verb is not None
    told = evolve(statement, cue=Cue(verb.span, verb.lemma, "verb"))
    speaker = resolve_speakers((told,), parse, lexicon())[0]
    assert (speaker.name, speaker.kind) == (None, "unknown")
    assert speaker.reason is not None


def test_first_person_is_the_outer_speaker() -> None:
    """ "I" inside of a statement is who makes that statement."""
    parse = CASES["he, going on with the speaker"].parse
    outer, inner = _statements(parse, ["Harbour master Rui Prata", "He"])
    words = parse.sentences[1].words
    as_first = evolve(words[0], text="I", lemma="I")
    sentence = evolve(parse.sentences[1], words=(as_first, *words[1:]))
    changed = evolve(parse, sentences=(parse.sentences[0], sentence))
    found = resolve_speakers((outer, evolve(inner, parent=0)), changed, lexicon())
    assert (found[1].name, found[1].resolved_by) == ("Rui Prata", "pronoun")


def test_name_of_a_relay() -> None:
    """An outlet by its usual name, a body by its fullest one."""
    parse = CASES["acronym in brackets"].parse
    start = parse.text.index("the NTC")
    cast = cast_of(parse, lexicon())
    assert name_of((Span(start, start + 7),), parse, lexicon(), cast) == "National Tide Center"
    sputnik = CASES["outlet behind a description"].parse
    start = sputnik.text.index("Sputnik")
    assert name_of((Span(start, start + 7),), sputnik, lexicon(), cast_of(sputnik, lexicon())) == "Sputnik"


def test_name_of_an_outlet_by_a_short_form() -> None:
    """ "the Post" is the one named before, not the best known of that name."""
    parse = CASES["an outlet by a short form of its name"].parse
    start = parse.text.index("the Post")
    assert name_of((Span(start, start + 8),), parse, lexicon(), cast_of(parse, lexicon())) == "Fenland Post"


def test_name_of_a_noun() -> None:
    """ "report" is no agency called Report."""
    parse = CASES["who is quoted as saying something"].parse
    start = parse.text.index("report")
    assert name_of((Span(start, start + 6),), parse, lexicon(), cast_of(parse, lexicon())) == "report"


def test_name_of_who_put_a_document_out() -> None:
    """ "a transcript released by the secretariat" is the secretariat's."""
    parse = CASES["a transcript that somebody released"].parse
    span = Span(parse.text.index("a transcript"), len(parse.text) - 1)
    assert name_of((span,), parse, lexicon(), cast_of(parse, lexicon())) == "forum's secretariat"


def test_name_of_a_pronoun() -> None:
    """An outer speaker who is a pronoun is named by whom it means, or stays as it is."""
    parse = CASES["they, who asked a question of an outlet"].parse
    start = parse.text.index("they")
    cast = cast_of(parse, lexicon())
    assert name_of((Span(start, start + 4),), parse, lexicon(), cast) == "two inspectors"
    alone = CASES["nobody for the pronoun"].parse
    start = alone.text.index("He")
    assert name_of((Span(start, start + 2),), alone, lexicon(), cast_of(alone, lexicon())) == "He"


def test_name_of_an_outlet_cut_short() -> None:
    """ "the Times" is the paper named before that ends so; named alone it is itself."""
    case = CASES["an outlet’s name cut short"]
    parse = case.parse
    start = parse.text.rindex("the Times")
    cast = cast_of(parse, lexicon())
    assert name_of((Span(start, start + 9),), parse, lexicon(), cast) == "The Economic Times"
    alone = CASES["an outlet with a short name"].parse
    start = alone.text.index("the Times")
    assert name_of((Span(start, start + 9),), alone, lexicon(), cast_of(alone, lexicon())) == "The Times"


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("R. K. Prata", "RK Prata", True),
        ("K.-G. Harmon", "K.G. Harmon", True),
        ("Ayaka Morita", "Morita Ayaka", True),
        ("Tae-yung Yoon", "Yoon Tae Yung", True),
        ("Peter Mayor Paul", "Paul Peter Oakes", False),
        ("Sergei Malyukin", "Sergey Malukin", True),
        ("Anna Peters", "Anna Petrov", False),
        ("Kim Do-yun", "Kim Do Yun", True),
        ("Sergey Malkov", "Sergei Malkov", True),
        ("J. Harmon", "John Harmon", True),
        ("Pete Harmon", "Peter Harmon", True),
        ("John F. Harmon", "John Harmon", True),
        ("Paul Henley", "Laura Henley", False),
        ("Maria Sousa", "Mario Sousa", False),
        ("Kim Do-yun", "Kim Do-hun", False),
    ],
)
def test_same_person(left: str, right: str, same: bool) -> None:
    """Spellings, initials and hyphens of one name; not the names of two."""
    assert same_person(left, right, lexicon()) is same


@pytest.mark.parametrize(
    ("short", "full", "score"),
    [
        ("Prata", "Rui Prata", 3),
        ("Rui", "Rui Prata", 1),
        ("Baek", "Baek Ji-woo", 3),
        ("Ji-woo", "Baek Ji-woo", 2),
        ("van der Meer", "Joost van der Meer", 3),
        ("Al Sabbah", "Karim Nasser Al Sabbah", 3),
        ("Prata Lima", "Rui Prata Lima", 2),
        ("Oakes", "Rui Prata", 0),
    ],
)
def test_short_forms(short: str, full: str, score: int) -> None:
    """Surnames serve better than given names."""
    assert is_short_form(short, full, lexicon()) == score


def test_misspellings_need_length() -> None:
    """A surname garbled by translation is near to the right one; short surnames differ by a letter as they are."""
    assert is_misspelling("Malkoff", "Malkov")
    assert not is_misspelling("Chen", "Cheng")


def test_acronyms() -> None:
    """Initials of the capitalised words, small words apart."""
    assert is_acronym("NTC", "National Tide Center")
    assert is_acronym("MFI", "Movement for Freedom of Information")
    assert not is_acronym("NTC", "Tide Center")
    assert not is_acronym("Tide", "Tide Center")
    assert is_acronym("SP", "superintendent of police")
    assert is_acronym("LL", "The Lagoon Log")
    assert not is_acronym("STATIN", "Statistical Institute of Jamaica")
    assert is_acronym("STATIN", "Statistical Institute of Jamaica", told=True)


def test_bodies_say_the_same_with_country_and_capital() -> None:
    """Nationality, country and capital are one."""
    words = body_words("the Russian foreign ministry", lexicon())
    assert (
        words
        == body_words("Russia's Foreign Ministry", lexicon())
        == body_words("Moscow’s foreign ministry", lexicon())
    )


def test_articles_go_but_counted_nouns_stay() -> None:
    """ "one of the authors" keeps its first word."""
    assert unarticled("the source") == "source"
    assert unarticled("another source") == "another source"
    assert unarticled("one source") == "one source"
    assert unarticled("one senior official") == "senior official"
    assert unarticled("one of the authors") == "one of the authors"
    assert proper("the ruling Green Party") == "Green Party"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "two parties, in capitals, with directions",
            ["Marta Velho · alias", "Rui Prata · alias", "Marta Velho · alias"],
        ),
        ("without a name", ["Sela Vuki · description", "Sela Vuki · description"]),
        ("answers below questions", ["Sela Vuki · description"] * 3),
    ],
)
def test_turns(title: str, expected: list[str]) -> None:
    """Labels come to the name in the text around, or to the full label; answers without one to whom it presents."""
    parse = next(case.parse for case in cases_in("turns") if case.title == title)
    frame = Frame(turns=frame_of(parse.document, lexicon()).turns)
    found = find_statements(parse, frame, lexicon())
    speakers = resolve_speakers(found, parse, lexicon(), turns=frame.turns)
    assert [f"{each.name} · {each.resolved_by}" for each in speakers] == expected


NAMES = st.text(alphabet=st.characters(codec="utf-8"), max_size=30) | st.from_regex(
    r"([A-Z][a-z]+|[A-Z]\.|al-|van|de|O'|Jr\.|’s)( ([A-Z][a-zé]+|[A-Z]\.|-[a-z]+|Jr\.)){0,3}", fullmatch=True
)


@given(NAMES, NAMES)
def test_name_matching_never_raises(left: str, right: str) -> None:
    """Any two strings can be compared, and sameness goes both ways."""
    assert same_person(left, right, lexicon()) is same_person(right, left, lexicon())
    is_short_form(left, right, lexicon())
    is_misspelling(left, right)
    is_acronym(left, right)
    has_family_first(left)


@given(NAMES)
def test_parts_are_final(name: str) -> None:
    """Taking a name apart twice changes nothing, and a name is no short form of itself."""
    once = parts(name)
    assert all(each for each in once)
    assert without_particles(without_particles(once)) == without_particles(once)
    assert is_short_form(name, name, lexicon()) == 0
    assert set(surnames(name, lexicon())) <= set(once)
    assert unarticled(proper(name)) == proper(name) or proper(name) != name
