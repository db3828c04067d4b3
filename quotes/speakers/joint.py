"""
Joint sources: several persons or bodies that "and" joins, each by its fullest name.

    Mayor Ana Reis and her deputy, Rui Prata — Reis and her team — a report by the port and the FPB
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import evolve, frozen

from quotes.naming.body_names import unarticled
from quotes.naming.groups import together
from quotes.naming.mention import BODY
from quotes.naming.nominals import Phrase
from quotes.naming.people import Figure
from quotes.naming.titles import clean, is_human, role_of
from quotes.parsing import Sentence, Word, phrase_span
from quotes.speakers.answers import NAMED, Context, new_figure
from quotes.speakers.pronouns import GENDERS, nearest
from quotes.text.spans import Span
from quotes.words.classes import word_class

AND = frozenset({"and", "&"})
#: What leads from a person to a body, "Ana Reis **of** the port", and begins one more office.
_AT, _ONE = frozenset({"of", "at", "from"}), frozenset({"a", "an"})
_PLURAL = re.compile(r"[^s]s$")
_OWNING = re.compile(r"['’]s?\s+\w")
#: What parts one from the next as a comma does: "two bakers **—** Ana Reis and Rui Prata".
_COMMAS = frozenset({",", "--", "—", "–"})
#: What leads to one more: "Ana Reis, **along with** Rui Prata".
_ALONG = ["along", "with"]
#: Who is named after somebody only as his: "and **colleagues**", "and **her team**".
_COMPANY = word_class("nouns of company")
_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\]]*\]?")
#: What leads from a noun to what only says more of it: "aides **to** Ana Reis", "voters **supporting** her" …
_LINKS = frozenset({"ADP", "VERB", "SCONJ"})
#: … and what leads to some of those that it means: "candidates **like** Ana Reis".
_SOME = "like"


@frozen
class _Part:
    """
    One of several in a phrase: its words, what stands before them (",", "and", ", and" or nothing), and its name.

    *figure* is whom it names, *inner* whom it names behind a preposition, "a report by **the port**", and *last* who or
    what ends it, a place too.
    """

    words: Sequence[Word]
    mark: str
    figure: Figure | None
    inner: Figure | None
    last: Figure | None


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
        kinds = {figure.kind if figure is not None else "" for _, figure in items}
        alike = kinds in ({"person"}, {"body"}, {"outlet"}, {"body", "outlet"}) or _has_company(items)
        if alike and one.name in {items[0][0], items[-1][0]}:
            return together([name for name, _ in items])
    return None


def _has_company(items: Sequence[_Item]) -> bool:
    """Whether a person has others, or a group of his own, beside him: "Ana Reis **and colleagues**"."""
    (_, first), *others = items
    return first is not None and all(name.rpartition(" ")[2].casefold() in _COMPANY for name, _ in others)


def _joined(phrase: Phrase, context: Context) -> Iterator[Sequence[_Item]]:
    """What a phrase joins, from its first part on, and from what stands behind a preposition there."""
    parts = _parts_of(phrase, context) if any(word.text in AND for word in phrase.words) else []
    if not parts:
        return
    first = parts[0]
    nouns = _up_to_link(first.words)
    of_some = any(word.text == _SOME for word in first.words[len(nouns) :][:1])
    heads = [] if first.figure is None and _lists_behind_link(parts, context) else [first.figure]
    if first.figure is None and first.inner is not None and (of_some or not _are_people(nouns, context)):
        heads.append(first.inner)
    for head in heads:
        if items := _items(parts, [head, *(each.figure for each in parts[1:])], context):
            yield items


def _lists_behind_link(parts: Sequence[_Part], context: Context) -> bool:
    """
    Whether the names are those of a list behind a preposition: "leaders **of** Norway, Faro and Lagoa".

    Also "advisers **to** two candidates - Reis and Prata"; not "members of the council, Ana Reis and Rui Prata", "a
    voter for Moss, Ana Reis, and …"
    """
    first, second = parts[0], parts[1].figure if len(parts) > 1 and parts[1].mark == "," else None
    nouns = _up_to_link(first.words)
    if second is None or len(nouns) == len(first.words):
        return False
    is_one = second.kind == "person" and bool(nouns) and nouns[-1].xpos == "NN"
    alike = first.last is not None and first.last.kind == second.kind
    return (alike and not is_one) or (_are_people(nouns, context) and _are_people(first.words, context))


def _are_people(words: Sequence[Word], context: Context) -> bool:
    """Whether words end in a noun for several people, who are not those named behind it: "**aides** to Reis"."""
    noun = words[-1] if words else None
    # The tagger takes "**Strategists** for Reis" for a name, "two mainstream **candidates**" for one of them.
    if noun is None or not (noun.xpos in {"NNS", "NNPS"} or _PLURAL.search(noun.text)):
        return False
    return is_human(role_of([w.text for w in words], context.lexicon), noun.lemma)


def _up_to_link(words: Sequence[Word]) -> list[Word]:
    """The words before the first preposition, verb or conjunction."""
    return [*takewhile(lambda w: w.upos not in _LINKS, words)]


def _items(parts: Sequence[_Part], figures: Sequence[Figure | None], context: Context) -> list[_Item]:
    """What the parts name or describe, each once, without what only describes another; nothing if it is but one."""
    items: list[_Item] = []
    described = False
    for i, (part, figure) in enumerate(zip(parts, figures, strict=True)):
        last = items[-1][1] if items else None
        # Ana Reis, **mayor of Faro** and **head of the port**, and Rui Prata; the bank, **owner of Moss** and **Sole**
        persons = figure is not None and last is not None and figure.kind == last.kind == "person"
        # … but Ana Reis, **adviser to Prata and Moss**
        inside = parts[i - 1].inner if i > 0 else None
        of_person = inside is not None and inside.kind == "person"
        goes_on = described and part.mark == "and" and (of_person or not persons)
        described = goes_on or (figure is None and last is not None and part.mark == ",")
        if described or _is_where(last, figure, part, context):
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


def _is_where(last: Figure | None, figure: Figure | None, part: _Part, context: Context) -> bool:
    """
    Whether a body is only one more where a person is, or an office one more that he has.

    "Ana Reis of the port and **Faro University**", "Ana Reis of the port and **a former judge**"
    """
    first = part.words[0]
    nouns = _up_to_link(part.words)
    role = role_of([w.text for w in nouns], context.lexicon) if figure is None and first.text in _ONE else None
    office = role is not None and is_human(role, nouns[-1].lemma)
    if last is None or last.kind != "person" or not (office or (figure is not None and figure.kind != "person")):
        return False
    here = figure.within(phrase_span(part.words)) if figure is not None else ()
    person = next((m.span.end for m in reversed(last.before(first.span.start))), 0)
    between = Span(person, next((m.span.start for m in here), first.span.start))
    sentence = context.parse.sentence_behind(first.span.start)
    return sentence is not None and any(w.text in _AT for w in sentence.overlapping(between))


def _own_words(words: Sequence[Word], context: Context) -> str | None:
    """The words of a part without a name; None where it may describe the next: "**President** and owner Ana Reis"."""
    several = any(w.xpos == "NNS" for w in _up_to_link(words))
    determined = words[0].upos in {"DET", "PRON"}
    text = clean(re.sub(r"\s+", " ", phrase_span(words).of(context.parse.text)))
    owned = words[0].xpos == "PRP$"
    role = context.lexicon.role(words[0].lemma.casefold()) if len(words) == 1 else None
    group = role is not None and role.kind in BODY  # Reis and **team**
    return (text if owned else unarticled(text)) if several or determined or group else None


def _parts_of(phrase: Phrase, context: Context) -> list[_Part]:
    """A phrase cut at the commas and "and" that stand neither in a name nor in brackets."""
    mentions = [(m.span, f) for m, f in context.cast.within(phrase.span, *NAMED) if not _is_described(f)]
    text = context.parse.text
    aside = [Span(*each.span()) for each in _BRACKETS.finditer(text, phrase.span.start, phrase.span.end)]
    cut: list[tuple[str, list[Word]]] = [("", [])]
    for word in phrase.words:
        if any(each.overlaps(word.span) for each in aside):
            continue
        is_mark = word.text in AND or word.text in _COMMAS or text[word.span.start - 1 : word.span.end + 1] == " - "
        if is_mark and not any(span.overlaps(word.span) for span, _ in mentions):
            mark = "and" if word.text in AND else ","
            cut = [*cut, (mark, [])] if cut[-1][1] else [*cut[:-1], (f"{cut[-1][0]} {mark}".strip(), [])]
        else:
            cut[-1][1].append(word)
    sentence = context.parse.sentences[phrase.sentence]
    return [_resolved(_part(words, mark, mentions, text), sentence, context) for mark, words in cut if words]


def _is_described(figure: Figure) -> bool:
    """Whether a figure is called by a noun alone: "the port", "a **network of NGOs**"; not "van Dijk"."""
    return figure.name.islower() or (figure.kind != "person" and figure.name.split()[0].islower())


def _resolved(part: _Part, sentence: Sentence, context: Context) -> _Part:
    """A part with whom its pronoun means: "**He** and his team"."""
    if len(part.words) > 1 or part.words[0].text.casefold() not in GENDERS:
        return part
    meant = nearest(part.words[0], sentence, context.cast, context.history)
    return evolve(part, figure=meant) if meant is not None and meant.kind == "person" else part


def _part(words: Sequence[Word], mark: str, mentions: Sequence[tuple[Span, Figure]], text: str) -> _Part:
    """A part with the person in it, or the body that ends what stands before a preposition."""
    words = words[len(_ALONG) :] if [w.text for w in words[: len(_ALONG)]] == _ALONG and words[len(_ALONG) :] else words
    span = phrase_span(words)
    own = [(each, figure) for each, figure in mentions if span.covers(each) and not _OWNING.match(text, each.end)]
    loose = [w for w in words[1:] if not any(each.overlaps(w.span) for each, _ in own)]
    behind = next((w.span.start for w in loose if w.upos in _LINKS), span.end + 1)
    nouns = [w.span.start for w in loose if w.upos in {"NOUN", "PROPN"}]
    ends = {
        id(f): each.end + 2 if f.kind == "person" else behind if each.start < behind else span.end for each, f in own
    }
    ending = [(each, f) for each, f in own if not any(each.end <= start < ends[id(f)] for start in nouns)]
    ending.sort(key=lambda each: (each[1].kind != "person", each[0].start))
    # "a **Democrat** of Ohio" is nobody's name
    told = {"person"} if words[0].text.casefold() in _ONE else {figure.kind for _, figure in ending}
    outer = next((figure for each, figure in ending if each.start < behind and figure.kind in told), None)
    inner = next((figure for _, figure in ending if figure.kind != "place"), None)
    last = next((figure for each, figure in ending if each.end == span.end), None)
    return _Part(words, mark, outer, inner, last)
