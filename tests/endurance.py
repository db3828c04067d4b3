"""
A run that is killed, or whose disk fills up, again and again.  Run from the top of the repository:

    python -m tests.endurance kills --rounds 200    # SIGKILL at a random point, one and two jobs in turn
    python -m tests.endurance disks --rounds 20     # a disk that fills up at a random point; needs the right to mount

After each round the run goes on with ``--resume`` and must end with the bytes of one that nothing disturbed.  What
reads the articles is the stub of `fakes`: what is tried here is the writing.
"""

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

#: Articles of a run, and statements of the longest.
_ARTICLES, _MOST = 40, 60
#: Bytes of the pages in which a disk in memory counts, and how many never hold all records, which take 323.
_PAGE, _PAGES = 4096, 300
_ROOT = Path(__file__).parents[1]

#: A kill comes at most so many seconds after the first bytes; a run writes for about half a second.
_LATEST = 0.6

#: One round in an empty folder: the articles, how many jobs, and chance; the bytes that a resumed run ended with, and
#: whether it was disturbed at all.
Round = Callable[[Path, Path, int, random.Random], tuple[bytes, bool]]


def articles(folder: Path) -> Path:
    """A folder of articles, of which each takes the stub a moment; the same ones every time."""
    folder.mkdir()
    for number in range(_ARTICLES):
        said = " ".join(f"“Boat {each} is late,” he said." for each in range(1 + number * 7 % _MOST))
        (folder / f"{number:03}.txt").write_text(f"{said} The crews were slow.", encoding="utf-8")
    return folder


def started(news: Path, path: Path, jobs: int) -> "subprocess.Popen[bytes]":
    """A run that goes on where one ended, if one did."""
    line = [sys.executable, "-m", "tests.fakes", "extract", str(news), "-o", str(path), "--resume", "--jobs", str(jobs)]
    return subprocess.Popen(line, cwd=_ROOT, stderr=subprocess.PIPE)


def resumed(news: Path, path: Path, jobs: int = 1) -> bytes:
    """What a run to the end writes; CalledProcessError where it fails."""
    process = started(news, path, jobs)
    _, said = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args, stderr=said)
    return path.read_bytes()


def killed(news: Path, folder: Path, jobs: int, chance: random.Random) -> tuple[bytes, bool]:
    """A run that is killed once or twice at random points."""
    path, hit = folder / "out.jsonl", False
    for _ in range(chance.choice((1, 1, 2))):
        process = started(news, path, jobs)
        while not path.with_name("out.jsonl.part").exists() and process.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.random() * _LATEST)
        hit |= process.poll() is None
        process.kill()
        process.communicate()
    return resumed(news, path, jobs), hit


def filled(news: Path, folder: Path, jobs: int, chance: random.Random) -> tuple[bytes, bool]:
    """A run whose disk has room for a random part of the records; afterwards there is more."""
    with _disk(folder, _PAGE * chance.randint(3, _PAGES)) as grow:
        process = started(news, folder / "out.jsonl", jobs)
        _, said = process.communicate()
        if process.returncode and b"cannot be written any more (No space left on device)" not in said:
            raise subprocess.CalledProcessError(process.returncode, process.args, stderr=said)
        grow()
        return resumed(news, folder / "out.jsonl", jobs), process.returncode != 0


@contextmanager
def _disk(folder: Path, size: int) -> Iterator[Callable[[], object]]:
    """A disk in memory of so many bytes in a folder; what is given makes room on it."""
    mount = ["mount", "-t", "tmpfs", "tmpfs", str(folder), "-o"]
    subprocess.run([*mount, f"size={size}"], check=True)
    try:
        yield lambda: subprocess.run([*mount, "remount,size=64m"], check=True)
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def endured(one: Round, rounds: int, seed: int) -> int:
    """Try so many rounds, and say how many were disturbed; how many ended with other bytes or had no full disk."""
    wrong = disturbed = 0
    chance = random.Random(seed)
    with TemporaryDirectory() as scratch:
        news = articles(Path(scratch, "news"))
        expected = resumed(news, Path(scratch, "expected"))
        for number in range(rounds):
            with TemporaryDirectory() as folder:
                found, hit = one(news, Path(folder), 1 + number % 2, chance)
            wrong += found != expected
            disturbed += hit
            if (number + 1) % 10 == 0 or number + 1 == rounds:
                sys.stdout.write(f"{number + 1} rounds, {disturbed} disturbed, {wrong} with other bytes\n")
                sys.stdout.flush()
    return wrong + (rounds - disturbed if one is filled else 0)


def main(arguments: list[str] | None = None) -> int:
    """The command line; exit code 1 where a round ended with other bytes, or a disk had room for all."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=("kills", "disks"))
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args(arguments)
    return min(1, endured({"kills": killed, "disks": filled}[asked.what], asked.rounds, asked.seed))


if __name__ == "__main__":
    sys.exit(main())
