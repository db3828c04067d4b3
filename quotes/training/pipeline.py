"""A Stanza pipeline over weight files that are still being made: any of them, from anywhere, on the words as given."""

import logging
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

#: Words in a batch of the dependency parser; padding makes large batches several times slower.
_PARSER_BATCH_WORDS = 400
#: Characters of the longest token that keeps its text.
_LONGEST_TOKEN = 4000
#: Processors that look words up in the vector table.
_WITH_VECTORS = ("pos", "depparse", "ner")


def load(weights: Mapping[str, Path], vectors: Path, **options: Any) -> Any:
    """
    A pipeline of the processors that *weights* has files for (`tokenize`, `mwt`, `pos`, `lemma`, `depparse`, `ner`).

    Without a tokenizer it takes words as they are: lists of words, or a document that has them.  Nothing is downloaded.
    """
    logging.getLogger("stanza").setLevel(logging.ERROR)
    import stanza
    from stanza.models.common.foundation_cache import FoundationCache
    from stanza.models.common.pretrain import Pretrain

    paths: dict[str, Any] = {f"{name}_model_path": str(path) for name, path in weights.items()}
    cache = FoundationCache(local_files_only=True)
    if any(name in weights for name in _WITH_VECTORS):
        table = Pretrain(str(vectors))
        table._emb = table.emb.float()  # stored in half precision, computed in single
        cache.pretrains[str(vectors)] = table
        paths |= {f"{name}_pretrain_path": str(vectors) for name in _WITH_VECTORS if name in weights}
    if "tokenize" not in weights:
        paths["tokenize_pretokenized"] = True
    processors = [*weights] if "tokenize" in weights else ["tokenize", *weights]
    with tempfile.TemporaryDirectory() as scratch:
        resources = Path(scratch, "resources.json")
        resources.write_text("{}", encoding="utf-8")  # Stanza asks for one; with every path given, an empty one does
        return stanza.Pipeline(
            "en",
            dir=scratch,
            package=None,
            processors=",".join(processors),
            resources_filepath=str(resources),
            download_method=None,
            allow_unknown_language=True,
            foundation_cache=cache,
            verbose=False,
            tokenize_max_seqlen=_LONGEST_TOKEN,
            depparse_batch_size=_PARSER_BATCH_WORDS,
            **paths,
            **options,
        )
