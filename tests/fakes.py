"""
What stands in for models: a small article with its record, and an extractor that takes marks for quotations.

``python -m tests.fakes extract …`` is the command line with that extractor: for tests that end processes.
"""

import os
import re
import signal
import time
from pathlib import Path

from attrs import evolve

from quotes import batch, cli
from quotes.errors import DamagedModel
from quotes.parsing import Parse
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

TEXT = (
    "LISBON, March 2 (Lusa) — The fish market opens on Monday, harbour master Rui Prata said.\r\n\r\n"
    "“We are ready,” he added, “and so are the crews.” 🐟\r\n"
)
MARKET = Document("market.txt", TEXT, uri="market.txt")


def spans_of(text: str, *pieces: str) -> tuple[Span, ...]:
    """Where the pieces stand for the first time, as whole words."""
    found = (re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text) for piece in pieces)
    return tuple(Span(*match.span()) for match in found if match is not None)


def _added() -> Quotation:
    content = spans_of(TEXT, "“We are ready,”", "“and so are the crews.”")
    cue, source = spans_of(TEXT, "added"), spans_of(TEXT, "he")
    prefix, suffix = surroundings(TEXT, content)
    return Quotation(
        id=record_id(MARKET.sha256, content),
        document=DocumentInfo(
            MARKET.id, MARKET.uri, MARKET.sha256, None, "2024-03-02", None, "Lisbon", "Lusa", None, "en"
        ),
        type="direct",
        attitude="assertion",
        content=Content(quoted_text(TEXT, content), content, content),
        cue=Cue("added", "add", cue, "verb"),
        source=Source("he", source),
        speaker=Speaker("Rui Prata", "person", "e1", "harbour master", None, "pronoun"),
        medium=None,
        chain=(
            Hop("Rui Prata", "speaker", "stated", source),
            Hop("Lusa", "agency", "frame", spans_of(TEXT, "Lusa")),
        ),
        parent=None,
        confidence=0.9,
        provenance=Provenance("broken_quotation", 1, (1,), prefix, suffix, "quotes 0.1.0", "1.15.0", "compact-en-1"),
    )


#: The record of its second statement: a direct quotation broken by its cue.
ADDED = _added()


class Stub:
    """
    Takes whatever stands in quotation marks for a quotation, and does what the text says.

    "stumble", "damaged" and "interrupt" raise errors, "slow" takes a moment, "fatal" ends the process as the system
    does when memory runs out, and "fatal unless PATH" does so once.
    """

    def extract(self, document: Document) -> list[Quotation]:
        """A record for each pair of marks."""
        if "interrupt" in document.text:
            raise KeyboardInterrupt
        if "stumble" in document.text:
            raise IndexError("list index out of range")
        if (fatal := re.search(r"fatal(?: unless (\S+))?", document.text)) and not Path(fatal[1] or "").is_file():
            Path(fatal[1] or os.devnull).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if "slow" in document.text:
            time.sleep(0.01)
        if "damaged" in document.text:
            raise DamagedModel(Path("ner.pt"), "is missing", "cp elsewhere/ner.pt ner.pt")
        return [self.record(document, Span(*each.span())) for each in re.finditer("“[^”]*”", document.text)]

    def record(self, document: Document, span: Span) -> Quotation:
        """The model with another content; the longer, the more certain."""
        prefix, suffix = surroundings(document.text, (span,))
        about = evolve(ADDED.document, id=document.id, uri=document.uri, sha256=document.sha256)
        return evolve(
            ADDED,
            id=record_id(document.sha256, (span,)),
            document=evolve(about, publisher=document.publisher, published=document.published),
            content=Content(span.of(document.text), (span,), (span,)),
            cue=None,
            source=None,
            chain=tuple(evolve(each, spans=()) for each in ADDED.chain),
            confidence=min(1.0, len(span) / 20),
            provenance=evolve(ADDED.provenance, prefix=prefix, suffix=suffix),
        )

    def parse(self, document: Document) -> Parse:
        """A parse without sentences."""
        return Parse(document, ())


def stub(models: str = "", device: str = "cpu") -> Stub:
    """What takes the place of `batch.extractor`."""
    return Stub()


if __name__ == "__main__":
    batch.extractor = stub
    cli.main()
