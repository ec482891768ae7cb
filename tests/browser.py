"""A real browser for tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.bring_browser import find_browser

__all__ = ["FLAGS", "chromium", "find_browser"]

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Quiet: a browser under test asks the network for nothing of its own."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a headless browser, and end it."""
    executable = find_browser()
    assert executable, "no browser to test with: run tests/bring_browser.py, or set SUMMARIZER_BROWSER"
    with sync_playwright() as playwright:
        sandbox = os.geteuid() != 0  # as root there is none to be had
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS, chromium_sandbox=sandbox)
        try:
            yield browser
        finally:
            browser.close()
