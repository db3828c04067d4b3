"""
How likely each line of a page is one of its story: boosted trees over how it looks and what stands around it.

Menus, buttons, headlines of other stories, readers' comments and notices look different on every page; what they have
in common is learnt from pages of many sites, each in several layouts (``quotes.training.page_lines``).
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from quotes.learned.boosted import Forest
from quotes.page.date_shapes import is_date_line
from quotes.page.junk import below, kind_of
from quotes.page.page import LONGEST_NOTE, is_prose, is_title_case

Features = dict[str, float]

#: So many lines to either side are looked at one by one, and so many are taken together.
_BESIDE, _NEAR, _AROUND = 2, 5, 12
#: Farther away is as far as this; a line of more words is as long as this.
_FAR, _LONGEST = 40, 100
#: Menus are made of lines with so few words.
_LABEL_WORDS = 4
#: What is told of the lines beside a line.
_OF_OTHERS = ("words", "closed", "capitals")

_CLOSED = re.compile(r"[.!?…][\"”’'»)\]]*$")
_SENTENCE = re.compile(r"[.!?][\"”’')]*\s+[\"“A-Z]")
_ADDRESS = re.compile(r"https?:|www\.|@\w")
_READER = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)


def chances(lines: Sequence[str]) -> list[float]:
    """For each line of a page the probability that it is one of the story, its headline or a caption."""
    return _forest().chances(features(lines))


@cache
def _forest() -> Forest:
    return Forest.shipped("page", "lines.json")


def features(lines: Sequence[str]) -> list[Features]:
    """All that the trees look at, by name, for each line of a page."""
    own = [_own(line) for line in lines]
    prose = [each["words"] * each["prose"] for each in own]
    around = _places(lines, own, prose)
    return [own[n] | around[n] | _beside(own, n) for n, _ in enumerate(lines)]


def _own(line: str) -> Features:
    """How a line looks by itself."""
    words = line[:LONGEST_NOTE].split()
    share = 1 / max(1, len(words))
    return {
        "words": float(min(len(line.split()), _LONGEST)),
        "closed": float(_CLOSED.search(line[-LONGEST_NOTE:]) is not None),
        "prose": float(is_prose(line)),
        "title case": float(is_title_case(line)),
        "junk": float(kind_of(line) is not None),
        "date": float(is_date_line(line)),
        "capitals": share * sum(each[:1].isupper() for each in words),
        "numbers": share * sum(any(map(str.isdigit, each)) for each in words),
        "quotes": float(any(each in line for each in '"“”')),
        "begins quoted": float(line[:1] in "\"“‘'"),
        "bars": float(any(each in line for each in "|•»›·")),
        "address": float(_ADDRESS.search(line) is not None),
        "sentences": float(len(_SENTENCE.findall(line[:LONGEST_NOTE]))),
        "to readers": float(_READER.search(line[:LONGEST_NOTE]) is not None),
        "dots": float("…" in line or "..." in line),
    }


def _places(lines: Sequence[str], own: Sequence[Features], prose: Sequence[float]) -> list[Features]:
    """Where each line stands on the page, and how much prose is around it."""
    count = len(lines)
    total = max(1.0, sum(prose))
    words = [0.0, *accumulate(prose)]
    closed = [0.0, *accumulate(each["prose"] for each in own)]
    short = [0.0, *accumulate(float(each["words"] <= _LABEL_WORDS) for each in own)]

    def within(sums: Sequence[float], number: int, reach: int) -> float:
        return sums[min(count, number + reach + 1)] - sums[max(0, number - reach)]

    dense = [within(words, n, _NEAR) for n in range(count)]
    peak = dense.index(max(dense)) if dense else 0
    before, behind = _distances(own), _distances(own[::-1])[::-1]
    listed = _below_labels(lines, own)
    times = Counter(lines)
    return [
        {
            "prose before": before[n],
            "prose behind": behind[n],
            "from the middle": float(max(-_FAR, min(_FAR, n - peak))),
            "listed": listed[n],
            "density": dense[n] / max(1.0, dense[peak]),
            "prose above": words[n] / total,
            "prose beside": within(closed, n, _BESIDE) / (2 * _BESIDE + 1),
            "prose near": within(closed, n, _NEAR) / (2 * _NEAR + 1),
            "prose around": within(words, n, _AROUND) / total,
            "short near": within(short, n, _NEAR) / (2 * _NEAR + 1),
            "times": float(times[lines[n]]),
            "from the top": float(min(n, _FAR)),
            "from the end": float(min(count - n, _FAR)),
        }
        for n in range(count)
    ]


def _below_labels(lines: Sequence[str], own: Sequence[Features]) -> list[float]:
    """How many lines below "Related stories" or "Leave a comment" each line stands; 0 where prose is between."""
    found, listed = [], 0
    for line, each in zip(lines, own, strict=True):
        listed = 0 if each["prose"] else listed + 1 if listed else 0
        found.append(float(min(_FAR, listed)))
        listed = listed or int(below(line) != "anything")
    return found


def _distances(own: Sequence[Features]) -> list[float]:
    """How many lines above each line the last is that reads like prose."""
    found, last = [], -_FAR
    for number, each in enumerate(own):
        found.append(float(min(_FAR, number - last)))
        last = number if each["prose"] else last
    return found


def _beside(own: Sequence[Features], number: int) -> Features:
    """How the lines right above and below look."""
    found: Features = {}
    for step in (each for each in range(-_BESIDE, _BESIDE + 1) if each):
        if 0 <= number + step < len(own):
            found |= {f"{name} {step:+}": own[number + step][name] for name in _OF_OTHERS}
    return found
