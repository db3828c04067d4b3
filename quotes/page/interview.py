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
from quotes.page.page import Page, is_title_case
from quotes.text.letters import CAPITAL
from quotes.text.spans import Nearby, Span, Spans, holds, nearby
from quotes.words.classes import one_of, word_class
from quotes.words.lexicon import folded

_WORD = rf"{CAPITAL}[\w.'’-]*"
_NAME = rf"{_WORD}(?: (?:{one_of('particles of surnames')} )?{_WORD}){{0,4}}"
#: Ravuvu: We just count. / “PRATA (harbour master): We are / [12:03] Ana Reis: Hello / Q. And now? / **A:** Now /
#: DR. PRATA, HARBOUR MASTER (ph): We are
_LABEL = re.compile(
    rf"(?P<mark>[“\"])?\**(?:\[?\d{{1,2}}[:.]\d\d(?::\d\d)?\]?\s+)?"
    rf"(?:(?P<name>{_NAME})(?P<role>, {CAPITAL}(?:{CAPITAL}|[ .,'’-]){{1,60}})?(?: \([^()]{{1,60}}\))?\s?(?P<colon>:)"
    rf"|(?P<letter>[QA])\.)\**\s+(?=\S)"
)
#: Who asks without a name, and who answers so.
_ASKING = word_class("labels of askers")
_ANSWERING = frozenset(("a", "answer"))
#: (APPLAUSE) / [crosstalk] / … / ***
_DIRECTION = re.compile(r"[(\[][^()\[\]]*[)\]][.:]?|[\W_]+")
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
    """The beginning of a turn in paragraph *number*; its first words stand there from *start* on, perhaps in marks."""

    number: int
    name: str
    span: Span
    colon: Span | None
    start: int
    marked: bool


def turns(page: Page, own: tuple[str, ...] = (), passed_over: Spans = ()) -> tuple[Turn, ...]:
    """
    The turns of an interview's or transcript's speakers, in text order; those of who asks are none.

    "Ravuvu: The bank says that it pays." — a turn goes on over paragraphs without a label.  *own* are the names of the
    outlet and the author, who ask; furniture, captions and headline, *passed_over*, belong to no turn.
    """
    reading = _Reading(page, own, passed_over)
    return _turns(_labels(reading), reading) or _answers_to_questions(reading)


@frozen(slots=False)
class _Reading:
    """The page with the names of those who ask and the parts that belong to no turn."""

    page: Page
    own: tuple[str, ...]
    passed_over: Spans

    def line(self, number: int) -> str:
        """The words of one paragraph; none where it is passed over or past the end."""
        if number >= len(self.page.paragraphs):
            return ""
        span = self.page.paragraphs[number]
        return "" if holds(self._passed_over_near.near((span,)), (span,)) else self.page.line(number)

    @cached_property
    def _passed_over_near(self) -> Nearby[Span]:
        return nearby(self.passed_over)

    def said(self, label: _Label) -> str:
        """The words of the label's first paragraph, without those in quotation marks."""
        words = Span(label.start, self.page.paragraphs[label.number].end).of(self.page.text)
        return _IN_MARKS.sub("", words)

    def asks(self, name: str) -> bool:
        """True for who asks: nobody by name, the outlet, perhaps by its last word or its initials, or the author."""
        if name.casefold() in _ASKING or any(is_acronym(name, each) for each in self.own):
            return True
        return any(f" {folded(each)}".endswith(f" {folded(name)}") for each in self.own)

    def answers(self, name: str) -> bool:
        """True for who answers, without a name ("A")."""
        return name.casefold() in _ANSWERING

    def knows(self, name: str) -> bool:
        """True for a name that stands in full elsewhere ("Governor Prata" for PRATA), or with a person's shape."""
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
    found = {number: match for number in range(len(page.paragraphs)) if (match := _LABEL.match(page.line(number)))}
    names = [match["name"] or match["letter"] for match in found.values()]
    return frozenset(found) if _are_of_a_record(names) else frozenset()


def _are_of_a_record(names: list[str]) -> bool:
    """Whether there are so many labels, all in capitals, one of which comes back, that they are those of a record."""
    in_capitals = all(name.isupper() and len(name) > 1 for name in names)
    return in_capitals and len(names) >= _FEWEST and 1 < len(set(map(_key, names))) < len(names)


def _labels(reading: _Reading) -> list[_Label]:
    """
    The labels of a page; a headline is none ("Prata: Port Will Open").

    Initials are the name that they stand for: "SQ" after "Sana Qureshi".
    """
    found = [each for n in range(len(reading.page.paragraphs)) if (each := _label_in(reading, n)) is not None]
    names = [each.name for each in found if " " in each.name]
    full = {each.name: name for name in reversed(names) for each in found if is_acronym(each.name, name)}
    head = set(range(reading.page.lead)) - record_lines(reading.page)
    return [
        evolve(each, name=full.get(each.name, each.name))
        for each in found
        if (each.number or (len(found) > 1 and found[1].number == 1))
        and not (each.number in head and is_title_case(reading.line(each.number)))
    ]


def _label_in(reading: _Reading, number: int) -> _Label | None:
    match = _LABEL.match(reading.line(number))
    if match is None:
        return None
    start = reading.page.paragraphs[number].start
    group = "name" if match["name"] else "letter"
    colon = Span(match.start("colon") + start, match.end("colon") + start) if match["colon"] else None
    name = Span(match.start(group) + start, match.end(group) + start)
    return _Label(number, match[group], name, colon, start + match.end(), match["mark"] is not None)


def _turns(labels: list[_Label], reading: _Reading) -> tuple[Turn, ...]:
    """The turns that the labels begin, if they are those of a conversation."""
    if _are_of_a_record([each.name for each in labels]):
        ends = {each.number for each in labels}
        return tuple(turn for each in labels if (turn := _turn(each, ends, reading)) is not None)
    names = Counter(_key(each.name) for each in labels)
    speaking = [each for each in labels if names[_key(each.name)] > 1 or _stands_alone(each, reading)]
    if not _is_talk(speaking, reading):
        return ()
    others = {_key(each.name) for each in speaking}
    ends = {each.number for each in labels}
    if len(others) == 1 and not reading.asks(speaking[0].name):
        ends |= {each.number - 1 for each in speaking}
    if all(reading.asks(each.name) for each in speaking):
        return _answers({each.number for each in speaking}, reading)
    asked = _asked_below(speaking, reading)
    found = [_turn(each, ends | asked, reading) for each in speaking if not reading.asks(each.name)]
    return (*(each for each in found if each is not None), *_below(asked, reading))


def _asked_below(speaking: list[_Label], reading: _Reading) -> set[int]:
    """The questions below the only label of who asks and of who answers, where a page names them once."""
    asking = [reading.asks(each.name) for each in speaking]
    if len(asking) != 2 or sum(asking) != 1:
        return set()
    return {n for n in range(speaking[-1].number + 1, len(reading.page.paragraphs)) if _is_question(reading.line(n))}


def _stands_alone(label: _Label, reading: _Reading) -> bool:
    """Whether it is somebody's label, though it comes only once."""
    name = label.name
    return reading.asks(name) or reading.answers(name) or reading.knows(name)


def _is_talk(labels: list[_Label], reading: _Reading) -> bool:
    """Whether people talk to each other there."""
    names = [each.name for each in labels]
    keys = set(map(_key, names))
    talking = sum(bool(_FIRST.search(words) or _SECOND.search(words)) for words in map(reading.said, labels))
    share = talking / max(1, len(labels))
    if len(labels) < _FEWEST_KNOWN or share < _TALK_SHARE:
        return False
    if len(keys) == 1:
        return share >= _SURE_TALK_SHARE and _answers_questions(labels, reading)
    asked = any(map(reading.asks, names))
    if (asked and any(map(reading.answers, names))) or (len(labels) >= _FEWEST and len(keys) < len(labels)):
        return True
    return share >= _SURE_TALK_SHARE and all(reading.asks(name) or reading.knows(name) for name in names)


def _answers_questions(labels: list[_Label], reading: _Reading) -> bool:
    """Whether a question stands before most of one person's labels, or they are themselves the questions."""
    name = labels[0].name
    asked = labels if reading.asks(name) else [each for each in labels if each.number]
    step = 0 if reading.asks(name) else 1
    questions = sum(reading.line(each.number - step).endswith("?") for each in asked)
    known = reading.asks(name) or reading.answers(name) or reading.knows(name)
    return known and questions >= _SURE_TALK_SHARE * len(labels)


def _turn(label: _Label, ends: set[int], reading: _Reading) -> Turn | None:
    """The turn of one label over its paragraphs: up to the next label, or to narration."""
    name, paragraphs = label.name, reading.page.paragraphs
    following = _following(label.number, ends, reading)
    if label.marked:
        following = _in_marks(label.number, following, reading)
    words = [Span(label.start, paragraphs[label.number].end)]
    key = re.escape(person(name.split()[-1]))
    for number in following:
        if not reading.answers(name) and re.search(rf"\b{key}\b", reading.line(number)):
            break
        words.append(paragraphs[number])
    said = tuple(each for each in words if not _DIRECTION.fullmatch(each.of(reading.page.text)))
    return Turn(label.span, Span(label.span.start, said[-1].end), said, label.colon) if said else None


def _following(number: int, ends: set[int], reading: _Reading) -> Iterator[int]:
    """The paragraphs after one with which its turn may go on; after the last question or label only talk does."""
    is_last = max(ends, default=-1) <= number
    for each in range(number + 1, len(reading.page.paragraphs)):
        line = reading.line(each)
        if each in ends or (is_last and not _FIRST.search(_IN_MARKS.sub("", line))):
            return
        if line and not _DIRECTION.fullmatch(line):
            yield each


def _in_marks(first: int, following: Iterator[int], reading: _Reading) -> Iterator[int]:
    """Those of the paragraphs that go on inside the quotation marks before the label."""
    if reading.line(first).endswith(("”", '"')):
        return
    for number in following:
        line = reading.line(number)
        if not line.startswith(("“", '"')):
            return
        yield number
        if line.endswith(("”", '"')):
            return


def _answers_to_questions(reading: _Reading) -> tuple[Turn, ...]:
    """ "Why do you count fish?", a paragraph of its own, and below it the answer without a name."""
    questions = {n for n in range(1, len(reading.page.paragraphs)) if _is_question(reading.line(n))}
    addressed = sum(_SECOND.search(reading.line(each)) is not None for each in questions)
    if len(questions) < _FEWEST_QUESTIONS or addressed < _SURE_TALK_SHARE * len(questions):
        return ()
    return _answers(questions, reading)


def _is_question(line: str) -> bool:
    return len(line.split()) <= _LONGEST_QUESTION and _QUESTION.fullmatch(line) is not None


def _answers(questions: set[int], reading: _Reading) -> tuple[Turn, ...]:
    """What stands between the questions, if those who answer speak of themselves."""
    found = list(_below(questions, reading))
    text = reading.page.text
    talking = sum(_FIRST.search(_IN_MARKS.sub("", each.words[0].of(text))) is not None for each in found)
    short = sum(len(each.words) for each in found) <= _LONGEST_ANSWER * len(found)
    return tuple(found) if found and short and talking >= _SURE_TALK_SHARE * len(found) else ()


def _below(questions: set[int], reading: _Reading) -> Iterator[Turn]:
    """What stands below each question: the paragraph right below it answers it, whatever it speaks of."""
    for question in sorted(questions):
        first = [question + 1] if question + 1 not in questions and reading.line(question + 1) else []
        following = [*first, *_following(question + len(first), questions, reading)]
        words = tuple(reading.page.paragraphs[each] for each in following)
        if words:
            yield Turn(None, Span(words[0].start, words[-1].end), words)


def _key(name: str) -> str:
    """What the labels of one person share: "KATE REIS" and "Reis" the last word."""
    return folded(name).split()[-1] if folded(name) else name
