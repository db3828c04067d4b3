"""
CoNLL-U sentences as plain values: read, change, write.

Training data is handled row by row here, without a parser library, so that every change (a curled quotation mark, a
dropped full stop) is a small function from sentence to sentence that a test can check.  `quotes.parsing.conllu` writes
our own parses; this one keeps whatever a treebank says.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from attrs import frozen

from quotes.learned.encoder import Words
from quotes.training.corpora import CorpusError, open_text

#: GUM's texts carry their own licences, genre by genre (the treebank's files name the genre, `meta::genre`, and the
#: source, `meta::sourceURL`, but not the licence).  A set that newsrooms, which are companies, can use leaves out
#:   whow     wikiHow, CC BY-NC-SA 3.0,
#:   fiction  small presses and authors' own sites, most of it CC BY-NC-SA,
#:   podcast  recordings from archive.org and the like, some of which are CC BY-NC-SA; nothing says which.
#: The other genres are CC BY, CC BY-SA, CC BY-ND or in the public domain.  EWT is CC BY-SA 4.0 throughout.
NON_COMMERCIAL_GENRES = frozenset({"fiction", "podcast", "whow"})


class Row(NamedTuple):
    """A line of ten columns: a word, a token of several words (its ID is a range, "3-4"), or an empty node ("3.1")."""

    id: str
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: str
    deprel: str
    deps: str
    misc: str

    @property
    def numbers(self) -> range:
        """The numbers of the words that the row stands for."""
        first, _, last = self.id.partition("-")
        return range(int(first), int(last or first) + 1)

    @property
    def space(self) -> str:
        """What follows the token: " ", or "" where MISC holds SpaceAfter=No."""
        return "" if "SpaceAfter=No" in self.misc.split("|") else " "


@frozen
class Sentence:
    """One sentence: its comment lines (with the leading `#`) and its rows."""

    comments: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def words(self) -> tuple[Row, ...]:
        """The syntactic words: rows with a whole number as ID, no ranges (3-4) and no empty nodes (3.1)."""
        return tuple(row for row in self.rows if row.id.isdigit())

    @property
    def tokens(self) -> Iterator[Row]:
        """The rows of the surface: ranges, and the words outside of any."""
        covered = 0
        for row in self.rows:
            if "." not in row.id and row.numbers[0] > covered:
                covered = row.numbers[-1]
                yield row

    @property
    def text(self) -> str:
        """The raw text, put together from the surface tokens and their SpaceAfter=No."""
        return "".join(row.form + row.space for row in self.tokens).rstrip(" ")

    def comment(self, key: str) -> str | None:
        """The value of the comment `# key = value`, "" for a bare `# key`, None where there is none."""
        for line in self.comments:
            name, _, value = line.lstrip("# ").partition("=")
            if name.strip() == key:
                return value.strip()
        return None

    def starts(self, what: str) -> bool:
        """True where a comment says that a `newdoc` or `newpar` starts here."""
        return any(line.startswith(f"# {what}") for line in self.comments)

    def with_rows(self, rows: Iterable[Row]) -> "Sentence":
        """The same sentence with other rows, its `# text` comment rebuilt from them."""
        changed = Sentence(self.comments, tuple(rows))
        text = f"# text = {changed.text}"
        comments = tuple(text if line.startswith("# text =") else line for line in self.comments)
        return Sentence(comments, changed.rows)

    def without_empty_nodes(self) -> "Sentence":
        """The sentence less its empty nodes, which only the enhanced graph needs; Stanza does not train on them."""
        return Sentence(self.comments, tuple(row._replace(deps="_") for row in self.rows if "." not in row.id))


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file (plain or .gz), in order."""
    comments: list[str] = []
    rows: list[Row] = []
    for number, raw in enumerate(chain(open_text(path), [""]), start=1):
        line = raw.rstrip("\n")
        columns = line.split("\t")
        if line.startswith("#"):
            comments.append(line)
        elif len(columns) == len(Row._fields):
            rows.append(Row(*columns))
        elif line:
            raise CorpusError(f"{path}:{number}: expected 10 tab-separated columns, found {len(columns)}")
        else:
            if rows:
                yield Sentence(tuple(comments), tuple(rows))
            comments, rows = [], []


def write(path: Path, sentences: Iterable[Sentence]) -> int:
    """Write sentences as CoNLL-U and return how many there were."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for count, sentence in enumerate(sentences, start=1):  # noqa: B007  # the last is returned
            out.write("\n".join([*sentence.comments, *map("\t".join, sentence.rows)]) + "\n\n")
    return count


def documents(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences grouped by document; a document begins at a `# newdoc` comment."""
    document: list[Sentence] = []
    for sentence in sentences:
        if document and sentence.starts("newdoc"):
            yield document
            document = []
        document.append(sentence)
    if document:
        yield document


def commercially_usable(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences of all documents but those of NON_COMMERCIAL_GENRES (EWT's declare none)."""
    for document in documents(sentences):
        if document[0].comment("meta::genre") not in NON_COMMERCIAL_GENRES:
            yield from document


def raw_text(sentences: Iterable[Sentence]) -> str:
    """The running text of the sentences: a blank line between paragraphs and documents, a space between sentences."""
    text, space = "", ""
    for sentence in sentences:
        starts = sentence.starts("newdoc") or sentence.starts("newpar")
        text += ("\n\n" if starts and text else space) + sentence.text
        *_, last = sentence.tokens
        space = last.space
    return text


def worded(document: Iterable[Sentence]) -> list[Words]:
    """The sentences of a document as the encoder takes them."""
    found: list[Words] = []
    inside = 0
    for sentence in document:
        texts = [row.form for row in sentence.words]
        opens = not found or sentence.starts("newpar")
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
