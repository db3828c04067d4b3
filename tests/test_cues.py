"""
The cue lexicon, both ways: every entry is found in its examples, and plain narration offers nothing to any entry.

The parses are frozen.  After a change of examples or counter-sentences, in the repository:

    python -m tests.test_cues | python -m tests.freeze cues
"""

import sys
from functools import cache

from attrs import evolve

from quotes.attribution.candidates import tree_candidates
from quotes.attribution.mending import mended
from quotes.attribution.phrases import credits_in
from quotes.attribution.quotations import attribute_quotations
from quotes.parsing import Parse
from quotes.parsing.conllu import loads
from quotes.text import Document
from quotes.text.marks import quoted_spans
from quotes.words.lexicon import CueEntry, Lexicon, lexicon
from tests.casefiles import parses_in

KINDS = frozenset(("verb", "noun", "adjective"))
ATTITUDES = frozenset(("assertion", "belief", "fact", "eventuality"))
PREPOSITIONS = frozenset("for of as against on about over with from by at in into to".split())
#: What may follow a cue: a clause, an infinitive ("to"), a noun phrase, phrases, a quotation, or nothing (a credit).
FRAMES = frozenset(("that", "object", *PREPOSITIONS, *(f"object {each}" for each in PREPOSITIONS)))
VERB_FRAMES = FRAMES | {"quote", "credit", "doing"}

#: Narration in which words of the lexicon stand, but not as cues.
NARRATION = (
    "He put the cup on the table.",
    "She called a taxi.",
    "The driver stopped the bus at the bridge.",
    "The nurse added two spoons of sugar.",
    "The tourists saw the old tower.",
    "The dealer asked a high price.",
    "The children read a book.",
    "The painter held a brush.",
    "The river rose by two metres overnight.",
    "The thief broke a window and ran away.",
    "The farmers stored the grain in a barn.",
    "The bus arrived at noon.",
    "The girl lost a coin near the beach.",
    "Two ships left the harbour before dawn.",
    "The storm hit the coast last night.",
    "The old mill stands beside the canal.",
    "The striker shot from thirty metres.",
    "The company makes shoes and bags.",
    "The team moved to a new stadium.",
    "The road goes through a dark forest.",
    "The tower leans a little.",
    "The boy told a long story.",
    "The lawyer wrote a letter.",
    "The guests talked for hours.",
    "The dog barked all night.",
    "The shop opens at nine.",
    "The cook held the knife carefully.",
    "The teacher answered the phone.",
    "The waves roared.",
    "The crew painted the hull last week.",
)

CUES = lexicon().cues
EXAMPLES = [(entry, example) for entry in CUES for example in entry.examples]


def texts() -> list[str]:
    """All sentences whose parses are frozen."""
    return list(dict.fromkeys([*(example for _, example in EXAMPLES), *NARRATION]))


@cache
def _parses() -> dict[str, Parse]:
    """The frozen parses by their texts."""
    return {text: loads(conllu, Document(text, text)) for text, conllu in parses_in("cues").items()}


def _alone(entry: CueEntry) -> Lexicon:
    """The lexicon with that one cue."""
    return evolve(lexicon(), cues=(entry,))


def _found(parse: Parse, words: Lexicon) -> set[tuple[str, str, str]]:
    """Lemma, kind and frame of every cue that the tree, a credit or the gap beside a quotation shows."""
    text = parse.text
    sentences = tuple(mended(each, words) for each in parse.sentences)
    found = {
        (each.lemma, each.kind, each.frame) for sentence in sentences for each in tree_candidates(sentence, text, words)
    }
    for sentence in sentences:
        for credit in credits_in(sentence, words):
            found.add((credit.lemma, credit.kind, "credit"))
    for each in attribute_quotations(sentences, quoted_spans(text, parse.document.paragraphs), text, words):
        if each.lead is not None:
            found.add((each.lead.word.lemma.lower(), each.lead.kind, "quote"))
    return found


def test_entries_are_sorted_and_unique() -> None:
    """By lemma, then kind; each pair once."""
    keys = [(each.lemma, each.kind) for each in CUES]
    assert keys == sorted(set(keys))


def test_every_entry_is_well_formed() -> None:
    """A known kind and attitude, known frames with numbers from 0 to 1, one or two examples."""
    assert [each.lemma for each in CUES if each.lemma != each.lemma.lower().strip()] == []
    assert {each.kind for each in CUES} <= KINDS
    assert {each.attitude for each in CUES} <= ATTITUDES
    assert [each.lemma for each in CUES if not each.frames or each.frames.keys() - _frames(each.kind)] == []
    assert [each.lemma for each in CUES if not all(0 <= number <= 1 for number in each.frames.values())] == []
    assert [each.lemma for each in CUES if not 1 <= len(each.examples) <= 2] == []
    assert [each.lemma for each in CUES if not set(each.by_hand) <= set(each.frames)] == []


def _frames(kind: str) -> frozenset[str]:
    return VERB_FRAMES if kind == "verb" else FRAMES


def test_credits_put_something_into_words() -> None:
    """A word that closes a sentence as its credit (", the agency reported") is always one of assertion."""
    assert {each.attitude for each in CUES if "credit" in each.frames} == {"assertion"}


def test_every_example_is_found_by_its_entry() -> None:
    """With nothing else in the lexicon, each entry is found in its examples, in a frame of its own."""
    assert [(entry.lemma, example) for entry, example in EXAMPLES if not _shows(entry, example)] == []


def _shows(entry: CueEntry, example: str) -> bool:
    found = _found(_parses()[example], _alone(entry))
    return any((lemma, kind) == (entry.lemma, entry.kind) and frame in entry.frames for lemma, kind, frame in found)


def test_narration_offers_nothing() -> None:
    """No entry of the whole lexicon finds anything in a sentence in which nobody says or thinks anything."""
    assert {sentence: found for sentence in NARRATION if (found := _found(_parses()[sentence], lexicon()))} == {}


def test_every_sentence_has_a_parse() -> None:
    """Sentences and frozen parses belong together, one to one."""
    assert texts() == list(_parses())


if __name__ == "__main__":
    sys.stdout.write("\n".join(texts()) + "\n")
