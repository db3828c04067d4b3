"""Web addresses as text has them, which may be none."""

from urllib.parse import SplitResult, urlsplit


def parts_of(address: str) -> SplitResult:
    """The parts of a web address; empty ones where it cannot be one, as in an unfilled "https://[site_url]/a"."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
