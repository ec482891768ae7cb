"""What was covered is remembered from the issues themselves."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from summarizer.library import Library, Past
from summarizer.models import Entry, Skipped
from summarizer.record import save_issue
from tests.fakes import NOON, entry, issue, pick


def save(issues: Path, name: str, *entries: Entry, days: int, **changes: Any) -> None:
    """Keep an issue that was made, and stopped looking, so many days ago."""
    made = issue(*entries, name=name, published_at=NOON - timedelta(days), **changes)
    account = replace(made.account, until=NOON - timedelta(days + 1))
    save_issue(issues / name / "issue.json", replace(made, account=account))


def test_earlier_issues_are_covered_and_this_one_is_not(tmp_path: Path) -> None:
    """A paper that was skipped is not covered: the next issue tries it again."""
    failed = Skipped(pick=pick("b"), stage="read", reason="gone")
    save(tmp_path, "2026-W45", entry("a"), days=14, skipped=(failed,))
    save(tmp_path, "2026-W46", entry("c"), days=7)
    save(tmp_path, "2026-W47", entry("d"), days=0)
    past = Library(tmp_path).past(apart_from="2026-W47")
    assert past.covered == {"test:a", "test:c"}
    assert past.until == NOON - timedelta(8)


def test_the_newest_is_the_one_published_last(tmp_path: Path) -> None:
    """By its own word: names of two cadences do not sort together, and git sets the times of files anew."""
    save(tmp_path, "2026-W47", entry("a"), days=1)
    save(tmp_path, "2026-11-21", entry("b"), days=0)
    save(tmp_path, "2026-W46", entry("c"), days=7)
    assert Library(tmp_path).newest() == "2026-11-21"


def test_a_first_issue_has_nothing_before_it(tmp_path: Path) -> None:
    """No folder yet is no error."""
    library = Library(tmp_path / "issues")
    assert library.past(apart_from="2026-W47") == Past(covered=frozenset(), until=None)
    assert library.newest() is None
