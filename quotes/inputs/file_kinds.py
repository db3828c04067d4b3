"""What a file holds, by its first bytes."""

import json
import re

from quotes.inputs.ninjs import is_ninjs
from quotes.inputs.opening import PEEK
from quotes.inputs.rows import delimiter
from quotes.inputs.web_pages import LOOKS_LIKE_HTML
from quotes.text.files import UTF16_MARKS

_LINE_END = re.compile(r"[\r\n]")


def kind_of(head: bytes, path: str) -> str:
    """What a file is, by its first bytes; by its name only where a table looks like text."""
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    text = head.decode("utf-16" if head.startswith(UTF16_MARKS) else "utf-8", "replace")
    if LOOKS_LIKE_HTML.match(text):
        return "html"
    if (start := text.lstrip("\ufeff \t\r\n")).startswith(("{", "[")):
        return _kind_of_json(start) or "text"
    return "csv" if path.casefold().removesuffix(".gz").endswith((".csv", ".tsv")) or _is_table(text) else "text"


def _kind_of_json(text: str) -> str | None:
    """JSON Lines where the first line is a whole object, else JSON; None where it only begins like it."""
    first, _, rest = text.partition("\n")
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        is_json = re.match(r'[\[{]\s*(?:["{\[}\]]|$)', text) is not None
        is_cut = len(text) >= PEEK // 2 and not rest
        return ("jsonl" if is_cut and first.startswith("{") else "json") if is_json else None
    if not isinstance(value, dict):
        return "json" if isinstance(value, list) and not rest.strip() else None
    return "json" if is_ninjs(value) and not rest.strip() else "jsonl"


def _is_table(text: str) -> bool:
    """Whether it begins with a line of short names, one of them that of a text."""
    head = _LINE_END.split(text, maxsplit=1)[0].strip("\ufeff ")
    names = [each.strip("\" '").casefold() for each in head.split(delimiter(head))]
    return len(names) > 1 and bool({"text", "body", "content", "article"} & set(names)) and max(map(len, names)) < 30
