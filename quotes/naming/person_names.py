"""
Names of persons as strings: their shape and parts, and which of two may be a form of the other.

Nothing here looks at a document.  All functions take names in any case and spelling and never raise.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from quotes.text.letters import CAPITAL
from quotes.words.classes import one_of, word_class
from quotes.words.lexicon import Lexicon

#: Small words that belong to the surname after them; "Joost van der Meer" is "van der Meer" or "Meer" for short.
PARTICLES = word_class("particles of surnames")
SUFFIXES = word_class("suffixes of surnames")
_PARTICLE = one_of("particles of surnames")
_NAME_WORD = rf"(?:(?:al-|el-|Al-|d['’])?{CAPITAL}[\w.'’-]*)"
#: "Jane Doe", "J. R. Roe", "Lea van den Berg", "JANE O’NEIL"
PERSON = rf"{_NAME_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_NAME_WORD}){{1,4}}"
_PERSON = re.compile(PERSON)
#: Behind a hyphen no part of a name, "a Reis-**backed** bill"; what is shorter may be one: "Pang Chi-**ming**".
HYPHENED_PARTICIPLE = r"[a-z]{3,}(?:ed|ing)"
_POSSESSIVE_OR_FIGURE = re.compile(r"['’]s\b|\d")
#: Answers about names that are kept: those of a long document are asked for again and again.
_KEPT = 1 << 16
_INITIALS = re.compile(r"\b((?:[A-Z]\.?){2,3})(?=[\s-])")
_POSSESSIVE = re.compile(r"['’‘]s?$")
#: How like two spellings of one surname must be: one letter in five astray.
_TYPO = 0.8
#: Surnames shorter than this differ by a letter without being misspellings (Chen, Cheng).
_SHORTEST_TYPO = 6
#: Spellings that transcriptions of one name differ in, brought to one form, in this order.
_TRANSCRIPTIONS: tuple[tuple[str, str], ...] = (
    ("ei", "i"),
    ("ey", "i"),
    ("iy", "i"),
    ("ij", "i"),
    ("y", "i"),
    ("j", "i"),
    ("ph", "f"),
    ("kh", "k"),
)
_TRANSCRIPTIONS += (("ck", "k"), ("q", "k"), ("c", "k"), ("ks", "x"), ("ou", "u"), ("oo", "u"), ("w", "v"), ("z", "s"))


def is_person(words: str) -> bool:
    """True where *words* have the shape of a person's name: "Lea van den Berg"."""
    return _PERSON.fullmatch(words) is not None and _POSSESSIVE_OR_FIGURE.search(words) is None


def person(words: str) -> str:
    """A person's name as usually written: "JANE DOE" is Jane Doe."""
    if not words.isupper():
        return words
    lower = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), words)
    return re.sub(r"\b(Mc|[OD]['’])([a-z])", lambda m: m[1] + m[2].upper(), lower)


@lru_cache(maxsize=_KEPT)
def plain(word: str) -> str:
    """A word for comparison: no accents, case, possessive or points; "Gonçalves’s" is "goncalves"."""
    letters = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word)).casefold()
    return "".join(each for each in letters if each.isalnum())


@lru_cache(maxsize=_KEPT)
def parts(name: str) -> tuple[str, ...]:
    """
    The parts of a name for comparison, without suffix: "Kim Jae-hoon" is as "Kim Jae Hoon", "R. K." as "RK".

    In a name that is all capitals no word is initials for want of small letters: "ANA REIS".
    """
    apart = _POSSESSIVE.sub("", name)
    if "." in apart or not apart.isupper():
        apart = _INITIALS.sub(lambda match: " ".join(match[1].replace(".", "")), apart)
    found = tuple(filter(None, map(plain, re.split(r"[\s\-‐‑–]+", apart))))
    return found[:-1] if len(found) > 1 and found[-1] in SUFFIXES else found


@lru_cache(maxsize=_KEPT)
def without_particles(name: tuple[str, ...]) -> tuple[str, ...]:
    """The parts from the first that is no particle on: "al sabbah" is "sabbah"."""
    start = next((i for i, each in enumerate(name) if each not in PARTICLES), 0)
    return name[start:]


@lru_cache(maxsize=_KEPT)
def transcribed(word: str) -> str:
    """A word in one of the spellings that transcriptions give it: Sergey and Sergei become the same."""
    for variant, common in _TRANSCRIPTIONS:
        word = word.replace(variant, common)
    return re.sub(r"(.)\1", r"\1", word)


def skeleton(word: str) -> str:
    """The consonants, with those that get mixed up in translation made one: "Malkoff" and "Marcov" are alike."""
    merged = transcribed(plain(word)).translate(str.maketrans("rfbpdtg", "lvvvttk"))
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouh]", "", merged))


@lru_cache(maxsize=_KEPT)
def letters(name: str) -> frozenset[str]:
    """
    The letters that parts of a name begin with, as written and transcribed.

    Names that may be one person's (`same_person`, `is_short_form`, `is_misspelling`) share one of them.
    """
    return frozenset(form[:1] for part in parts(name) or ("",) for form in (part, transcribed(part)))


def compatible(left: str, right: str) -> bool:
    """True for two parts that can be the same: equal, an initial, or a transcription."""
    if transcribed(left) == transcribed(right):
        return True
    return min(len(left), len(right)) == 1 and left[:1] == right[:1]


def same_person(left: str, right: str, lexicon: Lexicon) -> bool:
    """True for two names of two parts or more that are forms of one: "John F. Harmon", "Jack Harmon", "J. Harmon"."""
    short, full = sorted((parts(left), parts(right)), key=len)
    if len(short) < 2:
        return False
    if is_turned(left, right):
        return True
    if is_nickname(short[0], full[0], lexicon) or is_nickname(full[0], short[0], lexicon):
        return short[-1] == full[-1]
    if [*map(transcribed, short[:-1])] == [*map(transcribed, full[:-1])] and (
        is_misspelling(short[-1], full[-1]) or (len(short) > 2 and _is_like(short[-1], full[-1]))
    ):
        return True
    if not compatible(short[0], full[0]) or not compatible(short[-1], full[-1]):
        return False
    return _is_subsequence(short, full)


def is_turned(left: str, right: str) -> bool:
    """True where one name is the other with the family name at the other end: "Ayaka Mori", "Mori Ayaka"."""
    some, whole = parts(left), parts(right)
    return len(some) > 1 and some != whole and whole in (some[1:] + some[:1], some[-1:] + some[:-1])


def is_nickname(short: str, full: str, lexicon: Lexicon) -> bool:
    """True where *short* is the everyday form of the given name *full*: Pete, Peter."""
    entry = lexicon.role(short)
    return entry is not None and full in entry.like


def _is_subsequence(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    rest = iter(full)
    return all(any(compatible(part, each) for each in rest) for part in short)


def is_short_form(short: str, full: str, lexicon: Lexicon) -> int:
    """
    How well *short* serves as a short form of the longer *full*: 3 surname, 2 part of the full form, 1 given name.

    0 means not at all.  In names like "Baek Ji-woo" the first part is the surname.
    """
    some, whole = without_particles(parts(short)), parts(full)
    if not some or len(parts(short)) >= len(whole):
        return 0
    if len(some) > 1:
        ends = some[-1] == whole[-1] or some[0] == whole[0]
        run = any(whole[i : i + len(some)] == some for i in range(len(whole)))
        return 2 if run or (ends and _is_subsequence(some, whole)) else 0
    if some[0] in surnames(full, lexicon):
        return 3
    if len(whole) > 2 and some[0] in {whole[-2], whole[-1]} and some[0] not in PARTICLES:
        return 2 if len(some[0]) > 1 else 0  # "Tobar" for "Ana Tobar Reis", "Binh" for "Nguyen Van Binh"
    return 1 if (some[0] == whole[0] and len(some[0]) > 1) or (len(some[0]) > 2 and some[0] in whole) else 0


def surnames(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The parts that may stand for the whole: the last, and the first where it is an East Asian family name."""
    whole = parts(name)
    if len(whole) < 2:
        return whole
    if re.search(r"^\S+ \S+(?: \S+)? [^\W\d_]+-[^\W\d_A-Z]+$", name):
        return (whole[1],)  # Alan Wong Tak-wah, Lydia Mok Chan Suk-ling
    family = lexicon.role(whole[0])
    if not has_family_first(name) and (family is None or family.kind != "family"):
        return (whole[-1],)
    return (whole[0],) if len(whole) > 2 else (whole[0], whole[-1])


def has_family_first(name: str) -> bool:
    """True for the shape of "Baek Ji-woo": a hyphened given name with a small second half, at the end."""
    return re.search(r"^\S+ [^\W\d_]+-[^\W\d_A-Z]+$", name) is not None


def is_misspelling(left: str, right: str) -> bool:
    """True for two surnames that may be one, badly spelt: "Malkin", "Malikin"."""
    a, b = plain(left), plain(right)
    if min(len(a), len(b)) < _SHORTEST_TYPO or a[0] != b[0]:
        return False
    return skeleton(a) == skeleton(b) or _is_like(a, b)


def _is_like(left: str, right: str) -> bool:
    """True for two words that differ in few letters."""
    return SequenceMatcher(None, left, right).ratio() >= _TYPO
