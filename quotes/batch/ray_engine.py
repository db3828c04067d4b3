"""
More than one machine: Ray Data reads the inputs, actors that load once read the documents, shards of records come out.

The documents are those that a plain run reads, and a document's records do not depend on the others: sorted, the lines
of all shards are those of a plain run.  The folder of the shards, and the inputs, must be where all machines see them.
"""

import json
import logging
import os
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.batch.messages import message
from quotes.batch.outcomes import Outcome, Reader
from quotes.batch.output import AnyDocument, beside, room_for
from quotes.errors import MissingExtra, OutputFailed, QuotesError, UnreadableDocument, WrongUsage

if TYPE_CHECKING:
    from ray.data import Dataset

#: The documents of one input; it must survive pickling.
ReadInput = Callable[[str], Iterable[AnyDocument]]
#: What becomes of a document that failed: the outcome that is written, or an error that ends the run.
Settle = Callable[[AnyDocument, Outcome], Outcome]


def extract_with_ray(
    inputs: Sequence[str], read: ReadInput, reader: Reader, settle: Settle, actors: int, folder: Path
) -> Counter[str]:
    """
    Write the records of all documents of *inputs* into shards in *folder*, and return what was counted.

    The folder has its name when all are there; till then it is FOLDER.part.  MissingExtra where Ray is not installed,
    WrongUsage where the folder is there already, QuotesError where one ended the run.
    """
    if folder.exists():
        raise WrongUsage(f"--output: {folder}: is there already; name a new folder for the shards")
    part = beside(folder, "part")
    with room_for(part):
        part.mkdir(exist_ok=True)
        for each in part.iterdir():
            each.unlink()
    _start(actors)
    from ray.data import from_items
    from ray.exceptions import RayError

    counts: Counter[str] = Counter()
    try:
        if inputs:
            documents = from_items([{"input": each} for each in inputs], override_num_blocks=len(inputs))
            packed = documents.flat_map(_packed, fn_kwargs={"read": read})
            actor = {"fn_constructor_args": (reader, settle), "concurrency": actors, "num_cpus": 1}
            _write(packed.map(_Actor, **actor), part, counts)
    except RayError as error:
        raise _cause(error) from error
    part.replace(folder)
    return counts


def _start(actors: int) -> None:
    """Join the cluster that the environment names, or start one here; Ray says nothing and tells nobody."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        import ray
    except ImportError as error:
        raise MissingExtra("ray", "--engine ray") from error
    if not ray.is_initialized():
        here = {} if "RAY_ADDRESS" in os.environ else {"num_cpus": max(actors + 1, os.cpu_count() or 1)}
        ray.init(include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR, **here)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)


def _write(outcomes: "Dataset", part: Path, counts: Counter[str]) -> None:
    """Write the lines of all outcomes into shards of the folder *part*, count, and say what failed."""
    from ray.data import Datasink

    class Shards(Datasink):  # type: ignore[misc]  # Ray is not followed
        """A file for each task that writes; a task that is tried again writes the same one."""

        def write(self, blocks: Iterable[Any], ctx: Any) -> list[dict[str, str]]:
            return _shard(blocks, part / f"{ctx.task_idx:06}.jsonl")

        def on_write_complete(self, write_result: Any) -> None:
            for each in (row for rows in write_result.write_returns for row in rows):
                counts.update(json.loads(each["counts"]))
                if each["failure"]:
                    message(each["failure"])

    outcomes.write_datasink(Shards())


def _shard(blocks: Iterable[Any], path: Path) -> list[dict[str, str]]:
    """Write the lines of one shard, and return one row of what was counted and one for each failure."""
    from ray.data.block import BlockAccessor

    counts: Counter[str] = Counter()
    failures = []
    torn = beside(path, "part")
    with torn.open("wb") as file:
        for block in blocks:
            for row in BlockAccessor.for_block(block).iter_rows(public_row_format=True):
                file.write(row["lines"])
                counts.update(json.loads(row["counts"]))
                failures += [row["failure"]] if row["failure"] else []
        size = file.tell()
    if size:
        torn.replace(path)
    else:
        torn.unlink()
    return [{"counts": json.dumps(counts), "failure": ""}, *({"counts": "{}", "failure": each} for each in failures)]


def _packed(row: dict[str, Any], read: ReadInput) -> Iterator[dict[str, Any]]:
    """The documents of one input, each packed for its way to an actor."""
    return ({"document": pickle.dumps(document)} for document in read(str(row["input"])))


class _Actor:
    """Loads once, and reads one document after the other."""

    def __init__(self, reader: Reader, settle: Settle) -> None:
        self.reader, self.settle = reader, settle

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        document = pickle.loads(row["document"])  # packed above, by this run
        outcome = Outcome(failure=document) if isinstance(document, UnreadableDocument) else self.reader(document)
        outcome = self.settle(document, outcome)
        failure = "" if outcome.failure is None else str(outcome.failure)
        return {"lines": outcome.lines, "counts": json.dumps(outcome.counts), "failure": failure}


def _cause(error: BaseException) -> QuotesError:
    """Our own error inside of Ray's, if there is one; else what Ray says in its last line."""
    below: BaseException | None = error
    while below is not None:
        for each in (below, getattr(below, "cause", None)):
            if isinstance(each, QuotesError):
                return each
        below = below.__cause__
    return OutputFailed("--engine ray", str(error).strip().rpartition("\n")[2])
