"""
Learn which of the names on a page is its publisher's: ``python -m quotes.training.publishers GOLD…``.

GOLD are folders of annotated pages (NAME.txt, NAME.json, for some NAME.html.gz).  Each page is read as it is, without
the evidence of its address, in several layouts where it is raw, and each of these once more under the name of an outlet
that no list knows, and below nothing but that name.  The candidates of all pages are examples by themselves, right
where they are the publisher's.  ``--folds N`` only measures: each page is read by trees that have learnt from other
pages, those of a file of invented pages by trees that have not learnt from this file.
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

from quotes.learned.boosted import Forest
from quotes.page import page_of
from quotes.page.addresses import is_address_line
from quotes.page.publisher import Candidate, candidates, key, likeliest
from quotes.text import Document
from quotes.training.by_folds import write_json
from quotes.training.layouts import layouts
from quotes.training.page_fields import invented_pages, options_of
from quotes.training.renaming import invented_name, renamed
from quotes.training.trees import Example, Growth, fitted
from quotes.words.lexicon import Lexicon, lexicon

#: How the trees grow; by folds 8 leaves, more trees, fewer features or twice the leaves were no better.
GROWTH = Growth(trees=200, leaves=12, rate=0.06, least_in_leaf=12, decay=5.0, least_seen=1, features=0.5)
#: A text, an invented case and an invented page count as much as so many layouts or texts under another name; what has
#: nothing but a logo counts less.
_TIMES, _TIMES_OF_CASES, _TIMES_OF_PAGES = 6.0, 12.0, 3.0
_TIMES_OF_LOGOS = 0.3


@frozen
class Reading:
    """A page in one layout: its candidates, its publisher (None: it tells none), and how much it counts."""

    doc: str
    layout: str
    candidates: tuple[Candidate, ...]
    publisher: str | None
    weight: float

    def examples(self, words: Lexicon) -> Iterator[Example]:
        """The candidates as the trees see them; nothing is learnt where the publisher is not among them."""
        right = [self.publisher is not None and is_same(each.name, self.publisher, words) for each in self.candidates]
        if self.publisher is None or any(right):
            for each, is_right in zip(self.candidates, right, strict=True):
                yield Example(each.features, is_right, self.weight)

    def is_right(self, forest: Forest, words: Lexicon) -> bool:
        """Whether the likeliest candidate is the publisher, or none is likely where the page tells none."""
        best = likeliest(self.candidates, forest)
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
            readings = tuple(each for each in readings[1:] if any(each.examples(words)))
        yield readings


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
    """The pages of a case file, with the publisher that is expected of each."""
    for title, text, name in invented_pages(path, "publisher"):
        yield Reading(title, path.stem, _found(text, words), name, times)


def learnt(readings: Iterable[Reading], words: Lexicon) -> dict[str, Any]:
    """What the file of trees holds."""
    return fitted([example for each in readings for example in each.examples(words)], GROWTH)


def main() -> None:
    """Read the command line; write the trees, or print the measure by folds."""
    options = options_of(__doc__, Path("quotes/learned/page/publisher.json"))
    words = lexicon()
    pages = [each for folder in options.gold for each in annotated(folder, words)]
    cases = [each for path in options.cases for each in invented(path, words, _TIMES_OF_CASES)]
    whole = [tuple(invented(path, words, _TIMES_OF_PAGES)) for path in options.pages]
    if not options.folds:
        write_json(learnt((each for group in (*pages, *whole, cases) for each in group), words), options.out)
        return
    parts = [[each for page in pages[n :: options.folds] for each in page] for n in range(options.folds)]
    parts += [list(each) for each in whole]
    count, right = Counter[str](), Counter[str]()
    for left in parts:
        forest = Forest.of(learnt((each for part in (*parts, cases) if part is not left for each in part), words))
        for each in left:
            count[each.layout] += 1
            if each.is_right(forest, words):
                right[each.layout] += 1
            else:
                sys.stdout.write(f"{each.layout} · {each.doc} · {each.publisher}\n")
    sys.stdout.writelines(f"{layout}: right on {right[layout]} of {count[layout]}\n" for layout in sorted(count))


if __name__ == "__main__":
    main()
