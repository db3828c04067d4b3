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
relays     precision, recall and F1 of the relays' names, over the pairs, if they have any
chain      share of the pairs whose whole chain is right, hop by hop
end-to-end precision, recall and F1 of statements that are found and have the whole chain right
========== ====================================================================================================

A hop carried over from an earlier sentence that the gold lacks is passed over.  Exact, overlap, match, AR, cue and type
are those by which extractors are compared on PolNeAR; speaker, relays, chain and end to end those of the chain gold.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from attrs import frozen

from quotes.evaluation.matching import Compared, Item, Pair
from quotes.evaluation.names import same_name
from quotes.evaluation.reliability import Judged

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


def scores(compared: Compared, chains: bool) -> dict[str, Score]:
    """Precision, recall and F1 by name; with *chains* those of relays and whole chains as well."""
    paired, sizes = compared.pairs, (len(compared.found), len(compared.gold))
    counted = {
        "exact": _common(compared, lambda item: [item.content]),
        "overlap": _overlap(compared),
        "match": Score(len(paired), *sizes),
        "ar": Score(sum(each.is_attributed for each in paired), *sizes),
        "ar-strict": _common(compared, lambda item: [(item.content, item.source)]),
        "cue": _common(compared, lambda item: [item.cue] if item.cue else []),
    }
    if chains:
        if (relays := _relays(paired)).found + relays.gold:
            counted["relays"] = relays
        counted["end-to-end"] = Score(sum(each.has_chain for each in paired), *sizes)
    return counted


def shares(pairs: Sequence[Pair], chains: bool) -> dict[str, Share]:
    """Shares of the pairs by name; with *chains* those of speakers and whole chains as well."""
    hits = {
        "source": sum(each.is_attributed for each in pairs),
        "source-exact": sum(each.gold.source == each.found.source for each in pairs),
    }
    if chains:
        hits["speaker"] = sum(each.has_speaker for each in pairs)
        hits["chain"] = sum(each.has_chain for each in pairs)
    return {name: Share(count, len(pairs)) for name, count in hits.items()}


def by_type(compared: Compared) -> dict[str, Group]:
    """Match and AR by type: precision by the record's type, recall by the gold's."""
    found, gold = (Counter(item.type for item in side) for side in (compared.found, compared.gold))
    both = (compared.pairs, [each for each in compared.pairs if each.is_attributed])
    return {
        kind: Group(
            *(Share(sum(each.found.type == kind for each in some), found[kind]) for some in both),
            *(Share(sum(each.gold.type == kind for each in some), gold[kind]) for some in both),
        )
        for kind in TYPES
    }


def by_rule(compared: Compared) -> dict[str, Group]:
    """Match and AR by the rule that found the record, the most frequent first; recall is of all gold."""
    found = Counter(each.provenance.rule for each in compared.records)
    match = Counter(each.record.provenance.rule for each in compared.pairs)
    right = Counter(each.record.provenance.rule for each in compared.pairs if each.is_attributed)
    return {
        rule: Group(*(Share(hits[rule], of) for of in (count, len(compared.gold)) for hits in (match, right)))
        for rule, count in sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
    }


def by_way(pairs: Iterable[Pair]) -> dict[str, Share]:
    """
    Pairs with the right speaker by how the record found it and of which kind it is, the most frequent first.

    The names are such as "pronoun, person" (``resolved_by`` and ``kind``).
    """
    speakers = ((each.record.speaker, each.has_speaker) for each in pairs)
    return _shares((f"{speaker.resolved_by}, {speaker.kind}", right) for speaker, right in speakers)


def by_hop(pairs: Iterable[Pair]) -> dict[str, Share]:
    """
    Hops of the pairs' records that the gold's chain has, by role and basis, the most frequent first.

    The names are such as "relay, stated"; speakers are left out, and so are hops that `Pair.hops` passes over.
    """
    found = ((each, hop) for each in pairs for hop in each.hops if hop.role != "speaker")
    return _shares((f"{hop.role}, {hop.basis}", each.in_gold(hop)) for each, hop in found)


def judged(compared: Compared) -> list[Judged]:
    """Each record with whether it matches a gold attribution and has its source."""
    right = {each.found for each in compared.pairs if each.is_attributed}
    both = zip(compared.records, compared.found, strict=True)
    return [Judged(record.confidence, found in right) for record, found in both]


def _shares(judged: Iterable[tuple[str, bool]]) -> dict[str, Share]:
    """The share that is right under each name, the most frequent first."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for name, right in judged:
        counts[name][right] += 1
    found = {name: Share(each[True], each.total()) for name, each in counts.items()}
    return dict(sorted(found.items(), key=lambda entry: (-entry[1].of, entry[0])))


def _common(compared: Compared, keys: Callable[[Item], Iterable[Hashable]]) -> Score:
    """The score of *keys* of items, each of which is a hit with an equal one of the other side and of its article."""
    gold, found = (
        Counter((item.article.name, key) for item in side for key in keys(item))
        for side in (compared.gold, compared.found)
    )
    return Score((gold & found).total(), found.total(), gold.total())


def _overlap(compared: Compared) -> Score:
    """The score of the places that lie in any content of their article."""
    gold: dict[str, set[int]] = defaultdict(set)
    found: dict[str, set[int]] = defaultdict(set)
    for places, side in ((gold, compared.gold), (found, compared.found)):
        for item in side:
            places[item.article.name] |= item.letters
    hits = sum(len(letters & found[name]) for name, letters in gold.items())
    return Score(hits, sum(map(len, found.values())), sum(map(len, gold.values())))


def _relays(pairs: Iterable[Pair]) -> Score:
    """The score of the relays' names."""
    hits = found = gold = 0
    for each in pairs:
        kept = {hop.name for hop in each.hops}
        got = [hop.name for hop in each.record.chain if hop.role == "relay" and hop.name in kept]
        hits += sum(any(same_name(name, other) for other in got) for name in each.gold.said.relays)
        found += len(got)
        gold += len(each.gold.said.relays)
    return Score(hits, found, gold)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
