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
from quotes.training.recipes import SEED
from quotes.training.treebank import NON_COMMERCIAL_GENRES, Row, Sentence, commercially_usable, read, write

TREEBANKS, SPLITS = ("en_ewt", "en_gum"), ("train", "dev")


def prepare(corpora: Path, data: Path) -> Path:
    """
    Write all training and development files to *data* and return the path of their description.

    *corpora* has the folder `ud` (CoNLL-U).
    """
    from stanza.utils.datasets import conllu_to_text, prepare_tokenizer_data
    from stanza.utils.datasets.contract_mwt import contract_mwt

    data.mkdir(parents=True, exist_ok=True)
    sources = {(name, split): corpora / "ud" / f"{name}-{split}.conllu.gz" for name in TREEBANKS for split in SPLITS}
    train, dev = ([each for name in TREEBANKS for each in read(sources[name, split])] for split in SPLITS)
    train = [each.without_empty_nodes() for each in commercially_usable(train)]
    text = newslike(unsplit_misspellings(train), NewsRates(), SEED)
    wanted = {
        "train": augmented(train, Rates(), SEED),
        "dev": (each.without_empty_nodes() for each in dev),
        "lemma-types": lemma_types(train),
        **{f"dev-{name}": read(sources[name, "dev"]) for name in TREEBANKS},
        "tokens-train": augmented(text, Rates(), SEED),
        "tokens-dev": (each.without_empty_nodes() for each in dev),
    }
    counts = {name: write(data / f"{name}.conllu", sentences) for name, sentences in wanted.items()}
    for split in SPLITS:
        stem = data / f"tokens-{split}"
        source, plain = f"{stem}.conllu", f"{stem}.txt"
        conllu_to_text.main([source, plain])
        prepare_tokenizer_data.main([plain, source, "-o", f"{stem}.toklabels", "-m", f"{stem}-mwt.json"])
    # With multi-word tokens not yet taken apart, as the expander meets them.
    contract_mwt(str(data / "dev.conllu"), str(data / "dev-contracted.conllu"))
    description = {
        "corpora": {source.name: sha256_of(source) for source in sources.values()},
        "left out": sorted(NON_COMMERCIAL_GENRES),
        "sentences": counts,
        "seed": SEED,
    }
    path = data / "prepare.json"
    path.write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    return path


def lemma_types(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """
    Each (form, tag, lemma) once, as a sentence of one word: a twelfth of the running text for the network to learn.

    Misspelt words are left out, since their lemma is that of the word that was meant.
    """
    words = (row for sentence in sentences for row in sentence.words if not _is_misspelt(row))
    for form, upos, lemma in dict.fromkeys((row.form, row.upos, row.lemma) for row in words):
        yield Sentence((), (Row("1", form, lemma, upos, "_", "_", "0", "root", "_", "_"),))


def _is_misspelt(row: Row) -> bool:
    return "Typo=Yes" in row.feats or "CorrectForm" in row.misc or row.deprel.startswith("goeswith")


def unsplit_misspellings(sentences: list[Sentence]) -> Iterator[Sentence]:
    """
    The sentences with misspelt contractions as one word, where the same letters are oftener a word of their own.

    EWT takes apart "its" where "it's" was meant (58 times, against 319 that stay whole), and "horses" for "horse's".
    A splitter that learnt this takes "its" apart in newspapers too, where it is hardly ever a slip.
    """
    whole, split = Counter[str](), Counter[str]()
    for sentence in sentences:
        ranges = {row.form.lower() for row in sentence.rows if "-" in row.id}
        split.update(ranges)
        whole.update(row.form.lower() for row in sentence.tokens if row.form.lower() not in ranges)
    misspelt = {form for form in split if whole[form] > split[form] and not re.search(r"\W", form)}
    for sentence in sentences:
        changed = sentence
        for position, row in reversed(list(enumerate(sentence.rows))):
            if "-" in row.id and row.form.lower() in misspelt:
                changed = unsplit(changed, position)
        yield changed


def unsplit(sentence: Sentence, position: int) -> Sentence:
    """The sentence with the multi-word token at that row as one word, which takes over all that hung on its parts."""
    token = sentence.rows[position]
    first, last = token.numbers[0], token.numbers[-1]

    def moved(number: str) -> str:
        if not number.isdigit() or int(number) < first:
            return number
        return str(max(first, int(number) - (last - first)))

    before, after = sentence.rows[:position], sentence.rows[position + 1 :]
    parts, others = after[: len(token.numbers)], after[len(token.numbers) :]
    top = next(row for row in parts if int(row.head) not in token.numbers)
    rows = [*before, top._replace(id=str(first), form=token.form, lemma=token.form, misc=token.misc)]
    rows += [row._replace(id="-".join(map(moved, row.id.split("-")))) for row in others]
    return sentence.with_rows(row._replace(head=moved(row.head)) for row in rows)
