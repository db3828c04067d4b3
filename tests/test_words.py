"""
Words are data: every file is valid against its schema and named in SOURCES.md, and no rule holds a list of its own.

What is grammar may stay in code: the closed classes of English and the tags and relations of the parse.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from quotes.errors import InvalidLexicon
from quotes.naming.mention import EntityKind
from quotes.words.calendar import DAYS, MONTHS
from quotes.words.classes import FILE, WordClass, classes, word_class
from quotes.words.lexicon import Body, KnownPerson, Medium, OutletKind, lexicon
from quotes.words.places import Place, cities, countries, country_code, is_place, is_town, regions
from quotes.words.tables import Rows, made, rows

PACKAGE = Path(__file__).parent.parent / "quotes"
DATA = files("quotes.words").joinpath("data")
#: Rooms whose rules hold no lists of words; elsewhere stand the names of formats, fields and options.
WITHOUT_LISTS = (
    *("attribution/", "chain.py", "naming/", "page/", "parsing/", "pipeline.py", "records.py", "speakers/", "text/"),
)
#: Where the names of features and finders stand, which are no words of a text.
FEATURES = frozenset(("page/furniture.py", "page/publisher.py"))
MODULES = sorted(
    name
    for path in PACKAGE.rglob("*.py")
    if (name := path.relative_to(PACKAGE).as_posix()).startswith(WITHOUT_LISTS) and name not in FEATURES
)
#: So many words make a list.
LIST = 4
WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]+")
#: Pronouns, determiners, auxiliaries and modals, negations, prepositions, conjunctions.
GRAMMAR = frozenset(
    """
    i we you he she it they me us him her them my our your his its their myself ourselves yourself
    this that these those the a an who whom whose which what
    be have do will would can could shall should may might must
    not n't n’t never yet
    about against as at by during for from in into of on over through to via with despite amid
    among between near inside outside under than both herself himself itself
    and but or if when while after before since until because although though whether
    """.split()
)
#: Tags, relations and features of UD, classes of names, columns of CoNLL-U, kinds and rules: no words of a text.
TERMS = re.compile(r"[A-Z]+(_[A-Z]+)*|Person|Organization|Location|Facility|Misc|Product|[a-z]+(_[a-z]+)+")
RELATIONS = frozenset(
    """
    acl advcl advmod amod appos aux case cc ccomp compound conj cop csubj dep det discourse dislocated expl fixed flat
    goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp emph relcl
    agent pass outer tmod unmarked preconj form lemma upos xpos deprel head feats
    """.split()
)
KINDS = frozenset(
    (
        *("verb", "noun", "adjective", "phrase", "punctuation", "name"),
        *(each.kind for each in lexicon().roles),
        *("person", "organization", "location", "group", "misc"),
        *get_args(EntityKind),
        *(word for kind in get_args(OutletKind) for word in kind.split()),
        *("cue", "source", "content", "relay"),
    )
)


def held_by(module: str) -> Iterator[tuple[int, list[str]]]:
    """
    Line and words of every collection of strings in a module that holds at least four words.

    ``__all__`` is none, nor a closed set of values (``Literal``), nor a table whose values are computed: its keys are
    fields.
    """
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    tree.body = [each for each in tree.body if not (isinstance(each, ast.Assign) and "__all__" in ast.dump(each))]
    closed = {id(each.slice) for each in ast.walk(tree) if isinstance(each, ast.Subscript)}
    for node in ast.walk(tree):
        if id(node) in closed:
            continue
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            found = [each.value for each in node.elts if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        elif isinstance(node, ast.Dict) and all(isinstance(each, ast.Constant | ast.Tuple) for each in node.values):
            found = [each.value for each in node.keys if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            found = [
                each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)
            ]
        else:
            continue
        words = [word for each in found for word in re.split(r"[\s,:]+", each) if WORD.fullmatch(word)]
        known = (word for word in words if word not in GRAMMAR | RELATIONS | KINDS and not TERMS.fullmatch(word))
        if len(rest := list(known)) >= LIST:
            yield node.lineno, rest


@pytest.mark.parametrize("module", MODULES)
def test_rules_hold_no_lists_of_words(module: str) -> None:
    """Four words or more belong into ``quotes/words/data``, with a definition or an example."""
    assert list(held_by(module)) == []


def test_every_data_file_says_where_it_comes_from() -> None:
    """One row of SOURCES.md a file, with the date of its content."""
    lines = DATA.joinpath("SOURCES.md").read_text(encoding="utf-8").splitlines()
    named = [match[1] for line in lines if (match := re.match(r"\| `([\w.]+)` \|.*\| \d{4}-\d\d-\d\d \|$", line))]
    assert named == sorted(each.name for each in DATA.iterdir() if each.name.endswith((".jsonl", ".tsv")))


def test_well_known_persons_are_sorted_and_each_there_once() -> None:
    """By name without case; nobody has another's name, and each is called something."""
    found = list(rows("persons.tsv", KnownPerson))
    names = [each.name.casefold() for each in found]
    assert names == sorted(set(names))
    assert not {name.casefold() for each in found for name in each.also} & set(names)
    assert [each.name for each in found if not each.called] == []


def test_classes_are_sorted_and_each_there_once() -> None:
    """By name, so that a new one has one place."""
    names = re.findall(r'^{"name": "([^"]+)"', DATA.joinpath(FILE).read_text(encoding="utf-8"), re.MULTILINE)
    assert names == sorted(set(names)) == list(classes())


@cache
def quoted_names() -> frozenset[str]:
    """What stands between quotation marks anywhere in the package, with them."""
    texts = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    return frozenset(match[0] for text in texts for match in re.finditer(r"""(["'])[\w' ]+?\1""", text))


@pytest.mark.parametrize("each", classes().values(), ids=lambda each: each.name)
def test_a_class_is_asked_for_by_a_rule(each: WordClass) -> None:
    """A class that no module names is dead."""
    assert {f'"{each.name}"', f"'{each.name}'"} & quoted_names()


def test_a_class_that_does_not_exist_is_an_error() -> None:
    """A misspelt name is no empty class."""
    with pytest.raises(KeyError):
        word_class("verbs of whispering loudly")


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"name": "pamphlet", "kind": "document", "examples": [], "colour": "red"}, "unknown fields ['colour']"),
        ({"name": "pamphlet", "kind": "document"}, "examples"),
    ],
)
def test_a_broken_line_is_named(entry: dict[str, object], reason: str) -> None:
    """File and number of the line, and what is wrong there."""
    with pytest.raises(InvalidLexicon, match=r"^media\.jsonl:7: ") as error:
        list(made("media.jsonl", [(7, entry)], Medium))
    assert reason in str(error.value)


@pytest.mark.parametrize(
    ("kind", "words"), [("pronoun", ["say"]), ("verb", []), ("verb", ["write", "say"]), ("verb", ["say", "say"])]
)
def test_a_broken_class_is_refused(kind: str, words: list[str]) -> None:
    """A kind that is none, no words, words out of order or twice."""
    entry = {"name": "verbs of saying", "kind": kind, "definition": "Verbs of saying.", "words": words}
    with pytest.raises(InvalidLexicon, match=r"^classes\.jsonl:1: "):
        list(made(FILE, [(1, entry)], WordClass))


def test_the_year_is_whole() -> None:
    """Seven days, twelve months, none twice."""
    assert (len(set(DAYS)), len(set(MONTHS))) == (7, 12)


def test_countries_and_places_are_there_once() -> None:
    """A name, an adjective and a capital lead to one country; a place has one row."""
    names = [name.casefold() for each in countries() for name in (each.name, *each.also)]
    adjectives = [adjective for each in countries() for adjective in (*each.adjectives, *each.capitals)]
    places = [each.name for each in rows("places.tsv", Place)]
    for each in (names, adjectives, places):
        assert len(each) == len(set(each))
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("name", "code"), [("Czech Republic", "CZ"), ("u.k.", "GB"), ("Scotland", "GB"), ("Chad", "TD"), ("Lagoa", None)]
)
def test_countries_have_their_letters(name: str, code: str | None) -> None:
    """By any of their names, in any case."""
    assert country_code(name) == code


def test_what_is_a_given_name_too_is_no_place() -> None:
    """ "Chad" alone is a person as often; a town in Chad is none."""
    assert not is_place("Chad")
    assert is_place("Sambalpur, India")
    assert is_town("Lisbon, Portugal")
    assert not is_town("Portugal")
    assert not {"chad"} & (set(cities()) | set(regions()))


def test_a_row_with_too_few_cells_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """File and number of the row, and which cells were expected."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "places.tsv").write_text("name\tkind\nLagoa\tcity\nFaro\n", encoding="utf-8")
    monkeypatch.setattr("quotes.words.tables.files", lambda _: tmp_path)
    with pytest.raises(InvalidLexicon, match=r"^places\.tsv:3: 1 cells, expected 2: name, kind"):
        list(rows("places.tsv", Place))


def test_rows_are_made_when_they_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By each of its names; the first row of a name counts, and a broken one is an error once it is asked for."""
    monkeypatch.setattr("quotes.words.tables.files", lambda _: tmp_path)
    tmp_path.joinpath("data").mkdir()
    lines = [
        "name\tcalled\tcountry\talso",
        "Rui Prata\tmayor\tPortugal\tR. Prata|Ruy Prata",
        "Ruy Prata\tsinger\t\t",
        "Ana",
    ]
    tmp_path.joinpath("data", "persons.tsv").write_text("\n".join(lines), encoding="utf-8")
    table = Rows("persons.tsv", KnownPerson, cells=(0, 3), key=str.casefold)
    assert list(table) == ["rui prata", "r. prata", "ruy prata", "ana"]
    assert table["ruy prata"].called == ("mayor",)
    with pytest.raises(InvalidLexicon, match=r"^persons\.tsv:4: 1 cells, expected 4: name, called"):
        table["ana"]


def test_well_known_bodies_are_sorted_and_each_there_once() -> None:
    """By name; each is called something."""
    found = list(rows("bodies.tsv", Body))
    names = [each.name for each in found]
    assert names == sorted(set(names))
    assert [each.name for each in found if not all(each.nouns)] == []
