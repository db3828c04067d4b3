"""Groups: several persons, bodies or places that "and" joins, whom "they" and "the two" may mean."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from quotes.naming.mention import Mention
from quotes.naming.people import Figure
from quotes.parsing import Parse, Sentence, Word
from quotes.text.spans import cover

#: By what a name hangs on the noun of its phrase ("the owner, **Ana Reis**"), and on a name before it.
_BESIDE = frozenset({"appos", "flat", "conj"})
#: What goes together, by the kinds of figures.
_ALIKE = {"person": "person", "body": "body", "outlet": "body", "place": "place"}


def groups_of(parse: Parse, figures: Iterable[Figure]) -> list[Figure]:
    """
    The groups that a document names outside of quotations, each with its members; places only where they act.

    "**Ana Reis and Rui Prata** own the mill"; "the owners, **Ana Reis, Rui Prata and Bruno Neves**"
    """
    beside: dict[tuple[int, int, str], list[tuple[Mention, Figure]]] = {}
    joined = set()
    for figure in figures:
        for mention in figure.mentions if figure.kind in _ALIKE else ():
            sentence = parse.sentences[mention.sentence]
            *below, top = _up(mention, sentence)
            if mention.quoted or (figure.kind == "place" and top.relation != "nsubj"):
                continue
            key = (sentence.number, top.number, _ALIKE[figure.kind])
            beside.setdefault(key, []).append((mention, figure))
            joined |= {key} if any(word.relation == "conj" for word in below) else set()
    groups: dict[str, Figure] = {}
    for key in sorted(joined):
        for group in _group(beside[key], key[0]):
            before = groups[group.name].mentions if group.name in groups else ()
            groups[group.name] = evolve(group, mentions=(*before, *group.mentions))
    return list(groups.values())


def together(names: Sequence[str]) -> str:
    """Several names as one: "Ana Reis, Rui Prata and the port"."""
    return ", ".join(names[:-1]) + " and " + names[-1]


def _up(mention: Mention, sentence: Sentence) -> list[Word]:
    """The word of a name, and those above that stand for what it is joined with."""
    path = [sentence.top_of(mention.span) or sentence.words[0]]
    for above in sentence.ancestors(path[0]):
        if path[-1].relation not in _BESIDE:
            break
        path.append(above)
    return path


def _group(named: Iterable[tuple[Mention, Figure]], sentence: int) -> Iterator[Figure]:
    """The figures named beside each other as one, if they are several."""
    ordered = sorted(named, key=lambda each: each[0].span)
    members = tuple({id(figure): figure for _, figure in ordered}.values())
    if len(members) > 1:
        name = together([each.name for each in members])
        span = cover(mention.span for mention, _ in ordered)
        yield Figure(name, "plural", (Mention(span, sentence, "plural", name),), members=members)
