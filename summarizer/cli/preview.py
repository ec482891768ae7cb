"""`summarizer preview`: look at an issue in the browser while editing it."""

import click

from summarizer.cli.options import Asked, with_asked


@click.command()
@click.argument("issue", required=False)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free one.")
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@with_asked()
def preview(*, asked: Asked, issue: str | None, port: int, no_open: bool) -> None:
    """Serve an issue on 127.0.0.1, drawing it again at every save. Default: the newest issue.

    \b
        summarizer preview 2026-W47 --port 8080
    """
    from summarizer.preview.server import serve
    from summarizer.wiring.newsletter import Wiring

    with Wiring.open(asked.folder, progress=asked.progress) as wiring:
        shown = wiring.previewed(issue)
        serve(shown.draw, shown.watched, shown.templates, port=port, open_browser=not no_open, say=asked.tell)
