"""What every command has."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.cli import COMMANDS
from tests.commands import run


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_a_worked_example(command: str) -> None:
    """A command line to copy, and the options that all commands share."""
    done = run(command, "--help")
    assert done.code == 0
    assert f"summarizer {command}" in done.out.partition("Usage:")[2].partition("\n")[2]
    assert all(option in done.out for option in ("-C DIR", "--quiet", "--verbose", "--json"))


def test_the_help_page_lists_every_command() -> None:
    """With a first issue to copy."""
    done = run("--help")
    assert done.code == 0
    assert all(f"  {command}  " in done.out for command in COMMANDS)
    assert "summarizer init weekly" in done.out


def test_the_version_is_told() -> None:
    """As packages have it."""
    assert run("--version").out.startswith("summarizer, version ")


def test_an_unknown_command_is_wrong_usage() -> None:
    """Exit status 2."""
    assert run("isue").code == 2


def test_a_reader_who_has_gone_is_no_bug() -> None:
    """As in `summarizer --help | head -1`: no traceback, no complaint on standard error."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "summarizer", "--help"],
            stdout=gone,
            stderr=subprocess.PIPE,
            check=False,
            cwd=Path(__file__).parents[2],
        )
    assert done.stderr == b""
