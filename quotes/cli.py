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
from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from quotes import batch
from quotes.batch import Run
from quotes.batch.messages import message, show
from quotes.batch.output import leave_closed_pipe, sink
from quotes.batch.progress import progress
from quotes.batch.stored import by_document, with_id
from quotes.errors import QuotesError, UnreadableDocument, WrongUsage
from quotes.inputs import Fields, Reading, check_published, how_many, read_inputs
from quotes.models import SHIPPED, AnySet, installed, locate
from quotes.records import as_line
from quotes.text.files import STDIN
from quotes.text.plurals import counted
from quotes.version import __version__

_DONE, _MISSING, _BELOW_THRESHOLD, _INTERRUPTED = 0, 3, 4, 130
#: Columns and lines where the output is no terminal: wide enough for a table, narrow enough for a mail.
_NO_TERMINAL = (100, 24)

Text = Annotated[str, typer.Argument(metavar="FILE", help="A text, a page, or a file of records (*.jsonl).")]
Texts = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Texts, folders of them, or files of records (*.jsonl).")
]
Records = Annotated[Path, typer.Argument(metavar="RECORDS", help="What `quotes extract` has printed.")]
Models = Annotated[str, typer.Option(metavar="NAME|DIR", help="Model set to parse with; `en` for Stanza's own.")]
ModelName = typer.Argument(metavar="NAME", help="A set by its name, or the folder it is in.")


class Attitude(StrEnum):
    """What ``--attitude`` takes; Typer has no lists of literals."""

    ASSERTION = "assertion"
    BELIEF = "belief"
    FACT = "fact"
    EVENTUALITY = "eventuality"
    UNSAID = "unsaid"


class _Commands(TyperGroup):
    """Commands that return their exit code; an error that has a meaning becomes a message and a code of its own."""

    def invoke(self, context: Any) -> None:
        """Run what was asked for, and leave with its code."""
        try:
            code = super().invoke(context)
        except KeyboardInterrupt:
            message("interrupted")
            code = _INTERRUPTED
        except QuotesError as error:
            message(str(error))
            code = error.exit_code
        except BrokenPipeError:
            leave_closed_pipe()
            code = _DONE
        context.exit(code)


app = typer.Typer(
    cls=_Commands,
    add_completion=False,
    help="Who said what in a news article, and by which way it came: one JSON object a line, one line a quotation.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
sets = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
app.add_typer(sets, name="models")


def main() -> None:
    """What `quotes` and `python -m quotes` run."""
    app()


def _print_version(wanted: bool) -> None:
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
    try:
        check_published(value)
    except WrongUsage as error:
        raise typer.BadParameter(str(error)) from None
    return value


def _columns() -> int:
    return shutil.get_terminal_size(_NO_TERMINAL).columns


@app.command()
def extract(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the records there; FILE.part till then."),
    ] = None,
    input_format: Annotated[
        Literal["auto", "text", "html", "jsonl", "json", "ninjs", "csv", "parquet", "warc"],
        typer.Option(help="What the inputs hold; auto: as their content says."),
    ] = "auto",
    text_field: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="JSON, CSV, Parquet: the field with the text, else by its usual name."),
    ] = None,
    id_field: Annotated[str | None, typer.Option(metavar="NAME", help="The field that names an article.")] = None,
    url_field: Annotated[str | None, typer.Option(metavar="NAME", help="The field with its web address.")] = None,
    publisher_field: Annotated[str | None, typer.Option(metavar="NAME", help="The field with its outlet.")] = None,
    published_field: Annotated[str | None, typer.Option(metavar="NAME", help="The field with its date.")] = None,
    any_language: Annotated[bool, typer.Option("--any-language", help="Texts in other languages too.")] = False,
    with_text: Annotated[bool, typer.Option("--with-text", help="Records carry the text that they quote.")] = False,
    errors: Annotated[
        Literal["skip", "fail", "record"],
        typer.Option(help="A document that fails: report it and go on, stop, or write it among the records as well."),
    ] = "skip",
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
) -> int:
    """Print the quotations of news articles as JSON Lines."""
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
    else:
        try:
            with sink(output, run.settings, resume) as file, progress(how_many(given, how), not quiet) as tick:
                run.write_all(read_inputs(given, how, message), file, tick)
        except BrokenPipeError:
            if not quiet:
                message(f"nobody reads on; written: {run.summary()}")
            raise
    if not quiet:
        message(run.summary())
    return run.exit_code


def _given(paths: list[str] | None) -> list[str]:
    """The paths of the command line; without any, standard input, unless somebody sits at it."""
    if not paths and sys.stdin.isatty():
        raise typer.BadParameter("expected files or folders, or text on standard input", param_hint="PATH")
    return paths or [STDIN]


@app.command()
def chain(
    paths: Texts,
    everything: Annotated[bool, typer.Option("--all", help="Beliefs, known facts and plans too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a chain, one line each.")] = False,
    models: Models = SHIPPED,
) -> int:
    """Print each distinct chain of articles with its statements, the most frequent first."""
    from quotes.report.chains import chains_table, ways

    run = Run(models)
    found = [each for one in run.read_all(paths) for each in one.quotations]
    shown = [each for each in found if everything or each.attitude == "assertion"]
    chains = ways(shown)
    show("".join(as_line(each.as_json()) for each in chains) if as_json else chains_table(shown, _columns()))
    others = len(found) - len(shown)
    rest = f"; {others} of belief, knowledge or plans left out, which --all shows" if others else ""
    message(f"{counted(len(shown), 'statement')} by {counted(len(chains), 'chain')}{rest}")
    return run.exit_code


@app.command()
def explain(
    path: Text,
    id: Annotated[str | None, typer.Option("--id", metavar="ID", help="The record, or how its id begins.")] = None,
    models: Models = SHIPPED,
) -> int:
    """Say in sentences which rule and which words gave each part of a record."""
    from quotes.report.explain import explained

    found = by_document(Run(models, errors="fail").read_all([path]))
    show("\n".join(explained(each, text, _columns()) for each, text in with_id(found, id)))
    return _DONE


@app.command("show")
def show_article(
    path: Text,
    width: Annotated[int | None, typer.Option(min=20, help="Columns; else those of the terminal.")] = None,
    models: Models = SHIPPED,
) -> int:
    """Show articles with their statements marked, and the chain below each."""
    from quotes.report.show import shown, with_headings

    run = Run(models)
    columns, colour = width or _columns(), sys.stdout.isatty() and "NO_COLOR" not in os.environ
    found = by_document(run.read_all([path]))
    articles = ((each.quotations, run.text_of(each)) for each in found)
    pictures = ((some, shown(list(some), text, columns, colour)) for some, text in articles if text is not None)
    for picture in with_headings(pictures, columns):
        show(picture)
    return run.exit_code


@app.command()
def report(
    paths: Texts,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE|DIR", help="One page (FILE.html), or a folder of many."),
    ] = Path("report.html"),
    title: Annotated[str, typer.Option(help="What stands above it.")] = "Who said what",
    models: Models = SHIPPED,
) -> int:
    """Write articles, their statements and chains as one page, or as a folder with an index; they need no network."""
    from quotes.report.folder import checked, write
    from quotes.report.view import Article

    place, run = checked(output), Run(models)
    documents = list(by_document(run.read_all(paths)))
    articles = [Article(each.quotations, each.text) for each in documents if each.quotations]
    if run.exit_code and not articles:
        message(f"{place}: not written, for there are no statements")
        return run.exit_code
    silent = len(documents) - len(articles)
    rest = f"; {silent} without statements left out" if silent else ""
    message(f"{write(articles, title, __version__, place)}: {counted(len(articles), 'article')}{rest}")
    return run.exit_code


@app.command()
def parse(
    path: Annotated[str, typer.Argument(metavar="FILE", help="What extract reads: a text, a page, - ….")],
    models: Models = SHIPPED,
) -> int:
    """Print the parse of each article as CoNLL-U, with offsets in MISC."""
    from quotes.parsing.conllu import dumps

    documents = []
    for each in read_inputs([path], Reading(), message):
        if isinstance(each, UnreadableDocument):
            raise each
        documents.append(each)
    parser = batch.extractor(models)
    for document in documents:
        show(dumps(parser.parse(document)))
    return _DONE


@app.command()
def validate(
    records: Records,
    texts: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where all the texts are; else at document.uri if there.")
    ] = None,
) -> int:
    """Check records against the schema, and what they quote against the texts."""
    from quotes.validation import check

    if texts is not None and not texts.is_dir():
        raise typer.BadParameter(f"{texts}: no such folder", param_hint="--texts")
    counts: Counter[str] = Counter()
    invalid: set[int] = set()
    for line in check(records, texts):
        counts.update(records=int(not line.is_again), compared=int(line.compared))
        for problem in line.problems:
            invalid.add(problem.line)
            typer.echo(str(problem), err=True)
    message(
        f"{records}: {counted(counts['records'], 'record')}, {len(invalid)} of them invalid; "
        f"{counts['compared']} compared with their texts"
    )
    lacking = texts is not None and counts["compared"] < counts["records"]
    return _BELOW_THRESHOLD if invalid or lacking else _DONE


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Attributions, articles or records made by hand.")],
    records: Records,
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
) -> int:
    """Measure records on gold: contents, sources and chains, and the confidence."""
    from quotes import evaluation
    from quotes.report.figures import figures_json, figures_text, notes

    floors = evaluation.floors(fail_under or ())
    found = evaluation.evaluate(gold, records, against, texts)
    missed = list(evaluation.below(found, floors))
    show(as_line(figures_json(found)) if as_json else figures_text(found))
    for line in (*notes(found), *missed):
        message(line)
    return _BELOW_THRESHOLD if missed else _DONE


@sets.callback()
def _models(context: typer.Context) -> int:
    """List, check, find or download model sets; without a command, list them."""
    return list_models() if context.invoked_subcommand is None else _DONE


@sets.command("list")
def list_models() -> int:
    """List the installed sets with sizes, licences and scores."""
    from quotes.report.modelsets import listed

    return _told(installed(), listed)


@sets.command("check")
def check_models(name: Annotated[str | None, ModelName] = None) -> int:
    """Compare files with the digests that are stated."""
    return _told(installed() if name is None else [locate(name)], lambda each: f"{each.name}\n")


def _told(models: Iterable[AnySet], told: Callable[[AnySet], str]) -> int:
    """Print each model set and whether its files are whole."""
    code = _DONE
    for each in models:
        try:
            show(told(each))
            each.check()
            show("  check     all files have the sizes and digests that are stated\n")
        except QuotesError as error:
            message(str(error))
            code = _MISSING
    return code


@sets.command("path")
def models_path(name: Annotated[str, ModelName] = SHIPPED) -> int:
    """Print the folder of a set."""
    show(f"{locate(name).folder}\n")
    return _DONE


@sets.command("fetch")
def fetch_models(
    name: Annotated[Literal["en"], typer.Argument(metavar="en", help="Stanza's own models for English.")],
    package: Annotated[str, typer.Option(metavar="NAME", help="Which of Stanza's packages.")] = "default",
) -> int:
    """Download Stanza's own models, for `--models en`."""
    from quotes.parsing.loading import fetch

    found = fetch(package)
    message(f"{found.name} is in {found.folder}; use it with `--models {found.name}`")
    return _DONE
