"""
Predicted tags and lemmas in place of the annotated ones, trees untouched.

A parser that learns from gold tags trusts them, and loses up to six points of LAS when it meets a tagger's.  It must
learn from tags as wrong as those it will be given.  Two ways:

- *jackknifed*: the training data is cut into folds, and each is tagged by a tagger that learnt from the others;
- *plain*: one tagger tags its own training data.  That is as good when the tagger does not know that data by heart.
  The compact tagger does not: its UPOS is right for 97.1 % of the words that it learnt from and for 96.1 % of those
  that it did not (an earlier one: 95.2 % and 94.7 %).
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from quotes.training.treebank import FEATS, ID, LEMMA, UPOS, XPOS, Row, Sentence, read, replaced, write
from quotes.training.weight_files import load

#: Sentences handed to Stanza at a time.
_CHUNK = 2000

#: Puts predicted tags on sentences.
Tagger = Callable[[list[Sentence]], list[Sentence]]


def stanza_tagger(pos: Path, lemma: Path, vectors: Path) -> Tagger:
    """A function that puts the predictions of these weights on sentences, whose words it takes as they are."""
    from stanza.utils.conll import CoNLL

    nlp = load({"pos": pos, "lemma": lemma}, vectors)

    def tagged(sentences: list[Sentence]) -> list[Sentence]:
        blocks = ("\n".join("\t".join(row) for row in sentence.rows) for sentence in sentences)
        document = CoNLL.conll2doc(input_str="\n\n".join(blocks) + "\n\n")
        nlp.process(document, processors="pos,lemma")
        return [with_tags(old, new.words) for old, new in zip(sentences, document.sentences, strict=True)]

    return tagged


def with_tags(sentence: Sentence, words: Iterable[object]) -> Sentence:
    """The sentence with UPOS, XPOS, FEATS and LEMMA of the predicted words, which are its own words in order."""
    predicted = iter(words)
    return sentence.with_rows(_predicted(row, next(predicted)) if row[ID].isdigit() else row for row in sentence.rows)


def _predicted(row: Row, word: object) -> Row:
    tags = {name: getattr(word, name) or "_" for name in ("upos", "xpos", "feats", "lemma")}
    return replaced(row, **tags)


def retag(source: Path, target: Path, tagger: Tagger) -> int:
    """Write *source* with predicted tags to *target*; the number of sentences."""
    return write(target, chain.from_iterable(tagger(part) for part in _chunks(read(source))))


def _chunks(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    part: list[Sentence] = []
    for sentence in sentences:
        part.append(sentence)
        if len(part) == _CHUNK:
            yield part
            part = []
    if part:
        yield part


def fold(sentences: list[Sentence], number: int, folds: int) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences to learn from and those to tag, for fold *number* of *folds* (counted from 0)."""
    learn = [sentence for at, sentence in enumerate(sentences) if at % folds != number]
    return learn, sentences[number::folds]


def interleaved(parts: list[list[Sentence]]) -> list[Sentence]:
    """The tagged folds put back into the order that `fold` took them from."""
    folds = len(parts)
    total = sum(map(len, parts))
    return [parts[at % folds][at // folds] for at in range(total)]


def accuracy(gold: Iterable[Sentence], predicted: Iterable[Sentence]) -> dict[str, float]:
    """Percentage of words with the right UPOS, XPOS, FEATS and LEMMA."""
    right = dict.fromkeys(("upos", "xpos", "feats", "lemma"), 0)
    total = 0
    for old, new in zip(gold, predicted, strict=True):
        for a, b in zip(old.words, new.words, strict=True):
            total += 1
            for name, column in (("upos", UPOS), ("xpos", XPOS), ("feats", FEATS), ("lemma", LEMMA)):
                right[name] += a[column] == b[column]
    return {name: round(100 * count / total, 2) for name, count in right.items()}
