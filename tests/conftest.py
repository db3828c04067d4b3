"""What tests share: a small article with a reviewed record, the real extractor, and a closed network."""

import socket
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, settings

from quotes import Extractor
from quotes.records import Content, Quotation, record_id, surroundings
from quotes.text import Document
from tests.fakes import ADDED, MARKET, spans_of

# A deadline would be a timed assertion, and a busy machine would fail it.
settings.register_profile("quotes", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quotes")


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
    return MARKET


@pytest.fixture
def quotation() -> Quotation:
    """The record of its second statement: a direct quotation broken by its cue."""
    return ADDED


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
