"""Say in one honest line what was fetched, chosen, failed and spent."""

from summarizer.models import BUILT_IN, Issue, Skipped, Usage, Verdict

_MISSING = {"read": "no text", "summarize": "no summary", "check": "no summary that fits it", "budget": "over budget"}
"""What readers are told of a failure, by its stage. The words of a server or a path are the editor's: `report.json`."""

THOUSANDS = 9_999
"""Above this, tokens are told in thousands."""
NAMED = 5
"""Skipped papers named one by one; more are counted."""


def account_line(issue: Issue, *, left_out: int = 0) -> str:
    """Return the account of an issue; `left_out` is how many entries the editor took out of the draft."""
    account = issue.account
    counts = (
        f"{account.fetched} {_plural(account.fetched, 'paper')} fetched, {account.new} new, "
        f"{account.picked} chosen, {len(issue.entries)} summarized{_failures(issue.skipped)}."
    )
    sentences = [counts, *_sources(issue), _spent(account.model, account.usage), *_claims(issue)]
    if left_out:
        sentences.append(f"{left_out} left out by the editor.")
    return " ".join(sentences)


def count_claims(issue: Issue) -> dict[str, int]:
    """Count the claims of an issue by verdict."""
    verdicts = [claim.verdict for entry in issue.entries for claim in entry.summary.claims]
    return {
        "total": len(verdicts),
        "supported": verdicts.count(Verdict.SUPPORTED),
        "not_found": verdicts.count(Verdict.NOT_FOUND),
        "unsupported": verdicts.count(Verdict.UNSUPPORTED),
    }


def _failures(skipped: tuple[Skipped, ...]) -> str:
    if not skipped:
        return ""
    named = [
        f"{failed.pick.paper.id.removeprefix('arxiv:')}, {_MISSING.get(failed.stage, _MISSING['summarize'])}"
        for failed in skipped[:NAMED]
    ]
    more = [f"and {len(skipped) - NAMED} more"] if len(skipped) > NAMED else []
    return f" ({len(skipped)} skipped: {'; '.join(named + more)})"


def _sources(issue: Issue) -> list[str]:
    return [
        f"{report.name}: the newest {report.fetched} only." if report.fetched else f"{report.name} could not be read."
        for report in issue.account.reports
        if report.warning is not None
    ]


def _spent(model: str, usage: Usage) -> str:
    if model == BUILT_IN:
        return "Sentences chosen from the abstracts; no model was used."
    tokens = usage.input_tokens + usage.output_tokens
    cost = "price not known" if usage.cost_usd is None else _dollars(usage.cost_usd)
    cached = f" and {usage.from_cache} from the cache" if usage.from_cache else ""
    return f"{model}, {usage.made} {_plural(usage.made, 'call')}{cached}, {_short(tokens)} tokens, {cost}."


def _claims(issue: Issue) -> list[str]:
    """The built-in summarizer quotes; there is nothing to check in a quotation."""
    counts = count_claims(issue)
    if issue.account.model == BUILT_IN or not counts["total"]:
        return []
    parts = [f"{counts['total']} claims checked"]
    parts += [f"{counts['not_found']} marked"] if counts["not_found"] else []
    parts += [f"{counts['unsupported']} dropped"] if counts["unsupported"] else []
    return [", ".join(parts) + "."]


def _dollars(cost: float) -> str:
    cents = round(cost, 2)
    return f"${cents:.2f}" if cents or not cost else "under $0.01"


def _short(number: int) -> str:
    return f"{round(number, -3) // 1000}k" if number > THOUSANDS else f"{number:,}"


def _plural(number: int, word: str) -> str:
    return word if number == 1 else f"{word}s"
