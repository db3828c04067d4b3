"""
Parses as CoNLL-U, the format that every treebank tool reads: for `quotes parse`, and to freeze parses into files.

Beside the ten columns MISC says where a word stands (``start_char``, ``end_char``: code points of the document's
text as it came, whatever was made plain in it), whether a space follows, and which name it belongs to
(``ner=B-person``, ``ner=I-person``), in ``odds`` what the encoder says of its roles in attribution, and in ``vectors``
(in base64) what it asks for and offers.  Paragraphs are
``# newpar id = p3``, sentences ``# sent_id = s7``, both counted from 0 as in the records.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from quotes.parsing import Entity, Parse, Sentence, Word, phrase_span
from quotes.parsing.entities import named
from quotes.text import Document
from quotes.text.spans import Span

_WHITE_SPACE = re.compile(r"\s+")
_COLUMNS = 10
_EMPTY = "_"

#: A row as it is read: its first nine columns, and MISC as a table.
Row = tuple[list[str], Mapping[str, str]]


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
    rows: list[Row] = []
    for at, line in enumerate([*conllu.split("\n"), ""], 1):
        if line.startswith("# newpar id = p"):
            paragraph = int(line.removeprefix("# newpar id = p"))
        elif line.startswith("# sent_id = s"):
            number = int(line.removeprefix("# sent_id = s"))
        elif line and not line.startswith("#"):
            rows.append(_row_of(line, at))
        elif rows and not line:
            try:
                sentence = _sentence(number, paragraph, rows, document)
            except ValueError as error:
                raise ValueError(f"sentence before line {at}: {error}") from error
            sentences.append(sentence)
            labels = [misc.get("ner", "") for columns, misc in rows if columns[0].isdigit()]
            entities += (
                Entity(phrase_span(sentence.words[words.start : words.stop]), kind) for words, kind in named(labels)
            )
            rows = []
    return Parse(document, tuple(sentences), tuple(entities))


def _lines(sentence: Sentence, document: Document, tags: Mapping[Span, str]) -> Iterator[str]:
    tokens = list(_tokens(sentence))
    glued = [*(after.start == before.end for (_, before), (_, after) in pairwise(tokens)), False]
    # A single word has its own form, several have the text's.
    forms = [_one_line(words[0].text if len(words) == 1 else span.of(document.text)) for words, span in tokens]
    yield f"# sent_id = s{sentence.number}"
    yield "# text = " + "".join(f + ("" if g else " ") for f, g in zip(forms, glued, strict=True)).rstrip()
    for (words, span), form, no_space in zip(tokens, forms, glued, strict=True):
        after = {"SpaceAfter": "No"} if no_space else {}
        if len(words) > 1:
            numbers = f"{words[0].number}-{words[-1].number}"
            yield _row([numbers, form, *_EMPTY * 7], document.given(span), after)
            after = {}
        for word in words:
            read = {"odds": ",".join(map(str, word.odds)), "vectors": b64encode(word.vectors).decode()}
            misc = {"ner": tags.get(word.span, ""), **read, **after}
            columns = (word.number, word.text, word.lemma, word.upos, word.xpos, word.feats, word.head, word.deprel, "")
            yield _row(columns, document.given(word.span), misc)


def _tokens(sentence: Sentence) -> Iterator[tuple[tuple[Word, ...], Span]]:
    """The tokens of the text in order, each with its words: "don't" has two."""
    last_of = dict(sentence.multiword)
    number = 1
    while number <= len(sentence.words):
        last = last_of.get(number, number)
        words = sentence.words[number - 1 : last]
        yield words, phrase_span(words)
        number = last + 1


def _row(columns: Iterable[object], place: Span, misc: Mapping[str, str]) -> str:
    """The nine columns, and MISC, whose items are sorted as treebanks have them: without regard to case."""
    items = {"start_char": place.start, "end_char": place.end, **misc}
    last = "|".join(sorted((f"{name}={value}" for name, value in items.items() if value != ""), key=str.casefold))
    return "\t".join([*(_one_line(str(each)) or _EMPTY for each in columns), last])


def _one_line(text: str) -> str:
    """The text without line ends and tabs, which would break the format."""
    return _WHITE_SPACE.sub(" ", text).strip() or _EMPTY * bool(text)


def _tags(parse: Parse) -> dict[Span, str]:
    """For the span of each word in a name its tag: ``B-`` and the kind for the first, ``I-`` for the others."""
    tags: dict[Span, str] = {}
    for entity in parse.entities:
        words = [w for sentence in parse.sentences_in(entity.span) for w in sentence.between(entity.span)]
        tags |= {word.span: f"{'I' if n else 'B'}-{entity.kind}" for n, word in enumerate(words)}
    return tags


def _row_of(line: str, at: int) -> Row:
    columns = line.split("\t")
    if len(columns) != _COLUMNS:
        raise ValueError(f"line {at}: expected {_COLUMNS} columns with tabs between them, found {len(columns)}")
    *rest, misc = columns
    return rest, dict(item.partition("=")[::2] for item in misc.split("|"))


def _sentence(number: int, paragraph: int, rows: list[Row], document: Document) -> Sentence:
    """The sentence of these rows; ValueError where they are none."""
    words = tuple(_word(*row, document) for row in rows if row[0][0].isdigit())
    if not words or any(each.number != place for place, each in enumerate(words, 1)):
        raise ValueError(f"expected words numbered from 1, found {rows[0][0][0]!r}")
    multiword = []
    for columns, _ in rows:
        first, dash, last = columns[0].partition("-")
        if dash and not 0 < int(first) < int(last) <= len(rows):
            raise ValueError(f"expected a token of several of its words, found {columns[0]!r}")
        if dash:
            multiword.append((int(first), int(last)))
    span = Span(words[0].span.start, words[-1].span.end)
    return Sentence(number, paragraph, span, words, tuple(multiword))


def _word(columns: list[str], misc: Mapping[str, str], document: Document) -> Word:
    number, form, lemma, upos, xpos, feats, head, deprel, _ = columns
    try:
        span = document.read(Span(int(misc["start_char"]), int(misc["end_char"])))
    except KeyError as error:
        raise ValueError(f"{form!r} lacks {error} in MISC") from error
    there = span.of(document.text)
    xpos, feats = ("" if each == _EMPTY else each for each in (xpos, feats))
    odds = tuple(int(each) for each in misc.get("odds", "").split(",") if each)
    vectors = b64decode(misc.get("vectors", ""))
    text = there if _one_line(there) == form else form
    return Word(int(number), span, text, lemma, upos, xpos, feats, int(head), deprel, odds, vectors)
