"""What an article tells of its speakers: the office of each, and the body or place that it is at."""

from collections.abc import Iterator, Sequence

from quotes.naming.offices import held_at
from quotes.naming.people import Figure
from quotes.naming.titles import Title
from quotes.speakers.answers import Answer, Context


def offices_of(answers: Sequence[Answer], context: Context) -> Iterator[tuple[str | None, str | None]]:
    """The role and the affiliation of whom each answer names; None for what the article does not tell."""
    described = _described(answers)
    figures = {each.figure.name: each.figure for each in answers if each.figure is not None}
    held = {name: _held_at(figure, context) for name, figure in figures.items()}
    for each in answers:
        name = each.figure.name if each.figure is not None else ""
        title = (_fullest(each.title, each.figure) if each.figure is not None else None) or described.get(name)
        role, affiliation = (title.role, title.affiliation) if title is not None else (None, None)
        yield role, affiliation or held.get(name)


def _described(answers: Sequence[Answer]) -> dict[str, Title]:
    """By name, what those are called who have no title at their name: "**The harbour master** said", of Rui Prata."""
    found = ((each.figure, each.title) for each in answers if each.by == "description")
    return {figure.name: title for figure, title in reversed([*found]) if figure and title and title.role}


def _held_at(figure: Figure, context: Context) -> str | None:
    """The body or place behind somebody's name, where it stands first: "Prata **of the Harbour Workers' Union**"."""
    if figure.kind != "person":
        return None
    parse = context.parse
    found = (held_at(parse, parse.sentences[each.sentence], each.span, context.lexicon) for each in figure.mentions)
    return next(filter(None, found), None)


def _fullest(stated: Title | None, figure: Figure) -> Title | None:
    """The title *stated* with a source, else the most usual of somebody, in the fullest form that the article gives."""
    title = stated if stated is not None and stated.role else next(iter(figure.offices), None)
    fuller = [each for each in figure.offices if title is not None and _words(title) <= _words(each)]
    return max(fuller, key=lambda each: len(_words(each)), default=title)


def _words(title: Title) -> frozenset[str]:
    """The words of a role and of what it is at, in small letters."""
    return frozenset(f"{title.role} {title.affiliation or ''}".casefold().split())
