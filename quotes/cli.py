"""
The command line; the only door to Typer.

Records alone go to standard output, everything else to standard error.  What is heavy (torch, Stanza) is imported
inside the functions that need it, so that ``quotes --help`` answers at once.

Exit codes: 0 done, also with nothing found; 1 some documents failed; 2 usage; 3 a model or an extra is missing or
damaged; 4 a threshold was not met (a record is invalid); 130 interrupted.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal, NoReturn

import typer
from attrs import define, field

from quotes import __version__
from quotes.documents import Document
from quotes.documents.text import STDIN, read_document, read_documents
from quotes.errors import QuotesError, UnreadableDocument
from quotes.models import SHIPPED, ModelSet, installed
from quotes.records import Quotation, as_line

_FAILED, _MISSING, _BELOW_THRESHOLD, _INTERRUPTED = 1, 3, 4, 130
_ERROR_FORMAT = "error/1"
_MEGABYTE = 1e6

app = typer.Typer(
    add_completion=False,
    help="Who said what in a news article, and by which way it came: one JSON object a line, one line a quotation.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.")]
Models = Annotated[str, typer.Option(metavar="NAME|DIR", help="Model set to parse with.")]
Errors = Annotated[
    Literal["skip", "fail", "record"],
    typer.Option(help="A document that fails: report it and go on, stop, or write it among the records as well."),
]


def main() -> None:
    """What `quotes` and `python -m quotes` run."""
    app()


@contextmanager
def _exit_codes() -> Iterator[None]:
    """Errors that have a meaning become a message and an exit code."""
    try:
        yield
    except KeyboardInterrupt:
        _message("interrupted")
        raise typer.Exit(_INTERRUPTED) from None
    except QuotesError as error:
        _message(str(error))
        raise typer.Exit(error.exit_code) from error
    except BrokenPipeError:
        _leave_closed_pipe()


def _leave_closed_pipe() -> NoReturn:
    """The reader has enough (``| head``): that is no failure, and Python must not complain when it flushes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)


def _message(text: str) -> None:
    """A line for people."""
    typer.echo(f"quotes: {text}", err=True)


def _print_version(wanted: bool) -> None:
    """``--version``."""
    if wanted:
        typer.echo(f"quotes {__version__}")
        raise typer.Exit


@app.callback()
def _quotes(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


def _iso_date(value: str | None) -> str | None:
    """``--published`` as it was given, if it is a date."""
    if value is not None:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise typer.BadParameter(f"expected a date such as 2024-03-02, found {value!r}") from None
    return value


@app.command()
def extract(
    paths: Paths = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the records there; FILE.part till then."),
    ] = None,
    # Both mean the same until there is a second reader.
    input_format: Annotated[Literal["auto", "text"], typer.Option(help="What the inputs hold.")] = "auto",
    errors: Errors = "skip",
    publisher: Annotated[
        str | None, typer.Option(help="Outlet that publishes the texts: the chain's last hop.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Web address of the text.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", callback=_iso_date, help="ISO date.")] = None,
    models: Models = SHIPPED,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Leave out records below it.")] = 0.0,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary; failures are still reported.")] = False,
) -> None:
    """Print the quotations of news articles as JSON Lines."""
    with _exit_codes():
        documents = read_documents(_given(paths), publisher, url, published)
        run = _Run(models, errors, min_confidence)
        with _sink(output) as write:
            run.write_all(documents, write)
        if not quiet:
            _message(run.summary())
        raise typer.Exit(_FAILED if run.counts["failed"] else 0)


@app.command()
def parse(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A text, or - for standard input.")],
    models: Models = SHIPPED,
) -> None:
    """Print the parse of one text as CoNLL-U, with offsets into the text in MISC."""
    with _exit_codes():
        from quotes.syntax.conllu import dumps

        document = read_document(path)
        _print(dumps(_extractor(models).parse(document)))


@app.command()
def validate(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="What `quotes extract` has printed.")],
    texts: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the texts are; else at document.uri.")
    ] = None,
) -> None:
    """Check records against the schema, and what they quote against the texts."""
    with _exit_codes():
        counts = _validated(records, texts)
        _message(
            f"{records}: {counts['records']} records, {counts['invalid']} of them invalid; "
            f"{counts['compared']} compared with their texts"
        )
        raise typer.Exit(_BELOW_THRESHOLD if counts["invalid"] else 0)


@app.command(name="models")
def list_models() -> None:
    """List the installed model sets and check their files."""
    with _exit_codes():
        damage = [_listed(each) for each in installed()]
        raise typer.Exit(_MISSING if any(damage) else 0)


def _given(paths: list[str] | None) -> list[str]:
    """The paths of the command line; without any, standard input, unless somebody sits at it."""
    if not paths and sys.stdin.isatty():
        raise typer.BadParameter("expected files or folders, or text on standard input", param_hint="PATH")
    return paths or [STDIN]


def _extractor(models: str) -> Any:
    """The extractor with that model set; imported and loaded here because both take seconds."""
    from quotes import Extractor

    return Extractor(models)


Write = Callable[[dict[str, Any]], None]


@define
class _Run:
    """One run of ``extract``: what it was asked for, and what it has counted so far."""

    models: str
    errors: str
    min_confidence: float
    counts: Counter[str] = field(factory=Counter)
    _loaded: Any = None

    def write_all(self, documents: Iterable[Document | UnreadableDocument], write: Write) -> None:
        """Write the records of each document when it is done; UnreadableDocument at the first failure if so asked."""
        for document in documents:
            try:
                records = self._records(document)
            except UnreadableDocument as error:
                self._failed(document, error, write)
                continue
            for each in records:
                write(each.as_json())
            self.counts["documents"] += 1
            self.counts["quotations"] += len(records)

    def _records(self, document: Document | UnreadableDocument) -> list[Quotation]:
        """The quotations of one document; whatever goes wrong inside it is its own failure, not that of the run."""
        if isinstance(document, UnreadableDocument):
            raise document
        if self._loaded is None:
            self._loaded = _extractor(self.models)
        try:
            found = self._loaded.extract(document)
        except QuotesError:
            raise
        except Exception as error:
            reason = f"failed ({type(error).__name__}: {error}); please report it with the text"
            raise UnreadableDocument(document.uri or document.id, reason) from error
        kept = _confident(found, self.min_confidence)
        self.counts["left out"] += len(found) - len(kept)
        return kept

    def _failed(self, document: Document | UnreadableDocument, error: UnreadableDocument, write: Write) -> None:
        """Say what failed, and do about it what ``--errors`` says."""
        if self.errors == "fail":
            raise error
        self.counts["failed"] += 1
        _message(str(error))
        if self.errors == "record":
            name = document.id if isinstance(document, Document) else Path(error.path).name
            write({"format": _ERROR_FORMAT, "document": {"id": name, "uri": error.path}, "error": error.reason})

    def summary(self) -> str:
        """The line at the end."""
        line = f"{self.counts['quotations']} quotations in {self.counts['documents']} documents"
        if self.counts["left out"]:
            line += f", {self.counts['left out']} below the confidence of {self.min_confidence:g} left out"
        return line + (f", {self.counts['failed']} documents failed" if self.counts["failed"] else "")


def _confident(quotations: list[Quotation], least: float) -> list[Quotation]:
    """Those with at least that confidence, and those inside which one of them stands: no parent may be missing."""
    known = {each.id: each for each in quotations}
    kept = {each.id for each in quotations if each.confidence >= least}
    waiting = list(kept)
    while waiting:
        parent = known[waiting.pop()].parent
        if parent in known and parent not in kept:
            kept.add(parent)
            waiting.append(parent)
    return [each for each in quotations if each.id in kept]


@contextmanager
def _sink(output: Path | None) -> Iterator[Write]:
    """
    Where records go: standard output, or a file that has its name when it is complete.

    Until then it is FILE.part, and so it stays where the run is ended early: nothing written is lost.
    """
    if output is None:
        yield _writer(sys.stdout.buffer)
        return
    device = output.exists() and not output.is_file()
    part = output if device else output.with_name(output.name + ".part")
    try:
        file = part.open("wb")
    except OSError as error:
        raise typer.BadParameter(f"{part}: cannot be written ({error.strerror})", param_hint="--output") from error
    with file:
        try:
            yield _writer(file)
        except BaseException:
            _keep_or_remove(part, file)
            raise
    if not device:
        part.replace(output)


def _keep_or_remove(part: Path, file: BinaryIO) -> None:
    """After an early end: say where the records are, or leave no file without any."""
    if file.tell():
        _message(f"the records written so far are in {part}")
    elif part.is_file():
        part.unlink()


def _writer(stream: BinaryIO) -> Write:
    """A function that writes one record, at once: who reads along sees each document when it is done."""

    def write(record: dict[str, Any]) -> None:
        stream.write(as_line(record).encode("utf-8"))
        stream.flush()

    return write


def _print(text: str) -> None:
    """Text on standard output in UTF-8, whatever the terminal thinks."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def _validated(records: Path, texts: Path | None) -> Counter[str]:
    """Print what is wrong with the records, and count them."""
    from quotes.validation import check

    counts: Counter[str] = Counter()
    try:
        for line in check(records, texts):
            counts["records"] += 1
            counts["invalid"] += bool(line.problems)
            counts["compared"] += line.compared
            for problem in line.problems:
                typer.echo(str(problem), err=True)
    except OSError as error:
        raise UnreadableDocument(str(records), f"cannot be read ({error.strerror})") from error
    return counts


def _listed(models: ModelSet) -> bool:
    """Print one model set with what its manifest says; is it damaged?"""
    manifest = models.manifest
    sizes = [each["bytes"] for each in manifest["files"].values()]
    licences = "; ".join(f"{data} ({licence})" for data, licence in manifest.get("licences", {}).items())
    scores = "; ".join(
        f"{data}: " + ", ".join(f"{name} {value}" for name, value in values.items())
        for data, values in manifest.get("scores", {}).items()
    )
    rows = {
        "version": manifest["version"],
        "size": f"{sum(sizes) / _MEGABYTE:.1f} MB in {len(sizes)} files",
        "licences": licences,
        "scores": scores,
        "path": models.folder,
    }
    _print("\n".join([manifest["name"], *(f"  {name:9} {value}" for name, value in rows.items())]) + "\n")
    try:
        models.check()
    except QuotesError as error:
        _message(str(error))
        return True
    _print("  check     all files are those that the manifest names\n")
    return False
