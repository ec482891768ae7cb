"""Ways to watch a run: a live display on a terminal, plain lines in a log, or nothing."""

import errno
import sys
from datetime import UTC, datetime
from types import TracebackType
from typing import Self, TextIO

import click

from summarizer.errors import StoreError


def write(text: str, out: TextIO | None = None) -> None:
    """Print a line, by default on standard output; a full disk behind it is an error of the user's to mend."""
    try:
        click.echo(text, file=out)
    except OSError as error:
        if error.errno == errno.EPIPE:  # whoever read it has gone: click knows how to end then
            raise
        raise StoreError(f"cannot write what there is to say: {error.strerror}") from error


class QuietProgress:
    """Nothing but what the user must know."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Nothing is open."""

    def end(self) -> None:
        """Leave the terminal to whatever is printed next."""

    def begin(self, stage: str, total: int | None) -> None:
        """Say nothing."""

    def advance(self, note: str = "") -> None:
        """Say nothing."""

    def say(self, text: str) -> None:
        """Print a warning."""
        click.echo(f"Warning: {text}", err=True)


class LineProgress(QuietProgress):
    """One line a stage, as a log wants it; with `verbose` one a step."""

    def __init__(self, out: TextIO, *, verbose: bool) -> None:
        self._out = out
        self._verbose = verbose

    def begin(self, stage: str, total: int | None) -> None:
        """Print the stage and how many steps it takes."""
        self._line(stage if total is None else f"{stage} {total}")

    def advance(self, note: str = "") -> None:
        """Print the step, if asked to."""
        if self._verbose and note:
            self._line(f"  {note}")

    def _line(self, text: str) -> None:
        write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {text}", self._out)


class RichProgress(QuietProgress):
    """A bar a stage on standard error, with the step it is at."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bars

        self._bars = Bars(
            TextColumn("{task.description:<10}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}", style="dim"),
            console=Console(file=sys.stderr),
        )
        self._task = self._bars.add_task("", visible=False, note="")

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.end()

    def end(self) -> None:
        """Stop the bars where they are; what is printed next stands below them."""
        self._bars.stop()

    def begin(self, stage: str, total: int | None) -> None:
        """Start the bar of a stage."""
        self._task = self._bars.add_task(stage, total=total, note="")

    def advance(self, note: str = "") -> None:
        """Move the bar by a step."""
        self._bars.update(self._task, advance=1, note=note[:60])

    def say(self, text: str) -> None:
        """Print a warning above the bars."""
        self._bars.console.print(f"Warning: {text}", style="yellow", markup=False, highlight=False)
