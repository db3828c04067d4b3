"""
An article in the terminal: its statements marked and numbered, below each paragraph who said them and by which way.

Colours are rich's; where the output is no terminal there are none, and the marks are brackets and numbers:

    [1]{“We were lucky,”} <Rui Prata> *said*.
        1 Rui Prata → Lusa
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from quotes.records import Quotation, chain_text
from quotes.report.chains import plain, shown_letters
from quotes.report.marked import Paragraph, Piece, in_order, marked

#: How each part looks; and what stands around it where there is no colour.
_STYLES = {"content": "bold", "cue": "italic yellow", "source": "underline cyan"}
_BRACKETS = {"content": ("{", "}"), "cue": ("*", "*"), "source": ("<", ">")}
_INDENT = 4


def shown(quotations: list[Quotation], text: str, width: int, colour: bool) -> str:
    """The article as lines of at most *width* columns, with escape codes only where *colour* says so."""
    statements = in_order(quotations)
    console = Console(
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        no_color=not colour,
    )
    with console.capture() as capture:
        for paragraph in marked(text, statements):
            console.print(_line(paragraph, colour), soft_wrap=False)
            for number in paragraph.numbers:
                console.print(Padding(_way(number, statements[number - 1], colour), (0, 0, 0, _INDENT)))
            console.print()
    return "\n".join(line.rstrip() for line in capture.get().split("\n")).rstrip("\n") + "\n"


def with_headings(pictures: Iterable[tuple[Sequence[Quotation], str]], width: int) -> Iterator[str]:
    """Articles as they are shown, by their quotations; where there are several, each below a line that names it."""
    listed = iter(pictures)
    first = list(islice(listed, 2))
    for number, (quotations, picture) in enumerate(chain(first, listed)):
        if len(first) > 1:
            yield ("\n" if number else "") + _heading(quotations, width)
        yield picture


def _heading(quotations: Sequence[Quotation], width: int) -> str:
    """A line across the page with what is known of an article."""
    about = quotations[0].document if quotations else None
    known = (about.id, about.publisher, about.published) if about is not None else ("no statements",)
    console = Console(width=width, color_system=None, highlight=False)
    with console.capture() as capture:
        console.rule(Text(plain(", ".join(filter(None, known)))), align="left")
    return capture.get().rstrip() + "\n\n"


def _line(paragraph: Paragraph, colour: bool) -> Text:
    line = Text()
    for piece in paragraph.pieces:
        for number in piece.opens:
            line.append(f"[{number}]", "dim" if colour else "")
        _append(line, piece, colour)
    return line


def _append(line: Text, piece: Piece, colour: bool) -> None:
    """One piece, marked as what it is."""
    words = shown_letters(piece.text)
    if piece.part is None or not words.strip():
        line.append(words)
    elif colour:
        line.append(words, _STYLES[piece.part])
    else:
        begin, end = _BRACKETS[piece.part]
        line.append(f"{begin}{words}{end}")


def _way(number: int, quotation: Quotation, colour: bool) -> Text:
    """The chain of a statement, why its speaker is open, how sure it is."""
    names = chain_text(hop.name for hop in quotation.chain)
    line = Text()
    line.append(f"{number} ", "dim" if colour else "")
    line.append(plain(names), "cyan" if colour else "")
    rest = f"{quotation.type}, {quotation.attitude}, {quotation.confidence:.0%}"
    if quotation.provenance.reason:
        rest += f"; {quotation.provenance.reason}"
    line.append(f"  {plain(rest)}", "dim" if colour else "")
    return line
