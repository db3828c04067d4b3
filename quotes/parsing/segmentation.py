"""
Tokens and sentences as Stanza's tokenizer splits them, mended: what was torn is joined, what is too long is cut.
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from quotes.text.spans import Span
from quotes.words.classes import word_class

#: Longer "sentences" (tables, text without full stops) are parsed in pieces: the parser's memory is quadratic in the
#: length (1,500 words take 6.8 GB, 250 well under half a gigabyte).
_LONGEST_SENTENCE_WORDS = 250
_CLOSERS = frozenset(('"', "'", ")", "]", "}", ".", ",", "!", "?"))
_DASHES = frozenset(("-", "--", "–", "—"))
#: A dateline before its dash has at most so many tokens ("COLOMBO, Sri Lanka, July 14 (Reuters) -").
_LONGEST_DATELINE = 12
#: Abbreviations that stand before a name and end no sentence.
_TITLES = word_class("abbreviated titles")
_SMALL = word_class("small words of English") | {"in"}
#: Contractions that are written without an apostrophe.
_FUSED = word_class("fused words")


@frozen
class Part:
    """A word of a token; one whose letters are not those of the text ("ca" of "can't") stands where its token does."""

    text: str
    span: Span
    is_written: bool = True


@frozen
class Token:
    """A token of a text with its words: two in "don't"."""

    text: str
    words: tuple[Part, ...]

    def followed_by(self, other: "Token") -> "Token":
        """Both as one token of one word."""
        text = self.text + other.text
        return Token(text, (Part(text, Span(self.words[0].span.start, other.words[-1].span.end)),))


Sentences = list[list[Token]]


def mended(sentences: Iterable[Sequence[Token]]) -> Sentences:
    """The sentences of a paragraph, those that were torn joined, those that are too long to parse cut."""
    joined: Sentences = []
    for tokens in sentences:
        if joined and _are_one_word(joined[-1][-1], tokens[0]):
            whole = joined[-1][-1].followed_by(tokens[0])
            joined[-1][-1:] = [whole, *tokens[1:]]
        elif joined and _belong_together(joined[-1], tokens):
            joined[-1].extend(tokens)
        else:
            joined.append(list(tokens))
    return [run for tokens in joined for run in _pieces(tokens)]


def _belong_together(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """
    Whether the splitter tore one sentence in two.

    "Sen. | J. D. Vance", "“Who pays?” | asked Prata", "LISBON (Lusa) — | The port", "… it is. | ”", "Justice | Lo"
    """
    last = left[-1].text
    start = right[0].text
    end = last
    if end == "." and len(left) > 1:
        end = left[-2].text + end  # "Gov" and "." may be two tokens
    if all(token.text in _CLOSERS for token in right):
        return True
    if end.casefold() in _TITLES or (len(end) == 2 and end[0].isupper() and end[1] == "."):
        return start[:1].isupper()
    if len(left) <= _LONGEST_DATELINE and last in _DASHES:
        return True
    if _is_name(last) and _is_name(start):
        return True
    return start[:1].islower() and (last in _CLOSERS - {"."} or last[-1:].isalnum())


def _are_one_word(left: Token, right: Token) -> bool:
    """Whether a name with a capital inside was torn there: "**Linked | In** said"; not "was heldIn court"."""
    touch = left.words[-1].span.end == right.words[0].span.start
    return touch and left.text[:1].isupper() and left.text.isalpha() and right.text.isalpha()


def _is_name(word: str) -> bool:
    """Whether it is written like a name, and no small word like one that begins a sentence."""
    return word[:1].isupper() and word[-1:].isalnum() and word.casefold() not in _SMALL


def _pieces(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Runs of at most so many words, cut at a clause mark if there is one in the second half."""
    run: list[Token] = []
    words = 0
    for token in tokens:
        run.append(token)
        words += len(token.words)
        at_mark = token.text in {".", ";", "!", "?", ":", "|"} and words > _LONGEST_SENTENCE_WORDS // 2
        if at_mark or words >= _LONGEST_SENTENCE_WORDS - 1:
            yield run
            run, words = [], 0
    if run:
        yield run


def is_contracted(token: str) -> bool:
    """True where a token's letters can be those of two words: "don't", "cannot"."""
    return "'" in token or token.casefold() in _FUSED
