"""
From the branches of a tree to the spans of what was said, as an annotator would draw them.

The content runs from the first to the last word of its branches, without the cue and its source where they stand
inside.  A clause after its cue is taken to the end of the sentence, because the parser often hangs its tail elsewhere
("said he would resign | on Friday"), unless a coordinated verb, another cue or a closing credit begins there.
"""

from collections.abc import Callable

from quotes.parsing import Sentence, Word, phrase_span
from quotes.text.marks import Quoted
from quotes.text.spans import EDGE_PUNCTUATION, FINAL_PUNCTUATION, Span, Spans, merged, overlap, size, trimmed

#: Relations by which the clause after the content hangs below the cue (or its subject) and not inside the content.
_NEXT_CLAUSE = frozenset(("conj", "advcl", "parataxis"))
#: A quotation of which a content holds so much belongs to it as a whole, marks and all.
_MOST = 0.5


def content_spans(
    sentence: Sentence,
    text: str,
    tops: tuple[Word, ...],
    cue: tuple[Word, ...],
    barred: frozenset[int],
    is_cue: Callable[[Word], bool] | None = None,
) -> Spans:
    """
    The spans of the content whose branches are *tops*; empty if nothing is left.

    *barred* are the numbers of words that belong to the cue, its source or another clause.  With *is_cue* (does the
    lexicon know a word as a cue?) a clause that follows its cue is read on the surface: from its "that" or its subject
    to the end of the sentence.
    """
    words = [w for top in tops for w in sentence.subtree(top, lambda w: w.number in barred) if w.number not in barred]
    if not words:
        return ()
    first, last = min(w.number for w in words), max(w.number for w in words)
    if is_cue is not None and first > cue[-1].number:
        first = _clause_opening(sentence, cue[-1].number, first)
        last = _sentence_tail(sentence, cue, last, barred, is_cue)
    pieces = _pieces(sentence, first, last, barred)
    spans = (tidy(text, phrase_span(piece)) for piece in pieces)
    return tuple(each for each in spans if len(each) > 1 or each.of(text).isalnum())


def _pieces(sentence: Sentence, first: int, last: int, barred: frozenset[int]) -> list[list[Word]]:
    """The words from *first* to *last*, cut where barred words (more than punctuation) stand between them."""
    pieces: list[list[Word]] = [[]]
    for number in range(first, last + 1):
        word = sentence.words[number - 1]
        if number in barred:
            if pieces[-1]:
                pieces.append([])
        else:
            pieces[-1].append(word)
    return [piece for piece in pieces if any(word.upos != "PUNCT" for word in piece)]


def _clause_opening(sentence: Sentence, cue: int, first: int) -> int:
    """Where a clause after its cue begins: at a "that" before its first word, or at a subject the tree left out."""
    for word in sentence.words[cue : first - 1]:
        if word.lemma.lower() == "that" and word.upos == "SCONJ":
            return word.number
        if word.deprel in {"nsubj", "nsubj:pass", "expl"} and word.head > word.number:
            return max(cue + 1, min(each.number for each in sentence.subtree(word)))
    return first


def _sentence_tail(
    sentence: Sentence, cue: tuple[Word, ...], last: int, barred: frozenset[int], is_cue: Callable[[Word], bool]
) -> int:
    """The number of the last word that the content reaches when it is followed through to the sentence's end."""
    own = {word.number for word in cue}
    for word in sentence.words[last:]:
        if word.number in barred:
            break
        branch = _branch(sentence, word, own)
        if branch is not None and _is_next_clause(sentence, cue[-1], branch, is_cue):
            return max(last, min(sentence.subtree(branch)[0].number, word.number) - 1)
        last = word.number
    return last


def _branch(sentence: Sentence, word: Word, own: set[int]) -> Word | None:
    """The word right below the cue under which *word* hangs, if there is one."""
    return next((each for each in (word, *sentence.ancestors(word)) if each.head in own), None)


def _is_next_clause(sentence: Sentence, cue: Word, branch: Word, is_cue: Callable[[Word], bool]) -> bool:
    """
    Whether something new begins with that branch of the cue, and not more of what was said.

    "said he would stay **and left the room**", "said he would stay, **adding** that …" — but "said he was tired and
    **that he would stay**", "said he would stay and **he would fight**" go on.
    """
    if branch.relation not in _NEXT_CLAUSE or branch.upos != "VERB":
        return False
    if branch.text.endswith("ing"):
        return is_cue(branch)
    subject = sentence.child(branch, "nsubj", "nsubj:pass", "expl")
    if subject is None:
        # To the tagger "called" is a participle in "said aid would come and called on them".
        past = (branch.xpos, cue.xpos) == ("VBN", "VBD") and sentence.child(branch, "aux", "aux:pass") is None
        return branch.xpos == cue.xpos or past or is_cue(branch)
    return is_cue(branch) and sentence.child(branch, "mark") is None


def tidy(text: str, span: Span) -> Span:
    """
    *span* without punctuation at its edges; quotation marks and brackets stay only with their partner.

    Final punctuation goes, except inside a closing quotation mark or after an abbreviation's full stop.
    """
    while True:
        before = span
        span = trimmed(text, span, EDGE_PUNCTUATION)
        while len(span) > 1 and text[span.end - 1] in FINAL_PUNCTUATION and not _abbreviates(text, span):
            span = Span(span.start, span.end - 1)
        span = _without_lone_marks(text, span)
        if span == before:
            return span


def _abbreviates(text: str, span: Span) -> bool:
    """Whether the full stop at the end of *span* belongs to an abbreviation: "the U.S.", "5 p.m."."""
    return span.end - 3 >= span.start and text[span.end - 3] == "." and text[span.end - 2].isalpha()


def _without_lone_marks(text: str, span: Span) -> Span:
    words = span.of(text)
    for opening, closing in zip("“‘«([", "”’»)]", strict=True):
        if words.startswith(opening) and closing not in words[1:]:
            return Span(span.start + 1, span.end)
        if words.endswith(closing) and closing != "’" and opening not in words[:-1]:
            return Span(span.start, span.end - 1)
        if words.startswith(closing) and closing in ")]":
            return Span(span.start + 1, span.end)
    if words.startswith('"') and words.count('"') % 2 == 1:
        return Span(span.start + 1, span.end)
    if words.endswith('"') and words.count('"') % 2 == 1:
        return Span(span.start, span.end - 1)
    return span


def cue_words(sentence: Sentence, verb: Word) -> tuple[Word, ...]:
    """
    The verb with the auxiliaries right before it and its particle: "**has said**", "**pointed out**"; no adverbs.
    """
    words = [verb]
    auxiliaries = {each.number: each for each in sentence.children(verb, "aux")}
    while (before := auxiliaries.get(words[0].number - 1)) is not None:
        words.insert(0, before)
    for particle in sentence.children(verb, "compound:prt"):
        if particle.number == words[-1].number + 1:
            words.append(particle)
    return tuple(words)


def snap(content: Spans, quoted: tuple[Quoted, ...], cue: Span) -> Spans:
    """
    The content with each quotation mostly inside it taken whole, marks and all; never one around the cue.

    One that follows right after is taken too, unless the content ends with a quotation: the next one is another's.
    """
    closed = any(each.span.end == content[-1].end for each in quoted)
    taken = [
        each.span
        for each in quoted
        if not each.span.overlaps(cue)
        and (_belongs(each.span, content) or (not closed and _follows(each.span, content, cue)))
    ]
    return merged((*content, *taken), gap=1) if taken else content


def _belongs(quotation: Span, content: Spans) -> bool:
    shared = overlap(content, (quotation,))
    return shared >= _MOST * min(len(quotation), size(content))


def _follows(quotation: Span, content: Spans, cue: Span) -> bool:
    """Whether a fragment goes on right where the content breaks off: "praised Russia for having | “stood up”"."""
    return 0 <= quotation.start - content[-1].end <= 1 and cue.end <= content[-1].start


def inside_marks(content: Spans, quoted: tuple[Quoted, ...]) -> Spans:
    """The quotations (marks included) that lie inside the content."""
    return tuple(each.span for each in quoted if each.depth == 0 and any(span.covers(each.span) for span in content))
