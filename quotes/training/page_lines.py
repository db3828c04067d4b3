"""
Learn which lines of a page are its story's.

    python -m quotes.training.page_lines CORPORA GOLD LINES --cases tests/cases/pages.md tests/cases/frame.md --whole …

CORPORA holds ``polnear`` and ``text``, GOLD ``pages`` (NAME.txt, for some with NAME.html.gz), ``train`` and
``reports``.  What the story of a raw page is, the extraction of HTML says, which goes by its elements; the text of the
same page, in several layouts, has to tell without.  Of pages that are text only, and of newswire, a line is the story's
where an annotated statement stands in it or where it reads like prose, of PolNeAR's articles where one stands in it;
nothing is learnt of others.  Some lines of a story in a row are a text of their own, too.  In the cases "| " stands
before lines of the story, "! " before what others say, or what is expected names the furniture; all is story in those
of ``--whole``.  ``--folds N`` only measures: each page is read by trees that have learnt from other sites.
"""

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from quotes.inputs.web_pages import extract_html
from quotes.learned.boosted import Forest
from quotes.page.lines import features
from quotes.page.page import is_prose
from quotes.text import Document
from quotes.text.spans import Span, nearby
from quotes.training.annotated import GOLD, unparsed
from quotes.training.by_folds import write_json
from quotes.training.cases import cases_in
from quotes.training.layouts import layouts
from quotes.training.recipes import SEED
from quotes.training.trees import Example, Growth, fitted

#: How the trees grow (by five folds of sites: log loss of a word 0.1986, with 150 trees of 12 leaves 0.2035, with 300
#: of 8 leaves 0.2093).
_GROWTH = Growth(trees=80, leaves=8, rate=0.08, least_in_leaf=30, decay=5.0, least_seen=1, features=0.6)
#: A line counts by its words, up to so many; one of newswire, which has hardly any menus, less.
_MOST_WORDS, _WEIGHT_OF_TEXT = 60, 0.3
#: A line with at least so many words is the story's too where it is a part of a paragraph.
_PART = 8
#: An invented page is short and shows what it is there for.
_WEIGHT_OF_CASES = 3.0
#: So often some lines of a page are cut out, and so many at most.
_CUTS, _LONGEST_CUT = 4, 4
_STORY, _OTHER, _FURNITURE = "| ", "! ", "furniture: "


@frozen
class Lines:
    """The lines of a page of a *site*, and which are the story's; None where nobody knows."""

    site: str
    lines: Sequence[str]
    story: Sequence[bool | None]
    weight: float = field(default=1.0)

    def examples(self) -> Iterator[Example]:
        """The lines of which it is known, as the trees see them."""
        for line, seen, story in zip(self.lines, features(self.lines), self.story, strict=True):
            if story is not None:
                yield Example(seen, story, self.weight * _size(line))


def _size(line: str) -> int:
    return min(_MOST_WORDS, max(1, len(line.split())))


def pages(folder: Path) -> Iterator[Lines]:
    """The pages of a folder, raw ones in each layout."""
    for path in sorted(folder.glob("*.json")):
        text = Document(path.stem, path.with_suffix(".txt").read_bytes().decode("utf-8"))
        gold = json.loads(path.read_text(encoding="utf-8"))
        raw = path.with_suffix(".html.gz")
        if not raw.exists():
            roles = (each.get(role) or () for each in gold["attributions"] for role in ("content", "source", "cue"))
            yield _annotated(text, [Span(*pair) for role in roles for pair in role])
            continue
        page = gzip.decompress(raw.read_bytes()).decode("utf-8", "replace")
        story = extract_html(page, url=gold.get("url"))
        for layout in (text.text, story.text, *layouts(page)):
            yield _compared(Document(path.stem, layout), story)


def _compared(page: Document, story: Document) -> Lines:
    """A layout of a page, by what is known to be its story."""
    paragraphs = [_plain(each.of(story.text)) for each in story.paragraphs]
    known, joined = set(paragraphs), " | ".join(paragraphs)
    lines = [each.of(page.text) for each in page.paragraphs]
    plain = map(_plain, lines)
    return Lines(page.id, lines, [each in known or (len(each.split()) >= _PART and each in joined) for each in plain])


def _plain(line: str) -> str:
    return re.sub(r"\W+", " ", line).strip().casefold()


def articles(corpora: Path, gold: Path) -> Iterator[Lines]:
    """PolNeAR's articles, and annotated raw news."""
    for each in unparsed(corpora, gold):
        page = each.parse.document
        if not each.is_example and not any((gold / folder / f"{page.id}.txt").exists() for folder in GOLD):
            drawn = [span for one in each.drawn for span in (*one.content, *one.source, *one.cue)]
            yield _annotated(page, drawn, prose=each.statements)


def _annotated(page: Document, drawn: Sequence[Span], *, prose: bool = True) -> Lines:
    """A text by where statements are drawn in it, and by its *prose* if that is the story's too."""
    held = nearby(drawn)
    lines = [each.of(page.text) for each in page.paragraphs]
    story = (any(each.overlaps(span) for span in held.near((each,))) for each in page.paragraphs)
    known = [True if one or (prose and is_prose(line)) else None for one, line in zip(story, lines, strict=True)]
    return Lines(page.id, lines, known, _WEIGHT_OF_TEXT)


def cut(page: Lines, rng: random.Random) -> Iterator[Lines]:
    """Some of a story's lines in a row, or the sentences of one, as texts of their own: people paste what they need."""
    story = [line for line, is_story in zip(page.lines, page.story, strict=True) if is_story]
    for _ in range(_CUTS if story else 0):
        at = rng.randrange(len(story))
        some = story[at : at + rng.randint(1, _LONGEST_CUT)]
        sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", story[at])
        for lines in (some, sentences[: rng.randint(1, _LONGEST_CUT)]):
            yield Lines(page.site, lines, [True] * len(lines), page.weight)


def whole(path: Path) -> Iterator[Lines]:
    """The texts of a case file, all of them story."""
    for case in cases_in(path):
        lines = [each for each in case.text.split("\n") if each.strip()]
        yield Lines(case.title, lines, [True] * len(lines))


def invented(path: Path) -> Iterator[Lines]:
    """The pages of a case file, which marks the lines or names those that are furniture."""
    for case in cases_in(path):
        other = {each.removeprefix(_FURNITURE) for each in case.expected.split("\n") if each.startswith(_FURNITURE)}
        lines, story = [], []
        for row in (each for each in case.text.split("\n") if each.strip()):
            mark = row[: len(_STORY)] if row.startswith((_STORY, _OTHER)) else ""
            line = row[len(mark) :].strip()
            lines.append(line)
            known = bool(mark) or (bool(other) and is_prose(line))
            story.append(False if mark == _OTHER or line in other else True if known else None)
        yield Lines(case.title, lines, story, _WEIGHT_OF_CASES)


def texts(corpora: Path, gold: Path, cases: Iterable[Path], whole_cases: Iterable[Path]) -> list[Lines]:
    """All that is learnt from."""
    found = [each for folder in ("pages", "train", "reports") for each in pages(gold / folder)]
    found += articles(corpora, gold)
    rng = random.Random(SEED)
    found += [some for each in found for some in cut(each, rng)]
    found += [each for path in cases for each in invented(path)]
    return found + [each for path in whole_cases for each in whole(path)]


def learnt(found: Iterable[Lines]) -> dict[str, Any]:
    """What the file of trees holds."""
    return fitted([one for each in found for one in each.examples()], _GROWTH)


def main() -> None:
    """Learn the trees and write them, or print the measure by folds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder with polnear/ and text/")
    parser.add_argument("gold", type=Path, help="folder with pages/, train/ and reports/")
    parser.add_argument("out", type=Path, help="the file to write")
    parser.add_argument("--cases", type=Path, nargs="*", default=[], help="files of invented pages")
    parser.add_argument("--whole", type=Path, nargs="*", default=[], help="files of cases without anything around them")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    found = texts(options.corpora, options.gold, options.cases, options.whole)
    if not options.folds:
        write_json(learnt(found), options.out)
        return
    sites = sorted({each.site for each in found})
    words = Counter[str]()
    for fold in range(options.folds):
        left = set(sites[fold :: options.folds])
        forest = Forest.of(learnt(each for each in found if each.site not in left))
        for each in (each for each in found if each.site in left):
            for line, chance, story in zip(each.lines, forest.chances(features(each.lines)), each.story, strict=True):
                words[f"{'unknown' if story is None else 'story' if story else 'other'} {chance:.1f}"] += len(
                    line.split()
                )
    sys.stdout.writelines(f"{words[each]:7} words of {each}\n" for each in sorted(words))


if __name__ == "__main__":
    main()
