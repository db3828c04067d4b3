"""
How well pronouns and descriptions that are sources are resolved, on a treebank with coreference.

    python -m quotes.training.sources_of_gum ../shared/corpora/ud/en_gum-dev.conllu.gz

Each document is put together as raw text and read as `quotes` reads any.  A source counts where its words are those of
an annotated mention: pronouns but those of first and second person, and noun phrases whose noun is no name.  The
speaker is right where all words of the answer stand in mentions of the same entity, or of those within them ("his
mother" is Prata's mother); of an entity that the document calls by a name, in its names.  What several persons are
called ("Americans") is no name.  Printed are, of each of the two kinds, how many there are, how many stay open, and how
many of those answered are right, in percent, then what is wrong.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from quotes import Extractor
from quotes.naming.person_names import plain
from quotes.records import Quotation
from quotes.speakers.pronouns import FIRST, PRONOUNS, SECOND
from quotes.text.spans import Span, cover, overlap
from quotes.training.mentions import gum_spans, head_of
from quotes.training.treebank import Row, Sentence, documents, raw_text, read

#: A source is the annotated mention with which it shares so many of the characters of both.
_LEAST_SHARED = 0.5
#: Words that a name and a mention need not share.
_LITTLE = frozenset({"the", "a", "an", "of", "and", "s", ""})
#: The entities of persons in what GUM says of a word.
_PERSON = re.compile(r"\((\d+)-person")
#: How a name hangs on the noun that it goes with.
_CALLED = frozenset({"appos", "flat"})


@frozen
class Mention:
    """An annotated mention: where it stands, whom it means, its words in small letters, those of a name, its head."""

    span: Span
    entity: str
    words: frozenset[str]
    names: frozenset[str]
    head: str
    tag: str


@frozen
class Asked:
    """A source that asks for its speaker, of which *kind*, what `quotes` answers (None: open), and whether rightly."""

    kind: str
    source: str
    answer: str | None
    right: bool


def places_of(document: Sequence[Sentence], text: str) -> list[list[Span]]:
    """The words' places in each sentence of a document with that raw text; those of one token share its place."""
    at, places = 0, []
    for sentence in document:
        spans: list[Span] = []
        for token in sentence.tokens:
            start = text.index(token.form, at)
            at = start + len(token.form)
            spans += [Span(start, at)] * len(token.numbers)
        places.append(spans)
    return places


def mentions_of(document: Sequence[Sentence], places: Sequence[list[Span]]) -> list[Mention]:
    """The annotated mentions of a document."""
    found = []
    for sentence, spans in zip(document, places, strict=True):
        rows = sentence.words
        persons = {entity for row in rows for entity in _PERSON.findall(row.misc)}
        for entity, first, last in gum_spans(rows):
            inside = rows[first : last + 1]
            head = rows[head_of(rows, first, last)]
            several = entity in persons and "Number=Plur" in head.feats
            names = frozenset() if several else _words(_named(inside, head))
            found.append(
                Mention(cover(spans[first : last + 1]), entity, _words(inside), names, head.form.casefold(), head.upos)
            )
    return found


def _words(rows: Sequence[Row]) -> frozenset[str]:
    return frozenset(plain(row.form) for row in rows)


def _named(rows: Sequence[Row], head: Row) -> Sequence[Row]:
    """The words of a mention that are a name: all, or behind the noun, "the painter **Rui Prata**"."""
    if head.upos == "PROPN":
        return rows
    called = (row for row in rows if row.head == head.id and row.deprel in _CALLED and row.upos == "PROPN")
    name = next(called, None)
    within = (n for n, row in enumerate(rows) if name is not None and name.id in (row.id, row.head))
    return rows[next(within, len(rows)) :]


def asked_in(quotations: Sequence[Quotation], mentions: Sequence[Mention]) -> Iterator[Asked]:
    """The pronouns and descriptions among the sources of a document's quotations."""
    entities: dict[str, list[Mention]] = defaultdict(list)
    for each in mentions:
        entities[each.entity].append(each)
    for quotation in quotations:
        if quotation.source is None or quotation.source.spans is None:
            continue
        span = cover(quotation.source.spans)
        mention = max(mentions, key=lambda each: _shared(span, each.span), default=None)
        if mention is None or _shared(span, mention.span) < _LEAST_SHARED or (kind := _kind_of(mention)) is None:
            continue
        name = quotation.speaker.name if quotation.speaker.kind != "unknown" else None
        right = name is not None and _is_meant(name, entities[mention.entity], mentions)
        yield Asked(kind, quotation.source.text, name, right)


def _kind_of(mention: Mention) -> str | None:
    if mention.head in PRONOUNS and mention.tag != "PROPN":  # WHO
        return "pronoun" if mention.head not in FIRST | SECOND else None
    return "description" if mention.tag == "NOUN" else None


def _shared(span: Span, other: Span) -> float:
    """How many characters two spans share, of those of both."""
    both = overlap((span,), (other,))
    return both / (len(span) + len(other) - both)


def _is_meant(name: str, own: Sequence[Mention], mentions: Sequence[Mention]) -> bool:
    """True where all words of a name stand in the names of an entity, or in all that it is called if it has none."""
    words = {plain(each) for each in re.split(r"[\s’'-]+", name)} - _LITTLE
    named = _parts(word for each in own for word in each.names)
    if named:
        return bool(words) and words <= named
    called = _parts(word for each in own for word in each.words)
    return bool(words & called) and words <= called | _parts(_of_owners(own, mentions))


def _parts(words: Iterable[str]) -> set[str]:
    """Words, and what stands between their hyphens and apostrophes."""
    known = set(words)
    return known | {part for word in known for part in re.split(r"[’'-]", word)}


def _of_owners(own: Sequence[Mention], mentions: Sequence[Mention]) -> Iterator[str]:
    """The names of those with whom mentions begin: Byron's where "his mother" stands."""
    within = ((each, e) for each in own for e in mentions if e.span.start == each.span.start)
    owners = {e.entity for each, e in within if len(e.span) < len(each.span)}
    return (word for each in mentions if each.entity in owners for word in each.names)


def main() -> None:
    """Print the table and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path, help="a file of CoNLL-U with Entity= as GUM has it")
    options = parser.parse_args()
    extractor, found, wrong = Extractor(), [], []
    for document in documents(read(options.treebank)):
        text = raw_text(document)
        asked = list(asked_in(extractor.extract(text), mentions_of(document, places_of(document, text))))
        found += asked
        name = document[0].comment("newdoc id")
        wrong += [f"{name}\t{each.source}\t{each.answer or '?'}" for each in asked if not each.right]
    for kind in ("pronoun", "description"):
        own = [each for each in found if each.kind == kind]
        answered = [each for each in own if each.answer is not None]
        stay = 100 * (1 - len(answered) / max(len(own), 1))
        right = 100 * sum(each.right for each in answered) / max(len(answered), 1)
        sys.stdout.write(f"{kind}s: {len(own)}, {stay:.1f} % open, {right:.1f} % right of those answered\n")
    sys.stdout.write("\n".join([*wrong, ""]))


if __name__ == "__main__":
    main()
