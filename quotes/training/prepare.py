"""
From the treebanks to the files that training reads.

All files go into one folder, together with `prepare.json`, which says what they were made of: digests of the corpora,
the genres left out, counts, the seed.  The same corpora and seed give the same files.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from quotes.models import sha256_of
from quotes.training.augment import NewsRates, Rates, augmented, newslike
from quotes.training.licences import NON_COMMERCIAL_GENRES, commercially_usable
from quotes.training.recipes import SEED
from quotes.training.treebank import (
    DEPREL,
    FEATS,
    FORM,
    HEAD,
    ID,
    LEMMA,
    MISC,
    UPOS,
    Row,
    Sentence,
    read,
    replaced,
    surface,
    without_empty_nodes,
    write,
)

TREEBANKS = ("en_ewt", "en_gum")


def prepare(corpora: Path, data: Path, left_out: frozenset[str] = NON_COMMERCIAL_GENRES) -> Path:
    """
    Write all training and development files to *data* and return the path of their description.

    *corpora* has the folder `ud` (CoNLL-U); *left_out* names the genres not to learn from.
    """
    data.mkdir(parents=True, exist_ok=True)
    sources = [corpora / "ud" / f"{name}-{split}.conllu.gz" for name in TREEBANKS for split in ("train", "dev")]
    train = list(commercially_usable(_treebanks(corpora, "train"), left_out))
    dev = list(_treebanks(corpora, "dev"))
    counts = {
        "train": write(data / "train.conllu", augmented(train, Rates(), SEED)),
        "dev": write(data / "dev.conllu", dev),
        "lemma types": write(data / "lemma-types.conllu", lemma_types(train)),
        **{
            f"dev {name}": write(data / f"dev-{name}.conllu", read(corpora / "ud" / f"{name}-dev.conllu.gz"))
            for name in TREEBANKS
        },
    }
    text = newslike(unsplit_misspellings(train), NewsRates(), SEED)
    write(data / "tokens-train.conllu", augmented(text, Rates(), SEED))
    write(data / "tokens-dev.conllu", dev)
    for split in ("train", "dev"):
        tokenizer_files(data, split)
    contract(data / "dev.conllu", data / "dev-contracted.conllu")
    description = {
        "corpora": {source.name: sha256_of(source) for source in sources},
        "left out": sorted(left_out),
        "sentences": counts,
        "seed": SEED,
    }
    path = data / "prepare.json"
    path.write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    return path


def _treebanks(corpora: Path, split: str) -> Iterator[Sentence]:
    for name in TREEBANKS:
        for sentence in read(corpora / "ud" / f"{name}-{split}.conllu.gz"):
            yield without_empty_nodes(sentence)


def lemma_types(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """
    Each (form, tag, lemma) once, as a sentence of one word: a twelfth of the running text for the network to learn.

    Misspelt words are left out, since their lemma is that of the word that was meant.
    """
    seen: set[tuple[str, str, str]] = set()
    for sentence in sentences:
        for row in sentence.words:
            key = (row[FORM], row[UPOS], row[LEMMA])
            if key in seen or _is_misspelt(row):
                continue
            seen.add(key)
            yield Sentence((), (("1", row[FORM], row[LEMMA], row[UPOS], "_", "_", "0", "root", "_", "_"),))


def _is_misspelt(row: Row) -> bool:
    return "Typo=Yes" in row[FEATS] or "CorrectForm" in row[MISC] or row[DEPREL].startswith("goeswith")


def unsplit_misspellings(sentences: list[Sentence]) -> Iterator[Sentence]:
    """
    The sentences with misspelt contractions as one word, where the same letters are oftener a word of their own.

    EWT takes apart "its" where "it's" was meant (58 times, against 319 that stay whole), and "horses" for "horse's".
    A splitter that learnt this takes "its" apart in newspapers too, where it is hardly ever a slip.
    """
    whole, split = Counter[str](), Counter[str]()
    for sentence in sentences:
        ranges = {row[FORM].lower() for row in sentence.rows if "-" in row[ID]}
        split.update(ranges)
        whole.update(form.lower() for form, _ in surface(sentence) if form.lower() not in ranges)
    misspelt = {form for form in split if whole[form] > split[form] and not re.search(r"\W", form)}
    for sentence in sentences:
        changed = sentence
        for position in reversed(range(len(sentence.rows))):
            row = sentence.rows[position]
            if "-" in row[ID] and row[FORM].lower() in misspelt:
                changed = unsplit(changed, position)
        yield changed


def unsplit(sentence: Sentence, position: int) -> Sentence:
    """The sentence with the multi-word token at that row as one word, which takes over all that hung on its parts."""
    first, last = map(int, sentence.rows[position][ID].split("-"))
    after = position + 2 + last - first

    def moved(number: str) -> str:
        if not number.isdigit() or int(number) < first:
            return number
        return str(max(first, int(number) - (last - first)))

    top = next(row for row in sentence.rows[position + 1 : after] if not first <= int(row[HEAD]) <= last)
    token = sentence.rows[position]
    rows = [
        *sentence.rows[:position],
        replaced(top, id=str(first), form=token[FORM], lemma=token[FORM], misc=token[MISC]),
    ]
    rows += [replaced(row, id="-".join(map(moved, row[ID].split("-")))) for row in sentence.rows[after:]]
    return sentence.with_rows(replaced(row, head=moved(row[HEAD])) for row in rows)


def tokenizer_files(data: Path, split: str) -> None:
    """Text, labels by character and the multi-word dictionary for the tokenizer, from `tokens-SPLIT.conllu`."""
    from stanza.utils.datasets import conllu_to_text, prepare_tokenizer_data

    stem = data / f"tokens-{split}"
    source, text = f"{stem}.conllu", f"{stem}.txt"
    conllu_to_text.main([source, text])
    prepare_tokenizer_data.main([text, source, "-o", f"{stem}.toklabels", "-m", f"{stem}-mwt.json"])


def contract(source: Path, target: Path) -> None:
    """The sentences with multi-word tokens not yet taken apart, as the expander meets them."""
    from stanza.utils.datasets.contract_mwt import contract_mwt

    contract_mwt(str(source), str(target))
