"""An issue on disk: made or gone on with, drawn from what the editor left, and reported."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from summarizer.compose.account import account_line
from summarizer.compose.draft import add_to_draft, address_of, follow, write_draft
from summarizer.compose.edition import read_draft
from summarizer.compose.issue import Identity
from summarizer.compose.report import report
from summarizer.edition import Edition, Frame, Pages
from summarizer.errors import OverBudget, SummaryError
from summarizer.folder import Folder, read_file, write_file
from summarizer.mail import to_bytes, to_message
from summarizer.models import Account, Chosen, Email, Entry, Issue, Window
from summarizer.pipeline import Desk, go_on, make_issue
from summarizer.protocols import Compiler
from summarizer.record import dump, load_chosen, load_issue, save_chosen, save_issue
from summarizer.render.email import draw
from summarizer.templating import Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What it takes to bring an issue to paper."""

    folder: Folder
    templates: Templates
    compiler: Compiler
    sender: str
    reply_to: str
    web_url: str
    unsubscribe_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One run: which issue, and whether to look again at what there is."""

    identity: Identity
    choose: Callable[[], Chosen]
    """Fetches and chooses; called at most once, and only when there is something to choose."""
    refresh: bool
    anew: bool
    """Choose again although an unfinished run has chosen already: the user asked for something else this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a run ended."""

    status: str
    issue: Issue | None
    chosen: Chosen | None
    files: tuple[str, ...] = ()


def produce(press: Press, desk: Desk, order: Order, *, now: datetime, seconds: Callable[[], float]) -> dict[str, Any]:
    """Make the issue, or go on where an earlier run stopped, and return the report; `report.json` keeps it.

    The same order twice changes nothing the second time and pays nothing.
    """
    place = press.folder.issue(order.identity.name)
    made = (place / "issue.json").exists()
    outcome = _go_on(press, desk, order) if made else _make(press, desk, order, now=now)
    result = report(
        order.identity.name,
        outcome.status,
        outcome.issue,
        **_looked(outcome),
        usage=desk.usage(),
        seconds=seconds(),
        files=outcome.files,
    )
    if outcome.issue is not None:
        save_report(press.folder, result)
    return result


def save_report(folder: Folder, report: Mapping[str, Any]) -> None:
    """Keep the account of a run beside its issue."""
    write_file(folder.issue(report["issue"]) / "report.json", dump(report))


def read_edition(press: Press, name: str) -> Edition:
    """Read `issue.md` as it stands now."""
    path = press.folder.issue(name) / "issue.md"
    return read_draft(read_file(path), where=str(path))


def draw_issue(press: Press, name: str) -> Pages:
    """Draw an issue from `issue.md` as it stands now, writing nothing."""
    shown = read_edition(press, name)
    issue = load_issue(press.folder.issue(name) / "issue.json")
    return draw(shown, _frame(press, issue, shown), press.templates, press.compiler)


def _frame(press: Press, issue: Issue, shown: Edition) -> Frame:
    """Return what stands around the entries; entries that the editor took out are told in the account."""
    addresses = {entry.url for section in shown.sections for entry in section.entries}
    left_out = sum(address_of(entry.pick.paper) not in addresses for entry in issue.entries)
    return Frame(
        newsletter=issue.newsletter,
        issue=issue.name,
        language=issue.language,
        account=account_line(issue, left_out=left_out),
        web_url=press.web_url,
        unsubscribe_url=press.unsubscribe_url,
    )


def make_email(press: Press, name: str, drawn: Pages, *, date: datetime) -> Email:
    """Return the message, not yet addressed to anyone."""
    return Email(
        issue=name,
        subject=drawn.subject,
        sender=press.sender,
        reply_to=press.reply_to,
        date=date,
        html=drawn.html,
        text=drawn.text,
    )


def save_pages(press: Press, name: str) -> tuple[Pages, tuple[str, ...]]:
    """Draw the issue again and write `issue.html`, `issue.txt` and `issue.eml`; return their names, too."""
    drawn, place = draw_issue(press, name), press.folder.issue(name)
    message = make_email(press, name, drawn, date=read_edition(press, name).published_at)
    written = {
        "issue.html": drawn.html,
        "issue.txt": drawn.text,
        "issue.eml": to_bytes(to_message(message, press.sender)).decode("ascii"),
    }
    for file, text in written.items():
        if not _same(place / file, text):
            write_file(place / file, text)
    made = ("issue.md", "issue.json", *written, "report.json")
    return drawn, tuple(str((place / file).relative_to(press.folder.root)) for file in made)


def _make(press: Press, desk: Desk, order: Order, *, now: datetime) -> Outcome:
    """Make a new issue. What was chosen is kept first: if this run is cut off, the next takes the same papers."""
    kept = press.folder.chosen(order.identity.name)
    chosen = load_chosen(kept) if kept.exists() and not order.anew else order.choose()
    if not chosen.picks:
        return Outcome(status="nothing chosen" if chosen.new else "nothing new", issue=None, chosen=chosen)
    save_chosen(kept, chosen)
    issue = make_issue(desk, order.identity, chosen, now=now)
    if not issue.entries:
        raise _nothing_made(issue)
    place = press.folder.issue(issue.name)
    # The draft first: an issue.json without its draft would count as made. A draft that is there already was left by a
    # run that was cut off at this very place, and may have been edited since.
    _add(press, place / "issue.md", issue, issue, issue.entries)
    save_issue(place / "issue.json", issue)
    kept.unlink(missing_ok=True)
    _, files = save_pages(press, issue.name)
    return Outcome(status=_status(issue), issue=issue, chosen=chosen, files=files)


def _go_on(press: Press, desk: Desk, order: Order) -> Outcome:
    """Try again what was skipped, add what a refresh chose, and leave everything else as it is."""
    name = order.identity.name
    place = press.folder.issue(name)
    before = issue = load_issue(place / "issue.json")
    chosen = _and_skipped(order.choose(), issue) if order.refresh else _skipped_again(issue)
    added: list[Entry] = []
    if chosen.picks:
        issue, added = go_on(desk, issue, chosen)
    _add(press, place / "issue.md", before, issue, added)
    if chosen.picks:
        save_issue(place / "issue.json", issue)
    _, files = save_pages(press, name)
    status = _status(issue)
    return Outcome(
        status="unchanged" if status == "done" and not added else status, issue=issue, chosen=None, files=files
    )


def _add(press: Press, draft: Path, before: Issue, issue: Issue, added: Sequence[Entry]) -> None:
    """Put new entries into the draft; one that an interrupted run has put there already is not put there twice."""
    if not draft.exists():
        write_file(draft, write_draft(issue, press.templates))
        return
    text = read_file(draft)
    shown = read_draft(text, where=str(draft))
    there = {entry.url for section in shown.sections for entry in section.entries}
    missing = [entry for entry in added if address_of(entry.pick.paper) not in there]
    if missing:
        grown = add_to_draft(text, shown.sections, missing, press.templates)
        write_file(draft, follow(grown, before, issue))


def _and_skipped(chosen: Chosen, issue: Issue) -> Chosen:
    """Return a new choice and what the issue still lacks of the old one."""
    there = {pick.paper.id for pick in chosen.picks}
    lacking = tuple(skipped.pick for skipped in issue.skipped if skipped.pick.paper.id not in there)
    return replace(chosen, picks=chosen.picks + lacking)


def _skipped_again(issue: Issue) -> Chosen:
    """Return what an issue still lacks as something to go on with."""
    account = issue.account
    return Chosen(
        issue=issue.name,
        window=Window(since=account.until, until=account.until),
        fetched=account.fetched,
        new=account.new,
        reports=account.reports,
        picks=tuple(skipped.pick for skipped in issue.skipped),
    )


def _status(issue: Issue) -> str:
    if any(skipped.stage == "budget" for skipped in issue.skipped):
        return "over budget"
    return "some skipped" if issue.skipped else "done"


def _nothing_made(issue: Issue) -> SummaryError:
    """An issue without a single summary is no issue."""
    count = len(issue.skipped)
    over = next((skipped for skipped in issue.skipped if skipped.stage == "budget"), None)
    if over is not None:
        return OverBudget(f"no paper of {count} could be summarized for this: {over.reason}")
    first = issue.skipped[0]
    return SummaryError(
        f"no paper of {count} could be summarized; the first, {first.pick.paper.id}: {first.reason}",
        hint="Nothing was written. The same command tries these papers again; with --refresh it chooses anew.",
    )


def _looked(outcome: Outcome) -> dict[str, Any]:
    """Return what was fetched: in this run, or when the issue was made."""
    looked: Chosen | Account | None = outcome.issue.account if outcome.issue else outcome.chosen
    if looked is None:
        raise ValueError("an outcome has an issue or a choice")
    return {"reports": looked.reports, "fetched": looked.fetched, "new": looked.new}


def _same(path: Path, text: str) -> bool:
    """Whether the file says that already, so that a run that changes nothing touches nothing."""
    return path.exists() and path.read_bytes() == text.encode()
