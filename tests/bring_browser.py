"""Find the browser that some tests drive; run as a program, bring one if there is none."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")

APT = (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"])
"""Debian's Chromium, with the libraries it needs. Ubuntu's is a snap, which tests cannot drive."""

PLAYWRIGHT = [sys.executable, "-m", "playwright", "install", "chromium"]


def find_browser() -> Path | None:
    """Return a Chromium: the one in SUMMARIZER_BROWSER, the system's, or Playwright's own; None when there is none."""
    if named := os.environ.get("SUMMARIZER_BROWSER"):
        return Path(named)
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found:
        return Path(found)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


def main() -> int:
    """Try the system's packages where we may, then Playwright's own browser; say what to do where neither works."""
    if find_browser():
        return 0
    for commands in _ways():
        if all(_run(command) for command in commands) and find_browser():
            return 0
    print(  # noqa: T201 -- this is a command
        "No browser for the tests that drive one, and none could be installed. Install Chromium, or set "
        "SUMMARIZER_BROWSER to one, or leave those tests out: pytest -m 'not browser'",
        file=sys.stderr,
    )
    return 1


def _ways() -> Iterator[Sequence[list[str]]]:
    if os.geteuid() != 0:
        yield [PLAYWRIGHT]
        return
    if platform.freedesktop_os_release().get("ID") == "debian":
        yield APT
    yield [[*PLAYWRIGHT, "--with-deps"]]


def _run(command: list[str]) -> bool:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return bool(shutil.which(command[0])) and subprocess.run(command, check=False, env=quiet).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
