"""A run can be watched: bars on a terminal, lines in a log, or nothing."""

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.cli.progress import LineProgress, QuietProgress
from tests.cli.conftest import Start
from tests.commands import clean

STAMP = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ")


def test_a_log_has_a_line_a_stage_and_verbose_one_a_step() -> None:
    """With the time in front, and nothing for an empty note."""
    out = io.StringIO()
    with LineProgress(out, verbose=True) as progress:
        progress.begin("fetch", None)
        progress.begin("summarize", 2)
        progress.advance("arxiv:1")
        progress.advance()
    lines = [STAMP.sub("", line) for line in out.getvalue().splitlines()]
    assert lines == ["fetch", "summarize 2", "  arxiv:1"]
    quiet = io.StringIO()
    with LineProgress(quiet, verbose=False) as progress:
        progress.advance("arxiv:1")
    assert quiet.getvalue() == ""


def test_quiet_says_only_what_the_user_must_know(capsys: pytest.CaptureFixture[str]) -> None:
    """Stages and steps are not, a warning is."""
    with QuietProgress() as progress:
        progress.begin("fetch", 1)
        progress.advance("x")
        progress.say("the source is stale")
    assert capsys.readouterr() == ("", "Warning: the source is stale\n")


def test_on_a_terminal_there_are_bars_and_the_result(start_newsletter: Start) -> None:
    """On standard error, which is a terminal here; standard output has the result alone, although it is none."""
    folder = start_newsletter("One", "Two")
    with (folder / "papers.jsonl").open("a", encoding="utf-8") as file:
        file.write('\n{"id": "x", "title": "Empty"}')
    terminal, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "summarizer", "-C", str(folder), "issue"],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=clean({"TERM": "xterm", "COLUMNS": "100"}),
        cwd=Path(__file__).parents[2],
        text=True,
    )
    os.close(theirs)
    out, _ = process.communicate(timeout=60)
    seen = _read(terminal)
    assert "summarize" in seen
    assert "2/2" in seen
    assert out.startswith("20")
    assert "2 summarized" in out


def _read(terminal: int) -> str:
    """Read all that a process that has ended wrote to the terminal."""
    parts = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not part:
            break
        parts.append(part)
    os.close(terminal)
    return b"".join(parts).decode()
