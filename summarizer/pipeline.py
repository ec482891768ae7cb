"""The main flow, on one screen. Read this first.

    sources      library    abstract   model +      against      issue.md,
       │         profile       │       cache        the text     issue.json
       ▼            ▼          ▼         ▼             ▼             ▼
     fetch ──── choose ──── read ── summarize ──── check ──── compose ──── draw ──── send

Papers become picks, picks documents, documents drafts, drafts checked summaries, and these the entries of an issue. A
paper that fails on the way becomes a `Skipped`, told in the issue and tried again by the next run. Preview is the flow
short of `send`; a dry run is the flow with a mailer that writes files; cron runs the same command a person types.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from summarizer.check.check import check
from summarizer.compose.issue import Identity, compose, extend
from summarizer.errors import PaperError
from summarizer.fetch import fetch
from summarizer.models import Chosen, Document, Entry, Issue, Paper, Pick, Skipped, Unchecked, Usage, Window
from summarizer.protocols import Progress, Source, Summarizer
from summarizer.select.choose import choose
from summarizer.select.criteria import Criteria
from summarizer.summarize.many import summarize_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everyone who works on an issue once it is chosen."""

    read: Callable[[Paper], Document]
    summarizer: Summarizer
    concurrency: int
    language: str
    """What the summaries are asked for in."""
    forget: Callable[[Pick, Document], None]
    """Told of a summary that the check rejects, so that it is not kept and the next run asks again."""
    usage: Callable[[], Usage]
    """What this run has asked of the model so far."""
    progress: Progress


def choose_papers(
    sources: Sequence[Source],
    criteria: Criteria,
    window: Window,
    *,
    name: str,
    covered: frozenset[str],
    now: datetime,
    progress: Progress,
) -> Chosen:
    """Fetch what is there and choose from it; nothing is downloaded in full and nothing paid for yet."""
    fetched = fetch(sources, window, progress)
    selection = choose(fetched.papers, covered, criteria, now=now)
    return Chosen(
        issue=name,
        window=window,
        fetched=len(fetched.papers),
        new=len(selection.new),
        reports=fetched.reports,
        picks=selection.picks,
    )


def make_issue(desk: Desk, identity: Identity, chosen: Chosen, *, now: datetime) -> Issue:
    """Make a new issue of what was chosen."""
    entries, skipped = write_entries(desk, chosen.picks)
    return compose(identity, chosen, entries, skipped, usage=desk.usage(), now=now)


def go_on(desk: Desk, issue: Issue, chosen: Chosen) -> tuple[Issue, list[Entry]]:
    """Try what was chosen and is not there yet; return the issue and the entries that are new in it."""
    there = {entry.pick.paper.id for entry in issue.entries}
    entries, skipped = write_entries(desk, [pick for pick in chosen.picks if pick.paper.id not in there])
    return extend(issue, chosen, entries, skipped, usage=desk.usage()), entries


def write_entries(desk: Desk, picks: Sequence[Pick]) -> tuple[list[Entry], list[Skipped]]:
    """Read, summarize and check each pick; one paper's failure is that paper's alone."""
    read = [_read(desk, pick) for pick in picks]
    unread = [result for result in read if isinstance(result, Skipped)]
    pairs = [result for result in read if not isinstance(result, Skipped)]
    drafts = summarize_all(
        pairs, desk.summarizer, concurrency=desk.concurrency, progress=desk.progress, usage=desk.usage
    )
    checked = [_check(desk, pick, document, draft) for (pick, document), draft in zip(pairs, drafts, strict=True)]
    entries = [result for result in checked if isinstance(result, Entry)]
    return entries, unread + [result for result in checked if isinstance(result, Skipped)]


def _read(desk: Desk, pick: Pick) -> tuple[Pick, Document] | Skipped:
    try:
        return pick, desk.read(pick.paper)
    except PaperError as error:
        return Skipped(pick=pick, stage="read", reason=str(error))


def _check(desk: Desk, pick: Pick, document: Document, draft: Unchecked | Skipped) -> Entry | Skipped:
    if isinstance(draft, Skipped):
        return draft
    try:
        return Entry(pick=pick, summary=check(draft, document, language=desk.language))
    except PaperError as error:
        desk.forget(pick, document)
        return Skipped(pick=pick, stage="check", reason=str(error))
