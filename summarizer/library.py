"""What earlier issues covered, so that nothing is repeated and no week is missed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from summarizer.models import Issue
from summarizer.record import load_issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the issues made so far come to."""

    covered: frozenset[str]
    """Ids of the papers in them. One that was skipped is not covered: the next issue tries it again."""
    until: datetime | None
    """Where the last of them stopped looking; None when there is none."""


class Library:
    """The issues made so far, read from their `issue.json`."""

    def __init__(self, issues: Path) -> None:
        self._issues = issues

    def past(self, *, apart_from: str) -> Past:
        """Return what every issue but the one of that name covered."""
        others = [issue for issue in self._made() if issue.name != apart_from]
        return Past(
            covered=frozenset(entry.pick.paper.id for issue in others for entry in issue.entries),
            until=max((issue.account.until for issue in others), default=None),
        )

    def newest(self) -> str | None:
        """Return the name of the issue published last, or None. The times of files tell nothing: git sets them anew."""
        newest = max(self._made(), key=lambda issue: (issue.published_at, issue.name), default=None)
        return newest.name if newest else None

    def _made(self) -> Iterator[Issue]:
        return (load_issue(path) for path in sorted(self._issues.glob("*/issue.json")))
