"""A headless Chromium for tests that look at pages, driven by playwright (extra ``dev``)."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

#: Names under which systems have it; QUOTES_CHROMIUM names another one.
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def missing() -> str | None:
    """Why there is no browser, and what mends it; None where there is one."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is not installed (extra dev)"
    return None if _path() else "no Chromium here (apt-get install chromium, or name one in QUOTES_CHROMIUM)"


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser that is closed afterwards."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as drivers:
        # For root, in containers and on CI, Chromium has no sandbox of its own; it opens nothing but our own files.
        browser = drivers.chromium.launch(executable_path=_path(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def _path() -> str | None:
    return os.environ.get("QUOTES_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
