"""`summarizer render`: draw an issue's files again."""

import click

from summarizer.cli.options import Asked, with_asked
from summarizer.cli.show import show_rendered


@click.command()
@click.argument("issue", required=False)
@with_asked()
def render(*, asked: Asked, issue: str | None) -> int:
    """Draw the email and its plain text again from issue.md, after edits. Default: the newest issue.

    \b
        summarizer render 2026-W47
    """
    from summarizer.wiring.newsletter import Wiring

    with Wiring.open(asked.folder, progress=asked.progress) as wiring:
        return show_rendered(wiring.render(issue), wiring.folder.root, asked)
