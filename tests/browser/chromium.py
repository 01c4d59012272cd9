"""Starts the browser of this machine; Playwright downloads none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # it needs rights that containers do not give; the pages are our own
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MISSING = "chromium is missing: on Debian `apt-get install chromium`"


def find() -> str | None:
    """Find the program, under any of the names that systems give it."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def running(program: str) -> Iterator[Browser]:
    """Start a browser without windows, and close it in the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()
