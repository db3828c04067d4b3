"""Many documents: the same records whatever the jobs, the order, and however often a run is ended and resumed."""

import errno
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from quotes import batch, cli
from quotes.batch.journal import digest, entry, heading, read_journal
from quotes.batch.outcomes import Outcome, Reader
from quotes.batch.output import AnyDocument, RecordsFile, Stream, sink
from quotes.batch.progress import progress
from quotes.batch.workers import outcomes
from quotes.errors import DamagedModel, LostWorkers, OutputFailed, UnreadableDocument, WrongUsage
from quotes.inputs import Reading, how_many, read_inputs
from quotes.text import Document
from tests.fakes import Stub, stub

SETTINGS: dict[str, Any] = {"models": "stub"}


def text(number: int) -> str:
    """An article of one quotation, of none where the number ends in 3, of two where it ends in 7."""
    said = {3: "Nothing was said.", 7: f"“We wait for boat {number},” he said. “It is late.”"}
    return said.get(number % 10, f"“Boat {number} is late,” he said.")


def documents(numbers: Iterable[int]) -> list[AnyDocument]:
    """Documents with those numbers; each twelfth one cannot be opened."""
    return [
        UnreadableDocument(f"{each}.txt", "is empty") if each % 12 == 11 else Document(f"{each}.txt", text(each))
        for each in numbers
    ]


def lines_of(run: batch.Run, given: Iterable[AnyDocument], path: Path, **rest: Any) -> bytes:
    """What a run writes for those documents."""
    with sink(path, lambda: SETTINGS, **rest) as output:
        run.write_all(given, output)
    return path.read_bytes()


@pytest.fixture(autouse=True)
def _stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "extractor", stub)


# --- workers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("errors", ["skip", "record"])
def test_two_workers_write_what_one_process_writes(tmp_path: Path, errors: str) -> None:
    """Records and errors come in the order of the input, byte for byte, and the counts are the same."""
    one, two = batch.Run("", errors), batch.Run("", errors, jobs=2)
    given = documents(range(60))
    assert lines_of(one, given, tmp_path / "one") == lines_of(two, given, tmp_path / "two")
    assert one.counts == two.counts
    assert two.counts["failed"] == 5


def test_a_document_that_fails_in_a_worker_fails_alone() -> None:
    """What goes wrong inside a document comes back as its failure, with the others in their order."""
    given = [Document("a", text(1)), Document("b", "I stumble."), Document("c", text(2))]
    found = list(outcomes(given, Reader(stub).ready, 2))
    assert [document for document, _ in found] == given
    assert [outcome.failure is None for _, outcome in found] == [True, False, True]
    assert "IndexError" in str(found[1][1].failure)


def test_a_damaged_model_in_a_worker_ends_the_run() -> None:
    """An error that is no document's own is raised where the run is."""
    with pytest.raises(DamagedModel, match=r"ner\.pt"):
        list(outcomes([Document("a", "damaged")], Reader(stub).ready, 2))


def test_a_worker_that_the_system_ends_costs_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its document is read once more by another one, and people are told."""
    fatal = Document("b", f"“Fatal,” he said. fatal unless {tmp_path / 'mark'}")
    given = [Document("a", text(1)), fatal, Document("c", text(2))]
    found = list(outcomes(given, Reader(stub).ready, 1))
    assert [outcome.failure for _, outcome in found] == [None] * 3
    assert found[1][1].counts["quotations"] == 1
    assert (
        "b: the process that read it was ended (SIGKILL: out of memory?); it is read once more"
        in capsys.readouterr().err
    )


def test_a_document_that_ends_every_worker_fails() -> None:
    """After the second time it is a failure that names the way out; the others are read."""
    given = [Document("a", text(1)), Document("b", "fatal"), Document("c", text(2))]
    found = list(outcomes(given, Reader(stub).ready, 2))
    assert [outcome.failure is None for _, outcome in found] == [True, False, True]
    assert "ended the process that read it 2 times (SIGKILL: out of memory?); give fewer --jobs" in str(
        found[1][1].failure
    )


def end_at_once() -> Reader:
    """A reader whose loading the system ends."""
    os.kill(os.getpid(), signal.SIGKILL)
    return Reader(stub)


def test_workers_that_never_load_end_the_run() -> None:
    """Where not even the models fit, the run says so instead of trying for ever."""
    with pytest.raises(LostWorkers, match="give fewer --jobs than 3"):
        list(outcomes([Document("a", text(1))], end_at_once, 3))


def test_nothing_is_loaded_for_nothing() -> None:
    """Without a document to read no process is started."""
    assert list(outcomes([], end_at_once, 2)) == []
    unreadable = UnreadableDocument("a", "is empty")
    assert list(outcomes([unreadable], end_at_once, 2)) == [(unreadable, Outcome(failure=unreadable))]


def test_documents_are_read_when_they_are_needed() -> None:
    """A million documents are never held at once: the input is read little further than the output is written."""
    taken = []

    def endless() -> Iterator[Document]:
        for number in range(10**6):
            taken.append(number)
            yield Document(str(number), text(number))

    found = outcomes(endless(), Reader(stub).ready, 1)
    for _ in range(5):
        next(found)
    found.close()  # type: ignore[attr-defined]
    assert len(taken) < 50


# --- output and resume -----------------------------------------------------------------------------------------------


class Ended(Exception):
    """The end of a run, from outside."""


def until(given: Iterable[AnyDocument], number: int) -> Iterator[AnyDocument]:
    """The first documents; then the run is ended."""
    for each, document in enumerate(given):
        if each == number:
            raise Ended
        yield document


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    before=st.lists(st.integers(0, 30), max_size=12),
    after=st.lists(st.integers(0, 30), max_size=12),
    ended=st.integers(0, 12),
    torn=st.binary(max_size=40),
    cut=st.integers(0, 200),
    errors=st.sampled_from(["skip", "record"]),
)
def test_a_resumed_run_ends_with_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[int],
    after: list[int],
    ended: int,
    torn: bytes,
    cut: int,
    errors: str,
) -> None:
    """
    Whatever was complete, torn or cut off, and whatever came, went or moved among the inputs in between.

    The records are those of one run over the inputs as they are now.
    """
    folder = tmp_path_factory.mktemp("resume")
    path = folder / "out.jsonl"
    try:
        lines_of(batch.Run("", errors), until(documents(before), ended), path)
    except Ended:
        for kind in ("part", "journal"):
            if (file := folder / f"out.jsonl.{kind}").exists():
                data = file.read_bytes()
                keep = max(len(data) - cut, len(heading(SETTINGS))) if kind == "journal" else len(data)
                file.write_bytes(data[:keep] + torn)
    resumed = lines_of(batch.Run("", errors), documents(after), path, resume=True)
    assert resumed == lines_of(batch.Run("", errors), documents(after), folder / "undisturbed")
    assert sorted(each.name for each in folder.iterdir()) == ["out.jsonl", "undisturbed"]


def test_what_is_complete_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A resumed run reads only what was not complete, and counts all."""
    given, path = documents(range(10)), tmp_path / "out.jsonl"
    with pytest.raises(Ended):
        lines_of(batch.Run(""), until(given, 6), path)
    read = []
    extract = Stub.extract
    monkeypatch.setattr(Stub, "extract", lambda self, each: read.append(each.id) or extract(self, each))
    run = batch.Run("")
    lines_of(run, given, path, resume=True)
    assert read == ["6.txt", "7.txt", "8.txt", "9.txt"]
    assert run.counts["documents"] == 10


def test_what_failed_is_tried_again(tmp_path: Path) -> None:
    """A file that could not be read the first time and can be now stands in its place."""
    path, mended = tmp_path / "out.jsonl", documents(range(10))
    given = [*mended[:2], UnreadableDocument("2.txt", "cannot be read"), *mended[3:]]
    with pytest.raises(Ended):
        lines_of(batch.Run("", "record"), until(given, 6), path)
    resumed = lines_of(batch.Run("", "record"), mended, path, resume=True)
    assert resumed == lines_of(batch.Run("", "record"), mended, tmp_path / "undisturbed")


@pytest.mark.parametrize(("still", "said"), [(2, "1 document"), (1, "2 documents")])
def test_what_is_no_longer_given_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], still: int, said: str
) -> None:
    """Where a file went between two runs, its records go, and how many did is said."""
    path = tmp_path / "out.jsonl"
    with pytest.raises(Ended):
        lines_of(batch.Run(""), until(documents(range(4)), 3), path)
    lines_of(batch.Run(""), documents(range(still)), path, resume=True)
    assert f"quotes: no longer among the inputs, and left out: {said} of the earlier run\n" in capsys.readouterr().err


def test_an_unfinished_run_is_not_overwritten(tmp_path: Path) -> None:
    """Without --resume the records of a run that ended early stay, and the way out is said."""
    path = tmp_path / "out.jsonl"
    with pytest.raises(Ended):
        lines_of(batch.Run(""), until(documents(range(5)), 3), path)
    part = (tmp_path / "out.jsonl.part").read_bytes()
    with pytest.raises(WrongUsage, match="holds what an earlier run completed; go on with --resume, or remove it"):
        lines_of(batch.Run(""), documents(range(5)), path)
    assert (tmp_path / "out.jsonl.part").read_bytes() == part != b""


def test_other_settings_are_refused(tmp_path: Path) -> None:
    """Records of two models are not mixed; the message names what differs."""
    path = tmp_path / "out.jsonl"
    with pytest.raises(Ended):
        lines_of(batch.Run(""), until(documents(range(5)), 3), path)
    with (
        pytest.raises(WrongUsage, match=r"made with other settings \(models: 'stub', now 'other'\)"),
        sink(path, lambda: {"models": "other"}, True),
    ):
        pass


def test_a_part_without_its_journal_is_refused(tmp_path: Path) -> None:
    """Nobody knows which of its documents are complete."""
    (tmp_path / "out.jsonl.part").write_text("{}\n", encoding="utf-8")
    with pytest.raises(WrongUsage, match="has no journal beside it; remove it to begin anew"):
        lines_of(batch.Run(""), [], tmp_path / "out.jsonl", resume=True)


def test_two_runs_on_one_output_are_refused(tmp_path: Path) -> None:
    """The second one says so, and the first is not disturbed."""
    path = tmp_path / "out.jsonl"
    with sink(path, lambda: SETTINGS) as output:
        with pytest.raises(WrongUsage, match="another run is writing it"):
            lines_of(batch.Run(""), documents(range(3)), path)
        batch.Run("").write_all(documents(range(3)), output)
    assert path.read_bytes().count(b"\n") == 3
    with FileLock(f"{path}.lock").acquire(timeout=0):
        pass


def fill_up(run: batch.Run, given: list[AnyDocument], path: Path) -> None:
    """Write four documents; then there is no room for more."""
    with Path("/dev/full").open("wb", buffering=0) as full, sink(path, lambda: SETTINGS) as output:
        assert isinstance(output, RecordsFile)
        run.write_all(given[:4], output)
        output.part = full
        run.write_all(given[4:], output)


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    """Where there is no room the run ends with what is complete, and goes on when there is."""
    path, given = tmp_path / "out.jsonl", documents(range(10))
    run = batch.Run("")
    with pytest.raises(OutputFailed, match=r"out\.jsonl\.part: cannot be written any more \(No space left on device\)"):
        fill_up(run, given, path)
    assert run.counts["documents"] == 4
    assert lines_of(batch.Run(""), given, path, resume=True) == lines_of(batch.Run(""), given, tmp_path / "whole")


def test_a_disk_that_is_full_from_the_start_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not even the journal has room, that is the same error, and nothing is left behind but an empty file."""

    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("quotes.batch.output._write", no_room)
    with pytest.raises(OutputFailed, match=r"out\.jsonl\.journal: cannot be written any more \(No space left"):
        lines_of(batch.Run(""), documents(range(2)), tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl.part").exists()


def test_a_full_device_is_said() -> None:
    """A device takes records as they come; when it takes no more, that is an error with a way out."""
    with pytest.raises(OutputFailed, match="No space left on device; with -o FILE a run can be resumed"):
        lines_of(batch.Run(""), documents(range(2)), Path("/dev/full"))


def test_the_text_and_what_is_known_of_it_tell_documents_apart() -> None:
    """Another text, name, address or publisher is another document; the same ones are the same."""
    one = Document("a", "A.", publisher="Harbour Gazette")
    others = [Document("a", "B.", publisher="Harbour Gazette"), Document("a", "A."), Document("b", "A.")]
    assert digest(one) == digest(Document("a", "A.", publisher="Harbour Gazette"))
    assert len({digest(each) for each in [one, *others]}) == 4


@given(st.binary(max_size=200))
def test_no_bytes_break_the_journal(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever stands in the file, lines that are no whole entries end it."""
    path = tmp_path_factory.mktemp("journal") / "journal"
    whole = heading(SETTINGS) + entry("a" * 32, 5, batch.Counter(documents=1))
    path.write_bytes(whole + data)
    found = read_journal(path, 5)
    assert found is not None
    assert (found.end, found.size >= len(whole)) == (5, True)
    path.write_bytes(data)
    assert read_journal(path, 5) is None


# --- the command line ------------------------------------------------------------------------------------------------


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """A function that runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(cli.app, [str(each) for each in args])


def articles(folder: Path, number: int, rest: str = "") -> Path:
    """A folder of so many articles."""
    folder.mkdir()
    for each in range(number):
        (folder / f"{each:03}.txt").write_text(text(each) + rest, encoding="utf-8")
    return folder


def test_jobs_and_resume_on_the_command_line(run: Callable[..., Result], tmp_path: Path) -> None:
    """Two jobs print what one prints; a run that was interrupted goes on."""
    articles(tmp_path / "news", 12)
    whole = run("extract", "news", "--jobs", "2").stdout
    assert whole == run("extract", "news").stdout != ""
    (tmp_path / "news" / "005.txt").write_text("interrupt", encoding="utf-8")
    ended = run("extract", "news", "-o", "out.jsonl")
    assert ended.exit_code == 130
    assert "the records of 5 documents are complete in out.jsonl.part; go on with --resume" in ended.stderr
    (tmp_path / "news" / "005.txt").write_text(text(5), encoding="utf-8")
    resumed = run("extract", "news", "-o", "out.jsonl", "--resume")
    assert "complete before: 5 documents" in resumed.stderr
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == whole


def test_resume_needs_a_file(run: Callable[..., Result]) -> None:
    """Standard output cannot be gone on with."""
    result = run("extract", "--resume", "a.txt")
    assert (result.exit_code, result.stderr) == (
        2,
        "quotes: --resume goes on with a file that a run without --engine ray left; name it with --output\n",
    )


def command(*args: object, **rest: Any) -> "subprocess.Popen[bytes]":
    """The command line with the stub, in a process of its own."""
    line = [sys.executable, "-m", "tests.fakes", *map(str, args)]
    return subprocess.Popen(line, cwd=Path(__file__).parents[1], stderr=subprocess.PIPE, **rest)


#: How often a run is killed; more in a longer try.
ROUNDS = int(os.environ.get("QUOTES_ROUNDS", "3"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_any_point_and_resumed_it_ends_with_the_same_bytes(tmp_path: Path, jobs: int) -> None:
    """SIGKILL leaves no time to tidy up: what is complete is kept, what is torn is dropped."""
    news, path = articles(tmp_path / "news", 40, " slow"), tmp_path / "out.jsonl"
    expected = lines_of(batch.Run(""), read_inputs([str(news)], Reading()), tmp_path / "whole")
    chance = random.Random(jobs)
    for _ in range(ROUNDS):
        process = command("extract", news, "-o", path, "--resume", "--jobs", jobs)
        began = time.monotonic()
        while not (tmp_path / "out.jsonl.part").exists() and process.poll() is None and time.monotonic() < began + 60:
            time.sleep(0.01)
        time.sleep(chance.random() * 0.3)
        process.kill()
        process.communicate()
    process = command("extract", news, "-o", path, "--resume", "--jobs", jobs)
    assert process.communicate()[0] is None
    assert process.returncode == 0
    assert path.read_bytes() == expected
    assert sorted(each.name for each in tmp_path.iterdir()) == ["news", "out.jsonl", "whole"]


def test_an_interrupt_reaches_a_run_with_workers(tmp_path: Path) -> None:
    """^C, which a terminal sends to all processes of a run, ends it in good order and without a traceback."""
    news = articles(tmp_path / "news", 300, " slow")
    # A shell that runs the tests in the background has told them to ignore ^C, and children inherit that.
    code = "import os, signal, sys; signal.signal(2, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    line = [sys.executable, "-c", code, sys.executable, "-m", "tests.fakes", "extract", str(news), "--jobs", "2"]
    process = subprocess.Popen(
        line, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"{")
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate()
    assert (process.returncode, err) == (130, b"quotes: interrupted\n")


def test_a_full_standard_output_is_said(tmp_path: Path) -> None:
    """A redirect into a full disk ends the run with exit code 1 and one message, no traceback."""
    news = articles(tmp_path / "news", 3)
    with Path("/dev/full").open("wb") as full:
        process = command("extract", news, stdout=full)
        _, err = process.communicate()
    assert process.returncode == 1
    assert err.decode() == (
        "quotes: standard output: cannot be written any more (No space left on device; with -o FILE a run can be "
        "resumed)\n"
    )


# --- several machines ------------------------------------------------------------------------------------------------


def test_ray_writes_what_a_plain_run_writes(tmp_path: Path) -> None:
    """Two actors on a local Ray: sorted, the lines of all shards are those of a plain run, and so are the counts."""
    pytest.importorskip("ray")
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    news = articles(tmp_path / "news", 40)
    (news / "odd.txt").write_text("I stumble.", encoding="utf-8")
    rows = [{"id": f"{each}", "text": text(each)} for each in range(40, 60)]
    (news / "feed.jsonl").write_text("".join(json.dumps(each) + "\n" for each in rows[:10]), encoding="utf-8")
    parquet.write_table(pyarrow.Table.from_pylist(rows[10:]), news / "feed.parquet")
    plain = batch.Run("", "record")
    plain.write_all(read_inputs([str(news), "missing.txt"], Reading()), stream := Stream(io.BytesIO(), "stream"))
    process = command(
        *("extract", news, "missing.txt", "--errors", "record", "--engine", "ray", "--jobs", 2, "-o", tmp_path / "out")
    )
    said = process.communicate()[1].decode()
    assert process.returncode == 1, said
    assert said.endswith(f"quotes: {plain.summary()}\n")
    shards = sorted((tmp_path / "out").glob("*.jsonl"))
    lines = [line for each in shards for line in each.read_bytes().splitlines(keepends=True)]
    assert sorted(lines) == sorted(stream.stream.getvalue().splitlines(keepends=True))


def test_shards_do_not_fall_among_others(run: Callable[..., Result], tmp_path: Path) -> None:
    """A folder that is there is not written into, and there must be one."""
    (tmp_path / "out").mkdir()
    result = run("extract", "a.txt", "--engine", "ray", "-o", "out")
    assert (result.exit_code, "is there already; name a new folder" in result.stderr) == (2, True)
    assert run("extract", "a.txt", "--engine", "ray").exit_code == 2


# --- progress --------------------------------------------------------------------------------------------------------


def test_progress_is_silent_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Into a file or a pipe nothing is written."""
    with progress(3) as tick:
        tick(1, 100)
    assert capsys.readouterr().err == ""


def test_progress_shows_documents_speed_and_time_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal, and when a run has taken a while."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr("quotes.batch.progress._PATIENCE", 0)
    with progress(3) as tick:
        tick(1, 100)
        tick(2, 200)
    err = capsys.readouterr().err
    assert "2/3" in err
    assert "words/s" in err
    assert "left" in err


def test_how_many_documents_there_are(tmp_path: Path) -> None:
    """Files below folders count, missing ones too; of standard input nobody knows."""
    news = articles(tmp_path / "news", 3)
    assert how_many([str(news), "missing.txt"], Reading()) == 4
    assert how_many([str(news), "-"], Reading()) is None
