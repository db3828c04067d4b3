"""The outlets data: well-formed, without clashes, and every example found by its entry and by no other."""

import re
from collections import Counter
from importlib.resources import files

import jsonlines
import pytest

from quotes.words.lexicon import Lexicon, Outlet, folded, lexicon

KINDS = {"agency", "broadcaster", "newspaper", "magazine", "site", "state media", "photo agency"}
ENTRIES_AT_LEAST = 700


@pytest.fixture(scope="module")
def words() -> Lexicon:
    """The lexicon of the package."""
    return lexicon()


def names_of(outlet: Outlet) -> tuple[str, ...]:
    """All names of one outlet."""
    return (outlet.name, *outlet.aliases, *outlet.ambiguous)


def usual_name(outlet: Outlet | None) -> str | None:
    """What the outlet that was found is called, if one was found."""
    return None if outlet is None else outlet.name


def named_in(phrase: str, words: Lexicon) -> list[Outlet]:
    """The outlets named in *phrase*, longest name first where several begin at the same word."""
    tokens = re.findall(r"\S+", phrase.replace(",", " "))
    found, start = [], 0
    while start < len(tokens):
        for end in range(len(tokens), start, -1):
            outlet = words.outlet(" ".join(tokens[start:end]))
            if outlet is not None:
                found.append(outlet)
                start = end - 1
                break
        start += 1
    return found


def test_there_are_many_of_every_kind(words: Lexicon) -> None:
    """The list covers agencies, papers, broadcasters, magazines, sites and state media of all regions."""
    assert len(words.outlets) >= ENTRIES_AT_LEAST
    assert {each.kind for each in words.outlets} == KINDS
    assert len({each.country for each in words.outlets}) > 150


def test_entries_are_sorted() -> None:
    """By name without case, then by country, so that a new entry has one place."""
    with (
        files("quotes.words").joinpath("data", "outlets.jsonl").open(encoding="utf-8") as lines,
        jsonlines.Reader(lines) as reader,
    ):
        keys = [(each["name"].casefold(), each["country"] or "") for each in reader.iter(type=dict)]
    assert keys == sorted(keys)


def test_no_two_outlets_of_a_country_share_a_name(words: Lexicon) -> None:
    """Papers of different countries may ("The Star"), and then both go by that name in chains."""
    counts = Counter((folded(each.name), each.country) for each in words.outlets)
    assert [key for key, count in counts.items() if count > 1] == []


def test_no_alias_belongs_to_two_outlets(words: Lexicon) -> None:
    """Not even a form that needs context: a lookup has one answer."""
    for rank in ("aliases", "ambiguous"):
        counts = Counter(form for each in words.outlets for form in {*map(folded, getattr(each, rank))})
        assert [form for form, count in counts.items() if count > 1] == []


def test_no_alias_repeats_its_outlets_name(words: Lexicon) -> None:
    """What differs only by case or article is no alias."""
    assert [each.name for each in words.outlets if folded(each.name) in map(folded, each.aliases)] == []


def test_domains_are_well_formed_and_belong_to_one_outlet(words: Lexicon) -> None:
    """Lower case, no "www.", at most one section of a site behind a stroke."""
    domains = [domain for each in words.outlets for domain in each.domains]
    assert [each for each in domains if not re.fullmatch(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+(/[a-z-]+)?", each)] == []
    assert [each for each, count in Counter(domains).items() if count > 1] == []


def test_countries_are_two_letters(words: Lexicon) -> None:
    """ISO 3166 codes, or none for what belongs to no country."""
    assert [each.name for each in words.outlets if each.country and not re.fullmatch("[A-Z]{2}", each.country)] == []


def test_every_example_names_its_outlet(words: Lexicon) -> None:
    """One way: the entry's name stands in its examples."""
    missing = [
        each.name for each in words.outlets if not each.examples or not all(each.name in e for e in each.examples)
    ]
    assert missing == []


def test_every_example_is_found(words: Lexicon) -> None:
    """The other way: looking the example's words up gives that name."""
    wrong = [
        (outlet.name, example)
        for outlet in words.outlets
        for example in outlet.examples
        if folded(outlet.name) not in [folded(each.name) for each in named_in(example, words)]
    ]
    assert wrong == []


def test_every_name_finds_an_outlet_of_that_name(words: Lexicon) -> None:
    """A usual name counts before other outlets' aliases."""
    assert [each.name for each in words.outlets if folded(words.outlet(each.name).name) != folded(each.name)] == []  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("the Korean Central News Agency", "KCNA"),
        ("Yonhap News Agency", "Yonhap"),
        ("ASSOCIATED PRESS", "The Associated Press"),
        ("AP", "The Associated Press"),
        ("The Dong-A Ilbo", "Donga"),
        ("Agence France-Presse", "AFP"),
        ("korea herald", "The Korea Herald"),
        ("the Times", "The Times"),
        ("Post", "The Washington Post"),
    ],
)
def test_other_names_lead_to_the_usual_one(form: str, name: str, words: Lexicon) -> None:
    """Aliases, old names, capitals, a leading article."""
    assert usual_name(words.outlet(form)) == name


@pytest.mark.parametrize(
    ("form", "name"),
    [("the paper", None), ("The paper", None), ("The Paper", "The Paper"), ("the star", None), ("the dpa", "dpa")],
)
def test_nouns_with_an_article_are_no_names(form: str, name: str | None, words: Lexicon) -> None:
    """ "told the paper" names nobody, though a paper is called The Paper."""
    assert usual_name(words.outlet(form)) == name


@pytest.mark.parametrize("word", ["Facebook", "Telegram", "X", "Twitter", "Truth Social", "YouTube", "WhatsApp"])
def test_platforms_are_no_outlets(word: str, words: Lexicon) -> None:
    """They are where something was said, not who passed it on."""
    assert words.outlet(word) is None


@pytest.mark.parametrize(("form", "expected"), [("Time", True), ("AP", True), ("Post", True), ("Yonhap", False)])
def test_short_forms_need_a_context(form: str, expected: bool, words: Lexicon) -> None:
    """What means other things too says so."""
    found = words.outlet(form)
    assert found is not None
    assert found.needs_context(form) is expected


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("koreaherald.com", "The Korea Herald"),
        ("www.koreaherald.com", "The Korea Herald"),
        ("en.mercopress.com", "MercoPress"),
        ("english.news.cn", "Xinhua"),
        ("timesofindia.indiatimes.com", "The Times of India"),
        ("economictimes.indiatimes.com", "The Economic Times"),
        ("BBC.co.uk", "BBC"),
    ],
)
def test_a_domain_leads_to_its_outlet(domain: str, name: str, words: Lexicon) -> None:
    """The domain itself or one below it."""
    assert usual_name(words.outlet_at(domain)) == name


@pytest.mark.parametrize("domain", ["x.com", "t.me", "facebook.com", "example.com", "co.uk", "com", ""])
def test_other_domains_lead_nowhere(domain: str, words: Lexicon) -> None:
    """Platforms, unknown sites, and what is no domain."""
    assert words.outlet_at(domain) is None
