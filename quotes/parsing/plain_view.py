"""
The text as parsers see it: a *view* of the same length, in which marks that the treebanks hardly know (curly quotation
marks, typographic apostrophes, exotic spaces) stand as their plain twins.  Since the lengths agree, offsets do too.
"""

import re

#: Same length, plainer characters.
_VIEW = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‛", "'"),
        "―": "—",
        "‐": "-",
        "‑": "-",
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u200b\ufeff\u200e\u200f\u2028\u2029", " "),
        **{chr(code): " " for code in (*range(0x20), *range(0x7F, 0xA0))},
    }
)
_TEX_OPENING, _TEX_CLOSING = re.compile("``"), re.compile("''")


def view(text: str) -> str:
    """The text as the parser sees it: of the same length, with plain quotation marks and spaces."""
    return _TEX_CLOSING.sub('" ', _TEX_OPENING.sub(' "', text)).translate(_VIEW)
