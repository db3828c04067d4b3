"""Numbers of things in messages."""


def counted(number: int, noun: str) -> str:
    """How many there are: "1 document", "2 documents"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
