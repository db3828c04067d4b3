"""
Invented articles on invented sites, each built in another way, and every statement that a reader finds in them.

A line of what a site's article says is the chain and the content: who said it, who carried it, and what was said.  What
stands around an article (teasers, comments, slogans, captions) is not in it and may give no line.
"""

from attrs import field, frozen

from tests.pages import ld


@frozen
class Site:
    """A page as a server sends it, its statements line by line, its fields; *open* says what does not come out yet."""

    name: str
    html: str
    says: str
    fields: dict[str, str] = field(factory=dict)
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
    ),
    Site(
        "a local paper on WordPress with buttons, an appeal and a note on the author",
        "<!DOCTYPE html><html lang='en-US'><head><meta charset='UTF-8'><title>Ferry to Tern Island sails again - The "
        "Tern "
        "Islander</title>"
        + _site("The Tern Islander")
        + "<meta property='article:published_time' content='2024-03-02T18:20:11+00:00'></head>"
        "<body class='post-template-default single single-post postid-4711 has-sidebar'><div id='page' class='site'>"
        "<header class='site-header'><p class='site-description'>News of the outer islands</p></header>"
        "<div id='content'><main><article id='post-4711' class='post type-post hentry'><header class='entry-header'>"
        "<span class='cat-links'><a href='/c/sea'>Sea</a></span><h1 class='entry-title'>Ferry to Tern Island sails "
        "again</h1><div class='entry-meta'><span class='posted-on'><time class='entry-date published' "
        "datetime='2024-03-02T18:20:11+00:00'>March 2, 2024</time></span><span class='byline'>by <span class='author "
        "vcard'><a class='url fn n' href='/author/ada'>Ada Holm</a></span></span></div></header><div "
        "class='entry-content'>"
        + _p(
            "The ferry to Tern Island sailed again on Saturday, eleven days after its rudder broke in the sound.",
            "“The new rudder came from Bergen on a lorry,” captain Hedda Vik said.",
        )
        + "<div class='donate-box'><h3>Support independent island news</h3><p>“Without the Islander we would know "
        "nothing,” says Knut, a member.</p><a class='button' href='/give'>Give now</a></div>"
        + _p("The island's shop had run out of milk, its owner, Marit Sund, told NRK.", BACKGROUND)
        + "<div class='sharedaddy sd-sharing-enabled'><h3 class='sd-title'>Share this:</h3><ul><li><a href='#'>Click "
        "to "
        "share on Facebook (Opens in new window)</a></li></ul></div><div id='jp-relatedposts' class='jp-relatedposts'>"
        "<h3>Related</h3><p>Ferry captain says rudder was “rotten”</p></div></div><div class='author-bio'><p>Ada Holm "
        "covers the sea. She says she has never been seasick.</p></div></article></main><aside class='widget-area'>"
        "<section class='widget'><h2>Recent comments</h2><ul><li>Ole on <a href='/x'>Mayor says goodbye</a></li></ul>"
        "</section></aside></div></div></body></html>",
        """
        Hedda Vik → The Tern Islander: “The new rudder came from Bergen on a lorry,”
        Marit Sund → NRK → The Tern Islander: The island's shop had run out of milk
        """,
        {"byline": "by Ada Holm", "published": "2024-03-02"},
    ),
    Site(
        "an agency's page for a member paper, whose menu leads home",
        "<html><head><meta property='og:site_name' content='Hosted'><meta property='og:url' "
        "content='https://hosted.ap.org/dalegazette/article/47110815/river-barges-stopped'><title>Barges stopped on "
        "low river | Hosted</title><meta property='article:published_time' content='2024-03-02T06:01:44-05:00'></head>"
        "<body><ul class='menu'><li><a href='http://dalegazette.com/news'>News</a></li><li><a "
        "href='http://dalegazette.com/sports'>Sports</a></li><li><a href='https://hosted.ap.org/dalegazette/tags'>"
        "National</a></li></ul><div class='article'><h1>Barges stopped on low river</h1><p class='byline'>By PIA "
        "LINDGREN, Associated Press</p>"
        + _p(
            "GENEVA (AP) — Barges were stopped on the upper river on Saturday because its water is too low.",
            "Nobody knows when they can sail again, said Bruno Aebi, who heads the river office.",
            BACKGROUND,
        )
        + "</div><p>©2024 The Associated Press. All rights reserved.</p></body></html>",
        "Bruno Aebi → The Associated Press → Dale Gazette: Nobody knows when they can sail again",
        {"byline": "By PIA LINDGREN, Associated Press", "published": "2024-03-02"},
    ),
    Site(
        "a broadcaster with a player, points to know and links to its other stories",
        _page(
            "Tunnel under the sound floods",
            ld(
                '{"@context": "https://schema.org", "@graph": [{"@type": "NewsMediaOrganization", "@id": "#org", '
                '"name": "Kanal Nine News"}, {"@type": "VideoObject", "name": "Watch", "description": "The mayor says '
                'hello"}, {"@type": ["NewsArticle"], "@id": "#a", "headline": "Tunnel under the sound floods", '
                '"datePublished": "2024-03-02T10:00:00+01:00", "publisher": {"@id": "#org"}, "author": [{"@id": '
                '"#p1"}, '
                '{"@id": "#p2"}]}, {"@type": "Person", "@id": "#p1", "name": "Lena Dahl"}, {"@type": "Person", "@id": '
                '"#p2", "name": "Omar Said"}]}'
            ),
            "<div class='video-player'><p>This video can not be played</p><p>Media caption, The minister says sorry</p>"
            "</div><ul class='key-points'><li>Water stands a metre high in the eastern tube of the tunnel</li></ul>"
            + _p(
                "The tunnel under the sound was closed on Saturday after water broke through a seam.",
                "“It was like a tap that nobody turns off,” driver Elin Moe told Kanal Nine News.",
            )
            + "<ul class='related-links'><li><a href='/1'>Minister says tunnel is safe</a></li><li><a href='/2'>Divers "
            "claim seam was never checked</a></li></ul>"
            + _p("Repairs will take a month, according to the road office."),
        ),
        """
        Elin Moe → Kanal Nine News: “It was like a tap that nobody turns off,”
        road office → Kanal Nine News: Repairs will take a month
        """,
        {"byline": "By Lena Dahl and Omar Said", "published": "2024-03-02"},
    ),
    Site(
        "a live blog whose entries have authors of their own",
        _page(
            "Harbour strike: as it happened",
            _site("Mole Street Journal")
            + ld(
                '{"@type": "LiveBlogPosting", "headline": "Harbour strike: as it happened", "datePublished": '
                '"2024-03-02", "author": [{"@type": "Person", "name": "Ivo Marsh"}, {"@type": "Person", "name": "Tess '
                'Quill"}], "publisher": {"name": "Mole Street Journal"}}'
            ),
            "<div class='key-events'><h2>Key events</h2><ul><li><a href='#b1'>Cranes stand still, says union</a></li>"
            "</ul></div><div id='b1' class='block'><p class='block-time'><time>14.02 GMT</time></p><h2>Cranes stand "
            "still</h2><div class='byline'>Tess Quill</div>"
            + _p(
                "All nine cranes stand still since noon, and four ships wait outside the mole for a berth.",
                "“We will stay until they talk to us,” crane driver Joost Bakker said.",
            )
            + "<a href='https://share.example'>Share</a></div><div id='b2' class='block'><p class='block-time'><time>"
            "11.30 GMT</time></p><h2>Gates closed</h2><div class='byline'>Ivo Marsh</div>"
            + _p("The gates were closed at eleven, port director Anneke Vos told Reuters.")
            + "</div>",
        ),
        """
        Joost Bakker → Mole Street Journal: “We will stay until they talk to us,”
        Anneke Vos → Reuters → Mole Street Journal: The gates were closed at eleven
        """,
        {"byline": "By Ivo Marsh and Tess Quill", "published": "2024-03-02"},
    ),
    Site(
        "a letter in its archive, with offers between the paragraphs",
        "<html lang='en'><head><title>The mill that would not die - by Rosa Brandt</title>"
        + _site("Slow Rivers")
        + "<meta name='author' content='Rosa Brandt'>"
        + ld(
            '{"@type": "NewsArticle", "datePublished": "2024-03-02T07:00:03+00:00", "publisher": {"name": "Slow '
            'Rivers"}}'
        )
        + "</head><body><div class='main-menu'><a href='/'>Slow Rivers</a><button>Subscribe</button><button>Sign in"
        "</button></div><article class='newsletter-post post'><div class='post-header'><h1 class='post-title'>The mill "
        "that would not die</h1><h3 class='subtitle'>A miller on the Aller says she will stay</h3><div "
        "class='byline-wrapper'><a href='https://slow.example/@rosa'>Rosa Brandt</a><div>Mar 02, 2024</div></div></div>"
        "<div class='available-content'><div class='body markup'>"
        + _p(
            "The mill at Aller stands on oak posts that are older than the town, and it still grinds on Fridays.",
            "“I will grind until the river stops,” the miller, Inge Kroll, told me.",
        )
        + "<div class='subscription-widget-wrap'><div class='preamble'><p>Slow Rivers is made by its readers. “I print "
        "out every letter,” says Uwe from Celle.</p></div><form><input type='email'><button>Subscribe</button></form>"
        "</div>"
        + _p("The county pays nothing for it, Kroll says.", BACKGROUND)
        + "</div></div><div class='post-footer'><p>Thanks for reading! Subscribe for free to receive new posts.</p>"
        "<div class='comments-page'><h4>Discussion about this post</h4><p>“Lovely,” wrote my aunt.</p></div></div>"
        "</article></body></html>",
        """
        miller on the Aller → Slow Rivers: she will stay
        Inge Kroll → Slow Rivers: “I will grind until the river stops,”
        Inge Kroll → Slow Rivers: The county pays nothing for it
        """,
        {"byline": "By Rosa Brandt", "published": "2024-03-02"},
    ),
    Site(
        "a paper of India with its summary, other stories in between and inputs from an agency",
        _page(
            "Monsoon tank at Palur overflows",
            _site("The Coromandel Mirror")
            + "<meta name='description' content='The tank at Palur overflowed on Saturday, and the collector said that "
            "no village was in danger.'>"
            + ld(
                '{"@type": "NewsArticle", "headline": "Monsoon tank at Palur overflows", "datePublished": '
                '"2024-03-02T08:15:00+05:30", "author": [{"@type": "Person", "name": "Web Desk"}], "publisher": '
                '{"@type": "NewsMediaOrganization", "name": "The Coromandel Mirror"}}'
            ),
            "<h2 class='synopsis'>The tank at Palur overflowed on Saturday, and the collector said that no village was "
            "in danger.</h2><div class='author-details'>Written by <a href='/profile/web-desk'>Web Desk</a> | Edited "
            "by "
            "<a href='/profile/asha'>Asha Nair</a> | Updated: March 2, 2024 09:05 IST</div>"
            + _p(
                "Palur: The tank above Palur overflowed on Saturday for the first time in nineteen years.",
                "“Sandbags have been laid along two streets,” collector R. Mohan told reporters.",
                "<strong>Also Read | <a href='/b'>Minister claims tanks were desilted</a></strong>",
                "Schools will open on Monday, he added.",
                "(With inputs from PTI)",
            )
            + "<p class='publish-info'>First Published: Mar 02, 2024 08:15 IST</p><div class='tags'>Tags: <a "
            "href='/t/rain'>rain</a></div>",
        ),
        """
        R. Mohan → PTI → The Coromandel Mirror: that no village was in danger
        R. Mohan → PTI → The Coromandel Mirror: “Sandbags have been laid along two streets,”
        R. Mohan → PTI → The Coromandel Mirror: Schools will open on Monday
        """,
        {"published": "2024-03-02"},
    ),
    Site(
        "a paper of Nigeria with an agency's letters at the end and a request to share",
        _page(
            "Farmers fence off well at Zakari",
            _site("The Savannah Sun") + "<meta property='article:published_time' content='2024-03-02T07:30:00+01:00'>",
            "<div class='post-author'>By Chidi Okoro</div>"
            + _p(
                "Farmers at Zakari have fenced off the only well on the road to the north, drivers found on Friday.",
                "The fence will stay until the council repairs the pump, Musa Bello, who speaks for the farmers, said.",
                BACKGROUND,
                "“We carry water for six kilometres,” he said. (NAN)",
            )
            + "<p>Kindly share this story:</p><footer><p>All rights reserved. This material, and other digital content "
            "on this website, may not be reproduced without written permission.</p></footer><p>Contact: "
            "editor@savannahsun.example</p>",
            is_long=False,
        ),
        """
        Musa Bello → NAN → The Savannah Sun: The fence will stay until the council repairs the pump
        Musa Bello → NAN → The Savannah Sun: “We carry water for six kilometres,”
        """,
        {"byline": "By Chidi Okoro", "published": "2024-03-02"},
    ),
    Site(
        "an English page of Latin America with an agency's dateline",
        _page(
            "Salt lake opens to lorries",
            ld(
                '[{"@type": "Article", "headline": "Salt lake opens to lorries", "dateCreated": '
                '"2024-03-02T12:00:00Z", '
                '"publisher": {"@type": "Organization", "name": "The Andes Post"}}]'
            ),
            _p(
                "La Paz, Mar 2 (EFE).- The salt lake at Uturo was opened to lorries on Saturday after a wet winter.",
                "“The crust bears thirty tonnes,” engineer Nelida Choque told EFE.",
                "The drivers' union said that tolls should be lowered. EFE",
            ),
        ),
        """
        Nelida Choque → EFE → The Andes Post: “The crust bears thirty tonnes,”
        drivers' union → EFE → The Andes Post: that tolls should be lowered
        """,
        {"published": "2024-03-02"},
    ),
    Site(
        "a gallery of pictures below a short story",
        _page(
            "Kites over Arnhem dunes",
            _site("Dune Chronicle"),
            _p(
                "Some three hundred kites stood over the dunes on Sunday, more than ever before.",
                "“Mine is made of my grandmother's curtains,” said Bram Visser, who is eleven.",
            )
            + "<div class='gallery'><div class='slide'><span class='count'>1 of 2</span><figure><img src='1.jpg'>"
            "<figcaption>A boy says his kite is a whale. Photo: Jane Doe/AFP</figcaption></figure></div><div "
            "class='slide'><span class='count'>2 of 2</span><figure><img src='2.jpg'><figcaption>“It pulls,” says a "
            "girl.</figcaption></figure></div></div>",
        ),
        "Bram Visser → Dune Chronicle: “Mine is made of my grandmother's curtains,”",
    ),
    Site(
        "a wall of consent above the story",
        "<html lang='en'><head><title>Bees return to the old airfield | Meadow Times</title>"
        + _site("Meadow Times")
        + "</head><body><div id='onetrust-consent-sdk'><div role='dialog' class='otFlat'><h2>We value your privacy</h2>"
        "<p>We and our 842 partners store and access information on a device, such as unique identifiers in cookies, "
        "to process personal data. You may accept or manage your choices at any time, our privacy team says. These "
        "choices will be signaled to our partners and will not affect browsing data.</p><button>Accept all</button>"
        "</div></div><main><article><h1>Bees return to the old airfield</h1><p class='standfirst'>A beekeeper says the "
        "heather is back</p>"
        + _p(
            "Bees have come back to the old airfield, where nothing but tarmac lay for fifty years.",
            "“They found the heather before we did,” said Sybil Crane, who keeps forty hives.",
            BACKGROUND,
        )
        + "</article></main></body></html>",
        """
        beekeeper → Meadow Times: the heather is back
        Sybil Crane → Meadow Times: “They found the heather before we did,”
        """,
    ),
    Site(
        "a page that scripts draw, with its story in the head alone",
        "<html lang='en'><head><title>Clock tower stops at noon</title>"
        + ld(
            '{"@type": "NewsArticle", "headline": "Clock tower stops at noon", "datePublished": "2024-03-02", '
            '"author": {"@type": "Person", "name": "Nora Lind"}, "publisher": {"@type": "Organization", "name": '
            '"Market Square Daily"}, "articleBody": "The clock on the market square stopped at noon on Friday.\\n\\n'
            "“A pigeon sat on the hand,” watchmaker Emil Roth said.\\n\\nThe council said that a net would be put "
            'up."}'
        )
        + "</head><body><div id='root'></div><noscript>You need to enable JavaScript to run this app.</noscript></body>"
        "</html>",
        """
        Emil Roth → Market Square Daily: “A pigeon sat on the hand,”
        council → Market Square Daily: that a net would be put up
        """,
        {"byline": "By Nora Lind", "published": "2024-03-02"},
    ),
    Site(
        "tables within tables, with a column of other stories",
        "<html><head><title>Sound Weekly: Lock gates replaced</title><meta name='publisher' content='Sound Weekly'>"
        "</head><body bgcolor=white><table width=800><tr><td colspan=2><img src='logo.gif' alt='Sound "
        "Weekly'></td></tr>"
        "<tr><td valign=top width=160><table><tr><td><b>Other stories</b></td></tr><tr><td><a href='/1'>Skipper says "
        "tide was low</a></td></tr><tr><td><a href='/2'>Council claims bridge is sound</a></td></tr></table></td>"
        "<td valign=top><h1>Lock gates replaced</h1><font size=1>By Karl Voss<br>March 2, 2024</font><p>The gates of "
        "the lock at Vik were replaced on Friday after a century of service.<p>“They were soft as cheese,” lock keeper "
        "Anna Lie said.<p>The old gates go to the museum, the canal company said.<p>"
        + BACKGROUND
        + "</td></tr></table></body></html>",
        """
        Anna Lie → Sound Weekly: “They were soft as cheese,”
        canal company → Sound Weekly: The old gates go to the museum
        """,
        {"byline": "By Karl Voss"},
    ),
    Site(
        "a form around the whole page, as servers of the two thousands wrote it",
        "<html lang='en'><head><title>Reed cutters start early</title>"
        + _site("Fen Mercury")
        + "</head><body><form method='post' action='./' id='aspnetForm'><div id='wrapper'><div "
        "id='menu'><label>Subscribe "
        "</label><input type='submit' value='Search'></div><div id='content'><h1>Reed cutters start early</h1><span "
        "id='lblDate'>02 March 2024</span>"
        + _p(
            "The reed cutters of the fen started two weeks early, as the ice was gone in February.",
            "“My boots are still wet,” Piet Smit said.",
            BACKGROUND,
        )
        + "</div></div></form></body></html>",
        "Piet Smit → Fen Mercury: “My boots are still wet,”",
    ),
    Site(
        "a paper of Pakistan with its agencies below and a box of letters between",
        _page(
            "Cotton gins of Sanjar fall silent",
            ld(
                '{"@type": "NewsArticle", "headline": "Cotton gins of Sanjar fall silent", "datePublished": '
                '"2024-03-02T06:10:00+05:00", "author": {"@type": "Person", "name": "Agencies"}, "publisher": '
                '{"@type": "Organization", "name": "The Indus Observer"}}'
            ),
            "<div class='story__byline'><a class='story__byline__link' href='/authors/1'>Agencies</a></div>"
            + _p(
                "MULTAN: The gins of Sanjar fell silent on Friday, for there is no more cotton to be had.",
                "“My forty men sit at home,” said Tariq Malik, who owns two gins.",
            )
            + "<div class='newsletter-box'><h4>Get the latest news in your inbox</h4><p>“Best at breakfast,” says a "
            "reader.</p></div>" + _p("The growers’ union told AFP that the pest had eaten half of the crop."),
        ),
        """
        Tariq Malik → The Indus Observer: “My forty men sit at home,”
        growers’ union → AFP → The Indus Observer: that the pest had eaten half of the crop
        """,
        {"published": "2024-03-02"},
    ),
    Site(
        "a tabloid with points above, embedded posts and a poll",
        _page(
            "Swan holds up the 8.14 to town",
            _site("Daily Lantern"),
            "<ul class='mol-bullets-with-font key-points'><li><strong>Swan sat on the rails at Thorpe for an hour, "
            "guards say</strong></li></ul><p class='author-section byline-plain'>By <a class='author' href='/a'>Dot "
            "Perry</a> For Daily Lantern</p>"
            + _p(
                "A swan held up the 8.14 to town on Friday morning by sitting down between the rails.",
                "“It hissed at my flag,” guard Len Abbott said.",
            )
            + "<blockquote class='twitter-tweet'><p>Stuck at Thorpe. There is a swan.</p>&mdash; Kit (@kit) <a "
            "href='https://x.example/kit/status/9'>March 1, 2024</a></blockquote>"
            "<div class='poll'><h3>Poll</h3><p>Have you ever met a "
            "swan?</p><button>Yes</button><button>No</button></div>"
            + _p("The railway said that the bird left of its own accord."),
        ),
        """
        guards → Daily Lantern: Swan sat on the rails at Thorpe for an hour
        Len Abbott → Daily Lantern: “It hissed at my flag,”
        railway → Daily Lantern: that the bird left of its own accord
        """,
    ),
    Site(
        "a public broadcaster whose story was first an agency's",
        _page(
            "Two huts burn on the pass",
            _site("Radio Ridge") + "<meta name='dcterms.created' content='2024-03-02T05:40:00+01:00'>",
            "<p class='lead'>Two huts on the pass burned down in the night, and nobody was hurt.</p><div "
            "class='article-meta'>Published on 02.03.2024 at 05:40 <span class='source'>Source: Reuters</span></div>"
            + _p(
                "The fire broke out in the stable of the upper hut at about two in the morning.",
                "The wind was too strong for the helicopter, said Reto Caduff, who leads the fire brigade.",
            ),
        ),
        "Reto Caduff → Reuters → Radio Ridge: The wind was too strong for the helicopter",
        {"published": "2024-03-02"},
        open="a credit beside the date, in an element of its own, is not read",
    ),
    Site(
        "an interview with the questions in bold",
        _page(
            "“I never wanted a second boat”",
            _site("Deckhand Magazine") + "<meta name='author' content='Ivo Marsh'>",
            "<p class='standfirst'>Greta Dahl has fished alone for forty years. She talks about fog, cod and her "
            "dog.</p>"
            + _p(
                "<b>Deckhand Magazine: Were you ever afraid?</b>",
                "<b>Greta Dahl:</b> Once, in the fog of 1987, when a tanker went by so close that I could read its "
                "name.",
                "<b>And the dog?</b>",
                "He slept.",
            ),
        ),
        """
        Greta Dahl → Deckhand Magazine: “I never wanted a second boat”
        Greta Dahl → Deckhand Magazine: Once, in the fog of 1987, a tanker went by. … He slept.
        """,
        {"byline": "By Ivo Marsh"},
        open="the quotation that is the headline has no speaker, and an answer ends with its first paragraph",
    ),
    Site(
        "a page of an old system, all capitals in the head and the story in one division with single breaks",
        "<html><head><title>THE LEVEE STANDARD - WATER TOWER TO BE PAINTED</title><meta name='DC.publisher' "
        "content='The "
        "Levee Standard'><meta name='DC.date.issued' content='2024-03-02'></head><body><div id='nav'><a "
        "href='/'>HOME</a> "
        "| <a href='/o'>OBITUARIES</a></div><h1>Water tower to be painted</h1><div id='story'>By Roy Tibbets<br/>Staff "
        "Writer<br/><br/>The water tower on Levee Road will be painted in April, for the first time since the flood."
        '<br/><br/>"It looks like a rusty spoon," said Mayor Della Ward.<br/><br/>The council voted for blue, Ward '
        "said.<br/><br/>" + BACKGROUND + "</div></body></html>",
        """
        Della Ward → The Levee Standard: "It looks like a rusty spoon,"
        Della Ward → The Levee Standard: The council voted for blue
        """,
        {"published": "2024-03-02"},
    ),
    Site(
        "a portal that carries another paper's story and says so",
        _page(
            "Last tram conductor retires",
            _site("Portal Nine")
            + ld(
                '{"@type": "NewsArticle", "headline": "Last tram conductor retires", "publisher": {"@type": '
                '"Organization", "name": "Portal Nine"}, "author": {"@type": "Person", "name": "Wim de Boer"}, '
                '"datePublished": "2024-03-02"}'
            ),
            "<div class='caas-attr'><span class='caas-author-byline-collapse'>Wim de Boer</span></div>"
            + _p(
                "The last conductor on the city's trams punched her last ticket on Friday.",
                "“The machines never say good morning,” Corrie Blom said.",
                BACKGROUND,
                "This article was originally published by The Tram City Echo.",
            ),
            is_long=False,
        ),
        "Corrie Blom → The Tram City Echo → Portal Nine: “The machines never say good morning,”",
        {"byline": "By Wim de Boer", "published": "2024-03-02"},
    ),
)
