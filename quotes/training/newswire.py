"""The newswire names corpus (token, tab, BIO tag), its tokens made the parser's words, its classes merged."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from attrs import evolve, frozen

from quotes.parsing.entities import Name
from quotes.parsing.plain_view import view
from quotes.training.corpora import CorpusError, open_text

OUTSIDE = "O"
#: The class of people, and that of what names neither people nor bodies nor places.
PERSON, MISC = "Person", "Misc"

#: Nine classes become the five that speakers and outlets need.  A facility is spoken of like a place (where it speaks,
#: "the White House said", it is annotated as an organization already); products are rare (one name in 180) and go with
#: the rest; dates and sums of money name nobody and are left out.
MERGED: Mapping[str, str] = MappingProxyType(
    {
        "Person": PERSON,
        "Organization": "Organization",
        "Location": "Location",
        "Facility": "Location",
        "NORP": "NORP",
        "Misc": MISC,
        "Product": MISC,
    }
)

# The corpus writes `Kato ’ s`, `don ’ t`, at times `couldn't`; the parser has `Kato ’s`, `do n’t`, `could n't`.
_CLITIC = re.compile(r"(?i:s|re|ve|m|ll|d)")
_GLUED_CLITIC = re.compile(r"(?i)([a-z]+)(n['’]t|['’](?:s|re|ve|ll|d|m))")


@frozen
class Tagged:
    """One word and its BIO label."""

    text: str
    label: str


def articles(path: Path) -> Iterator[list[list[Tagged]]]:
    """
    The articles of a names file, as their sentences; each begins with a line `# doc = …`.

    Columns after the second hold nested names and are not used; a few lines are separated by blanks instead of tabs.
    """
    article: list[list[Tagged]] = []
    sentence: list[Tagged] = []
    for number, raw in enumerate(chain(open_text(path), ["# doc ="]), start=1):
        line = raw.rstrip("\r\n")
        new_article = line.startswith("# doc =")
        if new_article or not line.strip(" \t"):
            if sentence:
                article.append(_finished(sentence))
            sentence = []
            if new_article and article:
                yield article
                article = []
            continue
        text, _, rest = line.partition("\t") if "\t" in line else line.rpartition(" ")
        label = rest.partition("\t")[0].strip()
        if not label or not (text or line.startswith("\t")):
            raise CorpusError(f"{path}:{number}: expected a token, a tab and its tag, found {line!r}")
        if text.strip() and not text.startswith("http"):
            sentence.append(Tagged(text.strip(" "), label))


def _finished(sentence: list[Tagged]) -> list[Tagged]:
    """The words with plain quotation marks, as the tagger will be shown them, and merged classes."""
    words = rejoined(repaired(sentence))
    return repaired(Tagged(view(word.text).strip() or word.text, merged(word.label)) for word in words)


def merged(label: str) -> str:
    """The label with its class merged (`B-Facility` → `B-Location`); O for the classes left out."""
    prefix, _, name = label.partition("-")
    return f"{prefix}-{MERGED[name]}" if name in MERGED else OUTSIDE


def repaired(words: Iterable[Tagged]) -> list[Tagged]:
    """The words with every I- that continues nothing of its class turned into the B- that it must be."""
    result: list[Tagged] = []
    before = OUTSIDE
    for word in words:
        begins = word.label.startswith("I-") and before[2:] != word.label[2:]
        before = "B-" + word.label[2:] if begins else word.label
        result.append(evolve(word, label=before))
    return result


def rejoined(words: list[Tagged]) -> list[Tagged]:
    """The corpus' tokens as UD words: a clitic is a word of its own, with its apostrophe, and no end of a name."""
    result: list[Tagged] = []
    rest = iter([*words, Tagged("", OUTSIDE)])
    word = next(rest)
    for following in rest:
        after = following
        if glued := _GLUED_CLITIC.fullmatch(word.text):
            label = OUTSIDE if word.label.startswith("B-") else word.label
            result += [Tagged(glued[1], word.label), Tagged(glued[2], label)]
        elif joined := _joined(result, word, following):
            result, after = joined, next(rest)
        else:
            result.append(word)
        word = after
    return result


def _joined(before: list[Tagged], apostrophe: Tagged, following: Tagged) -> list[Tagged] | None:
    """The words so far with apostrophe and next token as one clitic; None where the two are none."""
    if apostrophe.text not in ("'", "’") or not before or not re.search(r"\w$", before[-1].text):
        return None
    if _CLITIC.fullmatch(following.text):
        in_name = apostrophe.label != OUTSIDE or following.label.startswith("I-")
        return [*before, Tagged(apostrophe.text + following.text, following.label if in_name else OUTSIDE)]
    if following.text in ("t", "T") and re.search(r"[a-z]n$", before[-1].text, re.IGNORECASE):
        *others, stem = before
        clitic = Tagged(stem.text[-1] + apostrophe.text + following.text, following.label)
        return [*others, Tagged(stem.text[:-1], stem.label), clitic]
    return None


def names(labels: Iterable[Iterable[str]]) -> list[Name]:
    """The names of an article, from the BIO labels of its sentences."""
    return [Name(at, *each) for at, sentence in enumerate(labels) for each in spans(sentence)]


def spans(labels: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """The names in one sentence as (first word, end, class), from BIO labels; words count from 0."""
    start, name = 0, ""
    for index, label in enumerate([*labels, OUTSIDE]):
        prefix, _, each = label.partition("-")
        if name and (prefix != "I" or each != name):
            yield start, index, name
            name = ""
        if each and not name:
            start, name = index, each
