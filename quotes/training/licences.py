"""Which documents may feed a set that newsrooms, which are companies, can use."""

from collections.abc import Iterable, Iterator

from quotes.training.treebank import Sentence, documents

#: GUM's texts carry their own licences, genre by genre (the treebank's files name the genre, `meta::genre`, and the
#: source, `meta::sourceURL`, but not the licence).  Left out are
#:   whow     wikiHow, CC BY-NC-SA 3.0,
#:   fiction  small presses and authors' own sites, most of it CC BY-NC-SA,
#:   podcast  recordings from archive.org and the like, some of which are CC BY-NC-SA; nothing says which.
#: The other genres are CC BY, CC BY-SA, CC BY-ND or in the public domain.  EWT is CC BY-SA 4.0 throughout.
NON_COMMERCIAL_GENRES = frozenset({"fiction", "podcast", "whow"})


def genre(document: list[Sentence]) -> str | None:
    """The genre that a document's first sentence declares, None where it declares none (EWT)."""
    return document[0].comment("meta::genre")


def commercially_usable(
    sentences: Iterable[Sentence], left_out: frozenset[str] = NON_COMMERCIAL_GENRES
) -> Iterator[Sentence]:
    """The sentences of all documents but those of the genres left out."""
    for document in documents(sentences):
        if genre(document) not in left_out:
            yield from document
