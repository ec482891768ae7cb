"""The report has the form that scripts rely on."""

from summarizer.compose.report import report
from summarizer.models import Skipped, SourceReport, Usage
from tests.fakes import NOON, entry, issue, pick


def test_a_report_describes_the_issue_and_the_run() -> None:
    """Counts of the issue as it stands; calls, tokens, dollars and seconds of this run."""
    made = issue(entry("a"), skipped=(Skipped(pick=pick("b"), stage="summarize", reason="the provider refused"),))
    source = SourceReport(name="arxiv cs.CL", fetched=412, newest=NOON, warning=None)
    usage = Usage(
        made=29, from_cache=1, retried=2, input_tokens=5, cached_input_tokens=4, output_tokens=3, cost_usd=0.04
    )
    said = report(
        "2026-W47",
        "some skipped",
        made,
        reports=[source],
        fetched=412,
        new=380,
        usage=usage,
        seconds=41.23,
        files=["issues/2026-W47/issue.html"],
    )
    assert said == {
        "issue": "2026-W47",
        "status": "some skipped",
        "fetched": 412,
        "new": 380,
        "picked": 1,
        "summarized": 1,
        "skipped": [{"paper": "test:b", "stage": "summarize", "reason": "the provider refused"}],
        "sources": [{"name": "arxiv cs.CL", "fetched": 412, "newest": "2026-11-21T12:00:00Z", "warning": None}],
        "claims": {"total": 1, "supported": 1, "not_found": 0, "unsupported": 0},
        "calls": {"made": 29, "from_cache": 1, "retried": 2},
        "tokens": {"input": 5, "cached_input": 4, "output": 3},
        "cost_usd": 0.04,
        "seconds": 41.2,
        "model": "fake-1",
        "files": ["issues/2026-W47/issue.html"],
    }


def test_a_report_without_an_issue_has_the_same_keys() -> None:
    """A script need not ask whether there is an issue."""
    said = report(
        "2026-W47", "nothing new", None, reports=[], fetched=3, new=0, usage=Usage(cost_usd=None), seconds=0, files=[]
    )
    assert said["picked"] == said["claims"]["total"] == 0
    assert said["cost_usd"] is None
