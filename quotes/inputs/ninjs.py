"""
News items in IPTC's ninjs: 2.x (lower case), 3.x (camel case) and 1.x (``headline``, ``body_text``).

The standard (https://www.iptc.org/std/ninjs/) has no credit line; whose copy an item is stands in ``infoSources`` and
``copyrightHolder``.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from quotes.errors import UnreadableDocument
from quotes.inputs.fields import as_byline, document_of
from quotes.inputs.metadata import plain
from quotes.text import Document

#: Names that only ninjs has; ``uri`` is its one required field.
_OWN = frozenset(
    "bodies headlines infosources versioncreated contentcreated copyrightholder pubstatus located body_text body_xhtml "
    "body_html profile representationtype".split()
)
_HTML = re.compile(r"html|xml", re.IGNORECASE)
#: Bodies in the order in which they are wanted.
_PLAIN_FIRST = ("text/plain", "")


def is_ninjs(value: Any) -> bool:
    """Whether this is a news item of that standard: a ``uri`` and at least two of its own fields."""
    if not isinstance(value, Mapping) or "uri" not in value:
        return False
    return len({each.casefold() for each in value} & _OWN) >= 2


def article_of(item: Mapping[str, Any], place: str) -> Document:
    """The article of a news item: headline, byline, body, and a credit line for whose copy it is."""
    fields = {key.casefold(): value for key, value in item.items()}
    body = _body(fields)
    if not body:
        raise UnreadableDocument(place, "is a news item without a text; expected `bodies` with a value")
    headline = _headline(fields)
    line = as_byline(_first(fields, "by", "byline"))
    owners = list(dict.fromkeys(_credits(fields)))
    parts = [headline, line, body, f"Source: {', '.join(owners)}" if owners else None]
    row = {
        "id": fields["uri"],
        "text": "\n\n".join(filter(None, parts)) + "\n",
        "url": _first(fields, "url", "canonicalurl"),
        "published": _first(fields, "firstcreated", "contentcreated", "versioncreated", "embargoed"),
        "title": headline,
        "byline": line,
    }
    return document_of(row, {name: name for name in row}, place, place)


def _body(fields: Mapping[str, Any]) -> str | None:
    """The text, without tags; the plain one where there are several."""
    from quotes.inputs.web_pages import without_tags

    stated = [each for each in fields.get("bodies") or [] if isinstance(each, Mapping) and each.get("value")]
    if stated:
        kinds = [str(each.get("contentType") or each.get("contenttype") or "") for each in stated]
        best = next((n for wanted in _PLAIN_FIRST for n, kind in enumerate(kinds) if kind == wanted), 0)
        value = str(stated[best]["value"])
        return without_tags(value) if _HTML.search(kinds[best]) or "<p" in value else value
    text = _first(fields, "body_text", "body_html", "body_xhtml")
    return without_tags(text) if text else None


def _headline(fields: Mapping[str, Any]) -> str | None:
    stated = [each for each in fields.get("headlines") or [] if isinstance(each, Mapping) and each.get("value")]
    main = [each for each in stated if str(each.get("role") or "main").endswith("main")]
    return plain(str((main or stated)[0]["value"])) if stated else _string(fields.get("headline"))


def _credits(fields: Mapping[str, Any]) -> Iterator[str]:
    """Whose copy it is."""
    for each in fields.get("infosources") or []:
        if isinstance(each, Mapping) and (name := _string(each.get("name") or each.get("literal"))):
            yield name
    if holder := _string(fields.get("copyrightholder")):
        yield holder


def _first(fields: Mapping[str, Any], *names: str) -> str | None:
    return next((found for each in names if (found := _string(fields.get(each)))), None)


def _string(value: Any) -> str | None:
    """A value as one line, None where it is no string or blank."""
    return (value if "\n" in value else plain(value)) or None if isinstance(value, str) else None
