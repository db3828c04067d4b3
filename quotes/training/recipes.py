"""
How the parts that Stanza trains are trained: the command lines of its own training modules, as data.

Sizes and steps are those of the shipped set; what each choice bought stands in the model card.  The tiny stages train
for seconds: they show that the way from corpora to files works, not that the result does.
"""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve, field, frozen

#: One seed for everything: Stanza's own default, said aloud.
SEED = 1234
#: Stanza wants a treebank's short name; an unknown one makes it look at the data instead.
SHORTHAND = "en_news"

#: Options of a stage; None for a flag without a value.  `{data}` and `{out}` are filled in when it runs.
Options = Mapping[str, str | int | float | None]


def _frozen(options: Options) -> Options:
    return MappingProxyType(dict(options))


@frozen
class Stage:
    """One run of a Stanza training module; *name* is the weight file's, without `.pt`."""

    module: str
    name: str
    options: Options = field(converter=_frozen)

    def having(self, **options: str | int | float | None) -> "Stage":
        """A stage like this one with some options added or changed."""
        return evolve(self, options={**self.options, **options})

    def arguments(self, places: Mapping[str, str]) -> list[str]:
        """The command line after `python -m MODULE`, with the places filled in."""
        line = []
        for key, value in self.options.items():
            line += [f"--{key}"] if value is None else [f"--{key}", str(value).format_map(places)]
        return line


# Features of the text around a character.  The first three are Stanza's defaults; the others are what its own
# training script turns on for English since 1.15 (a split at numerals was mended by them).
_TOKEN_FEATURES = (
    "space_before,capitalized,numeric,end_of_para,start_of_para,labeled_field,phone_id,date_pattern,currency"
)

TOKENIZER = Stage(
    "stanza.models.tokenizer",
    "tokenizer",
    {
        "mode": "train",
        "lang": "en",
        "shorthand": SHORTHAND,
        "txt_file": "{data}/tokens-train.txt",
        "label_file": "{data}/tokens-train.toklabels",
        "mwt_json_file": "{data}/tokens-train-mwt.json",
        "dev_txt_file": "{data}/tokens-dev.txt",
        "dev_label_file": "{data}/tokens-dev.toklabels",
        "dev_conll_gold": "{data}/dev.conllu",
        "feat_funcs": _TOKEN_FEATURES,
        # Sentences longer than this many characters are dropped from training; news has long ones.
        "max_seqlen": 300,
        "steps": 4000,
        "eval_steps": 500,
        "report_steps": 100,
        "max_steps_before_stop": 3000,
        "seed": SEED,
        "save_dir": "{out}",
        "save_name": "tokenizer.pt",
    },
)

MWT = Stage(
    "stanza.models.mwt_expander",
    "mwt",
    {
        "mode": "train",
        "lang": "en",
        "shorthand": SHORTHAND,
        "train_file": "{data}/tokens-train.conllu",
        "eval_file": "{data}/dev-contracted.conllu",
        "gold_file": "{data}/dev.conllu",
        # The longest multi-word token of the treebanks has 15 characters ("anti-government's" is three tokens).
        "max_dec_len": 24,
        "num_epoch": 8,
        "emb_dim": 32,
        "hidden_dim": 48,
        "seed": SEED,
        "save_dir": "{out}",
        "save_name": "mwt.pt",
    },
)

LEMMATIZER = Stage(
    "stanza.models.lemmatizer",
    "lemmatizer",
    {
        "mode": "train",
        "shorthand": SHORTHAND,
        # Unique (form, tag, lemma) types train the network; the running text feeds the frequency dictionary only.
        "train_file": "{data}/lemma-types.conllu",
        "secondary_file": "{data}/train.conllu",
        "eval_file": "{data}/dev.conllu",
        "num_epoch": 8,
        "batch_size": 100,
        "emb_dim": 32,
        "pos_dim": 32,  # must equal emb_dim, or Stanza 1.15 stops with a size mismatch
        "hidden_dim": 64,
        "lr": 0.003,
        "seed": SEED,
        "save_dir": "{out}",
        "save_name": "lemmatizer.pt",
    },
)

#: The shipped set.
FULL: Mapping[str, Stage] = MappingProxyType({"tokenizer": TOKENIZER, "mwt": MWT, "lemmatizer": LEMMATIZER})
#: A few steps each.
TINY: Mapping[str, Stage] = MappingProxyType(
    {
        "tokenizer": TOKENIZER.having(steps=4, eval_steps=2),
        "mwt": MWT.having(num_epoch=1),
        "lemmatizer": LEMMATIZER.having(num_epoch=1),
    }
)
#: By the names that the command line knows them by.
SIZES: Mapping[str, Mapping[str, Stage]] = MappingProxyType({"full": FULL, "tiny": TINY})
#: The files that their weights have in a set.
FILES: Mapping[str, str] = MappingProxyType({"tokenizer": "tokenize.pt", "mwt": "mwt.pt", "lemmatizer": "lemma.pt"})
