"""
One document: its quotations, those of them that are kept, and what became of it as a value.

A Reader is what every engine runs: this process, worker processes, actors on other machines.
"""

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

from attrs import define, evolve, field, frozen

from quotes.errors import QuotesError, UnreadableDocument
from quotes.records import UNSAID, Quotation, as_line
from quotes.text import Document


@frozen
class Outcome:
    """What became of one document: the lines of its records in UTF-8, what is counted, and why it failed if it did."""

    lines: bytes = b""
    counts: Counter[str] = field(factory=Counter)
    failure: UnreadableDocument | None = None


@define
class Reader:
    """Reads documents with an extractor, which *load* loads for the first of them."""

    load: Callable[[], Any]
    min_confidence: float = 0.0
    attitudes: Collection[str] = ()
    _extractor: Any = field(default=None, init=False)

    def __call__(self, document: Document) -> Outcome:
        """The outcome of a document; QuotesError where it is no failure of this document (a damaged model)."""
        try:
            quotations, counts = self.quotations(document)
        except UnreadableDocument as error:
            return Outcome(failure=error)
        lines = "".join(as_line(each.as_json()) for each in quotations).encode("utf-8")
        return Outcome(lines, counts + Counter(words=len(document.text.split())))

    def ready(self) -> "Reader":
        """The reader itself, with its extractor loaded now."""
        if self._extractor is None:
            self._extractor = self.load()
        return self

    def quotations(self, document: Document) -> tuple[list[Quotation], Counter[str]]:
        """
        The quotations of one document that are kept, and the counts of those found and left out.

        UnreadableDocument for whatever goes wrong inside it: that is its own failure, not that of the run.
        """
        self.ready()
        try:
            asked_for = {"unsaid": True} if UNSAID in self.attitudes else {}
            found = self._extractor.extract(document, **asked_for)
        except QuotesError:
            raise
        except Exception as error:
            reason = f"failed ({type(error).__name__}: {error}); please report it with the text"
            raise UnreadableDocument(document.uri or document.id, reason) from error
        wanted = of_attitudes(found, self.attitudes)
        kept = confident(wanted, self.min_confidence)
        counts = Counter(documents=1, quotations=len(kept))
        counts["other attitudes"] = len(found) - len(wanted)
        counts["left out"] = len(wanted) - len(kept)
        return kept, counts


def confident(quotations: list[Quotation], least: float) -> list[Quotation]:
    """Those with at least that confidence, and those inside which one of them stands: no parent may be missing."""
    known = {each.id: each for each in quotations}
    kept = {each.id for each in quotations if each.confidence >= least}
    waiting = list(kept)
    while waiting:
        parent = known[waiting.pop()].parent
        if parent in known and parent not in kept:
            kept.add(parent)
            waiting.append(parent)
    return [each for each in quotations if each.id in kept]


def of_attitudes(quotations: list[Quotation], attitudes: Collection[str]) -> list[Quotation]:
    """
    Those of the *attitudes*, all where none is given.

    A statement inside one that goes stands inside the next one around that, so that no parent is missing:
    "Prata **thinks** the mayor **said** …" keeps what the mayor said as a statement of its own.
    """
    if not attitudes:
        return quotations
    known = {each.id: each for each in quotations}
    gone = {each.id for each in quotations if each.attitude not in attitudes}

    def around(parent: str | None) -> str | None:
        while parent is not None and parent in gone:
            parent = known[parent].parent
        return parent

    return [evolve(each, parent=around(each.parent)) for each in quotations if each.id not in gone]
