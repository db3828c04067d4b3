"""
How the parts that Stanza trains are trained: the command lines of its own training modules, as data.

Steps and sizes are those of the shipped set; what each choice bought stands in the model card.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from attrs import evolve, frozen

#: One seed for everything: Stanza's own default, said aloud.
SEED = 1234
#: Stanza wants a treebank's short name; an unknown one makes it look at the data instead.
_SHORTHAND = "en_news"

Options = Mapping[str, str | int | float]


@frozen
class Stage:
    """
    One run of a Stanza training module; *name* is that of the weights that it leaves, *file* theirs in a set.

    `{data}` and `{out}` in its *options* are filled in when it runs.  With the options *tiny* it takes seconds, which
    shows that the way from corpora to files works, not that the result does.
    """

    module: str
    name: str
    file: str
    options: Options
    tiny: Options = MappingProxyType({})

    @property
    def made_tiny(self) -> "Stage":
        """The stage of a few steps."""
        return evolve(self, options={**self.options, **self.tiny})

    def arguments(self, data: Path, out: Path) -> list[str]:
        """The command line after `python -m MODULE`, with the places filled in."""
        always = {"shorthand": _SHORTHAND, "seed": SEED, "save_dir": "{out}", "save_name": f"{self.name}.pt"}
        pairs = ((f"--{key}", str(value)) for key, value in {**self.options, **always}.items())
        return [each.format(data=data, out=out) for pair in pairs for each in pair]


# Features of the text around a character.  The first three are Stanza's defaults; the others are what its own
# training script turns on for English since 1.15 (a split at numerals was mended by them).
_TOKEN_FEATURES = (
    "space_before,capitalized,numeric,end_of_para,start_of_para,labeled_field,phone_id,date_pattern,currency"
)

_STAGES = (
    Stage(
        "stanza.models.tokenizer",
        "tokenizer",
        "tokenize.pt",
        {
            "mode": "train",
            "lang": "en",
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
        },
        tiny={"steps": 4, "eval_steps": 2},
    ),
    Stage(
        "stanza.models.mwt_expander",
        "mwt",
        "mwt.pt",
        {
            "mode": "train",
            "lang": "en",
            "train_file": "{data}/tokens-train.conllu",
            "eval_file": "{data}/dev-contracted.conllu",
            "gold_file": "{data}/dev.conllu",
            # The longest multi-word token of the treebanks has 15 characters ("anti-government's" is three tokens).
            "max_dec_len": 24,
            "num_epoch": 8,
            "emb_dim": 32,
            "hidden_dim": 48,
        },
        tiny={"num_epoch": 1},
    ),
    Stage(
        "stanza.models.lemmatizer",
        "lemmatizer",
        "lemma.pt",
        {
            "mode": "train",
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
        },
        tiny={"num_epoch": 1},
    ),
)
#: By name.
STAGES: Mapping[str, Stage] = MappingProxyType({each.name: each for each in _STAGES})
