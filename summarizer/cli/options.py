"""Options that every command has, and how loud it is."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from summarizer.cli.progress import LineProgress, QuietProgress, RichProgress, write


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options that every command has come to."""

    folder: Path | None
    """What `-C` says; None: here, or above."""
    progress: QuietProgress
    quiet: bool
    json: bool

    def echo(self, text: str) -> None:
        """Print a result that was asked for, below whatever was shown while it was made."""
        self.progress.end()
        write(text.rstrip("\n"))

    def tell(self, text: str) -> None:
        """Print what the command cannot do without, such as the address of a preview."""
        if self.json:
            click.echo(text, err=True)
        else:
            self.say(text)

    def say(self, text: str) -> None:
        """Print a line of the result, unless only JSON or nothing is wanted."""
        if not (self.quiet or self.json):
            self.echo(text)


def with_asked(*, logs: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add `-C`, `-q`, `-v` and `--json` to a command, and hand it what they come to as `asked`.

    Without a terminal a command that `logs` prints a line a stage, for cron's mail; one that does not keeps its
    standard output for its result alone.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @click.option("-C", "folder", metavar="DIR", help="The newsletter's folder; default: here or above.")
        @click.option("-q", "--quiet", is_flag=True, help="Print errors and warnings only.")
        @click.option("-v", "--verbose", is_flag=True, help="Print a line for every paper on standard error.")
        @click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
        @click.pass_context
        def asking(
            ctx: click.Context, /, folder: str | None, quiet: bool, verbose: bool, as_json: bool, **options: object
        ) -> object:
            logging.basicConfig(level=logging.WARNING, format="Warning: %(message)s", stream=sys.stderr)
            logging.getLogger("stamina").propagate = verbose  # a line for every new try
            with _progress(quiet=quiet, verbose=verbose, logs=logs and not as_json) as progress:
                place = folder or ctx.obj
                asked = Asked(Path(place) if place else None, progress, quiet, as_json)
                return command(asked=asked, **options)

        asking.__doc__ = command.__doc__
        return asking

    return decorate


def _progress(*, quiet: bool, verbose: bool, logs: bool) -> RichProgress | LineProgress | QuietProgress:
    if quiet:
        return QuietProgress()
    if sys.stderr.isatty() and not verbose:
        return RichProgress()
    if verbose:
        return LineProgress(sys.stderr, verbose=True)
    return LineProgress(sys.stdout, verbose=False) if logs else QuietProgress()
