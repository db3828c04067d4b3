"""What a rule says of itself: its name in the record, what it looks for, and an example."""

from attrs import frozen


@frozen
class Rule:
    """
    A rule that finds statements; each stands beside the function that applies it.

    *name* is what ``provenance.rule`` holds; *example* is a sentence in which the rule finds what stands between
    asterisks.  *nests* says that the rule is sure enough inside another statement's content.  How sure a candidate of
    the rule is, the scorer says.
    """

    name: str
    looks_for: str
    example: str
    nests: bool = False

    def __str__(self) -> str:
        return self.name


@frozen(kw_only=True)
class SurfaceRule(Rule):
    """
    A rule that reads the surface and is not scored: how often it is right was counted (``calibration``).

    With *tells*, its source may be the speaker of a whole sentence in which others are quoted.
    """

    tells: bool = False
