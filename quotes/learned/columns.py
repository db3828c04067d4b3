"""What the encoder's outputs for the roles of attribution mean: plain names, which are read without torch."""

ROLES = ("cue", "source", "content", "relay")
#: Those who annotated PolNeAR took attitudes and statements alike, those of articles with chains statements only.
GUIDELINES = POLNEAR, STATEMENTS = ("polnear", "statements")
#: The columns of a word's odds: to be inside of a role's span and to begin one, by role and guideline.
COLUMNS = tuple((guideline, role, begins) for guideline in GUIDELINES for role in ROLES for begins in (False, True))
