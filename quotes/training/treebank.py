"""
CoNLL-U sentences as plain values: read, change, write.

Training data is handled row by row here, without a parser library, so that every change (a curled quotation mark, a
dropped full stop) is a small function from sentence to sentence that a test can check.  `quotes.parsing.conllu` writes
our own parses; this one keeps whatever a treebank says.
"""

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from attrs import frozen

from quotes.errors import QuotesError
from quotes.learned.encoder import Words

#: The ten columns, by position.
ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)
_NAMES = ("id", "form", "lemma", "upos", "xpos", "feats", "head", "deprel", "deps", "misc")

Row: TypeAlias = tuple[str, ...]


class CorpusError(QuotesError):
    """A corpus file is not in its format; the message names the file, the line and what was expected there."""


@frozen
class Sentence:
    """One sentence: its comment lines (with the leading `#`) and its rows of ten columns each."""

    comments: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def words(self) -> tuple[Row, ...]:
        """The syntactic words: rows with a whole number as ID, no ranges (3-4) and no empty nodes (3.1)."""
        return tuple(row for row in self.rows if row[ID].isdigit())

    @property
    def text(self) -> str:
        """The raw text, put together from the surface tokens and their SpaceAfter=No."""
        return "".join(form + space for form, space in surface(self)).rstrip(" ")

    def comment(self, key: str) -> str | None:
        """The value of the comment `# key = value`, "" for a bare `# key`, None where there is none."""
        for line in self.comments:
            name, _, value = line.lstrip("# ").partition("=")
            if name.strip() == key:
                return value.strip()
        return None

    def with_rows(self, rows: Iterable[Row]) -> "Sentence":
        """The same sentence with other rows, its `# text` comment rebuilt from them."""
        changed = Sentence(self.comments, tuple(rows))
        text = f"# text = {changed.text}"
        comments = tuple(text if line.startswith("# text =") else line for line in self.comments)
        return Sentence(comments, changed.rows)


def surface(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Surface tokens in order, each with the space that follows it (" " or ""); words inside a range are skipped."""
    covered = 0
    for row in sentence.rows:
        first, _, last = row[ID].partition("-")
        if "." in first or int(first) <= covered:
            continue
        covered = int(last or first)
        yield row[FORM], "" if has_misc(row, "SpaceAfter=No") else " "


def has_misc(row: Row, item: str) -> bool:
    """Whether the MISC column holds *item*, for instance `SpaceAfter=No`."""
    return item in row[MISC].split("|")


def replaced(row: Row, **columns: str) -> Row:
    """The row with some columns changed, named in small letters: `replaced(row, form="”")`."""
    return tuple(columns.get(name, value) for name, value in zip(_NAMES, row, strict=True))


def without_empty_nodes(sentence: Sentence) -> Sentence:
    """The sentence less its empty nodes (3.1), which only the enhanced graph needs; Stanza does not train on them."""
    rows = (replaced(row, deps="_") for row in sentence.rows if "." not in row[ID])
    return Sentence(sentence.comments, tuple(rows))


def open_text(path: Path) -> Iterator[str]:
    """The lines of a text file, unpacked when its name ends in .gz."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from lines
    else:
        with path.open(encoding="utf-8") as lines:
            yield from lines


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file (plain or .gz), in order."""
    comments: list[str] = []
    rows: list[Row] = []
    for number, raw in enumerate(open_text(path), start=1):
        line = raw.rstrip("\n")
        if not line:
            if rows:
                yield Sentence(tuple(comments), tuple(rows))
            comments, rows = [], []
        elif line.startswith("#"):
            comments.append(line)
        else:
            row = tuple(line.split("\t"))
            if len(row) != len(_NAMES):
                raise CorpusError(f"{path}:{number}: expected 10 tab-separated columns, found {len(row)}")
            rows.append(row)
    if rows:
        yield Sentence(tuple(comments), tuple(rows))


def write(path: Path, sentences: Iterable[Sentence]) -> int:
    """Write sentences as CoNLL-U and return how many there were."""
    count = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for sentence in sentences:
            out.write("\n".join([*sentence.comments, *("\t".join(row) for row in sentence.rows)]) + "\n\n")
            count += 1
    return count


def documents(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences grouped by document; a document begins at a `# newdoc` comment."""
    document: list[Sentence] = []
    for sentence in sentences:
        if document and sentence_starts(sentence, "newdoc"):
            yield document
            document = []
        document.append(sentence)
    if document:
        yield document


def sentence_starts(sentence: Sentence, what: str) -> bool:
    """Whether a comment says that a `newdoc` or `newpar` starts here."""
    return any(line.startswith(f"# {what}") for line in sentence.comments)


def raw_text(sentences: Iterable[Sentence]) -> str:
    """The running text of the sentences: a blank line between paragraphs and documents, a space between sentences."""
    text, space = "", ""
    for sentence in sentences:
        starts = sentence_starts(sentence, "newdoc") or sentence_starts(sentence, "newpar")
        text += ("\n\n" if starts and text else space) + sentence.text
        space = list(surface(sentence))[-1][1]
    return text


def worded(document: Iterable[Sentence]) -> list[Words]:
    """The sentences of a document as the encoder takes them."""
    found: list[Words] = []
    inside = 0
    for sentence in document:
        texts = [row[FORM] for row in sentence.words]
        opens = not found or sentence_starts(sentence, "newpar")
        marks, inside = quoted(texts, 0 if opens else inside)
        found.append(Words(texts, marks, opens))
    return found


def quoted(texts: Iterable[str], inside: int = 0) -> tuple[list[int], int]:
    """
    For each word 1 inside of double marks, marks included, else 0; and whether the text goes on inside of them.

    *inside* is 1 where the text before left marks open.

    >>> quoted(["“", "No", "”", "he", "said"])
    ([1, 1, 1, 0, 0], 0)
    """
    found = []
    for word in texts:
        opens, closes = word in {"“", "``"}, word in {"”", "''"}
        if word == '"':
            opens, closes = not inside, bool(inside)
        found.append(1 if opens or closes else inside)
        inside = 1 if opens else 0 if closes else inside
    return found, inside
