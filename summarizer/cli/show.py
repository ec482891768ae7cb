"""What commands print: for people on a terminal, in a pipe, or as JSON. Each returns the exit status."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.options import Asked
from summarizer.errors import OverBudget
from summarizer.models import BUILT_IN

if TYPE_CHECKING:
    from summarizer.models import Issue
    from summarizer.wiring.newsletter import Rendered
    from summarizer.wiring.papers import Papers
    from summarizer.wiring.post import Sent

EXIT_CODES = {"done": 0, "unchanged": 0, "nothing new": 0, "nothing chosen": 0, "some skipped": 3, "over budget": 4}
WIDEST = 88
"""Columns beyond which lines are hard to read, however wide the terminal."""


def show_report(report: dict[str, Any], root: Path, asked: Asked) -> int:
    """Print how a run ended and where the files are."""
    if asked.json:
        _print_json(report, asked)
    for line in _run_lines(report, root):
        asked.say(line)
    sent = report.get("sent", {})
    if error := sent.get("error"):
        click.echo(f"Error: {error}\nHint: {sent['hint']}".removesuffix("\nHint: "), err=True)
    if report["status"] == "over budget":
        click.echo(f"Hint: {OverBudget.hint}", err=True)
    return EXIT_CODES[report["status"]] or (1 if error or sent.get("failed") else 0)


def show_made(files: Sequence[str], asked: Asked) -> None:
    """Print what was made."""
    if asked.json:
        _print_json({"files": list(files)}, asked)
    for file in files:
        asked.say(file)


def show_rendered(rendered: "Rendered", root: Path, asked: Asked) -> int:
    """Print what was drawn."""
    if asked.json:
        _print_json({"issue": rendered.issue, "files": rendered.files, "warnings": rendered.warnings}, asked)
    for warning in rendered.warnings:
        asked.progress.say(warning)
    for file in rendered.files:
        asked.say(os.path.relpath(root / file))
    return 0


def show_sent(sent: "Sent", asked: Asked) -> int:
    """Print who got it; addresses stand only with their failures, for whoever typed the command."""
    delivered = sent.delivered
    if asked.json:
        verb = "written" if sent.folder else "sent"
        counts = {verb: len(delivered.sent), "already": delivered.already, "failed": dict(delivered.failed)}
        _print_json({"issue": sent.issue, **counts, "folder": sent.folder}, asked)
    for address, reason in delivered.failed:
        asked.progress.say(f"{address}: {reason}")
    where = f" to {sent.folder}" if sent.folder else ""
    verb = "written" if sent.folder else "sent"
    before = f", {delivered.already} had it already" if delivered.already else ""
    failed = f", {len(delivered.failed)} failed" if delivered.failed else ""
    asked.say(f"{sent.issue}: {len(delivered.sent)} {verb}{where}{before}{failed}")
    return 1 if delivered.failed else 0


def show_papers(issue: "Issue", papers: "Papers", form: str, asked: Asked) -> int:
    """Print summaries in the form that was asked for; what was skipped goes to standard error."""
    if issue.entries:
        asked.echo(_printed(issue, papers, form))
    for skipped in issue.skipped:
        asked.progress.say(f"{skipped.pick.paper.id} was skipped: {skipped.reason}")
    if any(skipped.stage == "budget" for skipped in issue.skipped):
        return EXIT_CODES["over budget"]
    if not issue.entries:
        return 1
    return EXIT_CODES["some skipped"] if issue.skipped or papers.missing else 0


def _printed(issue: "Issue", papers: "Papers", form: str) -> str:
    match form:
        case "json":
            return papers.as_json(issue)
        case "html":
            return papers.as_html(issue)
        case "markdown":
            return papers.as_markdown(issue)
        case _:
            return papers.as_text(issue, min(shutil.get_terminal_size().columns, WIDEST))


def _run_lines(report: dict[str, Any], root: Path) -> list[str]:
    name, status = report["issue"], report["status"]
    if not report["files"]:
        return [f"{name}: {status}; {report['fetched']} papers fetched, {report['new']} new; no issue was made"]
    lines = [
        (
            f"{name}: {status}; {report['fetched']} papers fetched, {report['new']} new, {report['picked']} chosen, "
            f"{report['summarized']} summarized; {_spent(report)}"
        )
    ]
    lines += [f"  skipped {skip['paper']} at {skip['stage']}: {skip['reason']}" for skip in report["skipped"]]
    lines += [f"  {os.path.relpath(root / file)}" for file in report["files"]]
    if (sent := report.get("sent")) and "error" not in sent:
        lines.append(f"  sent to {sent['sent']}, {sent['already']} had it already, {sent['failed']} failed")
    return lines


def _spent(report: dict[str, Any]) -> str:
    calls = report["calls"]
    if report["model"] == BUILT_IN:
        return "no model was used"
    cost = "price not known" if report["cost_usd"] is None else f"${report['cost_usd']:.4f}"
    return f"{calls['made']} calls, {calls['from_cache']} from the cache, {cost}"


def _print_json(record: dict[str, Any], asked: Asked) -> None:
    from summarizer.record import dump

    asked.echo(dump(record))
