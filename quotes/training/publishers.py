"""
Learn which of the names on a page is its publisher's: ``python -m quotes.training.publishers GOLD…``.

GOLD are folders of annotated pages (NAME.txt, NAME.json, for some NAME.html.gz), or JSON Lines of articles with their
text and their publisher, which few of them tell: those teach which names are only spoken of.  Each page is read as it
is, without the evidence of its address, in several layouts where it is raw, and each of these once more under the name
of an outlet that no list knows, and below nothing but that name.  An invented page is read once more under the name of
an outlet that the list knows, so that being known speaks neither for a name nor against it.  The candidates of a page
are learnt against each other and "none of these".  ``--folds N`` only measures: each page is read by networks that have
learnt from other pages, those of a file of invented pages by networks that have not learnt from this file.
"""

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from quotes.learned.network import Networks, unread
from quotes.page import page_of
from quotes.page.addresses import is_address_line
from quotes.page.publisher import Candidate, candidates, key, likeliest
from quotes.text import Document
from quotes.training.layouts import layouts
from quotes.training.networks import Group, learnt, write
from quotes.training.page_fields import invented_pages, options_of
from quotes.training.renaming import invented_name, known_name, renamed
from quotes.words.lexicon import Lexicon, lexicon

#: So many networks have a say on each page, each learnt in so many passes (three, by halves of 500 invented pages: 297
#: right after six passes, 295 after twelve, 297 after twenty).
_NETWORKS, _PASSES = 6, 10
#: A text, an invented case and an invented page count as much as so many layouts or texts under another name; what has
#: nothing but a logo counts less.
_TIMES, _TIMES_OF_CASES, _TIMES_OF_PAGES = 6.0, 12.0, 1.5
_TIMES_OF_LOGOS, _TIMES_OF_ARTICLES = 0.3, 1.0


@frozen
class Reading:
    """A page in one layout: its candidates, its publisher (None: it tells none), and how much it counts."""

    doc: str
    layout: str
    candidates: tuple[Candidate, ...]
    publisher: str | None
    weight: float

    def group(self, words: Lexicon) -> Group | None:
        """The candidates as the networks see them; nothing is learnt where the publisher is not among them."""
        right = [self.publisher is not None and is_same(each.name, self.publisher, words) for each in self.candidates]
        if not right or (self.publisher is not None and not any(right)):
            return None
        return Group([each.features for each in self.candidates], *unread(len(right)), right, self.weight)

    def is_right(self, networks: Networks, words: Lexicon) -> bool:
        """Whether the likeliest candidate is the publisher, or none is likely where the page tells none."""
        best = likeliest(self.candidates, networks)
        name = best.name if best is not None else None
        return name is self.publisher or (
            name is not None and self.publisher is not None and is_same(name, self.publisher, words)
        )


def is_same(name: str, publisher: str, words: Lexicon) -> bool:
    """Whether two names are one outlet's: spelt alike, but for a "News" behind it, or known as one."""
    known, wanted = words.outlet(name), words.outlet(publisher)
    is_spelt_so = key(name).removesuffix("news") == key(publisher).removesuffix("news")
    return is_spelt_so or (known is not None and known == wanted)


def annotated(folder: Path, words: Lexicon) -> Iterator[tuple[Reading, ...]]:
    """The readings of each page of a folder, the text as it is first."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        raw = path.with_suffix(".html.gz")
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        texts = [text, *(layouts(gzip.decompress(raw.read_bytes()).decode("utf-8", "replace")) if raw.exists() else ())]
        readings = tuple(_readings(gold["doc"], gold["publisher"], texts, words))
        if gold.get("publisher_in_text") is False:
            # The text does not tell; a layout with the window's title may.
            readings = tuple(each for each in readings[1:] if each.group(words) is not None)
        yield readings


def articles(path: Path, words: Lexicon) -> Iterator[tuple[Reading, ...]]:
    """One reading of each article of a file of JSON Lines; its publisher counts where one of the candidates is it."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            found, publisher = _found(article["text"], words), article["publisher"].replace("-", " ")
            is_there = any(is_same(each.name, publisher, words) for each in found)
            yield (Reading(article["doc"], "article", found, publisher if is_there else None, _TIMES_OF_ARTICLES),)


def _readings(doc: str, publisher: str | None, texts: Sequence[str], words: Lexicon) -> Iterator[Reading]:
    """A page as it is, in other layouts, without its address, and all of that under another name."""
    for number, text in enumerate(texts):
        page = page_of(Document(doc, text), words)
        found = candidates(page)
        yield Reading(doc, "layout" if number else "text", found, publisher, 1.0 if number else _TIMES)
        without = candidates(page, without="address")
        if not number and len(without) < len(found):
            # It names nobody where the right one is among those left out.
            is_there = publisher is not None and any(is_same(each.name, publisher, words) for each in without)
            yield Reading(doc, "without address", without, publisher if is_there else None, 1.0)
    for number, text in enumerate(texts if publisher else ()):
        name = invented_name(f"{doc} {number}")
        chance = random.Random(f"{number} {doc}")
        logo = chance.choice([name, name.upper()])
        other = renamed(text, publisher or "", name, words)
        whole = f"{logo}\n\n{other}" if chance.random() < 1 / 2 else other
        yield Reading(doc, "another name", _found(whole, words), name, 1.0)
        below = "\n".join(line for line in other.split("\n") if not is_address_line(line))
        yield Reading(doc, "logo", _found(f"{logo}\n\n{below}", words), name, _TIMES_OF_LOGOS)


def _found(text: str, words: Lexicon) -> tuple[Candidate, ...]:
    return candidates(page_of(Document("", text), words))


def invented(path: Path, words: Lexicon, times: float) -> Iterator[Reading]:
    """The pages of a case file, with the publisher that is expected of each; they count as much as *times* layouts."""
    for title, text, name in invented_pages(path, "publisher"):
        yield Reading(title, path.stem, _found(text, words), name, times)


def under_both_names(path: Path, words: Lexicon) -> Iterator[Reading]:
    """The pages of a case file; behind each that tells its publisher, it under the name of an outlet of the list."""
    for title, text, name in invented_pages(path, "publisher"):
        yield Reading(title, path.stem, _found(text, words), name, _TIMES_OF_PAGES)
        if name is not None:
            known = known_name(title, words)
            found = _found(renamed(text, name, known, words), words)
            yield Reading(title, "known name", found, known, _TIMES_OF_PAGES)


def learned(readings: Iterable[Reading], words: Lexicon) -> dict[str, Any]:
    """What the file of networks holds."""
    groups = (each.group(words) for each in readings)
    return learnt([each for each in groups if each is not None], _NETWORKS, _PASSES)


def main() -> None:
    """Read the command line; write the networks, or print the measure by folds."""
    options = options_of(__doc__, Path("quotes/learned/page/publisher.npz"))
    words = lexicon()
    pages = [each for path in options.gold for each in (annotated if path.is_dir() else articles)(path, words)]
    cases = [each for path in options.cases for each in invented(path, words, _TIMES_OF_CASES)]
    whole = [tuple(under_both_names(path, words)) for path in options.pages]
    if not options.folds:
        write(learned((each for group in (*pages, *whole, cases) for each in group), words), options.out)
        return
    parts = [[each for page in pages[n :: options.folds] for each in page] for n in range(options.folds)]
    parts += [list(each) for each in whole]
    count, right = Counter[str](), Counter[str]()
    for left in parts:
        kept = (each for part in (*parts, cases) if part is not left for each in part)
        networks = Networks.of(learned(kept, words))
        for each in left:
            count[each.layout] += 1
            if each.is_right(networks, words):
                right[each.layout] += 1
            else:
                sys.stdout.write(f"{each.layout} · {each.doc} · {each.publisher}\n")
    sys.stdout.writelines(f"{layout}: right on {right[layout]} of {count[layout]}\n" for layout in sorted(count))


if __name__ == "__main__":
    main()
