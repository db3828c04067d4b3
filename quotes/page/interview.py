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
from itertools import takewhile

from attrs import evolve, frozen

from quotes.naming.acronyms import is_acronym
from quotes.naming.person_names import is_person, person
from quotes.page.frame import Turn
from quotes.page.page import Page
from quotes.text.letters import CAPITAL
from quotes.text.spans import Span, Spans, cover, merged
from quotes.words.classes import one_of, word_class
from quotes.words.lexicon import folded

_WORD = rf"{CAPITAL}[\w.'’-]*"
_NAME = rf"{_WORD}(?: (?:{one_of('particles of surnames')} )?{_WORD}){{0,4}}"
#: Ravuvu: We just count. / “PRATA (harbour master): We are / [12:03] Ana Reis: Hello / Q. And now? / **A:** Now /
#: DR. PRATA, HARBOUR MASTER (ph): We are
_LABEL = re.compile(
    rf"[“\"]?\**(?:\[?\d{{1,2}}[:.]\d\d(?::\d\d)?\]?\s+)?"
    rf"(?:(?P<name>{_NAME})(?:, {CAPITAL}(?:{CAPITAL}|[ .,'’-]){{1,60}})?(?: \([^()]{{1,60}}\))?\s?(?P<colon>:)"
    rf"|(?P<letter>[QA])\.)\**\s+(?=\S)"
)
#: Who asks without a name, and who answers so.
_ASKING = word_class("labels of askers")
ANSWERING = frozenset(("a", "answer"))
#: (APPLAUSE) / [crosstalk] / … / ***
_DIRECTION = re.compile(r"[(\[][^()\[\]]*[)\]][.:]?|[\W_]+")
_QUESTION = re.compile(r"[^“\"].{0,400}\?\**")
#: Governor **Prata** / Rui **Prata**
_BEHIND_CAPITALS = re.compile(rf"\b{CAPITAL}[\w.’-]+ (?=({CAPITAL}[\w-]*(?:['’]{CAPITAL}\w*)?)\b(?!:))")
_IN_MARKS = re.compile(r"[“\"][^“”\"]*[”\"]")
_FIRST = re.compile(r"\b(?:I|me|[Mm]y|[Ww]e|us|[Oo]ur)\b")
_SECOND = re.compile(r"\b[Yy]ou(?:r|rs|rself)?\b")
#: So many labels are a conversation, if one of them comes back; two are one where the text around knows both names.
#: So many paragraphs that ask are one without labels, if they ask "you" and who answers says "I" or "we".
_FEWEST = 3
_FEWEST_KNOWN = 2
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
    left = _outside(page.paragraphs, merged(passed_over))
    talk = _Talk(page, own, tuple(line if is_left else "" for line, is_left in zip(page.lines, left, strict=True)))
    labels, questions = _labels(page, talk.lines), talk.questions()
    times = Counter(_key(each.name) for each in labels)
    speaking = [each for each in labels if times[_key(each.name)] > 1 or talk.knows(each.name)]
    ends = {each.number for each in labels}
    if _are_of_a_record([each.name for each in labels]):
        return talk.labelled(labels, ends)
    if talk.is_held_by(speaking):
        answering = [each for each in speaking if not talk.asks(each.name)]
        if not answering:
            return talk.answers({each.number for each in speaking})
        # A page may name who asks and who answers once, above their other words.
        is_once = len(speaking) == 2 and len(answering) == 1
        asked = {each for each in questions if (is_once and each > speaking[-1].number) or each + 1 in ends}
        return (*talk.labelled(answering, ends | asked), *talk.below(asked - {each - 1 for each in ends}))
    addressed = sum(_SECOND.search(talk.lines[each]) is not None for each in questions)
    is_interview = len(questions) >= _FEWEST and addressed >= _SURE_TALK_SHARE * len(questions)
    return talk.answers(questions) if is_interview else ()


def _outside(paragraphs: Spans, aside: Spans) -> Iterator[bool]:
    """For each of *paragraphs* whether it stands in none of *aside*; both are sorted, and none overlaps another."""
    wholes = iter(aside)
    whole = next(wholes, None)
    for each in paragraphs:
        while whole is not None and whole.end < each.end:
            whole = next(wholes, None)
        yield whole is None or not whole.covers(each)


def record_lines(page: Page) -> frozenset[int]:
    """
    The numbers of the paragraphs that begin with a label in capitals, where those are the record of a hearing.

    "THE COURT: Was the door open?" is no headline.
    """
    labels = _labels(page, page.lines)
    is_record = _are_of_a_record([each.name for each in labels])
    return frozenset(each.number for each in labels) if is_record else frozenset()


def _labels(page: Page, lines: tuple[str, ...]) -> list[_Label]:
    """The labels of a page; initials are the name that they stand for: "SQ" after "Sana Qureshi"."""
    found = []
    for number, line in enumerate(lines):
        if match := _LABEL.match(line):
            start, group = page.paragraphs[number].start, "name" if match["name"] else "letter"
            colon = Span(*match.span("colon")).shifted(start) if match["colon"] else None
            name = Span(*match.span(group)).shifted(start)
            found.append(_Label(number, match[group], name, colon, start + match.end()))
    names = [each.name for each in found if " " in each.name]
    full = {each.name: name for name in reversed(names) for each in found if is_acronym(each.name, name)}
    return [evolve(each, name=full.get(each.name, each.name)) for each in found]


def _are_of_a_record(names: list[str]) -> bool:
    """Whether there are so many labels, all in capitals, half of which come back, that they are those of a record."""
    in_capitals = all(name.isupper() and len(name) > 1 for name in names)
    times = Counter(map(_key, names))
    back = sum(count for count in times.values() if count > 1)
    return in_capitals and len(names) >= _FEWEST and len(times) > 1 and 2 * back >= len(names)


def _key(name: str) -> str:
    """What the labels of one person share: "KATE REIS" and "Reis" the last word."""
    return folded(name).split()[-1] if folded(name) else name


@frozen
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
        if self.asks(name) or name.casefold() in ANSWERING:
            return True
        words = [person(each) for each in name.split()]
        if len(words) > 1 and is_person(name) and not any(self.page.means_else(each) for each in words):
            return True
        return any(match[1] == words[-1] for match in _BEHIND_CAPITALS.finditer(self.page.text))

    def is_held_by(self, labels: list[_Label]) -> bool:
        """Whether people talk to each other there."""
        names = [each.name for each in labels]
        words = (Span(each.start, self.page.paragraphs[each.number].end).of(self.page.text) for each in labels)
        said = [_IN_MARKS.sub("", each) for each in words]
        share = sum(bool(_FIRST.search(words) or _SECOND.search(words)) for words in said) / max(1, len(labels))
        if len(labels) < _FEWEST_KNOWN or share < _TALK_SHARE:
            return False
        is_known = share >= _SURE_TALK_SHARE and all(map(self.knows, names))
        count = len(set(map(_key, names)))
        if count == 1:
            # A question stands before most of one person's labels, or they are themselves the questions.
            near = (self.lines[max(0, each.number - 1) : each.number + 1] for each in labels)
            questions = sum(any(line.endswith("?") for line in lines) for lines in near)
            return is_known and questions >= _SURE_TALK_SHARE * len(labels)
        asked = any(map(self.asks, names)) and any(name.casefold() in ANSWERING for name in names)
        return asked or is_known or (len(labels) >= _FEWEST and count < len(labels))

    def questions(self) -> set[int]:
        """The paragraphs below the first that ask: "Why do you count fish?"."""
        return {number for number, line in enumerate(self.lines) if number and _QUESTION.fullmatch(line)}

    def labelled(self, labels: list[_Label], ends: set[int]) -> tuple[Turn, ...]:
        """The turns that labels begin; none goes on to the paragraphs *ends*."""
        found = (self.turn(each, ends) for each in labels)
        return tuple(each for each in found if each.words)

    def turn(self, label: _Label, ends: set[int]) -> Turn:
        """The turn of one label over its paragraphs: up to the next label, or to narration."""
        paragraphs, name = self.page.paragraphs, person(label.name.split()[-1])
        is_name = label.name.casefold() not in ANSWERING

        def goes_on(number: int) -> bool:
            return not (is_name and re.search(rf"\b{re.escape(name)}\b", self.lines[number]))

        following = takewhile(goes_on, self.following(label.number, ends))
        words = [Span(label.start, paragraphs[label.number].end), *(paragraphs[each] for each in following)]
        said = tuple(each for each in words if not _DIRECTION.fullmatch(each.of(self.page.text)))
        return Turn(label.span, cover((label.span, *said)), said, label.colon)

    def following(self, number: int, ends: set[int]) -> Iterator[int]:
        """The paragraphs after one with which its turn may go on; after the last question or label only talk does."""
        is_last = max(ends, default=-1) <= number
        for each in range(number + 1, len(self.lines)):
            line = self.lines[each]
            if each in ends or (is_last and not _FIRST.search(_IN_MARKS.sub("", line))):
                return
            if line and not _DIRECTION.fullmatch(line):
                yield each

    def answers(self, questions: set[int]) -> tuple[Turn, ...]:
        """What stands between the questions, if those who answer speak of themselves."""
        found = tuple(self.below(questions))
        text = self.page.text
        talking = sum(_FIRST.search(_IN_MARKS.sub("", each.words[0].of(text))) is not None for each in found)
        short = sum(len(each.words) for each in found) <= _LONGEST_ANSWER * len(found)
        return found if short and talking >= _SURE_TALK_SHARE * len(found) else ()

    def below(self, questions: set[int]) -> Iterator[Turn]:
        """What stands below each question: the paragraph right below it answers it, whatever it speaks of."""
        for question in sorted(questions):
            below = question + 1
            first = [below] if below not in questions and below < len(self.lines) and self.lines[below] else []
            following = [*first, *self.following(question + len(first), questions)]
            words = tuple(self.page.paragraphs[each] for each in following)
            if words:
                yield Turn(None, cover(words), words)
