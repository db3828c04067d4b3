"""Words: all vocabulary as data, in ``data/``; read by :mod:`quotes.words.lexicon`."""
