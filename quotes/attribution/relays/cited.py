"""Whom an outlet has it from: "RTP, citing **the coast guard**, reported that"."""

from collections.abc import Iterable, Iterator

from quotes.attribution.composing import cited_statement
from quotes.attribution.credits import CARRYING, first_noun
from quotes.attribution.reading import Reading
from quotes.attribution.sources import CITING, phrase
from quotes.attribution.statement import Relay, Source, Statement
from quotes.naming.outlet_names import outlet_at
from quotes.parsing import Sentence, Word, phrase_span
from quotes.words.lexicon import Lexicon


def with_cited_sources(statements: Iterable[Statement], reading: Reading) -> Iterator[Statement]:
    """The statements, with what an outlet says it has from somebody as theirs, by way of the outlet."""
    for statement in statements:
        source, cue = statement.source, statement.cue
        if source is None or cue is None or statement.continues or statement.attitude != "assertion":
            yield statement
            continue
        sentence = reading.parse.sentences[source.sentence]
        outlet = _outlet(sentence.between(source.spans[0]), sentence, reading.lexicon)
        said = {word.number for each in statement.content for word in sentence.between(each)}
        carrier = {source.head, *(word.number for word in sentence.between(cue.span))}
        carrier.update(word.number for word in outlet)
        found = _citing(sentence, carrier, said, reading.lexicon) if outlet else None
        if found is None:
            yield statement
            continue
        citing, origin = found
        theirs = Source((phrase_span(phrase(sentence, origin)),), sentence.number, origin.number)
        relays = (Relay(phrase_span(outlet), phrase_span(outlet)), *statement.relays)
        yield cited_statement(statement, citing, theirs, relays, reading)


def _outlet(words: list[Word], sentence: Sentence, lexicon: Lexicon) -> list[Word]:
    """What in a source phrase is an outlet: "a report from **Canal Nove**", "**media reports**", "**the report**"."""
    if not words or [each.text.lower() for each in words] == ["the", "report"]:
        return words
    starts = [words[0].number, *(word.number + 1 for word in words if word.upos in {"ADP", "PUNCT"})]
    found = (outlet_at(sentence, each, lexicon) or [] for each in starts)
    are_reports = words[0].upos != "DET" and words[-1].lemma.lower() in CARRYING
    return next((each for each in found if each and each[-1].lemma != "report"), words if are_reports else [])


def _citing(sentence: Sentence, carrier: set[int], said: set[int], lexicon: Lexicon) -> tuple[Word, Word] | None:
    """
    The word with which a *carrier* cites somebody, and the head of whom it cites: "winds" are nobody.

    *carrier* are the numbers of outlet and cue, *said* those of what is said.
    """
    for citing in sentence.words:
        if citing.text.lower() not in CITING:
            continue
        above, origin = sentence.head(citing), sentence.child(citing, "obj")
        if origin is None:
            origin = first_noun(sentence, sentence.words[citing.number :])
            # … or hangs on whom it cites.
            above = sentence.head(origin) if origin is not None and origin is above else above
        is_its = citing.number in carrier or (above is not None and above.number in carrier)
        if is_its and origin is not None and origin.number not in carrier | said and _speaks(origin, lexicon):
            return citing, origin
    return None


def _speaks(noun: Word, lexicon: Lexicon) -> bool:
    return noun.upos == "PROPN" or lexicon.role(noun.lemma.lower()) is not None
