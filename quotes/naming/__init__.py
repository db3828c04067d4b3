"""
Naming: what a stretch of text is called, and what it names.  Nothing outside of this room tests the words of a name.

Theory of operation.  Three kinds of evidence are asked in turn, and none is trusted alone:

1. *What is known*: outlets, places, offices and given names stand in ``quotes.words``.
2. *What the words show*: names of outlets (``outlet_shapes``, ``outlets``), of persons (``person_names``), of bodies
   (``body_names``) and places (``place_names``) have shapes, with no parse needed.
3. *What stands beside a name* in a parsed sentence: titles (``titles``) with the office and the body that they state
   (``offices``), a noun for bodies (``named_bodies``) or for
   outlets (``outlet_names``), in a noun phrase (``nominals``).

Mentions (``person_mentions``, ``body_mentions``) are gathered to one entity each (``people``, ``bodies``), and all of a
document's are its cast (``cast``).  Who of them a source means is for ``quotes.speakers``.
"""

from quotes.naming.cast import Cast, cast_of
from quotes.naming.mention import Mention
from quotes.naming.outlet_names import outlet_at
from quotes.naming.outlet_shapes import is_outlet_shaped
from quotes.naming.outlets import same_outlet
from quotes.naming.people import Figure
from quotes.naming.person_names import is_person

__all__ = [
    "Cast",
    "Figure",
    "Mention",
    "cast_of",
    "is_outlet_shaped",
    "is_person",
    "outlet_at",
    "same_outlet",
]
