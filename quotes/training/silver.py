"""
Raw news, labelled by networks: the roles of attribution by the teacher, names by the tagger of an earlier set.

The news stands at the beginning of ``text/english.txt.gz``: articles, each headed by its address, then the articles of
PolNeAR's train split.  Whatever shares a paragraph with an article that something is measured on is left out.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path

from quotes.parsing import Parse, Parser
from quotes.parsing.conllu import dumps, loads
from quotes.parsing.entities import ENTITY_KINDS
from quotes.text import Document
from quotes.training.corpora import open_text, rows_of
from quotes.training.newswire import MERGED, OUTSIDE
from quotes.training.reread import OddsReader, with_odds

#: Lines of the file that are news, and from where to where those of a broadcaster stand, its rural and science news,
#: and those of a business newspaper, each of whose articles begins with a line of its own.
_NEWS, _RADIO, _BUSINESS = 80_000, (353_032, 386_940), (565_010, 570_851)
_BEGINNING = ".START"
#: How many lines an item of the latter has at least; shorter ones are menus.
_FEWEST_LINES = 4
#: Characters of a line that tells an article; shorter ones stand in many.
_TELLING = 60
#: Words of an article, beyond which it is cut at a paragraph: the lines do not always say where one ends.
_LONGEST = 1500
_HEAD = "http"
#: The newswire's class of each kind of names.
_CLASSES = {ENTITY_KINDS[each]: each for each in dict.fromkeys(MERGED.values())}


def raw(corpora: Path, gold: Path) -> Iterator[Document]:
    """The articles of raw news, without those that share a paragraph with gold or with PolNeAR's dev split."""
    measured = [path.read_text(encoding="utf-8") for path in gold.glob("*/*.txt")]
    measured += [each["text"] for each in rows_of(corpora / "polnear" / "dev.jsonl.gz")]
    known = {line for text in measured for line in _lines(text)}
    for number, text in enumerate(_articles(islice(open_text(corpora / "text" / "english.txt.gz"), _NEWS))):
        if not known.intersection(_lines(text)):
            yield Document(f"raw-{number:04}", text)


def radio(corpora: Path) -> Iterator[Document]:
    """The items of a broadcaster's news, between which lines are empty."""
    lines = islice(open_text(corpora / "text" / "english.txt.gz"), *_RADIO)
    items = ([*each] for told, each in groupby(map(str.strip, lines), bool) if told)
    for number, item in enumerate((each for each in items if len(each) >= _FEWEST_LINES), 1):
        yield Document(f"radio-{number:04}", "\n\n".join(item) + "\n")


def business(corpora: Path) -> Iterator[Document]:
    """The articles of a business newspaper: a sentence a line, paragraphs between empty lines."""
    lines = map(str.strip, islice(open_text(corpora / "text" / "english.txt.gz"), *_BUSINESS))
    articles = ([*each] for begins, each in groupby(lines, _BEGINNING.__eq__) if not begins)
    for number, article in enumerate(articles, 1):
        paragraphs = (" ".join(each) for told, each in groupby(article, bool) if told)
        yield Document(f"business-{number:03}", "\n\n".join(paragraphs) + "\n")


def _lines(text: str) -> Iterator[str]:
    return (line for line in map(str.strip, text.split("\n")) if len(line) >= _TELLING)


def _articles(lines: Iterable[str]) -> Iterator[str]:
    """Lines gathered to articles."""
    article: list[str] = []
    length = 0
    for line in lines:
        if article and (line.startswith(_HEAD) or length > _LONGEST):
            yield "".join(article)
            article, length = [], 0
        article.append(line)
        length += len(line.split())
    yield "".join(article)


def write(found: Iterable[Document], folder: Path, parser: Parser, teacher: OddsReader) -> None:
    """Label articles and write them, as far as they are not there yet, as NAME.txt and NAME.conllu."""
    folder.mkdir(parents=True, exist_ok=True)
    for document in found:
        path = folder / f"{document.id}.conllu"
        if not path.is_file() and (parse := parser(document)).sentences:
            path.with_suffix(".txt").write_text(document.text, encoding="utf-8")
            path.write_text(dumps(with_odds(parse, teacher)), encoding="utf-8")


def labelled(parse: Parse) -> Iterator[list[str]]:
    """For each sentence the BIO labels of its words, by the classes of the newswire."""
    for sentence in parse.sentences:
        labels = [OUTSIDE] * len(sentence.words)
        for entity in parse.entities_in(sentence.span):
            inside = [index for index, word in enumerate(sentence.words) if word.span.overlaps(entity.span)]
            for index in inside:
                labels[index] = f"{'B' if index == inside[0] else 'I'}-{_CLASSES[entity.kind]}"
        yield labels


def read(folder: Path) -> Iterator[Parse]:
    """The labelled articles of a folder, each as NAME.txt and NAME.conllu."""
    for path in sorted(folder.glob("*.conllu")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        yield loads(path.read_text(encoding="utf-8"), Document(path.stem, text))
