"""The place before the lead, with the date and the agency that stand beside it."""

import re
from collections.abc import Iterator

from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.naming.place_names import usual
from quotes.page.date_shapes import dates_in, is_date_line
from quotes.page.frame import Dateline, Found
from quotes.page.page import HEAD_LINES, LONGEST_NOTE, Page, is_prose
from quotes.text.letters import CAPITAL
from quotes.text.spans import Span
from quotes.words.calendar import MONTH_LETTERS
from quotes.words.classes import word_class
from quotes.words.lexicon import folded
from quotes.words.places import is_place, is_town

#: A summary, an editor's note and a caption may stand between headline and lead.
_LEADS = 4
#: "SYDNEY and KUALA LUMPUR, Jul 26 2022 (IPS) - " is about as long as it gets.
_LONGEST = 120
#: Three words are a long name for a place ("RIO DE JANEIRO"); longer capitals are a headline.
_PLACE_WORDS = 3
#: A line of so many words is a sentence, if none with a stop.
_SENTENCE = 12
#: A lead has so many words behind its place.
_LEAD_WORDS = 18
#: Of two letters is a state ("Erie, PA").
_STATE = 2
#: So few capitals are an acronym rather than a place ("AP — …").
_ACRONYM = 3

_MONTH = rf"(?i:{MONTH_LETTERS})[A-Za-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?!\d)|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH}(?= \d{{4}}))(?:,? \d{{4}})?"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed|Thu|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN)[A-Za-z]*[.,]{0,2} )?"
#: 10:20 JST / at 10:20 a.m.
_TIME = r"(?:,?(?: /)? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?"
_WORD = rf"(?![A-Za-z]+(?:\.? ?\d|day\b)){CAPITAL}(?:(?:[\w.'’‘]|-(?!-))*[\w.'’])?"
_SMALL = r"(?:de|la|las|los|del|of|el|al|and|do|da|dos|di|am|der|sur|upon|&)"
_PLACE = rf"{_WORD}(?:(?:,? |/(?!\w+/)| ?\[| \((?=[^()]+\)(?: ?\[|, )))(?:{_SMALL} ){{0,2}}{_WORD}[\])]?){{0,8}}"
#: Also without a place: Dec 29 (Reuters) - / (CNN) —; and glued to it: Srinagar- / HIROSHIMA--
#: Colombo, Sri Lanka – / SEOUL, Oct. 19 (Yonhap) -- / CAIRO - 26 July 2022: / Ulaanbaatar /MONTSAME/. / New York:
#: Accra, May 6, GNA -
_DATELINE = re.compile(
    rf"(?:(?:Reporting|REPORTING) (?:from|FROM) )?(?P<place>{_PLACE})?"
    rf"(?:(?:\s?[,–—-]+|\s?\()?\s?(?P<date>{_WEEKDAY}{_DAY}){_TIME}\)?(?:,? (?P<last>[A-Z]{{3,8}})(?= ?[—–-]))?)?"
    r"(?:(?:,|--|\.)?\s?(?P<open>[(/])\s?(?P<credit>[^()\n/]{2,50}(?:/[^()\n/]{2,30})?)\s?[)/]\.?)?"
    rf"(?P<mark>(?<=\.)[-–—]+\s|(?<=\d)\.\s+(?={CAPITAL})|\s?[—–―]\s?|\s-{{1,2}}\s*|--\s?|-\s+|\s?:\s+|\s\|\s)?\s*",
)
#: harbour News, 25 March - / Harbour News – : an outlet's name as it writes it, before a dash
_OWN_NAME = re.compile(
    rf"(?P<name>\w[\w .'’&-]{{1,40}}?)(?:,? {_WEEKDAY}{_DAY})?(?:\s?[—–―]\s?|\s-{{1,2}}\s)(?=[\"“‘]|{CAPITAL})"
)
#: Kathmandu, March 4
_DATE_BEHIND = re.compile(rf",? {_WEEKDAY}{_DAY}$")
#: Before a place: "date 2023-10-19 SEOUL - ", "**Nov 25**, Colombo: "
_DATE_FIRST = re.compile(rf"date \d{{4}}-\d\d-\d\d\s+|{_WEEKDAY}{_DAY}, (?={CAPITAL}[\w ]+: )")
#: Reporting from Nairobi
_REPORTING_FROM = re.compile(r"(?:Reporting|Reported) from ", re.IGNORECASE)
#: What stands between bars, commas and dashes.
_CELL = re.compile(rf"(?<![\w/.-]){CAPITAL}(?:[^|•·,–—-]*[^\s|•·,–—-])?")
#: "LAGOON CITY (WXYZ) -": an American station.
CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-TV|-FM)?")
#: What only agencies are called: "Lagoon News Service", "Agencia Sur".
AGENCY_WORDS = re.compile(
    r"^Ag(?:[eê]ncia|ence|enzia) \S|\b(?:Agency|Wire|Wires|Wire Service|News Service|Press Association|Newswire)$"
)
#: What shouts before a colon or a dash without being a place.
_LABELS = word_class("shouted labels")
#: What stands before a date without being a place, whatever follows it: "Updated On March 3 —".
_STAMPS = word_class("stamps of dates")
#: "BLITZER: ", "RUI PRATA, HOST: " in another paragraph too: a transcript.
_SPEAKING = re.compile(rf"{CAPITAL}(?:{CAPITAL}|[ .,'’-]){{2,40}}:\s")


def dateline_of(page: Page) -> Dateline | None:
    """The dateline of the page, in one of the story's first paragraphs; one with a place before one without."""
    end = page.prose[:_LEADS][-1] + 1 if page.prose else len(page.head)
    start = page.head.start
    parsed = [_parsed(page, number) for number in range(start, min(end, start + HEAD_LINES + _LEADS))]
    found = [each for each in parsed if each is not None]
    return next((each for each in found if each.place is not None), next(iter(found), None))


def _parsed(page: Page, number: int) -> Dateline | None:
    """The dateline of one paragraph."""
    if number in page.pictures or is_date_line(page.lines[number]):
        return None
    start = _after_date(page, page.paragraphs[number])
    line = page.text[start : min(page.paragraphs[number].end, start + _LONGEST)]
    return _own_name_in_front(page, number, start, line) or _place_in_front(page, number, start, line)


def _own_name_in_front(page: Page, number: int, start: int, line: str) -> Dateline | None:
    """An outlet's name as it writes it, before a dash: "Harbour News, 25 March - The …"; an agency's is a credit."""
    match = _OWN_NAME.match(line)
    if match is None or not is_prose(page.lines[number]):
        return None
    if page.lexicon.outlet(match["name"]) is None or not is_own_name(page, match["name"]):
        return None
    span, name = Span(start, start + match.end()), _group(match, "name", start)
    is_agency = page.is_agency(match["name"])
    return Dateline(span, None, None, name) if is_agency else Dateline(span, None, name, None)


def _place_in_front(page: Page, number: int, start: int, line: str) -> Dateline | None:
    """A place, an outlet's name in the same form, or date and agency alone."""
    match = _DATELINE.match(line)
    if match is None or match.end() in {0, len(line)}:
        return _alone(page, number, start, line)
    span, credit = Span(start, start + match.end()), _credit(page, match, start)
    # "Home / News / Faro" and "Faro | The port …" are no datelines.
    is_cell = ("|" in (match["mark"] or "") or match["open"] == "/") and not is_prose(page.lines[number])
    if is_cell or not (match["mark"] or credit):
        return _alone(page, number, start, line)
    if match["place"] is None:
        return _bracketed(page, match, start) if credit is None else _behind_credit(page, span, credit)
    return _placed(page, number, match, span, credit)


def _placed(page: Page, number: int, match: re.Match[str], span: Span, credit: Span | None) -> Dateline | None:
    """What has a place, or an outlet's name where one is usual, if it is a dateline."""
    if not match["mark"] and page.text[span.end].islower():
        # "The Royal Harbour Police (RTP) have …" is a sentence, "LISBON (Lusa) The ferry …" is not.
        return None
    place = _place(match, span.start)
    if is_own_name(page, place.of(page.text)):
        is_agency = page.is_agency(place.of(page.text))
        return Dateline(span, None, None, place) if is_agency else Dateline(span, None, place, credit)
    if credit is None:
        place, credit = _without_agency(page, place)
    is_place_name = _is_certain(match, credit) or _is_likely(page, match, number)
    return Dateline(span, place, None, credit) if is_place_name else None


def _alone(page: Page, number: int, start: int, line: str) -> Dateline | None:
    """A dateline in a line of its own, above the story: "STONINGTON, Maine —", "FARO, July 9 (Lusa) --"."""
    match = _DATELINE.fullmatch(f"{line} ")
    if number + 1 != page.lead or match is None or match["place"] is None or not match["mark"]:
        return None
    credit = _credit(page, match, start)
    first = _first_part(match)
    is_shouted = first.isupper() and len(first) > _ACRONYM and first not in _LABELS
    if credit is None and not (is_shouted or is_place(match["place"]) or is_place(first)):
        return None
    return Dateline(Span(start, start + len(line)), _place(match, start), None, credit)


def _bracketed(page: Page, match: re.Match[str], start: int) -> Dateline | None:
    """A place in brackets: "(Beirut) – The army …", "(New York, March 3, 2024) – "."""
    words = _DATE_BEHIND.sub("", match["credit"] or "")
    if match["open"] != "(" or not is_place(words):
        return None
    place = _group(match, "credit", start)
    return Dateline(Span(start, start + match.end()), Span(place.start, place.start + len(words)), None, None)


def _behind_credit(page: Page, span: Span, credit: Span) -> Dateline:
    """An agency's credit, and the place behind it if there is one: "(ANSA) - ROME, NOV 7 - "."""
    match = _DATELINE.match(page.text, span.end, span.end + _LONGEST)
    if match is None or not (match["place"] and match["mark"] and (match["date"] or is_place(match["place"]))):
        return Dateline(span, None, None, credit)
    return Dateline(Span(span.start, match.end()), _place(match, 0), None, credit)


def _without_agency(page: Page, place: Span) -> tuple[Span, Span | None]:
    """A place and the agency behind its last comma: "BASSETERRE, St Kitts, **CMC** –"."""
    before, _, name = place.of(page.text).rpartition(", ")
    outlet = page.lexicon.outlet(name)
    if not before or outlet is None or outlet.kind != "agency" or len(name) <= _STATE:
        return place, None
    return Span(place.start, place.start + len(before)), Span(place.end - len(name), place.end)


def _group(match: re.Match[str], name: str, start: int) -> Span:
    return Span(*match.span(name)).shifted(start)


def _place(match: re.Match[str], start: int) -> Span:
    """The place without the full stop of "LEON.- …"; that of "RENO, Nev." is its own."""
    place = _group(match, "place", start)
    is_full_stop = match["place"].endswith(".") and not is_place(match["place"])
    return Span(place.start, place.end - is_full_stop)


def _credit(page: Page, match: re.Match[str], start: int) -> Span | None:
    """The agency's name in brackets or behind the date; an unknown one looks like one, before a dash or a colon."""
    group = "last" if match["last"] else "credit"
    words = match[group]
    if words is None:
        return None
    is_acronym = words.isupper() and words.replace(" ", "").isalpha()
    is_shaped = is_acronym or is_outlet_shaped(words, doubtful=True) or AGENCY_WORDS.search(words) is not None
    is_marked = is_shaped and (match["mark"] or match["open"] == "/")
    # "The Port Authority (PA) — a body …" has an acronym too.
    is_at_place = match["place"] and (match["place"].isupper() or is_place(match["place"]))
    is_new = is_at_place and (is_marked or is_own_name(page, match["place"]))
    return _group(match, group, start) if page.outlets(words) or is_new else None


def is_own_name(page: Page, words: str) -> bool:
    """True for an outlet's name where a place is usual ("TODAY NICARAGUA – …"), known or the address's own."""
    own = "".join(filter(str.isalnum, words)).casefold()
    label = (page.text[: page.paragraphs[0].end] if page.paragraphs else "")[:LONGEST_NOTE].casefold()
    domain = re.match(r"(?:https?://)?(?:www\.)?([\w-]{5,})\.(?=\w)", label)
    if domain is not None and own.startswith(domain[1].replace("-", "")):
        return True
    outlet = page.lexicon.outlet(words)
    return outlet is not None and not outlet.needs_context(words) and not is_place(words)


def _is_certain(match: re.Match[str], credit: Span | None) -> bool:
    """A credit or a date beside it makes a place; "Updated March 3 — 5.42pm" has none."""
    first = _first_part(match).upper()
    is_label = first in _LABELS or first.split(maxsplit=1)[0] in _STAMPS
    return (credit is not None or match["date"] is not None) and not is_label


def _first_part(match: re.Match[str]) -> str:
    """The place without its country: "RENO" of "RENO, Nev."."""
    return re.split(r",| ?\[|/", match["place"])[0].replace("’", "'")


def _is_likely(page: Page, match: re.Match[str], number: int) -> bool:
    """Without credit and date: a name in capitals or a known place, before a sentence that begins like one."""
    following = page.text[page.paragraphs[number].start :][:LONGEST_NOTE].partition(match[0])[2][:2]
    # "PETALING JAYA: eCommerce firm …" begins like a sentence too.
    is_small = following[:1].islower() and not following[1:].isupper()
    # "Kozhikode: Container sinks off Beypore, fishers asked to stay away" is a headline.
    is_long = ":" not in (match["mark"] or ":") and len(page.lines[number].split()) >= _SENTENCE
    if not following or is_small or not match["mark"] or not (is_long or is_prose(page.lines[number])):
        return False
    first = _first_part(match)
    is_glued = match["mark"] == "- " and first.upper() not in _LABELS  # "Vila Nova.- The …", "Faro- The …"
    if is_place(match["place"]) or is_place(first) or is_place(match["place"].rsplit(", ")[-1]) or is_glued:
        return True
    if _begins_lead(page, match, number):
        return True
    parts = re.split(r", ?| ?\[", match["place"])
    # "ROE--Jane, beloved mother of …" is a notice of death.
    if match["mark"][0] == "-" and len(parts) == 1:
        return False
    is_shouted = first.isupper() and all(len(part.split()) <= _PLACE_WORDS for part in parts) and len(first) > _ACRONYM
    return is_shouted and first not in _LABELS and not _is_transcript(page, match)


def _begins_lead(page: Page, match: re.Match[str], number: int) -> bool:
    """Whether a name and a colon begin the lead, a long sentence, as in India: "**Vilanova**: A labourer walked"."""
    first = _first_part(match).upper()
    is_long = len(page.lines[number].split()) >= _LEAD_WORDS
    alone = number == page.lead and len(match["place"].split()) == 1 and ":" in match["mark"]
    return alone and is_long and first not in _LABELS | _STAMPS and not _is_transcript(page, match)


def _is_transcript(page: Page, match: re.Match[str]) -> bool:
    """Whether several paragraphs of the story begin with a name in capitals and a colon."""
    lines = (page.lines[n][:LONGEST_NOTE] for n in page.prose)
    return ":" in match["mark"] and sum(map(bool, map(_SPEAKING.match, lines))) > 1


def _after_date(page: Page, span: Span) -> int:
    """Where a paragraph begins once a date is passed over: "date 2023-10-19", "Nov 25, Colombo: "."""
    date = _DATE_FIRST.match(page.text, span.start, min(span.end, span.start + _LONGEST))
    return date.end() if date else span.start


def place_before_lead(page: Page) -> Iterator[Found]:
    """The place of the dateline as usually written: "LUSAKA, Zambia – The ferry …" is Lusaka, Zambia."""
    if page.dateline is None or page.dateline.place is None:
        return
    # "HAVANA TIDES – At eight o’clock …": the outlet itself.
    if folded(page.dateline.place.of(page.text)) != folded(page.publisher or ""):
        yield Found(usual(page.dateline.place.of(page.text)), (page.dateline.place,), "place_before_lead")


def agency_and_town(page: Page, line: str) -> tuple[Span, Span] | None:
    """The agency and the town of a line that holds nothing else: "Reuters, Faro", "AP Faro", "FARO - Harbour Wire"."""
    for space in re.finditer(r"\s+[–—-]\s+|,?\s+(?:in\s+)?(?=\S)", line[:LONGEST_NOTE]):
        sides = Span(0, space.start()), Span(space.end(), len(line.rstrip(" ,.")))
        for name, place in (sides, sides[::-1]):
            outlet = page.lexicon.outlet(name.of(line))
            if outlet is not None and outlet.kind == "agency" and _is_town(place.of(line)):
                return name, place
    return None


def _is_town(words: str) -> bool:
    """Whether this is a known town, or one word in capitals: "ÇANAKKALE"."""
    return is_town(words) or (words.isupper() and words.isalpha() and len(words) > _ACRONYM)


def place_line(page: Page) -> Iterator[Found]:
    """A known town in a line of its own: behind an agency, before the date, in capitals: "AP Faro", "Faro, March 4"."""
    for number in page.head:
        line = page.lines[number]
        beside = agency_and_town(page, line)
        named = _REPORTING_FROM.match(line)
        alone = Span(named.end() if named else 0, len(_DATE_BEHIND.sub("", line[:LONGEST_NOTE])))
        place = beside[1] if beside else alone
        words = place.of(line)
        if beside or (named and is_place(words)) or (is_town(words) and (words.isupper() or len(words) < len(line))):
            yield Found(usual(words), (place.shifted(page.paragraphs[number].start),), "place_line")


def place_cell(page: Page) -> Iterator[Found]:
    """A known town in a cell beside a date, or behind a byline: "Faro | Updated: March 4", "By Ana Reis, Faro"."""
    for number in page.head:
        line, start = page.lines[number][:LONGEST_NOTE], page.paragraphs[number].start
        if any(True for _ in dates_in(line)) or any(each.span.start == start for each in page.bylines):
            for cell in _CELL.finditer(line):
                if is_town(cell[0]):
                    yield Found(usual(cell[0]), (Span(*cell.span()).shifted(start),), "place_cell")


FINDERS = (place_before_lead, place_line, place_cell)
