"""
Who wrote the article, and which agency a byline names instead.

A line that may be a byline has *facts* ("by, above the story", "given name"); its score is the sum of their learned
weights, and it counts where that is above zero, the score of no line.  The weights are
``quotes/learned/page/byline.json``, made by ``python -m quotes.training.bylines``.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.naming.person_names import is_person, person
from quotes.page.date_shapes import BESIDE_DATE, LABEL, dates_in, is_date_line
from quotes.page.frame import Byline, Found
from quotes.page.page import LONGEST_NOTE, Page, is_prose
from quotes.text.letters import CAPITAL
from quotes.text.spans import Span, Spans, trimmed
from quotes.words.calendar import MONTH_LETTERS
from quotes.words.classes import one_of
from quotes.words.lexicon import Outlet
from quotes.words.places import is_place

_BY = re.compile(
    r"[-–—*(\[]*\s*(?:(?:(?:This (?:article|story|report|piece) was )?(?:Interview|Analysis|Reported|Compiled|Prepared|"
    r"(?:A |An )?(?:column|essay|interview|analysis)|(?:Edited and )?Written|Story|Report|Article|Words|Text|Posted|"
    r"Published|Submitted|Filed|Uploaded)\s+)?(?:from reports )?By\b\s*:?|"
    r"(?:Author|Byline|Journalist|Text|Words|Story|Reporter|Writer|Correspondent)s?\s*:)\s*(?=\S)|"
    rf"By(?=(?-i:{CAPITAL}[a-z]+ {CAPITAL}))|Author\s+(?=(?-i:{CAPITAL}[\w.'’-]+ {CAPITAL}))",
    re.IGNORECASE,
)
#: Behind something else: "Health News | **By** Jane Doe", "25.kg agency, **by** Jane Doe", "7.00 AM **by** Jane Doe".
_BY_WITHIN = re.compile(
    rf".{{1,60}}?(?:\s?[|/•·–—]\s*|,\s|\s\s|\s\d{{4}}\s|[ap]\.?m\.?\s)(?:by:?\s+)(?=(?-i:{CAPITAL}))", re.IGNORECASE
)
#: From Jane Doe, Abuja
_FROM = re.compile(r"(?:From|FROM)\s+(?=\S)")
#: A line of its own above the name: "Author:", "Article by".
_LABEL = re.compile(
    r"(?:(?:written|article|story|posted|words|report|reported|published)\s+)?by:?|(?:author|writer|reporter)s?:?",
    re.IGNORECASE,
)
_MONTH = rf"(?:{MONTH_LETTERS.title()})[a-z]*\.?"
#: A weekday before a date; "Sunday" is a given name too.
_WEEKDAY = rf"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?,? (?=\d|{_MONTH} ?\d)"
#: Where the names of a byline end: a bar, a dash between spaces, a handle, a date, a button, how long ago.
_AFTER_NAMES = re.compile(
    rf"\s*(?:[|•·]|\S*@|\s[-–—]+\s|\b(?:First )?(?:Published|PUBLISHED|Updated|UPDATED|Posted|POSTED|Last|Send|Follow|"
    rf"Share|Email|View)\b|\bon (?=\d|[A-Z])|\bat \d|\b{_WEEKDAY}|\b{_MONTH} \d|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|"
    r"\d{1,4}[:/-]\d|\b\d+ (?i:\w+ ago)\b|\bfor$|"
    rf"(?<=\w) {CAPITAL}[a-z]+(?: [a-z]+)* (?:editor|correspondent|reporter)$|"
    rf"[\s/](?:{CAPITAL}[a-z]+ )?(?:[Ss]enior )?(?:[Ss]taff|STAFF) (?:[Rr]eporter|REPORTER|[Ww]riter|WRITER)\b).*$",
    re.DOTALL,
)
#: 3 March 2024 10:20 | **Jane Doe**
_BESIDE_DATE = re.compile(f"(?:{BESIDE_DATE.pattern})*", re.IGNORECASE)
#: "By **Dr.** Jane Doe", "by **By:** Jane Doe", "**Local Democracy Reporter** Jane Doe"
_BEFORE_NAMES = re.compile(
    rf"^(?:[Bb]y: |(?:Dr|Prof)\.? |(?:{CAPITAL}[a-z]+ ){{0,3}}(?:Reporter|Correspondent)s?:? )"
    rf"(?={CAPITAL}[\w.'’-]* {CAPITAL})"
)
_BETWEEN_NAMES = re.compile(r"\s*[,;&/(]\s*(?:(?:and|with|AND|WITH)\s+)?|\s+(?:and|AND|with|WITH|for|FOR)\s+")
_STAFF = "(?:" + one_of("words before writers") + r"\s+)*" + one_of("nouns of writers")
#: A section or a topic above a story has the shape of a name too: "Climate Change".
_NAME_ALONE_WORDS = 4
_ROLE = re.compile(rf"{_STAFF}(?:\s+(?:in|at|for|of)\s+.+)?", re.IGNORECASE)
_ROLE_AT_END = re.compile(rf"\s+(?:in\s+{CAPITAL}[\w ,.’'-]+|(?i:{_STAFF}))$")
#: JBN Staff, Harbour Post News Desk
_DESK = re.compile(r".+ (?:staff|desk|bureau|newsroom|news service|reporters?)", re.IGNORECASE)
#: The role of somebody at a desk that has a name of its own ("Coastal News Fund Reporter").
WRITER = re.compile(r" (?:Reporter|Correspondent|Writer|Editor|Columnist|Journalist|Contributor|Fellow|Producer)$")
#: (Reporting by Jane Doe and John Roe in Lisbon; editing by Lea Poe)
_REPORTING_BY = re.compile(
    r"[(\[—–-]*\s*[Rr]eporting by (?P<names>[^;()\[\]]{3,240}?)"
    r"(?=\s*(?:;|[)\]]|\.?$|,? (?:with|[Ee]diting|[Ww]riting|[Aa]dditional)\b))"
)
#: "DAM WILL HOLD, SAYS ENGINEER" is a headline, 'Ana Reis, who runs a shop, has posted: "Come"' a sentence.
_CREDITING = re.compile(r"\b(?:says|say|said|contributed)\b|[“”\"]|, who\b", re.IGNORECASE)
#: Bylines are among so many lines at the head, so many from the story's first on, or so many at the end.
_AMONG_FIRST, _BELOW_LEAD, _AMONG_LAST = 40, 20, 8
#: Below so many paragraphs of the story, and above its last, a name alone is one of a list.
_LEADS = 2
#: Jane Doe Jane Doe
_TWICE = re.compile(r"^(.{5,60}?),? \1$")
#: "Jane Doe **for the** Harbour Post"
_EMPLOYED_BY = re.compile(r"^(?:for|of|at|from|with) (?:the )?", re.IGNORECASE)
#: A byline as it was marked in a page, up to the first bar.
_MARKED = re.compile(r"[Bb]y (?P<names>[^|/]+)")


def bylines(page: Page) -> tuple[Byline, ...]:
    """The lines that say who wrote the article, in their order; that which a page marks as its byline alone."""
    marked = page.document.byline
    possible = possible_bylines(page)
    lines = [each for each in possible if each.span.of(page.document.text) == marked and each.people]
    return tuple(lines) or tuple(each for each in possible if not each.people or score(each.facts, _weights()) > 0)


@cache
def _weights() -> dict[str, float]:
    text = files("quotes.learned").joinpath("page", "byline.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)["weights"]
    return found


def score(facts: Iterable[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights of a line's facts, and of the weight that every line bears."""
    return weights.get("any", 0.0) + sum(weights.get(each, 0.0) for each in sorted(facts))


def possible_bylines(page: Page) -> tuple[Byline, ...]:
    """All lines that name somebody as bylines do."""
    numbers, lead = range(len(page.lines)), page.lead if page.prose else 0
    head = numbers[max(0, lead - _AMONG_FIRST) : max(_AMONG_FIRST, lead + _BELOW_LEAD)]
    ends = sorted({*head, *numbers[-_AMONG_LAST:]})
    aside = page.pictures | page.signatures
    found = [_read(page, n) for n in ends if n not in aside and len(page.paragraphs[n]) <= LONGEST_NOTE]
    return tuple(each for each in (*found, *_notes(page)) if each is not None)


def _read(page: Page, number: int) -> Byline | None:
    """ "By Jane Doe and John Roe, Staff Writers", "By ANI Published Date - 08:45 AM", "March 3, 2022 by Jane Doe"."""
    line, span = page.lines[number], page.paragraphs[number]
    dated = _behind_date(line) if number < page.lead else 0
    at = dated or len(line) - len(line.lstrip("-–—*/|[ "))
    intro = _BY.match(line, at) or (_introduced(page, number) if number < page.lead else None)
    if intro is None and _needs_intro(page, number):
        return None
    start = intro.end() if intro else at
    start += len(line[start:]) - len(_BEFORE_NAMES.sub("", line[start:]))
    names = _TWICE.sub(r"\1", _AFTER_NAMES.sub("", line[start:]).rstrip(" .)]"))
    is_label = intro is None and ": " in names
    found = _classified(page, span.start + start, names) if not is_label else None
    if found is None:
        return None
    people, outlets = _with_cells(page, _cells(page, number, start + len(names)), names, *found)
    if not people:
        is_said = intro is not None or (outlets and any(map(is_role, _BETWEEN_NAMES.split(names)[:-1])))
        return Byline(span, (), outlets, frozenset()) if is_said else None
    is_labelled = number > 0 and _LABEL.fullmatch(page.lines[number - 1])
    way = "by" if intro or dated else "label above" if is_labelled else "alone"
    behind = line[start + len(names) :] or next(filter(is_role, reversed(_BETWEEN_NAMES.split(names))), "")
    return Byline(span, people, outlets, _facts(page, number, way, people, behind))


def _needs_intro(page: Page, number: int) -> bool:
    """Whether a line names no author without "by": within the story or of it, an outlet's name, a picture's credit."""
    line = page.lines[number]
    is_within = len(page.prose) > _LEADS and page.prose[_LEADS - 1] < number < page.last
    return is_within or number in page.prose or bool(page.outlet(line) or _CREDITING.search(line))


def _with_cells(page: Page, cells: Iterable[Span], names: str, people: Spans, outlets: Spans) -> tuple[Spans, Spans]:
    """People and outlets with those that are named in the cells behind them, too."""
    for cell in cells:
        name = cell.of(page.text)
        if is_role(name):
            continue
        if page.outlet(name) or is_outlet_shaped(name, doubtful=True):
            outlets = (*outlets, cell)
        elif people and is_person(name) and _is_given(page, name) and name not in names:
            people = (*people, cell)
    return people, outlets


def _introduced(page: Page, number: int) -> re.Match[str] | None:
    """What leads to names above a story: "**From** Jane Doe, Abuja", "**News | By** Jane Doe"."""
    line = page.lines[number]
    return _FROM.match(line) or (_BY_WITHIN.match(line) if not is_prose(line) else None)


def _behind_date(line: str) -> int:
    """Where a line goes on behind the date that it begins with: "September 3, 2022 by Jane Doe"; 0 without one."""
    date, _ = next(dates_in(line[:LONGEST_NOTE]), (None, ""))
    if date is None or BESIDE_DATE.sub("", LABEL.sub("", line[: date.start])):
        return 0
    return len(line) - len(_BESIDE_DATE.sub("", line[date.end :], count=1))


def _facts(page: Page, number: int, way: str, people: Spans, rest: str) -> frozenset[str]:
    """What speaks for a line that names people, and against it: each fact for itself and for lines that begin so."""
    name = people[0].of(page.text)
    words, is_given = name.split(), _is_given(page, name)
    beside = (page.lines[each] if 0 <= each < len(page.lines) else None for each in (number - 1, number + 1))
    above, below = (_kind(page, line) if line is not None else "end" for line in beside)
    checks = {
        "given name": is_given,
        "no given name": not is_given,
        "one name": len(people) == 1,
        "a word of titles": any(map(page.means_else, words)),
        "a place's word": any(map(is_place, words)) and not is_given,
        "capitals": name.isupper(),
        "in the story": any(name in page.lines[n] for n in page.prose),
        "no headline above": not any(len(line.split()) > _NAME_ALONE_WORDS for line in page.lines[: min(number, 9)]),
    }
    behind = _kind(page, rest.strip(" .)]|-–—'/"))
    facts = {_place(page, number), f"behind: {behind}", f"above: {above}", f"below: {below}"}
    facts |= {fact for fact, is_so in checks.items() if is_so}
    return frozenset((way, *facts, *(f"{way}, {each}" for each in facts)))


def _place(page: Page, number: int) -> str:
    """Where a line stands."""
    if number < page.lead:
        return "right above the story" if number + 1 == page.lead else "above the story"
    if number <= page.last:
        return "in the story"
    return "right below the story" if number == page.last + 1 else "below the story"


def _kind(page: Page, line: str) -> str:
    """What a line or the rest of one is, as far as bylines have it beside them."""
    kinds: dict[str, Callable[[], object]] = {
        "nothing": lambda: not line,
        "date": lambda: is_date_line(line) or [*dates_in(line)],
        "label": lambda: _LABEL.fullmatch(line),
        "role": lambda: is_role(line),
        "outlet": lambda: page.outlet(re.split(r"\s*[|,•·(]\s*", line)[0]) or is_outlet_shaped(line),
        "prose": lambda: is_prose(line),
        "title": lambda: len(line.split()) > _NAME_ALONE_WORDS,
    }
    return next((kind for kind, is_so in kinds.items() if is_so()), "words")


def _notes(page: Page) -> Iterator[Byline]:
    """Who wrote it, by the notes at the end: on the author, on who reported."""
    for note in page.notes[:1]:
        yield Byline(note.span, (note.name,), (), frozenset(["author note"]), "author_note")
    for span in (page.paragraphs[number] for number in page.tail):
        match = _REPORTING_BY.match(page.text, span.start, min(span.end, span.start + LONGEST_NOTE))
        named = _classified(page, match.start("names"), match["names"]) if match else None
        if named is not None and named[0]:
            yield Byline(span, named[0], (), frozenset(["reporting note"]), "reporting_note")


def is_role(line: str) -> bool:
    """True for a line that is nothing but the role of whoever is named above: "Staff Writer", "City Desk Reporter"."""
    return len(line) <= LONGEST_NOTE and bool(_ROLE.fullmatch(line) or WRITER.search(f" {line}"))


def _cells(page: Page, number: int, start: int) -> Iterator[Span]:
    """The cells behind the names of a byline: "By Jane Doe | **John Roe** | Harbour Post", "… | Source: **PTI**"."""
    start += page.paragraphs[number].start
    for cell in re.finditer(
        r"(?:\s*(?:Source|Agency|Via)\s?:)?(?P<name>[^|•·]+)", page.text[start : page.paragraphs[number].end]
    ):
        yield trimmed(page.text, Span(*cell.span("name")).shifted(start), " ")


def _is_given(page: Page, name: str) -> bool:
    """Whether a name begins with a given name; sections ("Middle East") have the shape of names too."""
    return bool(name) and page.lexicon.kind_of(name.split(maxsplit=1)[0].casefold()) == "given"


def _classified(page: Page, start: int, names: str) -> tuple[Spans, Spans] | None:
    """People and outlets among *names*, which begin at *start*; None where their first is neither, nor a role."""
    if page.outlet(names) is not None and not _ROLE.fullmatch(names):
        return (), (trimmed(page.text, Span(start, start + len(names)), " .,"),)
    people: list[Span] = []
    outlets: list[Span] = []
    for n, part in enumerate(_parts(names, start)):
        words = part.of(page.text)
        name, outlet = _name_and_outlet(page, part, is_later=n > 0)
        if n == 0 and not (name or outlet or _ROLE.fullmatch(words) or _DESK.fullmatch(words)):
            return None
        if n and ((name and page.means_else(name.of(page.text).split()[-1])) or WRITER.search(words)):
            # "Jane Doe, Chief Economist", "Jane Doe, City Desk Reporter": from here on the list holds titles.
            break
        people += [name] if name and not (people and is_place(name.of(page.text))) else []
        outlets += [outlet] if outlet else []
    return tuple(people), tuple(outlets)


def _parts(names: str, start: int) -> Iterator[Span]:
    """The single names of a list."""
    at = 0
    for match in _BETWEEN_NAMES.finditer(names):
        yield Span(start + at, start + match.start())
        at = match.end()
    yield Span(start + at, start + len(names))


def _name_and_outlet(page: Page, part: Span, *, is_later: bool = False) -> tuple[Span | None, Span | None]:
    """
    Person and outlet of one name in a byline: "JANE DOE Associated Press", "Reuters", "Jane Doe of RNZ".

    What *is_later* in the list may be an outlet where the first would be somebody: "Jane Doe, Lagoon News Online".
    """
    words = _ROLE_AT_END.sub("", part.of(page.text))
    known = page.outlet(words)
    if _ROLE.fullmatch(part.of(page.text)) or (known is not None and _is_noun(known, words, part)):
        return None, None
    if known is not None or (is_outlet_shaped(words, doubtful=is_later) and not _is_given(page, words)):
        return None, Span(part.start, part.start + len(words))
    for space in re.finditer(r"(?<![. ]) ", words):
        name, behind = words[: space.start()], _EMPLOYED_BY.sub("", words[space.end() :])
        is_new = " " in name and " " in behind and _is_given(page, name) and is_outlet_shaped(behind, doubtful=True)
        if is_person(name) and (_is_outlet(page, behind) or is_new):
            end = part.start + len(words)
            return Span(part.start, part.start + len(name)), Span(end - len(behind), end)
    return (Span(part.start, part.start + len(words)) if is_person(words) else None), None


def _is_noun(outlet: Outlet, words: str, part: Span) -> bool:
    """Whether *words* of a part name no outlet there: "Jane Doe, economist and mother", "**Express** News Service"."""
    is_rest = len(words) < len(part) and outlet.kind != "agency" and outlet.needs_context(words)
    return is_rest or (words.islower() and words != outlet.name)


def _is_outlet(page: Page, words: str) -> bool:
    """Whether this is a known outlet's name, and no common word: "Jane Doe AP", not "Lantern Digital Report"."""
    outlet = page.outlet(words)
    return outlet is not None and (words.isupper() or not outlet.needs_context(words))


def by_line(page: Page) -> Iterator[Found]:
    """The people of the line that most looks like a byline: "BY JANE DOE and JOHN ROE" is Jane Doe and John Roe."""
    scored = [(score(each.facts, _weights()), each) for each in page.bylines if each.people]
    best, line = max(scored, key=lambda each: each[0], default=(0.0, None))
    if line is not None and best > 0:
        yield Found(names_of(page, line.people), line.people, line.rule)


def names_of(page: Page, people: Spans) -> str:
    """The names as a sentence lists them: "JANE DOE" and "JOHN ROE" are Jane Doe and John Roe."""
    return _listed(each.of(page.text) for each in people)


def _listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them, without capitals: "Jane Doe, John Roe and Ann Poe"."""
    *others, last = map(person, names)
    return " and ".join([", ".join(others), last] if others else [last])


def given(page: Page) -> Iterator[Found]:
    """
    The people of the line that a page marks as its byline, whatever else they could be: "By Cyrus Engineer".

    The byline of a row of a table stands in a field of its own: it has no place in the text.
    """
    line = page.document.byline or ""
    match = _MARKED.match(line)
    parts = _BETWEEN_NAMES.split(match["names"]) if match is not None else []
    names = [each for each in parts if is_person(each) and not is_role(each) and not page.outlet(each)]
    start = page.text.find(line)
    if names:
        yield Found(_listed(names), (Span(start, start + len(line)),) if start >= 0 else (), "metadata")


FINDERS = (by_line, given)
