"""What is kept in the repository is pinned by name alone, and true of no machine in particular."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_versions_are_pinned_by_name_and_nothing_else() -> None:
    """Where a package comes from is the business of whoever installs: no address, no path, no option."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert len(pins) > 50
    assert [line for line in pins if not re.fullmatch(r"[a-z0-9][a-z0-9-]*==[\w.!+]+", line)] == []


def test_every_dependency_is_pinned() -> None:
    """A fresh machine installs the versions that the tests have passed with."""
    pinned = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE))
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = re.findall(r'^    "([A-Za-z0-9-]+)(?:\[\w+\])?(?:[<>=]=?[^"]*)?",', project, re.MULTILINE)
    packages = {name.lower() for name in named if not re.fullmatch(r"[A-Z]+\d*", name)}
    assert {"openai", "jinja2", "pytest"} <= packages
    assert packages - pinned == set()
