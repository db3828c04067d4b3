"""
Direct quotations: which of the quoted stretches are somebody's whole words, and what around them says whose.

Parsers err most where quotation marks are, and a quotation may hold many sentences.  So a direct quotation is not read
from the tree: a document is taken as utterances (quoted stretches that can stand alone) and the gaps of narration
between them, and each utterance looks for a cue in the gap after it, then in the gap before it.

    gap         utterance          gap                      utterance
    Prata:      “We are shut,”     he said, adding          “We open in May.”
"""

from collections.abc import Mapping
from itertools import zip_longest

from attrs import evolve, frozen

from quotes.attribution.gaps import (
    DASHES,
    SENTENCE_END,
    Gap,
    Lead,
    Narrated,
    actor,
    colon_before,
    is_bare_credit,
    lead_after,
    lead_before,
    leads_in,
    parts,
    pointed_back,
    sign_off,
)
from quotes.attribution.rules import SurfaceRule
from quotes.attribution.sources import takes
from quotes.attribution.utterances import Utterance, can_stand_alone, utterances_of
from quotes.parsing import Sentence
from quotes.text.marks import Quoted
from quotes.text.spans import Nearby, Span, Spans, nearby
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
#: What a speaker calls himself, and whom he speaks to: nobody else's words.
_SELF = frozenset(("i", "we", "you"))
#: The most words of a line of dialogue, and of the credit behind it: what is longer is no exchange of words.
_LONGEST_LINE = 12
_LONGEST_CREDIT = 8
#: The name of a film or a book, with a comma inside of the marks, has so many words at most, all in capitals.
_LONGEST_NAME = 4
#: Verbs behind which stands what somebody or something is called.
_NAMING = word_class("verbs of naming")
#: What a phrase opens with, which the quotation ends.
_OPENING_PHRASES = frozenset(("ADP", "DET", "ADJ", "PART"))


@frozen
class Attributed:
    """A direct quotation with the cue that was found for it (None: floating) and the rule that found it."""

    content: Spans
    rule: SurfaceRule
    lead: Lead | None
    paragraph: int


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
    in_marks = nearby(each.span for each in quoted if each.depth == 0)

    def narrated(span: Span) -> bool:
        return not any(each.overlaps(span) for each in in_marks.near((span,)))

    offered = utterances_of(sentences, quoted, text, lexicon, persons)
    utterances = [each for each in offered if not _is_named(each, lexicon)]
    unclosed = {each.quoted.span: each.quoted for each in utterances if not each.quoted.closed}
    for utterance, following in zip_longest(utterances, utterances[1:]):
        rule, lead = _lead_of(utterance, taken, narrated, text, lexicon)
        if lead is not None:
            begun = _begun(found, unclosed, utterance)
            found.append(Attributed((*begun, utterance.quoted.span), rule, lead, utterance.quoted.paragraph))
            taken.add(lead.word.span)
        elif utterance.repeats is not None:
            if utterance.repeats.paragraph == utterance.quoted.paragraph + 1:
                headings[len(found)] = utterance.repeats.span
                found.append(_alone(utterance, REPEATED, None))
            continue
        elif (
            previous is not None
            and (following is None or following.quoted.paragraph != utterance.quoted.paragraph)
            and (turn := _in_turn(found, previous, utterance, text)) is not None
        ):
            found.append(_alone(utterance, IN_TURN, turn))
        elif previous is not None and _goes_on(previous, utterance, text):
            found[-1] = evolve(found[-1], content=(*found[-1].content, utterance.quoted.span))
        elif (doing := actor(utterance.before, lexicon, persons)) is not None:
            found.append(_alone(utterance, AFTER_ACTION, doing))
        elif _starts_sentence(utterance) and not _is_listed(utterance, text):
            found.append(_alone(utterance, FLOATING, None))
        else:
            continue
        previous = utterance
    return _with_headings(found, headings)


def _alone(utterance: Utterance, rule: SurfaceRule, lead: Lead | None) -> Attributed:
    return Attributed((utterance.quoted.span,), rule, lead, utterance.quoted.paragraph)


def _with_headings(found: list[Attributed], headings: Mapping[int, Span]) -> list[Attributed]:
    """The quotations; those that are headings with the source of what they repeat."""
    leads = {span: each.lead for each in found for span in each.content} if headings else {}
    result = list(found)
    for number, span in headings.items():
        result[number] = evolve(found[number], lead=_without_cue(leads.get(span)))
    return result


def _without_cue(lead: Lead | None) -> Lead | None:
    """The source of a cue alone; None where there is none."""
    return evolve(lead, word=lead.head, kind=None) if lead is not None and lead.head is not None else None


def quotations_within(
    sentences: tuple[Sentence, ...], quoted: tuple[Quoted, ...], text: str, lexicon: Lexicon
) -> list[Attributed]:
    """
    Quotations of others inside quotations, as the outer speaker has them: “The foreman said, ‘Dust is our flour.’”
    """
    found = []
    outer = nearby(each.span for each in quoted if each.depth == 0)
    placed = Nearby((each, (each.span,)) for each in sentences)
    for each in quoted:
        if each.depth == 0 or not can_stand_alone(text, each):
            continue
        holder = next(span for span in outer.near((each.span,)) if span.covers(each.span))
        around = Span(holder.start, each.span.start)
        near = (sentence for sentence in placed.near((around,)) if sentence.span.overlaps(around))
        before = tuple((sentence, word) for sentence in near for word in sentence.between(around))
        lead = lead_before(before, lexicon, lambda _: True, lambda _: True)
        if lead is not None and _is_somebody_elses(lead):
            found.append(Attributed((each.span,), QUOTATION_WITHIN_QUOTATION, lead, each.paragraph))
    return found


def _is_somebody_elses(lead: Lead) -> bool:
    """Whether somebody else has said what the speaker quotes; not "I thought, ‘No’", nor "people will say, ‘No’"."""
    own = any(word.text.lower() in _SELF for word in lead.source)
    return not own and not any(word.xpos == "MD" for word in lead.sentence.children(lead.word, "aux"))


def _goes_on(previous: Utterance, utterance: Utterance, text: str) -> bool:
    """Whether the utterance goes on with the words of the one before it."""
    if previous.quoted.run == utterance.quoted.run:
        return True
    if previous.quoted.paragraph == utterance.quoted.paragraph:
        return len(parts(utterance.before)) <= 1
    near = previous.quoted.paragraph + 1 == utterance.quoted.paragraph and not _is_heading(utterance, text)
    return near and not utterance.before and len(parts(previous.after)) <= 1


def _is_heading(utterance: Utterance, text: str) -> bool:
    """“We are shut,” he said. ¶ **“They came at night”** ¶ … — a paragraph that ends without a full stop."""
    quoted = utterance.quoted
    return quoted.closed and not utterance.before and not utterance.after and quoted.inner(text).of(text)[-1:].isalnum()


def _begun(found: list[Attributed], unclosed: Mapping[Span, Quoted], utterance: Utterance) -> Spans:
    """
    What began, in paragraphs without a closing mark, the quotation that the utterance ends; no longer in *found*.

    “We are shut,” Reis said. ¶ **“They closed the border.** ¶ “We were sent to the east,” Prata said.
    """
    if not found or utterance.before:
        return ()
    last = found[-1]
    apart = -1 if last.lead is None else last.paragraph
    begun = tuple(
        span
        for span in last.content
        if span in unclosed and unclosed[span].run == utterance.quoted.run and unclosed[span].paragraph > apart
    )
    rest = tuple(span for span in last.content if span not in begun)
    found[-1:] = [evolve(last, content=rest)] if rest else []
    return begun


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
    if (first.paragraph, second.paragraph) != (number - 2, number - 1) or len(lines) != 3:
        return None
    if any(len(each.of(text).split()) > _LONGEST_LINE for each in lines) or len(previous.after) > _LONGEST_CREDIT:
        return None
    one, other = first.lead, second.lead
    if one is None or other is None or one.head is None or other.head is None:
        return None
    is_another = [word.text for word in one.source] != [word.text for word in other.source]
    return _without_cue(one) if is_another else None


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


def _is_named(utterance: Utterance, lexicon: Lexicon) -> bool:
    """
    Whether the phrase before it ends with it: who goes by **“Biscuit,”** a trip to **“The Old Mill,”** a play titled …
    """
    before = utterance.before[-1][1] if utterance.before else None
    if before is None:
        return False
    is_naming = before.lemma.lower() in _NAMING and not takes(before, "quote", lexicon)
    return before.upos in _OPENING_PHRASES or before.has("Poss=Yes") or is_naming


def _lead_of(
    utterance: Utterance, taken: set[Span], narrated: Narrated, text: str, lexicon: Lexicon
) -> tuple[SurfaceRule, Lead | None]:
    """The rule and the cue of one utterance: after it if its end calls for one, else before it, else a bare credit."""
    called_for = _calls_for_cue(utterance, text)
    after = lead_after(utterance.after, lexicon, narrated, called_for)
    after = after if after is None or _is_beside(after, utterance.after) else None
    before = lead_before(utterance.before, lexicon, narrated, lambda word: word.span not in taken)
    led_in = before is not None and leads_in(utterance.before, before) and not is_bare_credit(utterance.after)
    if after is not None and called_for and not led_in:
        return CUE_AFTER_QUOTATION, after
    if before is not None:
        return CUE_BEFORE_QUOTATION, before
    if after is not None:
        return CUE_AFTER_QUOTATION, after
    colon = colon_before(utterance.before)
    if colon is not None and colon.word.span not in taken and not _is_listed(utterance, text):
        return COLON_BEFORE_QUOTATION, colon
    return SIGN_OFF, sign_off(utterance.after) or pointed_back(utterance.after) or utterance.signed


def _is_beside(lead: Lead, gap: Gap) -> bool:
    """Whether a credit begins right behind a quotation: “…”. **Prata said**; not “…”. It is his, Prata said."""
    mark, opening = (gap[0][1].text, gap[1:2]) if gap else ("", ())
    return mark not in SENTENCE_END or not opening or opening[0][1] in {lead.word, *lead.source}


def _calls_for_cue(utterance: Utterance, text: str) -> bool:
    """Whether the quotation ends like one whose cue follows: “…,” “…?” “…!” or “…”, he said."""
    inner = utterance.quoted.inner(text).of(text).rstrip("’'”\" ")
    follows = utterance.after[0][1].text if utterance.after else ""
    return inner[-1:] in {",", "?", "!", "-", "—", "…"} or inner[-1:].isalnum() or follows in {",", *DASHES}
