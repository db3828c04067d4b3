"""
One record in sentences: which rule and which words gave each part.

The words are those of the text where it is at hand; else those that the record itself holds (content, cue, source,
medium), and of what stands elsewhere the place is told.
"""

import textwrap
from collections.abc import Iterator

from quotes.attribution import RULES
from quotes.records import Hop, Quotation, quoted_text
from quotes.report.chains import plain, shortened
from quotes.terms import Weighed
from quotes.text.spans import FINAL_PUNCTUATION, cover, overlap, size

#: Columns of a line, and of the labels at its left.
WIDTH, _LABEL = 100, 12
#: Contents and titles are shown up to that many characters: whole paragraphs would hide the rest.
_LONGEST = 400
_LISTED_MARKS = 3
#: Names less likely than this are not told.
_LIKELY_AT_ALL = 0.01


_ATTITUDES = {
    "assertion": "an assertion: said, written or announced",
    "belief": "a belief: thought or expected",
    "fact": "a fact: known or remembered",
    "eventuality": "an eventuality: wanted, ordered or planned",
    "unsaid": "none that was made: refused, not said, or only what might be said",
}
_KINDS = {
    "person": "a person",
    "organization": "an organization",
    "group": "a group",
    "outlet": "an outlet",
    "document": "a document",
    "unnamed": "a source without a name",
    "unknown": "unknown",
}
#: How a source phrase led to the speaker; {0} is the phrase, {1} the name.
_WAYS = {
    "name": "{0} holds the name, so the speaker is {1}.",
    "alias": "{0} is a short form or another name of {1}.",
    "pronoun": "{0} stands for {1}, the one in reach who fits.",
    "description": "{0} describes {1}.",
    "continuation": "It goes on with the words of the statement before it, so the speaker is that one’s: {1}.",
}
#: Where the words of a hop stand, by its basis.
_PLACES = {
    "stated": "the sentence has",
    "carried": "it goes on with what was said before, and there stands",
    "frame": "around the story stands",
}
_FRAME = ("title", "published", "byline", "dateline", "agency", "publisher")
_FRAME_WORDS = {"title": "headline", "published": "date"}


def explained(quotation: Quotation, text: str | None = None, width: int = WIDTH) -> str:
    """
    What the record says and why, in sentences under labels, in lines of *width* columns.

    *text* is that of its document, None where it is not at hand.
    """
    where = f"paragraph {quotation.provenance.paragraph + 1}"
    lines = [f"{quotation.id}  {plain(quotation.document.id)}, {where}"]
    for label, sentences in (
        ("Said", _said(quotation, text)),
        ("Cue", _cue(quotation)),
        ("Rule", _rule(quotation)),
        ("Source", _source(quotation)),
        ("Chain", (_hop(each, quotation, text) for each in quotation.chain)),
        ("Frame", _frame(quotation)),
        ("Confidence", _confidence(quotation)),
    ):
        lines.extend(_lines(label, sentences, width))
    return "\n".join(lines) + "\n"


def _lines(label: str, sentences: Iterator[str], width: int) -> Iterator[str]:
    """The sentences one below the other, the label before the first."""
    for number, sentence in enumerate(sentences):
        first = f"  {'' if number else label:{_LABEL}}"
        yield textwrap.fill(plain(sentence), width, initial_indent=first, subsequent_indent=" " * len(first))


def _marked(words: str) -> str:
    return f"“{shortened(words, _LONGEST)}”"


def _said(quotation: Quotation, text: str | None) -> Iterator[str]:
    """What was said, of which type and attitude, where, and inside which other statement."""
    yield shortened(quotation.content.text, _LONGEST)
    yield f"It is {quotation.type}: {_share(quotation, text)}."
    yield f"It is {_ATTITUDES.get(quotation.attitude, quotation.attitude)}."
    if quotation.medium is not None:
        yield f"It was made by way of {_marked(quotation.medium.text)}, which is no hop of the chain."
    if quotation.parent is not None:
        yield f"It stands inside another statement, {quotation.parent}."


def _share(quotation: Quotation, text: str | None) -> str:
    """How much of the content stands in quotation marks, and which words."""
    content = quotation.content
    if not content.quoted:
        return "none of it stands in quotation marks"
    inside, whole = overlap(content.quoted, content.spans), size(content.spans)
    if inside == whole:
        return "all of it stands in quotation marks"
    share = f"{inside} of its {whole} characters stand in quotation marks"
    if text is None:
        return share
    shown = [shortened(each.of(text), _LONGEST) for each in content.quoted[:_LISTED_MARKS]]
    more = ", …" if len(content.quoted) > _LISTED_MARKS else ""
    return f"{share} ({', '.join(shown)}{more})"


def _cue(quotation: Quotation) -> Iterator[str]:
    cue = quotation.cue
    if cue is None:
        yield "No word signals it: it has no cue of its own."
        return
    words = _marked(cue.text)
    match cue.kind:
        case "verb":
            yield f"{words} signals it, a form of the verb “{cue.lemma}”."
        case "punctuation":
            yield f"The mark {words} signals it."
        case _:
            yield f"The {cue.kind} {words} signals it (in the word list: “{cue.lemma}”)."


def _rule(quotation: Quotation) -> Iterator[str]:
    """The rule that found it, with its example."""
    name = quotation.provenance.rule
    rule = RULES.get(name)
    if rule is None:
        yield f"The rule {name} found it; this version does not know that rule."
        return
    yield f"The rule {name} found it, which looks for {rule.looks_for}."
    yield f"Its example: {rule.example}"


def _source(quotation: Quotation) -> Iterator[str]:
    """The phrase that names the source, and how it led to the speaker."""
    source, speaker, trace = quotation.source, quotation.speaker, quotation.provenance
    phrase = _marked(source.text) if source is not None else "No phrase"
    yield f"{phrase} names the source." if source is not None else "No phrase in reach names the source."
    if speaker.resolved_by == "none":
        reason = f" ({trace.reason})" if trace.reason else ""
        yield f"Who that is stays open{reason}; the chain calls the speaker “{speaker.name}”."
    elif speaker.resolved_by == "description" and trace.rule == "turn":
        yield f"The lines around the interview say whom it is with: {speaker.name}."
    elif speaker.resolved_by == "description" and phrase.casefold().endswith(f"{speaker.name.casefold()}”"):
        yield "The document gives that source no other name, so the phrase itself stands for the speaker."
    else:
        yield _WAYS.get(speaker.resolved_by, "{0} led to {1}.").format(phrase, speaker.name)
    if trace.candidates:
        yield f"Equally good: {', '.join(trace.candidates)}."
    if trace.weighed:
        chosen, *others = trace.weighed
        shown = [chosen, *(each for each in others if each.probability >= _LIKELY_AT_ALL)]
        names = (f"{each.name} {each.probability:.0%}{_told(each)}" for each in shown)
        yield f"How likely it means whom, by the networks that weigh speakers: {'; '.join(names)}."
    if speaker.resolved_by != "none":
        yield _about(quotation)


def _told(weighed: Weighed) -> str:
    return f" ({', '.join(weighed.evidence)})" if weighed.evidence else ""


def _about(quotation: Quotation) -> str:
    speaker = quotation.speaker
    known = (("role", speaker.role), ("affiliation", speaker.affiliation))
    parts = [f"{speaker.name} is {_KINDS.get(speaker.kind, speaker.kind)}", *(f"{n}: {v}" for n, v in known if v)]
    return "; ".join(parts) + "."


def _hop(hop: Hop, quotation: Quotation, text: str | None) -> str:
    """One hop: its role, its basis, and the words that gave it."""
    article = "a" if hop.role == "relay" else "the"
    return f"{hop.name} is {article} {hop.role} ({hop.basis}): {_evidence(hop, quotation, text)}."


def _evidence(hop: Hop, quotation: Quotation, text: str | None) -> str:
    """What gave a hop: the words where they are known, else their place."""
    if hop.basis == "given":
        return "the caller named it"
    if not hop.spans:
        return "no words of the text name it"
    place = _PLACES.get(hop.basis, hop.basis)
    whole = cover(hop.spans)
    if text is not None:
        is_last = text[whole.end : whole.end + 1] in set(FINAL_PUNCTUATION)
        if is_last and hop.basis == "stated" and hop.role == "relay":
            place = "the sentence ends in"
        return f"{place} {_marked(quoted_text(text, hop.spans))}"
    parts = (quotation.content, quotation.cue, quotation.source, quotation.medium)
    held = next((each.text for each in parts if each is not None and each.spans == hop.spans), None)
    if held is not None:
        return f"{place} {_marked(held)}"
    return f"{place} what the record does not hold (characters {whole.start} to {whole.end} of the text)"


def _frame(quotation: Quotation) -> Iterator[str]:
    """What stands around the story, as far as it is known."""
    values = {name: getattr(quotation.document, name) for name in _FRAME}
    words = {name: _FRAME_WORDS.get(name, name) for name in _FRAME}
    found = [f"{words[name]} {_marked(value)}" for name, value in values.items() if value]
    missing = [words[name] for name, value in values.items() if not value]
    if found:
        yield f"Known of the document: {', '.join(found)}."
    if missing:
        yield f"Not known: {', '.join(missing)}."


def _confidence(quotation: Quotation) -> Iterator[str]:
    """How sure it is, and what made it."""
    trace = quotation.provenance
    yield f"{quotation.confidence:.0%}: the share of statements found like this one that are right."
    yield f"Made by {trace.extractor} with Stanza {trace.stanza} and {trace.models.partition(' ')[0]}."
