"""
Who said what in a news article, and by which way it came.

    import quotes
    for quotation in quotes.extract(text, publisher="Telangana Today"):
        print(quotation.speaker.name, "→".join(hop.name for hop in quotation.chain))

Importing this package is cheap; the models are loaded when something is extracted.
"""

__version__ = "0.1.0"

from functools import lru_cache

from quotes.errors import QuotesError
from quotes.models import SHIPPED
from quotes.parsing import Parse
from quotes.records import Quotation
from quotes.text import Document

__all__ = ["Document", "Extractor", "Parse", "Quotation", "QuotesError", "__version__", "extract"]


class Extractor:
    """
    Finds quotations; loads its models once and is good for any number of texts.

    >>> extractor = Extractor()                                             # doctest: +SKIP
    >>> [quotation.speaker.name for quotation in extractor.extract(text)]   # doctest: +SKIP
    """

    def __init__(self, models: str = SHIPPED) -> None:
        """Load the set of that name or in that folder; MissingModel or DamagedModel where that fails."""
        from quotes.pipeline import Extractor as Pipeline

        self._pipeline = Pipeline(models)

    def extract(
        self,
        text: str | Document,
        *,
        id: str = "text",
        publisher: str | None = None,
        url: str | None = None,
        published: str | None = None,
    ) -> list[Quotation]:
        """
        The quotations of *text* in the order of their contents; spans are code points of it.

        *id* names the document in the records.  *publisher*, *url* and *published* (a date in ISO form) are what the
        caller knows about it.  A Document brings all four itself: then they are not looked at.
        """
        if isinstance(text, str):
            text = Document(id, text, publisher=publisher, url=url, published=published)
        return list(self._pipeline.extract(text))

    def parse(self, text: str | Document) -> Parse:
        """Sentences, words and names of *text*, as the rules see them."""
        return self._pipeline.parse(Document("text", text) if isinstance(text, str) else text)


@lru_cache(maxsize=1)
def _loaded(models: str) -> Extractor:
    """The extractor of the last set asked for: a second call of `extract` does not load it again."""
    return Extractor(models)


def extract(
    text: str | Document,
    *,
    id: str = "text",
    publisher: str | None = None,
    url: str | None = None,
    published: str | None = None,
    models: str = SHIPPED,
) -> list[Quotation]:
    """The quotations of one text; like `Extractor.extract`, with the models kept from call to call."""
    return _loaded(models).extract(text, id=id, publisher=publisher, url=url, published=published)
