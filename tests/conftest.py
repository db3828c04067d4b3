"""What tests share: a small article with a reviewed record, the real extractor, and a closed network."""

import re
import socket
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, settings

from quotes import Extractor
from quotes.records import (
    Content,
    Cue,
    DocumentInfo,
    Hop,
    Provenance,
    Quotation,
    Source,
    Speaker,
    quoted_text,
    record_id,
    surroundings,
)
from quotes.text import Document
from quotes.text.spans import Span

# A deadline would be a timed assertion, and a busy machine would fail it.
settings.register_profile("quotes", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quotes")

TEXT = (
    "LISBON, March 2 (Lusa) — The fish market opens on Monday, harbour master Rui Prata said.\r\n\r\n"
    "“We are ready,” he added, “and so are the crews.” 🐟\r\n"
)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may need the network: whoever tries to connect fails."""

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError(f"a test tried to use the network: {args[1:] or args}")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor with the shipped models, loaded once for all tests that ask for it."""
    return Extractor()


@pytest.fixture
def document() -> Document:
    """An invented article of two statements, with Windows line ends, curly marks and an emoji."""
    return Document("market.txt", TEXT, uri="market.txt")


@pytest.fixture
def quotation(document: Document) -> Quotation:
    """The record of its second statement: a direct quotation broken by its cue."""
    content = spans_of(document.text, "“We are ready,”", "“and so are the crews.”")
    cue, source = spans_of(document.text, "added"), spans_of(document.text, "he")
    prefix, suffix = surroundings(document.text, content)
    return Quotation(
        id=record_id(document.sha256, content),
        document=DocumentInfo(
            document.id, document.uri, document.sha256, None, "2024-03-02", None, "Lisbon", "Lusa", None, "en"
        ),
        type="direct",
        attitude="assertion",
        content=Content(quoted_text(document.text, content), content, content),
        cue=Cue("added", "add", cue, "verb"),
        source=Source("he", source),
        speaker=Speaker("Rui Prata", "person", "e1", "harbour master", None, "pronoun"),
        medium=None,
        chain=(
            Hop("Rui Prata", "speaker", "stated", source),
            Hop("Lusa", "agency", "frame", spans_of(document.text, "Lusa")),
        ),
        parent=None,
        confidence=0.9,
        provenance=Provenance("broken_quotation", 1, (1,), prefix, suffix, "quotes 0.1.0", "1.15.0", "compact-en-1"),
    )


@pytest.fixture
def inner(document: Document, quotation: Quotation) -> Quotation:
    """A record that stands inside the other one."""
    content = spans_of(document.text, "so are the crews")
    prefix, suffix = surroundings(document.text, content)
    return evolve(
        quotation,
        id=record_id(document.sha256, content),
        type="indirect",
        content=Content("so are the crews", content, ()),
        parent=quotation.id,
        confidence=0.95,
        provenance=evolve(quotation.provenance, prefix=prefix, suffix=suffix),
    )


def spans_of(text: str, *pieces: str) -> tuple[Span, ...]:
    """Where the pieces stand for the first time, as whole words."""
    found = (re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text) for piece in pieces)
    return tuple(Span(*match.span()) for match in found if match is not None)
