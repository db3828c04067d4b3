"""With the real models: the same records whatever the number of jobs and threads, and in any order."""

from pathlib import Path

import torch
from threadpoolctl import threadpool_limits

from quotes import Extractor, batch
from quotes.batch.output import AnyDocument, sink
from quotes.inputs import Reading, read_inputs
from quotes.models import SHIPPED
from tests.samples import FOLDER


def written(documents: list[AnyDocument], path: Path, jobs: int) -> bytes:
    """What `quotes extract -o` writes of them."""
    run = batch.Run(SHIPPED, "fail", jobs=jobs)
    with sink(path, run.settings) as output:
        run.write_all(documents, output)
    return path.read_bytes()


def test_the_same_records_whatever_the_jobs_and_the_order(tmp_path: Path) -> None:
    """Two processes write what one writes, and the other way round the lines are the same."""
    paths = [str(FOLDER / f"{each}.txt") for each in ("harbour", "dam", "cyclone", "silo")]
    documents = list(read_inputs(paths, Reading()))
    one, two = written(documents, tmp_path / "one", 1), written(documents, tmp_path / "two", 2)
    assert one == two != b""
    backwards = written(documents[::-1], tmp_path / "backwards", 1)
    assert sorted(backwards.splitlines()) == sorted(one.splitlines())


def test_the_same_records_whatever_the_threads(extractor: Extractor) -> None:
    """What the caller sets for torch and numpy changes nothing."""
    text = (FOLDER / "dam.txt").read_bytes().decode()
    expected, before = extractor.extract(text), torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        with threadpool_limits(2):
            assert extractor.extract(text) == expected
    finally:
        torch.set_num_threads(before)
