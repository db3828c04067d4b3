"""Pages, feeds, tables and archives become documents, and say why some do not."""

import gzip
import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from quotes.errors import MissingExtra, UnreadableDocument
from quotes.inputs import Fields, Reading, extract_html, read_inputs, text_at
from quotes.page import frame_of
from quotes.text import Document
from quotes.words.lexicon import lexicon
from tests.pages import CASES, STORY, TITLE, Case, ld, page

TEXT = " ".join(STORY)
GERMAN = (
    "Der Hafen von Lissabon wird in den nächsten Tagen wieder geöffnet, sagte der Hafenmeister am Montag nach einer "
    "Nacht mit schweren Stürmen an der Küste, die alle Schiffe ferngehalten hatten, und dankte den Helfern."
)


def read(*paths: Path, how: Reading | None = None) -> tuple[list[Document | UnreadableDocument], list[str]]:
    """What was read, and what was told."""
    told: list[str] = []
    return list(read_inputs(map(str, paths), how or Reading(), told.append)), told


def documents(found: list[Document | UnreadableDocument]) -> list[Document]:
    """Those that were read; all must be."""
    assert [str(each) for each in found if isinstance(each, UnreadableDocument)] == []
    return [each for each in found if isinstance(each, Document)]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_page_says_what_it_is(case: Case) -> None:
    """Publisher, byline, date, title and address come out of pages of many makes, and the story without its menus."""
    found = extract_html(case.html)
    assert (found.publisher, found.byline, found.published) == (case.publisher, case.byline, case.published)
    assert (found.title, found.url) == (case.title, case.url)
    head = [case.title, *([case.byline] if case.byline else [])]
    paragraphs = [each.of(found.text) for each in found.paragraphs]
    assert paragraphs[: len(head) + len(STORY)] == [*head, *STORY]
    assert not {"Home", "World", "Terms of use", "First!", "Ferries wait"} & set(paragraphs)


def test_what_a_page_says_is_its_frame() -> None:
    """The publisher counts in the page's own words, whatever its address suggests; agencies in bylines are credited."""
    head = (
        '<meta property="og:site_name" content="The Japan News"><link rel="canonical" href="https://yomiuri.co.jp/1">'
    )
    above = '<p class="byline">By Ines Valladares, Associated Press</p>'
    frame = frame_of(extract_html(page(head, above)), lexicon())
    assert frame.publisher is not None
    assert (frame.publisher.value, frame.publisher.rule) == ("The Japan News", "metadata")
    assert frame.byline is not None
    assert frame.byline.value == "Ines Valladares"
    assert frame.agency is not None
    assert frame.agency.value == "The Associated Press"
    assert frame.headline is not None
    assert frame.headline.value == TITLE


def test_captions_stand_aside() -> None:
    """A caption with its credit is kept behind the story; nobody's statement is looked for in it."""
    caption = "“It was close,” says the sign at the old lighthouse. (Jane Doe/Reuters)"
    found = extract_html(page("", f"<figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure>"))
    assert [each.of(found.text) for each in found.aside] == [caption]
    frame = frame_of(found, lexicon())
    assert frame.agency is None
    assert found.aside[0] in frame.captions


def test_marks_and_posts_are_drawn() -> None:
    """``<q>`` gets the marks that browsers draw, and an embedded post is followed by its address."""
    post = (
        '<blockquote class="twitter-tweet"><p>The ferries will sail on Tuesday, and not an hour before.</p>— Rui Prata '
        '(@prata) <a href="https://x.example/prata/status/1">March 2, 2024</a></blockquote>'
    )
    inside = (
        f"<p>She called the night <q>the longest of my <em>whole</em> life</q> and left the quay at dawn.</p>{post}"
    )
    text = extract_html(page("", inside=inside)).text
    assert "She called the night “the longest of my whole life” and left" in text
    assert "https://x.example/prata/status/1" in text


def test_cards_of_names_are_not_read_into_the_sentence() -> None:
    """A card that opens over a linked name repeats the name and lists headlines: readers see it nowhere."""
    card = "<span><img src='p.jpg'><a>Rui Prata</a> <a>Prata calls for a longer breakwater</a> <a>MORE</a></span>"
    inside = (
        f"<p>The mayor told <a href='/prata'>Rui Prata</a>{card} that the quay would stay shut until the storm was "
        "over.</p><p>Ferries<span role='tooltip'>Ferry: a ship for short ways</span> lie at anchor in the bay.</p>"
        "<p>See <a href='/a'>the list</a> <span>of all ships</span> that wait for a berth in the port.</p>"
    )
    text = extract_html(page("", inside=inside)).text
    assert "The mayor told Rui Prata that the quay" in text
    assert "Ferries lie at anchor" in text
    assert "See the list of all ships that wait" in text
    assert "longer breakwater" not in text


def test_headlines_of_other_articles_in_the_story_are_not_read() -> None:
    """A paragraph that is nothing but a link is one; a link within a sentence is read."""
    inside = (
        "<p><a href='/other'><strong>MAYOR SAYS FERRIES HAVE 'NO FUTURE' IN THE BAY</strong></a></p>"
        "<p><a href='/plan'>The plan for the ferries was published</a> by the council on Sunday night.</p>"
    )
    text = extract_html(page("", inside=inside)).text
    assert "MAYOR SAYS" not in text
    assert "The plan for the ferries was published by the council" in text


def test_paragraphs_parted_by_breaks_are_all_read() -> None:
    """Older systems write a story straight into a block; its first paragraph is read, and none runs into the next."""
    first, *others = STORY
    bare = f"{first}<br>\n<br><img src='a.jpg'>{others[0]} <br> <br>{others[1]}<br><br>Even <b>boats</b> wait.<br><br>"
    html = f"<html><body><h1>{TITLE}</h1><div class='content'>{bare}{others[2]}</div></body></html>"
    assert extract_html(html).text.split("\n\n")[1:] == [*STORY[:3], "Even boats wait.", f"{STORY[3]}\n"]


@pytest.mark.parametrize(("number", "is_dropped"), [("17", True), ("18", False)])
def test_what_stands_outside_the_post_of_wordpress_is_not_read(number: str, is_dropped: bool) -> None:
    """Its pages say in the body's class which element is the post; notes and teasers beside it are not the story."""
    note = "If you believe that your letter is not libellous, let us know, and we will print it in the harbour pages."
    story = "".join(f"<p>{each}</p>" for each in STORY)
    html = (
        "<html><body class='post-template-default single postid-17'><section><div><div>"
        f"<div id='post-{number}' class='hentry'><h1>{TITLE}</h1>{story}</div></div>"
        f"<div><h3>A note</h3><div><p>{note}</p><p>Harbour Post – A long reading of the tides... more</p></div></div>"
        "</div></section></body></html>"
    )
    text = extract_html(html).text
    assert STORY[-1] in text
    assert (note not in text) is is_dropped
    assert ("A long reading" not in text) is is_dropped


@given(st.text(max_size=300))
def test_any_page_is_read_or_says_why(noise: str) -> None:
    """Whatever stands in a page, it becomes a document whose captions lie where they are said to, or an error."""
    try:
        found = extract_html(
            f"<html><body><p>{noise}</p><figure><figcaption>{noise}</figcaption></figure></body></html>"
        )
    except UnreadableDocument:
        return
    assert all(each.of(found.text).strip() for each in found.aside)


@pytest.mark.parametrize(
    ("declared", "encoding", "told"),
    [
        ("utf-8", "utf-8", None),
        ("iso-8859-1", "cp1252", "cp1252"),
        ("iso-8859-1", "utf-8", None),
        ("utf-8", "cp1252", "cp1252"),
        ("windows-1250", "windows-1250", "windows-1250"),
    ],
)
def test_encodings_of_pages(tmp_path: Path, declared: str, encoding: str, told: str | None) -> None:
    """A page is read in what it is written in, also where it declares something else, and that is named."""
    path = tmp_path / "page.html"
    path.write_bytes(page(f'<meta charset="{declared}">').replace("charset='utf-8'", "").encode(encoding))
    found, said = read(path)
    assert STORY[1] in documents(found)[0].text
    assert said == ([f"{path}: read as {told}"] if told else [])


ROWS = [
    {
        "guid": "a1",
        "headline": "Port to reopen",
        "body": TEXT,
        "link": "https://harbourpost.example/1",
        "outlet": "Post",
    },
    {"guid": "a2", "headline": "Ferries wait", "body": TEXT, "pubDate": "Sat, 02 Mar 2024 08:00:00 GMT"},
]


def test_json_lines(tmp_path: Path) -> None:
    """Fields are guessed by their usual names, which is told; a bad line is an error in its place."""
    path = tmp_path / "feed.jsonl.gz"
    lines = [json.dumps(ROWS[0]), "{broken", json.dumps({"guid": "a3"}), json.dumps(ROWS[1])]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    found, told = read(path)
    assert [getattr(each, "id", None) or str(each)[len(str(path)) :][:30] for each in found] == [
        "a1",
        ":2: expected one JSON object i",
        ":3: has no text in the field '",
        "a2",
    ]
    assert told == [
        f"{path}: text from `body`, id from `guid`, url from `link`, publisher from `outlet`, title from `headline`",
        f"{path}: published from `pubDate`",
    ]
    first = found[0]
    assert isinstance(first, Document)
    assert (first.text, first.url, first.publisher, first.title) == (
        TEXT,
        "https://harbourpost.example/1",
        "Post",
        "Port to reopen",
    )


@pytest.mark.parametrize("fields", [Fields(), Fields(publisher="outlet")])
def test_fields_that_only_later_rows_have(tmp_path: Path, fields: Fields) -> None:
    """Writers of JSON leave out what is empty: what the first article lacks, others have."""
    path = tmp_path / "feed.jsonl"
    rows: list[dict[str, str]] = [{"id": "a0"}, {"id": "a1", "text": TEXT}, {"text": TEXT, "outlet": "Faro Post"}]
    rows += [{"text": TEXT, "title": TITLE, "date": "2024-03-02", "body": ""}, {"text": TEXT}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (bad, *found), told = read(path, how=Reading(fields=fields))
    assert str(bad).startswith(f"{path}:1: has no field of a text's usual name")
    assert [each.publisher for each in documents(found)] == [None, "Faro Post", None, None]
    assert [(each.title, each.published) for each in documents(found)[2:]] == [(TITLE, "2024-03-02"), (None, None)]
    assert [each.removeprefix(f"{path}: ") for each in told] == [
        "text from `text`, id from `id`",
        "publisher from `outlet`",
        "published from `date`, title from `title`",
    ]


def test_a_file_without_texts_is_given_up(tmp_path: Path) -> None:
    """Where no row has a text, the field is hardly called what was thought: that is not said of a million rows."""
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps({"lede": TEXT}) + "\n", encoding="utf-8")
    path.write_text(path.read_text("utf-8") * 1000, encoding="utf-8")
    found = [str(each) for each in read(path)[0]]
    assert len(found) == 21
    assert found[0].endswith("name it with --text-field: it has 'lede'")
    assert found[-1] == f"{path}: has no text in its first 20 rows; the rows below were not read"


def test_the_byline_of_a_row_is_that_of_its_article(tmp_path: Path) -> None:
    """It stands in no line of the text, so it has no place there."""
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps({"body": TEXT, "authors": ["Ines Valladares", "Tom Okoro", "Reuters"]}))
    byline = frame_of(documents(read(path)[0])[0], lexicon()).byline
    assert byline is not None
    assert (byline.value, byline.spans) == ("Ines Valladares and Tom Okoro", ())


def test_fields_by_name(tmp_path: Path) -> None:
    """A field that is asked for may stand inside another; one that is not there is an error that names those there."""
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps({"fields": {"bodyText": f"<p>{STORY[0]}</p><p>{STORY[1]}</p>"}}), encoding="utf-8")
    found, _ = read(path, how=Reading(fields=Fields(text="fields.bodyText")))
    assert documents(found)[0].text == f"{STORY[0]}\n\n{STORY[1]}"
    missing, _ = read(path, how=Reading(fields=Fields(text="words")))
    assert [str(each) for each in missing] == [f"{path}:1: has no field 'words' (--text-field); it has 'fields'"]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(("name", "fields"), [("text", Fields()), ("wording", Fields(text="wording"))])
def test_an_article_with_lists_in_it(tmp_path: Path, indent: int | None, name: str, fields: Fields) -> None:
    """Authors and tags of an article are no articles, on one line or on many."""
    path = tmp_path / "article.json"
    article = {"title": TITLE, "tags": [{"name": "Ports"}], name: TEXT, "authors": [{"name": "Ines Valladares"}]}
    path.write_text(json.dumps(article, indent=indent), encoding="utf-8")
    (found,) = documents(read(path, how=Reading(fields=fields))[0])
    assert (found.text, found.byline) == (TEXT, "By Ines Valladares")


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("length", [1, 300])
def test_an_answer_of_an_api(tmp_path: Path, indent: int | None, length: int) -> None:
    """Its articles stand in a list inside one object, on one line or on many, however long that is."""
    path = tmp_path / "answer.json"
    sources = [{"name": "Harbour Post"}]
    answer = {"status": "ok", "sources": sources, "articles": [{"title": TITLE, "content": TEXT}] * length}
    path.write_text(json.dumps(answer, indent=indent) + "\n", encoding="utf-8")
    found = documents(read(path)[0])
    assert [(each.title, each.text) for each in found] == [(TITLE, TEXT)] * length
    assert text_at(found[-1].uri or "", found[-1].sha256) == TEXT


def test_a_field_with_a_dot_in_its_name(tmp_path: Path) -> None:
    """Tables made of nested data have columns that are called so; nothing is sought inside others then."""
    path = tmp_path / "news.csv"
    path.write_text(f'id,article.text\n7,"{STORY[0]}"\n', encoding="utf-8")
    (found,) = documents(read(path, how=Reading(fields=Fields(text="article.text")))[0])
    assert (found.id, found.text) == ("7", STORY[0])


def test_records_are_no_articles(tmp_path: Path) -> None:
    """Feeding records back says what they are."""
    path = tmp_path / "records.jsonl"
    path.write_text('{"format": "quotation/1"}\n', encoding="utf-8")
    assert [str(each) for each in read(path)[0]] == [f"{path}:1: is a record of `quotes extract`, expected an article"]


def test_csv(tmp_path: Path) -> None:
    """A table parted by semicolons, with line breaks inside its cells."""
    path = tmp_path / "news.csv"
    path.write_text(f'id;text;date\n7;"{STORY[0]}\n\n{STORY[1]}";2024-03-02\n', encoding="utf-8-sig")
    (found,) = documents(read(path)[0])
    assert (found.id, found.text, found.published) == ("7", f"{STORY[0]}\n\n{STORY[1]}", "2024-03-02")


@pytest.mark.parametrize("name", ["mac.csv", "mac"])
def test_tables_of_a_mac(tmp_path: Path, name: str) -> None:
    """Excel's "CSV (Macintosh)" ends its lines with a carriage return alone, also within cells."""
    path = tmp_path / name
    path.write_bytes(f'id,article\r7,"{STORY[0]}\r\r{STORY[1]}"\r8,"{STORY[2]}"\r'.encode())
    first, second = documents(read(path)[0])
    assert (first.id, [each.of(first.text) for each in first.paragraphs]) == ("7", list(STORY[:2]))
    assert (second.id, second.text) == ("8", STORY[2])
    assert text_at(f"{path}:2", first.sha256) == first.text


@pytest.mark.parametrize(("encoding", "told"), [("cp1252", "cp1252"), ("utf-16", "utf-16"), ("utf-8", None)])
def test_encodings_of_tables(tmp_path: Path, encoding: str, told: str | None) -> None:
    """Spreadsheets write other encodings; the one that is read is named."""
    path = tmp_path / "news.csv"
    path.write_bytes(f'id,text\n1,"“{STORY[0]}”"\n'.encode(encoding))
    found, said = read(path)
    assert documents(found)[0].text == f"“{STORY[0]}”"
    assert said[:-1] == ([f"{path}: read as {told}"] if told else [])


def test_tables_are_put_together_from_many_sources(tmp_path: Path) -> None:
    """A row in Windows-1252 far down in a table in UTF-8 keeps its marks."""
    path = tmp_path / "news.csv"
    rows = b"".join(f'{n},"“{STORY[0]}”"\n'.encode() for n in range(1000))
    path.write_bytes(b"id,text\n" + rows + 'x,"“We are ready”"\n'.encode("cp1252"))
    found, _ = read(path)
    assert [each.text for each in documents(found)[-2:]] == [f"“{STORY[0]}”", "“We are ready”"]


def parquet(path: Path, rows: list[dict[str, object]]) -> Path:
    """A Parquet file of these rows in groups of 80, not compressed; skips the test where pyarrow is absent."""
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (quotes[parquet])")
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=80, compression="none")
    return path


def test_parquet(tmp_path: Path) -> None:
    """Columns are guessed or named like fields of JSON; bytes, dates, lists and empty cells are usual there."""
    day = datetime(2024, 3, 2, 10, tzinfo=UTC)
    rows: list[dict[str, object]] = [
        {"id": 7, "body": TEXT.encode(), "date": day, "authors": ["Ines Valladares", "Rui Prata"], "from": "a.example"},
        {"id": 8, "body": None, "date": None, "authors": None, "from": None},
        *({"id": 9 + each, "body": f"{STORY[0]} {each}".encode()} for each in range(120)),
    ]
    path = parquet(tmp_path / "news.parquet", rows)
    found, told = read(path, how=Reading(fields=Fields(url="from")))
    (first, bad), rest = found[:2], documents(found[2:])
    assert isinstance(first, Document)
    assert (first.id, first.text, first.published, first.url) == ("7", TEXT, "2024-03-02", "a.example")
    assert (first.byline, first.uri) == ("By Ines Valladares, Rui Prata", f"{path}:1")
    assert str(bad) == f"{path}:2: has no text in the field 'body'; expected a string, found none"
    assert [(each.id, each.text) for each in rest] == [(str(9 + n), f"{STORY[0]} {n}") for n in range(120)]
    assert told == [
        f"{path}: text from `body`, id from `id`, url from `from`, published from `date`, byline from `authors`"
    ]
    assert text_at(f"{path}:100", rest[97].sha256) == rest[97].text
    (missing,) = read(path, how=Reading(fields=Fields(text="words")))[0]
    assert "has no field 'words' (--text-field); it has 'id', 'body', 'date'" in str(missing)


class Pipe(io.BytesIO):
    """Bytes that are read once."""

    def seekable(self) -> bool:
        return False


def test_parquet_from_a_pipe_or_compressed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands where is said at the file's end; where there is no way back to the rows, it is read as a whole."""
    data = parquet(tmp_path / "news", [{"text": TEXT}] * 3).read_bytes()
    (tmp_path / "news.gz").write_bytes(gzip.compress(data))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Pipe(data)))
    found = list(read_inputs([str(tmp_path / "news.gz"), "-"], Reading()))
    assert [each.text for each in documents(found)] == [TEXT] * 6


def test_broken_parquet_says_so(tmp_path: Path) -> None:
    """Cut, empty or damaged further down, or with a text in another encoding: said, and what can be read is read."""
    path = parquet(tmp_path / "news.parquet", [{"id": n, "text": f"{STORY[0]} {n}"} for n in range(100)])
    data = path.read_bytes()
    path.write_bytes(data.replace(f"{STORY[0]} 20".encode(), f"{STORY[0]} ".encode() + b"\xff0"))
    found, _ = read(path)
    assert [type(each) for each in found].count(Document) == 99
    assert str(found[20]).startswith(f"{path}:21: expected texts in UTF-8 and dates (")
    second = data.index(f"{STORY[0]} 80".encode())
    path.write_bytes(data[: second - 30] + bytes(30) + data[second:])
    found, _ = read(path)
    assert len(documents(found[:-1])) == 64
    assert str(found[-1]).startswith(f"{path}:65: is broken Parquet (")
    for broken, reason in (
        (data[:-9], "is no Parquet, or a broken one (Parquet magic bytes not found in footer"),
        (b"PAR1", "is no Parquet, or a broken one ("),
        (parquet(path, []).read_bytes(), "has no rows; expected an article in each"),
    ):
        path.write_bytes(broken)
        assert reason in str(read(path)[0][0])


def test_parquet_is_an_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pyarrow is missing, the message names the command that installs it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "news.parquet").write_bytes(b"PAR1")
    with pytest.raises(MissingExtra, match=r"pip install 'quotes\[parquet\]'"):
        read(tmp_path / "news.parquet")


def test_a_long_array_in_one_line(tmp_path: Path) -> None:
    """An array may be longer than an article can be, without any line end."""
    path = tmp_path / "news.json"
    path.write_text(json.dumps([{"text": TEXT}] * 3000), encoding="utf-8")
    assert path.stat().st_size > 1_000_000
    assert len(documents(read(path)[0])) == 3000


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_page_in_utf16(tmp_path: Path, encoding: str) -> None:
    """Its mark says so, and it is read as a page."""
    path = tmp_path / "page.html"
    path.write_bytes(f"\ufeff{page('')}".encode(encoding))
    found, told = read(path)
    assert STORY[0] in documents(found)[0].text
    assert "<p>" not in documents(found)[0].text
    assert told == [f"{path}: read as utf-16"]


@pytest.mark.parametrize(
    "item",
    [
        {
            "uri": "urn:x:1",
            "headlines": [{"role": "main", "value": TITLE}],
            "bodies": [{"contentType": "text/html", "value": f"<p>{STORY[0]}</p><p>{STORY[1]}</p>"}],
            "by": "Ines Valladares",
            "infoSources": [{"name": "Lusa"}],
            "versionCreated": "2024-03-02T08:00:00Z",
        },
        {
            "uri": "urn:x:1",
            "headlines": [{"value": TITLE}],
            "bodies": [{"contenttype": "text/plain", "value": f"{STORY[0]}\n\n{STORY[1]}"}],
            "by": "By Ines Valladares",
            "infosources": [{"name": "Lusa"}],
            "versioncreated": "2024-03-02T08:00:00Z",
        },
    ],
    ids=["ninjs 3", "ninjs 2"],
)
def test_ninjs(tmp_path: Path, item: dict[str, object]) -> None:
    """A news item is an article with headline, byline and the credit of whose copy it is."""
    path = tmp_path / "item.json"
    path.write_text(json.dumps(item, indent=1), encoding="utf-8")
    (found,) = documents(read(path)[0])
    assert found.text == f"{TITLE}\n\nBy Ines Valladares\n\n{STORY[0]}\n\n{STORY[1]}\n\nSource: Lusa\n"
    assert (found.id, found.published) == ("urn:x:1", "2024-03-02")
    agency = frame_of(found, lexicon()).agency
    assert agency is not None
    assert agency.value == "Lusa"


def archive(path: Path, body: str, *kinds: str, encoding: str = "utf-8") -> None:
    """A web archive in which a server answers with *body*, once under each content type."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for number, kind in enumerate(kinds):
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
            url = f"https://harbourpost.example/{number}"
            answer = io.BytesIO(body.encode(encoding))
            writer.write_record(writer.create_warc_record(url, "response", answer, http_headers=headers))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves its files open
def test_web_archives(tmp_path: Path) -> None:
    """Each HTML answer of an archive is a document under its address, read in the encoding that the server named."""
    path = tmp_path / "crawl.warc.gz"
    kinds = ("text/html; charset=windows-1250", "image/png")
    archive(path, page("").replace("<meta charset='utf-8'>", ""), *kinds, encoding="windows-1250")
    (found,) = documents(read(path)[0])
    assert (found.id, found.url, found.uri) == ("https://harbourpost.example/0",) * 2 + (str(path),)
    assert STORY[1] in found.text


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves its files open
def test_an_address_that_is_none_costs_no_page(tmp_path: Path) -> None:
    """A template that nobody has filled is no address; the page is read, and so is the archive that holds it."""
    unfilled = page('<link rel="canonical" href="https://[site_url]/a">')
    archive(tmp_path / "crawl.warc", unfilled, "text/html", "text/html")
    found = documents(read(tmp_path / "crawl.warc")[0])
    assert [each.url for each in found] == ["https://harbourpost.example/0", "https://harbourpost.example/1"]
    assert STORY[0] in extract_html(unfilled, url="http://[x").text


def test_folders_hold_each_article_once(tmp_path: Path) -> None:
    """A page is passed over where its text stands beside it, and so are records and JSON of other kinds."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(page("").encode()))
    (tmp_path / "b.html").write_text(page(""), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps(ROWS[0]), encoding="utf-8")
    (tmp_path / "records.jsonl").write_text('{"format": "quotation/1"}\n', encoding="utf-8")
    (tmp_path / "settings.json").write_text('{"colour": "blue"}', encoding="utf-8")
    found, told = read(tmp_path)
    assert [each.id for each in documents(found)] == ["a.txt", "b.html", "a1"]
    names = ", ".join(str(tmp_path / each) for each in ("a.html.gz", "records.jsonl", "settings.json"))
    assert told[0] == f"{tmp_path}: 3 files passed over (no JSON of articles, pages whose text is beside them): {names}"
    (tmp_path / "records.jsonl").unlink()
    (tmp_path / "settings.json").unlink()
    assert read(tmp_path)[1][0].startswith(f"{tmp_path}: 1 file passed over (")


def test_a_folder_reads_what_its_files_would_be_read_for(tmp_path: Path) -> None:
    """Articles whose text has a name of its own, or that stand in a list inside an object, count in a folder too."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"wording": TEXT, "format": "story"}), encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"hits": [{"wording": TEXT}]}, indent=1), encoding="utf-8")
    (tmp_path / "c.json").write_text(json.dumps({"hits": [{"colour": "blue"}]}), encoding="utf-8")
    (tmp_path / "d.jsonl").write_text('{"format": "quotation/1", "wording": "a"}\n', encoding="utf-8")
    found, told = read(tmp_path, how=Reading(fields=Fields(text="wording")))
    assert [each.uri for each in documents(found)] == [f"{tmp_path}/a.jsonl:1", f"{tmp_path}/b.json:1"]
    assert told[0].startswith(f"{tmp_path}: 2 files passed over")


def test_a_folder_says_which_texts_it_does_not_open(tmp_path: Path) -> None:
    """A PDF is passed over, and the message says how it could be read."""
    (tmp_path / "a.txt").write_text("The port is shut, she said.", encoding="utf-8")
    (tmp_path / "minutes.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "chart.png").write_bytes(b"PNG")
    found, told = read(tmp_path)
    assert len(found) == 1
    (line,) = told
    assert line.endswith(f"(save them as text, such as with pdftotext, or as pages): {tmp_path / 'minutes.pdf'}")


def test_other_languages(tmp_path: Path) -> None:
    """A text in another language is passed over unless asked for; a paragraph in one is put aside."""
    (tmp_path / "de.txt").write_text(f"{GERMAN}\n\n{GERMAN}\n", encoding="utf-8")
    (tmp_path / "mixed.txt").write_text(f"{TEXT}\n\n{GERMAN}\n\n{TEXT}\n", encoding="utf-8")
    (tmp_path / "below.txt").write_text("\n\n".join([*[GERMAN] * 6, TEXT]), encoding="utf-8")
    found, told = read(*(tmp_path / f"{each}.txt" for each in ("de", "mixed", "below")))
    mixed, below = documents(found)
    assert [each.of(mixed.text) for each in mixed.aside] == [GERMAN]
    assert [each.of(below.text) for each in below.aside] == [GERMAN] * 6
    assert told == [f"{tmp_path / 'de.txt'}: is not in English and is passed over; --any-language reads it"]
    (german,) = documents(read(tmp_path / "de.txt", how=Reading(any_language=True))[0])
    assert german.language == "und"
    (tmp_path / "el.txt").write_text(
        "Το λιμάνι θα ανοίξει ξανά σε λίγες ημέρες, είπε ο λιμενάρχης. " * 3, encoding="utf-8"
    )
    assert read(tmp_path / "el.txt")[0] == []


def test_what_the_caller_says_counts_more(tmp_path: Path) -> None:
    """A publisher given on the command line stands for the page's own, and is called given."""
    path = tmp_path / "page.html"
    path.write_text(page('<meta property="og:site_name" content="Harbour Post">'), encoding="utf-8")
    (found,) = documents(read(path, how=Reading(publisher="Lagoon Log"))[0])
    assert (found.publisher, found.metadata) == ("Lagoon Log", ())


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.html", b"<html><body></body></html>", "holds no article"),
        ("broken.gz", gzip.compress(TEXT.encode())[:-9], "is a gzip file that ends early or is damaged"),
        ("empty.warc", b"WARC/1.0\r\nbroken", "is a web archive without pages; expected answers"),
        ("rows.csv", b"a,b\n1,2,3\n", "has no field of a text's usual name; name it with --text-field"),
        ("report.txt", b"%PDF-1.7\n", "is a PDF; save its article as plain text or as a web page"),
        ("news.xml", b"<?xml version='1.0'?><nitf></nitf>", "is XML, but no page; save its article"),
        ("feed.xml", b"<?xml version='1.0'?><rss></rss>", "is a feed, which holds teasers"),
        ("numbers.json", b"[1]", "expected a JSON object, found int"),
        ("head.csv", b"id,text\n", "has no rows; expected a line with the names of the fields"),
        ("empty.csv", b"", "has no rows"),
        ("head.csv", b'id,"text' + b" and so on" * 1_100_000, "is no CSV (field larger than field limit"),
        ("broken.json", b'{"text": "One.", }', "is no JSON"),
        ("cells.csv", b"id,text\n1,We are ready,and so\n", ":2: has more cells than the first line has names"),
        ("feed.jsonl", "{}".encode("utf-16"), "is JSON in UTF-16; save it as UTF-8"),
        ("tags.jsonl", b'{"text": "<p></p><p> </p>"}', "expected a string, found nothing but tags or blanks"),
        ("number.jsonl", b'{"text": 7}', ":1: has no text in the field 'text'; expected a string, found 7"),
        ("nested.json", b"[" * 100_000, "maximum recursion depth exceeded"),
        ("nested.jsonl", b'{"text":' + b"[" * 100_000, ":1: expected one JSON object in UTF-8 (maximum recursion"),
        (
            "atom.xml",
            b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>",
            "is a feed, which holds teasers; expected an",
        ),
        ("table.csv", b"a,b\n1,2\n", "has no field of a text's usual name; name it with --text-field: it has 'a', 'b'"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    """The message names the file, what is wrong, and the way out; the next file is read all the same."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    found, _ = read(tmp_path / name, tmp_path / "good.txt")
    assert isinstance(found[0], UnreadableDocument)
    assert reason in str(found[0])
    assert isinstance(found[1], Document)


def test_objects_in_scripts_may_be_nested_deeply() -> None:
    """A page that nests its data without end is read like any other."""
    assert extract_html(page(ld("[" * 5000 + "]" * 5000))).title == TITLE


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves its files open
def test_texts_of_rows_are_found_again(tmp_path: Path) -> None:
    """A record names file and line; which field of the row has the text, its digest tells."""
    names = ("feed.jsonl.gz", "tagged.jsonl", "news.csv", "item.json", "crawl.warc")
    feed, other, news, item, crawl = (tmp_path / name for name in names)
    tagged = {"fields": {"words": "".join(f"<p>{each}</p>" for each in STORY)}, "uri": "https://harbourpost.example/1"}
    feed.write_bytes(gzip.compress("\n".join([json.dumps(ROWS[0]), "{broken", json.dumps(ROWS[1])]).encode()))
    other.write_text(json.dumps(tagged), encoding="utf-8")
    news.write_text(f'id;text\n7;"{STORY[0]}\n\n{STORY[1]}"\n8;"{STORY[2]}"\n', encoding="utf-8")
    item.write_text(json.dumps({"uri": "urn:x:1", "body_text": TEXT, "headline": TITLE, "profile": "text"}, indent=1))
    archive(crawl, page(""), "text/html")
    for path, fields in (
        (feed, Fields()),
        (other, Fields(text="fields.words")),
        (news, Fields()),
        (item, Fields()),
        (crawl, Fields()),
    ):
        found = [each for each in read(path, how=Reading(fields=fields))[0] if isinstance(each, Document)]
        assert found
        assert [text_at(each.uri or "", each.sha256) for each in found] == [each.text for each in found]
    assert text_at(f"{feed}:1", "0" * 64) is None
    assert text_at(f"{tmp_path}/gone.jsonl:1", "0" * 64) is None


@pytest.mark.parametrize(
    ("format", "reason"),
    [
        ("warc", "is no web archive; expected a file that begins with WARC/"),
        ("csv", "has no field of a text's usual name"),
        ("jsonl", ":1: expected one JSON object in UTF-8"),
        ("ninjs", "is no JSON"),
    ],
)
def test_a_format_that_a_file_has_not(tmp_path: Path, format: str, reason: str) -> None:
    """Where the caller says what a file holds and it does not, the message says what was expected."""
    path = tmp_path / "a.txt"
    path.write_text(f"{STORY[0]}\n", encoding="utf-8")
    (found,) = read(path, how=Reading(format=format))[0]
    assert reason in str(found)


@pytest.mark.parametrize(("value", "kind"), [("5", "int"), ('"said"', "str"), ("null", "NoneType")])
def test_a_file_of_one_json_value_is_no_article(tmp_path: Path, value: str, kind: str) -> None:
    """A number, a string or nothing: said with what was expected, and the run goes on."""
    path = tmp_path / "value.json"
    path.write_text(value, encoding="utf-8")
    (found,) = read_inputs([str(path)], Reading("json"))
    assert isinstance(found, UnreadableDocument)
    assert found.reason == f"holds one JSON value ({kind}); expected an object or an array of objects"
