"""From any text to records that hold."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes import Extractor
from quotes.text import Document

_MARKS = "“ ” \" '' `` ‘ ’ « ( ) — : , . ? 🙂".split(" ")
_SPACES = ["\n", "\r\n\n", "\u00a0", "\u200b"]
_WORDS = (
    "said|he|Prata|the ministry|according to|that|adding|CNN reported|told|claim|By AFP|LISBON (Lusa) —|She|no|port|We|"
    "https://x.com/a/status/1|was quoted as saying|is shut"
).split("|")
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
    """What the caller knows is the last hop, on the basis "given"."""
    (record,) = extractor.extract("The port is shut, Rui Prata said.", publisher="Porto Daily")
    assert (record.chain[-1].name, record.chain[-1].role, record.chain[-1].basis) == (
        "Porto Daily",
        "publisher",
        "given",
    )
