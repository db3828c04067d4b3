"""What stands around the story: the cases in ``cases/frame.md``, what the caller says, and any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.naming.outlet_shapes import is_outlet_shaped, usual_name
from quotes.naming.person_names import is_person, person
from quotes.naming.place_names import usual
from quotes.page import FINDERS, Frame, frame_of
from quotes.page.addresses import domain_of, is_platform
from quotes.page.junk import Junk, junk
from quotes.page.page import is_prose, is_title_case
from quotes.page.publisher import KINDS
from quotes.page.self_phrases import SelfPhrase
from quotes.text import Document
from quotes.words.lexicon import lexicon
from quotes.words.places import is_place, is_town
from quotes.words.tables import entries
from tests.casefiles import HERE, Case, each_case

CASES = HERE / "cases" / "frame.md"
FIELDS = ("headline", "byline", "dateline", "agency", "publisher", "published")
STORY = "The ferry company said on Monday that its boats would sail again within two days."


def framed(text: str, **known: str) -> Frame:
    """The frame of a text."""
    return frame_of(Document("case", text, **known), lexicon())


def rendered(frame: Frame, text: str) -> str:
    """A frame as the case file writes it."""
    fields = ((field, getattr(frame, field)) for field in FIELDS)
    rows = [f"{field}: {found.value} · {found.rule}" for field, found in fields if found is not None]
    rows += [f"caption: {span.of(text).strip()}" for span in frame.captions]
    rows += [f"furniture: {span.of(text).strip()}" for span in frame.furniture]
    return "\n".join(rows or ["nothing"])


@each_case("frame")
def test_case(case: Case) -> None:
    """Each case gives what stands below it, and nothing else."""
    text = case.text.replace("␍", "\r").replace("␣", "\u00a0")
    assert rendered(framed(text), text) == case.expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mumbai", True),
        ("ANKARA", True),
        ("Upper Nowhere, Sri Lanka", False),
        ("Colombo, Sri Lanka", True),
        ("Africa", False),
    ],
)
def test_towns(words: str, expected: bool) -> None:
    """Known cities, with or without their country; countries and continents are sections as well."""
    assert is_town(words) is expected


@pytest.mark.parametrize(
    ("shouted", "expected"),
    [
        ("LUSAKA, Zambia", "Lusaka, Zambia"),
        ("WASHINGTON, D.C.", "Washington, D.C."),
        ("LAGOON CITY, N.M.", "Lagoon City, N.M."),
        ("RIO DE JANEIRO", "Rio de Janeiro"),
        ("PUERTO DEL CARMEN", "Puerto del Carmen"),
        ("NUSA DUA, Indonesia", "Nusa Dua, Indonesia"),
        ("MINDELO [CAPE VERDE]", "Mindelo [Cape Verde]"),
        ("PORTO and VIGO", "Porto and Vigo"),
        ("AUSTIN, TX", "Austin, TX"),
        ("ABOARD USS HARBOUR", "Aboard USS Harbour"),
        ("COX’S BAZAR", "Cox’s Bazar"),
        ("McALLEN", "McAllen"),
        ("ÅLESUND", "Ålesund"),
        ("New York", "New York"),
        ("", ""),
    ],
)
def test_places_in_usual_writing(shouted: str, expected: str) -> None:
    """Capitals are undone; what stays in capitals elsewhere stays here, and mixed writing is left alone."""
    assert usual(shouted) == expected


def test_every_finder_has_a_case() -> None:
    """No finder goes untested; what the caller gives is tested below."""
    finders = {finder.__name__ for finders in FINDERS.values() for finder in finders} - {"given"}
    assert {name for name in finders if f"· {name}" not in CASES.read_text(encoding="utf-8")} == set()


def test_every_kind_of_evidence_has_its_rank() -> None:
    """Which place of a publisher's name is the clearest is told for what each phrase says, in the story, too."""
    said = {each.kind for each in entries("self_phrases.jsonl", SelfPhrase)} - {"input", "feed", "copied"}
    assert said <= {*KINDS}
    assert {f"{kind} in story" for kind in said - {"told", "ours", "offer", "more", "origin", "published"}} <= {*KINDS}
    assert len(KINDS) == len({*KINDS})


def test_what_the_caller_says_wins() -> None:
    """A publisher, an address and a date that come with the document count before the text, and have no spans."""
    text = f"The Korea Herald\n\nPublished: Oct. 19, 2023\n\n{STORY}"
    frame = framed(text, publisher="telangana today", published="2023-10-18T08:00:00Z")
    assert frame.publisher is not None
    assert (frame.publisher.value, frame.publisher.spans, frame.publisher.rule) == ("Telangana Today", (), "given")
    assert frame.published is not None
    assert (frame.published.value, frame.published.spans) == ("2023-10-18", ())


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://en.yna.co.kr/view/1", "Yonhap"),
        ("www.koreaherald.com/view.php?ud=1", "The Korea Herald"),
        ("https://thebaydailypost.example/1", "The Bay Daily Post"),
        ("https://andesdispatch.example/1", "Andes Dispatch"),
        ("https://deccansentinel.example/1", "Deccan Sentinel"),
        ("https://news.harbour-wire.co.ke/1", "Harbour Wire"),
    ],
)
def test_the_callers_address_names_the_publisher(url: str, publisher: str) -> None:
    """By the lexicon, or by the domain's own words."""
    found = framed(STORY, url=url).publisher
    assert found is not None
    assert found.value == publisher


@pytest.mark.parametrize("url", ["https://x.com/ferries/status/1", "https://t.me/ferries", "http://[", "nonsense", ""])
def test_other_addresses_name_nobody(url: str) -> None:
    """Posts on platforms, and what is no address."""
    assert framed(STORY, url=url).publisher is None


INTERVIEW = f"""The Lagoon Ledger

Ferries to sail again

{STORY}

Ledger: The minister has called the ferries “a toy”. Are they?

Prata: He rang me up. The bank says that they pay.

My grandmother says so too.

Q: And now?

Prata: Now we sail.

{STORY}"""


def test_turns_of_an_interview() -> None:
    """Turns of those who answer, over all their paragraphs; whoever asks and what follows the last turn are none."""
    found = [(each.name.of(INTERVIEW), each.span.of(INTERVIEW)) for each in framed(INTERVIEW).turns]
    assert found == [
        ("Prata", "Prata: He rang me up. The bank says that they pay.\n\nMy grandmother says so too."),
        ("Prata", "Prata: Now we sail."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"Update: {STORY}\n\nSource: Lusa",
        f"Name: Prata\n\nPort: Lisbon\n\nBoats: four\n\n{STORY}",
        f"Boats: four\n\nBoats: five\n\nBoats: six\n\n{STORY}",
        f"{STORY}\n\nUpdate: We have mended the pier.\n\nUpdate: Our boats sail again.\n\nUpdate: We are done.",
        f"{STORY}\n\nLisbon: We sail.\n\nPorto: Fog kept the boats at the pier.\n\nFaro: The pier is shut.",
        f"{STORY}\n\nReis: 1,204.\n\nPrata: 988.\n\nReis: 311.\n\nPrata: 290.",
        f"{STORY}\n\nNote: You can find our timetable at the pier.\n\nCorrection: We had the wrong day.",
        f"Prata: We Will Sail Again Within Two Days\n\n{STORY}\n\n“We have mended the pier,” Rui Prata said.",
        f"{STORY}\n\nWe need you.\n\nAna Reis\n\nWe do not.\n\nRui Prata\n\nI told you so.\n\nAna Reis",
        f"{STORY}\n\nThe North Pier\n\n{STORY}\n\nThe South Pier\n\n{STORY}",
        f"{STORY}\n\nWhat does it cost?\n\n{STORY}\n\nWho is to blame?\n\n{STORY}\n\nWhat can you do?\n\n{STORY}",
        "",
    ],
)
def test_lists_are_no_conversations(text: str) -> None:
    """Labels of which none comes back, all are the same, or nobody says "I"; headlines, signatures, questions alone."""
    assert framed(text).turns == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the outlet asks, the question has no label
        ("Why do you count?\n\nPrata: I like it.\n\nAnd you, sir?\n\nPrata: We pay.", ["I like it.", "We pay."]),
        # only who asks has a label
        (
            "Q: Why do you count?\n\nI like it.\n\nWe all do.\n\nQ: Who pays?\n\nWe do.",
            ["I like it.|We all do.", "We do."],
        ),
        # the author asks
        (
            "By Ana Reis\n\n{story}\n\nReis: Why do you count?\n\nPrata: I do.\n\nReis: Who pays?\n\nPrata: We do.",
            ["I do.", "We do."],
        ),
        # two turns of people whom the text knows
        ("Reis: Who pays you?\n\nPrata: We pay.\n\nRui Prata met Governor Reis.", ["Who pays you?", "We pay."]),
        # narration after a turn is none of it
        (
            "Reis: Who pays you?\n\nPrata: We pay.\n\nPrata left the pier.\n\nReis: I see.\n\nThe pier is shut.",
            ["Who pays you?", "We pay.", "I see."],
        ),
        # a note among the turns
        (
            "Reis: Who pays you?\n\nNote: It was late.\n\nPrata: We pay.\n\nReis: I see.",
            ["Who pays you?", "We pay.", "I see."],
        ),
    ],
)
def test_turns(text: str, found: list[str]) -> None:
    """Whose words paragraphs are, by names and questions."""
    text = (
        f"{STORY} Rui Prata is its director.\n\n{text.format(story=STORY)}"
        if "By" not in text
        else text.format(story=STORY)
    )
    turns = framed(text).turns
    assert ["|".join(words.of(text) for words in each.words) for each in turns] == found
    assert all(each.name is None or each.colon is not None for each in turns)


@pytest.mark.parametrize(("kind", "example"), [(each, example) for each in junk() for example in each.examples])
def test_junk(kind: Junk, example: str) -> None:
    """Every kind of junk knows its examples, and a page with one of them loses just that line."""
    assert kind.pattern.fullmatch(example)
    story = [STORY, STORY, example] if kind.below == "nothing" else [STORY, example, STORY, example]
    text = "\n\n".join(story)
    assert {span.of(text) for span in framed(text).furniture} == {example}


@pytest.mark.parametrize(
    "line",
    [
        STORY,
        "“Follow me on the long road to the islands,” he said at the pier on Monday.",
        "Share prices of the ferry company fell by three percent on Monday.",
        "Related industries will suffer too, according to the chamber of commerce.",
        "Sources: the ferry company is near bankruptcy, and its boats will not sail again this year, two people said.",
        "This report by the harbour master is the third in a row that warns of the old pier.",
    ],
)
def test_the_story_is_no_junk(line: str) -> None:
    """Sentences that begin like junk stay."""
    text = f"{STORY}\n\n{line}\n\n{STORY}\n\n{STORY}\n\n{STORY}\n\n{STORY}\n\n{STORY}"
    assert framed(text).furniture == ()


@pytest.mark.parametrize(
    ("line", "prose", "title"),
    [
        (STORY, True, False),
        ("“We have mended the pier, and we will sail,” said Rui Prata.", True, False),
        ("We will sail again within two days, he said. (Lusa)", True, False),
        ("Harbour Strike Enters Third Week as Talks Stall.", False, True),
        ("Ferries to sail again this week, company says after strike of two weeks", False, False),
        ("President Jane Doe met Prime Minister John Roe in Lisbon on Monday to sign the treaty.", True, False),
        ("He agreed.", False, False),
    ],
)
def test_prose_and_titles(line: str, prose: bool, title: bool) -> None:
    """A story's sentences against headlines and labels."""
    assert (is_prose(line), is_title_case(line)) == (prose, title)


@pytest.mark.parametrize(
    "name", ["Jane Doe", "J. R. Roe", "Lea van den Berg", "JANE O’NEIL", "Ahmed Al-Jarallah", "Åsa Öberg"]
)
def test_names_of_persons(name: str) -> None:
    """The shapes that bylines have."""
    assert is_person(name)


@pytest.mark.parametrize("name", ["Jane", "late Monday", "Jane Doe's estimate", "Section 4", "the harbour", ""])
def test_other_words_are_no_persons(name: str) -> None:
    """One word, small letters, a possessive, a figure."""
    assert not is_person(name)


def test_capitals_are_undone() -> None:
    """A byline in capitals names a person in the usual wording."""
    assert [person(each) for each in ("JANE DOE", "JOHN O’NEIL", "Lea van den Berg")] == [
        "Jane Doe",
        "John O’Neil",
        "Lea van den Berg",
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("New York", True),
        ("Sambalpur, India", True),
        ("RENO, Nev.", True),
        ("Pyongyang [North Korea]", True),
        ("Update", False),
    ],
)
def test_places(words: str, expected: bool) -> None:
    """Cities, countries, and towns with a region behind them."""
    assert is_place(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The Lagoon Log", True),
        ("Bay of Islands Gazette", True),
        ("Radio Lagoa", True),
        ("El Diario de Faro", True),
        ("Canal 9", True),
        ("First Half", False),
        ("English Channel", False),
        ("Public Broadcaster", True),
        ("News Recorder24", True),
        ("Hafenblatt", True),
        ("La Paz", False),
        ("Radio", False),
        ("Sunrise over Faro", False),
        ("Breaking News", False),
        ("The Daily", False),
        ("Ferries sail to the Herald", False),
        ("Ferries Sail Today", False),
        ("Herald", False),
        ("", False),
    ],
)
def test_shapes_of_outlets(words: str, expected: bool) -> None:
    """A last word that outlets' names end in, capitals, and a word of its own before it."""
    assert is_outlet_shaped(words) is expected


def test_outlets_in_usual_writing() -> None:
    """Capitals are undone where there are several words: one alone may be letters that stay."""
    names = ("THE BAY OF ISLANDS LOG", "QNA", "afrol News")
    assert [usual_name(each) for each in names] == ["The Bay of Islands Log", "QNA", "afrol News"]


def test_domains() -> None:
    """With and without scheme, port and capitals; nonsense has none."""
    addresses = ("https://www.Example.com:80/a?b", "www.example.com", "http://[", "")
    assert [domain_of(each) for each in addresses] == ["example.com", "example.com", "", ""]
    assert is_platform("https://m.facebook.com/1")
    assert not is_platform("https://netflix.com/1")


#: Pieces of frames, so that random texts come near the shapes that the rules look for.
PIECES = st.sampled_from(
    [
        *(
            "LISBON (Lusa) — ",
            "By Jane Doe",
            "By ",
            "(Reuters)",
            "[Jane Doe/AFP]",
            " – AFP",
            "© 2023 ",
            "Copyright",
            "Source: ",
        ),
        *(
            "https://www.koreaherald.com/2022/7/14/",
            "https://",
            "date 2023-02-31 ",
            "Published: 31/31/2023",
            "Mon - 25 September 23",
        ),
        *(
            "Photo: ",
            "Home > News > ",
            " | ",
            "\r\n",
            "\n\n",
            "\n",
            "\u00a0",
            "\u2028",
            "“",
            "”",
            ". ",
            ", ",
            ": ",
            " - ",
            "(",
            "[",
            "İ",
            "ß",
            "🙂",
            "e\u0301",
        ),
        *(
            STORY,
            "Jane Doe is a journalist for ",
            "The Korea Herald",
            "Yonhap",
            "Advertisement",
            "(With inputs from ANI)",
            "PTI | New Delhi",
        ),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25).map("".join))


@given(TEXTS)
def test_any_text_has_a_frame(text: str) -> None:
    """Nothing raises; every span lies inside the text and holds something; values are not empty."""
    frame = framed(text)
    fields = [found for field in FIELDS if (found := getattr(frame, field)) is not None]
    spans = [*frame.captions, *frame.furniture, *(span for found in fields for span in found.spans)]
    assert all(0 <= span.start < span.end <= len(text) and span.of(text) for span in spans)
    assert all(found.value and found.rule for found in fields)
    assert list(frame.furniture) == sorted(frame.furniture)
    assert all(left.end < right.start for left, right in zip(frame.furniture, frame.furniture[1:], strict=False))


@pytest.mark.parametrize(
    ("published", "iso"),
    [
        ("2024-03-02", "2024-03-02"),
        ("20240302", "2024-03-02"),
        ("2024-W09-6", "2024-03-02"),
        ("1985-01-02", "1985-01-02"),
        ("2024-03-02T08:15:00Z", "2024-03-02"),
        ("March 2, 2024", "2024-03-02"),
    ],
)
def test_a_date_that_is_given_is_the_date(published: str, iso: str) -> None:
    """All forms of ISO 8601 and those of pages, of any year: archives hold papers from before the web."""
    found = framed(STORY, published=published).published
    assert found is not None
    assert (found.value, found.rule) == (iso, "given")


@given(TEXTS, st.text(max_size=30), st.text(max_size=30))
def test_anything_given_has_a_frame(text: str, url: str, published: str) -> None:
    """Nor does anything that a caller may say raise."""
    frame_of(Document("case", text, url=url, published=published), lexicon())


@pytest.mark.parametrize(
    "piece", ["a and ", "1", "By A, ", "(", "A A", "# ", "at ", "©", "A, B [", "“", "share ", "x\n\n", "By Jane Doe\n"]
)
def test_no_rule_runs_away_on_long_texts(piece: str) -> None:
    """Hundreds of pages of one thing, in one line or many, come to an end (a rule that runs away takes hours)."""
    text = piece * (300_000 // len(piece))
    assert framed(text).agency is None


@pytest.mark.parametrize(
    "line",
    [
        "With " + "Aa and " * 40 + "!",
        "Aa and " * 50 + "contributed to that.",
        "This story is published from " + "Aa of " * 50,
        "Reporting by " + "Aa, " * 90 + "!)",
        "AA, BB, " * 14 + "March 3, AA - ",
        "Reporting by " + "A" * 90 + "!)",
    ],
)
def test_no_rule_runs_away_on_notes_that_nearly_fit(line: str) -> None:
    """Names with "and" in them and between them are tried in one way only (in all ways they take hours)."""
    assert framed(f"{line}\n\n{STORY}\n\n{line}").agency is None


@pytest.mark.parametrize("name", ["Ștefan Popescu", "Ion Țăran", "Ấn Nguyễn", "Ġorġ Borg", "Иван Петров", "Νίκη Παππά"])
def test_names_begin_with_capitals_of_any_script_that_has_them(name: str) -> None:
    """Letters that only some languages have are capitals too."""
    assert is_person(name)
    assert person(name.upper()) == name
