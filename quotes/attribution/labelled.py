"""
Candidates that no rule knows: words which the network labels as a cue, with the content and the source beside them.

"The ruling **sends a clear message** that …" — "The mayor **is of the view** that …"
"""

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
from attrs import evolve

from quotes.attribution.candidates import Candidate
from quotes.attribution.contents import cue_words, tidy
from quotes.attribution.labels import Labels, Run, runs
from quotes.attribution.rules import Rule
from quotes.attribution.sources import agent, is_asked, is_participle, judged, phrase, quoting_verb, takes_clauses
from quotes.parsing import Sentence, Word, phrase_span
from quotes.terms import Attitude, WordKind
from quotes.words.lexicon import Lexicon

LABELLED_WORDS = Rule(
    "labelled_words",
    "words that the learnt network takes for a cue",
    "The ruling sends a clear message *that the port must reopen*.",
)
#: Log-odds from which words count.  They are low, because the scorer decides: half of the cues that annotators draw
#: have lower odds than even.
_CUE, _SOURCE, _CONTENT = -0.85, -0.6, -0.4
#: From even odds a word is rather cue or source than content.
_EVEN = 0.0
#: Words that a run may leap over: the labels of function words waver.
_CUE_LEAP, _SOURCE_LEAP, _CONTENT_LEAP = 1, 1, 3
#: How far from its cue, in words, a content may begin or end.
_FARTHEST_AFTER, _FARTHEST_BEFORE = 8, 10
#: So many sources are proposed, the nearest labelled phrases; none at all, where fewer are near.
_SOURCES = 2
#: A cue hangs on such a word, if it has one.
_HEADS = frozenset(("VERB", "NOUN", "ADJ"))
_KINDS: Final[Mapping[str, WordKind]] = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "PUNCT": "punctuation",
}

#: Relations inside a phrase, and what such a phrase is headed by.
_INSIDE = frozenset(("compound", "flat", "amod", "det", "nummod"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
#: Verbs that hand on the words of others; the rules know who is who there.
_QUOTING = frozenset(("quote", "cite"))


def labelled_candidates(
    sentence: Sentence, text: str, labels: Labels, lexicon: Lexicon, barred: frozenset[int]
) -> Iterator[Candidate]:
    """All that the labels of *sentence* offer; words in *barred* (a closing credit) are neither cue nor content."""
    free = np.array([word.number not in barred for word in sentence.words])
    walls = (labels.cue > _EVEN) | (labels.source > np.maximum(labels.content, _EVEN)) | ~free
    contents = runs((labels.content > _CONTENT) & ~walls, _CONTENT_LEAP, walls)
    sources = runs((labels.source > _SOURCE) & free, _SOURCE_LEAP, labels.cue > _EVEN)
    for drawn in runs((labels.cue > _CUE) & free, _CUE_LEAP, ~free):
        word = _word(_words(sentence, drawn), labels, lexicon)
        cue, handed = _without_preposition(sentence, drawn, word, lexicon)
        words = _words(sentence, cue)
        if word.lemma.lower() in _QUOTING or quoting_verb(sentence, word) or _judges(sentence, word, lexicon):
            continue
        near = sorted(sources, key=lambda each: _distance(each, cue))
        for beside in _beside(cue, contents, only_after=is_participle(sentence, word)):
            content = tuple(_cut(sentence, (handed, b) if a == drawn[1] + 1 else (a, b)) for a, b in beside)
            spans = tuple(tidy(text, phrase_span(sentence.words[a - 1 : b])) for a, b in content)
            attitude = _attitude(words, _words(sentence, content[-1]), lexicon)
            if not all(any(map(str.isalnum, each.of(text))) for each in spans):
                continue
            taken = frozenset(number for first, last in (*content, cue) for number in range(first, last + 1))
            for head in (*_speakers(sentence, word, near, taken), None)[:_SOURCES]:
                yield Candidate(
                    rule=LABELLED_WORDS,
                    frame=LABELLED_WORDS.name,
                    sentence=sentence,
                    word=word,
                    # all labelled words; of a verb that takes clauses the words that the rules would take
                    cue=cue_words(sentence, word) if takes_clauses(word, lexicon) else words,
                    kind=_kind(word),
                    lemma=word.lemma.lower(),
                    attitude=attitude,
                    content=spans,
                    source=tuple(phrase(sentence, head, taken)) if head is not None else (),
                    head=head,
                    confidence=float(1 / (1 + np.exp(-labels.cue[word.number - 1]))),
                )


def _judges(sentence: Sentence, cue: Word, lexicon: Lexicon) -> bool:
    """ "was **furious** with Falk for **saying** that …": who is judged has said it."""
    saying = (each for each in (cue, *sentence.children(cue)) if takes_clauses(each, lexicon))
    return any(judged(sentence, each) is not None for each in saying)


def _word(words: tuple[Word, ...], labels: Labels, lexicon: Lexicon) -> Word:
    """The word on which a cue hangs: "**said** in a statement", "is of the **view**"."""

    def rank(word: Word) -> tuple[bool, bool, float]:
        return takes_clauses(word, lexicon), word.upos in _HEADS, float(labels.cue[word.number - 1])

    return max(words, key=rank)


def _speakers(sentence: Sentence, cue: Word, near: list[Run], taken: frozenset[int]) -> list[Word]:
    """
    The heads of the nearest phrases that may be the source; words in *taken* are cue or content.

    Of "was asked by" only who asked: the network takes who was asked for the source, too.
    """
    if is_asked(sentence, cue):
        asking = agent(sentence, cue)
        return [asking] if asking is not None else []
    heads = {head.number: head for head in (_head(sentence, each) for each in near)}
    return [head for head in heads.values() if head.number not in taken]


def _without_preposition(sentence: Sentence, cue: Run, word: Word, lexicon: Lexicon) -> tuple[Run, int]:
    """
    A cue without the preposition that goes with its content, and the number of the content's first word then.

    The network draws "**called for** an inquiry", where "for an inquiry" is what was called for.
    """
    first, last = cue
    ends = last
    while ends > word.number and lexicon.cue(word.lemma.lower(), _kind(word), sentence.words[ends - 1].text.lower()):
        ends -= 1
    return (first, ends), ends + 1


def _kind(word: Word) -> WordKind:
    return _KINDS.get(word.upos, "phrase")


def together(shaped: list[Candidate], labelled: list[Candidate]) -> list[Candidate]:
    """The candidates of the rules, seconded where the labels say the same, and what the labels alone propose."""
    contents = {(each.word.number, each.content) for each in labelled}
    known = {(each.word.number, each.content, each.head) for each in shaped}
    return [
        *(evolve(each, seconded=(each.word.number, each.content) in contents) for each in shaped),
        *(each for each in labelled if (each.word.number, each.content, each.head) not in known),
    ]


def _beside(cue: Run, contents: list[Run], only_after: bool) -> Iterator[tuple[Run, ...]]:
    """The content after the cue, the one before it, and both as one that the cue interrupts."""
    after = [each for each in contents if 0 < each[0] - cue[1] <= _FARTHEST_AFTER][:1]
    before = [each for each in contents if 0 < cue[0] - each[1] <= _FARTHEST_BEFORE and not only_after][-1:]
    for pieces in (after, before, before + after if before and after else []):
        if pieces:
            yield tuple(pieces)


def _cut(sentence: Sentence, run: Run) -> Run:
    """A run without an "and" at its end."""
    first, last = run
    while last > first and sentence.words[last - 1].upos == "CCONJ":
        last -= 1
    return first, last


def _distance(left: Run, right: Run) -> int:
    return max(left[0] - right[1], right[0] - left[1])


def _words(sentence: Sentence, run: Run) -> tuple[Word, ...]:
    """The words of a run, without punctuation at its edges (unless it is nothing else)."""
    words = list(sentence.words[run[0] - 1 : run[1]])
    while len(words) > 1 and words[0].upos == "PUNCT":
        del words[0]
    while len(words) > 1 and words[-1].upos == "PUNCT":
        del words[-1]
    return tuple(words)


def _head(sentence: Sentence, run: Run) -> Word:
    """
    The word that heads the phrase of which the run is a part.

    The network draws "online posts" where "media reports and **online posts**" is meant; the tree knows the whole.
    """
    words = sentence.words[run[0] - 1 : run[1]]
    head = next((each for each in words if not run[0] <= each.head <= run[1] and each.upos != "PUNCT"), words[0])
    return sentence.highest(head, lambda below, above: below.relation in _INSIDE and above.upos in _NOMINAL)


def _attitude(cue: tuple[Word, ...], content: tuple[Word, ...], lexicon: Lexicon) -> Attitude:
    """
    What the lexicon says of the first word of the cue that it knows; else what the content looks like.

    "sent word **that** …" is an assertion, "is eager **to** …" and "eyes **a comeback**" are eventualities.
    """
    opens = content[0].lemma.lower()
    known = (lexicon.attitude(word.lemma.lower(), _kind(word), opens) for word in cue if word.upos != "AUX")
    if found := next((each for each in known if each is not None), None):
        return found
    is_said = opens != "to" and any(word.has("VerbForm=Fin") for word in content)
    return "assertion" if is_said else "eventuality"
