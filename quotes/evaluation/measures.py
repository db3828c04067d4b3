"""
The figures, each a ratio of counts that are summed over all articles (micro-averaged).

========== ====================================================================================================
exact      precision, recall and F1 of the contents, equal when normalised (what newspapers put at their edges
           does not count)
overlap    the same of the characters that lie in any content of their article, each once
match      the same of the pairs: one to one, contents that share half of their characters
ar         attribution: a pair whose sources share a character, or are both absent
ar-strict  content and source both exactly equal
cue        the same of the cues, exactly equal; attributions without one are left out
source     share of the pairs with the right source; source-exact: with an exactly equal one
========== ====================================================================================================

Gold with chains has these as well:

========== ====================================================================================================
speaker    share of the pairs whose speaker's name is the same (`same_name`)
relays     precision, recall and F1 of the relays' names, over the pairs
chain      share of the pairs whose whole chain is right, hop by hop
end-to-end precision, recall and F1 of statements that are found and have the whole chain right
========== ====================================================================================================

A hop carried over from an earlier sentence that the gold lacks is passed over.  Exact, overlap, match, AR, cue and type
are those by which extractors are compared on PolNeAR; speaker, relays, chain and end to end those of the chain gold.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from quotes.evaluation.matching import Compared, Item, same_source
from quotes.evaluation.names import same_name
from quotes.records import Hop, Quotation

TYPES = ("direct", "mixed", "indirect")


@frozen
class Score:
    """Hits among *found* and among *gold*; each measure is 0 where there is nothing to divide by."""

    hits: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Hits of what was found, 0 to 1."""
        return _ratio(self.hits, self.found)

    @property
    def recall(self) -> float:
        """Hits of what was to be found, 0 to 1."""
        return _ratio(self.hits, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of both, 0 to 1."""
        return _ratio(2 * self.hits, self.found + self.gold)


@frozen
class Share:
    """Hits of so many pairs."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return _ratio(self.hits, self.of)


@frozen
class Group:
    """
    The records, and the gold, of one kind.

    *match* and *ar* are shares of its records (precision), *match_recall* and *ar_recall* shares of its gold.
    """

    match: Share
    ar: Share
    match_recall: Share
    ar_recall: Share


def scores(articles: Sequence[Compared], chains: bool) -> dict[str, Score]:
    """Precision, recall and F1 by name; with *chains* those of relays and whole chains as well."""
    sizes = (sum(len(each.found) for each in articles), sum(len(each.gold) for each in articles))
    paired = [pair for each in articles for pair in _pairs(each)]
    counted = {
        "exact": Score(_equal(articles, lambda item: item.content), *sizes),
        "overlap": _overlap(articles),
        "match": Score(len(paired), *sizes),
        "ar": Score(sum(same_source(*pair) for pair in paired), *sizes),
        "ar-strict": Score(_equal(articles, lambda item: (item.content, item.source)), *sizes),
        "cue": _cues(articles),
    }
    if chains:
        counted["relays"] = _relays(articles)
        counted["end-to-end"] = Score(sum(map(_right_chains, articles)), *sizes)
    return counted


def shares(articles: Sequence[Compared], chains: bool) -> dict[str, Share]:
    """Shares of the pairs by name; with *chains* those of speakers and whole chains as well."""
    paired = [pair for each in articles for pair in _pairs(each)]
    hits = {
        "source": sum(same_source(*pair) for pair in paired),
        "source-exact": sum(wanted.source == got.source for wanted, got in paired),
    }
    if chains:
        hits["speaker"] = sum(same_name(wanted.said.speaker, got.said.speaker) for wanted, got in paired)
        hits["chain"] = sum(map(_right_chains, articles))
    return {name: Share(count, len(paired)) for name, count in hits.items()}


def by_type(articles: Sequence[Compared]) -> dict[str, Group]:
    """Match and AR by type: precision by the record's type, recall by the gold's."""
    found = Counter(item.type for each in articles for item in each.found)
    gold = Counter(item.type for each in articles for item in each.gold)
    matched = [pair for each in articles for pair in _pairs(each)]
    right = [pair for pair in matched if same_source(*pair)]
    return {
        kind: Group(
            *(Share(sum(got.type == kind for _, got in some), found[kind]) for some in (matched, right)),
            *(Share(sum(wanted.type == kind for wanted, _ in some), gold[kind]) for some in (matched, right)),
        )
        for kind in TYPES
    }


def by_rule(articles: Sequence[Compared]) -> dict[str, Group]:
    """Match and AR by the rule that found the record, the most frequent first; recall is of all gold."""
    gold = sum(len(each.gold) for each in articles)
    counts: Mapping[str, Counter[str]] = defaultdict(Counter)
    for record, matched, right in judged(articles):
        counts[record.provenance.rule].update(found=1, match=matched, ar=right)
    groups = {
        rule: Group(*(Share(each[name], of) for of in (each["found"], gold) for name in ("match", "ar")))
        for rule, each in counts.items()
    }
    return dict(sorted(groups.items(), key=lambda entry: (-entry[1].match.of, entry[0])))


def by_way(articles: Iterable[Compared]) -> dict[str, Share]:
    """
    Pairs with the right speaker by how the record found it and of which kind it is, the most frequent first.

    The names are such as "pronoun, person" (``resolved_by`` and ``kind``).
    """
    paired = (
        (each.records[found].speaker, each.gold[gold].said.speaker) for each in articles for gold, found in each.pairs
    )
    return _shares((f"{found.resolved_by}, {found.kind}", same_name(wanted, found.name)) for found, wanted in paired)


def by_hop(articles: Iterable[Compared]) -> dict[str, Share]:
    """
    Hops of the pairs' records that the gold's chain has, by role and basis, the most frequent first.

    The names are such as "relay, stated"; speakers are left out, and so are hops that `hops` passes over.
    """
    chains = ((each.records[found], each.gold[gold].said.chain) for each in articles for gold, found in each.pairs)
    found = ((hop, chain) for record, chain in chains for hop in hops(record, chain) if hop.role != "speaker")
    return _shares(
        (f"{hop.role}, {hop.basis}", any(same_name(name, hop.name) for name in chain)) for hop, chain in found
    )


def _shares(judged: Iterable[tuple[str, bool]]) -> dict[str, Share]:
    """The share that is right under each name, the most frequent first."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for name, right in judged:
        counts[name][right] += 1
    found = {name: Share(each[True], each.total()) for name, each in counts.items()}
    return dict(sorted(found.items(), key=lambda entry: (-entry[1].of, entry[0])))


def judged(articles: Iterable[Compared]) -> Iterator[tuple[Quotation, bool, bool]]:
    """Each record with whether it is a match, and whether it is one that has the right source."""
    for each in articles:
        partner = {found: gold for gold, found in each.pairs}
        for place, record in enumerate(each.records):
            gold = partner.get(place)
            yield record, gold is not None, gold is not None and same_source(each.gold[gold], each.found[place])


def hops(record: Quotation, gold: Iterable[str]) -> tuple[Hop, ...]:
    """A record's chain without the carried hops that the *gold* chain lacks."""
    names = tuple(gold)
    return tuple(
        hop for hop in record.chain if hop.basis != "carried" or any(same_name(hop.name, name) for name in names)
    )


def same_chain(record: Quotation, gold: Sequence[str]) -> bool:
    """True where the record has the chain of the gold, hop by hop."""
    found = hops(record, gold)
    return len(found) == len(gold) and all(same_name(name, hop.name) for name, hop in zip(gold, found, strict=True))


def _pairs(article: Compared) -> Iterator[tuple[Item, Item]]:
    """The pairs as (gold item, record's item)."""
    return ((article.gold[gold], article.found[found]) for gold, found in article.pairs)


def _equal(articles: Iterable[Compared], key: Callable[[Item], Hashable]) -> int:
    """How many items have an equal one on the other side, each used once."""
    return sum((Counter(map(key, each.gold)) & Counter(map(key, each.found))).total() for each in articles)


def _summed(counts: Iterable[tuple[int, int, int]]) -> Score:
    """The score of hits, found and gold of many articles."""
    return Score(*map(sum, zip((0, 0, 0), *counts, strict=True)))


def _overlap(articles: Iterable[Compared]) -> Score:
    nothing: frozenset[int] = frozenset()
    sides = ([nothing.union(*(item.letters for item in side)) for side in (each.gold, each.found)] for each in articles)
    return _summed((len(left & right), len(right), len(left)) for left, right in sides)


def _cues(articles: Iterable[Compared]) -> Score:
    sides = ([Counter(item.cue for item in side if item.cue) for side in (each.gold, each.found)] for each in articles)
    return _summed(((left & right).total(), right.total(), left.total()) for left, right in sides)


def _relays(articles: Iterable[Compared]) -> Score:
    counts = []
    for each in articles:
        for place, other in each.pairs:
            wanted = each.gold[place].said
            kept = {hop.name for hop in hops(each.records[other], wanted.chain)}
            got = [hop.name for hop in each.records[other].chain if hop.role == "relay" and hop.name in kept]
            hits = sum(any(same_name(name, other_name) for other_name in got) for name in wanted.relays)
            counts.append((hits, len(got), len(wanted.relays)))
    return _summed(counts)


def _right_chains(article: Compared) -> int:
    """How many pairs have the whole chain right."""
    return sum(same_chain(article.records[found], article.gold[gold].said.chain) for gold, found in article.pairs)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
