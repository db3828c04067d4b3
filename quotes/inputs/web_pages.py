"""
HTML pages become documents; the only door to trafilatura and lxml, which are an extra.

trafilatura finds the article's own paragraphs.  What it drops or mangles is taken from the page itself: what the head
says (``metadata``), the byline, captions with their credits, the marks of ``<q>``, the addresses of embedded posts.
The text of the document is, one paragraph a line with blank lines between:

    the headline
    what sums the story up
    the byline ("By Jane Doe | Lagoon Log")
    the article's paragraphs
    the captions, which are *aside*: read for nobody's statement

Spans count in this text; `quotes extract --with-text` writes it into the records.
"""

import re
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import Any

from quotes.errors import MissingExtra, UnreadableDocument
from quotes.inputs.author_lines import ELSEWHERE, byline, is_elsewhere
from quotes.inputs.metadata import Metadata, headings, key_of, metadata, plain
from quotes.text import Document
from quotes.text.spans import Span

#: What begins like this is a page.
LOOKS_LIKE_HTML = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|section|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|span|ul|ol|li|blockquote|h[1-6])\b[^>]*>", re.IGNORECASE)
#: What XML has no place for, one of which would make lxml or trafilatura give up the page.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Elements that stand for a paragraph in what trafilatura gives.
_BLOCKS = frozenset("p head quote item code cell".split())
_POSTS = (
    '//blockquote[contains(@class, "twitter-") or contains(@class, "instagram-media") or contains(@class, "bluesky")'
    ' or contains(@class, "tiktok") or contains(@class, "mastodon") or contains(@class, "fb-post")]'
)
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"\w+")
#: A caption is at least so long; what is shorter is a label.
_CAPTION = 12
#: A heading that is so much longer than the title holds the byline and the date as well.
_LONGER = 1.4
#: A credit at the end of a bracket runs into the first word where the page puts no space: "(CNN)A muddled view".
_GLUED = re.compile(r"(?<=[a-zA-Z]\))(?=[A-Z])")
#: Elements that stand within a sentence.
_INLINE = frozenset("a abbr b bdi cite code em font i mark q s small span strong sub sup time u br wbr".split())
#: Blocks that hold a story without elements for its paragraphs.
_BROKEN = "//*[self::div or self::article or self::section or self::td or self::font][count(br) >= 4]"
#: So many paragraphs a story without elements for them has at least.
_BARE = 3
#: A headline has at least so many words, and ends like no sentence.
_HEADLINE = 4
_ENDS = (".", ".”", '."', "!”", "?”", ":", ",")
#: A line of its own that says whose copy the story is.
_CREDIT = re.compile(r"sources?:\s*(\S.{1,40})", re.IGNORECASE)
_LONGEST_CREDIT = 60
#: A link with fewer letters is hardly a name with a card.
_NAME = 4
#: What is never the story: AMP's elements for advertisements and notices, slogans.
_NO_STORY = (
    "//amp-ad | //amp-embed | //amp-sticky-ad | //amp-user-notification | //amp-list | //amp-consent"
    " | //*[contains(@class, 'tagline') or contains(@class, 'slogan')][not(.//p)]"
)
#: Who offers letters or a subscription begins so.
_OFFER = re.compile(
    r"(?:continue reading|already a (?:subscriber|member)|subscribe|sign up|log in to|get (?:the|our) [\w ]*(?:news|"
    r"stories|headlines)|join our|support (?:our|independent) )",
    re.IGNORECASE,
)
#: A box of an offer, a link with paragraphs in it and a summary have no more words; what is not closed holds the story.
_TEASER = 80
#: What pages call the lines that sum a story up, which have at least so many words.
_DECK = re.compile(
    r"(?:^|[\s_-])(?:dek|standfirst|sub-?head(?:ing|line)?|sub-?title|strapline|key-?points)\b", re.IGNORECASE
)
_DECK_WORDS, _LEVELS = 5, 6
#: Blocks without blocks in them.
_INNERMOST = "(self::p or self::h2 or self::h3 or self::div or self::li) and not(.//p or .//li or .//div)"
#: An element of the page is the article where it holds this share of what was found; else it is a head or a teaser.
_MOST = 0.5
#: A body with fewer words than this, where the head holds a longer one, was not found.
_THIN = 60


def extract_html(
    html: str | bytes,
    *,
    url: str | None = None,
    id: str = "page",
    uri: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
) -> Document:
    """
    The article of an HTML page as a Document that `quotes.extract` takes.

    *url* is where the page comes from, if it does not say so itself; *uri* is the file that holds it.  *publisher* and
    *published* count more than what the page says.  MissingExtra without trafilatura, UnreadableDocument (which names
    *id*) where the page holds no article.
    """
    from quotes.inputs.encodings import html_text

    page = html_text(html, id)[0] if isinstance(html, bytes) else html
    tree = _tree(page, id)
    head = metadata(tree, url)
    title = _title(tree, head)
    line = byline(tree, head)
    captions, credited = _captions(tree), _credits(tree, head)
    _drop_cards(tree)
    _drop_links(tree)
    _part_lines(tree)
    _wrap_paragraphs(tree)
    _unfold_tables(tree)
    _drop_offers(tree)
    _mark_quotations(tree)
    around = {key_of(each) for each in (title, line or "", *captions)}
    body = [
        each for each in _body(tree, head) if key_of(each) not in around and not (line and key_of(each) in key_of(line))
    ]
    if not body:
        raise UnreadableDocument(id, "holds no article; expected a page with paragraphs of text (scripts are not run)")
    parts = [title] * bool(title) + _deck(tree, head, title, body) + ([line] if line else []) + body
    parts += [each for each in credited if each not in body]
    text = "\n\n".join([*parts, *captions]) + "\n"
    starts = accumulate((len(each) + 2 for each in captions), initial=len("\n\n".join(parts)) + 2)
    stated = {"publisher": head.publisher and not publisher, "published": head.published and not published}
    return Document(
        id=id,
        text=text,
        uri=uri,
        publisher=publisher or head.publisher,
        url=head.url or url,
        published=published or head.published,
        title=title or None,
        byline=line,
        aside=tuple(Span(start, start + len(each)) for start, each in zip(starts, captions, strict=False)),
        metadata=tuple(name for name, is_stated in stated.items() if is_stated),
    )


def without_tags(text: str) -> str:
    """The paragraphs of a text that was stored with its tags, as feeds do: "<p>One.</p><p>Two.</p>"."""
    if len(_TAG.findall(text[:2000])) < 2:
        return text
    try:
        from lxml import html
    except ImportError as error:
        raise MissingExtra("html", "reading articles that are stored with their tags") from error

    tree = html.fromstring(f"<div>{text}</div>")
    _mark_quotations(tree)
    return "\n\n".join(_paragraphs(tree, frozenset("p div li blockquote h1 h2 h3 h4 h5 h6 br".split())))


def _tree(page: str, name: str) -> Any:
    """The page as lxml has it; also of broken markup."""
    try:
        from lxml import etree, html
    except ImportError as error:
        raise MissingExtra("html", "reading HTML pages") from error
    try:
        # A declared encoding is of no more use, and lxml refuses strings that have one.
        return html.document_fromstring(_NO_TEXT.sub("", re.sub(r"^\s*<\?xml[^>]*>", "", page)))
    except (etree.ParserError, ValueError) as error:
        raise UnreadableDocument(name, f"is no HTML page ({error})") from error


def _title(tree: Any, head: Metadata) -> str:
    """The headline: the heading that is most like the head's title, or stands in the window's, else the former."""
    window = plain(tree.xpath("string(//title)"))
    stated = head.title or window
    shown = filter(None, (plain(each.text_content()) for each in headings(tree)))
    words = {each: set(_WORD.findall(each.casefold())) for each in shown}
    wanted = set(_WORD.findall(stated.casefold()))
    best = max(words, key=lambda each: len(words[each] & wanted) / len(words[each] | wanted | {""}), default="")
    is_alike = words.get(best, wanted) <= wanted or len(words[best] & wanted) * 2 >= len(wanted)
    if best and is_alike and len(best) <= _LONGER * len(stated or best):
        return best
    # What is written for social media may be another sentence.
    in_window = (each for each in words if len(each.split()) >= _HEADLINE and key_of(each) in key_of(window))
    return next(in_window, max(re.split(r"\s+[|»•·–—-]\s+", stated), key=len))


def _mark_quotations(tree: Any) -> None:
    """Put the marks around ``<q>`` that a browser draws, and the address below an embedded post or a cited block."""
    for each in tree.xpath("//q"):
        each.text = "“" + (each.text or "")
        if len(each):
            each[-1].tail = (each[-1].tail or "") + "”"
        else:
            each.text += "”"
        each.tag = "span"
    for each in tree.xpath(_POSTS):
        links = [href for href in each.xpath(".//a/@href") if _ADDRESS.match(href)]
        address = each.get("cite") or (links[-1] if links else None)
        if address:
            below = each.makeelement("p", {})
            below.text = address
            each.addnext(below)


def _wrap_paragraphs(tree: Any) -> None:
    """Make paragraphs of what stands bare in a block and is parted by two ``<br>``, as older systems write stories."""
    for block in tree.xpath(_BROKEN):
        block.tag = "div" if block.tag == "font" else block.tag
        first = block.makeelement("br", {})
        first.tail, block.text = block.text, None
        block.insert(0, first)
        for each in list(block):
            above = each.getprevious()
            is_second = each.tag == "br" and above is not None and above.tag == "br" and not (above.tail or "").strip()
            if each is first or is_second or not _is_inline(each):
                made = block.makeelement("p", {})
                made.text, each.tail = each.tail, None
                each.addnext(made)
        for made in block.xpath("p[not(*)]"):
            while (beside := made.getnext()) is not None and _is_inline(beside):
                made.append(beside)


def _is_inline(element: Any) -> bool:
    """Whether an element stands within a sentence, as comments do."""
    return element.tag in _INLINE or not isinstance(element.tag, str)


def _part_lines(tree: Any) -> None:
    """Make paragraphs of what blank lines part in ``<pre>``, as bulletins and newsletters are kept."""
    for each in tree.xpath("//pre"):
        parts = [plain(part) for part in re.split(r"\n\s*\n", each.text_content()) if part.strip()]
        if len(parts) >= _BARE:
            each.clear()
            each.tag = "div"
            for part in parts:
                each.append(made := each.makeelement("p", {}))
                made.text = part


def _drop(element: Any) -> None:
    """Take an element, if any, out of the page that it stands in, but for the text behind it."""
    if element is not None and element.getparent() is not None:
        element.drop_tree()


def _drop_cards(tree: Any) -> None:
    """
    Take out the cards that open over a linked name, which no reader sees in the sentence.

    Such a card stands right behind the link and begins with its words once more: the name, then headlines about it.
    """
    for link in tree.xpath("//p//a[following-sibling::*[1][self::span or self::div]]"):
        card, name = link.getnext(), plain(link.text_content())
        words = plain(card.text_content())
        if len(name) >= _NAME and not (link.tail or "").strip() and words.startswith(name) and words != name:
            _drop(card)
    for each in tree.xpath(f'//p//*[@role="tooltip"] | {_NO_STORY}'):
        _drop(each)


def _drop_links(tree: Any) -> None:
    """Take out what leads to other articles: paragraphs in a link, and those that are nothing but a linked headline."""
    for link in tree.xpath("//a[@href][.//p or .//h2 or .//h3]"):
        if _is_small(link, _TEASER):
            _drop(link)
    for paragraph in tree.xpath("//p[count(.//a[@href]) = 1]"):
        words, linked = (plain(each.text_content()) for each in (paragraph, paragraph.xpath(".//a[@href]")[0]))
        is_headline = len(words.split()) >= _HEADLINE and not words.endswith(_ENDS) and not _ADDRESS.match(words)
        if is_headline and words == linked:
            _drop(paragraph)


def _unfold_tables(tree: Any) -> None:
    """Make blocks of the cells of tables that lay out a page: those with a heading, paragraphs or tables in them."""
    for table in tree.xpath(f"//table[.//h1 or .//table or .//td[count(.//p) >= {_BARE}]]"):
        for each in (table, *table.xpath(".//tbody | .//tr | .//td")):
            each.tag = "div"


def _drop_offers(tree: Any) -> None:
    """Take out small boxes that offer a subscription or letters, with the praise that stands in them."""
    most = min(_TEASER, _MOST * sum(len(each.text_content().split()) for each in tree.xpath("//p")))
    for offer in tree.xpath("//p | //button | //h2 | //h3 | //h4 | //label"):
        if _OFFER.match(plain(offer.text_content())):
            boxes = (next(offer.iterancestors(*names), None) for names in (("div", "section", "aside"), ("form",)))
            _drop(next((box for box in boxes if box is not None and _is_small(box, most)), None))
    for each in tree.xpath("//*[self::div or self::section or self::aside or self::ul][@class or @id]"):
        if ELSEWHERE.search(f"{each.get('class') or ''} {each.get('id') or ''}") and _is_small(each, most):
            _drop(each)


def _is_small(element: Any, most: float) -> bool:
    """Whether there is no headline and no more than so many words in an element."""
    pieces = list(islice(element.itertext(), 2 * _TEASER))
    return (
        len(pieces) < 2 * _TEASER and sum(len(each.split()) for each in pieces) <= most and not element.xpath(".//h1")
    )


def _deck(tree: Any, head: Metadata, title: str, body: list[str]) -> list[str]:
    """
    The lines between headline and story that sum it up, where the page calls them so or has them in its head as well.

    trafilatura leaves them out, and they say who said it as often as the headline does.
    """
    heading = next((each for each in headings(tree) if plain(each.text_content()) == title), None)
    found: list[str] = []
    for each in heading.xpath(f"following::*[{_INNERMOST}]") if heading is not None else ():
        words = plain(each.text_content())
        if words == body[0]:
            return found
        if not _DECK_WORDS <= len(words.split()) <= _TEASER or words in body:
            continue
        is_called = any(_DECK.search(one.get("class") or "") for one in (each, *islice(each.iterancestors(), _LEVELS)))
        if is_called or key_of(words) == key_of(head.description or ""):
            found.append(words)
    return []


def _captions(tree: Any) -> list[str]:
    """The captions of pictures with their credits, each once."""
    found = [plain(each.text_content()) for each in tree.xpath("//figcaption[not(.//figcaption)]")]
    return [each for each in dict.fromkeys(found) if len(each) >= _CAPTION]


def _credits(tree: Any, head: Metadata) -> list[str]:
    """Lines that say of which agency the story is ("Source: Reuters"), by the page's head or in an element."""
    from quotes.words.lexicon import lexicon

    found = {each: f"Source: {each}" for each in head.sources if key_of(each) not in key_of(head.publisher or each)}
    for line in _source_lines(tree):
        match = _CREDIT.fullmatch(line)
        outlet = lexicon().outlet(match[1]) if match else None
        if outlet is not None and outlet.kind == "agency":
            found.setdefault(outlet.name, line)
    return list(found.values())


def _source_lines(tree: Any) -> Iterator[str]:
    """The short elements that begin with "source": each text is looked at once, however deep it stands."""
    for inner in tree.xpath(
        "//body//text()[starts-with(translate(normalize-space(), 'SOURCE', 'source'), 'source')]/.."
    ):
        for each in (inner, *inner.iterancestors()):
            line = plain(each.text_content())
            if len(line) > _LONGEST_CREDIT or each.tag == "body":
                break
            if not is_elsewhere(each):
                yield line


def _body(tree: Any, head: Metadata) -> list[str]:
    """The article's paragraphs as trafilatura finds them, or those of the head where that finds next to nothing."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise MissingExtra("html", "reading HTML pages") from error
    found = bare_extraction(tree, include_comments=False, include_tables=False, favor_recall=True)
    inside = getattr(found, "body", None)
    paragraphs = list(_paragraphs(inside, _BLOCKS)) if inside is not None else []
    stated = without_tags(head.body or "")
    is_thin = sum(len(each.split()) for each in paragraphs) < min(_THIN, len(stated.split()))
    # trafilatura takes the head's words too, as one paragraph.
    if is_thin or (len(paragraphs) == 1 and key_of(stated) == key_of(paragraphs[0])):
        return [plain(each) for each in re.split(r"\n\s*\n|\r\n|\n", stated) if each.strip()]
    # Pages hold posts and pull quotes twice.
    return _of_its_post(tree, list(dict.fromkeys(paragraphs)))


def _of_its_post(tree: Any, paragraphs: list[str]) -> list[str]:
    """The paragraphs without those outside the post, where WordPress says which element of the page the post is."""
    number = re.search(r"(?<!\S)postid-(\d+)(?!\S)", tree.xpath("string(//body/@class)"))
    post = tree.xpath(f'//*[@id="post-{number[1]}"]') if number else []
    if not post:
        return paragraphs
    inside = key_of(plain(post[0].text_content()))
    kept = [each for each in paragraphs if key_of(each) in inside]
    return kept if _MOST * sum(map(len, paragraphs)) <= sum(map(len, kept)) else paragraphs


def _paragraphs(element: Any, blocks: frozenset[str]) -> Iterator[str]:
    """The text of the innermost blocks of an element, in order, and what stands between them."""
    from lxml import etree

    line: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event not in {"start", "end"} or (event == "end" and each is element):
            continue
        is_block = each.tag in blocks or each.tag == "lb"
        if is_block and (words := _GLUED.sub(" ", plain("".join(line)))):
            yield words
        if is_block:
            line = []
        line.append((each.text if event == "start" else each.tail) or "")
    if words := plain("".join(line)):
        yield words
