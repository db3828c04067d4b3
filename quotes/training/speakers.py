"""
What ``quotes.speakers`` learns from annotated articles: the ranker's networks.

    python -m quotes.training.speakers PARSES quotes/learned/speakers/ranker.npz --cases tests/cases/speakers.md

reads the gold folders (``NAME.txt`` with ``NAME.json``, speakers as annotated), the annotated articles of raw news and
a broadcaster's, those of PolNeAR of whose statements `SPEAKERS` says who speaks, and the parse of each from the folder
PARSES (``NAME.conllu``; what has none is left out).  With ``--held-out FILE`` each sixth of all but PolNeAR's is also
read with networks that have seen only the others (and PolNeAR's and the cases), and their records are written there,
for ``quotes evaluate``.

A candidate is right where its name is the annotated speaker's.  Each source finds the speakers before it as annotated.
(To go through the articles a second time with speakers as they are found gained nothing.  Nor did 208 invented
articles, 4,286 statements, in which many sources are descriptions: with them at 2.5 times the weight 2,382 in place of
2,391 of 2,642 held-out sources of real articles were right.)
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen
from numpy.typing import NDArray

from quotes.attribution import Statement, find_statements
from quotes.attribution.rules import Rule
from quotes.attribution.statement import Source
from quotes.evaluation.matching import Letters, letters_of
from quotes.evaluation.names import same_name
from quotes.naming.mention import EntityKind, Mention
from quotes.naming.people import Figure
from quotes.page import frame_of
from quotes.parsing import Parse
from quotes.pipeline import records_of
from quotes.records import Quotation
from quotes.speakers import resolve_speakers
from quotes.speakers.answers import Candidate, Choice
from quotes.speakers.meant import asked_by, offered_by
from quotes.speakers.query import Query
from quotes.speakers.ranker import Ranker
from quotes.speakers.wording import KNOWN, Features
from quotes.text.spans import Span, Spans
from quotes.training.annotated import UNKNOWN, Annotation, Article, alike, articles
from quotes.training.by_folds import Recipe, command_line
from quotes.training.cases import parsed_cases
from quotes.training.networks import Group, learnt, write
from quotes.words.lexicon import lexicon

_FOLDS = 6
#: Stands for the rule that found the statement of a case.
_CASE = Rule("case", "a source of a case", "*Said so*, Prata said.")
#: How much a candidate of an invented text or case counts, and one of PolNeAR's articles, beside one of others (by
#: folds, where each source finds the speakers before it as annotated, 88.0% are right with PolNeAR's at 1, 88.1 without
#: them, 88.2 at a half; with invented texts at 2 beside those 88.3, at 4 87.9).
WEIGHT_OF_INVENTED, WEIGHT_OF_POLNEAR = 3.0, 0.5
#: … and one of a broadcaster's news, of which there are more than of all others (by folds 83.6, 80.1 and 76.6 end to
#: end on train, pages and raw news without them and with most of them at 1; 83.6, 80.0 and 76.8 with all at a half).
WEIGHT_OF_RADIO = 0.5
#: So many networks have a say in each source, each learnt in so many passes.
_NETWORKS, _PASSES = 3, 6


def main() -> None:
    """Learn the networks and write them."""
    parser = command_line(__doc__)
    parser.add_argument("--cases", type=Path, nargs="*", default=[], help="files of cases, tests/cases/speakers.md")
    options = parser.parse_args()
    drawn = articles(options.corpora, options.gold, options.parses)
    found = [each for each in drawn if each.speakers]
    gold = [each for each in found if each.statements and not each.is_example]
    seen = [_weighed(taught(each).groups, WEIGHT_OF_RADIO if each.is_radio else 1.0) for each in gold]
    invented = [one for path in options.cases for case in cases(path) for one in case]
    invented += [one for each in found if each.is_example for one in taught(each).groups]
    polnear = (one for each in found if not each.statements for one in taught(each).groups)
    others = [*_weighed(invented, WEIGHT_OF_INVENTED), *_weighed(polnear, WEIGHT_OF_POLNEAR)]
    Recipe(_FOLDS, _learnt, Ranker.of, _read, write).learn(gold, seen, others, options)


def _weighed(groups: Iterable[Group], weight: float) -> list[Group]:
    return [evolve(each, weight=weight) for each in groups]


def _learnt(groups: Sequence[Group]) -> dict[str, NDArray[Any]]:
    return learnt([*half_unknown(groups)], seeds=_NETWORKS, passes=_PASSES)


def half_unknown(groups: Iterable[Group]) -> Iterator[Group]:
    """
    The sources, every second of them as if nobody in it were well known.

    Else the networks learn that whom no table knows is not the one (by folds both ways are alike: 90.3% right by one
    network, log loss 0.333 and 0.335).
    """
    for number, group in enumerate(groups):
        unknown = [{fact: value for fact, value in each.items() if not fact.startswith(KNOWN)} for each in group.seen]
        yield evolve(group, seen=unknown) if number % 2 else group


def _read(article: Article, rank: Ranker) -> Iterable[Quotation]:
    return records_of(article.parse, lexicon(), "held out", rank=rank)


def taught(article: Article) -> "Teacher":
    """The teacher after it has gone through the sources of an article."""
    frame = frame_of(article.parse.document, lexicon())
    statements = find_statements(article.parse, frame, lexicon())
    drawn = {id(statements[n]): each for n, each in matched(statements, article.drawn) if each.speaker is not None}
    teacher = Teacher(drawn)
    resolve_speakers(statements, article.parse, lexicon(), turns=frame.turns, rank=teacher)
    return teacher


def cases(path: Path) -> Iterator[list[Group]]:
    """The sources of a file's cases, given in text order as "phrase → name · kind · way", with their candidates."""
    for parse, expected in parsed_cases(path):
        yield _of_case(parse, [line.split(" → ") for line in expected.splitlines()])


def _of_case(parse: Parse, expected: Sequence[list[str]]) -> list[Group]:
    """The sources of a case: a statement for each, sought from the end."""
    statements: list[Statement] = []
    at = len(parse.text)
    for words, _ in reversed(expected):
        at = parse.text.rindex(words, 0, at)
        span = Span(at, at + len(words))
        sentence = parse.sentences_in(span)[0]
        inside = [each for each in sentence.words if each.span.overlaps(span)]
        numbers = {each.number for each in inside}
        source = Source((span,), sentence.number, next(each.number for each in inside if each.head not in numbers))
        content = (Span(span.end, sentence.span.end),)
        statements.insert(0, Statement(content, (), None, source, _CASE, "assertion", 1.0))
    names = (UNKNOWN if said.startswith("?") else said.split(" · ")[0] for _, said in expected)
    drawn = {id(one): Annotation((), (), (), speaker=name) for one, name in zip(statements, names, strict=True)}
    teacher = Teacher(drawn)
    turns = frame_of(parse.document, lexicon()).turns
    resolve_speakers(tuple(statements), parse, lexicon(), turns=turns, rank=teacher)
    return teacher.groups


@frozen
class Teacher:
    """
    Ranks candidates as annotated, and keeps what it saw: *drawn* are the annotations by the ids of statements.

    *asked* are the queries, each with its candidates and which of them are right, *groups* the same for networks.
    """

    drawn: dict[int, Annotation]
    asked: list[tuple[Query, Sequence[Candidate], Sequence[bool]]] = field(factory=list)
    groups: list[Group] = field(factory=list)

    def __call__(self, query: Query, found: Sequence[Candidate], seen: Sequence[Features]) -> Sequence[Choice]:
        """The annotated speaker, if there is one; where no annotator looked, who stands there or spoke last."""
        drawn = self.drawn.get(id(query.statement))
        if drawn is None:
            return [Choice(each, 1.0) for each, _ in sorted(zip(found, seen, strict=True), key=_plain)[-1:]]
        name = drawn.speaker if drawn.speaker != UNKNOWN else None
        right = [name is not None and same_name(each.figure.name, name) for each in found]
        self.asked.append((query, found, right))
        if found:
            self.groups.append(Group(seen, asked_by(query.head), offered_by(found), right))
        named = sorted(
            (each for each, fits in zip(found, right, strict=True) if fits),
            key=lambda each: not each.origins & {"cast", "spoken"},
        )
        if not named and name is not None:
            named = [_made_up(query, name)]
        return [Choice(each, 1.0) for each in named]


def _plain(pair: tuple[Candidate, Features]) -> tuple[bool, bool, float]:
    """How plainly a candidate is meant: the one of the document at the head, the phrase itself, who spoke last."""
    candidate, seen = pair
    heads = "cast" in candidate.origins and "holds head" in seen
    return heads, "phrase" in candidate.origins, seen.get("spoke last", 0.0)


def _made_up(query: Query, name: str) -> Candidate:
    """The annotated speaker where no candidate has the name."""
    kind: EntityKind = "person" if name[:1].isupper() else "nominal"
    mention = Mention(Span(query.position, query.position + 1), query.sentence.number, kind, name)
    return Candidate(Figure(name, kind, (mention,)), frozenset({"phrase"}))


def matched(statements: Sequence[Statement], drawn: Sequence[Annotation]) -> Iterator[tuple[int, Annotation]]:
    """The numbers of the statements that are annotated, with the annotations: the most alike first, one to one."""
    told = [n for n, each in enumerate(statements) if each.attitude == "assertion"]
    wanted = [_letters(each.content) for each in drawn]
    for number, n in alike(wanted, [_letters(statements[n].content) for n in told]):
        yield told[n], drawn[number]


def _letters(content: Spans) -> Letters:
    """The places of a content, of which gold with chains counts every one."""
    return letters_of(content, "", every_code_point=True)


if __name__ == "__main__":
    main()
