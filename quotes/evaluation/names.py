"""
Whether two names mean the same person or body.

The rule of the chain gold: equal after case, accents, punctuation, the possessive, a leading article, titles and words
such as "News" are dropped, or one the acronym of the other, or both usual names of one agency.  It is kept apart from
the package's own lexicon: what is measured must not move the measure.
"""

import re
import unicodedata

_POSSESSIVE = re.compile(r"'s\b")
_PUNCTUATION = re.compile(r"[^\w ]+")
#: "the Korea Herald", "Sgt. Ana Prata", "President Prata".
_LEADING = frozenset("the a an mr mrs ms dr sir gen lt col maj capt sgt rep sen gov president minister".split())
#: Words that say no more than that a name is an outlet's: "CBC" and "CBC News" are one.
_MEDIA = frozenset("news newspaper agency tv television channel magazine website online com co ke org net".split())
#: Words that an acronym passes over: "Ministry of Foreign Affairs" is MFA.
_PASSED_OVER = frozenset(("of", "and", "the", "for"))
#: Usual names of one body that are neither equal nor acronyms: "Tass" and "Itar-Tass".
_ALSO = tuple(
    frozenset(names.split("/"))
    for names in (
        "ap/associated press",
        "afp/agence france presse",
        "ani/asian news international",
        "cnn/cable news network",
        "donga/dong a/dong a ilbo",
        "ilna/iranian labour news agency",
        "irna/islamic republic news agency",
        "kcna/korean central news agency",
        "kyodo/kyodo news",
        "nation/daily nation",
        "reuters/thomson reuters",
        "wapo/washington post",
        "xinhua/xinhua news agency",
        "ria/ria novosti",
        "tass/itar tass",
        "united states/us/u s/usa",
        "yonhap/yonhap news/yonhap news agency",
    )
)


def same_name(left: str, right: str) -> bool:
    """True where both name one: "Gen. Ana Prata" and "ANA PRATA", "the Associated Press" and "AP"."""
    one, other = _plain(left), _plain(right)
    known = any({one, other} <= names for names in _ALSO)
    if one == other or known:
        return True
    one, other = _unmarked(one), _unmarked(other)
    return one == other or _is_acronym(one, other) or _is_acronym(other, one)


def _unmarked(name: str) -> str:
    """A name without the words that only say it is an outlet's, if others are left."""
    return " ".join(word for word in name.split() if word not in _MEDIA) or name


def _plain(name: str) -> str:
    """The words that count, in lower case: "The Dong-A Ilbo's" is "dong a ilbo"."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(each for each in letters if not unicodedata.combining(each)).replace("’", "'")
    words = _PUNCTUATION.sub(" ", _POSSESSIVE.sub("", letters)).split()
    first = next((i for i, word in enumerate(words) if word not in _LEADING), len(words))
    return " ".join(words[first:])


def _is_acronym(short: str, long: str) -> bool:
    """True where *short* is made of the first letters of *long*: "idf" of "israel defense forces"."""
    letters = "".join(word[0] for word in long.split() if word not in _PASSED_OVER)
    return " " in long and len(short) > 1 and short == letters
