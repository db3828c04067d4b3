"""Files, folders and streams as documents, and the reasons why some are none."""

import io
import itertools
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes import read
from quotes.errors import UnreadableDocument
from quotes.inputs import Reading, read_inputs
from quotes.text import Document
from quotes.text.files import LONGEST, decoded


def texts(document: Document) -> list[str]:
    """The words of each paragraph."""
    return [each.of(document.text) for each in document.paragraphs]


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))), st.text("\r\n\t\ufeff\u200b", max_size=5))
def test_text_stays_as_it_was_read(text: str, white: str) -> None:
    """UTF-8 comes out as Python reads it with newline='', so that offsets agree with every other reader."""
    assert decoded(f"{white}A{text}{white}".encode(), "a.txt")[0] == f"{white}A{text}{white}"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"One.\r\nTwo.\rThree.\n", "One.\r\nTwo.\rThree.\n"),
        (b"\xef\xbb\xbfOne.", "\ufeffOne."),
        ("“One.”".encode("utf-16"), "“One.”"),
        (b"\xfe\xff" + "“One.”".encode("utf-16-be"), "“One.”"),
        (b"\x93One,\x94 he said at the caf\xe9.", "“One,” he said at the café."),
        ("He said: \u0085\u2028\u200b👩‍🚒 e\u0301".encode(), "He said: \u0085\u2028\u200b👩‍🚒 e\u0301"),
        (b"a bell \x07 rang in the night", "a bell \x07 rang in the night"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    """UTF-8 keeps its mark as a code point, UTF-16 has none, and old pages are Windows-1252."""
    assert decoded(data, "a.txt")[0] == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t\xef\xbb\xbf\xe2\x80\x8b\n", "is empty"),
        (b"\xff\xfe", "is empty"),
        (b"He said so.\0\0", "is not text (it holds control characters); expected plain text in UTF-8"),
        (b"\x01\x02\x03\x04\x05 said", "is not text (it holds control characters); expected plain text in UTF-8"),
        (b"\xff\xfeH\x00e\x00\x00\xd8", "begins like UTF-16 but is broken at byte 6"),
        (b"\x89PNG \x81\x8d", "is not text in a known encoding; save it as UTF-8"),
        ("Он сказал это.".encode("cp1251"), "is not text in a known encoding; save it as UTF-8"),
        ("“One,” he said, “two” \u2014".encode()[:-1], "is UTF-8 but broken at byte 30; save it again"),
        (b"a" * (LONGEST + 1), "has 1,000,001 characters, expected an article of at most 1,000,000 characters; split"),
    ],
)
def test_what_is_no_text_says_why(data: bytes, reason: str) -> None:
    """The message names the file, what is wrong, and what was expected."""
    with pytest.raises(UnreadableDocument) as caught:
        decoded(data, "bad.txt")
    assert str(caught.value).startswith(f"bad.txt: {reason}")


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    """A file that cannot be an article is refused by its size, before it fills the memory."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(5 * LONGEST)
    with pytest.raises(UnreadableDocument, match=r"more than 4,000,000 bytes.*split it into articles"):
        list(read(str(path)))


def test_two_megabytes_without_a_full_stop(tmp_path: Path) -> None:
    """One line of 2 MB is no article, and the message says what to do."""
    path = tmp_path / "line.txt"
    path.write_text("and so on " * 200_000, encoding="utf-8")
    with pytest.raises(UnreadableDocument, match=r"line.txt: has 2,000,000 characters.*split it into articles"):
        list(read(str(path)))


def test_a_document_knows_its_file(tmp_path: Path) -> None:
    """Its id is the file's name, its uri the path as it was given, beside what the caller knows."""
    path = tmp_path / "market.txt"
    path.write_bytes(b"Prices fell.\r\n")
    known = {"publisher": "Harbour Gazette", "url": "https://example.org/1", "published": "2024-03-02"}
    assert list(read(str(path), **known)) == [Document("market.txt", "Prices fell.\r\n", str(path), **known)]


def test_standard_input_is_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads standard input, which has a name but no address."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("“One.”\r\n".encode())))
    assert list(read("-")) == [Document("stdin", "“One.”\r\n", None)]


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    """All texts below a folder are read, sorted by path; other files are not."""
    for name in ("b.txt", "a/z.txt", "a/y.TXT", "notes.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Prices fell.", encoding="utf-8")
    found = [each.uri for each in read_inputs([str(tmp_path)], Reading()) if isinstance(each, Document)]
    assert found == [str(tmp_path / name) for name in ("a/y.TXT", "a/z.txt", "b.txt")]


#: What folders are searched for.
SUFFIXES = ".txt, .html, .htm, .xhtml, .jsonl, .ndjson, .json, .csv, .tsv, .parquet, .warc"


def test_what_cannot_be_read_stands_in_its_place(tmp_path: Path) -> None:
    """A missing file, a folder without texts and a bad path are told one by one; the good file is still read."""
    good, empty = tmp_path / "good.txt", tmp_path / "empty"
    good.write_text("Prices fell.", encoding="utf-8")
    empty.mkdir()
    missing, bad = str(tmp_path / "missing.txt"), "a\0b"
    found = list(read_inputs([missing, str(empty), bad, str(good)], Reading()))
    assert [str(each) for each in found[:2]] == [
        f"{missing}: no such file or folder",
        f"{empty}: is a folder without texts; expected files in it or below: {SUFFIXES} (or .gz)",
    ]
    assert isinstance(found[2], UnreadableDocument)
    assert isinstance(found[3], Document)


def test_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that one may not read says so."""

    def refuse(*args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(UnreadableDocument, match=r"secret.txt: may not be read \(permission denied\)"):
        list(read("secret.txt"))


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\nTwo.\r\n \r\n\ufeff Three.\r\n", ["One.", "Two.", "Three."]),
        ("One.\u2028Two.", ["One.", "Two."]),
        (" \n\n ", []),
    ],
)
def test_paragraphs_end_at_line_breaks(text: str, paragraphs: list[str]) -> None:
    """A line break of any system ends a paragraph; the white space around it belongs to none."""
    assert texts(Document("a", text)) == paragraphs


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    """Where all lines are of one length the breaks mean nothing."""
    line = "The fish market will open again on Monday, the harbour master said,"
    text = f"{line}\n{line}\nand then nothing more.\n\nNext."
    assert [len(each.splitlines()) for each in texts(Document("a", text))] == [3, 1]


@given(st.text(alphabet="ab. \r\n\u2028\u00a0“”"))
def test_paragraphs_hold_everything_but_white_space(text: str) -> None:
    """Paragraphs are in order, share nothing, and leave out white space alone."""
    found = Document("a", text).paragraphs
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert "".join("".join(each.of(text).split()) for each in found) == "".join(text.split())
