"""
Scores of a set of weights: from raw text on the treebanks' development data, and for names on the newswire.

Everything that the parser gets wrong on the way (tokens, sentences, tags) counts against the trees, as in use.
"""

import io
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from quotes.parsing.entity_names import Name, agreed
from quotes.training import newswire
from quotes.training.treebank import raw_text, read
from quotes.training.weight_files import load

#: Columns of the scorer that are reported, in its own names.
METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS")
#: What makes a tree from a text.
TREE_PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse")

Scores = dict[str, float]


def score_set(folder: Path, treebanks: Mapping[str, Path], names: Path | None) -> dict[str, Scores]:
    """
    F1 in percent for each treebank (name → CoNLL-U file) and, where *names* is given, for the names in that file.

    Names are scored as tagged (`names`) and as `quotes` uses them, of one kind in an article (`names, agreed`).
    *folder* holds `tokenize.pt`, `mwt.pt`, `pos.pt`, `lemma.pt`, `depparse.pt`, `ner.pt` and `pretrain.pt`.
    """
    scores: dict[str, Scores] = {}
    vectors = folder / "pretrain.pt"
    if treebanks:
        nlp = load({name: folder / f"{name}.pt" for name in TREE_PROCESSORS}, vectors)
        scores = {name: score_trees(nlp, path) for name, path in treebanks.items()}
    if names is not None:
        tagger = load({"ner": folder / "ner.pt"}, vectors)
        scores |= score_names(tagger, list(newswire.articles(names)))
    return scores


def score_trees(nlp: Any, gold: Path) -> Scores:
    """F1 of every metric, and words a second, of a pipeline on the raw text of a treebank file."""
    from stanza.models.common.utils import ud_scores

    text = raw_text(read(gold))
    start = time.process_time()
    document = nlp(text)
    seconds = time.process_time() - start
    evaluation = ud_scores(str(gold), io.StringIO(f"{document:C}\n\n"))
    scores = {metric: round(100 * evaluation[metric].f1, 2) for metric in METRICS}
    return {**scores, "words a CPU-second": round(document.num_words / seconds)}


def score_names(nlp: Any, articles: list[list[list[newswire.Tagged]]]) -> dict[str, Scores]:
    """F1 of names by class and of all together (`all`); a name is right when its words and its class are."""
    gold = [newswire.names([[word.label for word in sentence] for sentence in article]) for article in articles]
    texts = [[[word.text for word in sentence] for sentence in article] for article in articles]
    tagged = [newswire.names(_labels(nlp, text)) for text in texts]
    agreeing = [agreed(text, names, person=newswire.PERSON) for text, names in zip(texts, tagged, strict=True)]
    return {"names": names_f1(gold, tagged), "names, agreed": names_f1(gold, agreeing)}


def _labels(nlp: Any, text: list[list[str]]) -> list[list[str]]:
    return [[token.ner for token in sentence.tokens] for sentence in nlp(text).sentences]


def names_f1(gold: Iterable[Iterable[Name]], predicted: Iterable[Iterable[Name]]) -> Scores:
    """F1 in percent by class, and `all`, of the names of articles."""
    right, expected, found = Counter[str](), Counter[str](), Counter[str]()
    for wanted, got in zip(map(set, gold), map(set, predicted), strict=True):
        for counter, names in ((right, wanted & got), (expected, wanted), (found, got)):
            counter.update(name.kind for name in names)
            counter["all"] += len(names)
    return {kind: round(200 * right[kind] / (expected[kind] + found[kind]), 2) for kind in sorted(expected | found)}


def table(scores: Mapping[str, Scores]) -> str:
    """The scores as a Markdown table, one row a data set."""
    columns = list(dict.fromkeys(metric for each in scores.values() for metric in each))
    lines = [" | ".join(["data", *columns]), " | ".join("---" for _ in range(len(columns) + 1))]
    for name, each in scores.items():
        lines.append(" | ".join([name, *(str(each.get(column, "")) for column in columns)]))
    return "\n".join(f"| {line} |" for line in lines)


def save(path: Path, scores: Mapping[str, Scores]) -> None:
    """Write scores as JSON."""
    path.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
