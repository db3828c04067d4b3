"""
Asides: names in a source phrase that only say which one is meant, and are never it.

"the doctor who treated **Ana Reis**" — "**Prata**’s accuser" — "a book about **Ana Reis**"
"""

from collections.abc import Sequence

from quotes.naming.mention import BODY
from quotes.naming.nominals import Phrase
from quotes.naming.titles import is_human, role_of
from quotes.parsing import Sentence, Word
from quotes.speakers.answers import Context
from quotes.speakers.issuers import is_put_out
from quotes.speakers.query import Query
from quotes.text.marks import OWNING
from quotes.text.spans import Span
from quotes.words.classes import word_class

#: Verbs behind which stands who is meant, "a baker **named** Rui Prata"; what leads to that: "identified **as** Prata".
_NAMING, _AS = word_class("verbs of naming"), "as"
#: Behind these stands who put a document out or leads a body; behind those whom something is about, or whom it went to.
_BY, _ABOUT, _TO = frozenset({"by", "from"}), frozenset({"about", "against"}), "to"


def is_aside(name: Span, query: Query, context: Context) -> bool:
    """Whether a name within the phrase of a source is none of whom that may mean, by the way up to its head."""
    phrase, head, sentence = query.phrase, query.head, query.sentence
    way = _way_up(sentence.top_of(name), head, sentence)
    if phrase is None or head is None or not way or not phrase.core:
        return False
    before, behind = _beside(name, phrase)
    own = {before, *_cases(way[:1], sentence)}
    links = own | _cases(way, sentence)
    if not links.isdisjoint(_ABOUT):
        return True
    if is_put_out(phrase):
        return _TO in links and own.isdisjoint(_BY)
    if behind in OWNING and sentence.head(way[0]) is head and way[0].number < head.number:
        return _is_person(head, sentence, context)
    by = not links.isdisjoint(_BY) or any(each.deprel == "obl:agent" for each in way)
    led = by and not (_is_person(head, sentence, context) or _is_body(head, context))
    return _is_told_of(way) and not led and _AS not in links


def _is_person(head: Word, sentence: Sentence, context: Context) -> bool:
    """Whether a noun, or one beside it, is for persons: "Prata’s **accuser**, a former **nurse**"."""
    nouns = (head, *sentence.children(head, "appos"))
    return any(is_human(role_of([each.text], context.lexicon), each.lemma) for each in nouns)


def _is_body(head: Word, context: Context) -> bool:
    role = role_of([head.text], context.lexicon)
    return role is not None and role.kind in BODY


def _way_up(word: Word | None, head: Word | None, sentence: Sentence) -> list[Word]:
    """The words from one up to below the *head* of its phrase; none where it is not below that."""
    way = [word, *sentence.ancestors(word)] if word is not None else []
    return way[: way.index(head)] if head in way else []


def _cases(words: Sequence[Word], sentence: Sentence) -> set[str]:
    """The prepositions that lead to words."""
    return {case.lemma.casefold() for each in words for case in sentence.children(each, "case")}


def _beside(name: Span, phrase: Phrase) -> tuple[str, str]:
    """The words of a phrase right before and behind a name, in small letters; trees often hang them elsewhere."""
    before = [each.text.casefold() for each in phrase.words if each.span.end <= name.start]
    behind = [each.text.casefold() for each in phrase.words if each.span.start >= name.end]
    return next(reversed(before), ""), next(iter(behind), "")


def _is_told_of(way: Sequence[Word]) -> bool:
    """Whether it stands behind the verb of a clause, "who **treated** Reis", that does not say what one is called."""
    clauses = (each for each in way[1:] if each.relation == "acl" and each.upos != "PROPN")
    return any(each.number < way[0].number and each.lemma.casefold() not in _NAMING for each in clauses)
