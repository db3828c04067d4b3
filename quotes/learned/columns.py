"""What the encoder's outputs mean, for those who read them without torch."""

ROLES = ("cue", "source", "content", "relay")
#: Those who annotated PolNeAR took attitudes and statements alike, those of articles with chains statements only.
GUIDELINES = POLNEAR, STATEMENTS = ("polnear", "statements")
#: The columns of a word's odds: to be inside of a role's span and to begin one, by role and guideline.
COLUMNS = tuple((guideline, role, begins) for guideline in GUIDELINES for role in ROLES for begins in (False, True))

#: Where a candidate of a source stands: spoken of before it or only behind it, in its own words, as a part of them.
PLACES = ("before", "behind", "words", "part")
#: How many numbers of a phrase and of a mention are multiplied with each other (half of them gained as much by folds),
#: and how many units make one.
FACTORS, PER_ONE = 16, 16
#: How many numbers a word has as the head of a phrase; those that it offers as a mention's come behind them.
OF_PHRASE = FACTORS + len(PLACES)
