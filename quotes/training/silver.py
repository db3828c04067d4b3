"""
Names in news that nobody annotated, as taggers see them that learnt from the annotated newswire.

A tagger that learns from these too meets three times as many names, in the words of other newsrooms (self-training; a
mean of several taggers errs less than each).  Within an article a name has one kind
(`quotes.parsing.entity_names`), so bare surnames are labelled better than the taggers could by themselves.
"""

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from quotes.parsing.entity_names import agreed
from quotes.parsing.stanza_parser import view
from quotes.training import newswire
from quotes.training.newswire import OUTSIDE, Tagged
from quotes.training.recipes import SEED
from quotes.training.treebank import open_text

#: The lines of the raw text that are radio news (rural affairs and science, from Australia).  The rest is novels,
#: reviews, scraps of treebanks, and the newswire itself, whose development articles nobody may learn from.
_RADIO_NEWS = (353_500, 386_000)
#: A headline of the radio news is a line without a full stop, at most so long, that follows so many lines of a story.
_LONGEST_HEADLINE, _SHORTEST_STORY = 90, 5
#: Annotated sentences are read so many times for one time that the others are.
_ANNOTATED_TIMES = 2
#: Of the sentences without a name in them, this part is kept: there are enough.
_NAMELESS_KEPT = 0.15
#: Sentences of more words are tables; of fewer, slips of the sentence splitter.
_FEWEST_WORDS, _MOST_WORDS = 2, 150

#: An article's sentences, as their words.
Article = list[list[str]]


def news(corpora: Path) -> Iterator[list[str]]:
    """The paragraphs of each article that is labelled: all of PolNeAR's training part, and the radio news."""
    with gzip.open(corpora / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield [each for each in re.split(r"\n\s*\n", json.loads(line)["text"]) if each.strip()]
    yield from stories(line.strip() for line in islice(open_text(corpora / "text" / "english.txt.gz"), *_RADIO_NEWS))


def stories(lines: Iterable[str]) -> Iterator[list[str]]:
    """Lines of news as stories, each of which begins with its headline."""
    story: list[str] = []
    for line in filter(None, lines):
        headline = len(line) < _LONGEST_HEADLINE and not re.search(r"[.!?\"”]$", line)
        if headline and len(story) >= _SHORTEST_STORY:
            yield story
            story = []
        story.append(line)
    if story:
        yield story


def words(nlp: Any, paragraphs: list[str]) -> Article:
    """The sentences of an article as words, split by a pipeline of tokenizer and multi-word tokens."""
    pieces = nlp.bulk_process([view(each) for each in paragraphs])
    sentences = ([word.text for word in sentence.words] for piece in pieces for sentence in piece.sentences)
    return [each for each in sentences if _FEWEST_WORDS <= len(each) <= _MOST_WORDS]


class Taggers:
    """Several trained taggers that vote: the mean of what each holds probable, decoded once."""

    def __init__(self, weights: Sequence[Path], vectors: Path) -> None:
        """Load the taggers; all must have learnt the same labels."""
        from stanza.models.common.pretrain import Pretrain
        from stanza.models.ner.trainer import Trainer

        table = Pretrain(str(vectors))
        self._taggers = [Trainer(args={}, model_file=str(each), pretrain=table, device="cpu") for each in weights]
        self._labels = self._taggers[0].vocab["tag"]
        if any(str(each.vocab["tag"].state_dict()) != str(self._labels.state_dict()) for each in self._taggers):
            raise ValueError("taggers that vote must have learnt the same labels")

    def __call__(self, article: Article) -> list[list[str]]:
        """The labels of every sentence."""
        import torch
        from stanza.models.common.doc import Document
        from stanza.models.common.utils import unsort
        from stanza.models.ner.data import DataLoader

        entries = [[{"id": at, "text": word, "ner": OUTSIDE} for at, word in enumerate(each, 1)] for each in article]
        batches = [
            DataLoader(Document(entries), 32, each.args, vocab=each.vocab, evaluation=True, preprocess_tags=False)
            for each in self._taggers
        ]
        labels: list[list[str]] = []
        with torch.inference_mode():
            for batch in zip(*batches, strict=True):
                labels += unsort(self._decoded(batch), batch[0][5])
        return labels

    def _decoded(self, batches: Sequence[Any]) -> list[list[str]]:
        """The labels of one batch, which every tagger has in its own numbers, in the batch's order."""
        import torch
        from stanza.models.common.crf import viterbi_decode
        from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
        from stanza.models.ner.trainer import fix_singleton_tags, unpack_batch

        scores, moves = [], []
        for tagger, batch in zip(self._taggers, batches, strict=True):
            tagger.model.eval()
            inputs, _, word_order, character_order, lengths, *rest = unpack_batch(batch, "cpu")
            forms, form_characters, mask, characters, tags = inputs
            word_lengths, character_lengths, offsets = rest
            _, logits, transitions = tagger.model(
                *(forms, form_characters, mask, tags, word_order, lengths, word_lengths),
                *(characters, offsets, character_lengths, character_order),
            )
            scores.append(torch.log_softmax(logits[0], -1))
            moves.append(transitions[0])
        mean, transition = torch.stack(scores).mean(0).numpy(), torch.stack(moves).mean(0).numpy()
        best = (viterbi_decode(each[:length], transition)[0] for each, length in zip(mean, lengths, strict=True))
        ids = ([[max(each, VOCAB_PREFIX_SIZE)] for each in path] for path in best)
        return [fix_singleton_tags([each[0] for each in self._labels.unmap(path)]) for path in ids]


def labelled(article: Article, labels: list[list[str]]) -> list[list[Tagged]]:
    """An article's sentences with labels (BIO), after its names have been made to agree."""
    result = [[OUTSIDE] * len(sentence) for sentence in article]
    for name in agreed(article, newswire.names(labels), person=newswire.PERSON):
        inside = name.end - name.first - 1
        result[name.sentence][name.first : name.end] = [f"B-{name.kind}", *inside * (f"I-{name.kind}",)]
    return [[Tagged(*each) for each in zip(*both, strict=True)] for both in zip(article, result, strict=True)]


def mixed(annotated: list[list[Tagged]], silver: Iterable[list[Tagged]], seed: int = SEED) -> list[list[Tagged]]:
    """What the last tagger learns from: the annotated sentences twice, and the others as far as they hold a name."""
    chance = random.Random(seed)
    kept = [
        sentence
        for sentence in silver
        if any(word.label != OUTSIDE for word in sentence) or chance.random() < _NAMELESS_KEPT
    ]
    return annotated * _ANNOTATED_TIMES + kept
