"""
The command line; the only door to Typer.

Records alone go to standard output, everything else to standard error.  What is heavy (torch, Stanza) is imported
inside the functions that need it, so that ``quotes --help`` answers at once.

Exit codes: 0 done, also with nothing found; 1 some documents failed; 2 usage; 3 a model or an extra is missing or
damaged; 4 a threshold was not met (a record is invalid); 130 interrupted.
"""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from quotes import __version__, batch
from quotes.batch import Run, message, show
from quotes.documents.text import STDIN, read_document, read_documents
from quotes.errors import QuotesError, UnreadableDocument
from quotes.models import SHIPPED, ModelSet, installed
from quotes.records import Quotation, as_line

_FAILED, _MISSING, _BELOW_THRESHOLD, _INTERRUPTED = 1, 3, 4, 130
_MEGABYTE = 1e6
#: Columns and lines where the output is no terminal: wide enough for a table, narrow enough for a mail.
_NO_TERMINAL = (100, 24)

app = typer.Typer(
    add_completion=False,
    help="Who said what in a news article, and by which way it came: one JSON object a line, one line a quotation.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.")]
Inputs = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Texts, folders of them, or files of records (*.jsonl).")
]
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
        message("interrupted")
        raise typer.Exit(_INTERRUPTED) from None
    except QuotesError as error:
        message(str(error))
        raise typer.Exit(error.exit_code) from error
    except BrokenPipeError:
        batch.leave_closed_pipe()
        raise typer.Exit(0) from None


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
        run = Run(models, errors, min_confidence)
        with batch.sink(output) as write:
            run.write_all(documents, write)
        if not quiet:
            message(run.summary())
        raise typer.Exit(_FAILED if run.counts["failed"] else 0)


@app.command()
def chain(
    paths: Inputs,
    everything: Annotated[bool, typer.Option("--all", help="Beliefs, known facts and plans too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a chain, one line each.")] = False,
    models: Models = SHIPPED,
) -> None:
    """Print each distinct chain of articles with its statements, the most frequent first."""
    with _exit_codes():
        run = Run(models)
        _print_chains([each for found in run.read_all(paths) for each in found.quotations], everything, as_json)
        raise typer.Exit(_FAILED if run.counts["failed"] else 0)


@app.command()
def explain(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A text, or a file of records (*.jsonl).")],
    id: Annotated[str | None, typer.Option("--id", metavar="ID", help="The record, or how its id begins.")] = None,
    models: Models = SHIPPED,
) -> None:
    """Say in sentences which rule and which words gave each part of a record."""
    with _exit_codes():
        from quotes.report.explain import explained

        found = Run(models, errors="fail").read_all([path])
        show("\n".join(explained(each, text, _columns()) for each, text in batch.with_id(found, id)))


@app.command()
def parse(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A text, or - for standard input.")],
    models: Models = SHIPPED,
) -> None:
    """Print the parse of one text as CoNLL-U, with offsets into the text in MISC."""
    with _exit_codes():
        from quotes.syntax.conllu import dumps

        document = read_document(path)
        show(dumps(batch.extractor(models).parse(document)))


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
        message(
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


def _columns() -> int:
    """How wide lines may be."""
    return shutil.get_terminal_size(_NO_TERMINAL).columns


def _print_chains(quotations: list[Quotation], everything: bool, as_json: bool) -> None:
    """Print the chains of all statements, or of what was said only, and say how many there are."""
    from quotes.report.chains import chains_table, ways

    shown = [each for each in quotations if everything or each.attitude == "assertion"]
    found = ways(shown)
    if as_json:
        show("".join(as_line(each.as_json()) for each in found))
    else:
        show(chains_table(shown, _columns()))
    others = len(quotations) - len(shown)
    rest = f"; {others} of belief, knowledge or plans left out, which --all shows" if others else ""
    message(f"{len(shown)} statements by {len(found)} chains{rest}")


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
    show("\n".join([manifest["name"], *(f"  {name:9} {value}" for name, value in rows.items())]) + "\n")
    try:
        models.check()
    except QuotesError as error:
        message(str(error))
        return True
    show("  check     all files are those that the manifest names\n")
    return False
