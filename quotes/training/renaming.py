"""
Pages under another name: the publisher of a page becomes an outlet that nobody knows, in every place that names it.

What a list of outlets knows cannot tell who publishes a page of others; what the page says of itself can, and only
from such pages is it learnt.
"""

import random
import re
from collections.abc import Iterator
from functools import cache, partial

from quotes.words.lexicon import Lexicon

_FIRST = (
    "Lagoon Harbour Bramble Meridian Copper Juniper Saltmarsh Northwold Kestrel Tideway Ember Willow Granite Palmetto "
    "Riverton Ashgrove Delta Zenith Marlow Castlegate"
).split()
_LAST = (
    "Post Times Herald Courier Daily News Observer Tribune Gazette Chronicle Today Online Wire Standard Mail Press "
    "Sentinel Radio"
).split()
_ODD = (
    "Pier & Harbour|Rust & Reed|Slow Roads|PixelNest|TramTalk|Forkwise|Kitefold|GadgetPier|BoxSeat|Ledgerline|Wavelet|"
    "Bright Corner|Second Bell|The Lookout|Moss & Mortar|TideWatch|Hollowtree|MarketLamp|The Long Table|Inkwell"
).split("|")
#: The kinds of outlets that have pages for readers.
_PUBLISH = ("newspaper", "broadcaster", "site")
#: A shorter alias ("AP") is a word of its own too often to be put in another's place but where it stands in capitals.
_SHORT = 3
_IN_ADDRESS, _ADDRESS_GOES_ON = re.compile(r"(?:www\.|://|@)$"), re.compile(r"\.[a-z]{2}|/")


def invented_name(seed: str) -> str:
    """The name of an outlet that nobody knows, always the same for one *seed*: "The Kestrel Post", "TramTalk"."""
    chance = random.Random(seed)
    if chance.random() < 1 / 2:
        return chance.choice(_ODD)
    article = "The " if chance.random() < 1 / 3 else ""
    return f"{article}{chance.choice(_FIRST)} {chance.choice(_LAST)}"


def known_name(seed: str, words: Lexicon) -> str:
    """The name of a paper, station or site that the list knows, always the same for one *seed*."""
    return random.Random(seed).choice(_publishing(words))


@cache
def _publishing(words: Lexicon) -> list[str]:
    return [each.name for each in words.outlets if each.kind in _PUBLISH and not each.needs_context(each.name)]


def renamed(text: str, name: str, new: str, words: Lexicon) -> str:
    """
    A text in which the outlet of that *name* is called *new* wherever it stood, in addresses too.

    >>> from quotes.words.lexicon import lexicon
    >>> renamed("REUTERS | A ship sank, reuters.com said.", "Reuters", "The Jetty", lexicon())
    'THE JETTY | A ship sank, thejetty.com said.'
    """
    for old in sorted(set(_names(name, words)), key=lambda each: (-len(each), each)):
        shape = r"['’]?\s*".join(map(re.escape, old.replace("’", "'").replace("'", "").split()))
        flags = re.IGNORECASE if len(old) > _SHORT else re.NOFLAG
        text = re.sub(rf"(?<!\w)(?P<the>the\s+)?{shape}(?!\w)", partial(_new_name, name, new), text, flags=flags)
    return text


def _new_name(name: str, new: str, found: re.Match[str]) -> str:
    """What stands in the place of an old name: in an address in one word, in capitals where that was."""
    before, behind = found.string[max(0, found.start() - 4) : found.start()], found.string[found.end() :][:4]
    if _IN_ADDRESS.search(before) or _ADDRESS_GOES_ON.match(behind):
        return "".join(filter(str.isalnum, new)).casefold()
    bare = new.removeprefix("The ")
    with_article = f"{found['the']}{bare}" if bare != new else new
    own = with_article if found["the"] else bare if name.startswith("The ") else new
    return own.upper() if found[0].isupper() and len(found[0]) > _SHORT else own


def _names(name: str, words: Lexicon) -> Iterator[str]:
    """The names by which an outlet may stand on its page, its addresses without their ends among them."""
    outlet = words.outlet(name)
    found = (name, *((outlet.name, *outlet.aliases) if outlet is not None else ()))
    for each in found:
        yield each.removeprefix("The ")
        yield "".join(each.split())
    for domain in outlet.domains if outlet is not None else ():
        yield domain.split("/")[0].split(".")[0]
