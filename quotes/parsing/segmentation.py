"""
Sentences as Stanza's tokenizer splits them, mended: what was torn is joined, what is too long to parse is cut.
"""

from collections.abc import Iterable, Iterator, Sequence, Sized
from typing import Any, Protocol, TypeVar

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
#: Contractions that are written without an apostrophe.
_FUSED = word_class("fused words")


class Cut(Protocol):
    """What is looked at of a token."""

    @property
    def text(self) -> str:
        """Its letters."""
        ...

    @property
    def words(self) -> Sized:
        """Its words."""
        ...


AnyToken = TypeVar("AnyToken", bound=Cut)


def resegment(piece: Any) -> None:
    """Mend the sentences of a freshly tokenized Stanza document: join what was torn, cut what is too long to parse."""
    from stanza.models.common.doc import Sentence as StanzaSentence

    runs = mended([each.tokens for each in piece.sentences])
    piece.sentences = [StanzaSentence(_renumbered(run), doc=piece) for run in runs]
    piece.num_tokens = sum(len(each.tokens) for each in piece.sentences)
    piece.num_words = sum(len(each.words) for each in piece.sentences)


def mended(sentences: Iterable[Sequence[AnyToken]]) -> list[list[AnyToken]]:
    """The sentences of a paragraph, those that were torn joined, those that are too long to parse cut."""
    joined: list[list[AnyToken]] = []
    for tokens in sentences:
        if joined and _belong_together(joined[-1], tokens):
            joined[-1].extend(tokens)
        else:
            joined.append(list(tokens))
    return [run for tokens in joined for run in _pieces(tokens)]


def _belong_together(left: Sequence[AnyToken], right: Sequence[AnyToken]) -> bool:
    """
    Whether the splitter tore one sentence in two.

    "Sen. | J. D. Vance", "“Who pays?” | asked Prata", "LISBON (Lusa) — | The port", "… it is. | ”"
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
    return start[:1].islower() and (last in _CLOSERS - {"."} or last[-1:].isalnum())


def _pieces(tokens: Sequence[AnyToken]) -> Iterator[list[AnyToken]]:
    """Runs of at most so many words, cut at a clause mark if there is one in the second half."""
    run: list[AnyToken] = []
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


def _renumbered(tokens: list[Any]) -> list[dict[str, Any]]:
    """
    The entries of a sentence of these tokens, numbered from 1; a multi-word token's entry stands before its words.

    A token that was expanded although nothing is contracted in it ("Its" into "It s") is one word again.
    """
    entries: list[dict[str, Any]] = []
    number = 0
    for token in tokens:
        whole = {"text": token.text, "start_char": token.start_char, "end_char": token.end_char}
        if len(token.words) > 1 and is_contracted(token.text):
            entries.append({"id": (number + 1, number + len(token.words)), **whole})
            for word in token.words:
                number += 1
                place = {} if word.start_char is None else {"start_char": word.start_char, "end_char": word.end_char}
                entries.append({"id": number, "text": word.text, **place})
        else:
            number += 1
            entries.append({"id": number, **whole})
    return entries


def is_contracted(token: str) -> bool:
    """True where a token's letters can be those of two words: "don't", "cannot"."""
    return "'" in token or token.casefold() in _FUSED
