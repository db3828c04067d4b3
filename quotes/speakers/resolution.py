"""
Source phrases: for each, the figure that it names or describes, by the first way that answers.

A way is a function from a phrase to an Answer, or None where it does not apply.  An Answer without a figure ends the
search: the phrase applies, but to more than one.  The ways stand in the ``by_*`` modules, by what the phrase is: a name
(``by_name``, ``by_body``), or the document through which somebody speaks (``by_document``).  Whom a description means
is the ranker's to say.
"""

from quotes.naming.body_names import outlet_called
from quotes.naming.nominals import Phrase, spoken_of
from quotes.naming.person_mentions import BODY, EntityKind
from quotes.naming.titles import HUMAN, HUMAN_ENDINGS
from quotes.speakers.answers import Answer, Context, new_figure
from quotes.speakers.by_body import by_body
from quotes.speakers.by_document import by_document
from quotes.speakers.by_name import by_name_unseen, by_person, by_unsure_name
from quotes.speakers.joint import by_joint

#: From the most to the least certain; the first that answers wins.
WAYS = (
    by_joint,
    by_person,
    by_unsure_name,
    by_document,
    by_body,
    by_name_unseen,
)


def answer_to(phrase: Phrase, context: Context) -> Answer:
    """Whom a source phrase means, by the first way that answers."""
    for way in WAYS:
        if (answer := way(phrase, context)) is not None:
            return answer
    return as_phrase(phrase, context)


def as_phrase(phrase: Phrase, context: Context) -> Answer:
    """The noun phrase itself, where no way answers: "high-ranking government official", "people at the bank"."""
    name = spoken_of(phrase, context.parse)
    outlet = outlet_called(name, context.lexicon)
    if outlet is not None:
        return Answer(new_figure(phrase, outlet.name, "outlet"), "name")
    role = phrase.role
    if phrase.is_plural or phrase.goes_on or (role is not None and role.kind in {"group", "media"}):
        return Answer(
            new_figure(phrase, name, "plural"),
            "description",
            kind="unnamed" if role is not None and role.kind == "unnamed" else "group",
        )
    if role is not None and role.kind in BODY:
        return Answer(new_figure(phrase, name, "body"), "description")
    kind: EntityKind = "nominal" if _is_human(phrase) else "thing"
    return Answer(new_figure(phrase, name, kind, role.gender if role else None), "description", kind="unnamed")


def _is_human(phrase: Phrase) -> bool:
    """Whether "he" or "she" can mean it: a role noun for people, or a noun that looks like one ("glassblower")."""
    if phrase.role is not None:
        return phrase.role.kind in HUMAN
    return bool(phrase.core) and phrase.core[-1].lemma.endswith(HUMAN_ENDINGS)
