"""
How often does each rule answer, and what would be lost without it?  Run from the top of the repository:

    python -m tests.rules samples/reports             # answers, and in how many articles, the dead ones last
    python -m tests.rules samples/reports --without   # also what each rule wins and loses on the gold

GOLD is any gold with texts (see README): a folder of NAME.json beside NAME.txt, or JSON Lines.  Rules are found where
they stand: every tuple of functions in a module's top level (``RULES``, ``FINDERS``, ``REPAIRS``, shapes), so
a new list needs no line here.  An answer is what a rule returns, if it is not None, empty, or just what it was given.

``--without`` takes each rule that answered out of its lists, reads the articles again in which it did, and counts the
gold items that are right with it only (*helps*) and without it only (*harms*): found with the whole chain where the
gold has chains, else found with the right source.  A rule with no answer on many articles is dead; one that harms
more than it helps is wrong, or stands in the wrong place.  Parses are kept as `tests.regression` keeps them.
"""

import argparse
import importlib
import operator
import pkgutil
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

from attrs import frozen
from platformdirs import user_cache_path

import quotes
from quotes.evaluation.changes import changes
from quotes.evaluation.gold import Article, Gold, read_gold
from quotes.evaluation.matching import Compared, compared
from quotes.pipeline import records_of
from quotes.records import Quotation
from quotes.words.lexicon import lexicon
from tests.regression import Work, shipped_models

#: Rooms that have no rules, and some that are heavy to import.
_WITHOUT_RULES = frozenset(("__main__", "cli", "training", "report", "evaluation", "models", "learned"))

Rule = Callable[..., Any]


@frozen
class Named:
    """A rule by its module and name, and how often it answered in which articles."""

    rule: Rule
    answers: Counter[str]

    def __str__(self) -> str:
        return f"{self.rule.__module__.removeprefix('quotes.')}.{self.rule.__name__}"


@frozen
class Effect:
    """What a rule does: *records* that are others without it, gold items right with it only, and without it only."""

    records: int
    helps: int
    harms: int


class Lists:
    """All lists of rules of the package, which can be replaced for a while."""

    def __init__(self) -> None:
        """Look through the modules of the package."""
        self._modules = list(_modules())
        lists = (value for module in self._modules for value in vars(module).values() if _is_list(value))
        self._lists = {id(each): each for each in lists}

    def rules(self) -> list[Rule]:
        """Each rule once, in the order of modules."""
        return list(dict.fromkeys(rule for each in self._lists.values() for rule in each))

    def replaced(self, change: Callable[[tuple[Rule, ...]], tuple[Rule, ...]]) -> Callable[[], None]:
        """Put changed lists in the place of all lists, wherever they are imported; the way back."""
        new = {key: change(each) for key, each in self._lists.items()}
        before = [
            (module, name, value)
            for module in self._modules
            for name, value in list(vars(module).items())
            if not name.startswith("__") and _rebuilt(value, new) is not value
        ]
        for module, name, value in before:
            setattr(module, name, _rebuilt(value, new))

        def back() -> None:
            for module, name, value in before:
                setattr(module, name, value)

        return back


def _rebuilt(value: Any, new: dict[int, tuple[Rule, ...]]) -> Any:
    """The value with new lists in it: a list itself, or a table of lists; the same object where it holds none."""
    if id(value) in new:
        return new[id(value)]
    if type(value) is tuple:
        parts = tuple(_rebuilt(each, new) for each in value)
        return value if all(map(operator.is_, parts, value)) else parts
    if type(value) is dict:
        table = {key: _rebuilt(each, new) for key, each in value.items()}
        return value if all(table[key] is each for key, each in value.items()) else table
    return value


def _modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(quotes.__path__, "quotes."):
        if found.name.split(".")[1] not in _WITHOUT_RULES:
            yield importlib.import_module(found.name)


def _is_list(value: Any) -> bool:
    """Whether *value* is a tuple of functions of the package."""
    return isinstance(value, tuple) and len(value) > 1 and all(map(_is_rule, value))


def _is_rule(value: Any) -> bool:
    return (
        callable(value) and not isinstance(value, type) and str(getattr(value, "__module__", "")).startswith("quotes.")
    )


def is_answer(answer: Any, given: tuple[Any, ...]) -> bool:
    """Whether a rule says something: None, nothing in a list and what it was given ("nothing to mend") say nothing."""
    if answer is None or answer is False or (isinstance(answer, tuple | list) and not answer):
        return False
    return not (given and type(answer) is type(given[0]) and answer == given[0])


def counted(rule: Rule, answered: Callable[[], None]) -> Rule:
    """The rule, which tells of each answer."""

    @wraps(rule)
    def call(*given: Any, **named: Any) -> Any:
        answer = rule(*given, **named)
        if isinstance(answer, Iterator):
            answer = list(answer)
            if answer:
                answered()
            return iter(answer)
        if is_answer(answer, given):
            answered()
        return answer

    return call


@frozen
class Bench:
    """Gold, and the way from its articles to records."""

    gold: Gold
    name: str
    work: Work

    def records(self, article: Article) -> list[Quotation]:
        """What is extracted from an article, of the attitudes that the gold has."""
        found = records_of(self.work.parse(f"{self.name}/{article.name}", article.document), lexicon(), "frozen")
        return [each for each in found if not self.gold.attitudes or each.attitude in self.gold.attitudes]

    def compared(self, article: Article) -> Compared:
        """An article with its records, matched."""
        return compared([(article, self.records(article))], every_code_point=self.gold.chains)


def answers(bench: Bench, lists: Lists) -> list[Named]:
    """How often each rule answered in each article, the most frequent first."""
    counts: dict[Rule, Counter[str]] = defaultdict(Counter)
    article = ""
    telling = {rule: counted(rule, lambda rule=rule: counts[rule].update([article])) for rule in lists.rules()}
    back = lists.replaced(lambda rules: tuple(telling[each] for each in rules))
    try:
        for each in bench.gold.articles:
            article = each.name
            bench.records(each)
    finally:
        back()
    found = [Named(rule, counts[rule]) for rule in lists.rules()]
    return sorted(found, key=lambda each: (-each.answers.total(), str(each)))


def effect(bench: Bench, lists: Lists, named: Named, whole: dict[str, Compared]) -> Effect:
    """What changes in the articles in which the rule answered, when it is taken out."""
    back = lists.replaced(lambda rules: tuple(each for each in rules if each is not named.rule))
    try:
        articles = [each for each in bench.gold.articles if each.name in named.answers]
        without = [bench.compared(each) for each in articles]
    finally:
        back()
    full = [whole[each.name] for each in articles]
    differing = sum(len(set(old.records) - set(new.records)) for old, new in zip(full, without, strict=True))
    both = zip(full, without, strict=True)
    lost = [bool(each.now) for pair in both for each in changes(*pair, bench.gold.chains)]
    return Effect(differing, helps=sum(lost), harms=len(lost) - sum(lost))


def table(named: Iterable[Named], effects: dict[Rule, Effect]) -> Iterator[str]:
    """A line for each rule."""
    heads = ["answers", "articles", *(("records", "helps", "harms") if effects else ())]
    yield f"{'rule':48}" + "".join(f"{each:>10}" for each in heads)
    for each in named:
        cells = [each.answers.total(), len(each.answers)]
        if each.rule in effects:
            found = effects[each.rule]
            cells += [found.records, found.helps, found.harms]
        yield f"{each!s:48}" + "".join(f"{cell:>10,}" for cell in cells)


def main(arguments: list[str] | None = None) -> None:
    """Print the table that the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, help="gold with texts")
    options.add_argument("--without", action="store_true", help="also what each rule wins and loses")
    options.add_argument("--only", nargs="+", metavar="RULE", help="only rules whose name holds one of these")
    options.add_argument("--work", type=Path, default=user_cache_path("quotes") / "regression", metavar="FOLDER")
    asked = options.parse_args(arguments)
    name = "polnear" if asked.gold.is_file() else asked.gold.resolve().name
    bench, lists = Bench(read_gold(asked.gold), name, Work(asked.work, shipped_models())), Lists()
    found = [each for each in answers(bench, lists) if not asked.only or any(part in str(each) for part in asked.only)]
    effects: dict[Rule, Effect] = {}
    if asked.without:
        whole = {each.name: bench.compared(each) for each in bench.gold.articles}
        effects = {each.rule: effect(bench, lists, each, whole) for each in found if each.answers}
    sys.stdout.writelines(f"{line}\n" for line in table(found, effects))


if __name__ == "__main__":
    main()
