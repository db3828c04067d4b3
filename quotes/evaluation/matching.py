"""
Which record is which gold attribution: one to one, greedily, the most alike first.

Two contents are alike by the share of characters they have in common of all that either has (Jaccard); half of them
is the least.  Of equal pairs the one whose sources agree goes first, then the earlier in gold, then in the records.
White space does not count, save in gold with chains, whose rule it is that every code point does.
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from quotes.evaluation.gold import Article, Attribution, attribution_of
from quotes.evaluation.names import same_name
from quotes.records import Hop, Quotation
from quotes.text import Document
from quotes.text.spans import Span, Spans, merged, trimmed

#: Contents that share less are different statements.
LEAST_JACCARD = 0.5
#: A content with this share of its letters inside quotation marks is direct: what remains is a stray word.
_DIRECT = 0.8
_MARKS = "“”\"'‘’„‟«»`"
#: What does not tell two spans apart at their edges.  No white space of Unicode lies above U+3000.
_EDGE = "".join(each for each in map(chr, range(0x3001)) if each.isspace()) + _MARKS + ".,;:"

Letters = frozenset[int]


@frozen(eq=False)
class Item:
    """
    An attribution of an article as it is compared.

    *content*, *source* and *cue* are normalised spans, *letters* and *source_letters* the places of the characters
    that count, *type* is ``direct``, ``mixed`` or ``indirect``; *said* is the attribution itself.
    """

    article: Article
    said: Attribution
    content: Spans
    source: Spans
    cue: Spans
    letters: Letters
    source_letters: Letters
    type: str


@frozen(eq=False)
class Pair:
    """A gold attribution and the *record* that is the same statement, which is *found* as it is compared."""

    gold: Item
    found: Item
    record: Quotation

    @property
    def is_attributed(self) -> bool:
        """True where both have the same source."""
        return same_source(self.gold, self.found)

    @property
    def has_speaker(self) -> bool:
        """True where the record has the gold's speaker."""
        return same_name(self.gold.said.speaker, self.record.speaker.name)

    @property
    def hops(self) -> tuple[Hop, ...]:
        """The record's chain without the carried hops that the gold's lacks."""
        return tuple(hop for hop in self.record.chain if hop.basis != "carried" or self.in_gold(hop))

    @property
    def has_chain(self) -> bool:
        """True where the record has the chain of the gold, hop by hop."""
        hops, gold = self.hops, self.gold.said.chain
        return len(hops) == len(gold) and all(same_name(name, hop.name) for name, hop in zip(gold, hops, strict=True))

    def in_gold(self, hop: Hop) -> bool:
        """True where a hop of that name is in the gold's chain."""
        return any(same_name(name, hop.name) for name in self.gold.said.chain)


@frozen(eq=False)
class Compared:
    """Gold and records of some articles; *found* are the records as they are compared, *pairs* what is in both."""

    gold: tuple[Item, ...]
    found: tuple[Item, ...]
    records: tuple[Quotation, ...]
    pairs: tuple[Pair, ...]


def compared(articles: Iterable[tuple[Article, Sequence[Quotation]]], every_code_point: bool) -> Compared:
    """The articles with their records, matched; *every_code_point* counts white space as well."""
    gold: list[Item] = []
    found: list[Item] = []
    records: list[Quotation] = []
    same: list[Pair] = []
    for article, some in articles:
        quoted = _quoted(article.document)
        wanted, got = (
            [_item(each, article, quoted, every_code_point) for each in side]
            for side in (article.attributions, map(attribution_of, some))
        )
        same += (Pair(wanted[g], got[f], some[f]) for g, f in pairs(wanted, got))
        gold += wanted
        found += got
        records += some
    return Compared(tuple(gold), tuple(found), tuple(records), tuple(same))


def pairs(gold: Sequence[Item], found: Sequence[Item]) -> tuple[tuple[int, int], ...]:
    """Places in *gold* and *found* that are one statement, the most alike first; each place once at most."""
    alike = []
    for g, wanted in enumerate(gold):
        for f, each in enumerate(found):
            share = jaccard(wanted.letters, each.letters)
            if share >= LEAST_JACCARD:
                alike.append(((-share, not same_source(wanted, each)), g, f))
    return tuple(one_to_one(alike))


def one_to_one(ranked: Iterable[tuple[tuple[float, ...], int, int]]) -> Iterator[tuple[int, int]]:
    """Of pairs of places with their rank the best first, the lower the better; each place on a side once at most."""
    used_left, used_right = set(), set()
    for _, left, right in sorted(ranked):
        if left not in used_left and right not in used_right:
            used_left.add(left)
            used_right.add(right)
            yield left, right


def jaccard(left: Letters, right: Letters) -> float:
    """The share that two sets of places have in common of all that either has, 0 where both are empty."""
    common = len(left & right)
    return common / (len(left) + len(right) - common) if common else 0.0


def same_source(left: Item, right: Item) -> bool:
    """True where the sources share a character, or both are absent."""
    if left.source_letters or right.source_letters:
        return bool(left.source_letters & right.source_letters)
    return True


def normalised(spans: Iterable[Span], text: str) -> Spans:
    """
    Spans by which two readings are exactly equal: “A,” “B” and A, “B are.

    Neighbours with nothing but white space, quotation marks and . , ; : between them are one; the same is cut off at
    both ends, and what is then empty goes.
    """
    joined: list[Span] = []
    for span in merged(spans):
        if joined and not text[joined[-1].end : span.start].strip(_EDGE):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    cut = (trimmed(text, each, _EDGE) for each in joined)
    return tuple(each for each in cut if len(each) > 0)


def _item(said: Attribution, article: Article, quoted: Letters, every_code_point: bool) -> Item:
    text = article.document.text
    return Item(
        article,
        said,
        content=normalised(said.content, text),
        source=normalised(said.source, text),
        cue=normalised(said.cue, text),
        letters=letters_of(said.content, text, every_code_point),
        source_letters=letters_of(said.source, text, every_code_point),
        type=_type(said.content, text, quoted),
    )


def letters_of(spans: Spans, text: str, every_code_point: bool = False) -> Letters:
    """The places of what counts in *spans*: all that is no white space, or every code point."""
    places = (i for span in spans for i in range(span.start, span.end))
    return frozenset(i for i in places if every_code_point or not text[i].isspace())


def _quoted(document: Document) -> Letters:
    found = document.quoted
    return frozenset(i for each in found for i in range(each.span.start, each.span.end))


def _type(content: Spans, text: str, quoted: Letters) -> str:
    """How much of a content stands inside quotation marks; the marks themselves do not count."""
    letters = [i for i in letters_of(content, text) if text[i] not in _MARKS]
    inside = sum(i in quoted for i in letters)
    if letters and inside / len(letters) >= _DIRECT:
        return "direct"
    return "mixed" if inside else "indirect"
