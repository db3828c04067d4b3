"""
Which field of a table holds what: JSON Lines, CSV and Parquet carry articles under names of their own.

A field that is asked for must be there; one that is not is guessed by the names that such files usually have, and what
was guessed is told.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from attrs import frozen

from quotes.errors import UnreadableDocument
from quotes.inputs.metadata import field_names, iso_day, key_of, plain
from quotes.text import Document
from quotes.text.files import LONGEST


@frozen
class Fields:
    """The fields as the caller names them; a dotted name reaches into objects: "fields.bodyText"."""

    text: str | None = None
    id: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None


def chosen(fields: Fields, names: Iterable[str], path: str, *, are_all: bool = True) -> dict[str, str]:
    """
    The field of the table for each of ours, as asked for or by its usual name; *are_all* where no other row has more.

    UnreadableDocument where there is none for the text, or, among all, none of a name that was asked for.
    """
    there = list(names)
    found: dict[str, str] = {}
    for own, usual in field_names().items():
        asked = getattr(fields, own, None)
        if asked is not None and not _is_there(asked, there):
            if own != "text" and not are_all:
                continue
            raise UnreadableDocument(path, f"has no field {asked!r} (--{own}-field); {_listed(there)}")
        guess = asked or usual_name(usual.table, there)
        if guess is not None:
            found[own] = guess
    if "text" not in found:
        raise UnreadableDocument(
            path, f"has no field of a text's usual name; name it with --text-field: {_listed(there)}"
        )
    return found


def has_text(row: Mapping[str, Any], fields: Fields) -> bool:
    """Whether an object has a field for the text, that which was asked for or one of a usual name; a list is none."""
    name = fields.text or usual_name(field_names()["text"].table, row)
    return name is not None and _is_there(name, row) and not isinstance(_value(row, name), list)


def told(names: Mapping[str, str]) -> str:
    """What was chosen, in words: "text from `body`, id from `guid`"."""
    return ", ".join(f"{own} from `{name}`" for own, name in names.items())


def document_of(row: Mapping[str, Any], names: Mapping[str, str], name: str, uri: str) -> Document:
    """The article of one row; *name* is its id where it has none of its own.  UnreadableDocument without a text."""
    from quotes.inputs.web_pages import without_tags

    stored = _value(row, names["text"])
    text = without_tags(stored) if isinstance(stored, str) else ""
    if not text.strip():
        found = "nothing but tags or blanks" if isinstance(stored, str) else _kind(stored)
        raise UnreadableDocument(uri, f"has no text in the field {names['text']!r}; expected a string, found {found}")
    if len(text) > LONGEST:
        raise UnreadableDocument(uri, f"has {len(text):,} characters, expected an article of at most {LONGEST:,}")
    stated = {own: _words(_value(row, names[own])) for own in names if own != "text"}
    published = iso_day(stated.get("published") or "")
    known = {"publisher": stated.get("publisher"), "published": published}
    return Document(
        id=stated.get("id") or name,
        text=text,
        uri=uri,
        publisher=known["publisher"],
        url=stated.get("url"),
        published=published,
        title=stated.get("title"),
        byline=as_byline(stated.get("byline")),
        metadata=tuple(own for own, value in known.items() if value),
    )


def usual_name(usual: tuple[str, ...], there: Collection[str]) -> str | None:
    """The first field that has one of the usual names."""
    keys = {key_of(each): each for each in reversed(list(there))}
    return next((keys[each] for each in usual if each in keys), None)


def _is_there(name: str, there: Collection[str]) -> bool:
    """Whether a field that was asked for is among the names, or the object that holds it."""
    return name in there or name.partition(".")[0] in there


def _value(row: Mapping[str, Any], name: str) -> Any:
    """The value of a field; its name may reach into objects."""
    value: Any = row
    for part in [name] if name in row else name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _words(value: Any) -> str | None:
    """A field's value as one line: names of objects, several joined."""
    match value:
        case str():
            return plain(value) or None
        case bool() | None:
            return None
        case int() | float():
            return str(value)
        case {"name": str(name)} | {"title": str(name)}:
            return plain(name) or None
        case list():
            return ", ".join(filter(None, map(_words, value))) or None
    return None


def _kind(value: Any) -> str:
    """What a value of JSON is called there."""
    match value:
        case None:
            return "none"
        case bool() | int() | float():
            return f"{value}"
        case list():
            return "a list"
    return "an object"


def as_byline(names: str | None) -> str | None:
    """A byline as pages write it."""
    return names if names is None or names.casefold().startswith("by ") else f"By {names}"


def _listed(names: list[str]) -> str:
    """The fields that are there, for a message."""
    return f"it has {', '.join(map(repr, names[:20])) or 'none'}"
