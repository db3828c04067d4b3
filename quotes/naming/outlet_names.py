"""
Where a phrase names an outlet: a name that the lexicon knows, one with an outlet's shape, or a noun that says so.

"**Yonhap**", "**Radio Lagoa**", "the **Lanterna** newspaper", "**local media**".
"""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from quotes.naming.outlet_shapes import SECTION_WORDS, is_outlet_shaped
from quotes.parsing import Sentence, Word
from quotes.text.marks import OWNING_S
from quotes.text.spans import Spans
from quotes.words.calendar import DAYS, MONTHS
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon, folded
from quotes.words.places import is_place

#: Nouns that make an outlet of the name beside them: "the **newspaper** La Linterna", "the Daily Lantern **daily**".
_OUTLET_NOUNS = word_class("outlet nouns")
#: "the **Lanterna** newspaper" is Lanterna; "Lagoa television", "Trelew radio" are longer names or no names.
_NAMED_KINDS = _OUTLET_NOUNS - word_class("outlet nouns within names")
#: To the tagger they say how often.
_PERIODICALS = frozenset(("daily", "weekly"))
#: What an outlet writes about or who owns it stands between its name and its kind: "the Jetty **business** daily".
_BEFORE_KINDS = word_class("words before outlet nouns")
#: "the press" alone names nobody in particular, and "social media" are platforms.
_ALL_OF_THEM = frozenset(("press", "media", "tv"))
#: "told this newspaper": whose text it is, which the end of the chain says.
_OWN = frozenset(("this", "our", "my", "we"))
_NEWS_BODIES = frozenset(("agency", "organisation", "organization"))
#: An agency that an outlet is needs a word of news beside it: "aid agency" and "space agency" are none.
_NEWS = word_class("words of news")
#: Nouns that are no part of the name before them: "the Lanterna **newspaper**"; a "network" is seldom an outlet.
_BESIDE_NAMES = _NAMED_KINDS - {"network"}
#: "The Arabic daily" has no name.
_LANGUAGES = word_class("languages")
#: The longest phrase that names an outlet, in words ("the privately owned Beirut-based Daily Jetty newspaper").
LONGEST_OUTLET = 9
#: Who hears ministers and is no outlet: "told the **House**".
_PARLIAMENTS = word_class("nouns of houses of parliament")
_IN_OUTLET = frozenset(("PROPN", "NOUN", "ADJ", "DET", "PART", "NUM", "X", "VERB"))
_TIMES = word_class("time nouns") | {*DAYS, *MONTHS}
#: Names that hardly anything but an outlet has: "Mix104.9", "247Sports", "lagoonlog.co.mz".
_ODD_NAME = re.compile(r"[A-Z]\w*\d[\w.]*|\d+[A-Z]\w+|(?:[\w-]+\.)+[a-z]{2,4}\.?")


def outlet_at(
    sentence: Sentence, start: int, lexicon: Lexicon, *, named: bool = False, described: bool = True
) -> list[Word] | None:
    """
    The words of the outlet that the phrase from word number *start* on names; None where it names none.

    "the news agency **EFE**", "Australia's **ABC**", "the Beirut-based **Daily Jetty**", "**local media**"; with
    *named* any capitalised name will do, for a construction in which nothing but a medium can stand ("quoted in X");
    without *described* only names will do, where places stand too ("on the channel").
    """
    words = _phrase_at(sentence, start)
    if words and words[0].lemma.lower() in _OWN:
        return None
    for names in (_known_name, _shaped_name):
        if (name := names(words, lexicon)) is not None:
            return name
    described = described and bool(words) and words[0].upos != "PRON"
    kinds = [index for index, word in enumerate(words) if _is_kind(words, index)] if described else []
    proper = [index for index, word in enumerate(words) if _is_proper(word)]
    if not kinds and not (named and proper):
        return None
    behind = [index for index in proper if kinds and index > kinds[-1]]
    chosen = words[behind[0] :] if behind else _name_before(words, kinds) or words
    while chosen and chosen[-1].upos not in {"PROPN", "NOUN", "NUM"} and chosen[-1].text not in _PERIODICALS:
        chosen = chosen[:-1]
    return chosen or None


def hearer_at(sentence: Sentence, start: int, bodies: Spans, lexicon: Lexicon) -> list[Word] | None:
    """
    The words of a name that no list knows, where only people and outlets are told anything; None where there is none.

    "told **Mix104.9**", "told **Morning Report**"; *bodies* are what the parser takes for names of bodies, of which
    courts, ministries and the like are no outlets ("told the High **Court**"), nor what is short ("told the **FBI**").
    """
    words = _phrase_at(sentence, start)
    is_described = bool(words) and words[0].upos == "DET"
    name = list(takewhile(lambda word: word.upos in {"PROPN", "NUM", "X"}, words[is_described:]))
    while name and is_time(name[-1]):
        name.pop()
    if words and _ODD_NAME.fullmatch(words[0].text):
        return words[:1]
    roles = (lexicon.role(word.lemma.lower()) for word in words)
    is_parliament = any(word.lemma.lower() in _PARLIAMENTS for word in name)
    if not name or is_parliament or any(role is not None and role.kind == "body" for role in roles):
        return None
    is_body = any(each.overlaps(name[0].span) for each in bodies) and not (is_described and _is_acronym(name))
    # "Speaking to **DH**": letters without an article, where bodies have one ("told **the FBI**").
    letters = len(name) == 1 and name[0].text.isupper() and not is_described
    return name if is_body or letters else None


def is_time(word: Word) -> bool:
    """True for a word that says when: "**Monday** **afternoon**"."""
    return word.lemma.lower() in _TIMES


def _is_proper(word: Word) -> bool:
    """A word of a name; "Daily" in "Daily Jetty" is an adjective to the tagger."""
    return word.upos == "PROPN" or (word.text[0].isupper() and word.upos in {"ADJ", "NOUN", "X"})


def _phrase_at(sentence: Sentence, start: int) -> list[Word]:
    """The words from number *start* on that could be an outlet's name or description."""
    words: list[Word] = []
    for word in sentence.words[start - 1 : start - 1 + LONGEST_OUTLET]:
        is_paper = bool(words) and word.text in _PERIODICALS
        joined = word.text in {"-", "’", "'", "/", "."} and words and words[-1].span.end == word.span.start
        # "the Times **of** India"; but "the campaign **the** AP describes" are two phrases.
        is_in_name = word.text.lower() in {"of", "and", "&"} and words and words[-1].text[0].isupper()
        is_next = word.upos == "DET" and word.text.islower() and any(each.upos in {"NOUN", "PROPN"} for each in words)
        # "told **his** country's state-owned IRNA"
        is_whose = not words and word.has("Poss=Yes")
        if (word.upos not in _IN_OUTLET and not is_whose and not joined and not is_in_name and not is_paper) or is_next:
            break
        words.append(word)
    while words and (words[-1].upos == "PUNCT" or words[-1].text.lower() in {"of", "and", "&"}):
        words.pop()
    return words


def _known_name(words: list[Word], lexicon: Lexicon) -> list[Word] | None:
    """The first name that the lexicon knows, as long as it goes: "the **Times of India**", "Australia's **ABC**"."""
    for first in range(len(words)):
        for end in range(len(words), first, -1):
            name = text_of(words[first:end])
            outlet = lexicon.outlet(name) if name[:1].isupper() else None
            short = outlet is not None and outlet.needs_context(name)
            if outlet is not None and not (short and _is_part(words, first, end)):
                return words[first:end]
    return None


def _is_part(words: list[Word], first: int, end: int) -> bool:
    """
    True where the name is part of a longer one: "Post" in "Harbour Post", "Voice" in "Voice of Faro".

    "**State** advocate" and "**Australian** news outlets" hold no name.
    """
    before, after = words[first - 1 : first] if first else [], words[end : end + 1]
    is_section = folded(text_of(words[first:end])) in SECTION_WORDS
    is_adjective = words[first].number == 1 or words[first].upos == "ADJ" or is_section
    is_named = any(_is_name_word(word) for word in before)
    goes_on = any(word.upos == "PROPN" or word.text == "of" for word in after)
    return is_named or goes_on or (is_adjective and any(word.upos == "NOUN" for word in after))


def _is_name_word(word: Word) -> bool:
    """ "**Harbour** Post", "**Evening** Star"."""
    return word.upos == "PROPN" or (word.upos in {"ADJ", "NOUN"} and word.text[0].isupper() and word.number > 1)


def _shaped_name(words: list[Word], _: Lexicon) -> list[Word] | None:
    """A name that no list knows but whose words show it: "**Radio Lagoa**", "the **Lagoon Post**"."""
    for first, word in enumerate(words):
        if word.upos != "PROPN" and not word.text[0].isupper():
            continue
        for end in range(_end_before_owned(words, first), first, -1):
            is_name = not any("based" in each.text.lower() for each in words[first:end])
            is_closed = words[end - 1].text[0].isupper() or words[end - 1].upos == "NUM"
            # "told **the Ledger**", "told **the Daily Courier**": the article tells it from a title or a section.
            is_told = end == len(words) and first == 1 and words[0].lemma.lower() == "the"
            is_short = is_told and all(each.text[0].isupper() for each in words[first:end])
            name = f"The Own {text_of(words[first:end])}" if is_short else text_of(words[first:end])
            # "the **Daily Jetty**": no person or body is called so.
            is_daily = word.text.lower() in _PERIODICALS and words[end - 1].upos == "PROPN"
            if is_name and is_closed and (is_daily or is_outlet_shaped(name)):
                return words[first:end]
    return None


def _end_before_owned(words: list[Word], first: int) -> int:
    """Where an outlet's name ends that owns what follows: "**Radio Lagoa**'s Ana Reis"; not "the People's Daily"."""
    marks = (number for number, word in enumerate(words) if number > first and word.text in OWNING_S)
    return next((number for number in marks if is_outlet_shaped(text_of(words[first:number]))), len(words))


def _is_kind(words: list[Word], index: int) -> bool:
    """True where the word makes its phrase an outlet: "**newspaper**", "Nairobi-**based**", "news **agency**"."""
    word = words[index]
    if word.lemma.lower() in _NEWS_BODIES:
        return any(other.lemma.lower() in _NEWS for other in words[:index])
    if word.text == "based":
        return any(other.upos == "PROPN" for other in words[index + 1 :])
    # "the radio operator" is a person, "the newspaper Lanterna" is none; "the press" are all who came.
    after = words[index + 1 :]
    is_head = all(each.upos in {"PROPN", "NUM", "X", "PART"} or each.lemma.lower() in _OUTLET_NOUNS for each in after)
    is_social = any(each.lemma.lower() == "social" for each in words[:index])
    is_all = word.lemma.lower() in _ALL_OF_THEM and (is_social or all(each.upos == "DET" for each in words[:index]))
    is_noun = word.text.islower() or word.text == "TV"
    return is_noun and word.lemma.lower() in _OUTLET_NOUNS and is_head and not is_all


def _is_acronym(words: list[Word]) -> bool:
    return any(word.text.isupper() for word in words)


def named_beside(words: list[Word], lexicon: Lexicon) -> list[Word]:
    """
    The name before the noun for an outlet that *words* end with.

    "the **Lanterna** newspaper" — "the **Young Writers Club** news agency" — "the **Xinhua** agency", which is known to
    be one; none in "the local Arabic daily"
    """
    last = len(words) - 1
    name = (_name_before(words, [last]) if words else None) or []
    sort = words[last].lemma.casefold() if words else ""
    if not name or sort not in _BESIDE_NAMES or all(w.text.casefold() in _LANGUAGES for w in name):
        return []
    if not _is_kind(words, last) and lexicon.outlet(text_of(name)) is None:
        return []
    first = words.index(name[0])
    while first > 0 and _is_name_word(words[first - 1]):
        first -= 1
    cut = first > 0 and words[first - 1].upos in {"SYM", "CCONJ"}
    return [] if cut else [*words[first : words.index(name[0])], *name]


def _name_before(words: list[Word], kinds: list[int]) -> list[Word] | None:
    """The name right before its kind: "the **Al-Fanar** newspaper", not "the Lagoa radio", "the Porto daily"."""
    if not kinds or words[kinds[-1]].lemma.lower() not in _NAMED_KINDS or words[kinds[-1]].text[0].isupper():
        return None
    last = kinds[-1]
    while last > 0 and words[last - 1].text.lower() in _BEFORE_KINDS:
        last -= 1
    first = last
    while first > 0 and (words[first - 1].upos == "PROPN" or _joins(words, first - 1)):
        first -= 1
    return words[first:last] if first < last and not is_place(text_of(words[first:last])) else None


def _joins(words: list[Word], index: int) -> bool:
    """True for the hyphen inside of a name: "Al**-**Fanar"."""
    return words[index].text == "-" and 0 < index < len(words) - 1


def text_of(words: Sequence[Word]) -> str:
    """The words as the text has them, spaces and all."""
    pieces = [words[0].text]
    for before, word in pairwise(words):
        pieces.append(("" if before.span.end == word.span.start else " ") + word.text)
    return "".join(pieces)
