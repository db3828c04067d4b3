"""The page that the finders read: its paragraphs, where the story begins, what stands before and after it."""

import re
from functools import cached_property, lru_cache

from attrs import frozen

from quotes.naming.outlet_shapes import SECTION_WORDS
from quotes.page.date_shapes import is_date_line
from quotes.page.frame import AuthorNote, Byline, Dateline
from quotes.page.junk import below, kind_of
from quotes.text import Document
from quotes.text.letters import CAPITAL
from quotes.text.spans import Span
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon, Outlet

#: A sentence of a story has at least so many words; headlines and labels that end in a full stop are mostly shorter.
_SENTENCE_WORDS = 8
#: Nor is a headline so long: a sentence has lost its full stop.
_UNCLOSED_WORDS = 25
#: Words shorter than this stay small in title case, and so do these.
_LONG_WORD = 4
_SMALL_IN_TITLES = frozenset(
    "about after against amid among before between from into near over than that their through under until with".split()
)
#: What labels above a story and sections are made of: "Press Release", "Letters", "Breaking News".
HEADING_WORDS = word_class("words of labels") | SECTION_WORDS
#: A title is no longer than this.
_TITLE_WORDS = 25
#: Frames are seldom longer than this many paragraphs at either end of a story.
HEAD_LINES = 18
TAIL_LINES = 5
#: Logos, menus and copyright lines are among so many lines at either end of a page.
_OUTER_LINES = 60
#: Nobody writes a byline, credit or notice longer than this; it also keeps the work small on one endless line.
LONGEST_NOTE = 400
#: How many lines are remembered: each is looked at by several finders of a page.
_KEPT = 1 << 14

_CLOSED = re.compile(r"[.!?…][\"”’'»)\]]*$|[.!?…,][\"”’'»]$")
#: What stands behind an outlet's name without being part of it: "Reuters Staff", "Harbour Post News Desk".
DEPARTMENT = re.compile(
    r" (?:staff|news desk|desk|bureau|newsroom|report|reporters?|correspondents?|and agencies|business|health|money|"
    r"opinion|politics|science|sports?|technology|travel)$",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"\s*(?:(?:Source|SOURCE|Via|Credit|Courtesy)\s?:\s?[^.!?:]{2,60}|"
    r"\([^()]{1,80}\)|\[[^\[\]]{1,80}\]|[—–-]{1,2}\s*[^—–.!?]{2,40}|[A-Z]{2,6}(?: [A-Z]{2,4}){0,3}|[■□●◆])$"
)
#: A paragraph that is a quotation and no more: "“Rates will come down”".
QUOTED = re.compile(r"[\"“‘'«].*[\"”’'»]")
#: Whose it is, below it or above it: "— Rui Prata, deckhand", "Rui Prata, 44, deckhand", "PRESIDENT RUI PRATA".
_NAME_AND_MORE = rf"{CAPITAL}\w+(?: [\w.’'-]+){{0,3}} {CAPITAL}[\w.’'-]+, [^.!?:;]+"
_SIGNED_BELOW = re.compile(rf"(?:[—–―-]|--) ?{CAPITAL}[^.!?:;]+|{_NAME_AND_MORE}")
_SIGNED_ABOVE = re.compile(rf"{CAPITAL}[^a-z.!?:;]+|{_NAME_AND_MORE}")
_SIGNATURE_WORDS = 16
#: (Lusa)
_BRACKETED = re.compile(r"[(\[][^()\[\]]{2,80}[)\]]\.?")
#: Word processors and web pages put these for a plain space or hyphen; each is one code point, so that places stay.
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
#: The byline or the date is among so many lines at the head of a page, below so many that read like prose.
_LINES_ABOVE, _LINES_BELOW, _PROSE_ABOVE = 24, 8, 4
#: What stands apart from the story by more lines than these, and has less than this share of its words, is none of it:
#: notices on cookies, teasers.  No statement of gold/pages, train and reports stands there, nor with 6 or 12 lines.
_GAP, _SHARE = 8, 0.25
#: Lines between headline and story: "By Jane Doe", "Posted on March 3 by Jane Doe".
_ABOVE_STORY = re.compile(r"(?:by|posted|published|updated|written|words|filed)\b", re.IGNORECASE)


@frozen(slots=False, eq=False)
class Page:
    """A document, the words that finders need, and what has been found so far."""

    document: Document
    lexicon: Lexicon
    #: Numbers of the paragraphs that are photo captions; none is known while captions are looked for.
    pictures: frozenset[int] = frozenset()
    #: Numbers of the paragraphs that are hardly the story's by how they look; none is known where nobody has asked.
    doubtful: frozenset[int] = frozenset()
    #: Notes on the author, lines that say who wrote it, what stands before the lead; empty while they are looked for.
    notes: tuple[AuthorNote, ...] = ()
    bylines: tuple[Byline, ...] = ()
    dateline: Dateline | None = None
    #: Who publishes the page; unknown while that is looked for.
    publisher: str | None = None

    @cached_property
    def text(self) -> str:
        """The whole text with plain spaces for no-break and other odd ones: spans are those of the document."""
        return _ODD_SPACE.sub(" ", self.document.text)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """All paragraphs, trimmed."""
        return self.document.paragraphs

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The words of each paragraph."""
        return tuple(each.of(self.text) for each in self.paragraphs)

    @cached_property
    def _like_prose(self) -> tuple[int, ...]:
        aside = self.pictures | self.doubtful
        lines = ((n, line) for n, line in enumerate(self.lines) if n not in aside)
        return tuple(n for n, line in lines if is_prose(line) and kind_of(line) is None)

    @cached_property
    def end(self) -> int:
        """
        The number of the paragraph from which on no story is any more: "Leave a comment".

        Above it stands at least half of what reads like a story; without such a line the number of all paragraphs.
        """
        like, count = self._like_prose, len(self.paragraphs)
        half = like[(len(like) - 1) // 2] if like else count
        labels = (n for n in range(half + 1, count) if below(self.lines[n]) == "nothing")
        return next(labels, count)

    @cached_property
    def prose(self) -> tuple[int, ...]:
        """The numbers of the paragraphs that read like sentences of a story; a headline that asks is none."""
        found = [n for n in self._like_prose if n < self.end and n not in self.apart]
        first = found[0] if found else 0
        near = range(max(0, first - _LINES_ABOVE), min(max(_LINES_ABOVE, first + _LINES_BELOW), len(self.paragraphs)))
        lines = ((n, self.lines[n]) for n in near if not is_prose(self.lines[n]))
        above = [n for n, line in lines if is_date_line(line) or _ABOVE_STORY.match(line)]
        for mark in reversed(above):
            # Titles that ask, summaries, captions; dates further down are those of other stories.
            story = [n for n in found if n > mark]
            if len(found) - len(story) <= min(_PROSE_ABOVE, len(story)):
                return tuple(story)
        return tuple(found)

    @cached_property
    def apart(self) -> frozenset[int]:
        """The numbers of the paragraphs that read like a story but stand far from it: notices on cookies, teasers."""
        runs: list[list[int]] = []
        for number in (n for n in self._like_prose if n < self.end):
            if not runs or number - runs[-1][-1] > _GAP:
                runs.append([])
            runs[-1].append(number)
        sizes = [sum(len(self.lines[n].split()) for n in run) for run in runs]
        small = (run for run, size in zip(runs, sizes, strict=True) if size < _SHARE * max(sizes))
        return frozenset(n for run in small for n in run)

    @cached_property
    def signatures(self) -> frozenset[int]:
        """The numbers of the paragraphs that say whose the quotation beside them is: "— Rui Prata, deckhand"."""
        quoted = {n for n, line in enumerate(self.lines) if QUOTED.fullmatch(line)}
        below, above = {n + 1 for n in quoted}, {n - 1 for n in quoted}
        short = ((n, line) for n, line in enumerate(self.lines) if 1 < len(line.split()) <= _SIGNATURE_WORDS)
        return frozenset(
            n
            for n, line in short
            if (n in below and _SIGNED_BELOW.fullmatch(line)) or (n in above and _SIGNED_ABOVE.fullmatch(line))
        )

    @cached_property
    def lead(self) -> int:
        """The number of the story's first paragraph; the number of all paragraphs where none reads like one."""
        return self.prose[0] if self.prose else len(self.paragraphs)

    @property
    def start(self) -> int:
        """Where the story begins, in code points; the length of the text where nothing reads like one."""
        return self.paragraphs[self.lead].start if self.prose else len(self.text)

    @cached_property
    def last(self) -> int:
        """The number of the story's last paragraph, -1 where none reads like one."""
        return self.prose[-1] if self.prose else -1

    @cached_property
    def head(self) -> range:
        """The numbers of the paragraphs right before the story, the first ones where nothing reads like one."""
        return range(max(0, self.lead - HEAD_LINES), self.lead) if self.prose else self.top

    @cached_property
    def top(self) -> range:
        """The numbers of the first paragraphs of the page, none of them the story's."""
        return range(min(self.lead, HEAD_LINES))

    @cached_property
    def tail(self) -> range:
        """The numbers of the paragraphs at the end of the page, the story's last ones among them."""
        return range(max(0, len(self.paragraphs) - TAIL_LINES, len(self.head)), len(self.paragraphs))

    @cached_property
    def closing(self) -> tuple[int, ...]:
        """
        The numbers of the paragraphs where a credit may close the story.

        Its last, those below it, the page's last, and brackets alone, below which a notice may read like the story.
        """
        below = range(self.last, min(self.last + 1 + TAIL_LINES, len(self.paragraphs))) if self.prose else range(0)
        within = (n for n in range(self.lead + 1, self.last) if _BRACKETED.fullmatch(self.lines[n][:LONGEST_NOTE]))
        return tuple(sorted({*self.tail, *below, *within}))

    @cached_property
    def around(self) -> tuple[int, ...]:
        """The numbers of the first and last paragraphs of the page that are not the story's."""
        count = len(self.paragraphs)
        near = sorted({*range(min(_OUTER_LINES, count)), *range(max(0, count - _OUTER_LINES), count)})
        return tuple(n for n in near if n not in self.prose)

    @cached_property
    def outer(self) -> tuple[str, ...]:
        """The lines of these paragraphs, in small letters."""
        lines = (self.lines[n][:LONGEST_NOTE] for n in self.around)
        return tuple(line.casefold().replace("’", "'") for line in lines)

    @cached_property
    def edges(self) -> tuple[int, ...]:
        """The paragraphs where frames stand, head, lead and tail, that are short enough to be a note."""
        numbers = sorted({*self.head, *self.prose[:1], *self.tail})
        return tuple(n for n in numbers if len(self.paragraphs[n]) <= LONGEST_NOTE)

    def outlet(self, words: str) -> Outlet | None:
        """The outlet that *words* name and nothing else: "Reuters", "Reuters Staff"; not "News Staff"."""
        plain = words.strip(" \t.,;:|-–—()[]'\"“”’")
        found = self.lexicon.outlet(plain)
        shorter = DEPARTMENT.sub("", plain)
        if found or shorter == plain:
            return found
        found = self.outlet(shorter)
        return found if found and (found.kind == "agency" or not found.needs_context(shorter)) else None

    def is_agency(self, words: str) -> bool:
        """Whether this is an agency's name that means nothing else."""
        outlet = self.lexicon.outlet(words)
        return outlet is not None and outlet.kind == "agency" and not outlet.needs_context(words)

    def means_else(self, word: str) -> bool:
        """True for a word of a name's shape that titles and sections are made of ("Press Release", "Asian Games")."""
        plain = word.casefold().strip(".")
        kind = self.lexicon.kind_of(plain) or self.lexicon.kind_of(plain.removesuffix("s"))
        return kind not in {None, "given", "family", "title"} or plain in HEADING_WORDS

    def outlets(self, words: str) -> list[Outlet]:
        """The outlets of a credit with several ("AFP/Reuters", "KCNA via AP", "Reuters and ANI")."""
        parts = re.split(r"\s*[/,;&|+]\s*|\s+(?:and|via|with)\s+|\s+[-–—]\s+", words)
        return [found for each in dict.fromkeys((words, *parts)) if (found := self.outlet(each)) is not None]


@lru_cache(maxsize=_KEPT)
def is_prose(line: str) -> bool:
    """
    True for a paragraph that reads like the sentences of a story rather than like a headline or a label.

    "The port will reopen on Monday, officials said late on Sunday."
    """
    ending = line[-LONGEST_NOTE:]
    closed = _CLOSED.search(ending) or _CLOSED.search(_CREDIT_AT_END.sub("", ending))
    words = line[:LONGEST_NOTE].split()
    is_long = len(words) >= (_SENTENCE_WORDS if closed else _UNCLOSED_WORDS)
    return is_long and not is_title_case(line) and not is_date_line(line)


def is_title_case(line: str) -> bool:
    """
    True for a paragraph written the way many papers write headlines.

    "Harbour Strike Enters Third Week as Talks Stall."
    """
    words = line[:LONGEST_NOTE].split()
    long = [word for word in words if len(word) >= _LONG_WORD and word[0].isalpha() and word not in _SMALL_IN_TITLES]
    # A sentence has a verb or a noun in small letters, however many names are in it.
    return 0 < len(words) <= _TITLE_WORDS and len(long) > 1 and not any(word[0].islower() for word in long)
