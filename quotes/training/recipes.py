"""
How each model is trained: the command lines of Stanza's own training modules, as data.

A recipe is a list of stages.  A stage is one run of one Stanza module; a later stage goes on from the weights of the
one before it, with a smaller learning rate, because Stanza's schedules only slow down when the dev score stalls.
Sizes and steps are those of the shipped set; what each choice bought stands in the model card.  The tiny recipes train
for seconds: they show that the way from corpora to files works, not that the result does.
"""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve, field, frozen

#: One seed for everything: Stanza's own default, said aloud.
SEED = 1234
#: Stanza wants a treebank's short name; an unknown one makes it look at the data instead.
SHORTHAND = "en_news"

#: What is trained, in the order in which each needs the ones before it.
PROCESSORS = ("tokenizer", "mwt", "tagger", "lemmatizer", "parser", "teachers", "ner")

#: Options of a stage; None for a flag without a value.  `{data}`, `{out}` and `{vectors}` are filled in when it runs.
Options = Mapping[str, str | int | float | None]


def _frozen(options: Options) -> Options:
    return MappingProxyType(dict(options))


@frozen
class Stage:
    """One run of a Stanza training module; *name* is the weight file's, without `.pt`."""

    module: str
    name: str
    options: Options = field(converter=_frozen)

    def having(self, name: str, **options: str | int | float | None) -> "Stage":
        """A stage like this one under another name, with some options added or changed."""
        return evolve(self, name=name, options={**self.options, **options})

    def arguments(self, places: Mapping[str, str]) -> list[str]:
        """The command line after `python -m MODULE`, with the places filled in."""
        line = []
        for key, value in self.options.items():
            line += [f"--{key}"] if value is None else [f"--{key}", str(value).format_map(places)]
        return line


@frozen
class Recipe:
    """
    The stages of one processor; the last one's weights are the result, saved in the set as *file*.

    Without a *file* they are no part of the set: each stage makes a tagger that labels what another one learns from.
    """

    file: str | None
    stages: tuple[Stage, ...]


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

TAGGER = Stage(
    "stanza.models.tagger",
    "tagger",
    {
        "mode": "train",
        "lang": "en",
        "shorthand": SHORTHAND,
        "train_file": "{data}/train.conllu",
        "eval_file": "{data}/dev-sample.conllu",
        "wordvec_pretrain_file": "{vectors}",
        "hidden_dim": 200,
        "char_hidden_dim": 80,
        "char_emb_dim": 40,
        "deep_biaff_hidden_dim": 200,
        "composite_deep_biaff_hidden_dim": 50,
        "tag_emb_dim": 32,
        "transformed_dim": 100,
        "num_layers": 2,
        # Linear heads over one hidden layer instead of bilinear ones: twice as quick on a CPU.
        "share_hid": None,
        # The compact tagger is as wrong on what it learnt from as on what it did not: less dropout, not more data.
        "dropout": 0.33,
        "word_dropout": 0.15,
        "batch_size": 60,
        "lr": 0.003,
        # Stanza's tagger slows down only when the dev score stalls.  With a single evaluation, at the last step, it
        # "stalls" at a step that we can name: there the second optimizer takes over, a sixth as quick.
        "max_steps_before_stop": 4400,
        "second_optim": "adam",
        "second_lr": 0.0005,
        "max_steps": 5800,
        "eval_interval": 5800,
        "fix_eval_interval": None,
        "seed": SEED,
        "save_dir": "{out}",
        "save_name": "tagger.pt",
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

PARSER = Stage(
    "stanza.models.parser",
    "parser-1",
    {
        "mode": "train",
        "lang": "en",
        "shorthand": SHORTHAND,
        # Trees as annotated, tags as a tagger predicts them: the parser will never meet gold tags.
        "train_file": "{data}/train-retagged.conllu",
        "eval_file": "{data}/dev-sample-retagged.conllu",
        "wordvec_pretrain_file": "{vectors}",
        "hidden_dim": 200,
        "char_hidden_dim": 64,
        "char_emb_dim": 32,
        # Of the parameters of a larger label scorer (201 x 201 x 54) nothing was gained.
        "deep_biaff_hidden_dim": 100,
        "tag_emb_dim": 32,
        "transformed_dim": 100,
        "num_layers": 3,
        # Stanza 1.15 reads the features and then leaves them out of the network's input.
        "no_ufeats": None,
        # Less than Stanza's 0.5 and 0.33, which suit networks four times as wide and runs ten times as long.
        "dropout": 0.4,
        "word_dropout": 0.2,
        "batch_size": 1000,
        "optim": "adam",
        "lr": 0.003,
        "beta2": 0.95,
        "weight_decay": 0,
        "no_second_optim": None,
        "max_steps": 4200,
        "eval_interval": 600,
        "max_steps_before_stop": 9000,
        "seed": SEED,
        "save_dir": "{out}",
        "save_name": "parser-1.pt",
    },
)

TEACHER = Stage(
    "stanza.models.ner_tagger",
    "ner-teacher-1",
    {
        "mode": "train",
        "shorthand": SHORTHAND,
        "train_file": "{data}/ner-train.json",
        "eval_file": "{data}/ner-dev.json",
        "wordvec_pretrain_file": "{vectors}",
        "hidden_dim": 160,
        "char_hidden_dim": 64,
        "char_emb_dim": 32,
        "scheme": "bioes",
        "dropout": 0.4,
        "optim": "adam",
        "lr": 0.002,
        # Halve the rate at every evaluation without a gain; stop once it is next to nothing.
        "lr_decay": 0.5,
        "patience": 0,
        "min_lr": 0.00005,
        "max_steps": 4400,
        "eval_interval": 400,
        "seed": SEED,
        "save_dir": "{out}",
        "save_name": "ner-teacher-1.pt",
    },
)

#: Learns from what the teachers made of unannotated news as well.
NER = TEACHER.having(
    "ner",
    train_file="{data}/ner-mixed.json",
    hidden_dim=180,
    # Words that the vector table lacks get no vector of their own: new text has such words too.
    emb_finetune_known_only=None,
    min_lr=0.00003,
    max_steps=7500,
    eval_interval=500,
    save_name="ner.pt",
)

#: The shipped set.
FULL: Mapping[str, Recipe] = MappingProxyType(
    {
        "tokenizer": Recipe("tokenize.pt", (TOKENIZER,)),
        "mwt": Recipe("mwt.pt", (MWT,)),
        "tagger": Recipe("pos.pt", (TAGGER,)),
        "lemmatizer": Recipe("lemma.pt", (LEMMATIZER,)),
        "parser": Recipe(
            "depparse.pt",
            # All stages read the same data: Stanza numbers the words of whatever it is given, and weights that were
            # learnt with other numbers end in an index error, or in silence.
            (
                PARSER,
                PARSER.having(
                    "parser-2",
                    lr=0.001,
                    max_steps=1600,
                    eval_interval=400,
                    continue_from="{out}/parser-1.pt",
                    save_name="parser-2.pt",
                ),
                PARSER.having(
                    "parser-3",
                    lr=0.0005,
                    max_steps=800,
                    eval_interval=200,
                    continue_from="{out}/parser-2.pt",
                    save_name="parser-3.pt",
                ),
                PARSER.having(
                    "parser-4",
                    lr=0.0001,
                    max_steps=400,
                    eval_interval=100,
                    continue_from="{out}/parser-3.pt",
                    save_name="parser-4.pt",
                ),
            ),
        ),
        "teachers": Recipe(
            None,
            (
                TEACHER,
                TEACHER.having(
                    "ner-teacher-2",
                    emb_finetune_known_only=None,
                    max_steps=2000,
                    eval_interval=250,
                    save_name="ner-teacher-2.pt",
                ),
            ),
        ),
        "ner": Recipe("ner.pt", (NER,)),
    }
)


def _tiny(stage: Stage, **steps: int) -> tuple[Stage, ...]:
    return (stage.having(stage.name, **steps),)


#: A few steps each.
TINY: Mapping[str, Recipe] = MappingProxyType(
    {
        "tokenizer": Recipe("tokenize.pt", _tiny(TOKENIZER, steps=4, eval_steps=2)),
        "mwt": Recipe("mwt.pt", _tiny(MWT, num_epoch=1)),
        "tagger": Recipe(
            "pos.pt",
            _tiny(TAGGER, max_steps=4, eval_interval=4, max_steps_before_stop=3, hidden_dim=8, char_hidden_dim=8),
        ),
        "lemmatizer": Recipe("lemma.pt", _tiny(LEMMATIZER, num_epoch=1)),
        "parser": Recipe("depparse.pt", _tiny(PARSER, max_steps=4, eval_interval=2, hidden_dim=8, char_hidden_dim=8)),
        "teachers": Recipe(None, _tiny(TEACHER, max_steps=4, eval_interval=2, hidden_dim=8, char_hidden_dim=8)),
        "ner": Recipe("ner.pt", _tiny(NER, max_steps=4, eval_interval=2, hidden_dim=8, char_hidden_dim=8)),
    }
)

#: By the names that the command line knows them by.
SIZES: Mapping[str, Mapping[str, Recipe]] = MappingProxyType({"full": FULL, "tiny": TINY})
