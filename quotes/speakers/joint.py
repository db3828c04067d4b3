"""
Joint sources: several persons or bodies that "and" joins, each by its fullest name.

    Mayor Ana Reis and her deputy, Rui Prata — Reis and her team — a report by the port and the FPB
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import frozen

from quotes.naming.body_names import unarticled
from quotes.naming.groups import together
from quotes.naming.nominals import Phrase
from quotes.naming.people import Figure
from quotes.naming.titles import clean
from quotes.parsing import Word, phrase_span
from quotes.speakers.answers import NAMED, Context, new_figure
from quotes.text.spans import Span

AND = frozenset({"and", "&"})
_OWNING = re.compile(r"['’]s?\s+\w")
_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\]]*\]?")


@frozen
class _Part:
    """
    One of several in a phrase: its words, what stands before them (",", "and", ", and" or nothing), and its name.

    *figure* is whom it names, *inner* whom it names behind a preposition: "a report by **the port**".
    """

    words: Sequence[Word]
    mark: str
    figure: Figure | None
    inner: Figure | None


#: A name, and the figure that it is of, if it is no description.
_Item = tuple[str, Figure | None]


def joint(phrase: Phrase, context: Context) -> Iterator[Figure]:
    """The sources that a phrase may join: "Ana Reis and her team", and "the port and the FPB" of a report by them."""
    for items in _joined(phrase, context):
        yield new_figure(phrase, together([name for name, _ in items]), "plural")


def all_joined(one: Figure, phrase: Phrase, context: Context) -> str | None:
    """
    All persons, or all bodies, that a phrase joins, where *one* is the first or the last of them; else None.

    "a report by the Ports Board (FPB) and **the bank**"; not "Ana Reis of the port and the bank"
    """
    for items in _joined(phrase, context):
        kinds = {figure.kind if figure is not None and figure.name[:1].isupper() else "" for _, figure in items}
        alike = kinds in ({"person"}, {"body"}, {"outlet"}, {"body", "outlet"})
        if alike and one.name in {items[0][0], items[-1][0]}:
            return together([name for name, _ in items])
    return None


def _joined(phrase: Phrase, context: Context) -> Iterator[Sequence[_Item]]:
    """What a phrase joins, from its first part on, and from what stands behind a preposition there."""
    parts = _parts_of(phrase, context)
    firsts = [parts[0].figure, *([parts[0].inner] if parts[0].figure is None else [])] if parts else []
    for first in firsts:
        if items := _items(parts, [first, *(each.figure for each in parts[1:])], context):
            yield items


def _items(parts: Sequence[_Part], figures: Sequence[Figure | None], context: Context) -> list[_Item]:
    """What the parts name or describe, each once, without what only describes another; nothing if it is but one."""
    items: list[_Item] = []
    described = False
    for i, (part, figure) in enumerate(zip(parts, figures, strict=True)):
        last = items[-1][1] if items else None
        # Ana Reis, **mayor of Faro** and **head of the port**, and Rui Prata; the bank, **owner of Moss** and **Sole**
        persons = figure is not None and last is not None and figure.kind == last.kind == "person"
        goes_on = described and part.mark == "and" and not persons
        described = goes_on or (figure is None and last is not None and part.mark == ",")
        if described:
            continue
        if figure is None and i + 1 < len(parts) and parts[i + 1].mark == "," and figures[i + 1] is not None:
            items = items[:-1] if part.mark == "and" and items and last is None else items
            continue  # **the mayor** and **owner of the mill**, Ana Reis
        name = figure.name if figure is not None else _own_words(part.words, context)
        if name is None:
            return []
        items += [(name, figure)] if name not in dict(items) else []
    kinds = {figure.kind for _, figure in items if figure is not None}
    joins = any(each.mark.endswith("and") for each in parts[1:])
    # no place and person: "**Faro** and Lagoa Affairs Office head **Ana Reis**"
    return items if joins and len(items) > 1 and kinds and not kinds >= {"place", "person"} else []


def _own_words(words: Sequence[Word], context: Context) -> str | None:
    """The words of a part without a name; None where it may describe the next: "**President** and owner Ana Reis"."""
    several = any(w.xpos == "NNS" for w in takewhile(lambda w: w.upos not in {"ADP", "VERB", "SCONJ"}, words))
    determined = words[0].upos in {"DET", "PRON"} or words[0].xpos == "PRP$"
    text = clean(re.sub(r"\s+", " ", phrase_span(words).of(context.parse.text)))
    owned = words[0].xpos == "PRP$"
    return (text if owned else unarticled(text)) if several or determined else None


def _parts_of(phrase: Phrase, context: Context) -> list[_Part]:
    """A phrase cut at the commas and "and" that stand neither in a name nor in brackets."""
    mentions = [(m.span, f) for m, f in context.cast.within(phrase.span, *NAMED) if not f.name.islower()]
    text = context.parse.text
    aside = [Span(*each.span()) for each in _BRACKETS.finditer(text, phrase.span.start, phrase.span.end)]
    cut: list[tuple[str, list[Word]]] = [("", [])]
    for word in phrase.words:
        if any(each.overlaps(word.span) for each in aside):
            continue
        if (word.text in AND or word.text == ",") and not any(span.overlaps(word.span) for span, _ in mentions):
            mark = "and" if word.text in AND else ","
            cut = [*cut, (mark, [])] if cut[-1][1] else [*cut[:-1], (f"{cut[-1][0]} {mark}".strip(), [])]
        else:
            cut[-1][1].append(word)
    return [_part(words, mark, mentions, text) for mark, words in cut if words]


def _part(words: Sequence[Word], mark: str, mentions: Sequence[tuple[Span, Figure]], text: str) -> _Part:
    """A part with the person in it, or the body that ends what stands before a preposition."""
    span = phrase_span(words)
    own = [(each, figure) for each, figure in mentions if span.covers(each) and not _OWNING.match(text, each.end)]
    loose = [w for w in words[1:] if not any(each.overlaps(w.span) for each, _ in own)]
    behind = next((w.span.start for w in loose if w.upos in {"ADP", "VERB", "SCONJ"}), span.end + 1)
    nouns = [w.span.start for w in loose if w.upos in {"NOUN", "PROPN"}]
    ends = {
        id(f): each.end + 2 if f.kind == "person" else behind if each.start < behind else span.end for each, f in own
    }
    ending = [(each, f) for each, f in own if not any(each.end <= start < ends[id(f)] for start in nouns)]
    ending.sort(key=lambda each: (each[1].kind != "person", each[0].start))
    outer = next((figure for each, figure in ending if each.start < behind), None)
    return _Part(words, mark, outer, next((figure for _, figure in ending if figure.kind != "place"), None))
