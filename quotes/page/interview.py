"""
Turns of an interview or a transcript: whose words its paragraphs are.

    Q: Why?              MARTA VELHO: Good evening.     **Why do you count fish?**
    A: We count fish.    “PRATA: We are shut.           We count them because …

A name and a colon begin other lines too ("Update: …", "Lisbon: …"), so names alone prove nothing: somebody must get the
word again, or be known from the text around, and say "I", "we" or "you" there, as people do who talk to each other.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from attrs import evolve, frozen

from quotes.naming.acronyms import is_acronym
from quotes.naming.person_shapes import is_person, person
from quotes.page.frame import Turn
from quotes.page.page import Page
from quotes.text.letters import CAPITAL
from quotes.text.spans import Span, Spans, holds, nearby
from quotes.words.classes import one_of, word_class
from quotes.words.lexicon import folded

_WORD = rf"{CAPITAL}[\w.'’-]*"
_NAME = rf"{_WORD}(?: (?:{one_of('particles of surnames')} )?{_WORD}){{0,4}}"
#: Ravuvu: We just count. / “PRATA (harbour master): We are / [12:03] Ana Reis: Hello / Q. And now? / **A:** Now /
#: DR. PRATA, HARBOUR MASTER (ph): We are
_LABEL = re.compile(
    rf"[“\"]?\**(?:\[?\d{{1,2}}[:.]\d\d(?::\d\d)?\]?\s+)?"
    rf"(?:(?P<name>{_NAME})(?P<role>, {CAPITAL}(?:{CAPITAL}|[ .,'’-]){{1,60}})?(?: \([^()]{{1,60}}\))?\s?(?P<colon>:)"
    rf"|(?P<letter>[QA])\.)\**\s+(?=\S)"
)
#: Who asks without a name, and who answers so.
_ASKING = word_class("labels of askers")
_ANSWERING = frozenset(("a", "answer"))
#: (APPLAUSE) / [crosstalk] / … / ***
_DIRECTION = re.compile(r"[(\[][^()\[\]]*[)\]][.:]?|[\W_]+")
#: With which quotations begin and end.
_MARKS = ("“", "”", '"')
_QUESTION = re.compile(r"[^“\"].*\?\**")
#: Governor **Prata** / Rui **Prata**
_BEHIND_CAPITALS = re.compile(rf"\b{CAPITAL}[\w.’-]+ (?=({CAPITAL}[\w-]*(?:['’]{CAPITAL}\w*)?)\b(?!:))")
_IN_MARKS = re.compile(r"[“\"][^“”\"]*[”\"]")
_FIRST = re.compile(r"\b(?:I|me|[Mm]y|[Ww]e|us|[Oo]ur)\b")
_SECOND = re.compile(r"\b[Yy]ou(?:r|rs|rself)?\b")
#: So many labels are a conversation, if one of them comes back; two are one where the text around knows both names.
_FEWEST = 3
_FEWEST_KNOWN = 2
#: So many paragraphs that ask are an interview without labels, if they ask "you" and who answers says "I" or "we".
_FEWEST_QUESTIONS = 3
_LONGEST_QUESTION = 60
#: Answers have so many paragraphs on average at most; below a question in an essay stands more.
_LONGEST_ANSWER = 4
#: In that share of the turns somebody says "I", "we" or "you": lists and reports do so in hardly any, talk in most.
_TALK_SHARE = 1 / 3
_SURE_TALK_SHARE = 1 / 2


@frozen
class _Label:
    """The beginning of a turn in paragraph *number*; its first words stand there from *start* on."""

    number: int
    name: str
    span: Span
    colon: Span | None
    start: int


def turns(page: Page, own: tuple[str, ...] = (), passed_over: Spans = ()) -> tuple[Turn, ...]:
    """
    The turns of an interview's or transcript's speakers, in text order; those of who asks are none.

    "Ravuvu: The bank says that it pays." — a turn goes on over paragraphs without a label.  *own* are the names of the
    outlet and the author, who ask; furniture, captions and headline, *passed_over*, belong to no turn.
    """
    near = nearby(passed_over)
    left = (not holds(near.near((each,)), (each,)) for each in page.paragraphs)
    talk = _Talk(page, own, tuple(page.lines[n] if is_left else "" for n, is_left in enumerate(left)))
    labels = _labels(talk)
    names = Counter(_key(each.name) for each in labels)
    speaking = [each for each in labels if names[_key(each.name)] > 1 or talk.knows(each.name)]
    if _are_of_a_record([each.name for each in labels]):
        return _labelled(labels, set(), labels, talk)
    if _is_talk(speaking, talk):
        asking = {each.number for each in speaking if talk.asks(each.name)}
        if len(asking) == len(speaking):
            return _answers(asking, talk)
        # A page may name who asks and who answers once, above their other words.
        asked = _questions(talk, speaking[-1].number + 1) if len(speaking) == 2 and asking else set()
        return _labelled([each for each in speaking if each.number not in asking], asked, labels, talk)
    questions = _questions(talk, 1)
    addressed = sum(_SECOND.search(talk.lines[each]) is not None for each in questions)
    is_interview = len(questions) >= _FEWEST_QUESTIONS and addressed >= _SURE_TALK_SHARE * len(questions)
    return _answers(questions, talk) if is_interview else ()


@frozen(slots=False)
class _Talk:
    """A page with the names of those who ask, and the words of its paragraphs, none where one is passed over."""

    page: Page
    own: tuple[str, ...]
    lines: tuple[str, ...]

    def asks(self, name: str) -> bool:
        """True for who asks: nobody by name, the outlet, perhaps by its last word or its initials, or the author."""
        if name.casefold() in _ASKING or any(is_acronym(name, each) for each in self.own):
            return True
        return any(f" {folded(each)}".endswith(f" {folded(name)}") for each in self.own)

    def knows(self, name: str) -> bool:
        """
        True for somebody's label, though it comes only once.

        Who asks or answers, and a name that stands in full elsewhere ("Governor Prata" for PRATA) or is a person's.
        """
        if self.asks(name) or name.casefold() in _ANSWERING:
            return True
        words = [person(each) for each in name.split()]
        if len(words) > 1 and is_person(name) and not any(self.page.means_else(each) for each in words):
            return True
        return words[-1] in self._surnames

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """The words in capitals behind others that are no end of a label."""
        return frozenset(match[1] for match in _BEHIND_CAPITALS.finditer(self.page.text))


def record_lines(page: Page) -> frozenset[int]:
    """
    The numbers of the paragraphs that begin with a label in capitals, where those are the record of a hearing.

    "THE COURT: Was the door open?" is no headline.
    """
    found = {number: match for number in range(len(page.paragraphs)) if (match := _LABEL.match(page.lines[number]))}
    names = [match["name"] or match["letter"] for match in found.values()]
    return frozenset(found) if _are_of_a_record(names) else frozenset()


def _are_of_a_record(names: list[str]) -> bool:
    """Whether there are so many labels, all in capitals, one of which comes back, that they are those of a record."""
    in_capitals = all(name.isupper() and len(name) > 1 for name in names)
    return in_capitals and len(names) >= _FEWEST and 1 < len(set(map(_key, names))) < len(names)


def _labels(talk: _Talk) -> list[_Label]:
    """The labels of a page; initials are the name that they stand for: "SQ" after "Sana Qureshi"."""
    found = []
    for number, line in enumerate(talk.lines):
        if match := _LABEL.match(line):
            start, group = talk.page.paragraphs[number].start, "name" if match["name"] else "letter"
            colon = Span(*match.span("colon")).shifted(start) if match["colon"] else None
            name = Span(*match.span(group)).shifted(start)
            found.append(_Label(number, match[group], name, colon, start + match.end()))
    names = [each.name for each in found if " " in each.name]
    full = {each.name: name for name in reversed(names) for each in found if is_acronym(each.name, name)}
    return [evolve(each, name=full.get(each.name, each.name)) for each in found]


def _is_talk(labels: list[_Label], talk: _Talk) -> bool:
    """Whether people talk to each other there."""
    names = [each.name for each in labels]
    keys = set(map(_key, names))
    said = [_IN_MARKS.sub("", talk.page.text[each.start : talk.page.paragraphs[each.number].end]) for each in labels]
    share = sum(bool(_FIRST.search(words) or _SECOND.search(words)) for words in said) / max(1, len(labels))
    if len(labels) < _FEWEST_KNOWN or share < _TALK_SHARE:
        return False
    is_known = share >= _SURE_TALK_SHARE and all(map(talk.knows, names))
    if len(keys) == 1:
        # A question stands before most of one person's labels, or they are themselves the questions.
        step = 0 if talk.asks(names[0]) else 1
        questions = sum(talk.lines[each.number - step].endswith("?") for each in labels if each.number >= step)
        return is_known and questions >= _SURE_TALK_SHARE * len(labels)
    asked = any(map(talk.asks, names)) and any(name.casefold() in _ANSWERING for name in names)
    return asked or (len(labels) >= _FEWEST and len(keys) < len(labels)) or is_known


def _labelled(speaking: list[_Label], asked: set[int], labels: list[_Label], talk: _Talk) -> tuple[Turn, ...]:
    """The turns that labels begin, and what stands below questions that are *asked* without one."""
    ends = asked | {each.number for each in labels}
    if len({_key(each.name) for each in labels}) == 1:
        ends |= {each.number - 1 for each in labels}
    found = (_turn(each, ends, talk) for each in speaking)
    return (*(each for each in found if each is not None), *_below(asked, talk))


def _turn(label: _Label, ends: set[int], talk: _Talk) -> Turn | None:
    """
    The turn of one label over its paragraphs: up to the next label, or to narration.

    What begins inside quotation marks goes on inside of them.
    """
    paragraphs, last = talk.page.paragraphs, label.number
    words = [Span(label.start, paragraphs[last].end)]
    is_marked = talk.lines[last].startswith(_MARKS)
    name = re.compile(rf"\b{re.escape(person(label.name.split()[-1]))}\b")
    for number in _following(label.number, ends, talk):
        line = talk.lines[number]
        if is_marked and (talk.lines[last].endswith(_MARKS) or not line.startswith(_MARKS)):
            break
        if label.name.casefold() not in _ANSWERING and name.search(line):
            break
        words.append(paragraphs[number])
        last = number
    said = tuple(each for each in words if not _DIRECTION.fullmatch(each.of(talk.page.text)))
    return Turn(label.span, Span(label.span.start, said[-1].end), said, label.colon) if said else None


def _following(number: int, ends: set[int], talk: _Talk) -> Iterator[int]:
    """The paragraphs after one with which its turn may go on; after the last question or label only talk does."""
    is_last = max(ends, default=-1) <= number
    for each in range(number + 1, len(talk.lines)):
        line = talk.lines[each]
        if each in ends or (is_last and not _FIRST.search(_IN_MARKS.sub("", line))):
            return
        if line and not _DIRECTION.fullmatch(line):
            yield each


def _questions(talk: _Talk, first: int) -> set[int]:
    """The paragraphs from *first* on that ask: "Why do you count fish?"."""
    short = (n for n in range(first, len(talk.lines)) if len(talk.lines[n].split()) <= _LONGEST_QUESTION)
    return {n for n in short if _QUESTION.fullmatch(talk.lines[n])}


def _answers(questions: set[int], talk: _Talk) -> tuple[Turn, ...]:
    """What stands between the questions, if those who answer speak of themselves."""
    found = tuple(_below(questions, talk))
    text = talk.page.text
    talking = sum(_FIRST.search(_IN_MARKS.sub("", each.words[0].of(text))) is not None for each in found)
    short = sum(len(each.words) for each in found) <= _LONGEST_ANSWER * len(found)
    return found if short and talking >= _SURE_TALK_SHARE * len(found) else ()


def _below(questions: set[int], talk: _Talk) -> Iterator[Turn]:
    """What stands below each question: the paragraph right below it answers it, whatever it speaks of."""
    for question in sorted(questions):
        below = question + 1
        first = [below] if below not in questions and below < len(talk.lines) and talk.lines[below] else []
        following = [*first, *_following(question + len(first), questions, talk)]
        words = tuple(talk.page.paragraphs[each] for each in following)
        if words:
            yield Turn(None, Span(words[0].start, words[-1].end), words)


def _key(name: str) -> str:
    """What the labels of one person share: "KATE REIS" and "Reis" the last word."""
    return folded(name).split()[-1] if folded(name) else name
