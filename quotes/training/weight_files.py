"""A Stanza pipeline over weight files that are still being made: any of them, from anywhere, on the words as given."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quotes.parsing.stanza_parser import load_files


def load(weights: Mapping[str, Path], vectors: Path, **options: Any) -> Any:
    """What `load_files` loads, on a graphics processor where there is one.  Nothing is downloaded."""
    logging.getLogger("stanza").setLevel(logging.ERROR)
    return load_files(weights, vectors, use_gpu=None, **options)
