"""
Freeze the parses of single lines: ``python tests/freeze_lines.py tests/parses/cues.conllu < lines``.

Each line of the input is one text, a document of its own whose id is the text itself.  The output is CoNLL-U as
`quotes.syntax.conllu.dumps` writes it, one document after the other, in the order of the input.  Texts that the output
file already holds are not parsed again; others that it holds are dropped.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from quotes.documents import Document
from quotes.models import locate
from quotes.syntax.conllu import dumps
from quotes.syntax.stanza_parser import StanzaParser

_OPENING = "# newdoc id = "


def known_parses(path: Path) -> dict[str, str]:
    """The documents of a CoNLL-U file, as CoNLL-U, by their ids; none where there is no file."""
    if not path.exists():
        return {}
    _, *pieces = path.read_text(encoding="utf-8").split(_OPENING)
    return {each.partition("\n")[0]: f"{_OPENING}{each.rstrip()}\n\n" for each in pieces}


def freeze(path: Path, texts: Iterable[str]) -> int:
    """Write the parses of *texts*, and of nothing else, to the file; how many of them are new."""
    wanted = list(dict.fromkeys(each.strip() for each in texts if each.strip()))
    known = known_parses(path)
    new = [each for each in wanted if each not in known]
    if new:
        parser = StanzaParser(locate())
        known |= {each: dumps(parser(Document(each, each))).rstrip() + "\n\n" for each in new}
    path.write_text("".join(known[each] for each in wanted), encoding="utf-8")
    return len(new)


if __name__ == "__main__":
    sys.stderr.write(f"{freeze(Path(sys.argv[1]), sys.stdin)} new parses\n")
