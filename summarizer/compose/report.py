"""Report a run, in the form of `report.json` and of `issue --json`."""

from collections.abc import Sequence
from typing import Any

from pydantic_core import to_jsonable_python

from summarizer.compose.account import count_claims
from summarizer.models import Issue, SourceReport, Usage


def report(
    name: str,
    status: str,
    issue: Issue | None,
    *,
    reports: Sequence[SourceReport],
    fetched: int,
    new: int,
    usage: Usage,
    seconds: float,
    files: Sequence[str],
) -> dict[str, Any]:
    """Return the report: the issue as it stands, and what this run asked and spent."""
    return {
        "issue": name,
        "status": status,
        "fetched": fetched,
        "new": new,
        "picked": issue.account.picked if issue else 0,
        "summarized": len(issue.entries) if issue else 0,
        "skipped": [
            {"paper": skipped.pick.paper.id, "stage": skipped.stage, "reason": skipped.reason}
            for skipped in (issue.skipped if issue else ())
        ],
        "sources": [to_jsonable_python(source) for source in reports],
        "claims": count_claims(issue) if issue else {"total": 0, "supported": 0, "not_found": 0, "unsupported": 0},
        "calls": {"made": usage.made, "from_cache": usage.from_cache, "retried": usage.retried},
        "tokens": {
            "input": usage.input_tokens,
            "cached_input": usage.cached_input_tokens,
            "output": usage.output_tokens,
        },
        "cost_usd": None if usage.cost_usd is None else round(usage.cost_usd, 6),
        "seconds": round(seconds, 1),
        "model": issue.account.model if issue else "",
        "files": list(files),
    }
