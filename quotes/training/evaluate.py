"""
Scores of a set: from raw text on the treebanks' development data, and for names on the newswire's words.

Everything that the parser gets wrong on the way (tokens, sentences, tags) counts against the trees, as in use.
"""

import io
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from quotes.models import ModelSet
from quotes.parsing import Parser
from quotes.parsing.conllu import dumps
from quotes.parsing.entities import Name, agreed
from quotes.parsing.loading import load_tagger
from quotes.parsing.sentences import Named
from quotes.parsing.stanza_parser import StanzaParser
from quotes.text import Document
from quotes.training import newswire
from quotes.training.treebank import raw_text, read

#: Columns of the scorer that are reported, in its own names.
METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS")

Scores = dict[str, float]
#: From the words of an article, sentence by sentence, to their BIO labels.
Tagger = Callable[[list[list[str]]], list[Sequence[str]]]


def score_set(models: ModelSet, treebanks: Mapping[str, Path], names: Path) -> dict[str, Scores]:
    """
    F1 in percent for each treebank (name → CoNLL-U file), and for the names in the newswire's file.

    Names are scored as read (`names`) and as `quotes` uses them, of one kind in an article (`names, agreed`).
    """
    parser = StanzaParser(models)
    trees = {name: score_trees(parser, path) for name, path in treebanks.items()}
    return trees | score_names(_tagger(models), list(newswire.articles(names)))


def score_trees(parser: Parser, gold: Path) -> Scores:
    """F1 of every metric, and words a second, of a parser on the raw text of a treebank file."""
    from stanza.models.common.utils import ud_scores

    document = Document(gold.stem, raw_text(read(gold)))
    start = time.process_time()
    parse = parser(document)
    seconds = time.process_time() - start
    evaluation = ud_scores(str(gold), io.StringIO(dumps(parse)))
    scores = {metric: round(100 * evaluation[metric].f1, 2) for metric in METRICS}
    return {**scores, "words a CPU-second": round(sum(len(each.words) for each in parse.sentences) / seconds)}


def _tagger(models: ModelSet) -> Tagger:
    """The set's tagger of names."""
    tag = load_tagger(models)
    return lambda article: [_labels(len(words), named) for words, named in zip(article, tag(article), strict=True)]


def _labels(length: int, names: Iterable[Named]) -> list[str]:
    """BIO labels of a sentence of so many words with these names in it."""
    labels = ["O"] * length
    for words, label in names:
        labels[words.start : words.stop] = [f"B-{label}", *[f"I-{label}"] * (len(words) - 1)]
    return labels


def score_names(tagger: Tagger, articles: list[list[list[newswire.Tagged]]]) -> dict[str, Scores]:
    """F1 of names by class, of all together and of all but Misc; one is right when its words and its class are."""
    gold = [newswire.names([[word.label for word in sentence] for sentence in article]) for article in articles]
    texts = [[[word.text for word in sentence] for sentence in article] for article in articles]
    found = [newswire.names(tagger(text)) for text in texts]
    agreeing = [agreed(text, names, person=newswire.PERSON) for text, names in zip(texts, found, strict=True)]
    return {"names": names_f1(gold, found), "names, agreed": names_f1(gold, agreeing)}


def names_f1(gold: Iterable[Iterable[Name]], predicted: Iterable[Iterable[Name]]) -> Scores:
    """F1 in percent by class, `all`, and `without Misc`, of the names of articles."""
    right, expected, found = Counter[str](), Counter[str](), Counter[str]()
    for wanted, got in zip(map(set, gold), map(set, predicted), strict=True):
        for counter, names in ((right, wanted & got), (expected, wanted), (found, got)):
            counter.update(name.kind for name in names)
            counter["all"] += len(names)
            counter["without Misc"] += sum(name.kind != newswire.MISC for name in names)
    return {kind: round(200 * right[kind] / (expected[kind] + found[kind]), 2) for kind in sorted(expected | found)}


def table(scores: Mapping[str, Scores]) -> str:
    """The scores as a Markdown table, one row a data set."""
    columns = list(dict.fromkeys(metric for each in scores.values() for metric in each))
    lines = [" | ".join(["data", *columns]), " | ".join("---" for _ in range(len(columns) + 1))]
    for name, each in scores.items():
        lines.append(" | ".join([name, *(str(each.get(column, "")) for column in columns)]))
    return "\n".join(f"| {line} |" for line in lines)
