"""
The command line; the only door to Typer.

Records alone go to standard output, everything else to standard error.  What is heavy (torch, Stanza) is imported
inside the functions that need it, so that ``quotes --help`` answers at once.

Exit codes: 0 done, also with nothing found; 1 some documents failed; 2 usage; 3 a model or an extra is missing or
damaged; 4 a threshold was not met (a record is invalid, a figure is under its floor); 130 interrupted.
"""

import os
import shutil
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from quotes import batch
from quotes.batch import Run
from quotes.batch.messages import message, show
from quotes.batch.output import leave_closed_pipe, sink
from quotes.batch.progress import progress
from quotes.batch.stored import Found, by_document, with_id
from quotes.errors import QuotesError, UnreadableDocument, WrongUsage
from quotes.inputs import Fields, Reading, how_many, read_inputs
from quotes.models import SHIPPED, AnySet, installed, locate
from quotes.records import Quotation, as_line
from quotes.text import Document
from quotes.text.files import STDIN
from quotes.version import __version__

_FAILED, _MISSING, _BELOW_THRESHOLD, _INTERRUPTED = 1, 3, 4, 130
#: Columns and lines where the output is no terminal: wide enough for a table, narrow enough for a mail.
_NO_TERMINAL = (100, 24)

app = typer.Typer(
    add_completion=False,
    help="Who said what in a news article, and by which way it came: one JSON object a line, one line a quotation.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

sets = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
app.add_typer(sets, name="models")

Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.")]
Inputs = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Texts, folders of them, or files of records (*.jsonl).")
]
Models = Annotated[str, typer.Option(metavar="NAME|DIR", help="Model set to parse with; `en` for Stanza's own.")]
ModelName = typer.Argument(metavar="NAME", help="A set by its name, or the folder it is in.")
Errors = Annotated[
    Literal["skip", "fail", "record"],
    typer.Option(help="A document that fails: report it and go on, stop, or write it among the records as well."),
]


class Attitude(StrEnum):
    """What ``--attitude`` takes; Typer has no lists of literals."""

    ASSERTION = "assertion"
    BELIEF = "belief"
    FACT = "fact"
    EVENTUALITY = "eventuality"
    UNSAID = "unsaid"


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
        leave_closed_pipe()
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
    input_format: Annotated[
        Literal["auto", "text", "html", "jsonl", "json", "ninjs", "csv", "warc"],
        typer.Option(help="What the inputs hold; auto: as their content says."),
    ] = "auto",
    text_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="JSON, CSV: the field with the text, else by its usual name.")
    ] = None,
    id_field: Annotated[str | None, typer.Option(metavar="NAME", help="The field that names an article.")] = None,
    url_field: Annotated[str | None, typer.Option(metavar="NAME", help="The field with its web address.")] = None,
    publisher_field: Annotated[str | None, typer.Option(metavar="NAME", help="The field with its outlet.")] = None,
    published_field: Annotated[str | None, typer.Option(metavar="NAME", help="The field with its date.")] = None,
    any_language: Annotated[bool, typer.Option("--any-language", help="Texts in other languages too.")] = False,
    with_text: Annotated[bool, typer.Option("--with-text", help="Records carry the text that they quote.")] = False,
    errors: Errors = "skip",
    publisher: Annotated[
        str | None, typer.Option(help="Outlet that publishes the texts: the chain's last hop.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Web address of the text.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", callback=_iso_date, help="ISO date.")] = None,
    models: Models = SHIPPED,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Leave out records below it.")] = 0.0,
    attitude: Annotated[list[Attitude] | None, typer.Option(help="Keep only it; may be given several times.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that read side by side; each takes about 1 GB.")] = 1,
    device: Annotated[
        Literal["auto", "cpu", "cuda"], typer.Option(help="Where the networks run; auto: on a GPU if there is one.")
    ] = "cpu",
    engine: Annotated[
        Literal["here", "ray"],
        typer.Option(help="ray: --jobs actors of a Ray cluster, shards of records in the folder --output."),
    ] = "here",
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with FILE.part, which an earlier run with --output left.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary; failures are still reported.")] = False,
) -> None:
    """Print the quotations of news articles as JSON Lines."""
    with _exit_codes():
        given = _given(paths)
        if resume and (output is None or engine == "ray"):
            raise WrongUsage("--resume goes on with a file that a run without --engine ray left; name it with --output")
        fields = Fields(text_field, id_field, url_field, publisher_field, published_field)
        how = Reading(input_format, fields, publisher, url, published, any_language, with_text)
        run = Run(models, errors, min_confidence, [str(each) for each in attitude or ()], device, jobs)
        if engine == "ray":
            if output is None or STDIN in given:
                raise WrongUsage("--engine ray reads files, and writes into a new folder; name it with --output")
            run.write_shards(given, lambda path: read_inputs([path], how), output)
            _end(run, quiet)
        try:
            with sink(output, run.settings, resume) as records, progress(how_many(given), not quiet) as tick:
                run.write_all(read_inputs(given, how, message), records, tick)
        except BrokenPipeError:
            if not quiet:
                message(f"nobody reads on; written: {run.summary()}")
            raise
        _end(run, quiet)


def _end(run: Run, quiet: bool) -> NoReturn:
    """Say what was found, and leave."""
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

        found = by_document(Run(models, errors="fail").read_all([path]))
        show("\n".join(explained(each, text, _columns()) for each, text in with_id(found, id)))


@app.command(name="show")
def show_article(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A text, a page, or a file of records.")],
    width: Annotated[int | None, typer.Option(min=20, help="Columns; else those of the terminal.")] = None,
    models: Models = SHIPPED,
) -> None:
    """Show articles with their statements marked, and the chain below each."""
    with _exit_codes():
        from quotes.report.show import shown, with_headings

        run = Run(models)
        columns, colour = width or _columns(), sys.stdout.isatty() and "NO_COLOR" not in os.environ
        articles = _with_text(by_document(run.read_all([path])), run)
        pictures = (
            (each.quotations, shown(list(each.quotations), each.text or "", columns, colour)) for each in articles
        )
        for picture in with_headings(pictures, columns):
            show(picture)
        raise typer.Exit(_FAILED if run.counts["failed"] else 0)


@app.command()
def report(
    paths: Inputs,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE|DIR", help="One page (FILE.html), or a folder of many."),
    ] = Path("report.html"),
    title: Annotated[str, typer.Option(help="What stands above it.")] = "Who said what",
    models: Models = SHIPPED,
) -> None:
    """Write articles, their statements and chains as one page, or as a folder with an index; they need no network."""
    with _exit_codes():
        from quotes.report.folder import folder
        from quotes.report.html import report as page
        from quotes.report.view import Article

        is_page = output.suffix in {".html", ".htm"}
        if not is_page and output.exists() and (not output.is_dir() or any(output.iterdir())):
            raise WrongUsage(f"--output: {output}: is there already; name a page (*.html) or a new folder")
        run = Run(models)
        documents = list(by_document(run.read_all(paths)))
        found = [each for each in documents if each.quotations]
        if run.counts["failed"] and not found:
            message(f"{output}: not written, for there are no statements")
            raise typer.Exit(_FAILED)
        articles = [Article(each.quotations, each.text) for each in found]
        files = [("", page(articles, title, __version__))] if is_page else folder(articles, title, __version__)
        try:
            for name, content in files:
                file = output / name
                file.parent.mkdir(parents=True, exist_ok=True)
                # A record may hold half a surrogate pair, which no encoding can.
                file.write_text(content, encoding="utf-8", errors="replace", newline="")
        except OSError as error:
            raise WrongUsage(f"--output: {error.filename or output}: cannot be written ({error.strerror})") from error
        silent = len(documents) - len(found)
        rest = f"; {silent} without statements left out" if silent else ""
        message(f"{output if is_page else output / 'index.html'}: {len(articles)} articles{rest}")
        raise typer.Exit(_FAILED if run.counts["failed"] else 0)


@app.command()
def parse(
    path: Annotated[str, typer.Argument(metavar="FILE", help="What extract reads: a text, a page, - ….")],
    models: Models = SHIPPED,
) -> None:
    """Print the parse of each article as CoNLL-U, with offsets in MISC."""
    with _exit_codes():
        from quotes.parsing.conllu import dumps

        documents = list(map(_readable, read_inputs([path], Reading(), message)))
        parser = batch.extractor(models)
        for document in documents:
            show(dumps(parser.parse(document)))


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


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Attributions, articles or records made by hand.")],
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="What `quotes extract` has printed.")],
    against: Annotated[
        Path | None, typer.Option(metavar="OLD.jsonl", help="Older records: list what was won and lost since.")
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=PERCENT", help="Exit code 4 below it: ar=60. May be given several times."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as one JSON object.")] = False,
    texts: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the gold's texts are; else beside it.")
    ] = None,
) -> None:
    """Measure records on gold: contents, sources and chains, and the confidence."""
    with _exit_codes():
        from quotes import evaluation
        from quotes.report.figures import figures_json, figures_text, notes

        floors = evaluation.floors(fail_under or ())
        found = evaluation.evaluate(gold, records, against, texts)
        missed = list(evaluation.below(found, floors))
        show(as_line(figures_json(found)) if as_json else figures_text(found))
        for line in (*notes(found), *missed):
            message(line)
        raise typer.Exit(_BELOW_THRESHOLD if missed else 0)


@sets.callback()
def _models(context: typer.Context) -> None:
    """List, check, find or download model sets; without a command, list them."""
    if context.invoked_subcommand is None:
        list_models()


@sets.command(name="list")
def list_models() -> None:
    """List the installed sets with sizes, licences and scores."""
    with _exit_codes():
        from quotes.report.modelsets import listed

        damage = [_told(each, listed) for each in installed()]
        raise typer.Exit(_MISSING if any(damage) else 0)


@sets.command(name="check")
def check_models(name: Annotated[str | None, ModelName] = None) -> None:
    """Compare files with the digests that are stated."""
    with _exit_codes():
        from quotes.report.modelsets import named

        damage = [_told(each, named) for each in (installed() if name is None else [locate(name)])]
        raise typer.Exit(_MISSING if any(damage) else 0)


@sets.command(name="path")
def models_path(name: Annotated[str, ModelName] = SHIPPED) -> None:
    """Print the folder of a set."""
    with _exit_codes():
        show(f"{locate(name).folder}\n")


@sets.command(name="fetch")
def fetch_models(
    name: Annotated[Literal["en"], typer.Argument(metavar="en", help="Stanza's own models for English.")],
    package: Annotated[str, typer.Option(metavar="NAME", help="Which of Stanza's packages.")] = "default",
) -> None:
    """Download Stanza's own models, for `--models en`."""
    with _exit_codes():
        from quotes.parsing.loading import fetch

        found = fetch(package)
        message(f"{found.name} is in {found.folder}; use it with `--models {found.name}`")


def _given(paths: list[str] | None) -> list[str]:
    """The paths of the command line; without any, standard input, unless somebody sits at it."""
    if not paths and sys.stdin.isatty():
        raise typer.BadParameter("expected files or folders, or text on standard input", param_hint="PATH")
    return paths or [STDIN]


def _readable(document: Document | UnreadableDocument) -> Document:
    """The document, where it could be read."""
    if isinstance(document, UnreadableDocument):
        raise document
    return document


def _with_text(found: Iterator[Found], run: Run) -> Iterator[Found]:
    """Those whose text is at hand; the others count as failed, and are said."""
    for each in found:
        if each.text is not None:
            yield each
            continue
        about = each.quotations[0].document
        place = about.uri or about.id
        message(f"{place}: is not the text that its records quote, or not there; extract it again, or with --with-text")
        run.counts["failed"] += 1


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
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or error
        raise UnreadableDocument(str(records), f"cannot be read ({why})") from error
    return counts


def _told(models: AnySet, told: Callable[[AnySet], str]) -> bool:
    """Print one model set and whether its files are whole; True where it is damaged."""
    try:
        show(told(models))
        models.check()
    except QuotesError as error:
        message(str(error))
        return True
    show("  check     all files have the sizes and digests that are stated\n")
    return False
