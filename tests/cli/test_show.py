"""What commands print of what came out."""

from pathlib import Path
from typing import Any

import pytest

from summarizer.cli.options import Asked
from summarizer.cli.progress import QuietProgress
from summarizer.cli.show import show_report

REPORT: dict[str, Any] = {
    "issue": "2026-W47",
    "status": "done",
    "fetched": 9,
    "new": 8,
    "picked": 2,
    "summarized": 1,
    "skipped": [{"paper": "arxiv:1", "stage": "read", "reason": "gone"}],
    "calls": {"made": 3, "from_cache": 1, "retried": 0},
    "cost_usd": 0.0123,
    "model": "gpt-x",
    "files": ["issues/2026-W47/issue.md"],
}


def shown(report: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Print a report and return the exit status and the words."""
    asked = Asked(Path(), QuietProgress(), quiet=False, json=False)
    return show_report(REPORT | report, Path(), asked), capsys.readouterr().out


def test_a_run_is_told_in_one_line_and_its_files(capsys: pytest.CaptureFixture[str]) -> None:
    """Calls and dollars with it, and what was skipped with the reason."""
    code, out = shown({"status": "some skipped"}, capsys)
    assert code == 3
    assert out.splitlines() == [
        "2026-W47: some skipped; 9 papers fetched, 8 new, 2 chosen, 1 summarized; 3 calls, 1 from the cache, $0.0123",
        "  skipped arxiv:1 at read: gone",
        "  issues/2026-W47/issue.md",
    ]


def test_a_price_that_is_not_known_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    """It is not zero."""
    assert "price not known" in shown({"cost_usd": None}, capsys)[1]


def test_what_was_sent_is_told_and_a_failure_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    """`issue --send` ends with 1 when somebody did not get it."""
    code, out = shown({"sent": {"sent": 2, "already": 1, "failed": 1}}, capsys)
    assert code == 1
    assert "sent to 2, 1 had it already, 1 failed" in out
