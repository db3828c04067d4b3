"""
Invented articles on invented sites, each built in another way, and every statement that a reader finds in them.

A line of what a site's article says is the chain and the content: who said it, who carried it, and what was said.  What
stands around an article (teasers, comments, slogans, captions) is not in it and may give no line.
"""

from attrs import frozen

from tests.pages import ld


@frozen
class Site:
    """A page as a server sends it, and its statements line by line; *open* says what does not come out yet."""

    name: str
    html: str
    says: str
    encoding: str = "utf-8"
    open: str = ""

    @property
    def sent(self) -> bytes:
        """The page as bytes."""
        return self.html.encode(self.encoding)

    @property
    def expected(self) -> list[str]:
        """The lines of the statements."""
        return [line.strip() for line in self.says.strip().split("\n")]


def _site(name: str) -> str:
    return f'<meta property="og:site_name" content="{name}">'


#: What newspapers put below a story, so that it has a story's length; nobody says anything in it.
BACKGROUND = (
    "The town lies two hours from the capital and has some nine thousand people, most of whom work on the water or in "
    "the two mills behind the station. Its council meets on the first Tuesday of each month in the old customs house, "
    "and the benches for the public are seldom full."
)


def _p(*paragraphs: str) -> str:
    return "".join(f"<p>{each}</p>" for each in paragraphs)


def _page(title: str, head: str, body: str, *, is_long: bool = True) -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><main><article><h1>{title}</h1>{body}"
        f"{_p(BACKGROUND) if is_long else ''}</article></main>"
        "<footer><p>About us</p><p>Terms of use</p></footer></body></html>"
    )


SITES = (
    Site(
        "an array of JSON-LD, an agency as author, and an outlet that was told",
        _page(
            "Bridge at Pelham to stay shut until spring",
            ld(
                '[{"@type": "BreadcrumbList"}, {"@type": "NewsArticle", "datePublished": "2024-03-02", '
                '"author": {"@type": "Organization", "name": "Reuters"}, '
                '"publisher": {"@type": "Organization", "name": "The Pelham Courier"}}]'
            ),
            _p(
                "The bridge at Pelham will stay shut until spring, Ada Holm told CNN on Friday.",
                "Two of its four cables were found rusty by divers who went down in the last week of February.",
                "“Nobody will cross it before we have changed both,” Holm said.",
            ),
        ),
        """
        Ada Holm → CNN → Reuters → The Pelham Courier: The bridge at Pelham will stay shut until spring
        Ada Holm → Reuters → The Pelham Courier: “Nobody will cross it before we have changed both,”
        """,
    ),
    Site(
        "a graph whose parts refer to each other",
        _page(
            "Glass works to close",
            ld(
                '{"@graph": [{"@type": "WebSite", "@id": "#w", "name": "Valley Ledger", "publisher": {"@id": "#o"}}, '
                '{"@type": "Organization", "@id": "#o", "name": "The Valley Ledger"}, '
                '{"@type": "Person", "@id": "#p", "name": "Nora Lind"}, {"@type": "NewsArticle", '
                '"headline": "Glass works to close", "author": {"@id": "#p"}, "publisher": {"@id": "#o"}}]}'
            ),
            _p(
                "The glass works at Orrin will close in June after ninety years, and its two hundred people must go.",
                "“The furnace has eaten our savings,” the owner, Magnus Brekke, said in an interview with the BBC.",
                "The mayor, Sofia Lund, said that the town would buy the halls.",
            ),
        ),
        """
        Magnus Brekke → BBC → The Valley Ledger: “The furnace has eaten our savings,”
        Sofia Lund → The Valley Ledger: that the town would buy the halls
        """,
    ),
    Site(
        "several authors, of whom one is an agency",
        _page(
            "Island airport gets a longer runway",
            _site("Strait Observer")
            + ld(
                '{"@type": "NewsArticle", "publisher": {"name": "Strait Observer"}, "author": '
                '[{"@type": "Person", "name": "Nora Lind"}, {"@type": "Organization", "name": "Associated Press"}]}'
            ),
            "<div class='byline'>By Nora Lind, Associated Press</div>"
            + _p(
                "The airport on Tern Island gets a runway of two thousand metres, the island's council decided on "
                "Tuesday.",
                "Larger aircraft could land from next summer, Peter Okafor, the airport's director, said.",
                "“We have waited for this for a generation,” he added.",
            ),
        ),
        """
        Peter Okafor → The Associated Press → Strait Observer: Larger aircraft could land from next summer
        Peter Okafor → The Associated Press → Strait Observer: “We have waited for this for a generation,”
        """,
    ),
    Site(
        "the teaser of a paywall, with a reader's praise of the paper",
        _page(
            "Mill owner sells up",
            ld('{"@type": "NewsArticle", "isAccessibleForFree": false, "publisher": {"name": "The Dale Gazette"}}'),
            _p(
                "The owner of the last water mill in the dale is selling it to a brewer from the coast.",
                "“I am eighty and my knees are not what they were,” Edith Crane said.",
            )
            + "<div class='paywall'><p>Continue reading with a subscription</p><p>“The best paper in the dale,” says "
            "Tom Hurst, a reader.</p><p>Already a subscriber? Log in</p></div>",
        ),
        "Edith Crane → The Dale Gazette: “I am eighty and my knees are not what they were,”",
        open="a reader's praise in the box of a paywall is read: many sites put the story itself into such a box",
    ),
    Site(
        "a live blog with a time above each entry",
        _page(
            "Flood on the Orrin: live updates",
            _site("Orrin Today")
            + ld(
                '{"@type": "LiveBlogPosting", "headline": "Flood on the Orrin: live updates", "publisher": '
                '{"name": "Orrin Today"}, "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "School shut"}]}'
            ),
            "<section><time datetime='2024-03-02T10:40'>10:40</time><h2>Water falls at the weir</h2>"
            + _p(
                "The water at the weir has fallen by a hand since the morning, Ruth Adler, the head of the rescue "
                "service, said."
            )
            + "</section><section><time datetime='2024-03-02T09:15'>09:15</time><h2>School shut</h2>"
            + _p(
                "The school in Mill Street stays shut today and tomorrow.",
                "“The cellar is full to the ceiling,” headmaster Karl Voss told Orrin Radio.",
            )
            + "</section>",
        ),
        """
        Ruth Adler → Orrin Today: The water at the weir has fallen by a hand since the morning
        Karl Voss → Orrin Radio → Orrin Today: “The cellar is full to the ceiling,”
        """,
    ),
    Site(
        "a page for telephones with its own elements",
        _page(
            "Ice road opens a month late",
            "<script async src='https://cdn.ampproject.example/v0.js'></script>"
            + ld('{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Northern Star"}}'),
            "<amp-social-share type='email'></amp-social-share><amp-img src='a.jpg'></amp-img>"
            + _p("The ice road to Lake Harbour opened on Thursday, a month later than in other years.")
            + "<amp-ad><p>“I lost ten pounds,” says Jenny from Hull.</p></amp-ad>"
            + _p("“The ice is thick enough for a lorry but not for two,” said Aron Niemi, who measures it."),
        ),
        "Aron Niemi → Northern Star: “The ice is thick enough for a lorry but not for two,”",
    ),
    Site(
        "elements that nobody closed and attributes without marks",
        "<html><head><title>Bakers want a later start - Harrow Mail</title><meta property=og:site_name content='Harrow "
        "Mail'><body><div id=top><a href=/>Home</a><h1>Bakers want a later start</h1><div class=story><p>The bakers of "
        "Harrow have opened at five for a hundred years.<p>“Who eats a roll at five?” <b>Lotte Kern, who runs three "
        "shops, asked.<p>The city said that it would decide in May.<p>"
        + BACKGROUND
        + "</div></div></b><p></div></span></body>",
        """
        Lotte Kern → Harrow Mail: “Who eats a roll at five?”
        city → Harrow Mail: that it would decide in May
        """,
    ),
    Site(
        "another encoding than the one that is declared",
        _page(
            "Café on the quay loses its licence",
            _site("Quay Times"),
            _p(
                "The café on the quay lost its licence on Monday – after forty years.",
                "“I’ll appeal,” said René Dupré, its owner.",
            ),
        ),
        "René Dupré → Quay Times: “I’ll appeal,”",
        encoding="cp1252",
    ),
    Site(
        "tables, capitals and breaks of the nineties",
        "<HTML><HEAD><TITLE>Ferry fares to rise - The Sound Journal</TITLE></HEAD><BODY><TABLE><TR><TD WIDTH=120>"
        "<A HREF='/'>Home</A><BR><A HREF='/news'>News</A></TD><TD><H1>Ferry fares to rise</H1><FONT SIZE=2>Fares on "
        'the ferries across the sound will rise by a tenth in April, the company said in a statement.<BR><BR>"It is '
        'oil, and nothing but oil," said Hanne Falk, a spokeswoman.<BR><BR>Passengers were not amused when they read '
        "it on the boards at the quay this morning.<BR><BR>" + BACKGROUND + "</FONT></TD></TR></TABLE></BODY></HTML>",
        """
        company → The Sound Journal: Fares on the ferries across the sound will rise by a tenth in April
        Hanne Falk → The Sound Journal: "It is oil, and nothing but oil,"
        """,
        open="a table's cells run together with the menu and the heading: trafilatura leaves tables to a last resort",
    ),
    Site(
        "quotations in elements that draw their own marks",
        _page(
            "Bell of Saint Olav rings again",
            _site("Fjord Post"),
            _p(
                "The bell of Saint Olav rang on Sunday for the first time since the fire.",
                "<q>It sounds a little deeper,</q> the organist, Britt Moen, said.",
                "She said that the crack had been filled with bronze.",
            ),
        ),
        """
        Britt Moen → Fjord Post: “It sounds a little deeper,”
        Britt Moen → Fjord Post: that the crack had been filled with bronze
        """,
    ),
    Site(
        "marks as entities",
        _page(
            "Zoo&rsquo;s oldest tortoise dies",
            _site("Park &amp; City"),
            _p(
                "The zoo&rsquo;s oldest tortoise has died at&nbsp;the age of 141.",
                "&ldquo;He knew every one of us by our boots,&rdquo; keeper Ivo Marsh told Reuters.",
                "&#8220;We&#8217;ll miss him,&#8221; Marsh said.",
            ),
        ),
        """
        Ivo Marsh → Reuters → Park & City: “He knew every one of us by our boots,”
        Ivo Marsh → Park & City: “We’ll miss him,”
        """,
    ),
    Site(
        "a pulled quotation that the story has too",
        _page(
            "Orchards under snow",
            _site("Hill Country News"),
            _p(
                "Snow fell on the orchards above Lenz on Wednesday night, three weeks after the first bloom.",
                "“I have not seen this since I was a boy,” farmer Jakob Thoma said.",
            )
            + "<aside class='pullquote'>“I have not seen this since I was a boy”</aside>"
            + _p("Half of the apricots were lost, according to Thoma."),
        ),
        """
        Jakob Thoma → Hill Country News: “I have not seen this since I was a boy,”
        Jakob Thoma → Hill Country News: Half of the apricots were lost
        """,
    ),
    Site(
        "headlines of other stories between the paragraphs",
        _page(
            "New tram line to the harbour",
            _site("The Tram City Echo"),
            _p("A tram will run to the harbour from 2027, and the first rails are laid in autumn.")
            + "<div class='related'><p>READ MORE: <a href='/a'>Mayor says harbour is ‘a disgrace’</a></p></div>"
            + "<p><strong><a href='/b'>Also read: Minister denies tram was too dear</a></strong></p>"
            + _p("“It takes eleven minutes from the station,” engineer Paula Greco said on Monday."),
        ),
        "Paula Greco → The Tram City Echo: “It takes eleven minutes from the station,”",
    ),
    Site(
        "readers' comments below",
        _page(
            "Lido to open at night",
            _site("Bay Bulletin"),
            _p(
                "The lido opens at night from June, and the water is lit from below.",
                "Swimmers had asked for it for years, Dana Whitlock, its manager, said.",
            )
            + "<section id='comments' class='comments'><h3>2 comments</h3><p class='comment-author'>seagull77 says:</p>"
            "<p>“Who pays for this?” my wife asked.</p></section>",
        ),
        "Dana Whitlock → Bay Bulletin: Swimmers had asked for it for years",
    ),
    Site(
        "an agency before the story",
        _page(
            "Copper price at highest since 2011",
            _site("Metal Daily"),
            _p(
                "LONDON (Reuters) - Copper rose to its highest since 2011 on Thursday as miners in the Andes struck.",
                "The strike could last for weeks, said Ravi Menon, an analyst at Kestrel Bank.",
                "“Stocks are lower than anybody thought,” he said.",
            ),
        ),
        """
        Ravi Menon → Reuters → Metal Daily: The strike could last for weeks
        Ravi Menon → Reuters → Metal Daily: “Stocks are lower than anybody thought,”
        """,
    ),
    Site(
        "inputs from an agency, below the story",
        _page(
            "Dam gates opened after rain",
            _site("Deccan Lantern"),
            _p(
                "The gates of the dam were opened on Sunday after three days of rain.",
                "“There is no danger to the villages,” the collector, Asha Rao, told NDTV.",
                "(With inputs from ANI)",
            ),
        ),
        "Asha Rao → NDTV → ANI → Deccan Lantern: “There is no danger to the villages,”",
    ),
    Site(
        "a picture of an agency, which did not write the story",
        _page(
            "Harvest of saffron fails",
            _site("Plateau Herald"),
            "<figure><img src='s.jpg'><figcaption>A picker says the field is empty. (Jane Doe/Reuters)"
            "</figcaption></figure>"
            + _p(
                "The harvest of saffron has failed for the second year, and prices have doubled.",
                "Rain came six weeks late, Yusuf Karim, who has farmed here all his life, said.",
            ),
        ),
        "Yusuf Karim → Plateau Herald: Rain came six weeks late",
    ),
    Site(
        "a form for letters in the middle of the story",
        _page(
            "Choir wins in Riga",
            _site("Coast Weekly"),
            _p("The choir of Saint Anne came home from Riga with the first prize.")
            + "<div class='newsletter-signup'><h3>Stay in the know</h3><p>“I read it with my tea,” says Ann, 63.</p>"
            "<form><input type='email'><button>Subscribe</button></form></div>"
            + _p("“We sang the last piece without a single mistake,” conductor Mirja Salo told The Baltic Mirror."),
        ),
        "Mirja Salo → Baltic Mirror → Coast Weekly: “We sang the last piece without a single mistake,”",
    ),
    Site(
        "microdata, and divisions in the place of paragraphs",
        "<html lang='en'><head><title>Lamp oil runs short</title></head><body><div itemscope "
        "itemtype='https://schema.org/NewsArticle'><h1 itemprop='headline'>Lamp oil runs short</h1><div "
        "itemprop='publisher' itemscope itemtype='https://schema.org/Organization'><meta itemprop='name' content='The "
        "Lamplighter'></div><div itemprop='articleBody'><div>Lamp oil runs short in the villages behind the pass, "
        "where no lorry has come through since the new year.</div><div>“We go to bed with the hens,” Tilda Brun, a "
        "teacher, said.</div><div>The army said that it would fly in ten barrels on Friday.</div><div>"
        + BACKGROUND
        + "</div></div></div></body></html>",
        """
        Tilda Brun → The Lamplighter: “We go to bed with the hens,”
        army → The Lamplighter: that it would fly in ten barrels on Friday
        """,
    ),
    Site(
        "a banner about cookies and a slogan of the site",
        _page(
            "Court frees the lighthouse keeper",
            _site("Cape Register"),
            "<div id='cookie-banner' class='cookie-consent'><p>We and our partners say thank you for your "
            "consent.</p></div>"
            + _p(
                "A court freed the keeper of the cape's lighthouse on Friday.",
                "He had not been drunk when the ship ran aground, judge Miriam Stolz said.",
                "“I can sleep again,” Olaf Bern said outside the court.",
            )
            + "<p class='tagline'>“All the news from the cape,” since 1911</p>",
        ),
        """
        Miriam Stolz → Cape Register: He had not been drunk when the ship ran aground
        Olaf Bern → Cape Register: “I can sleep again,”
        """,
        open="the slogan below the story is read as more of the last quotation",
    ),
    Site(
        "a quotation of three paragraphs",
        _page(
            "Climber found alive",
            _site("Summit News"),
            _p(
                "A climber was found alive on Tuesday after six nights on the north face.",
                "“I ate snow,” Pavel Hruby told reporters at the hospital.",
                "“On the third day I heard the helicopter, and it flew away.",
                "“Then I stopped counting.”",
            ),
        ),
        "Pavel Hruby → Summit News: “I ate snow,” … “On the third day I heard the helicopter, and it flew away. … "
        "“Then I stopped counting.”",
    ),
    Site(
        "another paper's story, told again",
        _page(
            "Opera house to lose its dome",
            _site("Stage and Street"),
            _p(
                "The opera house will lose its glass dome, The Morning Courier reported on Friday.",
                "“It leaks like a sieve,” director Carla Weiss told the paper.",
            ),
        ),
        """
        Morning Courier → Stage and Street: The opera house will lose its glass dome
        Carla Weiss → Morning Courier → Stage and Street: “It leaks like a sieve,”
        """,
    ),
    Site(
        "a flash of two sentences",
        _page(
            "Kiosk burns down",
            _site("Station Street News"),
            _p(
                "The kiosk at the station burned down on Monday night, Greta Amsel, its tenant, said.",
                "Trains were not delayed.",
            ),
            is_long=False,
        ),
        "Greta Amsel → Station Street News: The kiosk at the station burned down on Monday night",
    ),
    Site(
        "a flash with a form for letters in it",
        _page(
            "Kiosk opens again",
            _site("Station Street News"),
            _p("The kiosk at the station sells rolls again.")
            + "<div class='newsletter-signup'><h3>Stay in the know</h3><p>“I read it with my tea,” says Ann, 63.</p>"
            "<form><input type='email'><button>Subscribe</button></form></div>"
            + _p("“It smells of fresh paint,” Greta Amsel, its tenant, told The Baltic Mirror."),
            is_long=False,
        ),
        "Greta Amsel → Baltic Mirror → Station Street News: “It smells of fresh paint,”",
        open="a story so short is found by trafilatura's last resort, which gives heading, form and paragraphs as one",
    ),
)
