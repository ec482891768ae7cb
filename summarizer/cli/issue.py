"""`summarizer issue`: make the next issue."""

import click

from summarizer.cli.options import Asked, with_asked
from summarizer.cli.show import show_report


@click.command()
@click.option(
    "--since", metavar="T", help="Papers from here on: 2026-11-14, 2026-11-14T06:00Z, or 3d for three days ago."
)
@click.option("--until", metavar="T", help="Papers up to here; default: now.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many papers in the issue.")
@click.option("--max-cost", type=click.FloatRange(min=0), help="Dollars this run may spend; 0: no ceiling.")
@click.option("--refresh", is_flag=True, help="Look again and add what is new to the issue that is there.")
@click.option("--send", is_flag=True, help="Send it when it is made.")
@with_asked(logs=True)
def issue(
    *,
    asked: Asked,
    since: str | None,
    until: str | None,
    limit: int | None,
    max_cost: float | None,
    refresh: bool,
    send: bool,
) -> int:
    """Make the next issue, or go on with the one that was cut off.

    Run twice, the second changes nothing and pays nothing.

    \b
    Every Saturday at six, from cron:
        0 6 * * 6  summarizer -C /home/me/weekly issue --send
    The best ten of the last three days, for at most ten cents:
        summarizer issue --since 3d --limit 10 --max-cost 0.10
    """
    from summarizer.wiring.newsletter import Wiring

    with Wiring.open(asked.folder, progress=asked.progress, max_cost=max_cost) as wiring:
        report = wiring.make_issue(since=since, until=until, limit=limit, refresh=refresh, send=send)
    return show_report(report, wiring.folder.root, asked)
