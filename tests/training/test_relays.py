"""What is learnt of relays, from cases as from articles."""

from quotes.text.spans import Span
from quotes.training.annotated import Annotation, Article
from quotes.training.cases import parsed_cases
from quotes.training.relays import examples
from tests.casefiles import HERE, cases_in


def test_the_words_of_a_drawn_relay_are_right() -> None:
    """ "Prata told **Fox News** that the port was shut." """
    case = next(each for each in cases_in("relays") if each.title == "told an outlet")
    at = case.text.index("Fox News")
    drawn = Annotation((), (), (Span(at + 9, len(case.text) - 1),), (Span(at, at + 8),), "Prata")
    article = Article(case.parse, (drawn,), statements=True)
    found = list(examples(article))
    assert [each.right for each in found if "rule" in each.features] == [True]
    unseen = Article(case.parse, (Annotation((), (), drawn.content, drawn.relay),), statements=True)
    assert list(examples(unseen)) == []


def test_cases_are_read_with_their_parses() -> None:
    """Titles, texts and what is expected go together."""
    found = list(parsed_cases(HERE / "cases" / "relays.md"))
    assert [(each.document.id, each.text, expected) for each, expected in found] == [
        (case.title, case.text, case.expected) for case in cases_in("relays")
    ]
