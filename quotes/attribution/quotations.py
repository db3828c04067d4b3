"""
Direct quotations: which of the quoted stretches are somebody's whole words, and what around them says whose.

Parsers err most where quotation marks are, and a quotation may hold many sentences.  So a direct quotation is not read
from the tree: a document is taken as utterances (quoted stretches that can stand alone) and the gaps of narration
between them, and each utterance looks for a cue in the gap after it, then in the gap before it.

    gap         utterance          gap                      utterance
    Prata:      “We are shut,”     he said, adding          “We open in May.”
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from itertools import pairwise, zip_longest

from attrs import evolve, frozen

from quotes.attribution.gaps import (
    DASHES,
    Gap,
    Lead,
    Narrated,
    Placed,
    actor,
    colon_before,
    lead_after,
    lead_before,
    parts,
    phrase_cue,
    pointed_back,
    sign_off,
    signed_above,
)
from quotes.attribution.rules import SurfaceRule
from quotes.parsing import Sentence, Word
from quotes.text.marks import Quoted
from quotes.text.spans import Nearby, Span, Spans
from quotes.words.classes import word_class
from quotes.words.lexicon import Lexicon

CUE_AFTER_QUOTATION = SurfaceRule(
    "cue_after_quotation",
    "a quotation with its cue after it",
    "*“We are ready,”* the harbour master said.",
)
CUE_BEFORE_QUOTATION = SurfaceRule(
    "cue_before_quotation", "a quotation with its cue before it", "He added, *“We are ready.”*"
)
COLON_BEFORE_QUOTATION = SurfaceRule("colon_before_quotation", "a quotation after a colon", "Prata: *“We are ready.”*")
SIGN_OFF = SurfaceRule("sign_off", "a quotation signed with a name", "*“We are ready.”* —Commissioner Geoffrey Lund")
QUOTATION_WITHIN_QUOTATION = SurfaceRule(
    "quotation_within_quotation",
    "a quotation inside another one",
    "“The foreman told us, *‘Dust is tomorrow’s flour.’*”",
)
FLOATING = SurfaceRule("floating", "a quotation with no cue around it", "*“We will not write again.”*")
AFTER_ACTION = SurfaceRule(
    "after_action",
    "a quotation with no cue after what its speaker does",
    "Reis opened the door. *“Look at that.”*",
)
REPEATED = SurfaceRule(
    "repeated",
    "a heading that repeats a quotation of the paragraph below",
    "*‘We had no water’* ¶ “We had no water for nine days,” Reis said.",
)
IN_TURN = SurfaceRule(
    "in_turn",
    "a quotation with no cue in a dialogue of two",
    "“It is,” Reis said. ¶ “It is not,” Prata said. ¶ *“It is.”*",
)
#: The most words of a line of dialogue, and of the credit behind it: what is longer is no exchange of words.
_LONGEST_LINE = 12
_LONGEST_CREDIT = 8
#: A quotation of so many words repeats another one, which is looked for among so many that share its first two words.
_FEWEST_REPEATED, _MOST_HOLDERS = 3, 20
#: A quoted stretch of fewer words is an utterance only with the punctuation of one: “Yes,” but not “Shorty”.
_SHORTEST_PLAIN = 4
#: Punctuation that stands outside of the marks in many countries: “We are shut”, he said.
_CLOSING_OUTSIDE = frozenset(",.")
#: Words of a title that may be small: "of", "and", "the".
_SHORT_WORD = 3
#: The name of a film or a book, with a comma inside of the marks, has so many words at most, all in capitals.
_LONGEST_NAME = 4
#: Verbs behind which stands what somebody is called, and "goes by".
_NAMING = word_class("verbs of naming")
#: So many words before a quotation show whether it is introduced.
_LONGEST_LEAD = 60
#: The most words between the halves of a broken quotation (“A,” the mayor of Porto said on Friday, “and B.”).
_LONGEST_BREAK = 20


@frozen
class Utterance:
    """A quoted stretch that can be somebody's whole words, with the narration before and after it."""

    quoted: Quoted
    before: Gap
    after: Gap
    #: The quotation that has its words too, where it is a heading or a pull quote.
    repeats: Quoted | None = None
    #: Whose it is by the line above, where it is a paragraph of its own.
    signed: Lead | None = None


class _Line:
    """The words of a paragraph in order, with their sentences."""

    def __init__(self) -> None:
        """Begin without words."""
        self.words: list[Placed] = []
        self._starts: list[int] = []

    def extend(self, sentence: Sentence) -> None:
        """Add the words of one more sentence."""
        self.words.extend((sentence, word) for word in sentence.words)
        self._starts.extend(word.span.start for word in sentence.words)

    def between(self, start: int, end: int, most: int | None = None) -> Gap:
        """The words that lie from *start* to *end*, code points of the text; the last *most* of them, if given."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        first = first if most is None else max(first, last - most)
        return tuple(each for each in self.words[first:last] if each[1].span.end <= end)

    def is_only(self, span: Span) -> bool:
        """Whether no word lies outside of the span."""
        return bool(self.words) and span.start <= self._starts[0] and self.words[-1][1].span.end <= span.end


_NO_LINE = _Line()


@frozen
class Attributed:
    """A direct quotation with the cue that was found for it (None: floating) and the rule that found it."""

    content: Spans
    rule: SurfaceRule
    lead: Lead | None
    paragraph: int


def can_stand_alone(text: str, quoted: Quoted) -> bool:
    """
    True for an utterance rather than a title, a nickname or a fragment of somebody's words.

    “We are closed,” “Yes!” “I will not resign” — but not “Shorty”, “evil forces”, “The Art of Fishing”.
    """
    words = quoted.inner(text).of(text).split()
    if not words:
        return False
    starts = words[0].lstrip("[(‘'“\"…. ")[:1]
    ends = words[-1].rstrip("’'”\")]")[-1:]
    if not (starts.isupper() or starts.isdigit() or words[0][0] in "[…."):
        return any(word[-1] in ".?!" and after[:1].isupper() for word, after in pairwise(words))
    lower = sum(word[0].islower() for word in words)
    if lower and quoted.closed and text[quoted.span.end : quoted.span.end + 1] in _CLOSING_OUTSIDE:
        return lower * 4 >= len(words)
    if ends in {",", ".", "!", "?", "…", "-", "—"}:
        return len(words) < _SHORTEST_PLAIN or lower * 4 >= len(words)
    return len(words) >= _SHORTEST_PLAIN and lower * 2 >= len(words)


def attribute_quotations(
    sentences: tuple[Sentence, ...],
    quoted: tuple[Quoted, ...],
    text: str,
    lexicon: Lexicon,
    persons: frozenset[int] = frozenset(),
) -> list[Attributed]:
    """
    Every direct quotation of a document, in order, with the cue and source found around it.

    *persons* are the code points where names of persons begin.

    One that shares its speaker with the quotation before it (the same cue, or no narration in between) is joined to
    that one; one without any cue is kept under the rule ``floating``.  One that only repeats the words of another
    says nothing new and is left out (a pull quote), unless it is the heading of the paragraph with the other one.
    """
    found: list[Attributed] = []
    taken: set[Span] = set()
    headings: dict[int, Span] = {}
    previous: Utterance | None = None
    utterances = [each for each in _utterances(sentences, quoted, text, lexicon, persons) if not _is_named(each, text)]
    in_marks = Nearby((each.span, (each.span,)) for each in quoted if each.depth == 0)

    def narrated(span: Span) -> bool:
        return not any(each.overlaps(span) for each in in_marks.near((span,)))

    for utterance, following in zip_longest(utterances, utterances[1:]):
        rule, lead = _lead_of(utterance, taken, narrated, text, lexicon)
        if lead is not None:
            lead = _with_speaker_before(lead, found)
            begun = found.pop().content if previous is not None and _is_begun(found, previous, utterance) else ()
            found.append(Attributed((*begun, utterance.quoted.span), rule, lead, utterance.quoted.paragraph))
            taken.add(lead.word.span)
        elif utterance.repeats is not None:
            if utterance.repeats.paragraph == utterance.quoted.paragraph + 1:
                headings[len(found)] = utterance.repeats.span
                found.append(Attributed((utterance.quoted.span,), REPEATED, None, utterance.quoted.paragraph))
            continue
        elif (
            previous is not None
            and (following is None or following.quoted.paragraph != utterance.quoted.paragraph)
            and (turn := _in_turn(found, previous, utterance, text)) is not None
        ):
            found.append(Attributed((utterance.quoted.span,), IN_TURN, turn, utterance.quoted.paragraph))
        elif previous is not None and _goes_on(previous, utterance):
            found[-1] = evolve(found[-1], content=(*found[-1].content, utterance.quoted.span))
        elif (doing := actor(utterance.before, lexicon, persons)) is not None:
            found.append(Attributed((utterance.quoted.span,), AFTER_ACTION, doing, utterance.quoted.paragraph))
        elif _starts_sentence(utterance) and not _is_listed(utterance, text):
            found.append(Attributed((utterance.quoted.span,), FLOATING, None, utterance.quoted.paragraph))
        else:
            continue
        previous = utterance
    return _with_headings(found, headings)


def _with_headings(found: list[Attributed], headings: Mapping[int, Span]) -> list[Attributed]:
    """The quotations; those that are headings with the source of what they repeat."""
    leads = {span: each.lead for each in found for span in each.content} if headings else {}
    result = list(found)
    for number, span in headings.items():
        lead = leads.get(span)
        result[number] = evolve(found[number], lead=_without_cue(lead) if lead is not None else None)
    return result


def _without_cue(lead: Lead) -> Lead | None:
    """The source of a cue alone; None where the cue has none."""
    if lead.head is None:
        return None
    return evolve(lead, word=lead.head, kind=None, sentence=lead.source_sentence or lead.sentence, source_sentence=None)


def quotations_within(
    sentences: tuple[Sentence, ...], quoted: tuple[Quoted, ...], text: str, lexicon: Lexicon
) -> list[Attributed]:
    """
    Quotations inside quotations that the outer speaker introduces: “The foreman told us, ‘Dust is tomorrow’s flour.’”
    """
    found = []
    for each in quoted:
        if each.depth == 0 or not can_stand_alone(text, each):
            continue
        holder = next(q.span for q in quoted if q.depth == 0 and q.span.covers(each.span))
        around = Span(holder.start, each.span.start)
        before = tuple((s, w) for s in sentences if s.span.overlaps(around) for w in s.between(around))
        lead = lead_before(before, lexicon, lambda _: True, lambda _: True)
        if lead is not None:
            found.append(Attributed((each.span,), QUOTATION_WITHIN_QUOTATION, lead, each.paragraph))
    return found


def _with_speaker_before(lead: Lead, found: list[Attributed]) -> Lead:
    """A participle without a source of its own has that of the quotation before it: “…,” he said, **adding**, “…”."""
    before = found[-1].lead if found else None
    if lead.head is not None or before is None or not lead.word.text.endswith("ing"):
        return lead
    return evolve(
        lead, source=before.source, head=before.head, source_sentence=before.source_sentence or before.sentence
    )


def _utterances(
    sentences: tuple[Sentence, ...],
    quoted: tuple[Quoted, ...],
    text: str,
    lexicon: Lexicon,
    persons: frozenset[int],
) -> list[Utterance]:
    """The document's utterances with the gaps around them; a gap ends with its paragraph."""
    lines: dict[int, _Line] = {}
    for sentence in sentences:
        lines.setdefault(sentence.paragraph, _Line()).extend(sentence)
    runs: dict[int, int] = {}
    for each in quoted:
        if each.depth == 0 and each.run not in runs and can_stand_alone(text, each):
            runs[each.run] = each.paragraph
    repeating = _repeating(quoted, lines, text)
    standing: list[Quoted] = []
    for each in (each for each in quoted if each.depth == 0):
        before = _gap_before(each, standing, lines, _LONGEST_LEAD)
        stands = (
            _stands_alone(each, runs.get(each.run), text)
            or each.run in repeating
            or (_is_introduced(before, lexicon) and not _is_title(each, text))
        )
        if stands or (_shares_paragraph(each, standing) and _is_resumed(before, lexicon)):
            standing.append(each)
    result = []
    for index, each in enumerate(standing):
        line = lines.get(each.paragraph, _NO_LINE)
        following = standing[index + 1 : index + 2]
        end = following[0].span.start if following and following[0].paragraph == each.paragraph else len(text)
        after = line.between(each.span.end, end)
        before = _gap_before(each, standing[max(0, index - 1) : index], lines)
        above = lines.get(each.paragraph - 1, _NO_LINE).words
        if not before and not _shares_paragraph(each, standing[max(0, index - 1) : index]):
            before = _lead_in(above)
        signed = signed_above(tuple(above), persons) if above and line.is_only(each.span) else None
        result.append(Utterance(each, before, after, repeating.get(each.run), signed))
    return result


def _repeating(quoted: tuple[Quoted, ...], lines: Mapping[int, _Line], text: str) -> dict[int, Quoted]:
    """
    The quotations whose words stand in another one and are a paragraph of their own, headings and pull quotes, by run.

    ‘We had no water’ ¶ “We had no water for nine days,” the nurse said.
    """
    outer = [each for each in quoted if each.depth == 0]
    words = {each.span: tuple(re.findall(r"\w+", each.inner(text).of(text).casefold())) for each in outer}
    pairs: dict[tuple[str, ...], list[Quoted]] = {}
    for each in outer:
        for pair in dict.fromkeys(pairwise(words[each.span])):
            pairs.setdefault(pair, []).append(each)
    alone = {each.span for each in outer if lines.get(each.paragraph, _NO_LINE).is_only(each.span)}
    found = {}
    for each in outer:
        own = words[each.span]
        if each.span not in alone or len(own) < _FEWEST_REPEATED:
            continue
        holders = (other for other in pairs[own[:2]][:_MOST_HOLDERS] if other.span not in alone)
        holder = next((other for other in holders if _holds(words[other.span], own)), None)
        if holder is not None:
            found[each.run] = holder
    return found


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether *part* stands among *words* in this order, side by side."""
    return f" {' '.join(part)} " in f" {' '.join(words)} "


def _shares_paragraph(quoted: Quoted, before: list[Quoted]) -> bool:
    return bool(before) and before[-1].paragraph == quoted.paragraph


def _gap_before(quoted: Quoted, before: list[Quoted], lines: Mapping[int, _Line], most: int | None = None) -> Gap:
    """The words between the utterance before it in its paragraph (or the paragraph's start) and the quotation."""
    start = before[-1].span.end if _shares_paragraph(quoted, before) else 0
    return lines.get(quoted.paragraph, _NO_LINE).between(start, quoted.span.start, most)


def _is_introduced(before: Gap, lexicon: Lexicon) -> bool:
    """
    Whether a verb of speech, or a phrase, stands right before the quotation.

    Prata **cautioned** “let’s not get ahead of ourselves.” — **In the words of one official,** “the trust counts …”

    Not where it is reported itself, and the marks are a part of that: Reis said Prata had spoken “in his own name”.
    """
    words = [word for _, word in before]
    if not words:
        return False
    comma = words[-1].text == ","
    last = parts(before)[-1:]
    if comma and last and phrase_cue(last[0]) is not None:
        return True
    cue = words[-2] if comma and len(words) > 1 else words[-1]
    takes_object = lexicon.cue(cue.lemma.lower(), "verb", "object") is not None
    above = before[-1][0].head(cue) if cue.relation == "ccomp" and not comma else None
    reported = above is not None and above.number < cue.number and _introduces(above, lexicon)
    return cue.upos == "VERB" and _introduces(cue, lexicon) and (comma or not takes_object) and not reported


def _is_resumed(before: Gap, lexicon: Lexicon) -> bool:
    """Whether it takes up the utterance that its cue broke: “A,” **he said,** “and B.”"""
    words = [word for _, word in before]
    one_part = len(parts(before)) == 1 and words[-1].text not in {".", "!", "?", ":"}
    return (
        one_part
        and len(words) <= _LONGEST_BREAK
        and words[-1].text == ","
        and any(_introduces(w, lexicon) for w in words)
    )


def _is_title(quoted: Quoted, text: str) -> bool:
    """Whether it reads like a title: long words capitalised, no punctuation (She reads “The Art of Fishing”)."""
    words = quoted.inner(text).of(text).split()
    return len(words) > 1 and words[-1][-1:].isalnum() and all(w[:1].isupper() or len(w) <= _SHORT_WORD for w in words)


def _introduces(word: Word, lexicon: Lexicon) -> bool:
    return lexicon.cue(word.lemma.lower(), "verb", "quote") is not None


def _stands_alone(quoted: Quoted, first: int | None, text: str) -> bool:
    """Whether it can stand alone, behind a colon, or as a later piece of a quotation over paragraphs that does."""
    before = quoted.span.start
    while before > 0 and text[before - 1].isspace():
        before -= 1
    if text[before - 1 : before] == ":" and " " in quoted.inner(text).of(text):
        return True
    return first is not None and first <= quoted.paragraph


def _lead_in(line: list[Placed]) -> Gap:
    """The last sentence of the paragraph before, if a colon ends it: "And from Chairwoman Rosa Reis:"."""
    if not line or line[-1][1].text != ":":
        return ()
    return parts(tuple(line))[-1] if parts(tuple(line)) else ()


def _goes_on(previous: Utterance, utterance: Utterance) -> bool:
    """Whether the utterance goes on with the words of the one before it."""
    if previous.quoted.run == utterance.quoted.run:
        return True
    if previous.quoted.paragraph == utterance.quoted.paragraph:
        return len(parts(utterance.before)) <= 1
    near = previous.quoted.paragraph + 1 == utterance.quoted.paragraph
    return near and not utterance.before and len(parts(previous.after)) <= 1


def _is_begun(found: list[Attributed], previous: Utterance, utterance: Utterance) -> bool:
    """
    Whether a quotation without a cue began what the utterance ends, since its paragraph has no closing mark.

    **“They closed the border.** ¶ “We were sent to the east,” he said.
    """
    if not found or found[-1].rule is not FLOATING or previous.quoted.closed or utterance.before:
        return False
    return previous.quoted.run == utterance.quoted.run


def _in_turn(found: list[Attributed], previous: Utterance, utterance: Utterance, text: str) -> Lead | None:
    """
    Who has the word again in a dialogue: whoever spoke in the paragraph before the last one.

    “It is broken,” Maro said. ¶ “It is not,” Birk said. ¶ **“It is.”** — two speakers, each with a line of a few words.
    """
    if len(found) < 2 or not previous.quoted.closed or utterance.before or utterance.after:
        return None
    first, second = found[-2:]
    number = utterance.quoted.paragraph
    lines = (*first.content, *second.content, utterance.quoted.span)
    if (first.paragraph, second.paragraph) != (number - 2, number - 1) or len(lines) != len(found[-2:]) + 1:
        return None
    if any(len(each.of(text).split()) > _LONGEST_LINE for each in lines) or len(previous.after) > _LONGEST_CREDIT:
        return None
    one, other = first.lead, second.lead
    if one is None or other is None or one.head is None or other.head is None or _same_words(one, other):
        return None
    return _without_cue(one)


def _same_words(one: Lead, other: Lead) -> bool:
    """Whether two cues have the same words for their source."""
    return [word.text for word in one.source] == [word.text for word in other.source]


def _starts_sentence(utterance: Utterance) -> bool:
    """Whether the quotation begins a sentence of its own; a title in the middle of one does not."""
    return not utterance.before or utterance.before[-1][1].text in {".", "!", "?", ":", "…", *DASHES}


def _is_listed(utterance: Utterance, text: str) -> bool:
    """Whether it names a work: “Marriage Story,” which a comma parts from the rest, “Crane sinks,” by Ana Reis."""
    inner = utterance.quoted.inner(text).of(text)
    words = inner.split()
    if not inner.endswith(",") or not utterance.after:
        return False
    short = len(words) <= _LONGEST_NAME and all(word[:1].isupper() for word in words)
    return short or utterance.after[0][1].text == "by"


def _is_named(utterance: Utterance, text: str) -> bool:
    """Whether somebody or something is called so: known as “Sarge,” who goes by “Biscuit,” nicknamed “The Anvil,”."""
    inner = utterance.quoted.inner(text).of(text).split()
    if len(inner) > _LONGEST_NAME or not all(each[:1].isupper() or len(each) <= _SHORT_WORD for each in inner):
        return False
    words = [word for _, word in utterance.before[-2:]]
    while words and words[-1].text.lower() in {"as", "by"}:
        words.pop()
    return bool(words) and words[-1].lemma.lower() in _NAMING


def _lead_of(
    utterance: Utterance, taken: set[Span], narrated: Narrated, text: str, lexicon: Lexicon
) -> tuple[SurfaceRule, Lead | None]:
    """The rule and the cue of one utterance: after it if its end calls for one, else before it, else a bare credit."""
    called_for = _calls_for_cue(utterance, text)
    after = lead_after(utterance.after, lexicon, narrated, called_for)
    if after is not None and called_for:
        return CUE_AFTER_QUOTATION, after
    before = lead_before(utterance.before, lexicon, narrated, lambda word: word.span not in taken)
    if before is not None:
        return CUE_BEFORE_QUOTATION, before
    if after is not None:
        return CUE_AFTER_QUOTATION, after
    colon = colon_before(utterance.before)
    if colon is not None and colon.word.span not in taken and not _is_listed(utterance, text):
        return COLON_BEFORE_QUOTATION, colon
    return SIGN_OFF, sign_off(utterance.after) or pointed_back(utterance.after) or utterance.signed


def _calls_for_cue(utterance: Utterance, text: str) -> bool:
    """Whether the quotation ends like one whose cue follows: “…,” “…?” “…!” or “…”, he said."""
    inner = utterance.quoted.inner(text).of(text).rstrip("’'”\" ")
    follows = utterance.after[0][1].text if utterance.after else ""
    return inner[-1:] in {",", "?", "!", "-", "—", "…"} or inner[-1:].isalnum() or follows in {",", *DASHES}
