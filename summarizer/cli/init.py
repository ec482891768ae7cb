"""`summarizer init`: a new newsletter."""

from pathlib import Path

import click

from summarizer.cli.options import Asked, with_asked
from summarizer.cli.show import show_made


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@with_asked()
def init(*, asked: Asked, directory: Path) -> None:
    """Make a new newsletter folder that works at once, with no key: the built-in summarizer and papers from arXiv.

    \b
        summarizer init weekly
    """
    from summarizer.wiring.start import start_newsletter

    place = (asked.folder or Path()) / directory
    made = [str(path) for path in start_newsletter(place)]
    show_made(made, asked)
    asked.say(f"Make its first issue: summarizer -C {place} issue")
