"""
Parses as CoNLL-U, the format that every treebank tool reads: for `quotes parse`, and to freeze parses into files.

Beside the ten columns MISC says where a word stands (``start_char``, ``end_char``: code points of the document's
text as it came, whatever was made plain in it), whether a space follows, and which name it belongs to
(``ner=B-person``, ``ner=I-person``), and in ``odds`` what the encoder says of its roles in attribution.  Paragraphs are
``# newpar id = p3``, sentences ``# sent_id = s7``, both counted from 0 as in the records.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from quotes.parsing import Entity, Parse, Sentence, Word
from quotes.text import Document
from quotes.text.spans import Span, cover

_WHITE_SPACE = re.compile(r"\s+")
_COLUMNS = 10
_EMPTY = "_"


def dumps(parse: Parse) -> str:
    """The parse of one document as CoNLL-U; `loads` gives it back."""
    tags = _tags(parse)
    lines = [f"# newdoc id = {_one_line(parse.document.id)}"]
    paragraph = None
    for sentence in parse.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            lines.append(f"# newpar id = p{paragraph}")
        lines += [*_lines(sentence, parse.document, tags), ""]
    return "\n".join(lines) + "\n"


def loads(conllu: str, document: Document) -> Parse:
    """
    The parse of *document* that `dumps` wrote.

    ValueError, which says in which line, where it is not CoNLL-U with the offsets of this document.
    """
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    paragraph = number = 0
    rows: list[list[str]] = []
    for at, line in enumerate([*conllu.split("\n"), ""], 1):
        if line.startswith("# newpar id = p"):
            paragraph = int(line.removeprefix("# newpar id = p"))
        elif line.startswith("# sent_id = s"):
            number = int(line.removeprefix("# sent_id = s"))
        elif line and not line.startswith("#"):
            rows.append(_columns(line, at))
        elif rows and not line:
            words = tuple(_words(rows, document, at))
            if not words or any(each.number != place for place, each in enumerate(words, 1)):
                raise ValueError(f"sentence before line {at}: expected words numbered from 1, found {rows[0][0]!r}")
            span = Span(words[0].span.start, words[-1].span.end)
            sentences.append(Sentence(number, paragraph, span, words, tuple(_multiword(rows, at))))
            entities += _entities(rows, words)
            rows = []
    return Parse(document, tuple(sentences), tuple(entities))


def _lines(sentence: Sentence, document: Document, tags: dict[Span, str]) -> Iterator[str]:
    """Comments and rows of one sentence."""
    text, given = document.text, document.given
    tokens = list(_tokens(sentence))
    glued = [*(after.start == before.end for (_, before), (_, after) in pairwise(tokens)), False]
    forms = [_form(words, span, text) for words, span in tokens]
    yield f"# sent_id = s{sentence.number}"
    yield "# text = " + "".join(f + ("" if g else " ") for f, g in zip(forms, glued, strict=True)).rstrip()
    for (words, span), form, no_space in zip(tokens, forms, glued, strict=True):
        after = ["SpaceAfter=No"] if no_space else []
        if len(words) > 1:
            yield "\t".join(
                [f"{words[0].number}-{words[-1].number}", form, *"_" * 7, _misc([*_place(given(span)), *after])]
            )
            after = []
        for word in words:
            tag = [f"ner={tags[word.span]}"] if word.span in tags else []
            odds = ["odds=" + ",".join(map(str, word.odds))] if word.odds else []
            yield _row(word, _misc([*_place(given(word.span)), *after, *tag, *odds]))


def _tokens(sentence: Sentence) -> Iterator[tuple[tuple[Word, ...], Span]]:
    """The tokens of the text in order, each with its words: "don't" has two."""
    last_of = dict(sentence.multiword)
    number = 1
    while number <= len(sentence.words):
        last = last_of.get(number, number)
        words = sentence.words[number - 1 : last]
        yield words, cover(each.span for each in words)
        number = last + 1


def _form(words: tuple[Word, ...], span: Span, text: str) -> str:
    """How a token is written: a single word has its own form, several have the text's."""
    return _one_line(words[0].text if len(words) == 1 else span.of(text))


def _row(word: Word, misc: str) -> str:
    """The ten columns of a word."""
    columns = (word.text, word.lemma, word.upos, word.xpos, word.feats, word.head, word.deprel, "", misc)
    return "\t".join([str(word.number), *(_one_line(str(each)) or _EMPTY for each in columns)])


def _place(span: Span) -> list[str]:
    """Where something stands, as MISC items."""
    return [f"start_char={span.start}", f"end_char={span.end}"]


def _misc(items: Iterable[str]) -> str:
    """MISC, whose items are sorted as treebanks have them: without regard to case."""
    return "|".join(sorted(items, key=str.casefold))


def _one_line(text: str) -> str:
    """The text without line ends and tabs, which would break the format."""
    return _WHITE_SPACE.sub(" ", text).strip() or _EMPTY * bool(text)


def _tags(parse: Parse) -> dict[Span, str]:
    """For the span of each word in a name its tag: ``B-`` and the kind for the first, ``I-`` for the others."""
    tags: dict[Span, str] = {}
    for entity in parse.entities:
        prefix = "B"
        for sentence in parse.sentences_in(entity.span):
            for word in sentence.between(entity.span):
                tags[word.span] = f"{prefix}-{entity.kind}"
                prefix = "I"
    return tags


def _columns(line: str, at: int) -> list[str]:
    """The columns of one row."""
    columns = line.split("\t")
    if len(columns) != _COLUMNS:
        raise ValueError(f"line {at}: expected {_COLUMNS} columns with tabs between them, found {len(columns)}")
    return columns


def _words(rows: list[list[str]], document: Document, at: int) -> Iterator[Word]:
    """The words of one sentence, which ends in line *at*."""
    for row in rows:
        number, form, lemma, upos, xpos, feats, head, deprel = row[:8]
        if not number.isdigit():
            continue
        span = document.read(_span(row, at))
        there = span.of(document.text)
        yield Word(
            int(number),
            span,
            there if _one_line(there) == form else form,
            lemma,
            upos,
            "" if xpos == _EMPTY else xpos,
            "" if feats == _EMPTY else feats,
            int(head),
            deprel,
            tuple(int(each) for each in _items(row).get("odds", "").split(",") if each),
        )


def _span(row: list[str], at: int) -> Span:
    """Where a row says that it stands."""
    misc = _items(row)
    try:
        return Span(int(misc["start_char"]), int(misc["end_char"]))
    except KeyError as error:
        raise ValueError(f"sentence before line {at}: {row[1]!r} lacks {error} in MISC") from error


def _items(row: list[str]) -> dict[str, str]:
    """MISC as a table."""
    return dict(item.partition("=")[::2] for item in row[-1].split("|"))


def _multiword(rows: list[list[str]], at: int) -> Iterator[tuple[int, int]]:
    """The number ranges of tokens that hold several words, in a sentence that ends in line *at*."""
    for row in rows:
        first, dash, last = row[0].partition("-")
        if dash and not 0 < int(first) < int(last) <= len(rows):
            raise ValueError(f"sentence before line {at}: expected a token of several of its words, found {row[0]!r}")
        if dash:
            yield int(first), int(last)


def _entities(rows: list[list[str]], words: tuple[Word, ...]) -> Iterator[Entity]:
    """The names, from the first word of each to its last."""
    tags = [_items(row).get("ner", "") for row in rows if row[0].isdigit()]
    for first, tag in enumerate(tags):
        if tag.startswith("B-"):
            last = first
            while last + 1 < len(tags) and tags[last + 1] == tag.replace("B-", "I-", 1):
                last += 1
            yield Entity(Span(words[first].span.start, words[last].span.end), tag[2:])
