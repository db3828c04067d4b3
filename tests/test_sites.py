"""Pages read the whole way, with the shipped models: every statement with its chain, and none of what stands around."""

from pathlib import Path

import pytest

from quotes import Extractor
from quotes.inputs import Reading, read_inputs
from quotes.text import Document
from tests.casefiles import Case, each_case
from tests.pages import CASES, html_of
from tests.pages import Case as Make


def site(case: Case) -> tuple[bytes, dict[str, str], list[str]]:
    """A case's page as a server sends it, fields of the document, and the lines of its statements."""
    rows = [row.partition(" = ") for row in case.expected.split("\n")]
    fields = {name: value for name, equals, value in rows if equals and name.isidentifier()}
    said = case.expected.split("\n")[len(fields) :]
    return html_of(case.text).encode(fields.pop("encoding", "utf-8")), fields, said


def read(page: bytes, folder: Path) -> Document:
    """The page that stands in a file."""
    path = folder / "page.html"
    path.write_bytes(page)
    (document,) = read_inputs([str(path)], Reading(), lambda _: None)
    assert isinstance(document, Document), str(document)
    return document


def statements_of(document: Document, extractor: Extractor) -> list[str]:
    """Chain and content of each statement of a page, as ``Ada Holm → CNN → Post: “It is.”``."""
    records = extractor.extract(document)
    return [f"{' → '.join(hop.name for hop in each.chain)}: {each.content.text}" for each in records]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_same_story_on_pages_of_many_makes(case: Make, tmp_path: Path, extractor: Extractor) -> None:
    """However a page says what it is, its chains end with the agency and the publisher that it names."""
    assert statements_of(read(case.html.encode(), tmp_path), extractor) == case.says


@each_case("sites")
def test_statements_of_sites(case: Case, tmp_path: Path, extractor: Extractor) -> None:
    """An article of its own on each site: its fields and all its statements come out, in order, and nothing else."""
    page, fields, said = site(case)
    document = read(page, tmp_path)
    assert {name: getattr(document, name) for name in fields} == fields
    assert statements_of(document, extractor) == said
