"""
The map of the house: which room may use which, and which foreign packages have one door.

The rooms stand in the order in which they are built; a room may use only rooms above it, so there are no cycles.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "quotes"
ROOMS: dict[str, set[str]] = {
    "version": set(),
    "errors": set(),
    "threads": set(),
    "collector": set(),
    "terms": set(),
    "text": {"errors"},
    "words": {"errors"},
    "learned": set(),
    "models": {"errors"},
    "records": {"errors", "terms", "text"},
    "parsing": {"errors", "learned", "models", "text", "threads", "words"},
    "naming": {"parsing", "text", "words"},
    "page": {"learned", "naming", "text", "words"},
    "inputs": {"errors", "page", "records", "text", "words"},
    "validation": {"errors", "inputs", "records", "text"},
    "attribution": {"errors", "learned", "naming", "page", "parsing", "records", "terms", "text", "words"},
    "speakers": {"attribution", "learned", "naming", "page", "parsing", "terms", "text", "words"},
    "chain": {"attribution", "naming", "page", "records", "speakers", "terms", "text", "words"},
    "pipeline": {
        *("attribution", "chain", "naming", "page", "parsing", "records"),
        *("speakers", "text", "threads", "version", "words"),
    },
    "__init__": {
        *("collector", "errors", "inputs", "models", "parsing", "pipeline", "records", "text", "version", "words")
    },
    "batch": {"__init__", "collector", "errors", "inputs", "models", "records", "text", "version"},
    "evaluation": {"batch", "errors", "inputs", "records", "text"},
    "training": {
        *("__init__", "collector", "inputs", "threads"),
        *("attribution", "chain", "errors", "evaluation", "learned", "models", "naming", "page", "parsing"),
        *("pipeline", "records", "speakers", "text", "words"),
    },
    "report": {"attribution", "errors", "evaluation", "models", "naming", "records", "terms", "text", "words"},
    "cli": {
        *("__init__", "batch", "errors", "evaluation", "inputs", "models", "parsing"),
        *("records", "report", "text", "validation", "version"),
    },
    "__main__": {"cli"},
}
#: Foreign packages and the only places that may import them.
DOORS = {
    "stanza": ("parsing/", "training/"),
    "tokenizers": ("learned/encoder.py",),
    "torch": ("learned/", "parsing/loading.py", "parsing/own/", "training/"),
    "typer": ("cli.py",),
    "jsonschema": ("validation.py",),
    "publicsuffixlist": ("page/addresses.py",),
    "cattrs": ("records.py",),
    "lxml": ("inputs/web_pages.py",),
    "trafilatura": ("inputs/web_pages.py",),
    "warcio": ("inputs/warc.py",),
    "pyarrow": ("inputs/parquet.py",),
    "threadpoolctl": ("threads.py",),
    "filelock": ("batch/output.py",),
    "jinja2": ("report/html.py",),
    "markupsafe": ("report/html.py",),
    "rich": ("batch/progress.py", "report/show.py"),
    "ray": ("batch/ray_engine.py",),
}
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def imports(module: str) -> Iterator[str]:
    """The dotted names that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (each.name for each in names)
            case ast.ImportFrom(module=str(source), names=names) if node.level == 0:
                yield from (f"{source}.{each.name}" for each in names)
            case ast.ImportFrom():
                pytest.fail(f"{module}:{node.lineno}: expected an absolute import")


def room(name: str) -> str:
    """The room of a dotted name or of a module's path: the first part below ``quotes``."""
    first = name.removeprefix("quotes.").replace("/", ".").removesuffix(".py").split(".")[0]
    return first if (PACKAGE / first).is_dir() or (PACKAGE / f"{first}.py").is_file() else "__init__"


def test_rooms_stand_in_the_order_of_building() -> None:
    """No room uses one that is built after it."""
    built: set[str] = set()
    for name, uses in ROOMS.items():
        assert uses <= built, f"{name} uses {uses - built}"
        built.add(name)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_uses_only_the_rooms_it_may(module: str) -> None:
    """Each import inside the package is an arrow of the map."""
    used = {room(name) for name in imports(module) if name.startswith("quotes.")} - {room(module)}
    assert used <= ROOMS[room(module)]


@pytest.mark.parametrize("module", MODULES)
def test_foreign_packages_have_one_door(module: str) -> None:
    """Stanza, Typer and the others are imported where the table says, and nowhere else."""
    foreign = {name.split(".")[0] for name in imports(module)} & set(DOORS)
    assert [name for name in foreign if not module.startswith(DOORS[name])] == []


@pytest.mark.parametrize("module", MODULES)
def test_public_docstrings_state(module: str) -> None:
    """What a function returns is said in a sentence that states; a riddle in the form of a question helps nobody."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    named = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.ClassDef)]
    public = [each for each in named if not each.name.startswith("_")]
    asking = [each.name for each in public if (ast.get_docstring(each) or "").partition("\n")[0].endswith("?")]
    assert asking == []


def test_no_two_files_have_one_name() -> None:
    """A module's name alone says which it is; only what Python asks for in each package comes more than once."""
    names = [Path(module).name for module in MODULES]
    assert {name for name in names if names.count(name) > 1} == {"__init__.py", "__main__.py"}
