"""
From a document to its parse, whoever cuts and tags it: its sentences as they were cut, and then with all that is read
of them.
"""

from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from quotes.learned.encoder import Words
from quotes.learned.reader import SentenceReading
from quotes.parsing import Parse, Sentence, Word, phrase_span
from quotes.parsing.entities import ENTITY_KINDS, Name, entities_of, name_words
from quotes.parsing.plain_view import view
from quotes.parsing.segmentation import Sentences, Token, mended
from quotes.text import Document
from quotes.text.marks import mask
from quotes.text.spans import Span
from quotes.words.classes import word_class

#: From texts to the sentences of each.
Tokenize = Callable[[Sequence[str]], list[Sentences]]
#: The words of a name (from 0), and its label.
Named = tuple[range, str]
#: A given name that looks like a verb, and one that reads like it and does not.
_LIKE_A_VERB, _READ_AS = frozenset({"Said", "Saïd"}), "Omar"
#: A body that looks like a pronoun, and one that reads like it and does not.
_LIKE_A_PRONOUN, _READ_AS_BODY = "WHO", "UNICEF"
_PARTICLES, _SMALL = word_class("particles of surnames"), word_class("small words of English")
#: A headline in which each word is capital holds no longer word in small letters but small words.
_LONG_WORD = 4


@frozen
class Cut:
    """A sentence before it is tagged: its tokens, and of each word the form that models see, its span, and its text."""

    paragraph: int
    tokens: Sequence[Token]
    forms: Sequence[str]
    spans: Sequence[Span]
    texts: Sequence[str]


@frozen(eq=False)
class Tagged:
    """What is read of a sentence: tags, tree and odds, a lemma for each word, and names."""

    reading: SentenceReading
    lemmas: Sequence[str]
    names: Sequence[Named] = ()


def cut(document: Document, tokenize: Tokenize) -> list[Cut]:
    """The sentences of a document, mended; the tokenizer sees a plain view of each paragraph."""
    views = view(document.text)
    found = tokenize([each.of(views) for each in document.paragraphs])
    return [_cut(document, number, tokens) for number, sentences in enumerate(found) for tokens in mended(sentences)]


def _cut(document: Document, paragraph: int, tokens: Sequence[Token]) -> Cut:
    parts = [part for token in tokens for part in token.words]
    spans = [part.span.shifted(document.paragraphs[paragraph].start) for part in parts]
    written = zip(parts, spans, strict=True)
    texts = [span.of(document.text) if part.is_written else part.text for part, span in written]
    return Cut(paragraph, tokens, [part.text for part in parts], spans, texts)


def encoder_words(document: Document, sentences: Iterable[tuple[int, Sequence[str], Sequence[Span]]]) -> list[Words]:
    """Sentences as the encoder takes them: each by the number of its paragraph and its words' texts and spans."""
    inside = mask(len(document.text), tuple(each.span for each in document.quoted))
    found, before = [], -1
    for paragraph, texts, spans in sentences:
        found.append(Words(_with_names(texts), [inside[span.start] for span in spans], opens=paragraph != before))
        before = paragraph
    return found


def _with_names(texts: Sequence[str]) -> Sequence[str]:
    """
    The words of a sentence with a name that looks like no other word for one that does: "UNICEF" for "**WHO** says",
    "Omar" for "Said" where that is a given name: "the coach **Said** Amrani told".
    """
    if _LIKE_A_VERB.isdisjoint(texts[1:-1]) and _LIKE_A_PRONOUN not in texts:
        return texts
    if not any(map(_is_plain, texts)):
        return texts
    given = {n for n in range(1, len(texts) - 1) if _is_given(texts[n - 1 : n + 2])}
    return [_READ_AS if n in given else _READ_AS_BODY if w == _LIKE_A_PRONOUN else w for n, w in enumerate(texts)]


def _is_plain(word: str) -> bool:
    return len(word) >= _LONG_WORD and word.isalpha() and word.islower() and word not in _SMALL


def _is_given(words: Sequence[str]) -> bool:
    """Whether the second of three words is such a name: a word before it, a surname behind it."""
    before, word, behind = words
    named = behind.casefold() in _PARTICLES or (behind[:1].isupper() and behind.casefold() not in _SMALL)
    return word in _LIKE_A_VERB and (before[-1:].isalpha() or before == ",") and before != "Port" and named


def parsed(document: Document, sentences: Sequence[Cut], tagged: Iterable[Tagged]) -> Parse:
    """The parse of a document whose sentences were cut and tagged so."""
    found, names = [], []
    for number, (each, read) in enumerate(zip(sentences, tagged, strict=True)):
        found.append(_sentence(number, each, read))
        for words, label in read.names:
            if label in ENTITY_KINDS:
                named = words[name_words(label, [each.forms[n] for n in words])]
                names.append(Name(number, named.start, named.stop, ENTITY_KINDS[label]))
    return Parse(document, tuple(found), entities_of(document, found, names))


def _sentence(number: int, cut: Cut, tagged: Tagged) -> Sentence:
    read = tagged.reading
    feats = ("" if each == "_" else each for each in read.feats)
    odds = map(tuple, read.odds.tolist())
    vectors = [each.tobytes() for each in read.vectors]
    columns = (cut.spans, cut.texts, tagged.lemmas, read.upos, read.xpos, feats, read.heads, read.deprels)
    words = tuple(Word(place, *each) for place, each in enumerate(zip(*columns, odds, vectors, strict=True), 1))
    multiword, first = [], 1
    for token in cut.tokens:
        if len(token.words) > 1:
            multiword.append((first, first + len(token.words) - 1))
        first += len(token.words)
    return Sentence(number, cut.paragraph, phrase_span(words), words, tuple(multiword))
