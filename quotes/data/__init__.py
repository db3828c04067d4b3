"""Words as data: see :mod:`quotes.lexicon`."""
