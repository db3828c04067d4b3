"""
Freeze the parses of cases: ``python -m tests.freeze quotations clauses`` parses the texts that have no parse yet.

Parses that are there stay as they are, because many were corrected by hand: rules are tested on right trees, not on
one parser's habits.  To have a text parsed anew, delete its parse.
"""

import sys

from quotes.documents import Document
from quotes.models import locate
from quotes.syntax.conllu import dumps
from quotes.syntax.stanza_parser import StanzaParser
from tests.casefiles import HERE, Case, cases_in, parses_in


def freeze(file: str, parser: StanzaParser) -> None:
    """Write ``parses/FILE.conllu`` with one parse for each case, in the order of the cases."""
    known = parses_in(file)
    frozen_parses = [
        known[case.title] if fits(known.get(case.title, ""), case) else dumps(parser(Document(case.title, case.text)))
        for case in cases_in(file)
    ]
    (HERE / "parses" / f"{file}.conllu").write_text("\n".join(each.rstrip() + "\n\n" for each in frozen_parses))


def fits(conllu: str, case: Case) -> bool:
    """Is this a parse of the case's text? (White space aside, which CoNLL-U does not keep.)"""
    lines = (line.removeprefix("# text = ") for line in conllu.splitlines() if line.startswith("# text = "))
    return "".join("".join(lines).split()) == "".join(case.text.split())


if __name__ == "__main__":
    stanza_parser = StanzaParser(locate())
    for each in sys.argv[1:]:
        freeze(each, stanza_parser)
