"""Run our own commands as a person would, and keep what they print."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from summarizer.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


def run(*arguments: object) -> Done:
    """Run a command in this process, with no terminal."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Done(code, out.getvalue(), err.getvalue())


def start(*arguments: object, cwd: Path | None = None, **environment: str) -> "subprocess.Popen[str]":
    """Start a command in a process of its own, with pipes."""
    return subprocess.Popen(
        [sys.executable, "-m", "summarizer", *map(str, arguments)],
        cwd=cwd,
        env=clean(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: "subprocess.Popen[str]") -> Done:
    """Wait for a command that was started."""
    out, err = process.communicate(timeout=120)
    return Done(process.returncode, out, err)


def clean(changes: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without settings of whoever runs the tests."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("SUMMARIZER_", "OPENAI_"))}
    return {**ours, "PYTHONPATH": str(Path(__file__).parent.parent), **changes}
