"""Weights of attribution: the network of ``quotes.attribution.labels``, the trees of ``quotes.attribution.scorer``."""
