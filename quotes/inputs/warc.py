"""Web archives: each HTML page in a WARC file is a document; the only door to warcio, which is an extra."""

import io
from collections.abc import Iterator

from quotes.errors import MissingExtra, UnreadableDocument
from quotes.inputs.encodings import html_text
from quotes.inputs.web_pages import extract_html
from quotes.text import Document

_BEGINNING = b"WARC/"
#: A page of more bytes than this is no article.
_LONGEST_PAGE = 20_000_000


def archived_pages(file: io.BufferedReader, path: str) -> Iterator[Document | UnreadableDocument]:
    """The pages of an archive in its order, under their web addresses; other records are passed over."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise MissingExtra("warc", "reading web archives") from error
    if not file.peek(len(_BEGINNING)).startswith(_BEGINNING):
        raise UnreadableDocument(path, "is no web archive; expected a file that begins with WARC/")
    pages = 0
    try:
        for record in ArchiveIterator(file):
            kind, _, charset = _kind(record).partition("charset=")
            if record.rec_type not in {"response", "resource"} or "html" not in kind:
                continue
            pages += 1
            url = record.rec_headers.get_header("WARC-Target-URI")
            try:
                data = record.content_stream().read(_LONGEST_PAGE)
                yield extract_html(html_text(data, url, charset.strip(" \"';") or None)[0], url=url, id=url, uri=path)
            except UnreadableDocument as error:
                yield error
    except ArchiveLoadFailed as error:
        yield UnreadableDocument(path, f"is no web archive, or a broken one ({error}); make or fetch it again")
        return
    if not pages:
        yield UnreadableDocument(path, "is a web archive without pages; expected answers of servers in HTML")


def _kind(record: object) -> str:
    headers = getattr(record, "http_headers", None)
    stated = headers.get_header("Content-Type") if headers else getattr(record, "content_type", None)
    return (stated or "").casefold()
