"""
Invented pages in the manner of many sites, each with what should come out of it (``cases/makes.md``).

The story is the same on all, so that each test shows only what differs.
"""

from attrs import frozen

from tests import casefiles

STORY = (
    "LISBON — The port of Lisbon will reopen within days, the harbour master said on Monday after storms at the coast.",
    "“We were lucky,” Rui Prata told reporters. “Had the tide been an hour later, the old lighthouse would be gone.”",
    "Ferries to the southern bank have not run since Saturday, when waves of nine metres broke over the breakwater.",
    "The union of ferry workers said in a statement that its members would return as soon as the terminal was safe.",
)
#: Who says what in it; that the harbour master is the one whose name follows, nothing says.
SAID = (
    ("harbour master", "The port of Lisbon will reopen within days"),
    ("Rui Prata", "“We were lucky,” … “Had the tide been an hour later, the old lighthouse would be gone.”"),
    ("union of ferry workers", "that its members would return as soon as the terminal was safe"),
)
TITLE = "Port of Lisbon to reopen within days"
#: What surrounds stories everywhere and must not come out.
_MENU = "<header><nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav></header>"
_FOOTER = "<footer><p>Sign up for our newsletter</p><p>Terms of use</p><p>About us</p></footer>"
#: What newspapers put below a story, so that it has a story's length; nobody says anything in it.
BACKGROUND = (
    "The town lies two hours from the capital and has some nine thousand people, most of whom work on the water "
    "or in the two mills behind the station. Its council meets on the first Tuesday of each month in the old "
    "customs house, and the benches for the public are seldom full."
)
_PARTS = {
    "{menu}": _MENU,
    "{footer}": _FOOTER,
    "{story}": "".join(f"<p>{each}</p>" for each in STORY),
    "{background}": f"<p>{BACKGROUND}</p>",
}


@frozen
class Case:
    """A page and the fields that it says: None where it says nothing; *agency* is the one that its byline credits."""

    name: str
    html: str
    publisher: str | None = None
    byline: str | None = None
    published: str | None = None
    title: str = TITLE
    url: str | None = None
    agency: str | None = None

    @property
    def says(self) -> list[str]:
        """The statements of the page: by which way each came here, and what was said."""
        way = [each for each in (self.agency, self.publisher) if each]
        return [f"{' → '.join([speaker, *way])}: {content}" for speaker, content in SAID]


def page(head: str, above: str = "", below: str = "", heading: str = f"<h1>{TITLE}</h1>", inside: str = "") -> str:
    """A whole page around the story; *above* and *below* are what stands around its paragraphs."""
    paragraphs = "".join(f"<p>{each}</p>" for each in STORY)
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{_MENU}<main><article>"
        f"{heading}{above}<div class='article-body'>{paragraphs}{inside}</div>{below}</article></main>{_FOOTER}"
        "</body></html>"
    )


def ld(json: str) -> str:
    """A JSON-LD script."""
    return f'<script type="application/ld+json">{json}</script>'


def html_of(text: str) -> str:
    """The page that a case writes in lines, with marks for what many have."""
    html = text.replace("\n", "").replace("⏎", "\n")
    for mark, value in _PARTS.items():
        html = html.replace(mark, value)
    return html


def _case(case: casefiles.Case) -> Case:
    fields = dict(row.split(" = ", 1) for row in case.expected.split("\n") if " = " in row)
    return Case(case.title, html_of(case.text), **fields)


CASES = tuple(map(_case, casefiles.cases_in("makes")))
