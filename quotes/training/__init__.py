"""
From corpora to the shipped models, in documented commands.

    python -m quotes.training prepare --corpora ../shared/corpora --work training
    python -m quotes.training vectors --corpora ../shared/corpora --work training
    python -m quotes.training train   --work training tokenizer mwt tagger lemmatizer teachers
    python -m quotes.training retag   --work training
    python -m quotes.training silver  --corpora ../shared/corpora --work training
    python -m quotes.training train   --work training parser ner
    python -m quotes.training pack    --work training
    python -m quotes.training evaluate --corpora ../shared/corpora --work training

`all` does these in turn.  Everything is written below the folder that `--work` names: `data/` (what training reads),
`runs/` (weights, logs and a record of every finished stage) and `set/` (what is shipped, with its manifest and card).
A command that was interrupted is given again and goes on: finished stages are not repeated.  A graphics processor is
used where there is one; on one CPU core the whole takes about six hours.  `--size tiny` takes minutes and shows only
that the way is open.

Stanza's own training modules do the learning, each in a process of its own; this package feeds them.  What
``quotes.attribution`` learns from annotated articles is made by another command, ``python -m
quotes.training.attribution``.
"""
