"""
Invented pages in the manner of many sites, each with what should come out of it.

A page is written as its head and its body; the story is the same, so that each test shows only what differs.
"""

from attrs import frozen

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


_PUBLISHER = '"publisher": {"@type": "Organization", "name": "The Harbour Post"}'
_DATE = '"datePublished": "2024-03-02T08:15:00+00:00"'
_HEADLINE = f'"headline": "{TITLE}"'
CASES = (
    Case(
        "one object",
        page(
            ld(
                f'{{"@type": "NewsArticle", {_HEADLINE}, {_DATE}, {_PUBLISHER}, '
                '"author": {"@type": "Person", "name": "Ines Valladares"}}'
            )
        ),
        "The Harbour Post",
        "By Ines Valladares",
        "2024-03-02",
    ),
    Case(
        "an array",
        page(
            ld(
                '[{"@type": "BreadcrumbList"}, '
                f'{{"@type": ["Article", "NewsArticle"], {_DATE}, {_PUBLISHER}, "author": ["Ines Valladares"]}}]'
            )
        ),
        "The Harbour Post",
        "By Ines Valladares",
        "2024-03-02",
    ),
    Case(
        "a graph with references",
        page(
            ld(
                '{"@graph": [{"@type": "Article", "author": {"@id": "#p1"}, "publisher": {"@id": "#o"}, '
                f"{_DATE}}}, "
                '{"@type": "Person", "@id": "#p1", "name": "Ines Valladares"}, '
                '{"@type": "Organization", "@id": "#o", "name": "The Harbour Post"}]}'
            )
        ),
        "The Harbour Post",
        "By Ines Valladares",
        "2024-03-02",
    ),
    Case(
        "several authors",
        page(
            ld(
                f'{{"@type": "NewsArticle", {_PUBLISHER}, "author": [{{"name": "Ines Valladares"}}, '
                '{"name": "Tom Okoro"}, {"name": "Lea van den Berg"}]}'
            )
        ),
        "The Harbour Post",
        "By Ines Valladares, Tom Okoro and Lea van den Berg",
    ),
    Case(
        "an agency as author",
        page(
            ld(
                f'{{"@type": "NewsArticle", {_DATE}, {_PUBLISHER}, '
                '"author": {"@type": "Organization", "name": "Reuters"}}'
            )
        ),
        "The Harbour Post",
        "By Reuters",
        "2024-03-02",
        agency="Reuters",
    ),
    Case(
        "the paper itself as author",
        page(ld(f'{{"@type": "NewsArticle", {_DATE}, {_PUBLISHER}, "author": {{"name": "Harbour Post"}}}}')),
        "The Harbour Post",
        None,
        "2024-03-02",
    ),
    Case(
        "a comma too many, inside a comment",
        page(ld(f'<!-- {{"@type": "NewsArticle", {_DATE}, {_PUBLISHER}, "author": "Ines Valladares",}} -->')),
        "The Harbour Post",
        "By Ines Valladares",
        "2024-03-02",
    ),
    Case(
        "meta elements only",
        page(
            '<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ines Valladares">'
            '<meta property="article:published_time" content="2024-03-02T23:15:00-05:00">'
            f'<meta property="og:title" content="{TITLE} | Harbour Post">'
            '<link rel="canonical" href="https://www.harbourpost.example/lisbon/port">'
        ),
        "Harbour Post",
        "By Ines Valladares",
        "2024-03-02",
        url="https://www.harbourpost.example/lisbon/port",
    ),
    Case(
        "a site's name with its sections, authors as addresses",
        page(
            '<meta property="og:site_name" content="Harbour Post | News, Weather, Sports">'
            '<meta property="article:author" content="https://www.facebook.com/harbourpost">',
            above='<p class="byline">By <a href="/authors/ines-valladares">INES VALLADARES</a></p>',
        ),
        "Harbour Post",
        "By INES VALLADARES",
    ),
    Case(
        "a name in JSON-LD that says less than the site's",
        page(
            '<meta property="og:site_name" content="Sound FM">'
            + ld('{"@type": "NewsArticle", "publisher": {"name": "Sound"}}'),
            above='<div class="author-name">Ines Valladares</div>',
        ),
        "Sound FM",
        "By Ines Valladares",
    ),
    Case(
        "an address for the site's name, the name in the window's title",
        page(
            f"<title>{TITLE} - Harbour Post</title>"
            '<meta property="og:site_name" content="www.harbourpost.example">'
            '<meta property="og:url" content="https://www.harbourpost.example/2024/03/02/port">'
        ),
        "Harbour Post",
        url="https://www.harbourpost.example/2024/03/02/port",
    ),
    Case(
        "a byline with an agency in elements of their own",
        page(
            '<meta property="og:site_name" content="Harbour Post">',
            above='<div class="article-byline"><span>By INES VALLADARES and TOM OKORO</span>'
            "<span>Associated Press</span><span>March 2, 2024</span></div>",
        ),
        "Harbour Post",
        "By INES VALLADARES and TOM OKORO | Associated Press",
        "2024-03-02",
        agency="The Associated Press",
    ),
    Case(
        "buttons in the byline",
        page(
            '<meta property="og:site_name" content="Harbour Post">',
            above='<div class="c-byline">By <a href="/u/iv">Ines Valladares</a><a>@inesv</a> <time '
            'datetime="2024-03-02T07:00">Mar 2, 2024, 7:00am</time><span>4 min read</span><button>Share</button></div>',
        ),
        "Harbour Post",
        "By Ines Valladares",
        "2024-03-02",
    ),
    Case(
        "no classes, a link to the author's page",
        page(
            '<meta property="og:site_name" content="Harbour Post">',
            above='<span class="x1a"><a href="https://h.example/about/newsteam/ines-valladares">Ines Valladares</a>'
            "</span>",
        ),
        "Harbour Post",
        "By Ines Valladares",
    ),
    Case(
        "authors of comments and of other stories",
        page(
            '<meta property="og:site_name" content="Harbour Post">',
            below='<div class="comments"><p class="comment-author">seagull77 says:</p><p>First!</p></div>'
            '<aside class="related"><p class="byline">By Tom Okoro</p></aside>',
        ),
        "Harbour Post",
    ),
    Case(
        "the staff as author",
        page('<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Staff Reports">'),
        "Harbour Post",
    ),
    Case(
        "a teaser of a paywall",
        page(
            ld(f'{{"@type": "NewsArticle", "isAccessibleForFree": false, {_DATE}, {_PUBLISHER}}}'),
            inside="<p>Continue reading with a subscription</p><p>Already a subscriber? Log in</p>",
        ),
        "The Harbour Post",
        None,
        "2024-03-02",
    ),
    Case(
        "a live blog",
        page(
            ld(
                f'{{"@type": "LiveBlogPosting", {_HEADLINE}, {_DATE}, {_PUBLISHER}, "liveBlogUpdate": '
                '[{"@type": "BlogPosting", "headline": "Ferries wait", "datePublished": "2024-03-03"}]}'
            )
        ),
        "The Harbour Post",
        None,
        "2024-03-02",
    ),
    Case(
        "a page for telephones",
        page(
            '<script async src="https://cdn.ampproject.example/v0.js"></script>'
            '<link rel="canonical" href="https://harbourpost.example/port">'
            + ld(f'{{"@type": "NewsArticle", {_DATE}, {_PUBLISHER}, "author": {{"name": "Ines Valladares"}}}}'),
            above='<amp-img src="port.jpg"></amp-img>',
        ).replace("<html", "<html ⚡"),
        "The Harbour Post",
        "By Ines Valladares",
        "2024-03-02",
        url="https://harbourpost.example/port",
    ),
    Case(
        "elements that nobody closed",
        page('<meta property="og:site_name" content="Harbour Post">').replace("</p>", "").replace("</div>", ""),
        "Harbour Post",
    ),
    Case(
        "a heading that is the site's logo",
        page(
            f'<meta property="og:site_name" content="Harbour Post"><meta property="og:title" content="{TITLE}">',
            heading=f"<h1>Harbour Post</h1><h2>{TITLE}</h2>",
        ),
        "Harbour Post",
    ),
    Case(
        "no date but year one, the day spelled out for readers",
        page(
            ld(f'{{"@type": "NewsArticle", "datePublished": "0001-01-01T00:00:00Z", {_PUBLISHER}}}'),
            above='<p class="publish-date">Saturday, 2 March 2024</p>',
        ),
        "The Harbour Post",
        None,
        "2024-03-02",
    ),
    Case(
        "nobody named in the head, the address spells what the copyright line says",
        page(
            '<link rel="canonical" href="https://www.lagoonharbourpost.example/2024/port">',
            below="<p>LagoonHarbourPost on air</p><p>Copyright 2024 Lagoon Harbour Post. All rights reserved.</p>",
        ),
        "Lagoon Harbour Post",
        url="https://www.lagoonharbourpost.example/2024/port",
    ),
    Case(
        "the address spells the name of a picture",
        page(
            '<link rel="canonical" href="https://www.pierlog.example/port">',
            above='<img src="/themes/img/PierLog.png" alt="Our logo">',
        ),
        "PierLog",
        url="https://www.pierlog.example/port",
    ),
    Case(
        "a section with a name of its own",
        page(
            '<link rel="canonical" href="https://money.pierlog.example/port">',
            below="<h3>PierLogMoney Sponsors</h3><p>PierLog</p>",
        ),
        "PierLogMoney",
        url="https://money.pierlog.example/port",
    ),
    Case(
        "a station's call sign with its channel",
        page('<meta property="og:site_name" content="WXYZ 7News | Lagoon City News, Weather">'),
        "WXYZ",
    ),
    Case(
        "a time in UTC on the day after the one that readers see",
        page(
            f'<meta property="og:site_name" content="Harbour Post"><title>{TITLE}</title>'
            '<meta property="article:published_time" content="2024-03-03T04:15:00+00:00">',
            above='<time datetime="2024-03-03T04:15:00+00:00">March 2, 2024 11:15 PM</time>',
        ),
        "Harbour Post",
        None,
        "2024-03-02",
    ),
    Case(
        "a later version's date before that of the first",
        page(
            '<meta property="og:site_name" content="Harbour Post">',
            above="<dl><dt>Updated:</dt><dd><time>Mar 6, 2024</time></dd>"
            "<dt>Original:</dt><dd><time>Mar 2, 2024</time></dd></dl>",
        ),
        "Harbour Post",
        None,
        "2024-03-02",
    ),
    Case(
        "authors in elements of their own",
        page(
            '<meta property="og:site_name" content="Harbour Post">',
            above='<div class="byline">By <a href="/a/iv">Ines Valladares</a>, <a href="/a/to">Tom Okoro</a></div>',
        ),
        "Harbour Post",
        "By Ines Valladares | Tom Okoro",
    ),
    Case(
        "the site behind the headline in the title",
        page(f"<title>{TITLE} | The Harbour Post</title>"),
        publisher="The Harbour Post",
    ),
    Case(
        "the site before the headline, and its name as the first heading",
        page(
            f"<title>The Harbour Post: {TITLE}</title><meta property='og:title' content='{TITLE}'>",
            heading=f"<h1>The Harbour Post</h1><h3>{TITLE}</h3>",
            below="<div class='post-footer'><p class='post-author'>Posted by <b>Ines Valladares</b></p></div>",
        ),
        publisher="The Harbour Post",
        byline="Posted by Ines Valladares",
    ),
    Case(
        "microdata of the publisher",
        page(
            "",
            above="<div itemprop='publisher' itemscope itemtype='https://schema.org/Organization'>"
            "<meta itemprop='name' content='The Harbour Post'></div><p>By Ines Valladares - Mar 2,2024</p>",
        ),
        publisher="The Harbour Post",
    ),
    Case(
        "an element for each of two authors",
        page(
            ld(
                f'{{"@type": "NewsArticle", {_HEADLINE}, {_DATE}, {_PUBLISHER}, "author": '
                '[{"@type": "Person", "name": "Ines Valladares"}, {"@type": "Person", "name": "Otto Brandt"}]}'
            ),
            above="<div>By <a rel='author'>Ines Valladares</a> and <a rel='author'>Otto Brandt</a></div>",
        ),
        publisher="The Harbour Post",
        byline="By Ines Valladares and Otto Brandt",
        published="2024-03-02",
    ),
    Case(
        "labels before the author's name",
        page(
            f"<meta property='og:site_name' content='The Harbour Post'><title>{TITLE}</title>",
            above="<div class='author'>Author: <span>Ines Valladares</span></div>",
        ),
        publisher="The Harbour Post",
        byline="By Ines Valladares",
    ),
    Case(
        "by before the name in the head",
        page(
            "<meta property='og:site_name' content='The Harbour Post'><meta name='author' content='By Ines Valladares'>"
            f"<title>{TITLE}</title>"
        ),
        publisher="The Harbour Post",
        byline="By Ines Valladares",
    ),
    Case(
        "a correspondent without a name",
        page(
            "<meta property='og:site_name' content='The Harbour Post'>"
            f"<meta name='author' content='Staff Correspondent, Lisbon'><title>{TITLE}</title>",
            above="<div class='author'>Staff Correspondent, Lisbon</div>",
        ),
        publisher="The Harbour Post",
        byline="By Staff Correspondent, Lisbon",
    ),
    Case(
        "a time of the page's own zone below one in UTC",
        page(
            "<meta property='og:site_name' content='The Harbour Post'>"
            f"<meta property='article:published_time' content='2024-03-01T22:15:00+00:00'><title>{TITLE}</title>",
            above="<time datetime='2024-03-02T06:15:00+08:00'>March 2, 2024</time>",
        ),
        publisher="The Harbour Post",
        published="2024-03-02",
    ),
)
