"""
Freeze parses: ``python -m tests.freeze quotations clauses`` parses the texts of these cases that have no parse yet.

Without such cases the texts are the samples (``python -m tests.freeze samples``) or those of a folder of samples
(``python -m tests.freeze reports``); where there is no such folder either, they come from the standard input, one on
each line, each its own title:

    python -m tests.test_cues | python -m tests.freeze cues

Parses that are there stay as they are, because many were corrected by hand: rules are tested on right trees, not on
one parser's habits.  To have a text parsed anew, delete its parse.  Parses of other texts are dropped.

``python -m tests.freeze --odds`` gives the words of all parses the odds and vectors that the shipped encoder reads in
them, when it was learnt anew; trees stay.
"""

import sys
from collections.abc import Iterable
from functools import cache

from quotes import read
from quotes.learned.reader import Reader
from quotes.models import locate, shipped_set
from quotes.parsing import Parse
from quotes.parsing.conllu import dumps, loads
from quotes.parsing.loading import load_reader
from quotes.parsing.stanza_parser import StanzaParser
from quotes.text import Document
from quotes.text.plain import plain
from quotes.training.reread import with_odds, with_vectors, words_of
from tests.casefiles import HERE, cases_in, parses_in

SAMPLES = HERE.parent / "samples"


def freeze(file: str) -> int:
    """Write ``parses/FILE.conllu`` with one parse for each text, in the order of the texts; how many are new."""
    known, wanted = parses_in(file), texts_of(file, sys.stdin)
    new = [title for title, text in wanted.items() if not fits(known.get(title, ""), text)]
    known |= {title: dumps(parser()(plain(Document(title, wanted[title])))) for title in new}
    parses = "".join(known[title].rstrip() + "\n\n" for title in wanted)
    (HERE / "parses" / f"{file}.conllu").write_text(parses, encoding="utf-8")
    return len(new)


def texts_of(file: str, lines: Iterable[str] = ()) -> dict[str, str]:
    """The texts by their titles: those of the file's cases, of the samples or a folder of them, or else the *lines*."""
    folder = SAMPLES if file == SAMPLES.name else SAMPLES / file
    if (HERE / "cases" / f"{file}.md").exists():
        return {case.title: case.text for case in cases_in(file)}
    if folder.is_dir():
        return {each.id: each.text for path in sorted(folder.glob("*.txt")) for each in read(str(path))}
    return {line: line for line in map(str.strip, lines) if line}


def fits(conllu: str, text: str) -> bool:
    """Is this a parse of the text? (White space aside, which CoNLL-U does not keep.)"""
    lines = (line.removeprefix("# text = ") for line in conllu.splitlines() if line.startswith("# text = "))
    return "".join("".join(lines).split()) == "".join(plain(Document("text", text)).text.split())


def with_new_odds(file: str) -> None:
    """Write ``parses/FILE.conllu`` again with what the shipped encoder says of the words."""
    parsed = parses_in(file)
    texts = texts_of(file, parsed)
    parses = (loads(each, plain(Document(title, texts[title]))) for title, each in parsed.items() if title in texts)
    written = "".join(dumps(read_again(each)).rstrip() + "\n\n" for each in parses)
    (HERE / "parses" / f"{file}.conllu").write_text(written, encoding="utf-8")


def read_again(parse: Parse) -> Parse:
    """The parse with what the shipped encoder says of its words."""
    read = reader()(words_of(parse))
    return with_vectors(with_odds(parse, lambda _: read), (each.vectors for each in read))


@cache
def reader() -> Reader:
    """The shipped encoder, loaded when the first text needs it."""
    return load_reader(shipped_set())


@cache
def parser() -> StanzaParser:
    """The parser, loaded when the first text needs it."""
    return StanzaParser(locate())


if __name__ == "__main__":
    if sys.argv[1:] == ["--odds"]:
        for path in sorted((HERE / "parses").glob("*.conllu")):
            with_new_odds(path.stem)
        sys.exit()
    for each in sys.argv[1:]:
        sys.stderr.write(f"{each}: {freeze(each)} new parses\n")
