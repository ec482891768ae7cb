"""`summarizer send`: send an issue to its readers."""

import click

from summarizer.cli.options import Asked, with_asked
from summarizer.cli.show import show_sent


@click.command()
@click.argument("issue", required=False)
@click.option("--to", "readers", multiple=True, metavar="ADDRESS", help="Send to these instead of the configured ones.")
@click.option("--dry-run", is_flag=True, help="Write the messages to a folder; send nothing.")
@with_asked()
def send(*, asked: Asked, issue: str | None, readers: tuple[str, ...], dry_run: bool) -> int:
    """Send an issue as issue.md stands now. Default: the newest.

    A reader who has it already is left out, so that a send that was cut off can be repeated. With --to it goes to
    those addresses, whoever has it, and is not noted.

    \b
    To see the messages first:
        summarizer send --dry-run
    To yourself alone:
        summarizer send --to me@example.org
    """
    from summarizer.wiring.newsletter import Wiring

    with Wiring.open(asked.folder, progress=asked.progress) as wiring:
        return show_sent(wiring.send(issue, readers=readers, dry_run=dry_run), asked)
