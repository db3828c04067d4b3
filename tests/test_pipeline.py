"""From any text to records that hold."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quotes
from quotes import Document, Extractor, Parse, Parser
from quotes.errors import WrongUsage
from quotes.models import SHIPPED, AnySet, locate
from quotes.parsing import stanza_parser
from quotes.parsing.conllu import loads
from tests.casefiles import cases_in, parses_in

_MARKS = "“ ” \" '' `` ‘ ’ « ( ) — : , . ? 🙂".split(" ")
_SPACES = ["\n", "\r\n\n", "\u00a0", "\u200b"]
_WORDS = (
    "said|he|Prata|the ministry|according to|that|adding|CNN reported|told|claim|By AFP|LISBON (Lusa) —|She|no|port|We|"
    "https://x.com/a/status/1|was quoted as saying|is shut"
).split("|")
#: A text whose parse is frozen.
CASE = next(case for case in cases_in("quotations") if case.title == "straight marks")
_PIECES = st.sampled_from([*_MARKS, *_SPACES, *_WORDS])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PIECES, max_size=40).map(" ".join))
def test_no_text_breaks_the_extraction(extractor: Extractor, text: str) -> None:
    """Whatever stands in an article, nothing is raised, and what a record quotes is text[start:end]."""
    for record in extractor.extract(text):
        parts = (record.content, record.cue, record.source, record.medium)
        for part in (each for each in parts if each is not None):
            assert part.text == " … ".join(text[span.start : span.end] for span in part.spans)
        assert all(text[span.start : span.end] for hop in record.chain for span in hop.spans)


def test_the_same_text_gives_the_same_records(extractor: Extractor) -> None:
    """Two runs agree in every field, whatever was read in between."""
    text = "The port is shut, Rui Prata said. “We are tired,” he told RTP."
    first = extractor.extract(Document("a.txt", text))
    extractor.extract("Something else, she said.")
    assert extractor.extract(Document("a.txt", text)) == first


def test_the_caller_s_publisher_ends_the_chain(extractor: Extractor) -> None:
    """A publisher whom the caller names is the last hop on the basis "given", one that the address names on "frame"."""
    text = "The port is shut, Rui Prata said."
    for known, name, basis in (
        ({"publisher": "Porto Daily"}, "Porto Daily", "given"),
        ({"url": "https://www.telanganatoday.com/port"}, "Telangana Today", "frame"),
    ):
        (record,) = extractor.extract(text, **known)
        last = record.chain[-1]
        assert (last.name, last.role, last.basis) == (name, "publisher", basis)


class Frozen:
    """A parser that knows one text."""

    name = "frozen trees 7"

    def __call__(self, document: Document) -> Parse:
        """The frozen parse, which fits no other text."""
        assert document.text == CASE.text
        return loads(parses_in(CASE.file)[CASE.title], document)


def test_any_parser_serves() -> None:
    """An extractor takes a parser of one's own, and its records say which one it was; no model is loaded."""
    parser: Parser = Frozen()
    (record,) = Extractor(parser=parser).extract(CASE.text)
    assert record.speaker.name == "Rui Prata"
    assert record.provenance.models == "frozen trees 7"


def test_the_library_keeps_its_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """`quotes.extract` loads a set once, and turns text and what is known about it into a document."""
    loaded: list[AnySet] = []

    def load(models: AnySet, device: str) -> Parser:
        loaded.append(models)
        return Frozen()

    monkeypatch.setattr(stanza_parser, "StanzaParser", load)
    quotes._loaded.cache_clear()
    for _ in range(2):
        (found,) = quotes.extract(CASE.text, publisher="Harbour Gazette", id="good")
    quotes._loaded.cache_clear()
    assert found.document.publisher == "Harbour Gazette"
    assert found.document.id == "good"
    assert loaded == [locate(SHIPPED)]


class Silent:
    """A parser that finds no sentences in anything."""

    name = "silent 1"

    def __call__(self, document: Document) -> Parse:
        """No sentences."""
        return Parse(document, ())


def test_a_parse_without_sentences_has_no_records() -> None:
    """Nothing is said where a parser of one's own finds no sentence."""
    assert Extractor(parser=Silent()).extract("By AFP\n\nMAYOR: It is shut.") == []


def test_what_cannot_be_meant_is_said() -> None:
    """A text for texts, a date that is none, a document without a name, a device that nobody has."""
    extractor = Extractor(parser=Silent())
    with pytest.raises(WrongUsage, match="several texts"):
        extractor.extract_all("It is shut, she said.")
    with pytest.raises(WrongUsage, match="a date such as 2024-03-02, found 'yesterday'"):
        extractor.extract("It is shut.", published="yesterday")
    with pytest.raises(WrongUsage, match="found an empty one"):
        extractor.extract("It is shut.", id="")
    with pytest.raises(WrongUsage, match="expected cpu, cuda, auto, found 'gpu'"):
        Extractor(device="gpu")
    with pytest.raises(WrongUsage, match="a date such as"):
        next(quotes.read("nowhere.txt", published="soon"))


def test_threads_share_one_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that ask at once load the models once."""
    loaded: list[str] = []

    def load(models: AnySet, device: str) -> Parser:
        loaded.append(device)
        sleep(0.05)
        return Silent()

    monkeypatch.setattr(stanza_parser, "StanzaParser", load)
    quotes._loaded.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(quotes.extract, ["It is shut."] * 4))
    quotes._loaded.cache_clear()
    assert (found, loaded) == ([[]] * 4, ["cpu"])
