"""Which quotations of a document a run keeps."""

from collections.abc import Collection

from attrs import evolve

from quotes.records import Quotation


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
