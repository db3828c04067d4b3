"""The shape of an outlet's name, for the many outlets that no list knows."""

import re

from quotes.words.classes import word_class

#: What an outlet's name ends in and little else does.
LAST_WORDS = word_class("last words of outlet names")
#: What an outlet's name begins with and little else does: "Radio Lagoa", "Diario de Faro".
_FIRST_WORDS = word_class("first words of outlet names")
#: Names of channels go on with their number: "Canal 9".
_NUMBERED = word_class("channel words")
#: One word that is put together as outlets put theirs: "Recorder24", "Hafenblatt", "HarbourWire".
_JOINED = re.compile(
    r"[A-Z]\w*(?:(?<=[a-z])24|\w(?:blatt|zeitung|bladet|avisen|posten)|"
    r"[a-z](?:News|Press|Times|Post|Wire|Today|Herald|Media|Live|Online|TV|FM|Daily|Net))"
)
#: Names end in these too, but so do headlines ("Ferries Sail Again Today") and sections ("Business Online").
_DOUBTFUL_LAST_WORDS = word_class("doubtful last words of outlet names")
#: "Daily Log", "Breaking News" and "World Press" are sections: a name has one word at least that is none of these.
SECTION_WORDS = word_class("words of sections")
_IN_NAMES = word_class("small words of outlet names")
#: Articles of other languages stand before names ("El Diario de Faro"); "La Paz" shows that they alone say nothing.
_ARTICLES = word_class("articles before outlet names")
#: "The Bay of Islands Morning Post" is about as long as it gets.
_MOST_WORDS = 6


def usual_name(words: str) -> str:
    """An outlet's name as usually written: "THE HARBOUR GAZETTE" is The Harbour Gazette."""
    each = [
        word.lower() if n and word.lower() in _IN_NAMES else word.capitalize() for n, word in enumerate(words.split())
    ]
    return " ".join(each) if words.isupper() and len(each) > 1 else words


def is_outlet_shaped(words: str, *, doubtful: bool = False) -> bool:
    """
    Whether *words* have the shape of an outlet's name; with *doubtful*, by last words of less weight too.

    "The Lagoon Log", "Harbour Wire", "Radio Lagoa", "Recorder24"; not "Breaking News", "Courts weigh in on news".
    """
    each = words.split()
    if not 1 <= len(each) <= _MOST_WORDS or not all(_is_name_word(word) for word in each):
        return False
    plain = [word.replace("’", "'").casefold() for word in each]
    if any(_JOINED.fullmatch(word) for word in each) or _begins_like_an_outlet(plain):
        return True
    is_last = plain[-1] in LAST_WORDS or (doubtful and plain[-1] in _DOUBTFUL_LAST_WORDS)
    # "LA News" is named by its letters, which in small ones are an article.
    letters = {word.casefold() for word in each if word.isupper()} if not words.isupper() else frozenset()
    return is_last and any(word not in SECTION_WORDS | _IN_NAMES or word in letters for word in plain[:-1])


def _is_name_word(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in _IN_NAMES


def _begins_like_an_outlet(plain: list[str]) -> bool:
    """ "Radio Lagoa", "El Diario de Faro", "Canal 9"; not "Radio Days", "Radio"."""
    name = plain[1:] if plain[0] in _ARTICLES else plain
    if len(name) < 2:
        return False
    is_numbered = name[0] in _NUMBERED and name[1].isdigit()
    return is_numbered or (name[0] in _FIRST_WORDS and name[-1] not in SECTION_WORDS | _IN_NAMES)
