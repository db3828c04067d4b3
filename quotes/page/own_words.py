"""
What an outlet says of itself below the story: "Subscribe to Pier & Harbour", "The Jetty is a weekly about ports".

In these places stands nobody but the outlet, so that its name needs no word of news in it.
"""

import re
from collections.abc import Iterator

from quotes.page.addresses import ADDRESS_LINE, is_platform, name_at
from quotes.page.frame import Found
from quotes.page.outlet_shapes import SECTION_WORDS, is_outlet_shaped, usual_name
from quotes.page.page import LONGEST_NOTE, UPPER, Page
from quotes.text.spans import Span

_NAME_WORD = rf"(?:[{UPPER}\d][\w’'-]*(?:\.(?=\w)\w+)?)"
_SMALL = r"(?:of|and|the|in|on|for|from|to|by|at|de|del|do|da|&|\+)"
_NAME = rf"{_NAME_WORD}(?: (?:{_SMALL} ){{0,2}}{_NAME_WORD}){{0,5}}"
#: What is offered to readers behind the name: "The Jetty’s weekly newsletter", "the Jetty app".
_OFFER = (
    r"(?:['’]s?)?(?: (?:free|daily|weekly|monthly|morning|evening|email|e-mail|online|print|digital|mobile|news)){0,3}"
    r"(?: (?:newsletters?|newspaper|magazine|apps?|podcast|channel|blog|alerts?|updates|edition|today|now|here|"
    r"for free|by e?-?mail|via e?-?mail|on \w+|and \w+|for (?:just|only|as little|less)))?\b"
)
#: Subscribe to Pier & Harbour / Thanks for reading The Jetty! / You are reading The Jetty, a newsletter …
_ASKING = re.compile(
    r"[\W_]*(?:Subscribe(?: now| today| here)? to|(?:Thanks|Thank you) for (?:reading|supporting)|"
    r"Become an? (?:\w+ )?(?:member|supporter|subscriber|friend|patron) of|You(?: are|['’]re) reading|"
    r"Discover more from|A publication of|"
    r"(?P<weak>Sign up (?:to|for)|Donate to|Log in to|Welcome to|Get (?:unlimited )?access to|Support|"
    r"More (?:stories )?from|Read more (?:stories )?(?:on|at|in|from)|Download|Share|Published by))"
    rf"\s+(?:the )?(?P<name>{_NAME}?){_OFFER}\s*(?:[.!,:;|–—(-].*)?$"
)
#: Newsletters have names of their own.
_BRIEFING = re.compile(r"\b(?:Briefing|Newsletter|Update|Alerts?|Roundup|Bulletins?)$")
#: About The Jetty: a line of its own, with or without what it says behind it.
_ABOUT = re.compile(rf"About (?:the )?(?P<name>{_NAME})\s*(?:[:–—-].*)?$")
_KINDS = (
    r"(?:news(?:paper|letter|room|wire| site| website| outlet| portal| organi[sz]ation| agency| service)?|paper|daily|"
    r"weekly|monthly|fortnightly|quarterly|magazine|journal|blog|weblog|podcast|zine|broadsheet|tabloid|"
    r"(?:online |digital |media )?(?:publication|outlet|portal|platform)|radio station|media (?:company|house))"
)
#: The Jetty is an independent weekly about ports. / Pier & Harbour is published every Friday by …
_BEING = re.compile(
    rf"(?P<name>(?:The )?{_NAME}) (?:is|was founded [\w ,]{{2,30}} as) (?:(?:an?|the|your|our) "
    rf"(?:[^\s.,;]+,? ){{0,6}}?{_KINDS}\b|(?:published|printed|edited|written and edited) (?:every|daily|weekly|"
    r"monthly|by|in|online)\b)"
)
_ADDRESS = re.compile(
    r"(?:[\w.+-]+@)?(?P<domain>(?:https?://)?(?:www\.)?(?:[\w-]{2,}\.)+[a-z]{2,10})(?![\w@])(?:/\S*)?"
)
#: Where anybody has a mailbox or a page.
_MAIL = frozenset(
    "gmail,googlemail,yahoo,hotmail,outlook,live,icloud,aol,protonmail,proton,gmx,mail,yandex,substack,wordpress,"
    "blogspot,blogger,feedburner,mailchi,msn,zoho,qq".split(",")
)
#: A line with the outlet's address may say what for: "Contact the newsroom at desk@jetty.example".
_CONTACT = re.compile(
    r"(?:contact|e-?mail|write|reach|send|tips?|letters|news|for (?:more|publication)|visit|web(?:site)?|read|"
    r"[\w.’' -]{3,50} (?:can be reached|may be reached|is at|covers|writes))\b",
    re.IGNORECASE,
)
#: What stands in such lines besides outlets.
_NO_OUTLETS = frozenset(
    "author,us,me,article,story,post,page,facebook,twitter,x,whatsapp,instagram,telegram,youtube,"
    "linkedin,pdf,cookies,privacy,terms,contact,advertising,wordpress,substack,blogger,patreon".split(",")
)


def own_words(page: Page) -> Found | None:
    """The outlet that speaks of itself below the story: "Subscribe to Pier & Harbour", "About The Jetty"."""
    for number in _below(page):
        line = page.line(number)[:LONGEST_NOTE]
        for shape in (_ASKING, _ABOUT, _BEING):
            match = shape.match(line)
            if match is None or _BRIEFING.search(match["name"]):
                continue
            is_sure = shape is not _ABOUT and match.groupdict().get("weak") is None
            if not _is_own(page, match["name"], number, is_sure=is_sure, is_told=shape is _BEING):
                continue
            outlet = page.outlet(match["name"])
            name = outlet.name if outlet else usual_name(match["name"])
            return Found(name, (Span(*match.span("name")).shifted(page.paragraphs[number].start),), "own_words")
    return None


def _is_own(page: Page, name: str, number: int, *, is_sure: bool, is_told: bool) -> bool:
    """Is it an outlet's name rather than a topic, a platform or, in a sentence, one of whom the story has told?"""
    plain = [word.casefold().strip("’'") for word in name.removeprefix("The ").split()]
    if all(word in SECTION_WORDS | _NO_OUTLETS for word in plain):
        return False
    if is_told and any(name in page.line(each) for each in page.prose if each < number):
        return False
    outlet = page.outlet(name)
    return outlet.kind != "agency" if outlet is not None else is_sure or is_outlet_shaped(name, doubtful=True)


def own_address(page: Page) -> Found | None:
    """The outlet's address below the story: "desk@lagoonledger.example", "www.lagoonledger.example"."""
    for number in _below(page):
        line = page.line(number)[:LONGEST_NOTE]
        if not (_CONTACT.match(line) or ADDRESS_LINE.fullmatch(line) or _ADDRESS.fullmatch(line)):
            continue
        for match in _ADDRESS.finditer(line):
            labels = match["domain"].split("//")[-1].removeprefix("www.").split(".")
            name = None if is_platform(match["domain"]) or _MAIL & set(labels) else name_at(page, match["domain"])
            outlet = page.outlet(name) if name else None
            if name and (is_outlet_shaped(name, doubtful=True) if outlet is None else outlet.kind != "agency"):
                span = Span(*match.span()).shifted(page.paragraphs[number].start)
                return Found(name, (span,), "own_address")
    return None


def _below(page: Page) -> Iterator[int]:
    """The lines behind the story, and its last paragraph, which the parser of pages may take for story."""
    yield from range(max(page.last, 1), len(page.paragraphs))
