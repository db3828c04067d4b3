"""Evidence: the features of a candidate that a reader can check, in words, for whoever asks why."""

from collections.abc import Iterator

from quotes.speakers.wording import FAR, Features

#: So much of what the encoder's vectors say is more than of all others.
_MORE_THAN_OTHERS = 0.5
#: How many pieces of evidence are told.
_TOLD = 4


def evidence(seen: Features) -> tuple[str, ...]:
    """What speaks for a candidate or against it, at most four pieces."""
    return tuple(_pieces(seen))[:_TOLD]


def _pieces(seen: Features) -> Iterator[str]:
    if seen.get("holds head"):
        yield "stands at the head of the source"
    yield from _of_titles(seen)
    if seen.get("gender other"):
        yield "gender does not fit"
    if seen.get("spoke last"):
        yield "spoke last"
    if "in phrase" not in seen and (away := seen.get("distance", FAR)) < FAR:
        sentences = "sentence" if away == 1 else "sentences"
        yield f"named {away:.0f} {sentences} before" if away else "named in this sentence"
    if seen.get("meant share", 0) > _MORE_THAN_OTHERS:
        yield "its context fits more than all others’"


def _of_titles(seen: Features) -> Iterator[str]:
    """What somebody is called, by the text or by everybody."""
    if seen.get("title same"):
        yield "bears that title"
    elif seen.get("known same"):
        yield "is known by that title"
    if seen.get("title other"):
        yield "bears another title"
    if seen.get("so called"):
        yield "was called so before"
    if seen.get("noun in words"):
        yield "is called by that word"
