"""
Who said what in a news article, and by which way it came.

    import quotes
    for quotation in quotes.extract(text, publisher="Telangana Today"):
        print(quotation.speaker.name, "→".join(hop.name for hop in quotation.chain))

Importing this package takes milliseconds; the models are loaded when something is extracted.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from threading import Lock

from quotes.collector import paused
from quotes.errors import QuotesError, UnreadableDocument, WrongUsage
from quotes.inputs import Reading, check_published, extract_html, read_inputs
from quotes.models import SHIPPED, locate
from quotes.parsing import Parse, Parser
from quotes.records import ERROR_FORMAT, Quotation, json_object
from quotes.text import Document
from quotes.text.plain import plain
from quotes.version import __version__

__all__ = [
    "Document",
    "Extractor",
    "Parse",
    "Parser",
    "Quotation",
    "QuotesError",
    "__version__",
    "extract",
    "extract_html",
    "loads",
    "read",
]


#: Threads that call `extract` for the first time load one extractor, not one each.
_LOADING = Lock()


class Extractor:
    """
    Finds quotations with a parser that is loaded once and serves any number of texts.

    >>> extractor = Extractor()                                             # doctest: +SKIP
    >>> [quotation.speaker.name for quotation in extractor.extract(text)]   # doctest: +SKIP
    """

    def __init__(self, models: str = SHIPPED, *, parser: Parser | None = None, device: str = "cpu") -> None:
        """
        Load a model set, or take a parser that is there already.

        *models* is the name of a set or its folder, as `quotes models` lists them.  *parser* is anything that turns a
        Document into a Parse; *models* is then not looked at.  *device* is where the networks run: ``cpu``, ``cuda`` or
        ``auto``, which is a GPU if there is one.  MissingModel where there is no such set, DamagedModel
        where one of its files is not what its manifest says, WrongUsage where there is no such device.
        """
        with paused():
            from quotes.pipeline import records_of
            from quotes.words.lexicon import lexicon

            if parser is None:
                from quotes.parsing.stanza_parser import StanzaParser

                parser = StanzaParser(locate(models), device)
            self._parser = parser
            self._records = partial(records_of, lexicon=lexicon(), models=parser.name)

    def extract(
        self,
        text: str | Document,
        *,
        id: str = "text",
        publisher: str | None = None,
        url: str | None = None,
        published: str | None = None,
        unsaid: bool = False,
    ) -> list[Quotation]:
        """
        The quotations of *text* in the order of their contents; an empty list where nobody says anything.

        What the text says was not said ("did not say whether", "refused to confirm") is left out, unless *unsaid* asks
        for it: such records have the attitude ``unsaid``.

        All spans are ``[start, end)`` in code points of *text*, which is never changed.  *id* names the document in
        the records.  *publisher*, *url* and *published* (a date in ISO form, such as "2024-03-02") are what the caller
        knows about it; they end up in the chain and in ``quotation.document``.  A Document brings all four itself:
        then they are not looked at.  WrongUsage where *id* is empty, or *published* no date.
        """
        if isinstance(text, str):
            _check_id(id)
            check_published(published)
            text = Document(id, text, publisher=publisher, url=url, published=published)
        return list(self._records(self.parse(text), unsaid=unsaid))

    def extract_all(self, texts: Iterable[str | Document]) -> Iterator[Quotation]:
        """
        The quotations of many texts one after the other; each text is read when its first quotation is asked for.

        WrongUsage where *texts* is a single one.
        """
        if isinstance(texts, str):
            raise WrongUsage("extract_all takes several texts, such as a list of them; extract takes one")
        return (found for each in texts for found in self.extract(each))

    def parse(self, text: str | Document) -> Parse:
        """The sentences, words and names of *text* as the rules see them, that is, made plain (`quotes.text.plain`)."""
        return self._parser(plain(Document("text", text) if isinstance(text, str) else text))


def _check_id(id: str) -> None:
    """WrongUsage where a document would have no name."""
    if not id:
        raise WrongUsage('expected an id such as "article.txt", by which the records name the text, found an empty one')


@lru_cache(maxsize=1)
def _loaded(models: str, device: str) -> Extractor:
    """The extractor of the last set asked for: a second call of `extract` does not load it again."""
    return Extractor(models, device=device)


def extract(
    text: str | Document,
    *,
    id: str = "text",
    publisher: str | None = None,
    url: str | None = None,
    published: str | None = None,
    models: str = SHIPPED,
    device: str = "cpu",
    unsaid: bool = False,
) -> list[Quotation]:
    """
    The quotations of one text, in the order of their contents; arguments and errors are those of `Extractor`.

    The model set is loaded by the first call and kept for the next ones that ask for the same.
    """
    with _LOADING:
        extractor = _loaded(models, device)
    return extractor.extract(text, id=id, publisher=publisher, url=url, published=published, unsaid=unsaid)


def read(
    path: str,
    *,
    publisher: str | None = None,
    url: str | None = None,
    published: str | None = None,
    failed: Callable[[UnreadableDocument], object] | None = None,
) -> Iterator[Document]:
    """
    The articles of a file, a folder or ``-``, whatever they are stored in, as Documents that `extract` takes.

    *publisher*, *url* and *published* count more than what the files say.  What cannot be read is given to *failed*,
    and the next article follows; without it UnreadableDocument is raised.  WrongUsage where *published* is no date.
    """
    check_published(published)
    for each in read_inputs([path], Reading(publisher=publisher, url=url, published=published)):
        if isinstance(each, Document):
            yield each
        elif failed is not None:
            failed(each)
        else:
            raise each


def loads(lines: str | Iterable[str]) -> list[Quotation]:
    """
    The quotations that `quotes extract` has printed, from their text or an open file.

    What it says of documents that failed (``--errors record``) is passed over.  InvalidRecord, with the line, where one
    holds no record.
    """
    split = lines.split("\n") if isinstance(lines, str) else lines
    numbered = [(n, line) for n, line in enumerate(split, 1) if line.strip()]
    found = [(n, json_object(line.encode(), "records", n)) for n, line in numbered]
    return [Quotation.from_json(each, "records", n) for n, each in found if each.get("format") != ERROR_FORMAT]
